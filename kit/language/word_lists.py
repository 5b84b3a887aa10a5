"""Word lists in TOML files, for rules that read a language: read once, when needed, and checked.

A list is a text of words with spaces between them, or an array where an entry has several words. A
table holds lists by what their words have in common.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

Words = tuple[str, ...]


class FaultyList(ValueError):
    """A file of word lists with a mistake in it, said as ``file:line: what is wrong``."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists in a folder, by the name of their file without its ending.

    All methods raise FaultyList where the file has a mistake, and KeyError where it has no list or
    table of that name.
    """

    folder: Path

    def words(self, file: str, name: str) -> frozenset[str]:
        """The words of a list."""
        return frozenset(_read(self._path(file))[""][name])

    def table(self, file: str, name: str, keys: Collection[str] = ()) -> Mapping[str, Words]:
        """The lists of a table by their keys, in the order of the file; only these keys, if any.

        Raises FaultyList where there is another key.
        """
        path = self._path(file)
        found = _read(path)[name]
        for key in found if keys else ():
            if key not in keys:
                raise FaultyList(f"{_place(path, name, key)}: “{key}” is none of {', '.join(keys)}")
        return found

    def by_word(self, file: str, name: str) -> dict[str, str]:
        """Each entry of a table with its key. Raises FaultyList where an entry has two."""
        found: dict[str, str] = {}
        for key, entries in self.table(file, name).items():
            for entry in entries:
                if entry in found:
                    place = _place(self._path(file), name, key, entry)
                    raise FaultyList(f"{place}: “{entry}” stands under “{found[entry]}” already")
                found[entry] = key
        return found

    def keys_by_word(self, file: str, name: str) -> dict[str, frozenset[str]]:
        """Each entry of a table with all the keys that it stands under."""
        found: dict[str, frozenset[str]] = {}
        for key, entries in self.table(file, name).items():
            for entry in entries:
                found[entry] = found.get(entry, frozenset()) | {key}
        return found

    def _path(self, file: str) -> Path:
        return self.folder / f"{file}.toml"


def any_of(entries: Collection[str]) -> str:
    """A regular expression for one of these entries, tried in their order."""
    return f"(?:{'|'.join(map(re.escape, entries))})"


@cache
def _read(path: Path) -> Mapping[str, Mapping[str, Words]]:
    """The tables of a file by name; the lists above the first table have the name “”."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise FaultyList(f"{path.name}:{line[1] if line else 1}: {error}") from error
    tables = {name: held for name, held in data.items() if isinstance(held, dict)}
    lists = {name: held for name, held in data.items() if name not in tables}
    return {
        name: {key: _entries(path, name, key, held) for key, held in table.items()}
        for name, table in {"": lists, **tables}.items()
    }


def _entries(path: Path, name: str, key: str, held: object) -> Words:
    entries = held.split() if isinstance(held, str) else held
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise FaultyList(f"{_place(path, name, key)}: “{key}” is no list of words")
    for number, entry in enumerate(entries):
        if entry in entries[:number]:
            place = _place(path, name, key, entry, time=2)
            raise FaultyList(f"{place}: “{entry}” stands twice in “{key}”")
    return tuple(entries)


def _place(path: Path, name: str, key: str, entry: str = "", time: int = 1) -> str:
    """The file, and the line of a list, or of the place where an entry stands for the nth time."""
    text = path.read_text(encoding="utf-8")
    start = text.index(f"[{name}]") if name else 0
    head = re.compile(rf'^"?{re.escape(key)}"?\s*=', re.M).search(text, start)
    at = head.end() if head else start
    entries = re.compile(rf'(?<![^\s"]){re.escape(entry)}(?![^\s"])').finditer(text, at)
    found = next(islice(entries, time - 1, None), None) if entry else None
    line = text.count("\n", 0, found.start() if found else at) + 1
    return f"{path.name}:{line}"
