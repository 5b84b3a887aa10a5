"""What the prose of a lesson states as fact stands in the evidence that its cell names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from support.jupyterlab import ROOT
from support.statements import MONTHS, numbers, row_text

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article, read_evidence
from kit.check.rules.prose import sentences, without_quotations
from kit.lesson.notebook_metadata import cited

COURSE = "kim-putin-trip"
EXERCISES = (COURSE, "lindmere-water")
LESSONS = [name for name in Project(ROOT).lessons() if exercise_of(name) in EXERCISES]
EVIDENCE = {
    exercise: {e.id: e for e in read_evidence(Project(ROOT), exercise)} for exercise in EXERCISES
}
ARTICLE = {
    exercise: " ".join(s.text for s in read_article(Project(ROOT), exercise).segments)
    for exercise in EXERCISES
}

# Numbers of the lesson itself, by the first words of their cell: what learners give, or imagine.
OWN_NUMBERS = {
    "Now make three **forecasts**": {"60", "100"},
    "## Ask what would settle it": {"5 September", "2023"},
    "## A number that you wrote down": {"0", "50", "0.25", "1"},
    "We wrote these three summaries": {"26 November", "2026"},
}
# Words that the prose speaks of as words, and that nobody is said to have used.
OWN_WORDS = {
    "today", "last week", "said", "mistakes were made", "it is so", "who knows",
    "he said", "he claimed", "he acknowledged", "unverified", "everybody", "method not given",
    "about", "some", "nearly", "up to", "often", "record", "monday", "july",
    "american and allies", "may",
}  # fmt: skip
# The names under which the rows have what the prose calls by another one.
ALSO_CALLED = {
    "Kremlin": ("Kremlin", "Peskov"),
    "Jong-un": ("Jong Un", "Kim"),
    "Washington": ("Washington", "US government"),
}
# The minutes of a lesson, the names of files that a link leads to, and the sentences of summaries,
# which are there to be checked and stand in a table of their own.
_NO_STATEMENT = re.compile(
    r"\*About \d+ minutes[^*]*\.\*|\]\(\S+\)|^\| [A-C]\d \|.*$", re.MULTILINE
)
# Cells that name somebody, and state nothing of them.
ONLY_NAMES = {"# What am I looking at?"}


@dataclass(frozen=True)
class Text:
    """A text cell: where it stands, what it says, and the evidence that it names."""

    lesson: str
    says: str
    cites: tuple[str, ...]
    exercise: str = COURSE

    @property
    def begins(self) -> str:
        return self.says.splitlines()[0]

    @property
    def rests_on(self) -> str:
        rows = [EVIDENCE[self.exercise][id] for id in self.cites]
        return " ".join(f"{row_text(row)} {row.origin}" for row in rows)

    @property
    def states(self) -> list[str]:
        """Its sentences and table rows in its own words, without those that ask."""
        whole_days = rf"\d+ (?:{'|'.join(MONTHS)})"  # looked for among the numbers
        plain = re.sub(rf"\b[ECS]\d+\b|{whole_days}", " ", _NO_STATEMENT.sub(" ", self.says))
        lines = without_quotations(plain).splitlines()
        return [s for line in lines for s in sentences(line) if not s.rstrip(" *").endswith("?")]


def _texts(lesson: str) -> Iterator[Text]:
    path = ROOT / "notebooks" / f"{lesson}.ipynb"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        says = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and not says.startswith("## To keep"):
            ids = cited(cell["metadata"])
            assert ids is not None
            exercise = exercise_of(lesson)
            yield Text(lesson, says, ids, exercise if exercise in EXERCISES else COURSE)


TEXTS = [text for lesson in LESSONS for text in _texts(lesson)]


@cache
def _names(exercise: str) -> frozenset[str]:
    """Words that the rows of evidence write with a capital, and the prose never without."""
    evidence = EVIDENCE[exercise].values()
    rows = " ".join(f"{e.publisher}. {e.origin}. {e.says}" for e in evidence)
    there = f"{rows} {ARTICLE[exercise]}"
    capital = set(re.findall(r"(?<![.:?!] )(?<![“‘(])\b[A-Z][\w-]+", there))
    small = set(re.findall(r"\b[a-z][\w-]+", " ".join(text.says for text in TEXTS)))
    days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    return frozenset(name for name in capital - days if name.lower() not in small)


def _named(text: Text) -> set[str]:
    if any(text.begins.startswith(begins) for begins in ONLY_NAMES):
        return set()
    stated = " ".join(re.findall(r"[\w-]+", " ".join(text.states)))
    return {
        name for name in _names(text.exercise) if re.search(rf"(?<![\w-]){name}(?![\w-])", stated)
    }


def _own_numbers(text: Text) -> set[str]:
    found = (own for begins, own in OWN_NUMBERS.items() if text.begins.startswith(begins))
    return next(found, set())


def _astray(text: Text) -> list[str]:
    """The names, numbers and quoted words of a text that its evidence does not have."""
    rows = text.rests_on
    says = _NO_STATEMENT.sub("", text.says)
    article = ARTICLE[text.exercise]
    there = numbers(f"{article} {rows}") | _own_numbers(text)
    days = {number.split()[0] for number in there if " " in number}
    lost = {n for n in numbers(says) - there if not (n in days and f"{n}th" in says)}
    for name in _named(text):
        if not any(_has(rows, called) for called in ALSO_CALLED.get(name, (name,))):
            lost.add(name)
    for quoted in re.findall("“([^”]+)”", says):
        words = quoted.strip(" .,?!").lower()
        if words not in OWN_WORDS and words not in f"{article} {rows}".lower():
            lost.add(f"“{quoted}”")
    return sorted(lost)


def _has(rows: str, name: str) -> bool:
    """Whether a name stands there, or begins a word as in “Russia” and “Russian”."""
    return bool(re.search(rf"\b{name}", rows, 0 if name.isupper() else re.I))


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_the_prose_states_stands_in_the_evidence_of_its_cell(lesson: str) -> None:
    astray = [(t.begins, lost) for t in TEXTS if t.lesson == lesson and (lost := _astray(t))]
    assert astray == []


def test_what_the_teachers_page_states_as_background_stands_in_its_evidence() -> None:
    stating = [text for text in _texts("instructors/teach-this-course") if text.cites]
    assert any(text.begins == "## Half a page of background" for text in stating)
    assert [(text.begins, lost) for text in stating if (lost := _astray(text))] == []


def test_a_date_a_number_a_name_and_a_quotation_without_evidence_are_found() -> None:
    rows = ("E12", "E67")
    for says, lost in (
        ("Shoigu spoke on 4 September 2023, TASS says.", []),
        ("Shoigu spoke on 6 September 2023, TASS says.", ["6 September"]),
        ("Peskov spoke on 4 September 2023.", ["Peskov"]),
        ("AP's official “is sure” when.", ["“is sure”"]),
        ("AP's official “isn’t sure” when.", []),
        ("TASS counted 77 drills.", ["77"]),
    ):
        assert _astray(Text("", says, rows)) == lost, says
    assert _astray(Text("", "Shoigu spoke in Sochi.", ())) == ["Shoigu", "Sochi"]


def test_no_number_and_no_word_is_excused_that_no_prose_uses() -> None:
    for begins, own in OWN_NUMBERS.items():
        found = [text for text in TEXTS if text.begins.startswith(begins)]
        assert found, begins
        rows = numbers(f"{ARTICLE[found[0].exercise]} {found[0].rests_on}")
        assert own <= numbers(found[0].says) - rows, begins
    prose = " ".join(text.says for text in TEXTS).lower()
    assert [words for words in sorted(OWN_WORDS) if f"“{words}" not in prose] == []
    for begins in ONLY_NAMES:
        assert any(text.begins.startswith(begins) for text in TEXTS), begins


def test_many_texts_name_their_evidence_and_name_only_what_there_is() -> None:
    naming = [text for text in TEXTS if text.cites]
    assert len(naming) >= 20
    assert {text.lesson for text in naming} >= {
        name for name in LESSONS if exercise_of(name) == COURSE
    }
    for text in naming:
        assert set(text.cites) <= set(EVIDENCE[text.exercise]), text.begins
