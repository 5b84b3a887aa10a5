"""Many small values at once: made without a search for circles, and known again when alike."""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def many_values() -> Iterator[None]:
    """Python's search for circular references paused: among frozen values there are none.

    With a thousand hand-ins it takes a third of the time of a report.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fingerprint(value: Any) -> bytes:
    """Bytes that are equal only where two values of JSON are; `repr` takes twice as long."""
    return marshal.dumps(value, 2)  # later versions write a value that is in two places otherwise
