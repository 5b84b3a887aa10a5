"""``kit calendar``: three short reviews as a file for the learner's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from kit.commands import stop
from kit.language.dates import day_text
from kit.language.translation import translation_chosen
from kit.learner.review_days import WEEKS, ReviewDay, as_icalendar

_SECOND_LOOK = 6  # the week in which the second look is due


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no day such as 2026-11-30.") from None


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no time such as 17:00.") from None


First = Annotated[
    date | None,
    typer.Option(
        "--from",
        parser=_day,
        metavar="DAY",
        help="The day of your last lesson, such as 2026-11-30. Default: today.",
    ),
]
At = Annotated[
    time | None,
    typer.Option(
        "--at",
        parser=_time,
        metavar="TIME",
        show_default=False,
        help="At what time of the day, such as 08:15. Default: 17:00.",
    ),
]
To = Annotated[Path, typer.Option("--to", help="The file to write.")]


def calendar(
    first: First = None,
    at: At = None,
    to: To = Path("says-who-reviews.ics"),
) -> None:
    """Write a calendar file with three ten-minute reviews, in weeks 2, 6 and 12."""
    translation = translation_chosen()
    say, now = translation.say, datetime.now(UTC)
    begin, at = first or now.astimezone().date(), at or time(17)
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
            file.write(as_icalendar(days, begin, at, now))
    except FileExistsError:
        stop(say("calendar_exists", file=to))
    except OSError as error:
        stop(say("calendar_not_written", file=to, problem=error.strerror or error))
    listed = ", ".join(day_text(day.starts(begin, at).isoformat()) for day in days)
    typer.echo(say("calendar_written", file=to, days=listed))
