"""A corrected text of an article held against the one before: which paragraph became which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from kit.article.segments import Article, Segment, Span, words

VERSIONS = "versions"  # the folder of a seed that keeps the texts before
ALIKE = 0.5  # share of words in common, from which a paragraph is the same one, corrected
_ID = re.compile(r"(?<![\w“])([SX]\d+|X)(?!\w)")


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that is not as it was: as it was, as it is; “” where it is new or gone."""

    before: str  # id and text, such as “S4 The mill closes.”
    after: str


@dataclass(frozen=True, slots=True)
class Versions:
    """Two texts of an article, and for each paragraph of the old one its id in the new one."""

    old: Article
    new: Article
    ids: Mapping[str, str]  # “” where the paragraph is gone

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is not as it was, in the order of the new text; what is gone comes last."""
        old = {s.id: s.text for s in self.old.segments}
        came_from = {new: before for before, new in self.ids.items() if new}
        found: list[Change] = []
        for segment in self.new.segments:
            before = came_from.get(segment.id)
            if before is None:
                found.append(Change("", _said(segment)))
            elif old[before] != segment.text:
                found.append(Change(f"{before} {old[before]}", _said(segment)))
        gone = (s for s in self.old.segments if not self.ids[s.id])
        return (*found, *(Change(_said(s), "") for s in gone))

    def rename(self, text: str) -> str:
        """A text with the ids of paragraphs as they are now; ids of those that are gone stay."""
        return _ID.sub(lambda found: self.ids.get(found[1]) or found[1], text)

    def gone_in(self, text: str) -> tuple[str, ...]:
        """The ids that a text names whose paragraph is gone."""
        return tuple(id for id in self.named_in(text) if self.ids.get(id) == "")

    def named_in(self, text: str) -> tuple[str, ...]:
        """The ids that a text names, each once."""
        return tuple(dict.fromkeys(_ID.findall(text)))

    def move(self, span: Span) -> Span | None:
        """Where the words of a span stand now, found by what is around; None if nowhere."""
        new_id = self.ids.get(span.segment)
        if not new_id:
            return None
        before = _text(self.old, span.segment)
        after = _text(self.new, new_id)
        old_words, new_words = words(before), words(after)
        inside = [n for n, (a, b) in enumerate(old_words) if a < span.end and span.start < b]
        matcher = SequenceMatcher(
            None,
            [before[a:b] for a, b in old_words],
            [after[a:b] for a, b in new_words],
            autojunk=False,
        )
        places = {
            block.a + step: block.b + step
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        }
        moved = [places.get(n) for n in inside]
        first = moved[0] if moved else None
        if first is None or moved != list(range(first, first + len(moved))):
            return None
        return Span(new_id, new_words[first][0], new_words[first + len(moved) - 1][1], span.label)


def compare(old: Article, new: Article) -> Versions:
    """Which paragraph became which: first the same ones, between them those that are alike."""
    before, after = [s.text for s in old.segments], [s.text for s in new.segments]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    ids = {segment.id: "" for segment in old.segments}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pairs: Iterator[tuple[int, int]] = zip(range(a, b), range(c, d), strict=True)
        else:
            pairs = _alike(before, after, range(a, b), range(c, d))
        for one, other in pairs:
            ids[old.segments[one].id] = new.segments[other].id
    return Versions(old, new, ids)


def _alike(
    before: list[str], after: list[str], old: range, new: range
) -> Iterator[tuple[int, int]]:
    """Pairs of paragraphs that are one and the same, corrected; their order is kept."""
    start = new.start
    for one in old:
        likeness = [
            (SequenceMatcher(None, before[one].split(), after[n].split()).ratio(), -n)
            for n in range(start, new.stop)
        ]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= ALIKE or (one == 0 and -best[1] == 0 and likeness):
            yield one, -best[1]
            start = -best[1] + 1


def _text(article: Article, id: str) -> str:
    return next(s.text for s in article.segments if s.id == id)


def _said(segment: Segment) -> str:
    return f"{segment.id} {segment.text}"
