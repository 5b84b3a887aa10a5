"""A lesson as one file: read, answered, kept and handed in by a browser alone, without Python.

No key is in it, so that it suits a lesson that a teacher grades. The text is there as soon as the
file is open, and the cards are the kit's own. Nothing is loaded from anywhere.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from kit.article.project import Project
from kit.classroom.releasing.student_files import calls_of
from kit.exchange.asked import question_asked
from kit.exchange.html_page import article_beside, html_page, words_of_page
from kit.exchange.prose import prose
from kit.language.translation import ENGLISH, Translation
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.notebook_metadata import NOTEBOOK_ONLY
from kit.question.write import as_plain_markdown

_HERE = Path(__file__).parent
WORDS = (
    *("hand_in_name", "hand_in_nameless", "hand_in_nothing", "hand_in_text", "page_count"),
    *("page_damaged", "page_dark", "page_download", "page_go_on", "page_hand_in_button"),
    *("page_hand_in_how", "page_handed_in", "page_kept", "page_light", "page_next"),
    *("page_not_kept", "page_remove", "page_remove_no", "page_remove_sure", "page_remove_yes"),
    *("page_removed", "page_removed_not", "page_shared", "page_somebody_else", "page_who"),
    "page_who_why",
)
# What only says how far one is, or looks back on answers that nobody has graded yet.
_LEFT_OUT = frozenset({"progress", "report", "hand_in", "course", "review", "fact_check_note"})


class NoPage(ValueError):
    """Why a lesson cannot be a page, in a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page: HTML up to a question, which ends it; the last piece may have none."""

    html: str
    question: str = ""
    as_text: str = ""  # the question as HTML, for paper and for who has no scripts


def lesson_pages(release: Project, lessons: Sequence[str]) -> dict[str, bytes]:
    """The pages of lessons of one exercise, by their names in a release; each leads to the others.

    Raises as `lesson_page`.
    """
    return {
        page_name(lesson): lesson_page(release, lesson, beside=lessons).encode()
        for lesson in lessons
    }


def page_name(lesson: str) -> str:
    """Where the page of a lesson lies in a release."""
    return f"pages/{PurePosixPath(lesson).name}.html"


def lesson_page(
    project: Project,
    lesson: str,
    translation: Translation = ENGLISH,
    beside: Sequence[str] = (),
) -> str:
    """The HTML of a lesson's page, from the files of a graded release whose notebooks were run.

    It leads to the pages of the lessons ``beside`` it. Raises NoPage where a question needs Python,
    and `Unreadable` for files that cannot be read.
    """
    copy = read_copy(project, lesson)
    if copy.question_set.keys:
        raise NoPage(f"“{lesson}” holds its answers; a page is made of a graded release")
    notebook = nbformat.reads(project.notebook(lesson).read_text(encoding="utf-8"), as_version=4)
    folder = project.notebook(lesson).parent
    pages = {f"{name}.ipynb": f"{name}.html" for name in (PurePosixPath(n).name for n in beside)}

    def render(source: str, title: str) -> str:
        return prose(source, folder, lambda href: pages.get(href, ""), title)

    pieces = tuple(_pieces(notebook.cells, copy, render))
    styles, script = (
        (_HERE / name).read_text(encoding="utf-8") for name in ("page.bundle.css", "page.bundle.js")
    )
    script = script.replace("</", "<\\/")
    script_hash = b64encode(sha256(script.encode()).digest()).decode()
    hand_in = (
        '<section id="hand-in-part" tabindex="-1" aria-labelledby="hand-in-name">\n'
        f'<h2 id="hand-in-name">{escape(translation.say("page_hand_in"))}</h2>\n'
        '<div id="hand-in"></div>\n</section>'
    )
    return html_page(
        copy.question_set.title,
        translation,
        allowed=f"script-src 'sha256-{script_hash}'; style-src 'unsafe-inline'",
        head=f"<style>{styles}</style>",
        article=article_beside(copy, translation),
        body="\n".join((*map(_section, pieces), hand_in)),
        data=_data(project, copy, pieces, translation),
        end=f'<script type="module">{script}</script>',
    )


def _data(
    project: Project, copy: LessonCopy, pieces: Sequence[Piece], translation: Translation
) -> dict[str, object]:
    ids = [p.question for p in pieces if copy.question_set.question(p.question)]
    try:
        questions = [question_asked(copy, id, translation) for id in ids]
    except ValueError as error:
        raise NoPage(str(error)) from error
    return {
        "lesson": copy.name,
        "exercise": copy.exercise,
        "work": copy.work,
        "revisions": {
            name: read_copy(project, name).revision for name in project.lessons_of(copy.exercise)
        },
        "questions": questions,
        "words": words_of_page(translation, WORDS),
    }


def _section(piece: Piece) -> str:
    card = ""
    if piece.question:
        id = escape(piece.question, quote=True)
        card = f'<div data-place="{id}"><noscript>{piece.as_text}</noscript></div>'
    return f'<section tabindex="-1">\n{piece.html}\n{card}</section>'


def _pieces(
    cells: Sequence[Any], copy: LessonCopy, render: Callable[[str, str], str]
) -> Iterator[Piece]:
    """The cells of a notebook, in pieces that each end with a question."""
    html: list[str] = []
    for cell in cells:
        if NOTEBOOK_ONLY in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            html.append(render(cell.source, copy.question_set.title))
        elif cell.cell_type == "code":
            calls = calls_of(cell)
            asked = [id for id in calls.get("ask", ()) if copy.question_set.question(id)]
            if asked:
                yield Piece("\n".join(html), asked[0], _as_text(copy, asked[0], render))
                html = []
            elif not _LEFT_OUT & calls.keys():
                html += [stored(output) for output in cell.outputs]
    yield Piece("\n".join(filter(None, html)))


def _as_text(copy: LessonCopy, id: str, render: Callable[[str, str], str]) -> str:
    question = copy.question_set.question(id)
    return render(as_plain_markdown(question, copy.shown(question)), "") if question else ""


def stored(output: Mapping[str, Any]) -> str:
    """What a cell of the release printed when the kit ran it."""
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"])
    text = data.get("text/plain") or output.get("text", "")
    return f"<pre>{escape(str(text))}</pre>" if text else ""
