"""A report on a class says who is missing, what they did not get and which question was bad."""

from __future__ import annotations

import csv
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from support import made_up_class
from support.command_line import kit, kit_says
from support.jupyterlab import ROOT, build_river
from support.pages import ReadPage
from support.uploads import hand_in, zipped

from kit.article.segments import Span, bracketed
from kit.classroom.grading.accepted import Accepted
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.model import Graded, Grading, Receipt, Status, Student
from kit.classroom.reporting.attendance import attendance
from kit.classroom.reporting.explorer import Explorer, explore
from kit.classroom.reporting.figures import (
    ClassFigures,
    Leaning,
    QuestionFigures,
    class_figures,
)
from kit.classroom.reporting.findings import (
    ENOUGH,
    bad_and_doubtful,
    findings,
    hardest,
    is_better,
)
from kit.classroom.reporting.marked_article import marked_article
from kit.classroom.reporting.options import Option
from kit.classroom.reporting.page import class_page, is_report
from kit.classroom.reporting.plots import describe_totals, draw_totals
from kit.classroom.reporting.record import ClassRecord
from kit.classroom.reporting.written import written
from kit.classroom.terms import Terms, terms_of
from kit.learner.measures import Share
from kit.question.model import Judges, Key, Note, Question, Response
from kit.question.response_data import response_to_data

BAD = '<img src=x onerror="alert(1)">{{ 7*7 }} </style><script>alert(2)</script>'
DUE = datetime(2026, 11, 24, 18, tzinfo=UTC)


def _row(student: str, question: str, score: float | None, **values: object) -> Graded:
    one = made_up_class.asked(question)
    status = "open" if score is None else "graded"
    made = Graded(student, one.lesson, question, one.question.kind, status, score)  # type: ignore[arg-type]
    return replace(made, revision=one.revision, **values)  # type: ignore[arg-type]


def _grading(rows: Sequence[Graded]) -> Grading:
    return Grading(3, "2026-11-25T08:30:00.000000Z", "first", "0123456789ab", "", tuple(rows))


def _figures(rows: Sequence[Graded], accepted: Sequence[Accepted] = ()) -> ClassFigures:
    return class_figures(_grading(rows), made_up_class.issued_form().questions, accepted)


def _question(figures: ClassFigures, id: str) -> QuestionFigures:
    return next(q for q in figures.questions if q.asked.question.id == id)


def _ticked(*items: str) -> dict[str, object]:
    return response_to_data(Response(ticked=items))


KEY, MAYOR, NOBODY = "officials of the water board", "the mayor", "nobody"
# Others than the questions under test: what tells who the better students are.
REST = ("told", "cue", "sentence-types", "chain", "signals")


def _students_with_rest(
    chosen: Sequence[tuple[str, float]], question: str = "owner"
) -> list[Graded]:
    """A student for each (option, mean rest), who chose it at a question of one right option."""
    rows: list[Graded] = []
    for number, (option, rest) in enumerate(chosen):
        student = f"s{number:02}"
        score = float(option == KEY)
        rows.append(_row(student, question, score, response=_ticked(option)))
        jitter = (number % 3 - 1) / 20
        rows += [_row(student, other, min(1, max(0, rest + jitter))) for other in REST]
    return rows


@pytest.fixture(scope="module")
def record() -> ClassRecord:
    """A class of thirty: four of them handed in nothing, and one file is a stranger's."""
    chance = random.Random(7)  # noqa: S311 - the same class each time, no secret
    roster = [Student(f"s{n:02}", f"Invented Student {n:02}", "AB"[n % 2]) for n in range(30)]
    rows: list[Graded] = []
    for student in roster[4:]:
        able = chance.random()
        for one in made_up_class.issued_form().questions:
            rows.append(_some_row(chance, student.id, one, able))
    receipts = [_receipt(s.id, 10 + n % 10) for n, s in enumerate(roster[4:])]
    receipts += [replace(receipts[0], place="again"), replace(_receipt("", 12), said=BAD)]
    return ClassRecord(
        "The river",
        "river",
        tuple(roster),
        tuple(receipts),
        _grading(rows),
        made_up_class.issued_form().questions,
        agreements=("river “doubt”: 3 answers marked by two or more",),
        terms=Terms(DUE),
        simulated="26 files of this class",
        remarks=("roster.csv:9: this row has no id",),
    )


