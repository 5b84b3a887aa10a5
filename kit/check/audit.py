"""How far a student gets without reading: blind strategies, graded by the kit's own grading.

A strategy is played where a question gives it something to choose by, and nowhere else:

- **always trust**, **always doubt**: questions that judge (``Judges:``) or have a ``Scale:``. Taken
  are the wrong options that err this way, and the right one where it gives credit (it holds, or
  stands first on the scale) or none (it fails, or stands last). Of a scale of boxes the first or
  the last is taken for all, and a chance is put at 100 or at 0.
- **moderate**: the middle of a scale of three places or more (both middle ones of an even number),
  and a chance of 50.
- **always the cynic**, **never the cynic**: the most cynical option, or a guess among all others.
  Most cynical is what a scale leaves out, since it says that nobody can know; or else the last on
  the scale; without a scale, what meets the misconception ``cynic``.
- **longest**, **shortest**, **first**, **echo**: the longest or the shortest option; the first one
  as students see it; the one that shares most content words with the question's text. What to sort
  goes into one box.
- **hedged**: the options with a word that leaves room for doubt, by the kit's list of hedges.

Where it is left with several options, each counts as equally likely; several to tick are ticked
together. **Chance** is the mean over all answers that a blind guess could give: each option, each
set of ticks but the empty one, each box, each whole per cent. Orders, matches, words to mark, texts
and ranges leave these strategies nothing to choose by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from statistics import fmean

from kit import language
from kit.language.word_lists import WordLists
from kit.question.grade import grade
from kit.question.kinds import kind
from kit.question.model import Errs, Key, Question, Response

KeyedQuestion = tuple[Question, Key]

MARGIN = 0.10  # by how much a strategy may score above chance
MOST_TICKS = 12  # options of which all sets are tried
CYNIC = "cynic"

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Editions for students leave these lists behind, since drafts take their keys from them. There no
# option is hedged, and every long word can be an echo.
_ENGLISH = WordLists(Path(language.__file__).parent / "english")
_SMALL_WORDS = (
    "possessives",
    "other_determiners",
    "pointing",
    "object_pronouns",
    "forms_of_be",
    "forms_of_have",
    "modals",
    "adverbs",
    "prepositions",
    "question_words",
    "relatives",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a strategy scored in some questions, and what a guess would have scored in them."""

    strategy: str
    questions: int  # in which it can be played
    score: float  # the mean share
    chance: float

    @property
    def gain(self) -> float:
        """By how much it beats chance; below 0 where it does worse."""
        return self.score - self.chance

    @property
    def pays(self) -> bool:
        """Whether it scores above chance by more than the margin, and by more than one question.

        In ten questions both are the same. In fewer, one lucky hit moves the score by more than
        the margin, and it would be unfair to warn of that.
        """
        return self.gain > MARGIN + 1e-9 and self.gain * self.questions > 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Hedged:
    """How many options have a hedge in them, among the right and among the wrong ones."""

    right: int
    of_right: int
    wrong: int
    of_wrong: int


def audit(asked: Collection[KeyedQuestion]) -> tuple[Result, ...]:
    """The result of each strategy that these questions let one play, all questions alike."""
    return tuple(found for name in STRATEGIES if (found := _play(name, asked)))


def hedged(asked: Iterable[KeyedQuestion]) -> Hedged:
    """How many options of these questions have a hedge, where there are options to tick."""
    counts = {True: [0, 0], False: [0, 0]}
    for question, key in asked:
        for item in question.items if key.ticked else ():
            counts[item in key.ticked][0] += _is_hedged(item)
            counts[item in key.ticked][1] += 1
    return Hedged(*counts[True], *counts[False])


def _play(name: str, asked: Iterable[KeyedQuestion]) -> Result | None:
    scores: list[float] = []
    chances: list[float] = []
    for question, key in asked:
        responses = _responses(name, question, key)
        score, chance = (_mean(question, key, given) for given in (responses, _guesses(question)))
        if score is not None and chance is not None:
            scores.append(score)
            chances.append(chance)
    return Result(name, len(scores), fmean(scores), fmean(chances)) if scores else None


def _mean(question: Question, key: Key, responses: Sequence[Response]) -> float | None:
    """The mean score of equally likely responses; None where there are none, or nobody knows."""
    scores = [grade(question, key, response).score for response in responses]
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None


def _guesses(question: Question) -> list[Response]:
    own = kind(question.kind)
    if "rated" in own.takes:
        return [] if question.interval else [_rated(question, chance) for chance in range(101)]
    return _each(question, _options(question))


