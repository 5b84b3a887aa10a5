"""``kit site``: the lessons as a site of static files, which any web server can serve.

With ``--jupyter`` it is their notebooks, which run in the browser too.
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kit.article.files import replace
from kit.article.project import Project, exercise_of, find_project
from kit.article.seed import Unreadable
from kit.commands import stop, stop_if_nothing, stopping
from kit.commands.extras import have
from kit.commands.lab import START
from kit.commands.lessons import Exercises
from kit.exchange.lite import NoLite, fetch_packages, make_lite_site
from kit.exchange.pyodide import NoPyodide, fetch_pyodide, read_pyodide
from kit.exchange.site import make_site
from kit.exchange.site_lesson import NoSite
from kit.language.translation import languages, translation_for

OWN = ("course-*.zip", "site-*.css", "site-*.js", "worker-*.js")  # each site has its own names
To = Annotated[Path, typer.Option("--to", help="The folder to write, such as site.")]
Pyodide = Annotated[
    Path | None,
    typer.Option("--pyodide", help="A folder with the files of Pyodide. Default: npm’s, cached."),
]
Language = Annotated[str, typer.Option(help="What the pages speak, such as fr.")]
Jupyter = Annotated[
    bool, typer.Option("--jupyter", help="The notebooks themselves, in JupyterLite, not pages.")
]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that has files.")]


def site(
    to: To,
    exercises: Exercises = None,
    pyodide: Pyodide = None,
    language: Language = "en",
    jupyter: Jupyter = False,
    force: Force = False,
) -> None:
    """Make the lessons into a site: nothing to install, no server of its own, nothing from outside.

    Put the folder on any web server. Answers stay in each student's browser. All of a site is
    public, keys too, so make a site of practice, and a graded lesson with kit page. With --jupyter,
    the site has to come by HTTPS: else a browser keeps no answer, and each question says so.
    """
    project = find_project()
    wanted = _wanted(project, exercises or [])
    translation = translation_for(language)
    if translation is None:
        stop(f"There is no language “{language}”; there are: {', '.join(languages())}.")
    if to.exists() and not to.is_dir():
        stop(f"{to} is a file; give the name of a folder.")
    if to.is_dir() and any(to.iterdir()) and not force:
        stop(f"{to} has files in it; give another folder, or add --force.")
    if jupyter and not have("lite", "kit site --jupyter"):
        raise typer.Exit(1)
    try:
        python = read_pyodide(pyodide) if pyodide else fetch_pyodide()
        if jupyter:
            files = make_lite_site(project, wanted, python, fetch_packages(), translation)
        else:
            files = make_site(project, wanted, python, translation)
    except (NoLite, NoPyodide, NoSite, Unreadable) as error:
        stop(str(error))
    with stopping(to):
        for older in itertools.chain.from_iterable(map(to.glob, OWN)):
            older.unlink()
        for name, data in files.items():
            replace(to / name, data)
            (to / name).chmod(0o644)  # a web server may be another user
    size = sum(map(len, files.values())) / 1e6
    pages = sum(name.endswith(".ipynb" if jupyter else ".html") for name in files)
    what = "notebooks" if jupyter else "pages"
    typer.echo(f"{to}: {pages} {what}, {size:.1f} MB. Begin at {to / 'index.html'}, on a server.")
    typer.echo("To look at it here: python3 -m http.server --directory " + str(to))


def _wanted(project: Project, given: list[str]) -> list[str]:
    """The exercises to make a site of, in order; the start page's first where none is named."""
    if given:
        return list(dict.fromkeys(given))
    stop_if_nothing(count := Counter(map(exercise_of, project.lessons())))
    # The start page leads into a course; an exercise of one lesson stands beside it.
    return sorted(count, key=lambda name: (name != START, count[name] == 1, name))
