"""Pages of feedback in one zip, named as the LMS named the hand-ins, so that it takes them back.

Moodle takes such a zip at an assignment under “Upload multiple feedback files in a zip”, Canvas
under “Upload submissions”. Each knows a student by the name and the number that its own download
had before a file's name, and only these are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kit.classroom.collecting.lms_names import uploader
from kit.classroom.model import Receipt
from kit.classroom.releasing.archive import pack

PAGE = "feedback.html"
_MOODLE = re.compile(r"(?:^|/)(?P<who>[^/]+_\d+_assignsubmission_file_)(?P<folder>/?)")


def packed(
    pages: Mapping[str, bytes], receipts: Iterable[Receipt]
) -> tuple[bytes, tuple[str, ...]]:
    """The zip of these pages, by student, and the students whose file came from no LMS."""
    names: dict[str, str] = {}
    for receipt in receipts:
        if receipt.student in pages and (name := lms_name(receipt.source)):
            names.setdefault(receipt.student, name)
    files = {names[student]: page for student, page in pages.items() if student in names}
    return pack(files), tuple(student for student in pages if student not in names)


def lms_name(source: str) -> str:
    """What a page is to be called beside a file that came under this name; "" without an LMS."""
    who = uploader(source)
    if who is None:
        return ""
    if who.lms == "Moodle":
        found = _MOODLE.search(source)
        return f"{found['who']}{found['folder']}{PAGE}" if found else ""
    last = source.rpartition("/")[2]
    return f"{last.removesuffix('.json')}.html"
