"""The commands of ``kit`` in a notebook: ``%load_ext kit``, then for example ``%kit check``."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_FOLDERS: list[TemporaryDirectory[str]] = []  # each goes when its kernel stops


def add_magics(shell: InteractiveShell) -> None:
    """Give a notebook the lines ``%kit COMMAND`` and ``%scratch``."""
    shell.magics_manager.register_function(run_command, "line", "kit")
    shell.magics_manager.register_function(work_in_a_scratch_folder, "line", "scratch")


def run_command(line: str) -> None:
    """Run a command of ``kit`` as on the terminal, and print what it says."""
    from kit.__main__ import app

    try:
        app(shlex.split(line), prog_name="kit")
    except SystemExit:  # a command ends so; what it had to say is said
        return
    except ValueError as error:  # an open quotation mark
        print(f"This line cannot be read: {error}. Close every quotation mark.")


def work_in_a_scratch_folder(line: str) -> None:
    """Go on in a new folder with empty rooms, and with copies of the files named.

    The folder is deleted when the kernel stops, so that nothing of the project changes.
    """
    names = shlex.split(line)
    lacking = [name for name in names if not Path(name).is_file()]
    if lacking:
        print(f"There is no file {', '.join(lacking)} in {Path.cwd().name}; check the name.")
        return
    folder = TemporaryDirectory(prefix="says-who-", ignore_cleanup_errors=True)
    _FOLDERS.append(folder)
    for room in ("seeds", "notebooks", "answers"):
        (Path(folder.name) / room).mkdir()
    for name in names:
        shutil.copy(name, folder.name)
    os.chdir(folder.name)
    print("From here on, this notebook works in a scratch folder of its own.")
