"""Strategies that read nothing are played by the kit's grading, and counted a second time here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import fmean

import pytest
from support.command_line import run_kit
from support.jupyterlab import ROOT
from support.raw_answers import RawQuestion, read_raw

from kit.article.project import Project
from kit.article.segments import Article
from kit.check import audit as audit_module
from kit.check.audit import KeyedQuestion, Result, audit, hedged
from kit.language.word_lists import WordLists
from kit.question.model import QuestionSet
from kit.question.parse import parse
from kit.question.read import read_question_set

LESSONS = [
    "kim-putin-trip/6-words-and-silences",
    "kim-putin-trip/7-score-the-forecast",
    "ostrel-bridge/3-check-it",
]


def _pairs(question_set: QuestionSet) -> list[KeyedQuestion]:
    return list(zip(question_set.questions, question_set.keys, strict=True))


def _audit(text: str) -> dict[str, Result]:
    question_set = parse(f"# L\n\n{text}\n", "l.md", Article(()))
    assert question_set.problems == ()
    return {found.strategy: found for found in audit(_pairs(question_set))}


# -- Counted a second time, from the lines of the file


def _own_sets(options: Sequence[str]) -> list[set[str]]:
    masks = product((0, 1), repeat=len(options))
    sets = [{o for o, on in zip(options, mask, strict=True) if on} for mask in masks]
    return [some for some in sets if some]


def _own_score(question: RawQuestion, taken: set[str]) -> float:
    if question.kind == "choose":
        return float(taken == question.right)
    if question.kind == "choose-many":
        extra = len(taken - question.right)
        return max(0, len(taken & question.right) - extra) / len(question.right)
    (box,) = taken
    return fmean(placed == box for placed in question.placed.values())


def _own_guess(question: RawQuestion, among: Sequence[str]) -> float:
    sets = _own_sets(among) if question.kind == "choose-many" else [{one} for one in among]
    return fmean(_own_score(question, taken) for taken in sets)


def _own_sides(question: RawQuestion, errs: str, end: int, verdict: str) -> list[str]:
    if question.kind == "sort":
        return [question.scale[end]] if question.scale else []
    if not (question.judges or question.scale):
        return []
    at_end = bool(question.scale) and question.scale[end] in question.right
    right = question.judges == verdict or (not question.judges and at_end)
    return [
        option
        for option in question.options
        if (right if option in question.right else errs in question.tags.get(option, ()))
    ]


def _own_middle(question: RawQuestion) -> list[str]:
    n = len(question.scale)
    return [] if n < 3 else question.scale[(n - 1) // 2 : n // 2 + 1]


def _own_cynics(question: RawQuestion) -> list[str]:
    among = question.options or question.boxes
    if question.scale:
        return [o for o in among if o not in question.scale] or question.scale[-1:]
    return [o for o in among if "cynic" in question.tags.get(o, ())]


def _own_others(question: RawQuestion) -> list[str]:
    cynics = _own_cynics(question)
    among = question.options or question.boxes
    return [o for o in among if o not in cynics] if cynics else []


def _own_of_length(question: RawQuestion, extreme: Callable[..., str]) -> list[str]:
    among = question.options or question.boxes
    return [o for o in among if len(o) == len(extreme(among, key=len))]


OWN: dict[str, Callable[[RawQuestion], list[str]]] = {
    "always trust": lambda question: _own_sides(question, "trusts", 0, "holds"),
    "always doubt": lambda question: _own_sides(question, "doubts", -1, "fails"),
    "moderate": _own_middle,
    "always the cynic": _own_cynics,
    "never the cynic": _own_others,
    "longest": lambda question: _own_of_length(question, max),
    "shortest": lambda question: _own_of_length(question, min),
    "first": lambda question: (question.options or question.boxes)[:1],
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_audit_of_a_lesson_equals_a_count_from_its_lines(lesson: str) -> None:
    raw = [q for q in read_raw(ROOT / "answers" / f"{lesson}.md") if q.options or q.boxes]
    question_set = read_question_set(Project(ROOT), lesson)
    same = [pair for pair in _pairs(question_set) if pair[0].id in {q.id for q in raw}]
    found = {result.strategy: result for result in audit(same)}
    for name, takes in OWN.items():
        scores, chances = [], []
        for question in raw:
            among = question.options or question.boxes
            taken = takes(question)
            if not taken or len(taken) == len(among):
                continue
            together = question.kind == "choose-many" and name != "never the cynic"
            scores.append(
                _own_score(question, set(taken)) if together else _own_guess(question, taken)
            )
            chances.append(_own_guess(question, among))
        own = (len(scores), fmean(scores), fmean(chances))
        result = found[name]
        assert (result.questions, result.score, result.chance) == pytest.approx(own), name


# -- What can be played, and what chance is

VERDICTS = """## q (choose)

Does it hold?

- [{first}] It holds
  > So it is said. {trusts}
- [{second}] In part
  > Half of it. {middle}
- [{third}] It does not
  > It is not so. {doubts}
- [{fourth}] Nobody can know
  > Who could? {open}

