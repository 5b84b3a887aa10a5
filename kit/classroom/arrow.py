"""Columns of Arrow made from plain values; its own way loads pandas first, which takes longer than
all that most commands for a class do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from kit.classroom.regular import NotRegular, open_regular

# Arrow's other pools keep what is freed, and many small columns are read one after the other.
pa.set_memory_pool(pa.system_memory_pool())

WORDS = pa.dictionary(pa.int32(), pa.string())
MOST = 1000  # bytes of a table for each byte of its file; of those written here at most some 500
_SMALL = 4 * 1024 * 1024  # bytes of a file whose texts are counted before they are unpacked
# How tables are written; by the checksums damage to the bytes of a page is found.
WRITTEN: Mapping[str, Any] = {"compression": "zstd", "write_page_checksum": True}
_LISTS = pa.list_(pa.string())
_KINDS = {pa.int8(): np.int8, pa.int32(): np.int32, pa.int64(): np.int64, pa.float64(): np.float64}


def texts(values: Iterable[str | None]) -> pa.Array:
    """A column of texts, each of its own."""
    given = tuple(values)
    there = [value is not None for value in given] if None in given else ()
    filled = [value or "" for value in given]
    whole = "".join(filled)
    each = filled if whole.isascii() else [one.encode(errors="replace") for one in filled]
    data = pa.py_buffer(whole.encode(errors="replace"))
    return _of_lengths(pa.string(), map(len, each), [data], there)


def lists_of_texts(values: Sequence[Sequence[str]]) -> pa.Array:
    """A column of lists of texts."""
    inside = texts(text for value in values for text in value)
    return _of_lengths(pa.list_(pa.string()), map(len, values), [], (), [inside])


def words(values: Iterable[str | None], times: Sequence[int] | None = None) -> pa.DictionaryArray:
    """A column of texts that are the same in many rows; ``times`` says how often each comes."""
    given = tuple(values)
    known = dict.fromkeys(given)
    known.pop(None, None)
    place = {**dict(zip(known, range(len(known)), strict=True)), None: -1}
    index = np.fromiter(map(place.__getitem__, given), np.int32, len(given))
    if times is not None:
        index = np.repeat(index, times)
    column = _of_buffers(pa.int32(), np.maximum(index, 0), index >= 0)
    return pa.DictionaryArray.from_arrays(column, texts(known))


def numbers(values: Sequence[float | None] | npt.NDArray[Any], kind: Any) -> pa.Array:
    """A column of numbers of this kind, with gaps where a value is None."""
    if isinstance(values, np.ndarray) or None not in values:
        return _of_buffers(kind, values)
    filled = [0 if value is None else value for value in values]
    return _of_buffers(kind, filled, [value is not None for value in values])


def read(path: Path, schema: pa.Schema, gaps: Collection[str] = (), most: int = MOST) -> pa.Table:
    """The table in a Parquet file, which has this schema, with the metadata that it has.

    Only columns of ``gaps`` may have gaps. Raises OSError, and ValueError where the file is
    damaged, is of another schema, or unpacks to more than ``most`` bytes for each of its own.
    """
    parts = [*read_parts(path, schema, gaps, most)]
    if not parts:
        return schema.with_metadata(read_metadata(path, schema)).empty_table()
    return pa.concat_tables(parts).unify_dictionaries().combine_chunks()


def read_parts(
    path: Path,
    schema: pa.Schema,
    gaps: Collection[str] = (),
    most: int = MOST,
    columns: Collection[str] = (),
    wanted: Callable[[Any], bool] = lambda _: True,
) -> Iterator[pa.Table]:
    """The rows of such a file in the parts in which they were written, with these columns or all.

    A part is passed over where what Parquet notes of it, as of a row group, is not ``wanted``.

    Raises what `read` does, as soon as a part shows it.
    """
    names = [name for name in schema.names if name in columns or not columns]
    fields = [schema.field(name) for name in names]
    size = path.lstat().st_size
    is_small = size < _SMALL
    counted = [field.name for field in fields if is_small and field.type == pa.string()]
    nested = [field.name for field in fields if is_small and field.type == _LISTS]
    left = dict.fromkeys((*counted, *nested), most * size)
    as_words = [*counted, *(f"{name}.list.element" for name in nested)]
    with _parquet(path, schema, as_words, most) as file:
        for number in range(file.num_row_groups):
            if not wanted(file.metadata.row_group(number)):
                continue
            table = file.read_row_group(number, names, use_threads=False)
            table = table.unify_dictionaries().combine_chunks()
            for name in names:
                if table.column(name).null_count and name not in gaps:
                    raise ValueError(f"there are gaps in its column “{name}”")
            for name in left:
                left[name] -= _unpacked(table.column(name))
                if left[name] < 0:
                    raise ValueError("its texts unpack to far more than they should")
            for name in counted:
                place = table.schema.get_field_index(name)
                plain_texts = table.column(name).cast(pa.string())
                table = table.set_column(place, schema.field(name), plain_texts)
            if table.num_rows:
                yield table


def read_metadata(path: Path, schema: pa.Schema) -> dict[bytes, bytes]:
    """The metadata of a Parquet file of this schema. Raises what `read` does."""
    with _parquet(path, schema) as file:
        return dict(file.schema_arrow.metadata or {})


@contextmanager
def _parquet(
    path: Path, schema: pa.Schema, as_words: Sequence[str] = (), most: int = MOST
) -> Iterator[Any]:
    """A regular file opened as Parquet, its schema and what it says of its size looked at.

    What is wrong with it is said in one line.
    """
    try:
        with open_regular(path) as data:
            meta = pq.read_metadata(data)
            if meta.schema.to_arrow_schema() != schema:
                raise ValueError("its columns are not those that this version of the kit writes")
            groups = (meta.row_group(number) for number in range(meta.num_row_groups))
            size = max(sum(one.total_byte_size for one in groups), 4 * len(schema) * meta.num_rows)
            if size > most * path.lstat().st_size:
                raise ValueError("it unpacks to far more than it should")
            with pq.ParquetFile(
                data,
                metadata=meta,
                read_dictionary=list(as_words),
                page_checksum_verification=True,
            ) as file:
                yield file
    except NotRegular as error:
        raise ValueError(f"it is {error}") from error


def _unpacked(column: pa.ChunkedArray) -> int:
    """How many bytes the texts of a column have, each as often as it is there."""
    total = 0
    for chunk in column.chunks:
        words = chunk.flatten() if chunk.type.num_fields else chunk
        ends = np.frombuffer(words.dictionary.buffers()[1], np.int32)[: len(words.dictionary) + 1]
        there = words.indices.drop_null()
        total += int(np.diff(ends)[plain(there)].sum()) if len(there) else 0
    return total


def give_back() -> None:
    """Let the system have the memory that is free, before something else takes much."""
    pa.system_memory_pool().release_unused()


def take(table: pa.Table, places: npt.NDArray[Any]) -> pa.Table:
    """The rows of a table in these places."""
    return table.take(numbers(places, pa.int64()))


def plain(column: pa.Array) -> npt.NDArray[Any]:
    """The numbers of a column in which none is missing."""
    values = np.frombuffer(column.buffers()[1], _KINDS[column.type])
    return values[column.offset : column.offset + len(column)]


def places(column: pa.DictionaryArray) -> npt.NDArray[np.int32]:
    """The place of each value among the words of a column, -1 where it is missing."""
    index = plain(column.indices)
    if not column.null_count:
        return index
    first, bits = column.indices.offset, np.frombuffer(column.indices.buffers()[0], np.uint8)
    there = np.unpackbits(bits, bitorder="little")[first : first + len(column)]
    return np.where(there, index, np.int32(-1))


def _of_lengths(
    kind: Any,
    lengths: Iterable[int],
    data: list[Any],
    there: Sequence[bool] = (),
    inside: list[Any] | None = None,
) -> pa.Array:
    ends = np.cumsum(np.fromiter(chain((0,), lengths), np.int64)).astype(np.int32)
    buffers = [_valid(there), pa.py_buffer(ends), *data]
    return pa.Array.from_buffers(kind, len(ends) - 1, buffers, children=inside)


def _of_buffers(
    kind: Any, values: Any, there: Sequence[bool] | npt.NDArray[np.bool_] = ()
) -> pa.Array:
    data = np.ascontiguousarray(values, dtype=_KINDS[kind])
    return pa.Array.from_buffers(kind, len(data), [_valid(there), pa.py_buffer(data)])


def _valid(there: Sequence[bool] | npt.NDArray[np.bool_]) -> Any:
    bits = np.asarray(there, dtype=np.bool_)
    return None if bits.all() else pa.py_buffer(np.packbits(bits, bitorder="little"))
