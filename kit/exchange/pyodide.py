"""Python for a browser: the files of Pyodide, each of the contents that `pyodide.toml` names."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

_WANTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
VERSION: str = _WANTED["version"]
FILES: Mapping[str, str] = _WANTED["files"]  # each with its SHA-256


# Rooms of Python's library that nothing behind a page enters: mail, servers, tests, debugging.
_UNUSED = (
    *("_pyrepl/", "bdb.py", "cmd.py", "curses/"),
    *("dbm/", "doctest.py", "ensurepip/", "ftplib.py", "http/server.py", "idlelib/"),
    *("imaplib.py", "lib2to3/", "mailbox.py", "multiprocessing/", "pdb.py", "pickletools.py"),
    *("poplib.py", "pydoc", "smtplib.py", "sqlite3/", "tkinter/", "turtle", "unittest/"),
    *("venv/", "wsgiref/", "xmlrpc/"),
)
_STDLIB, _LOCK = "python_stdlib.zip", "pyodide-lock.json"


class NoPyodide(OSError):
    """Why there are no files of Pyodide, in a sentence."""


def cache() -> Path:
    """The folder that keeps the files once they were fetched."""
    return user_cache_path("says-who", appauthor=False) / f"pyodide-{VERSION}"


def read_pyodide(folder: Path) -> dict[str, bytes]:
    """The files in a folder, or in the folder ``package`` in it.

    Raises NoPyodide where one is missing or is another.
    """
    place = folder / "package" if (folder / "package").is_dir() else folder
    files: dict[str, bytes] = {}
    for name, wanted in FILES.items():
        try:
            files[name] = (place / name).read_bytes()
        except OSError as error:
            raise NoPyodide(f"{place / name} cannot be read: {error.strerror}.") from error
        if sha256(files[name]).hexdigest() != wanted:
            raise NoPyodide(f"{place / name} is not the file of Pyodide {VERSION}.")
    return files


def fetch_pyodide() -> dict[str, bytes]:
    """The files from the cache, else from npm's package ``pyodide``, which fills the cache.

    Raises NoPyodide where they cannot be had.
    """
    if cache().is_dir():
        try:
            return read_pyodide(cache())
        except NoPyodide:
            shutil.rmtree(cache(), ignore_errors=True)  # damaged: fetched anew
    with TemporaryDirectory() as scratch:
        archive = _pack(Path(scratch))
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            members.extractall(scratch, filter="data")
        files = read_pyodide(Path(scratch))
    try:
        cache().mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (cache() / name).write_bytes(data)
    except OSError:
        pass  # the next site fetches them again
    return files


def slimmed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of Pyodide without what nothing behind a page uses."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files[_STDLIB])) as whole,
        zipfile.ZipFile(out, "w") as slim,
    ):
        for info in whole.infolist():
            if not info.filename.startswith(_UNUSED):
                fresh = zipfile.ZipInfo(info.filename, info.date_time)
                slim.writestr(fresh, whole.read(info), zipfile.ZIP_DEFLATED, 9)
    lock = json.loads(files[_LOCK])
    lock["packages"] = {}
    return {**files, _STDLIB: out.getvalue(), _LOCK: json.dumps(lock).encode()}


def _pack(folder: Path) -> bytes:
    npm = shutil.which("npm")
    there = f"Give the folder of an unpacked “pyodide” {VERSION} of npm with --pyodide."
    if not npm:
        raise NoPyodide(f"npm, which fetches Pyodide, is not here. {there}")
    done = subprocess.run(
        [npm, "pack", "--silent", f"pyodide@{VERSION}"], cwd=folder, capture_output=True, text=True
    )
    found = next(folder.glob("pyodide-*.tgz"), None)
    if done.returncode or found is None:
        raise NoPyodide(f"npm could not fetch Pyodide: {done.stderr.strip()[-200:]} {there}")
    return found.read_bytes()
