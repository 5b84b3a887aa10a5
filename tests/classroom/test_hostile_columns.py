"""A damaged or hostile Parquet file in a class folder is named, passed over and never obeyed."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support.command_line import kit, kit_says
from support.jupyterlab import RIVER
from support.made_up_class import wrong
from support.soak import examples, seed
from support.uploads import class_of, hand_in

from kit.classroom.collecting.entries import files_of
from kit.classroom.collecting.receipts import received_hand_ins
from kit.classroom.folder import ClassFolder
from kit.classroom.grading import grades
from kit.classroom.grading.grades import last_grading
from kit.classroom.grading.row_files import ANSWERS, ROWS
from kit.classroom.reporting.counted import counting
from kit.learner.hand_in import HandIn

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
LONG = random.Random(1).randbytes(1_250).hex()  # noqa: S311 - no secret


@dataclass(frozen=True)
class Two:
    """A class of two with two gradings, and its files as they were written."""

    folder: ClassFolder
    columns: Mapping[str, bytes]  # of the second grading
    entries: Mapping[str, bytes]
    hand_ins: Sequence[HandIn]

    @property
    def last(self) -> Path:
        """The folder of the second grading."""
        return self.folder.grades / "0002"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """The class that all tests here share."""
    root = tmp_path_factory.mktemp("columns")
    project = root / "project"
    (project / "notebooks").mkdir(parents=True)
    for room in ("seeds", "answers"):
        (project / room).symlink_to(RIVER.root / room)
    folder = class_of(root, {"1.json": hand_in("B-1"), "2.json": hand_in("B-2", wrong)})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        for policy in ("first", "last"):
            kit_says("grade", folder.root, "--policy", policy)
    hand_ins = [one for _, one in received_hand_ins(folder)]
    last = folder.grades / "0002"
    return Two(folder, _bytes(last), _bytes(folder.entries), hand_ins)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def two(made: Two) -> Iterator[Two]:
    """The shared class, put as it was afterwards."""
    yield made
    for folder, files in ((made.last, made.columns), (made.folder.entries, made.entries)):
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for name, data in files.items():
            (folder / name).write_bytes(data)


# -- What becomes of a file

Change = Callable[[Path], object]


def _column(name: str, values: Callable[[int], Sequence[object]]) -> Change:
    """Another column of the same kind."""

    def change(path: Path) -> None:
        table = pq.read_table(path)
        place = table.schema.get_field_index(name)
        field = table.schema.field(place)
        given = values(len(table))
        if pa.types.is_dictionary(field.type):
            column: Any = pa.array(given, pa.string()).dictionary_encode().cast(field.type)
        else:
            column = pa.array(given, field.type)
        pq.write_table(table.set_column(place, field, column), path, compression="zstd")

    return change


def _all(name: str, value: object) -> Change:
    return _column(name, lambda n: [value] * n)


def _table(make: Callable[[Any], Any], **written: Any) -> Change:
    """Another table."""
    return lambda path: pq.write_table(make(pq.read_table(path)), path, **written)


def _data(make: Callable[[bytes], bytes]) -> Change:
    """Other bytes."""
    return lambda path: path.write_bytes(make(path.read_bytes()))


def _instead(make: Change) -> Change:
    """Something else than a file."""

    def change(path: Path) -> None:
        path.rename(path.parent.parent / "elsewhere")
        make(path)

    return change


def _headed(said: str | bytes) -> Change:
    """The same with another header."""
    return _table(lambda table: table.replace_schema_metadata({"says_who": said}))


def _typed(name: str, kind: Any) -> Change:
    def make(table: Any) -> Any:
        place = table.schema.get_field_index(name)
        return table.set_column(place, name, pa.nulls(len(table), kind))

    return _table(make)


def _grown(path: Path) -> None:
    """A text that is held once in each part of a file, and is in thousands of rows of it."""
    schema = pq.read_schema(path)
    columns = pa.array(["B-1"] * N).dictionary_encode(), pa.array([0] * N, pa.int32())
    part = pa.table([columns[0].cast(schema.field(0).type), columns[1], [LONG] * N], schema=schema)
    with pq.ParquetWriter(path, schema, compression="zstd", write_statistics=False) as file:
        for _ in range(40):
            file.write_table(part)


class _Runs:
    """What makes a file where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("it-was-run",)


