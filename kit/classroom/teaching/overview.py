"""Tables on a course, each counted from the answers files and the seed as they are now.

All raise Unreadable, with the file and the reason, where a file that they need cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from kit.article.project import Project, exercise_of, find_project
from kit.article.seed import read_rows
from kit.article.tables import Row
from kit.language.taxonomy import SKILLS
from kit.lesson.evidence_tables import Grid
from kit.question.model import Key, Question, QuestionSet
from kit.question.read import read_question_set

_SAID = {
    "holds": "keyed “it holds”",
    "fails": "keyed “it does not hold”",
    "open": "keyed “nobody can know”",
}


def sequence(*names: str) -> Grid:
    """The lessons of these exercises, in order, with minutes and questions, and their sums."""
    project = find_project()
    rows = [
        (_title(lesson, found), str(found.minutes), str(len(found.questions)))
        for name in names
        for lesson in _lessons(project, name)
        for found in [read_question_set(project, lesson)]
    ]
    sums = (str(sum(int(row[n]) for row in rows)) for n in (1, 2))
    return Grid(("part", "minutes", "questions"), [*rows, ("together", *sums)])


def judgements(exercise: str) -> Grid:
    """The questions of each lesson that ask whether something holds, by their key."""
    lines: list[tuple[str, ...]] = []
    sums: Counter[str] = Counter()
    for number, asked in groupby(_asked(find_project(), exercise), key=lambda one: one[0]):
        keys = [key for *_, key in asked]
        sums.update(map(_judged, keys))
        ids = (", ".join(k.question for k in keys if _judged(k) == said) for said in _SAID)
        lines.append((number, *ids))
    together = ("together", *(str(sums[said]) for said in _SAID))
    return Grid(("lesson", *_SAID.values()), [*lines, together])


def _judged(key: Key) -> str:
    """What a key says of a claim; nobody can know where its answer stands on no scale."""
    is_open = bool(key.scale and key.ticked) and not key.ticked <= set(key.scale)
    return key.judges or ("open" if is_open else "")


def claims(exercise: str) -> Grid:
    """How many claims have each verdict at publication, and which; alike is what begins alike."""
    column = "verdict_at_publication"
    rows = read_rows(find_project(), exercise, "claims", ("id", column))
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column].partition(" ")[0].strip(",").lower(), []).append(row)
    lines = [
        (
            _verdict(own[0][column]) if len(own) == 1 else word,
            str(len(own)),
            " ".join(row["id"] for row in own),
        )
        for word, own in sorted(found.items(), key=lambda item: -len(item[1]))
    ]
    head = ("at publication", "claims", "which")
    return Grid(head, [*lines, ("together", str(len(rows)), "")])


def outlets(exercise: str) -> Grid:
    """How many outlets of each kind the evidence comes from, and which."""
    rows = read_rows(find_project(), exercise, "outlets", ("outlet", "kind"))
    lines = [
        (kind, str(count), ", ".join(row["outlet"] for row in rows if row["kind"] == kind))
        for kind, count in Counter(row["kind"] for row in rows).items()
    ]
    return Grid(("run by", "how many", "which"), lines)


def skills(exercise: str) -> Grid:
    """In which lessons each skill is practised, and by how many questions."""
    asked = [(number, question) for number, question, _ in _asked(find_project(), exercise)]
    lines = []
    for skill, name in SKILLS.items():
        where = [number for number, question in asked if skill in question.skills]
        lines.append((skill, name, ", ".join(dict.fromkeys(where)), str(len(where))))
    return Grid(("skill", "what it is", "lessons", "questions"), lines)


def _lessons(project: Project, name: str) -> list[str]:
    return [lesson for lesson in project.lessons() if name in (lesson, exercise_of(lesson))]


def _asked(project: Project, exercise: str) -> Iterator[tuple[str, Question, Key]]:
    """Each question with the number of its lesson, and its key."""
    for lesson in _lessons(project, exercise):
        found = read_question_set(project, lesson)
        for question in found.questions:
            yield _number(lesson), question, found.key(question.id) or Key(question.id)


def _number(lesson: str) -> str:
    """The number that begins a lesson's name, such as 4, or the whole name."""
    name = lesson.rpartition("/")[2]
    number = name.partition("-")[0]
    return number if number.isdigit() else name


def _title(lesson: str, found: QuestionSet) -> str:
    number = _number(lesson)
    return f"{number}. {found.title}" if number.isdigit() else found.title


def _verdict(written: str) -> str:
    """The words in capitals that begin a verdict, in small letters; else all of it."""
    found = re.match(r"[A-Z]{2,}(?: [A-Z]{2,})*", written)
    return found[0].lower() if found else written
