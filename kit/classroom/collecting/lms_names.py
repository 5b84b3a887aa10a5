"""Who uploaded a file, and whether late, as Moodle and Canvas write it into its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Moodle: “Full Name_123456_assignsubmission_file_”, a folder or the beginning of the file's name.
# Canvas: “lastfirst_12345_67890_name.json”, perhaps with “LATE” after the name.
_MOODLE = re.compile(r"(?:^|/)(?P<name>[^/_][^/]*?)_(?P<number>\d+)_assignsubmission_file(?:_|/)")
_CANVAS = re.compile(r"(?:^|/)(?P<name>[^\W_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_[^/]+$")
_NOBODY = {"participant", "anonymous", "student"}  # what an LMS writes in place of a name


@dataclass(frozen=True, slots=True)
class Uploader:
    """The account that a file was uploaded from."""

    name: str  # "" where the LMS hides it
    number: str  # Moodle: of the submission; Canvas: of the user
    late: bool = False  # as Canvas marks it; Moodle marks nothing


def uploader(source: str) -> Uploader | None:
    """The uploader in the name that a file came under, or None where no LMS wrote one."""
    found = _MOODLE.search(source) or _CANVAS.search(source)
    if not found:
        return None
    name = found["name"]
    hidden = name.casefold() in _NOBODY
    return Uploader("" if hidden else name, found["number"], bool(found.groupdict().get("late")))


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two writings of a name have the same letters, in whatever order.

    Canvas writes “Ann Ode” as “odeann”. Letters outside a name's alphabet are left out by some
    systems, so that a name without any letter left may be anybody's.
    """
    letters = _letters(one), _letters(other)
    return letters[0] == letters[1] or not all(letters)


def is_one_name(one: str, other: str) -> bool:
    """The same, where both have a letter."""
    return bool(_letters(one)) and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sorted(c for c in plain if c.isalnum()))
