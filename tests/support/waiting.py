"""Waiting for what has to become true, for as long as a busy machine may need."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds; reached only where something is wrong
_PAUSE = 0.05


def until(is_true: Callable[[], object], what: str) -> None:
    """Return once a condition is true. Raises TimeoutError, which says ``what`` never came."""
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {PATIENCE:g} seconds")
        time.sleep(_PAUSE)
