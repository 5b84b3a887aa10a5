"""What each right and wrong option counts in Moodle, which takes only some shares of a mark."""

from __future__ import annotations

from collections.abc import Iterator

from kit.exchange.sent import Sent

# The shares that Moodle takes, in per cent; with less than nothing before them for wrong options.
LEGAL = (
    *(100.0, 90.0, 83.33333, 80.0, 75.0, 70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333, 30.0, 25.0),
    *(20.0, 16.66667, 14.28571, 12.5, 11.11111, 10.0, 5.0),
)


def weights(right: int) -> tuple[tuple[float, ...], float]:
    """What each of so many right options counts, in per cent, and what a wrong one takes away.

    All are on Moodle's list, and the right ones make 100. Where they cannot be even, the first ones
    count more.
    """
    nearest = min(LEGAL, key=lambda share: abs(share - 100 / right))
    if abs(nearest - 100 / right) < 0.001:
        return (nearest,) * right, -nearest
    tens = max(0, 20 - right)
    fives = min(20, right) - tens
    return (*(10.0,) * tens, *(5.0,) * fives, *(0.0,) * (right - tens - fives)), -nearest


def uneven(sent: Sent) -> Iterator[str]:
    """Said of a question whose right options cannot count the same."""
    right = len(sent.key.ticked)
    if right and len(set(weights(right)[0])) > 1:
        yield f"{right} right options cannot count the same there, so the first ones count more"
