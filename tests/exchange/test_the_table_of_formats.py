"""The table that says which format suits which system, and what is lost: the kinds' own words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from support.jupyterlab import ROOT

from kit.exchange.formats import FORMATS
from kit.exchange.sent import FEATURES, Format
from kit.question.kinds import kinds

TEACHERS_PAGE = ROOT / "notebooks" / "instructors" / "teach-this-course.ipynb"
HEAD = ("| `--to` | For | Kept whole | With a loss | Left out |", "|---|---|---|---|---|")


def table() -> str:
    """The table as it has to stand in README and on the teachers' page."""
    return "\n".join((*HEAD, *(_row(format) for format in FORMATS.values())))


def _row(format: Format) -> str:
    cells = [f"`{format.name}`", f"{format.systems} ({format.title})"]
    for how in ("faithful", "loss", "out"):
        cells.append("; ".join(_said(format, how)) or "–")
    return f"| {' | '.join(cells)} |"


def _said(format: Format, how: str) -> Iterator[str]:
    """Names of kinds, those of which the same is said together."""
    found: dict[str, list[str]] = {}
    for own in kinds():
        kept = own.elsewhere[format.name]
        if kept.how == how:
            found.setdefault(kept.why, []).append(own.name)
    for why, names in found.items():
        yield f"{', '.join(names)}: {why}" if why else ", ".join(names)


@pytest.mark.parametrize("place", ["README.md", "the teachers’ page"])
def test_the_table_says_what_the_kinds_say(place: str) -> None:
    if place == "README.md":
        text = (ROOT / place).read_text(encoding="utf-8")
    else:
        cells = json.loads(TEACHERS_PAGE.read_text(encoding="utf-8"))["cells"]
        text = "\n".join("".join(cell["source"]) for cell in cells)
    assert table() in text, f"{place} needs this table:\n{table()}"


def test_readme_says_which_features_each_format_has() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for format in FORMATS.values():
        lacking = [name for name in FEATURES if name not in format.keeps]
        assert f"`{format.name}` has no {', '.join(lacking)}" in text
