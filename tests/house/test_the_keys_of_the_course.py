"""Each date, number, quotation and name in a key stands in the article or in its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.jupyterlab import ROOT
from support.statements import MONTHS, numbers, row_text

from kit.article.project import Project
from kit.article.seed import read_article, read_evidence

EXERCISE = "kim-putin-trip"
LESSONS = [name for name in Project(ROOT).lessons() if name.startswith(EXERCISE)]
EVIDENCE = {e.id: e for e in read_evidence(Project(ROOT), EXERCISE)}
ARTICLE = " ".join(s.text for s in read_article(Project(ROOT), EXERCISE).segments)
SETTINGS = "Evidence|Claim|Minutes|Limit|Show|Hint|Skills|Into|Order|Sure|Judges|Scale|Tries"

# What is worked out or made up in the question itself, as an example or a wrong answer.
OWN_NUMBERS = {
    "forecast": {"0", "30", "100"},
    "dating": {"10 September"},
    "settle": {"5 September"},
    "anniversary": {"73"},
    "some-twenty": {"18", "23"},
    "two-columns": {"5 September"},
    "moscow": {"30", "100"},
    "new-forecast": {"0", "100", "2030"},
}
# Words that a key speaks of as words, and that nobody is said to have used.
OWN_WORDS = {
    "it was reported", "it is so", "not named", "not verified", "is this real", "real or fake",
    "is it passed on fairly", "is it true", "demands", "is believed to want", "unsupported",
    "invented", "perhaps", "is a blueprint", "minor", "loose", "stretched", "fair paraphrase",
    "fake", "true", "wrong", "nearly", "pointed out", "alleged", "did it come true", "30 in 100",
    "the spokeswoman … that there is no deal", "supported", "proved", "mixed", "at publication",
    "will there be an arms deal, and what would it mean", "probably",
    "picture: state news agency", "will",
}  # fmt: skip
# The names under which the rows have what a key calls by another one.
ALSO_CALLED = {
    "Kremlin": "Peskov",
    "Washington": "US government",
    "White": "US government",
    "House": "US government",
    "Seoul": "South Korea",
    "Japan": "NHK",
}


def _questions(lesson: str) -> Iterator[tuple[str, str, list[str]]]:
    """A question’s id, what it says without its settings, and the ids of its evidence."""
    text = (ROOT / "answers" / f"{lesson}.md").read_text(encoding="utf-8")
    for block in re.split(r"^## ", text, flags=re.M)[1:]:
        head, *lines = block.splitlines()
        cited = [id for line in lines if line.startswith("Evidence:") for id in _ids(line)]
        said = [line for line in lines if not re.match(rf"({SETTINGS}):|- ~ ", line)]
        yield head.split()[0], "\n".join(said), cited


def _ids(text: str) -> list[str]:
    return re.findall(r"E\d+", text)


def _row(id: str) -> str:
    return row_text(EVIDENCE[id])


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_date_and_number_of_a_key_stands_in_its_evidence(lesson: str) -> None:
    astray = []
    for question, said, cited in _questions(lesson):
        there = numbers(" ".join([ARTICLE, *map(_row, cited)])) | OWN_NUMBERS.get(question, set())
        days = {number.split()[0] for number in there if " " in number}
        astray += [
            (question, number)
            for number in sorted(numbers(said) - there)
            if not (number in days and re.search(rf"\b{number}(st|nd|rd|th)\b", said))
        ]
    assert astray == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_quotation_of_a_key_stands_in_the_article_or_in_its_evidence(lesson: str) -> None:
    astray = []
    for question, said, cited in _questions(lesson):
        there = " ".join([ARTICLE, *map(_row, cited)]).lower()
        for quoted in re.findall("“([^”]+)”", said):
            words = re.sub(r"[\[\]]", "", quoted).strip(" .,?!").lower()
            if words not in there and words not in OWN_WORDS:
                astray.append((question, quoted))
    assert astray == []


def _names_of_the_evidence() -> set[str]:
    """Words that only the rows write with a capital, never the article, and keys never without."""
    rows = " ".join(f"{e.publisher}. {e.origin}. {e.says}" for e in EVIDENCE.values())
    capital = set(re.findall(r"(?<![.:?!] )(?<![“‘(])\b[A-Z][\w-]+", rows))
    keys = " ".join(said for lesson in LESSONS for _, said, _ in _questions(lesson))
    known = set(re.findall(r"[\w-]+", f"{ARTICLE} {' '.join(MONTHS)}"))
    small = set(re.findall(r"\b[a-z][\w-]+", keys))
    return {name for name in capital - known - set(EVIDENCE) if name.lower() not in small}


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_name_of_a_key_that_the_article_lacks_stands_in_its_evidence(lesson: str) -> None:
    names = _names_of_the_evidence()
    assert {"Watson", "Peskov", "RUSI", "Vostochny", "Matsegora", "TASS"} <= names
    astray = []
    for question, said, cited in _questions(lesson):
        there = " ".join(f"{_row(id)} {EVIDENCE[id].origin}" for id in cited)
        for name in sorted(names & set(re.findall(r"[\w-]+", said))):
            called = "|".join({name, ALSO_CALLED.get(name, name)})
            if not re.search(rf"\b({called})", there):
                astray.append((question, name))
    assert astray == []


def test_no_word_is_excused_that_no_key_uses() -> None:
    said = " ".join(said for lesson in LESSONS for _, said, _ in _questions(lesson)).lower()
    assert [words for words in sorted(OWN_WORDS) if f"“{words}" not in said] == []
