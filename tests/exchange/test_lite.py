"""The notebooks in JupyterLite: lessons open in the lesson view, and answers outlive the page."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser, Page, expect
from support.command_line import kit_says
from support.jupyterlab import ROOT, build_river
from support.sampling import all_or
from support.sites import pyodide, served, write_files

from kit.article.project import Project
from kit.exchange import lite
from kit.exchange.lite import fetch_packages, make_lite_site
from kit.learner.wire import read_hand_in
from kit.lesson.notebook_metadata import MARK

OPEN = "notebooks/index.html?path=notebooks"
SLOW = 180_000  # milliseconds: JupyterLite and Python come first
CARD = ".sw-lesson:not([hidden]) .says-who[data-question]"
TOLD = f"{CARD}[data-verdict]:not([data-verdict=''])"
PINNED = re.compile(r"^(\S+)==(\S+) \\\n +--hash=sha256:[0-9a-f]{64}$", re.M)


def pinned() -> dict[str, str]:
    """The packages that a notebook in a browser has, each with its version."""
    text = (ROOT / "kit" / "exchange" / "lite-packages.txt").read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in PINNED.findall(text)}


def test_packages_in_a_browser_are_of_the_versions_that_the_kit_works_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = pinned()
    shared = [r for r in map(Requirement, project["dependencies"]) if r.name in found]
    assert {"anywidget", "ipywidgets", "markdown-it-py", "platformdirs", "pydantic"} <= {
        wanted.name for wanted in shared
    }
    for wanted in shared:
        assert wanted.specifier.contains(found[wanted.name]), wanted


@pytest.mark.slow
def test_the_wheel_for_a_browser_has_all_that_a_lesson_loads(tmp_path: Path) -> None:
    root = build_river(tmp_path / "project")
    own = Project(root)
    files = lite.kit_and_course(own, ["river"])
    ((name, data),) = lite._wheel("says-who", "0", files).items()
    locked: Any = lite._locked({name: data})["says-who"]
    assert locked["sha256"] == hashlib.sha256(data).hexdigest()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "lib")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path / "lib")!r})
import kit
assert kit.__file__.startswith({str(tmp_path)!r})
from kit import course, lesson, report, review
quiz = lesson("river")
for shown in (quiz.ask("owner"), quiz.progress(), quiz.hand_in(), quiz.whole_article(),
              course("river"), report("river"), review()):
    assert "is not here" not in repr(shown), shown
print(type(quiz.ask("owner")).__name__, "pandas" in sys.modules, "typer" in sys.modules)
"""
    environment = {
        "KIT_HOME": str(tmp_path / "home"),
        "KIT_PROJECT": str(tmp_path / "lib" / "says_who_course"),
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Card", "False", "False"]


def test_the_command_names_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build_river(tmp_path / "project"))
    monkeypatch.setattr("kit.commands.extras.missing", lambda extra: {"jupyterlite-core": "x"})
    said = kit_says("site", "river", "--jupyter", "--to", "site", typed="n\n", code=1)
    assert "kit site --jupyter needs jupyterlite-core" in said
    assert not Path("site").exists()


def mark_as_lesson(path: Path) -> None:
    """Let the lesson view open a notebook."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata[MARK] = {"lesson": path.stem}
    nbformat.write(notebook, path)


# -- In a browser; two minutes, so only in make soak


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served with the notebook of the made-up lesson, and one of its hand-in."""
    if not all_or([]):
        pytest.skip("make soak opens JupyterLite, which takes minutes")
    pytest.importorskip("jupyterlite_core", reason="pip install says-who[lite] brings JupyterLite")
    pytest.importorskip("jupyterlite_pyodide_kernel")
    root = build_river(tmp_path_factory.mktemp("lite") / "project")
    notebooks = root / "notebooks"
    mark_as_lesson(notebooks / "river.ipynb")
    source = 'from kit import lesson\nlesson("river").hand_in()'
    nbformat.write(new_notebook(cells=[new_code_cell(source)]), notebooks / "hand-in.ipynb")
    mark_as_lesson(notebooks / "hand-in.ipynb")
    files = make_lite_site(Project(root), ["river"], pyodide(), fetch_packages())
    with served(write_files(root / "site", files)) as found:
        yield found


def answer(page: Page) -> None:
    """Answer the first question, and wait until it says how that went."""
    page.wait_for_selector(CARD, timeout=SLOW)
    card = page.locator(CARD).first
    card.get_by_role("radio").first.check()
    card.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(TOLD)


@pytest.mark.browser
def test_an_answer_is_there_after_a_reload_and_is_handed_in(
    address: str, offline: Browser, tmp_path: Path
) -> None:
    own = f"http://localhost:{address.rpartition(':')[2]}"  # which browsers trust as they do HTTPS
    context = offline.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{own}/index.html")
    expect(page.locator("#kept")).to_be_visible()
    page.get_by_role("link").first.click()
    answer(page)
    page.reload()
    expect(page.locator(TOLD).first).to_be_attached(timeout=SLOW)
    page.goto(f"{own}/{OPEN}/hand-in.ipynb")
    name = page.get_by_label("Name or number")
    name.wait_for(timeout=SLOW)
    name.fill("Ada")
    name.press("Tab")
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_role("alert")).to_contain_text("hand-ins/river-Ada-")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    handed = read_hand_in(download.value.path().read_bytes())
    assert [entry.what for entry in handed.parts[0].entries] == ["try"]
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
    context.close()


@pytest.mark.browser
def test_by_plain_http_a_lesson_lives_and_says_that_nothing_is_kept(
    address: str, offline: Browser
) -> None:
    page = offline.new_page()
    page.goto(f"{address}/index.html")
    expect(page.locator("#not-kept")).to_be_visible()
    page.goto(f"{address}/{OPEN}/river.ipynb")
    answer(page)
    expect(page.locator(CARD).first).to_contain_text("only until the kernel stops")
    page.close()
