"""What teachers get: the whole key on one page, and a map and a timeline that can be read."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser
from support.command_line import run_kit
from support.jupyterlab import ROOT, build_river

from kit.article.project import Project
from kit.article.seed import Unreadable
from kit.article.tables import read_table
from kit.classroom.drawn import drawn, drawn_line
from kit.classroom.teaching import draw_map, draw_timeline
from kit.classroom.teaching.key import key_page
from kit.lesson.picture import Picture
from kit.question.read import read_question_set

PROJECT = Project(ROOT)
MAP = "layer,name,side,points,note,evidence\n"
TIMELINE = "date,shown,side,event,evidence\n"


def _as_read(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("lesson", PROJECT.lessons())
def test_the_key_has_each_question_with_what_is_right_and_every_explanation(lesson: str) -> None:
    page = _as_read(key_page(PROJECT, [lesson]))
    found = read_question_set(PROJECT, lesson)
    assert found.keys
    for question, key in zip(found.questions, found.keys, strict=True):
        texts = [drawn(question.stem, question.pictures), drawn(key.because), drawn(key.model)]
        texts += [drawn_line(note.text) for _, note in key.notes]
        texts += [drawn_line(span.note.text) for span in key.spans]
        texts += [f"<b>{level.name}</b>: {level.text}" for level in key.rubric]
        texts += [f"{item} → {target}" for item, target in key.placed]
        texts += [f"{item} → {place}." for place, item in enumerate(key.sequence, start=1)]
        assert [text for text in texts if _as_read(text) not in page] == [], question.id


def test_right_and_wrong_are_told_apart_on_the_key_by_a_sign() -> None:
    page = key_page(PROJECT, ["ostrel-bridge/1-who-says-so"])
    found = read_question_set(PROJECT, "ostrel-bridge/1-who-says-so")
    options = re.findall(r'<li class="(\w+)"><span class="said" dir="auto">([^<]+)</span>', page)
    ticked = {item for key in found.keys for item in key.ticked}
    marked = {unescape(text) for counts, text in options if counts == "right"}
    assert ticked
    assert ticked <= marked
    for sign in ("\\2713", "\\2717", "\\25CB"):
        assert f'content: "{sign}' in page


def test_what_an_author_wrote_is_text_on_the_key(tmp_path: Path) -> None:
    build_river(tmp_path)
    project = Project(tmp_path)
    lessons = [lesson for lesson in project.lessons() if lesson.startswith("hostile")]
    page = key_page(project, lessons)
    assert "script" in _as_read(page).lower()
    assert "<script" not in page.lower()
    assert not re.search(r'(?:src|href)="(?!data:|https?://)', page)


@pytest.mark.slow
def test_the_command_writes_the_key_and_writes_over_no_other_file(tmp_path: Path) -> None:
    build_river(tmp_path)
    done = run_kit(tmp_path, "key", "river")
    assert (done.returncode, "tells all answers" in done.stdout) == (0, True)
    assert run_kit(tmp_path, "key", "river").returncode == 0
    (tmp_path / "key.html").write_text("mine", encoding="utf-8")
    refused = run_kit(tmp_path, "key", "river")
    assert refused.returncode == 1
    assert "no earlier key" in refused.stderr
    assert (tmp_path / "key.html").read_text(encoding="utf-8") == "mine"
    assert "did you mean “river”" in run_kit(tmp_path, "key", "rivr").stderr
    assert "ends in .html" in run_kit(tmp_path, "key", "river", "--to", "key.pdf").stderr


def _pictures() -> dict[str, Picture]:
    room = ROOT / "notebooks" / "instructors"
    return {
        "map": draw_map(str(room / "map.csv"), "A map"),
        "timeline": draw_timeline(str(room / "timeline.csv"), "A timeline"),
    }


def test_all_that_a_picture_tells_stands_in_its_text() -> None:
    room = ROOT / "notebooks" / "instructors"
    for name, columns in (("map", ("name", "note")), ("timeline", ("shown", "event"))):
        text, table = _pictures()[name].text, (room / f"{name}.csv").read_text(encoding="utf-8")
        rows = [row for row in read_table(table, name).whole() if row["evidence"]]
        assert rows
        told = [row[column] for row in rows for column in columns]
        assert [words for words in told if words not in text] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["map", "timeline"])
def test_the_words_of_a_picture_lie_inside_it_and_are_large_enough_on_a_telephone(
    name: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.set_content(f"<body style='margin:0'>{_pictures()[name].svg.decode()}</body>")
    page.evaluate("document.querySelector('svg').style.cssText = 'width: 400px; height: auto'")
    boxes = page.evaluate(
        "[...document.querySelectorAll('text')].map((text) => {"
        " const box = text.getBoundingClientRect();"
        " return [text.textContent, box.left, box.right, box.height]; })"
    )
    page.close()
    assert len(boxes) > 10
    assert [box for box in boxes if box[1] < 0 or box[2] > 400] == []
    assert [box for box in boxes if box[3] < 12] == []


def test_places_are_where_they_are_on_the_earth(tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    places = ("North,left,10 50", "South,right,10 40", "East,above,20 45")
    rows = "".join(f"place,{place},a note,\n" for place in places)
    table.write_text(MAP + rows, encoding="utf-8")
    drawn_map = ElementTree.fromstring(draw_map(str(table), "Three").svg)  # noqa: S314 - our own
    dots = [dot for dot in drawn_map.iter() if dot.tag.endswith("circle")]
    (n, s, e) = ((float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in dots)
    assert n[0] == s[0] < e[0]
    assert n[1] < e[1] < s[1]
    assert abs((n[1] + s[1]) / 2 - e[1]) < 1


def test_a_timeline_begins_with_the_earliest_day_and_tells_its_sides_apart_by_shape(
    tmp_path: Path,
) -> None:
    table = tmp_path / "timeline.csv"
    rows = "2024-01-01,1 January,after,Later,\n2023-01-01,Before that,before,Earlier,\n"
    table.write_text(f"{TIMELINE}{rows}2023-06-01,Then,article,The article,\n", encoding="utf-8")
    picture = draw_timeline(str(table), "Three days")
    places = [picture.text.index(word) for word in ("Earlier", "The article", "Later")]
    assert places == sorted(places)
    svg = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own
    dots = [dot.get("fill") for dot in svg.iter() if dot.tag.endswith("circle")]
    assert len(set(dots)) == 2


def test_a_table_without_its_columns_is_named(tmp_path: Path) -> None:
    table = tmp_path / "timeline.csv"
    table.write_text("day,event\n1,x\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"timeline\.csv"):
        draw_timeline(str(table), "None")
