"""The form for a table of the seed, whatever its columns: a list of its rows, and one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from kit.article.seed import read_article, read_seed_table, read_text
from kit.article.tables import Row, Table, read_table
from kit.author.editable import EditableLesson
from kit.author.files_form import FilesForm
from kit.author.frame import LABELS, Choice, button, field, part, say_faults
from kit.author.rows import columns_of, new_row, with_row, without_row
from kit.language.shown import cut_short

TABLES: Mapping[str, str] = LABELS["tables"]
_NEW = "a new row"
_FEW = 40  # different values of a column, up to which they are offered
_GONE = (
    "The row was changed on disk since you opened it, so nothing was written. What you entered is "
    "still here, as a new row; to see the row as it is now, choose it from the list."
)


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    choices: Sequence[str] = ()  # where nothing else is allowed
    suggestions: Sequence[str] = ()
    long: bool = False


_COLUMNS = {name: _Column(**said) for name, said in LABELS["columns"].items()}
_EVIDENCE = "The evidence it rests on (several: hold Ctrl or ⌘)"


class TableForm(FilesForm):
    """Changes, adds and takes out rows of ``<name>.csv``, through the rules of ``kit check``."""

    def __init__(self, lesson: EditableLesson, name: str) -> None:
        super().__init__(lesson, TABLES.get(name, f"The table “{name}”"))
        self._name = name
        self._path = self.seed(f"{name}.csv")
        self._text = ""
        self._table = Table("")
        self._row: Row | None = None
        self.pick = Choice("The row", self._picked)
        self._rows = part()
        self._save = button("Save this row", self.save, main=True)
        self._delete = button("Delete this row", self.delete)
        self._slot.children = [self.pick.field, self._rows]
        self.read()

    def buttons(self) -> list[widgets.Button]:
        """Save, and delete where the row is there."""
        return [self._save, *([self._delete] if self._row else [])]

    def read(self) -> None:
        """Read the table anew, and show its first row or an empty one. Raises Unreadable."""
        self._list()
        self._open(self._table.rows[0] if self._table.rows else None)

    def _list(self) -> None:
        """Read the table as it is on disk. Raises Unreadable."""
        project, path = self._lesson.project, self._path
        self._text = ""
        if path.is_file():
            read_text(project, path)
            self._text = path.read_bytes().decode()
        self._table = read_table(self._text, project.name(path))
        self._table.whole()
        names = [(_in_a_line(row), n) for n, row in enumerate(self._table.rows)]
        self.pick.point(-1, [*names, (_NEW, -1)])
        self._point()

    def _open(self, row: Row | None) -> None:
        """Show a row, or the fields of a new one."""
        self._row = row
        columns = columns_of(self._name, self._table)
        cells = dict(row.cells) if row else new_row(self._table, columns)
        self.fields = {column: self._field(column, cells[column]) for column in columns}
        self._there = self.values()
        self._rows.children = list(self.fields.values())
        self._point()
        self.fit()

    def _point(self) -> None:
        """Have the list name the row that is shown."""
        rows = self._table.rows
        self.pick.point(rows.index(self._row) if self._row in rows else -1)

    def _picked(self, change: Any) -> None:
        rows, wanted = self._table.rows, change["new"]
        self._point()  # until it is certain that nothing is lost

        def go() -> None:
            self.said.value = ""
            self._open(rows[wanted] if wanted >= 0 else None)

        self.guard.ask(self, go)

    def _field(self, name: str, value: str) -> Any:
        column = _COLUMNS.get(name, _Column(name.replace("_", " ")))
        if name == "evidence":
            known = self._ids_of_evidence()
            chosen = value.replace(",", " ").split()
            options = [*known, *((id, id) for id in chosen if id not in dict(known).values())]
            rows = max(2, min(6, len(options)))
            return field(
                widgets.SelectMultiple, _EVIDENCE, options=options, value=chosen, rows=rows
            )
        choices = self._segments() if name == "segment" else [(c, c) for c in column.choices]
        if choices:
            known_values = [one for _, one in choices]
            more = [] if value in known_values else [(value or "choose one", value)]
            return field(widgets.Dropdown, column.label, options=[*more, *choices], value=value)
        if column.long:
            return field(widgets.Textarea, column.label, value=value, rows=2)
        used = dict.fromkeys(row[name] for row in self._table.rows if row[name])
        offered = tuple(dict.fromkeys([*column.suggestions, *used]))
        if name in ("id", "url", "date", "place") or len(offered) > _FEW:
            offered = ()
        return field(widgets.Combobox, column.label, value=value, options=offered)

    def _ids_of_evidence(self) -> list[tuple[str, str]]:
        lesson = self._lesson
        table = read_seed_table(lesson.project, lesson.exercise, "evidence")
        return [(_in_a_line(row), row["id"]) for row in table.rows if "id" in table.columns]

    def _segments(self) -> list[tuple[str, str]]:
        article = read_article(self._lesson.project, self._lesson.exercise)
        return [(cut_short(f"{s.id}  {s.text}", 80, " …"), s.id) for s in article.segments]

    @say_faults
    def save(self) -> None:
        """Write the row, unless a rule says that something would break."""
        values = self.values()
        cells = {
            name: " ".join(value) if isinstance(value, tuple) else " ".join(value.split())
            for name, value in values.items()
        }
        if not any(cells.values()):
            raise ValueError("Fill the row in first.")
        for name, value in cells.items():
            choices = _COLUMNS.get(name, _Column("")).choices
            if choices and value not in choices:
                raise ValueError(f"{_COLUMNS[name].label.rstrip('?')}: choose one.")
        row = self._find_row()
        columns = columns_of(self._name, self._table)
        place = self._table.rows.index(row) if row else len(self._table.rows)
        new = with_row(self._text, self._table, columns, cells, row)
        said = f"Saved in {self._lesson.project.name(self._path)}."
        if self.write({self._path: new.encode()}, said):
            self._list()
            self._open(self._table.rows[place])

    @say_faults
    def delete(self) -> None:
        """Take the row out, unless something rests on it."""
        row = self._find_row()
        if row is None:
            return
        said = f"The row was taken out of {self._lesson.project.name(self._path)}."
        if self.write({self._path: without_row(self._text, row).encode()}, said):
            self.read()

    def _find_row(self) -> Row | None:
        """The row that is shown, in the table as it is on disk. Raises ValueError if it is gone."""
        before = self._row
        self._list()
        self._row = next((r for r in self._table.rows if before and r.raw == before.raw), None)
        self._point()
        self.fit()
        if before and not self._row:
            raise ValueError(_GONE)
        return self._row


def _in_a_line(row: Row) -> str:
    said = "  ".join(value for value in row.values[:4] if value.strip())
    return cut_short(said, 80, " …") or "(empty)"
