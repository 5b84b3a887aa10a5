"""A desk of a real question, for tests that need no notebook."""

from __future__ import annotations

from labdesk import ROOT

from kit import specimen
from kit.desk import Desk
from kit.log import Entry, Log
from kit.model import Key
from kit.plain import to_plain
from kit.rooms import Rooms
from kit.seed import read_article, read_sheet

WHO = "kim-putin-trip/2-who-says-so"


def desk_of_a_real_question(log: Log, id: str = "passive-owner") -> tuple[Desk, dict[str, object]]:
    """A desk on a question of lesson 2 and the right response to it, as the browser sends it."""
    rooms = Rooms(ROOT)
    sheet = read_sheet(rooms, WHO)
    question, key = sheet.question(id), sheet.key(id)
    assert question
    assert key
    segments = read_article(rooms, "kim-putin-trip").shown(question.show)
    blank = Entry("draft", WHO, id, "", "", edition="e")
    desk = Desk(question, key, segments, (), [], log, blank)
    return desk, to_plain(specimen.right(question, key, segments))


def secrets(key: Key) -> list[str]:
    """All texts of a key that a student must not see before answering."""
    notes = [note.text for _, note in key.notes] + [k.note.text for k in key.spans]
    rubric = [level.text for level in key.rubric]
    return [text for text in (*notes, *rubric, *key.more_hints, key.because, key.model) if text]
