"""The formats of other systems, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from kit.exchange import anki, gift, moodle, qti12, qti21
from kit.exchange.sent import Format

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        moodle.FORMAT,
        gift.FORMAT,
        qti12.CANVAS,
        qti21.FORMAT,
        qti12.CARTRIDGE,
        anki.FORMAT,
    )
}
