"""Loaded words are marked, and swapped for neutral ones by a switch."""

from __future__ import annotations

from kit.article.segments import Segment
from kit.lesson.loaded_words import Loaded, swapped
from kit.lesson.swap import Swap

SEGMENT = Segment("S1", "The <tyrant> of the hermit country spoke.", 0)
LOADED = (
    Loaded("S1", "hermit country", "north"),
    Loaded("S1", "The <tyrant>", "The leader"),
    Loaded("S2", "spoke", "shouted"),
)


def test_loaded_words_are_marked_and_escaped() -> None:
    assert swapped(SEGMENT, LOADED, neutral=False) == (
        "<mark>The &lt;tyrant&gt;</mark> of the <mark>hermit country</mark> spoke."
    )


def test_neutral_words_stand_in_their_place() -> None:
    assert swapped(SEGMENT, LOADED, neutral=True) == (
        "<mark>The leader</mark> of the <mark>north</mark> spoke."
    )


def test_the_switch_changes_the_text_at_once() -> None:
    swap = Swap([SEGMENT], LOADED)
    assert "hermit country" in swap.text.value
    swap.switch.value = True
    assert "hermit country" not in swap.text.value
    assert "S1: hermit country → north" in repr(swap)
