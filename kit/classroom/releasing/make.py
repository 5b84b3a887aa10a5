"""A student release made: checked, written, run, looked through for answers, and packed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError

from kit.article.project import RELEASED, Project
from kit.article.seed import Unreadable, new_work, read_article, read_source
from kit.article.segments import Article
from kit.check.check import check
from kit.classroom.releasing.archive import contents, pack
from kit.classroom.releasing.kit_files import project_files
from kit.classroom.releasing.leaks import Guarded, find_leaks
from kit.classroom.releasing.paraphrases import Paraphrase, find_paraphrases
from kit.classroom.releasing.released import Mode, Release, release_id, revision_now
from kit.classroom.releasing.student_files import PRACTICE_ONLY, TOUR, Exercise, student_files
from kit.classroom.releasing.withheld import Table, for_students, read, without_hints
from kit.learner.log import stamp
from kit.question.blocks import nearest
from kit.question.model import Problem, QuestionSet
from kit.question.read import read_question_set
from kit.question.write import lesson_revision

ALWAYS = ("article.txt", "source.toml")  # of a seed; the rest are tables and the teacher's own
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}

Run = Callable[[Path], object]  # runs a notebook and stores what it prints
Say = Callable[[str, str, int], None]  # (what is done, to which file, of how many)
# Files that are made of a release once its notebooks are run, by their names in it.
MakeMore = Callable[[Project], Mapping[str, bytes]]


class NotReleased(Exception):
    """Why there is no release: a sentence for each thing to mend, a line each."""


@dataclass(frozen=True, slots=True)
class Made:
    """A student release, not written anywhere yet."""

    release: Release  # its rooms are where it will be kept
    data: bytes  # the zip
    left_out: tuple[str, ...]  # what of the tables stays with the teacher, a line each
    to_look_at: tuple[str, ...] = ()  # texts that may tell an answer in other words, a line each


def make_release(
    project: Project,
    exercise: str,
    mode: Mode,
    run: Run,
    say: Say = lambda doing, name, total: None,
    work: str = "",
    make_more: MakeMore = lambda release: {},
    hints: bool = False,
    lesson: str = "",
) -> Made:
    """The release of an exercise for students. Nothing is written in the project.

    ``work`` is the id of its copies; a new one is drawn where it is not given. What ``make_more``
    makes of the release goes into it, and is looked through as all else is. A graded release holds
    the first hint of each question where ``hints`` says so, else none. Where only one ``lesson`` of
    it is to be handed out, others that are not ready are left out.
    Raises NotReleased where something has to be mended first, or where a graded release would tell
    an answer: it names every place at once.
    """
    lessons = _ready(project, exercise, lesson)
    work = work or new_work()
    hints = hints or mode == "practice"
    own = _read(project, exercise, lessons, mode, hints)
    has_tour = TOUR in project.lessons() and project.notebook(TOUR).is_file()
    if lesson and has_tour:
        has_tour = not read_question_set(project, TOUR).problems
    tour = _read(project, TOUR, (TOUR,), mode, hints) if has_tour else None
    try:
        files = {**project_files(), **student_files(own, tour, mode, work)}
    except FileNotFoundError as error:
        raise NotReleased(
            f"{error.filename} is missing, and a release takes it along; install the kit anew."
        ) from error
    revisions = tuple(
        (one.lesson, lesson_revision(one.question_set, one.article.segments)) for one in own.lessons
    )
    # In one folder for both, the answers of one would lie beside the questions of the other.
    top = f"says-who-{exercise}" if mode == "graded" else f"says-who-{exercise}-practice"
    files = _run_all(files, run, say, revisions, top, make_more)
    data = pack({f"{top}/{name}": files[name] for name in files})
    paraphrases: tuple[Paraphrase, ...] = ()
    if mode == "graded":
        _look_through(data, (*own.lessons, *(tour.lessons if tour else ())), say)
        texts = {n: files[n] for n in files if n.startswith(("notebooks/", "README"))}
        paraphrases = find_paraphrases(texts, own.lessons)
    id = release_id(mode, revisions, work)
    kept = Project(project.root / "answers" / RELEASED / f"{exercise}-{id}")
    release = Release(id, exercise, mode, kept, revisions, work, stamp()["at"], hints)
    return Made(release, data, _left_out(own.tables), tuple(map(str, paraphrases)))


def _ready(project: Project, exercise: str, wanted: str) -> tuple[str, ...]:
    """The lessons of an exercise that nothing keeps from being handed out.

    Where one is ``wanted``, whatever keeps others from it only leaves those out.
    """
    if exercise == TOUR:
        raise NotReleased(f"“{TOUR}” is part of every release; name an exercise to release.")
    lessons = tuple(project.lessons_of(exercise))
    if not lessons:
        known = [name for name in project.exercises() if name != TOUR]
        raise NotReleased(
            f"There is no exercise “{exercise}” with lessons; {nearest(exercise, known)}"
        )
    problems = [p for p in check(project, [exercise]) if p.severity == "error"]
    if wanted:
        others = [name for name in lessons if name != wanted and _faults(project, [name], problems)]
        of_others = {path for name in others for path in _paths(project, name)}
        problems = [problem for problem in problems if problem.path not in of_others]
        lessons = tuple(name for name in lessons if name not in others)
    errors = [str(problem) for problem in problems]
    if TOUR in project.lessons() and not wanted:
        errors += [str(problem) for problem in read_question_set(project, TOUR).problems]
    if errors := errors or _faults(project, lessons):
        raise NotReleased("\n".join([*errors, "Mend this first, then release again."]))
    return lessons


def _paths(project: Project, lesson: str) -> set[str]:
    """The files of a lesson, as problems name them."""
    own = (project.answers(lesson), project.questions(lesson), project.notebook(lesson))
    return {project.name(path) for path in own}


def _faults(
    project: Project, lessons: Iterable[str], problems: Iterable[Problem] = ()
) -> list[str]:
    """What keeps lessons from being handed out: problems in them, else drafts, else lost keys."""
    lessons = tuple(lessons)
    paths = {path for lesson in lessons for path in _paths(project, lesson)}
    errors = [str(problem) for problem in problems if problem.path in paths]
    if not errors:
        errors = [
            f"{found.path}: “{draft.key.question}” is a draft; accept its key and take the line "
            "“Draft:” out"
            for found in (read_question_set(project, lesson) for lesson in lessons)
            for draft in found.drafts
        ]
    if not errors:
        errors = [
            f"{project.name(project.answers(lesson))} is missing, so there is no key to grade with"
            for lesson in lessons
            if not project.answers(lesson).is_file()
        ]
    return errors


def _read(
    project: Project, exercise: str, lessons: Sequence[str], mode: Mode, hints: bool
) -> Exercise:
    try:
        article = read_article(project, exercise)
        found = {lesson: read_question_set(project, lesson) for lesson in lessons}
        question_sets = found if hints else {n: without_hints(one) for n, one in found.items()}
        title = read_source(project, exercise).title
    except Unreadable as error:  # changed since it was checked
        raise NotReleased(str(error)) from error
    seed = _files(project.root / "seeds" / exercise)
    tables: tuple[Table, ...] = ()
    guarded = tuple(
        Guarded(lesson, question_set, article) for lesson, question_set in question_sets.items()
    )
    if mode == "graded":
        try:
            given = [
                read(name.removesuffix(".csv"), data.decode("utf-8-sig", "replace"))
                for name, data in seed.items()
                if name.endswith(".csv") and "/" not in name
            ]
        except Unreadable as error:
            raise NotReleased(f"seeds/{exercise}/{error}") from error
        tables = tuple(for_students(table, guarded) for table in given)
        shown = {name for found in question_sets.values() for name in found.pictures}
        seed = {name: data for name, data in seed.items() if name in shown or name in ALWAYS}
        judged = tuple(cell for table in tables for cell in table.judged)
        guarded = _with_verdicts(question_sets, article, judged)
    folder = project.root / "notebooks"
    left_out = {
        project.notebook(name).relative_to(folder).as_posix()
        for name in project.lessons_of(exercise)
        if name not in lessons
    }
    beside = {f"{exercise}/{name}": d for name, d in _files(folder / exercise).items()}
    beside = {name: d for name, d in beside.items() if name not in left_out}
    alone = folder / f"{exercise}.ipynb"
    notebooks = {name: d for name, d in beside.items() if name.endswith(".ipynb")}
    if alone.is_file():
        notebooks[alone.name] = alone.read_bytes()
    return Exercise(
        exercise,
        article.segments[0].text if title == "unknown" else title,
        guarded,
        {name: data.decode("utf-8") for name, data in sorted(notebooks.items())},
        {name: d for name, d in beside.items() if Path(name).suffix.lower() in PICTURES},
        seed,
        tables,
        {
            project.answers(lesson).relative_to(project.root / "answers").as_posix(): data
            for lesson in question_sets
            for data in [project.answers(lesson).read_bytes()]
        },
    )


def _with_verdicts(
    question_sets: Mapping[str, QuestionSet], article: Article, judged: tuple[str, ...]
) -> tuple[Guarded, ...]:
    """The lessons; the first of them guards what the exercise's own tables say."""
    return tuple(
        Guarded(lesson, question_set, article, judged if number == 0 else ())
        for number, (lesson, question_set) in enumerate(question_sets.items())
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }


