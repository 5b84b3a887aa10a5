"""What a teacher gets wrong in a whole exercise: each mistake is found on its own line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kit.__main__ import app
from kit.article.project import Project
from kit.article.segments import cut
from kit.check.check import check
from kit.commands.check import saved_at
from kit.question.parse import parse
from kit.question.write import as_text

ARTICLE = (
    "Mill to close\n\nThe old mill will close in May, the owner said.\n\n"
    "About 40 people work there. Nobody knows yet who will buy it.\n"
)
ANSWERS = """# Who says so?

Minutes: 20
Goal: say who speaks.

## who (choose)

Who says in S1 that the mill will close?

Show: S1

- [x] the owner
  > “The owner said” stands there.
- [ ] the mayor
  > No mayor is named in S1. (misread)
- [ ] the workers
  > They are only counted. (near)

Hint: Look for the cue.
Because: The cue hands the claim to the owner.

## cue (highlight)

Mark what hands the claim to somebody.

Show: S1

- “owner [said]”
  > The cue of the sentence.

Because: One word does it.

## ask (write)

What would you ask the owner? Use 40 words or fewer.

Limit: 40 words

- Good: asks for a reason
- Weak: asks for nothing

Because: A reason can be checked.
Model: Why in May, and who was asked?

## years (order)

What came first?

1. the mill was built in 1890
   > The oldest part.
2. the weir was built in 1910
   > Twenty years on.
3. the road was built in 1950
   > The youngest part.

Because: Years say it.

## voices (match)

Who is it about?

- closes in May => the mill
  > The mill is what closes.
- spoke of it => the owner
  > One person spoke.
- 40 in all => the workers
  > They were counted.
- old => the mill
  > So the article calls it.

Because: Four things, three names.
"""
CARD = f"""title = "Mill to close"
language = "en"
licence = "CC-BY-4.0"
sha256 = "{sha256(ARTICLE.encode()).hexdigest()}"

[date]
published = "2024-05-01"

