"""A lesson as one file: answered with keys, kept, handed in, and graded like any other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support.command_line import kit_says
from support.input_devices import Keyboard, Mouse
from support.jupyterlab import CHROMIUM, FLAGS, ROOT, build_river
from support.killed_tabs import answers_outlive_kills
from support.sites import write_files

from kit.article.project import Project
from kit.article.seed import read_article
from kit.article.segments import Segment
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.grades import read_gradings
from kit.classroom.releasing.leaks import Guarded, find_leaks
from kit.exchange import page as page_maker
from kit.exchange.asked import asked_data
from kit.exchange.html_page import as_script
from kit.exchange.page import lesson_page
from kit.exchange.prose import prose
from kit.exchange.site import make_site
from kit.language.strings import WORDS
from kit.learner.hand_in import HandIn, as_json, parts_of
from kit.learner.log import Entry
from kit.lesson.copies import LessonCopy, read_copy
from kit.question import sample_responses
from kit.question.grade import is_right
from kit.question.model import Key, Question
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data
from kit.question.write import as_plain_markdown, student_copy

LARGEST = 500_000  # bytes of a page
DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
LINKS = "[news](https://apnews.com/a) and [this lesson](river.ipynb) and [x](javascript:alert(1))"
# Other lessons of the exercise, each with what would keep it from being handed out.
QUESTION = """# Later

## a (choose)

Pick one.

- [{x}] one
- [ ] two

