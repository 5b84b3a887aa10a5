"""When a file was uploaded, as far as the zip of an LMS can know it.

Canvas stores the time of the download with each entry. So does Moodle today; an older one stores
when the file came in. Entries that lie close together say when they were packed, whoever wrote
them, and are never believed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from zipfile import ZipInfo

from kit.classroom.collecting.lms_names import uploader
from kit.language.dates import timestamp

PACKING = timedelta(minutes=30)  # longer than any LMS takes to pack one zip
_UNIX_TIME = 0x5455  # the extra field of Info-ZIP that holds a time in UTC


def upload_times(members: Iterable[ZipInfo]) -> Mapping[str, str]:
    """The time of each upload by its name in the zip; empty where the zip cannot tell.

    A time in UTC ends in Z; one without a zone is by the clock of the LMS.
    """
    found: dict[str, str] = {}
    clocks: list[datetime] = []
    for member in members:
        who = uploader(member.orig_filename)
        try:
            clock = datetime(*member.date_time)
        except ValueError:  # a day that does not exist
            return {}
        clocks.append(clock)
        if who and who.lms == "Moodle":
            unix = _unix_time(member.extra)
            found[member.orig_filename] = timestamp(unix) if unix else clock.isoformat()
    if not clocks or max(clocks) - min(clocks) <= PACKING:
        return {}
    return found


def _unix_time(extra: bytes) -> datetime | None:
    while len(extra) >= 4:
        field, size = struct.unpack("<HH", extra[:4])
        if field == _UNIX_TIME and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return datetime.fromtimestamp(struct.unpack("<i", extra[5:9])[0], UTC)
        extra = extra[4 + size :]
    return None
