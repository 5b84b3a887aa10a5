"""GIFT as a parser by others reads it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from support.front_ends import get_packages
from support.other_systems import seen

GIFT_READER = Path(__file__).parent  # with a lock of its own, as no front end needs it


def parsed_gift(data: bytes) -> list[dict[str, Any]]:
    """The questions and categories that gift-pegjs finds in a file; fails where it finds a fault.

    Skips the test where there is no npm, but fails in CI.
    """
    get_packages(GIFT_READER)
    done = subprocess.run(("node", "read.js"), cwd=GIFT_READER, input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def text_of(part: Mapping[str, str] | None) -> str:
    """What a reader sees of a text that the parser found."""
    if part is None:
        return ""
    return seen(part["text"]) if part["format"] == "html" else part["text"]
