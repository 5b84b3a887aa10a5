"""The project's part of a student release: what sets it up, and the kit as far as learners need it.

What authors and teachers use stays behind: a template of questions holds their answers too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from kit.article.project import checkout

# What sets a release up, and what its tests read. A wheel brings the same: see pyproject.toml.
PROJECT = (
    "start.py",
    "pyproject.toml",
    "requirements/lab.txt",
    "requirements/test.txt",
    "environment.yml",
    "LICENSE",
    "tests/nbval.cfg",
)
TEXTS = Path(__file__).parent / "student_texts"
KIT = Path(__file__).parent.parent.parent

# Where learners come in: what notebooks import, the command line, what JupyterLab loads.
_MAIN = "__main__.py"
_ENTRIES = ("__init__.py", _MAIN, "jupyter/__init__.py")
_FOUND_BY_THEIR_PLACE = "question/kinds/"  # no other module names these


def project_files() -> dict[str, bytes]:
    """The files of every release, by path. Raises FileNotFoundError where one is missing.

    They come from around the running kit, else from where its wheel put them.
    """
    own = _own()
    found = {name: (own / name).read_bytes() for name in PROJECT}
    found["Makefile"] = (TEXTS / "Makefile.txt").read_bytes()
    found["tests/steps.toml"] = (TEXTS / "steps.toml.txt").read_bytes()
    found["tests/test_release.py"] = (TEXTS / "test_release.py.txt").read_bytes()
    code = {
        path.relative_to(KIT).as_posix(): path.read_bytes()
        for path in sorted(KIT.rglob("*"))
        if path.is_file() and not _is_of_no_use(path.relative_to(KIT))
    }
    code[_MAIN] = (TEXTS / "main.py.txt").read_bytes()
    tests = _imported(found["tests/test_release.py"], code)
    kinds = [name for name in code if name.startswith(_FOUND_BY_THEIR_PLACE)]
    wanted = needed(code, [*_ENTRIES, *tests, *kinds])
    return found | {f"kit/{name}": code[name] for name in wanted}


def _own() -> Path:
    """The folder of the kit's own project files: the checkout, else a wheel's shared data."""
    if folder := checkout():
        return folder
    try:
        placed = files("says-who") or ()
    except PackageNotFoundError:
        placed = ()
    for path in placed:
        if path.parts[-3:] == ("share", "says-who", PROJECT[0]):
            return Path(str(path.locate())).resolve().parent
    return KIT.parent


def needed(code: Mapping[str, bytes], entries: Iterable[str]) -> tuple[str, ...]:
    """Of a package's files: the modules that these import, now or later, and the data beside them.

    Data belong to the nearest folder above them that has modules.
    """
    found: set[str] = set()
    waiting = [name for name in entries if name in code]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [*_imported(code[name], code), *_packages(name, code)]
    with_code = {str(Path(name).parent) for name in code if name.endswith(".py")}
    in_use = {str(Path(name).parent) for name in found}
    for name in code:
        if not name.endswith(".py"):
            owner = next(str(p) for p in Path(name).parents if str(p) in with_code)
            found |= {name} if owner in in_use else set()
    return tuple(sorted(found))


def _is_of_no_use(path: Path) -> bool:
    """What tools left, and what the bundled front ends are made from."""
    return any(part in ("__pycache__", "front") or part.startswith(".") for part in path.parts)


def _packages(name: str, code: Mapping[str, bytes]) -> Iterator[str]:
    for folder in Path(name).parents:
        if (own := (folder / "__init__.py").as_posix()) in code:
            yield own


def _imported(source: bytes, code: Mapping[str, bytes]) -> Iterator[str]:
    for node in _statements(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            path = name.removeprefix("kit.").replace(".", "/")
            if name.startswith("kit."):
                yield from (n for n in (f"{path}.py", f"{path}/__init__.py") if n in code)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """What a node holds but for its expressions, which are most of it and import nothing."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield child
            yield from _statements(child)
