"""Rules for an exercise as a whole: its seed, and what its lessons ask taken together."""

from __future__ import annotations

from collections.abc import Iterator

from kit.article.project import exercise_of
from kit.article.seed import EVIDENCE, Unreadable, faults_of_numbers, read_seed_table
from kit.check.rules.keys import as_problem
from kit.check.rules.subjects import Exercise
from kit.language.taxonomy import SKILLS
from kit.question.model import Problem

FAIR = 0.4  # the share of judging questions that are keyed “holds”, at least
ENOUGH = 3  # judging questions, before a share says anything
LESSONS = 3  # an exercise with fewer need not practise much
A_LESSON = 2  # skills that each lesson may be expected to add


def has_a_lesson(exercise: Exercise) -> Iterator[Problem]:
    """An exercise with a seed has a lesson: an answers file and its notebook."""
    if exercise.name not in map(exercise_of, exercise.project.lessons()):
        path = exercise.project.name(exercise.project.seed(exercise.name, "article.txt"))
        yield Problem(path, 1, f"“{exercise.name}” has no lesson yet; write one in answers/")


def numbers_its_evidence_once(exercise: Exercise) -> Iterator[Problem]:
    """Each row of evidence.csv has an id of its own."""
    try:
        table = read_seed_table(exercise.project, exercise.name, "evidence", EVIDENCE)
    except Unreadable as error:
        yield as_problem(error)
        return
    first: dict[str, int] = {}
    for row in table.rows:
        id = row["id"]
        if id in first:
            text = f"“{id}” is already the id of line {first[id]}; give this one another"
            yield Problem(row.path, row.line, text)
        first.setdefault(id, row.line)


def keeps_tables_that_can_be_read(exercise: Exercise) -> Iterator[Problem]:
    """Every table of an exercise's seed can be read, row for row, and its numbers are numbers.

    What is said here is what a student would read in place of the table.
    """
    for path in sorted(exercise.project.seed(exercise.name, "").glob("*.csv")):
        try:
            table = read_seed_table(exercise.project, exercise.name, path.stem)
        except Unreadable as error:
            yield as_problem(error)
            continue
        yield from (Problem(table.path, fault.line, fault.text) for fault in table.faults)
        yield from map(as_problem, faults_of_numbers(table))


def credits_what_holds(exercise: Exercise) -> Iterator[Problem]:
    """At least 40 % of the questions that judge the article (“Judges:”) are keyed “holds”.

    The aim is to tell what holds from what does not, and never mere suspicion. Counted over an
    exercise, from three such questions on.
    """
    judged = [k for proof in exercise.proofs for k in proof.question_set.keys if k.judges]
    holds = sum(key.judges == "holds" for key in judged)
    if len(judged) >= ENOUGH and holds < FAIR * len(judged):
        text = (
            f"of {len(judged)} questions that judge the article, {holds} say that it holds "
            f"({holds / len(judged):.0%}); at least {FAIR:.0%} should"
        )
        yield Problem(exercise.proofs[0].question_set.path, 1, text)


def practises_its_skills(exercise: Exercise) -> Iterator[Problem]:
    """An exercise of three lessons or more practises two skills for each lesson, up to all.

    The learner's report has a row for each skill; a row that stays empty tells nothing. Counted
    are different skills, in all lessons together; exercises that name no skills are left alone.
    """
    used = {
        skill
        for proof in exercise.proofs
        for question in proof.question_set.questions
        for skill in question.skills
    }
    count = len(exercise.proofs)
    wanted = min(len(SKILLS), A_LESSON * count)
    if used and count >= LESSONS and len(used) < wanted:
        never = ", ".join(skill for skill in SKILLS if skill not in used)
        text = (
            f"{count} lessons practise {len(used)} skills, and {wanted} would be fair; "
            f"never practised: {never}"
        )
        yield Problem(exercise.proofs[0].question_set.path, 1, text)
