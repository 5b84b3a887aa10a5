"""A course as static files: answered with keys, graded, kept, carried on and handed in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from support.command_line import kit_says
from support.input_devices import Keyboard, Mouse
from support.jupyterlab import ROOT, build_river
from support.killed_tabs import answers_outlive_kills
from support.pages import ReadPage
from support.sites import launch_offline, pyodide, served, write_files

from kit.article.project import Project
from kit.article.seed import read_evidence
from kit.card.session import CardQuestion, Session
from kit.exchange import site as site_maker
from kit.exchange.behind import LOOKS_BACK, open_course
from kit.exchange.pyodide import FILES, NoPyodide, read_pyodide
from kit.exchange.site import make_site
from kit.learner.log import Entry, Log, read_log
from kit.lesson.copies import read_copy
from kit.question import sample_responses
from kit.question.grade import is_right
from kit.question.response_data import response_to_data
from kit.question.write import question_revision

LARGEST = 15_000_000  # bytes of a site, Pyodide with it
PYTHON = "**/python/*"
RIGHT = "[data-verdict='right'], [data-verdict='noted'], [data-verdict='saved']"


@pytest.fixture(scope="module")
def course() -> dict[str, bytes]:
    """The site of all lessons, without Pyodide."""
    own = Project(ROOT)
    exercises = ["start-here", "kim-putin-trip", "lindmere-water", "ostrel-bridge", "second-look"]
    empty = {"python_stdlib.zip": b"PK\5\6" + bytes(18), "pyodide-lock.json": b"{}"}
    return make_site(own, exercises, empty)


def ask(answer: Any, **request: object) -> Mapping[str, Any]:
    """The reply of what runs behind a page."""
    reply: Mapping[str, Any] = json.loads(answer(json.dumps(request)))
    return reply


def test_each_link_of_a_site_leads_to_a_page_of_it_and_nothing_comes_from_elsewhere(
    course: Mapping[str, bytes],
) -> None:
    pages = {name: ReadPage(data.decode()) for name, data in course.items() if "html" in name}
    assert len(pages) == len(Project(ROOT).lessons()) + 4
    ids = {
        name: {attrs["id"] for _, attrs in page.tags if "id" in attrs}
        for name, page in pages.items()
    }
    for name, page in pages.items():
        for _, attrs in page.tags:
            assert not (attrs.get("src") or "").startswith(("http", "/")), name
        for link in page.all("link") + page.all("script"):
            for place in filter(None, (link.get("href"), link.get("src"))):
                assert place in course or place == "data:,", name
        for link in page.all("a"):
            href = link.get("href") or ""
            if href and not href.startswith("http"):
                file, _, id = href.partition("#")
                assert file in pages, (name, href)
                assert not id or id in ids[file], (name, href)


@pytest.mark.slow
def test_a_site_of_all_lessons_with_python_has_at_most_fifteen_megabytes(
    course: Mapping[str, bytes],
) -> None:
    from kit.exchange.pyodide import slimmed

    assert sum(map(len, {**course, **slimmed(pyodide())}.values())) <= LARGEST


def test_the_site_says_only_sentences_that_it_has_and_all_of_them() -> None:
    scripts = (ROOT / "kit" / "exchange" / "front").glob("*.js")
    text = "".join(path.read_text(encoding="utf-8") for path in scripts)
    said = set(re.findall(r'"((?:page|hand_in|site|report|stage)_[a-z_]+)"', text))
    assert said == set(site_maker.WORDS)


@pytest.mark.slow
def test_behind_a_page_runs_only_what_is_python_alone(
    course: Mapping[str, bytes], tmp_path: Path
) -> None:
    archive = next(data for name, data in course.items() if name.startswith("course-"))
    (tmp_path / "course.zip").write_bytes(archive)
    with zipfile.ZipFile(tmp_path / "course.zip") as members:
        members.extractall(tmp_path)
    asked = dict.fromkeys((*LOOKS_BACK, "course"))
    code = f"""
import json, sys
sys.path.insert(0, {str(tmp_path / "lib")!r})
from kit.exchange.behind import open_course
answer = open_course({str(tmp_path / "course")!r}, "en")
lesson = "kim-putin-trip/7-score-the-forecast"
given = {{"score_forecast": ["1-what-am-i-looking-at", "forecast"], "course": ["kim-putin-trip"],
          "how_it_went": ["start-here"]}}
named = {{"fact_check_note": dict(then="then", since="since", evidence="best-evidence",
                                  summary="note")}}
