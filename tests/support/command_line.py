"""The command line, run in this process: a test that starts Python anew waits a second for it."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from typer.testing import CliRunner

from kit.__main__ import app


def run_kit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What ``kit`` says when it is called in a folder."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)
