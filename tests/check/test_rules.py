"""Every rule of `kit check` has a manual page, and the examples on it are true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.validator import iter_validate

from kit.article.project import Project
from kit.check.check import (
    EXERCISE_RULES,
    LESSON_RULES,
    NOTEBOOK_RULES,
    RULES,
    read_proof,
    rule_named,
)
from kit.check.rules import links, notebook_file
from kit.check.rules.bias import tail
from kit.check.rules.json_places import line_of, parts
from kit.check.rules.lessons import is_written_as_questions
from kit.check.rules.notebook_file import read_notebook
from kit.check.rules.prose import reading_level
from kit.check.rules.subjects import Example, Exercise
from kit.check.stored_outputs import VIEW
from kit.question.model import Problem

LESSON = "fish/1-who"
SEED = {
    "seeds/fish/article.txt": (
        "Fish return\n\nThe river is clean, officials said.\n\nSo said the mayor, officials said.\n"
    ),
    "seeds/fish/evidence.csv": (
        "id,date,publisher,kind,origin,independence,says,url\n"
        "E01,2023-09-04,TASS,report,Moscow,party,Words.,https://tass.com/politics/1670025\n"
    ),
    "seeds/fish/claims.csv": "id,verdict_at_publication\nC01,ACCURATE\n",
}
FRONT = "# Fish\n\nMinutes: 10\nGoal: say who speaks.\n\n"
WHO = "## who (choose)\n\nWho says so?\n\n"
_FILE = re.compile(r"^((?:seeds|answers|notebooks)/\S+)$", re.M)
_STEP = re.compile(r"(In|Seen|Text|Out|View|Error|)([:+]) ?(.*)")
_EXAMPLES = [
    pytest.param(rule, verdict, example, id=f"{rule.name}-{verdict.lower()}-{number}")
    for rule in RULES
    for verdict in ("Passes", "Fails")
    for number, example in enumerate(rule.examples(verdict), start=1)
]


def _write_example(root: Path, example: Example) -> Project:
    """A folder with a made-up exercise that is as the example says."""
    files = {**SEED, f"answers/{LESSON}.md": FRONT + WHO + "- [x] officials\n- [ ] the mayor\n"}
    text = example.text
    if _FILE.search(text):
        _, *pieces = _FILE.split(text)
        files |= {p: t.strip() + "\n" for p, t in zip(pieces[::2], pieces[1::2], strict=True)}
    elif not _STEP.match(text):
        files[f"answers/{LESSON}.md"] = _answers(text, example.times)
    steps = text if _STEP.match(text) else 'In: quiz.ask("who")\nOut: Who says so?'
    files.setdefault(f"notebooks/{LESSON}.ipynb", _notebook(steps, example.times))
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return Project(root)


def _answers(text: str, times: int) -> str:
    if text.startswith("# "):
        return f"{text}\n"
    block = text if text.startswith("## ") else WHO + text
    return FRONT + "\n\n".join(
        re.sub(r"^## (\S+)", rf"## \1-{n}" if n else r"## \1", block) for n in range(times)
    )


def _notebook(steps: str, times: int) -> str:
    """A notebook of lines such as ``In: code``, ``Out: text``; ``In+ code`` goes on in a cell."""
    cells: list[dict[str, Any]] = []
    for step in [] if "lesson(" in steps else [f'In: quiz = lesson("{LESSON}")']:
        _take(cells, step)
    for step in steps.splitlines():
        _take(cells, step)
    for cell in cells[1:]:
        cell["source"] = "\n".join([cell["source"]] * times)
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert list(iter_validate(notebook)) == []
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _take(cells: list[dict[str, Any]], step: str) -> None:
    found = _STEP.fullmatch(step)
    assert found, step
    kind, sign, text = found.groups()
    if sign == "+":
        cells[-1]["source"] += f"\n{text}"
    elif kind == "Text":
        cells.append(_cell(len(cells), "markdown", text))
    elif kind in ("In", "Seen"):
        code: dict[str, Any] = {"execution_count": None, "outputs": []}
        cells.append({**_cell(len(cells), "code", text, hidden=kind == "In"), **code})
    elif kind == "Error":
        cells[-1]["outputs"].append(
            {"output_type": "error", "ename": text, "evalue": "", "traceback": []}
        )
    else:
        data: dict[str, Any] = {"text/plain": text, **({VIEW: {}} if kind == "View" else {})}
        cells[-1]["outputs"].append({"output_type": "display_data", "data": data, "metadata": {}})


def _cell(number: int, kind: str, source: str, hidden: bool = False) -> dict[str, Any]:
    metadata = {"jupyter": {"source_hidden": True}} if hidden else {}
    return {"cell_type": kind, "id": f"c{number}", "metadata": metadata, "source": source}


def _found_by(name: str, project: Project) -> list[Problem]:
    """What the rule of this name says of the exercise, and nothing that others say."""
    lessons = [rule for rule in LESSON_RULES if rule.name == name]
    books = [rule for rule in NOTEBOOK_RULES if rule.name == name]
    wholes = [rule for rule in EXERCISE_RULES if rule.name == name]
    path = project.notebook(LESSON)
    found: list[Problem] = []
    found += [p for rule in lessons for p in rule.find(read_proof(project, LESSON))]
    found += [p for rule in books for p in rule.find(read_notebook(project, path, lesson=True))]
    for exercise in project.exercises() if wholes else ():
        names = [lesson for lesson in project.lessons() if lesson.startswith(f"{exercise}/")]
        proofs = tuple(read_proof(project, lesson) for lesson in names)
        found += [p for rule in wholes for p in rule.find(Exercise(project, exercise, proofs))]
    return found


@pytest.mark.parametrize(("rule", "verdict", "example"), _EXAMPLES)
def test_each_example_on_a_rule_s_page_is_true(
    rule: Any, verdict: str, example: Example, tmp_path: Path
) -> None:
    project = _write_example(tmp_path, example)
    if rule.find is not is_written_as_questions:
        assert [p.text for p in read_proof(project, LESSON).question_set.problems] == []
    found = _found_by(rule.name, project)
    assert bool(found) == (verdict == "Fails"), example.text
    for problem in found:
        text = (project.root / problem.path).read_text(encoding="utf-8")
        assert 1 <= problem.line <= len(text.splitlines())


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        ("![a boat in a street](boat.gif)", ""),
        ("![Image 3](boat.gif)", "“![Image 3](boat.gif)” tells nothing to those who cannot see it"),
        ("![boat.gif](boat.gif)", "“![boat.gif](boat.gif)” tells nothing"),
    ],
)
def test_a_picture_in_a_stem_says_what_it_shows(stem: str, found: str, tmp_path: Path) -> None:
    question = f"{WHO}{stem}\n\n- [x] officials\n- [ ] the mayor\n"
    text = f"answers/{LESSON}.md\n{FRONT}{question}\nseeds/fish/boat.gif\nGIF89a"
    project = _write_example(tmp_path, Example(text))
    problems = _found_by("shows-pictures-where-it-can", project)
    assert [p.text.startswith(found) for p in problems] == ([True] if found else [])
    assert all(p.line == 6 for p in problems)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_a_page_with_what_passes_and_what_fails(rule: Any) -> None:
    assert rule.duty.endswith(".")
    assert rule.examples("Passes")
    assert rule.examples("Fails")
    assert rule.manual().startswith(f"{rule.name} ({rule.severity})\n\n")
    assert [rule_named(name) for name in (rule.name, rule.find.__name__)] == [rule, rule]


def test_no_two_rules_share_a_name() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://www.bbc.com/news/world-asia-66700000", ""),
        ("http://en.wikipedia.org/wiki/Lake_(disambiguation)", ""),
        ("https://例え.jp/ニュース", ""),
        ("https://[2001:db8::1]/a", ""),
        ("htps://tass.com/a", "does not begin with"),
        ("www.tass.com/a", "does not begin with"),
        ("https:/tass.com/a", "names no host"),
        ("https://tass/a", "names no host"),
        ("https://tass.com/a b", "has a blank"),
        ("https://www.example.com/a", "is an address for examples"),
        ("https://tass.com/a.", "ends in “.”"),
        ("https://tass.com/a(b", "has a bracket"),
        ("https://tass.com:port/", "is not a web address"),
        ("https://[tass.com/", "is not a web address"),
    ],
)
def test_an_address_is_judged_by_its_form(url: str, fault: str) -> None:
    found = links.fault_of(url)
    assert found.startswith(fault)
    assert bool(found) == bool(fault)


def test_an_invented_exercise_may_have_invented_addresses() -> None:
    assert links.fault_of("https://example.org/a", invented=True) == ""


@given(st.text(alphabet="htps:/.[]()@%a1é \u200b", max_size=20))
def test_no_address_is_too_odd_to_judge(url: str) -> None:
    assert isinstance(links.fault_of(url), str)


def test_the_reading_level_is_words_per_sentence_and_the_share_of_long_words() -> None:
    # 8 words in 2 sentences, and 2 of them longer than six letters: 4 + 25.
    assert reading_level("The minister spoke twice. Nobody outside heard reports.") == (
        8 / 2 + 100 * 3 / 8,
        8,
    )
    assert reading_level("She said “notwithstanding contradictory documentation” and left.") == (
        4.0,
        4,
    )
    assert reading_level("# Heading\n\n| a table |\n|---|\n| of words |") == (0.0, 0)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_chances_of_at_least_so_many_fall_from_one_to_all_at_once(chances: list[float]) -> None:
    tails = [tail(count, chances) for count in range(len(chances) + 1)]
    assert tails[0] == pytest.approx(1)
    assert tails == sorted(tails, reverse=True)
    together = 1.0
    for chance in chances:
        together *= chance
    assert tails[-1] == pytest.approx(together)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@pytest.mark.slow
@given(_JSON, st.sampled_from([None, 1, 4]))
def test_the_parts_of_a_json_text_are_found_where_they_stand(value: Any, indent: int) -> None:
    text = json.dumps(value, indent=indent)
    found = list(parts(text, 0))
    wanted: Iterable[Any] = ()
    if isinstance(value, dict):
        wanted = value.values()
        assert [p.name for p in found] == list(value)
    elif isinstance(value, list):
        wanted = value
    assert [json.loads(text[p.value : p.end]) for p in found] == list(wanted)
    assert all(line_of(text, p.start) <= len(text.splitlines()) for p in found)


def test_widget_views_are_called_what_the_store_calls_them() -> None:
    assert notebook_file.VIEW == VIEW


_DAMAGES: dict[str, Any] = {
    "no metadata": lambda nb: nb.pop("metadata"),
    "cells no list": lambda nb: nb.update(cells={}),
    "old format": lambda nb: nb.update(nbformat=3),
    "a cell that is none": lambda nb: nb["cells"].append(7),
    "a kind unknown": lambda nb: nb["cells"][0].update(cell_type="heading"),
    "a kind that is a list": lambda nb: nb["cells"][0].update(cell_type=[]),
    "no source": lambda nb: nb["cells"][1].pop("source"),
    "a source of numbers": lambda nb: nb["cells"][1].update(source=[1]),
    "no outputs": lambda nb: nb["cells"][1].pop("outputs"),
    "an output unknown": lambda nb: nb["cells"][1]["outputs"].append({"output_type": "pyout"}),
    "an output without data": lambda nb: nb["cells"][1]["outputs"][0].pop("data"),
}


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES)
def test_what_nbformat_refuses_is_refused(damage: Any, tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    content = json.loads(_notebook('In: quiz.ask("who")\nOut: Who?', 1))
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_notebook(Project(tmp_path), path).faults == ()
    nbformat.read(path, as_version=4)
    damage(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert _nbformat_refuses(content)
    assert read_notebook(Project(tmp_path), path).faults


def _nbformat_refuses(content: Any) -> bool:
    """Whether nbformat finds fault with it, or stumbles over it."""
    try:
        return bool(list(iter_validate(content)))
    except (KeyError, TypeError):
        return True
