"""Nothing that a student sends breaks a collection, fills the disk, or is run."""

from __future__ import annotations

import codecs
import io
import json
import math
import os
import pickle
import socket
import stat
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.command_line import kit_says
from support.soak import examples
from support.uploads import class_of, hand_in, put, zipped

from kit.classroom.collecting.collect import examine
from kit.classroom.collecting.limits import LIMITS, Limits
from kit.classroom.collecting.upload_kinds import Found, RefusedUpload, Seen, Skipped
from kit.classroom.collecting.uploads import look_into, uploads_in
from kit.commands.collect import collect
from kit.language.shown import shown
from kit.learner.hand_in import HandIn

GOOD = hand_in("B-1")
SMALL = Limits(
    hand_in=20_000,
    zip=400_000,
    directory=100_000,
    members=20,
    unpacked=100_000,
    ratio=20,
    small=1_000,
    files=20,
    depth=3,
)
needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


class CountingFile(io.BytesIO):
    """A file that knows how much was read of it, and how much at once."""

    total = 0
    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.total += len(data)
        self.most = max(self.most, len(data))
        return data


def _look(name: str, data: bytes, limits: Limits = SMALL) -> list[Seen]:
    return list(look_into(name, io.BytesIO(data), limits))


def _why(name: str, data: bytes, limits: Limits = SMALL) -> str:
    """Why the only thing in a file is refused."""
    (seen,) = _look(name, data, limits)
    found = examine(seen) if isinstance(seen, Found) else seen
    assert isinstance(found, RefusedUpload), found
    return found.why


def _members(data: bytes, limits: Limits = SMALL) -> list[str]:
    """What becomes of each member of a zip, in a word."""
    return [type(seen).__name__ for seen in _look("u.zip", data, limits)]


def _changed(change: dict[str, object]) -> bytes:
    return json.dumps({**json.loads(GOOD), **change}).encode()


def _entry(change: dict[str, object]) -> bytes:
    values = json.loads(GOOD)
    values["lessons"][0]["entries"][0].update(change)
    return json.dumps(values).encode()


# -- JSON

TEXT = GOOD.decode()
_BAD: dict[str, str | bytes] = {
    "depth": b"[" * 100_000,
    "depth in a value": TEXT.replace('"ticked"', '"x": ' + "[" * 9000 + "]" * 9000 + ', "ticked"'),
    "5000 digits": TEXT.replace('"format": 2', f'"format": {"1" * 5000}'),
    "NaN": TEXT.replace('"format": 2', '"format": NaN'),
    "Infinity": TEXT.replace('"seconds": 0.0', '"seconds": Infinity', 1),
    "1e999": TEXT.replace('"seconds": 0.0', '"seconds": 1e999', 1),
    "a name twice": TEXT.replace('"format": 2', '"format": 2, "name": "B-2"'),
    "half a surrogate pair": TEXT.replace('"B-1"', r'"\ud800"'),
    "half a pair in a key": TEXT.replace('"seconds"', r'"\udfff": 1, "seconds"', 1),
    "a zero byte": b"\0" + GOOD,
    "Latin-1": GOOD.replace(b"B-1", "Zoë".encode("latin-1")),
    "UTF-16": GOOD.decode().encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "two values": GOOD + GOOD,
    "nothing": b"",
    "a list": b"[1]",
    "a string": b'"x"',
    "a notebook": json.dumps({"cells": [], "nbformat": 4, "metadata": {}}).encode(),
    "a score": _changed({"score": 1}),
    "another format": _changed({"format": 3}),
    "true for a number": _changed({"format": True}),
    "no name": _changed({"name": ""}),
    "a long name": _changed({"name": "x" * 101}),
    "a number for a name": _changed({"name": 17}),
    "a time without a zone": _changed({"made": "2026-11-24T10:00:00"}),
    "a time of another zone": _changed({"made": "2026-11-24T10:00:00+02:00"}),
    "a month that is not": _changed({"made": "2026-13-24T10:00:00Z"}),
    "a day that is not, inside": _entry({"at": "2026-02-30T10:00:00Z"}),
    "an hour that is not, inside": _entry({"at": "9999-99-99T99:99:99Z"}),
    "the year 0": _changed({"made": "0000-01-01T00:00:00Z"}),
    "a naive time inside": _entry({"at": "2026-11-24T10:00:00"}),
    "a lesson of another exercise": TEXT.replace('"lesson": "river"', '"lesson": "lake/1"'),
    "a zero in a lesson": TEXT.replace('"lesson": "river"', r'"lesson": "river/\u0000"'),
    "a turned line in an exercise": _changed({"exercise": "ri\u202ever", "lessons": []}),
    "a control in an id": _entry({"id": "a\u001b[2J"}),
    "no width in a question": _entry({"question": "a\u200bb"}),
    "a path for an exercise": _changed({"exercise": "../../x", "lessons": []}),
    "an entry that is none": _entry({"what": "eval"}),
    "a list for a word": _entry({"what": []}),
    "an object for a word": _entry({"what": {}}),
    "a million ticks": _entry({"response": {"ticked": ["a"] * 1_001}}),
    "a response of another form": _entry({"response": {"code": "1"}}),
    "minus a second": _entry({"seconds": -1}),
    "10^400 seconds": _entry({"seconds": 10**400}),
    "a pickle": b"\x80\x04\x95\x0c\x00\x00\x00",
    "a zip": zipped({"a.json": GOOD}),
    "gzip": b"\x1f\x8b\x08\x00",
    "a YAML bomb": b"a: &a [x, x]\nb: &b [*a, *a]\n",
}
BAD_JSON = {name: bad if isinstance(bad, bytes) else bad.encode() for name, bad in _BAD.items()}


