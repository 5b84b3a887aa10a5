"""How often tests kill a process or try what chance draws, and the seed of the moments of kills.

Few by default, so that every run has some; `make soak` sets all three, the seed anew each time.
"""

from __future__ import annotations

import os


def kills_wanted() -> int:
    """How many kills a test makes."""
    return int(os.environ.get("KIT_KILLS", "5"))


def slow_kills_wanted() -> int:
    """How many kills where each takes seconds: a hundred in make soak, else three."""
    return 100 if kills_wanted() >= 100 else 3


def examples(usual: int) -> int:
    """On how many drawn examples a property is tried: so many, or KIT_EXAMPLES times as many."""
    return usual * int(os.environ.get("KIT_EXAMPLES", "1"))


def seed() -> int:
    """The seed that a test draws its moments from."""
    return int(os.environ.get("KIT_SEED", "5"))
