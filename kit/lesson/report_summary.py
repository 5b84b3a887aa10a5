"""What a report says first: what went well, what to look at again, how sure, and what comes next.

Pure: values in, values out. A link is left to whoever knows where the notebooks are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kit.language.translation import Translation
from kit.learner.figures import Figures
from kit.learner.log import Entry
from kit.learner.measures import Share
from kit.lesson.copies import LessonCopy
from kit.question.grade import is_right
from kit.question.kinds import kind
from kit.question.markup import plain

MOST = 5  # questions to look at again that are named
LONGEST = 60  # characters of a question's text in a link


@dataclass(frozen=True, slots=True)
class Destination:
    """A question of a lesson, or the lesson where ``question`` is empty, and what it is called."""

    lesson: str
    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Three sentences and the next step."""

    well: str
    again: str
    places: tuple[Destination, ...]  # the questions to look at again, the most urgent first
    more: str  # that there are more of them, or ""
    sure: str
    next: str
    next_place: Destination | None

    @property
    def sentences(self) -> tuple[str, str, str]:
        """The three sentences as text, with the questions that the second one names."""
        named = "; ".join([*(place.label for place in self.places), *filter(None, [self.more])])
        return self.well, f"{self.again} {named}".strip(), self.sure


def summarize(
    figures: Figures,
    copies: Sequence[LessonCopy],
    entries: Iterable[Entry],
    next_step: tuple[str, Destination | None],
    translation: Translation,
) -> Summary:
    """The first words of a report on these lessons, from what counts and may be told of them."""
    missed = _missed(copies, tuple(entries), translation)
    say = translation.say
    again = say("report_again", len(missed)) if missed else say("report_again_none")
    more = len(missed) - MOST
    return Summary(
        _well(figures, translation),
        again,
        missed[:MOST],
        say("report_again_more", more) if more > 0 else "",
        _sure(figures, translation),
        *next_step,
    )


def _well(figures: Figures, translation: Translation) -> str:
    say, work = translation.say, figures.work
    right, n = work.graded.right, work.graded.n
    if not n:
        return say("report_well_open", work.questions)
    if right == n:
        return say("report_well_all", n)
    if not right and work.right_at_last:
        return say("report_well_last", n, part=work.right_at_last, whole=n)
    if not right:
        return say("report_well_none", n)
    skills = [skill for skill in figures.skills if skill[1].n > 1]
    best = max(skills, key=lambda skill: (skill[1].score, skill[1].n), default=None)
    if best and best[1].score > work.graded.score:
        skill = (translation.skill(best[0]) or best[0]).partition(":")[0].strip()
        return say("report_well_best", right, part=right, whole=n, skill=skill)
    return say("report_well", right, part=right, whole=n)


def _missed(
    copies: Sequence[LessonCopy], entries: tuple[Entry, ...], translation: Translation
) -> tuple[Destination, ...]:
    """The questions whose last try was not right: first what somebody was certain of."""
    last = {(e.lesson, e.question): e for e in entries if e.what == "try" and e.score is not None}
    found: list[tuple[bool, Destination]] = []
    for copy in copies:
        for number, question in enumerate(copy.question_set.questions, start=1):
            entry = last.get((copy.name, question.id))
            gradable = kind(question.kind).right_or_wrong
            if entry and gradable and not is_right(question, entry.score):
                title = copy.question_set.title if len(copies) > 1 else ""
                place = place_of(copy.name, question.id, number, question.stem, translation, title)
                found.append((entry.sure != "certain", place))
    return tuple(place for _, place in sorted(found, key=lambda pair: pair[0]))


def place_of(
    lesson: str, question: str, number: int, stem: str, translation: Translation, title: str = ""
) -> Destination:
    """A question by its number, its first words, and its lesson's title where that is given."""
    text = plain(stem)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    name = "report_place_of" if title else "report_place"
    return Destination(
        lesson, question, translation.say(name, number=number, text=text, lesson=title)
    )


def _sure(figures: Figures, translation: Translation) -> str:
    say, stated = translation.say, figures.stated
    score = Share(sum(s.score.right for s in stated), sum(s.score.n for s in stated))
    if not score.n:
        return say("report_sure_none")
    meant = sum(s.percent * s.score.n for s in stated) / 100
    low, high = score.interval
    reading = "few"
    if not score.few:
        fits = low <= meant / score.n <= high
        reading = "fits" if fits else "over" if meant / score.n > score.score else "under"
    expected = translation.number(round(meant))
    return say(_READINGS[reading], score.n, whole=score.n, meant=expected, right=score.right)


_READINGS = {
    "few": "report_sure_few",
    "fits": "report_sure_fits",
    "over": "report_sure_over",
    "under": "report_sure_under",
}


def next_step(
    copies: Sequence[LessonCopy],
    others: Iterable[LessonCopy],
    counting: Callable[[LessonCopy], Sequence[Entry]],
    to_review: bool,
    translation: Translation,
) -> tuple[str, Destination | None]:
    """What to do next: a question that is left, else a lesson, else another look, else nothing.

    ``others`` are the lessons that come after these, ``counting`` tells what counts in a lesson.
    """
    say = translation.say
    started = sorted(copies, key=lambda copy: not counting(copy))
    for copy in (*started, *others):
        questions = copy.question_set.questions
        done = {entry.question for entry in counting(copy) if entry.what == "try"}
        left = [(n, q) for n, q in enumerate(questions, start=1) if q.id not in done]
        if left:
            number, question = left[0]
            title = copy.question_set.title
            name = "report_next_question" if done else "report_next_lesson"
            text = say(name, number=number, lesson=title)
            return text, Destination(copy.name, question.id if done else "", text)
    if to_review:
        return say("report_next_review"), Destination("review", "", say("report_next_review"))
    return say("report_next_none"), None
