"""Questions as GIFT, QTI and Anki cards: well formed, whole, and scored as the table says."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from support.command_line import run_kit
from support.jupyterlab import RIVER, build_river
from support.other_systems import (
    all_sent,
    anki_notes,
    answers,
    files_in,
    is_faithful,
    qti_score,
    read_gift,
    seen,
    shown,
    unescaped,
)

from kit.classroom.drawn import drawn_line
from kit.exchange import anki, gift, moodle, qti12, qti21
from kit.exchange.export import written
from kit.exchange.fidelity import fidelity
from kit.exchange.formats import FORMATS
from kit.exchange.sent import FEATURES, Export, Format, Sent, SentLesson
from kit.question.kinds import kinds

STRICT = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
SCHEMAS = os.environ.get("KIT_SCHEMAS")  # a folder with the published schemas of QTI


def sent_in(format: Format) -> list[Sent]:
    return [sent for sent in all_sent() if fidelity(sent, format).is_there]


def file_of(format: Format) -> bytes:
    return format.write(Export("all", "All", (SentLesson("a", "A", "", tuple(sent_in(format))),)))


@pytest.fixture(scope="module")
def qti() -> dict[str, bytes]:
    return files_in(file_of(qti21.FORMAT))


@pytest.fixture(scope="module", params=[qti12.CANVAS, qti12.CARTRIDGE], ids=lambda one: one.name)
def older(request: pytest.FixtureRequest) -> tuple[Format, dict[str, bytes]]:
    return request.param, files_in(file_of(request.param))


# -- What is kept


def test_each_kind_says_what_each_format_keeps_of_it_and_formats_keep_what_there_is() -> None:
    for own in kinds():
        assert set(own.elsewhere) == set(FORMATS), own.name
        for kept in own.elsewhere.values():
            assert bool(kept.why) is (kept.how != "faithful")
            assert kept.lacks <= set(FEATURES)
    for format in FORMATS.values():
        assert format.keeps <= set(FEATURES)


def test_a_loss_is_said_of_the_questions_that_have_something_to_lose() -> None:
    for format in FORMATS.values():
        for sent in all_sent():
            said = fidelity(sent, format)
            if said.is_there and sent.question.ask_sure:
                assert "without the question how sure one is" in said.lost
            if not sent.question.hint:
                assert "without its hints" not in said.lost
            assert str(said).startswith(f"{sent.id}: ")


def test_a_kind_that_says_nothing_of_a_format_is_left_out_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = all_sent()[0]
    monkeypatch.setattr(type(sent.kind), "elsewhere", {})
    for format in FORMATS.values():
        said = fidelity(sent, format)
        assert not said.is_there
        assert str(said).endswith("left out; its kind does not say what it would be there.")


def text_in(data: bytes) -> str:
    """All that stands in a file, and in what it packs, without markup, line ends and escapes."""
    packed = files_in(data).values() if data[:2] == b"PK" else [data]
    text = "\n".join(one.decode(errors="replace") for one in packed).replace("\n// ", "\n")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)  # of JSON
    return " ".join(re.sub("<[^>]*>", "", unescape(unescape(text))).split())


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_each_file_says_of_itself_what_becomes_of_each_question(format: Format) -> None:
    made = written(RIVER, ["river"], format)
    text = text_in(made.data)
    assert "This file holds the key: give it to the system, not to students." in text
    assert len(made.fidelity) == 11
    for line in made.report:
        assert " ".join(line.split()) in text


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_a_file_for_marks_holds_the_key_and_nothing_that_teaches(format: Format) -> None:
    whole, marks = (text_in(written(RIVER, ["river"], format, one).data) for one in (False, True))
    assert "This file holds the key" in marks
    assert "officials of the water board" in marks
    gone = 0
    for sent in all_sent():
        if sent.lesson == "river":
            spans = [key.note.text for key in sent.key.spans]
            notes = [note.text for _, note in sent.key.notes]
            hints = [sent.question.hint, *sent.key.more_hints]
            tags = [note.misconception for _, note in sent.key.notes if note.misconception]
            for taught in (*spans, *notes, *hints, *tags, sent.key.because, sent.key.model):
                said = seen(drawn_line(taught))
                if len(said) > 8:
                    assert said not in marks
                    gone += said in whole
    assert gone > 5


def test_what_loses_nothing_is_written_where_no_loss_may_be(tmp_path: Path) -> None:
    build_river(tmp_path)
    answers_file = tmp_path / "answers" / "river.md"
    answers_file.write_text(
        "# Short\n\n## who (choose)\n\nWho?\n\n- [x] one\n- [ ] two\n", encoding="utf-8"
    )
    for name, format in FORMATS.items():
        path = tmp_path / f"a{format.ending}"
        done = run_kit(tmp_path, "export", "river", str(path), "--to", name, "--strict")
        assert path.exists() is (done.returncode == 0) is (name != "anki"), done.stderr


# -- QTI 2.1


@pytest.mark.slow
def test_qti_gives_the_kits_score_wherever_the_table_says_faithful(qti: dict[str, bytes]) -> None:
    tried: Counter[str] = Counter()
    for sent in sent_in(qti21.FORMAT):
        by_degrees = sent.part == "rated" and not sent.question.interval
        if not (is_faithful(sent, qti21.FORMAT) or by_degrees) or sent.kind.marked_by_person:
            continue
        item = etree.fromstring(qti[f"items/{sent.token}.xml"], STRICT)
        for response, score in answers(sent):
            if score is not None:
                assert qti_score(item, response) == pytest.approx(score, abs=1e-9), sent.id
                tried[sent.part] += 1
    assert min(tried[part] for part in ("ticked", "placed", "marked", "rated")) > 20, tried


def test_a_package_names_all_its_files_and_tells_who_reads_it_that_it_holds_the_key() -> None:
    for format in (qti21.FORMAT, qti12.CANVAS, qti12.CARTRIDGE):
        made = written(RIVER, ["river"], format)
        found = files_in(made.data)
        root = etree.fromstring(found["imsmanifest.xml"], STRICT)
        named = {file.get("href") for file in root.iterfind(".//{*}file")}
        assert named == found.keys() - {"imsmanifest.xml"}
        names = {one.get("identifier") for one in root.iterfind(".//{*}resource")}
        assert {one.get("identifierref") for one in root.iterfind(".//{*}dependency")} <= names
        assert "This file holds the key" in "".join(root.itertext())
        assert made.data == written(RIVER, ["river"], format).data


@pytest.mark.skipif(not SCHEMAS, reason="no folder KIT_SCHEMAS with the published schemas")
@pytest.mark.parametrize(
    ("format", "name", "own"),
    [
        (qti21.FORMAT, "imsmanifest.xml", "imscp_v1p1.xsd"),
        (qti21.FORMAT, "", "imsqti_v2p1.xsd"),
        (qti12.CARTRIDGE, "imsmanifest.xml", "ccv1p1_imscp_v1p2_v1p0.xsd"),
        (qti12.CARTRIDGE, "", "ccv1p1_qtiasiv1p2p1_v1p0.xsd"),
    ],
)
def test_each_file_is_valid_by_the_published_schema(format: Format, name: str, own: str) -> None:
    (path,) = Path(SCHEMAS or "").rglob(own)
    schema = etree.XMLSchema(etree.parse(str(path)))
    files = {path: data for path, data in files_in(file_of(format)).items() if path[-4:] == ".xml"}
    manifest = {"imsmanifest.xml": files.pop("imsmanifest.xml")}
    for data in (manifest if name else files).values():
        schema.assertValid(etree.fromstring(data, STRICT))


@pytest.mark.skipif(not SCHEMAS, reason="no folder KIT_SCHEMAS with the published schemas")
def test_only_what_canvas_adds_to_qti_breaks_its_schema() -> None:
    (path,) = Path(SCHEMAS or "").rglob("ccv1p1_qtiasiv1p2p1_v1p0.xsd")
    schema = etree.XMLSchema(etree.parse(str(path)))
    assert not schema.validate(
        etree.fromstring(files_in(file_of(qti12.CANVAS))["quiz1/quiz.xml"], STRICT)
    )
    for error in schema.error_log:  # to earn points row by row, and to put into order
        assert "'Add'" in error.message or "render_extension" in error.message


# -- QTI 1.2


def test_every_question_for_canvas_has_its_texts_its_key_and_what_is_said_of_it(
    older: tuple[Format, dict[str, bytes]],
) -> None:
    format, files = older
    root = etree.fromstring(files["quiz1/quiz.xml"], STRICT)
    items = {item.get("ident"): item for item in root.iterfind(".//{*}item")}
    assert list(items) == [sent.token for sent in sent_in(format)]
    for sent in sent_in(format):
        item = items[sent.token]
        texts = [seen(text.text) for text in item.iterfind(".//{*}mattext")]
        assert seen(sent.text(lambda p: p.name)) == texts[0]
        wanted = [*map(shown, sent.question.items)] if sent.part != "text" else []
        assert all(text in texts for text in wanted)
        said = [f.get("ident") for f in item.iterfind("{*}itemfeedback")]
        shown_in = [f.get("linkrefid") for f in item.iterfind(".//{*}displayfeedback")]
        assert sorted(said) == sorted(shown_in)
        labels = {one.get("ident") for one in item.iterfind(".//{*}response_label")}
        equals = [one.text for one in item.iterfind(".//{*}varequal")]
        assert set(equals) <= labels
        if sent.part == "ticked" and sent.kind.takes_one:
            (right,) = sent.key.ticked
            scoring = item.find(".//{*}setvar").getparent()
            name = scoring.findtext("{*}conditionvar/{*}varequal")
            label = item.find(f".//{{*}}response_label[@ident='{name}']")
            assert seen(label.findtext(".//{*}mattext")) == shown(right)
        if sent.part == "placed":
            earned = sum(float(one.text) for one in item.iterfind(".//{*}setvar"))
            assert earned == pytest.approx(100, abs=0.1)


# -- GIFT


def test_gift_is_read_back_by_another_reader_with_every_text_and_weight() -> None:
    found = read_gift(file_of(gift.FORMAT).decode())
    asked = sent_in(gift.FORMAT)
    assert len(found) == len(asked)
    for (name, stem, answers_), sent in zip(found, asked, strict=True):
        assert name == sent.title
        assert seen(stem) == seen(sent.text())
        whole = seen(unescaped("".join(answers_)))
        for item in sent.question.items if sent.part != "text" else ():
            assert shown(item) in whole
        if sent.because:
            assert seen(unescaped(answers_[-1].removeprefix("####"))) == seen(sent.because)
        if sent.part == "ticked" and not sent.kind.takes_one:
            weights = [float(one.split("%")[1]) for one in answers_ if one.startswith("~%")]
            assert sum(weight for weight in weights if weight > 0) == pytest.approx(100, abs=0.01)
            assert not any("-100." in one for one in answers_)  # Moodle would read no weight


# -- Anki


def test_anki_has_a_note_for_each_question_with_the_answer_on_its_back(tmp_path: Path) -> None:
    data = file_of(anki.FORMAT)
    notes = anki_notes(data, tmp_path)
    assert len({guid for *_, guid in notes}) == len(notes) == len(all_sent())
    for ((front, hints, back, why, id), tags, _), sent in zip(notes, all_sent(), strict=True):
        assert id == sent.id
        assert seen(sent.text(lambda p: p.name)) in seen(front)
        for item in (*sent.question.items, *sent.question.targets):
            assert shown(item) in seen(front)
        assert seen(why) == seen(sent.because)
        assert bool(hints) is bool(sent.question.hint)
        for item in sent.key.ticked:
            assert f"✓ {shown(item)}" in seen(back)
        assert all(f"skill::{skill}" in tags.split() for skill in sent.question.skills)
    media = set(json.loads(files_in(data)["media"]).values())
    assert media == {picture.name for sent in all_sent() for picture in sent.pictures}


def test_what_stands_beside_the_questions_is_in_the_language_that_is_chosen() -> None:
    def text(format: Format, language: str) -> str:
        data = written(RIVER, ["river"], format, language=language).data
        held = files_in(data)["collection.anki2"] if format is anki.FORMAT else data
        return held.decode(errors="replace")

    for format, *said in (
        (moodle.FORMAT, "Réponse modèle", "Donne une fourchette", "Quelle est la probabilité"),
        (gift.FORMAT, "Réponse modèle"),
        (anki.FORMAT, "<summary>Indice</summary>", "cela ne s’est pas produit"),
    ):
        french, english = text(format, "fr"), text(format, "")
        for words in said:
            assert words in french
            assert words not in english
