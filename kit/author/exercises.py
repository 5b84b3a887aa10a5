"""Exercises as a whole: a lesson more, another name, or gone. Nothing is written here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from os.path import normpath, relpath
from pathlib import Path
from urllib.parse import unquote

from kit.article.project import RELEASED, Project, exercise_of
from kit.article.seed import read_article, read_source, read_text
from kit.article.trust.content import files_of
from kit.author.consequences import Files
from kit.author.naming import propose_id
from kit.author.notebook import Edit, change_texts, with_edit
from kit.author.scaffold.lessons import DraftedLesson, Plan
from kit.author.scaffold.material import gather
from kit.author.scaffold.new_exercise import ROOMS, UnusableName, accept_name
from kit.author.scaffold.pages import notebook

_NUMBER = re.compile(r"/(\d+)-")
_LINK = re.compile(r"\[(?P<words>[^\]\n]*)\]\((?P<to>[^()\s]+\.ipynb)\)")
_NEXT = re.compile(rf"(?P<before>\s*^Next: ){_LINK.pattern}", re.MULTILINE)
_TITLE = re.compile(r"\"# ([^\"\\]+)")  # of a notebook as it lies on the disk


def new_lesson(
    project: Project, exercise: str, title: str, goal: str, minutes: int
) -> tuple[str, Files]:
    """The name of a new lesson at an exercise's end, and its files: it has no question yet.

    Raises ValueError where something is lacking, Unreadable where the article cannot be read.
    """
    title, goal = " ".join(title.split()), " ".join(goal.split())
    if not title or not goal:
        raise ValueError("Give the lesson a title and a goal.")
    known = project.lessons_of(exercise)
    numbers = [int(found[1]) for lesson in known if (found := _NUMBER.search(lesson))]
    name = f"{max(numbers, default=0) + 1}-{propose_id(title, ())}"
    goal = f"{goal.rstrip('.')}."
    plan = Plan(
        name, title, "“{headline}”", minutes, goal, (goal,), (), "", "Open any article today."
    )
    material = gather(read_article(project, exercise), read_source(project, exercise).publisher)
    drafted = DraftedLesson(plan, ())
    lesson = f"{exercise}/{name}"
    return lesson, {
        project.answers(lesson): f"# {title}\n\nMinutes: {minutes}\nGoal: {goal}\n".encode(),
        project.notebook(lesson): notebook(exercise, drafted, material, None).encode(),
    }


def renamed(project: Project, old: str, new: str) -> Files:
    """The files of an exercise under another name, and no more under the old one.

    Whatever names it in the project follows: cells, links, twins. Raises UnusableName where it
    cannot have this name, or was handed out under the old one; Unreadable.
    """
    accept_name(new, project)
    if handed_out(project, old):
        raise UnusableName(
            f"“{old}” was handed out, and its class hands in under that name. Make a copy of it "
            "with kit share and kit import instead."
        )
    files: dict[Path, bytes | None] = {}
    for path in files_of(project, old):
        room, *rest = path.relative_to(project.root).parts
        alone = rest[0] if len(rest) == 1 else ""
        there = [new + alone.removeprefix(old)] if alone else [new, *rest[1:]]
        files[path] = None
        files[project.root.joinpath(room, *there)] = _renamed(project, path, old, new)
    for path in _files_that_name_others(project):
        if path not in files:
            data = _renamed(project, path, old, new)
            if data != path.read_bytes():
                files[path] = data
    return files


def deleted(project: Project, exercise: str) -> Files:
    """An exercise's files, to be taken away, and what led to it; what was handed out stays."""
    lessons = project.lessons_of(exercise)
    return _gone(project, files_of(project, exercise), lessons)


def deleted_lesson(project: Project, lesson: str) -> Files:
    """A lesson's files, to be taken away, and what led to it: links in notebooks, twins.

    Where a lesson told the way on to this one, it tells the way to the one behind it. Raises
    ValueError where it is the only lesson of its exercise, Unreadable.
    """
    known = project.lessons_of(exercise_of(lesson))
    if known == [lesson]:
        raise ValueError("It is the only lesson of the exercise; delete the exercise instead.")
    gone = (project.answers(lesson), project.notebook(lesson), project.questions(lesson))
    return _gone(project, [path for path in gone if path.is_file()], [lesson])