def _some_row(chance: random.Random, student: str, one: IssuedQuestion, able: float) -> Graded:
    id, question = one.question.id, one.question
    if chance.random() < 0.05:
        return _row(student, id, 0.0, status="blank")
    ok = chance.random() < able
    response = response_to_data((made_up_class.right if ok else made_up_class.wrong)(id))
    sure = chance.choice(["guess", "fairly sure", "certain"]) if question.ask_sure else ""
    if question.kind == "write":
        text = chance.choice(
            [f"Ask {student} <b>where</b>\nit was.", "Who says so, and where was it?"]
        )
        level = chance.choice(["Proficient", "Basic", ""])
        score = {"Proficient": 1.0, "Basic": 0.0, "": None}[level]
        return _row(student, id, score, response={"text": text}, level=level, comment=BAD)
    tags = () if ok else ("near",)
    return _row(student, id, float(ok), response=response, sure=sure, tags=tags)


def _receipt(student: str, hour: int) -> Receipt:
    at = f"2026-11-24T{hour:02}:20:00.000000Z"
    sha = f"{student or 'x'}{hour}".ljust(64, "0")
    return Receipt(sha, 900, at, BAD, student, student, "kept" if student else "unknown", at)


def _judging(id: str, judges: Judges) -> IssuedQuestion:
    """A question that judges, with an option that is right, one that doubts, one that trusts."""
    key = Key(
        id,
        frozenset({"right"}),
        judges=judges,
        notes=(("doubting", Note("No.", errs="doubts")), ("trusting", Note("Yes.", errs="trusts"))),
    )
    return IssuedQuestion(
        "river", "e1", Question(id, "choose", "?", ("right", "doubting", "trusting")), key
    )


JUDGING = (_judging("h1", "holds"), _judging("h2", "holds"), _judging("f1", "fails"))


def _rows_of_judging(options: str, student: str) -> list[Graded]:
    rows = []
    for one, option in zip(JUDGING, options.split(), strict=True):
        blank = option == "-"
        status: Status = "blank" if blank else "graded"
        score = float(option == "right")
        made = Graded(student, "river", one.question.id, "choose", status, score, revision="e1")
        rows.append(made if blank else replace(made, response=_ticked(option)))
    return rows


def _leaning_of(*students: str, asked: Sequence[IssuedQuestion] = JUDGING) -> Leaning | None:
    """What is said of students who chose these options at `JUDGING`, “-” for a blank."""
    rows = [row for n, options in enumerate(students) for row in _rows_of_judging(options, f"s{n}")]
    return class_figures(_grading(rows), asked).leaning


# -- Who handed in


def test_missing_and_strangers_are_counted_and_a_later_receipt_makes_nobody_late(
    record: ClassRecord,
) -> None:
    found = attendance(record.roster, record.receipts, record.terms)
    assert {student.id for student in found.missing} == {"s00", "s01", "s02", "s03"}
    after = {r.student for r in record.receipts if r.student and r.received[:19] > "2026-11-24T18"}
    assert after
    assert {one.student.id for one in found.unknown} == after
    assert {str(one.timing) for one in found.there} == {
        "cannot be known",
        "on time, it was here before",
    }
    marked = [replace(r, source=f"odes_LATE_{n}_1_x.json") for n, r in enumerate(record.receipts)]
    assert all(one.late for one in attendance(record.roster, marked, record.terms).there)
    assert sum(one.again for one in found.there) == 1
    assert [receipt.said for receipt in found.strangers] == [BAD]
    assert not any(one.late for one in attendance(record.roster, record.receipts).handed)


def test_a_file_that_is_settled_later_is_no_stranger_s_any_more() -> None:
    student = Student("s1", "Invented Student")
    unknown = _receipt("", 12)
    settled = replace(unknown, student="s1", place="kept")
    found = attendance([student], [unknown, settled])
    assert found.strangers == ()
    assert found.there[0].files == 1


# -- Figures against a slow count


def test_figures_of_questions_equal_a_count_by_hand(record: ClassRecord) -> None:
    rows = record.grading.rows
    figures = class_figures(record.grading, record.asked)
    students = sorted({row.student for row in rows})
    closed = [
        q.id
        for q in (one.question for one in record.asked)
        if all(row.score is not None for row in rows if row.question == q.id)
    ]
    assert "doubt" not in closed
    marks = {(row.student, row.question): row.score or 0.0 for row in rows}
    assert (figures.n, figures.in_table) == (len(students), len(closed))
    for question in figures.questions:
        id = question.asked.question.id
        own = [row for row in rows if row.question == id]
        scores = [row.score for row in own if row.score is not None]
        assert (question.n, question.blank) == (len(scores), sum(r.status == "blank" for r in own))
        assert question.open == len(own) - len(scores)
        if id not in closed:
            assert question.facility is None
            assert question.item is None
            assert question.why_no_item == f"{question.open} still open"
            continue
        assert question.facility == pytest.approx(statistics.fmean(scores))
        x = [marks[s, id] for s in students]
        rest = [sum(marks[s, other] for other in closed if other != id) for s in students]
        assert question.item
        if len(set(x)) > 1:
            expected = statistics.correlation(x, rest)
            assert question.item.discrimination == pytest.approx(expected)


