"""Who was late is told by the best clock there is, and nobody by one that cannot know it."""

from __future__ import annotations

import struct
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.uploads import class_of, hand_in, zipped

from kit.article.files import Unreadable
from kit.classroom.collecting.receipts import read_receipts
from kit.classroom.collecting.timing import Timing, kept, timing
from kit.classroom.collecting.upload_times import upload_times
from kit.classroom.decisions import Decided
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Receipt
from kit.classroom.reporting.attendance import attendance
from kit.classroom.terms import LateRule, Terms, read_late_rule, read_terms, terms_of, write_terms
from kit.language.dates import read_duration

DUE = datetime(2026, 12, 1, 18, tzinfo=UTC)
BEFORE, AFTER = "2026-12-01T17:00:00.000000Z", "2026-12-05T08:00:00.000000Z"
TERMS = Terms(DUE)


def _receipt(source: str, received: str = AFTER, uploaded: str = "") -> Receipt:
    # The learner's clock says a year too early: it decides nothing.
    made = "2025-11-01T08:00:00.000000Z"
    said = ("a" * 64, 1, received, source, "B-1", "B-1")
    return Receipt(*said, "kept", made, uploaded=uploaded)


def _told(*receipts: Receipt, terms: Terms = TERMS, **decided: object) -> str:
    known = Decided(**decided)  # type: ignore[arg-type]
    return str(timing(receipts, terms, known, "B-1"))


def _members(*entries: tuple[str, datetime], extra: bytes = b"") -> list[zipfile.ZipInfo]:
    found = []
    for name, at in entries:
        member = zipfile.ZipInfo(name, at.timetuple()[:6])
        member.extra = extra
        found.append(member)
    return found


CANVAS = "u.zip/odeann_12345_67890_river.json"
CANVAS_LATE = "u.zip/odeann_LATE_12345_67890_river.json"
HIDDEN_LATE = "u.zip/LATE_anon_aB3xZ_913_x.json"
MOODLE = "Ann Ode_1_assignsubmission_file_/river.json"


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        (_receipt(CANVAS), "on time, by the mark of Canvas"),
        (_receipt(CANVAS_LATE, BEFORE), "late, by the mark of Canvas"),
        (_receipt(HIDDEN_LATE), "late, by the mark of Canvas"),
        (_receipt(MOODLE, AFTER, "2026-12-01T17:59:00Z"), "on time, by the time in Moodle’s zip"),
        (
            _receipt(MOODLE, AFTER, "2026-12-01T20:00:00Z"),
            "late by 2 hours, by the time in Moodle’s zip",
        ),
        (_receipt(MOODLE, BEFORE, "2026-12-01T20:00:00Z"), "on time, it was here before"),
        (_receipt("river.json", BEFORE), "on time, it was here before"),
        (_receipt("river.json"), "cannot be known"),
        (_receipt(MOODLE), "cannot be known"),
        # Of a day without a time nobody knows more than when it began.
        (_receipt(MOODLE, AFTER, "2026-12-01"), "on time, by the time in Moodle’s zip"),
        (_receipt(MOODLE, AFTER, "20261202"), "late by 6 hours, by the time in Moodle’s zip"),
        (_receipt("river.json", "2026-12-01"), "on time, it was here before"),
        (_receipt(MOODLE, "9999-12-31", "0001-01-01"), "cannot be known"),
    ],
)
def test_the_best_clock_tells_and_is_named(receipt: Receipt, said: str) -> None:
    assert _told(receipt) == said


def test_the_first_copy_of_a_file_counts() -> None:
    assert _told(_receipt(CANVAS_LATE), _receipt(CANVAS)) == "on time, by the mark of Canvas"
    assert _told(_receipt("a.json"), _receipt("b.json", BEFORE)) == "on time, it was here before"


def test_without_a_due_date_only_a_mark_speaks() -> None:
    assert _told(_receipt("a.json"), terms=Terms()) == ""
    assert _told(_receipt(CANVAS_LATE), terms=Terms()) == "late, by the mark of Canvas"


