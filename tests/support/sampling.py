"""How many lessons a browser goes through."""

from __future__ import annotations

import os
from collections.abc import Sequence

from support.jupyterlab import ROOT

from kit.article.project import Project

IS_ALL = os.environ.get("KIT_LESSONS") == "all"


def all_or(sample: Sequence[str]) -> list[str]:
    """All lessons where `KIT_LESSONS` is “all”, as in make soak (an hour or more); else these."""
    return list(Project(ROOT).lessons() if IS_ALL else sample)
