"""A lesson in a notebook: it asks its questions, as cards, and shows all that they are about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from IPython.display import display

from kit.article.project import Project
from kit.card.session import CardQuestion, Session
from kit.card.widget import Card
from kit.language.translation import ENGLISH, Translation, languages, translation_for
from kit.learner.log import Entry, History, Log
from kit.learner.progress import is_silent
from kit.learner.work import ALL, Sorted
from kit.lesson import on_demand
from kit.lesson.copies import LessonCopy, read_copies
from kit.lesson.displays import Notice
from kit.lesson.progress_bar import ProgressBar
from kit.lesson.shown_lesson import ShownLesson, or_a_notice, why_not
from kit.question.model import Question

if TYPE_CHECKING:
    from kit.learner.hand_in import Part
    from kit.lesson.hand_in_form import HandInForm
    from kit.lesson.swap import Swap


class Lesson(ShownLesson):
    """Asks a lesson's questions and shows its article; what is answered goes into the log."""

    def __init__(self, name: str, project: Project, log: Log, language: str = "en") -> None:
        self._sessions: dict[str, Session] = {}
        self._bars: list[ProgressBar] = []
        translation = translation_for(language) or _english_instead(language)
        super().__init__(name, project, log, translation)
        if self.notice:
            _say_now(self.notice)

    def _take(self, history: History) -> Sorted:
        """Take over what of the log belongs to this copy; ask where nobody can tell."""
        found = super()._take(history)
        if found.unclear:
            _say_now(on_demand.EarlierCopy(self._adopt, self._translation))
        if history.damaged and _once("damaged_log"):
            _say_now(Notice(self._translation.say("damaged_log", history.damaged)))
        return found

    def _adopt(self, is_yes: bool) -> None:
        """Log whether entries that name no copy belong here, and show what follows."""
        level = "yes" if is_yes else "no"
        self._log.append(self._copy.entry("adopt", ALL, level))
        self._take(self._read_log())
        for session in self._sessions.values():
            session.refresh()
        self._move_bars()

    @or_a_notice
    def ask(self, id: str) -> Card:
        """The card of a question, as the student left it."""
        self._sessions[id] = self._session(id, self._entries.setdefault(id, []))
        return self._sessions[id].card

    @or_a_notice
    def ask_again(self, id: str) -> Card:
        """The card of a question as for the first time; the log goes on."""
        return self._deal(id, [])

    def _deal(self, id: str, entries: list[Entry]) -> Card:
        return self._session(id, entries).card

    def _session(self, id: str, entries: list[Entry]) -> Session:
        question = self._question_set.question(id)
        if question is None:
            raise ValueError(why_not(self._translation, self._question_set, id))
        asked = CardQuestion(
            question,
            self._question_set.key(id),
            self._copy.shown(question),
            self._evidence,
            self._article.language,
            self._translation.say("draft_key") if self._question_set.draft(id) else "",
        )
        return Session(
            asked,
            entries,
            self._log,
            self._copy.entry("draft", id),
            self._translation,
            self._recorded,
            self._may_nudge,
            told=not is_silent(question, filter(self._copy.is_current, self._entries.get(id, ()))),
            catch_up=self._catch_up,
        )

    def _recorded(self) -> None:
        own, _ = self._log.written(on_disk=False)
        self._written = own, self._written[1]
        self._move_bars()

    def _catch_up(self, on_disk: bool) -> None:
        """Take over what another page of this lesson wrote, or on disk another kernel."""
        own, others = self._written
        if self._log.written(on_disk) == (own, others if on_disk else {}):
            return
        super()._take(self._read_log())
        for session in self._sessions.values():
            session.follow()
        self._move_bars()

    def _may_nudge(self) -> bool:
        """Whether no confidence was left out in this lesson yet."""
        asking = (question.id for question in self._question_set.questions if question.ask_sure)
        own = (entry for id in asking for entry in self._entries.get(id, ()))
        return all(entry.sure or entry.what != "try" for entry in own)

    @or_a_notice
    def progress(self) -> ProgressBar:
        """A bar that shows how far the student is in this lesson."""
        bar = ProgressBar(self.how_far(), self._translation)
        self._bars.append(bar)
        return bar

    def _move_bars(self) -> None:
        for bar in self._bars:
            bar.show(self.how_far())

    @or_a_notice
    def swap(self) -> Swap:
        """The article with the words of ``loaded.csv`` marked, and a switch to neutral ones."""
        return on_demand.Swap(*self.loaded_words(), self._translation)

    def _tell(self, copy: LessonCopy, question: Question) -> None:
        """Log that the answer to a test question is told from now on, and let its card say it."""
        super()._tell(copy, question)
        if copy.name == self.name and question.id in self._sessions:
            self._sessions[question.id].refresh()
        self._move_bars()

    @or_a_notice
    def hand_in(self) -> HandInForm:
        """The form that hands in all that was done in this exercise: one file, sent nowhere."""
        folders = on_demand.hand_in_folders(self._project.root)
        about = self._exercise, self._done, folders, self._article, self._translation
        return on_demand.HandInForm(*about, self._copy.work)

    def _done(self) -> tuple[Part, ...]:
        """What was done in each lesson of this exercise and copy, by the log as it is now."""
        entries = self._log.read().entries
        names = self._project.lessons_of(self._exercise)
        copies = {
            name: copy
            for name, copy in read_copies(self._project, names)
            if isinstance(copy, LessonCopy)  # another lesson's damage must not keep this work here
        }
        own = {entry.id for copy in copies.values() for entry in copy.sort(entries).own}
        done = (
            entry
            for entry in entries
            if entry.id in own or (entry.lesson not in copies and entry.work == self._copy.work)
        )
        revisions = {name: copies[name].revision if name in copies else "" for name in names}
        return on_demand.parts_of(done, self._exercise, revisions)


def _english_instead(language: str) -> Translation:
    names = [
        f"{translation.say('language')} ({code})"
        for code in languages()
        if (translation := translation_for(code))
    ]
    _say_now(Notice(ENGLISH.say("no_language", given=language, known=", ".join(names))))
    return ENGLISH


def _say_now(notice: object) -> None:
    display(notice)


@cache
def _said(name: str) -> list[str]:
    return []


def _once(name: str) -> bool:
    """Whether this kernel has not said it yet."""
    said = _said(name)
    said.append(name)
    return len(said) == 1