def test_totals_are_means_and_skills_are_what_is_right_of_all_answers(record: ClassRecord) -> None:
    figures = class_figures(record.grading, record.asked)
    rows = record.grading.rows
    for total in figures.totals:
        own = [r.score for r in rows if r.student == total.student and r.score is not None]
        assert total.score == pytest.approx(statistics.fmean(own))
        assert total.counted == len(own)
    (att,) = [skill for skill in figures.skills if skill.skill == "ATT"]
    practised = {one.question.id for one in record.asked if "ATT" in one.question.skills}
    graded = [r for r in rows if r.question in practised and r.status == "graded"]
    judged = [r for r in graded if r.kind not in ("rate", "write")]
    assert att.answers == Share(sum(r.answer_score == 1 for r in judged), len(judged))
    most = Counter(row.question for row in judged)
    assert (att.n, att.questions) == (max(most.values()), len(most))
    for end in att.interval:  # what Wilson’s interval solves
        away = 1.959964 * (end * (1 - end) / att.n) ** 0.5
        assert abs(end - att.answers.score) == pytest.approx(away, abs=1e-6)


def test_what_a_class_doubts_and_lets_through_is_told_by_the_options_taken() -> None:
    found = _leaning_of(
        "doubting right right",
        "doubting doubting doubting",
        "right trusting trusting",
        "right right right",
        "- - trusting",  # has judged nothing that holds, so nobody can tell
    )
    assert found
    assert (found.doubted, found.let_through) == (Share(3, 8), Share(1, 4))
    assert (found.doubting, found.trusting, found.alike) == (2, 1, 1)
    assert found.doubts is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "doubts", "said"),
    [
        ("doubting right right", True, "The class leans to doubt"),
        ("right right trusting", False, "The class leans to trust"),
        ("right right right", None, "it may be chance"),
    ],
)
def test_how_a_class_leans_is_said_in_words_where_it_is_not_chance(
    options: str, doubts: bool | None, said: str, record: ClassRecord
) -> None:
    found = _leaning_of(*[options] * 12)
    assert found
    assert found.doubts is doubts
    rows = [row for n in range(4, 16) for row in _rows_of_judging(options, f"s{n:02}")]
    page = class_page(replace(record, grading=_grading(rows), asked=JUDGING))
    assert said in ReadPage(page).words
    assert "Wrongly doubted" in ReadPage(page).words


def test_nothing_is_said_where_an_option_does_not_say_which_way_it_errs() -> None:
    silent = replace(JUDGING[0], key=replace(JUDGING[0].key or Key(""), notes=()))
    assert _leaning_of("right right right", asked=(silent, *JUDGING[1:])) is None
    assert _leaning_of("right right right", asked=JUDGING[:2]) is None


def test_misconceptions_and_confidence_are_counted(record: ClassRecord) -> None:
    figures = class_figures(record.grading, record.asked)
    rows = record.grading.rows
    (near,) = figures.misconceptions
    assert near.n == len({row.student for row in rows if row.tags})
    assert sum(n for _, n in near.places) == sum(bool(row.tags) for row in rows)
    for stated in figures.stated:
        own = [row for row in rows if row.sure == stated.sure]
        assert (stated.score.n, stated.score.right) == (len(own), sum(r.score == 1 for r in own))
    owner = _question(figures, "owner")
    certain = [row for row in rows if row.question == "owner" and row.sure == "certain"]
    assert owner.certain == len(certain)
    assert owner.certain_wrong == sum(row.score != 1 for row in certain)


# -- Options of every kind


def _options(id: str, responses: Sequence[Response]) -> dict[str, tuple[int, bool | None]]:
    rows = [
        _row(f"s{n}", id, 0.5, response=response_to_data(response))
        for n, response in enumerate(responses)
    ]
    table = _question(_figures(rows), id).options
    return {row.text: (row.n, row.is_key) for row in table.rows}


