"""A lesson read as a page: by keys alone or by touch alone, and every act counted."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

LAPTOP: ViewportSize = {"width": 1366, "height": 650}
PHONE: ViewportSize = {"width": 420, "height": 800}
SCREEN = {"width": 1920, "height": 1080}

# The verdict stands on the line of the button that was pressed, between the bar and the way on.
VERDICT_IS_SEEN = """() => {
    const box = (name) => document.querySelector(name).getBoundingClientRect();
    const [line, check] = [box(".sw-here .headline"), box(".sw-here .buttons .main")];
    const [bar, next] = [box(".sw-bar"), box(".sw-next")];
    const apart = Math.abs(line.top + line.bottom - check.top - check.bottom) / 2;
    const isBeside = check.height === 0 || apart < 15;
    const isSeen = line.height > 0 && line.top >= bar.bottom && line.bottom <= next.top;
    return isBeside && isSeen && next.bottom <= innerHeight;
}"""


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their paths; the copies that editors keep are none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


# The question is reached, and not the text that leads to it, with the top of the card below.
_IS_THERE = """() => {
    const stem = document.querySelector(".sw-here .says-who .stem");
    const box = stem.getBoundingClientRect();
    const middle = document.elementFromPoint(box.x + 2, (box.top + box.bottom) / 2);
    return box.top >= 0 && box.bottom <= innerHeight && stem.contains(middle);
}"""


_AT_REST = """async () => {
    const at = () => document.querySelector(".sw-main").scrollTop;
    const before = at();
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
    return at() === before;
}"""


def focused(page: Page, of: str) -> Any:
    """Something of the element that has the focus, which `of` calls ``e``."""
    return page.evaluate(f"() => {{ const e = document.activeElement; return {of}; }}")


def card_here(page: Page) -> Locator:
    """The card of the question that one is at."""
    return page.locator(".sw-here .says-who")


def expect_verdict(page: Page) -> None:
    """Wait for a verdict, and for it to be in view beside the button."""
    expect(card_here(page)).to_have_attribute("data-verdict", re.compile("."))
    page.wait_for_function(VERDICT_IS_SEEN)


def darken(page: Page) -> None:
    """Choose the dark colours, and go back to the way on."""
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    page.locator(".sw-next").focus()


def leave(page: Page) -> None:
    """Close the lesson, which lets its kernel go, and then the page."""
    page.evaluate("() => window.jupyterapp.commands.execute('application:close')")
    page.close()


def is_at_end(page: Page) -> bool:
    """Whether nothing of this lesson comes any more."""
    following = page.locator(".sw-next")
    return not following.is_visible() or following.inner_text().startswith("On to")


class ByKeys:
    """Reads a lesson by keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0  # keys pressed since the question's options were chosen

    def questions(self) -> Iterator[str]:
        """Go from question to question, each with the focus on its first input."""
        while True:
            if focused(self.page, "e.closest('.sw-here .inputs') !== null"):
                yield card_here(self.page).get_attribute("data-question") or ""
            if is_at_end(self.page):
                return
            expect(self.page.locator(".sw-next")).to_be_focused()
            self.page.keyboard.press("Enter")

    def answer(self) -> None:
        """Choose something, say how sure, and check, wherever that leads."""
        card, press = card_here(self.page), self.page.keyboard.press
        kind = card.get_attribute("data-kind")
        self.acts = 0
        if kind in ("sort", "match"):
            for _ in card.locator("select").all():
                press("1")
        elif kind == "rate":
            for number in range(card.locator("input[type=text]").count()):
                if number:
                    press("Enter")
                press("7")
        elif kind == "order":
            press("2")
        elif kind == "write":
            press("w")
        else:
            press("Space")
        if kind == "write":
            self._press("Control+Enter")
        else:
            self._press("Enter" if focused(self.page, "e.tagName") == "INPUT" else "Tab")
        if focused(self.page, "e.closest('.sure') !== null"):
            self._press("Space", "Enter")
        elif focused(self.page, "e.className") == "main":
            self._press("Enter")
        expect_verdict(self.page)

    def _press(self, *keys: str) -> None:
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)


class ByTouch:
    """Reads a lesson with one finger, which scrolls for nothing but to read a long question."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0  # taps since the question's options were chosen

    def questions(self) -> Iterator[str]:
        """Go from question to question."""
        seen = set()
        while True:
            card = card_here(self.page)
            id = card.get_attribute("data-question") if card.count() else None
            is_there = bool(id) and self.page.evaluate(_IS_THERE)
            if id and is_there and id not in seen and card.get_attribute("data-verdict") == "":
                seen.add(id)
                yield id
            if is_at_end(self.page):
                return
            self.tap(self.page.locator(".sw-next"))
            self.page.wait_for_function(_AT_REST)

    def answer(self) -> None:
        """Choose something, say how sure, and check."""
        card = card_here(self.page)
        kind = card.get_attribute("data-kind")
        if kind in ("sort", "match"):
            for _ in card.locator("select").all():
                self.tap(card.locator(".chip").first)
        elif kind == "rate":
            for field in card.locator("input[type=text]").all():
                field.tap()
                self.page.keyboard.press("7")
        elif kind == "order":
            card.locator(".take").nth(1).tap()
        elif kind == "write":
            card.locator("textarea").tap()
            self.page.keyboard.press("w")
        else:
            card.locator(".word, .inputs input").first.tap()
        self.acts = 0
        if card.locator(".sure").count():
            card.locator(".sure input").first.tap()
            self.acts += 1
        self.tap(card.locator(".buttons .main"))
        expect_verdict(self.page)

    def tap(self, target: Locator) -> None:
        """Tap what is in view already."""
        expect(target).to_be_in_viewport(ratio=1)
        box = target.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert target.evaluate(
            "(e, [x, y]) => e.contains(document.elementFromPoint(x, y))", [x, y]
        ), "something lies over it"
        self.acts += 1
        self.page.touchscreen.tap(x, y)


def process_of_the_kernel(page: Page, path: str) -> int:
    """The process of the kernel of a notebook, by the server's name of it."""
    find = "async () => (await fetch('/api/sessions')).json()"
    (kernel,) = [s["kernel"]["id"] for s in page.evaluate(find) if s["path"].startswith(path)]
    listed = ["ps", "-ww", "-eo", "pid=,args="]
    rows = subprocess.run(listed, capture_output=True, text=True, check=True).stdout.splitlines()
    (process,) = [int(row.split()[0]) for row in rows if f"kernel-{kernel}.json" in row]
    return process


def go_on_to_a_question(page: Page) -> None:
    """Press Enter, and once more where the text before the question is a screen by itself."""
    expect(page.locator(".sw-next")).to_be_focused()
    page.keyboard.press("Enter")
    if str(focused(page, "e.className")).startswith("sw-button"):
        page.keyboard.press("Enter")


def answer_by_keys(page: Page) -> None:
    """Answer the question that has the focus."""
    ByKeys(page).answer()
    expect(page.locator(".sw-next")).to_be_focused()
