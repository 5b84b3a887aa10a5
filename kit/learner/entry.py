"""One thing a learner did, as a log holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

What = Literal["draft", "try", "hint", "show", "mark", "again", "adopt", "dispute"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a learner did with one question."""

    what: What
    lesson: str  # "river/1-who-says-so"
    question: str
    at: str  # UTC, ISO 8601, to the microsecond
    id: str  # unique on every machine
    revision: str = ""  # of the lesson, when this happened
    response: Mapping[str, object] = field(default_factory=dict)  # draft: as entered; try: as read
    sure: str = ""  # try: the confidence stated
    score: float | None = None  # try: as graded then; None for ungraded
    tags: tuple[str, ...] = ()  # try: misconceptions met
    seconds: float = 0.0  # try: since the card was first used
    level: str = ""  # mark: the level a learner gave the own text; adopt: yes or no
    reason: str = ""  # dispute: why the answer or its explanation is wrong; "" takes it back
    page: str = ""  # dispute: where that can be seen
    work: str = ""  # the release or course copy in which this happened; "" before there were ids
    question_revision: str = ""  # of the question alone, when this happened
    writer: str = ""  # the kernel that wrote it; "" where only the clock tells the order
    n: int = 0  # the writer's running number
    after: str = ""  # the id of the newest entry of another writer that was read before this
