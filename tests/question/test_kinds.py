"""A kind is a row in a table of each layer."""

from __future__ import annotations

import re

from support.jupyterlab import ROOT

from kit.language.strings import WORDS
from kit.question.answers_block import WRITERS as KEYED_WRITERS
from kit.question.grade import GRADERS
from kit.question.model import KINDS
from kit.question.readers import READERS
from kit.question.sample_responses import RIGHT, WRONG
from kit.question.write import PAPER, WRITERS


def test_all_tables_have_the_same_kinds() -> None:
    summaries = {name[4:] for name in WORDS if name.startswith("sum_")} - {
        "later",
        "rate_open",
        "rate_interval",
        "saved",
    }
    script = (ROOT / "kit" / "card" / "card.js").read_text(encoding="utf-8")
    table = re.search(r"^const KINDS = \{(.*?)^\};", script, re.M | re.S)
    assert table
    shown = set(re.findall(r'^  "?([a-z-]+)"?:', table[1], re.M))
    for kinds in (GRADERS, READERS, RIGHT, WRONG, PAPER, WRITERS, KEYED_WRITERS, summaries, shown):
        assert set(kinds) == set(KINDS)