{more}Because: So it is.
"""
NOT_READY = {
    "2-damaged": QUESTION.format(x=" ", more=""),
    "3-draft": QUESTION.format(x="x", more="Draft: a rule\n"),
}
Asked = tuple[Question, Key, tuple[Segment, ...]]


def add_text(folder: Path, *texts: str) -> None:
    """Put text cells before all others of the made-up lesson."""
    path = folder / "notebooks" / "river.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[:0] = [nbformat.v4.new_markdown_cell(text) for text in texts]
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory, stored_river: Path) -> Iterator[Path]:
    """A teacher's folder with a page of the made-up lesson, as the working folder."""
    folder = tmp_path_factory.mktemp("pages") / "project"
    shutil.copytree(stored_river, folder)
    (folder / "notebooks" / "river").mkdir()
    (folder / "notebooks" / "river" / "dot.png").write_bytes(b64decode(DOT))
    add_text(
        folder, "# The river", "![a dot](river/dot.png) ![gone](../seeds/river/article.txt)", LINKS
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        later = folder / "answers" / "river"
        later.mkdir()
        for name, text in NOT_READY.items():
            (later / f"{name}.md").write_text(text, encoding="utf-8")
        said = kit_says("page", "river", "--to", "river.html")
        (folder / "said.txt").write_text(said, encoding="utf-8")
        shutil.rmtree(later)
        yield folder


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which nobody was before, without a network."""
    context = browser.new_context(viewport={"width": 1366, "height": 650}, accept_downloads=True)
    context.set_offline(True)
    yield context
    context.close()


def asked(lesson: str = "river") -> list[Asked]:
    """The lesson's questions, their keys, and what each shows."""
    own = Project(Path.cwd())
    question_set, article = read_question_set(own, lesson), read_article(own, lesson)
    pairs = zip(question_set.questions, question_set.keys, strict=True)
    return [(question, key, article.shown(question.show)) for question, key in pairs]


def open_page(context: BrowserContext, file: Path, who: str = "") -> Page:
    """The page of a file; ``who`` is the button to press where it asks who is here."""
    page = context.new_page()
    page.goto(file.as_uri())
    if who:
        page.locator("#who").get_by_role("button", name=re.compile(who)).first.click()
    page.wait_for_selector("body[data-ready]")
    return page


def hand_in(page: Page, name: str) -> bytes:
    """Hand in under a name; the bytes of the file."""
    page.get_by_label("Name or number").fill(name)
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file").press("Enter")
    return download.value.path().read_bytes()


def answer(page: Page, given: Asked, response: object) -> None:
    """Answer a question with the mouse, and submit it."""
    question, _, segments = given
    card = page.locator(f"[data-place='{question.id}'] .says-who")
    hand = Mouse(card)
    hand.enter(question, response, segments)  # type: ignore[arg-type]
    hand.press_button("Submit")
    expect(card).to_have_attribute("data-verdict", "saved")


@pytest.mark.slow
def test_a_page_holds_the_questions_no_key_and_nothing_from_elsewhere(teacher: Path) -> None:
    text = (teacher / "river.html").read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST
    assert "The cue “said” hands the claim to somebody" not in text
    assert not re.search(r"(?:src|href)=\"(?!data:|https?://|river.html)[^\"]", text)
    assert "default-src 'none'" in text
    for question, key, _ in asked():
        assert question.stem.split("\n")[0][:30] in text.replace("\\u003c", "<")
        assert not key.because or key.because not in text


@pytest.mark.slow
def test_a_page_is_made_of_a_lesson_whose_neighbours_are_not_ready(teacher: Path) -> None:
    said = (teacher / "said.txt").read_text(encoding="utf-8")
    assert "Not ready, and not in this release: river/2-damaged, river/3-draft; see" in said
    (kept,) = (teacher / "answers" / "released").iterdir()
    assert Project(kept).lessons() == ("river",)


def test_the_page_says_only_sentences_that_it_has_and_all_of_them() -> None:
    scripts = (ROOT / "kit" / "exchange" / "front").glob("*.js")
    script = "".join(path.read_text(encoding="utf-8") for path in scripts)
    said = set(re.findall(r'"((?:page|hand_in)_[a-z_]+)"', script))
    assert said == set(page_maker.WORDS)


@pytest.mark.slow
def test_text_cells_bring_their_pictures_and_links_lead_out_of_the_way(teacher: Path) -> None:
    text = (teacher / "river.html").read_text(encoding="utf-8")
    assert text.count("<h1") == 1
    assert f'<img alt="a dot" src="data:image/png;base64,{DOT}">' in text
    assert "[gone]" in text
    assert '<a href="https://apnews.com/a" target="_blank" rel="noopener noreferrer">' in text
    assert '<a href="river.html">this lesson</a>' in text
    assert 'href="javascript' not in text


@pytest.mark.slow
def test_a_page_of_a_lesson_that_tells_an_answer_is_refused(
    tmp_path: Path, stored_river: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(stored_river, tmp_path / "project")
    monkeypatch.chdir(folder)
    add_text(folder, "The cue “said” hands the claim to somebody. It does not make the claim true.")
    said = kit_says("page", "river", "--to", "river.html", code=1)
    assert "pages/river.html" in said
    assert not (folder / "river.html").exists()


@pytest.mark.parametrize("lesson", Project(ROOT).lessons())
def test_the_questions_of_a_page_tell_no_answer_though_options_stand_in_it_twice(
    lesson: str,
) -> None:
    copy = read_copy(Project(ROOT), lesson)
    guarded = Guarded(lesson, copy.question_set, copy.article)
    asked = [asked_data(q, copy.shown(q), copy.revision) for q in copy.question_set.questions]
    on_paper = "\n".join(
        f"<noscript>{prose(as_plain_markdown(q, copy.shown(q)), ROOT, lambda href: '')}</noscript>"
        for q in copy.question_set.questions
    )
    page = f"{on_paper}\n{as_script(asked)}"
    assert find_leaks({"pages/lesson.html": page.encode()}, [guarded]) == ()


@pytest.mark.slow
def test_a_page_is_made_of_a_lesson_that_there_is_and_never_over_another_file(
    teacher: Path,
) -> None:
    assert "There is no lesson “sea”" in kit_says("page", "sea", "--to", "sea.html", code=1)
    assert "end it with “.html”" in kit_says("page", "river", "--to", "river.pdf", code=1)
    assert "is there already" in kit_says("page", "river", "--to", "river.html", code=1)


@pytest.mark.browser
def test_a_whole_lesson_with_keys_is_kept_handed_in_and_graded(
    teacher: Path, context: BrowserContext
) -> None:
    page = open_page(context, teacher / "river.html")
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url))
    for question, key, segments in asked():
        card = page.locator(f"[data-place='{question.id}'] .says-who")
        hand = Keyboard(card)
        hand.enter(question, sample_responses.right(question, key, segments), segments)
        hand.press_button("Submit")
        expect(card).to_have_attribute("data-verdict", "saved")
        expect(
            page.get_by_role("button", name="Next", exact=True).and_(page.locator(":focus"))
        ).to_be_visible()
        page.keyboard.press("Enter")
    count = len(asked())
    expect(page.locator("#count")).to_have_text(f"{count} of {count} answered")
    page.close()
    again = open_page(context, teacher / "river.html", "Go on")
    expect(again.locator("#count")).to_have_text(f"{count} of {count} answered")
    Path("keys.json").write_bytes(hand_in(again, "keys"))
    Path("roster.csv").write_text("id,name\nkeys,Keys\n", encoding="utf-8")
    kit_says("collect", "keys.json", "--to", "class", "--roster", "roster.csv")
    kit_says("grade", "class")
    rows = {row.question: row for row in read_gradings(ClassFolder(Path("class")))[-1].rows}
    assert rows.keys() == {question.id for question, *_ in asked()}
    for question, *_ in asked():
        score = rows[question.id].score
        assert score is None or is_right(question, score), question.id
    assert [url for url in outside if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.browser
def test_somebody_else_begins_anew_and_each_finds_their_own_again(
    teacher: Path, context: BrowserContext
) -> None:
    file, first = teacher / "river.html", asked()[0]
    page = open_page(context, file)
    answer(page, first, sample_responses.right(*first))
    page.close()
    other = open_page(context, file, "somebody else")
    expect(other.locator("#count")).to_have_text(re.compile("^0 of"))
    expect(other.locator("[data-place='owner'] input:checked")).to_have_count(0)
    answer(other, first, sample_responses.wrong(*first))
    other.close()
    again = context.new_page()
    again.goto(file.as_uri())
    expect(again.locator("#who button")).to_have_count(3)
    again.locator("#who button").nth(1).click()  # the one who was here earlier
    again.wait_for_selector("body[data-ready]")
    right = sample_responses.right(*first).ticked[0]
    expect(again.get_by_role("radio", name=right, exact=True)).to_be_checked()


A_YEAR_AHEAD = """() => {
    const Right = Date;
    window.Date = class extends Right {
        constructor(...given) { super(...(given.length ? given : [Right.now() + 365 * 864e5])); }
    };
}"""


@pytest.mark.browser
def test_two_pages_at_once_lose_nothing_of_each_other_though_the_clock_of_one_is_wrong(
    teacher: Path, context: BrowserContext
) -> None:
    file, (first, second, *_) = teacher / "river.html", asked()
    one = open_page(context, file)
    one.evaluate(A_YEAR_AHEAD)
    answer(one, first, sample_responses.right(*first))
    two = open_page(context, file, "Go on")
    answer(two, second, sample_responses.right(*second))
    expect(one.locator("#count")).to_have_text(re.compile("^2 of"))
    answer(one, second, sample_responses.wrong(*second))
    expect(two.locator("[data-place='last-chance'] input:checked")).to_have_count(1)
    wrong = sample_responses.wrong(*second).ticked[0]
    card = two.locator("[data-place='last-chance']")
    expect(card.get_by_role("radio", name=wrong, exact=True)).to_be_checked()
    last = sample_responses.wrong(*first)
    answer(two, first, last)
    card = one.locator("[data-place='owner']")
    expect(card.get_by_role("radio", name=last.ticked[0], exact=True)).to_be_checked()
    written = json.loads(hand_in(two, "two"))
    tries = [e for e in written["lessons"][0]["entries"] if e["what"] == "try"]
    assert [entry["question"] for entry in tries] == ["owner", *["last-chance"] * 2, "owner"]
    assert tries[-1]["response"] == response_to_data(last)
    assert tries[0]["at"] > tries[-1]["at"]


@pytest.mark.browser
def test_answers_outlive_the_browser_and_those_of_a_practice_site_are_kept_apart(
    teacher: Path, browser: Browser, tmp_path: Path
) -> None:
    empty = {"python_stdlib.zip": b"PK\5\6" + bytes(18), "pyodide-lock.json": b"{}"}
    write_files(tmp_path / "site", make_site(Project(teacher), ["river"], empty))
    graded, practice = teacher / "river.html", tmp_path / "site" / "river.html"
    first, profile = asked()[0], tmp_path / "profile"

    def start() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS
        )

    with start() as before:
        answer(open_page(before, graded), first, sample_responses.right(*first))
    with start() as after:
        again = open_page(after, graded, "Go on")
        expect(again.locator("#count")).to_have_text(re.compile("^1 of"))
        # Files share what a browser keeps of them.
        other = open_page(after, practice)
        expect(other.locator("#count")).to_have_text(re.compile("^0 of"))
        card = other.locator(f"[data-place='{first[0].id}'] .says-who")
        hand = Mouse(card)
        hand.enter(first[0], sample_responses.wrong(*first), first[2])
        hand.press_button("Check")
        expect(card.locator(".notice")).to_contain_text("is kept")
        again.reload()
        again.locator("#who button").first.click()
        name = sample_responses.right(*first).ticked[0]
        expect(again.get_by_role("radio", name=name, exact=True)).to_be_checked()


