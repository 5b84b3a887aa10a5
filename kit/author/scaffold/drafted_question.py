"""Questions put together as drafts, and the rule that each must read back as it was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from kit.article.segments import Article, Segment, Span, bracketed
from kit.author.scaffold.material import Material
from kit.author.suggest import Found, Suggestion
from kit.question import kinds
from kit.question.model import Draft, Key, KeySpan, Note, Question
from kit.question.parse import parse
from kit.question.reading import deal
from kit.question.write import keyed_block

_TITLE = "# A lesson\n\nMinutes: 5\nGoal: none.\n\n"


@dataclass(frozen=True, slots=True)
class DraftedQuestion:
    """A question with its key, its items in the author's order, and where the key comes from."""

    question: Question
    key: Key
    reason: str
    items: tuple[str, ...] = ()

    def block(self, article: Article) -> str:
        """The question in an answers file. Raises ValueError where words cannot be told apart."""
        segments = article.shown(self.question.show)
        return keyed_block(self.question, self.key, segments, self.items, self.reason)


Maker = Callable[[Material], Iterator[DraftedQuestion]]


class Said(TypedDict, total=False):
    """What any question may say besides its items."""

    show: tuple[str, ...]
    hint: str
    because: str
    skills: tuple[str, ...]
    sure: bool
    as_written: bool
    limit: int


def first_that_reads_back(makers: Iterable[Maker], material: Material) -> DraftedQuestion | None:
    """The first question that an answers file gives back exactly, or None where there is none."""
    for maker in makers:
        for drafted in maker(material):
            if reads_back(drafted, material.article):
                return drafted
    return None


def reads_back(drafted: DraftedQuestion, article: Article) -> bool:
    """Whether the Markdown of a question is read as this question, with this key and no problem."""
    try:
        question_set = parse(_TITLE + drafted.block(article) + "\n", "", article)
    except ValueError:
        return False
    wanted = (drafted.question,), (Draft(drafted.key, drafted.reason),)
    return not question_set.problems and (question_set.questions, question_set.drafts) == wanted


def ticks(
    id: str,
    kind: str,
    stem: str,
    reason: str,
    rows: Sequence[tuple[str, bool, str, str]],
    **said: Unpack[Said],
) -> DraftedQuestion:
    """A choose or choose-many question; a row is an option, its tick, its note and its tag."""
    items = tuple(text for text, *_ in rows)
    question = _question(id, kind, stem, items, said)
    key = Key(
        id,
        ticked=frozenset(text for text, ticked, *_ in rows if ticked),
        notes=tuple((text, Note(note, tag)) for text, _, note, tag in rows if note),
        because=said.get("because", ""),
    )
    return DraftedQuestion(question, key, reason, items)


def pairs(
    id: str,
    kind: str,
    stem: str,
    reason: str,
    rows: Sequence[tuple[str, str, str]],
    targets: Sequence[str] = (),
    **said: Unpack[Said],
) -> DraftedQuestion:
    """A sort or match question; a row is an item, where it belongs, and its note.

    ``targets`` are what to sort into, or the answers of a match that are left over.
    """
    items = tuple(item for item, *_ in rows)
    into = tuple(targets)
    if kinds.kind(kind).deals_targets:
        into = deal(dict.fromkeys([*(t for _, t, _ in rows), *targets]))
    question = _question(id, kind, stem, items, said, targets=into)
    key = Key(
        id,
        placed=tuple((item, target) for item, target, _ in rows),
        notes=tuple((item, Note(note)) for item, _, note in rows),
        because=said.get("because", ""),
    )
    return DraftedQuestion(question, key, reason, items)


def sequence(
    id: str, stem: str, reason: str, rows: Sequence[tuple[str, str]], **said: Unpack[Said]
) -> DraftedQuestion:
    """An order question; a row is an item and its note, from first to last."""
    items = tuple(item for item, _ in rows)
    key = Key(
        id,
        sequence=items,
        notes=tuple((item, Note(note)) for item, note in rows),
        because=said.get("because", ""),
    )
    return DraftedQuestion(_question(id, "order", stem, items, said), key, reason, items)


def chances(
    id: str, stem: str, reason: str, rows: Sequence[tuple[str, str]], **said: Unpack[Said]
) -> DraftedQuestion:
    """A rate question whose outcomes nobody knows yet; a row is a statement and its note."""
    items = tuple(item for item, _ in rows)
    key = Key(
        id,
        notes=tuple((item, Note(note)) for item, note in rows),
        because=said.get("because", ""),
    )
    return DraftedQuestion(_question(id, "rate", stem, items, said), key, reason, items)


def marks(
    id: str,
    stem: str,
    reason: str,
    wanted: Iterable[tuple[Span, str]],
    neutral: Iterable[tuple[Span, str]],
    segments: Sequence[Segment],
    **said: Unpack[Said],
) -> DraftedQuestion:
    """A highlight question, without words that cannot be told from the same words elsewhere."""
    shown = [s for s in segments if s.id in said.get("show", ())]
    rows = [*((span, note, False) for span, note in wanted), *((s, n, True) for s, n in neutral)]
    spans = tuple(
        KeySpan(span, Note(note), left) for span, note, left in rows if _can_be_quoted(span, shown)
    )
    key = Key(id, spans=spans, because=said.get("because", ""))
    return DraftedQuestion(_question(id, "highlight", stem, (), said), key, reason)


def sure_marks(
    id: str,
    stem: str,
    reason: str,
    material: Material,
    what: tuple[Found, ...],
    why: Callable[[Suggestion], str],
    left: Callable[[Suggestion], str],
    **said: Unpack[Said],
) -> Iterator[DraftedQuestion]:
    """A highlight question on a passage with two things or more that rules are sure of.

    They are of the first sort of ``what``; what else is of these sorts there counts neither way.
    ``why`` and ``left`` say so.
    """
    found = material.sure(what[0])
    show = material.passage([s.span for s in found])
    wanted = [s for s in found if s.span.segment in show]
    if len(wanted) > 1:
        said["show"] = show
        others = [s for s in material.found(*what) if s.span.segment in show and s not in wanted]
        yield marks(
            id,
            stem,
            reason,
            [(s.span, why(s)) for s in wanted],
            [(s.span, left(s)) for s in others],
            material.body,
            **said,
        )


def _can_be_quoted(span: Span, segments: Sequence[Segment]) -> bool:
    try:
        bracketed(span, segments)
    except ValueError:
        return False
    return True


def _question(
    id: str,
    kind: str,
    stem: str,
    items: tuple[str, ...],
    said: Said,
    targets: tuple[str, ...] = (),
) -> Question:
    as_written = said.get("as_written", False)
    return Question(
        id,
        kind,
        stem,
        items=items if as_written else deal(items),
        targets=targets,
        show=said.get("show", ()),
        as_written=as_written,
        hint=said.get("hint", ""),
        skills=said.get("skills", ()),
        ask_sure=said.get("sure", False),
        limit=said.get("limit", 0),
    )
