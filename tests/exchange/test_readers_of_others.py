"""What this kit writes for other systems, as programs of others read and write the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from support.gift_reader.reader import parsed_gift, text_of
from support.other_systems import all_sent, answers, files_in, is_faithful, seen, shown
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from kit.exchange import gift, qti12
from kit.exchange.fidelity import fidelity
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.exchange.taking_in.foreign import Foreign
from kit.exchange.taking_in.text2qti_in import read_text2qti
from kit.question.model import Response

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "…": "...", "“": None, "”": None, '"': None, "\\": None}
)


def file_of(sent: Sequence[Sent], format: Format) -> bytes:
    return format.write(Export("all", "All", (SentLesson("a", "A", "", tuple(sent)),), "A line."))


# -- GIFT, by gift-pegjs


@pytest.fixture(scope="module")
def by_gift() -> list[tuple[Sent, dict[str, Any]]]:
    there = [sent for sent in all_sent() if fidelity(sent, gift.FORMAT).is_there]
    category, *found = parsed_gift(file_of(there, gift.FORMAT))
    assert category["title"] == "$course$/top/Says Who?/All/A"
    return list(zip(there, found, strict=True))


def test_a_parser_of_gift_finds_every_text_note_pair_id_and_tag(
    by_gift: list[tuple[Sent, dict[str, Any]]],
) -> None:
    types = {"ticked": "MC", "placed": "Matching", "sequence": "Matching", "text": "Essay"}
    for sent, found in by_gift:
        assert (found["type"], found["id"]) == (types[sent.part], sent.id)
        assert found["title"] == sent.title
        assert found["tags"] == list(sent.tags)
        assert text_of(found["stem"]) == seen(sent.text())
        assert text_of(found["globalFeedback"]) == seen(sent.because)
        if sent.part == "ticked":
            options = [(text_of(c["text"]), text_of(c["feedback"])) for c in found["choices"]]
            items = sent.question.items
            assert options == [(shown(item), seen(sent.note(item))) for item in items]
        elif sent.part != "text":
            pairs = [(text_of(p["subquestion"]), p["subanswer"]) for p in found["matchPairs"]]
            placed = sent.key.placed or [
                (thing, str(place)) for place, thing in enumerate(sent.key.sequence, start=1)
            ]
            spare = [("", target) for target in sent.spare_targets]
            assert sorted(pairs) == sorted((shown(a), shown(b)) for a, b in (*placed, *spare))


def test_what_the_parser_of_gift_finds_gives_the_kits_score_where_the_table_says_faithful(
    by_gift: list[tuple[Sent, dict[str, Any]]],
) -> None:
    tried = {"MC": 0, "Matching": 0}
    for sent, found in by_gift:
        if is_faithful(sent, gift.FORMAT):
            for response, score in answers(sent):
                assert gift_score(found, response) == pytest.approx(score, abs=1e-5), sent.id
                tried[found["type"]] += 1
    assert min(tried.values()) > 300, tried


def gift_score(found: Mapping[str, Any], response: Response) -> float:
    """The share that Moodle's rule gives for what the parser found."""
    if found["type"] == "Matching":
        right = {text_of(p["subquestion"]): p["subanswer"] for p in found["matchPairs"]}
        right.pop("", None)
        hits = sum(right[shown(item)] == shown(target) for item, target in response.placed)
        return float(hits / len(right))
    ticked = {shown(item) for item in response.ticked}
    weights = {
        text_of(c["text"]): 100.0 * c["isCorrect"] if c["weight"] is None else c["weight"]
        for c in found["choices"]
    }
    return float(min(1.0, max(0.0, sum(weights[item] for item in ticked) / 100)))


# -- Canvas, by text2qti


@pytest.fixture(scope="module")
def for_text2qti() -> tuple[list[Sent], str]:
    """The questions that its Markdown can hold, without what they show of the article."""
    there = [
        replace(sent, asked=replace(sent.asked, segments=()))
        for sent in all_sent()
        if sent.part in ("ticked", "text") and not sent.question.pictures
    ]
    return there, "\n".join(map(_markdown, there))


