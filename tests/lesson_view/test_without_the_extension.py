"""Where the extension is not there, nor the kit's kernel, a lesson is a notebook that works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from support.jupyterlab import Lab, copy_project

pytestmark = pytest.mark.browser

# Neither the lesson view, nor what the server loads, nor the kernel that the lesson view starts.
_PLAIN = {
    "labconfig/page_config.json": {"disabledExtensions": {"says-who": True}},
    "jupyter_server_config.json": {
        "ServerApp": {"jpserver_extensions": {"kit.jupyter": False}},
        "KernelSpecManager": {"allowed_kernelspecs": ["python3"]},
    },
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """A JupyterLab that knows nothing of lessons."""
    scratch = tmp_path_factory.mktemp("plain")
    for name, values in _PLAIN.items():
        path: Path = scratch / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    (scratch / "project").mkdir()
    with Lab(copy_project(scratch / "project"), scratch) as running:
        yield running


@pytest.mark.whole
def test_a_lesson_is_answered_with_keys_in_a_plain_jupyterlab(plain: Lab, browser: Browser) -> None:
    sitting = plain.open(browser, "notebooks/start-here.ipynb")
    page = sitting.page
    assert page.evaluate("() => window.jupyterapp.serviceManager.kernelspecs.specs.kernelspecs")
    assert "says-who" not in page.evaluate(
        "() => Object.keys(window.jupyterapp.serviceManager.kernelspecs.specs.kernelspecs)"
    )
    expect(page.locator(".sw-lesson")).to_have_count(0)
    copy = page.locator(".jp-OutputArea").get_by_text("This is a copy of the question").first
    expect(copy).to_be_attached()
    card = sitting.card("pick-one")
    page.locator(".jp-Notebook").first.focus()
    for _ in range(40):
        if card.count():
            break
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            "() => ![...document.querySelectorAll('.jp-InputPrompt')]"
            ".some((prompt) => prompt.textContent.includes('*'))"
        )
    option = card.get_by_role("radio").or_(card.get_by_role("option")).first
    option.focus()
    page.keyboard.press("Space")
    check = card.get_by_role("button", name="Check", exact=True)
    for _ in range(10):
        page.keyboard.press("Tab")
        if check.evaluate("(button) => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(card.locator(".headline")).not_to_be_empty()
    assert len(sitting.tries()) == 1
    sitting.close()


def test_a_stored_question_says_first_that_it_is_a_copy_and_how_to_start() -> None:
    """In every lesson that is shipped, in the text for any viewer and in that for JupyterLab."""
    root = Path(__file__).resolve().parent.parent.parent / "notebooks"
    count = 0
    for path in root.rglob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"] if "says_who" in notebook["metadata"] else ():
            if cell["cell_type"] == "code" and ".ask(" in "".join(cell["source"]):
                for output in cell["outputs"]:
                    for text in output["data"].values():
                        first = "".join(text).split("\n")[0].strip("*")
                        assert first.startswith("This is a copy of the question"), path
                        assert first.endswith("run the notebook: Run > Run All Cells."), path
                        count += 1
    assert count > 100
