"""Codes of sheets: each names a student and a lesson for the teacher, and nothing to others.

They are kept in the class's ``sheets.csv``. The last letter of a code is worked out from the
others, so that a slip of the pen or of a key is no other student's sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from secrets import choice

from kit.article.files import replace
from kit.article.tables import as_csv, read_table, table_text

SIGNS = "4679ACDEFGHJKLNPQRTUVWX"  # none that a hand makes like another
_LENGTH = 6  # without the check
COLUMNS = ("code", "student", "lesson", "revision")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet: whose it is, and which lesson in which revision is on it."""

    code: str
    student: str
    lesson: str
    revision: str


def new_code(taken: Iterable[str]) -> str:
    """A code that no other sheet has."""
    known = set(taken)
    while True:
        drawn = "".join(choice(SIGNS) for _ in range(_LENGTH))
        if (code := drawn + _check(drawn)) not in known:
            return code


def read_code(text: str) -> str:
    """The code that was typed or read by a camera; "" where it can be none."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    fits = len(code) == _LENGTH + 1 and set(code) <= set(SIGNS)
    return code if fits and _check(code[:-1]) == code[-1] else ""


def shown_code(code: str) -> str:
    """A code as it is printed, in two groups."""
    return f"{code[:4]}-{code[4:]}"


def _check(signs: str) -> str:
    # The number of signs is prime and no two weights are the same, so that one wrong sign, and
    # two that changed places, give another check.
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(signs, start=1))
    return SIGNS[total % len(SIGNS)]


def read_sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a class by their codes; none where no sheet was printed. Raises Unreadable."""
    if not path.exists():
        return {}
    table = read_table(table_text(path), path.name, COLUMNS)
    rows = (Sheet(*(row[name] for name in COLUMNS)) for row in table.rows)
    return {sheet.code: sheet for sheet in rows}


def sheets_for(
    path: Path, students: Iterable[str], lesson: str, revision: str
) -> Mapping[str, Sheet]:
    """A sheet for each student, kept before this returns. Printed again, it keeps its code.

    Raises Unreadable and OSError.
    """
    known = read_sheets(path)
    mine = {(s.student, s.lesson, s.revision): s for s in known.values()}
    found: dict[str, Sheet] = {}
    for student in students:
        sheet = mine.get((student, lesson, revision))
        if sheet is None:
            sheet = Sheet(new_code(known), student, lesson, revision)
            known[sheet.code] = sheet
        found[student] = sheet
    data = as_csv(COLUMNS, map(astuple, known.values())).encode()
    if not (path.exists() and path.read_bytes() == data):
        replace(path, data)
    return found