[licences]
lessons = "CC-BY-4.0"
"""
FILES = {
    "seeds/mill/article.txt": ARTICLE,
    "seeds/mill/source.toml": CARD,
    "seeds/mill/evidence.csv": (
        "id,date,publisher,kind,origin,independence,says,url\n"
        "E01,2024-05-01,The Courier,report,the owner,root,The mill closes.,"
        "https://www.courier.org/mill\n"
    ),
    "seeds/mill/chains.csv": "chain,place,link,open,evidence\nmill,1,the copy,yes,E01\n",
    "seeds/mill/claims.csv": (
        "id,segment,span,verdict_at_publication,evidence\n"
        "C01,S1,The old mill will close in May,ACCURATE,E01\n"
    ),
    "answers/mill/1-who.md": ANSWERS,
}
ASKED = ("who", "cue", "ask", "years", "voices")


def _notebook() -> str:
    """The lesson’s notebook, with what its questions show stored."""
    article = cut(ARTICLE)
    questions = parse(ANSWERS, "mill/1-who", article).questions
    cells = ['quiz = lesson("mill/1-who")', *(f'quiz.ask("{id}")' for id in ASKED)]
    stored = ["", *(as_text(q, article.shown(q.show)) for q in questions)]
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"c{number}",
                    "metadata": {"jupyter": {"source_hidden": True}},
                    "outputs": [
                        {"output_type": "display_data", "data": {"text/plain": out}, "metadata": {}}
                    ]
                    if out
                    else [],
                    "source": source,
                }
                for number, (source, out) in enumerate(zip(cells, stored, strict=True))
            ],
            "metadata": {"says_who": {"lesson": "mill/1-who"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
        ensure_ascii=False,
    )


@pytest.fixture
def mill(tmp_path: Path) -> Project:
    """A small exercise in which nothing is wrong."""
    project = Project(tmp_path)
    for name, text in {**FILES, "notebooks/mill/1-who.ipynb": _notebook()}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return project


def test_the_exercise_to_be_spoilt_has_nothing_wrong(mill: Project) -> None:
    assert [str(p) for p in check(mill)] == []


@dataclass(frozen=True)
class Mistake:
    """What is typed in place of what, in which file; the line where it is found, and its words."""

    old: str
    new: str
    says: str
    at: str = ""  # words of the line; those of `new` where nothing is given
    file: str = "answers/mill/1-who.md"
    also: tuple[tuple[str, str], ...] = field(default=())


EVIDENCE, TABLE = "seeds/mill/evidence.csv", "seeds/mill/claims.csv"
SOURCE, CHAINS = "seeds/mill/source.toml", "seeds/mill/chains.csv"
BOOK = "notebooks/mill/1-who.ipynb"
MISTAKES = {
    "one hash too few": Mistake("## cue (", "# cue (", "write “## cue (highlight)”"),
    "one hash too many": Mistake("## cue (", "### cue (", "write “## cue (highlight)”"),
    "another paragraph shown": Mistake("Show: S1\n\n- [x]", "Show: S2\n\n- [x]", "speaks of S1"),
    "a paragraph shown twice": Mistake(
        "Show: S1\n\n- [x]", "Show: S1, S1\n\n- [x]", "names S1 2 times"
    ),
    "words marked twice": Mistake(
        "- “owner [said]”",
        "- “[owner said]”\n  > Both words.\n- “owner [said]”",
        "marks words again",
        at="owner [said]",
    ),
    "years against each other": Mistake("in 1910", "in 1960", "1950 stands after 1960", at="1950"),
    "nearly all on one answer": Mistake(
        "spoke of it => the owner", "spoke of it => the mill", "3 of 4 items", at="## voices"
    ),
    "another limit": Mistake("Limit: 40", "Limit: 60", "says 40 words, and “Limit:” 60"),
    "a note to the author": Mistake(
        "What came first?", "TODO: ask better", "note to yourself", at="## years"
    ),
    "a note in an option": Mistake("the workers\n", "TODO\n", "note to yourself"),
    "two levels alike": Mistake(
        "- Weak: asks", "- Good: asks", "already", at="Good: asks for nothing"
    ),
    "a hint that leaves one": Mistake(
        "Hint: Look for the cue.", "Hint: Not the mayor, and not the workers.", "every wrong option"
    ),
    "a tag on the right one": Mistake(
        "stands there.", "stands there. (near)", "is right, and “(near)”", at="[x] the owner"
    ),
    "a very long lesson": Mistake("Minutes: 20", "Minutes: 500", "more than one sitting"),
    "a wrong quotation": Mistake(
        "Because: Years say it.",
        "Because: “The very old mill will close in May.”",
        "is not what the article says",
        at="## years",
    ),
    "a wrong quotation in an item": Mistake(
        "- closes in May =>", "- “mill will close in June, the owner said” =>", "not what"
    ),
    "a verdict against the key": Mistake(
        "- [x] the owner\n  > “The owner said” stands there.",
        "- [x] it is stretched\n  > No reason is given.",
        "says that it holds",
        at="Judges",
        also=(("Because: The cue hands", "Judges: holds\nBecause: The cue hands"),),
    ),
    "a segment that is not there": Mistake(
        "Who says in S1", "Who says in S7", "no such segment", at="## who"
    ),
    "no right option": Mistake(
        "- [x] the owner", "- [ ] the owner", "no right option", at="## who"
    ),
    "two right options": Mistake(
        "- [ ] the mayor", "- [x] the mayor", "one right option", at="## who"
    ),
    "a box misspelt": Mistake(
        "- [x] the owner", "- (x) the owner", "is not an option", at="(x) the owner"
    ),
    "an option without a reason": Mistake(
        "\n  > They are only counted. (near)", "", "has no explanation", at="the workers"
    ),
    "an unknown misconception": Mistake(
        "(misread)", "(misraed)", "did you mean “misread”", at="misraed"
    ),
    "a field misspelt": Mistake("Because: One word", "Becuase: One word", "Because"),
    "a kind misspelt": Mistake("who (choose)", "who (chose)", "did you mean “choose”"),
    "an id twice": Mistake(
        "## cue (", "## who (", "already a question “who”", at="## who (highlight)"
    ),
    "words not in the article": Mistake("owner [said]", "owner [says]", "copy the words"),
    "no outcome of the order": Mistake(
        "1. the mill", "- the mill", "begin each item", at="- the mill"
    ),
    "a question not asked": Mistake(
        'quiz.ask(\\"years\\")', 'quiz.ask(\\"yaers\\")', "did you mean “years”", file=BOOK
    ),
    "a cell above the lesson": Mistake(
        'quiz = lesson(\\"mill/1-who\\")',
        'quiz.ask(\\"who\\")',
        "above the one that opens the lesson",
        at='"source": "quiz.ask(\\"who',
        file=BOOK,
        also=(('quiz.ask(\\"voices\\")', 'quiz = lesson(\\"mill/1-who\\")'),),
    ),
    "an older question stored": Mistake(
        "What came first?", "What was built first?", "older than the question", at='ask(\\"years'
    ),
    "a lesson without its file": Mistake(
        'lesson(\\"mill/1-who\\")', 'lesson(\\"mill/2-lost\\")', "has no answers file", file=BOOK
    ),
    "a day that is none": Mistake(
        "E01,2024-05-01", "E01,2024-02-31", "no 2024-02-31", file=EVIDENCE
    ),
    "a day to come": Mistake("E01,2024-05-01", "E01,2999-05-01", "in the future", file=EVIDENCE),
    "a day written otherwise": Mistake(
        '"2024-05-01"', '"31.01.2026"', "as 2026-01-31", file=SOURCE
    ),
    "nobody published it": Mistake("The Courier", "", "who published it", at="E01", file=EVIDENCE),
    "it says nothing": Mistake("The mill closes.", "", "what it says", at="E01", file=EVIDENCE),
    "an address cut off": Mistake(
        "https://www.courier.org/mill", "www.courier.org", "https://", file=EVIDENCE
    ),
    "a chain to nowhere": Mistake("yes,E01", "yes,E99", "E99", file=CHAINS),
    "a place that is no number": Mistake("mill,1,", "mill,first,", "first", file=CHAINS),
    "a claim to nowhere": Mistake("ACCURATE,E01", "ACCURATE,E77", "E77", file=TABLE),
    "a claim that is not there": Mistake(
        "old mill will", "new mill will", "does not stand", file=TABLE
    ),
    "a claim elsewhere": Mistake("C01,S1", "C01,S2", "not stand in S2 but in S1", file=TABLE),
    "a claim of no paragraph": Mistake(
        "C01,S1", "C01,S12", "no paragraph of the article", file=TABLE
    ),
    "no licence": Mistake(
        'licence = "CC-BY-4.0"', 'licence = ""', "under which terms", file=SOURCE
    ),
    "a licence in words": Mistake(
        'licence = "CC-BY-4.0"', 'licence = "CC BY-SA 4.0"', "as “CC-BY-SA-4.0”", file=SOURCE
    ),
    "no licence for lessons": Mistake(
        'lessons = "CC-BY-4.0"', 'lessons = "unknown"', "your lessons", file=SOURCE
    ),
    "the article changed by hand": Mistake(
        "About 40", "About 50", "checksum", at="sha256", file="seeds/mill/article.txt"
    ),
    "an id without its marks": Mistake(
        'quiz.ask(\\"years\\")', "quiz.ask(years)", "put “years” into quotation marks", file=BOOK
    ),
    "a bracket that is missing": Mistake(
        'quiz.ask(\\"years\\")', 'quiz.ask(\\"years\\"', "a bracket is missing", file=BOOK
    ),
    "a notebook that is damaged": Mistake(
        '"cells": [', '"cells": ', "go back to a copy from before", at="{", file=BOOK
    ),
    "a word of the card misspelt": Mistake(
        'title = "Mill', 'auther = "A"\ntitle = "Mill', "did you mean “author”", file=SOURCE
    ),
    "a language in words": Mistake('"en"', '"English"', "no code of a language", file=SOURCE),
    "a card that is no TOML": Mistake(
        '"Mill to close"', "Mill to close", "TOML", at="title", file=SOURCE
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_found_on_its_line(mill: Project, mistake: Mistake) -> None:
    path = mill.root / mistake.file
    text = path.read_text(encoding="utf-8")
    for old, new in ((mistake.old, mistake.new), *mistake.also):
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    found = [p for p in check(mill) if mistake.says in p.text]
    assert found, [str(p) for p in check(mill)]
    wanted = mistake.at or mistake.new.split("\n")[0]
    lines = [
        (mill.root / p.path).read_text(encoding="utf-8").splitlines()[p.line - 1] for p in found
    ]
    assert any(wanted in line for line in lines), (lines, [str(p) for p in found])


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_no_mistake_is_told_in_words_of_a_program(mill: Project, mistake: Mistake) -> None:
    path = mill.root / mistake.file
    path.write_text(path.read_text(encoding="utf-8").replace(mistake.old, mistake.new, 1))
    for problem in check(mill):
        for word in ("Traceback", "Error", "Exception", "None", "int()", "NoneType", "regex"):
            assert word not in problem.text


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--language", "English", "write --language en"),
        ("--language", "Klingon", "no code of a language"),
        ("--published", "31.01.2026", "2026-01-31"),
        ("--published", "2024-02-31", "no 2024-02-31"),
        ("--published", "May", "has no year"),
    ],
)
def test_an_option_written_otherwise_is_refused_with_what_to_write(
    mill: Project, monkeypatch: pytest.MonkeyPatch, option: str, value: str, says: str
) -> None:
    monkeypatch.chdir(mill.root)
    article = str(mill.seed("mill", "article.txt"))
    done = CliRunner().invoke(app, ["new", "again", "--article", article, option, value])
    assert done.exit_code == 1
    assert says in " ".join(done.output.split())
    assert not (mill.root / "seeds" / "again").exists()


def test_watching_checks_again_when_a_file_was_saved(
    mill: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mill.root)
    looks = 0

    def saved_meanwhile(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            path = mill.answers("mill/1-who")
            path.write_text(ANSWERS.replace("Minutes: 20", "Minutes: 500"), encoding="utf-8")
        if looks == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr("kit.commands.check.sleep", saved_meanwhile)
    before = saved_at(mill)
    done = CliRunner().invoke(app, ["check", "--watch"])
    assert done.exit_code == 0
    assert done.output.count("Ctrl+C ends this") == 2
    assert done.output.index("No problems found") < done.output.index("more than one sitting")
    assert saved_at(mill) != before
