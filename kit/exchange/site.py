"""A course as a site of static files: read, answered and explained in a browser alone.

The text is HTML that is made here, the cards are the kit's own, and their session runs in
JavaScript. What is graded, and what looks back on answers, comes from this package's Python, which
the browser runs beside the page (see `behind`). Everything in a practice site is public, keys too.
"""

from __future__ import annotations

import importlib.util
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from string import Template
from urllib.parse import unquote

import nbformat

from kit.article.files import kit_version
from kit.article.project import Project, exercise_of, page_of
from kit.article.seed import read_source
from kit.exchange.asked import session_words
from kit.exchange.behind import LOOKS_BACK, question_asked
from kit.exchange.page import WORDS as PAGE_WORDS
from kit.exchange.page import as_script, reading_words
from kit.exchange.prose import prose
from kit.exchange.pyodide import slimmed
from kit.exchange.steps import Call, Piece, Step, steps
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.learner.log import History, Log
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.displays import Passage, linked
from kit.lesson.loaded_words import as_passage
from kit.lesson.shown_lesson import ShownLesson
from kit.question.write import as_markdown

FORMAT = 1
_HERE = Path(__file__).parent
_KIT = _HERE.parent
# What of the kit runs behind a page, and which packages it needs: none that is not Python alone.
_ROOMS = ("article", "card", "language", "learner", "lesson", "question")
_MODULES = ("__init__", "asked", "behind")  # of this room
_PACKAGES = ("markdown_it", "mdurl", "platformdirs")
_LARGEST_PICTURE = 2_000_000  # bytes
_PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
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


class NoSite(ValueError):
    """Why there is no site, in a sentence."""


@dataclass(frozen=True, slots=True)
class _Lesson:
    copy: LessonCopy
    steps: tuple[Step, ...]
    folder: Path  # of its notebook

    @property
    def name(self) -> str:
        return self.copy.name


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
    lessons = [
        _read(project, name)
        for exercise in exercises
        for name in project.lessons()
        if exercise_of(name) == exercise
    ]
    if not lessons:
        raise NoSite("There is no lesson in these exercises.")
    made = _Site(project, exercises, lessons, translation)
    files = {f"python/{name}": data for name, data in slimmed(pyodide).items()}
    return {**made.files(), **files}


def _read(project: Project, name: str) -> _Lesson:
    path = project.notebook(name)
    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except FileNotFoundError as error:
        raise NoSite(f"“{name}” has no notebook, {project.name(path)}.") from error
    except Exception as error:
        raise NoSite(f"{project.name(path)} is no notebook that can be read.") from error
    return _Lesson(read_copy(project, name), tuple(steps(notebook.cells)), path.parent)