@pytest.mark.parametrize("name", BAD_JSON)
def test_what_is_no_hand_in_is_refused_with_a_reason(name: str) -> None:
    assert BAD_JSON[name] != GOOD
    assert _why("a.json", BAD_JSON[name], replace(SMALL, hand_in=LIMITS.hand_in))


def test_the_good_one_that_these_were_made_of_is_taken() -> None:
    (found,) = _look("a.json", GOOD)
    assert isinstance(found, Found)
    assert isinstance(examine(found, "river"), HandIn)


def test_unknown_questions_and_options_are_kept_for_the_grading_to_say() -> None:
    data = _entry({"question": "no such question", "response": {"ticked": ["no such option"]}})
    assert isinstance(examine(Found("a.json", data), "river"), HandIn)


def test_a_million_answers_are_too_large_and_not_read_to_the_end() -> None:
    one = json.dumps(json.loads(GOOD)["lessons"][0]["entries"][0])
    data = TEXT.replace('"entries": [', '"entries": [' + f"{one}," * 100_000, 1).encode()
    file = CountingFile(data)
    (refused,) = look_into("a.json", file)
    assert isinstance(refused, RefusedUpload)
    assert refused.why == "it is larger than 8 MiB"
    assert file.total == LIMITS.hand_in + 1


def test_a_file_of_just_the_limit_is_read() -> None:
    padded = GOOD + b" " * (SMALL.hand_in - len(GOOD))
    assert isinstance(_look("a.json", padded)[0], Found)
    assert _why("a.json", padded + b" ") == "it is larger than 19.53 KiB"


def test_what_a_stranger_wrote_shows_on_one_line_and_moves_no_cursor() -> None:
    nasty = "a\x1b[2J\r\nb\u202ec\u200bd\x9b\u2028\udc80"
    assert shown(nasty) == r"a\x1b[2J\r\nb\u202ec\u200bd\x9b\u2028\udc80"
    assert len(shown("x" * 10_000)) < 250
    (seen,) = _look(f"{nasty}.txt", b"")
    assert str(seen).isprintable()
    why = _why("a.json", _changed({"\x1b]0;x\x07": 1}))
    assert why.isprintable()
    other = examine(Found("a", hand_in(exercise="lake")), "river")
    assert "“lake”" in str(other)


