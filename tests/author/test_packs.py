"""Lessons go to other teachers without the article, and are put to a copy of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command_line import kit, kit_says

from kit.article.project import Project
from kit.article.seed import read_article
from kit.author import packs
from kit.question.read import read_question_set

NAME = "mill"
ARTICLE = """Mill to close

The old mill will close in May, the owner said.

About 40 people work there. Nobody knows yet who will buy it, and for a year no one has come to look
at it, though its price was lowered twice and the town has offered to pay for a new roof if somebody
keeps it open for at least ten years.
"""
ANSWERS = """# Who says so?

Minutes: 20
Goal: say who speaks.

## cue (highlight)

Mark what hands the claim in S1 to somebody.

Show: S1

- “owner [said]”
  > The cue.

## work (choose)

Who works there, by S2?

Show: S2

- [x] about 40 people
- [ ] nobody
"""


def _write(root: Path, answers: str = ANSWERS) -> Project:
    cell = {
        "cell_type": "code",
        "source": 'quiz.read("S1-S2")',
        "execution_count": 3,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ARTICLE}],
    }
    files = {
        "seeds/mill/article.txt": _flat(ARTICLE),
        "seeds/mill/source.toml": f'title = "Mill to close"\nsha256 = "{"0" * 64}"\n',
        "answers/mill/1-who.md": answers,
        "notebooks/mill/1-who.ipynb": json.dumps({"cells": [cell], "metadata": {}}),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Project(root)


def _flat(text: str) -> str:
    return "\n\n".join(" ".join(p.split()) for p in text.split("\n\n")) + "\n"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another teacher’s empty rooms, with a pack in them."""
    _write(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    kit_says("pack", NAME, "--without-article")
    rooms = tmp_path / "there"
    for room in ("seeds", "notebooks", "answers"):
        (rooms / room).mkdir(parents=True)
    (rooms / "mill.pack").write_bytes((tmp_path / "here" / "mill.pack").read_bytes())
    (rooms / "copy.txt").write_text(_flat(ARTICLE), encoding="utf-8")
    monkeypatch.chdir(rooms)
    return rooms


def test_a_pack_holds_nothing_of_the_article_but_short_quotations(there: Path) -> None:
    text = (there / "mill.pack").read_text(encoding="utf-8")
    assert "owner [said]" in text
    assert "price was lowered" not in text
    assert "close in May" not in text


def test_with_the_same_article_it_is_the_same_exercise(there: Path) -> None:
    said = kit_says("attach", "mill.pack", "--article", "copy.txt")
    assert "Every question fits" in said
    project = Project(there)
    assert project.answers("mill/1-who").read_text(encoding="utf-8") == ANSWERS
    assert read_article(project, NAME).segments[1].text.startswith("The old mill")
    assert len(read_question_set(project, "mill/1-who").keys) == 2
    assert 'outputs": []' in project.notebook("mill/1-who").read_text(encoding="utf-8")


def test_a_question_that_does_not_fit_the_other_copy_is_named(there: Path) -> None:
    other = _flat(ARTICLE).replace("the owner said", "the owners say")
    other = other.replace("\n\nAbout", "\n\nNew.\n\nAbout")
    (there / "copy.txt").write_text(other, encoding="utf-8")
    said = kit_says("attach", "mill.pack", "--article", "copy.txt")
    assert "1-who.md:6: “cue” speaks of S1" in said
    assert "“work”" not in said
    moved = Project(there).answers("mill/1-who").read_text(encoding="utf-8")
    assert "by S3?" in moved
    assert "Show: S3" in moved


def test_what_was_left_out_of_the_other_copy_is_shown(there: Path) -> None:
    whole = f"FOR IMMEDIATE RELEASE\n\n{_flat(ARTICLE)}"
    (there / "copy.txt").write_text(whole, encoding="utf-8")
    said = kit_says("attach", "mill.pack", "--article", "copy.txt")
    assert "1. FOR IMMEDIATE RELEASE" in said
    assert "Every question fits" in said


@pytest.mark.slow
def test_a_whole_paragraph_in_an_answers_file_is_no_short_quotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = _flat(ARTICLE).split("\n\n")[2].strip()
    _write(tmp_path, ANSWERS.replace("Who works there", f"“{long}” Who works there"))
    monkeypatch.chdir(tmp_path)
    said = kit_says("pack", NAME, "--without-article", code=1)
    assert "holds all of S2" in said
    assert not (tmp_path / "mill.pack").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pack: pack["files"].update({"../../evil.md": "x"}),
        lambda pack: pack["files"].update({"answers/../x.md": "x"}),
        lambda pack: pack["files"].update({"notebooks/run.py": "x"}),
        lambda pack: pack["files"].update({"notebooks/1-who.ipynb": "no notebook"}),
        lambda pack: pack.update(exercise="../mill"),
        lambda pack: pack.update(exercise="con/mill"),
        lambda pack: pack.update(more="of it"),
        lambda pack: pack.update(kit_pack=2),
        lambda pack: pack.update(pictures={"a.png": "not base 64!"}),
        lambda pack: pack.update(pictures={"a.svg": ""}),
        lambda pack: pack.update(pictures={"a.png": "", "A.png": ""}),
        lambda pack: pack.update(pictures={"notebooks/NUL.png": ""}),
        lambda pack: pack.update(exercise="nul"),
        lambda pack: pack["files"].update({f"answers/l{n}.md": "x" for n in range(501)}),
        *(
            lambda pack, name=name: pack["files"].update({name: "x"})
            for name in (
                *("/etc/x.md", "C:\\x.md", "c:x.md", "answers\\x.md", "answers/sub/x.md", "x"),
                *("answers/con.md", "seeds/com1.csv", "answers/.x.md", "answers/A.md"),
                *("seeds/release.toml", "seeds/article.txt", "answers/x.md\n", ".git/config"),
            )
        ),
        *(
            lambda pack, text=text: pack["files"].update({"notebooks/1-who.ipynb": text})
            for text in (
                *("[" * 100_000, '{"cells": [], "nbformat": NaN}', '{"cells": ["x"]}', "[]"),
                *('{"cells": [], "cells": []}', '{"cells": [], "a": "\\ud800"}', "{}"),
            )
        ),
    ],
)  # fmt: skip
def test_what_no_pack_holds_is_refused_and_nothing_is_left(there: Path, spoil: object) -> None:
    pack = json.loads((there / "mill.pack").read_text(encoding="utf-8"))
    assert callable(spoil)
    spoil(pack)
    (there / "mill.pack").write_text(json.dumps(pack), encoding="utf-8")
    before = sorted(there.rglob("*"))
    said = kit_says("attach", "mill.pack", "--article", "copy.txt", code=1)
    assert "Traceback" not in said
    assert sorted(there.rglob("*")) == before


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04" + bytes(40),
        b"[" * 1_000_000,
        b'{"a":' * 100_000,
        b" " * (packs.LARGEST + 1),
        b"",
    ],
    ids=["a zip", "depth", "depth in objects", "too many bytes", "nothing"],
)
def test_bytes_that_are_no_pack_are_refused_in_a_sentence(there: Path, raw: bytes) -> None:
    (there / "x.pack").write_bytes(raw)
    said = kit_says("import", "x.pack", "--yes", code=1)
    assert said.count("\n") == 1


