"""A lesson's page of a site: its notebook as HTML, with places for its cards.

What a lesson shows by itself is drawn when the site is made. What looks back on answers has a place
too, for the Python that runs beside the page (see `behind`).
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

import nbformat

from kit.article.project import Project, page_of
from kit.exchange.asked import question_asked
from kit.exchange.behind import LOOKS_BACK
from kit.exchange.prose import prose
from kit.exchange.steps import Call, Piece, Step, steps
from kit.language.html_text import as_html
from kit.language.translation import Translation
from kit.learner.log import NoLog
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.displays import linked
from kit.lesson.loaded_words import as_passage
from kit.lesson.shown_lesson import ShownLesson
from kit.question.write import as_plain_markdown

# What a lesson shows by itself, whatever was answered.
_SHOWS = frozenset(
    {
        *("calendar", "chain", "compare_evidence", "compare_ranges", "count_evidence", "evidence"),
        *("outlets", "plot_ranges", "read", "stop", "whole_article"),
    }
)
_TELLS_EARLY = frozenset({"evidence", "read", "stop", "whole_article", "progress"})
_FUNCTIONS = frozenset({"course", "report"})
_OTHER_PAGES = {"review": "review.html", "hand-in": "your-answers.html", "report": "report.html"}


class NoSite(ValueError):
    """Why there is no site, in a sentence."""


@dataclass(frozen=True, slots=True)
class SiteLesson:
    """A lesson, and its notebook in steps."""

    copy: LessonCopy
    steps: tuple[Step, ...]
    folder: Path  # of its notebook

    @property
    def name(self) -> str:
        """The lesson's name, such as ``river/1-who-says-so``."""
        return self.copy.name

    @property
    def title(self) -> str:
        """The lesson's title."""
        return self.copy.question_set.title

    def asked(self, translation: Translation) -> list[dict[str, object]]:
        """Its questions as a session takes them, in order.

        Raises NoSite where a browser cannot ask one.
        """
        ids = (step.question for step in self.steps)
        try:
            return [
                question_asked(self.copy, id, translation)
                for id in ids
                if self.copy.question_set.question(id)
            ]
        except ValueError as error:
            raise NoSite(f"{self.name}: {error}") from error


def read_lesson(project: Project, name: str) -> SiteLesson:
    """A lesson for a site.

    Raises NoSite where its notebook is missing or damaged, and `Unreadable` for other files.
    """
    path = project.notebook(name)
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except FileNotFoundError as error:
        raise NoSite(f"“{name}” has no notebook, {project.name(path)}.") from error
    except Exception as error:
        raise NoSite(f"{project.name(path)} is no notebook that can be read.") from error
    return SiteLesson(read_copy(project, name), tuple(steps(notebook.cells)), path.parent)


class LessonBody:
    """The HTML of a lesson's steps, in a site that has pages for the lessons ``known``."""

    def __init__(
        self,
        project: Project,
        lesson: SiteLesson,
        known: Container[str],
        translation: Translation,
    ) -> None:
        self._home = project.root / "notebooks"
        self._lesson = lesson
        self._known = known
        self._translation = translation
        self._shown = ShownLesson(lesson.name, project, NoLog(), translation)

    def html(self) -> str:
        """All steps, in order."""
        return "\n".join(map(self._step, self._lesson.steps))

    def _step(self, step: Step) -> str:
        before = "\n".join(map(self._piece, step.before))
        if not step.question:
            return f'<section class="lesson-step" tabindex="-1">\n{before}\n</section>'
        id = escape(step.question, quote=True)
        early = [p for p in step.after if p.is_text or (p.call and p.call.name in _TELLS_EARLY)]
        after = "\n".join(map(self._piece, step.after))
        held = ""
        if len(early) < len(step.after):
            held = f'<p class="held" hidden>{as_html(self._translation.view()["held"])}</p>'
        opened = f'<section class="lesson-step" id="q-{id}" data-question="{id}" tabindex="-1">'
        card = f'<div data-place="{id}"><noscript>{self._asked(step)}</noscript></div>'
        return f'{opened}\n{before}\n{card}{held}<div class="after">\n{after}\n</div></section>'

    def _asked(self, step: Step) -> str:
        """The question as text, for whoever has the page without scripts."""
        copy = self._lesson.copy
        question = copy.question_set.question(step.question)
        text = as_plain_markdown(question, copy.shown(question)) if question else ""
        return prose(text, self._lesson.folder, lambda _: "")

    def _piece(self, piece: Piece) -> str:
        say = self._translation.say
        if piece.is_text:
            return prose(piece.source, self._lesson.folder, self._to_page, self._lesson.title)
        call = piece.call
        if call is None:
            return _printed(piece)
        if call.of_lesson and call.name in _SHOWS:
            show = getattr(self._shown, call.name)
            return str(show(*call.given, **dict(call.named))._repr_html_())
        if call.of_lesson and call.name == "swap":
            return self._swap()
        if call.name == "hand_in":
            return f"<p>{linked(say('site_hand_in_here'), 'your-answers.html')}</p>"
        if call.name == "review":
            return f"<p>{linked(say('site_review'), 'review.html')}</p>"
        if call.name in (LOOKS_BACK if call.of_lesson else _FUNCTIONS):
            return place_of(call, self._translation, self._lesson.name if call.of_lesson else "")
        return "" if call.name == "lesson" else _printed(piece)

    def _swap(self) -> str:
        segments, loaded = self._shown.loaded_words()
        return (
            f'<div class="swap"><input type="checkbox" id="swap"> '
            f'<label for="swap">{as_html(self._translation.say("swap_switch"))}</label>'
            f'<div class="loaded">{as_passage(segments, loaded, neutral=False)}</div>'
            f'<div class="neutral">{as_passage(segments, loaded, neutral=True)}</div></div>'
        )

    def _to_page(self, href: str) -> str:
        """Where a link of the notebook leads."""
        path, _, _ = unquote(href).partition("#")
        if not path.endswith(".ipynb"):
            return ""
        folder = self._lesson.folder.relative_to(self._home)
        name = PurePosixPath(normpath((folder / path).as_posix())).with_suffix("").as_posix()
        return page_of(name) if name in self._known else _OTHER_PAGES.get(name, "")


def place_of(call: Call, translation: Translation, lesson: str = "") -> str:
    """A place for what Python draws in the browser."""
    request = {
        "call": call.name,
        "given": call.given,
        "named": dict(call.named),
        "lesson": lesson,
    }
    data = escape(json.dumps(request, ensure_ascii=False), quote=True)
    waits = as_html(translation.say("site_drawn_later"))
    return f'<div class="shown" data-call="{data}"><p class="waits">{waits}</p></div>'


def _printed(piece: Piece) -> str:
    """What a cell printed when it was stored, as text: nothing of a cell's own HTML is taken."""
    texts = (
        str(output.get("data", {}).get("text/plain") or output.get("text", ""))
        for output in piece.outputs
    )
    return "".join(f"<pre>{escape(text)}</pre>" for text in texts if text)
