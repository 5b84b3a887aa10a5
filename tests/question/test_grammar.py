"""What a question may hold beside words: pictures, tables, brackets, directions, costs of tries."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from kit.article.pictures import LARGEST
from kit.article.segments import Article, bracketed, cut, find_span
from kit.card.session import CardQuestion, Session
from kit.classroom.drawn import drawn
from kit.learner.log import Entry, Log
from kit.question.grade import after_tries
from kit.question.markup import blocks
from kit.question.model import Note, Question
from kit.question.parse import parse
from kit.question.write import as_text, keyed_block, lesson_revision, student_copy

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STEM = "What does it show?\n\n![a *flooded* street](flood.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |"
ENDS = "\n\n- [x] water\n  > Look. \n- [ ] sand\n  > Wet sand is dark.{}\n"


@pytest.fixture
def seed(tmp_path: Path) -> Article:
    """An article whose seed holds a picture."""
    (tmp_path / "flood.png").write_bytes(PIXEL)
    return replace(cut("Fish\n\nThe river is clean."), folders=(tmp_path,))


def _file(stem: str = "Who?", tags: str = "", fields: str = "") -> str:
    return f"# F\n\n## q (choose)\n\n{stem}{ENDS.format(tags)}\n{fields}"


def _problems(text: str, article: Article) -> list[str]:
    return [problem.text for problem in parse(text, "f.md", article).problems]


# -- Brackets


def test_a_quotation_may_hold_brackets_of_the_article() -> None:
    article = cut("Title\n\nThe Danube [sic] rose, he said [on 3 May].\n\nIt [rose].")
    span = find_span(r"The [Danube \[sic\] rose], he", article.segments)
    assert article.segments[1].text[span.start : span.end] == "Danube [sic] rose"
    assert find_span(r"It \[[rose]\].", article.segments).segment == "S2"
    for segment in article.segments[1:]:
        for start in (0, 3):
            one = replace(span, segment=segment.id, start=start, end=len(segment.text) - 1)
            if start == 0:
                assert find_span(bracketed(one, article.segments), article.segments) == one


@pytest.mark.parametrize("quote", ["he said [[sic] rose]", "a [b] [c]"])
def test_brackets_that_are_not_escaped_are_refused_with_what_to_write(quote: str) -> None:
    with pytest.raises(ValueError, match=r"write a bracket of the article itself as “\\\[”"):
        find_span(quote, cut("T\n\nhe said [sic] rose").segments)


def test_a_key_with_brackets_is_written_as_it_was_read() -> None:
    article = cut("Title\n\nThe Danube [sic] rose.")
    text = "# F\n\n## q (highlight)\n\nMark.\n\nShow: S1\n\n- “The [Danube \\[sic\\]] rose.”\n"
    read = parse(text, "f.md", article)
    assert read.problems == ()
    block = keyed_block(read.questions[0], read.keys[0], article.segments)
    assert r"[Danube \[sic\]]" in block
    assert parse(f"# F\n\n{block}", "f.md", article).keys == read.keys


# -- Pictures and tables


def test_a_stem_has_pictures_and_tables_on_the_card_on_paper_and_in_the_copy(seed: Article) -> None:
    read = parse(_file(STEM), "f.md", seed)
    assert read.problems == ()
    (question,) = read.questions
    nodes = blocks(question.stem, dict(question.pictures))
    picture = nodes[1]["in"][0]  # type: ignore[index]
    assert picture["tag"] == "img"  # type: ignore[index]
    assert picture["alt"] == "a flooded street"  # type: ignore[index]
    assert picture["src"].startswith("data:image/png;base64,")  # type: ignore[index]
    table = str(nodes[2])
    assert [table.count(f"'{tag}'") for tag in ("table", "thead", "tbody", "tr", "th", "td")] == [
        1, 1, 1, 2, 2, 2,
    ]  # fmt: skip
    html = drawn(question.stem, question.pictures)
    assert 'alt="a flooded street"' in html
    assert "<td>2</td>" in html
    assert "[a *flooded* street]" in as_text(question)
    assert "flood.png" not in as_text(question)
    again = parse(student_copy(read), "f.md", seed, keyed=False)
    assert again.questions == read.questions
    assert parse(f"# F\n\n{keyed_block(question, read.keys[0])}", "f.md", seed).keys == read.keys


def test_another_picture_makes_another_revision_and_none_leaves_it_as_it_was(
    seed: Article, tmp_path: Path
) -> None:
    before = lesson_revision(parse(_file(STEM), "f.md", seed))
    (tmp_path / "flood.png").write_bytes(PIXEL + b"more")
    assert lesson_revision(parse(_file(STEM), "f.md", seed)) != before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.png", "there is no picture “none.png” in the seed or beside the notebook"),
        ("../flood.png", "there is no picture"),
        ("/etc/hostname", "there is no picture"),
        ("link.png", "there is no picture"),
        ("https://example.org/flood.png", "is not a file of yours; save the picture in the seed"),
        ("//example.org/flood.png", "is not a file of yours"),
        ("large.png", "“large.png” has 300 kB; make the picture smaller, at most 300 kB"),
        ("text.png", "“text.png” is not a picture; save it as PNG, JPEG, GIF or WebP"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_what_to_do(
    name: str, said: str, seed: Article, tmp_path: Path
) -> None:
    (tmp_path / "large.png").write_bytes(PIXEL + bytes(LARGEST))
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "link.png").symlink_to("/etc/hostname")
    (problem,) = _problems(_file(f"Where is it? ![a street]({name})"), seed)
    assert said in problem


def test_a_picture_without_a_description_is_refused(seed: Article) -> None:
    (problem,) = _problems(_file("Where is it? ![](flood.png)"), seed)
    assert "say what the picture shows for those who cannot see it" in problem


def test_a_picture_in_an_option_is_its_description_and_is_never_fetched() -> None:
    assert blocks("![a street](https://example.org/a.png)") == [{"tag": "p", "in": ["[a street]"]}]


def test_a_line_that_sticks_to_a_table_is_said() -> None:
    text = _file("| a |\n|---|\n| 1 |\nShow: S1")
    (problem,) = _problems(text, cut("T\n\nText."))
    assert problem == "“Show: S1” is no row; leave an empty line after the table"


# -- Which way an option errs


@pytest.mark.parametrize(
    ("tags", "note"),
    [
        (" (trusts)", Note("Wet sand is dark.", "", "trusts")),
        (" (near, doubts)", Note("Wet sand is dark.", "near", "doubts")),
        (" (doubts, near)", Note("Wet sand is dark.", "near", "doubts")),
        (" (near, neither)", Note("Wet sand is dark.", "near", "neither")),
        (" (near)", Note("Wet sand is dark.", "near", "")),
        ("", Note("Wet sand is dark.")),
    ],
)
def test_an_option_says_which_way_it_errs(tags: str, note: Note, short: Article) -> None:
    read = parse(_file(tags=tags), "f.md", short)
    assert read.problems == ()
    assert read.keys[0].note("sand") == note
    block = keyed_block(read.questions[0], read.keys[0])
    assert parse(f"# F\n\n{block}", "f.md", short).keys == read.keys


@pytest.mark.parametrize("tags", [" (trusts, doubts)", " (near, misread)"])
def test_an_option_errs_one_way_only(tags: str, short: Article) -> None:
    (problem,) = _problems(_file(tags=tags), short)
    assert "says one thing too many" in problem


def test_an_unknown_misconception_beside_a_direction_is_said(short: Article) -> None:
    (problem,) = _problems(_file(tags=" (nearr, trusts)"), short)
    assert "did you mean “near”?" in problem


# -- How the verdicts of a question lie on a scale

SCALE = """# F

