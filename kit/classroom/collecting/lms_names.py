"""Who uploaded a file, and whether late, as Moodle and Canvas write it into its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

# Moodle: “Full Name_123456_assignsubmission_file_”, a folder or the beginning of the file's name.
# Canvas: “lastfirst_12345_67890_name.json”, perhaps with “LATE” after the name; where names are
# hidden, “anon_aB3xZ_67890_name.json”, perhaps with “LATE” before or after that.
_MOODLE = re.compile(r"(?:^|/)(?P<name>[^/_][^/]*?)_(?P<number>\d+)_assignsubmission_file(?:_|/)")
_CANVAS = re.compile(r"(?:^|/)(?P<name>[^\W_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_[^/]+$")
_HIDDEN = re.compile(
    r"(?:^|/)(?P<late>LATE_)?anon_(?P<number>[0-9A-Za-z]{5})_(?P<later>LATE_)?(?:\d+_){1,2}[^/]+$"
)
# Letters that Unicode takes for letters of their own, and how people write them without.
_PLAIN = str.maketrans(
    {**dict(zip("łøđħıŧŋ", "lodhitn", strict=True)), "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ð": "d", "ĸ": "k", "ſ": "s"}
)
_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Uploader:
    """The account that a file was uploaded from."""

    name: str  # "" where Canvas hides it; where Moodle does, what it writes for everybody
    number: str  # of the account: in Canvas everywhere, in Moodle in one assignment
    late: bool = False  # as Canvas marks it; Moodle marks nothing
    lms: Literal["Moodle", "Canvas"] = "Canvas"


def uploader(source: str) -> Uploader | None:
    """The uploader in the name that a file came under, or None where no LMS wrote one."""
    if found := _MOODLE.search(source):
        return Uploader(found["name"], found["number"], lms="Moodle")
    if found := _HIDDEN.search(source):
        return Uploader("", found["number"], bool(found["late"] or found["later"]))
    if found := _CANVAS.search(source):
        return Uploader(found["name"], found["number"], bool(found["late"]))
    return None


def hidden_names(uploaders: Iterable[Uploader]) -> frozenset[str]:
    """The names among these that are no person's own, whatever the language.

    An LMS that hides names writes one and the same word before several numbers.
    """
    numbers: dict[str, set[str]] = {}
    for who in uploaders:
        numbers.setdefault(who.name, set()).add(who.number)
    return frozenset(name for name, own in numbers.items() if not name or len(own) > 1)


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two writings of a name can be one person's, in whatever order and with or without
    accents and middle names.

    Canvas writes “Ann Ode” as “odeann”. A name in another script may be anybody's, and so may one
    without a letter, which is what some systems make of it.
    """
    first, second = name_keys(one), name_keys(other)
    if not any(first) or not any(second) or first & second:
        return True
    if _is_latin(one) != _is_latin(other):
        return True
    return _holds(one, other) or _holds(other, one)


def is_one_name(one: str, other: str) -> bool:
    """Whether two writings of a name have the same letters, and have any."""
    return any(name_keys(one) & name_keys(other))


def name_keys(name: str) -> frozenset[str]:
    """What all writings of a name with the same letters have one of in common."""
    return frozenset("".join(sorted(written)) for written in _writings(name))


def _holds(whole: str, part: str) -> bool:
    """Whether a name has all parts of another one, of which there are two at least."""
    parts = [word for word in re.split(r"[\W_]+", part) if len(word) > 1]
    return len(parts) > 1 and all(
        any(own in written for own in _writings(word) for written in _writings(whole))
        for word in parts
    )


def _writings(name: str) -> Iterator[str]:
    """The letters of a name, its umlauts as plain letters and as two."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    for text in dict.fromkeys((composed, composed.translate(_WITH_E))):
        plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        yield "".join(c for c in plain if c.isalnum())


def _is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
