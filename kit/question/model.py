"""The values that the rest of the kit passes around: questions, keys, responses and grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

from kit.article.segments import Span

Sure = Literal["", "guess", "fairly sure", "certain"]
SURE: tuple[Sure, ...] = get_args(Sure)
# What a stated confidence counts as, in per cent: how often such an answer should be right.
SURE_PERCENT: dict[Sure, int] = {"guess": 50, "fairly sure": 75, "certain": 95}

Judges = Literal["", "holds", "fails"]
Errs = Literal["", "trusts", "doubts", "neither"]
ERRS: tuple[Errs, ...] = get_args(Errs)[1:]
Verdict = Literal["blank", "right", "partly", "wrong", "noted"]
Severity = Literal["error", "warning", "draft"]
MarkName = Literal["hit", "wrong", "missed", "left", "neutral"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something an author has to mend, and where.

    An error spoils a question or a lesson; a warning is worth a look; a draft waits for a person.
    """

    path: str
    line: int
    text: str
    question: str = ""  # the id of the question it spoils; "" spoils the whole lesson
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Question:
    """All that a student may see before answering. No field of it could hold an answer."""

    id: str
    kind: str  # the name of one of `kit.question.kinds`
    stem: str  # Markdown
    items: tuple[str, ...] = ()  # options; things to sort, order, match or rate; as dealt
    targets: tuple[str, ...] = ()  # sort: where to; match: the right-hand column
    labels: tuple[str, ...] = ()  # highlight: what a mark can mean; () for a plain mark
    show: tuple[str, ...] = ()  # ids of the segments shown with the question
    as_written: bool = False  # items stay in the author's order
    hint: str = ""  # the first hint
    skills: tuple[str, ...] = ()
    ask_sure: bool = False  # ask for confidence before the feedback
    feedback_later: bool = False  # a test: saved without a word on how it went
    tries: int = 0  # 0: as many as it takes
    try_costs: int = 0  # per cent of the points that each try after the first one costs
    limit: int = 0  # write: words; 0 for no limit
    interval: int = 0  # rate: ask for a range that holds with this many per cent; 0 for a chance
    pictures: tuple[tuple[str, str], ...] = ()  # (name in the stem, data: address)
    twin: str = ""  # the lesson and the question that ask for the same on another text

    @property
    def twin_of(self) -> tuple[str, str] | None:
        """The lesson and the question whose twin it is, or None."""
        lesson, _, id = self.twin.rpartition("/")
        return (lesson, id) if lesson else None


@dataclass(frozen=True, slots=True)
class Note:
    """What an author says about one item: an explanation and the misconception it meets."""

    text: str = ""
    misconception: str = ""
    errs: Errs = ""  # which way an option errs: too trusting, too doubting, or in another way


class Level(NamedTuple):
    """One level of a rubric, best first."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class KeySpan:
    """Words that a highlight question looks for; neutral words count neither way."""

    span: Span
    note: Note = Note()
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """All that a student may see only after answering."""

    question: str
    ticked: frozenset[str] = frozenset()  # choose, choose-many: the right options
    placed: tuple[tuple[str, str], ...] = ()  # sort, match: (item, target)
    sequence: tuple[str, ...] = ()  # order: from first to last
    spans: tuple[KeySpan, ...] = ()  # highlight
    outcomes: tuple[tuple[str, float], ...] = ()  # rate: 1.0 came true, 0.0 did not
    ranges: tuple[tuple[str, float, float], ...] = ()  # rate with an interval: (item, low, high)
    rubric: tuple[Level, ...] = ()  # write
    model: str = ""  # write: an answer to compare with
    notes: tuple[tuple[str, Note], ...] = ()  # (item, note)
    because: str = ""  # the explanation of the whole
    more_hints: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()  # rows of the ledger that it judges
    judges: Judges = ""
    scale: tuple[str, ...] = ()  # options or boxes, from the most credit to the least

    def note(self, item: str) -> Note:
        """What the author says about an item, or an empty note."""
        return next((note for name, note in self.notes if name == item), Note())

    def with_notes(self, notes: Mapping[str, Note]) -> Key:
        """The key with these notes in place of what it says about the same items."""
        return replace(self, notes=tuple({**dict(self.notes), **notes}.items()))


class Draft(NamedTuple):
    """A key that no person has accepted yet, and where it comes from. Nothing is graded with it."""

    key: Key
    reason: str


@dataclass(frozen=True, slots=True)
class Response:
    """What a student entered. Every field is empty until touched; each kind fills its own."""

    ticked: tuple[str, ...] = ()
    placed: tuple[tuple[str, str], ...] = ()
    sequence: tuple[str, ...] = ()
    marked: tuple[Span, ...] = ()
    rated: tuple[tuple[str, float], ...] = ()  # per cent, 0 to 100
    ranges: tuple[tuple[str, float, float], ...] = ()
    text: str = ""


class Mark(NamedTuple):
    """The verdict on one item or span of a response."""

    mark: MarkName
    item: str = ""
    span: Span | None = None
    note: Note = Note()
    answer: str = ""  # what belongs here, in words


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a grade says in words and marks."""

    verdict: Verdict
    right: int = 0  # how many parts are right ...
    parts: int = 0  # ... of how many
    extra: int = 0  # how many were added that do not belong
    marks: tuple[Mark, ...] = ()
    partly: int = 0  # how many parts are found in part only

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Those that what is wrong meets, each once."""
        met = (mark.note.misconception for mark in self.marks if mark.mark == "wrong")
        return tuple(dict.fromkeys(filter(None, met)))


@dataclass(frozen=True, slots=True)
class Grade:
    """A share between 0 and 1, or None where nobody can or did grade: a blank, a written text."""

    score: float | None
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One lesson's file as read: its questions in order, their keys, and what is wrong with it."""

    path: str
    title: str = ""
    minutes: int = 0
    goal: str = ""
    questions: tuple[Question, ...] = ()
    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()  # (question id, line of its heading), damaged ones too
    drafts: tuple[Draft, ...] = ()  # of questions that no person has accepted yet

    @property
    def pictures(self) -> frozenset[str]:
        """The names of all pictures that its questions show."""
        return frozenset(name for question in self.questions for name, _ in question.pictures)

    def question(self, id: str) -> Question | None:
        """The question with this id, or None."""
        return next((q for q in self.questions if q.id == id), None)

    def key(self, id: str) -> Key | None:
        """The key of this question, or None where this copy has none or it is a draft."""
        return next((k for k in self.keys if k.question == id), None)

    def draft(self, id: str) -> Draft | None:
        """The draft of this question's key, or None where there is none or it was accepted."""
        return next((d for d in self.drafts if d.key.question == id), None)
