"""A lesson as it is read: its article, its evidence, its plots, and what its answers show.

Nothing here is a widget, so that a lesson can be shown wherever there is Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import takewhile
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from kit.article.project import Project, exercise_of
from kit.article.seed import (
    ESTIMATES,
    Unreadable,
    read_chain,
    read_evidence,
    read_rows,
    read_source,
)
from kit.article.segments import Article, Segment, segment_ids
from kit.article.tables import Row
from kit.language.translation import Translation
from kit.learner.log import Entry, History, Log, latest
from kit.learner.progress import LessonProgress, is_silent, lesson_progress
from kit.learner.work import Sorted
from kit.lesson import evidence_tables, on_demand
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.displays import Exhibit, Notice, Passage, Stop
from kit.lesson.evidence_tables import Grid
from kit.lesson.tables import read_table
from kit.question.blocks import most_like
from kit.question.grade import grade as grade_response
from kit.question.model import Question, QuestionSet, Response
from kit.question.read import read_question_set
from kit.question.response_data import response_from_data

if TYPE_CHECKING:
    import pandas as pd

    from kit.lesson.fact_check_note import NotePage
    from kit.lesson.loaded_words import Loaded
    from kit.lesson.picture import Picture
    from kit.lesson.report import Report
    from kit.lesson.scored_forecasts import ScoredForecasts
    from kit.lesson.test_results import Result, Results

Given = ParamSpec("Given")
Shown = TypeVar("Shown")
AnyLesson = TypeVar("AnyLesson", bound="ShownLesson")


def or_a_notice(
    show: Callable[Concatenate[AnyLesson, Given], Shown],
) -> Callable[Concatenate[AnyLesson, Given], Shown | Notice]:
    """Show a sentence instead where the lesson, or what it should show, is missing or damaged."""

    @wraps(show)
    def shown(lesson: AnyLesson, /, *args: Given.args, **values: Given.kwargs) -> Shown | Notice:
        if lesson.notice:
            return lesson.notice
        try:
            return show(lesson, *args, **values)
        except (Unreadable, ValueError) as error:
            return Notice(str(error))
        except ModuleNotFoundError as error:
            said = lesson._translation.say("no_package", package=error.name or "")
            return Notice(said)

    return shown


class ShownLesson:
    """Shows a lesson's article and evidence, and what the answers in a log come to."""

    def __init__(self, name: str, project: Project, log: Log, translation: Translation) -> None:
        self.name = name
        self._translation = translation
        self._exercise = exercise_of(name)
        self._project = project
        self._log = log
        self.notice: Notice | None = None
        self._entries: dict[str, list[Entry]] = {}  # by question, of this copy
        try:
            self._open()
        except Unreadable as error:
            self.notice = Notice(self._translation.say("unreadable", problem=error))

    def _open(self) -> None:
        known = self._project.lessons()
        if self.name not in known:
            self.notice = Notice(not_there(self._translation, "no_lesson", self.name, known))
            return
        self._copy = read_copy(self._project, self.name)
        self._evidence = read_evidence(self._project, self._exercise)
        self._take(self._read_log())

    def _read_log(self) -> History:
        self._written = self._log.written()  # before it is read: what comes then is seen next time
        return self._log.read()

    def _take(self, history: History) -> Sorted:
        """Take over what of the log belongs to this copy, and say what nobody can tell."""
        found = self._copy.sort(history.entries)
        for own in self._entries.values():
            own.clear()  # cards hold the list itself
        for entry in found.own:
            self._entries.setdefault(entry.question, []).append(entry)
        return found

    @property
    def _article(self) -> Article:
        return self._copy.article

    @property
    def _question_set(self) -> QuestionSet:
        return self._copy.question_set

    @property
    def title(self) -> str:
        """The lesson's title, or its name where it has none that can be read."""
        return self.name if self.notice else self._question_set.title

    @or_a_notice
    def stop(self) -> Stop:
        """A place to write down a feeling before reading on; nobody keeps what is written there."""
        return Stop(self._translation)

    @or_a_notice
    def read(self, segments: str) -> Passage:
        """The article's segments, as in ``quiz.read("H, S1-S3")``."""
        return Passage(self._article.shown(segment_ids(segments, self._article)))

    @or_a_notice
    def whole_article(self) -> Passage:
        """The whole article."""
        return Passage(self._article.segments)

    @or_a_notice
    def evidence(self, ids: str) -> Exhibit:
        """Pieces of the exercise's evidence, as in ``quiz.evidence("E01 E03")``."""
        known = {e.id: e for e in self._evidence}
        wanted = ids.replace(",", " ").split()
        for id in wanted:
            if id not in known:
                raise ValueError(not_there(self._translation, "no_evidence", id, known))
        return Exhibit(tuple(known[id] for id in wanted))

    @or_a_notice
    def chain(self, name: str) -> Picture:
        """A picture of the hands a claim went through, from the exercise's ``chains.csv``."""
        return on_demand.draw_chain(
            read_chain(self._project, self._exercise, name), self._translation
        )

    @or_a_notice
    def table(self, name: str) -> pd.DataFrame:
        """A table of the exercise's seed, such as ``quiz.table("evidence")``."""
        return read_table(self._project, self._exercise, name)

    @or_a_notice
    def compare_evidence(self, ids: str, columns: str) -> Grid:
        """Columns of some evidence, as in ``quiz.compare_evidence("E01-E08", "origin, kind")``."""
        wanted = tuple(columns.replace(",", " ").split())
        return evidence_tables.compare(self._evidence_rows(ids, wanted), wanted)

    @or_a_notice
    def count_evidence(self, ids: str, column: str) -> Grid:
        """How many pieces of some evidence share each value of a column, such as ``origin``."""
        return evidence_tables.count(self._evidence_rows(ids, (column,)), column)

    @or_a_notice
    def outlets(self, ids: str) -> Grid:
        """Who runs and pays the outlets of some evidence, from the exercise's ``outlets.csv``."""
        columns = ("outlet", "run by", "paid by", "looked up at", "evidence")
        rows = read_rows(self._project, self._exercise, "outlets", columns)
        return evidence_tables.outlets(rows, (row["id"] for row in self._evidence_rows(ids, ())))

    def _evidence_rows(self, ids: str, columns: tuple[str, ...]) -> list[Row]:
        rows = read_rows(self._project, self._exercise, "evidence", ("id", *columns))
        return evidence_tables.choose(rows, ids)

    @or_a_notice
    def compare_ranges(self, name: str, column: str) -> Grid:
        """The ranges in a table with columns low and high, from lowest to highest, by a column."""
        rows = read_rows(self._project, self._exercise, name, (column, "low", "high"))
        return evidence_tables.ranges_by(rows, column)

    @or_a_notice
    def calendar(self, month: str) -> Grid:
        """The calendar of a month, as in ``quiz.calendar("2023-09")``."""
        return evidence_tables.month(month)

    @or_a_notice
    def plot_ranges(self, name: str) -> Picture:
        """A plot of the estimates in a table with columns who, method, year, low and high."""
        rows = read_rows(self._project, self._exercise, name, ESTIMATES)
        estimates = [
            on_demand.Estimate(who, method, year, row.number("low"), row.number("high"))
            for row in rows
            for who, method, year in [[row[name] for name in ESTIMATES[:3]]]
        ]
        return on_demand.draw_estimates(estimates, self._translation)

    def loaded_words(self) -> tuple[tuple[Segment, ...], tuple[Loaded, ...]]:
        """The segments that words of ``loaded.csv`` stand in, and those words."""
        columns = ("segment", "span", "swap")
        rows = read_rows(self._project, self._exercise, "loaded", columns)
        loaded = tuple(on_demand.Loaded(*(row[name] for name in columns)) for row in rows)
        return self._article.shown({words.segment for words in loaded}), loaded

    @or_a_notice
    def score_forecast(self, lesson: str, question: str) -> ScoredForecasts:
        """The chances given in another lesson, scored by the outcomes in ``outcomes.csv``."""
        name = f"{self._exercise}/{lesson}"
        response = self._answer(name, question)
        rows = read_rows(self._project, self._exercise, "outcomes", ("statement", "outcome"))
        outcomes = {row["statement"]: row["outcome"] for row in rows}
        forecasts = on_demand.settled(dict(response.rated), outcomes)
        if not forecasts:
            title = read_question_set(self._project, name).title
            raise ValueError(
                self._translation.say("forecast_first", question=question, lesson=title)
            )
        plot = on_demand.draw_forecasts(forecasts, self._translation)
        return on_demand.ScoredForecasts(forecasts, plot, self._translation)

    @or_a_notice
    def fact_check_note(self, then: str, since: str, evidence: str, summary: str) -> NotePage:
        """A note made of this lesson's answers: two sorts, a match, and a written text.

        They give each claim's verdict at publication, its verdict since, the evidence picked for
        it (by an id that begins the text), and the summary.
        """
        verdicts = self._answer(self.name, then)
        if not verdicts.placed:
            raise ValueError(self._translation.say("note_first", question=then))
        source = read_source(self._project, self._exercise)
        note = on_demand.read_note(
            source.title,
            source.publisher,
            (dict(verdicts.placed), dict(self._answer(self.name, since).placed)),
            dict(self._answer(self.name, evidence).placed),
            self._evidence,
            self._answer(self.name, summary).text,
        )
        return on_demand.NotePage(note, self._translation)

    @or_a_notice
    def how_it_went(self, lesson: str = "") -> Results:
        """The answers to the test questions (``Feedback: later``) of this or another lesson."""
        copy = self._copy_of(lesson or self.name)
        entries = copy.counting(self._log.read().entries)
        results: list[Result] = []
        for question in copy.question_set.questions:
            own = [entry for entry in entries if entry.question == question.id]
            in_time = [*takewhile(lambda entry: entry.what != "show", own)]
            given, key = latest(in_time, "try"), copy.question_set.key(question.id)
            if question.feedback_later and given and key:
                if is_silent(question, own):
                    self._tell(copy, question)
                segments = copy.shown(question)
                response = response_from_data(given.response, question, segments)
                grade = grade_response(question, key, response, segments)
                results.append(on_demand.Result(question, key, response, grade))
        if not results:
            title = copy.question_set.title
            raise ValueError(self._translation.say("nothing_answered", lesson=title))
        return on_demand.Results(results, self._translation)

    def _tell(self, copy: LessonCopy, question: Question) -> None:
        """Log that the answer to a test question is told from now on."""
        told = self._log.append(copy.entry("show", question.id))
        if copy.name == self.name:
            self._entries.setdefault(question.id, []).append(told)

    def _copy_of(self, lesson: str) -> LessonCopy:
        return self._copy if lesson == self.name else read_copy(self._project, lesson)

    @or_a_notice
    def report(self) -> Report:
        """What the answers to this lesson show; ``.save("report.html")`` makes a page to print."""
        title = self._question_set.title
        history = self._log.read()
        return on_demand.make_report(
            title, [self._copy], history, self._translation, (), self._project
        )

    def _answer(self, lesson: str, id: str) -> Response:
        """The last answer to a question of this or another lesson, or a blank."""
        copy = self._copy_of(lesson)
        question = copy.question_set.question(id)
        if question is None:
            raise ValueError(why_not(self._translation, copy.question_set, id))
        counting = copy.counting(self._log.read().entries)
        given = latest((entry for entry in counting if entry.question == id), "try")
        shown = copy.shown(question)
        return response_from_data(given.response, question, shown) if given else Response()

    def how_far(self) -> LessonProgress:
        """How far somebody is in this lesson."""
        own = (entry for entries in self._entries.values() for entry in entries)
        counting = (entry for entry in own if self._copy.is_current(entry))
        return lesson_progress(self._question_set.questions, counting)


def why_not(translation: Translation, question_set: QuestionSet, id: str) -> str:
    """Why a question is not there, in a sentence."""
    own = [problem for problem in question_set.problems if problem.question == id]
    if own or (question_set.problems and id not in dict(question_set.lines)):
        return translation.say("damaged", problem=(own or question_set.problems)[0])
    return not_there(translation, "no_question", id, [q.id for q in question_set.questions])


def not_there(translation: Translation, name: str, given: str, known: Iterable[str]) -> str:
    """The notice of this name, with the nearest known name, else all of them."""
    known = list(known)
    near = most_like(given, known)
    there = translation.say("there_are", known=", ".join(known))
    return translation.say(
        name, given=given, nearest=translation.say("nearest", near=near) if near else there
    )
