"""What was published appears as it was: no sign of it becomes mathematics, emphasis or a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect
from support.jupyterlab import KERNEL, Lab, Labs

from kit.article.segments import cut
from kit.language.html_text import as_html, escape_markdown
from kit.lesson.displays import Passage, as_table
from kit.question.model import Question
from kit.question.write import as_markdown, as_text

ARTICLE = r"""Harbour deal costs twice as much

The wall costs $40m, not $65m, said [the mayor](https://example.org) & others.

A fee of $2m_a_year * two * or \(a\) and \[b\] was paid.
"""
QUESTIONS = """# Is it $1 or $2?

Minutes: 3
Goal: tell $3 from $4.

## who (choose)

Is it $5 or $6?

Show: S1-S2

- [x] it is $7 or $8
  > It costs $9 or $10.
- [ ] it is less

Because: $13 and $14.
Evidence: E01
"""
EVIDENCE = r"""id,date,publisher,kind,origin,independence,says,url
E01,2026-01-02,Port of $5,news,a,b,It is $1m or $2m or \(a\),https://example.org/a
"""
SHOWN = {
    "quiz.read('S1-S2')": r"A fee of $2m_a_year * two * or \(a\) and \[b\] was paid.",
    "quiz.evidence('E01')": "Port of $5",
    "quiz.table('evidence')": r"It is $1m or $2m or \(a\)",
    "quiz.ask('who')": "it is $7 or $8",
    "quiz.hand_in()": "Exercise: port",
    "quiz.ask('$1 or $2')": "There is no question “$1 or $2”",
}


def test_a_sign_that_begins_mathematics_has_an_element_of_its_own() -> None:
    assert as_html(r"$1 <b> \(") == r"<span>$</span>1 &lt;b&gt; <span>\</span>("
    passage = Passage(cut(ARTICLE).segments)
    for html in (passage._repr_html_(), as_table([("$1", "$2")], ("$3", "$4"))):
        assert "$" in html
        assert "$" not in html.replace("<span>$</span>", "")


def test_the_question_as_markdown_shows_the_article_as_it_is() -> None:
    question = Question("q", "choose", "Is it *$5*?", ("a",))
    segments = cut(ARTICLE).segments[1:]
    markdown = as_markdown(question, segments)
    assert r"Is it *<span>\$</span>5*?" in markdown
    assert r"\[the mayor](https://example.org) & others" in markdown
    assert r"2m\_a\_year \* two \*" in markdown
    assert r"<span>\\</span>(a<span>\\</span>)" in markdown
    assert "$40m, not $65m" in as_text(question, segments)
    assert escape_markdown("3 < 4 & 5 <b> &amp; `x` ~~y~~") == (
        r"3 < 4 & 5 \<b> \&amp; \`x\` \~\~y\~\~"
    )


@pytest.fixture
def port(tmp_path: Path, labs: Labs) -> Iterator[Lab]:
    """A JupyterLab with a lesson on an article full of dollars."""
    root = tmp_path / "project"
    files = {
        "seeds/port/article.txt": ARTICLE,
        "seeds/port/source.toml": 'title = "Port"\nlanguage = "en"\n',
        "seeds/port/evidence.csv": EVIDENCE,
        "answers/port.md": QUESTIONS,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "notebooks").mkdir()
    cells = ["from kit import lesson\nquiz = lesson('port')", *SHOWN]
    notebook = new_notebook(
        cells=[new_code_cell(code) for code in cells], metadata={"kernelspec": KERNEL}
    )
    nbformat.write(notebook, root / "notebooks" / "port.ipynb")
    with labs(root, tmp_path) as running:
        yield running


@pytest.mark.whole
@pytest.mark.browser
def test_no_dollar_becomes_mathematics_in_a_real_notebook(port: Lab, browser: Browser) -> None:
    lesson = port.open(browser, "notebooks/port.ipynb")
    lesson.run_all()
    cells = lesson.page.locator(".jp-CodeCell")
    for number, text in enumerate(SHOWN.values(), start=1):
        expect(cells.nth(number).locator(".jp-OutputArea-output").first).to_contain_text(text)
    card = cells.nth(4)
    card.get_by_text("it is $7 or $8").click()
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_text("$13 and $14.")).to_be_visible()
    lesson.command("docmanager:save")
    expect(lesson.page.locator(".jp-OutputArea-output mjx-container")).to_have_count(0)
    lesson.close()
    # As stored, before anything has run, the card is Markdown.
    stored = port.folder / "notebooks" / "port.ipynb"
    notebook = nbformat.read(stored, as_version=4)
    notebook.metadata.pop("widgets", None)
    nbformat.write(notebook, stored)
    again = port.open(browser, "notebooks/port.ipynb")
    cells = again.page.locator(".jp-CodeCell")
    for number, text in enumerate(SHOWN.values(), start=1):
        if number != 5:  # a form has a sentence of its own until it runs
            outputs = cells.nth(number).locator(".jp-OutputArea-output")
            expect(outputs.first).to_contain_text(text)
    expect(again.page.locator(".jp-OutputArea-output mjx-container")).to_have_count(0)
    again.close()