def test_extra_time_moves_a_student_s_own_date_and_the_teacher_s_word_ends_it() -> None:
    late = _receipt(MOODLE, AFTER, "2026-12-02T17:00:00Z")
    assert _told(late) == "late by 23 hours, by the time in Moodle’s zip"
    assert _told(late, due={"B-1": "2 days"}) == "on time, by the time in Moodle’s zip"
    assert _told(late, due={"B-2": "2 days"}).startswith("late")
    assert _told(late, due={"B-1": "2026-12-02T16:00"}, terms=Terms(DUE, UTC)).startswith("late")
    assert _told(late, on_time=frozenset({"B-1"})) == "on time, the teacher says so"
    # Canvas marks by its own date, and does not know of this one.
    assert _told(_receipt(CANVAS_LATE, BEFORE), due={"B-1": "2 days"}).startswith("on time")
    assert _told(_receipt(CANVAS_LATE, "2026-12-09T08:00:00Z"), due={"B-1": "2 days"}) == (
        "cannot be known"
    )


def test_a_time_without_a_zone_is_read_in_the_zone_of_the_class() -> None:
    berlin = Terms(datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("Europe/Berlin")))
    in_time = _receipt(MOODLE, AFTER, "2026-12-01T17:30:00")
    zone = ZoneInfo("Europe/Berlin")
    assert _told(in_time, terms=Terms(berlin.due, zone)).startswith("on time")
    assert _told(in_time, terms=Terms(berlin.due, ZoneInfo("UTC"))).startswith("late by 30 min")


def test_a_canvas_zip_fetched_next_morning_makes_nobody_late(tmp_path: Path) -> None:
    sent = {
        "odeann_12345_67890_river.json": hand_in("B-1"),
        "odeben_LATE_12346_67891_river.json": hand_in("B-2"),
    }
    folder = class_of(tmp_path, {"canvas.zip": zipped(sent), "b3.json": hand_in("B-3")})
    write_terms(folder, {"due": "2020-01-01"})  # long before anything was collected
    receipts = read_receipts(folder)
    assert [receipt.uploaded for receipt in receipts] == ["", "", ""]
    found = attendance([], receipts, read_terms(folder))
    assert found.handed == ()
    told = {r.student: str(timing([r], read_terms(folder), Decided(), r.student)) for r in receipts}
    assert told == {
        "B-1": "on time, by the mark of Canvas",
        "B-2": "late, by the mark of Canvas",
        "B-3": "cannot be known",
    }


def test_only_moodle_s_times_are_believed_and_only_where_they_lie_apart() -> None:
    day = datetime(2026, 12, 1, 12)
    apart = [
        (f"Ann Ode_{n}_assignsubmission_file_/x.json", day - timedelta(days=n)) for n in (1, 2)
    ]
    canvas = ("odeann_12345_67890_x.json", day)
    assert upload_times(_members(*apart, canvas)) == {
        apart[0][0]: "2026-11-30T12:00:00",
        apart[1][0]: "2026-11-29T12:00:00",
    }
    together = [(name, day + timedelta(minutes=n)) for n, (name, _) in enumerate(apart)]
    assert upload_times(_members(*together)) == {}
    assert upload_times(_members(apart[0])) == {}
    utc = int(datetime(2026, 11, 30, 11, tzinfo=UTC).timestamp())
    field = struct.pack("<HHBi", 0x5455, 5, 1, utc)
    (told, _) = upload_times(_members(*apart, extra=b"\x01\x00\x01\x00x" + field)).values()
    assert told == "2026-11-30T11:00:00.000000Z"
    torn = _members(*apart, extra=field[:6])
    assert set(upload_times(torn).values()) == {"2026-11-30T12:00:00", "2026-11-29T12:00:00"}