def test_options_are_counted_with_the_mean_rest_of_those_who_chose_them() -> None:
    rows = _students_with_rest([(KEY, 0.8), (KEY, 0.6), (MAYOR, 0.2), (MAYOR, 0.4), (MAYOR, 0.3)])
    table = _question(_figures(rows), "owner").options
    for option in table.rows:
        who = {r.student for r in rows if r.response == _ticked(option.text)}
        rests = [
            statistics.fmean(r.score or 0 for r in rows if r.student == s and r.question != "owner")
            for s in who
        ]
        assert option.n == len(who)
        assert option.rest_score == (pytest.approx(statistics.fmean(rests)) if rests else None)
    assert {o.text: (o.is_key, o.misconception) for o in table.rows} == {
        KEY: (True, ""),
        MAYOR: (False, "near"),
        NOBODY: (False, "misread"),
    }


def test_pairs_show_where_each_item_was_put() -> None:
    right, off = made_up_class.right("sentence-types"), made_up_class.wrong("sentence-types")
    moved = [(item, to) for item, to in off.placed if (item, to) not in right.placed]
    found = _options("sentence-types", [right, right, off])
    assert len(found) == len(right.placed) + 1
    for item, to in right.placed:
        assert found[f"{item} → {to}"] == (2 if item == moved[0][0] else 3, True)
    assert found["{} → {}".format(*moved[0])] == (1, False)


def test_marked_words_are_sought_ones_then_the_wrong_ones_most_marked() -> None:
    right, stray = made_up_class.right("cue"), made_up_class.wrong("cue")
    found = _options("cue", [right, stray, stray])
    assert found["“It is believed” (S3)"] == (1, True)
    assert found["“that” (S3)"] == (0, None)
    wrong = {text: n for text, (n, is_key) in found.items() if is_key is False}
    assert list(wrong.values()) == [2]


def test_orders_show_neighbours_that_stand_the_wrong_way_round() -> None:
    a, b, c, d = made_up_class.right("chain").sequence
    found = _options("chain", [Response(sequence=(b, a, c, d)), Response(sequence=(d, b, a, c))])
    assert found == {
        "all in order": (0, True),
        f"{b} → {a}": (2, False),
        f"{d} → {b}": (1, False),
    }


@pytest.mark.slow
def test_chances_have_a_mean_and_those_on_the_right_side() -> None:
    first, second = "The water was tested in March.", "Every factory has a filter."
    given = [((first, 80.0), (second, 70.0)), ((first, 40.0), (second, 10.0)), ((first, 50.0),)]
    rows = [
        _row(f"s{n}", "forecast", 0.5, response=response_to_data(Response(rated=rated)))
        for n, rated in enumerate(given)
    ]
    table = _question(_figures(rows), "forecast").options
    found = {row.text: (row.n, row.more) for row in table.rows}
    assert found[f"{first} (came true)"] == (1, "57 % (n = 3)")
    assert found[f"{second} (did not come true)"] == (1, "40 % (n = 2)")
    assert found["The anglers return next summer. (open)"] == (0, "–")
    ranges = [
        Response(ranges=(("people along the Alda", low, 70_000.0),)) for low in (10.0, 65_000.0)
    ]
    assert _options("people", ranges) == {"people along the Alda (40,000 – 60,000)": (1, True)}


def test_an_accepted_answer_is_a_key_too() -> None:
    also = [Accepted("river", "owner", MAYOR, "", "he is quoted", "")]
    rows = _students_with_rest([(KEY, 0.3)] * 6 + [(MAYOR, 0.9)] * 9)
    question = _question(_figures(rows, also), "owner")
    assert {(o.text, o.misconception) for o in question.options.rows if o.is_key} == {
        (KEY, ""),
        (MAYOR, ""),
    }
    assert not any("check the key" in found.text for found in findings(question))


def test_answers_of_another_revision_are_counted_but_not_among_the_options() -> None:
    rows = [_row(f"s{n}", "owner", 1.0, response=_ticked(KEY)) for n in range(3)]
    rows.append(
        replace(_row("s9", "owner", 0.0, response=_ticked("an old option")), revision="0" * 12)
    )
    question = _question(_figures(rows), "owner")
    assert (question.n, question.other_revisions) == (4, 1)
    assert sum(option.n for option in question.options.rows) == 3


# -- What is said in words


def _said(chosen: Sequence[tuple[str, float]]) -> list[str]:
    return [f.text for f in findings(_question(_figures(_students_with_rest(chosen)), "owner"))]


@pytest.mark.slow
def test_a_wrong_option_that_the_better_students_chose_puts_the_key_in_doubt() -> None:
    chosen = [(MAYOR, 0.9)] * 12 + [(KEY, 0.4)] * 8 + [(NOBODY, 0.3)] * 5
    figures = _figures(_students_with_rest(chosen))
    first, *_ = bad_and_doubtful(figures.questions)[0]
    assert first[0].asked.question.id == "owner"
    assert first[1].text.startswith(f"The better students chose “{MAYOR}”: check the key (")
    weaker = [(MAYOR, 0.4)] * 12 + [(KEY, 0.9)] * 8
    assert not any("check the key" in text for text in _said(weaker))


