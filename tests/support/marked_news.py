"""Invented news with its attribution cues in brackets, to measure `kit.author.suggest` against.

Every person, place and event in `marked_news/` is made up. The cues were marked by hand, by this
rule: the words that hand what is said, thought, felt or intended to somebody; none inside a direct
quotation unless the quoted speaker passes on what others said. A colon, a comma or a quotation mark
is never a cue.

The first text was marked beside the rules, the other two in one go before the rules in
`kit.author.cues` were looked at. The second was in view while the rules were changed; no rule was
changed for the third. The single sentences show one rule each; some have the words of a cue in
another sense, and no brackets.
"""

from __future__ import annotations

from pathlib import Path


def _paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs and headlines of a text, each on a single line."""
    path = Path(__file__).with_suffix("") / f"{name}.txt"
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(" ".join(block.split()) for block in blocks)


MARKED = _paragraphs("first")
IN_VIEW = _paragraphs("in_view")
OUT_OF_VIEW = _paragraphs("out_of_view")
CUES_OF_SENTENCES = _paragraphs("sentences")