def _markdown(sent: Sent) -> str:
    """A question in the Markdown of text2qti."""
    lines = ["1.  " + sent.question.stem.replace("\n", "\n    ")]
    if said := " ".join(filter(None, (sent.key.because, sent.key.model))):
        lines.append("... " + said.replace("\n", " "))
    for letter, item in zip("abcdefghijklmnop", sent.question.items, strict=False):
        star = "*" if item in sent.key.ticked else ""
        box = f"{star}{letter})" if sent.kind.takes_one else f"[{star or ' '}]"
        lines.append(f"{box} {item}")
        if note := sent.key.note(item).text:
            lines.append(f"... {note}")
    return "\n".join([*lines, *(["____"] if sent.part == "text" else []), ""])


def test_text2qti_writes_the_same_questions_for_canvas_as_this_kit(
    for_text2qti: tuple[list[Sent], str],
) -> None:
    there, text = for_text2qti
    theirs = files_in(QTI(Quiz(text, config=Config())).zip_bytes())
    ours = files_in(file_of(there, qti12.CANVAS))
    (name,) = (name for name in theirs if name.count("assessment_") == 2 and "meta" not in name)
    found = [_meaning(item) for item in _items(theirs[name])]
    assert len(found) == len(there)
    for sent, one, item in zip(there, found, _items(ours["quiz1/quiz.xml"]), strict=True):
        own = _alike(_meaning(item))
        if sent.key.model:  # this kit writes a word before it
            own = own.replace("Model:", "")
        assert own == _alike(one), sent.id


def _items(data: bytes) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return list(etree.fromstring(data, parser).iterfind(".//{*}item"))


def _meaning(item: etree._Element) -> Mapping[str, object]:
    """What Canvas takes from a question: how it is asked, its texts, what is right, and why."""
    named = {
        label.get("ident"): seen(label.findtext(".//{*}mattext"))
        for label in item.iterfind(".//{*}response_label")
    }
    about = {
        field.findtext("{*}fieldlabel"): field.findtext("{*}fieldentry")
        for field in item.iterfind(".//{*}qtimetadatafield")
    }
    feedback = {
        one.get("ident"): seen(one.findtext(".//{*}mattext"))
        for one in item.iterfind("{*}itemfeedback")
    }
    right = [
        ("not " if etree.QName(one.getparent()).localname == "not" else "") + named[one.text]
        for condition in item.iterfind(".//{*}respcondition[{*}setvar]")
        for one in condition.iterfind(".//{*}varequal")
    ]
    notes = {named[id]: said for name, said in feedback.items() if (id := name[:-3]) in named}
    response = item.find("{*}presentation")[1]
    return {
        "type": about["question_type"],
        "points": float(about["points_possible"]),
        "asked": etree.QName(response).localname + response.get("rcardinality"),
        "stem": seen(item.findtext("{*}presentation/{*}material/{*}mattext")),
        "options": [text for text in named.values() if text],
        "right": sorted(right),
        "notes": sorted(notes.items()),
        "because": feedback.get("general_fb", ""),
    }


def _alike(meaning: Mapping[str, object]) -> str:
    """The same without spaces, and without what text2qti makes of quotes and points."""
    said = json.dumps(meaning, ensure_ascii=False, indent=1).translate(_STRAIGHT)
    return said.replace(" ", "")


def test_what_text2qti_reads_in_its_markdown_is_what_this_kit_takes_in(
    for_text2qti: tuple[list[Sent], str],
) -> None:
    there, text = for_text2qti
    theirs = Quiz(text, config=Config()).questions_and_delims
    ours = list(read_text2qti(text))
    assert len(ours) == len(theirs) == len(there)
    for one, own in zip(theirs, ours, strict=True):
        assert isinstance(own, Foreign), own
        assert own.items == tuple(choice.choice_raw for choice in one.choices)
        assert own.ticked == {choice.choice_raw for choice in one.choices if choice.correct}
        assert dict(own.notes) == {
            c.choice_raw: c.feedback_raw for c in one.choices if c.feedback_raw
        }
        assert own.because == (one.feedback_raw or "")
