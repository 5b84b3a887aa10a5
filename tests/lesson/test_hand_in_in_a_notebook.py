"""A learner hands in from a notebook, with real keys: the file holds what the screen shows."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Locator, expect
from support.card_sessions import work_through_the_river
from support.jupyterlab import KERNEL, Lab, Labs, Sitting, build_river
from support.waiting import until

from kit.learner.log import Log
from kit.learner.wire import read_hand_in

pytestmark = pytest.mark.browser

# Each of these is a command of JupyterLab where a field lets it through.
NAME = "ddaabbxxccvvzzmyr00 kKjJfiIohH"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab on the made-up lessons, and a notebook that hands one of them in."""
    scratch = tmp_path_factory.mktemp("handing-in")
    project = build_river(scratch / "project")
    cells = [
        new_code_cell('from kit import lesson\nquiz = lesson("river")'),
        new_code_cell("quiz.hand_in()"),
        new_markdown_cell("The end."),
    ]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, project / "notebooks" / "end.ipynb")
    with labs(project, scratch) as running:
        yield running


@pytest.fixture(scope="module")
def opened(lab: Lab, browser: Browser) -> Iterator[Sitting]:
    """That notebook, on a page that these tests share, since opening one takes seconds."""
    page = lab.open(browser, "notebooks/end.ipynb", viewport={"width": 1200, "height": 1000})
    yield page
    page.close()


@pytest.fixture
def sitting(lab: Lab, opened: Sitting) -> Sitting:
    """That notebook, run by a learner who did the lesson."""
    shutil.rmtree(lab.home, ignore_errors=True)
    shutil.rmtree(lab.folder / "hand-ins", ignore_errors=True)
    work_through_the_river(Log(lab.home))
    opened.command("notebook:clear-all-cell-outputs")
    opened.run_all()
    return opened


def _field(sitting: Sitting) -> Locator:
    return sitting.page.get_by_role("textbox", name="Name or number")


def _files(lab: Lab) -> list[Path]:
    return sorted((lab.folder / "hand-ins").glob("*"))


def test_by_keyboard_what_the_screen_shows_is_what_the_file_and_the_download_hold(
    lab: Lab, sitting: Sitting, tmp_path: Path
) -> None:
    page, keys = sitting.page, sitting.page.keyboard
    before = sitting.notebook()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _field(sitting).focus()
    keys.type(NAME)
    for key in ("ArrowUp", "ArrowDown", "Home", "Delete", "Enter", "End"):
        keys.press(key)
    assert sitting.notebook() == before
    expect(_field(sitting)).to_be_focused()
    expect(_field(sitting)).to_have_value(NAME[1:])
    keys.press("Tab")
    expect(page.get_by_role("button", name="Write the file")).to_be_focused()
    keys.press("Enter")
    said = page.get_by_role("alert").filter(has_text="Your file is written")
    expect(said).to_be_visible()
    (file,) = _files(lab)
    expect(said).to_contain_text(f"hand-ins/{file.name}")
    assert sitting.notebook() == before

    handed = read_hand_in(file.read_bytes())
    assert handed.name == NAME[1:]
    (part,) = handed.parts
    rows = [row.split("\t") for row in page.locator(".jp-OutputArea tbody tr").all_inner_texts()]
    cells = page.locator(".jp-OutputArea tbody tr td:last-child")
    assert cells.all_inner_texts() == [entry.id for entry in part.entries]
    assert len(rows) == len(part.entries) == 33  # the text is sent twice, and tried once
    for row, entry in zip(rows, part.entries, strict=True):
        assert entry.at.startswith(row[0].replace(" ", "T"))
        assert row[1] == entry.question
    page.get_by_text("The file, letter by letter").click()
    assert page.locator(".jp-OutputArea details pre").inner_text() == file.read_text("utf-8")

    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download {file.name}").click()
    assert download.value.suggested_filename == file.name
    download.value.save_as(tmp_path / "downloaded.json")
    assert (tmp_path / "downloaded.json").read_bytes() == file.read_bytes()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []


def test_with_the_mouse_again_is_a_new_file_and_nothing_goes_into_the_notebook(
    lab: Lab, sitting: Sitting
) -> None:
    _field(sitting).click()
    sitting.page.keyboard.type("B-17")
    button = sitting.page.get_by_role("button", name="Write the file")
    for count in (1, 2):
        button.click()
        expect(sitting.page.get_by_role("alert")).to_contain_text("Your file is written")
        until(lambda: len(_files(lab)) >= count, "the file was written")  # noqa: B023 - at once
        assert len(_files(lab)) == count
    sitting.save()
    saved = (lab.folder / "notebooks" / "end.ipynb").read_text("utf-8")
    assert "This is a copy of the hand-in form of" in json.dumps(
        json.loads(saved), ensure_ascii=False
    )
    for secret in ("B-17", "officials of the water board", "widget-view"):
        assert secret not in html.unescape(saved)


def test_the_table_scrolls_with_the_arrow_keys(sitting: Sitting) -> None:
    box = sitting.page.locator(".jp-OutputArea [data-lm-suppress-shortcuts]").first
    box.focus()
    for _ in range(3):
        sitting.page.keyboard.press("ArrowDown")
    until(lambda: box.evaluate("box => box.scrollTop") > 0, "the table scrolled")
    expect(box).to_be_focused()
