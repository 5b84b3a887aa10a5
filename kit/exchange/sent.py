"""A question as other systems see it: its parts as HTML and plain values, whatever its kind is.

All formats share this. Which parts a question has is said by what its kind takes of a response, so
that no format knows a kind by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote

from kit.exchange.sent_html import article_html, fit, html_of, line_html, segment_html
from kit.language.translation import ENGLISH, Translation
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed, Kind
from kit.question.markup import plain
from kit.question.model import Key, Question

# What a question may hold besides its text and its key, and how to see whether it does.
FEATURES: Mapping[str, Callable[[Keyed], object]] = {
    "hints": lambda asked: asked.question.hint,
    "notes": lambda asked: (
        any(note.text for _, note in asked.key.notes)
        or any(span.note.text for span in asked.key.spans)
    ),
    "explanation": lambda asked: asked.key.because,
    "confidence": lambda asked: asked.question.ask_sure,
    "tries": lambda asked: asked.question.tries or asked.question.try_costs,
    "pictures": lambda asked: asked.question.pictures,
}
_PICTURE = "picture:"  # where a picture is, until a format says it


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a question: the name of its file, and its data in base64."""

    name: str
    type: str  # such as image/png
    data: str


@dataclass(frozen=True)
class Sent:
    """A question on its way to another system, with its key."""

    lesson: str  # "river/1-who-says-so"
    asked: Keyed
    teaches: bool = True  # False where only what is needed to ask and to score is sent
    translation: Translation = ENGLISH  # of what stands beside the lesson's own words

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.asked.question

    @property
    def key(self) -> Key:
        """What is right."""
        return self.asked.key

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return kind(self.question.kind)

    @property
    def part(self) -> str:
        """The part of a response that a student fills: what tells how it has to be asked."""
        return self.kind.takes[0]

    @property
    def id(self) -> str:
        """The same in each export, at most 100 characters."""
        whole = f"{self.lesson}/{self.question.id}"
        return whole if len(whole) <= 100 else f"{whole[:87]}-{_digest(whole)}"

    @property
    def token(self) -> str:
        """The same as one word of letters and digits, for formats that take no other."""
        return f"q{_digest(f'{self.lesson}/{self.question.id}')}"

    @property
    def title(self) -> str:
        """A line that tells it from others in a list."""
        return fit(f"{self.question.id}: {plain(self.question.stem)}")[:120].strip()

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of its text."""
        return tuple(_pictures(self.question, self.token))

    def text(self, where: Callable[[Picture], str] | None = None, segments: bool = True) -> str:
        """The segments that it shows and its text, as HTML. ``where`` says a picture's address.

        Without it, a picture is its description.
        """
        shown = "".join(map(segment_html, self.asked.segments)) if segments else ""
        own = {picture.name: picture for picture in self.pictures} if where else {}
        marked = [
            (name, f"{_PICTURE}{picture}")
            for (name, _), picture in zip(self.question.pictures, own, strict=False)
        ]
        html = html_of(self.question.stem, marked)
        for name, picture in own.items():
            address = escape(where(picture), quote=True) if where else ""
            html = html.replace(f'src="{_PICTURE}{name}"', f'src="{address}"')
        return f"{shown}{html}"

    def note(self, item: str) -> str:
        """What is said of an item, as HTML; "" where nothing is."""
        return line_html(self.key.note(item).text)

    @property
    def because(self) -> str:
        """The explanation of the whole as HTML, and for a text the answer to compare with."""
        model, named = html_of(self.key.model), self.translation.say("paper_model")
        return html_of(self.key.because) + (f"<p>{named}</p>{model}" if model else "")

    @property
    def hints(self) -> tuple[str, ...]:
        """All hints as HTML."""
        return tuple(map(html_of, filter(None, (self.question.hint, *self.key.more_hints))))

    @property
    def tags(self) -> tuple[str, ...]:
        """Its kind, its skills, and the misconceptions that its options meet."""
        if not self.teaches:
            return ()
        met = {note.misconception for _, note in self.key.notes if note.misconception}
        return (
            f"kind:{self.kind.name}",
            *(f"skill:{skill}" for skill in self.question.skills),
            *(f"misconception:{tag}" for tag in sorted(met)),
        )

    @property
    def spare_targets(self) -> tuple[str, ...]:
        """The targets to which no item belongs."""
        used = {target for _, target in self.key.placed}
        return tuple(target for target in self.question.targets if target not in used)

    @property
    def rubric(self) -> str:
        """The levels of a rubric as HTML; "" where there are none."""
        levels = "".join(
            f"<li><strong>{article_html(level.name)}</strong>: {line_html(level.text)}</li>"
            for level in self.key.rubric
        )
        return f"<ul>{levels}</ul>" if levels else ""

    @property
    def rated_right(self) -> str:
        """What belongs to each statement, as HTML."""
        said = (
            f"<li>{line_html(p.text)}: {article_html(p.right)}</li>"
            for p in self.kind.parts(self.asked, self.kind.solution(self.asked))
        )
        return f"<ul>{''.join(said)}</ul>"


@dataclass(frozen=True, slots=True)
class SentLesson:
    """A lesson on its way: its name, its title, its goal, and its questions in order."""

    name: str
    title: str
    goal: str
    questions: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """All that a file of another system is made of."""

    name: str  # of the exercise
    title: str
    lessons: tuple[SentLesson, ...]
    described: str = ""  # what the file says of itself, line by line
    options: frozenset[str] = frozenset()
    translation: Translation = ENGLISH

    @property
    def questions(self) -> tuple[Sent, ...]:
        """The questions of all lessons."""
        return tuple(sent for lesson in self.lessons for sent in lesson.questions)

    def only(self, wanted: Callable[[Sent], bool]) -> Export:
        """The same with only some of the questions, without lessons that lose all theirs."""
        lessons = (
            replace(lesson, questions=tuple(filter(wanted, lesson.questions)))
            for lesson in self.lessons
        )
        return replace(self, lessons=tuple(filter(lambda lesson: lesson.questions, lessons)))


@dataclass(frozen=True, slots=True)
class Format:
    """A format of other systems."""

    name: str  # as it is typed
    title: str
    ending: str  # of its files
    systems: str  # that read it, for people
    keeps: frozenset[str]  # names of `FEATURES`
    write: Callable[[Export], bytes]
    remarks: tuple[str, ...] = ()  # what whoever takes such a file in should know
    losses: Callable[[Sent], Iterable[str]] = lambda _: ()  # what only some questions lose
    options: Mapping[str, str] = field(default_factory=dict)  # what can be chosen, and what it does
    chosen: Callable[[Sent, frozenset[str]], str] = lambda *_: ""  # what is lost by options instead


def for_marks(sent: Sent) -> Sent:
    """The question with nothing but what is needed to ask and to score it."""
    question = replace(sent.question, hint="")
    spans = tuple(replace(span, note=type(span.note)()) for span in sent.key.spans)
    key = replace(sent.key, notes=(), because="", more_hints=(), model="", spans=spans)
    return replace(sent, asked=replace(sent.asked, question=question, key=key), teaches=False)


def _pictures(question: Question, token: str) -> Iterator[Picture]:
    for number, (name, address) in enumerate(question.pictures, start=1):
        head, _, data = address.partition(",")
        ending = PurePosixPath(name).suffix.lower()
        type_ = head.removeprefix("data:").partition(";")[0]
        yield Picture(quote(f"{token}-{number}{ending}"), type_, data)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