{judges}
Scale: It holds | In part | It does not"""
PLACES = ("first", "second", "third", "fourth")


def _verdict(right: int, judges: str = "") -> str:
    ticks = {place: "x" if number == right else " " for number, place in enumerate(PLACES)}
    errs = {"trusts": "(trusts)", "middle": "(neither)", "doubts": "(doubts)", "open": "(doubts)"}
    errs = {name: "" if number == right else tag for number, (name, tag) in enumerate(errs.items())}
    return VERDICTS.format(**ticks, **errs, judges=f"Judges: {judges}" if judges else "Skills: COR")


@pytest.mark.parametrize(
    ("right", "judges", "wanted"),
    [
        (0, "holds", {"always trust": 1, "always doubt": 0, "moderate": 0, "always the cynic": 0}),
        (1, "", {"always trust": 0, "always doubt": 0, "moderate": 1, "always the cynic": 0}),
        (2, "fails", {"always trust": 0, "always doubt": 1 / 2, "moderate": 0}),
        (3, "", {"always trust": 0, "always doubt": 0, "moderate": 0, "always the cynic": 1}),
    ],
)
def test_strategies_stand_where_the_key_puts_them(
    right: int, judges: str, wanted: dict[str, float]
) -> None:
    found = _audit(_verdict(right, judges))
    assert {name: found[name].score for name in wanted} == wanted
    assert {found[name].chance for name in wanted} == {1 / 4}
    assert found["never the cynic"].score == (1 / 3 if right < 3 else 0)


def test_of_an_even_scale_both_middle_places_are_equally_likely() -> None:
    found = _audit(_verdict(2, "fails").replace("Scale: ", "Scale: Nobody | "))
    assert (found["moderate"].score, found["moderate"].questions) == (0, 1)
    found = _audit(_verdict(1).replace("Scale: ", "Scale: Nobody | "))
    assert found["moderate"].score == 1 / 2


def test_chances_are_rated_at_100_at_0_or_in_the_middle() -> None:
    found = _audit("## q (rate)\n\nHow likely?\n\n- It rains => yes\n- It snows => open")
    assert {name: result.score for name, result in found.items()} == {
        "always trust": 1, "always doubt": 0, "moderate": 0.75,
    }  # fmt: skip
    whole = fmean(1 - (1 - rated / 100) ** 2 for rated in range(101))
    assert found["moderate"].chance == pytest.approx(whole)


def test_boxes_on_a_scale_are_taken_for_all_things_at_once() -> None:
    text = (
        "## q (sort)\n\nSort.\n\nInto: fair | loose | wrong\n\n"
        "- a => fair\n- b => fair\n- c => loose\n- d => wrong\n\nScale: fair | loose | wrong"
    )
    found = _audit(text)
    assert [found[n].score for n in ("always trust", "moderate", "always doubt")] == [
        1 / 2, 1 / 4, 1 / 4,
    ]  # fmt: skip
    assert found["always trust"].chance == pytest.approx(1 / 3)


def test_orders_matches_words_texts_and_ranges_are_not_played() -> None:
    assert _audit("## q (order)\n\nFirst?\n\n1. b\n2. a\n3. c") == {}
    assert _audit("## q (match)\n\nMatch.\n\n- a => long one\n- b => c") == {}
    assert _audit("## q (write)\n\nWrite.\n\n- Good: yes\n- Weak: no\n\nModel: Yes.") == {}
    ranges = "## q (rate)\n\nHow many?\n\n- toll => 1 to 2\n\nInterval: 80 %"
    assert _audit(ranges) == {}


def test_more_options_than_can_be_tried_are_left_out() -> None:
    options = "\n".join(f"- [{'x' if n else ' '}] option {n}" for n in range(40))
    assert _audit(f"## q (choose-many)\n\nWhich?\n\n{options}") == {}


def test_what_echoes_the_question_shares_most_of_its_words_with_it() -> None:
    text = "## q (choose)\n\nWho cleaned the river?\n\n- [x] the river company\n- [ ] the mayor"
    assert _audit(text)["echo"].score == 1
    assert "echo" not in _audit(text.replace("river company", "company"))


def test_hedged_options_are_counted_among_right_and_wrong_ones() -> None:
    text = "## q (choose)\n\nWhich?\n\n- [x] perhaps\n- [ ] it may\n- [ ] never\n- [ ] always"
    question_set = parse(f"# L\n\n{text}\n", "l.md", Article(()))
    found = hedged(_pairs(question_set))
    assert (found.right, found.of_right, found.wrong, found.of_wrong) == (1, 1, 1, 3)
    assert _audit(text)["hedged"].score == 1 / 2


@pytest.fixture
def no_word_lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The kit of an edition for students, in which the word lists of authors are missing."""
    lists = (audit_module._hedges, audit_module._small_words)
    monkeypatch.setattr(audit_module, "_ENGLISH", WordLists(tmp_path))
    for one in lists:
        one.cache_clear()
    yield
    for one in lists:
        one.cache_clear()


def test_without_word_lists_all_else_is_played(no_word_lists: None) -> None:
    found = _audit("## q (choose)\n\nWhich?\n\n- [x] perhaps\n- [ ] never at all")
    assert set(found) == {"longest", "shortest", "first"}


@pytest.mark.parametrize(
    ("questions", "score", "pays"),
    [(20, 0.36, True), (20, 0.35, False), (4, 0.5, False), (4, 0.51, True), (1, 1.0, False)],
)
def test_a_strategy_pays_above_ten_points_and_one_whole_question(
    questions: int, score: float, pays: bool
) -> None:
    assert Result("first", questions, score, 0.25).pays is pays


@pytest.mark.slow
def test_the_table_is_printed_for_each_lesson_and_for_the_whole_exercise() -> None:
    said = run_kit(ROOT, "check", "--audit", "ostrel-bridge").stdout
    for title in ("ostrel-bridge/1-who-says-so ", "ostrel-bridge, all lessons "):
        assert f"{title}" in said
    assert "with a hedge: " in said
