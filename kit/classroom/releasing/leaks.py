"""What a student release gives away: each leak with its file, its place, its question.

Texts are compared by their letters and digits alone, in every form that `views` finds. What is
found: an explanation, a rubric, a model answer, a hidden hint or a right option that stands word
for word anywhere but on its own card (`secrets` says how long it must be), and answers that show
by how they stand (`giveaways`). What the article or another question says in public is no secret.
**What is not found: an answer told in other words** (`paraphrases` lists what shares rare words
with a key), a text in translation, in a drawing, or hidden on purpose. Somebody has to read the
text cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kit.article.segments import Article
from kit.classroom.releasing.giveaways import Giveaway, giveaways_of, level
from kit.classroom.releasing.secrets import Secret, bare, is_telling, public_texts, secrets_of
from kit.classroom.releasing.views import View, all_views
from kit.question.model import QuestionSet

CODE = "kit"  # the folder of the kit itself, where lists and brackets are code


@dataclass(frozen=True, slots=True)
class Guarded:
    """A lesson whose answers must not be seen, and other texts that would give them away."""

    lesson: str
    question_set: QuestionSet  # with its keys
    article: Article
    verdicts: tuple[str, ...] = ()  # from the tables that stay with the teacher


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One secret and where it stands. It shows only the beginning of the secret."""

    file: str
    place: str  # "" where it is the file as a whole
    lesson: str
    question: str
    what: str
    glimpse: str = field(default="", compare=False)

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.file, self.place)))
        whose = f"{self.what} of “{self.question}”" if self.question else self.what
        return f"{where}: {whose} ({self.lesson}){f': {self.glimpse}' if self.glimpse else ''}"


@dataclass(frozen=True, slots=True)
class _Sought:
    """A lesson's secrets made ready to be looked for."""

    lesson: str
    texts: tuple[tuple[str, Secret], ...]  # by their letters and digits
    giveaways: tuple[Giveaway, ...]


def find_leaks(
    files: Mapping[str, bytes],
    lessons: Iterable[Guarded],
    step: Callable[[str], None] = lambda name: None,
) -> tuple[Leak, ...]:
    """All leaks in these files, by file; ``files`` has each file's name from the top folder on.

    ``step`` is called with each file's name before it is read.
    """
    lessons = tuple(lessons)
    hidden = _public(lessons)
    everything = "|".join(bare(text) for text in _said_in_public(lessons))
    sought = [_sought(guarded, everything) for guarded in lessons]
    leaks: dict[tuple[str, str, str, str, str], Leak] = {}
    for name, data in files.items():
        step(name)
        in_code = CODE in name.split("/")[:2]
        for file, view in all_views({name: data}):
            for leak in _leaks_in(file, view, sought, hidden, in_code):
                leaks.setdefault((file, leak.place, leak.lesson, leak.question, leak.what), leak)
    found = [leak for leak in leaks.values() if not _said_closer(leak, leaks.values())]
    return tuple(sorted(found, key=_in_reading_order))


def _in_reading_order(leak: Leak) -> tuple[str, int, Leak]:
    number = "".join(filter(str.isdigit, leak.place))
    return leak.file, int(number or 0), leak


def _said_closer(leak: Leak, leaks: Iterable[Leak]) -> bool:
    """Whether the same was found in a part of the file, so that the whole need not be named."""
    return not leak.place and any(
        other.place not in ("", "its name")
        and (other.file, other.lesson, other.question, other.what)
        == (leak.file, leak.lesson, leak.question, leak.what)
        for other in leaks
    )


def _said_in_public(lessons: Sequence[Guarded]) -> Iterator[str]:
    for guarded in lessons:
        yield from (guarded.question_set.title, guarded.question_set.goal)
        # With its id too, as a lesson shows it and as an option may quote it.
        yield from (f"{segment.id} {segment.text}" for segment in guarded.article.segments)
        for question in guarded.question_set.questions:
            yield from (question.stem, *question.items, *question.targets)


def _public(lessons: Sequence[Guarded]) -> tuple[tuple[str, str], ...]:
    """Each public rendering of a question, by its letters and levelled; the longest first."""
    texts = {
        text
        for guarded in lessons
        for question in guarded.question_set.questions
        for text in public_texts(question, guarded.article.shown(question.show))
    }
    pairs = {(bare(text), level(text).strip()) for text in texts}
    return tuple(sorted((p for p in pairs if len(p[0]) > 1), key=lambda p: (-len(p[1]), p)))


def _sought(guarded: Guarded, public: str) -> _Sought:
    keys = {key.question: key for key in guarded.question_set.keys}
    texts: list[tuple[str, Secret]] = []
    giveaways: list[Giveaway] = []
    for question in guarded.question_set.questions:
        if key := keys.get(question.id):
            for secret in secrets_of(question, key):
                letters = bare(secret.text)
                # An option stands in public once, as itself; any other secret should not at all.
                if public.count(letters) <= secret.on_the_card:
                    texts.append((letters, secret))
            giveaways += giveaways_of(question, key, guarded.article.shown(question.show))
    for verdict in dict.fromkeys(guarded.verdicts):
        letters = bare(verdict)
        if is_telling(verdict) and letters not in public:
            texts.append((letters, Secret("", "a verdict", verdict)))
    return _Sought(guarded.lesson, tuple(texts), tuple(giveaways))


def _leaks_in(
    file: str,
    view: View,
    sought: Iterable[_Sought],
    public: Sequence[tuple[str, str]],
    in_code: bool,
) -> Iterator[Leak]:
    letters, masked = bare(view.text), ""
    for lesson in sought:
        for text, secret in lesson.texts:
            if text not in letters:
                continue
            masked = masked or _without(public, letters)
            if not secret.on_the_card or text in masked:
                yield Leak(
                    file, view.place, lesson.lesson, secret.question, secret.what, secret.glimpse
                )
    if in_code:
        return
    levelled = level(view.text)
    for _, own in public:
        levelled = levelled.replace(own, "\n¶\n")
    for lesson in sought:
        for giveaway in lesson.giveaways:
            if giveaway.in_text(levelled):
                yield Leak(
                    file,
                    view.place,
                    lesson.lesson,
                    giveaway.question,
                    giveaway.what,
                    giveaway.glimpse,
                )


def _without(public: Sequence[tuple[str, str]], letters: str) -> str:
    for own, _ in public:
        letters = letters.replace(own, "|")
    return letters
