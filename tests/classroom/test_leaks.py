"""The leak check finds each kind of answer in each form, and leaves public texts alone."""

from __future__ import annotations

import html
import io
import json
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.jupyterlab import RIVER, ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import cut
from kit.classroom.releasing.archive import contents
from kit.classroom.releasing.leaks import Guarded, Leak, find_leaks
from kit.classroom.releasing.paraphrases import find_paraphrases
from kit.classroom.releasing.secrets import bare, is_telling, secrets_of
from kit.classroom.releasing.withheld import Table, for_students, read
from kit.question.parse import parse
from kit.question.read import read_question_set
from kit.question.write import as_markdown, as_text, student_copy

GUARDED = Guarded("river", read_question_set(RIVER, "river"), read_article(RIVER, "river"))
BECAUSE = "The cue “said” hands the claim to somebody. It does not make the claim true."


def leaks(text: str | bytes, name: str = "notebooks/notes.md") -> tuple[Leak, ...]:
    """The leaks of one file."""
    return find_leaks({name: text if isinstance(text, bytes) else text.encode()}, [GUARDED])


def found(text: str | bytes, name: str = "notebooks/notes.md") -> set[tuple[str, str]]:
    """The questions that a file answers, and how."""
    return {(leak.question, leak.what) for leak in leaks(text, name)}


def png(kind: bytes, body: bytes) -> bytes:
    """A picture with one chunk of text."""
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunk


FORMS: dict[str, Callable[[str], str | bytes]] = {
    "as it is": str,
    "in capitals": str.upper,
    "without spaces": lambda text: "".join(text.split()),
    "with other punctuation": lambda text: text.translate(str.maketrans("“”.", "«»;")),
    "over several lines": lambda text: text.replace(" ", "\n    "),
    "in bold and in links": lambda text: f"**{text[:9]}**_{text[9:30]}_{text[30:]}",
    "in full-width letters": lambda text: "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text
    ),
    "as HTML entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "as HTML, twice escaped": lambda text: html.escape(html.escape(text)),
    "cut by tags": lambda text: "<b>" + text.replace(" ", "</b> <b>") + "</b>",
    "in an HTML comment": lambda text: f"<p>Hello<!-- {text} --></p>",
    "as a JSON string": lambda text: json.dumps({"a": text}),
    "as JSON in JSON": lambda text: json.dumps(json.dumps({"a": text})),
    "percent-encoded": quote,
    "in base64": lambda text: b64encode(text.encode()).decode(),
    "in base64 over lines": lambda text: "\n".join(
        b64encode(text.encode()).decode()[i : i + 20] for i in range(0, 200, 20)
    ),
    "in base64 in base64": lambda text: b64encode(b64encode(text.encode())).decode(),
    "in an SVG in a data URI": lambda text: "<img src='data:image/svg+xml;base64,"
    + b64encode(f"<svg><text>{html.escape(text)}</text></svg>".encode()).decode() + "'>",
    "in UTF-16": lambda text: text.encode("utf-16"),
    "in a PNG's text": lambda text: png(b"tEXt", b"Comment\0" + text.encode()),
    "in a PNG's packed text": lambda text: png(
        b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())
    ),
    "in a PNG's international text": lambda text: png(
        b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(text.encode())
    ),
    "in a PNG in base64": lambda text: b64encode(png(b"tEXt", b"Comment\0" + text.encode())),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_explanation_is_found_in_every_form(form: Callable[[str], str | bytes]) -> None:
    assert ("owner", "the explanation") in found(form(BECAUSE))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("“officials of the water board said” stands at the end.", None),
        ("Right: officials of the water board said stands at the end of the sentence", "owner"),
        ("names a fact that would settle it, and who would know", "doubt"),
        ("Where did you test the water, and may I see the figures?", "doubt"),
        ("It shows that somebody said so.", "last-chance"),
        ("Look for a verb of saying. It is “said”.", "owner"),
    ],
)
def test_every_text_of_a_key_is_found_once_it_is_long_enough(text: str, what: str | None) -> None:
    assert {question for question, _ in found(text)} == ({what} if what else set())


