"""The values of a class: students, receipts, rubric marks and grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, ValidationInfo

from kit.classroom.bulk import fingerprint
from kit.learner.wire_types import UtcTime

# kept: the student is on the roster; again: the same bytes were here before, and are not kept
# twice; unknown: no student of the roster has this name or number.
ReceiptPlace = Literal["kept", "again", "unknown"]
Policy = Literal["first", "best", "last"]
Status = Literal["graded", "blank", "open"]

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Alike = Annotated[str, AfterValidator(intern)]  # the same in many rows, and there one value
# A whole number stays one, so that a line is written again as it was.
Score = Annotated[int, Field(ge=0, le=1)] | Annotated[float, Field(ge=0, le=1)]
_AS_WRITTEN = ConfigDict(extra="forbid", strict=True)


def _one_of_alike(value: Mapping[str, object], info: ValidationInfo) -> Mapping[str, object]:
    """The first value that was read like this one, where many are read together."""
    alike: dict[bytes, Mapping[str, object]] = {} if info.context is None else info.context
    return alike.setdefault(fingerprint(value), value)


@dataclass(frozen=True, slots=True, order=True)
class Student:
    """One row of the teacher's roster."""

    id: str
    name: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file that was received: a line of ``receipts.jsonl``."""

    __pydantic_config__: ClassVar = _AS_WRITTEN

    sha256: Sha256
    size: Annotated[int, Field(ge=0)]  # bytes
    received: UtcTime  # UTC, ISO 8601, by the teacher's clock
    source: str  # the name it came under
    said: str  # the name or number in the file
    student: str  # an id of the roster, or "" where it is not settled
    place: ReceiptPlace
    made: UtcTime  # claimed, by the learner's clock
    sheet: str = ""  # the code of the printed sheet that a teacher typed it in from; "" for files
    # By the LMS, where its zip tells: UTC with a Z, else by the LMS's own clock without a zone.
    uploaded: str = ""


@dataclass(frozen=True, slots=True)
class RubricMark:
    """A marker's level for one written answer: a row of ``marks.csv``."""

    marker: str
    student: str
    lesson: str
    question: str
    level: str  # a name in the question's rubric
    comment: str
    at: str  # UTC, ISO 8601
    answer: str = ""  # twelve hexadecimal digits of the text it was given for; "" fits any


@dataclass(frozen=True, slots=True)
class Graded:
    """What one student's answer to one question is worth. There is one for each of them.

    ``blank`` counts as a share of 0; ``open`` (a text that nobody has marked, a forecast that is
    not settled) counts neither way until it is closed.
    """

    __pydantic_config__: ClassVar = _AS_WRITTEN

    student: Alike
    lesson: Alike
    question: Alike
    kind: Alike
    status: Status
    # 0 to 1; 0.0 for a blank, None while open. A line calls it a share.
    score: Annotated[Score | None, Field(alias="share")]
    response: Annotated[Mapping[str, object], AfterValidator(_one_of_alike)] = field(
        default_factory=dict
    )  # as handed in
    sure: str = ""
    tags: tuple[str, ...] = ()  # misconceptions met
    tries: Annotated[int, Field(ge=0)] = 0
    hints: Annotated[int, Field(ge=0)] = 0
    at: str = ""  # claimed, of the try that counts
    level: str = ""  # write: as marked
    comment: str = ""  # write: what the marker said
    # Of the lesson, whose key it was graded with. A line calls it an edition.
    revision: Annotated[Alike, Field(alias="edition")] = ""
    # What the answer itself earns, where its try costs some of that.
    uncut: Score | None = None

    @property
    def answer_score(self) -> float | None:
        """What the answer itself earns, at whichever try: this says whether it is right."""
        return self.score if self.uncut is None else self.uncut


@dataclass(frozen=True, slots=True)
class Grading:
    """One grading of a whole class; it is kept when a later one replaces it."""

    number: int  # 1, 2, ...
    at: str  # UTC, ISO 8601
    policy: Policy
    keys: str  # twelve hexadecimal digits of the keys it was graded with
    why: str  # what the teacher said of it, such as “C is also right in passive-owner”
    rows: Sequence[Graded] = ()
    new_keys: bool = False  # graded with the keys of answers/ as they are, not with those released
