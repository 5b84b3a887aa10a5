"""The formats of other systems, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from kit.exchange import moodle
from kit.exchange.sent import Format

FORMATS: Mapping[str, Format] = {one.FORMAT.name: one.FORMAT for one in (moodle,)}
