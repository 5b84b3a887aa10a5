"""What two files of a class have in common, and who uploaded whose: facts, not accusations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kit.classroom.collecting.lms_names import hidden_names, may_be_one_name, uploader
from kit.classroom.model import Receipt, Student
from kit.language.shown import few, shown
from kit.learner.hand_in import HandIn

SHORT = 40  # characters; two students may well write the same shorter text
MOST = 10  # students who are named in one fact
CROWD = 5  # students; what more than these have in common was given to them


def facts_of_uploads(receipts: Iterable[Receipt], roster: Iterable[Student]) -> Iterator[str]:
    """Which files came from accounts whose names the roster does not have, and which from several.

    ``receipts`` have their students as settled. Only the name that an LMS gave says so. It may be
    a group's or a nickname, and where the LMS hides names it says nothing. Work of several that
    one of them uploaded is no such file.
    """
    receipts = tuple(receipts)
    names = {student.id: student.name for student in roster}
    teams: dict[str, set[str]] = {}
    for receipt in receipts:
        teams.setdefault(receipt.sha256, set()).add(names.get(receipt.student, ""))
    accounts: dict[str, dict[tuple[str, str], None]] = {}
    strange: dict[str, dict[str, None]] = {}
    for receipt in receipts:
        if who := uploader(receipt.source):
            accounts.setdefault(receipt.sha256, {})[who.name, who.number] = None
            name = names.get(receipt.student, "")
            own = any(may_be_one_name(who.name, one) for one in teams[receipt.sha256] if one)
            if name and not own:
                strange.setdefault(who.name, {})[receipt.student] = None
    hidden = hidden_names(filter(None, (uploader(r.source) for r in receipts)))
    if others := [f"“{who}” ({few(ids, 5)})" for who, ids in strange.items() if who not in hidden]:
        yield (
            f"From accounts with other names than the roster has, such as those of groups: "
            f"{few(others, MOST)}."
        )
    for sha256, uploaded in accounts.items():
        if len({number for _, number in uploaded}) > 1:
            who_all = ", ".join(f"“{name}” ({number})" for name, number in uploaded)
            yield f"One and the same file ({sha256[:12]}) was uploaded by {who_all}."


def facts_of_answers(received: Iterable[tuple[Receipt, HandIn]]) -> Iterator[str]:
    """Which two students' files hold the same entries, or the same long written text, and whose
    own files hold none of the same. A file that is several students' work is no such fact.

    The same entries come from one computer used by two, or from a copied file. Files of one
    student without any come from two computers, or from somebody else.
    """
    entries: dict[str, set[str]] = {}
    texts: dict[tuple[str, str, str], set[str]] = {}
    there: set[str] = set()
    apart: dict[str, None] = {}
    teams: dict[str, str] = {}  # sha256 -> whose file it is first
    for receipt, hand_in in received:
        team = teams.setdefault(receipt.sha256, receipt.student)
        if team != receipt.student:
            continue
        made = [entry.id for part in hand_in.parts for entry in part.entries]
        if made and receipt.student in there:
            if not any(receipt.student in entries.get(id, ()) for id in made):
                apart[receipt.student] = None
        elif made:
            there.add(receipt.student)
        for part in hand_in.parts:
            for entry in part.entries:
                entries.setdefault(entry.id, set()).add(receipt.student)
                text = " ".join(str(entry.response.get("text", "")).split())
                if len(text) >= SHORT:
                    place = (entry.lesson, entry.question, text.casefold())
                    texts.setdefault(place, set()).add(receipt.student)
    if apart:
        yield (
            f"Two files with no answer in common, from two computers or two people: {few(apart)}."
        )
    for (one, other), count in _shared(entries).items():
        answers = "1 answer" if count == 1 else f"{count} answers"
        yield f"{one} and {other} handed in {answers} made at the same moment on one computer."
    for (lesson, question, _), students in sorted(texts.items()):
        if len(students) > 1:
            who = few((shown(student) for student in sorted(students)), MOST)
            yield f"{shown(lesson)}, “{shown(question)}”: the same text from {who}."


def _shared(entries: Mapping[str, set[str]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for students in entries.values():
        if 1 < len(students) <= CROWD:
            found.update(combinations(sorted(students), 2))
    return found


def marked_late(receipts: Iterable[Receipt]) -> tuple[str, ...]:
    """The students, or names, whose file Canvas marks as late."""
    found = (r for r in receipts if (who := uploader(r.source)) and who.late)
    return tuple(dict.fromkeys(r.student or shown(r.said) for r in found))
