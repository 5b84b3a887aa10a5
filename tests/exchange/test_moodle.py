"""Questions in Moodle XML: what is in them, and what Moodle's own rules make of answers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

import pytest
from lxml import etree
from support.command_line import run_kit
from support.jupyterlab import RIVER, build_river
from support.other_systems import all_sent, answers, is_faithful, moodle_score, seen

from kit.exchange import gift
from kit.exchange.export import written
from kit.exchange.moodle import FORMAT
from kit.exchange.moodle_marks import WORDSELECT
from kit.exchange.moodle_shares import LEGAL
from kit.exchange.sent import Export, SentLesson
from kit.question.kinds.contract import Keyed
from kit.question.model import Key

STRICT = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@pytest.fixture(scope="module")
def questions() -> dict[str, etree._Element]:
    """Every question as Moodle XML, by its id number."""
    lesson = SentLesson("all", "All", "", all_sent())
    root = etree.fromstring(FORMAT.write(Export("all", "All", (lesson,))), STRICT)
    return {
        one.findtext("idnumber"): one
        for one in root.iterfind("question")
        if one.get("type") != "category"
    }


def test_every_question_is_there_once_with_a_name_a_text_and_a_grade(
    questions: dict[str, etree._Element],
) -> None:
    assert list(questions) == [sent.id for sent in all_sent()]
    for sent in all_sent():
        one = questions[sent.id]
        text = seen(one.findtext("questiontext/text"))
        for segment in sent.asked.segments if sent.part != "marked" else ():
            assert " ".join(segment.text.split()) in text
        assert seen(sent.text(lambda picture: picture.name, segments=False)) in text
        files = [file.get("name") for file in one.iterfind("questiontext/file")]
        assert files == [picture.name for picture in sent.pictures]
        assert one.findtext("name/text").startswith(sent.question.id)
        assert seen(one.findtext("generalfeedback/text")) == seen(sent.because)
        assert [seen(h.findtext("text")) for h in one.iterfind("hint")] == [*map(seen, sent.hints)]
        assert float(one.findtext("penalty")) == sent.question.try_costs / 100


def test_no_space_is_lost_by_a_reader_that_drops_space_alone() -> None:
    """Moodle's own reader leaves out data of nothing but space, as its XML parser reports it."""
    sent = all_sent()[-1]
    question = replace(sent.question, stem="*One* **two** $a$ \\b `c` *d*\n*e*")
    lesson = SentLesson(
        "a", "A", "", (replace(sent, asked=replace(sent.asked, question=question)),)
    )
    data = FORMAT.write(Export("all", "All", (lesson,), "One line.\nAnother & <one>."))
    read: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: read.append("") if name == "text" else None
    parser.CharacterDataHandler = lambda text: _add(read, text) if text.strip() else None
    parser.EndElementHandler = lambda name: _add(read, "\n") if name == "text" else None
    parser.Parse(data, True)
    whole = [text.text or "" for text in etree.fromstring(data, STRICT).iter("text")]
    assert [text.strip() for text in read] == [text.strip() for text in whole]


def _add(read: list[str], text: str) -> None:
    if read:
        read[-1] = f"{read[-1]}{text}" if not read[-1].endswith("\n") else read[-1]


def test_moodle_gives_the_kits_score_wherever_the_table_says_faithful(
    questions: dict[str, etree._Element],
) -> None:
    tried = {"multichoice": 0, "matching": 0, "ordering": 0}
    for sent in all_sent():
        if not is_faithful(sent, FORMAT) or sent.kind.marked_by_person:
            continue
        for response, score in answers(sent):
            question = questions[sent.id]
            assert moodle_score(question, response) == pytest.approx(score, abs=1e-5), sent.id
            tried[question.get("type")] += 1
    assert all(count > 30 for count in tried.values()), tried


def test_all_shares_are_on_moodles_list_and_all_right_options_make_the_whole() -> None:
    (sent,) = (sent for sent in all_sent() if sent.id == "river/told")
    for right in range(1, 41):
        items = tuple(f"option {number}" for number in range(right + 2))
        question = replace(sent.question, items=items)
        key = Key(question.id, ticked=frozenset(items[:right]))
        made = replace(sent, asked=Keyed(question, key, ()))
        export = Export("all", "All", (SentLesson("a", "A", "", (made,)),))
        answers = etree.fromstring(FORMAT.write(export), STRICT).iterfind(".//answer")
        shares = [float(answer.get("fraction")) for answer in answers]
        assert len(shares) == right + 2
        assert {abs(share) for share in shares} <= {*LEGAL, 0.0}
        assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.001)
        assert min(shares[:right]) >= 0
        assert max(shares[right:]) < 0
        in_gift = map(float, re.findall(r"~%([-\d.]+)%", gift.FORMAT.write(export).decode()))
        assert [*in_gift] == pytest.approx(shares)


