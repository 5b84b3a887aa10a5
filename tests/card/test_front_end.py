"""The front ends: what is committed is what their sources give."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.front_ends import FRONT_ENDS, FrontEnd
from support.gift_reader.reader import GIFT_READER
from support.jupyterlab import ROOT
from support.ninth_kind.short_answer import Short

from kit.article.packages import kit_version

CARD = ROOT / "kit" / "card"

each_front_end = pytest.mark.parametrize("front", FRONT_ENDS.values(), ids=FRONT_ENDS)


@pytest.mark.slow
@each_front_end
def test_building_anew_gives_the_same_bytes(front: FrontEnd, tmp_path: Path) -> None:
    front.get_tools()
    assert front.build(tmp_path / "built") == front.bundle(), "not fresh: make front"


@pytest.mark.slow
@each_front_end
def test_types_style_and_layout_are_clean(front: FrontEnd) -> None:
    front.get_tools()
    front.run("npm", "run", "check")


@pytest.mark.parametrize(
    "folder",
    [*(front.sources for front in FRONT_ENDS.values()), GIFT_READER],
    ids=lambda folder: "/".join(folder.parts[-2:]),
)
def test_the_lock_holds_versions_and_checksums_and_no_address_of_a_registry(
    folder: Path,
) -> None:
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    wanted = json.loads((folder / "package.json").read_text())["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


@each_front_end
def test_the_bundle_asks_for_nothing_from_outside(front: FrontEnd) -> None:
    for name, data in front.bundle().items():
        text = data.decode()
        assert "https://" not in text, name
        assert "\nimport " not in text, name
        assert "url(" not in text, name


DRAW = """async ({ bundle, kinds, question, state }) => {
    const address = URL.createObjectURL(new Blob([bundle], { type: "text/javascript" }));
    const { default: front } = await import(address);
    const words = { check: "Check", offer_take: "offer_take {entered}" };
    const values = { question, state, words };
    window.sent = [];
    let hear = () => {};
    const model = {
        get: (name) => values[name],
        send: (message) => window.sent.push(message),
        on: (name, to) => { if (name === "change:state") hear = to; },
        off: () => {},
    };
    window.say = (more) => { values.state = { ...values.state, ...more }; hear(); };
    const { render } = front.initialize({ model: { get: () => kinds } });
    await render({ model, el: document.body });
}"""
STATE = {
    "turn": 0, "seq": 0, "response": {}, "sure": "", "saved": "", "stale": False, "kept": True,
    "older": "", "feedback": None, "self_mark": "", "notice": "", "warning": "", "hints": [],
    "more_hints": False, "may_show": False, "may_try": True,
}  # fmt: skip
QUESTION = {
    "id": "q", "kind": "write", "stem": ["Who says so?"], "items": [], "targets": [], "labels": [],
    "segments": [], "sure": None, "limit": None, "interval": None, "hide_feedback": False,
    "language": "en", "direction": "ltr", "text_language": "", "lesson": "l", "work": "w",
    "learner": "",
}  # fmt: skip
Given = Mapping[str, object]
NOTHING: Given = {}


def _draw(
    page: Page, kinds: Given = NOTHING, state: Given = NOTHING, **question: object
) -> Locator:
    """The card of a question on an empty page, with nobody who answers it."""
    bundle = (CARD / "card.bundle.js").read_text(encoding="utf-8")
    given = {"kinds": kinds, "question": QUESTION | question, "state": {**STATE, **state}}
    page.evaluate(DRAW, {"bundle": bundle, **given})
    return page.locator(".says-who").last


@pytest.mark.browser
def test_a_kind_from_another_package_is_drawn_answered_and_marked(browser: Browser) -> None:
    page = browser.new_page()
    script, styles = Short().front_end()
    _draw(page, {"short": {"script": script, "styles": styles}}, kind="short")
    page.get_by_role("textbox", name="Who says so?").press_sequentially("the mayor")
    page.get_by_role("button", name="Check").click()
    sent = page.evaluate("sent.at(-1)")
    assert (sent["do"], sent["response"]) == ("check", {"text": "the mayor"})
    marks = [
        {
            "item": "the mayor",
            "mark": "wrong",
            "note": ["Nobody does."],
            "misconception": "",
            "answer": "",
        }
    ]
    said = {"verdict": "wrong", "headline": "Not yet.", "summary": "", "marks": marks}
    page.evaluate(
        "more => say(more)",
        {"turn": 1, "seq": sent["seq"], "response": {"text": "the mayor"}, "feedback": said},
    )
    expect(page.locator(".headline")).to_contain_text("Not yet.")
    expect(page.locator(".short-note")).to_have_text("Nobody does.")
    expect(page.locator(".short-note")).to_have_css("font-style", "italic")
    page.close()


PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.browser
def test_a_stem_shows_pictures_of_its_own_and_tables_and_fetches_nothing(browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    cells = [{"tag": "td", "in": ["1"]}, {"tag": "td", "in": ["<b>2</b>"]}]
    stem = [
        {"tag": "img", "src": PICTURE, "alt": "a dot"},
        {"tag": "img", "src": "https://example.org/a.png", "alt": "a far one"},
        {"tag": "img", "src": "data:text/html,<p>no", "alt": "no picture"},
        {"tag": "table", "in": [{"tag": "tbody", "in": [{"tag": "tr", "in": cells}]}]},
        {"tag": "script", "in": ["alert(1)"]},
    ]
    _draw(page, stem=stem)
    drawn = page.locator(".stem")
    expect(drawn.get_by_role("img")).to_have_count(1)
    expect(drawn.get_by_role("img")).to_have_attribute("alt", "a dot")
    expect(drawn).to_contain_text("a far one")
    expect(drawn.locator("td")).to_have_text(["1", "<b>2</b>"])
    assert page.locator("script").count() == 0
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == []
    page.close()


@pytest.mark.browser
def test_what_one_card_kept_and_nobody_heard_no_other_card_writes_over(browser: Browser) -> None:
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body="<body>", content_type="text/html"))
    in_log = {"response": {"text": "Who"}, "sure": ""}
    for typed in ("?", ", and when?"):  # twice, each time without an end to what was offered
        page = context.new_page()
        page.goto("http://lesson.test/")
        card = _draw(page, state=in_log, learner="somebody")
        card.get_by_role("textbox").press("End")
        card.get_by_role("textbox").press_sequentially(typed)
        page.close()
    page = context.new_page()
    page.goto("http://lesson.test/")
    _draw(page, state=in_log, learner="somebody", id="q2")
    expect(page.locator(".offer")).to_be_hidden()
    card = _draw(page, state=in_log, learner="somebody")
    expect(card.locator(".offer")).to_be_hidden()  # until Python has looked at what it has
    page.evaluate("say({ seq: sent.at(-1).seq })")
    offered = [f"offer_take {text}" for text in ("Who?", "Who, and when?")]
    expect(card.locator(".offer button")).to_have_text([*offered, "offer_decline"])
    expect(card.get_by_role("textbox")).to_have_value("Who")
    card.locator(".offer button").first.click()
    expect(card.get_by_role("textbox")).to_have_value("Who?")
    expect(card.locator(".offer")).to_be_hidden()
    kept = page.evaluate(
        "() => Object.values(localStorage).map((v) => JSON.parse(v).response.text)"
    )
    assert kept == ["Who?"]
    context.close()


@pytest.mark.browser
def test_what_the_log_turns_out_not_to_keep_the_browser_keeps_again(browser: Browser) -> None:
    context = browser.new_context()
    context.route("**/*", lambda route: route.fulfill(body="<body>", content_type="text/html"))
    page = context.new_page()
    page.goto("http://lesson.test/")
    card = _draw(page, learner="somebody")
    card.get_by_role("textbox").press_sequentially("Who")
    card.locator(".buttons .main").click()
    objection = {"reason": "Nobody says so.", "page": "line 2"}
    reply = {"turn": 1, "seq": page.evaluate("sent.at(-1).seq"), "response": {"text": "Who"}}
    page.evaluate("more => say(more)", {**reply, "dispute": {**objection, "at": "now"}})
    page.wait_for_function("localStorage.length === 0")
    page.evaluate("say({ kept: false, warning: 'Not kept.' })")
    page.wait_for_function("localStorage.length === 2")
    kept = page.evaluate("() => Object.values(localStorage).map((v) => JSON.parse(v))")
    assert {"text": "Who"} in [entered.get("response") for entered in kept]
    assert objection in [{name: entered.get(name) for name in objection} for entered in kept]
    context.close()


def test_the_lesson_view_has_the_version_of_the_kit() -> None:
    described = FRONT_ENDS["the lesson view"].bundled / "package.json"
    assert json.loads(described.read_text(encoding="utf-8"))["version"] == kit_version()