@pytest.mark.browser
@pytest.mark.parametrize("refused", ["undefined", "{ open() { throw new Error('no') } }"])
def test_a_browser_that_keeps_nothing_says_so_first_and_the_file_is_the_copy(
    teacher: Path, context: BrowserContext, refused: str
) -> None:
    context.add_init_script(f"Object.defineProperty(window, 'indexedDB', {{ value: {refused} }})")
    page = open_page(context, teacher / "river.html")
    expect(page.get_by_role("alert").first).to_have_text(WORDS["page_not_kept"])
    first = asked()[0]
    answer(page, first, sample_responses.right(*first))
    written = json.loads(hand_in(page, "nothing kept"))
    assert [entry["question"] for entry in written["lessons"][0]["entries"]] == ["owner"]


@pytest.mark.browser
def test_storage_that_is_full_is_said_and_tried_again(
    teacher: Path, context: BrowserContext
) -> None:
    page = open_page(context, teacher / "river.html")
    first, second, *_ = asked()
    page.evaluate(
        """() => {
            const { prototype } = IDBObjectStore;
            window.put = prototype.put;
            prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
        }"""
    )
    answer(page, first, sample_responses.right(*first))
    expect(page.locator("[data-place='owner']")).to_contain_text("keeps nothing")
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    answer(page, second, sample_responses.right(*second))
    page.close()
    again = open_page(context, teacher / "river.html", "Go on")
    expect(again.locator("#count")).to_have_text(re.compile("^2 of"))