def test_a_moodle_zip_whose_entries_lie_apart_tells_when_each_came(tmp_path: Path) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for n, name in enumerate(("Ann Ode", "Ben Ode"), 1):
            member = zipfile.ZipInfo(
                f"{name}_{n}_assignsubmission_file_/x.json", (2026, 11, n, 9, 0, 0)
            )
            archive.writestr(member, hand_in(f"B-{n}"))
    folder = class_of(tmp_path, {"moodle.zip": held.getvalue()})
    assert [r.uploaded for r in read_receipts(folder)] == [
        "2026-11-01T09:00:00",
        "2026-11-02T09:00:00",
    ]


# -- Terms


def test_terms_are_read_from_the_class_and_set_without_losing_another_line(tmp_path: Path) -> None:
    folder = ClassFolder(tmp_path)
    folder.about.write_text('exercise = "river"\nwork = "0123456789abcdef"\n', encoding="utf-8")
    assert read_terms(folder) == Terms()
    write_terms(folder, {"due": "2026-12-01T18:00", "zone": "Europe/Berlin"})
    write_terms(folder, {"late": "10 % a day, at most 50 %", "absent": "zero"})
    text = folder.about.read_text(encoding="utf-8")
    assert text.startswith('exercise = "river"\nwork = "0123456789abcdef"\n')
    found = read_terms(folder)
    assert found.due == datetime(2026, 12, 1, 17, tzinfo=UTC)
    assert found.late == LateRule(10, timedelta(days=1), 50)
    assert found.absent == "zero"
    assert read_terms(folder, "2026-12-24").due == datetime(
        2026, 12, 24, 23, 59, 59, 999999, ZoneInfo("Europe/Berlin")
    )
    write_terms(folder, {"late": "", "zone": ""})
    assert read_terms(folder).late is None
    folder.about.write_text("due = 2026-12-01T18:00:00+01:00\n", encoding="utf-8")
    assert read_terms(folder).due == datetime(2026, 12, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due": "soon"}, "“soon” is no date"),
        ({"zone": "Mars/North"}, "no time zone"),
        ({"zone": "../etc"}, "no time zone"),
        ({"late": "ten"}, "no late rule"),
        ({"late": "110 % a day"}, "no late rule"),
        ({"absent": "gone"}, "blank, zero or excused"),
    ],
)
def test_terms_that_cannot_be_read_say_what_to_write(
    values: dict[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=said):
        terms_of(values)
    folder = ClassFolder(tmp_path)
    with pytest.raises(ValueError, match=said):
        write_terms(folder, values)
    assert not folder.about.exists()
    folder.about.write_text("".join(f'{n} = "{v}"\n' for n, v in values.items()), encoding="utf-8")
    with pytest.raises(Unreadable, match=said):
        read_terms(folder)


@pytest.mark.parametrize(
    ("late_by", "left"),
    [
        (timedelta(seconds=1), 0.9),
        (timedelta(days=1), 0.9),
        (timedelta(days=1, seconds=1), 0.8),
        (timedelta(days=90), 0.5),
        (None, 0.9),
    ],
)
def test_a_late_rule_takes_a_step_for_each_day_begun(
    late_by: timedelta | None, left: float
) -> None:
    rule = read_late_rule("10% per day, at most 50%")
    assert rule.keeps(late_by) == pytest.approx(left)
    late = Timing(True, "zip", DUE, late_by)
    assert kept(Terms(DUE, late=rule), late) == pytest.approx(left)
    assert kept(Terms(DUE), late) == 1
    assert kept(Terms(DUE, late=rule), Timing(None, "", DUE)) == 1


def test_lengths_of_time_are_read_as_people_write_them() -> None:
    assert read_duration("2 days") == timedelta(days=2)
    assert read_duration(" 36h ") == timedelta(hours=36)
    for wrong in ("", "two days", "-1 day", "5"):
        with pytest.raises(ValueError, match="no length of time"):
            read_duration(wrong)
