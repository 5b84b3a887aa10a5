"""``kit hub-example``: the files for a JupyterHub on which a class has the course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import write_new
from kit.commands import stop

_HUB = Path(__file__).parent.parent / "exchange" / "hub"
_FILES = {"jupyterhub_config.py": "jupyterhub_config.py.txt", "README.md": "README.md"}

To = Annotated[Path, typer.Option("--to", help="The folder to write, such as hub.")]


def hub_example(to: To) -> None:
    """Write what a JupyterHub for a class needs: its configuration, and what root has to do.

    The course is read-only there, each student's answers are their own, and hand-ins go into a box
    that students cannot look into.
    """
    try:
        for name, source in _FILES.items():
            write_new(to / name, (_HUB / source).read_bytes())
    except FileExistsError:
        stop(f"{to / name} is there already; give another folder.")
    except OSError as error:
        stop(f"{to} could not be written: {error.strerror or error}.")
    typer.echo(f"{to}: {', '.join(_FILES)}. Begin with {to / 'README.md'}.")
