"""The command line, run in this process: a test that starts Python anew waits a second for it."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from typer.testing import CliRunner, Result

from kit.__main__ import app


def run_kit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What ``kit`` says when it is called in a folder."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def kit(*words: object, typed: str = "") -> Result:
    """What a command of ``kit`` says and how it ends; anything it raises is raised here."""
    done = CliRunner().invoke(app, list(map(str, words)), input=typed, env={"COLUMNS": "200"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def kit_says(*words: object, typed: str = "", code: int = 0) -> str:
    """All that a command of ``kit`` says, which ends with this exit code."""
    done = kit(*words, typed=typed)
    assert done.exit_code == code, done.output
    return done.output
