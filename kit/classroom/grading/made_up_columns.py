"""A made-up class of very many students, graded straight into columns without any file of theirs.

Some simulated learners answer as in every made-up class, and the pure Python grades them. Each of
the many then gives, to each question, the answer of a learner that is about as able.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kit.article.files import write_new
from kit.article.project import Project
from kit.classroom.arrow import WRITTEN, numbers, plain, texts, words
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.asked import read_issued_forms
from kit.classroom.grading.grade import grade_class
from kit.classroom.grading.grades import put_grading
from kit.classroom.grading.now import keys_of
from kit.classroom.grading.row_files import ROW
from kit.classroom.grading.rows import GradedRows, Numbers
from kit.classroom.making_up.made_up import DemoClass, demo_class
from kit.classroom.model import Grading, Receipt
from kit.learner.hand_in import HandIn
from kit.learner.log import stamp

LEARNERS = 300  # whose answers the many share
_ALIKE = 20  # learners to either side of one that are about as able
_BATCH = 20_000  # students
_WHY = "simulated by kit demo-class; nobody gave these answers"


def write_made_up_columns(
    project: Project,
    exercise: str,
    students: int,
    seed: int,
    folder: ClassFolder,
    questions: int | None = None,
) -> int:
    """Make a class of so many graded students; how many answers they gave.

    ``questions`` is how many of the exercise's first ones they were asked, where that is not all.
    Raises Unreadable where no question has a key, and OSError.
    """
    made = demo_class(project, exercise, LEARNERS, seed)
    issued_forms = read_issued_forms(project, exercise)
    graded = grade_class(issued_forms, _received(made)).rows
    own = dict(graded.by_student())
    able = sorted((one.ability, one.id) for one in made.learners if one.id in own)
    given = plain(graded.table.column("answer").chunk(0))
    answers = np.stack([given[own[id]] for _, id in able])[:, :questions]
    about = (
        f'exercise = "{exercise}"\nmade_up = true # by kit demo-class: nobody gave these answers\n'
    )
    write_new(folder.about, about.encode())
    keys = keys_of(issued_forms, (), graded.answers)
    grading = Grading(1, stamp()["at"], "first", keys, _WHY)

    def write(path: Path) -> None:
        with pq.ParquetWriter(path, ROW, **WRITTEN) as file:
            for table in _tables(answers, students, seed):
                file.write_table(table)

    put_grading(folder, replace(grading, rows=GradedRows(graded.answers, None)), write)
    return students * int(answers.shape[1])


def _received(made: DemoClass) -> Iterator[tuple[Receipt, HandIn]]:
    """The hand-ins by student, as if they had been collected."""
    for one in sorted(made.hand_ins, key=lambda one: (one.name, one.made)):
        yield Receipt("0" * 64, 0, one.made, "", one.name, one.name, "kept", one.made), one


def _tables(answers: Numbers, students: int, seed: int) -> Iterator[pa.Table]:
    chance = np.random.default_rng(seed)
    learners, questions = answers.shape
    for first in range(0, students, _BATCH):
        n = min(_BATCH, students - first)
        base = chance.integers(0, learners, (n, 1))
        near = base + chance.integers(-_ALIKE, _ALIKE + 1, (n, questions))
        chosen = answers[np.clip(near, 0, learners - 1), np.arange(questions)]
        ids = words(f"sim-{number:07}" for number in range(first + 1, first + n + 1))
        who = numbers(np.repeat(np.arange(n), questions), pa.int32())
        named = pa.DictionaryArray.from_arrays(who, ids.dictionary)
        times = texts([""] * (n * questions))
        columns = [named, numbers(chosen.ravel(), pa.int32()), times]
        yield pa.Table.from_arrays(columns, schema=ROW)
