"""A group of commands that loads a command's module, and what it needs, when the command runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer
from rich.markup import escape
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from kit.article.packages import Extra, what_to_install
from kit.commands.extras import have


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command: its name, where it is (``module:function``), its panel of the help, its extra."""

    name: str
    place: str
    panel: str
    extra: Extra | None = None


class LazyCommand(TyperCommand):
    """Stands for a command in the list of commands, and becomes it when it is called."""

    def __init__(self, row: CommandRow) -> None:
        super().__init__(row.name, help=_help(row.place), rich_help_panel=row.panel)
        self._row = row

    @cached_property
    def loaded(self) -> Any:
        """The command itself, with its options. Imports its module."""
        module, _, name = self._row.place.partition(":")
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            return get_command(found)
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        alone.command(self._row.name)(found)
        return get_command(alone)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """The context in which the command itself is called, once its extra is installed.

        Where it stays missing, the program ends with exit code 1. Help is given without it, too,
        but for the options, which only the module knows.
        """
        needed = self._row.extra
        if needed and "--help" in args and (lacking := what_to_install(needed)):
            self.epilog = f"{escape(lacking)} Then its options stand here, too."
            return super().make_context(info_name, ["--help"], parent, **extra)
        if needed and not have(needed, f"kit {self._row.name}"):
            raise typer.Exit(1)
        return self.loaded.make_context(info_name, args, parent, **extra)


def lazy_group(rows: tuple[CommandRow, ...]) -> type[TyperGroup]:
    """A kind of group that has a `LazyCommand` for each row."""

    class LazyGroup(TyperGroup):
        def __init__(self, **given: Any) -> None:
            super().__init__(**{**given, "commands": _Commands(rows)})

    return LazyGroup


class _Commands(Mapping[str, LazyCommand]):
    """Commands by name, each made when it is asked for: to read what all say takes a while."""

    def __init__(self, rows: tuple[CommandRow, ...]) -> None:
        self._rows = {row.name: row for row in rows}

    def __getitem__(self, name: str) -> LazyCommand:
        return LazyCommand(self._rows[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@cache
def _help(place: str) -> str:
    """What a command says of itself, read and not imported: the list of commands loads none.

    That is the docstring of its function, or of the callback of its group.
    """
    module, _, name = place.partition(":")
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ""
    for node in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            decorators = [ast.unparse(one) for one in node.decorator_list]
            if node.name == name or f"{name}.callback()" in decorators:
                return ast.get_docstring(node) or ""
    return ""