def test_a_name_that_is_in_a_pack_twice_means_neither(there: Path) -> None:
    text = (there / "mill.pack").read_text(encoding="utf-8").rstrip().removesuffix("}")
    (there / "mill.pack").write_text(f'{text}, "exercise": "other"}}', encoding="utf-8")
    kit_says("attach", "mill.pack", "--article", "copy.txt", code=1)


def test_a_notebook_of_a_stranger_is_run_by_python_whatever_kernel_it_names(there: Path) -> None:
    pack = json.loads((there / "mill.pack").read_text(encoding="utf-8"))
    notebook = json.loads(pack["files"]["notebooks/1-who.ipynb"])
    kernel = {"name": "../../evil", "display_name": "Python 3", "language": "bash"}
    notebook["metadata"] = {"kernelspec": kernel, "language_info": {"name": "bash"}}
    pack["files"]["notebooks/1-who.ipynb"] = json.dumps(notebook)
    (there / "mill.pack").write_text(json.dumps(pack), encoding="utf-8")
    kit_says("attach", "mill.pack", "--article", "copy.txt")
    taken = json.loads(Project(there).notebook("mill/1-who").read_text(encoding="utf-8"))
    assert taken["metadata"]["kernelspec"]["name"] == "python3"
    assert taken["metadata"]["language_info"] == {"name": "python"}


@pytest.mark.parametrize(
    "card",
    ["a = " + "[" * 100_000, f"a = {'1' * 5000}", "left_over = [[1]]"],
    ids=["depth", "digits", "lists"],
)
def test_a_card_that_cannot_be_read_ends_in_no_traceback(there: Path, card: str) -> None:
    pack = json.loads((there / "mill.pack").read_text(encoding="utf-8"))
    pack["files"]["seeds/source.toml"] = card
    (there / "mill.pack").write_text(json.dumps(pack), encoding="utf-8")
    kit_says("attach", "mill.pack", "--article", "copy.txt")
    for command in ("check", "trust"):
        assert "Traceback" not in kit(command, "mill").output


def test_what_is_there_already_is_not_overwritten(there: Path) -> None:
    kit_says("attach", "mill.pack", "--article", "copy.txt")
    said = kit_says("attach", "mill.pack", "--article", "copy.txt", code=1)
    assert "already there" in said
    kit_says("pack", NAME, code=1)


def test_what_is_not_there_cannot_be_packed(tmp_path: Path) -> None:
    with pytest.raises(packs.UnusablePack, match="no exercise"):
        packs.make_pack(Project(tmp_path), "nowhere")