# -- Kinds


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("a.ipynb", "notebook"),
        ("a.py", "program"),
        ("a.pkl", "pickle"),
        ("a.PICKLE", "pickle"),
        ("a.tar", "packed"),
        ("a.json.gz", "packed"),
        ("a.yaml", "format"),
        ("a.csv", "table"),
        ("a.xlsx", "table"),
        ("a.txt", "text"),
        ("a", ".json"),
        ("json", ".json"),
        (".json", ".json"),
    ],
)
def test_other_kinds_are_refused_by_name_unread(name: str, word: str, tmp_path: Path) -> None:
    file = CountingFile(GOOD)
    (refused,) = look_into(name, file)
    assert isinstance(refused, RefusedUpload)
    assert word in refused.why
    assert file.total == 0
    (refused,) = uploads_in([put(tmp_path, {name: GOOD}) / name])
    assert isinstance(refused, RefusedUpload)
    assert word in refused.why
    assert _members(zipped({name: GOOD})) == ["RefusedUpload"]


# -- Files that are none


@needs_posix
@pytest.mark.parametrize("name", ["x.json", "x.zip", "x.txt"])
def test_pipes_links_sockets_and_devices_are_refused_and_nothing_waits(
    name: str, tmp_path: Path
) -> None:
    put(tmp_path, {"real.json": GOOD})
    folder = tmp_path / "sent"
    folder.mkdir()
    os.mkfifo(folder / f"pipe-{name}")
    (folder / f"link-{name}").symlink_to(tmp_path / "real.json")
    (folder / f"to-nothing-{name}").symlink_to(tmp_path / "nothing")
    (folder / f"to-itself-{name}").symlink_to(folder)
    (folder / f"zero-{name}").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket has to be short
        try:
            bound.bind(f"s-{name}")
        finally:
            os.chdir(here)
        found = list(uploads_in([folder, Path("/dev/zero"), folder / f"link-{name}"]))
    assert {type(seen) for seen in found} == {RefusedUpload}
    whys = [seen.why for seen in found if isinstance(seen, RefusedUpload)]
    assert whys.count("it is a link to another file") == 5
    assert sorted({*whys}) == [
        "it is a device",
        "it is a link to another file",
        "it is a pipe",
        "it is a socket",
    ]


@needs_posix
def test_a_file_that_turns_into_a_link_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.json": GOOD, "secret.json": GOOD})
    before = (tmp_path / "a.json").lstat()
    (tmp_path / "a.json").unlink()
    (tmp_path / "a.json").symlink_to("secret.json")
    monkeypatch.setattr(Path, "lstat", lambda path: before)
    (seen,) = uploads_in([tmp_path / "a.json"])
    assert isinstance(seen, RefusedUpload)


def test_a_folder_of_a_million_files_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    many = put(tmp_path / "many", {f"{n}.json": GOOD for n in range(SMALL.files + 1)})
    few = put(tmp_path / "few", {"a.json": GOOD, "deep/er/still/too-deep/x.json": GOOD})
    found = list(uploads_in([many, few], limits=SMALL))
    assert [type(seen) for seen in found] == [RefusedUpload, Found, RefusedUpload]
    assert "more than 20 files" in str(found[0])
    assert "deeper than 3 folders" in str(found[2])


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    names = ("none.json", "none", "a\0b.json", "x" * 5000 + ".json")
    found = list(uploads_in([tmp_path / name for name in names]))
    assert [type(seen) for seen in found] == [RefusedUpload] * 4
    assert all(str(seen).isprintable() for seen in found)


# -- Zips


