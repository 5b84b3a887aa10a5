"""Articles as people bring them: taken in with their own words, or refused with a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.soak import examples

from kit.article.intake import LARGEST, UnusableArticle, take_in
from kit.article.language_of import runs_from_the_right
from kit.article.segments import cut
from kit.article.tidy import sentence_ends

AWKWARD = Path(__file__).parent.parent / "support" / "awkward"


def _file(name: str) -> bytes:
    return (AWKWARD / name).read_bytes()


def _segments(data: bytes, name: str = "article.txt", title: str = "") -> list[str]:
    return [s.text for s in cut(take_in(data, name, title).text).segments]


def test_a_plain_text_is_kept_byte_for_byte() -> None:
    data = "Fish return\n\nThe “river” isn't 'clean' – officials said…\n\nSo – said the mayor.\n"
    received = take_in(data.encode(), "fish.txt")
    assert received.text == data
    assert received.cleaned == ()
    assert received.headline == "Fish return"


def test_what_is_invisible_or_layout_goes_and_the_words_stay() -> None:
    data = (
        "\ufeffFish re\u00adturn\r\n\r\nThe\u00a0river is\u200b clean\u202f! It  isn‘t “so”.\r\n"
        " \t\r\nSo\u2060 said\u200e the mayor.\r\n"
    )
    received = take_in(data.encode(), "fish.txt")
    assert (
        received.text
        == "Fish return\n\nThe river is clean ! It isn‘t “so”.\n\nSo said the mayor.\n"
    )
    said = " ".join(received.cleaned)
    for what in ("byte order mark", "line ends", "soft hyphens", "without width", "odd spaces"):
        assert what in said


def test_joiners_that_shape_letters_stay() -> None:
    persian = "می\u200cخواهم بروم"
    assert persian in take_in(f"عنوان\n\n{persian}\n".encode(), "a.txt").text
    assert take_in("Fi\u200csh\n\nRi\u200dver.\n".encode(), "a.txt").text == "Fish\n\nRiver.\n"


def test_hard_wrapped_lines_are_joined() -> None:
    assert _segments(_file("hard-wrapped.txt")) == [
        "Bridge opens after ten years",
        "The new bridge over the river opened on Monday, the mayor said. It cost 12 million euros, "
        "and it took ten years to build a twenty-metre span.",
        "“We are glad,” said Paul Ro, a shopkeeper. He had waited for ten years, like most of the "
        "people on the far side.",
    ]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    long = "The mayor spoke at length on Monday about the bridge, its price, and its builders. " * 2
    assert _segments(f"Fish return\n{long}\nShort one.\n{long}".encode()) == [
        "Fish return",
        long.strip(),
        "Short one.",
        long.strip(),
    ]


def test_markdown_is_flattened_to_its_words() -> None:
    received = take_in(_file("full-of-signs.md"), "page.md")
    assert [s.text for s in cut(received.text).segments] == [
        "Bridge opens",
        "Bridge opens after ten years",
        "The bridge opened, the mayor said. It cost 12 & more. Bold words.",
        "“We are glad,” said Paul Ro.",
        "first point",
        "second point => with an arrow [and brackets]",
        "who | what",
        "mayor | bridge",
        "Because: it is so. Hint: 1. no.",
    ]
    assert received.about["author"] == "Ann Bo"


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_saved_page_gives_its_article_and_what_it_says_of_itself(name: str) -> None:
    received = take_in(_file("saved-page.html"), name)
    assert [s.text for s in cut(received.text).segments] == [
        "Bridge opens after ten years",
        "The new bridge over the river opened on Monday, the mayor said. It cost 12 million euros.",
        "A long wait",
        "“We are glad,” said Paul Ro, a shopkeeper. He had waited for ten years, like most of the "
        "people who live on the far side of the river and work in the town.",
        "Officials believe that traffic may grow. It is likely that a second bridge will be needed "
        "before 2040, they said.",
    ]
    assert received.about == {
        "title": "Bridge opens after ten years",
        "author": "Ann Bo",
        "publisher": "The Daily River",
        "date": "2024-05-03",
        "language": "en",
    }


def test_a_page_of_line_breaks_has_its_paragraphs() -> None:
    lines = [f"The mayor said that {n} bridges<br>\nmay be closed, and left." for n in range(5)]
    page = f"<html><title>Bridges</title><div>{'<br> <br>'.join(lines)}</div></html>"
    assert _segments(page.encode()) == [
        "Bridges",
        *(f"The mayor said that {n} bridges may be closed, and left." for n in range(5)),
    ]


def test_nothing_of_scripts_navigation_or_banners_is_left() -> None:
    text = take_in(_file("saved-page.html"), "page.html").text
    assert not re.search("SCRIPT|cookies|Home page|World news|newsletter|Related", text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("Café".encode("latin-1"), "is not in UTF-8"),
        ("Fish".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a Word document"),
        (b"Fish\0return", "a binary file"),
        (b"x " * LARGEST, "larger than 2 MB"),
        (b"!!! ... ???", "no words"),
        (b"<!doctype html><html><body><script>x()</script></body></html>", "no words"),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "pdf", "docx", "binary", "large", "signs", "page"],
)
def test_what_is_no_article_is_refused_in_one_sentence_that_says_what_to_do(
    data: bytes, why: str
) -> None:
    with pytest.raises(UnusableArticle) as refused:
        take_in(data, "fish.txt")
    said = str(refused.value)
    assert said.startswith(("“fish.txt”", "no words were found in “fish.txt”"))
    assert why in said
    assert re.search(r"\b(put|copy|pick|Copy|Take)\b", said)


def test_one_paragraph_gets_its_headline_from_the_title_or_from_its_first_sentence() -> None:
    whole = _file("only-one-paragraph.txt").decode().strip()
    assert _segments(whole.encode(), title="Bridge opens") == ["Bridge opens", whole]
    headline, rest = _segments(whole.encode())
    assert headline == "The new bridge opened on Monday, the mayor said."
    assert f"{headline} {rest}" == whole


def test_one_sentence_is_a_headline() -> None:
    assert _segments(b"Fish return to the river") == ["Fish return to the river"]


def test_a_title_that_is_there_is_not_put_twice() -> None:
    assert _segments(b"FISH RETURN!\n\nThe river is clean.", title="Fish return") == [
        "Fish return",
        "The river is clean.",
    ]


def test_a_paragraph_too_long_for_a_card_is_parted_between_sentences() -> None:
    sentence = "The river is clean, the mayor said."
    parts = _segments(f"Fish return\n\n{' '.join([sentence] * 3000)}".encode())
    assert " ".join(parts[1:]) == " ".join([sentence] * 3000)
    assert max(len(part.split()) for part in parts) <= 600
    assert all(part.endswith("said.") for part in parts[1:])


def test_text_read_in_a_wrong_encoding_is_pointed_out_and_not_mended() -> None:
    received = take_in("Fish\n\nThe riverâ€™s fish.\n".encode(), "a.txt")
    assert received.text == "Fish\n\nThe riverâ€™s fish.\n"
    assert "garbled" in received.warnings[0]


def test_the_direction_of_writing_is_known_by_the_letters() -> None:
    assert runs_from_the_right(take_in(_file("right-to-left.txt"), "a.txt").text)
    assert not runs_from_the_right(take_in(_file("no-capitals.txt"), "a.txt").text)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Ro came at 3.15 p.m. on Monday.", "He left."],
        ["The board of Reed Corp. met in Sept. of that year.", "Rev. Ro led it."],
        ["He asked: “Why not? It is cheap.”", "She left!"],
        ["no capitals here.", "none at all."],
        ["“We are glad.”", "So was he…", "Why?"],
        ["这是第一句。", "这是第二句。"],
        ["هل وصل؟", "نعم."],
    ],
    ids=["abbreviated", "firms and months", "quoted", "small", "ends", "chinese", "arabic"],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    glue = "" if sentences[0].endswith("。") else " "
    text = glue.join(sentences)
    starts = (0, *sentence_ends(text))
    found = [text[a:b].strip() for a, b in zip(starts, sentence_ends(text), strict=False)]
    assert found == sentences


ODD = st.text(
    st.one_of(
        st.sampled_from(
            list("ab. \n\n\r\t“”\"'*_[]<>#=->:1|`~&;\u00ad\u200b\u200d\u00a0\u2028اב。")
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=400,
)


@settings(max_examples=examples(150), deadline=None)
@given(ODD, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_is_taken_in_or_refused_and_taken_in_twice_is_the_same(
    text: str, name: str
) -> None:
    try:
        received = take_in(text.encode(), name)
    except UnusableArticle:
        return
    segments = cut(received.text).segments
    assert segments[0].text == received.headline
    again = take_in(received.text.encode(), "a.txt", title=received.headline)
    if received.format != "html" and again.format != "html":
        assert [s.text for s in cut(again.text).segments] == [s.text for s in segments]
