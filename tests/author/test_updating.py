"""A publisher corrects an article: what still fits moves along, and the rest is named."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from support.command_line import kit_says

from kit.article.files import replace
from kit.article.project import Project
from kit.article.segments import cut
from kit.article.versions import compare
from kit.check.check import check
from kit.question.read import read_question_set

OLD = """Mill to close

The old mill by the river will close in May, the owner said on Monday.

About 40 people work there, and nobody knows yet who will buy it.

A neighbor said that the mill had been quiet for a year.

The town wants to keep it open.
"""
NEW = """Mill to close

The old mill by the river will close in June, the owner said on Tuesday.

Correction: an earlier version gave a wrong month.

About 40 people work there, and nobody knows yet who will buy it.

A neighbor of the mill said that the mill had been quiet for a year.
"""
ANSWERS = """# Who says so?

Minutes: 20
Goal: say who speaks.

## cue (highlight)

Mark what hands the claim in S3 to somebody.

Show: S2-S3

- “neighbor [said] that”
  > The cue.

## day (choose)

When does S1 say that it closes?

Show: S1

- [x] “will close in May, the owner said”
  > So S1 has it.
- [ ] in July
  > No.

## town (choose)

What does S4 say?

Show: S4

- [x] the town wants it open
- [ ] the town wants it shut
"""


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    cells = [
        {"cell_type": "code", "source": 'quiz.read("H, S1-S3")', "outputs": []},
        {"cell_type": "markdown", "source": "Read S3 once more."},
    ]
    files = {
        "seeds/mill/article.txt": OLD,
        "seeds/mill/source.toml": f'title = "Mill to close"\nsha256 = "{"0" * 64}"\n',
        "seeds/mill/claims.csv": (
            "id,segment,span,verdict_at_publication\n"
            "C01,S2,About 40 people work there,ACCURATE\n"
            "C02,S1,will close in May,ACCURATE\n"
        ),
        "answers/mill/1-who.md": ANSWERS,
        "notebooks/mill/1-who.ipynb": json.dumps({"cells": cells}),
        "answers/released/mill-1/article.txt": OLD,
        "new.txt": NEW,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def test_each_paragraph_is_known_again_by_its_words() -> None:
    versions = compare(cut(OLD), cut(NEW))
    assert versions.ids == {"H": "H", "S1": "S1", "S2": "S3", "S3": "S4", "S4": ""}
    assert versions.rename("See S2 and S3-S4.") == "See S3 and S4-S4."
    assert versions.gone_in("See S4.") == ("S4",)
    assert [c.before.partition(" ")[0] for c in versions.changes] == ["S1", "", "S3", "S4"]


@pytest.mark.slow
def test_what_still_fits_moves_and_what_does_not_is_named_with_its_line(mill: Project) -> None:
    said = kit_says("article", "mill", "--update", "new.txt", "--yes")
    answers = mill.answers("mill/1-who").read_text(encoding="utf-8")
    assert "Mark what hands the claim in S4 to somebody." in answers
    assert "Show: S3-S4" in answers
    assert "“[said]”" in answers
    book = mill.notebook("mill/1-who").read_text(encoding="utf-8")
    assert 'quiz.read(\\"H, S1-S4\\")' in book
    assert "Read S4 once more." in book
    assert "C01,S3,About 40" in mill.seed("mill", "claims.csv").read_text(encoding="utf-8")
    assert "[-May,-] {+June,+}" in said
    assert "new: S2 Correction" in said
    assert "gone: S4 The town" in said
    for where in (
        "answers/mill/1-who.md:21: the article does not say “will close in May, the owner said”",
        "answers/mill/1-who.md:28: S4 is no longer in the article",
        "answers/mill/1-who.md:6: “cue” rests on S4, which reads otherwise now; does its key",
        "seeds/mill/claims.csv:3: the article does not say “will close in May” in S1",
    ):
        assert where in said
    found = read_question_set(mill, "mill/1-who")
    assert [q.id for q in found.questions] == ["cue", "day", "town", "changed", "changed-2"]


def test_the_text_before_is_kept_and_so_is_what_was_handed_out(mill: Project) -> None:
    kit_says("article", "mill", "--update", "new.txt", "--yes")
    assert mill.seed("mill", "versions/1.txt").read_text(encoding="utf-8") == OLD
    released = mill.root / "answers" / "released" / "mill-1" / "article.txt"
    assert released.read_text(encoding="utf-8") == OLD
    now = mill.seed("mill", "article.txt").read_bytes()
    assert sha256(now).hexdigest() in mill.seed("mill", "source.toml").read_text(encoding="utf-8")
    (mill.root / "new.txt").write_text(OLD, encoding="utf-8")
    kit_says("article", "mill", "--update", "new.txt", "--yes")
    assert mill.seed("mill", "versions/2.txt").read_text(encoding="utf-8") == now.decode()


def test_nothing_is_written_before_somebody_says_yes(mill: Project) -> None:
    before = {p: p.read_bytes() for p in mill.root.rglob("*") if p.is_file()}
    kit_says("article", "mill", "--update", "new.txt", typed="n\n", code=1)
    assert {p: p.read_bytes() for p in mill.root.rglob("*") if p.is_file()} == before


@pytest.mark.slow
def test_what_is_left_out_of_a_new_text_is_shown_unless_the_article_had_it(mill: Project) -> None:
    wrapped = (
        f"PRESS RELEASE\n\n{OLD}\nThe town wants a park instead.\n\nMedia contact: a@mill.example\n"
    )
    (mill.root / "new.txt").write_text(wrapped, encoding="utf-8")
    said = kit_says("article", "mill", "--update", "new.txt", typed="n\n", code=1)
    assert "1. PRESS RELEASE" in said
    assert "2. Media contact: a@mill.example" in said
    assert "as in --take-back 1,2\n" in said
    kit_says("article", "mill", "--update", "new.txt", "--take-back", "1", "--yes")
    assert "\n\nPRESS RELEASE\n\n" in mill.seed("mill", "article.txt").read_text(encoding="utf-8")
    (mill.root / "new.txt").write_text(wrapped.replace("a park", "a pond"), encoding="utf-8")
    said = kit_says("article", "mill", "--update", "new.txt", "--yes")
    assert "1. Media contact" in said
    assert "gone" not in said
    assert "\n\nPRESS RELEASE\n\n" in mill.seed("mill", "article.txt").read_text(encoding="utf-8")


def test_a_headline_that_the_file_does_not_print_stays(mill: Project) -> None:
    body = OLD.partition("\n\n")[2].replace("40 people", "50 people")
    (mill.root / "new.txt").write_text(body, encoding="utf-8")
    said = kit_says("article", "mill", "--update", "new.txt", "--yes")
    assert "gone" not in said
    assert (
        mill.seed("mill", "article.txt").read_text(encoding="utf-8").startswith("Mill to close\n")
    )


def test_the_same_text_again_changes_nothing(mill: Project) -> None:
    (mill.root / "new.txt").write_text(OLD, encoding="utf-8")
    said = kit_says("article", "mill", "--update", "new.txt")
    assert "Nothing has changed" in said


@pytest.mark.parametrize("words", [("nowhere",), ("mill", "--update", "missing.txt")])
def test_what_is_not_there_is_said_in_a_sentence(mill: Project, words: tuple[str, ...]) -> None:
    said = kit_says("article", *words, code=1)
    assert said.count("\n") == 1


def test_an_update_that_cannot_be_written_leaves_all_as_it_was(
    mill: Project, monkeypatch: pytest.MonkeyPatch
) -> None:

    def fails_at_the_notebook(path: Path, data: bytes) -> None:
        if path.suffix == ".ipynb":
            raise OSError(28, "No space left on device", str(path))
        replace(path, data)

    before = {p: p.read_bytes() for p in mill.root.rglob("*") if p.is_file()}
    monkeypatch.setattr("kit.article.files.replace", fails_at_the_notebook)
    kit_says("article", "mill", "--update", "new.txt", "--yes", code=1)
    assert {p: p.read_bytes() for p in mill.root.rglob("*") if p.is_file()} == before


@pytest.mark.slow
def test_drafts_ask_what_changed_and_judge_nobody(mill: Project) -> None:
    said = kit_says("article", "mill", "--update", "new.txt", "--yes")
    question_set = read_question_set(mill, "mill/1-who")
    asked = [draft.key.question for draft in question_set.drafts]
    assert asked == ["changed", "changed-2"]
    for name in asked:
        assert f"A draft asks what changed: mill/1-who/{name}." in said
        assert f'quiz.ask(\\"{name}\\")' in mill.notebook("mill/1-who").read_text("utf-8")
    question = question_set.question("changed")
    assert question
    assert question.show == ("S1",)
    assert "will close in May, the owner said on Monday" in question.stem
    assert "will close in June, the owner said on Tuesday" in question.stem
    own = [p.text for p in check(mill, ["mill"]) if p.question == "changed"]
    assert not any("is not what the article says" in text for text in own)
