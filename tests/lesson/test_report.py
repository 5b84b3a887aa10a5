"""A report says what the figures are, in a notebook and as a page that needs nothing else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.card_sessions import WHO, do_the_course
from support.jupyterlab import KERNEL, RIVER, ROOT, Labs, Sitting, copy_project
from support.pages import ReadPage

import kit
from kit.article.project import Project
from kit.language.translation import ENGLISH, strings, translation_for
from kit.learner.figures import QuestionInReport, figures
from kit.learner.log import Entry, History, Log
from kit.learner.measures import FEW, Share
from kit.lesson.copies import LessonCopy, read_copy
from kit.lesson.course import CourseMap
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson
from kit.lesson.plots import Bar, draw_calibration, draw_shares
from kit.lesson.report import Report, make_report
from kit.lesson.report_summary import MOST, Summary, next_step, summarize
from kit.question.kinds import kind
from kit.question.model import Question

BAD = '<img src=x onerror="alert(1)">{title} $\\frac$ </style><script>alert(2)</script>'


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a learner who did the whole course."""
    home = tmp_path_factory.mktemp("learner")
    do_the_course(Log(home))
    return home


@pytest.fixture
def at_home(learner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That learner in an empty folder of a copy of the project."""
    project = copy_project(tmp_path / "project")
    monkeypatch.chdir(project / "notebooks")
    monkeypatch.setenv("KIT_HOME", str(learner))
    return project


def _report(**values: object) -> Report:
    found = kit.report(**values)  # type: ignore[arg-type]
    assert isinstance(found, Report)
    return found


# -- What it says


@pytest.mark.slow
def test_nothing_answered_is_one_kind_sentence_and_no_file(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    quiz = Lesson(WHO, Project(ROOT), Log(home))
    shown = quiz.report()
    assert repr(shown).startswith("There is nothing to report yet, and that is fine.")
    assert shown._repr_html_() == f"<p>{shown!r}</p>"
    assert repr(shown.save()) == repr(shown)
    assert list(tmp_path.glob("*.html")) == []


def test_the_text_the_notebook_and_the_page_say_the_same_figures(at_home: Path) -> None:
    report = _report()
    text, shown, page = repr(report), report._repr_html_(), report.page()
    figures = report.figures
    assert f"Questions answered | {figures.work.questions}" in text
    right, n = figures.work.graded.right, figures.work.graded.n
    assert f"Right at the first try | {right} of {n}" in text
    rows = [line.split(" | ") for line in text.splitlines() if " | " in line]
    for html in (shown, page):
        words = ReadPage(html).words
        for row in rows:
            assert all(cell in words for cell in row), row
    assert "<h2 " in shown
    assert "<h1 " in page


def test_every_figure_comes_with_a_sentence_and_there_is_no_score_for_the_whole(
    at_home: Path,
) -> None:
    text = repr(_report())
    parts = text.split("## ")[1:]
    assert len(parts) == 7
    assert all(len(part.splitlines()[1]) > 60 for part in parts)
    for name in ("Hits", "Wrongly doubted", "Let through", "Sensitivity", "Bias", "Mean miss"):
        assert len(re.findall(rf"^{name}.*\.$", text, re.M)) == 1
    assert "There is no score for the whole" in text


def test_practice_and_another_text_are_told_apart_in_the_report_on_a_course(at_home: Path) -> None:
    course = _report(exercise="kim-putin-trip")
    (apart,) = (part for part in repr(course).split("## ") if part.startswith("Practice, and"))
    found = course.figures
    assert {skill for skill, *_ in found.transfer} == {skill for skill, _ in found.skills}
    practice, other = found.transfer[0][1:]
    row = f"provenance | {practice.right} of {practice.n} | {other.right} of {other.n}"
    assert row in apart
    assert "Practice, and another text" in course._repr_html_()
    assert "Practice, and another text" not in repr(_report(exercise="ostrel-bridge"))
    alone = _report(exercise="lindmere-water").figures
    assert alone.skills
    assert alone.transfer == ()


def test_a_lesson_s_report_is_of_that_lesson(learner: Path, at_home: Path) -> None:
    quiz = Lesson(WHO, Project(at_home), Log(learner))
    own, all_lessons = quiz.report(), _report()
    assert isinstance(own, Report)
    assert "Your report: Who says so?" in repr(own)
    assert own.figures.work.questions == len(quiz._question_set.questions)
    assert all_lessons.figures.work.questions > own.figures.work.questions
    of_one = _report(exercise="start-here")
    assert 0 < of_one.figures.work.questions < own.figures.work.questions + 10


# -- Its first words


def _first_words(*answers: tuple[str, float | None, str]) -> Summary:
    """What a report on the river says first, after these tries: question, score, confidence."""
    copy = read_copy(RIVER, "river")
    tries = [replace(copy.entry("try", q), score=score, sure=sure) for q, score, sure in answers]
    report = make_report("The river", [copy], History(tuple(tries)), project=RIVER)
    assert report.summary
    return report.summary


SURE_NONE = (
    "You did not say how sure you were. Said before you know the answer, it shows how well you "
    "know what you know."
)
NOTHING_AGAIN = "There is nothing to look at again."


@pytest.mark.parametrize(
    ("answers", "well", "again", "sure"),
    [
        pytest.param(
            [("owner", 1.0, "")],
            "Your 1 answer was right at the first try.",
            NOTHING_AGAIN,
            SURE_NONE,
            id="one answer",
        ),
        pytest.param(
            [("owner", 0.0, "certain")],
            "Your 1 answer was not right at the first try. That is where explanations help most.",
            "Look at this one again: question 1: Who says in S1 that the river is clean?",
            "You said 1 time how sure you were. That promised about 1 right, and it came to 0; so "
            "few say little yet.",
            id="one wrong answer",
        ),
        pytest.param(
            [("owner", 1.0, "guess"), ("told", 1.0, "guess")],
            "All of your 2 answers were right at the first try.",
            NOTHING_AGAIN,
            "You said 2 times how sure you were. That promised about 1 right, and it came to 2; so "
            "few say little yet.",
            id="all right",
        ),
        pytest.param(
            [("told", 0.5, ""), ("owner", 0.0, "")],
            "None of your 2 answers was right at the first try. That is where explanations help "
            "most.",
            "Look at these again: question 1: Who says in S1 that the river is clean?; question 3: "
            "What does S2 tell you? Tick all that apply.",
            SURE_NONE,
            id="all wrong",
        ),
        pytest.param(
            [("owner", 0.0, ""), ("owner", 1.0, ""), ("told", 0.0, "")],
            "At the first try none of your 2 answers was right, in the end 1 of them.",
            "Look at this one again: question 3: What does S2 tell you? Tick all that apply.",
            SURE_NONE,
            id="mended",
        ),
        pytest.param(
            [("doubt", None, "")],
            "You answered 1 question. It is neither right nor wrong, or is not judged here.",
            NOTHING_AGAIN,
            SURE_NONE,
            id="only open questions",
        ),
    ],
)
def test_a_report_begins_with_three_sentences_in_every_state(
    answers: list[tuple[str, float | None, str]], well: str, again: str, sure: str
) -> None:
    assert _first_words(*answers).sentences == (well, again, sure)


@pytest.mark.parametrize(
    ("right", "said"),
    [(10, "you knew more than you thought"), (5, "the two fit"), (0, "surer than you were right")],
)
def test_how_sure_is_held_against_how_often_right_once_there_are_enough(
    right: int, said: str
) -> None:
    asked = {("l", str(n)): QuestionInReport(CHOOSE, "", ()) for n in range(10)}
    tries = [_try(str(n), sure="guess", score=float(n < right)) for n in range(10)]
    summary = summarize(figures(tries, asked), [], tries, ("", None), ENGLISH)
    assert said in summary.sure
    assert f"promised about 5 right, and it came to {right}" in summary.sure


def test_what_somebody_was_certain_of_is_to_be_looked_at_first_and_the_rest_is_counted() -> None:
    questions = read_copy(RIVER, "river").question_set.questions
    ids = [q.id for q in questions if kind(q.kind).right_or_wrong and q.kind != "write"]
    summary = _first_words(*((id, 0.0, "certain" if id == ids[-1] else "") for id in ids))
    assert [place.question for place in summary.places] == [ids[-1], *ids[: MOST - 1]]
    assert summary.more == f"{len(ids) - MOST} more of them"


def test_the_next_step_is_a_question_that_is_left_then_a_lesson_then_another_look() -> None:
    copy, other = read_copy(RIVER, "river"), read_copy(RIVER, "hostile")
    tries = tuple(copy.entry("try", q.id) for q in copy.question_set.questions)

    def step(done: tuple[Entry, ...], others: list[LessonCopy], due: bool) -> tuple[str, str, str]:
        text, place = next_step([copy], others, lambda c: done if c is copy else (), due, ENGLISH)
        return text, place.lesson if place else "", place.question if place else ""

    second = copy.question_set.questions[1].id
    assert step(tries[:1], [other], True) == (
        "Next: go on with “The river”, question 2", "river", second,
    )  # fmt: skip
    assert step(tries, [other], True)[1:] == ("hostile", "")
    assert step(tries, [], True)[1:] == ("review", "")
    assert step(tries, [], False) == (
        "Next: nothing is left here. You have answered every question.", "", "",
    )  # fmt: skip


def test_links_lead_to_the_cells_that_ask(at_home: Path, learner: Path) -> None:
    """Each link is from the folder of the notebook, whatever the folder."""
    quiz = Lesson(WHO, Project(at_home), Log(learner))
    copy = quiz._copy
    missed = copy.question_set.questions[2].id
    wrong = replace(copy.entry("try", missed), score=0.0)
    report = make_report("t", [copy], History((wrong,)), project=Project(at_home))
    for folder in ("notebooks", "notebooks/kim-putin-trip", "seeds"):
        os.chdir(at_home / folder)
        links = [str(a["href"]) for a in ReadPage(report._repr_html_()).all("a")]
        for link, asks in zip(links, (missed, copy.question_set.questions[0].id), strict=True):
            path, _, cell = link.partition("#cell-id=")
            notebook = json.loads(Path(unquote(path)).read_text(encoding="utf-8"))
            (source,) = ["".join(c["source"]) for c in notebook["cells"] if c["id"] == cell]
            assert source == f'quiz.ask("{asks}")'
    assert ReadPage(report.page()).all("a") == []  # it may be read anywhere


def test_the_figures_are_folded_in_a_notebook_and_open_on_a_page(at_home: Path) -> None:
    report = _report()
    assert ReadPage(report._repr_html_()).all("details") == [{}]
    assert ReadPage(report.page()).all("details") == [{"open": None}]


def test_no_report_card_or_map_names_what_only_lesson_7_explains(at_home: Path) -> None:
    names = {name: text for name, text in strings().items() if "Brier" in str(text)}
    assert set(names) == {"brier"}


def test_the_map_of_a_course_begins_with_the_next_step(at_home: Path, home: Path) -> None:
    shown = kit.course("kim-putin-trip")
    assert repr(shown).splitlines()[0] == "Next: What am I looking at?"
    assert isinstance(shown, CourseMap)
    first = ReadPage(shown._repr_html_()).all("a")[0]
    assert first == {"href": "kim-putin-trip/1-what-am-i-looking-at.ipynb"}
    copy = read_copy(Project(at_home), WHO)
    log = Log(home)
    log.append(copy.entry("try", copy.question_set.questions[0].id))
    begun = kit.course("kim-putin-trip")
    assert repr(begun).splitlines()[0] == "Next: go on with “Who says so?”, question 2"
    assert isinstance(begun, CourseMap)
    assert "#cell-id=" in str(ReadPage(begun._repr_html_()).all("a")[0]["href"])


def test_the_next_step_is_said_when_all_is_done(at_home: Path) -> None:
    done = repr(kit.course("kim-putin-trip")).splitlines()
    assert done[0] == "Next: nothing is left here. You have answered every question."


# -- Its figures

CHOOSE = Question("q", "choose", "?", skills=("ATT",))


def test_few_answers_are_grey_and_said_to_be_few() -> None:
    asked = {("l", str(n)): QuestionInReport(CHOOSE, "holds", ()) for n in range(FEW)}
    tries = [_try(str(n)) for n in range(FEW)]
    few = Report("t", figures(tries[:-1], asked))
    assert "| 4 | 4 | too few to say |" in repr(few)
    assert "Sensitivity and bias are told from 5 answers of each sort on." in repr(few)
    assert '<tr class="few">' in few._repr_html_()
    fails = {("l", f"f{n}"): QuestionInReport(CHOOSE, "fails", ()) for n in range(FEW)}
    both = Report("t", figures([*tries, *(_try(f"f{n}") for n in range(FEW))], asked | fails))
    assert "Whether you lean to doubt or to trust is not known" in repr(both)
    enough = Report("t", figures(tries, asked))
    assert "| 5 | 5 | 100 % | 57 % – 100 %" in repr(enough)
    assert 'class="few"' not in enough._repr_html_()


def test_a_report_speaks_french(at_home: Path) -> None:
    report = _report(language="fr")
    assert "Ton bilan\u202f: toutes les leçons" in repr(report)
    page = ReadPage(report.page())
    assert page.all("html") == [{"lang": "fr", "dir": "ltr"}]
    assert "Écart moyen\u202f: 0," in page.text
    assert not re.search(r"\d%|\d %", repr(report))


# -- What can go wrong


def test_what_is_missing_or_damaged_is_said_and_keeps_nothing_else_away(at_home: Path) -> None:
    missing = kit.report("no-such")
    assert repr(missing) == "There is no exercise “no-such” here."
    assert isinstance(missing, Notice)
    assert missing.save("report.html") is missing
    whole = _report().figures.work.questions
    (at_home / "answers" / f"{WHO}.md").write_bytes(b"\xff")
    rest = _report()
    assert 0 < rest.figures.work.questions < whole
    assert f"Not in this report, as it cannot be read: answers/{WHO}.md is not in UTF-8" in repr(
        rest
    )


def test_lines_that_could_not_be_read_are_counted() -> None:
    assert "2 lines of your saved answers could not be read" in repr(
        make_report("t", {}, History((), 2))
    )


def _try(question: str, **values: object) -> Entry:
    entry = Entry("try", "l", question, "2026-11-02T10:00:00Z", question, score=1.0)
    return replace(entry, **values)  # type: ignore[arg-type]


def test_hostile_text_stays_text() -> None:
    asked = {("l", "q"): QuestionInReport(replace(CHOOSE, skills=(BAD,)), "", (BAD,))}
    entries = [
        _try("q", at=BAD, tags=(BAD,), sure="certain", score=0.0),
        Entry("mark", "l", "q", BAD, "m", level=BAD),
    ]
    report = Report(BAD, figures(entries, asked), remarks=[BAD])
    for html in (report._repr_html_(), report.page()):
        page = ReadPage(html)
        assert page.all("script") == []
        assert {str(img["src"])[:19] for img in page.all("img")} == {"data:image/svg+xml;"}
        assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
        assert page.text.count("<script>alert(2)</script>") >= 4


def test_a_page_loads_nothing(at_home: Path) -> None:
    html = _report().page()
    page = ReadPage(html)
    loaders = {"script", "link", "iframe", "object", "embed", "video", "audio", "base", "a"}
    assert {tag for tag, _ in page.tags} & loaders == set()
    assert all(str(img["src"]).startswith("data:image/svg+xml;base64,") for img in page.all("img"))
    assert not re.search(r"url\(|@import|https?://", re.sub(r'src="[^"]*"', "", html))
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert str(policy).startswith("default-src 'none'")


# -- Saved


def test_a_report_is_saved_beside_the_notebook_and_again(at_home: Path) -> None:
    report = _report()
    for _ in range(2):
        said = report.save()
        place = at_home / "notebooks" / "report.html"
        assert repr(said) == (
            f"Your report is saved as “{place}”. Open it in a browser to read or print it."
        )
        assert place.read_text(encoding="utf-8") == report.page()
    assert [path.name for path in place.parent.glob("report*")] == ["report.html"]


def test_what_is_saved_can_be_opened_and_downloaded_from_the_notebook(
    at_home: Path, tmp_path: Path
) -> None:
    links = ReadPage(_report().save("my “report” & more.html")._repr_html_()).all("a")
    place = "my%20%E2%80%9Creport%E2%80%9D%20%26%20more.html"
    assert links == [{"href": place}, {"href": place, "download": "my “report” & more.html"}]
    assert ReadPage(_report().save(str(tmp_path / "far.html"))._repr_html_()).all("a") == []


def test_only_a_page_is_written_over(at_home: Path) -> None:
    notebook = at_home / "notebooks" / "start-here.ipynb"
    before = notebook.read_bytes()
    assert "give it a name that ends in .html" in repr(_report().save("start-here.ipynb"))
    assert notebook.read_bytes() == before


def test_where_the_folder_takes_nothing_it_goes_to_the_learner_s_own(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(Path, "home", lambda: own)
    (at_home / "notebooks" / "full").write_text("a file where a folder should be")
    assert f"saved as “{own / 'me.html'}”" in repr(_report().save("full/me.html"))
    monkeypatch.setattr(Path, "home", lambda: own / "me.html")
    said = repr(_report().save("full/me.html"))
    assert said.startswith("The report could not be saved as “")
    assert "Try another place" in said


# -- Its plots


def test_plots_say_in_words_what_they_show() -> None:
    bars = [Bar("certain", Share(9, 10), 95), Bar("a guess", Share(1, 2), 50)]
    assert "certain: 9 of 10, range 60 % – 98 %; a guess: 1 of 2" in draw_calibration(bars).text
    assert "certain: 9 of 10, range 60 % – 98 %; a guess: 1 of 2" in draw_shares(bars).text
    assert draw_shares(bars).svg == draw_shares(bars).svg
    assert b"certain (9 of 10)" in draw_shares(bars).svg
    french = translation_for("fr")
    assert french
    assert "60\u202f% – 98\u202f%" in draw_shares(bars, french).text


def test_a_plot_takes_any_label() -> None:
    assert b"frac" in draw_shares([Bar("$\\frac$", Share(3, 6))]).svg
    assert b"frac" in draw_calibration([Bar("$\\frac$", Share(3, 6), 50)]).svg


# -- Looked at


@pytest.mark.browser
def test_the_page_is_readable_for_a_screen_reader_and_any_eye(
    at_home: Path, browser: Browser
) -> None:
    _report().save()
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((at_home / "notebooks" / "report.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.fixture(scope="module")
def sitting(
    learner: Path, tmp_path_factory: pytest.TempPathFactory, labs: Labs, browser: Browser
) -> Iterator[Sitting]:
    """A notebook in JupyterLab that reports on that learner."""
    scratch = tmp_path_factory.mktemp("reporting")
    project = copy_project(scratch / "project")
    cells = [new_code_cell("import kit\nkit.report()")]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    write(notebook, project / "notebooks" / "mine.ipynb")
    with labs(project, scratch, env={"KIT_HOME": str(learner)}) as lab:
        opened = lab.open(browser, "notebooks/mine.ipynb")
        yield opened
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_in_jupyterlab_it_is_dark_on_light_in_every_theme(theme: str, sitting: Sitting) -> None:
    sitting.paint(theme)
    sitting.run_all()
    report = sitting.page.locator(".says-who-report")
    expect(report).to_have_css("background-color", "rgb(255, 255, 255)")
    looks = report.evaluate(
        "el => [...el.querySelectorAll('h2, h3, p, th, td, tr, table')].map((part) => {"
        " const { color, backgroundColor } = getComputedStyle(part);"
        " return [color, backgroundColor]; })"
    )
    assert {color for color, _ in looks} <= {
        "rgb(31, 41, 51)",
        "rgb(70, 82, 94)",
        "rgb(92, 102, 112)",
    }
    assert {back for _, back in looks} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
