"""The whole course on an article: enough of everything, balanced, and true to its evidence."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pytest
from support.jupyterlab import ROOT
from support.readability import VERY_EASY

from kit.article.project import Project
from kit.article.seed import read_evidence, read_rows
from kit.check.audit import MARGIN, audit
from kit.check.check import read_proof
from kit.check.readability import readability
from kit.check.rules.prose import reading_level
from kit.language.taxonomy import SKILLS
from kit.question.kinds import kind_names
from kit.question.model import Key, Question
from kit.question.read import read_question_set

EXERCISE = "kim-putin-trip"
LESSONS = [name for name in Project(ROOT).lessons() if name.startswith(EXERCISE)]
LONGEST_PARAPHRASE = 75  # words
MOST_WITHOUT_NOUN = 0.01  # of the sentences of a lesson


@dataclass(frozen=True)
class Asked:
    """A question with its key, and the lesson that asks it."""

    lesson: str
    question: Question
    key: Key


def _asked() -> list[Asked]:
    found = []
    for lesson in LESSONS:
        question_set = read_question_set(Project(ROOT), lesson)
        pairs = zip(question_set.questions, question_set.keys, strict=True)
        found += [Asked(lesson, question, key) for question, key in pairs]
    return found


COURSE = _asked()
ONE_OF = [a for a in COURSE if a.question.kind == "choose"]


def test_there_are_seven_lessons_and_at_least_sixty_questions_of_all_kinds() -> None:
    assert len(LESSONS) == 7
    assert len(COURSE) >= 60
    assert {a.question.kind for a in COURSE} == set(kind_names())


def test_every_lesson_takes_25_to_45_minutes_and_asks_for_a_text_with_three_levels() -> None:
    for lesson in LESSONS:
        assert 25 <= read_question_set(Project(ROOT), lesson).minutes <= 45
        texts = [a for a in COURSE if a.lesson == lesson and a.question.kind == "write"]
        assert texts, lesson
        assert all(len(a.key.rubric) == 3 and a.key.model for a in texts)


def test_every_skill_is_practised_three_times_in_two_lessons() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for a in COURSE:
        for skill in a.question.skills:
            where[skill].append(a.lesson)
    assert set(where) == set(SKILLS)
    assert {s: n for s, n in where.items() if len(n) < 3 or len(set(n)) < 2} == {}


SHORT = [name for name in LESSONS if name[len(EXERCISE) + 1] in "1247"]
JUDGED = [a for a in COURSE if a.key.judges]
OPEN = [a for a in COURSE if a.key.scale and a.key.ticked and not a.key.ticked <= {*a.key.scale}]


@pytest.mark.parametrize(
    "lessons",
    [[name] for name in LESSONS] + [SHORT, LESSONS],
    ids=[*(name.partition("/")[2][:1] for name in LESSONS), "short", "all"],
)
def test_holds_and_fails_are_nearly_balanced_and_sometimes_nobody_can_know(
    lessons: list[str],
) -> None:
    judged = Counter(a.key.judges for a in JUDGED if a.lesson in lessons)
    assert abs(judged["holds"] - judged["fails"]) <= 1
    assert min(judged["holds"], judged["fails"]) >= len(lessons)
    assert sum(a.lesson in lessons for a in OPEN) >= len(lessons)


@pytest.mark.parametrize("lesson", LESSONS)
def test_never_three_judgements_of_one_kind_follow_each_other(lesson: str) -> None:
    asked = [a for a in COURSE if a.lesson == lesson]
    verdicts = [a.key.judges or "open" for a in asked if a in JUDGED or a in OPEN]
    runs = zip(verdicts, verdicts[1:], verdicts[2:], strict=False)
    assert [run for run in runs if len(set(run)) == 1] == []


def test_plain_yes_plain_no_and_a_middle_are_each_keys_more_than_once() -> None:
    places = Counter(
        "first" if place == 0 else "last" if place == len(a.key.scale) - 1 else "middle"
        for a in JUDGED
        for option in a.key.ticked & {*a.key.scale}
        for place in [a.key.scale.index(option)]
    )
    assert min(places[where] for where in ("first", "middle", "last")) >= 3


def test_no_strategy_without_reading_pays_in_the_short_course() -> None:
    """Nor in each lesson and in the whole course, as `kit check` says."""
    found = audit([(a.question, a.key) for a in COURSE if a.lesson in SHORT])
    assert len(found) >= 4
    assert [(r.strategy, r.score, r.chance) for r in found if r.pays] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_strategy_gains_ten_points_in_a_lesson_where_it_has_two_questions(lesson: str) -> None:
    asked = [(a.question, a.key) for a in COURSE if a.lesson == lesson]
    gains = {r.strategy: r.gain for r in audit(asked) if r.questions > 1}
    assert {"always trust", "always doubt", "always the cynic", "moderate"} <= gains.keys()
    assert {name: gain for name, gain in gains.items() if gain > MARGIN} == {}


def test_verdicts_lie_on_a_scale() -> None:
    plain = [a for a in JUDGED if a.question.kind == "choose" and not a.key.scale]
    assert [a.question.id for a in plain] == ["which-part"]  # its options are parts of a sentence


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_lesson_asks_why_something_deserves_belief(lesson: str) -> None:
    stems = [a.question.stem for a in COURSE if a.lesson == lesson]
    assert any(re.search(r"\b(deserve|deserves)\b.*\b(belief)\b", stem) for stem in stems)


def test_every_wrong_option_says_which_way_it_errs() -> None:
    ticks = [a for a in COURSE if a.key.ticked]
    wrong = [(a, item) for a in ticks for item in a.question.items if item not in a.key.ticked]
    assert [(a.question.id, item) for a, item in wrong if not a.key.note(item).errs] == []


def test_confidence_is_asked_wherever_something_is_judged() -> None:
    assert [a.question.id for a in COURSE if a.key.judges and not a.question.ask_sure] == []


def test_every_wrong_option_names_its_misconception() -> None:
    ticks = [a for a in COURSE if a.question.kind in ("choose", "choose-many")]
    wrong = [(a, item) for a in ticks for item in a.question.items if item not in a.key.ticked]
    assert [(a.question.id, item) for a, item in wrong if not a.key.note(item).misconception] == []


def test_every_key_rests_on_evidence_or_on_words_of_the_article() -> None:
    rests = [a for a in COURSE if a.key.evidence or a.question.show]
    assert [a.question.id for a in COURSE if a not in rests] == []


def test_the_right_option_is_neither_first_nor_longest_more_often_than_chance() -> None:
    """Both shares are at most two standard deviations above what chance would give."""
    first = sum(a.question.items[0] in a.key.ticked for a in ONE_OF)
    longest = sum(max(a.question.items, key=len) in a.key.ticked for a in ONE_OF)
    chances = [1 / len(a.question.items) for a in ONE_OF]
    expected = sum(chances)
    deviation = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    print(
        f"right option first {first}, longest {longest}, by chance {expected:.1f} of {len(ONE_OF)}"
    )
    assert first <= expected + 2 * deviation
    assert longest <= expected + 2 * deviation


def test_no_two_questions_ask_the_same() -> None:
    stems = Counter(" ".join(a.question.stem.split()).lower() for a in COURSE)
    ids = Counter(a.question.id for a in COURSE if a.lesson)
    assert [stem for stem, count in stems.items() if count > 1] == []
    assert [id for id, count in ids.items() if count > 1] == []


def _shown_in_notebooks() -> str:
    return "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "notebooks" / EXERCISE).glob("*.ipynb")
    )


def test_every_piece_of_evidence_is_cited_or_is_background() -> None:
    project = Project(ROOT)
    cited = {id for a in COURSE for id in a.key.evidence}
    for name in ("claims", "chains", "outcomes", "estimates"):
        rows = read_rows(project, EXERCISE, name, ("evidence",))
        cited |= {id for row in rows for id in re.findall(r"E\d+", row["evidence"])}
    cited |= set(re.findall(r"E\d\d", _shown_in_notebooks()))
    background = (ROOT / "seeds" / EXERCISE / "background.csv").read_text(encoding="utf-8")
    listed = set(re.findall(r"^E\d+", background, re.M))
    known = {e.id for e in read_evidence(project, EXERCISE)}
    assert cited <= known
    assert known - cited == listed


def test_evidence_is_paraphrased_briefly() -> None:
    long = [
        e.id
        for e in read_evidence(Project(ROOT), EXERCISE)
        if len(e.says.split()) > LONGEST_PARAPHRASE
    ]
    assert long == []


def test_loaded_words_stand_where_they_say_and_have_a_swap() -> None:
    from kit.article.seed import read_article

    texts = {s.id: s.text for s in read_article(Project(ROOT), EXERCISE).segments}
    for row in read_rows(Project(ROOT), EXERCISE, "loaded", ("segment", "span", "swap")):
        assert texts[row["segment"]].count(row["span"]) == 1, row["span"]
        assert row["swap"]


def test_the_forecasts_of_lesson_1_are_the_statements_that_lesson_7_scores() -> None:
    question_set = read_question_set(Project(ROOT), f"{EXERCISE}/1-what-am-i-looking-at")
    forecast = question_set.question("forecast")
    assert forecast
    rows = read_rows(Project(ROOT), EXERCISE, "outcomes", ("statement", "outcome"))
    outcomes = {row["statement"]: row["outcome"] for row in rows}
    assert [outcomes[item] for item in forecast.items] == ["yes", "no", "no"]


@pytest.mark.parametrize("lesson", Project(ROOT).lessons())
def test_a_lesson_has_easy_words_and_names_a_thing_before_it_says_it(lesson: str) -> None:
    proof = read_proof(Project(ROOT), lesson)
    found = readability(proof)
    print(f"{lesson}: LIX {found.level:.1f}, {found.share:.1%} begin without a noun")
    assert found.level <= VERY_EASY
    prose = [cell.source for cell in proof.notebook.cells if cell.kind == "markdown"]
    assert reading_level("\n\n".join(prose))[0] <= VERY_EASY
    assert found.share <= MOST_WITHOUT_NOUN, found.without_noun


def test_what_is_unverified_is_said_to_be_so() -> None:
    """Where a lesson speaks of a point that nobody could verify, it says so in the same file."""
    for words, caution in (("express.co.uk", "guess|unverified|inferred"),):
        for path in [*ROOT.glob(f"answers/{EXERCISE}/*.md"), *ROOT.glob(f"notebooks/{EXERCISE}/*")]:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            assert words not in text or re.search(caution, text), path.name
