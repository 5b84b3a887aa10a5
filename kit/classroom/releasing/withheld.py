"""What of an exercise a graded release leaves out, because it answers a question.

Hints, unless the teacher says otherwise: a hint can tell the answer. Of the tables, by rule,
whatever the exercise:

- A table that the kit itself reads as answers stays with the teacher where such a question is
  asked: ``chains.csv`` answers what is put in order, ``loaded.csv`` words to mark,
  ``outcomes.csv`` forecasts.
- A column goes whose name says that it judges (`JUDGING`), and one in which a secret stands: the
  text of a key, the words to mark as whole cells, both ends of a range, an item beside its answer.
- A table goes when what is left of it only points elsewhere (`POINTING`).
- Of ``evidence.csv``, which every lesson opens, single cells are emptied instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.article.tables import as_exact_csv, read_table
from kit.classroom.releasing.leaks import Guarded
from kit.classroom.releasing.secrets import bare, secrets_of
from kit.language.numbers import readings
from kit.question.kinds import kind
from kit.question.model import Key, Question, QuestionSet

JUDGING = ("verdict", "outcome", "answer", "correct", "because", "since", "note", "why", "key")
POINTING = {"id", "segment", "span", "statement", "claim", "question", "evidence", "place"}
NEEDED = "evidence"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a seed as students get it, and what was left out of it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()  # columns, or “id: column” for a cell that was emptied
    stays: bool = False  # with the teacher, all of it
    judged: tuple[str, ...] = ()  # cells of left-out columns whose names say that they judge

    def as_csv(self) -> str:
        """The table's text."""
        return as_exact_csv(
            self.columns, ([row[column] for column in self.columns] for row in self.rows)
        )


def without_hints(question_set: QuestionSet) -> QuestionSet:
    """The questions with all their hints among what only the key says."""
    first = {question.id: question.hint for question in question_set.questions if question.hint}
    return replace(
        question_set,
        questions=tuple(replace(question, hint="") for question in question_set.questions),
        keys=tuple(
            replace(key, more_hints=(first[key.question], *key.more_hints))
            if key.question in first
            else key
            for key in question_set.keys
        ),
    )


def read(name: str, text: str) -> Table:
    """A table as it is. Raises Unreadable for one that a lesson could not read either."""
    table = read_table(text, f"{name}.csv")
    return Table(name, table.columns, tuple(dict(row.cells) for row in table.whole()))


def for_students(table: Table, lessons: Sequence[Guarded]) -> Table:
    """The table without what answers one of these lessons' questions."""
    asked = [
        (q, k) for g in lessons for q in g.question_set.questions if (k := g.question_set.key(q.id))
    ]
    judging = {c for c in table.columns if any(word in _words(c) for word in JUDGING)}
    judged = tuple(row[c] for row in table.rows for c in table.columns if c in judging)
    if any(kind(question.kind).answer_table == table.name for question, _ in asked):
        return replace(table, stays=True, left_out=table.columns, judged=judged)
    if table.name == NEEDED:
        return _with_empty_cells(table, asked)
    secret = judging | {c for c in table.columns if _answers(table, c, asked, lessons)}
    for columns in _pairs(table, asked):
        if not columns & secret:
            secret |= {c for c in columns if c not in POINTING} or columns
    left = tuple(c for c in table.columns if c not in secret)
    stays = bool(secret) and set(left) <= POINTING
    left_out = tuple(c for c in table.columns if c in secret)
    return replace(table, columns=left, left_out=left_out, stays=stays, judged=judged)


def _words(column: str) -> list[str]:
    return column.casefold().replace("-", "_").replace(" ", "_").split("_")


def _letters(asked: Iterable[tuple[Question, Key]]) -> tuple[str, ...]:
    return tuple(bare(s.text) for question, key in asked for s in secrets_of(question, key))


def _answers(
    table: Table,
    column: str,
    asked: Sequence[tuple[Question, Key]],
    lessons: Sequence[Guarded],
) -> bool:
    cells = {bare(row[column]) for row in table.rows}
    text = "|".join(cells)
    if any(secret in text for secret in _letters(asked)):
        return True
    numbers = {number for row in table.rows for cell in row.values() for number in readings(cell)}
    own = {number for row in table.rows for number in readings(row[column])}
    for guarded in lessons:
        for key in guarded.question_set.keys:
            texts = {s.id: s.text for s in guarded.article.segments}
            spans = [k.span for k in key.spans if not k.neutral]
            quotes = {bare(texts[s.segment][s.start : s.end]) for s in spans}
            if len(quotes) > 1 and len(quotes & cells) * 2 >= len(quotes):
                return True
            for _, *ends in key.ranges:
                wanted = set(ends)
                if wanted & own and wanted <= numbers:
                    return True
    return False


def _pairs(table: Table, asked: Iterable[tuple[Question, Key]]) -> Iterable[set[str]]:
    """The columns of a row in which an item stands beside its answer."""
    for _, key in asked:
        outcomes = tuple((item, "yes" if came else "no") for item, came in key.outcomes)
        for item, target in (*key.placed, *outcomes):
            wanted = bare(item), bare(target)
            for row in table.rows:
                cells: Mapping[str, str] = {c: bare(row[c]) for c in table.columns}
                where = [{c for c, cell in cells.items() if cell == one} for one in wanted]
                if all(where):
                    yield where[1] - where[0] or where[0]


def _with_empty_cells(table: Table, asked: Sequence[tuple[Question, Key]]) -> Table:
    letters = _letters(asked)
    rows: list[Row] = []
    emptied: list[str] = []
    for row in table.rows:
        secret = {c for c, cell in row.items() if any(text in bare(cell) for text in letters)}
        rows.append({c: "" if c in secret and c != "id" else cell for c, cell in row.items()})
        emptied += [f"{row.get('id', '')} {c}" for c in sorted(secret - {"id"})]
    return replace(table, rows=tuple(rows), left_out=tuple(emptied))
