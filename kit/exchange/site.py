"""A course as a site of static files: read, answered and explained in a browser alone.

The text is HTML that is made here, the cards are the kit's own, and their session runs in
JavaScript. What is graded, and what looks back on answers, comes from this package's Python, which
the browser runs beside the page (see `behind`). Everything in a practice site is public, keys too.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from kit.article.project import Project, page_of
from kit.article.seed import read_source
from kit.exchange.browser_files import (
    course_files,
    kit_files,
    lessons_in_order,
    short_hash,
    zipped,
)
from kit.exchange.html_page import article_beside, html_page, words_of_page
from kit.exchange.page import WORDS as PAGE_WORDS
from kit.exchange.pyodide import slimmed
from kit.exchange.site_lesson import LessonBody, NoSite, SiteLesson, place_of, read_lesson
from kit.exchange.steps import Call
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import linked

_HERE = Path(__file__).parent
# What of this room runs behind a page, and which packages it needs: none but in Python alone.
_MODULES = ("exchange/__init__.py", "exchange/asked.py", "exchange/behind.py")
_PACKAGES = ("markdown_it", "mdurl", "platformdirs")
_ALLOWED = (
    "script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'"
)
# Each with the sentence that leads to it.
_PAGES = {
    "index.html": "site_contents",
    "review.html": "site_review",
    "report.html": "site_report",
    "your-answers.html": "site_copies",
}
_TITLE = "Says Who?"
# What scripts say, besides cards and sessions.
WORDS = (
    *PAGE_WORDS,
    *("site_bad_line", "site_cut_off", "site_dealing", "site_failed", "site_hand_in_of"),
    *("site_loading", "site_no_copy", "site_not_shown", "site_nothing"),
    *("site_other_format", "site_plain", "site_refused", "site_remove_how"),
    *("site_remove_sure", "site_report_save", "site_save", "site_save_how", "site_saved"),
    *("site_served", "site_take", "site_take_how", "site_taken", "report_next_lesson"),
    *("report_next_none", "report_next_question", "stage_done", "stage_open"),
)


def make_site(
    project: Project,
    exercises: Sequence[str],
    pyodide: Mapping[str, bytes],
    translation: Translation = ENGLISH,
) -> dict[str, bytes]:
    """The files of a site of these exercises, in their order, by their names.

    ``pyodide`` are the files of `fetch_pyodide`. Raises NoSite where a lesson cannot be a page, and
    `Unreadable` for files that cannot be read.
    """
    lessons = [read_lesson(project, name) for name in lessons_in_order(project, exercises)]
    if not lessons:
        raise NoSite("There is no lesson in these exercises.")
    beside = {
        "site.css": (_HERE / "site.bundle.css").read_bytes(),
        "site.js": (_HERE / "site.bundle.js").read_bytes(),
        "worker.js": (_HERE / "site-worker.bundle.js").read_bytes(),
        "course.zip": _archive(project, exercises),
    }
    places = {name: _fresh_name(name, data) for name, data in beside.items()}
    return {
        **_Pages(project, exercises, lessons, places, translation).files(),
        **{places[name]: data for name, data in beside.items()},
        **{f"python/{name}": data for name, data in slimmed(pyodide).items()},
    }


class _Pages:
    """The pages of a site. What lies beside them has a name by ``places``."""

    def __init__(
        self,
        project: Project,
        exercises: Sequence[str],
        lessons: Sequence[SiteLesson],
        places: Mapping[str, str],
        translation: Translation,
    ) -> None:
        self._project = project
        self._lessons = lessons
        self._places = places
        self._translation = replace(translation, in_view=True)  # a page draws anew by itself
        self._of = {
            exercise: [lesson for lesson in lessons if lesson.copy.exercise == exercise]
            for exercise in exercises
        }

    def files(self) -> dict[str, bytes]:
        """All pages by their names."""
        pages = {
            page_of(lesson.name): self._lesson_page(lesson, following)
            for lesson, following in zip(self._lessons, (*self._lessons[1:], None), strict=True)
        }
        own = {
            "index.html": self._index(),
            "report.html": self._report(),
            "review.html": self._review(),
            "your-answers.html": self._copies(),
        }
        if clash := sorted(pages.keys() & own.keys()):
            raise NoSite(f"A lesson has the name of a page that each site has: {clash[0]}.")
        return {name: page.encode() for name, page in (pages | own).items()}

    def _lesson_page(self, lesson: SiteLesson, following: SiteLesson | None) -> str:
        known = {other.name for other in self._lessons}
        body = LessonBody(self._project, lesson, known, self._translation).html()
        links = [linked(self._translation.say("site_hand_in_here"), "your-answers.html")]
        if following:
            words = self._translation.view()["onward"].format(lesson=following.title)
            links.insert(0, linked(words, page_of(following.name)))
        end = f'<section id="end" tabindex="-1"><p>{"<br>".join(links)}</p></section>'
        copy = lesson.copy
        data = {
            "lesson": copy.name,
            "exercise": copy.exercise,
            "work": copy.work,
            "questions": lesson.asked(self._translation),
            "revisions": self._revisions(copy.exercise),
        }
        article = article_beside(copy, self._translation)
        return self._page("lesson", lesson.title, f"{body}\n{end}", data, article)

    def _index(self) -> str:
        first = self._lessons[0]
        parts = [
            f'<p id="next"><a class="button main" href="{escape(page_of(first.name))}">'
            f"{as_html(first.title)}</a></p>"
        ]
        for exercise, own in self._of.items():
            if len(own) > 1:
                parts.append(f"<h2>{as_html(self._exercise_title(exercise))}</h2>")
            rows, kind = "".join(map(self._listed, own)), "ol" if len(own) > 1 else "ul"
            parts.append(f'<{kind} class="lessons">{rows}</{kind}>')
        return self._page("index", _TITLE, "\n".join(parts), self._listing())

    def _listed(self, lesson: SiteLesson) -> str:
        name, found = escape(lesson.name, quote=True), lesson.copy.question_set
        minutes = self._translation.say("minutes", minutes=found.minutes) if found.minutes else ""
        soft = f' <span class="soft">{as_html(minutes)}</span>' if minutes else ""
        return (
            f'<li data-lesson="{name}">{linked(found.title, page_of(lesson.name))}{soft} '
            '<span class="soft done"></span></li>'
        )

    def _exercise_title(self, exercise: str) -> str:
        """The title of the article, or of the one lesson about it."""
        own = self._of[exercise]
        return own[0].title if len(own) == 1 else read_source(self._project, exercise).title

    def _report(self) -> str:
        """The report on all lessons; folded, and drawn once it is opened, that on each exercise."""
        parts = [self._saved_report("")]
        for exercise in self._of if len(self._of) > 1 else ():
            title = as_html(self._exercise_title(exercise))
            place = self._saved_report(exercise)
            parts.append(f"<details><summary>{title}</summary>{place}</details>")
        return self._page("report", self._translation.say("site_report"), "".join(parts), {})

    def _saved_report(self, exercise: str) -> str:
        place = place_of(Call("report", (exercise,)), self._translation)
        return f'{place}<p data-save="{escape(exercise, quote=True)}"></p>'

    def _review(self) -> str:
        body = f'<p>{self._say("site_review_why")}</p><div id="review"></div>'
        return self._page("review", self._translation.say("site_review"), body, self._listing())

    def _copies(self) -> str:
        body = (
            f'<h2>{self._say("site_hand_in")}</h2><div id="hand-in"></div>'
            f'<h2>{self._say("site_copy")}</h2><div id="copies"></div>'
        )
        handed = {exercise: self._revisions(exercise) for exercise in self._of}
        data = {**self._listing(), "handed": handed}
        return self._page("copies", self._translation.say("site_copies"), body, data)

    def _revisions(self, exercise: str) -> dict[str, str]:
        return {lesson.name: lesson.copy.revision for lesson in self._of[exercise]}

    def _listing(self) -> dict[str, object]:
        return {
            "lessons": [
                {
                    "name": lesson.name,
                    "title": lesson.title,
                    "page": page_of(lesson.name),
                    "revision": lesson.copy.revision,
                    "questions": list(lesson.copy.question_revisions.items()),
                }
                for lesson in self._lessons
            ]
        }

    def _page(
        self, page: str, title: str, body: str, more: Mapping[str, object], article: str = ""
    ) -> str:
        links = "".join(linked(self._translation.say(name), to) for to, name in _PAGES.items())
        view = self._translation.view()
        data = {
            "page": page,
            "lesson": "",
            "exercise": "",
            "work": "",
            "works": {lesson.copy.exercise: lesson.copy.work for lesson in self._lessons},
            "questions": [],
            "revisions": {},
            "lessons": [],
            "handed": {},
            "exercises": [
                {"name": exercise, "title": self._exercise_title(exercise)} for exercise in self._of
            ],
            "files": {
                "worker": self._places["worker.js"],
                "course": self._places["course.zip"],
                "pyodide": "python/",
            },
            "words": self._words(),
            **more,
        }
        return html_page(
            title,
            self._translation,
            allowed=_ALLOWED,
            head=(
                '<link rel="icon" href="data:,">\n'
                f'<link rel="stylesheet" href="{self._places["site.css"]}">\n'
                f'<script src="{self._places["site.js"]}" defer></script>'
            ),
            bar=(
                '<span id="python" role="status"></span>\n'
                f'<nav aria-label="{as_html(view["contents"])}">{links}</nav>'
            ),
            article=article,
            body=body,
            data=data,
        )

    def _words(self) -> dict[str, dict[str, object]]:
        """What scripts say; cards and sessions wait for Python, which is not there at once."""
        words, said = words_of_page(self._translation, WORDS), self._translation.sentence
        view = self._translation.view()
        words["card"] |= {
            "waiting": said("site_waiting"),
            "waiting_not_kept": said("site_waiting_not_kept"),
        }
        words["session"] |= {
            "check_waits": said("site_check_waits"),
            "verdict_waits": said("site_verdict_waits"),
        }
        words["page"] |= {name: view[name] for name in ("skip", "deal")}
        return words

    def _say(self, name: str) -> str:
        return as_html(self._translation.say(name))


def _fresh_name(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{short_hash(data)}.{ending}"


def _archive(project: Project, exercises: Sequence[str]) -> bytes:
    """The kit as it runs behind a page, and the course it is asked about."""
    files = {f"course/{name}": data for name, data in course_files(project, exercises).items()}
    for name, data in kit_files(*_MODULES).items():
        if "card.bundle" not in name:  # it lies beside the page
            files[f"lib/{name}"] = data
    # The kit's public names are left out: they load widgets.
    files["lib/kit/__init__.py"] = b'"""The part of the kit that runs behind a page."""\n'
    for package in _PACKAGES:
        files.update(_package(package))
    return zipped(files)


def _package(name: str) -> Iterator[tuple[str, bytes]]:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise NoSite(f"The package {name} is not installed.")
    folder = Path(spec.submodule_search_locations[0])
    for path in folder.rglob("*.py"):
        if "cli" not in path.relative_to(folder).parts:
            yield f"lib/{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
