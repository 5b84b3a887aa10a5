"""``kit calendar``: three short reviews as a file for the learner's own calendar."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kit.commands import stop
from kit.language.dates import day_text
from kit.language.translation import ENGLISH, translation_for
from kit.learner.review_days import WEEKS, ReviewDay, as_icalendar

_SECOND_LOOK = 6  # the week in which the second look is due

First = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=["%Y-%m-%d"], help="The day of your last lesson; today if not given."
    ),
]
At = Annotated[datetime, typer.Option("--at", formats=["%H:%M"], help="At what time of the day.")]
To = Annotated[Path, typer.Option("--to", help="The file to write.")]


def calendar(
    first: First = None,
    at: At = datetime(1900, 1, 1, 17),
    to: To = Path("says-who-reviews.ics"),
) -> None:
    """Write a calendar file with three ten-minute reviews, in weeks 2, 6 and 12."""
    translation = translation_for(os.environ.get("KIT_LANGUAGE") or "en") or ENGLISH
    say, now = translation.say, datetime.now(UTC)
    begin = (first or now.astimezone()).date()
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
            file.write(as_icalendar(days, begin, at.time(), now))
    except FileExistsError:
        stop(say("calendar_exists", file=to))
    except OSError as error:
        stop(say("calendar_not_written", file=to, problem=error.strerror or error))
    listed = ", ".join(day_text(day.starts(begin, at.time()).isoformat()) for day in days)
    typer.echo(say("calendar_written", file=to, days=listed))
