"""The sections of a report: a learner's figures in words, tables and plots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from kit.language.translation import Translation
from kit.learner.figures import Figures, Stated
from kit.learner.measures import FEW, Discernment, Share
from kit.lesson.picture import Picture
from kit.lesson.plots import Bar, draw_calibration, draw_shares, range_in_words

MOST = 8  # rows in the table of misconceptions

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


def sections(figures: Figures, translation: Translation) -> tuple[Section, ...]:
    """All sections of a report, each with its words even where there is no answer for it.

    Only what compares practice with another text is left out before there is something to compare.
    """
    work, skills, *others = (make(figures, translation) for make in _SECTIONS)
    transfer = [_transfer(figures, translation)] if figures.transfer else []
    return (work, skills, *transfer, *others)


def _work(figures: Figures, translation: Translation) -> Section:
    say, work = translation.say, figures.work
    rows = [
        (say("report_questions"), translation.number(work.questions)),
        (say("report_tries"), translation.number(work.tries)),
        (say("report_tries_each"), translation.number(work.tries_each, 1)),
        (say("report_first"), _of(work.graded.right, work.graded.n, translation)),
        (say("report_last"), _of(work.right_at_last, work.graded.n, translation)),
        (say("report_time"), _time(work.seconds, translation)),
    ]
    if work.points is not None:
        name = say("report_points", work.rated)
        rows.append((name, translation.number(100 * work.points)))
    return Section(say("report_work"), say("report_work_how"), (), tuple(rows))


def _skills(figures: Figures, translation: Translation) -> Section:
    say = translation.say
    bars = [Bar(_short(translation.skill(s) or s), score) for s, score in figures.skills]
    return Section(
        say("report_skills"),
        say("report_skills_how"),
        (say("report_skill"), *_share_head(translation)),
        tuple(
            (translation.skill(s) or s, *_share_cells(score, translation))
            for s, score in figures.skills
        ),
        _few(score for _, score in figures.skills),
        draw=partial(draw_shares, bars, translation) if bars else None,
    )


def _transfer(figures: Figures, translation: Translation) -> Section:
    say = translation.say
    return Section(
        say("report_transfer"),
        say("report_transfer_how"),
        (say("report_skill"), say("report_practice"), say("report_other_text")),
        tuple(
            (
                _short(translation.skill(s) or s),
                _of(practice.right, practice.n, translation),
                _of(other.right, other.n, translation),
            )
            for s, practice, other in figures.transfer
        ),
        frozenset(
            row
            for row, (_, practice, other) in enumerate(figures.transfer)
            if practice.few or other.few
        ),
    )


def _discernment(figures: Figures, translation: Translation) -> Section:
    say, found = translation.say, figures.discernment
    judged = ((say("report_holds"), found.holds), (say("report_fails"), found.fails))
    there = [(name, score) for name, score in judged if score.n]
    return Section(
        say("report_discernment"),
        say("report_discernment_how"),
        (say("report_claim"), *_share_head(translation)),
        tuple((name, *_share_cells(score, translation)) for name, score in there),
        _few(score for _, score in there),
        _what_discernment_means(found, translation) if there else (),
    )


def _what_discernment_means(found: Discernment, translation: Translation) -> tuple[str, ...]:
    say = translation.say
    counts: list[str] = []
    if found.holds.n:
        counts.append(say("report_hits", part=found.hits, whole=found.holds.n))
    if found.holds.n and found.doubted is not None:
        counts.append(say("report_doubted", part=found.doubted, whole=found.holds.n))
    if found.fails.n and found.let_through is not None:
        counts.append(say("report_alarms", part=found.let_through, whole=found.fails.n))
    if found.few:
        return (*counts, say("report_discernment_few", few=FEW))
    sensitivity = _give_or_take(found.sensitivity, found.margin, translation)
    return (
        *counts,
        say("report_sensitivity", value=sensitivity),
        _bias(found, translation),
        say("report_rough"),
    )


def _bias(found: Discernment, translation: Translation) -> str:
    say, bias, margin = translation.say, found.bias, found.bias_margin
    if bias is None:
        return say("report_bias_unknown")
    leans = abs(bias) > margin
    reading = ("report_doubts" if bias > 0 else "report_trusts") if leans else _NO_LEAN
    value = _give_or_take(bias, margin, translation)
    return say("report_bias", value=value, reading=say(reading))


_NO_LEAN = "report_no_lean"


def _calibration(figures: Figures, translation: Translation) -> Section:
    say, stated = translation.say, figures.stated
    bars = [Bar(say(_SURE[s.sure]), s.score, s.percent) for s in stated]
    head, *others = _share_head(translation)
    enough = figures.brier is not None and sum(s.score.n for s in stated) >= FEW
    score = say("report_brier", score=translation.number(figures.brier or 0, 2))
    return Section(
        say("report_calibration"),
        say("report_calibration_how"),
        (say("report_said"), say("report_meant"), head, *others, say("report_reading")),
        tuple(
            (
                say(_SURE[s.sure]),
                translation.per_cent(s.percent / 100),
                *_share_cells(s.score, translation),
                _reading(s, translation),
            )
            for s in stated
        ),
        _few(s.score for s in stated),
        (score,) if enough else (),
        partial(draw_calibration, bars, translation) if bars else None,
    )


_SURE = {"guess": "report_guess", "fairly sure": "report_fairly_sure", "certain": "report_certain"}


def _reading(stated: Stated, translation: Translation) -> str:
    if stated.score.few:
        return translation.say("report_few")
    if stated.fits:
        return translation.say("report_fits")
    surer = stated.percent / 100 > stated.score.score
    return translation.say("report_over" if surer else "report_under")


def _slips(figures: Figures, translation: Translation) -> Section:
    say = translation.say
    met = [(translation.misconception(t) or t, str(n)) for t, n in figures.misconceptions[:MOST]]
    head = (say("report_misconception"), say("report_met"))
    return Section(say("report_misconceptions"), say("report_misconceptions_how"), head, tuple(met))


def _levels(figures: Figures, translation: Translation) -> Section:
    say = translation.say
    given = tuple((level, str(n)) for level, n in figures.levels)
    head = (say("report_level"), say("report_texts"))
    return Section(say("report_levels"), say("report_levels_how"), head, given)


_SECTIONS = (_work, _skills, _discernment, _calibration, _slips, _levels)


def _share_head(translation: Translation) -> Row:
    names = ("report_answers", "report_right", "report_share", "report_range")
    return tuple(map(translation.say, names))


def _share_cells(score: Share, translation: Translation) -> Row:
    counts = (str(score.n), str(score.right))
    if score.few:
        return (*counts, translation.say("report_few"), "")
    return (*counts, translation.per_cent(score.score), range_in_words(score, translation))


def _few(scores: Iterable[Share]) -> frozenset[int]:
    return frozenset(row for row, score in enumerate(scores) if score.few)


def _short(text: str) -> str:
    """The name before the colon."""
    return text.partition(":")[0].strip()


def _of(part: int, whole: int, translation: Translation) -> str:
    return translation.say("of", part=part, whole=whole)


def _give_or_take(value: float, margin: float, translation: Translation) -> str:
    around, margin_text = translation.number(value, 1), translation.number(margin, 1)
    return translation.say("give_or_take", value=around, margin=margin_text)


def _time(seconds: float, translation: Translation) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return translation.say("hours", hours=hours, minutes=minutes)
    return translation.say("minutes", minutes=minutes)
