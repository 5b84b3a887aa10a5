"""How much of what students send is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from kit.learner.hand_in import LARGEST

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes and counts. A hand-in of a whole course has about 50 KiB."""

    hand_in: int = LARGEST
    zip: int = 512 * MIB  # the zip file itself
    directory: int = 4 * MIB  # the list of names in a zip; 20,000 long names take about 3 MiB
    members: int = 20_000  # of one zip
    unpacked: int = 512 * MIB  # all members of one zip together, as read
    ratio: int = 100  # unpacked to packed, of one member; hand-ins have about 5 to 20
    small: int = 64 * 1024  # a member up to this size may have any ratio
    files: int = 20_000  # in one folder and those in it
    depth: int = 12  # of folders in folders


LIMITS = Limits()


def size(count: int) -> str:
    """A number of bytes for people, such as “1 MiB”."""
    for unit, name in ((MIB, "MiB"), (1024, "KiB")):
        if count >= unit:
            return f"{count / unit:.4g} {name}"
    return f"{count} bytes"
