"""What a question's figures come to, in plain sentences: only what is sure at this class size.

- A wrong option is said to draw the better students where those who chose it have a higher mean
  rest than those who chose the key, at least `FEW` of each, and the 99 % interval of the
  difference (Welch 1947) does not reach 0. Of a hundred options hardly one is named by chance. In
  a large class hardly any difference is chance, so that it has to be a fifth of a standard
  deviation, too: the least that is called an effect (Cohen 1988, d = 0.2).
- Fewer right than by guessing is said of ``choose`` where the whole Wilson interval of the share
  lies below 1 / options.
- More are said to have chosen a wrong option than the key, as something to look at, where the
  whole Wilson interval of its share of the two lies above one half.
- How well a question tells students apart is put into words from `ENOUGH` students on. With fewer
  there is its number with an interval, and the words “too few students to judge”.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.classroom.reporting.figures import QuestionFigures
from kit.classroom.reporting.intervals import f_quantile
from kit.classroom.reporting.options import Option
from kit.language.shown import inner
from kit.learner.measures import FEW, Share
from kit.question.kinds import kind

_EFFECT = 0.2  # standard deviations
ENOUGH = 50  # students from whom on a discrimination is judged in words


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A sentence on a question. The lower its rank, the surer it is that something is wrong."""

    rank: int
    text: str

    @property
    def is_bad(self) -> bool:
        """Whether something is surely wrong with the question."""
        return self.rank < _MAYBE

    @property
    def is_doubtful(self) -> bool:
        """Whether the question is worth a look, though nothing may be wrong with it."""
        return self.rank in (_MAYBE, _TELLS_NOTHING)


_KEY, _GUESSING, _NOBODY, _MORE_WRONG, _AGAINST, _MAYBE, _TELLS_NOTHING, _MINOR = range(8)


def findings(question: QuestionFigures) -> tuple[Finding, ...]:
    """All that is to be said of a question in words, the most serious first."""
    return tuple(sorted(found for look in _LOOKS for found in look(question)))


def _facility(question: QuestionFigures) -> Iterator[Finding]:
    n, right = question.n, question.right
    if question.facility is None or n < FEW:
        return
    if right == n:
        yield Finding(
            _TELLS_NOTHING, f"Everyone was right ({n:,} of {n:,}): it tells nobody apart."
        )
    elif question.facility == 0:
        yield Finding(_NOBODY, f"Nobody got anything of it right (0 of {n:,}).")
    options = len(question.asked.question.items)
    _, high = question.facility_interval or (0, 1)
    if kind(question.asked.question.kind).takes_one and high < 1 / options:
        guessed = f"{right:,} of {n:,}; by guessing, 1 in {options}"
        yield Finding(_GUESSING, f"Fewer were right than guessing would give ({guessed}).")
    if question.blank >= max(3, n / 5):
        yield Finding(_MINOR, f"{question.blank:,} of {n:,} left it blank; a blank counts as 0.")


def _choices(question: QuestionFigures) -> Iterator[Finding]:
    """What wrong options say beside the key's, where a student chose one of them."""
    if not kind(question.asked.question.kind).one_each:
        return
    sets: dict[str, list[Option]] = defaultdict(list)
    for option in question.options.rows:
        sets[option.among].append(option)
    for options in sets.values():
        key = next((option for option in options if option.is_key), None)
        for option in options if key else ():
            if key and not option.is_key:
                yield from _beside_the_key(option, key, question.n)


def _beside_the_key(option: Option, key: Option, n: int) -> Iterator[Finding]:
    said = f"“{inner(option.text)}”"
    if is_better(option, key):
        rest_scores = f"{_rest_score(option)} against {_rest_score(key)} on all other questions"
        yield Finding(_KEY, f"The better students chose {said}: check the key ({rest_scores}).")
    elif option.n > key.n and option.n >= FEW:
        surely = Share(option.n, option.n + key.n).interval[0] > 0.5
        more = f"{option.n:,} against {key.n:,} of {n:,}{'' if surely else ', which may be chance'}"
        rank = _MORE_WRONG if surely else _MAYBE
        yield Finding(rank, f"More chose {said} than the key ({more}).")
    elif not option.n and not option.among and n >= FEW:
        text = f"Nobody chose {said} (0 of {n:,}): it distracts nobody."
        yield Finding(_MINOR, text)


def _rest_score(option: Option) -> str:
    return f"{100 * (option.rest_score or 0):.0f} % with n = {option.n:,}"


def is_better(option: Option, key: Option) -> bool:
    """Whether those who chose an option did better elsewhere than those who chose the key."""
    if option.rest_score is None or key.rest_score is None or min(option.n, key.n) < FEW:
        return False
    better_by = option.rest_score - key.rest_score
    one, other = option.rest_variance or 0, key.rest_variance or 0
    pooled = ((option.n - 1) * one + (key.n - 1) * other) / (option.n + key.n - 2)
    if better_by <= 0 or better_by < _EFFECT * math.sqrt(pooled):
        return False
    first, second = one / option.n, other / key.n
    if not first + second:
        return True
    freedom = (first + second) ** 2 / (first**2 / (option.n - 1) + second**2 / (key.n - 1))
    t = math.sqrt(f_quantile(0.99, 1, freedom))  # t squared is F with 1 degree of freedom
    return better_by > t * math.sqrt(first + second)


def _certain(question: QuestionFigures) -> Iterator[Finding]:
    wrong, n = question.certain_wrong, question.n
    if wrong >= FEW and 2 * wrong >= n:
        yield Finding(_MORE_WRONG, f"{wrong:,} of {n:,} were certain, and wrong.")
    elif wrong >= FEW and 2 * wrong >= question.certain:
        text = f"Of {question.certain:,} who were certain, {wrong:,} were wrong."
        yield Finding(_MAYBE, text)


def _discrimination(question: QuestionFigures) -> Iterator[Finding]:
    item = question.item
    if item is None or item.discrimination_interval is None or item.n < ENOUGH:
        return
    low, high = item.discrimination_interval
    if high < 0:
        text = f"Those who did better elsewhere did worse here (n = {item.n:,})."
        yield Finding(_AGAINST, text)
    elif low <= 0:
        text = f"Nothing shows that it tells stronger from weaker students (n = {item.n:,})."
        yield Finding(_MINOR, text)


_LOOKS = (_facility, _choices, _certain, _discrimination)


Found = tuple[tuple[QuestionFigures, Finding], ...]


def bad_and_doubtful(questions: Iterable[QuestionFigures]) -> tuple[Found, Found]:
    """The questions that something is surely wrong with, and those worth a look.

    Each comes with its gravest finding, the surest first; never by discrimination in a small class.
    """
    gravest = [(question, said[0]) for question in questions if (said := findings(question))]
    gravest.sort(key=lambda pair: (pair[1].rank, -pair[0].n))
    return (
        tuple(pair for pair in gravest if pair[1].is_bad),
        tuple(pair for pair in gravest if pair[1].is_doubtful),
    )


def hardest(questions: Iterable[QuestionFigures]) -> tuple[QuestionFigures, ...]:
    """The questions by the upper end of their facility's interval: first what is surely hard."""
    judged = [question for question in questions if question.facility_interval]
    return tuple(sorted(judged, key=lambda q: (q.facility_interval or (0, 1))[1]))