def _pickled(path: Path) -> None:
    """A column of a type that pyarrow once unpickled, and metadata as pandas leaves it."""
    table = pq.read_table(path)
    more = {
        b"ARROW:extension:name": b"arrow.py_extension_type",
        b"ARROW:extension:metadata": pickle.dumps(_Runs()),
    }
    fields = [field.with_metadata(more) for field in table.schema]
    said = {**(table.schema.metadata or {}), b"pandas": pickle.dumps(_Runs())}
    pq.write_table(table.cast(pa.schema(fields)).replace_schema_metadata(said), path)


N = 10_000
BYTES: dict[str, tuple[Change, str]] = {
    "nothing in it": (_data(lambda _: b""), "0 bytes"),
    "a text": (_data(lambda _: b"student,answer\n" * 99), "magic bytes"),
    "another beginning": (_data(lambda data: b"PAR2" + data[4:-4] + b"PAR2"), "magic bytes"),
    "locked": (_data(lambda data: data[:-4] + b"PARE"), "encrypted"),
    "a length of 4 GB": (_data(lambda data: data[:-8] + b"\xff" * 4 + b"PAR1"), "footer"),
    "zeros inside": (_data(lambda data: data[:60] + bytes(40) + data[100:]), ""),
    "a zip": (_data(lambda data: b"PK\x03\x04" + data), "thrift"),
    "twice after itself": (_data(lambda data: data + data[::-1]), "magic bytes"),
    "one column less": (_table(lambda table: table.drop_columns(["answer"])), "columns"),
    "one column more": (_table(lambda t: t.append_column("more", t["answer"])), "columns"),
    "columns in another order": (_table(lambda t: t.select(t.column_names[::-1])), "columns"),
    "a number of another size": (_typed("answer", pa.int64()), "columns"),
    "no column at all": (_table(lambda _: pa.table({})), "columns"),
    "a type of pyarrow's own": (_typed("answer", pa.json_()), "columns"),
    "lists in lists": (_typed("answer", pa.list_(pa.list_(pa.int32()))), "columns"),
    "a folder": (_instead(Path.mkdir), "a folder"),
    "a pipe": (_instead(os.mkfifo), "a pipe"),
    "a link that leads out": (
        _instead(lambda path: path.symlink_to(path.parent.parent / "elsewhere")), "a link",
    ),
    "a link to itself": (_instead(lambda path: path.symlink_to(path)), "a link"),
    "a link to a device": (_instead(lambda path: path.symlink_to("/dev/zero")), "a link"),
}  # fmt: skip
OF_ROWS: dict[str, tuple[Change, str]] = {
    "no answer": (_all("answer", None), "gaps in its column “answer”"),
    "one without an answer": (
        _column("answer", lambda n: [None, *range(n - 1)]), "gaps in its column “answer”",
    ),
    "an answer below zero": (_all("answer", -1), "answers that are not there"),
    "an answer beyond the last": (_all("answer", 2**31 - 1), "answers that are not there"),
    "nobody": (_all("student", None), "gaps in its column “student”"),
    "no time": (_all("at", None), "gaps in its column “at”"),
    "all of it twice": (_table(lambda table: pa.concat_tables([table] * 2)), "two answers to one"),
    "texts of 20 MB": (
        _table(
            lambda t: t.slice(0, 3).set_column(2, "at", pa.array(["x" * 20_000_000] * 3)),
            compression="zstd",
            write_statistics=False,
        ),
        "unpacks to far",
    ),
    "very many rows in no space": (
        _table(lambda t: t.slice(0, 1).take([0] * 4_000_000), compression="zstd"), "unpack",
    ),
    "one long text very often": (_grown, "texts unpack to far"),
}  # fmt: skip
OF_ANSWERS: dict[str, tuple[Change, str]] = {
    "no number": (_all("answer", None), "gaps in its column “answer”"),
    "one number": (_all("answer", 7), "not numbered one after the other"),
    "no answers": (_table(lambda table: table.slice(0, 0)), "answers that are not there"),
    "NaN points": (_all("score", float("nan")), "not JSON"),
    "endless points": (_all("score", float("inf")), "not JSON"),
    "1e300 points": (_all("score", 1e300), "(score"),
    "fewer points than none": (_all("score", -0.5), "(score"),
    "no question": (_all("question", None), "gaps in its column “question”"),
    "no status": (_all("status", None), "gaps in its column “status”"),
    "another status": (_all("status", "=1+1"), "(status)"),
    "another kind": (_all("kind", "eval"), "no kind of question “eval”"),
    "no response": (_all("response", None), "gaps in its column “response”"),
    "a torn response": (_all("response", "{"), "no JSON"),
    "a response that is a list": (_all("response", "[1]"), "(response)"),
    "a response with NaN": (_all("response", '{"rated": {"a": NaN}}'), "no JSON"),
    "a response with a name twice": (_all("response", '{"text": "a", "text": "b"}'), "no JSON"),
    "a response of great depth": (_all("response", "[" * 100_000), ""),
    "no tags": (_all("tags", None), "gaps in its column “tags”"),
    "a tag that is none": (_all("tags", [None]), "(tags"),
    "fewer tries than none": (_all("tries", -3), "(tries)"),
    "no tries": (_all("tries", None), "gaps in its column “tries”"),
    "no header": (_headed(""), "does not say what it is"),
    "a list as header": (_headed("[1]"), "does not say what it is"),
    "a header of great depth": (_headed("[" * 100_000), "does not say what it is"),
    "an empty header": (_headed("{}"), "does not say what it is"),
    "a header that is no text": (_headed(b"\xff"), "utf-8"),
    "a header with a long number": (
        _headed(f'{{"number": {"1" * 5000}}}'), "does not say what it is",
    ),
}  # fmt: skip
OF_GRADINGS = [
    (file, name, *case)
    for file, cases in ((ROWS, BYTES | OF_ROWS), (ANSWERS, BYTES | OF_ANSWERS))
    for name, case in cases.items()
]