def test_a_right_option_is_found_outside_its_own_list() -> None:
    right = "whoever signed the permit for the factory"
    question_set = GUARDED.question_set
    question, key = question_set.questions[2], question_set.keys[2]
    items = (right, *question.items[1:])
    asked = replace(question, items=items)
    guarded = replace(
        GUARDED,
        question_set=replace(
            question_set, questions=(asked,), keys=(replace(key, ticked=frozenset([right])),)
        ),
    )
    shown = as_text(asked, GUARDED.article.shown(asked.show))
    public = {
        "a.md": student_copy(guarded.question_set),
        "b.md": shown,
        "c.md": f"{shown}\n\nGo on.",
    }
    files = {name: text.encode() for name, text in public.items()}
    files["d.json"] = json.dumps({"text/markdown": shown.splitlines(keepends=True)}).encode()
    assert find_leaks(files, [guarded]) == ()
    (leak,) = find_leaks({"e.md": f"{shown}\n\nSo ask {right}.".encode()}, [guarded])
    assert leak.what == "a right option"
    in_article = replace(GUARDED.article.segments[0], text=f"Ask {right}, said the mayor.")
    article = replace(GUARDED.article, segments=(in_article,))
    assert find_leaks({"e.md": right.encode()}, [replace(guarded, article=article)]) == ()


TOLD: dict[str, tuple[str, str]] = {
    "a ticked box": ("- [x] no\n- [ ] yes, always", "last-chance"),
    "a ticked box in capitals": ("[X]  WHO SPEAKS", "told"),
    "a tick": ("✓ what was found", "told"),
    "said to be right": ("what was found (right)", "told"),
    "true in JSON": ('{"who speaks": true}', "told"),
    "its id and the option": ('"last-chance": "no"', "last-chance"),
    "its id and the options": ("told = [who speaks, what was found]", "told"),
    "its id in a table": ("last-chance | choose | no", "last-chance"),
    "an arrow": ("- Is the river clean? => no claim", "sentence-types"),
    "a colon": ("The water was tested in March.: fact", "sentence-types"),
    "a row of CSV": ("1,Anglers will return next summer.,prediction", "sentence-types"),
    "a quoted row of CSV": ('"Is the river clean?","no claim"', "sentence-types"),
    "a pair in JSON": ('["“said”", "neutral"]', "signals"),
    "a pair with names": ('{"item": "“claimed”", "target": "in doubt"}', "signals"),
    "a table of HTML": ("<td>“claimed”</td><td>in doubt</td>", "signals"),
    "the other way round": ("in doubt: “claimed”", "signals"),
    "a sequence": (
        "1. this page\n2. the water board\n3. the samples\n4. the river itself",
        "chain",
    ),
    "a sequence in a table": (
        "c,1,this page,yes,E01\nc,2,the water board,no,\nc,3,the samples,,\nc,4,the river itself,",
        "chain",
    ),
    "an outcome": ("Every factory has a filter. => no", "forecast"),
    "an outcome in JSON": ('{"The water was tested in March.": 1.0}', "forecast"),
    "a range": ("people along the Alda => 40000 to 60000", "people"),
    "a range with commas": ("people along the Alda: 40,000-60,000", "people"),
    "brackets": ("“[It is believed] that”", "cue"),
    "a place in JSON": ('{"segment": "S3", "start": 0, "end": 14, "label": ""}', "cue"),
    "its id and the words": ('"cue": "It is believed"', "cue"),
}


@pytest.mark.parametrize(("text", "question"), TOLD.values(), ids=TOLD)
def test_a_short_answer_is_found_by_how_it_stands(text: str, question: str) -> None:
    assert question in {q for q, _ in found(text)}


INNOCENT = {
    "an empty box": "- [ ] no\n- [ ] yes, always",
    "the dealt order": "\n".join(GUARDED.question_set.questions[6].items),
    "the words in a sentence": "He said no. It is believed that anglers return.",
    "a link": "[It is believed](start-here.ipynb)",
    "the bins": "(fact | prediction | no claim)",
    "both values": "Every factory has a filter. => yes or no",
    "an id in a call": 'quiz.ask("last-chance")\n# no',
    "a wrong pair": "“said” => proof",
    "the whole list after an id": '"last-chance": ["yes, always", "no"]',
}


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_what_tells_nothing_is_left_alone(text: str) -> None:
    assert found(text) - {("forecast", "an item with its answer")} == set()


@pytest.mark.slow
def test_the_student_s_copy_the_cards_and_the_notebook_of_every_lesson_tell_nothing() -> None:
    for project in (RIVER, Project(ROOT)):
        for lesson in project.lessons():
            article = read_article(project, exercise_of(lesson))
            guarded = Guarded(lesson, read_question_set(project, lesson), article)
            files = {"copy.questions.md": student_copy(guarded.question_set).encode()}
            for q in guarded.question_set.questions:
                files[f"{q.id}.md"] = as_text(q, article.shown(q.show)).encode()
            printed = [
                as_markdown(q, article.shown(q.show)).splitlines(keepends=True)
                for q in guarded.question_set.questions
            ]
            cells = [{"outputs": [{"data": {"text/markdown": lines}}]} for lines in printed]
            files["lesson.ipynb"] = json.dumps({"cells": cells}, indent=1).encode()
            assert find_leaks(files, [guarded]) == ()


