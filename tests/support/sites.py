"""A site over plain HTTP, under a name that is not localhost, in a browser that knows no other."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserType
from support.jupyterlab import CHROMIUM, FLAGS

from kit.exchange.pyodide import NoPyodide, fetch_pyodide

HOST = "course.test"
ONLY_THIS_HOST = f"--host-resolver-rules=MAP {HOST} 127.0.0.1, EXCLUDE localhost, MAP * ~NOTFOUND"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test prints only what went wrong."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing either where a page is closed while its files are on their way."""


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder, with the files of a site in it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder that is served as files, and nothing else."""
    server = _Server(("", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def launch_offline(kind: BrowserType) -> Browser:
    """A Chromium for which there is no other host than that of a served site."""
    return kind.launch(executable_path=CHROMIUM, args=[*FLAGS, ONLY_THIS_HOST])


def pyodide() -> dict[str, bytes]:
    """The files of Pyodide. Where they cannot be had: skip, but fail in CI."""
    try:
        return fetch_pyodide()
    except NoPyodide as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
