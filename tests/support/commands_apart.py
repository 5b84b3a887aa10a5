"""Commands of kit in processes of their own, which can be killed at any moment.

One process imports the kit, starts no thread, and forks for each command: a command begins at
once, so that a kill meets its work and not the start of Python.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

_FORKS = """
import json, os, signal, sys
from kit.__main__ import app
import kit.commands.collect, kit.commands.grade, kit.commands.report, kit.commands.settle
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(order["folder"])
        said = os.open(order["said"], os.O_WRONLY | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        try:
            app(order["words"])
        except SystemExit as end:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code if isinstance(end.code, int) else 1)
        except BaseException:
            import traceback
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(70)
        os._exit(0)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class Apart:
    """One command at a time in a process of its own, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-c", _FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._said: IO[bytes] | None = None

    def begin(self, *words: object) -> int:
        """Start a command; the id of its process."""
        self._said = TemporaryFile()  # noqa: SIM115 - closed where the command ends
        said = f"/proc/{os.getpid()}/fd/{self._said.fileno()}"
        order = {"folder": str(self._folder), "said": said, "words": [str(w) for w in words]}
        assert self._process.stdin
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        return int(self._line())

    def end(self) -> tuple[int, str]:
        """Wait for the command; how it ended, a kill as −9, and what it said."""
        code = int(self._line())
        assert self._said
        self._said.seek(0)
        said = self._said.read().decode(errors="replace")
        self._said.close()
        return code, said

    def run(self, *words: object) -> tuple[int, str]:
        """A whole command."""
        self.begin(*words)
        return self.end()

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def kill(child: int) -> None:
    """Kill a process as a power cut would, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