def test_in_a_large_class_a_small_difference_is_said_of_nobody() -> None:
    key = Option(KEY, 700_000, 0.60, is_key=True, rest_variance=0.0225)  # deviations of 0.15
    assert not is_better(Option(MAYOR, 30_000, 0.62, rest_variance=0.0225), key)
    assert is_better(Option(MAYOR, 30_000, 0.64, rest_variance=0.0225), key)


@pytest.mark.slow
def test_a_difference_that_may_be_chance_is_not_said() -> None:
    spread = [(MAYOR, rest) for rest in (0.1, 0.9, 0.3, 0.95, 0.5)]
    spread += [(KEY, rest) for rest in (0.2, 0.8, 0.3, 0.9, 0.4)]
    assert not any("check the key" in text for text in _said(spread))
    four = [(MAYOR, 0.9)] * 4 + [(KEY, 0.1)] * 20  # fewer than five are too few
    assert not any("check the key" in text for text in _said(four))


def test_what_tells_nobody_apart_and_what_distracts_nobody_is_said() -> None:
    said = _said([(KEY, 0.5)] * 20)
    assert "Everyone was right (20 of 20): it tells nobody apart." in said
    assert f"Nobody chose “{MAYOR}” (0 of 20): it distracts nobody." in said
    assert _said([(MAYOR, 0.5)] * 20)[0].startswith("Fewer were right than guessing would give (0")


@pytest.mark.slow
def test_more_wrong_than_right_is_sure_or_said_to_be_chance() -> None:
    (sure, _), (doubtful, _) = (
        bad_and_doubtful(_figures(_students_with_rest(chosen)).questions[:1])
        for chosen in ([(MAYOR, 0.5)] * 15 + [(KEY, 0.6)] * 4, [(KEY, 0.5)])
    )
    assert f"More chose “{MAYOR}” than the key (15 against 4 of 19)." in sure[0][1].text
    assert doubtful == ()
    few = _figures(_students_with_rest([(MAYOR, 0.5)] * 8 + [(KEY, 0.6)] * 7)).questions[:1]
    bad, worth_a_look = bad_and_doubtful(few)
    assert bad == ()
    assert "which may be chance" in worth_a_look[0][1].text


