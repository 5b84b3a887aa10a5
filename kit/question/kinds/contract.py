"""What a kind of question is: everything that the kit asks of one, in one contract.

A kind is one module in this folder. It defines a subclass of `Kind` for each kind it holds and
lists them in ``KINDS``; nothing else in the kit names them. What a kind does not say for itself it
has from here. A kind holds no state: each method gets the question, its key and the response, and
gives back a new value.

In the order in which a question meets them, a kind

- **reads** its list from an answers file and **writes** it again (`read`, `student_lines`,
  `keyed_lines`, `paper_lines`),
- says which parts of a `Response` it **takes**, and grades one (`takes`, `grade`),
- names the sentence that sums a grade up (`summary`),
- brings its own **front end**, where it is not the kit's (`front_end`),
- makes **samples**: a right, a wrong and an invalid response (`right`, `wrong`, `invalid`),
- says the key and a response **in words**, part by part (`parts`),
- tells **authors** what its form asks for, and reads their answer as the key (`form`, `lacks`,
  `key_from`),
- tells a **class** what was chosen, what may be accepted beside the key, and what a simulated
  learner would enter (`choices`, `chosen`, `acceptable`, `beside_the_key`, `alternatives`,
  `simulated`),
- says what each format of **other systems** keeps of it (`elsewhere`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import ClassVar, Literal, NamedTuple, Protocol

from kit.article.segments import Segment, Span
from kit.language.strings import strings_of
from kit.question.blocks import Block, most_like
from kit.question.given import read_parts
from kit.question.model import (
    Feedback,
    Grade,
    Key,
    Level,
    Mark,
    Note,
    Question,
    Response,
    Verdict,
)
from kit.question.reading import Read, ReadContext, check_lists

Line = tuple[str, Note]  # one entry of a list in Markdown, and what is said of it
HELD_TO = 0.75  # how often a simulated learner's misconception decides, where a question lets it


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question with its key and the segments that it shows."""

    question: Question
    key: Key
    segments: tuple[Segment, ...] = ()


class Part(NamedTuple):
    """One part of a question: what it is, what belongs there and what was given, in words."""

    place: str | Span  # the item or the words that it is about
    text: str
    right: str = ""  # "" where being sought is all there is to say
    given: str = ""  # "" where nothing was entered
    sought: bool | None = True  # False for a wrong option; None for what counts neither way
    note: Note = Note()


class Form(NamedTuple):
    """What an author is asked for, beside what every question has."""

    does: str  # what the student does, for the list of kinds
    asks: Mapping[str, str]  # fields (items, targets, labels, rubric, ...) and what to call them
    how: str  # how to answer the question on its own card


class Lists(NamedTuple):
    """What the author typed line by line, in the author's own order."""

    items: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    rubric: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that students of a class can have chosen, and whether it is right."""

    text: str
    is_right: bool | None = field(default=None, compare=False)  # None: neither right nor wrong
    note: Note = field(default=Note(), compare=False)
    among: str = ""  # the item, where a student chooses one at most of the choices of an item
    answer: str = ""  # what a teacher would name in accepting it
    order: tuple[object, ...] = field(default=(), compare=False)  # of choices made equally often


class Choices(NamedTuple):
    """The table of a question's choices: its headings, and the rows that are there in any case."""

    heading: str
    rows: tuple[Choice, ...] = ()
    more: str = ""  # the heading of `Kind.figure`, where there is one


class Kept(NamedTuple):
    """What a format of another system keeps of a kind.

    ``faithful``: asked as here, and its own rule gives each answer the same score. ``loss``:
    ``why`` says what is lost. ``out``: ``why`` says why it cannot be there.
    """

    how: Literal["faithful", "loss", "out"]
    why: str = ""
    lacks: frozenset[str] = frozenset()  # features that the format has, but not for this kind


class AlsoRight(Protocol):
    """An answer that a teacher accepts beside the key."""

    @property
    def answer(self) -> str:
        """An option, a target, words in [brackets], or items in order."""

    @property
    def item(self) -> str:
        """What the answer belongs to: an item or a label; ``""`` where it is the whole."""

    @property
    def why(self) -> str:
        """The teacher's reason."""


class NotAccepted(ValueError):
    """An answer that cannot be accepted; the text says why, in one sentence for a teacher."""


