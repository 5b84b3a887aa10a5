"""``kit calendar``: three short reviews as a file for the learner's own calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.commands import stop
from kit.language.dates import day_text, read_deadline, read_time
from kit.language.translation import translation_chosen
from kit.learner.review_days import WEEKS, ReviewDay, as_icalendar

_SECOND_LOOK = 6  # the week in which the second look is due


First = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="DAY",
        help="The day of your last lesson, such as 2026-11-30. Default: today.",
    ),
]
At = Annotated[
    str, typer.Option("--at", metavar="TIME", help="At what time of the day, such as 08:15.")
]
To = Annotated[Path, typer.Option("--to", help="The file to write.")]


def calendar(
    first: First = "",
    at: At = "17:00",
    to: To = Path("says-who-reviews.ics"),
) -> None:
    """Write a calendar file with three ten-minute reviews, in weeks 2, 6 and 12."""
    translation = translation_chosen()
    say, now = translation.say, datetime.now(UTC)
    try:
        begin, clock = (read_deadline(first) if first else now.astimezone()).date(), read_time(at)
    except ValueError as error:
        stop(str(error))
    days = [
        ReviewDay(
            week,
            say("calendar_second_look" if week == _SECOND_LOOK else "calendar_review"),
            say("calendar_how"),
        )
        for week in WEEKS
    ]
    try:
        with to.open("xb") as file:
            file.write(as_icalendar(days, begin, clock, now))
    except FileExistsError:
        stop(say("calendar_exists", file=to))
    except OSError as error:
        stop(say("calendar_not_written", file=to, problem=error.strerror or error))
    listed = ", ".join(day_text(day.starts(begin, clock).isoformat()) for day in days)
    typer.echo(say("calendar_written", file=to, days=listed))
