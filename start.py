"""Sets up .venv and starts what is asked for, alike on Windows, macOS and Linux.

It needs Python 3.11 or newer, and a network the first time. What is ready is not set up again, and
what was interrupted goes on. An older Python has to be able to read this file, so that it can say
what is missing: the grammar is that of Python 3.6.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

NEEDED = f"Python {3}.11"  # Is this "invalid syntax"? Then get Python 3.11 or newer: python.org
LEAST = (3, 11)
HELP = """\
What do you want? In place of python3, Windows has py.
  python3 start.py lab [NAME]    open the lessons, an exercise or a lesson in JupyterLab
  python3 start.py test          check everything here
  python3 start.py quick         check what needs no browser, where this is a checkout
  python3 start.py ready [test]  set up what lessons need, or what tests need, and no more
What follows a NAME, or begins with a dash, goes to JupyterLab or to the tests."""


def find_newer() -> "list[str]":
    """The command of a Python that is new enough, or nothing."""
    names = ["python3", *(f"python3.{minor}" for minor in range(19, LEAST[1] - 1, -1))]
    check = f"import sys; sys.exit(sys.version_info < {LEAST})"
    for name, *flags in (["py", "-3"], *([name] for name in names)):
        command = [shutil.which(name) or "", *flags]
        if command[0] and subprocess.call([*command, "-c", check], stderr=subprocess.DEVNULL) == 0:
            return command
    return []


if sys.version_info < LEAST and __name__ == "__main__":
    newer = find_newer()
    if newer:
        sys.exit(subprocess.call([*newer, str(Path(__file__).resolve()), *sys.argv[1:]]))
    sys.exit(
        f"This needs {NEEDED} or newer, and this is Python {sys.version.split()[0]}.\n"
        "Get one from python.org/downloads, or with your system, for example:\n"
        "  Debian, Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python"
    )

ROOT = Path(__file__).resolve().parent
SIZES = {"lab": "400 MB", "test": "900 MB"}  # of what requirements/NAME.txt brings
STAMPS = {"lab": "ready", "test": "ready-to-test"}
# When one of these changes, what .venv took from it is old.
SOURCES = (
    "pyproject.toml",
    "requirements/lab.txt",
    "kit/jupyter/*.json",
    "kit/jupyter/labextension/*.json",
    "kit/card/card.bundle.*",
)

# What a failure says, and what it means for whoever reads it.
REASONS = (
    (
        "no space left|not enough space|disk quota",
        "the disk is full. About {size} are needed. Make room, then start again.",
    ),
    (
        "long path|file ?name too long|path too long",
        "the path of this folder is too long. Move it nearer to the top, such as C:\\says-who, "
        "then start again.",
    ),
    (
        "retrying|connection|from versions: none|timed out|resolution|getaddrinfo|dns error"
        "|error sending request|failed to fetch|certificate|proxy",
        "the Python package index was not reached. Check the network and any proxy, then start "
        "again: it goes on where it stopped.",
    ),
    (
        "read-only|permission denied|access is denied|eperm|winerror 5|used by another process",
        "a file could not be written. Is this folder yours to write in, and is no JupyterLab of "
        "it still open? Else copy the folder to a place of your own, and start there:\n  {root}",
    ),
)


class Stop(Exception):
    """Why it cannot go on: what is wrong, and what to do about it."""


def explain(said: str, name: str, root: Path) -> str:
    """What went wrong, in a sentence, from what a tool or the system said of it."""
    for pattern, meaning in REASONS:
        if re.search(pattern, said, re.I):
            return meaning.format(size=SIZES[name], root=root)
    return f"the last words were:\n{said.strip()}"


class Environment:
    """The folder .venv of a project, with what its lessons or its tests need."""

    def __init__(self, root: Path, windows: bool = os.name == "nt") -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if windows else "bin/python")
        self.log = self.folder / "setup.log"
        self.uv = shutil.which("uv")

    def prepare(self, name: str) -> None:
        """Have what ``name`` needs, lab or test. Raises Stop where that cannot be had."""
        if self.has(name):
            return
        try:
            self._set_up(name)
        except OSError as error:
            raise Stop(
                f"This could not be set up: {explain(str(error), name, self.root)}"
            ) from error
        say("Ready.")

    def has(self, name: str) -> bool:
        """Whether it was set up here, of what is here now, by a Python that is still there."""
        try:
            stamp = (self.folder / STAMPS[name]).read_text(encoding="ascii")
            return self._is_of_here() and stamp == self._state(name)
        except (OSError, UnicodeDecodeError):
            return False

    def _state(self, name: str) -> str:
        digest = hashlib.sha256(os.fsencode(self.root))
        for pattern in (*SOURCES, f"requirements/{name}.txt"):
            for path in sorted(self.root.glob(pattern)):
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def _is_of_here(self) -> bool:
        text = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8", errors="surrogateescape")
        said = dict(re.findall(r"^([\w-]+) = (.*)$", text, re.M))
        made_as = said.get("command", str(self.folder))
        is_here = made_as.endswith(str(self.folder)) and self.python.exists()
        return is_here and Path(said.get("home", "nowhere")).is_dir()

    def _works(self) -> bool:
        check = f"import pip, sys; sys.exit(sys.version_info < {LEAST})"
        try:
            return self._is_of_here() and self._run([str(self.python), "-c", check])[0]
        except OSError:
            return False

    def _set_up(self, name: str) -> None:
        wanted = self.root / "requirements" / f"{name}.txt"
        count = sum(line[:1].isalpha() for line in wanted.read_text(encoding="utf-8").splitlines())
        version = ".".join(map(str, sys.version_info[:3]))
        if self._works():
            say("Bringing .venv up to date.")
            say("[1 of 3] .venv is there")
        else:
            say(f"Setting up .venv: once, a minute or two, about {SIZES[name]}.")
            say(f"[1 of 3] making .venv with Python {version}")
            self._make()
        for stamp in STAMPS.values():
            (self.folder / stamp).unlink(missing_ok=True)
        self.log.write_bytes(b"")
        say(f"[2 of 3] fetching and installing {count} packages")
        self._install(name, count, "-r", str(wanted))
        say("[3 of 3] adding the kit itself")
        self._install(name, 0, "--no-deps", "-e", str(self.root))
        for ready in {"lab", name}:  # what the tests need holds what the lessons need
            (self.folder / STAMPS[ready]).write_bytes(self._state(ready).encode())

    def _make(self) -> None:
        said = ""
        if self.uv:
            made, said = self._run(
                [self.uv, "venv", "--seed", "--clear", "--python", sys.executable, str(self.folder)]
            )
            if made:
                return
        made, missing = self._run([sys.executable, "-c", "import venv, ensurepip"])
        if not made:
            raise Stop(
                "This Python cannot make a virtual environment: its venv module is missing.\n"
                "On Debian and Ubuntu get it with: sudo apt install python3-venv\n"
                f"{said}{missing}".strip()
            )
        made, said = self._run([sys.executable, "-m", "venv", "--clear", str(self.folder)])
        if not made:
            raise Stop(f".venv could not be made: {explain(said, 'lab', self.root)}")

    def _install(self, name: str, count: int, *wanted: str) -> None:
        """Install packages with uv where it is there, and with pip where it is not, or fails."""
        pip = [str(self.python), "-m", "pip", "install", "--no-compile", "--progress-bar=off"]
        pip += ["--no-input", "--disable-pip-version-check"]
        tools = [[self.uv, "pip", "install", "--python", str(self.python)]] if self.uv else []
        said = ""
        for tool in [*tools, pip]:
            done, said = self._run([*tool, *wanted], Progress(count).hear)
            with self.log.open("a", encoding="utf-8") as log:
                log.write(said)
            if done:
                return
            if tool is not pip:
                say("uv could not do it, so pip tries")
        reason = explain("\n".join(said.splitlines()[-40:]), name, self.root)
        raise Stop(
            f"The packages could not be installed: {reason}\nAll that was said is in {self.log}."
        )

    def _run(self, command: list[str], hear: Callable[[str], object] = len) -> tuple[bool, str]:
        """Whether a command went well, and all that it said; ``hear`` gets each line of it."""
        said = []
        settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                said.append(line)
                hear(line)
        return process.returncode == 0, "".join(said)


class Progress:
    """Says how far pip is with so many packages: on one line of a terminal, else now and then."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.names: set[str] = set()
        self.width = 0

    def hear(self, line: str) -> None:
        """Take note of a line of pip's or uv's."""
        found = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if found and self.count:
            self.names.add(found[1].partition("=")[0].lower())
            done = min(len(self.names), self.count)
            self._show(f"    {done} of {self.count}: {found[1]}", done % 25 == 0)
        elif line.startswith("Installing collected packages"):
            self._show("    all are here, and are being unpacked: half a minute more", True)
        if line.startswith(("Successfully installed", "Installing collected")) and self.width:
            print(flush=True)
            self.width = 0

    def _show(self, text: str, is_due: bool) -> None:
        if sys.stdout.isatty():
            text = text[: shutil.get_terminal_size().columns - 1]
            print(f"\r{text.ljust(self.width)}", end="", flush=True)
            self.width = len(text)
        elif is_due:
            say(text)