@needs_posix
@pytest.mark.parametrize(
    ("file", "name", "change", "why"), OF_GRADINGS, ids=[f"{c[0]} {c[1]}" for c in OF_GRADINGS]
)
def test_a_grading_with_such_a_file_is_named_and_the_one_before_counts(
    file: str, name: str, change: Change, why: str, two: Two
) -> None:
    change(two.last / file)
    told: list[str] = []
    grading = last_grading(two.folder, told.append)
    assert grading is not None
    assert grading.number == 1
    assert len(list(grading.rows)) == 22
    (said,) = told
    assert said.startswith("grades/0002 is damaged: ")
    assert said.endswith(". It is passed over.")
    assert said.isprintable()
    assert len(said) < 400
    assert why in said


def test_what_only_looks_odd_is_read_as_it_is_and_nothing_in_it_is_run(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = last_grading(two.folder)
    assert whole
    for change in (_pickled, _table(lambda t: t, compression="brotli", version="1.0")):
        for name in (ROWS, ANSWERS):
            change(two.last / name)
        told: list[str] = []
        read = last_grading(two.folder, told.append)
        assert read
        assert (read.number, list(read.rows), told) == (2, list(whole.rows), [])
    for path in files_of(two.folder):
        _pickled(path)
    assert _read(two) == (two.hand_ins, [])
    assert list(tmp_path.iterdir()) == []


@needs_posix
@pytest.mark.parametrize("name", ["7*", "7?", "7[ab]", "7{a,b}"])
def test_a_class_whose_name_is_a_pattern_reads_no_other_class(
    name: str, two: Two, tmp_path: Path
) -> None:
    shutil.copytree(two.folder.grades, tmp_path / name / "grades")
    other = tmp_path / "7a" / "grades"
    shutil.copytree(two.folder.grades, other)
    for number in ("0001", "0002"):
        _all("student", "B-9")(other / number / ROWS)
    grading = last_grading(ClassFolder(tmp_path / name))
    assert grading
    with counting(grading.rows) as counts:  # type: ignore[arg-type]
        assert {who for who, _, _ in counts.rows_of(counts.answers)} == {"B-1", "B-2"}


@pytest.mark.parametrize("name", ["an answer below zero", "an answer beyond the last", "nobody"])
def test_in_a_large_grading_it_is_found_by_whoever_reads_the_rows(
    name: str, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, why = OF_ROWS[name]
    change(two.last / ROWS)
    monkeypatch.setattr(grades, "_AT_ONCE", 0)
    grading = last_grading(two.folder)
    assert grading
    assert grading.number == 2
    with pytest.raises(ValueError, match=why):
        list(grading.rows)
    if name != "nobody":
        with pytest.raises(ValueError, match=why), counting(grading.rows) as counts:  # type: ignore[arg-type]
            assert counts.answers
    told: list[str] = []
    found = last_grading(two.folder, told.append, whole=True)
    assert found
    assert (found.number, len(told)) == (1, 1)


OF_ENTRIES: dict[str, Change] = {
    **{name: change for name, (change, why) in BYTES.items() if why != "columns"},
    **{f"no {name}": _all(name, None) for name in ("sha256", "name", "lesson", "what", "question")},
    **{f"no {name}": _all(name, None) for name in ("response", "at", "id", "sure", "seconds")},
    "another word": _all("what", "eval"),
    "another certainty": _all("sure", "very"),
    "NaN seconds": _all("seconds", float("nan")),
    "fewer seconds than none": _all("seconds", -1.0),
    "a response that is a list": _all("response", "[1]"),
    "a torn response": _all("response", "{"),
    "a response of great depth": _all("response", "[" * 100_000),
    "a column of another kind": _typed("form", pa.int64()),
    "one column less": _table(lambda table: table.drop_columns(["level"])),
    "ids of 1 MB": _column("id", lambda n: ["x" * 1_000_000] * n),
    "very many rows in no space": _table(
        lambda t: t.slice(0, 1).take([0] * 300_000), compression="zstd"
    ),
}  # fmt: skip


def _read(two: Two) -> tuple[list[HandIn], list[str]]:
    told: list[str] = []
    return [hand_in for _, hand_in in received_hand_ins(two.folder, told.append)], told


@needs_posix
@pytest.mark.parametrize("name", OF_ENTRIES)
def test_entries_in_such_a_file_are_made_anew_from_what_was_handed_in(name: str, two: Two) -> None:
    (path,) = files_of(two.folder)
    OF_ENTRIES[name](path)
    found, told = _read(two)
    assert found == two.hand_ins
    (said,) = told
    assert said.startswith(f"{path} is passed over and made anew")
    assert said.isprintable()
    assert _read(two) == (two.hand_ins, told if path.is_dir() else [])


def test_a_file_of_entries_that_nobody_received_counts_for_nothing(two: Two) -> None:
    (path,) = files_of(two.folder)
    shutil.copy(path, path.with_name("zz.parquet"))
    _all("name", "B-3")(path.with_name("zz.parquet"))  # the same hand-ins, by somebody else
    shutil.copy(path, path.with_name("zzz.parquet"))
    _all("sha256", "../../../etc/passwd")(path.with_name("zzz.parquet"))
    assert _read(two) == (two.hand_ins, [])


def test_a_file_cut_or_changed_anywhere_changes_no_answer(two: Two) -> None:
    chance = random.Random(seed())  # noqa: S311 - no secret
    whole = last_grading(two.folder)
    assert whole
    first = last_grading(two.folder)
    assert first
    for number in range(examples(60)):
        name = (ROWS, ANSWERS)[number % 2]
        data = bytearray(two.columns[name])
        place = chance.randrange(len(data))
        if number % 3:
            data[place] ^= 1 << chance.randrange(8)
        else:
            del data[place:]
        (two.last / name).write_bytes(data)
        told: list[str] = []
        found = last_grading(two.folder, told.append)
        assert found
        assert found.number == 2 - len(told)
        assert told or list(found.rows) == list(whole.rows)
        (two.last / name).write_bytes(two.columns[name])


@needs_posix
def test_every_command_goes_on_and_says_so_once(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(two.folder.root.parent / "project")
    _all("response", "[1]")(two.last / ANSWERS)
    _instead(os.mkfifo)(two.last / ROWS)
    (path,) = files_of(two.folder)
    _data(lambda data: data[:-9])(path)
    lines = {
        "grade": ["--dry-run"],
        "report": ["--to", str(tmp_path / "r.html")],
        "brief": ["--to", str(tmp_path / "b.html")],
        "gradebook": ["--moodle", "--allow-open", "--to", str(tmp_path / "g.csv")],
        "feedback": [],
        "accept": [],
        "settle": [],
    }
    for command, words in lines.items():
        done = kit(command, two.folder.root, *words)
        assert (done.exit_code, command) == (0, command), done.output
        assert done.output.count("grades/0002 is damaged: it is a pipe") <= 1
        assert done.output.count("made anew") == (command == "grade")


@needs_posix
@pytest.mark.parametrize("name", ["roster.csv", "marks.csv", "feedback", "hand-ins", "grades/0003"])
def test_a_link_that_leads_out_of_a_class_stops_every_command(
    name: str, two: Two, tmp_path: Path
) -> None:
    shutil.copytree(two.folder.root, tmp_path / "class")
    link = tmp_path / "class" / name
    if link.exists():
        link.rename(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))
    for words in (["collect", "--to"], ["grade"], ["report", "--to", "r.html"], ["settle"]):
        said = kit_says(*words, tmp_path / "class", code=1)
        assert f"A link leads out of the class: {link}." in said
    assert sorted(tmp_path.rglob("*")) == before