def test_the_answers_file_tells_of_every_question() -> None:
    for project in (RIVER, Project(ROOT)):
        for lesson in project.lessons():
            article = read_article(project, exercise_of(lesson))
            guarded = Guarded(lesson, read_question_set(project, lesson), article)
            told = find_leaks({"a.md": project.answers(lesson).read_bytes()}, [guarded])
            assert {leak.question for leak in told} == {
                q.id for q in guarded.question_set.questions
            }


def test_a_leak_is_named_and_not_told() -> None:
    notebook = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "# River"},
            {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [
                {"output_type": "stream", "name": "stdout", "text": [BECAUSE[:30], BECAUSE[30:]]}
            ]},
        ],
        "metadata": {},
    }  # fmt: skip
    (leak,) = leaks(json.dumps(notebook), "river.ipynb")
    assert str(leak) == (
        "river.ipynb, cell 2, output: the explanation of “owner” (river): The cue “said” hands the…"
    )
    assert BECAUSE not in str(leak)


def test_a_name_given_twice_in_json_hides_nothing() -> None:
    text = f'{{"cells": [], "metadata": {{"a": "{BECAUSE}", "a": ""}}}}'
    assert found(text, "river.ipynb") == {("owner", "the explanation")}


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"{", b"[" * 5000, b'{"cells": 3}', b"null"]
)
@pytest.mark.parametrize("name", ["a.ipynb", "a.json", "a.png", "a.csv"])
def test_damaged_files_are_read_as_far_as_they_go(data: bytes, name: str) -> None:
    assert leaks(data, name) == ()
    assert found(data + BECAUSE.encode(), name) or data.startswith(b"\xff\xfe")


@pytest.mark.slow
@given(st.binary(max_size=300))
def test_no_bytes_stop_the_check(data: bytes) -> None:
    for name in ("a.ipynb", "a.png", "b.md"):
        leaks(data, name)
        leaks(b"\x89PNG\r\n\x1a\n" + data, name)


@pytest.mark.slow
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_secret_is_found_between_any_texts(before: str, after: str) -> None:
    text = f"{before} {BECAUSE} {after}"
    assert ("owner", "the explanation") in found(json.dumps(text), "a.json")


def test_what_is_too_short_is_no_secret_by_itself() -> None:
    assert not is_telling("The cue.")
    assert is_telling("It is nobody's word")
    assert is_telling("河水很干净，官员说鱼")
    assert bare("Ｎo—Body ‘said’ so!") == "nobodysaidso"
    asked = zip(GUARDED.question_set.questions, GUARDED.question_set.keys, strict=True)
    texts = [s.text for q, k in asked for s in secrets_of(q, k)]
    assert "The cue." not in texts
    assert all(is_telling(text) for text in texts)


def test_a_zip_is_read_with_its_comments() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.comment = BECAUSE.encode()
    assert {leak.file for leak in find_leaks(contents(held.getvalue()), [GUARDED])} == {
        "(the comment of the zip)"
    }


def _table(name: str, text: str) -> Table:
    return for_students(read(name, text), [GUARDED])


def test_the_article_with_its_numbers_in_front_is_no_secret() -> None:
    article = cut("Title\n\nThe river is clean, officials of the town said.\n\nIt is not.")
    asked = (
        "# R\n\n## who (choose-many)\n\nWho?\n\nShow: S1, S2\n\n"
        "- [x] S1: The river is clean, officials of the …\n- [ ] S2: It is not.\n"
    )
    guarded = Guarded("r", parse(asked, "r.md", article), article)
    passage = b"S1  The river is clean, officials of the town said.\nS2  It is not."
    assert find_leaks({"notebooks/notes.md": passage}, [guarded]) == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("id,low,high\n1,1.5,2.5\n2,3,4\n", "id"),
        ('id,low,high\n1,"1,5","2,5"\n', "id"),
        ("id,share,colour\n1,1.5 to 2.5 km,red\n", "id,colour"),
        ("id,low,high\n1,1,2\n2,2,3\n", "id,low,high"),
    ],
)
def test_columns_that_tell_a_range_are_left_out_however_it_is_written(text: str, left: str) -> None:
    article = cut("Title\n\nThe river is long.")
    asked = "# R\n\n## how (rate)\n\nHow long?\n\nInterval: 80 %\n\n- the river => 1.5 to 2.5\n"
    guarded = Guarded("r", parse(asked, "r.md", article), article)
    table = for_students(read("lengths", text), [guarded])
    assert ",".join(table.columns) == left
    told = b"The river: 1,5 \xe2\x80\x93 2,5"
    assert find_leaks({"notebooks/notes.md": told}, [guarded])