class _Site:
    """The pages of a site, and what lies beside them."""

    def __init__(
        self,
        project: Project,
        exercises: Sequence[str],
        lessons: Sequence[_Lesson],
        translation: Translation,
    ) -> None:
        self._project = project
        self._exercises = tuple(exercises)
        self._lessons = tuple(lessons)
        self._translation = replace(translation, in_view=True)  # a page draws anew by itself
        self._course = _archive(project, [lesson.name for lesson in lessons], exercises)
        self._beside = {
            name: (_HERE / bundle).read_bytes()
            for name, bundle in (
                ("site.css", "site.bundle.css"),
                ("site.js", "site.bundle.js"),
                ("worker.js", "site-worker.bundle.js"),
            )
        } | {"course.zip": self._course}
        self._places = {name: _fresh_name(name, data) for name, data in self._beside.items()}

    def files(self) -> dict[str, bytes]:
        """All files but those of Pyodide."""
        pages = {page_of(lesson.name): self._lesson_page(lesson) for lesson in self._lessons}
        own = {
            "index.html": self._index(),
            "report.html": self._report(),
            "review.html": self._review(),
            "your-answers.html": self._copies(),
        }
        if clash := sorted(pages.keys() & own.keys()):
            raise NoSite(f"A lesson has the name of a page that each site has: {clash[0]}.")
        beside = {self._places[name]: data for name, data in self._beside.items()}
        return {**{name: page.encode() for name, page in (pages | own).items()}, **beside}

    # -- pages

    def _lesson_page(self, lesson: _Lesson) -> str:
        copy = lesson.copy
        shown = ShownLesson(copy.name, self._project, _NoLog(), self._translation)
        cells = [self._step(lesson, step, shown) for step in lesson.steps]
        asked = [step.question for step in lesson.steps if step.question]
        try:
            questions = [
                question_asked(copy, id, self._translation)
                for id in asked
                if copy.question_set.question(id)
            ]
        except ValueError as error:
            raise NoSite(f"{copy.name}: {error}") from error
        end = f'<section id="end" tabindex="-1"><p>{self._onward(lesson)}</p></section>'
        article = (
            f'<aside class="article" aria-label="{self._say("page_article")}"><details '
            f'id="article" open><summary>{self._say("page_article")}</summary>'
            f"{Passage(copy.article.segments)._repr_html_()}</details></aside>"
        )
        return self._page(
            "lesson",
            copy.question_set.title,
            "\n".join([*cells, end]),
            article,
            {
                "lesson": copy.name,
                "exercise": copy.exercise,
                "work": copy.work,
                "questions": questions,
                "revisions": self._revisions(copy.exercise),
            },
        )

    def _onward(self, lesson: _Lesson) -> str:
        names = [other.name for other in self._lessons]
        following = names[names.index(lesson.name) + 1 :]
        words = self._translation.view()
        links = [
            linked(words["onward"].format(lesson=self._title(name)), page_of(name))
            for name in following[:1]
        ]
        links.append(linked(self._translation.say("site_hand_in_here"), "your-answers.html"))
        return "<br>".join(links)

    def _title(self, lesson: str) -> str:
        return next(o.copy.question_set.title for o in self._lessons if o.name == lesson)

    def _step(self, lesson: _Lesson, step: Step, shown: ShownLesson) -> str:
        before = "\n".join(self._piece(lesson, piece, shown) for piece in step.before)
        if not step.question:
            return f'<section class="lesson-step" tabindex="-1">\n{before}\n</section>'
        id = escape(step.question, quote=True)
        early = [p for p in step.after if p.is_text or (p.call and p.call.name in _TELLS_EARLY)]
        after = "\n".join(self._piece(lesson, piece, shown) for piece in step.after)
        held = ""
        if len(early) < len(step.after):
            held = f'<p class="held" hidden>{as_html(self._translation.view()["held"])}</p>'
        opened = f'<section class="lesson-step" id="q-{id}" data-question="{id}" tabindex="-1">'
        card = f'<div data-place="{id}"><noscript>{self._asked(lesson, step)}</noscript></div>'
        return f'{opened}\n{before}\n{card}{held}<div class="after">\n{after}\n</div></section>'

    def _asked(self, lesson: _Lesson, step: Step) -> str:
        """The question as text, for whoever has the page without scripts."""
        question = lesson.copy.question_set.question(step.question)
        text = as_markdown(question, lesson.copy.shown(question)) if question else ""
        return prose(text, lesson.folder, lambda _: "")

    def _piece(self, lesson: _Lesson, piece: Piece, shown: ShownLesson) -> str:
        if piece.is_text:
            title = lesson.copy.question_set.title
            return prose(piece.source, lesson.folder, self._to_page(lesson.folder), title)
        call = piece.call
        if call is None:
            return _printed(piece)
        if call.of_lesson and call.name in _SHOWS:
            return str(getattr(shown, call.name)(*call.given, **dict(call.named))._repr_html_())
        if call.of_lesson and call.name == "swap":
            return self._swap(shown)
        if call.name == "hand_in":
            words = self._translation.say("site_hand_in_here")
            return f"<p>{linked(words, 'your-answers.html')}</p>"
        if call.name == "review":
            return f"<p>{linked(self._translation.say('site_review'), 'review.html')}</p>"
        if call.name in (LOOKS_BACK if call.of_lesson else _FUNCTIONS):
            return self._place(call, lesson.name if call.of_lesson else "")
        return "" if call.name == "lesson" else _printed(piece)

    def _place(self, call: Call, lesson: str = "") -> str:
        """A place for what Python draws in the browser."""
        request = {
            "call": call.name,
            "given": call.given,
            "named": dict(call.named),
            "lesson": lesson,
        }
        data = escape(json.dumps(request, ensure_ascii=False), quote=True)
        waits = self._say("site_drawn_later")
        return f'<div class="shown" data-call="{data}"><p class="waits">{waits}</p></div>'

    def _swap(self, shown: ShownLesson) -> str:
        segments, loaded = shown.loaded_words()
        return (
            f'<div class="swap"><input type="checkbox" id="swap"> '
            f'<label for="swap">{self._say("swap_switch")}</label>'
            f'<div class="loaded">{as_passage(segments, loaded, neutral=False)}</div>'
            f'<div class="neutral">{as_passage(segments, loaded, neutral=True)}</div></div>'
        )

    def _to_page(self, folder: Path) -> Callable[[str], str]:
        """Where links of a notebook in a folder lead."""
        home = self._project.root / "notebooks"
        known = {lesson.name for lesson in self._lessons}

        def to_page(href: str) -> str:
            path, _, _ = unquote(href).partition("#")
            if not path.endswith(".ipynb"):
                return ""
            place = PurePosixPath(normpath((folder.relative_to(home) / path).as_posix()))
            name = place.with_suffix("").as_posix()
            return page_of(name) if name in known else _OTHER_PAGES.get(name, "")

        return to_page

    def _index(self) -> str:
        parts = [
            f'<p id="next"><a class="button main" href="{escape(page_of(self._lessons[0].name))}">'
            f"{as_html(self._lessons[0].copy.question_set.title)}</a></p>"
        ]
        for exercise in self._exercises:
            own = [lesson for lesson in self._lessons if lesson.copy.exercise == exercise]
            if len(own) > 1:
                parts.append(f"<h2>{as_html(self._exercise_title(exercise))}</h2>")
            rows, kind = "".join(map(self._listed, own)), "ol" if len(own) > 1 else "ul"
            parts.append(f'<{kind} class="lessons">{rows}</{kind}>')
        return self._page("index", self._site_title(), "\n".join(parts), "", self._listing())

    def _listed(self, lesson: _Lesson) -> str:
        name, found = escape(lesson.name, quote=True), lesson.copy.question_set
        minutes = self._translation.say("minutes", minutes=found.minutes) if found.minutes else ""
        soft = f' <span class="soft">{as_html(minutes)}</span>' if minutes else ""
        return (
            f'<li data-lesson="{name}">{linked(found.title, page_of(lesson.name))}{soft} '
            '<span class="soft done"></span></li>'
        )

    def _exercise_title(self, exercise: str) -> str:
        """The title of the article, or of the one lesson about it."""
        own = [lesson for lesson in self._lessons if lesson.copy.exercise == exercise]
        if len(own) == 1:
            return own[0].copy.question_set.title
        return read_source(self._project, exercise).title

    def _site_title(self) -> str:
        return "Says Who?"

    def _report(self) -> str:
        """The report on all lessons; folded, and drawn once it is opened, that on each exercise."""
        parts = [_saved_report(self._place(Call("report", ("",))), "")]
        for exercise in self._exercises:
            place = _saved_report(self._place(Call("report", (exercise,))), exercise)
            title = as_html(self._exercise_title(exercise))
            parts.append(f"<details><summary>{title}</summary>{place}</details>")
        body = parts[0] if len(self._exercises) == 1 else "".join(parts)
        return self._page("report", self._translation.say("site_report"), body, "", {})

    def _review(self) -> str:
        body = f'<p>{self._say("site_review_why")}</p><div id="review"></div>'
        return self._page("review", self._translation.say("site_review"), body, "", self._listing())

    def _copies(self) -> str:
        body = (
            f'<h2>{self._say("site_hand_in")}</h2><div id="hand-in"></div>'
            f'<h2>{self._say("site_copy")}</h2><div id="copies"></div>'
        )
        handed = {exercise: self._revisions(exercise) for exercise in self._exercises}
        more = {**self._listing(), "handed": handed}
        return self._page("copies", self._translation.say("site_copies"), body, "", more)

    def _revisions(self, exercise: str) -> dict[str, str]:
        own = (lesson.copy for lesson in self._lessons if lesson.copy.exercise == exercise)
        return {copy.name: copy.revision for copy in own}

    def _listing(self) -> dict[str, object]:
        return {
            "lessons": [
                {
                    "name": lesson.name,
                    "title": lesson.copy.question_set.title,
                    "page": page_of(lesson.name),
                    "revision": lesson.copy.revision,
                    "questions": list(lesson.copy.question_revisions.items()),
                }
                for lesson in self._lessons
            ]
        }

    def _page(
        self, page: str, title: str, body: str, article: str, more: Mapping[str, object]
    ) -> str:
        say, words = self._translation.say, self._translation.view()
        links = [
            ("index.html", say("site_contents")),
            ("review.html", say("site_review")),
            ("report.html", say("site_report")),
            ("your-answers.html", say("site_copies")),
        ]
        card = self._translation.card()
        own = {"waiting": "site_waiting", "waiting_not_kept": "site_waiting_not_kept"}
        waits = {"check_waits": "site_check_waits", "verdict_waits": "site_verdict_waits"}
        said = {
            name: self._translation.sentence(name)
            for name in (*WORDS, *own.values(), *waits.values())
        }
        works = {lesson.copy.exercise: lesson.copy.work for lesson in self._lessons}
        data = {
            "format": FORMAT,
            "page": page,
            "title": title,
            "kit": kit_version(),
            "language": self._translation.language,
            "lesson": "",
            "exercise": "",
            "work": "",
            "works": works,
            "questions": [],
            "revisions": {},
            "lessons": [],
            "handed": {},
            "exercises": [
                {"name": exercise, "title": self._exercise_title(exercise)}
                for exercise in self._exercises
            ],
            "files": {
                "worker": self._places["worker.js"],
                "course": self._places["course.zip"],
                "pyodide": "python/",
            },
            "words": {
                "card": {**card, **{name: said[sentence] for name, sentence in own.items()}},
                "session": {
                    **session_words(self._translation),
                    **{name: said[sentence] for name, sentence in waits.items()},
                },
                "page": {
                    **said,
                    **reading_words(self._translation),
                    "skip": words["skip"],
                    "deal": words["deal"],
                },
            },
            **more,
        }
        values = {
            "language": self._translation.language,
            "direction": self._translation.direction,
            "title": as_html(title),
            "styles": self._places["site.css"],
            "script": self._places["site.js"],
            "contents_name": as_html(words["contents"]),
            "links": "".join(linked(name, href) for href, name in links),
            "article": article,
            "not_alive": as_html(say("page_not_alive")),
            "body": body,
            "data": as_script(data),
        }
        return Template((_HERE / "site.html").read_text(encoding="utf-8")).substitute(values)

    def _say(self, name: str) -> str:
        return as_html(self._translation.say(name))


