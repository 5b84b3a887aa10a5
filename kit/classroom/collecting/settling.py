"""What a teacher can decide of a class's files and students, each written down as a decision.

Every function gives the decisions to be written and raises Undecided, with what to say instead,
where the words name no file or no student.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.classroom.collecting.roster import key_of, nearest
from kit.classroom.collecting.settle import Settled, student_of
from kit.classroom.decisions import AND, GRADEBOOK, Decision, Matter, name_key
from kit.classroom.model import Receipt, Student
from kit.classroom.terms import Terms
from kit.language.shown import few, shown
from kit.learner.log import stamp

LEAST = 6  # characters of a sha256 that name a file


class Undecided(Exception):
    """Why nothing is decided, in a sentence."""


def exclude(found: Settled, file: str, why: str = "") -> Decision:
    """Keep a file and count it for nobody, also when it is collected again."""
    return _decision("counts", file_named(found, file).sha256, "no", why)


def take_back(found: Settled, file: str, why: str = "") -> tuple[Decision, ...]:
    """Have a file be as if nothing had been decided of it."""
    sha256 = file_named(found, file).sha256
    return _decision("counts", sha256, "", why), _decision("whose", sha256, "", why)


def give(found: Settled, file: str, students: str, why: str = "") -> tuple[Decision, ...]:
    """Make a file one student's, or the work of several, whose ids have “&” between them."""
    ids = AND.join(students_named(found, students))
    sha256 = file_named(found, file).sha256
    return _decision("counts", sha256, "", why), _decision("whose", sha256, ids, why)


def pseudonym(found: Settled, name: str, student: str, why: str = "") -> Decision:
    """Have every file that names itself so be a student's."""
    (id,) = students_named(found, student, most=1)
    if not name.strip():
        raise Undecided("Say which name stands in the files.")
    if key_of(name) in {key_of(one.id) for one in found.roster}:
        raise Undecided(f"“{name}” is an id of the roster; it cannot stand for another student.")
    return _decision("whose", name_key(name), id, why)


def zeros(are_lost: bool, why: str = "", of: str = "") -> Decision:
    """Say whether the ids of the roster have lost the zeros that they begin with.

    ``of`` is `GRADEBOOK` where it is between the roster and a gradebook that they are missing.
    """
    return _decision("zeros", of, "yes" if are_lost else "no", why)


def excuse(found: Settled, student: str, excused: bool = True, why: str = "") -> Decision:
    """Have a student need not hand in, and count in no figure; or need to, as before."""
    (id,) = students_named(found, student, most=1)
    return _decision("excused", id, "yes" if excused else "", why)


def extend(found: Settled, student: str, until: str, terms: Terms, why: str = "") -> Decision:
    """Give a student an own due date, or so much longer; "" for the date of the class."""
    (id,) = students_named(found, student, most=1)
    if until and terms.due is None and not until.strip()[:4].isdigit():
        raise Undecided("The class has no due date yet to be later than; set one with --due.")
    try:
        terms.due_for(until)
    except ValueError as error:
        raise Undecided(str(error)) from error
    return _decision("due", id, until.strip(), why)


def on_time(found: Settled, student: str, is_so: bool = True, why: str = "") -> Decision:
    """Call a student in time, whatever a clock says; or leave it to the clocks again."""
    (id,) = students_named(found, student, most=1)
    return _decision("late", id, "no" if is_so else "", why)


def pairs_but_for_zeros(found: Settled) -> tuple[tuple[str, Student], ...]:
    """What files say, and the student whose id it is with more or fewer zeros before it."""
    ids = {student.id: student for student in found.roster}
    pairs = {one.receipt.said: ids[one.zeros] for one in found.waiting if one.zeros}
    return tuple(pairs.items())


def file_named(found: Settled, file: str) -> Receipt:
    """The file that a sha256, or the beginning of one, names."""
    start = file.strip().casefold()
    known: Mapping[str, Receipt] = {r.sha256: r for r in reversed(found.receipts)}
    fits = [sha256 for sha256 in known if sha256.startswith(start)]
    if len(start) < LEAST or not fits:
        raise Undecided(
            f"No file of the class begins with “{shown(file)}”; give at least {LEAST} characters "
            "of its sha256, as kit settle lists it and the file in hand-ins is called."
        )
    if len(fits) > 1:
        raise Undecided(f"{len(fits)} files begin with “{shown(file)}”; give more of its sha256.")
    return known[fits[0]]


def students_named(found: Settled, text: str, most: int = 50) -> tuple[str, ...]:
    """The ids of the students whose ids a person wrote, “&” between them."""
    ids = {key_of(student.id): student for student in found.roster}
    whole = student_of(text, ids)  # an id may hold the sign itself
    parts = [text] if whole else [part.strip() for part in text.split("&") if part.strip()]
    named: list[str] = []
    for part in parts:
        student = student_of(part, ids)
        if student is None:
            near = nearest(part, found.roster)
            hint = f"; near it: {few(near)}" if near else ""
            raise Undecided(f"“{shown(part)}” is no id of the roster{hint}.")
        named.append(student.id)
    if not 0 < len(set(named)) <= most:
        raise Undecided("Name one student by the id." if most == 1 else "Name a student by the id.")
    return tuple(dict.fromkeys(named))


def in_words(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Decisions as a teacher reads them."""
    said = {
        ("counts", "no"): "the file {of} is kept, and counts for nobody",
        ("whose", ""): "{of} is as if nothing had been decided of it",
        ("excused", "yes"): "{of} is excused",
        ("excused", ""): "{of} is not excused",
        ("late", "no"): "{of} is in time, whatever a clock says",
        ("late", ""): "whether {of} was late is told by the clocks",
        ("due", ""): "{of} is due when the class is",
        ("zeros", "yes"): "ids of the roster have lost zeros, and are found without them",
        ("zeros", "no"): "ids of the roster are as they should be",
    }
    other = {"whose": "{of} is the work of {value}", "due": "{of} is due {value}"}
    found: list[str] = []
    for one in decisions:
        if one.matter == "zeros" and one.of == GRADEBOOK:
            lost = "lost zeros, and are found without them"
            other_id = "are other ids where their zeros differ"
            found.append(f"ids of the gradebook {lost if one.value == 'yes' else other_id}")
            continue
        text = said.get((one.matter, one.value)) or (one.value and other.get(one.matter, ""))
        of = f"{one.of[:12]}…" if len(one.of) == 64 else one.of
        if text:
            found.append(text.format(of=of, value=_until(one)))
    return tuple(found)


def _until(one: Decision) -> str:
    is_longer = one.matter == "due" and not one.value[:4].isdigit()
    return f"{one.value} after the class" if is_longer else one.value


def _decision(matter: Matter, of: str, value: str, why: str) -> Decision:
    return Decision(matter, of, value, " ".join(why.split()), stamp()["at"])