class Kind(ABC):
    """One kind of question. See the module's text for what it is asked, and when."""

    name: ClassVar[str]  # as in “## id (name)”, in logs and in hand-ins
    takes: ClassVar[tuple[str, ...]]  # the parts of a `Response` that a student fills
    form: ClassVar[Form]
    fields: ClassVar[frozenset[str]] = frozenset()  # lines of the grammar not every kind has
    numbered: ClassVar[bool] = False  # its list is written “1.”, “2.”, not “-”
    takes_one: ClassVar[bool] = False  # one of the items is right, and a student takes one
    one_each: ClassVar[bool] = False  # of each item's choices, a student takes one at most
    picked: ClassVar[bool] = False  # the answer is picked from what is there, so that “not” matters
    right_or_wrong: ClassVar[bool] = True  # False where an answer earns points by degrees
    marked_by_person: ClassVar[bool] = False  # a person gives one of the rubric's levels
    deals_targets: ClassVar[bool] = False  # the targets are dealt anew, and may fit nothing
    marks_say_all: ClassVar[bool] = False  # the marks of a grade name all that is right
    marks_tell_each: ClassVar[bool] = False  # once it is shown, a mark tells what belongs there
    heading: ClassVar[str] = "Answer"  # of the table of what a class chose
    answer_table: ClassVar[str] = ""  # a table of a seed that the kit itself reads as its answers
    elsewhere: ClassVar[Mapping[str, Kept]] = MappingProxyType({})  # by the name of a format

    # -- Markdown

    @abstractmethod
    def read(self, block: Block, question: Question, key: Key, context: ReadContext) -> Read:
        """The question and key with what the block's list says; problems go to the block."""

    def read_checked(
        self, block: Block, question: Question, key: Key, context: ReadContext
    ) -> Read:
        """As `read`, with what holds for the list of every kind checked first."""
        check_lists(block, self.numbered)
        return self.read(block, question, key, context)

    def places(self, question: Question) -> tuple[str, ...]:
        """What a line ``Scale:`` can put in order; nothing where no answer is a verdict."""
        return ()

    def student_lines(self, question: Question) -> list[str]:
        """The list in the student's copy, which reads back to the same question."""
        return [f"- {item}" for item in question.items]

    @abstractmethod
    def keyed_lines(self, asked: Keyed, items: Sequence[str]) -> list[Line]:
        """The list with the key in it; ``items`` come in the author's own order.

        Raises ValueError where words to find cannot be told from the same words elsewhere.
        """

    def paper_lines(self, question: Question) -> list[str]:
        """What stands under the question where it is shown as text."""
        return self.student_lines(question)

    # -- Responses

    def read_response(
        self, given: Mapping[str, object], question: Question, segments: Iterable[Segment]
    ) -> Response:
        """The part of a JSON object that fits the question; whatever does not fit is dropped."""
        return read_parts(given, self.takes, question, segments)

    def is_blank(self, response: Response) -> bool:
        """Whether nothing was entered that this kind could use."""
        return not any(getattr(response, name) for name in self.takes)

    def left_blank(self, question: Question, response: Response) -> int:
        """How many items have no answer in a response, where that is worth a word."""
        return 0

    @abstractmethod
    def grade(self, asked: Keyed, response: Response) -> Grade:
        """The grade of a response that is not blank."""

    def is_right(self, question: Question, score: float) -> bool:
        """Whether a score means that the answer is right: all of it, unless a kind has degrees."""
        return score == 1

    def summary(self, question: Question, grade: Grade) -> str:
        """The name of the string that sums a grade up; it may hold right, parts, extra, score."""
        return own if (own := f"sum_{self.name}") in strings_of("answers") else "sum_parts"

    @abstractmethod
    def right(self, asked: Keyed) -> Response:
        """A response that deserves the full score."""

    @abstractmethod
    def wrong(self, asked: Keyed) -> Response:
        """A response that does not. Raises where the question leaves no way to be wrong."""

    def solution(self, asked: Keyed) -> Response:
        """The right response as it is shown: what nobody knows is left out."""
        return self.right(asked)

    def invalid(self, question: Question) -> Mapping[str, object]:
        """A response as data that does not fit the question: nothing of it may be taken."""
        wrong = {"segment": "?", "start": 1, "end": 0, "label": "?"}
        one_pair: Mapping[str, object] = {"?": "?"}
        of_part = {"placed": one_pair, "rated": {"?": -1}, "ranges": {"?": [2, 1]}, "text": 0}
        return {name: of_part.get(name, ["?", wrong]) for name in self.takes}

    # -- On the card

    def front_end(self) -> tuple[str, str] | None:
        """The text of the JavaScript module that draws it, and of its style sheet.

        None for a kind that the card's own bundle knows. `kit/card/front/kinds/contract.d.ts` says
        what the module has to do.
        """
        return None

    # -- In words

    @abstractmethod
    def parts(self, asked: Keyed, response: Response) -> list[Part]:
        """The question part by part, in the order of its items, as given and as it should be."""

    # -- For authors

    def lacks(self, lists: Lists, question: Question) -> Iterable[str]:
        """What an author still has to enter before there can be a card; "" where nothing."""
        return ()

    @abstractmethod
    def key_from(self, asked: Keyed, response: Response) -> Mapping[str, object]:
        """The parts of the key that an author's own response gives.

        The key asked is what is said already: notes, hints, the spans of a former answer. Raises
        ValueError, in words for an author, where the response is no answer.
        """

    def answer_of(self, asked: Keyed) -> Response:
        """The response that gives this key again."""
        return self.right(asked)

    def has_key(self, asked: Keyed) -> bool:
        """Whether anything is right yet: in a draft it may be left to a person."""
        return True

    def leaves_nothing_to_find(self, asked: Keyed) -> tuple[str, str] | None:
        """What of a key makes the question pointless, and the field to look at; None where fine."""
        return None

    # -- For a class

    def choices(self, asked: Keyed) -> Choices:
        """What can have been chosen: all of it, or what is sought where the rest is endless."""
        parts = self.parts(asked, Response())
        return Choices(self.heading, tuple(_choice(part, part.right) for part in parts))

    def chosen(self, asked: Keyed, response: Response) -> Iterable[Choice]:
        """What one student chose: rows of `choices`, or others."""
        parts = self.parts(asked, response)
        return (_choice(part, part.given) for part in parts if part.given)

    def figure(self, question: Question, choice: Choice, responses: Sequence[Response]) -> str:
        """A number of its own for a row of `choices`, such as the mean chance; "" where none."""
        return ""

    def acceptable(self, asked: Keyed, answer: str, item: str) -> str:
        """An answer that a teacher wants to accept, as it is kept. Raises NotAccepted."""
        raise NotAccepted(f"An answer to “{asked.question.id}” cannot be accepted beside its key.")

    def beside_the_key(self, asked: Keyed, response: Response) -> Iterable[tuple[str, str]]:
        """The parts of a response that are not the key's, as `acceptable` takes them."""
        return ()

    def alternatives(
        self, asked: Keyed, accepted: Sequence[AlsoRight], response: Response
    ) -> Iterable[Key]:
        """The keys beside the first one that a response may be graded with."""
        return ()

    def widened(self, asked: Keyed, accepted: Sequence[AlsoRight]) -> Key:
        """The key with what is accepted whatever a student answered."""
        return asked.key

    def simulated(
        self, asked: Keyed, chance: float, misconception: str, random: Random
    ) -> Response:
        """A response that is right with this chance, in parts where the question has parts.

        Where an item carries the learner's misconception, it often decides instead.
        """
        return self.right(asked) if random.random() < chance else self.wrong(asked)


