"""Moments are written, shown and read in one way."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import kit
from kit.language.dates import day_text, minute_text, moment_text, read_deadline, timestamp

EVENING = datetime(2026, 12, 1, 18, 5, 59, tzinfo=UTC)


def test_a_moment_is_shown_to_the_minute_with_its_zone_from_a_log_or_a_clock() -> None:
    at = timestamp(EVENING)
    assert at == "2026-12-01T18:05:59.000000Z"
    assert (day_text(at), minute_text(at)) == ("2026-12-01", "2026-12-01 18:05")
    assert moment_text(at) == moment_text(EVENING) == "2026-12-01 18:05 UTC"


def test_a_deadline_that_is_a_day_lasts_until_its_end() -> None:
    assert read_deadline(" 2026-12-01 ").isoformat()[:19] == "2026-12-01T23:59:59"
    assert read_deadline("2026-12-01T18:05:59Z") == EVENING
    for odd in ("01.12.2026", "0001-01-01", "9999-12-31"):
        with pytest.raises(ValueError, match="is no date; write it as 2026-12-01"):
            read_deadline(odd)


def test_no_other_module_formats_a_moment() -> None:
    own = re.compile(r"strftime|isoformat\(timespec|:%[YBdH]|\.at\[:1|\[11:16\]")
    room = Path(kit.__file__).parent
    places = [*room.rglob("*.py"), *room.rglob("*.j2"), *room.rglob("*.html")]
    found = {path.name for path in places if own.search(path.read_text(encoding="utf-8"))}
    assert found <= {"dates.py", "log.py"}  # a log is a file's name, which nobody reads as a time
