"""A question of another system's file, and the draft that it becomes here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.article.project import NAME
from kit.article.segments import Article
from kit.author.naming import propose_id
from kit.exchange.taking_in.html_in import Words
from kit.language.shown import cut_short, shown
from kit.language.taxonomy import SKILLS
from kit.language.translation import languages, translation_chosen
from kit.question.kinds import find_kind, kinds
from kit.question.kinds.contract import Kind
from kit.question.model import Key, Level, Note, Question
from kit.question.parse import parse
from kit.question.reading import deal
from kit.question.write import keyed_block

NO_RUBRIC = (Level("Proficient", "to be written"), Level("Basic", "to be written"))


class NotTaken(ValueError):
    """Why a file or a question cannot be taken in, in a few words."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A question as another system's file has it, in Markdown and plain values."""

    name: str
    stem: Words
    part: str  # what a student fills, as in `Kind.takes`
    one: bool = False  # one option is right
    items: tuple[str, ...] = ()  # in the file's own order
    ticked: frozenset[str] = frozenset()
    placed: tuple[tuple[str, str], ...] = ()
    spare: tuple[str, ...] = ()  # targets that fit nothing
    notes: tuple[tuple[str, str], ...] = ()
    because: str = ""
    hints: tuple[str, ...] = ()
    rubric: tuple[Level, ...] = ()
    model: str = ""
    limit: int = 0
    as_written: bool = False
    try_costs: int = 0
    tags: tuple[str, ...] = ()
    id: str = ""  # an id number that this kit may have written
    lost: tuple[str, ...] = ()  # what is not taken in of it


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not taken in."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The text of an answers file, its questions, and what became of each in the other file."""

    text: str
    questions: tuple[Question, ...]
    report: tuple[str, ...]


def without_model(because: str) -> tuple[str, str]:
    """An explanation, and the model that this kit writes behind it in any of its languages."""
    first, *rest = _before_models().split(because, maxsplit=1)
    return first.strip(), "".join(rest)


@cache
def _before_models() -> re.Pattern[str]:
    said = (translation_chosen(name).say("paper_model") for name in languages())
    named = "|".join(re.escape(text.rstrip(": \u202f")) for text in said)
    return re.compile(rf"(?:^|\s)(?:{named})\s*\\?:\s")


def taken_in(
    found: Iterable[Foreign | LeftOut], article: Article, title: str, source: str
) -> TakenIn:
    """An answers file with a draft for each question that can be one here."""
    front = f"# {title}\n"
    blocks: list[str] = []
    questions: list[Question] = []
    report: list[str] = []
    taken: set[str] = set()
    for one in found:
        if isinstance(one, LeftOut):
            report.append(f"{shown(one.name)}: left out; {one.why}.")
            continue
        question, key, items = as_question(one, article, taken)
        try:
            draft = f"taken in from {source}; nobody has looked at it yet"
            segments = article.shown(question.show)
            block = keyed_block(question, key, segments, items, draft)
            read_back = _read_back(f"{front}\n{block}\n", question, article)
        except (NotTaken, ValueError) as error:
            report.append(f"{shown(one.name)}: left out; {error}.")
            continue
        taken.add(question.id)
        blocks.append(block)
        questions.append(read_back)
        lost = f", but without {', '.join(one.lost)}" if one.lost else ""
        report.append(f"{shown(one.name)}: taken in as “{question.id}” ({question.kind}){lost}.")
    return TakenIn("\n".join([front, *(f"{b}\n" for b in blocks)]), tuple(questions), tuple(report))


def as_question(
    one: Foreign, article: Article, taken: Collection[str] = ()
) -> tuple[Question, Key, tuple[str, ...]]:
    """The question and its key, and its items in the order of the file."""
    own = _kind_of(one)
    texts = {segment.id: " ".join(segment.text.split()) for segment in article.segments}
    show = [id for id, text in one.stem.segments if texts.get(id) == text]
    quoted = [f"“{text}”" for id, text in one.stem.segments if id not in show]
    id = one.id.rpartition("/")[2]
    targets = list(dict.fromkeys(target for _, target in one.placed)) + list(one.spare)
    question = Question(
        id if NAME.fullmatch(id) and id not in taken else propose_id(one.name, taken),
        own.name,
        "\n\n".join([*quoted, *one.stem.paragraphs]),
        items=one.items if one.as_written else deal(one.items),
        targets=tuple(deal(targets) if own.deals_targets else targets),
        show=tuple(show),
        as_written=one.as_written,
        hint=one.hints[0] if one.hints else "",
        skills=tuple(s for tag in one.tags if (s := tag.removeprefix("skill:")) in SKILLS),
        limit=one.limit,
        try_costs=one.try_costs,
    )
    key = Key(
        question.id,
        ticked=one.ticked,
        placed=one.placed,
        sequence=one.items if one.part == "sequence" else (),
        rubric=one.rubric,
        model=one.model,
        notes=tuple((item, Note(text)) for item, text in one.notes),
        because=one.because,
        more_hints=one.hints[1:],
    )
    return question, key, one.items


def _kind_of(one: Foreign) -> Kind:
    """The kind that a tag names, or else the first one that is answered so."""
    for tag in one.tags:
        named = find_kind(tag.removeprefix("kind:")) if tag.startswith("kind:") else None
        if named and named.takes[0] == one.part and named.takes_one == one.one:
            return named
    targets = [target for _, target in one.placed]
    leads_to_few = len(set(targets)) < len(targets) and not one.spare
    fits = (
        own
        for own in kinds()
        if own.takes[0] == one.part
        and own.takes_one == one.one
        and (one.part != "placed" or own.deals_targets is not leads_to_few)
    )
    return next(fits)


def _read_back(text: str, question: Question, article: Article) -> Question:
    """The question as the answers file gives it. Raises NotTaken where that is another one."""
    found = parse(text, "", article)
    if found.problems:
        raise NotTaken(found.problems[0].text)
    (read,) = found.questions
    fields = ("id", "kind", "items", "targets", "show")
    if any(getattr(read, name) != getattr(question, name) for name in fields):
        raise NotTaken("its texts mean something else in an answers file")
    return read


def title_of(path: Path) -> str:
    """A lesson's title from a file's name."""
    words = " ".join(re.split(r"[-_\s]+", path.stem)).strip()
    return words[:1].upper() + words[1:] or "Questions"


def cut_name(text: str) -> str:
    """The first words of a text, to call it by."""
    return cut_short(" ".join(text.split()), 60)