@pytest.mark.browser
def test_damaged_records_are_passed_over_and_counted(
    teacher: Path, context: BrowserContext
) -> None:
    page = open_page(context, teacher / "river.html")
    first = asked()[0]
    answer(page, first, sample_responses.right(*first))
    page.evaluate(
        """async () => {
            const result = (request) => new Promise((done) => {
                request.onsuccess = () => done(request.result);
            });
            const database = await result(indexedDB.open("says-who"));
            const store = database.transaction("entries", "readwrite").objectStore("entries");
            const [good] = await result(store.getAll());
            const { work } = good;
            const again = database.transaction("entries", "readwrite");
            again.objectStore("entries").put({ id: "x", work, what: "try", response: "<b>" });
            again.objectStore("entries").put({ id: "y", work });
            await new Promise((done) => { again.oncomplete = done; });
        }"""
    )
    page.close()
    again = open_page(context, teacher / "river.html", "Go on")
    expect(again.locator("#warning")).to_contain_text("skipped: 2")
    expect(again.locator("#count")).to_have_text(re.compile("^1 of"))


@pytest.mark.browser
def test_answers_can_be_removed_from_a_shared_computer(
    teacher: Path, context: BrowserContext
) -> None:
    page = open_page(context, teacher / "river.html")
    first = asked()[0]
    answer(page, first, sample_responses.right(*first))
    hand_in(page, "shared")
    page.get_by_role("button", name="Remove my answers").click()
    page.get_by_role("button", name="Remove them").click()
    expect(page.get_by_role("alert").last).to_contain_text("removed from this browser")
    assert page.evaluate("Object.keys(localStorage).filter((n) => /draft|offer/.test(n))") == []
    page.close()
    again = open_page(context, teacher / "river.html")
    expect(again.locator("#who")).to_be_hidden()
    expect(again.locator("#count")).to_have_text(re.compile("^0 of"))


@pytest.mark.browser
def test_half_a_file_or_no_scripts_leave_a_page_to_read_that_says_what_is_missing(
    teacher: Path, browser: Browser, tmp_path: Path
) -> None:
    text = (teacher / "river.html").read_text(encoding="utf-8")
    (tmp_path / "half.html").write_text(text[: text.index("<script")], encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    for file in (tmp_path / "half.html", teacher / "river.html"):
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator("#not-alive")).to_be_visible()
        expect(page.locator("#article")).to_contain_text("officials say")
    context.close()


def _page_of_hostile(own: Project) -> Path:
    """The page of a lesson that nobody could release: its address and its options are attacks."""
    question_set = read_question_set(own, "hostile")
    own.answers("hostile").unlink()
    copy = own.notebook("hostile").with_suffix(".questions.md")
    copy.write_text(student_copy(question_set), encoding="utf-8")
    file = own.root / "hostile.html"
    file.write_text(lesson_page(own, "hostile"), encoding="utf-8")
    return file


def test_a_question_without_scripts_shows_its_signs_and_no_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build_river(tmp_path / "project"))
    text = _page_of_hostile(Project(tmp_path / "project")).read_text(encoding="utf-8")
    shown = "".join(re.findall(r"<noscript>(.*?)</noscript>", text, re.S))
    assert "$" in shown
    assert "&lt;span&gt;" not in shown