def _saved_report(place: str, exercise: str) -> str:
    return f'{place}<p data-save="{escape(exercise, quote=True)}"></p>'


class _NoLog(Log):
    """A log without an entry: what is made for everybody shows nobody's answers."""

    def __init__(self) -> None:
        self.kept = True

    def read(self) -> History:
        """No entry at all."""
        return History()


def _printed(piece: Piece) -> str:
    """What a cell printed when it was stored, as text: nothing of a cell's own HTML is taken."""
    texts = (
        str(output.get("data", {}).get("text/plain") or output.get("text", ""))
        for output in piece.outputs
    )
    return "".join(f"<pre>{escape(text)}</pre>" for text in texts if text)


def _fresh_name(name: str, data: bytes) -> str:
    """A name that is another for other contents, so that no browser shows what it had before."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{sha256(data).hexdigest()[:8]}.{ending}"


def _archive(project: Project, lessons: Iterable[str], exercises: Iterable[str]) -> bytes:
    """The kit as it runs behind a page, and the course it is asked about."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in sorted({**_library(), **_course(project, lessons, exercises)}.items()):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def _library() -> dict[str, bytes]:
    """The modules by their paths. The kit's public names are left out: they load widgets."""
    found = {"lib/kit/__init__.py": b'"""The part of the kit that runs behind a page."""\n'}
    for room in _ROOMS:
        for path in (_KIT / room).rglob("*"):
            is_own = path.suffix in (".py", ".css", ".mo", ".toml") and "front" not in path.parts
            if is_own and not path.name.startswith("card.bundle"):
                found[f"lib/kit/{path.relative_to(_KIT).as_posix()}"] = path.read_bytes()
    for module in _MODULES:
        found[f"lib/kit/exchange/{module}.py"] = (_HERE / f"{module}.py").read_bytes()
    for package in _PACKAGES:
        found.update(_package(package))
    return found


def _package(name: str) -> Iterator[tuple[str, bytes]]:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise NoSite(f"The package {name} is not installed.")
    folder = Path(spec.submodule_search_locations[0])
    for path in folder.rglob("*.py"):
        if "cli" not in path.relative_to(folder).parts:
            yield f"lib/{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _course(project: Project, lessons: Iterable[str], exercises: Iterable[str]) -> dict[str, bytes]:
    files: list[Path] = []
    for lesson in lessons:
        files += [project.answers(lesson), project.questions(lesson)]
    for exercise in exercises:
        files += project.seed(exercise, "x").parent.glob("*")
        files += (project.root / "notebooks" / exercise).glob("*")
    kept = (
        path
        for path in files
        if path.is_file()
        and path.suffix.lower() in (*_PICTURES, ".csv", ".md", ".toml", ".txt")
        and path.stat().st_size <= _LARGEST_PICTURE
    )
    return {
        f"course/{path.relative_to(project.root).as_posix()}": path.read_bytes() for path in kept
    }
