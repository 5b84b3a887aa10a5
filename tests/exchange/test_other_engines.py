"""A lesson of a site and a graded file in engines other than Chromium's, with keys and pointer."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast

import pytest
from support.command_line import kit_says
from support.engines import EngineCard, EnginePage, firefox, webkit
from support.input_devices import Keyboard
from support.sites import pyodide, served, write_files

from kit.article.project import Project
from kit.exchange.site import make_site
from kit.learner.wire import read_hand_in
from kit.lesson.copies import read_copy
from kit.question import sample_responses
from kit.question.grade import grade, is_right
from kit.question.response_data import response_from_data

Start = Callable[[Path], AbstractContextManager[EnginePage]]
NEXT = "section:has([data-place='{0}']) .next:not([hidden])"
pytestmark = [pytest.mark.browser, pytest.mark.whole]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, stored_river: Path) -> Path:
    """A teacher's folder, with a site of the made-up lesson and a file of it for marks."""
    folder = tmp_path_factory.mktemp("engines") / "project"
    shutil.copytree(stored_river, folder)
    write_files(folder / "site", make_site(Project(folder), ["river"], pyodide()))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        kit_says("page", "river", "--to", "river.html")
    return folder


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def page(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EnginePage]:
    """An engine in which nobody was before."""
    start: Start = request.param
    with start(tmp_path_factory.mktemp("profile")) as running:
        yield running


def answer_all(page: EnginePage, project: Path, verdicts: str) -> None:
    """Answer every question: enter with keys, check and go on with the pointer."""
    copy = read_copy(Project(project), "river")
    pairs = zip(copy.question_set.questions, copy.question_set.keys, strict=True)
    for question, key in pairs:
        card = EngineCard(page, question.id)
        page.wait_for(f"document.querySelector({card.selector!r})")
        segments = copy.shown(question)
        right = sample_responses.right(question, key, segments)
        hand = Keyboard(cast(Any, card))
        hand.enter(question, right, segments)
        page.click(f"{card.selector} .buttons button")
        page.wait_for(f"document.querySelector({card.selector!r})?.matches({verdicts!r})")
        page.click(NEXT.format(question.id))


def test_a_whole_lesson_of_a_site_is_graded_and_is_there_again(
    page: EnginePage, project: Path
) -> None:
    count = len(read_copy(Project(project), "river").question_set.questions)
    with served(project / "site") as address:
        port = address.rpartition(":")[2]
        # WebKit's driver takes no host names; the machine's own address is no localhost either.
        own = address if page.engine == "Firefox" else f"http://{own_ip()}:{port}"
        page.goto(f"{own}/river.html")
        page.wait_for("document.body.dataset.ready !== undefined")
        answer_all(
            page, project, "[data-verdict=right], [data-verdict=noted], [data-verdict=saved]"
        )
        told = f"{count} of {count} answered"
        page.wait_for(f"document.getElementById('count').textContent === {told!r}")
        page.goto(f"{own}/report.html")
        page.wait_for("document.querySelector('.says-who-report')")


def test_a_graded_file_is_answered_and_its_hand_in_is_whole(
    page: EnginePage, project: Path
) -> None:
    copy = read_copy(Project(project), "river")
    page.goto((project / "river.html").as_uri())
    page.wait_for("document.body.dataset.ready !== undefined")
    answer_all(page, project, "[data-verdict=saved]")
    page.click("#name")
    page.keyboard.type("engine")
    page.click("#hand-in button[type=submit]")
    page.wait_for("document.querySelector('#hand-in pre')")
    text = str(page.evaluate("() => document.querySelector('#hand-in pre').textContent"))
    entries = read_hand_in(text.encode()).parts[0].entries
    given = {entry.question: entry for entry in entries if entry.what == "try"}
    for question, key in zip(copy.question_set.questions, copy.question_set.keys, strict=True):
        segments = copy.shown(question)
        response = response_from_data(given[question.id].response, question, segments)
        score = grade(question, key, response, segments).score
        assert score is None or is_right(question, score), question.id


def own_ip() -> str:
    """The address of this machine that others would use."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.connect(("10.255.255.255", 1))  # nothing is sent
        return str(found.getsockname()[0])
