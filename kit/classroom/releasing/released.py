"""What was handed out, kept on the teacher's side as it was then: a small set of rooms each.

``answers/released/<exercise>-<id>/`` holds ``release.toml`` and its own ``seeds``, ``notebooks``
and ``answers``, so that a class is graded with the questions it saw.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from kit.article.pictures import find_picture
from kit.article.project import RELEASED, Project, exercise_of
from kit.article.seed import RELEASE, Unreadable, read_article, release_card
from kit.article.toml import read_toml
from kit.classroom.releasing.withheld import without_hints
from kit.question.read import read_question_set
from kit.question.write import lesson_revision, student_copy

Mode = Literal["graded", "practice"]


@dataclass(frozen=True, slots=True)
class Release:
    """One release as it was handed out. Its ``rooms`` hold the questions with their keys."""

    id: str
    exercise: str
    mode: Mode
    project: Project
    revisions: tuple[tuple[str, str], ...]  # (lesson, revision)
    work: str = ""  # the id of its copies; "" where the first version released it
    made: str = ""  # when it was first released, UTC
    hints: bool = True  # whether students see the first hint of each question


def read_releases(project: Project, exercise: str) -> tuple[Release, ...]:
    """All that was handed out of an exercise, by id. Raises Unreadable for a damaged one."""
    found: list[Release] = []
    for path in sorted((project.root / "answers" / RELEASED).glob("*/release.toml")):
        try:
            card = read_toml(path.read_text(encoding="utf-8"))
            # The first version called them editions.
            revisions = card["revisions"] if "revisions" in card else card["editions"]
            release = Release(
                str(card["id"]),
                str(card["exercise"]),
                "graded" if card["mode"] == "graded" else "practice",
                Project(path.parent),
                tuple(sorted((str(k), str(v)) for k, v in revisions.items())),
                str(card.get("work", "")),
                str(card.get("made", "")),
                card.get("hints", True) is True,
            )
        except (KeyError, AttributeError, ValueError, OSError) as error:
            raise Unreadable(f"{project.name(path)} cannot be read: {error}.") from error
        if release.exercise == exercise:
            found.append(release)
    return tuple(found)


def revision_now(project: Project, lesson: str) -> str:
    """The revision of a lesson as it is in these rooms, or nothing where it cannot be read."""
    try:
        return lesson_revision(
            read_question_set(project, lesson), read_article(project, exercise_of(lesson)).segments
        )
    except Unreadable:
        return ""


def revision_given(project: Project, lesson: str) -> str:
    """The revision in which students have a lesson.

    It is that of the last graded release, where that still is what the lesson asks, else the
    lesson's own. Raises Unreadable.
    """
    question_set = read_question_set(project, lesson)
    segments = read_article(project, exercise_of(lesson)).segments
    graded = [r for r in read_releases(project, exercise_of(lesson)) if r.mode == "graded"]
    released = dict(max(graded, key=lambda one: one.made).revisions) if graded else {}
    given = lesson_revision(without_hints(question_set), segments)
    return given if released.get(lesson) == given else lesson_revision(question_set, segments)


def work_of_last(project: Project, exercise: str, mode: Mode) -> str:
    """The id of the copies of an exercise that were last released in this mode; "" for none.

    Raises Unreadable for a damaged release.
    """
    named = [r for r in read_releases(project, exercise) if r.mode == mode and r.work]
    return max(named, key=lambda release: release.made).work if named else ""


def release_id(mode: Mode, revisions: Iterable[tuple[str, str]], work: str) -> str:
    """Eight hexadecimal digits that change with the mode, the copies or any lesson's revision."""
    lines = "\n".join([mode, work, *(f"{lesson} {made}" for lesson, made in sorted(revisions))])
    return sha256(lines.encode()).hexdigest()[:8]


def freeze(project: Project, release: Release) -> bool:
    """Keep a release's seed, questions and keys as they are now, in the release's own rooms.

    Returns whether it was not kept before; what is kept is never changed again. Raises OSError
    where it cannot be written.
    """
    folder = release.project.root
    if (folder / "release.toml").is_file():
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=folder.parent) as scratch:
        part = Project(Path(scratch) / folder.name)
        source = project.root / "seeds" / release.exercise
        ignore = shutil.ignore_patterns(".*")
        shutil.copytree(source, part.root / "seeds" / release.exercise, ignore=ignore)
        for lesson, _ in release.revisions:
            _write(part.answers(lesson), project.answers(lesson).read_bytes())
            question_set = read_question_set(project, lesson)
            given = question_set if release.hints else without_hints(question_set)
            _write(part.questions(lesson), student_copy(given).encode())
            folders = read_article(project, release.exercise).folders
            for name in question_set.pictures:
                path = find_picture(name, folders)
                _write(part.root / path.relative_to(project.root), path.read_bytes())
        _write(part.seed(release.exercise, RELEASE), release_card(release.work).encode())
        _write(part.root / "release.toml", _card(release).encode())
        part.root.rename(folder)
    return True


def keys_have_changed(project: Project, release: Release) -> bool:
    """Whether a lesson's answers file is another one now than the one that was kept."""
    return any(
        _text(project.answers(lesson)) != _text(release.project.answers(lesson))
        for lesson, _ in release.revisions
    )


def _text(path: Path) -> str:
    """The text of a file of answers, whatever its line ends, which git and editors change."""
    return path.read_text(encoding="utf-8-sig", errors="surrogateescape")


def _card(release: Release) -> str:
    # A JSON string is a TOML string as well, whatever is in it.
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    names = ("id", "exercise", "mode", "work", "made")
    lines = [f"{name} = {quoted(getattr(release, name))}" for name in names]
    lines += [f"hints = {str(release.hints).lower()}", "", "[revisions]"]
    lines += [f"{quoted(lesson)} = {quoted(made)}" for lesson, made in release.revisions]
    return "\n".join([*lines, ""])


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