def say(text: str) -> None:
    print(text, flush=True)


def show(said: bytes) -> None:
    """Print what a command said, as far as this terminal has the letters."""
    letters = sys.stdout.encoding or "ascii"
    text = said.decode("utf-8", "replace").encode(letters, "replace").decode(letters)
    print(text, end="", flush=True)


def become(
    command: list[str], settings: dict[str, str], can: bool = os.name == "posix"
) -> NoReturn:
    """Go on as another program, so that signals reach it. Ends when that does."""
    if can:
        os.execve(command[0], command, settings)  # noqa: S606  # no shell, by design
    with subprocess.Popen(command, env=settings) as process:
        while True:
            try:
                sys.exit(process.wait())
            except (
                KeyboardInterrupt
            ):  # it was pressed for the other one, which now puts things away
                continue


def check(environment: Environment, kind: str, flags: list[str]) -> int:
    """Take the steps of tests/steps.toml that are of this kind, up to the first that fails.

    Neighbours that only read are taken side by side, and told in their order.
    """
    import tomllib
    from concurrent.futures import ThreadPoolExecutor
    from functools import partial
    from itertools import groupby

    text = (environment.root / "tests" / "steps.toml").read_text(encoding="utf-8")
    steps = [step for step in tomllib.loads(text)["step"] if kind in step["of"]]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        settings = {**os.environ, "KIT_HOME": home, "KIT_LANGUAGE": "en", "PYTHONUTF8": "1"}
        # Byte code halves the time until tests begin, and is kept out of the folders.
        settings["PYTHONPYCACHEPREFIX"] = str(environment.folder / "bytecode")
        settings.pop("PYTHONDONTWRITEBYTECODE", None)
        # Kernels keep a history: not among one's own, where they would wait for each other's.
        settings["IPYTHONDIR"] = str(Path(home) / "ipython")

        def take(step: dict[str, list[str]], said: int | None = None) -> tuple[int, bytes]:
            more = flags if "pytest" in step["run"] else []
            command = [str(environment.python), *step["run"], *more]
            both = said and subprocess.STDOUT
            root = environment.root
            done = subprocess.run(command, env=settings, cwd=root, stdout=said, stderr=both)
            return done.returncode, done.stdout or b""

        for only_read, group in groupby(steps, key=lambda step: step.get("only_reads", False)):
            together, hear = list(group), partial(take, said=subprocess.PIPE)
            with ThreadPoolExecutor() as pool:
                done = pool.map(hear, together) if only_read else map(take, together)
                for step in together:
                    say(f"== {step['title']}")
                    code, said = next(done)
                    show(said)
                    if code:
                        raise Stop(f"start.py {kind} stopped at: {step['title']}. {step['mend']}")
    say("== all is well" + (", as far as can be said without a browser" if kind == "quick" else ""))
    return 0


def main(words: list[str]) -> int:
    """Do what is asked for; the exit code."""
    wanted, *more = words or [""]
    environment = Environment(ROOT)
    try:
        if wanted == "lab":
            environment.prepare("lab")
            name, flags = ("", more) if not more or more[0].startswith("-") else (more[0], more[1:])
            command = [str(environment.python), "-P", "-m", "kit", "lab", name, "--", *flags]
            become(command, dict(os.environ))
        if wanted in ("test", "quick", "soak"):
            environment.prepare("test")
            return check(environment, wanted, more)
        if wanted == "ready" and more in ([], ["lab"], ["test"]):
            environment.prepare(*more or ["lab"])
            return 0
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start it again, and it goes on from here.", file=sys.stderr)
        return 130
    print(HELP, file=sys.stdout if wanted in ("", "help", "-h", "--help") else sys.stderr)
    return 0 if wanted in ("", "help", "-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
