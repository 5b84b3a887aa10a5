"""Measures of judging: a share with its interval, and telling what holds from what fails."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

FEW = 5  # with fewer answers than this, nothing is said about a share
_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(0.975)  # so that intervals are those of 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many were right."""

    right: int = 0
    n: int = 0

    @property
    def few(self) -> bool:
        """Whether these are too few to say anything."""
        return self.n < FEW

    @property
    def score(self) -> float:
        """The share, from 0 to 1; 0 where there is nothing."""
        return self.right / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval; from 0 to 1 where there is nothing.

        It keeps near its promise when n is small and never leaves 0 to 1, unlike the share plus
        or minus two standard errors (Wilson 1927; Brown, Cai and DasGupta 2001).
        """
        if not self.n:
            return 0.0, 1.0
        weight = _Z**2 / self.n
        middle = (self.score + weight / 2) / (1 + weight)
        spread = math.sqrt(self.score * (1 - self.score) * weight + weight**2 / 4) / (1 + weight)
        low = 0.0 if self.right == 0 else middle - spread
        return low, 1.0 if self.right == self.n else middle + spread

    @property
    def _nudged(self) -> float:
        """The share with half an answer added to either side, so that it is never 0 or 1."""
        return (self.right + 0.5) / (self.n + 1)

    @property
    def _z(self) -> float:
        return _NORMAL.inv_cdf(self._nudged)

    @property
    def _variance(self) -> float:
        p = self._nudged
        return p * (1 - p) / (self.n * _NORMAL.pdf(self._z) ** 2)


@dataclass(frozen=True, slots=True)
class Discernment:
    """Telling what holds from what fails.

    A claim that holds and is answered with an option that doubts is **wrongly doubted**; one that
    fails and is answered with an option that trusts is **let through**. Any other answer is
    neither: too much trust in what holds is a mistake, and no doubt of it.

    Sensitivity is d' = z(rate not doubted) - z(rate let through), and bias the criterion
    c = -(z(rate not doubted) + z(rate let through)) / 2: above 0 leans to doubt, below 0 to trust.
    Where it is not known which way each wrong option errs, neither is bias, and every wrong answer
    counts against sensitivity. Whoever picks blindly among several options is then right less
    than half of the time, so that sensitivity starts below 0. All rates have 0.5 added to the
    count and 1 to the number, always, so that 0 and 1 have a z too (the log-linear rule: Hautus
    1995). Not A', which claims to assume nothing, yet shifts with the bias it should leave
    out, and has no bias measure of its own kind (Macmillan and Creelman 1996; Stanislaw and
    Todorov 1999).
    """

    holds: Share = Share()  # answered right among the questions whose claim holds
    fails: Share = Share()  # the same where it fails
    doubted: int | None = None  # what holds, answered with an option that doubts; None: not known
    let_through: int | None = None  # what fails, answered with an option that trusts

    @property
    def few(self) -> bool:
        """Whether there are too few of either sort to say anything about both together."""
        return self.holds.few or self.fails.few

    @property
    def hits(self) -> int:
        """What holds, judged right."""
        return self.holds.right

    @property
    def misses(self) -> int:
        """What holds, misjudged."""
        return self.holds.n - self.holds.right

    @property
    def caught(self) -> int:
        """What fails, judged right."""
        return self.fails.right

    @property
    def sensitivity(self) -> float:
        """d': 0 where the answers do not tell the two apart."""
        return sum(share._z for share in self._told)  # z(let through) is -z(not let through)

    @property
    def bias(self) -> float | None:
        """The criterion c: above 0 leans to doubt, below 0 to trust; None where not known."""
        leaned = self._leaned
        return (leaned[1]._z - leaned[0]._z) / 2 if leaned else None

    @property
    def bias_margin(self) -> float:
        """Half the 95 % interval of c; 0 where it is not known."""
        return _Z * math.sqrt(sum(share._variance for share in self._leaned)) / 2

    @property
    def _leaned(self) -> tuple[Share, ...]:
        """What holds and was not doubted, and what fails and was not let through."""
        if self.doubted is None or self.let_through is None:
            return ()
        holds, fails = self.holds.n, self.fails.n
        return Share(holds - self.doubted, holds), Share(fails - self.let_through, fails)

    @property
    def margin(self) -> float:
        """Half the 95 % interval of d' (Gourevitch and Galanter 1967).

        In trials with 11 to 30 claims that hold and 5 to 15 that fail, it held 95 to 99 times in
        100.
        """
        return _Z * math.sqrt(sum(share._variance for share in self._told))

    @property
    def _told(self) -> tuple[Share, ...]:
        """What holds and fails, as far as it was told apart."""
        return self._leaned or (self.holds, self.fails)
