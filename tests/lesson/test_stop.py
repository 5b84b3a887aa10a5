"""What a student writes at the stop stays on the page: no file, no message and no memory has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, WebSocket, expect
from support.command_line import run_kit
from support.input_devices import Mouse
from support.jupyterlab import ROOT, Lab, copy_project

from kit import lesson
from kit.lesson.displays import Stop

LESSON = "kim-putin-trip/1-what-am-i-looking-at"
FELT = "I am afraid of heliotropes"
TOLD = "A copy of an unknown quagga"
_SAVE_STATE = "@jupyter-widgets/jupyterlab-manager/plugin.jupyterlab-settings"
_KEPT_BY_THE_BROWSER = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"
_COMES_BEFORE = """(place, other) => Boolean(
    place.compareDocumentPosition(document.querySelector(other)) & Node.DOCUMENT_POSITION_FOLLOWING
)"""


def test_the_place_to_write_is_no_widget_and_asks_the_browser_to_keep_nothing(home: Path) -> None:
    stop = lesson(LESSON).stop()
    assert isinstance(stop, Stop)
    assert not hasattr(stop, "_repr_mimebundle_")
    assert "not saved" in repr(stop)
    assert re.search(r'autocomplete="off" spellcheck="false"', stop._repr_html_())
    assert [path for path in home.rglob("*.jsonl") if path.read_text("utf-8")] == []


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """A JupyterLab on the course whose notebooks are saved together with the state of widgets."""
    scratch = tmp_path_factory.mktemp("stop")
    setting = scratch / "settings" / _SAVE_STATE
    setting.parent.mkdir(parents=True)
    setting.write_text('{"saveState": true}', encoding="utf-8")
    with Lab(copy_project(scratch / "project"), scratch) as running:
        yield running


def _listen(page: Page) -> list[str]:
    sent: list[str] = []

    def _keep(frame: str | bytes) -> None:
        sent.append(frame if isinstance(frame, str) else frame.decode(errors="replace"))

    def _hear(socket: WebSocket) -> None:
        socket.on("framesent", _keep)

    def _read(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''}")

    page.on("websocket", _hear)
    page.on("request", _read)
    return sent


def _holding(text: str, folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if text.encode() in path.read_bytes()]


@pytest.mark.whole
@pytest.mark.browser
def test_no_file_of_log_notebook_hand_in_or_export_has_what_was_written_at_the_stop(
    lab: Lab, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = lab.open(browser, f"notebooks/{LESSON}.ipynb")
    page = sitting.page
    sitting.run_all()
    # Whatever is sent from here on is heard: the page opens its sockets anew when it is loaded.
    sent = _listen(page)
    sitting.reload()
    sitting.run_all()
    place = page.get_by_label("Only for you")
    place.click()
    page.keyboard.type(FELT)
    expect(place).to_have_value(FELT)
    card = sitting.card("before-sharing")
    card.scroll_into_view_if_needed()
    card.get_by_role("textbox").fill(TOLD)
    Mouse(card).press_button("Save and compare")
    expect(card.locator(".headline")).to_be_visible()
    sitting.save()
    assert FELT not in page.evaluate(_KEPT_BY_THE_BROWSER)

    end = lab.open(browser, "notebooks/hand-in.ipynb")
    end.run_all()
    end.page.get_by_role("textbox", name="Name or number").first.fill("B-17")
    end.page.get_by_role("button", name="Write the file").first.click()
    expect(end.page.get_by_role("alert").first).to_contain_text("Your file is written")
    end.close()
    monkeypatch.setenv("KIT_HOME", str(lab.home))
    run_kit(lab.folder, "progress", "export", str(tmp_path / "all.jsonl"))

    # The same search finds what was written into a card, in each of these places.
    assert {Path(name).suffix for name in _holding(TOLD, lab.folder.parent)} >= {".json", ".jsonl"}
    assert _holding(TOLD, tmp_path) == ["all.jsonl"]
    assert any(TOLD in message for message in sent)
    assert _holding(FELT, lab.folder.parent) == []
    assert _holding(FELT, tmp_path) == []
    assert [message for message in sent if FELT in message] == []
    assert FELT not in (lab.folder / "notebooks" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    sitting.close()


@pytest.mark.browser
def test_in_the_lesson_view_it_stands_before_the_forecast_and_is_gone_with_the_page(
    lab: Lab, browser: Browser
) -> None:
    page = lab.read(browser, LESSON)
    sent = _listen(page)
    place = page.locator(".sw-lesson").get_by_label("Only for you")
    place.click()
    page.keyboard.type(f"{FELT}\nand")
    expect(place).to_have_value(f"{FELT}\nand")
    assert place.evaluate(_COMES_BEFORE, "[data-question=forecast]")
    assert [message for message in sent if FELT in message] == []
    page.reload()
    expect(place).to_have_value("")
    assert _holding(FELT, lab.folder.parent) == []
    page.close()


@pytest.mark.slow
def test_lesson_1_stops_before_it_asks_for_forecasts() -> None:
    text = (ROOT / "notebooks" / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert text.index("quiz.stop()") < text.index('quiz.ask(\\"forecast\\")')
