"""Articles as people bring them: taken in with their own words, or refused with a way out."""

from __future__ import annotations

import quopri
import re
import tomllib
from pathlib import Path
from typing import Any

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


@pytest.mark.slow
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


WALL = (
    "<!doctype html><html><body><main><h1>Plan</h1><p>Please enable JavaScript to read this.</p>"
    "<p>Already a subscriber? Sign in.</p></main></body></html>"
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("Café".encode("latin-1"), "is not in UTF-8"),
        ("Fish".encode("utf-16") + b"x", "UTF-16, and damaged"),
        (b"%PDF-1.7 ...", "a PDF that cannot be read"),
        (WALL.encode(), "holds no article but a wall"),
        (b"PK\x03\x04...", "a Word document"),
        (b"Fish\0return", "a binary file"),
        (b"x " * LARGEST, "larger than 2 MB"),
        (b"!!! ... ???", "no words"),
        (b"<!doctype html><html><body><script>x()</script></body></html>", "no words"),
    ],
    ids=[
        "empty",
        "blank",
        "latin-1",
        "utf-16",
        "pdf",
        "wall",
        "docx",
        "binary",
        "large",
        "signs",
        "page",
    ],
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


STORY = [
    "The mill by the river was shut on Monday after a wall gave way, the town said in a notice.",
    "“Nobody was hurt,” said the mayor, who added that the repair would cost 40,000 crowns.",
    "A neighbour, who asked not to be named, claimed that the cracks had been known for a year.",
]
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Mill shut | The Courier'
    '</title><meta property="og:title" content="You won’t believe what fell"></head><body>'
    '<nav><a href="/">Home</a></nav><article><span class="kicker">Exclusive</span>'
    "<h1>Mill shut after wall falls</h1>{story}<figure><figcaption>The mill in spring."
    "</figcaption></figure></article><footer>Copyright The Courier.</footer></body></html>"
)
PARAGRAPHS = PAGE.replace("{story}", "".join(f"<p>{part}</p>" for part in STORY))
BREAKS = PAGE.replace("{story}", "<br><br>".join(STORY))
BARE = PAGE.replace("{story}", f"{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]}")


@pytest.mark.parametrize("page", [PARAGRAPHS, BREAKS, BARE], ids=["paragraphs", "breaks", "bare"])
def test_each_form_of_a_page_gives_all_its_paragraphs_under_the_printed_headline(page: str) -> None:
    data = page.replace("{charset}", "utf-8").encode()
    assert _segments(data, "page.html") == ["Mill shut after wall falls", *STORY]


def test_an_old_code_page_is_read_where_the_page_declares_it() -> None:
    page = PARAGRAPHS.replace("{charset}", "windows-1252").replace("mayor", "maïre")
    received = take_in(page.encode("cp1252"), "page.html")
    assert "“Nobody was hurt,” said the maïre" in received.text
    assert any("windows-1252" in what for what in received.cleaned)
    with pytest.raises(UnusableArticle):
        take_in(PARAGRAPHS.replace("{charset}", "hex").encode("cp1252"), "page.html")


