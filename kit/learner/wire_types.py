"""What each part of a log's line and of a hand-in may be: one description, to check and to show.

A stranger's file is checked against these types, and the schemas in `formats` are written from
them. Only who reads such a file loads this; it needs pydantic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, NotRequired, Union, get_args

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import (
    AfterValidator,
    ConfigDict,
    Discriminator,
    FailFast,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from typing_extensions import TypeAliasType, TypedDict

from kit.learner.hand_in import LONGEST, SENT, revision_in
from kit.learner.log import FIRST_NAMES, LATER, LONGEST_PAGE, LONGEST_REASON, What
from kit.question.given import LONGEST_TEXT
from kit.question.model import SURE
from kit.question.response_data import LONGEST_DRAFT, LONGEST_NUMBER

LONGEST_NAME = 200  # characters of a lesson's or a question's name
MOST = 1000  # items, pairs or spans of one response, and misconceptions met
MOST_ENTRIES = 10**9  # of one writer

# A type checker cannot follow types that are put together from others.
_UNION: Any = Union
_OBJECT: Any = TypedDict
_LIST: Any = list
_DICT: Any = dict

# Controls, and marks that show nothing or turn the direction of a line.
_UNSEEN = r"\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = rf"^{_DATE}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?Z$"


@lru_cache(4096)
def _is_day(date: str) -> bool:
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return False
    return True


def _of_a_day(time: str) -> str:
    if not _is_day(time[:10]):
        raise ValueError("no such day")
    return time


def _text(longest: int, least: int = 0) -> Any:
    return Annotated[str, Strict(), MinLen(least), MaxLen(longest)]


def _number(low: float, high: float) -> Any:
    return Annotated[float, Strict(), Ge(low), Le(high)]


def _list(of: Any, least: int = 0, most: int = MOST) -> Any:
    return Annotated[_LIST[of], Strict(), MinLen(least), MaxLen(most), FailFast()]


def _pairs(of: Any) -> Any:
    return Annotated[_DICT[Words, of], Strict(), MaxLen(MOST)]


def _named(name: str, of: Any, description: str = "") -> Any:
    return TypeAliasType(name, Annotated[of, Field(description=description or None)])


def _told(of: Any, description: str) -> Any:
    return Annotated[of, Field(description=description)]


Name = _named(
    "name",
    Annotated[
        str,
        Strict(),
        StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=f"^[^{_UNSEEN}]*$"),
        WithJsonSchema(
            {
                "type": "string",
                "minLength": 1,
                "maxLength": LONGEST_NAME,
                "not": {"pattern": f"[{_UNSEEN}]"},
            }
        ),
    ],
    "One line; nothing in it that cannot be seen.",
)
Words = _named("words", _text(LONGEST_TEXT))
UtcTime = Annotated[str, Strict(), StringConstraints(pattern=_TIME), AfterValidator(_of_a_day)]
Time = _named(
    "time",
    UtcTime,
    "UTC, ISO 8601, by the learner's own clock.",
)
Id = _named("id", Annotated[str, Strict(), StringConstraints(pattern="^[0-9A-Za-z-]{1,64}$")])
_ID_OR_NONE = Annotated[str, Strict(), StringConstraints(pattern="^[0-9A-Za-z-]{0,64}$")]
Work = _named(
    "work",
    _ID_OR_NONE,
    "The id of the release, or of the course's own folder: drawn at random once. Empty where the "
    "copy has none.",
)
Revision = _named(
    "revision",
    _ID_OR_NONE,
    "Digits that change whenever what they stand for does; empty where it is not known.",
)
Sure = _named("sure", Literal[tuple(SURE)], "The confidence stated before the feedback.")
Seconds = _named("seconds", _number(0, 1e300), "Since the card was first used.")
Level = _named(
    "level", _text(LONGEST_NAME), "The level of the rubric that learners gave their own text."
)
Place = _named("place", Annotated[int, Strict(), Ge(0), Le(10_000_000)])
Typed = _named("typed", _UNION[_text(LONGEST_NUMBER), _number(-1e300, 1e300)], "As it was typed.")


def _object(name: str, fields: Mapping[str, Any], description: str = "") -> Any:
    """The type of an object with exactly these members; NotRequired ones may be missing."""
    made = _OBJECT(name, dict(fields))
    made.__pydantic_config__ = ConfigDict(extra="forbid")
    made.__doc__ = description or None
    return made


_SPAN = _object(
    "span", {"segment": Name, "start": Place, "end": Place, "label": _text(LONGEST_NAME)}
)


def _response(called: str, chance: Any, bound: Any, text: Any, description: str) -> Any:
    parts = {
        "ticked": _told(_list(Words), "choose, choose-many: the options ticked."),
        "placed": _told(_pairs(Words), "sort, match: for each item the place it was given."),
        "sequence": _told(_list(Words), "order: the items from first to last."),
        "marked": _told(
            _list(_SPAN),
            "highlight: characters of an article's segment, from start up to, not including, end.",
        ),
        "rated": _told(_pairs(chance), "rate: for each item a chance in per cent."),
        "ranges": _told(
            _pairs(_list(bound, 2, 2)),
            "rate with an interval: for each item a low and a high number.",
        ),
        "text": _told(text, "write: the text."),
    }
    return _object(called, {n: NotRequired[of] for n, of in parts.items()}, description)


Response = _response(
    "response",
    _number(0, 100),
    _number(-1e300, 1e300),
    Words,
    "What was entered. Each kind of question fills its own part; an item is named by its text.",
)
Draft = _response(
    "draft", Typed, Typed, _text(LONGEST_DRAFT), "The same before it was checked, as it was typed."
)

# What each part of an entry may be, by its name in `Entry`.
PARTS: Mapping[str, Any] = {
    "lesson": Name,
    "question": Name,
    "at": Time,
    "id": _told(Id, "Unique on every machine."),
    "writer": _told(Id, "The kernel that wrote it; left out where only the clock tells the order."),
    "n": _told(Annotated[int, Strict(), Ge(1), Le(MOST_ENTRIES)], "The writer's running number."),
    "after": _told(Id, "The newest entry of another writer that this one had read."),
    "work": Work,
    "revision": _told(Revision, "Of the lesson when this happened."),
    "question_revision": _told(Revision, "Of the question alone, with the sentences it shows."),
    "response": Response,
    "sure": Sure,
    "score": _told(_number(0, 1), "try: as graded then; left out where nobody graded."),
    "tags": _told(_list(Name), "try: the misconceptions met."),
    "seconds": Seconds,
    "level": Level,
    "reason": _named(
        "reason",
        _text(LONGEST_REASON),
        "dispute: why the answer or its explanation is wrong; empty takes it back.",
    ),
    "page": _named(
        "page", _text(LONGEST_PAGE), "dispute: where that can be seen, as it was written."
    ),
}
_NEEDED = ("what", "lesson", "question", "at", "id")
_FIRST = {now: then for then, now in FIRST_NAMES.items()}


def _members(form: int, names: Iterable[str]) -> dict[str, Any]:
    return {_FIRST.get(n, n) if form == 1 else n: PARTS[n] for n in names}


def _parts_in(form: int) -> list[str]:
    return [part for part in PARTS if form > 1 or part not in LATER]


@cache
def names_in(form: int) -> frozenset[str]:
    """The names that an entry may have in a format."""
    return frozenset({"what", *_members(form, _parts_in(form))})


def entry_type(form: int, line: bool) -> Any:
    """The type of an entry of a log, or of a ``line`` with one."""
    whats = [w for w in get_args(What) if form > 1 or w in ("draft", *_sent_in(form))]
    kinds = [("entry", tuple(w for w in whats if w != "draft"), Response)]
    kinds.append(("entered", ("draft",), Response if form == 1 else Draft))
    made = []
    for called, what, answer in kinds:
        values = {**_members(form, _parts_in(form)), "response": answer}
        members = {n: of if n in _NEEDED else NotRequired[of] for n, of in values.items()}
        first = {"format": Literal[form]} if line else {}
        made.append(_object(called, {**first, "what": Literal[what], **members}))
    return Annotated[_UNION[tuple(made)], Discriminator("what")]


def _sent_in(form: int) -> list[What]:
    return [what for what in SENT if form > 1 or what != "dispute"]


_DID = {
    "try": "An answer.",
    "hint": "A hint was asked for.",
    "show": "The answer was asked for.",
    "mark": "A level given to the own text.",
    "dispute": "A word against the answer, or against its explanation.",
}


def hand_in_type(form: int) -> Any:
    entries = tuple(
        _object(
            what,
            {
                "what": Literal[what],
                **_members(form, ("question", "at", "id", "revision", *SENT[what])),
            },
            _DID[what],
        )
        for what in _sent_in(form)
    )
    one_of = Annotated[_UNION[entries], Discriminator("what")]
    part = _object(
        "lesson",
        {
            "lesson": _told(Name, "The exercise's own name, or one that begins with it and “/”."),
            revision_in(form): _told(Revision, "Of the lesson as it was when this was handed in."),
            "entries": _told(
                Annotated[_LIST[one_of], Strict(), FailFast()],
                "In the order in which they happened.",
            ),
        },
    )
    members = {
        "says_who": Literal["hand-in"],
        "format": Literal[form],
        "kit": _told(Name, "The version that wrote it."),
        "exercise": Name,
        "work": Work,
        "name": _told(_text(LONGEST, 1), "The name or number that the class uses; any text."),
        "made": Time,
        "lessons": _told(
            Annotated[_LIST[part], Strict(), FailFast()],
            "Each lesson once, also those in which nothing was done.",
        ),
    }
    if form == 1:
        del members["work"]
    return _object("hand-in", members)


def header_type(form: int) -> Any:
    count = Annotated[int, Strict(), Ge(0)]
    return _object(
        "header",
        {
            "says_who": Literal["progress"],
            "format": Literal[form],
            "kit": Name,
            "made": Time,
            "entries": _told(count, "How many follow."),
        },
        "The first line of an exported file.",
    )
