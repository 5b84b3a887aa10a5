"""What a class chose at one question: a table of its options, one small function a kind.

Each row has the students who chose it and their mean rest: the mean share that they have on all
other questions. It tells whether those who do well elsewhere chose it, and needs no large class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from kit.article.segments import Span, quote, words_of
from kit.classroom.grading.accepted import Accepted, alternatives
from kit.classroom.grading.asked import Asked
from kit.question.grade import range_share
from kit.question.model import Key, Kind, Note, Response

MOST = 8  # rows of what only some did: wrong words, wrong neighbours


@dataclass(frozen=True, slots=True)
class Answer:
    """A student's answer to one question, and how the student did on all others."""

    response: Response
    rest: float | None  # 0 to 1; None where there is no other question
    score: float | None = None
    level: str = ""  # write: as marked


@dataclass(frozen=True, slots=True)
class Option:
    """One row: who chose what."""

    text: str
    n: int  # students
    rest: float | None  # their mean
    is_key: bool | None = None  # None where it is neither right nor wrong
    tag: str = ""  # the misconception it meets
    more: str = ""  # a number of its own, such as the mean chance
    rest_variance: float | None = None  # of the students' rests, divided by n - 1
    among: str = ""  # sort, match: the item; of the options of one, a student chose one at most


@dataclass(frozen=True, slots=True)
class Table:
    """The options of a question, and what stands in its columns."""

    what: str  # of the first column
    rows: tuple[Option, ...]
    more: str = ""  # of the last column, where there is one


Also = frozenset[tuple[str, str]]  # (item, answer) that a teacher accepts beside the key's own
Count = Callable[[Asked, Key, Sequence[Answer], Also], Table]


def option_table(
    asked: Asked, answers: Iterable[Answer], accepted: Sequence[Accepted] = ()
) -> Table:
    """The options of a question with those who chose them.

    ``answers`` are of the question's own edition; ``accepted`` are the rows for this question.
    """
    key = asked.key or Key(asked.question.id)
    if asked.question.kind == "highlight":  # what is accepted there is the same for every answer
        others = alternatives(asked.question, key, accepted, Response(), asked.segments)
        key = next(iter(others), key)
    also = frozenset((one.item, one.answer) for one in accepted)
    return COUNTS[asked.question.kind](asked, key, tuple(answers), also)


def _row(
    text: str,
    who: Sequence[Answer],
    is_key: bool | None = None,
    note: Note = Note(),
    more: str = "",
    among: str = "",
) -> Option:
    rests = [answer.rest for answer in who if answer.rest is not None]
    mean = fmean(rests) if rests else None
    spread = None
    if mean is not None and len(rests) > 1:
        spread = sum((rest - mean) ** 2 for rest in rests) / (len(rests) - 1)
    return Option(text, len(who), mean, is_key, "" if is_key else note.tag, more, spread, among)