@pytest.mark.browser
def test_hostile_text_stays_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, context: BrowserContext
) -> None:
    monkeypatch.chdir(build_river(tmp_path / "project"))
    given_to_all = asked("hostile")
    file = _page_of_hostile(Project(tmp_path / "project"))
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready]")
    for given in given_to_all:
        answer(page, given, sample_responses.right(*given))
    hand_in(page, "<img src=x onerror=alert(1)>")
    assert said == []
    assert page.locator("#lesson script, #lesson [onerror], #lesson iframe").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 400])
def test_axe_finds_nothing_on_a_page(
    teacher: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 9000},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = open_page(context, teacher / "river.html")
    first = asked()[0]
    answer(page, first, sample_responses.right(*first))
    page.get_by_label("Name or number").fill("axe")
    page.get_by_role("button", name="Make the file").click()
    found = Axe().run(page).response["violations"]
    assert found == [], json.dumps(found, indent=1)[:3000]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    context.close()


@pytest.mark.browser
@pytest.mark.kills
@pytest.mark.whole
def test_whatever_was_shown_as_saved_is_there_after_the_tab_is_killed(
    teacher: Path, browser: Browser
) -> None:
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS)
    address, (question, *_) = (teacher / "river.html").as_uri(), asked()[0]
    answers_outlive_kills(own, address, question.id, 60, ready="body[data-ready]")
    own.close()


# -- A class that answered in notebooks, on a site and in single files

STUDENTS = 12
_WRITE = """
import { writeHandIn } from "./kit/exchange/front/hand_in.js";
let text = "";
for await (const part of process.stdin) text += part;
const write = ({ about, name, entries }) => writeHandIn(about, name, entries).text;
console.log(JSON.stringify(JSON.parse(text).map(write)));
"""


def is_to_be_right(student: int, question: int) -> bool:
    """Which answers of the class are right: about two in three, in no order that a form has."""
    return (student * 7 + question * 5) % 3 > 0


def answers_of(copy: LessonCopy, student: int, work: str, revision: str) -> list[Entry]:
    """What a student answered, one try a question."""
    found: list[Entry] = []
    pairs = zip(copy.question_set.questions, copy.question_set.keys, strict=True)
    for number, (question, key) in enumerate(pairs):
        sample = sample_responses.wrong
        if is_to_be_right(student, number):
            sample = sample_responses.right
        response = response_to_data(sample(question, key, copy.shown(question)))
        at, id = f"2026-01-01T00:00:{number:02}.000000Z", f"{student:016x}{number:016x}"
        found.append(
            Entry("try", copy.name, question.id, at, id, revision, response, work=work, n=number)
        )
    return found


@pytest.mark.slow
def test_hand_ins_of_all_three_are_collected_and_graded_as_one_class(
    teacher: Path, tmp_path: Path
) -> None:
    page = (teacher / "river.html").read_text(encoding="utf-8")
    found = re.search(r'id="says-who-lesson">(.*?)</script>', page, re.S)
    assert found
    about = json.loads(found[1])
    copy = read_copy(Project(teacher), "river")
    given = {
        n: answers_of(copy, n, about["work"], about["revisions"]["river"]) for n in range(STUDENTS)
    }
    of_site = {**{n: about[n] for n in ("exercise", "kit", "work", "revisions")}, "lesson": ""}
    in_browser = [
        {
            "about": about if n % 3 == 1 else of_site,
            "name": f"s{n}",
            "entries": list(map(asdict, given[n])),
        }
        for n in given
        if n % 3
    ]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _WRITE],
        input=json.dumps(in_browser),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    texts = json.loads(done.stdout)
    for n in range(0, STUDENTS, 3):
        parts = parts_of(given[n], "river", about["revisions"])
        made = "2026-01-01T01:00:00.000000Z"
        texts.append(as_json(HandIn("river", f"s{n}", made, about["kit"], parts, about["work"])))
    (tmp_path / "uploads").mkdir()
    for number, text in enumerate(texts):
        (tmp_path / "uploads" / f"{number}.json").write_text(text, encoding="utf-8")
    rows = "".join(f"s{n},Student {n}\n" for n in range(STUDENTS))
    (tmp_path / "roster.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    to = str(tmp_path / "class")
    kit_says("collect", tmp_path / "uploads", "--to", to, "--roster", tmp_path / "roster.csv")
    kit_says("grade", to)
    graded = read_gradings(ClassFolder(tmp_path / "class"))[-1].rows
    questions = {q.id: (number, q) for number, q in enumerate(copy.question_set.questions)}
    assert Counter(row.student for row in graded) == {
        f"s{n}": len(questions) for n in range(STUDENTS)
    }
    for row in graded:
        number, question = questions[row.question]
        if row.score is not None:
            wanted = is_to_be_right(int(row.student[1:]), number)
            assert is_right(question, row.score) is wanted, (row.student, row.question)