@pytest.mark.parametrize(
    ("declared", "written", "words"),
    [
        ("utf-16", "utf-16", "Żółw мир"),
        ("utf-16", "utf-16-le", "Żółw мир"),
        ("utf-8", "utf-16-be", "Żółw мир"),
        ("utf-8", "utf-32", "Żółw мир"),
        ("iso-8859-1", "cp1252", "“naïve”"),
        ("ISO-8859-9", "cp1254", "“İşçi”"),
        ("windows-1251", "cp1251", "мир"),
        ("windows-874", "cp874", "ข่าว"),
        ("gb2312", "gb18030", "镕"),
        ("x-sjis", "cp932", "①新聞"),
        ("iso-2022-jp", "iso-2022-jp", "新聞"),
        ("ks_c_5601-1987", "cp949", "똠"),
        ("macintosh", "mac_roman", "“naïve”"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has_as_a_browser_would(
    declared: str, written: str, words: str
) -> None:
    page = PARAGRAPHS.replace("{charset}", declared).replace("mayor", f"{words} mayor")
    page = page.replace("“", '"').replace("”", '"') if "iso-2022" in written else page
    if written not in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        page = page.replace("–", "-").encode(written, errors="ignore").decode(written)
    assert words in page
    received = take_in(page.encode(written), "page.html")
    assert f"the {words} mayor" in received.text
    assert any("encoding" in what or "UTF-" in what for what in received.cleaned)


def test_a_plain_text_in_utf_16_is_read() -> None:
    received = take_in("Fish return\r\n\r\nThe мир is clean.\r\n".encode("utf-16"), "fish.txt")
    assert received.text == "Fish return\n\nThe мир is clean.\n"
    assert "read in UTF-16" in received.cleaned


def test_a_page_saved_as_a_single_file_gives_its_article_and_its_address() -> None:
    page = quopri.encodestring(PARAGRAPHS.replace("{charset}", "utf-8").encode()).decode()
    whole = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.org/mill\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n'
        '\tboundary="--x"\n\n----x\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n"
        "Content-Location: https://courier.org/mill\n\n"
        f"{page}\n\n----x--\n"
    )
    received = take_in(whole.encode(), "mill.mhtml")
    found = [s.text for s in cut(received.text).segments]
    assert found == ["Mill shut after wall falls", *STORY]
    assert received.about["url"] == "https://courier.org/mill"


@pytest.mark.parametrize(
    "said",
    [
        "Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu lesen.",
        "Lesen Sie unsere Seite mit Werbung und Cookies: Einwilligen und weiter.",
        "Il vous reste 85 % de cet article à lire. La suite est réservée aux abonnés.",
        "Para continuar leyendo, suscríbete. ¿Ya eres suscriptor? Inicia sesión",
        "Verifying you are human. This may take a few seconds.",
        "Sorry, the page you are looking for could not be found.",
        "We and our 812 partners store information on your device.",
    ],
)
def test_a_wall_in_any_language_is_refused_and_said_where_an_article_stands_before_it(
    said: str,
) -> None:
    page = f"<html><body><article><h1>Mill shut</h1>STORY<p>{said}</p></article></body></html>"
    with pytest.raises(UnusableArticle, match="holds no article but a wall"):
        take_in(page.replace("STORY", "<p>The mill is shut.</p>").encode(), "page.html")
    story = "".join(f"<p>{part}</p>" for part in STORY * 2)
    received = take_in(page.replace("STORY", story).encode(), "page.html")
    assert any("perhaps it is only the beginning" in warning for warning in received.warnings)


def test_a_short_page_that_speaks_of_what_was_not_found_is_no_wall() -> None:
    boat = (
        "The boat could not be found, the coast office said on Monday after three days of search."
    )
    page = f"<html><body><h1>Boat lost</h1><p>{boat}</p><p>{STORY[1]}</p></body></html>"
    assert take_in(page.encode(), "page.html").headline == "Boat lost"


def test_a_page_saved_with_its_pictures_inside_may_be_large() -> None:
    picture = f'<img src="data:image/png;base64,{"iVBORw0K" * 400_000}">'
    page = PARAGRAPHS.replace("{charset}", "utf-8").replace("<figure>", f"<figure>{picture}")
    assert len(page) > LARGEST
    received = take_in(page.encode(), "page.html")
    assert [s.text for s in cut(received.text).segments][1:] == STORY
    assert "pictures and files inside the page taken out: 1" in received.cleaned


def test_what_is_left_out_of_a_page_is_shown_word_for_word_and_can_be_taken_back() -> None:
    data = PARAGRAPHS.replace("{charset}", "utf-8").encode()
    received = take_in(data, "page.html")
    assert "The mill in spring." in received.left_out
    assert not received.same_words
    number = received.left_out.index("The mill in spring.") + 1
    again = take_in(data, "page.html", take_back=[number])
    assert [s.text for s in cut(again.text).segments] == [
        "Mill shut after wall falls",
        *STORY,
        "The mill in spring.",
    ]
    assert "The mill in spring." not in again.left_out


PRINTED = (AWKWARD.parent / "printed_pages.txt").read_text(encoding="utf-8")
PASTED = tomllib.loads((AWKWARD.parent / "pasted_articles.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED)
def test_the_printed_headline_wins_over_what_stands_above_it(pasted: dict[str, Any]) -> None:
    data, left_out = pasted["text"].encode(), pasted["left_out"]
    received = take_in(data, pasted["name"])
    found = [s.text for s in cut(received.text).segments]
    assert (found[0], len(found)) == (pasted["headline"], pasted["segments"])
    assert set(left_out) <= set(received.left_out)
    assert not any(piece in found for piece in received.left_out)
    assert not received.same_words
    number = received.left_out.index(left_out[0]) + 1
    again = take_in(data, pasted["name"], take_back=[number])
    assert [s.text for s in cut(again.text).segments] == [found[0], left_out[0], *found[1:]]
    assert left_out[0] not in again.left_out


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo on fish imports lifted after nine weeks",
        "Press release misled voters, auditor finds",
        "MAYOR QUITS AFTER NINE DAYS",
        "MAYOR QUITS",
        "By land and by sea: how the mail reached Ostrel",
        "Contact lost with weather balloon over Ostrel",
        "Live: the night the river came",
        "March 2025 was the driest on record",
        "Pressemitteilung der Stadt verschweigt Defizit",
        "9 November 1989",
        "Photo of the mayor in her car costs paper £4,000",
        "Opinion is split on the new bridge",
    ],
)
def test_a_headline_with_words_of_a_release_stays(headline: str) -> None:
    body = "The mayor resigned on Monday. She gave no reason, the council said."
    received = take_in(f"{headline}\n\n{body}\n".encode(), "a.txt")
    assert (received.headline, received.left_out) == (headline, ())


def test_who_wrote_it_and_when_are_left_out_right_under_the_headline_and_nowhere_else() -> None:
    headline, body = "Night ferry may stop running, its operator warns", "The ferry may stop."
    under = ["By Ruth Adeyemi", "Published 12 March 2026", "By Lee Orme | 13 March 2026"]
    later = ["By land and by sea, the mail came late.", "By Ada Lind", "14 March 2026"]
    received = take_in("\n\n".join([headline, *under, body, *later]).encode(), "a.txt")
    assert received.left_out == tuple(under)
    assert received.text.split("\n\n") == [headline, body, *later[:-1], f"{later[-1]}\n"]
    again = take_in("\n\n".join([headline, *under, body]).encode(), "a.txt", take_back=[2])
    assert again.text.split("\n\n")[1] == under[1]


def test_a_text_without_a_headline_begins_with_its_first_sentence_and_says_so() -> None:
    text = "PRESS RELEASE\n\nThe port has a second berth. It cost 4 million.\n\nShips may come.\n"
    received = take_in(text.encode(), "a.txt")
    assert received.headline == "The port has a second berth."
    assert "the first sentence made the headline" in received.cleaned


def test_a_page_that_puts_its_own_name_first_has_the_headline_that_it_prints() -> None:
    page = PARAGRAPHS.replace("{charset}", "utf-8")
    named = (
        page.replace("<body>", "<body><header><h1>The Courier</h1></header>")
        .replace(
            "<h1>Mill shut after wall falls</h1>",
            "<h2>Mill shut after wall falls by the river</h2>",
        )
        .replace("<head>", '<head><meta property="og:site_name" content="The Courier">')
    )
    assert take_in(named.encode(), "a.html").headline == "Mill shut after wall falls by the river"


def test_lines_of_a_list_stay_apart_in_a_text_that_no_program_wrapped() -> None:
    long = (
        "The river rose for three days, and nobody in the town could say when it would stop. " * 2
    )
    items = [
        "Two are missing, police say",
        "4,000 homes are without power",
        "The A9 is closed today",
    ]
    text = "\n\n".join(["River floods town", long, "\n".join(items), long])
    assert _segments(text.encode())[2:5] == items


def test_text_pasted_from_print_loses_page_numbers_and_hyphens_and_says_so() -> None:
    received = take_in(PRINTED.encode(), "pasted.txt")
    assert [s.text for s in cut(received.text).segments] == [
        "Mill shut after wall falls by the river",
        "The mill by the river was shut on Monday, although nobody was hurt, after a wall gave way "
        "in a report of the town that was shown to this newspaper and to the mayor. The repair "
        "will cost 40,000 crowns and take three weeks, said the mayor. A neighbour claimed that "
        "the cracks had been known for a year.",
    ]
    assert received.left_out == ("Page 1 of 2 THE COURIER", "1", "Page 2 of 2 THE COURIER", "2")
    assert not received.same_words
    assert "although, report" in " ".join(received.cleaned)
    again = take_in(PRINTED.encode(), "pasted.txt", take_back=[3])
    assert "Page 2 of 2 THE COURIER" in [s.text for s in cut(again.text).segments]
    assert again.left_out == ("Page 1 of 2 THE COURIER", "1", "2")


def _pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines under each other."""
    return _pdf_of([(72, 720 - 14 * number, line) for number, line in enumerate(lines)])


def _pdf_of(placed: list[tuple[int, int, str]]) -> bytes:
    """A PDF of one page with each line at its place, written by hand as small as one can be."""
    shown = " ".join(f"1 0 0 1 {x} {y} Tm ({line}) Tj" for x, y, line in placed)
    stream = f"BT /F1 11 Tf {shown} ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    whole += b"xref\n0 6\n0000000000 65535 f \n" + table
    return whole + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def test_the_text_of_a_pdf_is_taken_out_and_said_to_need_reading() -> None:
    lines = [
        "Mill shut after wall falls",
        "The mill by the river was shut on Monday, al-",
        "though it held.",
        "The town said that the repair would be-",
        "gin in May, and that it takes a year.",
    ]
    received = take_in(_pdf(lines), "mill.pdf")
    assert received.format == "pdf"
    assert [s.text for s in cut(received.text).segments] == [
        "Mill shut after wall falls",
        "The mill by the river was shut on Monday, although it held.",
        "The town said that the repair would begin in May, and that it takes a year.",
    ]
    assert "text taken out of a PDF" in received.cleaned[0]
    assert "read article.txt once" in received.warnings[0]
    assert not received.same_words


LEFT = [
    "The mill by the river was shut on Mon-",
    "day after a wall gave way, the town",
    "said in a notice to all who live near.",
    "Nobody was hurt, the mayor added,",
    "and no house was in danger that day.",
]
RIGHT = [
    "A neighbour claimed that the cracks",
    "had been known for a year, and that",
    "the council had done nothing at all.",
    "The council showed a 22-",
    "page report to the court that day.",
]


@pytest.mark.parametrize("across", [False, True], ids=["one after the other", "line by line"])
def test_columns_of_a_pdf_are_read_one_after_the_other(across: bool) -> None:
    left = [(72, 690 - 14 * number, line) for number, line in enumerate(LEFT)]
    right = [(330, 690 - 14 * number, line) for number, line in enumerate(RIGHT)]
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    headline = (72, 740, "Mill shut after wall falls by the river")
    received = take_in(_pdf_of([headline, *(rows if across else [*left, *right])]), "mill.pdf")
    assert [s.text for s in cut(received.text).segments] == [
        "Mill shut after wall falls by the river",
        "The mill by the river was shut on Monday after a wall gave way, the town said in a notice "
        "to all who live near. Nobody was hurt, the mayor added, and no house was in danger that "
        "day.",
        "A neighbour claimed that the cracks had been known for a year, and that the council had "
        "done nothing at all. The council showed a 22-page report to the court that day.",
    ]
    assert ("columns put one after the other, pages: 1" in received.cleaned) == across


def test_letters_that_print_makes_one_are_two_again() -> None:
    received = take_in(PRINTED.replace("falls", "in o\ufb03ce falls").encode(), "a.txt")
    assert received.headline == "Mill shut after wall in office falls by the river"
    assert "letters printed as one made two: 1" in received.cleaned


def test_the_words_are_said_to_be_as_they_were_only_when_they_are() -> None:
    assert take_in(_file("hard-wrapped.txt"), "a.txt").same_words
    assert take_in(b"Fish\n\nThe river\xc2\xa0is  clean.\n", "a.txt").same_words
    assert not take_in(PRINTED.encode(), "a.txt").same_words


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


@pytest.mark.slow
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