for call in {list(asked)!r}:
    shown = json.loads(answer(json.dumps(dict(do="show", call=call, given=given.get(call, []),
        named=named.get(call, {{}}), lesson="" if call == "course" else lesson, entries=[]))))
    assert len(shown["html"]) > 20, call
answer(json.dumps(dict(do="review", lessons=[lesson], count=5, entries=[])))
roots = {{name.partition(".")[0] for name in sys.modules}} - sys.stdlib_module_names
print(sorted(name for name in roots if not name.startswith("_")))
"""
    done = subprocess.run([sys.executable, "-S", "-I", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['kit', 'markdown_it', 'mdurl', 'platformdirs']"


@pytest.mark.parametrize("lesson", ["river", "kim-putin-trip/7-score-the-forecast"])
def test_an_answer_is_told_on_a_page_what_it_is_told_in_a_notebook(
    lesson: str, tmp_path: Path
) -> None:
    root = build_river(tmp_path / "project") if lesson == "river" else ROOT
    copy, answer = read_copy(Project(root), lesson), open_course(str(root), "en")
    evidence = read_evidence(Project(root), copy.exercise)
    for question, key in zip(copy.question_set.questions, copy.question_set.keys, strict=True):
        segments = copy.shown(question)
        for sample in (sample_responses.right, sample_responses.wrong):
            given = response_to_data(sample(question, key, segments))
            reply = ask(
                answer, do="grade", lesson=lesson, question=question.id, response=given, tries=1
            )
            tried = Entry(
                "try", lesson, question.id, "2026-01-01T00:00:00.000000Z", "1", response=given,
                question_revision=question_revision(question, segments),
            )  # fmt: skip
            asked = CardQuestion(question, key, segments, evidence)
            session = Session(asked, [tried], Log(tmp_path / "home"), tried, told=True)
            told = json.loads(json.dumps(session.card.state["feedback"]))
            assert told in (reply["feedback"], reply["revealed"]), question.id
            assert reply["score"] is None or 0 <= reply["score"] <= 1


def test_telling_how_a_test_went_is_logged_by_the_page_and_links_lead_to_its_pages() -> None:
    copy, answer = read_copy(Project(ROOT), "start-here"), open_course(str(ROOT), "en")
    tests = [q for q in copy.question_set.questions if q.feedback_later]
    keys = {key.question: key for key in copy.question_set.keys}
    entries = [
        asdict(copy.entry("try", q.id))
        | {
            "response": response_to_data(sample_responses.right(q, keys[q.id], copy.shown(q))),
            "n": 1,
        }
        for q in tests
    ]
    show = {"do": "show", "given": [], "named": {}, "entries": entries}
    told = ask(answer, **show, call="how_it_went", lesson="start-here")
    assert {entry["question"] for entry in told["logged"]} == {q.id for q in tests}
    shown = ask(answer, **{**show, "given": ["kim-putin-trip"]}, call="course", lesson="")
    assert 'href="kim-putin-trip.1-what-am-i-looking-at.html"' in shown["html"]
    again = [*entries, *told["logged"]]
    later = ask(answer, **{**show, "entries": again}, call="how_it_went", lesson="start-here")
    assert later["logged"] == []


def test_files_that_are_not_those_of_pyodide_are_refused(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(NoPyodide, match="is not the file of Pyodide"):
        read_pyodide(tmp_path)
    with pytest.raises(NoPyodide, match="cannot be read"):
        read_pyodide(tmp_path / "nowhere")


def test_a_copy_that_is_damaged_is_refused_as_a_whole_and_says_where() -> None:
    code = """
    import { readCopy, writeCopy } from "./kit/exchange/front/copies.js";
    import { makeEntry } from "./kit/exchange/front/entries.js";
    const entry = makeEntry({ what: "try", lesson: "l", question: "q", n: 1, writer: "w" });
    const { text } = writeCopy([entry, { ...entry, id: "a".repeat(32) }], "1");
    const lines = text.split("\\n");
    const tried = [text, "no copy", lines.slice(0, 2).join("\\n"), text.replace('"try"', '"steal"'),
        text.replace('"format":2', '"format":1')];
    const read = tried.map((each) => readCopy(each));
    console.log(JSON.stringify(read.map(({ problem, entries }) => problem ?? entries.length)));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        *(2, "site_no_copy", "site_cut_off", "site_bad_line", "site_other_format")
    ]


def test_the_command_says_what_keeps_it_from_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build_river(tmp_path / "project"))

    def said(*words: str) -> str:
        return kit_says("site", *words, code=1)

    assert "There is no exercise “sea”" in said("sea", "--to", "site")
    assert "There is no language “xx”" in said("river", "--to", "site", "--language", "xx")
    assert "has files in it" in said("river", "--to", ".")
    assert "cannot be read" in said("river", "--to", "site", "--pyodide", "nowhere")