@pytest.mark.slow
@pytest.mark.parametrize("n", [ENOUGH - 2, ENOUGH])
def test_discrimination_is_put_into_words_only_with_enough_students(n: int) -> None:
    against = [(KEY, 0.1)] * (n // 2) + [(NOBODY, 0.6), (MAYOR, 0.6)] * (n // 4 + 1)
    said = _said(against[:n])
    words = f"Those who did better elsewhere did worse here (n = {n})."
    assert (words in said) == (n >= ENOUGH)


def test_the_hardest_come_by_what_is_sure_and_not_by_a_lucky_few() -> None:
    rows = [_row(f"s{n}", "owner", float(n % 5 == 0)) for n in range(40)]  # .2 of 40
    rows += [_row(f"s{n}", "told", 0.0) for n in range(2)]  # 0 of 2
    assert [q.asked.question.id for q in hardest(_figures(rows).questions)] == ["owner", "told"]


def test_blanks_of_a_question_that_is_still_open_say_nothing_about_it() -> None:
    rows = [_row(f"s{n}", "doubt", None, response={"text": "?"}) for n in range(9)]
    rows += [_row(f"b{n}", "doubt", 0.0, status="blank") for n in range(9)]
    question = _question(_figures(rows), "doubt")
    assert (question.n, question.open, question.facility) == (9, 9, None)
    assert findings(question) == ()


# -- Written answers


def test_written_answers_lie_side_by_side_without_names_unless_asked_for() -> None:
    text = "Where was it tested, and who saw it?"
    rows = [
        _row("s1", "doubt", 1.0, response={"text": text}, level="Proficient"),
        _row("s2", "doubt", 0.0, response={"text": text.upper()}, level="Basic"),
        _row("s3", "doubt", None, response={"text": "no idea"}),
        _row("s4", "doubt", None, response={"text": "no idea"}),
    ]
    question = _question(_figures(rows), "doubt")
    blind = written(question)
    assert [pile.level for pile in blind.piles] == ["Proficient", "Basic", "not marked yet"]
    names = {one.who for pile in blind.piles for one in pile.texts}
    assert names == {"Answer 1", "Answer 2", "Answer 3", "Answer 4"}
    named = written(question, {"s1": "Invented A", "s2": "Invented B"})
    assert [set(group) for group in named.equal] == [{"Invented A", "Invented B"}]


# -- The page


@pytest.fixture(scope="module")
def html(record: ClassRecord) -> str:
    return class_page(record)


def test_hostile_text_stays_text_and_the_page_loads_and_runs_nothing(html: str) -> None:
    page = ReadPage(html)
    loaders = {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert {tag for tag, _ in page.tags} & loaders == set()
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not re.search(r"url\(|@import|https?://(?!www.w3.org/2000/svg)", html)
    assert BAD in page.words
    assert "content=\"default-src 'none'" in html


@pytest.mark.slow
def test_names_stand_beside_written_answers_only_when_asked_for(record: ClassRecord) -> None:
    blind, named = (
        class_page(record, named).partition('<h2 id="written">')[2] for named in (False, True)
    )
    assert "Answer 1</p>" in blind
    assert "Invented Student" not in blind
    assert "Invented Student 05 (s05)" in named
    assert "Identical written text, but for space and capitals: Answer" in blind


def test_tables_have_captions_and_scopes_and_headings_come_in_order(html: str) -> None:
    page = ReadPage(html)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) > 10
    assert all(attrs.get("scope") in ("col", "row") for tag, attrs in page.tags if tag == "th")
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    links = {str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"}
    assert links <= set(ids)


def test_it_says_what_was_graded_how_and_that_a_class_is_simulated(
    html: str, record: ClassRecord
) -> None:
    words = ReadPage(html).words
    for said in (
        "Simulated: 26 files of this class came from kit demo-class.",
        "roster.csv:9: this row has no id",
        "26 of 30 students graded on 2026-11-25 08:30 UTC (grading 3)",
        "the first try of each question counts",
        "Too few students to judge how well a question tells students apart: 26 of the 50",
        f"revision {made_up_class.asked('owner').revision}: 26 students",
        "3 answers marked by two or more",
        "Due 2026-11-24 18:00 UTC",
    ):
        assert said in words
    assert "simulated" not in ReadPage(class_page(replace(record, simulated=""))).words.lower()


@pytest.mark.slow
def test_the_same_class_gives_the_same_page(html: str, record: ClassRecord) -> None:
    assert class_page(record) == html


def _all_open(record: ClassRecord) -> list[Graded]:
    return [replace(row, status="open", score=None) for row in record.grading.rows]


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda record: replace(record, grading=_grading([])),
        lambda record: replace(record, roster=(), receipts=()),
        lambda record: replace(record, grading=_grading(record.grading.rows[:1])),
        lambda record: replace(record, grading=_grading(_all_open(record))),
    ],
    ids=["nobody", "no roster", "one answer", "all open"],
)
def test_a_class_with_little_in_it_has_a_page_too(
    change: Callable[[ClassRecord], ClassRecord], record: ClassRecord
) -> None:
    words = ReadPage(class_page(change(record))).words
    assert "Which question was bad?" in words
    assert "nan" not in words.split()
    assert "None" not in words


def test_the_histogram_says_in_words_what_it_shows() -> None:
    scores = [0.0, 0.1, 0.3, 0.55, 0.59, 0.999, 1.0]
    found = _figures([_row(f"s{n}", "told", score) for n, score in enumerate(scores)]).tenths
    assert found == (1, 1, 0, 1, 0, 2, 0, 0, 0, 2)
    said = describe_totals(found)
    assert said == "Totals of 7 students by tenths. " + "; ".join(
        ("0 to 10 %: 1", "10 to 20 %: 1", "30 to 40 %: 1", "50 to 60 %: 2", "90 to 100 %: 2.")
    )
    assert f">{said}</desc>" in draw_totals(found)
    assert draw_totals(found).count('class="bar"') == 5


# -- The command