def _responses(name: str, question: Question, key: Key) -> list[Response]:
    own = kind(question.kind)
    if "rated" in own.takes:
        known = name in _CHANCES and not question.interval
        return [_rated(question, _CHANCES[name])] if known else []
    options = _options(question)
    taken = tuple(STRATEGIES[name](question, key, options))
    if not taken or len(taken) == len(options):
        return []
    together = "ticked" in own.takes and not own.takes_one and name != "never the cynic"
    return [Response(ticked=taken)] if together else _each(question, taken)


def _options(question: Question) -> tuple[str, ...]:
    """What can be picked: options to tick, or boxes whose names the author chose."""
    own = kind(question.kind)
    if "ticked" in own.takes:
        return question.items
    return question.targets if "placed" in own.takes and not own.deals_targets else ()


def _each(question: Question, options: Sequence[str]) -> list[Response]:
    """Each answer that these options allow; all things to sort into one box stand for any mix."""
    own = kind(question.kind)
    if "placed" in own.takes:
        return [Response(placed=tuple((item, box) for item in question.items)) for box in options]
    if own.takes_one:
        return [Response(ticked=(option,)) for option in options]
    if len(options) > MOST_TICKS:
        return []
    sets = chain.from_iterable(combinations(options, n + 1) for n in range(len(options)))
    return [Response(ticked=ticks) for ticks in sets]


def _rated(question: Question, chance: float) -> Response:
    return Response(rated=tuple((item, float(chance)) for item in question.items))


# -- What each strategy takes


def _leaning(way: Errs, place: int, judges: str) -> Strategy:
    def takes(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
        if not (key.judges or key.scale):
            return ()
        if not key.ticked:
            return key.scale[place:][:1]
        right = key.judges == judges or (not key.judges and set(key.scale[place:][:1]) & key.ticked)
        return [o for o in options if (right if o in key.ticked else key.note(o).errs == way)]

    return takes


def _moderate(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    middle, odd = divmod(len(key.scale), 2)
    return key.scale[middle - (not odd) : middle + 1] if len(key.scale) > 2 else ()


def _cynical(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    if key.scale:
        return [o for o in options if o not in key.scale] or key.scale[-1:]
    return [o for o in options if key.note(o).misconception == CYNIC]


def _never_cynical(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    cynical = _cynical(question, key, options)
    return [o for o in options if o not in cynical] if cynical else ()


def _of_length(extreme: Callable[[Iterable[int]], int]) -> Strategy:
    def takes(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
        return [o for o in options if len(o) == extreme(map(len, options))]

    return takes


def _first(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    return options[:1]


def _echo(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    stem = _content(question.stem)
    shared = {option: len(stem & _content(option)) for option in options}
    most = max(shared.values(), default=0)
    return [option for option in options if most and shared[option] == most]


def _hedged(question: Question, key: Key, options: Sequence[str]) -> Collection[str]:
    return [option for option in options if _is_hedged(option)]


def _content(text: str) -> set[str]:
    """The words that mean something: what is in any sentence, and a short word, echoes nothing."""
    return {word for word in _words(text) if len(word) > 3 and word not in _small_words()}


def _is_hedged(text: str) -> bool:
    return not _hedges().isdisjoint(_words(text))


@cache
def _hedges() -> frozenset[str]:
    try:
        return frozenset(_ENGLISH.by_word("shades", "hedges"))
    except FileNotFoundError:
        return frozenset()


@cache
def _small_words() -> frozenset[str]:
    try:
        return frozenset().union(*(_ENGLISH.words("grammar", name) for name in _SMALL_WORDS))
    except FileNotFoundError:
        return frozenset()


def _words(text: str) -> Iterator[str]:
    return (found[0].casefold() for found in _WORD.finditer(text))


Strategy = Callable[[Question, Key, Sequence[str]], Collection[str]]
_CHANCES = {"always trust": 100, "always doubt": 0, "moderate": 50}
STRATEGIES: dict[str, Strategy] = {
    "always trust": _leaning("trusts", 0, "holds"),
    "always doubt": _leaning("doubts", -1, "fails"),
    "moderate": _moderate,
    "always the cynic": _cynical,
    "never the cynic": _never_cynical,
    "longest": _of_length(max),
    "shortest": _of_length(min),
    "first": _first,
    "echo": _echo,
    "hedged": _hedged,
}
