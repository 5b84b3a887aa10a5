"""Mistakes made at random in the real answers files: each ends in a problem where it was made.

A mistake changes how a file is read: which questions there are, of what kind, with which items and
key, and what they cite. It is passed over in silence if no problem names its line, or the heading
of its question where the whole question is at fault. A changed word in prose is no mistake; nor is
the loss of what a question may do without, such as a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.jupyterlab import ROOT, copy_project
from support.soak import examples

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Article
from kit.check.check import review_lesson
from kit.question.model import Problem, QuestionSet
from kit.question.parse import parse
from kit.question.write import student_copy

LESSONS = Project(ROOT).lessons()
TEXTS = {name: Project(ROOT).answers(name).read_text(encoding="utf-8") for name in LESSONS}
FIELDS = "Show|Into|Because|Hint|Skills|Claim|Evidence|Judges|Sure|Limit|Order|Feedback|Model"
BOXES = ("choose", "choose-many")
ARROWS = ("sort", "match", "rate")
ANY = (*BOXES, *ARROWS, "highlight", "order", "write")

ARTICLES = {name: read_article(Project(ROOT), name) for name in Project(ROOT).exercises()}

# Several lessons are tried in one folder, and a busy machine is no fault of the kit.
in_one_folder = settings(
    deadline=None,
    max_examples=examples(6),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@dataclass(frozen=True)
class Mistake:
    """What an author does wrong: where it can happen, what comes of it, and where it is said."""

    pattern: str
    change: Callable[[re.Match[str], Random], str]
    kinds: tuple[str, ...] = ANY
    said_at: str = "line"  # line, next (the one below), heading, or the name of a field


def _put(text: str) -> Callable[[re.Match[str], Random], str]:
    return lambda found, _: found.expand(text)


def _misspell(found: re.Match[str], random: Random) -> str:
    """The match with one letter of its first group dropped, doubled or turned into another."""
    word = found[1]
    at = random.choice([n for n in range(1, len(word)) if word[n].isalpha()])
    wrong = random.choice(["", word[at] * 2, "q"])
    misspelt = word[:at] + wrong + word[at + 1 :]
    start, end = found.start(1) - found.start(), found.end(1) - found.start()
    return found[0][:start] + (misspelt if misspelt != word else f"{word}q") + found[0][end:]


def _one_of(*texts: str) -> Callable[[re.Match[str], Random], str]:
    return lambda found, random: found.expand(random.choice(texts))


_OPTION = r"^- \[([ x])\] (.+)$"
_NOTE = r"^  > (.+)$"
_HEADING = r"^## ([a-z0-9-]+) \(([a-z-]+)\)$"

MISTAKES: dict[str, Mistake] = {
    "the key unticked": Mistake(r"^- \[x\]", _put("- [ ]"), ("choose",), "heading"),
    "a second option ticked": Mistake(r"^- \[ \]", _put("- [x]"), ("choose",), "heading"),
    "another sign in the box": Mistake(_OPTION, _one_of(r"- [v] \2", r"- [*] \2"), BOXES),
    "nothing in the box": Mistake(_OPTION, _put(r"- [] \2"), BOXES),
    "a box too wide": Mistake(r"^- \[x\]", _one_of("- [x ]", "- [ x]"), BOXES),
    "no blank behind the box": Mistake(_OPTION, _put(r"- [\1]\2"), BOXES),
    "no box": Mistake(_OPTION, _put(r"- \2"), BOXES),
    "a tick outside the box": Mistake(_OPTION, _one_of(r"- \2 [x]", r"- x \2"), BOXES),
    "no dash": Mistake(_OPTION, _put(r"[\1] \2"), BOXES),
    "a dash made long": Mistake(_OPTION, _one_of(r"– [\1] \2", r"— [\1] \2"), BOXES),
    "no blank behind the dash": Mistake(_OPTION, _put(r"-[\1] \2"), BOXES),
    "a tab in front": Mistake(r"^- (.+)$", _put(r"\t- \1")),
    "an option twice": Mistake(_OPTION, _put(r"\g<0>\n\g<0>"), BOXES, "next"),
    "all options but one gone": Mistake(
        r"^(- \[.\] .+\n(?:  > .+\n)?)(?:- \[.\] .+\n(?:  > .+\n)?)+",
        _put(r"\1"),
        BOXES,
        "heading",
    ),
    "a field misspelt": Mistake(rf"^({FIELDS}): ", _misspell),
    "a field in small letters": Mistake(rf"^({FIELDS}): ", lambda found, _: found[0].lower()),
    "a field in bold": Mistake(rf"^({FIELDS}): ", _one_of(r"**\1:** ", r"**\1**: ")),
    "a blank before the colon": Mistake(rf"^({FIELDS}): ", _put(r"\1 : ")),
    "no blank behind the colon": Mistake(rf"^({FIELDS}): ", _put(r"\1:")),
    "a field twice": Mistake(
        r"^(Because|Skills|Evidence|Sure): .+$", _put(r"\g<0>\n\g<0>"), said_at="next"
    ),
    "a field without a value": Mistake(rf"^({FIELDS}): .+$", _put(r"\1:")),
    "a field of the lesson in a question": Mistake(
        r"^(Because|Skills): .+$", _one_of(r"\g<0>\nGoal: x", r"\g<0>\nMinutes: 5"), said_at="next"
    ),
    "a kind misspelt": Mistake(r"^## .+ \(([a-z-]+)\)$", _misspell),
    "no kind": Mistake(_HEADING, _put(r"## \1")),
    "an id with blanks or capitals": Mistake(_HEADING, _one_of(r"## The \1 (\2)", r"## \1_ (\2)")),
    "a heading too big": Mistake(_HEADING, _put(r"# \1 (\2)")),
    "a heading too small": Mistake(_HEADING, _put(r"### \1 (\2)")),
    "no text": Mistake(r"(?<=\)\n\n)(?!Show|Into|- |1)[^\n]+\n\n", _put(""), said_at="heading"),
    "a line under the text": Mistake(r"(?<=\)\n\n)(?!Show|Into|- |1)[^\n]+\n", _put(r"\g<0>---\n")),
    "a quotation damaged": Mistake(r"^- .*\[([^\W\d]{2,}).*$", _misspell, ("highlight",)),
    "a bracket forgotten": Mistake(r"^(- .*)[\[\]](.*)$", _put(r"\1\2"), ("highlight",)),
    "quotation marks forgotten": Mistake(
        r"^(- (?:~ )?(?:\w+: )?)“(.+)”$", _one_of(r"\1\2", r"\1“\2"), ("highlight",)
    ),
    "a quotation twice": Mistake(r"^- .+$", _put(r"\g<0>\n\g<0>"), ("highlight",), "next"),
    "an arrow broken": Mistake(
        r"^(- .+) => (.+)$", _one_of(r"\1 -> \2", r"\1 → \2", r"\1 = > \2", r"\1 \2"), ARROWS
    ),
    "two arrows": Mistake(r"^(- .+) => (.+)$", _put(r"\1 => \2 => \2"), ARROWS),
    "an arrow to nowhere": Mistake(r"^(- .+) => (.+)$", _put(r"\1 =>"), ARROWS),
    "an arrow from nowhere": Mistake(r"^(- .+) => (.+)$", _put(r"- => \2"), ("sort", "rate")),
    "a box that is not there": Mistake(r"^(- .+) => (.+)$", _put(r"\1 => zebra"), ("sort", "rate")),
    "a box misspelt": Mistake(r"^- .+ => (.+)$", _misspell, ("sort",)),
    "a box named twice": Mistake(r"^(Into: ([^|]+) \|.+)$", _put(r"\1 | \2"), ("sort",)),
    "numbers out of order": Mistake(r"^([23])\. ", _put(r"\g<1>1. "), ("order",)),
    "a dash in a numbered list": Mistake(r"^2\. ", _put("- "), ("order",)),
    "a level without a colon": Mistake(
        r"^- (\w+:.+)$", lambda found, _: "- " + found[1].replace(":", ""), ("write",)
    ),
    "a skill misspelt": Mistake(r"^Skills: ([A-Z]+).*$", _misspell),
    "a misconception misspelt": Mistake(r"^  > .+[.?!”’] \(([a-z-]{4,})\)$", _misspell),
    "a misconception in the middle": Mistake(
        r"^(  > .*\w)[.?!] (\([a-z-]+\))$", _one_of(r"\1 \2", r"\1. \2.")
    ),
    "evidence that is not there": Mistake(r"^Evidence: E", _put("Evidence: E999, E")),
    "evidence with an O": Mistake(r"^Evidence: .*0", _put(r"\g<0>O")),
    "a claim that is not there": Mistake(r"^Claim: C", _put("Claim: C999, C")),
    "a verdict against the ledger": Mistake(
        r"^Judges: (holds|fails)$",
        lambda found, _: "Judges: " + {"holds": "fails", "fails": "holds"}[found[1]],
        said_at="Claim",
    ),
    "a segment beyond the end": Mistake(r"^Show: (.+)$", _one_of(r"Show: \1, S99", r"Show: S99")),
    "segments back to front": Mistake(r"^Show: (.+)$", _put("Show: S3-S1")),
    "a number in words": Mistake(r"^Limit: \d+", _one_of("Limit: sixty", "Limit: 0", "Limit: -5")),
    "a value that is none": Mistake(r"^(Sure|Order|Feedback|Judges): .+$", _put(r"\1: perhaps")),
    "an explanation without its sign": Mistake(_NOTE, _put(r"  \1")),
    "an explanation not under its item": Mistake(_NOTE, _put(r"> \1")),
    "a comment never closed": Mistake(r"^(Because: .+)$", _put(r"<!-- look again\n\1")),
    "a paragraph after the list": Mistake(r"(?<=\n\n)(Because: .+)$", _put(r"Think again.\n\n\1")),
    "code": Mistake(r"^(Because: .+)$", _put(r"```\n\1\n```")),
}


@dataclass(frozen=True)
class Place:
    """Where a mistake can be made: a match in a lesson's file, with its question's heading."""

    lesson: str
    start: int
    heading: int  # line


def _places(mistake: Mistake) -> list[Place]:
    """Every place in the repository's answers files where the mistake can be made."""
    found: list[Place] = []
    for lesson, text in TEXTS.items():
        for block in re.finditer(r"^## .+? \((.+)\)$(?:\n(?!## ).*)*", text, re.M):
            if block[1] in mistake.kinds:
                line = text.count("\n", 0, block.start()) + 1
                for match in re.finditer(mistake.pattern, block[0], re.M):
                    if mistake.said_at in ("line", "next", "heading") or re.search(
                        rf"^{mistake.said_at}:", block[0], re.M
                    ):
                        found.append(Place(lesson, block.start() + match.start(), line))
    return found


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project, in which mistakes are made."""
    return Project(copy_project(tmp_path_factory.mktemp("mistakes") / "project"))


def _problems(project: Project, lesson: str, text: str) -> list[Problem]:
    """What `kit check` says of an answers file with this text; then the file is as before."""
    path: Path = project.answers(lesson)
    path.write_bytes(text.encode())
    try:
        return sorted({finding.problem for finding in review_lesson(project, lesson)})
    finally:
        path.write_text(TEXTS[lesson], encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", MISTAKES)
@in_one_folder
@given(data=st.data())
def test_a_mistake_is_named_where_it_was_made(
    name: str, copied: Project, data: st.DataObject
) -> None:
    mistake = MISTAKES[name]
    place = data.draw(st.sampled_from(_places(mistake)))
    random = Random(data.draw(st.integers(0, 99)))  # noqa: S311 - a spelling mistake, no secret
    text = TEXTS[place.lesson]
    match = re.compile(mistake.pattern, re.M).search(text, place.start)
    assert match
    assert match.start() == place.start
    broken = text[: match.start()] + mistake.change(match, random) + text[match.end() :]
    assert broken != text
    problems = parse(broken, f"answers/{place.lesson}.md", _article(place.lesson)).problems
    if not problems:  # what only the rules can see
        problems = tuple(_problems(copied, place.lesson, broken))
    line = _line(mistake, place, match)
    found = [(p.path, p.line) for p in problems if p.severity == "error"]
    assert (f"answers/{place.lesson}.md", line) in found, list(map(str, problems))


def _line(mistake: Mistake, place: Place, match: re.Match[str]) -> int:
    """The line that a problem has to name."""
    line = match.string.count("\n", 0, match.start()) + 1
    if mistake.said_at in ("line", "next", "heading"):
        return {"line": line, "next": line + 1, "heading": place.heading}[mistake.said_at]
    rows = match.string.split("\n")
    return next(n for n in range(place.heading, len(rows)) if _begins(rows[n - 1], mistake))


def _begins(row: str, mistake: Mistake) -> bool:
    return row.startswith(f"{mistake.said_at}:")


@pytest.mark.slow
def test_there_is_a_place_for_every_mistake() -> None:
    assert [name for name, mistake in MISTAKES.items() if not _places(mistake)] == []


@pytest.mark.slow
def test_a_heading_that_is_gone_is_named_in_what_is_left(copied: Project) -> None:
    for lesson, text in TEXTS.items():
        rows = text.split("\n")
        headings = [n for n, row in enumerate(rows) if row.startswith("## ")]
        for before, at, after in zip(
            [0, *headings], headings, [*headings[1:], len(rows)], strict=False
        ):
            broken = "\n".join(rows[:at] + rows[at + 1 :])
            question_set = parse(broken, "a.md", _article(lesson))
            assert any(before + 1 <= p.line <= after for p in question_set.problems), rows[at]


# What a question may do without; whoever takes it out means to.
_MAY_GO = re.compile(
    r"(Hint|Skills|Evidence|Claim|Judges|Scale|Twin|Sure|Order|Feedback|Show|Limit): "
    r"|- => |- ~ |\s*$|- [A-Z][a-z]+: "
)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=examples(30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lesson=st.sampled_from(LESSONS), place=st.integers(0, 2000))
def test_a_line_that_is_lost_is_noticed_unless_a_question_may_do_without_it(
    copied: Project, lesson: str, place: int
) -> None:
    rows = TEXTS[lesson].split("\n")
    lost = rows.pop(place % len(rows))
    before = {found.problem.text for found in review_lesson(Project(ROOT), lesson)}
    new = {p.text for p in _problems(copied, lesson, "\n".join(rows))} - before
    assert new or _MAY_GO.match(lost), lost
    if not lost.strip() and not new:
        same = parse("\n".join(rows), "a.md", _article(lesson))
        assert (same.questions, same.keys) == (
            _question_set(lesson).questions,
            _question_set(lesson).keys,
        )


_DAMAGE = st.one_of(
    st.tuples(st.just("delete"), st.integers(0, 2000), st.just("")),
    st.tuples(st.just("double"), st.integers(0, 2000), st.just("")),
    st.tuples(st.just("swap"), st.integers(0, 2000), st.just("")),
    st.tuples(st.just("put"), st.integers(0, 2000), st.text(max_size=6)),
    st.tuples(
        st.just("put"),
        st.integers(0, 2000),
        st.text(alphabet="-#>[]()“”=x \t:|~1.<!*_\\`\u2028\x0c\r\n", max_size=6),
    ),
    st.tuples(st.just("cut"), st.integers(0, 2000), st.just("")),
)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=examples(30),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lesson=st.sampled_from(LESSONS), damages=st.lists(_DAMAGE, min_size=1, max_size=4))
def test_no_damage_ends_in_an_exception_or_outside_the_file(
    copied: Project, lesson: str, damages: list[tuple[str, int, str]]
) -> None:
    rows = TEXTS[lesson].split("\n")
    for do, place, text in damages:
        at = place % max(1, len(rows))
        if do == "delete":
            del rows[at : at + 1]
        elif do == "double":
            rows[at:at] = rows[at : at + 1]
        elif do == "swap":
            rows[at : at + 2] = rows[at : at + 2][::-1]
        elif do == "cut":
            del rows[at:]
        elif rows:
            middle = place % (len(rows[at]) + 1)
            rows[at] = rows[at][:middle] + text + rows[at][middle:]
    broken = "\n".join(rows).encode(errors="replace").decode()
    path = f"answers/{lesson}.md"
    last = len(re.split(r"\r\n?|\n", broken))
    for problem in _problems(copied, lesson, broken):
        assert problem.path != path or 1 <= problem.line <= last
    question_set = parse(broken, path, _article(lesson))
    assert {k.question for k in question_set.keys} == {q.id for q in question_set.questions}
    parse(student_copy(question_set), path, _article(lesson), keyed=False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1: the lesson has no title; begin the file with “# Title”"),
        (
            "# Fish\n",
            "1: the lesson asks nothing; add a question, such as “## who-says-so (choose)”",
        ),
        ("\ufeff# Fish\r\n\r\n## who\r\n", "3: say the kind in brackets"),
        ("# Fish\n\n<!-- not yet\n\n## who (choose)\n", "3: this comment never ends"),
        (
            "# Fish\n\n## a (rate)\n\nHow many?\n\nInterval: 80 %\n\n- a => 1 2.. to 3\n",
            "9: “1 2.. to",
        ),
        (f"# Fish\n\nMinutes: {'9' * 5000}\n", "3: “Minutes:” is a whole number"),
        ("# Fish\n\n" + "> " * 500 + "deep\n", "3: a second quote here"),
    ],
)
def test_an_odd_file_ends_in_a_sentence(copied: Project, text: str, problem: str) -> None:
    found = [f"{p.line}: {p.text}" for p in _problems(copied, "start-here", text)]
    assert any(said.startswith(problem) for said in found), found


def _article(lesson: str) -> Article:
    return ARTICLES[exercise_of(lesson)]


def _question_set(lesson: str) -> QuestionSet:
    return parse(TEXTS[lesson], "a.md", _article(lesson))
