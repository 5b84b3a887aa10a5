"""How often tests kill a process, and the seed of the moments at which they do.

Few by default, so that every run has some; `make soak` sets both, and the seed is new each time.
"""

from __future__ import annotations

import os


def kills_wanted() -> int:
    """How many kills a test makes."""
    return int(os.environ.get("KIT_KILLS", "5"))


def seed() -> int:
    """The seed that a test draws its moments from."""
    return int(os.environ.get("KIT_SEED", "5"))
