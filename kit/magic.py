"""The commands of ``kit`` in a notebook: ``%load_ext kit``, then for example ``%kit check``."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from IPython import get_ipython

from kit.article.files import in_browser
from kit.article.project import Project, find_project
from kit.language.translation import translation_chosen

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

ROOMS = ("seeds", "notebooks", "answers")
_FOLDERS: list[TemporaryDirectory[str]] = []  # each goes when its kernel stops


def add_magics(shell: InteractiveShell) -> None:
    """Give a notebook the lines ``%kit COMMAND`` and ``%scratch``."""
    shell.magics_manager.register_function(run_command, "line", "kit")
    shell.magics_manager.register_function(work_in_a_scratch_folder, "line", "scratch")


def run_command(line: str) -> None:
    """Run a command of ``kit`` as on the terminal, and print what it says."""
    if in_browser():
        print(_say("no_commands"))
        return
    from kit.__main__ import app  # typer is heavy for a lesson, which needs no command line

    try:
        app(shlex.split(line), prog_name="kit")
    except SystemExit:  # a command ends so; what it had to say is said
        return
    except ValueError as error:  # an open quotation mark
        print(f"This line cannot be read: {error}. Close every quotation mark.")


def work_in_a_scratch_folder(line: str) -> None:
    """Go on in a new folder with empty rooms, and with copies of the files or exercises named.

    The folder is deleted when the kernel stops, so that nothing of the project changes.
    """
    names, project = shlex.split(line), find_project()
    lacking = [n for n in names if not Path(n).is_file() and n not in project.exercises()]
    if lacking:
        print(f"There is no file and no exercise {', '.join(lacking)}; check the name.")
        return
    folder = TemporaryDirectory(prefix="says-who-", ignore_cleanup_errors=True)
    _FOLDERS.append(folder)
    root = Path(folder.name)
    for room in ROOMS:
        (root / room).mkdir()
    for name in names:
        if Path(name).is_file():
            shutil.copy(name, root)
        else:
            _copy_exercise(project, name, root)
    os.chdir(root)
    print("From here on, this notebook works in a scratch folder of its own.")


def say_what_is_missing() -> None:
    """Let a cell of this notebook that needs a package which is not here say just that."""
    shell = get_ipython()
    if shell:
        shell.set_custom_exc((ModuleNotFoundError,), _tell)


def _tell(
    shell: object, kind: object, error: ModuleNotFoundError, *where: object, **_: object
) -> None:
    print(_say("no_package", package=error.name or str(error)))


def _say(name: str, package: str = "") -> str:
    return translation_chosen().say(name, package=package)


def _copy_exercise(project: Project, exercise: str, root: Path) -> None:
    ignore = shutil.ignore_patterns(".ipynb_checkpoints")
    for room in ROOMS:
        for path in (project.root / room).glob(f"{exercise}*"):
            if path.is_dir() and path.name == exercise:
                shutil.copytree(path, root / room / exercise, ignore=ignore)
            elif path.stem == exercise:  # a lesson outside any folder
                shutil.copy(path, root / room)
