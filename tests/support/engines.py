"""Other browsers than Chromium, driven by keys and pointer: Firefox, and WebKitGTK.

Both take the commands of WebDriver: Firefox by its own port (Marionette), WebKitGTK by
WebKitWebDriver. A page and a card here have what `support.input_devices.Keyboard` needs of them.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from support.sites import HOST
from support.waiting import until

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Shift": "\ue008",
    "Control": "\ue009",
}
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what WebDriver calls the id of an element
_MINI = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
# Where the middle of an element is, once it is what a pointer there would meet.
_MIDDLE = """(found) => {
    const element = document.querySelector(found);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return element.contains(document.elementFromPoint(x, y)) ? `${x} ${y}` : "";
}"""
_NAMED = """(card, kind, name) => {
    const nameOf = (e) => {
        const by = document.getElementById(e.getAttribute("aria-labelledby"))?.textContent;
        return (e.getAttribute("aria-label") || by || e.labels?.[0]?.textContent || "").trim();
    };
    return [...card.querySelectorAll(`input[type=${kind}]`)].find((e) => nameOf(e) === name)
        ?.checked ?? false;
}"""


class Engine(Protocol):
    """A browser that takes commands."""

    name: str

    def do(self, command: str, place: str, values: Mapping[str, object]) -> Any:
        """Carry a command out: its name for Firefox, its place for all others."""


class EnginePage:
    """The page of an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.engine = engine.name
        self.keyboard = EngineKeys(engine)

    def goto(self, url: str) -> None:
        """Go to an address."""
        self._engine.do("WebDriver:Navigate", "url", {"url": url})

    def evaluate(self, function: str, *values: object) -> Any:
        """What a function of JavaScript gives back."""
        script = f"return ({function})(...arguments)"
        values_given = {"script": script, "args": list(values)}
        return self._engine.do("WebDriver:ExecuteScript", "execute/sync", values_given)

    def wait_for(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds."""
        until(lambda: bool(self.evaluate(f"() => Boolean({condition})")), condition)

    def click(self, selector: str) -> None:
        """Click in the middle of an element with the pointer, once it is there and still."""
        self.wait_for(f"document.querySelector({json.dumps(selector)})?.offsetParent")
        seen = [""]

        def is_still() -> bool:
            seen.append(self.evaluate(_MIDDLE, selector))
            return bool(seen[-1]) and seen[-1] == seen[-2]

        until(is_still, f"{selector} where a pointer meets it")
        found = self._engine.do(
            "WebDriver:FindElement", "element", {"using": "css selector", "value": selector}
        )
        id = found[_ELEMENT]
        self._engine.do("WebDriver:ElementClick", f"element/{id}/click", {"id": id})


class EngineKeys:
    """The keyboard of an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def press(self, chord: str) -> None:
        """Press a key, or some at once, such as ``Shift+Tab``."""
        keys = [KEYS.get(key, key) for key in chord.split("+")]
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._act([*down, *up])

    def type(self, text: str) -> None:
        """Type a text."""
        self._act([{"type": kind, "value": c} for c in text for kind in ("keyDown", "keyUp")])

    def _act(self, strokes: list[dict[str, str]]) -> None:
        actions = [{"type": "key", "id": "keys", "actions": strokes}]
        self._engine.do("WebDriver:PerformActions", "actions", {"actions": actions})


class EngineCard:
    """A card on the page of an engine."""

    def __init__(self, page: EnginePage, question: str) -> None:
        self.page = page
        self.selector = f'[data-place="{question}"] .says-who'

    def evaluate(self, function: str) -> Any:
        """What a function gives back for the card's element."""
        find = f"document.querySelector({json.dumps(self.selector)})"
        return self.page.evaluate(f"() => ({function})({find})")

    def get_by_role(self, role: str, name: str, exact: bool) -> _Box:
        """A box to tick, or a radio button."""
        assert exact
        return _Box(self, role, name)


class _Box:
    def __init__(self, card: EngineCard, kind: str, name: str) -> None:
        self._card, self._kind, self._name = card, kind, name

    def is_checked(self) -> bool:
        """Whether it is."""
        given = f"{json.dumps(self._kind)}, {json.dumps(self._name)}"
        return bool(self._card.evaluate(f"(card) => ({_NAMED})(card, {given})"))


class _Firefox:
    name = "Firefox"

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=300)
        self._file = self._socket.makefile("rb")
        self._read()
        self._count = 0
        self.do("WebDriver:NewSession", "", {})

    def do(self, command: str, place: str, values: Mapping[str, object]) -> Any:
        self._count += 1
        data = json.dumps([0, self._count, command, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        assert error is None, error
        return result.get("value", result) if isinstance(result, dict) else result

    def _read(self) -> Any:
        size = b""
        while (byte := self._file.read(1)) != b":":
            size += byte
        return json.loads(self._file.read(int(size)))

    def close(self) -> None:
        self._file.close()
        self._socket.close()


class _WebKit:
    name = "WebKitGTK"

    def __init__(self, port: int, browser: str) -> None:
        self._address = f"http://127.0.0.1:{port}/session"
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = self._post("", {"capabilities": wanted})["sessionId"]

    def do(self, command: str, place: str, values: Mapping[str, object]) -> Any:
        return self._post(f"/{self._session}/{place}", values)

    def _post(self, place: str, values: Mapping[str, object]) -> Any:
        request = Request(self._address + place, json.dumps(values).encode(), method="POST")
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=300) as reply:
                return json.load(reply)["value"]
        except HTTPError as refused:
            raise AssertionError(f"{place}: {refused.read().decode()}") from None

    def close(self) -> None:
        with urlopen(Request(f"{self._address}/{self._session}", method="DELETE"), timeout=60):
            pass


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _lacks(what: str) -> None:
    """Skip, but fail in CI."""
    said = f"no {what} on this machine; .ci/run installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def firefox(scratch: Path) -> Iterator[EnginePage]:
    """A Firefox without a window, which knows the host of a served site."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        _lacks("Firefox")
    port = _free_port()
    prefs = {
        "marionette.port": port,
        "network.dns.localDomains": HOST,
        "browser.download.dir": str(scratch),
        "browser.download.folderList": 2,
        "app.update.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "toolkit.telemetry.enabled": False,
    }
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()
    )
    (scratch / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [str(program), "--headless", "--marionette", "--profile", str(scratch)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            until(lambda: _answers(port), "a port for commands")
            engine = _Firefox(port)
            yield EnginePage(engine)
            engine.close()
        finally:
            running.terminate()


@contextmanager
def webkit(scratch: Path) -> Iterator[EnginePage]:
    """A WebKitGTK in a window that nobody sees."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    browser = next(Path("/").glob(_MINI[1:]), None)
    if not driver or not screen or not browser:
        _lacks("WebKitGTK with its driver and Xvfb")
    port = _free_port()
    home = {"HOME": str(scratch), "XDG_DATA_HOME": str(scratch), "XDG_CACHE_HOME": str(scratch)}
    environment = {**os.environ, **home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    command = [str(screen), "-a", str(driver), f"--port={port}"]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            until(lambda: _answers(port), "a port for commands")
            engine = _WebKit(port, str(browser))
            yield EnginePage(engine)
            engine.close()
        finally:
            os.killpg(running.pid, 15)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