def _gone(project: Project, paths: Iterable[Path], lessons: Sequence[str]) -> Files:
    """These files without bytes, and the others of the project that named their lessons."""
    files: dict[Path, bytes | None] = dict.fromkeys(paths)
    for path in _files_that_name_others(project):
        if path in files:
            continue
        data = path.read_bytes()
        changed = data
        for lesson in lessons:
            if path.suffix == ".md":
                twin = rb"(?m)^Twin: %b/.*\n" % re.escape(lesson).encode()
                changed = re.sub(twin, b"", changed)
            else:
                with suppress(ValueError, KeyError, TypeError):  # a damaged one stays as it is
                    changed = with_edit(changed, not_leading_to(project, lesson, path, lessons))
        if changed != data:
            files[path] = changed
    return files


def not_leading_to(project: Project, lesson: str, path: Path, all_gone: Sequence[str] = ()) -> Edit:
    """Have a notebook not lead to a lesson; where “Next: ...” did, it leads to the one behind."""
    gone = project.notebook(lesson)
    known = project.lessons_of(exercise_of(lesson))
    left = [name for name in known if name > lesson and name not in all_gone]
    behind = project.notebook(left[0]) if left else None

    def changed(text: str) -> str:
        text = _NEXT.sub(lambda found: _next(found, path, gone, behind), text)
        return _LINK.sub(lambda f: f["words"] if _leads(f["to"], path) == gone else f[0], text)

    return change_texts(changed)


def _files_that_name_others(project: Project) -> Iterator[Path]:
    """The answers files and notebooks of a project that are worked on."""
    for path in (*project.root.glob("answers/**/*.md"), *project.root.glob("notebooks/**/*.ipynb")):
        if not {RELEASED, ".ipynb_checkpoints"} & set(path.parts):
            yield path


def _next(found: re.Match[str], path: Path, gone: Path, behind: Path | None) -> str:
    if _leads(found["to"], path) != gone:
        return found[0]
    if behind is None or behind == path:
        return ""
    title = _TITLE.search(behind.read_text(encoding="utf-8"))
    there = Path(relpath(behind, path.parent)).as_posix()
    return f"{found['before']}[{title[1] if title else behind.stem}]({there})"


def _leads(target: str, path: Path) -> Path:
    return Path(normpath(path.parent / unquote(target)))


def clear_folders(project: Project, exercise: str) -> None:
    """Take away the folders of an exercise that hold nothing any more."""
    for room in ROOMS:
        top = project.root / room / exercise
        for copies in top.rglob(".ipynb_checkpoints"):
            shutil.rmtree(copies, ignore_errors=True)
        for folder in (*sorted(top.rglob("*/"), reverse=True), top):
            with suppress(OSError):
                folder.rmdir()


def handed_out(project: Project, exercise: str) -> bool:
    """Whether a release of an exercise is kept for grading."""
    return any((project.root / "answers" / RELEASED).glob(f"{exercise}-*/release.toml"))


def speaking_of(text: str, old: str, new: str) -> str:
    """A text with the exercise's name as it is now in calls, links, marks and twins."""
    name = re.escape(old)
    for before in (
        rf"(\b(?:lesson|report)\(\s*\\?[\"']){name}(?=[/\"'\\])",
        rf"(\"lesson\": \"){name}(?=[/\"])",
        rf"(?m)^(Twin: ){name}(?=/)",
        rf"(\]\((?:\.\./)+){name}(?=/)",
    ):
        text = re.sub(before, rf"\g<1>{new}", text)
    return text


def _renamed(project: Project, path: Path, old: str, new: str) -> bytes:
    """The bytes of a file, with the new name where it is text that can name an exercise."""
    data = path.read_bytes()
    if path.suffix not in (".md", ".ipynb"):
        return data
    bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return bom + speaking_of(read_text(project, path), old, new).encode()