## q (choose)

Does it hold?

- [ ] Yes
  > Who says so?
- [ ] Yes: the mayor said it
  > One voice.
- [x] No, not all of it
  > Half of it is missing.
- [ ] Nobody can know
  > Somebody looked.

Scale: {}
"""


@pytest.mark.parametrize(
    ("written", "scale"),
    [
        ("Yes | Yes: | No", ("Yes", "Yes: the mayor said it", "No, not all of it")),
        ("No | Yes", ("No, not all of it", "Yes")),
        ("Nobody can | Yes", ("Nobody can know", "Yes")),
    ],
)
def test_a_scale_names_options_by_their_first_words(
    written: str, scale: tuple[str, ...], short: Article
) -> None:
    read = parse(SCALE.format(written), "f.md", short)
    assert read.problems == ()
    assert read.keys[0].scale == scale
    block = keyed_block(read.questions[0], read.keys[0])
    assert parse(f"# F\n\n{block}", "f.md", short).keys[0].scale == read.keys[0].scale
    assert "Scale" not in student_copy(read)


def test_a_scale_of_a_sort_names_its_boxes(short: Article) -> None:
    text = "# F\n\n## q (sort)\n\nSort.\n\nInto: it holds | loose\n\n- a => loose\n- b => it holds"
    read = parse(f"{text}\n\nScale: it | loose", "f.md", short)
    assert read.problems == ()
    assert read.keys[0].scale == ("it holds", "loose")
    block = keyed_block(read.questions[0], read.keys[0])
    assert parse(f"# F\n\n{block}", "f.md", short).keys[0].scale == read.keys[0].scale


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Perhaps | No", "none of them begins with “Perhaps”"),
        ("Y | No", "none of them begins with “Y”"),
        ("Yes: | Yes: the", "“Yes: the mayor said it” is on the scale twice; keep one"),
        ("No | No", "“No” is here 2 times; keep one"),
    ],
)
def test_a_scale_that_names_nothing_or_one_option_twice_is_said(
    written: str, said: str, short: Article
) -> None:
    (problem,) = _problems(SCALE.format(written), short)
    assert problem.endswith(said)


def test_two_options_that_begin_alike_are_told_apart_or_it_is_said(short: Article) -> None:
    text = SCALE.format("Yes: | No").replace("- [ ] Yes\n", "- [ ] Yes: officials said it\n")
    (problem,) = _problems(text, short)
    assert problem.endswith("2 of them begin with “Yes:”")


# -- A mark that falls with each try


@pytest.mark.parametrize(
    ("written", "tries", "costs"),
    [
        ("3", 3, 0),
        ("3, each costs 25 %", 3, 25),
        ("each costs 25%", 0, 25),
        ("2, each costs 100 %", 2, 100),
    ],
)
def test_tries_may_cost_something(written: str, tries: int, costs: int, short: Article) -> None:
    read = parse(_file(fields=f"Tries: {written}\n"), "f.md", short)
    assert read.problems == ()
    (question,) = read.questions
    assert (question.tries, question.try_costs) == (tries, costs)
    assert parse(student_copy(read), "f.md", short, keyed=False).questions == read.questions


def test_a_twin_names_a_lesson_and_its_question(short: Article) -> None:
    read = parse(_file(fields="Twin: river/1-who-says-so/owner\n"), "f.md", short)
    assert read.problems == ()
    (question,) = read.questions
    assert question.twin_of == ("river/1-who-says-so", "owner")
    assert parse(student_copy(read), "f.md", short, keyed=False).questions == read.questions
    for written in ("owner", "/owner", "river/", "a river/owner"):
        (problem,) = _problems(_file(fields=f"Twin: {written}\n"), short)
        assert "“river/1-who-says-so/owner”" in problem


@pytest.mark.parametrize("written", ["3, each costs 0 %", "3, 25 %", "each costs 101 %"])
def test_a_cost_that_is_none_is_refused_with_what_to_write(written: str, short: Article) -> None:
    (problem,) = _problems(_file(fields=f"Tries: {written}\n"), short)
    assert "“3, each costs 25 %”" in problem


def test_the_score_falls_with_each_try_and_never_below_0() -> None:
    question = Question("q", "choose", "?", try_costs=40)
    assert [after_tries(question, 1.0, n) for n in (0, 1, 2, 3, 4)] == pytest.approx(
        [1, 1, 0.6, 0.2, 0]
    )
    assert after_tries(question, None, 3) is None
    assert after_tries(replace(question, try_costs=0), 0.5, 9) == 0.5


def test_a_card_says_what_another_try_costs_and_what_this_one_counts(
    short: Article, tmp_path: Path
) -> None:
    read = parse(_file(fields="Tries: 3, each costs 25 %\n"), "f.md", short)
    log = Log(tmp_path)
    blank = Entry("draft", "f", "q", "", "")
    session = Session(CardQuestion(read.questions[0], read.keys[0]), [], log, blank)
    said = []
    for seq, option in enumerate(("sand", "water"), start=1):
        response = {"ticked": [option]}
        session.hear({"do": "check", "seq": seq, "response": response, "sure": ""})
        said.append(session.card.state["feedback"]["summary"])
    assert said == [
        "Another try costs 25 %.",
        "For try 2 this counts 75 %: each try after the first one costs 25 %.",
    ]
    assert [entry.score for entry in log.read().entries] == [0.0, 1.0]
