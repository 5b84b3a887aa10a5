"""What a lesson shows besides cards and pictures: passages, evidence, notices, a place to stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from kit.article.seed import Evidence
from kit.article.segments import Segment
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.learner.progress import LessonProgress

# A notebook that nobody has run is shown by JupyterLab with “left” and without “start”.
_ALIGNED = "text-align: left; text-align: start"


class Notice:
    """One sentence for the student, instead of what the cell would have shown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def save(self, name: str = "") -> Notice:
        """This notice again, where what it stands for could have been saved."""
        return self

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<p role="note"><strong>!</strong> {as_html(self.text)}</p>'


class Boxed:
    """What is shown as a box of widgets, and as text wherever no widget can be."""

    _box: Any

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self._box._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": repr(self)}


class Passage:
    """Some segments of the article, each with its number."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments

    def __repr__(self) -> str:
        return "\n\n".join(f"{s.id}  {s.text}" for s in self._segments)

    def _repr_html_(self) -> str:
        rows = (f"<p><b>{s.id}</b>&ensp;{as_html(s.text)}</p>" for s in self._segments)
        return f"<blockquote>{''.join(rows)}</blockquote>"


class Exhibit:
    """Pieces of evidence, each to be opened: publisher, date, kind, what it says, and the link."""

    def __init__(self, evidence: tuple[Evidence, ...]) -> None:
        self._evidence = evidence

    def __repr__(self) -> str:
        return "\n\n".join(
            f"{e.id}  {e.publisher}, {e.date} ({e.kind})\n{e.says}\n{e.url}" for e in self._evidence
        )

    def _repr_html_(self) -> str:
        return "".join(_piece(evidence) for evidence in self._evidence)


def _piece(evidence: Evidence) -> str:
    says, kind = as_html(evidence.says), as_html(evidence.kind)
    name = f"<b>{as_html(evidence.id)}</b> {as_html(evidence.publisher)}, {as_html(evidence.date)}"
    link = f'<a href="{escape(evidence.url, quote=True)}">{as_html(evidence.url)}</a>'
    where = f"<p>{link}</p>" if evidence.url.startswith(("https://", "http://")) else ""
    return f"<details><summary>{name}</summary><p>{says}</p><p><em>{kind}</em></p>{where}</details>"


def progress_in_words(now: LessonProgress, translation: Translation = ENGLISH) -> str:
    """How far somebody is in a lesson, in a sentence."""
    return translation.say(
        "progress", done=now.done, questions=now.questions, right=now.right, revisit=now.revisit
    )


def linked(text: str, href: str) -> str:
    """Text as HTML, with a link where there is one."""
    return f'<a href="{escape(href, quote=True)}">{as_html(text)}</a>' if href else as_html(text)


class Stop:
    """A place to write for oneself: it is part of the page alone, and goes when the page is closed.

    A bare text area and no widget: what is typed into it reaches neither the kernel nor a file.
    """

    def __init__(self, translation: Translation = ENGLISH) -> None:
        self._translation = translation

    def __repr__(self) -> str:
        return self._translation.say("stop_how")

    def _repr_html_(self) -> str:
        # A browser's spelling help or its memory of forms could pass on or keep what is typed.
        label, how = map(self._translation.say, ("stop_label", "stop_how"))
        return (
            f'<label>{as_html(label)}<br><textarea rows="4" cols="60" autocomplete="off" '
            'spellcheck="false" data-says-who="stop" style="max-width: 100%; font: inherit">'
            f"</textarea></label><p>{as_html(how)}</p>"
        )


def as_table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Rows of text as an HTML table, each cell aligned as text is."""
    titles = "".join(f'<th style="{_ALIGNED}">{as_html(name)}</th>' for name in head)
    lines = (
        "<tr>" + "".join(f'<td style="{_ALIGNED}">{as_html(c)}</td>' for c in row) + "</tr>"
        for row in rows
    )
    top = f"<thead><tr>{titles}</tr></thead>" if head else ""
    return f"<table>{top}<tbody>{''.join(lines)}</tbody></table>"
