"""An answers file is edited one question at a time, and keeps all else byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.jupyterlab import RIVER, ROOT
from support.soak import examples

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.article.segments import Article, Segment, Span, words_of
from kit.author.editing import (
    accept_draft,
    add_question,
    delete_question,
    items_as_written,
    replace_question,
)
from kit.author.keying import answer_of, key_from
from kit.author.proof import Proof, dealt, prove, same_key
from kit.author.question_lines import question_lines
from kit.author.reasons import Reasons
from kit.question.kinds.contract import Lists
from kit.question.model import Key, KeySpan, Question, QuestionSet, Response
from kit.question.parse import parse
from kit.question.read import read_question_set
from kit.question.write import keyed_block

ARTICLE = read_article(RIVER, "river")
TEXT = RIVER.answers("river").read_text(encoding="utf-8")
IDS = tuple(question.id for question in read_question_set(RIVER, "river").questions)


def _block(question_set: QuestionSet, id: str, text: str) -> tuple[Question, Key, str]:
    question, key = question_set.question(id), question_set.key(id)
    assert question
    assert key
    items = items_as_written(text, id, question.items)
    return question, key, keyed_block(question, key, ARTICLE.shown(question.show), items)


_GAPS = st.sampled_from(
    [
        "",
        "\n",
        "\n\n\n",
        "\n<!-- note -->\n\n",
        "\n<!--\n## no-question (choose)\n\n- [x] no\n-->\n\n",
        "\n <!-- indented -->\n   \n",
        "\n[link]: https://example.org/\n\n",
    ]
)


@st.composite
def _odd_files(draw: st.DrawFn) -> str:
    """The made-up lesson with comments and odd spacing, as people leave them."""
    gaps = draw(st.lists(_GAPS, min_size=5, max_size=9))
    parts: list[str] = []
    for number, line in enumerate(TEXT.split("\n")):
        gap = gaps[number % len(gaps)]
        comment = "<!-- item -->\n" if line.startswith("- ") and "note" in gap else ""
        parts.append(f"{comment}{line}\n" if line else gap or "\n")
    text = "".join(parts)
    end = draw(
        st.sampled_from(["", "\n", "\n\n\n", "\n<!-- the end -->", "<!-- a\n## x (choose)\n-->"])
    )
    text = draw(st.sampled_from(["", "\ufeff"])) + text.rstrip("\n") + "\n" + end
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.mark.slow
@settings(max_examples=examples(30), deadline=None)
@given(
    text=_odd_files(), id=st.sampled_from(IDS), stem=st.sampled_from(["Why?", "Who?\n\nAnd why?"])
)
def test_an_edit_keeps_all_outside_its_block_and_all_comments_inside(
    text: str, id: str, stem: str
) -> None:
    question_set = parse(text, "odd.md", ARTICLE)
    assert [q.id for q in question_set.questions] == list(IDS)
    question, key, _ = _block(question_set, id, text)
    question = replace(question, stem=stem)
    items = items_as_written(text, id, question.items)
    block = keyed_block(question, key, ARTICLE.shown(question.show), items)
    edited = replace_question(text, id, block)

    place = next(place for place in question_lines(text) if place.id == id)
    new_place = next(place for place in question_lines(edited) if place.id == id)
    lines, new_lines = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    assert new_lines[: place.start] == lines[: place.start]
    assert new_lines[new_place.end :] == lines[place.end :]
    inside, new_inside = lines[place.start : place.end], new_lines[place.start : new_place.end]
    for mark in ("<!--", "no-question", "-->", "[link]:"):  # all of them, in their order
        assert [line for line in new_inside if mark in line] == [
            line for line in inside if mark in line
        ]
    assert ("\r\n" in edited) == ("\r\n" in text)
    assert edited.count("\n") - edited.count("\r\n") in (0, edited.count("\n"))

    read = parse(edited, "odd.md", ARTICLE)
    assert read.problems == ()
    assert [q.id for q in read.questions] == list(IDS)
    assert read.question(id) == question
    found = read.key(id)
    assert found
    assert same_key(found, key)
    others = [other for other in IDS if other != id]
    assert [(read.question(o), read.key(o)) for o in others] == [
        (question_set.question(o), question_set.key(o)) for o in others
    ]


@pytest.mark.slow
@settings(max_examples=examples(25), deadline=None)
@given(text=_odd_files(), id=st.sampled_from(IDS))
def test_a_question_is_deleted_and_no_other_nor_a_comment_beside_it(text: str, id: str) -> None:
    place = next(place for place in question_lines(text) if place.id == id)
    lines = text.splitlines(keepends=True)
    outside = [*lines[: place.start], *lines[place.end :]]
    left = delete_question(text, id)
    assert left.split() == "".join(outside).split()
    question_set, before = parse(left, "odd.md", ARTICLE), parse(text, "odd.md", ARTICLE)
    assert question_set.problems == ()
    others = [other for other in IDS if other != id]
    assert [q.id for q in question_set.questions] == others
    assert [question_set.key(other) for other in others] == [before.key(other) for other in others]
    with pytest.raises(ValueError, match="no question"):
        delete_question(left, id)


@pytest.mark.slow
@settings(max_examples=examples(25), deadline=None)
@given(text=_odd_files(), after=st.sampled_from(["", *IDS]))
def test_a_question_is_added_and_nothing_is_taken_away(text: str, after: str) -> None:
    added = add_question(text, "## new (choose)\n\nWho?\n\n- [x] a\n- [ ] b", after)
    left = added.replace("\r\n", "\n").replace("## new (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n", "")
    assert left.replace("\n", "") == text.replace("\r\n", "\n").replace("\n", "")
    question_set = parse(added, "odd.md", ARTICLE)
    assert question_set.problems == ()
    at = IDS.index(after) + 1 if after else len(IDS)
    assert [q.id for q in question_set.questions] == [*IDS[:at], "new", *IDS[at:]]


def test_a_comment_stays_beside_what_it_speaks_of() -> None:
    text = (
        "# F\n\n## who (choose)\n<!-- first -->\n\nWho?\n\n<!-- of the stem -->\n\n"
        "- [x] a\n  > Yes.\n<!-- of a -->\n- [ ] b\n\nBecause: x\n<!-- of because -->\nSure: ask\n"
        "\n<!-- after -->\n\n## next (choose)\n"
    )
    block = "## who (choose)\n\nWho, then?\n\n- [ ] a\n  > No.\n- [x] b\n\nBecause: y\nSkills: ATT"
    assert replace_question(text, "who", block) == (
        "# F\n\n## who (choose)\n<!-- first -->\n\nWho, then?\n\n<!-- of the stem -->\n\n"
        "- [ ] a\n  > No.\n<!-- of a -->\n- [x] b\n\nBecause: y\n<!-- of because -->\nSkills: ATT\n"
        "\n<!-- after -->\n\n## next (choose)\n"
    )


def test_what_looks_like_a_heading_is_none_in_code_and_in_comments() -> None:
    text = "# F\n\n```\n## a (choose)\n```\n\n<!--\n## b (choose)\n-->\n\n## c (choose)\n\nC?\n"
    assert [place.id for place in question_lines(text)] == ["c"]
    with pytest.raises(ValueError, match="no question “a”"):
        replace_question(text, "a", "## a (choose)")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("draft", ["Draft: a guess\n", "Draft: a guess\nthat runs on\n"])
@pytest.mark.parametrize(
    "where",
    [
        "{}Skills: ATT\n",
        "Skills: ATT\n{}",
        "Skills: ATT\n\n{}\n\n\n<!-- end -->",
        "Skills: ATT\n{}Evidence: E01\n",
    ],
)
def test_accepting_takes_out_the_draft_line_and_no_other(
    where: str, draft: str, line_end: str
) -> None:
    before = "\ufeff# F\n\n## w (choose)\n\nWho? <!-- Draft: no -->\n\n- [x] a\n- [ ] b\n"
    text = (before + where).replace("\n", line_end)
    draft = draft.replace("\n", line_end)
    assert accept_draft(text.format(draft), "w") == text.format("")
    with pytest.raises(ValueError, match="no draft"):
        accept_draft(text.format(""), "w")


def _all_lessons() -> Iterator[tuple[str, str]]:
    for project in (Project(ROOT), RIVER):
        for lesson in project.lessons():
            yield str(project.root), lesson


def _merged(response: Response, segments: tuple[Segment, ...]) -> Response:
    """The marks as the card gives them back: neighbouring words of one label are one run."""
    runs: list[Span] = []
    order = [s.id for s in segments]
    for label in dict.fromkeys(span.label for span in response.marked):
        spans = [span for span in response.marked if span.label == label]
        whole = [Span(s.id, 0, len(s.text), label) for s in segments]
        on, last = words_of(spans, segments), False
        for word in sorted(
            words_of(whole, segments), key=lambda w: (order.index(w.segment), w.start)
        ):
            if word in on and last and runs[-1].segment == word.segment:
                runs[-1] = replace(runs[-1], end=word.end)
            elif word in on:
                runs.append(word)
            last = word in on
    return replace(response, marked=tuple(runs))


@pytest.mark.slow
@pytest.mark.parametrize(("root", "lesson"), list(_all_lessons()))
def test_every_key_comes_back_from_its_answer_on_the_card(root: str, lesson: str) -> None:
    project = Project(RIVER.root if root == str(RIVER.root) else ROOT)
    article, question_set = (
        read_article(project, exercise_of(lesson)),
        read_question_set(project, lesson),
    )
    text = project.answers(lesson).read_bytes().decode()
    keys = {
        key.question: key
        for key in (*question_set.keys, *(draft.key for draft in question_set.drafts))
    }
    for question in question_set.questions:
        key, draft = keys[question.id], question_set.draft(question.id)
        segments = article.shown(question.show)
        answer = answer_of(question, key, segments)
        said = replace(key, ticked=frozenset(), placed=(), sequence=(), outcomes=(), ranges=())
        found = key_from(question, answer, said, segments)
        assert same_key(found, key)
        assert same_key(key_from(question, _merged(answer, segments), said, segments), key)
        items = items_as_written(text, question.id, question.items)
        assert sorted(items) == sorted(question.items)
        assert dealt(question, items, question.targets) == question
        reason = draft.reason if draft else ""
        assert prove(text, article, question, found, items, reason, question.id) == Proof(text)
        block = keyed_block(question, found, segments, items, reason)
        edited = replace_question(text, question.id, block)
        read = parse(edited, question_set.path, article)
        assert read.questions == question_set.questions
        assert read.problems == question_set.problems or draft
        again = read.draft(question.id)
        again_key = again.key if again else read.key(question.id)
        assert again_key
        assert same_key(again_key, key)
        assert items_as_written(edited, question.id, question.items) == items


def test_new_marks_come_after_the_known_ones_in_the_order_of_the_text(short: Article) -> None:
    segments = short.segments
    question = Question("q", "highlight", "Mark.", show=("S1", "S2"))
    said = Key("q", spans=(KeySpan(Span("S2", 8, 17), neutral=True),))
    marked = (Span("S2", 19, 28), Span("S1", 0, 9), Span("S2", 8, 17))
    key = key_from(question, Response(marked=marked), said, segments)
    assert [(k.span, k.neutral) for k in key.spans] == [
        (marked[2], True),
        (marked[1], False),
        (marked[0], False),
    ]


@pytest.mark.parametrize(
    ("question", "response", "said"),
    [
        (Question("q", "choose", "?", ("a", "b")), Response(), "Tick the right answer"),
        (Question("q", "sort", "?", ("a", "b"), ("c", "d")), Response(placed=(("a", "c"),)), "“b”"),
        (Question("q", "order", "?", ("a", "b", "c")), Response(), "Put the things in order"),
        (Question("q", "rate", "?", ("a",)), Response(rated=(("a", 70),)), "is 100"),
        (Question("q", "highlight", "?", show=("S1",)), Response(), "Mark the words"),
    ],
)
def test_half_an_answer_is_no_key(question: Question, response: Response, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        key_from(question, response, Key("q"))


@pytest.mark.parametrize(
    ("stem", "items", "part"),
    [
        ("Who?\n\nBecause: I say so", ("a", "b"), "The question"),
        ("Who?\n\n- [x] me", ("a", "b"), ""),
        ("Who?", ("a => c", "b"), ""),
        ("Who?\n\n## other (choose)", ("a", "b"), ""),
        ("<!-- Who? -->", ("a", "b"), ""),
    ],
)
def test_what_would_read_back_differently_is_refused(
    short: Article, stem: str, items: tuple[str, ...], part: str
) -> None:
    question = dealt(Question("q", "sort", stem), items, ("c", "d"))
    key = Key("q", placed=tuple((item, "c") for item in items))
    proof = prove("# F\n", short, question, key, items)
    assert proof.problems
    assert part in proof.problems[0]


def test_another_question_s_fault_is_told_and_keeps_nobody_from_writing(short: Article) -> None:
    text = "# F\n\n## bad (choose)\n\nWho?\n\n- [ ] a\n"
    question = dealt(Question("q", "choose", "Who?"), ("a", "b"), ())
    key = Key("q", ticked=frozenset({"a"}))
    proof = prove(text, short, question, key, ("a", "b"))
    assert proof.problems == ()
    assert proof.elsewhere
    assert parse(proof.text, "", short).key("q") == key


def test_nothing_is_written_into_a_comment_that_never_ends(short: Article) -> None:
    text = "# F\n\n## a (choose)\n\nWho?\n\n- [x] a\n- [ ] b\n\n<!-- open\n"
    question = dealt(Question("q", "choose", "Who?"), ("a", "b"), ())
    proof = prove(text, short, question, Key("q", ticked=frozenset({"a"})), ("a", "b"))
    assert any("never ends" in said for said in proof.problems)


def test_an_option_with_new_words_keeps_its_place_on_the_scale() -> None:
    verdicts = ("It holds", "In part", "It does not")
    question = Question("q", "choose", "?", verdicts)
    key = Key("q", frozenset({"In part"}), scale=verdicts)
    reasons = Reasons(())
    reasons.put(question, key)
    reasons.show(question, key, Lists(verdicts), ())
    renamed = ("It holds", "Partly", "It does not")
    partly = replace(key, ticked=frozenset({"Partly"}))
    reasons.show(replace(question, items=renamed), partly, Lists(renamed), ())
    assert reasons.said(question, Lists(renamed))[1].scale == renamed
    assert reasons.said(question, Lists(renamed[:1]))[1].scale == renamed[:1]
