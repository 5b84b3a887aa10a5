"""A report says what the figures are, in a notebook and as a page that needs nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.card_sessions import WHO, do_the_course
from support.jupyterlab import KERNEL, ROOT, Lab, copy_project
from support.pages import ReadPage

import kit
from kit.article.project import Project
from kit.language.translation import translation_for
from kit.learner.figures import Asked, figures
from kit.learner.log import Entry, History, Log
from kit.learner.measures import FEW, Share
from kit.lesson.displays import Notice
from kit.lesson.lesson import Lesson
from kit.lesson.plots import Bar, draw_calibration, draw_shares
from kit.lesson.report import Report, make_report
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
    assert len(parts) == 6
    assert all(len(part.splitlines()[1]) > 60 for part in parts)
    assert "Whether you lean to doubt or to trust is not known" in text
    for name in ("Hits", "Sensitivity", "Brier score"):
        assert len(re.findall(rf"^{name}.*\.$", text, re.M)) == 1
    assert "There is no score for the whole" in text


def test_a_lesson_s_report_is_of_that_lesson(learner: Path, at_home: Path) -> None:
    quiz = Lesson(WHO, Project(at_home), Log(learner))
    own, all_lessons = quiz.report(), _report()
    assert isinstance(own, Report)
    assert "Your report: Who says so?" in repr(own)
    assert own.figures.work.questions == len(quiz._question_set.questions)
    assert all_lessons.figures.work.questions > own.figures.work.questions
    of_one = _report(exercise="start-here")
    assert 0 < of_one.figures.work.questions < own.figures.work.questions + 10


CHOOSE = Question("q", "choose", "?")


def test_few_answers_are_grey_and_said_to_be_few() -> None:
    asked = {("l", str(n)): Asked(("ATT",), CHOOSE, "holds", ()) for n in range(FEW)}
    tries = [_try(str(n)) for n in range(FEW)]
    few = Report("t", figures(tries[:-1], asked))
    assert "| 4 | 4 | too few to say |" in repr(few)
    assert "Sensitivity and bias are told from 5 answers of each sort on." in repr(few)
    assert '<tr class="few">' in few._repr_html_()
    enough = Report("t", figures(tries, asked))
    assert "| 5 | 5 | 100 % | 57 % – 100 %" in repr(enough)
    assert 'class="few"' not in enough._repr_html_()


def test_a_report_speaks_french(at_home: Path) -> None:
    report = _report(language="fr")
    assert "Ton bilan\u202f: toutes les leçons" in repr(report)
    page = ReadPage(report.page())
    assert page.all("html") == [{"lang": "fr", "dir": "ltr"}]
    assert "Score de Brier\u202f: 0," in page.text
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
    asked = {("l", "q"): Asked((BAD,), CHOOSE, "", (BAD,))}
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


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_in_jupyterlab_it_is_dark_on_light_in_every_theme(
    theme: str, learner: Path, tmp_path: Path, browser: Browser
) -> None:
    project = copy_project(tmp_path / "project")
    cells = [new_code_cell("import kit\nkit.report()")]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    write(notebook, project / "notebooks" / "mine.ipynb")
    with Lab(project, tmp_path, env={"KIT_HOME": str(learner)}) as lab:
        sitting = lab.open(browser, "notebooks/mine.ipynb")
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
        sitting.close()
