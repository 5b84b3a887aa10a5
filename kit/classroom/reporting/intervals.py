"""Intervals of 95 % for what is counted on few students: a mean mark, a correlation, an alpha."""

from __future__ import annotations

import math
from statistics import NormalDist

from kit.learner.measures import Share

Interval = tuple[float, float]
_Z = NormalDist().inv_cdf(0.975)
_TINY = 1e-300  # keeps Lentz's method from dividing by zero


def mean_share_interval(total: float, n: int) -> Interval:
    """Wilson's interval for the mean of ``n`` shares of 0 to 1 that add up to ``total``.

    For marks of 0 and 1 it is exactly Wilson's. Marks between them vary less, so that the interval
    is then too wide rather than too narrow. From 0 to 1 where there is nothing.
    """
    return Share(total, n).interval  # type: ignore[arg-type]  # the formula takes a part of one too


def correlation_interval(r: float, n: int) -> Interval | None:
    """Fisher's interval for a correlation of ``n`` pairs: tanh(artanh r +- 1.96 / sqrt(n - 3)).

    None with fewer than four pairs, and where r is 1 or -1, of which the formula says nothing.
    """
    if n < 4 or abs(r) >= 1:
        return None
    z, spread = math.atanh(r), _Z / math.sqrt(n - 3)
    return math.tanh(z - spread), math.tanh(z + spread)


def alpha_interval(alpha: float, students: int, items: int, level: float = 0.95) -> Interval | None:
    """Feldt's interval for Cronbach's alpha, as in Feldt, Woodruff and Salih (1987).

    (1 - alpha) / (1 - the alpha estimated) goes by F with (students - 1) (items - 1) and
    students - 1 degrees of freedom, so that the ends are 1 - (1 - alpha) F at both tails of F with
    the degrees the other way round. None with fewer than two students or items.
    """
    if students < 2 or items < 2:
        return None
    first, second = students - 1, (students - 1) * (items - 1)
    tail = (1 - level) / 2
    low = 1 - (1 - alpha) * f_quantile(1 - tail, first, second)
    return low, 1 - (1 - alpha) * f_quantile(tail, first, second)


def f_quantile(chance: float, first: float, second: float) -> float:
    """The value that F with these degrees of freedom stays below with this chance (0 < it < 1)."""
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2) not in (low, high):
        if beta_share(first / 2, second / 2, middle) < chance:
            low = middle
        else:
            high = middle
    return second * high / (first * (1 - high)) if high < 1 else math.inf


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a and b above 0 and x from 0 to 1.

    By its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), which
    converges fast below (a + 1) / (a + b + 2); above that by I_x(a, b) = 1 - I_(1-x)(b, a).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(b, a, 1 - x)
    logarithm = a * math.log(x) + b * math.log1p(-x) - math.log(a)
    logarithm -= math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    return math.exp(logarithm) * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """1 / (1 + d1 / (1 + d2 / (1 + ...))), by Lentz's method as Thompson and Barnett changed it."""
    value = upper = 1.0
    lower = 0.0
    for number in range(1, 100_000):
        m, is_odd = divmod(number, 2)
        if is_odd:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / (1 + step * lower or _TINY)
        upper = 1 + step / upper or _TINY
        value *= lower * upper
        if abs(lower * upper - 1) < 1e-15:
            break
    return 1 / value
