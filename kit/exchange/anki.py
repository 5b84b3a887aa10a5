"""Anki: a note for each question, with the answer and its explanation on the back."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from kit.classroom.releasing.archive import contents, pack
from kit.exchange.sent import Export, Format, Sent
from kit.exchange.sent_html import answer_html, article_html, fit, html_of

_FIELDS = ("Question", "Hints", "Answer", "Why", "Id")
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}{{Why}}"
_STYLE = (
    ".card { font: 18px/1.4 sans-serif; max-width: 40em; margin: 0 auto; } "
    "blockquote { margin: 0.5em 0; padding-left: 1em; border-left: 3px solid #999; } "
    "small { opacity: 0.75; } img { max-width: 100%; }"
)
_EARLIEST = 1_500_000_000  # any time will do; the same one makes the same file


def write(export: Export) -> bytes:
    """The questions of an export as a package with a deck for each lesson."""
    import genanki  # only whoever makes such a package has it

    speaks = export.translation
    hint = f"<details><summary>{escape(speaks.card()['hint'])}</summary>{{{{Hints}}}}</details>"
    front = f"{{{{Question}}}}{{{{#Hints}}}}{hint}{{{{/Hints}}}}"
    front_and_back = {"name": "Card", "qfmt": front, "afmt": _BACK}
    model = genanki.Model(
        _number(f"model {speaks.language}"),
        "Says Who?",
        fields=[{"name": name} for name in _FIELDS],
        templates=[front_and_back],
        css=_STYLE,
    )
    said = "<br/>".join(map(article_html, export.described.splitlines()))
    decks = []
    with TemporaryDirectory() as folder:
        media = []
        for lesson in export.lessons:
            title = "::".join(fit(name).replace("::", ":") for name in (export.title, lesson.title))
            deck = genanki.Deck(_number(lesson.name), title, description=said)
            for sent in lesson.questions:
                tags = [tag.replace(":", "::").replace(" ", "-") for tag in sent.tags]
                guid = genanki.guid_for(sent.id)
                deck.add_note(genanki.Note(model, fields(sent), guid=guid, tags=tags))
                for picture in sent.pictures:
                    path = Path(folder) / picture.name
                    path.write_bytes(b64decode(picture.data))
                    media.append(str(path))
            decks.append(deck)
        package, path = genanki.Package(decks, media), Path(folder) / "made.apkg"
        package.write_to_file(str(path), timestamp=_EARLIEST)
        return pack(contents(path.read_bytes()))


def fields(sent: Sent) -> list[str]:
    """The fields of a question's note, as HTML that Anki neither plays nor typesets."""
    asked = html_of("\n".join(sent.kind.paper_lines(sent.question)))
    hints = "".join(f"<div>{hint}</div>" for hint in sent.hints)
    answer = f"{answer_html(sent.asked, sent.translation)}{sent.rubric}"
    whole = [f"{sent.text(lambda p: p.name)}{asked}", hints, answer, sent.because, sent.id]
    return [html.replace("[", "&#91;") for html in whole]


def _number(name: str) -> int:
    return int.from_bytes(sha256(f"says-who {name}".encode()).digest()[:4]) | 1 << 30


FORMAT = Format(
    "anki",
    "an Anki package",
    ".apkg",
    "Anki, for learners",
    frozenset({"hints", "notes", "explanation", "pictures"}),
    write,
    ("Taken in again, a note replaces its earlier self: it is known by its id.",),
)