# -- In a browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, stored_river: Path) -> Iterator[str]:
    """Where a site of the made-up lesson is served over plain HTTP."""
    folder = tmp_path_factory.mktemp("site")
    files = make_site(Project(stored_river), ["river"], pyodide())
    with served(write_files(folder, files)) as found:
        yield found


@pytest.fixture
def context(offline: Browser) -> Iterator[BrowserContext]:
    """A browser in which nobody was before."""
    context = offline.new_context(viewport={"width": 1366, "height": 650})
    yield context
    context.close()


def open_page(context: BrowserContext, address: str, name: str = "river", who: str = "") -> Page:
    """A page of the site; ``who`` is the button to press where it asks who is here."""
    page = context.new_page()
    page.goto(f"{address}/{name}.html")
    if who:
        page.locator("#who").get_by_role("button", name=re.compile(who)).first.click()
    page.wait_for_selector("body[data-ready]")
    return page


def refuse(route: Route) -> None:
    """Let a file be missing."""
    route.abort()


@pytest.mark.browser
def test_a_whole_lesson_with_keys_over_plain_http_is_graded_reported_carried_on_and_handed_in(
    address: str, context: BrowserContext, offline: Browser, stored_river: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    copy = read_copy(Project(stored_river), "river")
    pairs = list(zip(copy.question_set.questions, copy.question_set.keys, strict=True))
    page = open_page(context, address)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("isSecureContext") is False
    expect(page.locator("#kept")).to_contain_text("plain HTTP")
    assert (
        page.locator(".lesson-step:not([hidden])").count() == 1
    )  # nothing tells an answer too early
    for number, (question, key) in enumerate(pairs):
        card = page.locator(f"[data-place='{question.id}'] .says-who")
        segments = copy.shown(question)
        hand = Keyboard(card)
        hand.enter(question, sample_responses.right(question, key, segments), segments)
        page.keyboard.press("Control+Enter")
        if number == 0 and page.locator("body").get_attribute("data-python") == "loading":
            expect(card.locator(".notice")).to_contain_text("is kept")
        expect(card.and_(page.locator(RIGHT))).to_be_visible()
        next_button = page.get_by_role("button", name="Next", exact=True)
        expect(next_button.and_(page.locator(":focus"))).to_be_visible()
        if number == 0:
            dispute(card)
        page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text(f"{len(pairs)} of {len(pairs)} answered")
    report = open_page(context, address, "report", "Go on")
    expect(report.locator(".says-who-report").first).to_contain_text("Your report")

    copies = open_page(context, address, "your-answers", "Go on")
    with copies.expect_download() as download:
        copies.get_by_role("button", name="Save a copy").click()
    saved = tmp_path / "copy.jsonl"
    saved.write_bytes(download.value.path().read_bytes())
    copies.get_by_label("Name or number").fill("keys")
    with copies.expect_download() as download:
        copies.get_by_role("button", name="Make the file").click()
    (tmp_path / "keys.json").write_bytes(download.value.path().read_bytes())

    elsewhere = offline.new_context()
    other = open_page(elsewhere, address, "your-answers")
    other.locator("#copy").set_input_files(saved)
    expect(other.get_by_role("status").last).to_contain_text("Taken in")
    other.goto(f"{address}/river.html")
    expect(other.locator("#count")).to_have_text(f"{len(pairs)} of {len(pairs)} answered")
    elsewhere.close()

    monkeypatch.setenv("KIT_HOME", str(tmp_path / "home"))
    kit_says("progress", "import", saved)
    tries = [e for e in read_log(tmp_path / "home" / "log").entries if e.what == "try"]
    assert [entry.question for entry in tries] == [question.id for question, _ in pairs]
    for entry, (question, _) in zip(tries, pairs, strict=True):
        assert entry.score is None or is_right(question, entry.score), question.id
    handed = json.loads((tmp_path / "keys.json").read_text(encoding="utf-8"))
    assert [e["id"] for e in handed["lessons"][0]["entries"] if e["what"] == "try"] == [
        entry.id for entry in tries
    ]
    words = [e for e in handed["lessons"][0]["entries"] if e["what"] == "dispute"]
    assert [(word["reason"], word["page"]) for word in words] == [("S3 says more.", "S3")]
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def dispute(card: Locator) -> None:
    """Dispute an answer with keys, from the way on and back to it."""
    keys = card.page.keyboard
    keys.press("Shift+Tab")  # the way on has the focus, and nobody passes by here to reach it
    expect(card.get_by_role("button", name="I dispute this")).to_be_focused()
    keys.press("Enter")
    keys.type("S3 says more.")
    keys.press("Tab")
    keys.type("S3")
    keys.press("Enter")
    expect(card.locator(".dispute-line")).to_contain_text("You dispute this.")
    keys.press("Tab")


@pytest.mark.whole
@pytest.mark.browser
def test_a_check_before_python_is_there_outlives_the_page_and_is_done_when_it_is(
    address: str, context: BrowserContext, stored_river: Path
) -> None:
    copy = read_copy(Project(stored_river), "river")
    question, key = copy.question_set.questions[0], copy.question_set.keys[0]
    segments = copy.shown(question)

    context.route(PYTHON, refuse)
    page = open_page(context, address)
    card = page.locator(f"[data-place='{question.id}'] .says-who")
    hand = Mouse(card)
    hand.enter(question, sample_responses.right(question, key, segments), segments)
    hand.press_button("Check")
    expect(card.locator(".notice")).to_contain_text("is kept")
    expect(page.locator("#python")).to_contain_text("tried again")
    page.close()
    context.unroute(PYTHON)
    again = open_page(context, address, who="Go on")
    card = again.locator(f"[data-place='{question.id}'] .says-who")
    expect(card).to_have_attribute("data-verdict", "right")
    expect(again.locator("#count")).to_have_text(re.compile("^1 of"))


@pytest.mark.browser
def test_a_browser_that_keeps_nothing_says_so_and_the_copy_is_saved_on_the_page_itself(
    address: str, context: BrowserContext, stored_river: Path
) -> None:
    context.route(PYTHON, refuse)  # which is not what is tried here
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    copy = read_copy(Project(stored_river), "river")
    question, key = copy.question_set.questions[0], copy.question_set.keys[0]
    page = open_page(context, address)
    expect(page.locator("#warning")).to_contain_text("keeps nothing")
    card = page.locator(f"[data-place='{question.id}'] .says-who")
    hand = Mouse(card)
    hand.enter(question, sample_responses.right(question, key, copy.shown(question)), ())
    hand.press_button("Check")
    expect(card.locator(".notice")).to_contain_text("is kept")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert [json.loads(line).get("question") for line in lines[1:]].count(question.id) >= 1


@pytest.mark.browser
@pytest.mark.kills
@pytest.mark.whole
def test_each_verdict_that_was_shown_is_there_after_the_tab_is_killed(
    address: str, browser: Browser, stored_river: Path
) -> None:
    own = launch_offline(browser.browser_type)
    first = read_copy(Project(stored_river), "river").question_set.questions[0]
    ready = "body[data-python=ready]"
    answers_outlive_kills(own, f"{address}/river.html", first.id, 250, ready)
    own.close()


@pytest.mark.browser
def test_without_scripts_a_lesson_is_readable_and_says_what_is_missing(
    address: str, offline: Browser
) -> None:
    context = offline.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/river.html")
    expect(page.locator("#not-alive")).to_be_visible()
    expect(page.locator("#article")).to_contain_text("officials say")
    expect(page.locator(".lesson-step").last).to_be_visible()
    context.close()


def read_and_print(page: Page) -> None:
    """Make the text larger; print the lesson with answers, then blank: all of it is on paper."""
    page.evaluate("window.print = () => {}")
    size = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Larger text").click()
    assert page.evaluate(size) > before
    for choice, is_blank in (("With my answers", False), ("Blank, to fill in by hand", True)):
        page.emulate_media(media="screen")
        page.locator(".print").click()
        page.get_by_role("button", name=choice).click()
        page.emulate_media(media="print")
        assert page.locator(".lesson-step:visible").count() == page.locator(".lesson-step").count()
        assert page.locator(".says-who").last.is_visible() is not is_blank
        assert page.locator(".paper").last.is_visible() is is_blank
        expect(page.locator(".bar")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 400)])
def test_axe_finds_nothing_on_the_pages_of_a_site(
    address: str, offline: Browser, scheme: Any, width: int
) -> None:
    context = offline.new_context(viewport={"width": width, "height": 2000}, color_scheme=scheme)
    context.route(PYTHON, refuse)
    for name in ("index", "river", "review", "report", "your-answers"):
        page = open_page(context, address, name)
        found = Axe().run(page).response["violations"]
        assert found == [], f"{name}: {json.dumps(found, indent=1)[:3000]}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        if name == "river":
            read_and_print(page)
        page.close()
    context.close()
