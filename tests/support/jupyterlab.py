"""A real JupyterLab in a real Chromium, with a copy of the project and a learner's own folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self
from urllib.error import URLError
from urllib.request import Request, urlopen
from uuid import uuid4

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)
from support.root import ROOT as ROOT
from support.waiting import PATIENCE, until

from kit.article.project import Project
from kit.question.read import read_question_set

Motion = Literal["no-preference", "reduce"]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
RIVER = Project(ROOT / "tests" / "support" / "river")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
expect.set_options(timeout=PATIENCE * 1000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
_DIE = "import os; os.kill(os.getpid(), 9)"
_READY = """() => {
    const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""

# A page learns only after a while that its kernel is gone, so this looks until one is ready.
_START_WHERE_NONE_IS = """() => {
    const context = window.jupyterapp.shell.currentWidget.sessionContext;
    const kernel = context.session?.kernel;
    if (kernel?.connectionStatus === "connected" && kernel.status === "idle") return true;
    const isGone = !kernel || kernel.isDisposed || /dead|terminating/.test(kernel.status);
    if (isGone && !window.kernelStarts) {
        window.kernelStarts = true;
        const end = () => { window.kernelStarts = false; };
        context.changeKernel({ name: "python3" }).then(end, end);
    }
    return false;
}"""

# No cell waits any more, and the page has drawn what came of them.
_DRAWN = """async () => {
    const prompts = [...document.querySelectorAll(".jp-InputPrompt")];
    if (prompts.some((prompt) => prompt.textContent.includes("*"))) return false;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return true;
}"""

_ALIVE = """() => {
    const places = [...document.querySelectorAll(".sw-lesson:not([hidden]) .sw-question")];
    const steps = document.querySelectorAll(".sw-lesson:not([hidden]) .sw-step");
    return steps.length > 0 && places.every((place) => place.querySelector(".says-who"));
}"""

# No dialog asks whether to save. What the command gives back, a whole widget, would take seconds
# to be handed over.
_TURN_TO = """async (path) => {
    for (const open of [...window.jupyterapp.shell.widgets("main")]) open.dispose();
    await window.jupyterapp.commands.execute("docmanager:open", { path });
}"""

# A lesson opens as the notebook that it is, as for somebody who chose so.
_AS_NOTEBOOK = 'try { localStorage.setItem("says-who/lesson-view/view", "notebook"); } catch {}'

# How each app is started, what its settings are called, and where it opens a notebook. Each page
# has a workspace of its own: a page that is loaded anew opens what the last one saved there.
APPS = {
    "lab": ("jupyterlab", "LabApp", "lab/workspaces/{page}/tree"),
    "notebook": ("notebook", "JupyterNotebookApp", "notebooks"),
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def copy_project(folder: Path, answers: bool = True) -> Path:
    """A copy of the lessons and their seeds, so that a test may change them."""
    for room in ("seeds", "notebooks", *(["answers"] if answers else [])):
        ignore = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(ROOT / room, folder / room, ignore=ignore)
    return folder


def build_river(folder: Path) -> Path:
    """The exercises of ``tests/support/river``, with notebooks that ask all their questions."""
    shutil.copytree(RIVER.root, folder, dirs_exist_ok=True)
    (folder / "notebooks").mkdir()
    for name in RIVER.lessons():
        question_set = read_question_set(RIVER, name)
        assert not question_set.problems, "a question that is refused would go untested"
        asked = [f'quiz.ask("{question.id}")' for question in question_set.questions]
        opened = f'from kit import lesson\nquiz = lesson("{name}")'
        cells = [new_code_cell(source) for source in (opened, *asked)]
        notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")
    return folder


class Lab:
    """A JupyterLab server on a folder. ``home`` is where the learner's log goes."""

    def __init__(
        self,
        folder: Path,
        scratch: Path,
        app: str = "lab",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.home = scratch / "home"
        self._app = app
        self._scratch = scratch
        self._env = env or {}
        self._options: list[str] = []
        self._server: subprocess.Popen[bytes] | None = None
        self._address = ""
        self._prefix = ""
        self._opened: list[BrowserContext | Page] = []

    def __enter__(self) -> Self:
        """Start the server and wait until it answers."""
        folders = {
            f"JUPYTER_{name}_DIR": str(self._scratch / name.lower())
            for name in ("CONFIG", "DATA", "RUNTIME")
        }
        labs = {
            "JUPYTERLAB_SETTINGS_DIR": str(self._scratch / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self._scratch / "workspaces"),
        }
        module, config, self._open = APPS[self._app]
        command = [sys.executable, "-m", module, "--no-browser", "--allow-root"]
        options = ["--ip=127.0.0.1", "--port=0", "--ServerApp.token=key"]
        expose = [f"--{config}.expose_app_in_browser=True"]
        self._server = subprocess.Popen(
            [*command, *options, *expose, *self._options],
            cwd=self.folder,
            env={**os.environ, **folders, **labs, "KIT_HOME": str(self.home), **self._env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._address = self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server and its kernels."""
        if self._server:
            self._server.terminate()
            try:
                self._server.wait(10)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()

    def _wait(self) -> str:
        try:
            until(self._answers, "JupyterLab answered")
        except TimeoutError:
            self.__exit__()
            raise
        return self._address

    def _answers(self) -> bool:
        for file in (self._scratch / "runtime").glob("jpserver-*.json"):
            try:
                url: str = json.loads(file.read_text())["url"]
                with urlopen(f"{url}api?token=key"):
                    self._address = url
                    return True
            except (ValueError, URLError, ConnectionError):
                pass
        return False

    def open(
        self, browser: Browser, notebook: str, listen: bool = False, **context: object
    ) -> Sitting:
        """Open a notebook and wait for its kernel. ``listen`` keeps all that the page receives."""
        page = self._new_page(browser, context)
        page.add_init_script(_AS_NOTEBOOK)
        heard: list[str] = []
        if listen:
            page.on("websocket", lambda s: s.on("framereceived", lambda f: heard.append(_text(f))))
            page.on("response", lambda r: heard.append(_body(r)))
        page.goto(self._place(notebook))
        page.wait_for_function(_READY)
        return Sitting(page, self.home, heard)

    def read(self, browser: Browser, lesson: str, script: str = "", **context: object) -> Page:
        """Open a lesson in its lesson view, and wait until each of its questions lives.

        ``script`` runs in the page before anything of it does.
        """
        page = self._new_page(browser, context)
        if script:
            page.add_init_script(script)
        page.goto(self._place(f"notebooks/{lesson}.ipynb"))
        page.wait_for_function(_ALIVE)
        return page

    def path(self, notebook: str) -> str:
        """The name that the server has for a file of the folder."""
        return f"{self._prefix}{notebook}"

    def _place(self, notebook: str) -> str:
        room = self._open.format(page=uuid4().hex)
        return f"{self._address}{room}/{self.path(notebook)}?token=key&reset"

    def _new_page(self, browser: Browser, given: dict[str, object]) -> Page:
        page = self._kept_page(browser, given)
        if page:
            self._opened.append(page)
        else:
            context = browser.new_context(**given)  # type: ignore[arg-type]
            self._opened.append(context)
            page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        return page

    def _kept_page(self, browser: Browser, given: dict[str, object]) -> Page | None:
        return None


class Profile:
    """A Chromium that keeps what it loaded and compiled, as a learner's own does.

    What a page stored is gone when the next one is lent. JupyterLab opens in two thirds of the
    processor time that it takes where nothing is kept.
    """

    def __init__(self, browser: Browser, folder: Path, origin: str) -> None:
        launch = browser.browser_type.launch_persistent_context
        self._context = launch(str(folder), executable_path=CHROMIUM, args=FLAGS)
        self._origin = origin
        self._lent: Page | None = None

    def lend(
        self, viewport: ViewportSize | None = None, reduced_motion: Motion | None = None
    ) -> Page | None:
        """A new page, or nothing while another is lent: two pages would share what they store."""
        if self._lent and not self._lent.is_closed():
            return None
        for left in self._context.pages[1:]:  # without the first one, the browser would end
            left.close()
        self._context.set_offline(False)
        self._lent = page = self._context.new_page()
        tools = self._context.new_cdp_session(page)
        tools.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})
        tools.detach()
        if viewport:
            page.set_viewport_size(viewport)
        if reduced_motion:
            page.emulate_media(reduced_motion=reduced_motion)
        return page

    def close(self) -> None:
        """End this Chromium."""
        self._context.close()


class SharedServer(Lab):
    """A JupyterLab server on a folder of many labs, each with its own home for its kernels."""

    def __init__(self, root: Path, scratch: Path, app: str) -> None:
        super().__init__(root, scratch, app, {"PYTHONPATH": str(ROOT / "tests")})
        self._file = scratch / "environments.json"
        self._options = [
            "--ServerApp.session_manager_class=support.kernels_by_folder.SessionsByFolder",
            f"--SessionsByFolder.environments={self._file}",
        ]
        self.environments: dict[str, dict[str, str]] = {}
        self._profile: Profile | None = None

    def __exit__(self, *_: object) -> None:
        """Stop the server, its kernels and its browser."""
        if self._profile:
            self._profile.close()
        super().__exit__()

    def profile(self, browser: Browser) -> Profile:
        """The browser of all labs of this server."""
        if not self._profile:
            folder = self._scratch / "profile"
            self._profile = Profile(browser, folder, self._address.rstrip("/"))
        return self._profile

    def serve(self, folder: Path, env: Mapping[str, str]) -> None:
        """Give the kernels of notebooks below a folder these variables."""
        place = folder.relative_to(self.folder).as_posix()
        self.environments[place] = {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), **env}
        self._file.write_text(json.dumps(self.environments), encoding="utf-8")

    def forget_settings(self) -> None:
        """Have JupyterLab as nobody has set it up, which the last one may have done."""
        for room in ("settings", "workspaces"):
            for file in (self._scratch / room).rglob("*"):
                if file.is_file():
                    file.unlink()

    def stop_kernels(self, folder: Path) -> None:
        """Stop all kernels of notebooks below a folder."""
        place = folder.relative_to(self.folder).as_posix()
        for session in json.loads(self._ask("GET", "")):
            if session["path"].startswith(f"{place}/"):
                self._ask("DELETE", f"/{session['id']}")

    def _ask(self, method: str, place: str) -> bytes:
        address = f"{self._address}api/sessions{place}"
        given = {"Authorization": "token key"}
        with urlopen(Request(address, headers=given, method=method)) as answer:
            body: bytes = answer.read()
        return body


class SharedLab(Lab):
    """A folder of a server that others use too: ``env`` is for its kernels alone."""

    def __init__(
        self, server: SharedServer, folder: Path, scratch: Path, env: Mapping[str, str]
    ) -> None:
        super().__init__(folder, scratch, env=env)
        self._shared = server

    def __enter__(self) -> Self:
        """Have the folder served."""
        shared = self._shared
        shared.forget_settings()
        shared.serve(self.folder, {"KIT_HOME": str(self.home), **self._env})
        self._address = shared._address
        self._open = shared._open
        self._prefix = f"{self.folder.relative_to(shared.folder).as_posix()}/"
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is open, and stop the kernels, so that the next one finds nothing of it."""
        self.let_go()
        self._shared.forget_settings()

    def let_go(self) -> None:
        """Close all pages, and stop the kernels."""
        while self._opened:
            self._opened.pop().close()
        self._shared.stop_kernels(self.folder)

    def begin_anew(self) -> None:
        """Be as where nobody has opened or answered anything."""
        self.let_go()
        shutil.rmtree(self.home, ignore_errors=True)

    def _kept_page(self, browser: Browser, given: dict[str, object]) -> Page | None:
        if not given.keys() <= {"viewport", "reduced_motion"}:
            return None
        return self._shared.profile(browser).lend(**given)  # type: ignore[arg-type]


class Labs:
    """The servers of one test process: one for each app, started when it is first needed."""

    def __init__(self, root: Path, scratch: Path) -> None:
        self._root = root
        self._scratch = scratch
        self._servers: dict[str, SharedServer] = {}

    def __call__(
        self,
        folder: Path,
        scratch: Path,
        app: str = "lab",
        env: Mapping[str, str] | None = None,
    ) -> SharedLab:
        """A lab on a folder below the root of the servers."""
        if app not in self._servers:
            own = self._scratch / app
            own.mkdir()
            self._servers[app] = SharedServer(self._root, own, app).__enter__()
        return SharedLab(self._servers[app], folder, scratch, env or {})

    def close(self) -> None:
        """Stop the servers."""
        for server in self._servers.values():
            server.__exit__()


def open_in_place(lab: Lab, page: Page, lesson: str) -> None:
    """Open a lesson in place of all that is open on a page."""
    page.evaluate(_TURN_TO, lab.path(f"notebooks/{lesson}.ipynb"))


def wait_until_alive(page: Page) -> None:
    """Wait until each question of the lesson that is shown lives."""
    page.wait_for_function(_ALIVE)


def turn_to(lab: Lab, page: Page, lesson: str) -> None:
    """Open a lesson in place of all that is open on a page, and wait until its questions live.

    The focus is on the way on, as where a page opens with a lesson.
    """
    open_in_place(lab, page, lesson)
    wait_until_alive(page)
    page.locator(".sw-lesson:not([hidden]) .sw-next").focus()


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode(errors="replace")


def _body(response: Response) -> str:
    try:
        return response.body().decode(errors="replace") if "/api/" in response.url else ""
    except Error:  # a redirect, or one that the page gave up
        return ""


class Sitting:
    """One open notebook, as a student sits in front of it."""

    def __init__(self, page: Page, home: Path, heard: list[str]) -> None:
        self.page = page
        self.heard = heard
        self.home = home

    def close(self) -> None:
        """Close the page and stop its kernel."""
        self.command("kernelmenu:shutdown")
        self.page.close()

    def command(self, name: str, **given: object) -> None:
        """Carry out one of JupyterLab's commands."""
        self.page.evaluate(
            "([name, given]) => window.jupyterapp.commands.execute(name, given)", [name, given]
        )

    def paint(self, theme: str) -> None:
        """Change JupyterLab's theme to Light or Dark."""
        self.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        body = self.page.locator("body")
        expect(body).to_have_attribute("data-jp-theme-light", str(theme == "Light").lower())

    def run_all(self) -> None:
        """Run all cells and wait until the kernel rests."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(_READY)
        self.page.wait_for_function(_DRAWN)

    def begin_anew(self) -> None:
        """Run all cells for somebody who never did anything, on the page as it is."""
        self.go_on()
        # What is still in the cards leaves with them, and then everything that was kept goes.
        self.command("notebook:clear-all-cell-outputs")
        expect(self.page.locator(".says-who")).to_have_count(0)
        self.page.evaluate("() => localStorage.clear()")
        shutil.rmtree(self.home, ignore_errors=True)
        self.run_all()

    def save(self) -> None:
        """Save the notebook and wait until its file is written."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")

    def narrow(self) -> None:
        """Make the window as narrow as a telephone, without the side bar."""
        self.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        self.page.set_viewport_size({"width": 400, "height": 900})

    def restart(self) -> None:
        """Restart the kernel, as the menu does, and wait for the new one."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
        )
        self.page.wait_for_function(_READY)

    def reload(self) -> None:
        """Load the page anew, as F5 does, and wait for the kernel."""
        self.page.reload()
        self.page.wait_for_function(_READY)

    def kill_kernel(self) -> None:
        """Let the kernel die on the spot, and close what JupyterLab says of it."""
        self.page.evaluate(f"() => {{ {_KERNEL}.requestExecute({{ code: {_DIE!r} }}); }}")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

    def delete_kernel(self) -> None:
        """Take the kernel away behind the page's back, as a server that culls idle ones."""
        self.page.evaluate(
            f"""() => {{
                const {{ serverSettings, id }} = {_KERNEL};
                const headers = {{ Authorization: `token ${{serverSettings.token}}` }};
                return fetch(`${{serverSettings.baseUrl}}api/kernels/${{id}}`,
                    {{ method: "DELETE", headers }});
            }}"""
        )

    def go_on(self) -> None:
        """Start a kernel as soon as there is none any more, and close what JupyterLab says of that.

        Of one that was deleted it says so in a dialog, if it had not noticed by itself.
        """
        self.page.wait_for_function(_START_WHERE_NONE_IS)
        dialogs = self.page.locator(".jp-Dialog")
        while dialogs.count():
            self.page.keyboard.press("Escape")
            expect(dialogs).to_have_count(0)

    def card(self, id: str) -> Locator:
        """The card of a question."""
        return self.page.locator(f".says-who[data-question='{id}']")

    def log(self) -> list[dict[str, object]]:
        """All lines of the learner's log, by time."""
        lines = [
            json.loads(line)
            for file in (self.home / "log").glob("*.jsonl")
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        return sorted(lines, key=lambda entry: str(entry["at"]))

    def tries(self) -> list[dict[str, object]]:
        """The tries in the learner's log, by time."""
        return [entry for entry in self.log() if entry["what"] == "try"]

    def tries_at(self, id: str) -> list[dict[str, object]]:
        """The tries at one question, by time."""
        return [entry for entry in self.tries() if entry["question"] == id]

    def notebook(self) -> object:
        """The open notebook as JupyterLab holds it, outputs left out."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.model.toJSON().cells"
            ".map(({ cell_type, source }) => [cell_type, source])"
        )
