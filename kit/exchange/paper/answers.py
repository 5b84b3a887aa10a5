"""The answers on a printed sheet, as a hand-in of the student whose sheet it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.article.packages import kit_version
from kit.article.project import Project, exercise_of
from kit.classroom.collecting.collect import collect
from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.collecting.upload_kinds import Found
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.asked import by_place, read_issued_forms
from kit.classroom.model import Receipt
from kit.exchange.paper.codes import Sheet, read_code, read_sheets, shown_code
from kit.exchange.paper.typed import Unread, read_sure, read_typed, typed
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry, stamp
from kit.learner.wire import read_hand_in
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Key, Sure
from kit.question.response_data import response_from_data, response_to_data

SOURCE = "typed in from paper, sheet"


class NoSheet(ValueError):
    """Why there is nothing to type in for a code, in a sentence."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one question: the answer, and how sure."""

    answer: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet with its questions, and what was typed in from it before."""

    sheet: Sheet
    questions: tuple[Keyed, ...]
    before: Mapping[str, Typed]  # by question; empty where it was never typed in


def open_sheet(folder: ClassFolder, project: Project, code: str) -> OpenSheet:
    """The sheet of a code as it was typed or scanned. Raises NoSheet, Unreadable, OSError."""
    known = read_code(code)
    if not known:
        raise NoSheet(f"“{code.strip()}” is no code of a sheet; look at it again.")
    sheet = read_sheets(folder.sheets).get(known)
    if sheet is None:
        raise NoSheet(f"{folder.sheets} has no sheet {shown_code(known)}; is it of this class?")
    forms = read_issued_forms(project, exercise_of(sheet.lesson))
    questions = tuple(
        Keyed(asked.question, asked.key or Key(asked.question.id), asked.segments)
        for (lesson, revision, _), asked in by_place(forms).items()
        if (lesson, revision) == (sheet.lesson, sheet.revision)
    )
    if not questions:
        raise NoSheet(
            f"{sheet.lesson} has changed since sheet {shown_code(known)} was printed; its answers "
            "would not fit. Put the lesson back as it was, or print it anew."
        )
    return OpenSheet(sheet, questions, _before(folder, sheet, questions))


def save(folder: ClassFolder, opened: OpenSheet, given: Mapping[str, Typed]) -> Receipt:
    """Take what was typed as a hand-in, marked as typed in; the last one of a sheet counts.

    Raises Unread where an answer cannot be read, Unreadable and OSError.
    """
    sheet = opened.sheet
    entries = tuple(
        entry
        for asked in opened.questions
        if (entry := _entry(sheet, asked, given.get(asked.question.id, Typed())))
    )
    exercise = exercise_of(sheet.lesson)
    hand_in = HandIn(
        exercise,
        sheet.student,
        stamp()["at"],
        kit_version(),
        (Part(sheet.lesson, sheet.revision, entries),),
    )
    source = f"{SOURCE} {shown_code(sheet.code)}"
    found = Found(source, as_json(hand_in).encode(), sheet.code)
    (taken,) = collect(folder, [found], exercise)
    if not isinstance(taken, Receipt):
        raise NoSheet(f"It was not taken in: {taken}.")
    return taken


def differences(opened: OpenSheet, given: Mapping[str, Typed]) -> list[str]:
    """The ids of questions that were read otherwise the first time than now. Raises Unread."""
    return [
        asked.question.id
        for asked in opened.questions
        if _meant(asked, opened.before.get(asked.question.id, Typed()))
        != _meant(asked, given.get(asked.question.id, Typed()))
    ]


def in_words(asked: Keyed, text: str) -> str:
    """How what was typed is read. Raises Unread."""
    response = read_typed(text, asked)
    if kind(asked.question.kind).is_blank(response):
        return "blank"
    parts = kind(asked.question.kind).parts(asked, response)
    said = [
        part.given if part.given == part.text else f"{part.text} → {part.given}"
        for part in parts
        if part.given
    ]
    return "; ".join(said) or response.text


def _meant(asked: Keyed, one: Typed) -> tuple[object, Sure]:
    sure: Sure = read_sure(one.sure) if one.sure.strip() else ""
    return response_to_data(read_typed(one.answer, asked)), sure


def _entry(sheet: Sheet, asked: Keyed, one: Typed) -> Entry | None:
    response = read_typed(one.answer, asked)
    if kind(asked.question.kind).is_blank(response):
        return None
    sure: Sure = read_sure(one.sure) if one.sure.strip() else ""
    now = stamp()
    return Entry(
        "try",
        sheet.lesson,
        asked.question.id,
        now["at"],
        now["id"],
        sheet.revision,
        response=response_to_data(response),
        sure=sure,
    )


def _before(folder: ClassFolder, sheet: Sheet, questions: Sequence[Keyed]) -> Mapping[str, Typed]:
    log = read_receipt_log(folder.receipts).receipts
    last = next((one for one in reversed(log) if one.sheet == sheet.code), None)
    if last is None:
        return {}
    data = (folder.hand_ins / f"{last.sha256}.json").read_bytes()
    entries = {e.question: e for part in read_hand_in(data).parts for e in part.entries}
    found: dict[str, Typed] = {}
    for asked in questions:
        id, entry = asked.question.id, entries.get(asked.question.id)
        if entry is None:
            found[id] = Typed()
        else:
            response = response_from_data(entry.response, asked.question, asked.segments)
            found[id] = Typed(typed(response, asked), entry.sure[:1])
    return found


__all__ = [
    "NoSheet",
    "OpenSheet",
    "Typed",
    "Unread",
    "differences",
    "in_words",
    "open_sheet",
    "save",
]