def test_every_option_carries_what_is_said_of_it_and_questions_their_tags(
    questions: dict[str, etree._Element],
) -> None:
    owner = questions["river/owner"]
    said = {
        seen(a.findtext("text")): seen(a.findtext("feedback/text")) for a in owner.iter("answer")
    }
    assert said["the mayor"] == "The mayor speaks of something else."
    tags = [tag.findtext("text") for tag in owner.iterfind("tags/tag")]
    assert tags == ["kind:choose", "skill:ATT", "misconception:misread", "misconception:near"]
    doubt = questions["river/doubt"]
    assert doubt.findtext("maxwordlimit") == "20"
    assert "Proficient: names a fact" in seen(doubt.findtext("graderinfo/text"))
    signals = questions["river/signals"]
    spare = [row for row in signals.iterfind("subquestion") if not row.findtext("text")]
    assert [row.findtext("answer/text") for row in spare] == ["proof"]


def test_gaps_hold_the_words_or_labels_that_are_sought(
    questions: dict[str, etree._Element],
) -> None:
    for sent in all_sent():
        if sent.part == "marked":
            one = questions[sent.id]
            boxes = [box.findtext("text") for box in one.iterfind("dragbox")]
            gaps = re.findall(r"\[\[(\d+)\]\]", one.findtext("questiontext/text"))
            assert gaps
            right = [boxes[int(gap) - 1] for gap in gaps]
            words = {
                key.span.label
                or next(s for s in sent.asked.segments if s.id == key.span.segment).text[
                    key.span.start : key.span.end
                ]
                for key in sent.key.spans
                if not key.neutral
            }
            assert set(right) <= words
            assert set(boxes) == words or sent.question.labels


def test_words_to_mark_can_stay_words_to_mark() -> None:
    made = written(RIVER, ["river"], FORMAT, options=frozenset({WORDSELECT}))
    root = etree.fromstring(made.data, STRICT)
    cue = root.find("question[@type='wordselect']")
    assert "[It] [is] [believed] that" in seen(cue.findtext("questiontext/text"))
    said = "\n".join(made.report)
    assert "river/cue: kept, but it needs the plugin “wordselect”" in said
    assert "river/voices: kept, but words go into gaps" in said
    asked = seen(cue.findtext("introduction"))
    assert asked == "Mark the words in S3 that keep the believer out of sight."


def test_a_graded_file_keeps_what_whoever_marks_a_text_needs() -> None:
    text = written(RIVER, ["river"], FORMAT, graded=True).data.decode()
    assert 'fraction="100.00000"' in text
    assert "names a fact that would settle it" in text


def test_the_report_names_each_question_and_what_it_loses() -> None:
    made = written(RIVER, ["river"], FORMAT)
    said = "\n".join(made.report)
    assert "river/owner: kept, but without the question how sure one is." in said
    assert "river/chain: kept, but without what is said of each option or item." in said
    assert "river/forecast: kept, but it is a text, which a person scores;" in said


def test_the_same_questions_give_the_same_file_and_the_command_says_what_is_lost(
    tmp_path: Path,
) -> None:
    build_river(tmp_path)
    path = tmp_path / "one.xml"
    done = run_kit(tmp_path, "export", "river", str(path), "--to", "moodle")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == written(RIVER, ["river"], FORMAT).data
    strict = tmp_path / "two.xml"
    done = run_kit(tmp_path, "export", "river", str(strict), "--to", "moodle", "--strict")
    assert done.returncode == 1
    assert "--strict" in done.stderr
    assert not strict.exists()
    for words, said in (
        (("river", "a.txt", "--to", "moodle"), "end it with “.xml”"),
        (("river", "a.xml", "--to", "moddle"), "did you mean “moodle”"),
        (("rivers", "a.xml", "--to", "moodle"), "did you mean “river”"),
        (("river", "a.xml", "--to", "moodle", "--option", "x"), "there are: wordselect"),
    ):
        done = run_kit(tmp_path, "export", *words)
        assert done.returncode == 1
        assert said in done.stderr
