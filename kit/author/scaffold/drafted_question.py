"""Questions put together as drafts, and the rule that each must read back as it was meant."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NotRequired, TypedDict, Unpack, cast

from kit.article.segments import Article, Segment, Span, bracketed
from kit.author.scaffold.material import Material
from kit.author.suggest import Found, Suggestion
from kit.question import kinds
from kit.question.model import Draft, Key, KeySpan, Note, Question
from kit.question.parse import parse
from kit.question.reading import deal
from kit.question.write import keyed_block

_FOUND: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("found.toml").read_text(encoding="utf-8")
)
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


class Texts(TypedDict):
    """What a question says besides its items."""

    id: str
    stem: str
    reason: str  # where its key comes from
    hint: str
    because: str
    skills: tuple[str, ...]
    sure: NotRequired[bool]
    as_written: NotRequired[bool]


class Said(Texts):
    """The same, and the paragraphs that it shows."""

    show: NotRequired[tuple[str, ...]]


def texts_of(id: str, material: Material, **values: str) -> Texts:
    """What a question of ``found.toml`` says of an article, with these words of it filled in."""
    found = _FOUND[id]
    stem = found["stem"].format(**values)
    return cast(
        "Texts",
        {
            **found,
            "id": id,
            "stem": material.say(stem) if stem.startswith("draft_") else stem,
            "reason": found["reason"].format(**values),
            "skills": tuple(found["skills"]),
        },
    )


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
    kind: str, rows: Sequence[tuple[str, bool, str, str]], **said: Unpack[Said]
) -> DraftedQuestion:
    """A choose or choose-many question; a row is an option, its tick, its note and its tag."""
    ticked = frozenset(text for text, is_ticked, *_ in rows if is_ticked)
    notes = tuple((text, Note(note, tag)) for text, _, note, tag in rows if note)
    key = Key(said["id"], ticked=ticked, notes=notes, because=said["because"])
    return _drafted(kind, key, tuple(text for text, *_ in rows), said)


def pairs(
    kind: str,
    rows: Sequence[tuple[str, str, str]],
    targets: Sequence[str] = (),
    **said: Unpack[Said],
) -> DraftedQuestion:
    """A sort or match question; a row is an item, where it belongs, and its note.

    ``targets`` are what to sort into, or the answers of a match that are left over.
    """
    into = tuple(targets)
    if kinds.kind(kind).deals_targets:
        into = deal(dict.fromkeys([*(t for _, t, _ in rows), *targets]))
    placed = tuple((item, target) for item, target, _ in rows)
    notes = tuple((item, Note(note)) for item, _, note in rows)
    key = Key(said["id"], placed=placed, notes=notes, because=said["because"])
    return _drafted(kind, key, tuple(item for item, *_ in rows), said, into)


def sequence(rows: Sequence[tuple[str, str]], **said: Unpack[Said]) -> DraftedQuestion:
    """An order question; a row is an item and its note, from first to last."""
    items = tuple(item for item, _ in rows)
    notes = tuple((item, Note(note)) for item, note in rows)
    key = Key(said["id"], sequence=items, notes=notes, because=said["because"])
    return _drafted("order", key, items, said)


def chances(rows: Sequence[tuple[str, str]], **said: Unpack[Said]) -> DraftedQuestion:
    """A rate question whose outcomes nobody knows yet; a row is a statement and its note."""
    notes = tuple((item, Note(note)) for item, note in rows)
    key = Key(said["id"], notes=notes, because=said["because"])
    return _drafted("rate", key, tuple(item for item, _ in rows), said)


def marks(
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
    return _drafted("highlight", Key(said["id"], spans=spans, because=said["because"]), (), said)


def sure_marks(
    id: str,
    material: Material,
    what: tuple[Found, ...],
    why: Callable[[Suggestion], str],
    left: Callable[[Suggestion], str],
) -> Iterator[DraftedQuestion]:
    """A highlight question on a passage with two things or more that rules are sure of.

    They are of the first sort of ``what``; what else is of these sorts there counts neither way.
    ``why`` and ``left`` say so.
    """
    found = material.sure(what[0])
    show = material.passage([s.span for s in found])
    wanted = [s for s in found if s.span.segment in show]
    if len(wanted) > 1:
        others = [s for s in material.found(*what) if s.span.segment in show and s not in wanted]
        yield marks(
            [(s.span, why(s)) for s in wanted],
            [(s.span, left(s)) for s in others],
            material.body,
            show=show,
            **texts_of(id, material),
        )


def _can_be_quoted(span: Span, segments: Sequence[Segment]) -> bool:
    try:
        bracketed(span, segments)
    except ValueError:
        return False
    return True


def _drafted(
    kind: str, key: Key, items: tuple[str, ...], said: Said, targets: tuple[str, ...] = ()
) -> DraftedQuestion:
    as_written = said.get("as_written", False)
    question = Question(
        said["id"],
        kind,
        said["stem"],
        items=items if as_written else deal(items),
        targets=targets,
        show=said.get("show", ()),
        as_written=as_written,
        hint=said["hint"],
        skills=said["skills"],
        ask_sure=said.get("sure", False),
    )
    return DraftedQuestion(question, key, said["reason"], items)
