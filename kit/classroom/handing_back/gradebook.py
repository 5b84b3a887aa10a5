"""Scores of a class in the form that an LMS takes: a filled Canvas export, a table for Moodle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.article.tables import as_csv, safe, with_cell
from kit.classroom.collecting.lms_names import may_be_one_name
from kit.classroom.grading.totals import Total, written_number
from kit.classroom.handing_back.canvas_export import (
    Export,
    NotFilled,
    ZerosUnsaid,
    but_for_zeros,
    column_of,
    decimal_sign,
    is_points,
    match,
    name_only,
    number,
    read_export,
    value,
    worth_a_look,
)
from kit.classroom.model import Graded, Student
from kit.language.shown import shown

__all__ = ["POINTS", "Filling", "NotFilled", "ZerosUnsaid", "fill_canvas", "moodle_csv"]

_EXCUSED = ("ex", "excused")
POINTS = 100.0  # of a whole exercise, unless said otherwise


@dataclass(frozen=True, slots=True)
class Filling:
    """A gradebook with the scores in it, and what a teacher should know of them."""

    text: str
    points: float  # what a share of 1 is worth
    written: tuple[str, ...]  # ids of students with a score in it
    missing: tuple[str, ...]  # ids with a score that it has no row for
    remarks: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()  # ids of students whose row says EX, or keeps what it says


def fill_canvas(
    text: str,
    column: str,
    roster: Sequence[Student],
    totals: Mapping[str, Total],
    points: float | None = None,
    name: str = "export.csv",
    excused: Collection[str] = (),
    zeros: str = "",
) -> Filling:
    """A Canvas gradebook, as exported, with the class's scores in one column of it.

    Rows and students are matched by ID, SIS User ID or SIS Login ID. A student without a score,
    one who is excused there and one who is not in the class keep what is there, and so does every
    other cell, to the byte. Who is ``excused`` here gets EX where nothing is. Numbers are written
    with the decimal sign of the export. The rules are those of Canvas's own import
    (lib/gradebook_importer.rb). ``zeros`` says whether ids that differ only in the zeros before
    them are the same, yes or no. Raises Unreadable for what is no such export, ZerosUnsaid where
    that is to be said first, and NotFilled with all that stands against it.
    """
    export = read_export(text, name)
    place, worth = column_of(export, column, points)
    points = POINTS if worth is None else worth
    rows_of, problems = match(export, roster)
    near = but_for_zeros(export, roster, rows_of) if zeros != "no" else {}
    if near and not zeros:
        known = {student.id: student for student in roster}
        raise ZerosUnsaid((cell, known[who]) for who, (_, cell) in near.items())
    rows_of |= {who: row for who, (row, _) in near.items()}
    scores = {who: p for who, of in totals.items() if (p := of.points(points)) is not None}
    by_id = {student.id: student for student in roster}
    left = [by_id[who] for who in scores if who in by_id and who not in rows_of]
    problems += name_only(export, rows_of.values(), left)
    if problems:
        raise NotFilled(problems)
    new: dict[int, str] = {}
    sign = decimal_sign(export)
    remarks = [f"{said}." for said in [worth_a_look(column)] if said]
    written: list[str] = []
    kept: list[str] = []
    for who, row in rows_of.items():
        if not may_be_one_name(value(row, 0), by_id[who].name):
            other = f"“{shown(value(row, 0))}” there and “{shown(by_id[who].name)}” on the roster"
            remarks.append(f"{name}:{row.line}: {who} is {other}.")
        there = value(row, place)
        if who in excused:
            kept.append(who)
            if not there:
                new[row.line] = "EX"
            elif there.casefold() not in _EXCUSED:
                remarks.append(
                    f"{name}:{row.line}: {who} is excused here, and keeps {there} there."
                )
            continue
        if who not in scores:
            continue
        if there.casefold() in _EXCUSED:
            remarks.append(f"{name}:{row.line}: {who} is excused there; no score is written.")
            kept.append(who)
            continue
        written.append(who)
        if number(there) == scores[who]:
            continue
        new[row.line] = written_number(scores[who]).replace(".", sign)
        if there:
            remarks.append(f"{name}:{row.line}: {who} had {shown(there)}, now {new[row.line]}.")
    return Filling(
        _written(export, place, column, new, points),
        points,
        tuple(written),
        tuple(student.id for student in left),
        tuple(remarks),
        tuple(kept),
    )


def _written(export: Export, place: int, column: str, new: Mapping[int, str], points: float) -> str:
    is_new = place == len(export.titles)
    pieces, done = [], 0
    for row in filter(None, (export.table.head, *export.table.rows)):
        said = new.get(row.line)
        if said is None and is_new:
            said = column if row is export.table.head else ""
            said = written_number(points) if is_points(row) else said
        if said is not None:
            pieces += [
                export.text[done : row.start],
                with_cell(row.raw, place, said, export.table.delimiter),
            ]
            done = row.start + len(row.raw)
    return "".join([*pieces, export.text[done:]])


def moodle_csv(
    roster: Iterable[Student],
    totals: Mapping[str, Total],
    rows: Iterable[Graded] = (),
    points: float = POINTS,
) -> Filling:
    """A table that Moodle's grade import takes: idnumber, grade, feedback.

    The feedback is what markers said of written answers. A student without a score has no row,
    so that the import leaves what is there.
    """
    said: dict[str, list[str]] = {}
    for row in rows:
        if row.comment:
            said.setdefault(row.student, []).append(f"{row.question}: {row.comment}")
    scores = [
        (student.id, score)
        for student in roster
        if student.id in totals and (score := totals[student.id].points(points)) is not None
    ]
    table = [(who, _plain(score), "\n".join(said.get(who, ()))) for who, score in scores]
    changed = [who for who, _ in scores if safe(who) != who]
    remarks = [
        f"{who} begins like a formula and got an apostrophe, so that Moodle does not know it."
        for who in changed
    ]
    text = as_csv(("idnumber", "grade", "feedback"), table)
    return Filling(text, points, tuple(who for who, _ in scores), (), tuple(remarks))


def _plain(score: float) -> float | int:
    return int(score) if score == int(score) else score
