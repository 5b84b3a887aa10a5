"""Texts that mean something to other systems come through as texts, and nothing in them runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from support.gift_reader.reader import parsed_gift, text_of
from support.jupyterlab import RIVER
from support.other_systems import anki_notes, files_in, read_gift, seen, unescaped

from kit.article.segments import Segment, Span
from kit.exchange import anki, gift, moodle, qti12, qti21
from kit.exchange.fidelity import fidelity
from kit.exchange.paper.sheets import LOOKS, printed
from kit.exchange.sent import Export, Format, Sent, SentLesson
from kit.language.html_text import escape_markdown
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, KeySpan, Level, Note, Question

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "]]> <![CDATA[ <!-- <?php & &amp; &#60; &&058;",
    "a\x0bb\x1bc\ud800d\ufffee",
    "\u202emarhaba\u202c مرحبا بالعالم",
    "👩‍👩‍👧 😀 𝒳",
    "{a} ~b =c #d :: e // f -> g %50% \\n $CATEGORY: x",
    "$$x$$ $y$ \\(z\\) \\[w\\]",
    "@@PLUGINFILE@@/x.png [[1]] [[2]]",
    "[sound:x.mp3] {{c1::x}} [latex]\\input{/etc/passwd}[/latex] [$]x[/$]",
    "=cmd|' /C calc'!A0 javascript:alert(3)",
)
TAGS = {
    *("p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "span", "u", "code", "a"),
    *("small", "div"),
}
PRINTED = {"body", "section", "header", "h1", "h2", "b", "article", "sup", "img", "label", "table"}
PRINTED |= {"tr", "th", "td"}
STRICT = etree.XMLParser(resolve_entities=False, no_network=True)
MARKDOWN = tuple(map(escape_markdown, HOSTILE))
ARTICLE = tuple(Segment(f"S{n}", text, 0) for n, text in enumerate(HOSTILE, start=1))


def expected(text: str) -> str:
    for sign in "\x0b\x1b\ud800\ufffe":
        text = text.replace(sign, "�")
    return " ".join(text.split())


def asked() -> Iterator[Sent]:
    """A question of each part of a response, all of whose texts are hostile."""
    stem = "\n\n".join(MARKDOWN)
    notes = tuple((item, Note(item)) for item in MARKDOWN)
    ids = tuple(segment.id for segment in ARTICLE)
    pairs = tuple(zip(MARKDOWN, reversed(MARKDOWN), strict=True))
    spans = (KeySpan(Span("S4", 0, 8)),)
    texts = {"because": stem, "model": MARKDOWN[0], "more_hints": (stem,)}
    for kind, fields, key in (
        ("choose", {"items": MARKDOWN}, {"ticked": frozenset(MARKDOWN[:1])}),
        ("choose-many", {"items": MARKDOWN}, {"ticked": frozenset(MARKDOWN[:3])}),
        ("match", {"items": MARKDOWN, "targets": MARKDOWN}, {"placed": pairs}),
        ("order", {"items": MARKDOWN[::-1]}, {"sequence": MARKDOWN}),
        ("highlight", {}, {"spans": spans}),
        ("rate", {"items": MARKDOWN}, {"outcomes": ((MARKDOWN[0], 1.0),)}),
        ("write", {}, {"rubric": tuple(Level(text, text) for text in MARKDOWN)}),
    ):
        question = Question(f"hostile-{kind}", kind, stem, show=ids, hint=stem, **fields)  # type: ignore[arg-type]
        own = Key(question.id, notes=notes, **key, **texts)  # type: ignore[arg-type]
        yield Sent("hostile", Keyed(question, own, ARTICLE))


def made(format: Format) -> tuple[list[Sent], bytes]:
    there = [sent for sent in asked() if fidelity(sent, format).is_there]
    lesson = SentLesson(HOSTILE[0], HOSTILE[2], "", tuple(there))
    return there, format.write(Export("hostile", HOSTILE[1], (lesson,), "\n".join(HOSTILE)))


def comes_through(markup: str) -> None:
    """Every text is seen as it is, and there is nothing in the markup but plain elements."""
    text = seen(markup)
    for one in HOSTILE:
        assert expected(one) in text, one
    is_plain(markup)


def is_plain(markup: str | None) -> None:
    markup = markup or ""
    for element in html.fragment_fromstring(markup, create_parent="div").iter():
        assert element.tag in TAGS, element.tag
        assert set(element.keys()) <= {"class", "src", "alt", "href"}
        assert not element.get("href", "https:").startswith("javascript")
    for sign in ("$$", "\\(", "\\["):
        assert sign not in markup


def test_hostile_texts_come_through_moodle_xml() -> None:
    there, data = made(moodle.FORMAT)
    root = etree.fromstring(data, STRICT)
    questions = root.findall("question")[1:]
    assert len(questions) == len(there) == 7
    for question in questions:
        comes_through(question.findtext("generalfeedback/text"))
        comes_through(question.findtext("hint/text"))
        body = question.findtext("questiontext/text")
        is_plain(body)
        assert "@@PLUGINFILE" not in body
        if question.get("type") == "ddwtos":
            assert body.count("[[") == 1
        else:
            comes_through(body)
        for text in question.iter("text"):
            is_plain(text.text if text.getparent().get("format") == "html" else "")
    pairs = next(q for q in questions if q.get("type") == "matching")
    plain = [expected(a.text) for a in pairs.iterfind("subquestion/answer/text")]
    assert plain == [expected(one) for one in reversed(HOSTILE)]


def test_hostile_texts_come_through_gift() -> None:
    there, data = made(gift.FORMAT)
    found = read_gift(data.decode())
    assert len(found) == len(there) == 5
    for _, stem, answers in found:
        comes_through(stem)
        comes_through(unescaped(answers[-1].removeprefix("####")))
        for one in answers:
            parts = one.split("#")
            is_plain(unescaped(parts[0].split(" -> ")[0]))
    assert b"\n$CATEGORY: $course$/top/Says Who?/" in data


def test_hostile_texts_are_texts_to_a_parser_of_gift_by_others() -> None:
    there, data = made(gift.FORMAT)
    _, *found = parsed_gift(data)
    for sent, one in zip(there, found, strict=True):
        assert text_of(one["stem"]) == seen(sent.text())
        assert text_of(one["globalFeedback"]) == seen(sent.because)
        options = one.get("choices", [])
        wanted = [expected(text) for text in HOSTILE] if options else []
        assert [text_of(option["text"]) for option in options] == wanted
        assert [text_of(option["feedback"]) for option in options] == wanted


@pytest.mark.slow
def test_hostile_texts_come_through_the_packages_of_qti() -> None:
    there, data = made(qti21.FORMAT)
    files = files_in(data)
    for name, file in files.items():
        assert etree.fromstring(file, STRICT) is not None, name
    for sent in there:
        item = etree.fromstring(files[f"items/{sent.token}.xml"], STRICT)
        body = " ".join("".join(item.find("{*}itemBody").itertext()).split())
        for one in HOSTILE:
            assert expected(one) in body
        for element in item.iter("{*}script", "{*}object", "{*}img"):
            raise AssertionError(element.tag)
    for format in (qti12.CANVAS, qti12.CARTRIDGE):
        there, data = made(format)
        root = etree.fromstring(files_in(data)["quiz1/quiz.xml"], STRICT)
        items = root.findall(".//{*}item")
        assert len(items) == len(there)
        for item in items:
            comes_through(item.findtext("{*}presentation/{*}material/{*}mattext"))
            for text in item.iterfind(".//{*}mattext"):
                is_plain(text.text)


def test_hostile_texts_come_through_anki_and_neither_sound_nor_latex_is_in_them(
    tmp_path: Path,
) -> None:
    there, data = made(anki.FORMAT)
    notes = anki_notes(data, tmp_path)
    assert len(notes) == len(there) == 7
    for (front, hints, back, why, _), *_ in notes:
        for field in (front, hints, why):
            comes_through(field)
        is_plain(back)
        for sign in ("[sound:", "[latex]", "[$]"):
            assert sign not in front + back + why


def test_hostile_texts_come_through_paper_and_nothing_on_it_runs() -> None:
    for look in LOOKS.values():
        page = html.document_fromstring(printed(RIVER, "hostile", look))
        for element in page.body.iter():
            assert element.tag in {*TAGS, *PRINTED}, element.tag
            assert set(element.keys()) <= {"class", "src", "alt", "dir", "lang", "href"}
            assert element.get("src", "data:").startswith("data:")
            assert element.get("href", "https:").startswith("https:")
        text = " ".join(page.body.text_content().split())
        for one in (
            ()
            if look.name == "mark-up"
            else (
                *("<b onclick=", "<script>window.broken=1</script>", "Order </fieldset> these."),
                *("{braces} {item} $x$", "官员说，河水很干净", "👩‍👩‍👧‍👦 𝒸𝒽𝑒𝑒𝓇𝑒𝒹"),
            )
        ):
            assert one in text
