"""Nothing of a stranger's runs because a notebook was opened in the lesson view."""

from __future__ import annotations

import json
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.jupyterlab import Lab

pytestmark = pytest.mark.browser

MODULES = ("kit", "random", "json", "pandas", "IPython", "ipykernel", "usercustomize")
CONFIGS = ("ipython_config", "ipython_kernel_config", "jupyter_server_config")
FOREIGN = {"name": "foreign", "display_name": "Foreign", "language": "python"}


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
    course: Lab, browser: Browser, tmp_path: Path
) -> None:
    folder = course.folder / "notebooks" / "strangers"
    folder.mkdir()
    cells = _plant(folder, course.home.parent / "data" / "kernels", tmp_path)
    page = course.read(browser, "strangers/handed-on")
    expect(page.locator(".says-who")).to_have_count(1)
    waiting = page.locator(".sw-foreign pre")
    assert waiting.all_text_contents() == list(cells.values())
    assert list(tmp_path.iterdir()) == []
    page.locator(".sw-foreign", has_text="plain").get_by_role("button", name="Run it").click()
    for _ in range(100):  # a person may run it
        if (tmp_path / "plain").exists():
            break
        time.sleep(0.1)
    assert [path.name for path in tmp_path.iterdir()] == ["plain"]
    page.close()
