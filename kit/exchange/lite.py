"""The notebooks of a course in JupyterLite: JupyterLab and Python in a browser, as static files.

Lessons open in the lesson view, as in a JupyterLab of one's own. What runs is this kit, as a wheel
beside Pyodide and the packages of `lite-packages.txt`; nothing is loaded from elsewhere. Answers
are kept on JupyterLite's drive, which a browser gives only to a page that came by HTTPS, or from
the computer itself. Everything in such a site is public, keys too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from urllib.parse import quote

import nbformat
from jupyter_core.paths import jupyter_path
from platformdirs import user_cache_path

from kit.article.packages import kit_version
from kit.article.project import Project, exercise_of
from kit.article.seed import read_source
from kit.exchange.browser_files import (
    course_files,
    kit_files,
    lessons_in_order,
    short_hash,
    zipped,
)
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.lesson.displays import linked
from kit.question.read import read_question_set

_HERE = Path(__file__).parent
_KIT = _HERE.parent
_PACKAGES = _HERE / "lite-packages.txt"
_PLATFORM = ("pyemscripten_2026_0_wasm32", "3.14", "cp314")  # of Pyodide, as `pyodide.toml` has it
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_EXTENSIONS = (_KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
_COURSE = "says_who_course"  # the folder of the wheel that the course lies in
_SITE_PACKAGES = "/lib/python3.14/site-packages"
_LOCK = "pyodide-lock.json"
_WHEEL = "Wheel-Version: 1.0\nGenerator: says-who\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class NoLite(OSError):
    """Why there are no notebooks for a browser, in a sentence."""


def fetch_packages() -> dict[str, bytes]:
    """The wheels of `lite-packages.txt`, from the cache, else from the package index.

    Raises NoLite where they cannot be had.
    """
    wanted = _PACKAGES.read_bytes()
    cache = user_cache_path("says-who", appauthor=False)
    folder = cache / f"lite-{hashlib.sha256(wanted).hexdigest()[:12]}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as scratch:
            _download(Path(scratch))
            Path(scratch).rename(folder)
            Path(scratch).mkdir()  # which goes with the context
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.whl"))}
    hashes = set(re.findall(rb"sha256:(\w{64})", wanted))
    if {hashlib.sha256(data).hexdigest().encode() for data in files.values()} != hashes:
        shutil.rmtree(folder, ignore_errors=True)  # damaged: fetched anew the next time
        raise NoLite(f"{folder} was damaged and is gone now; try again.")
    return files


def _download(folder: Path) -> None:
    platform, python, abi = _PLATFORM
    which = ["--platform", platform, "--python-version", python, "--abi", abi]
    kind = ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--require-hashes"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *kind, *which]
    done = subprocess.run(
        [*command, "--requirement", str(_PACKAGES), "--dest", str(folder)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoLite(f"pip could not fetch packages for the browser: {done.stderr.strip()[-300:]}")


def make_lite_site(
    project: Project,
    exercises: Sequence[str],
    pyodide: Mapping[str, bytes],
    packages: Mapping[str, bytes],
    translation: Translation = ENGLISH,
) -> dict[str, bytes]:
    """The files of a site with the notebooks of these exercises, in their order, by their names.

    ``pyodide`` are the files of `fetch_pyodide`, ``packages`` those of `fetch_packages`. Raises
    NoLite where JupyterLite cannot be built.
    """
    lessons = lessons_in_order(project, exercises)
    notebooks = [name for name in lessons if project.notebook(name).is_file()]
    if not notebooks:
        raise NoLite("There is no notebook in these exercises.")
    others = _notebooks_of_all(project)
    wheels = {
        **packages,
        **_kernel_wheels(),
        **_wheel("jedi", "0", {}),  # which IPython asks for and works without
        **_wheel("says-who", kit_version(), kit_and_course(project, exercises)),
    }
    lock = json.loads(pyodide[_LOCK])
    lock["packages"] = _locked(wheels)
    locked = json.dumps(lock).encode()
    lock_name = f"pyodide-lock-{short_hash(locked)}.json"
    python = {**pyodide, **wheels, lock_name: locked}
    del python[_LOCK]
    with TemporaryDirectory() as scratch:
        built = Path(scratch) / "built"
        settings = {"packages": sorted(lock["packages"]), "lockFileURL": f"./python/{lock_name}"}
        _prepare(Path(scratch), project, [*notebooks, *others], settings, translation)
        _build(Path(scratch), built)
        files = {
            path.relative_to(built).as_posix(): path.read_bytes()
            for path in built.rglob("*")
            if path.is_file()
        }
    files.pop("jupyter-lite.ipynb", None)
    files["index.html"] = _index(project, notebooks, others, translation).encode()
    return {**files, **{f"python/{name}": data for name, data in python.items()}}


def _notebooks_of_all(project: Project) -> list[str]:
    """Notebooks that belong to no exercise, such as the review."""
    names = (path.stem for path in sorted((project.root / "notebooks").glob("*.ipynb")))
    return [name for name in names if name not in project.lessons()]


def _kernel_wheels() -> dict[str, bytes]:
    """What the kernel itself is made of; JupyterLite brings it."""
    folder = _extension(_KERNEL) / "static" / "pypi"
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.glob("*.whl"))
        if not path.name.startswith("widgetsnbextension")
    }


def _extension(name: str) -> Path:
    found = (Path(place) / name for place in jupyter_path("labextensions"))
    folder = next((folder for folder in found if (folder / "package.json").is_file()), None)
    if folder is None:
        raise NoLite(f"The extension {name} is not installed.")
    return folder


def kit_and_course(project: Project, exercises: Sequence[str]) -> dict[str, bytes]:
    """What a student's notebook loads. The course is beside the kit, as there may be no drive."""
    course = course_files(project, exercises)
    return kit_files("__init__.py", "magic.py") | {
        f"{_COURSE}/{name}": data for name, data in course.items()
    }


