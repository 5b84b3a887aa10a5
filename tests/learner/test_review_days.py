"""`kit calendar` writes a file that a calendar reads: three reviews, in weeks 2, 6 and 12."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from support.command_line import run_kit

from kit.learner.review_days import ReviewDay, as_icalendar

FIRST, AT, NOW = date(2026, 11, 30), time(17, 30), datetime(2026, 11, 26, 9, 5, 7, tzinfo=UTC)
Properties = dict[str, str]


def _events(data: bytes) -> list[Properties]:
    """The events of a calendar file, read back by RFC 5545, sections 3.1 and 3.3.11."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    assert [part.decode() for part in data.split(b"\r\n")]  # no letter is cut in two
    lines = data.replace(b"\r\n ", b"").decode().splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "VERSION:2.0" in lines
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    found: list[Properties] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in ("BEGIN", "END"):
            assert name not in found[-1]
            found[-1][name] = re.sub(r"\\(.)", _unescaped, value)
    return found


def _unescaped(escaped: re.Match[str]) -> str:
    assert escaped[1] in "\\;,nN"
    return "\n" if escaped[1] in "nN" else escaped[1]


def test_what_is_written_is_read_back_folded_and_escaped() -> None:
    text = "Öffne, lies; und “frage”\\\nnach: " + "wer sagt das? 🐟" * 20
    (event,) = _events(as_icalendar([ReviewDay(2, "Review, ten minutes", text)], FIRST, AT, NOW))
    assert event["SUMMARY"] == "Review, ten minutes"
    assert event["DESCRIPTION"] == text
    assert event["DTSTART"] == "20261214T173000"
    assert event["DURATION"] == "PT10M"
    assert event["DTSTAMP"] == "20261126T090507Z"


def test_a_file_made_again_has_the_same_events_and_another_start_has_others() -> None:
    days = [ReviewDay(week, "Review", "") for week in (2, 6, 12)]
    one, again = (_events(as_icalendar(days, FIRST, AT, now)) for now in (NOW, NOW.replace(hour=8)))
    other = _events(as_icalendar(days, date(2026, 12, 1), AT, NOW))
    ids = {event["UID"] for event in one}
    assert len(ids) == 3
    assert ids == {event["UID"] for event in again}
    assert not ids & {event["UID"] for event in other}


def test_the_command_writes_three_reviews_of_ten_minutes_and_never_over_a_file(
    tmp_path: Path,
) -> None:
    words = ("calendar", "--from", "2026-11-30", "--at", "08:15", "--to", "reviews.ics")
    done = run_kit(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    assert "2026-12-14, 2027-01-11, 2027-02-22" in done.stdout
    file = tmp_path / "reviews.ics"
    events = _events(file.read_bytes())
    assert [event["DTSTART"] for event in events] == [
        "20261214T081500",
        "20270111T081500",
        "20270222T081500",
    ]
    assert {event["DURATION"] for event in events} == {"PT10M"}
    assert ["second look" in event["SUMMARY"] for event in events] == [False, True, False]
    before = file.read_bytes()
    again = run_kit(tmp_path, *words)
    assert again.returncode == 1
    assert "reviews.ics is there already" in again.stderr
    assert file.read_bytes() == before


def test_the_help_names_a_day_and_a_time_as_a_person_writes_them(tmp_path: Path) -> None:
    said = run_kit(tmp_path, "calendar", "--help").stdout
    assert "%" not in said
    assert "1900" not in said
    assert "17:00" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "tomorrow"), "“tomorrow” is no date; write it as 2026-12-01"),
        (("--at", "25:00"), "“25:00” is no time of day; write it as 17:00."),
        (("--to", "nowhere/reviews.ics"), "nowhere/reviews.ics"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(
    tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    done = run_kit(tmp_path, "calendar", *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert said in done.stderr
    assert not list(tmp_path.glob("*.ics"))
