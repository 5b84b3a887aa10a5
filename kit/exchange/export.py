"""An exercise, or a lesson, as a file of another system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article, read_source
from kit.exchange.fidelity import Fidelity, fidelity, report
from kit.exchange.sent import Export, Format, Sent, SentLesson, for_marks
from kit.language.translation import translation_chosen
from kit.lesson.copies import read_copy
from kit.question.kinds.contract import Keyed


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and what became of each question."""

    data: bytes
    report: tuple[str, ...]
    fidelity: tuple[Fidelity, ...]

    @property
    def losses(self) -> tuple[Fidelity, ...]:
        """The questions that are not there as they are here."""
        return tuple(one for one in self.fidelity if one.lost)


def written(
    project: Project,
    lessons: Sequence[str],
    format: Format,
    graded: bool = False,
    options: frozenset[str] = frozenset(),
    language: str = "",
) -> Written:
    """The file of these lessons of one exercise. Raises Unreadable.

    ``graded`` leaves out what only teaches. Drafts and damaged questions are not in it. What stands
    beside the lesson's own words is in ``language``, chosen as `translation_chosen` says.
    """
    export, drafts = gather(project, lessons, options, language)
    if graded:
        export = replace(
            export,
            lessons=tuple(
                replace(lesson, questions=tuple(map(for_marks, lesson.questions)))
                for lesson in export.lessons
            ),
        )
    lines = report(export, format, drafts, graded)
    found = tuple(fidelity(sent, format, options) for sent in export.questions)
    there = {one.question for one in found if one.is_there}
    sendable = replace(export.only(lambda sent: sent.id in there), described="\n".join(lines))
    return Written(format.write(sendable), tuple(lines), found)


def gather(
    project: Project,
    lessons: Sequence[str],
    options: frozenset[str] = frozenset(),
    language: str = "",
) -> tuple[Export, dict[str, int]]:
    """What lessons hold for another system, and how many drafts of each are not in it."""
    exercise = exercise_of(lessons[0])
    speaks = translation_chosen(language, read_article(project, exercise).language)
    sent: list[SentLesson] = []
    drafts: dict[str, int] = {}
    for name in lessons:
        copy = read_copy(project, name)
        questions = tuple(
            Sent(name, Keyed(question, key, copy.shown(question)), translation=speaks)
            for question in copy.question_set.questions
            if (key := copy.question_set.key(question.id))
        )
        drafts[name] = len(copy.question_set.drafts)
        if questions:
            sent.append(
                SentLesson(name, copy.question_set.title, copy.question_set.goal, questions)
            )
    title = read_source(project, exercise).title
    return Export(exercise, title, tuple(sent), "", options, speaks), drafts
