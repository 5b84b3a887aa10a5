"""How hard lessons are to read is measured as it says, and printed for each lesson."""

from __future__ import annotations

import pytest
from support.command_line import run_kit
from support.jupyterlab import ROOT

from kit.article.project import Project
from kit.check.check import read_proof
from kit.check.readability import begin_without_a_noun, readability, together

PROJECT = Project(ROOT)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is late. The train is gone.", ["It is late."]),
        ("The train is gone. It was late.", []),
        ("## Trains\n\nThey stop here.", ["They stop here."]),
        ("## The train\n\nIt stops here.", []),
        ("This page is long.", []),
        ("That makes sense. This, too.", ["That makes sense."]),
        ("These words are ours.", []),
        ("Look up. That’s it.", ["That’s it."]),
        ("Then Shoigu spoke. He smiled.", []),
        ("“It was said” has no owner.", []),
        ("You may stop. I may not.", []),
        ("- It is one.\n- The other is two.\n- It is last.", ["It is one."]),
    ],
)
def test_a_sentence_begins_without_a_noun_if_none_stands_before_it(
    text: str, found: list[str]
) -> None:
    assert list(begin_without_a_noun(text)) == found


def test_what_stands_just_above_a_text_counts_as_before_it() -> None:
    assert list(begin_without_a_noun("They are open.", "The doors")) == []
    assert list(begin_without_a_noun("They are open.", "")) == ["They are open."]


@pytest.mark.slow
def test_lessons_together_have_the_words_and_sentences_of_each() -> None:
    proofs = [read_proof(PROJECT, name) for name in PROJECT.lessons()]
    each, all_of_them = [readability(proof) for proof in proofs], together(proofs)
    assert all_of_them.words == sum(one.words for one in each)
    assert all_of_them.sentences == sum(one.sentences for one in each)
    assert min(one.level for one in each) < all_of_them.level < max(one.level for one in each)
    assert together([]).share == 0


def test_the_command_prints_a_line_for_each_lesson_and_one_for_all() -> None:
    said = run_kit(ROOT, "check", "--readability", "ostrel-bridge").stdout
    lines = [line for line in said.splitlines() if ": LIX " in line]
    assert [line.split(":")[0] for line in lines] == [
        *(name for name in PROJECT.lessons() if name.startswith("ostrel")), "all",
    ]  # fmt: skip
    assert "Björnsson" in said
