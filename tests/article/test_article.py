"""An article is cut into segments, and quotes are found in it exactly once."""

from __future__ import annotations

import csv

import pytest

from kit.article.project import Project
from kit.article.segments import Article, Span, cut, find_span, quote, segment_ids, words, words_of


def test_the_headline_is_h_and_paragraphs_are_numbered(short: Article) -> None:
    assert [s.id for s in short.segments] == ["H", "S1", "S2"]


def test_what_copying_left_over_keeps_no_number() -> None:
    article = cut("Title\n\none\n\nShare\n\ntwo\n\nMore", left_over=["Share", "More"])
    assert [(s.id, s.text) for s in article.segments] == [
        ("H", "Title"),
        ("S1", "one"),
        ("X", "Share"),
        ("S2", "two"),
        ("X2", "More"),
    ]


def test_segments_know_where_they_start() -> None:
    text = "Title\n\n\n one \n\ntwo\n"
    for segment in cut(text).segments:
        assert text[segment.start :].startswith(segment.text)


def test_every_claim_s_span_occurs_once_in_its_segment(kim: Article, project: Project) -> None:
    with project.seed("kim-putin-trip", "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {s.id: s.text for s in kim.segments}
    assert len(rows) == 32
    assert [row["id"] for row in rows if texts[row["segment"]].count(row["span"]) != 1] == []


@pytest.mark.parametrize(
    ("written", "ids"),
    [("S1", ["S1"]), ("H, S2", ["H", "S2"]), ("S1-S2", ["S1", "S2"]), ("H-S1 S1", ["H", "S1"])],
)
def test_segments_are_named_singly_or_as_a_run(
    written: str, ids: list[str], short: Article
) -> None:
    assert segment_ids(written, short) == tuple(ids)


def test_a_segment_that_is_not_there_is_said(short: Article) -> None:
    with pytest.raises(ValueError, match="no segment “S7”; the article has H, S1 to S2"):
        segment_ids("S1-S7", short)


def test_brackets_pick_words_out_of_a_longer_quote(short: Article) -> None:
    span = find_span("mayor, officials [said]", short.segments)
    assert (span.segment, quote(span, short.segments)) == ("S2", "said")


def test_a_quote_is_made_of_whole_words() -> None:
    article = cut("T\n\nDismay in May, they may say.")
    assert find_span("[may]", article.segments).start == 20


def test_words_are_counted_as_a_reader_counts_them() -> None:
    text = "Mr Kim’s 3.5-million “yes” – e.g. नमस्ते, مرحبا! 👍🏽"
    assert [text[a:b] for a, b in words(text)] == [
        "Mr",
        "Kim’s",
        "3.5-million",
        "yes",
        "e.g",
        "नमस्ते",
        "مرحبا",
        "👍🏽",
    ]


def test_a_span_touches_the_words_it_cuts(short: Article) -> None:
    touched = words_of([Span("S1", 5, 11)], short.segments)
    assert {quote(s, short.segments) for s in touched} == {"river", "is"}
