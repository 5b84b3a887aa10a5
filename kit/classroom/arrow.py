"""Columns of Arrow made from plain values; its own way loads pandas first, which takes longer than
all that most commands for a class do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

WORDS = pa.dictionary(pa.int32(), pa.string())
_KINDS = {pa.int8(): np.int8, pa.int32(): np.int32, pa.int64(): np.int64, pa.float64(): np.float64}


def texts(values: Iterable[str | None]) -> pa.Array:
    """A column of texts, each of its own."""
    given = tuple(values)
    there = [value is not None for value in given]
    data = [(value or "").encode(errors="replace") for value in given]
    return _of_lengths(pa.string(), map(len, data), [pa.py_buffer(b"".join(data))], there)


def lists_of_texts(values: Sequence[Sequence[str]]) -> pa.Array:
    """A column of lists of texts."""
    inside = texts(text for value in values for text in value)
    return _of_lengths(pa.list_(pa.string()), map(len, values), [], [True] * len(values), [inside])


def words(values: Iterable[str | None]) -> pa.DictionaryArray:
    """A column of texts that are the same in many rows."""
    known: dict[str, int] = {}
    index = [None if value is None else known.setdefault(value, len(known)) for value in values]
    return pa.DictionaryArray.from_arrays(numbers(index, pa.int32()), texts(known))


def numbers(values: Sequence[float | None] | npt.NDArray[Any], kind: Any) -> pa.Array:
    """A column of numbers of this kind, with gaps where a value is None."""
    if isinstance(values, np.ndarray):
        there, filled = [], values
    else:
        there = [value is not None for value in values]
        filled = np.array([0 if value is None else value for value in values])
    data = pa.py_buffer(np.ascontiguousarray(filled, dtype=_KINDS[kind]))
    return pa.Array.from_buffers(kind, len(filled), [_valid(there), data])


def read(path: Path) -> pa.Table:
    """The table in a Parquet file. Raises OSError, and ValueError where it is damaged."""
    with pq.ParquetFile(path, memory_map=False) as file:
        return file.read().unify_dictionaries().combine_chunks()


def take(table: pa.Table, places: npt.NDArray[Any]) -> pa.Table:
    """The rows of a table in these places."""
    return table.take(numbers(places, pa.int64()))


def plain(column: pa.Array) -> npt.NDArray[Any]:
    """The numbers of a column in which none is missing."""
    values = np.frombuffer(column.buffers()[1], _KINDS[column.type])
    return values[column.offset : column.offset + len(column)]


def _of_lengths(
    kind: Any,
    lengths: Iterable[int],
    data: list[Any],
    there: Sequence[bool],
    inside: list[Any] | None = None,
) -> pa.Array:
    ends = np.cumsum([0, *lengths]).astype(np.int32)
    buffers = [_valid(there), pa.py_buffer(ends), *data]
    return pa.Array.from_buffers(kind, len(there), buffers, children=inside)


def _valid(there: Sequence[bool]) -> Any:
    return None if all(there) else pa.py_buffer(np.packbits(there, bitorder="little"))
