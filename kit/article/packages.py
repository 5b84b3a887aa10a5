"""Which version of the kit is installed, and which packages that only parts of it need."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from typing import Literal

Extra = Literal["author", "class", "lite", "spark"]

_REQUIREMENT = re.compile(
    r"(?P<wanted>(?P<name>[\w.-]+)[^;]*?)\s*;.*\bextra == ['\"](?P<extra>[\w-]+)"
)


def kit_version() -> str:
    """The version of the kit that runs, for a file that says who wrote it."""
    try:
        return version("says-who")
    except PackageNotFoundError:
        return "unknown"


def missing(extra: Extra) -> dict[str, str]:
    """The packages of an extra that are not installed, each with what is wanted of it."""
    try:
        stated = requires("says-who") or []
    except PackageNotFoundError:  # the kit is run from a folder that was never installed
        return {}
    found = (_REQUIREMENT.match(line) for line in stated)
    wanted = {one["name"]: one["wanted"] for one in found if one and one["extra"] == extra}
    return {name: range for name, range in wanted.items() if not _is_installed(name)}


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def install_command(extra: Extra) -> list[str]:
    """The command that installs what is missing of an extra."""
    return [sys.executable, "-m", "pip", "install", *missing(extra).values()]


def as_typed(command: Iterable[str]) -> str:
    """A command as it is typed in any terminal, words in double quotes where they need it."""
    quoted = (word if re.fullmatch(r"[\w@%+=:,./\\-]+", word) else f'"{word}"' for word in command)
    return " ".join(quoted)


def what_to_install(extra: Extra) -> str:
    """What is missing of an extra and the line that installs it, as two sentences; else empty."""
    if not (lacking := missing(extra)):
        return ""
    return (
        f"This needs {', '.join(lacking)}. To install it, type in a terminal: "
        f"{as_typed(install_command(extra))}"
    )