@pytest.fixture
def run(record: ClassRecord, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """``kit report`` on that class, whatever folder it is pointed to."""

    def read(folder: object, project: object, due: str) -> ClassRecord:
        return replace(record, terms=terms_of({"due": due}))

    monkeypatch.setattr("kit.commands.report.read_class", read)
    monkeypatch.chdir(ROOT)

    def command(*words: str) -> tuple[int, str]:
        done = kit("report", *words)
        return done.exit_code, " ".join(done.output.split())

    return command


@pytest.mark.slow
def test_a_report_is_written_again_over_an_earlier_one_and_over_nothing_else(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    place = tmp_path / "report.html"
    for _ in range(2):
        code, said = run(str(tmp_path), "--to", str(place))
        assert (code, f"Written: {place}." in said) == (0, True)
    assert is_report(place)
    place.write_text("<p>mine</p>", encoding="utf-8")
    code, said = run(str(tmp_path), "--to", str(place))
    assert (code, "is no earlier report" in said) == (1, True)
    assert place.read_text(encoding="utf-8") == "<p>mine</p>"
    assert run(str(tmp_path), "--to", str(place), "--force")[0] == 0
    assert is_report(place)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "report.pdf"], "ends in .html"),
        (["--to", "r.html", "--due", "tomorrow"], "“tomorrow” is no date"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    words: list[str], said: str, run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, output = run(str(tmp_path), *words)
    assert (code, said in output) == (1, True)


def test_a_folder_that_is_not_there_is_said(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, output = run(str(tmp_path / "no-such"), "--to", str(tmp_path / "r.html"))
    assert code == 1
    assert "There is no folder" in output


@pytest.mark.slow
def test_a_day_lasts_until_its_end(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    place = tmp_path / "r.html"
    run(str(tmp_path), "--to", str(place), "--due", "2026-11-24")
    assert "Due 2026-11-24 23:59" in ReadPage(place.read_text(encoding="utf-8")).words


@pytest.mark.slow
def test_a_class_from_its_folder_through_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.chdir(build_river(tmp_path / "project"))
    made, own, place = (tmp_path / name for name in ("made", "class", "report.html"))
    for words in (
        ["demo-class", "river", "--students", "12", "--to", str(made)],
        ["collect", str(made / "uploads"), "--to", str(own), "--roster", str(made / "roster.csv")],
        ["grade", str(own)],
        ["report", str(own), "--to", str(place)],
    ):
        kit_says(*words)
    with (made / "learners.csv").open(encoding="utf-8", newline="") as file:
        nothing = {row["id"] for row in csv.DictReader(file) if row["hands in"] == "nothing"}
    with (own / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        grades = list(csv.DictReader(file))
    shown = ReadPage(place.read_text(encoding="utf-8")).words
    uploads = len(list((made / "uploads").iterdir()))
    assert f"Simulated: {uploads} files of this class" in shown
    assert f"{len(nothing)} of 12 handed in nothing." in shown
    assert f"{12 - len(nothing)} of 12 students graded" in shown
    for student in nothing:
        assert f"Simulated student {student[-2:]} ({student})" in shown
    owner = [float(row["share"]) for row in grades if row["question"] == "owner"]
    assert f"Share {100 * statistics.fmean(owner):.0f} %" in shown.partition("owner (choose)")[2]


# -- Looked at


@pytest.mark.browser
def test_a_teacher_s_three_questions_are_answered_on_the_first_screen(
    html: str, tmp_path: Path, browser: Browser
) -> None:
    place = tmp_path / "report.html"
    place.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.as_uri())
    assert asked == [place.as_uri()]
    for box in page.locator(".first > section").all():
        area = box.bounding_box()
        assert area
        assert area["y"] + area["height"] <= 800
    assert page.locator(".first > section h2").all_inner_texts() == [
        "Who is missing?",
        "What did they not get?",
        "Which question was bad?",
    ]
    assert "Invented Student 00" in page.locator(".first > section").first.inner_text()
    link = page.locator(".first a[href^='#q-']").first
    asked_of = page.locator(str(link.get_attribute("href")))
    expect(asked_of).to_be_hidden()  # one reads the figures of a question where one wants to
    link.click()
    expect(asked_of).to_be_in_viewport()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_axe_finds_nothing_in_light_and_dark_and_nothing_sticks_out(
    scheme: str, width: int, html: str, tmp_path: Path, browser: Browser
) -> None:
    place = tmp_path / "report.html"
    place.write_text(html, encoding="utf-8")
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page.goto(place.as_uri())
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_stranger_s_name_that_only_looks_like_an_id_shows_what_it_is(record: ClassRecord) -> None:
    receipt = replace(_receipt("", 12), said="s04\u061c\u202e\x9b")
    page = class_page(replace(record, receipts=(receipt,)))
    assert r">s04\u061c\u202e\x9b<" in page


# -- Explored in a notebook


@pytest.fixture(scope="module")
def explorer(record: ClassRecord) -> Explorer:
    return Explorer(record)


@pytest.mark.slow
def test_filters_leave_their_questions_and_students(
    explorer: Explorer, record: ClassRecord
) -> None:
    whole, att = explorer.questions(), explorer.questions(skill="ATT")
    assert len(whole) == len(record.asked)
    practised = [one.question.id for one in record.asked if "ATT" in one.question.skills]
    assert [name.partition(":")[0] for name in att["question"]] == practised
    ids = {student.id for student in record.roster if student.section == "A"}
    assert set(explorer.students(section="A")["id"]) == ids & {
        r.student for r in record.grading.rows
    }
    assert set(explorer.questions(kind="rate")["kind"]) == {"rate"}
    both = {r.question for r in record.grading.rows if r.sure == "certain" and r.score != 1}
    found = explorer.questions(certain_wrong=True)["question"]
    assert {name.partition(":")[0] for name in found} == both


@pytest.mark.slow
def test_the_filters_change_what_is_shown_and_hostile_text_stays_text(record: ClassRecord) -> None:
    roster = (*record.roster[:29], replace(record.roster[29], name=BAD))
    widget = Explorer(replace(record, roster=roster)).widget()
    controls, shown = widget.children
    assert "11 questions" in shown.value
    assert "<script" not in shown.value
    assert "&lt;script&gt;" in shown.value
    kind = next(c for c in controls.children if c.description == "kind")
    kind.value = "write"
    assert "1 question<" in shown.value


@pytest.mark.slow
def test_without_widgets_it_is_text(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == repr(explorer)
    assert "Invented Student 05" in repr(explorer)


def test_a_class_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert repr(explore(tmp_path / "no-such")).startswith("There is no folder")
    assert "is not graded yet; run kit grade" in repr(explore(tmp_path))


def test_what_was_marked_stands_in_the_article_word_by_word() -> None:
    cue = made_up_class.asked("cue")
    rows = [
        _row(f"s{n}", "cue", 1.0, response=response_to_data(answer("cue")))
        for n, answer in enumerate((made_up_class.right, made_up_class.right, made_up_class.wrong))
    ]
    rows.append(replace(rows[0], student="s9", revision="other"))
    found = marked_article(cue, _question(_figures(rows), "cue").answers)
    assert [s.id for s in found] == [s.id for s in cue.segments]
    for segment, own in zip(found, cue.segments, strict=True):
        assert "".join(piece.text for piece in segment.pieces) == own.text
    words = {(s.id, p.text): p for s in found for p in s.pieces if p.n or p.key}
    assert cue.key
    sought = {span.span for span in cue.key.spans if not span.neutral}
    texts = {s.id: s.text for s in cue.segments}
    for span in sought:
        piece = words[span.segment, texts[span.segment][span.start : span.end].split()[0]]
        assert (piece.n, piece.key != "", piece.shade) == (2, True, 3)
    assert any(piece.n == 1 and piece.key in ("", "neutral") for piece in words.values())
    assert marked_article(made_up_class.asked("owner"), [(row, 1) for row in rows]) == ()
    shown = cue.segments[0]
    word = shown.text.split()[0]
    also = Accepted(
        *("river", "cue", bracketed(Span(shown.id, 0, len(word)), cue.segments)), "", "why", ""
    )
    first = marked_article(cue, [(row, 1) for row in rows], [also])[0].pieces[0]
    assert (first.text, first.key) == (word, "neutral")  # what is accepted is no mistake here too


def test_the_page_shows_the_marks_with_numbers_and_not_by_colour_alone(html: str) -> None:
    part = html.partition('id="q-river-cue"')[2].partition('<section class="question"')[0]
    assert '<details class="marked">' in part
    assert re.search(r'class="word s\d of-key" title="\d+ marked it', part)
    assert "<sup>" in part


@pytest.mark.slow
def test_why_a_file_waits_stands_beside_it_and_facts_on_uploads_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.chdir(build_river(tmp_path / "project"))
    roster = tmp_path / "r.csv"
    roster.write_text("id,name\nB-1,Ann Ode\nB-2,Ben Ode\nB-3,Cy Ode\n", encoding="utf-8")
    sent = {
        "Ann Ode_1_assignsubmission_file_/a.json": hand_in("B-1"),
        "Ben Ode_2_assignsubmission_file_/b.json": hand_in("B-3"),
        "Die Füchse_3_assignsubmission_file_/c.json": hand_in("B-2"),
    }
    (tmp_path / "u.zip").write_bytes(zipped(sent))
    own, place = tmp_path / "class", tmp_path / "report.html"
    for words in (
        ["collect", str(tmp_path / "u.zip"), "--to", str(own), "--roster", str(roster)],
        ["grade", str(own)],
        ["report", str(own), "--to", str(place)],
    ):
        kit_says(*words)
    shown = ReadPage(place.read_text(encoding="utf-8")).words
    assert "it names B-3 (Cy Ode), and came from the account “Ben Ode” (B-2)" in shown
    assert "such as those of groups: “Die Füchse” (B-2)" in shown