def _wheel(name: str, version: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    stem = f"{name.replace('-', '_')}-{version}"
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        "WHEEL": _WHEEL,
        "RECORD": "",
    }
    inside = {f"{stem}.dist-info/{part}": text.encode() for part, text in about.items()}
    data = zipped({**files, **inside})
    return {f"{stem}-0{short_hash(data)}-py3-none-any.whl": data}


def _locked(wheels: Mapping[str, bytes]) -> dict[str, object]:
    """The wheels as Pyodide's list of packages has them."""
    found: dict[str, object] = {}
    for file, data in wheels.items():
        stem, version = file.split("-")[:2]
        name = re.sub(r"[-_.]+", "-", stem).lower()
        found[name] = {
            "name": name,
            "version": version,
            "file_name": file,
            "install_dir": "site",
            "sha256": hashlib.sha256(data).hexdigest(),
            "package_type": "package",
            "imports": [],
            "depends": [],
            "unvendored_tests": False,
        }
    return found


def _prepare(
    scratch: Path,
    project: Project,
    notebooks: Iterable[str],
    settings: Mapping[str, object],
    translation: Translation,
) -> None:
    """Lay out what JupyterLite builds from: notebooks, extensions, settings."""
    for name in notebooks:
        place = scratch / "contents" / "notebooks" / f"{name}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_for_pyodide(project.notebook(name)))
    own = {name: _extension(name) for name in _EXTENSIONS}
    for name, folder in {**own, "says-who": _KIT / "jupyter" / "labextension"}.items():
        ignored = shutil.ignore_patterns("*.map", "pypi" if name == _KERNEL else "")
        shutil.copytree(folder, scratch / "extensions" / name, ignore=ignored)
    environment = {
        "KIT_LANGUAGE": translation.language,
        "KIT_PROJECT": f"{_SITE_PACKAGES}/{_COURSE}",
    }
    kernel = {
        "pyodideUrl": "./python/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {**settings, "env": environment},
    }
    data = {
        "appName": "Says Who?",
        "saysWhoKernel": "python",
        "saysWhoLanguage": translation.language,
        "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
    }
    config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}
    (scratch / "lite").mkdir()
    (scratch / "lite" / "jupyter-lite.json").write_bytes(json.dumps(config).encode())


def _for_pyodide(path: Path) -> bytes:
    """A notebook that names the kernel of JupyterLite, and no other."""
    # A server gives each cell's lines as one text; here nothing does, but for this.
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    notebook.metadata["kernelspec"] = kernel
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _build(scratch: Path, to: Path) -> None:
    if importlib.util.find_spec("jupyterlite_core") is None:
        raise NoLite("JupyterLite is not installed.")
    options = [
        *("--apps", "notebooks", "--apps", "tree", "--no-sourcemaps", "--no-libarchive"),
        *("--no-unused-shared-packages", "--lite-dir", str(scratch / "lite")),
        *("--contents", str(scratch / "contents"), "--output-dir", str(to)),
        "--LiteBuildConfig.ignore_sys_prefix=True",
        f"--FederatedExtensionAddon.extra_labextensions_path={scratch / 'extensions'}",
    ]
    command = [sys.executable, "-m", "jupyterlite_core", "build", *options]
    done = subprocess.run(command, cwd=scratch / "lite", capture_output=True, text=True)
    if done.returncode:
        raise NoLite(f"JupyterLite could not be built: {(done.stderr or done.stdout)[-500:]}")


def _group(title: str, rows: Iterable[tuple[str, str]]) -> str:
    places = (
        (f"notebooks/index.html?path=notebooks/{quote(name)}.ipynb", text) for name, text in rows
    )
    links = "\n".join(f"<li>{linked(text, place)}</li>" for place, text in places)
    return f"{f'<h2>{as_html(title)}</h2>' if title else ''}<ul>\n{links}\n</ul>"


def _heading(path: Path) -> str:
    cells = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4).cells
    first = next((cell.source for cell in cells if cell.cell_type == "markdown"), "")
    found = re.match("# (.+)", first)
    return found[1] if found else ""


def _index(
    project: Project, lessons: Sequence[str], others: Sequence[str], translation: Translation
) -> str:
    """The start page: each lesson by its title, and where answers are kept."""

    groups = []
    for exercise, names in groupby(lessons, key=exercise_of):
        rows = [(name, read_question_set(project, name).title) for name in names]
        # An exercise of one lesson has its name.
        groups.append((read_source(project, exercise).title if len(rows) > 1 else "", rows))
    groups.append(("", [(name, _heading(project.notebook(name)) or name) for name in others]))
    values = {
        "language": translation.language,
        "direction": translation.direction,
        "kept": as_html(translation.say("lite_kept")),
        "not_kept": as_html(translation.say("lite_not_kept")),
        "served": as_html(translation.say("site_served")),
        "lessons": "\n".join(_group(title, rows) for title, rows in groups if rows),
    }
    return Template((_HERE / "lite.html").read_text(encoding="utf-8")).substitute(values)
