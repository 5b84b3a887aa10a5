"""Nothing of a stranger's runs because a notebook was opened in the lesson view."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.jupyterlab import Lab, copy_project
from support.waiting import until

pytestmark = pytest.mark.browser

MODULES = ("kit", "random", "json", "pandas", "IPython", "ipykernel", "usercustomize")
CONFIGS = ("ipython_config", "ipython_kernel_config", "jupyter_server_config")
FOREIGN = {"name": "foreign", "display_name": "Foreign", "language": "python"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """A JupyterLab of its own: a stranger's kernel is planted in what it knows."""
    scratch = tmp_path_factory.mktemp("own")
    (scratch / "project").mkdir()
    with Lab(copy_project(scratch / "project"), scratch) as running:
        yield running


def _plant(folder: Path, kernels: Path, ran: Path) -> dict[str, str]:
    """Files beside a notebook, a kernel and cells that each leave a trace where they run."""

    def trace(name: str) -> str:
        return f'open(r"{ran / name}", "w").close()'

    for name in (*MODULES, *CONFIGS):
        (folder / f"{name}.py").write_text(trace(name) + "\n", encoding="utf-8")
    spec = {"argv": ["touch", str(ran / "foreign")], **FOREIGN}
    (kernels / "foreign").mkdir(parents=True)
    (kernels / "foreign" / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    cells = {
        "plain": trace("plain"),
        "in an argument": f"quiz.ask({trace('in an argument')})",
        "after a call": f'quiz.ask("cues"); {trace("after a call")}',
        "for the shell": f'!touch "{ran / "for the shell"}"',
        "as a magic": f"%%python\n{trace('as a magic')}",
    }
    opened = 'from kit import lesson\nquiz = lesson("ostrel-bridge/1-who-says-so")'
    sources = [opened, *cells.values(), 'quiz.ask("cues")']
    notebook = new_notebook(
        cells=[new_markdown_cell("# Handed on"), *map(new_code_cell, sources)],
        metadata={"kernelspec": FOREIGN, "says_who": {"lesson": "ostrel-bridge/1-who-says-so"}},
    )
    nbformat.write(notebook, folder / "handed-on.ipynb")
    return cells


def test_nothing_beside_or_in_a_notebook_runs_by_itself_but_calls_of_the_kit(
    own: Lab, browser: Browser, tmp_path: Path
) -> None:
    folder = own.folder / "notebooks" / "strangers"
    folder.mkdir()
    cells = _plant(folder, own.home.parent / "data" / "kernels", tmp_path)
    page = own.read(browser, "strangers/handed-on")
    expect(page.locator(".says-who")).to_have_count(1)
    waiting = page.locator(".sw-foreign > pre")
    assert waiting.all_text_contents() == list(cells.values())
    assert list(tmp_path.iterdir()) == []
    once = page.locator(".sw-foreign", has_text="plain")
    once.get_by_role("button", name="Run it this once").click()
    until((tmp_path / "plain").exists, "a person ran it")
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]
    page.close()


@pytest.mark.whole
def test_what_a_person_trusts_runs_from_then_on_until_anything_changes(
    own: Lab, browser: Browser, tmp_path: Path
) -> None:
    ran, folder = tmp_path / "ran", own.folder / "notebooks" / "friends"
    folder.mkdir()

    def write(cell: str) -> None:
        sources = ['from kit import lesson\nquiz = lesson("ostrel-bridge/1-who-says-so")', cell]
        notebook = new_notebook(
            cells=[*map(new_code_cell, sources), new_code_cell('quiz.ask("cues")')],
            metadata={"says_who": {"lesson": "ostrel-bridge/1-who-says-so"}},
        )
        nbformat.write(notebook, folder / "passed-on.ipynb")

    write(f'open(r"{ran}", "a").write("ran\\n")')
    page = own.read(browser, "friends/passed-on")
    waiting = page.locator(".sw-foreign > pre")
    expect(waiting).to_have_count(1)
    page.get_by_role("button", name="Always run what this notebook holds now").click()
    until(ran.exists, "it ran when it was trusted")
    expect(waiting).to_have_count(0)
    page.close()
    ran.unlink()
    page = own.read(browser, "friends/passed-on")
    until(ran.exists, "it ran by itself")
    expect(page.locator(".sw-foreign > pre")).to_have_count(0)
    page.close()
    ran.unlink()
    write(f'open(r"{ran}", "a").write("otherwise\\n")')
    page = own.read(browser, "friends/passed-on")
    expect(page.locator(".says-who")).to_have_count(1)
    expect(page.locator(".sw-foreign > pre")).to_have_count(1)
    assert not ran.exists()
    page.close()