def _run_all(
    files: Mapping[str, bytes],
    run: Run,
    say: Say,
    revisions: Iterable[tuple[str, str]],
    top: str,
    make_more: MakeMore,
) -> dict[str, bytes]:
    """The files with their notebooks run among them, as a student's machine would have them."""
    notebooks = [name for name in files if name.endswith(".ipynb")]
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / top
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name in notebooks:
            say("Running the notebooks", name, len(notebooks))
            try:
                run(root / name)
            except CellExecutionError as error:
                raise NotReleased(f"{name}: a cell fails in this release:\n{error}") from error
        staged = Project(root)
        changed = [
            lesson for lesson, revision in revisions if revision_now(staged, lesson) != revision
        ]
        if changed:
            raise NotReleased(
                f"{', '.join(changed)}: the questions do not read back as they were; please "
                "report this as a fault of the kit."
            )
        run_files = {name: (root / name).read_bytes() for name in notebooks}
        return {**files, **run_files, **make_more(staged)}


def _look_through(data: bytes, guarded: Iterable[Guarded], say: Say) -> None:
    files = contents(data)
    leaks = find_leaks(files, guarded, lambda name: say("Looking for answers", name, len(files)))
    if leaks:
        count = f"{len(leaks)} places tell" if len(leaks) > 1 else "1 place tells"
        end = (
            f"{count} an answer, so there is no release. Mend them, then release again. A cell "
            f"with the tag “{PRACTICE_ONLY}” is in practice releases only."
        )
        raise NotReleased("\n".join([*map(str, leaks), end]))


def _left_out(tables: Iterable[Table]) -> tuple[str, ...]:
    return tuple(
        f"{table.name}.csv" if table.stays else f"{table.name}.csv: {', '.join(table.left_out)}"
        for table in tables
        if table.stays or table.left_out
    )


def text_cells(data: bytes) -> int:
    """How many text cells the notebooks of a zip have, for whoever has to read them."""
    notebooks = (d for name, d in contents(data).items() if name.endswith(".ipynb"))
    cells = (c for d in notebooks for c in nbformat.reads(d.decode(), as_version=4).cells)
    return sum(cell.cell_type == "markdown" for cell in cells)
