"""``kit key``: the key of an exercise on one page to print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import replace
from kit.article.project import find_project
from kit.classroom.teaching.key import MARK, key_page
from kit.commands import stop, stopping
from kit.commands.lessons import Name, lessons_named


def key(
    name: Name,
    to: Annotated[Path, typer.Option(help="The page to write.")] = Path("key.html"),
) -> None:
    """Write a page to print: every question, what is right, and why."""
    project = find_project()
    lessons = lessons_named(project, name)
    if to.suffix.lower() not in (".html", ".htm"):
        stop(f"The key is a page; give it a name that ends in .html, not {to.name}.")
    with stopping(to):
        if to.exists() and MARK not in to.read_text(encoding="utf-8", errors="replace"):
            stop(f"{to} is there and is no earlier key; choose another name with --to.")
        replace(to, key_page(project, lessons).encode())
    typer.echo(f"Written: {to}. Open it in a browser to read or print it. It tells all answers.")
