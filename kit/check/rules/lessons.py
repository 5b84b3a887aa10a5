"""Rules for a lesson: its answers file can be read, and its notebook asks what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kit.article.project import exercise_of
from kit.article.seed import Unreadable, read_chain
from kit.article.segments import segment_ids
from kit.check.rules.subjects import Call, Cell, Proof
from kit.question.blocks import nearest
from kit.question.kinds import kind
from kit.question.kinds.contract import Keyed
from kit.question.model import Problem
from kit.question.read import read_question_set

LONGEST = 90  # minutes of a lesson that somebody finishes in one sitting
_ASKS = re.compile(r"""\.ask\(\s*["']([^"']+)["']\s*\)""")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def is_written_as_questions(proof: Proof) -> Iterator[Problem]:
    """The answers file follows the grammar: it reads as questions, each with one key.

    Words to find are quoted exactly once from the segments shown. A choose question has one right
    option. Names of fields, kinds, skills, misconceptions and segments are known ones. A question
    with a slip is left out of the lesson until it is mended.
    """
    yield from proof.question_set.problems


def asks_something(proof: Proof) -> Iterator[Problem]:
    """A lesson has a question."""
    if not proof.question_set.lines:
        text = "the lesson asks nothing; add a question, such as “## who-says-so (choose)”"
        yield Problem(proof.question_set.path, 1, text)


def says_its_goal_and_minutes(proof: Proof) -> Iterator[Problem]:
    """A lesson says what it is for and how many minutes it takes."""
    lacking = [
        name
        for name, value in (
            ("Minutes", proof.question_set.minutes),
            ("Goal", proof.question_set.goal),
        )
        if not value
    ]
    if lacking and not any(problem.question == "" for problem in proof.question_set.problems):
        text = " and ".join(f"“{name}: ...”" for name in lacking)
        yield Problem(proof.question_set.path, 1, f"under the title, add {text}")


def fits_a_sitting(proof: Proof) -> Iterator[Problem]:
    """A lesson takes at most 90 minutes; a longer one is better parted."""
    if proof.question_set.minutes > LONGEST:
        text = (
            f"“Minutes: {proof.question_set.minutes}” is more than one sitting; did you mean less?"
        )
        yield Problem(proof.question_set.path, proof.line_of_lesson("Minutes"), text)


def opens_its_own_lesson(proof: Proof) -> Iterator[Problem]:
    """A notebook opens the lesson that has its name."""
    opened = [call for call in proof.notebook.calls if call.name == "lesson"]
    if not opened:
        yield proof.notebook.problem(1, f"it opens no lesson; write lesson(“{proof.lesson}”)")
    for call in opened:
        if call.argument != proof.lesson:
            text = f"it opens “{call.argument}”; its own lesson is “{proof.lesson}”"
            yield proof.notebook.problem(call.line, text)


def opens_its_lesson_first(proof: Proof) -> Iterator[Problem]:
    """A notebook opens its lesson before it asks or shows anything.

    Cells run from the top: what stands above ``lesson(...)`` ends in a mistake.
    """
    calls = proof.notebook.calls
    opened = next((at for at, call in enumerate(calls) if call.name == "lesson"), len(calls))
    if opened < len(calls):
        for call in calls[:opened]:
            text = "this cell stands above the one that opens the lesson; move it below"
            yield proof.notebook.problem(call.line, text)


def stores_the_question_as_it_is(proof: Proof) -> Iterator[Problem]:
    """What a notebook has stored of a question is the question as it is now.

    Who reads the lesson on paper or on a web page would else read an older one.
    """
    for cell in proof.notebook.cells:
        asked = _ASKS.search(cell.source) if cell.kind == "code" else None
        question = proof.question_set.question(asked[1]) if asked else None
        stored = "".join(_stored_texts(cell))
        if question and stored:
            wanted = [question.stem, *(s.text for s in proof.article.shown(question.show))]
            if any(_bare(text) not in _bare(stored) for text in wanted):
                text = f"what is stored of “{question.id}” is older than the question: kit store"
                yield proof.notebook.problem(cell.first_line, text)


def _stored_texts(cell: Cell) -> Iterator[str]:
    for output in cell.outputs:
        data = output.get("data")
        text = data.get("text/plain") if isinstance(data, Mapping) else None
        yield "".join(text) if isinstance(text, list) else str(text or "")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", _PICTURE.sub(r"\1", text))


def asks_what_is_written(proof: Proof) -> Iterator[Problem]:
    """Every question that a notebook asks is in its answers file."""
    written = dict(proof.question_set.lines)
    for call in _asked(proof):
        if call.argument not in written:
            text = f"it asks “{call.argument}”, which {proof.question_set.path} does not have; "
            yield proof.notebook.problem(call.line, text + nearest(call.argument, written))


def writes_what_is_asked(proof: Proof) -> Iterator[Problem]:
    """Every question in an answers file is asked in its notebook."""
    asked = {call.argument for call in _asked(proof)}
    for id in dict(proof.question_set.lines):
        if id not in asked:
            text = f"“{id}” is never asked; add quiz.ask(“{id}”) to {proof.notebook.path}"
            yield proof.problem(id, text)


def asks_once(proof: Proof) -> Iterator[Problem]:
    """No question is asked twice in a notebook."""
    first: dict[str, int] = {}
    for call in _asked(proof):
        if call.argument in first:
            text = f"it asks “{call.argument}” a second time (first in line {first[call.argument]})"
            yield proof.notebook.problem(call.line, text)
        first.setdefault(call.argument, call.line)


def shows_what_exists(proof: Proof) -> Iterator[Problem]:
    """Segments and chains that a notebook shows are there."""
    for call in proof.notebook.calls:
        try:
            if call.name == "read":
                segment_ids(call.argument, proof.article)
            elif call.name == "chain":
                read_chain(proof.project, exercise_of(proof.lesson), call.argument)
        except (ValueError, Unreadable) as error:
            yield proof.notebook.problem(call.line, str(error).rstrip("."))


def drafts_are_accepted(proof: Proof) -> Iterator[Problem]:
    """A key that a person has not accepted yet is a draft, and nothing is graded with it.

    Read the question, mend its key, and take the line “Draft: ...” out.
    """
    for draft in proof.question_set.drafts:
        id = draft.key.question
        reason = f": {draft.reason}" if draft.reason else ""
        question = proof.question_set.question(id)
        if question and not kind(question.kind).has_key(Keyed(question, draft.key)):
            text = f"“{id}” waits for your answer{reason}. Answer it in kit author"
        else:
            text = f"“{id}” is a draft{reason}. Accept it in kit author, or take this line out"
        yield proof.problem(id, text, field="Draft")


def names_a_twin_with_a_skill_in_common(proof: Proof) -> Iterator[Problem]:
    """A twin (“Twin:”) names a question that is there, and practises one of its skills.

    A review deals the one for the other. A twin of an exercise that is not in this folder is left
    alone.
    """
    for question in proof.question_set.questions:
        lesson, id = question.twin_of or ("", "")
        lessons = proof.project.lessons()
        if exercise_of(lesson) not in map(exercise_of, lessons):
            continue
        try:
            other = read_question_set(proof.project, lesson).question(id)
        except Unreadable:
            other = None
        if other is None:
            text = f"there is no question “{id}” in the lesson “{lesson}”"
            yield proof.problem(question.id, text, field="Twin")
        elif not {*question.skills} & {*other.skills}:
            text = f"it has no skill in common with “{id}”, whose twin it is; name one"
            yield proof.problem(question.id, text, field="Twin")


def _asked(proof: Proof) -> list[Call]:
    return [call for call in proof.notebook.calls if call.name == "ask"]
