"""The sections of a report: a learner's figures in words, tables and plots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from kit.language.translation import Tongue
from kit.learner.figures import Figures, Stated
from kit.learner.measures import FEW, Discernment, Share
from kit.lesson.picture import Picture
from kit.lesson.plots import Bar, draw_calibration, draw_shares, range_in_words

MOST = 8  # rows in the table of slips

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what the figures mean, a table, what follows from it, and a plot."""

    title: str
    how: str
    head: Row = ()
    rows: tuple[Row, ...] = ()
    few: frozenset[int] = frozenset()  # the rows that stand on too few answers
    follows: tuple[str, ...] = ()
    draw: Callable[[], Picture] | None = None


def sections(figures: Figures, tongue: Tongue) -> tuple[Section, ...]:
    """All sections of a report, each with its words even where there is no answer for it."""
    return tuple(make(figures, tongue) for make in _SECTIONS)


def _work(figures: Figures, tongue: Tongue) -> Section:
    say, work = tongue.say, figures.work
    rows = [
        (say("report_questions"), tongue.number(work.questions)),
        (say("report_tries"), tongue.number(work.tries)),
        (say("report_tries_each"), tongue.number(work.tries_each, 1)),
        (say("report_first"), _of(work.graded.right, work.graded.n, tongue)),
        (say("report_last"), _of(work.right_at_last, work.graded.n, tongue)),
        (say("report_time"), _time(work.seconds, tongue)),
    ]
    if work.points is not None:
        name = say("report_points", work.rated)
        rows.append((name, tongue.number(100 * work.points)))
    return Section(say("report_work"), say("report_work_how"), (), tuple(rows))


def _skills(figures: Figures, tongue: Tongue) -> Section:
    say = tongue.say
    bars = [Bar(_short(tongue.skill(s) or s), share) for s, share in figures.skills]
    return Section(
        say("report_skills"),
        say("report_skills_how"),
        (say("report_skill"), *_share_head(tongue)),
        tuple((tongue.skill(s) or s, *_share_cells(share, tongue)) for s, share in figures.skills),
        _few(share for _, share in figures.skills),
        draw=partial(draw_shares, bars, tongue) if bars else None,
    )


def _discernment(figures: Figures, tongue: Tongue) -> Section:
    say, found = tongue.say, figures.discernment
    judged = ((say("report_holds"), found.holds), (say("report_fails"), found.fails))
    there = [(name, share) for name, share in judged if share.n]
    return Section(
        say("report_discernment"),
        say("report_discernment_how"),
        (say("report_claim"), *_share_head(tongue)),
        tuple((name, *_share_cells(share, tongue)) for name, share in there),
        _few(share for _, share in there),
        _what_discernment_means(found, tongue) if there else (),
    )


def _what_discernment_means(found: Discernment, tongue: Tongue) -> tuple[str, ...]:
    say = tongue.say
    counts: list[str] = []
    if found.holds.n:
        counts.append(say("report_hits", part=found.hits, whole=found.holds.n))
    if found.fails.n:
        counts.append(say("report_alarms", part=found.false_alarms, whole=found.fails.n))
    if found.few:
        return (*counts, say("report_discernment_few", few=FEW))
    leans = abs(found.bias) > found.margin / 2
    reading = ("report_doubts" if found.bias > 0 else "report_trusts") if leans else _NO_LEAN
    sensitivity = _give_or_take(found.sensitivity, found.margin, tongue)
    bias = _give_or_take(found.bias, found.margin / 2, tongue)
    return (
        *counts,
        say("report_sensitivity", value=sensitivity),
        say("report_bias", value=bias, reading=say(reading)),
        say("report_rough"),
    )


_NO_LEAN = "report_no_lean"


def _calibration(figures: Figures, tongue: Tongue) -> Section:
    say, stated = tongue.say, figures.stated
    bars = [Bar(say(_SURE[s.sure]), s.share, s.percent) for s in stated]
    head, *others = _share_head(tongue)
    enough = figures.brier is not None and sum(s.share.n for s in stated) >= FEW
    score = say("report_brier", score=tongue.number(figures.brier or 0, 2))
    return Section(
        say("report_calibration"),
        say("report_calibration_how"),
        (say("report_said"), say("report_meant"), head, *others, say("report_reading")),
        tuple(
            (
                say(_SURE[s.sure]),
                tongue.per_cent(s.percent / 100),
                *_share_cells(s.share, tongue),
                _reading(s, tongue),
            )
            for s in stated
        ),
        _few(s.share for s in stated),
        (score,) if enough else (),
        partial(draw_calibration, bars, tongue) if bars else None,
    )


_SURE = {"guess": "report_guess", "fairly sure": "report_fairly_sure", "certain": "report_certain"}


def _reading(stated: Stated, tongue: Tongue) -> str:
    if stated.share.few:
        return tongue.say("report_few")
    if stated.fits:
        return tongue.say("report_fits")
    surer = stated.percent / 100 > stated.share.share
    return tongue.say("report_over" if surer else "report_under")


def _slips(figures: Figures, tongue: Tongue) -> Section:
    say = tongue.say
    met = [(tongue.misconception(t) or t, str(n)) for t, n in figures.misconceptions[:MOST]]
    head = (say("report_slip"), say("report_met"))
    return Section(say("report_slips"), say("report_slips_how"), head, tuple(met))


def _levels(figures: Figures, tongue: Tongue) -> Section:
    say = tongue.say
    given = tuple((level, str(n)) for level, n in figures.levels)
    head = (say("report_level"), say("report_texts"))
    return Section(say("report_levels"), say("report_levels_how"), head, given)


_SECTIONS = (_work, _skills, _discernment, _calibration, _slips, _levels)


def _share_head(tongue: Tongue) -> Row:
    names = ("report_answers", "report_right", "report_share", "report_range")
    return tuple(map(tongue.say, names))


def _share_cells(share: Share, tongue: Tongue) -> Row:
    counts = (str(share.n), str(share.right))
    if share.few:
        return (*counts, tongue.say("report_few"), "")
    return (*counts, tongue.per_cent(share.share), range_in_words(share, tongue))


def _few(shares: Iterable[Share]) -> frozenset[int]:
    return frozenset(row for row, share in enumerate(shares) if share.few)


def _short(text: str) -> str:
    """The name before the colon."""
    return text.partition(":")[0].strip()


def _of(part: int, whole: int, tongue: Tongue) -> str:
    return tongue.say("of", part=part, whole=whole)


def _give_or_take(value: float, margin: float, tongue: Tongue) -> str:
    shown = tongue.number(value, 1).replace("-", "−")
    return tongue.say("give_or_take", value=shown, margin=tongue.number(margin, 1))


def _time(seconds: float, tongue: Tongue) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return tongue.say("hours", hours=hours, minutes=minutes)
    return tongue.say("minutes", minutes=minutes)
