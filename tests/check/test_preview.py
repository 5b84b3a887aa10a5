"""`kit preview` says what each question would say to right, wrong and blank answers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support.card_sessions import WHO
from support.command_line import run_kit
from support.jupyterlab import RIVER, ROOT

from kit.article.project import Project
from kit.check.preview import Preview, markdown, preview
from kit.learner.log import home as home_of_the_log
from kit.question.kinds import kind_names
from kit.question.markup import blocks
from kit.question.read import read_question_set


@pytest.fixture
def river_copy(tmp_path: Path) -> Path:
    """The made-up exercises, to be damaged."""
    root = tmp_path / "river"
    shutil.copytree(RIVER.root, root)
    (root / "notebooks").mkdir(exist_ok=True)
    return root


def _kit_preview(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run_kit(root, "preview", *options)


def _change(root: Path, old: str, new: str) -> None:
    path = root / "answers" / "river.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _of(previews: tuple[Preview, ...], id: str) -> Preview:
    return next(found for found in previews if found.question.id == id)


def test_three_students_answer_every_question_of_the_made_up_lesson() -> None:
    previews = preview(RIVER, "river")
    assert [p.question for p in previews] == list(read_question_set(RIVER, "river").questions)
    assert {p.question.kind for p in previews} == set(kind_names())
    for found in previews:
        right, wrong, blank = found.replies
        assert (right.student, wrong.student, blank.student) == ("right", "wrong", "blank")
        assert found.odd == ()
        if found.question.kind == "write":
            assert (right.score, wrong.score) == (None, None)
        else:
            assert right.score == 1
            assert wrong.score is not None
            assert wrong.score < 1
        assert (blank.score, blank.graded, blank.explains) == (None, False, "")
        assert blank.headline


@pytest.mark.slow
def test_no_question_of_the_repository_is_odd(project: Project) -> None:
    for lesson in project.lessons():
        assert [(p.question.id, p.odd) for p in preview(project, lesson) if p.odd] == []


def test_the_learner_s_own_log_stays_as_it_was(home: Path) -> None:
    preview(RIVER, "river")
    assert home_of_the_log() == home
    assert not home.exists()


def test_a_reply_says_what_the_author_wrote() -> None:
    right, wrong, _ = _of(preview(RIVER, "river"), "owner").replies
    assert right.explains.startswith("The cue “said” hands the claim to somebody.")
    assert wrong.explains in (
        "The mayor speaks of something else.",
        "There is a cue: look for “said”.",
    )
    assert wrong.explains in wrong.full
    assert "E01" in right.full


@pytest.mark.slow
def test_a_draft_answers_with_its_draft_key_and_is_marked(river_copy: Path) -> None:
    _change(river_copy, "Skills: ATT\nEvidence: E01, E02", "Draft: suggested by “said”")
    found = _of(preview(Project(river_copy), "river"), "owner")
    assert found.draft == "suggested by “said”"
    assert [reply.score for reply in found.replies] == [1, 0, None]
    assert "(draft)" in _kit_preview(river_copy, "river").stdout


@pytest.mark.slow
def test_a_question_that_cannot_be_answered_wrongly_is_named(river_copy: Path) -> None:
    _change(river_copy, "- [ ] where they tested", "- [x] where they tested")
    _change(river_copy, "- [ ] who else tested", "- [x] who else tested")
    _change(river_copy, "“claimed” => in doubt", "“claimed” => neutral")
    _change(river_copy, "“admitted” => true and unwelcome", "“admitted” => neutral")
    _change(river_copy, "- => proof\n", "")
    previews = preview(Project(river_copy), "river")
    assert _of(previews, "signals").odd == ("no wrong answer to it can be made",)
    done = _kit_preview(river_copy, "river")
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.splitlines()[-2:] == [
        "river, “signals”: no wrong answer to it can be made",
        "1 to look at.",
    ]


@pytest.mark.slow
def test_a_wrong_answer_without_an_explanation_is_named(river_copy: Path) -> None:
    _change(river_copy, "Because: What was said and what is so are two questions.\n", "")
    _change(river_copy, "  > It proves that it was said, no more. (quote-is-proof)\n", "")
    _change(river_copy, "  > All this makes the quotation better. It stays a quotation.\n", "")
    odd = _of(preview(Project(river_copy), "river"), "last-chance").odd
    assert odd == ("a wrong answer is not explained",)


@pytest.mark.slow
def test_damaged_questions_are_counted_and_the_rest_is_shown(river_copy: Path) -> None:
    _change(river_copy, "## owner (choose)", "## owner (chose)")
    done = _kit_preview(river_copy, "river")
    assert done.returncode == 1
    assert "river: 1 question cannot be previewed; for the reason: kit check river" in done.stdout
    assert "last-chance" in done.stdout


def test_the_table_is_plain_and_fits_a_hundred_columns(river_copy: Path) -> None:
    done = _kit_preview(river_copy, "river")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "river"
    assert lines[-1] == "Every question answers as it should."
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\x1b" not in done.stdout
    rows = [line.split() for line in lines]
    owner = next(n for n, words in enumerate(rows) if words[:1] == ["owner"])
    assert rows[owner][1:4] == ["right", "Right.", "100%"]
    assert rows[owner + 1][:5] == ["choose", "wrong", "Not", "yet.", "0%"]
    assert rows[owner + 2][:2] == ["blank", "Nothing"]


def test_full_gives_the_whole_feedback_as_markdown(river_copy: Path) -> None:
    text = _kit_preview(river_copy, "river", "--full").stdout
    assert text.startswith("# river\n\n## owner (choose)\n\nWho says in S1")
    assert "Nobody is named who believes it." in text
    assert "### blank" in text


@pytest.mark.slow
def test_one_lesson_alone_can_be_previewed() -> None:
    done = _kit_preview(ROOT, WHO)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{WHO}\n")
    assert "1-what-am-i-looking-at" not in done.stdout


def test_text_on_a_card_is_written_as_markdown_again() -> None:
    for text in ("One *two* **three** `four`.", "A [link](https://www.bbc.com/news).", "- a\n- b"):
        assert blocks(markdown(blocks(text))) == blocks(text)