def _choice(part: Part, answer: str) -> Choice:
    if not part.right:
        item = part.text if isinstance(part.place, str) else ""
        return Choice(part.text, part.sought, part.note, answer=item, order=(part.place,))
    is_right = answer == part.right
    note = Note() if is_right else part.note
    return Choice(f"{part.text} → {answer}", is_right, note, part.text, answer, (answer,))


TURNED = Kept("loss", "it is turned over, and nobody scores it")
NOTES = frozenset({"notes"})  # what is said of each item
HINTS = frozenset({"hints", "tries"})


def graded(score: float, right: int, parts: int, extra: int, marks: Iterable[Mark]) -> Grade:
    """A grade whose verdict follows from its score."""
    verdict: Verdict = "right" if score == 1 else "partly" if score > 0 else "wrong"
    return Grade(score, Feedback(verdict, right, parts, extra, tuple(marks)))


def chance_of_a_part(chance: float) -> float:
    """The chance for one part of several: a part is easier than the whole."""
    return 0.45 + 0.55 * chance


def must_be_known(given: str, known: Iterable[str], what: str) -> None:
    """Raise NotAccepted, with what is near, unless ``given`` is among what is known."""
    known = tuple(known)
    if given not in known:
        near = most_like(given, known)
        there = f"did you mean “{near}”?" if near else f"there are: {'; '.join(known)}."
        raise NotAccepted(f"There is no {what} “{given}”; {there}")


def quoted(texts: Iterable[str]) -> str:
    """Texts in quotation marks, in one line."""
    return ", ".join(f"“{text}”" for text in texts)


def twice(texts: Sequence[str]) -> list[str]:
    """A sentence for each text that is there more than once."""
    return [f"“{text}” is there twice." for text, count in Counter(texts).items() if count > 1]
