"""What a class marked in the article, word by word, beside the words of the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.article.segments import Span, words_of
from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.model import Graded
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.response_data import response_from_data

SHADES = 4  # by quarters of the class


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or what stands between two, and how many marked it."""

    text: str
    n: int = 0  # students
    labels: str = ""  # with how many each, most first, where the question has labels
    key: str = ""  # “key”, the key's label, or “neutral”; "" for no word of the key
    shade: int = 0  # 0 for nobody, `SHADES` for nearly all


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """A segment in pieces that together are its text."""

    id: str
    pieces: tuple[Piece, ...]


def marked_article(
    asked: IssuedQuestion, answers: Iterable[tuple[Graded, int]], accepted: Sequence[Accepted] = ()
) -> tuple[MarkedSegment, ...]:
    """The segments of a question that asks to mark words; nothing for any other question.

    ``answers`` come with how many students gave each. Only those to the question's own revision
    count, each student's once for each word. Words that are ``accepted`` for it beside the key
    count neither way.
    """
    if asked.key is None or not asked.key.spans:
        return ()
    own = [(a, n) for a, n in answers if a.revision == asked.revision and a.response]
    students = sum(n for _, n in own)
    marks: Counter[Span] = Counter()
    for answer, n in own:
        response = response_from_data(dict(answer.response), asked.question, asked.segments)
        for word in set(words_of(response.marked, asked.segments)):
            marks[word] += n
    keyed_of = Keyed(asked.question, asked.key, asked.segments)
    keyed = {
        (word.segment, word.start, word.end): "neutral" if one.neutral else word.label or "key"
        for one in kind(asked.question.kind).widened(keyed_of, accepted).spans
        for word in words_of([one.span], asked.segments)
    }
    places: dict[tuple[str, int, int], Counter[str]] = {place: Counter() for place in keyed}
    for word, n in marks.items():
        places.setdefault((word.segment, word.start, word.end), Counter())[word.label] += n
    found: list[MarkedSegment] = []
    for segment in asked.segments:
        pieces: list[Piece] = []
        done = 0
        here = sorted(place for place in places if place[0] == segment.id)
        for place in here:
            _, start, end = place
            pieces += [Piece(segment.text[done:start])] if start > done else []
            labels = places[place]
            n = labels.total()
            most = sorted(labels.items(), key=lambda pair: (-pair[1], pair[0]))
            said = ", ".join(f"{label} {count}" for label, count in most if label)
            shade = min(SHADES, 1 + SHADES * n // max(1, students)) if n else 0
            pieces.append(Piece(segment.text[start:end], n, said, keyed.get(place, ""), shade))
            done = end
        rest = segment.text[done:]
        found.append(MarkedSegment(segment.id, (*pieces, *([Piece(rest)] if rest else []))))
    return tuple(found)
