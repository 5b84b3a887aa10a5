"""What a teacher decided of files and students, in ``decisions.csv``: a row each, only ever added.

The last row on a matter counts. To take a decision back is one more row, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Literal, get_args

from kit.article.tables import safe
from kit.classroom.shared_table import append_row, read_rows
from kit.language.numbers import read_number
from kit.language.shown import shown

# counts, whose: of a file, by its sha256; of a name in a file, whose it is. zeros: whether ids of
# the roster lost the zeros they begin with; of GRADEBOOK, whether they or its own did. excused,
# due, late: of a student, by id.
# weight: of a question, by its lesson and its id with a space between. dispute: what became of
# one, by its id. accepted: that an answer is not so any more, for people to read; what is, stands
# in accepted.csv.
Matter = Literal[
    "counts", "whose", "zeros", "excused", "due", "late", "weight", "dispute", "accepted"
]
LARGEST_WEIGHT = 100
# Of a dispute. accepted: the answer counts as right; corrected: the student is right, and no
# points change.
Outcome = Literal["accepted", "corrected", "rejected"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
GRADEBOOK = "gradebook"
AND = " & "  # between the ids of students who worked together


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of ``decisions.csv``."""

    matter: str  # a `Matter`; others are of a later version, and are passed over
    of: str  # a sha256, a name as it stands in a file, or an id; "" for the class
    value: str  # yes or no; ids, joined by `AND`; a date or an extension; "" takes it back
    why: str
    at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds now, by what it is about."""

    excluded: frozenset[str] = frozenset()  # sha256
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # sha256 -> ids
    names: Mapping[str, str] = field(default_factory=dict)  # as in a file, safe -> id
    zeros: str = ""  # yes, no or nothing said
    gradebook_zeros: str = ""  # the same, of an export of a gradebook
    excused: Mapping[str, str] = field(default_factory=dict)  # id -> why
    due: Mapping[str, str] = field(default_factory=dict)  # id -> a date or an extension
    on_time: frozenset[str] = frozenset()  # ids, whatever a clock says
    # (lesson, question) -> what it counts in totals, where that is not 1
    weights: Mapping[tuple[str, str], float] = field(default_factory=dict)
    disputes: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # id -> outcome, why


_COLUMNS = tuple(column.name for column in fields(Decision))


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The rows of ``decisions.csv``; none where it is not there. Raises Unreadable."""
    return tuple(Decision(**row) for row in read_rows(path, _COLUMNS, ("matter", "at")))


def write_decision(path: Path, decision: Decision) -> None:
    """Add a row to ``decisions.csv``. Raises OSError."""
    append_row(path, _COLUMNS, tuple(map(safe, astuple(decision))))


def decided(decisions: Iterable[Decision]) -> Decided:
    """What holds after all these decisions: of each matter the last."""
    last = {(one.matter, one.of): one for one in decisions}

    def of(matter: Matter) -> Iterator[Decision]:
        return (one for (what, _), one in last.items() if what == matter and one.value)

    whose = {one.of: tuple(filter(None, one.value.split(AND))) for one in of("whose")}
    return Decided(
        excluded=frozenset(one.of for one in of("counts") if one.value == "no"),
        owners={sha: ids for sha, ids in whose.items() if _is_file(sha)},
        names={name: ids[0] for name, ids in whose.items() if not _is_file(name)},
        zeros=next((one.value for one in of("zeros") if one.of != GRADEBOOK), ""),
        gradebook_zeros=next((one.value for one in of("zeros") if one.of == GRADEBOOK), ""),
        excused={one.of: one.why for one in of("excused") if one.value == "yes"},
        due={one.of: one.value for one in of("due")},
        on_time=frozenset(one.of for one in of("late") if one.value == "no"),
        disputes={one.of: (one.value, one.why) for one in of("dispute") if one.value in OUTCOMES},
        weights={(a, b): w for one in of("weight") for a, b, w in _weight(one) if w != 1},
    )


def _weight(one: Decision) -> Iterator[tuple[str, str, float]]:
    lesson, _, question = one.of.rpartition(" ")
    try:
        weight = read_number(one.value)
    except ValueError:  # a row that somebody changed by hand; it counts as it would without
        return
    if 0 <= weight <= LARGEST_WEIGHT:
        yield lesson, question, weight


def name_key(said: str) -> str:
    """A name out of a file as a decision holds it: visible, and no formula to a spreadsheet."""
    return safe(shown(said)).strip()


def _is_file(of: str) -> bool:
    return len(of) == 64 and not set(of) - set("0123456789abcdef")
