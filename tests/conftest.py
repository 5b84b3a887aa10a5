"""What the tests share: the exercises as they are, and a browser where there is one."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from IPython.core.interactiveshell import InteractiveShell
from playwright.sync_api import Browser
from support.jupyterlab import CHROMIUM, ROOT, Lab, Labs, build_river, chromium
from support.soak import examples

from kit.article.project import Project
from kit.article.seed import read_article
from kit.article.segments import Article, cut
from kit.check.stored_outputs import store

os.environ.pop("KIT_LANGUAGE", None)  # tests read English unless they ask for another language
# A busy machine is no fault of the kit.
settings.register_profile("kit", settings(), max_examples=examples(100), deadline=None)
settings.load_profile("kit")

collect_ignore_glob = ["support/*"]  # notebooks are there that are not ours to run

NO_CHROMIUM = (
    "no Chromium on this machine, so no test drives a browser; get it with your system's package "
    "manager, for example: sudo apt install chromium"
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker for each core, and one more with a browser, whose tests wait a good deal."""
    cores = os.cpu_count() or 1
    return cores if "not browser" in config.option.markexpr else cores + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded here stays to the end: looking through it for what can go is in vain."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser come first, then notebooks, then files with slow tests.

    What takes longest begins first, and the rest fills each worker to the end.
    """
    ranks: dict[Path, int] = {}
    for item in items:
        marks = [item.get_closest_marker("browser"), item.path.suffix == ".ipynb"]
        marks.append(item.get_closest_marker("slow") or item.get_closest_marker("whole"))
        rank = next((n for n, mark in enumerate(marks) if mark), len(marks))
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])


@pytest.fixture(scope="session")
def project() -> Project:
    """The project's own rooms."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def kim(project: Project) -> Article:
    """The first article."""
    return read_article(project, "kim-putin-trip")


@pytest.fixture(scope="session")
def short() -> Article:
    """An article of a headline and two paragraphs."""
    return cut(
        "Fish return\n\nThe river is clean, officials said.\n\nSo said the mayor, officials said."
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium. Where there is none: skip, but fail in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def labs(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Labs]:
    """Opens JupyterLab on a folder of a test, on a server that all tests of this process share."""
    running = Labs(tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("servers"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab on the made-up exercises of ``tests/support/river``."""
    scratch = tmp_path_factory.mktemp("river")
    with labs(build_river(scratch / "project"), scratch) as running:
        yield running


@pytest.fixture(scope="session")
def stored_river(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up exercises, with what the notebook of one prints: to be copied, not changed."""
    folder = build_river(tmp_path_factory.mktemp("stored") / "project")
    store(Project(folder).notebook("river"))
    return folder


@pytest.fixture(scope="session")
def shell() -> InteractiveShell:
    """What runs the cells of a notebook. Each takes most of a second to end."""
    return InteractiveShell()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's own empty state folder."""
    monkeypatch.setenv("KIT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"