def _ticks(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    def row(item: str) -> Option:
        who = [answer for answer in answers if item in answer.response.ticked]
        is_key = item in key.ticked or ("", item) in also
        return _row(item, who, is_key if asked.key else None, key.note(item))

    return Table("Option", tuple(row(item) for item in asked.question.items))


def _pairs(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    """The key's pair of each item first, then the others that occurred, most first."""
    wanted = dict(key.placed)
    rows: list[Option] = []
    for item in asked.question.items:
        placed: dict[str, list[Answer]] = defaultdict(list)
        for answer in answers:
            if target := dict(answer.response.placed).get(item):
                placed[target].append(answer)
        right = [wanted[item]] if item in wanted else []
        others = sorted(placed.keys() - set(right), key=lambda t: (-len(placed[t]), t))
        for target in (*right, *others):
            is_key = target in right or (item, target) in also
            note = Note() if is_key else key.note(item)
            known = is_key if asked.key else None
            rows.append(_row(f"{item} → {target}", placed[target], known, note, among=item))
    return Table("Item → where it was put", tuple(rows))


def _marks(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    """The spans sought and who touched them, then the wrong words that most have marked."""
    segments = asked.segments
    marked = [(answer, words_of(answer.response.marked, segments)) for answer in answers]
    rows: list[Option] = []
    for sought in key.spans:
        own = words_of([sought.span], segments)
        who = [answer for answer, touched in marked if touched & own]
        is_key = None if sought.neutral else True
        rows.append(_row(_quoted(sought.span, asked), who, is_key, sought.note))
    known = words_of((sought.span for sought in key.spans), segments)
    strays: dict[Span, list[Answer]] = defaultdict(list)
    for answer, touched in marked:
        for word in touched - known:
            strays[word].append(answer)
    most = sorted(strays, key=lambda word: (-len(strays[word]), word))[:MOST]
    rows += [
        _row(_quoted(word, asked), strays[word], False if asked.key else None) for word in most
    ]
    return Table("Words marked", tuple(rows))


def _quoted(span: Span, asked: Asked) -> str:
    words = f"“{quote(span, asked.segments)}” ({span.segment})"
    return f"{span.label}: {words}" if span.label else words


def _neighbours(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    """The whole order, then the neighbours that stood the wrong way round, most first."""
    place = {item: number for number, item in enumerate(key.sequence)}
    whole = [answer for answer in answers if answer.score == 1]
    rows = [_row("all in order", whole, True)] if asked.key else []
    wrong: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        for one, next_one in pairwise(answer.response.sequence):
            if place and place[one] > place[next_one]:
                wrong[one, next_one].append(answer)
    most = sorted(wrong, key=lambda pair: (-len(wrong[pair]), pair))[:MOST]
    rows += [_row(f"{one} → {other}", wrong[one, other], False) for one, other in most]
    return Table("Put directly before → what comes before it", tuple(rows))


def _chances(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    """Who was on the right side of 50 per cent, or whose range covered the published one."""
    if asked.question.interval:
        return _ranges(asked, key, answers, also)
    outcomes = dict(key.outcomes)
    rows: list[Option] = []
    for item in asked.question.items:
        given = [
            (answer, chances[item])
            for answer in answers
            if item in (chances := dict(answer.response.rated))
        ]
        mean = f"{fmean(c for _, c in given):.0f} % (n = {len(given)})" if given else "–"
        if item not in outcomes:
            rows.append(_row(f"{item} (open)", [answer for answer, _ in given], None, more=mean))
            continue
        came = outcomes[item] > 0.5
        who = [answer for answer, chance in given if (chance > 50) == came and chance != 50]
        said = f"{item} ({'came true' if came else 'did not come true'})"
        rows.append(_row(said, who, True, more=mean))
    return Table("Statement, and who was on its side of 50 %", tuple(rows), "Mean chance")


def _ranges(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    published = {item: (low, high) for item, low, high in key.ranges}
    rows: list[Option] = []
    for item in asked.question.items:
        given = [
            (answer, (low, high))
            for answer in answers
            for name, low, high in answer.response.ranges
            if name == item
        ]
        lows, highs = [r[0] for _, r in given], [r[1] for _, r in given]
        middle = f"{median(lows):,.0f} – {median(highs):,.0f} (n = {len(given)})" if given else "–"
        if item not in published:
            rows.append(_row(f"{item} (open)", [answer for answer, _ in given], None, more=middle))
            continue
        low, high = published[item]
        who = [answer for answer, r in given if range_share(r, (low, high)) >= 0.5]
        rows.append(_row(f"{item} ({low:,.0f} – {high:,.0f})", who, True, more=middle))
    return Table("Quantity, and whose range covers the published one", tuple(rows), "Median range")


def _levels(asked: Asked, key: Key, answers: Sequence[Answer], also: Also) -> Table:
    """The levels as marked, best first; several markers who differ make a level of their own."""
    given: dict[str, list[Answer]] = {level.name: [] for level in asked.rubric}
    for answer in answers:
        if answer.level:
            given.setdefault(answer.level, []).append(answer)
    rows = [_row(level, who) for level, who in given.items()]
    waiting = [answer for answer in answers if not answer.level]
    return Table("Level", (*rows, *([_row("not marked yet", waiting)] if waiting else [])))


COUNTS: Mapping[Kind, Count] = {
    "choose": _ticks,
    "choose-many": _ticks,
    "highlight": _marks,
    "sort": _pairs,
    "order": _neighbours,
    "match": _pairs,
    "rate": _chances,
    "write": _levels,
}