def test_columns_that_judge_are_left_out() -> None:
    table = _table("pages", "id,who,verdict_since,why\n1,Lind,TRUE,it is\n")
    assert table.as_csv() == "id,who\n1,Lind\n"
    assert (table.stays, table.left_out) == (False, ("verdict_since", "why"))


def test_a_table_of_which_only_pointers_are_left_stays_with_the_teacher() -> None:
    table = _table("claims", "id,segment,span,verdict,evidence\nC01,S1,clean,TRUE,E01\n")
    assert table.stays


@pytest.mark.parametrize("name", ["chains", "loaded", "outcomes"])
def test_a_table_that_the_kit_reads_as_answers_stays_where_such_a_question_is(name: str) -> None:
    text = "id,colour\n1,red\n"
    assert _table(name, text).stays
    alone = replace(GUARDED, question_set=replace(GUARDED.question_set, questions=(), keys=()))
    assert not for_students(read(name, text), [alone]).stays


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (f"id,a,b\n1,fish,“{BECAUSE}”\n", ("id", "a")),
        ("id,item,b\n1,Is the river clean?,no claim\n", ("id", "item")),
        ("id,who,low,high\n1,a,40000,50000\n2,b,45000,60000\n", ("id", "who")),
        ("id,who,words\n1,a,it is believed\n2,b,something else\n", ("id", "who", "words")),
        ("id,words,who\n1,said,a\n2,said Mara Lind,b\n3,officials of the water board,c\n",
         ("id", "who")),
        ("id,who\n1,the water board\n", ("id", "who")),
    ],
)  # fmt: skip
def test_a_column_with_a_secret_is_left_out(text: str, columns: tuple[str, ...]) -> None:
    assert _table("pages", text).columns == columns


def test_single_cells_of_the_evidence_are_emptied() -> None:
    text = RIVER.seed("river", "evidence.csv").read_text(encoding="utf-8")
    same = _table("evidence", text)
    assert (same.left_out, len(same.rows)) == ((), 2)
    told = _table("evidence", text.replace("Quotes the mayor:", f"{BECAUSE} Quotes:"))
    assert told.left_out == ("E02 says",)
    assert told.columns == same.columns
    assert told.rows[0] == same.rows[0]
    assert told.rows[1] == {**same.rows[1], "says": ""}


# -- Other words


BRIDGE = """\
# The bridge

## owner (choose)

Who says that the bridge is safe?

- [x] its builder
  > The passive hides the engineer who measured it.
- [ ] the town
  > Nobody asked it.

Because: A passive sentence names no engineer, and measured figures need one.
Hint: Who measured?
"""


def _suspected(text: str, name: str = "notebooks/notes.md") -> list[tuple[str, str]]:
    lesson = Guarded("bridge", parse(BRIDGE, "bridge.md", GUARDED.article), GUARDED.article)
    found = find_paraphrases({name: text.encode()}, [lesson, GUARDED])
    return [(one.place, one.question) for one in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("## Passives hide engineers", "a heading"),
        ("Look closely. Whoever measures as an engineer hides in a passive. Go on.", "its text"),
    ],
)
def test_a_text_that_shares_rare_words_with_a_key_is_worth_a_look(text: str, place: str) -> None:
    assert _suspected(text) == [(place, "owner")]


@pytest.mark.parametrize(
    "text",
    [
        "## Who says that the bridge is safe, the town or its officials?",  # as the stem does
        "An engineer wrote this.",  # one word says little
        "```\npassive engineer measured figures\n```",
        "The river is clean, officials of the water board said.",  # the article's own
        "\n".join(f"{n}. The passive hides the engineer who measured it." for n in range(9)),
    ],
)
def test_public_words_and_words_of_many_texts_are_no_paraphrase(text: str) -> None:
    assert _suspected(text) == []


def test_the_text_cells_of_a_notebook_are_read_and_the_questions_copy_is_not() -> None:
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "## Passive engineers"}]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    assert _suspected(json.dumps(notebook), "n.ipynb") == [("cell 1, a heading", "owner")]
    assert _suspected("## Passive engineers", "n.questions.md") == []


def test_the_exercises_of_the_project_have_few_places_worth_a_look() -> None:
    own = Project(ROOT)
    lessons = own.lessons_of("ostrel-bridge")
    article = read_article(own, "ostrel-bridge")
    guarded = [Guarded(name, read_question_set(own, name), article) for name in lessons]
    files = {f"{name}.ipynb": own.notebook(name).read_bytes() for name in lessons}
    assert len(find_paraphrases(files, guarded)) <= 8
