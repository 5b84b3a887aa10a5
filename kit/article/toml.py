"""TOML from outside, as a table."""

from __future__ import annotations

import tomllib
from typing import Any


def read_toml(text: str) -> dict[str, Any]:
    """The table that a text of TOML holds.

    Raises TOMLDecodeError, also for more depth or digits than Python reads.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("it is too deep") from None
    except ValueError as error:  # numbers of thousands of digits are no TOML error of their own
        if isinstance(error, tomllib.TOMLDecodeError):
            raise
        raise tomllib.TOMLDecodeError("a number in it is too long") from error
