"""What the pages of a site ask of Python: grades, and whatever looks back on answers.

It runs in the browser, in a worker beside the page. Requests and replies are JSON values, and the
answers it is told of lie in the browser alone: each request brings those that it is about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kit.article.project import Project
from kit.article.seed import read_evidence
from kit.card.shown import feedback_shown
from kit.exchange.asked import question_asked
from kit.language.translation import ENGLISH, Translation, translation_for
from kit.learner.attempt import Attempt, Submitted
from kit.learner.log import Entry, History, Log, NoLog, as_entry
from kit.learner.order import in_order
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.course import course_map
from kit.lesson.displays import Notice, progress_in_words
from kit.lesson.due import due_questions
from kit.lesson.report import report_on
from kit.lesson.shown_lesson import ShownLesson
from kit.question.grade import grade
from kit.question.response_data import response_from_data

Json = Mapping[str, Any]

# What of a lesson looks back on answers, so that it is drawn anew when there are more of them.
LOOKS_BACK = frozenset({"fact_check_note", "how_it_went", "progress", "report", "score_forecast"})


def open_course(folder: str, language: str) -> Callable[[str], str]:
    """What answers the requests about the course in a folder, each as text of JSON."""
    translation = replace(translation_for(language) or ENGLISH, in_view=True)
    course = Course(Project(Path(folder), has_pages=True), translation)
    return lambda request: json.dumps(course.answer(json.loads(request)), ensure_ascii=False)


class HandedLog(NoLog):
    """The entries that the page handed over; what is logged here is handed back to it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        super().__init__()
        self._handed = in_order(entries)
        self.logged: list[Entry] = []

    def write(self, entry: Entry) -> Entry:
        """The entry as it is; the page gives it its place in the order."""
        self.logged.append(entry)
        return entry

    def read(self) -> History:
        """All that was handed over, and all that was logged since."""
        return History((*self._handed, *self.logged))


class Course:
    """A course, and what is asked about it."""

    def __init__(self, project: Project, translation: Translation) -> None:
        self._project = project
        self._translation = translation
        self._copy = cache(lambda lesson: read_copy(project, lesson))
        self._evidence = cache(lambda exercise: read_evidence(project, exercise))

    def answer(self, request: Json) -> Json:
        """The reply to a request. Raises KeyError for one that it does not know."""
        return _ACTS[request["do"]](self, request)

    def _grade(self, request: Json) -> Json:
        """A grade as a card shows it, once before and once after the answer may be seen."""
        copy: LessonCopy = self._copy(request["lesson"])
        id = request["question"]
        question, key = copy.question_set.question(id), copy.question_set.key(id)
        if question is None or key is None:
            raise KeyError(id)
        segments = copy.shown(question)
        response = response_from_data(request["response"], question, segments)
        given = grade(question, key, response, segments)
        may_try = not question.tries or request["tries"] < question.tries
        evidence = self._evidence(copy.exercise)

        def shown(revealed: bool) -> object:
            attempt = Attempt(
                Submitted(response, "", "", given),
                tries=request["tries"],
                revealed=revealed,
                may_try=may_try,
            )
            return feedback_shown(question, key, attempt, evidence, self._translation)

        told = {"feedback": shown(False), "revealed": shown(True)}
        return {"score": given.score, "tags": list(given.feedback.misconceptions), **told}

    def _show(self, request: Json) -> Json:
        """What a cell shows, as HTML, and what became known by showing it, as entries."""
        log, call = HandedLog(_entries(request)), request["call"]
        given = [str(value) for value in request["given"]]
        named = {str(name): str(value) for name, value in request["named"].items()}
        if request["lesson"] and call == "progress":
            html = self._progress(request["lesson"], log)
        elif request["lesson"] and call in LOOKS_BACK:
            lesson = ShownLesson(request["lesson"], self._project, log, self._translation)
            html = getattr(lesson, call)(*given, **named)._repr_html_()
        elif call == "course":
            found = course_map(self._project, given[0], log.read().entries, self._translation)
            html = found._repr_html_()
        elif call == "report":
            html = self._report(given, log)._repr_html_()
        else:
            raise KeyError(call)
        return {"html": html, "logged": [asdict(entry) for entry in log.logged]}

    def _progress(self, lesson: str, log: Log) -> str:
        shown = ShownLesson(lesson, self._project, log, self._translation)
        if shown.notice:
            return shown.notice._repr_html_()
        now = shown.how_far()
        words = progress_in_words(now, self._translation)
        bar = f'<progress max="{now.questions}" value="{now.done}" aria-hidden="true"></progress>'
        return f'<p class="progress">{bar} {escape(words)}</p>'

    def _report(self, given: list[str], log: Log) -> Any:
        exercise = given[0] if given else ""
        return report_on(self._project, exercise, log.read(), self._translation)

    def _page_of_report(self, request: Json) -> Json:
        """The report on an exercise, or on all, as a file that needs nothing but itself."""
        report = self._report([request["exercise"]], HandedLog(_entries(request)))
        return {"page": "" if isinstance(report, Notice) else report.page()}

    def _review(self, request: Json) -> Json:
        """The questions to look at again, each as a session takes it."""
        entries = in_order(_entries(request))
        due = due_questions(
            self._project, request["lessons"], entries, request["count"], self._translation
        )
        said = self._translation.say("review_some" if due else "review_none", len(due))
        return {
            "said": said,
            "due": [
                {
                    "source": one.source,
                    "lesson": one.copy.name,
                    "asked": question_asked(one.copy, one.question, self._translation),
                }
                for one in due
            ],
        }


def _entries(request: Json) -> list[Entry]:
    """The entries that a page hands over. One that is none is left out, as in a log."""
    given = ({n: part for n, part in e.items() if part is not None} for e in request["entries"])
    return [entry for values in given if (entry := as_entry(values))]


_ACTS: Mapping[str, Callable[[Course, Json], Json]] = {
    "grade": Course._grade,
    "show": Course._show,
    "review": Course._review,
    "report": Course._page_of_report,
}
