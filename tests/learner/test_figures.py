"""A report's figures: counted right, and its measures equal to those of others."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.card_sessions import do_the_course
from support.jupyterlab import ROOT
from support.raw_answers import read_raw

from kit.article.project import Project
from kit.learner.figures import Figures, QuestionInReport, asked_in, figures
from kit.learner.log import Entry, Log, read_log, stamp
from kit.learner.measures import Discernment, Share
from kit.question.model import Errs, Judges, Question
from kit.question.read import read_question_set

# -- The measures, against others


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # these four: Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 10, 0.0, 0.27753279986288926),  # these: statsmodels 0.15.0, proportion_confint
        (5, 10, 0.23659309051256394, 0.7634069094874361),
        (10, 10, 0.7224672001371106, 1.0),
        (9, 12, 0.46769466506643426, 0.9110583316059453),
        (1, 1, 0.2065493143772374, 1.0),
    ],
)
def test_the_interval_is_wilson_s(right: int, n: int, low: float, high: float) -> None:
    digits = 5e-5 if len(str(high)) < 7 and high != 1 else 1e-9
    assert Share(right, n).interval == pytest.approx((low, high), abs=digits)


def test_a_share_of_nothing_says_nothing() -> None:
    assert Share().interval == (0, 1)
    assert Share().few
    assert Share(4, 4).few
    assert not Share(5, 5).few


@pytest.mark.parametrize(
    ("hits", "holds", "alarms", "fails", "d", "c", "margin"),
    [  # scipy 1.17.1, norm.ppf and norm.pdf on rates with 0.5 and 1 added
        (9, 12, 2, 6, 0.981247461396543, -0.12451737389770182, 1.278206480811522),
        (12, 12, 0, 6, 3.2340588312042295, -0.15179562291659177, 1.9957115332670259),
        (0, 5, 5, 5, -2.765988254201276, 0.0, 2.2346768456042674),
        (5, 10, 5, 10, 0.0, 0.0, 1.0985580917803288),
    ],
)
def test_sensitivity_and_bias_are_those_of_scipy(
    hits: int, holds: int, alarms: int, fails: int, d: float, c: float, margin: float
) -> None:
    judged = Share(hits, holds), Share(fails - alarms, fails)
    found = Discernment(*judged, doubted=holds - hits, let_through=alarms)
    assert found.hits == hits
    assert (found.misses, found.caught) == (holds - hits, fails - alarms)
    assert (found.sensitivity, found.bias) == pytest.approx((d, c))
    assert found.margin == pytest.approx(margin)
    assert found.bias_margin == pytest.approx(margin / 2)
    assert Discernment(*judged).bias is None


def test_doubting_all_leans_one_way_and_trusting_all_the_other() -> None:
    doubts = Discernment(Share(0, 10), Share(10, 10), doubted=10, let_through=0)
    trusts = Discernment(Share(10, 10), Share(0, 10), doubted=0, let_through=10)
    assert doubts.bias
    assert trusts.bias
    assert doubts.bias > doubts.bias_margin
    assert trusts.bias < -trusts.bias_margin
    assert doubts.sensitivity == pytest.approx(0)
    assert trusts.sensitivity == pytest.approx(0)


def _own_z(share: float) -> float:
    """The inverse of the normal distribution, by the trapezoid rule and interpolation."""
    at = np.linspace(-8, 8, 160_001)
    density = np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi)
    steps = (density[1:] + density[:-1]) / 2 * np.diff(at)
    return float(np.interp(share, np.concatenate([[0.0], np.cumsum(steps)]), at))


@pytest.mark.parametrize("seed", range(6))
def test_what_a_blind_learner_doubts_and_lets_through_equals_a_count_from_the_lines(
    seed: int,
) -> None:
    """The judgements of the course, answered at random, and counted by lines and tags alone."""
    chance = random.Random(seed)  # noqa: S311 - the same learner each time, no secret
    lessons = [name for name in Project(ROOT).lessons() if name.startswith("kim-putin-trip/")]
    made: list[Entry] = []
    doubted, let_through = [], []
    for lesson in lessons:
        for question in read_raw(ROOT / "answers" / f"{lesson}.md"):
            if not question.judges:
                continue
            some = 1 if question.kind == "choose" else chance.randrange(1, 4)
            taken = set(chance.sample(question.options, some))
            tags = {tag for option in taken - question.right for tag in question.tags[option]}
            if question.judges == "fails":
                let_through.append("trusts" in tags)
            else:
                missed = question.kind == "choose-many" and not question.right <= taken
                doubted.append("doubts" in tags or missed)
            score = float(taken == question.right)
            ticks = {"ticked": sorted(taken)}
            made.append(replace(_try(question.id, score), lesson=lesson, response=ticks))
    sets = [(lesson, read_question_set(Project(ROOT), lesson)) for lesson in lessons]
    found = figures(made, asked_in(sets)).discernment
    assert (found.doubted, found.let_through) == (sum(doubted), sum(let_through))
    credit = _own_z((len(doubted) - sum(doubted) + 0.5) / (len(doubted) + 1))
    passed = _own_z((sum(let_through) + 0.5) / (len(let_through) + 1))
    assert found.sensitivity == pytest.approx(credit - passed, abs=1e-5)
    assert found.bias == pytest.approx(-(credit + passed) / 2, abs=1e-5)


def test_what_is_no_doubt_and_no_trust_is_held_against_nobody() -> None:
    """Too much trust in what holds, and a slip of another kind in what fails."""
    found = Discernment(Share(2, 10), Share(3, 10), doubted=0, let_through=0)
    assert found.sensitivity == pytest.approx(2 * _own_z(10.5 / 11), abs=1e-5)
    assert found.bias == pytest.approx(0)


# -- What counts

RIVER = "river/1"


def _asked(
    *skills: str, is_rate: bool = False, judges: Judges = "", levels: str = ""
) -> QuestionInReport:
    kind = "rate" if is_rate else "choose"
    question = Question("q", kind, "?", items=("a",), skills=skills or ("ATT",))
    return QuestionInReport(question, judges, tuple(levels.split()))


def _try(question: str = "q", score: float | None = 1.0, **values: object) -> Entry:
    return Entry("try", RIVER, question, **{**stamp(), "score": score, **values})  # type: ignore[arg-type]


def _figures(entries: list[Entry], **asked: QuestionInReport) -> Figures:
    return figures(entries, {(RIVER, id): question for id, question in asked.items()})


def test_the_first_try_counts_and_a_part_is_not_right() -> None:
    made = [_try("a", 0.5), _try("a"), _try("b"), _try("b", 0.0), _try("c", 0.99)]
    found = _figures(made, a=_asked(), b=_asked(), c=_asked())
    assert found.skills == (("ATT", Share(1, 3)),)
    assert (found.work.questions, found.work.tries) == (3, 5)
    assert (found.work.graded, found.work.right_at_last) == (Share(1, 3), 2)
    assert found.work.tries_each == pytest.approx(5 / 3)


def test_a_question_counts_for_each_of_its_skills_in_the_order_of_the_table() -> None:
    found = _figures([_try("a"), _try("b", 0.0)], a=_asked("COR", "PRV"), b=_asked("COR"))
    assert found.skills == (("PRV", Share(1, 1)), ("COR", Share(1, 2)))


def test_a_twin_counts_as_another_text_beside_what_was_practised() -> None:
    own = _asked("ATT")
    asked = _asked("ATT", "HDG")
    twin = replace(asked, question=replace(asked.question, twin=f"{RIVER}/q"))
    entries = [_try("q"), _try("t", 0.0), _try("t", 1.0), _try("other", 0.0)]
    together = _figures(entries, q=own, t=twin, other=_asked("ATT"))
    assert together.skills == (("ATT", Share(1, 2)),)
    assert together.transfer == (("ATT", Share(1, 2), Share(0, 1)),)
    here, elsewhere = {(RIVER, "q"): own}, {(RIVER, "t"): twin}
    apart = figures(entries, here, elsewhere)
    assert apart.transfer == (("ATT", Share(1, 1), Share(0, 1)),)
    assert (apart.work.tries, apart.skills) == (1, (("ATT", Share(1, 1)),))
    alone = _figures(entries, t=twin)
    assert alone.skills == (("ATT", Share(0, 1)), ("HDG", Share(0, 1)))
    assert alone.transfer == ()


def test_a_forecast_and_a_text_are_neither_right_nor_wrong() -> None:
    made = [_try("odds", 0.96, sure="certain"), _try("more", 1.0), _try("text", None)]
    rate = _asked(is_rate=True)
    found = _figures(made, odds=rate, more=rate, text=_asked())
    assert (found.skills, found.stated, found.brier) == ((), (), None)
    assert found.work.points == pytest.approx(0.98)
    assert (found.work.rated, found.work.questions) == (2, 3)


def test_what_another_lesson_or_a_question_that_is_gone_has_does_not_count() -> None:
    other = replace(_try("q"), lesson="lake/1")
    assert _figures([other, _try("gone")], q=_asked()) == _figures([], q=_asked())


def test_hits_and_false_alarms_come_from_what_holds_and_what_fails() -> None:
    made = [_try("h1"), _try("h2", 0.5), _try("f1"), _try("f2", 0.0), _try("x", 0.0)]
    holds, fails = _asked(judges="holds"), _asked(judges="fails")
    found = _figures(made, h1=holds, h2=holds, f1=fails, f2=fails, x=_asked()).discernment
    assert (found.hits, found.misses, found.caught) == (1, 1, 1)
    assert (found.doubted, found.let_through, found.bias) == (None, None, None)
    assert found.few


def test_what_is_let_through_or_doubted_is_told_by_the_options_taken() -> None:
    def took(question: str, *options: str) -> Entry:
        score = float(options == ("right",))
        return replace(_try(question, score), response={"ticked": list(options)})

    errs: tuple[tuple[str, Errs], ...] = (("naive", "trusts"), ("cynic", "doubts"))
    holds, fails = (replace(_asked(judges=j), errs=errs) for j in ("holds", "fails"))
    asked = {"h1": holds, "h2": holds, "h3": holds, "f1": fails, "f2": fails, "f3": fails}
    made = [
        *(took("h1", "right"), took("h2", "cynic"), took("h3", "naive")),
        *(took("f1", "naive"), took("f2", "cynic"), took("f3", "right")),
    ]
    found = _figures(made, **asked).discernment
    assert (found.holds, found.fails) == (Share(1, 3), Share(1, 3))
    assert (found.doubted, found.let_through) == (1, 1)
    assert found.bias == pytest.approx(0)
    more = _figures([*made, took("x", "right")], **asked, x=_asked(judges="holds")).discernment
    assert (more.doubted, more.let_through, more.bias) == (None, None, None)


def test_calibration_sets_stated_confidence_beside_the_share_right() -> None:
    """Made: guess 3 of 6, fairly sure 5 of 8, certain 9 of 10; its Brier score by scikit-learn."""
    made, asked = [], {}
    for sure, right, n in (("certain", 9, 10), ("guess", 3, 6), ("fairly sure", 5, 8)):
        for number in range(n):
            id = f"{sure} {number}"
            made.append(_try(id, float(number < right), sure=sure))
            asked[id] = _asked()
    found = _figures(made, **asked)
    assert [(s.sure, s.percent, s.score) for s in found.stated] == [
        ("guess", 50, Share(3, 6)),
        ("fairly sure", 75, Share(5, 8)),
        ("certain", 95, Share(9, 10)),
    ]
    assert all(s.fits for s in found.stated)
    # scikit-learn 1.9.1: brier_score_loss([1]*3+[0]*3+[1]*5+[0]*3+[1]*9+[0],
    #                                      [.5]*6+[.75]*8+[.95]*10)
    assert found.brier == pytest.approx(0.184375)


def test_a_slip_counts_once_for_each_question() -> None:
    made = [_try("a", 0.0, tags=("near", "copy")), _try("a", 0.0, tags=("near",))]
    made += [_try("b", 0.0, tags=("near",))]
    assert _figures(made, a=_asked(), b=_asked()).misconceptions == (("near", 2), ("copy", 1))


def test_the_level_given_last_counts_and_levels_stand_best_first() -> None:
    def mark(id: str, level: str) -> Entry:
        return replace(_try(id), what="mark", score=None, level=level)

    made = [mark("a", "Basic"), mark("a", "Emergent"), mark("b", "Basic"), mark("c", "Gone")]
    text = _asked(levels="Proficient Emergent Basic")
    found = _figures(made, a=text, b=text, c=text)
    assert found.levels == (("Proficient", 0), ("Emergent", 1), ("Basic", 1))
    assert _figures([mark("c", "Gone")], c=text).levels == ()


def test_time_is_that_at_the_cards_with_pauses_cut() -> None:
    def at(clock: str, seconds: float, id: str = "a") -> Entry:
        return _try(id, at=f"2026-11-02T{clock}Z", seconds=seconds)

    asked = {"a": _asked(), "b": _asked()}
    one_sitting = [at("10:00:30", 30), at("10:01:10", 70)]
    assert _figures(one_sitting, **asked).work.seconds == 70
    again_next_hour = [at("10:00:30", 30), at("11:01:10", 70)]
    assert _figures(again_next_hour, **asked).work.seconds == 100
    lunch_between = [at("10:00:30", 30), at("12:00:30", 7230)]
    assert _figures(lunch_between, **asked).work.seconds == 630
    two_questions = [at("10:00:30", 30), at("10:00:40", 10, "b")]
    assert _figures(two_questions, **asked).work.seconds == 40
    no_times = [_try("a", at="yesterday", seconds=5.0), _try("a", at="today", seconds=7.0)]
    assert _figures(no_times, **asked).work.seconds == 12


def test_without_keys_nothing_is_judged_and_skills_are_known() -> None:
    question_set = read_question_set(Project(ROOT), "kim-putin-trip/2-who-says-so")
    bare = type(question_set)(question_set.path, questions=question_set.questions)
    known = asked_in([("l", bare)])
    assert len(known) == len(question_set.questions)
    assert {question.judges for question in known.values()} == {""}
    assert all(asked.question.skills for asked in known.values())


# -- The whole course, counted twice


@pytest.mark.slow
def test_the_figures_of_the_whole_course_are_those_of_the_raw_lines(tmp_path: Path) -> None:
    do_the_course(Log(tmp_path))
    project = Project(ROOT)
    found = figures(
        read_log(tmp_path / "log").entries,
        asked_in((name, read_question_set(project, name)) for name in project.lessons()),
    )
    (file,) = (tmp_path / "log").glob("*.jsonl")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    tries = [line for line in lines if line["what"] == "try"]
    blocks = _blocks()
    assert len({(t["lesson"], t["question"]) for t in tries}) == len(blocks)
    firsts: dict[tuple[str, str], dict[str, object]] = {}
    for line in tries:
        firsts.setdefault((line["lesson"], line["question"]), line)
    right = {
        id: line["score"] == 1
        for id, line in firsts.items()
        if "score" in line and "(rate)" not in blocks[id]
    }

    work = found.work
    assert (work.questions, work.tries) == (len(firsts), len(tries))
    assert work.graded == Share(sum(right.values()), len(right))
    assert 0 < work.graded.right < work.graded.n == work.right_at_last
    for twins, shares in (
        (False, found.skills),
        (False, [(skill, practice) for skill, practice, _ in found.transfer]),
        (True, [(skill, other) for skill, _, other in found.transfer]),
    ):
        ids = [id for id in right if bool(_field("Twin", blocks[id])) == twins]
        for skill, score in shares:
            answers = [right[id] for id in ids if skill in _field("Skills", blocks[id])]
            assert score == Share(sum(answers), len(answers)), skill
    for verdict, score in (("holds", found.discernment.holds), ("fails", found.discernment.fails)):
        answers = [right[id] for id in right if _field("Judges", blocks[id]) == [verdict]]
        assert score == Share(sum(answers), len(answers)), verdict
    gaps = []
    for stated in found.stated:
        answers = [right[id] for id in right if firsts[id].get("sure") == stated.sure]
        assert stated.score == Share(sum(answers), len(answers)), stated.sure
        gaps += [(stated.percent / 100 - answer) ** 2 for answer in answers]
    assert found.brier == pytest.approx(math.fsum(gaps) / len(gaps))
    for tag, count in found.misconceptions:
        met = {(t["lesson"], t["question"]) for t in tries if tag in t.get("tags", [])}
        assert count == len(met), tag
    assert {tag for t in tries for tag in t.get("tags", [])} == dict(found.misconceptions).keys()
    marks = [line["level"] for line in lines if line["what"] == "mark"]
    assert {level: n for level, n in found.levels if n} == dict(Counter(marks))


def _blocks() -> dict[tuple[str, str], str]:
    """The text of each question in the answers files, heading included."""
    room = ROOT / "answers"
    return {
        (path.relative_to(room).as_posix().removesuffix(".md"), block.split(" ", 1)[0]): block
        for path in room.rglob("*.md")
        for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    }


def _field(name: str, block: str) -> list[str]:
    found = re.search(rf"^{name}: (.*)$", block, re.M)
    return re.split(r",\s*", found[1].strip()) if found else []