def _filler(size: int) -> bytes:
    """Text that packs to about half."""
    digests = (sha256(str(n).encode()).hexdigest() for n in range(size // 64 + 1))
    return "".join(digests)[:size].encode()


def test_a_zip_bomb_is_stopped_by_what_is_read_of_it() -> None:
    bomb = zipped({"a.json": b" " * 30_000_000, "b.json": GOOD})
    file = CountingFile(bomb)
    found = list(look_into("u.zip", file, SMALL))
    assert [type(seen) for seen in found] == [RefusedUpload, Found]
    assert "larger than" in str(found[0])
    assert "unpacks to 20 times its size" in _why("u.zip", zipped({"a.json": b" " * 15_000}))
    slow = _filler(50_000)  # packs to half
    assert "larger than" in _why("u.zip", zipped({"a.json": slow}))


def test_many_small_members_together_are_a_bomb_too() -> None:
    filler = _filler(18_000)
    found = _look("u.zip", zipped({f"{n}.json": filler for n in range(10)}))
    assert [type(seen) for seen in found] == [Found] * 5 + [RefusedUpload]
    assert "unpacks to more than" in str(found[-1])
    assert sum(len(seen.data) for seen in found if isinstance(seen, Found)) <= SMALL.unpacked


def test_a_zip_of_too_many_files_is_refused_before_any_is_read() -> None:
    data = zipped({f"{n}.json": b"{}" for n in range(SMALL.members + 1)})
    assert "21 files, more than 20" in _why("u.zip", data)
    data = zipped({f"{n}{'x' * 200}.json": b"{}" for n in range(500)})
    file = CountingFile(data)
    (refused,) = look_into("u.zip", file, SMALL)
    assert "list of names is longer than" in str(refused)
    assert file.most < SMALL.directory
    big = CountingFile(b"PK" + b" " * SMALL.zip)
    (refused,) = look_into("u.zip", big, SMALL)
    assert "larger than" in str(refused)
    assert big.total == 0


def _patch(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """A zip of one member with other bytes at a place of its two headers."""
    patched = bytearray(data)
    for begin, place in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = patched.index(begin) + place
        patched[at : at + len(value)] = value
    return bytes(patched)


@pytest.mark.parametrize("size", [0, 1, 10, 10_000_000, 0xFFFFFFFF])
def test_a_header_that_lies_about_the_size_harms_nothing(size: int) -> None:
    lie = _patch(zipped({"a.json": GOOD}), 22, 24, size.to_bytes(4, "little"))
    (seen,) = _look("u.zip", lie)
    assert isinstance(seen, RefusedUpload) or (isinstance(seen, Found) and seen.data == GOOD)
    packed = _patch(zipped({"a.json": GOOD}), 18, 20, size.to_bytes(4, "little"))
    assert all(len(s.data) <= SMALL.hand_in for s in _look("u.zip", packed) if isinstance(s, Found))
    bomb = _patch(zipped({"a.json": b" " * 900_000}), 18, 20, (899_999).to_bytes(4, "little"))
    assert _members(bomb) == ["RefusedUpload"]


@pytest.mark.parametrize(
    "name",
    ["../../evil.json", "a/../../b.json", "/abs.json", "C:\\x.json", "c:x.json", "a\\b.json", ".."],
)
def test_a_name_that_is_a_path_is_refused_and_nothing_is_written_there(
    name: str, tmp_path: Path
) -> None:
    data = zipped({name: GOOD, "good.json": GOOD})
    assert _members(data) == ["RefusedUpload", "Found"]
    folder = class_of(tmp_path / "one" / "two", {"u.zip": data})
    assert len(list(folder.hand_ins.iterdir())) == 1
    assert list(tmp_path.rglob("*evil*")) == []


def test_a_zero_byte_in_a_name_hides_no_ending() -> None:
    data = zipped({"a.json_.exe": GOOD}).replace(b"a.json_.exe", b"a.json\0.exe")
    assert "zero byte" in _why("u.zip", data)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_in_a_zip_are_refused(kind: int) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo("a.json")
        info.external_attr = (kind | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert _why("u.zip", held.getvalue()) in {
        "it is a link to another file",
        "it is a pipe",
        "it is a device",
        "it is a socket",
    }


def test_locked_oddly_packed_nested_and_twice_named_members_are_refused() -> None:
    plain = zipped({"a.json": GOOD})
    assert "password" in _why("u.zip", _patch(plain, 6, 8, b"\x01\x00"))
    for packing in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "plain zip" in _why("u.zip", zipped({"a.json": GOOD}, packing))
    assert "plain zip" in _why("u.zip", _patch(plain, 8, 10, b"\x63\x00"))
    assert "no zip inside a zip" in _why("u.zip", zipped({"a.zip": plain}))
    assert "a zip, named .json" in _why("u.zip", zipped({"a.json": plain}))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in (GOOD, hand_in("B-2")):
            archive.writestr("a.json", data)
    assert _members(held.getvalue()) == ["RefusedUpload", "RefusedUpload"]


@pytest.mark.parametrize("cut", [0, 1, 21, 22, 60, -1, -10, -23, -60])
def test_a_torn_zip_is_refused(cut: int) -> None:
    data = zipped({"a.json": GOOD})
    assert _why("u.zip", data[:cut])


def test_a_damaged_member_spoils_no_other() -> None:
    data = zipped({"a.json": GOOD, "b.json": hand_in("B-2")}, zipfile.ZIP_STORED)
    found = _look("u.zip", data.replace(b"B-1", b"B-9"))
    assert [type(seen) for seen in found] == [RefusedUpload, Found]
    assert "damaged" in str(found[0])
    nameless = zipped({"~.json": GOOD, "b.json": GOOD}).replace(b"~.json", b"\0.json")
    assert _members(nameless) == ["RefusedUpload", "Found"]


def test_what_macos_and_windows_leave_is_passed_over() -> None:
    names = ["__MACOSX/x/._a.json", "a/.DS_Store", "Thumbs.db", "b/._c.json"]
    assert _members(zipped(dict.fromkeys(names, b"\0"))) == ["Skipped"] * 4
    assert isinstance(_look("._a.json", GOOD)[0], Skipped)


# -- All of it at once


def test_one_bad_file_of_each_kind_stops_nobody(tmp_path: Path) -> None:
    bad = {f"{n}.json": data for n, data in enumerate(BAD_JSON.values())}
    files = {**bad, "u.zip": zipped({**bad, "good.json": GOOD}), "z.json": hand_in("B-2")}
    folder = class_of(tmp_path, files)
    assert len(list(folder.hand_ins.iterdir())) == 2
    said = kit_says("collect", tmp_path / "sent", "--to", folder.root, code=1)
    assert f"0 kept, 2 again, 0 to settle, {2 * len(bad)} refused." in said
    assert said.count("\nrefused: ") + said.startswith("refused: ") == 2 * len(bad)


# -- By chance: 1,000 cases together

_EVENTS: list[tuple[str, tuple[object, ...]]] = []
_watching = False
_RUNS = ("exec", "compile", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile")
_LOADS = ("subprocess.Popen", "pickle.find_class", "marshal.loads", "ctypes.dlopen")
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.chmod")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _watching and event in {"open", *_RUNS, *_LOADS, *_CHANGES}:
        _EVENTS.append((event, args))


sys.addaudithook(_hear)


@contextmanager
def _only_writes_in(folder: Path) -> Iterator[None]:
    """See that nothing is run or loaded, and nothing changed outside a folder."""
    global _watching
    _EVENTS.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    for event, args in _EVENTS:
        if event == "open" and isinstance(args[0], int):
            continue  # by its number: it was opened by name before
        if event in _CHANGES or (event == "open" and int(str(args[2])) & _WRITES):
            assert Path(os.fsdecode(str(args[0]))).is_relative_to(folder), (event, args)
        else:
            assert event == "open", (event, args)


def _by_chance(cases: int) -> settings:
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples(cases), deadline=None, suppress_health_check=quiet)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good hand-in with some bytes taken out, put in or changed, or another value somewhere."""
    if draw(st.booleans()):
        values = json.loads(GOOD)
        place = values
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys)) if keys else None
            if key is None:
                break
            if isinstance(place[key], dict | list) and place[key] and draw(st.integers(0, 3)):
                place = place[key]
                continue
            place[key] = draw(_values)
            break
        return json.dumps(values).encode(errors="surrogatepass")
    data = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=12))
    return bytes(data)


_names = st.one_of(
    st.sampled_from(
        ["a.json", "../a.json", "/a.json", "a/b.json", "a\\b.json", "x.zip", "x.ipynb", ".DS_Store"]
    ),
    st.text(max_size=12).map(lambda text: f"{text}.json"),
    st.text(max_size=12),
)
_contents = st.one_of(
    st.binary(max_size=300),
    mutated(),
    st.just(GOOD),
    _values.map(repr).map(lambda text: text.encode(errors="surrogatepass")),
)


@st.composite
def zips(draw: st.DrawFn) -> bytes:
    """A zip of any members, whole or with some bytes changed."""
    held = io.BytesIO()
    packing = draw(st.sampled_from([0, 8, 8, 12, 14]))
    with zipfile.ZipFile(held, "w", packing) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in draw(st.lists(st.tuples(_names, _contents), max_size=5)):
            try:
                info = zipfile.ZipInfo(name)
                info.compress_type = packing
                info.external_attr = draw(st.sampled_from([0, 0o100644, 0o120777, 0o10777])) << 16
                archive.writestr(info, data)
            except UnicodeEncodeError:
                continue
    whole = bytearray(held.getvalue())
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(whole)))
        whole[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(whole)


@pytest.mark.slow
@_by_chance(400)
@given(st.one_of(st.binary(max_size=30_000), mutated(), _values.map(json.dumps).map(str.encode)))
def test_any_bytes_are_a_hand_in_or_refused(data: bytes) -> None:
    file = CountingFile(data)
    (seen,) = look_into("a.json", file, SMALL)
    assert file.total <= SMALL.hand_in + 1
    found = examine(seen, "river") if isinstance(seen, Found) else seen
    assert isinstance(found, HandIn) or (
        isinstance(found, RefusedUpload) and found.why.isprintable()
    )


@pytest.mark.slow
@_by_chance(400)
@given(st.one_of(zips(), st.binary(max_size=300).map(lambda data: b"PK\x03\x04" + data)))
def test_any_zip_is_looked_into_within_its_limits(data: bytes) -> None:
    file = CountingFile(data)
    found = list(look_into("u.zip", file, SMALL))
    assert file.most <= max(SMALL.directory, 70_000)
    assert sum(len(seen.data) for seen in found if isinstance(seen, Found)) <= SMALL.unpacked
    for seen in found:
        assert seen.source.isprintable()
        if isinstance(seen, Found):
            assert len(seen.data) <= SMALL.hand_in
            examine(seen, "river")


_files = st.dictionaries(
    st.sampled_from(["a.json", "b.json", "sub/c.json", "d.zip", "e.ZIP", "f.txt", "sub/.DS_Store"]),
    st.one_of(_contents, zips()),
    max_size=4,
)


def _collect(sent: Path, to: Path) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            collect(to, [sent])
        except typer.Exit as end:
            return end.exit_code, said.getvalue()
    return 0, said.getvalue()


@pytest.mark.slow
@_by_chance(200)
@given(_files)
def test_any_folder_is_collected_and_only_the_class_folder_changes(
    warm: None, tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    here = tmp_path_factory.mktemp("by-chance")
    sent = put(here / "sent", files)
    sent.mkdir(exist_ok=True)
    with _only_writes_in(here / "class"):
        code, said = _collect(sent, here / "class")
    assert {p.relative_to(sent).as_posix(): p.read_bytes() for p in sent.rglob("*.*")} == files
    kept = list((here / "class").glob("hand-ins/*"))
    assert code == (1 if "refused: " in said and not kept else 0)
    assert len(kept) == len({path.read_bytes() for path in kept})
    assert set(here.iterdir()) <= {sent, here / "class"}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a collection imports is imported before anybody watches, and no bar is drawn."""
    codecs.lookup("cp437")  # of names in old zips
    here = tmp_path_factory.mktemp("warm")
    _collect(put(here / "sent", {"a.json": GOOD, "b.txt": b""}), here / "class")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kit.classroom.slow.PATIENCE", math.inf)
        yield


def test_the_watch_sees_what_it_should(tmp_path: Path) -> None:
    with pytest.raises(AssertionError), _only_writes_in(tmp_path / "class"):
        (tmp_path / "elsewhere").write_bytes(b"")
    with pytest.raises(AssertionError), _only_writes_in(tmp_path / "class"):
        pickle.loads(pickle.dumps(Path))  # noqa: S301 - our own
    with pytest.raises(AssertionError), _only_writes_in(tmp_path / "class"):
        exec("1")  # noqa: S102 - our own
