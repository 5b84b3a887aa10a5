"""A fact-check note is a page to read and a ClaimReview, both marked as an exercise."""

from __future__ import annotations

import json

from kit.article.seed import Evidence
from kit.lesson.fact_check_note import NotePage, as_claim_review, as_page, read_note

PACK = (
    Evidence(
        "E01", "2023-09-04", "A paper", "report", "officials", "root", "It says so.", "https://a.b"
    ),
    Evidence(
        "E02", "2023-09-05", "Another", "report", "officials", "repeat", "Too.", "https://c.d"
    ),
)
NOTE = read_note(
    "Fish return",
    "unknown",
    ({"the river is clean": "holds", "fish return": "stretched"}, {"the river is clean": "open"}),
    {"the river is clean": "E01 A paper, 4 Sept", "fish return": "E99 nobody"},
    PACK,
    "Mixed.",
)


def test_verdicts_and_evidence_meet_at_their_claim() -> None:
    first, second = NOTE.findings
    assert (first.claim, first.then, first.since) == ("the river is clean", "holds", "open")
    assert [e.id for e in first.evidence] == ["E01"]
    assert (second.since, second.evidence) == ("", ())


def test_the_page_names_claims_verdicts_and_sources_and_says_what_it_is() -> None:
    page = as_page(NOTE)
    for words in (
        "classroom exercise",
        "“fish return”",
        "<b>stretched</b>",
        "E01 A paper",
        "Mixed.",
    ):
        assert words in page


def test_the_data_have_the_shape_of_a_claim_review() -> None:
    data = json.loads(as_claim_review(NOTE))
    assert data["@context"] == "https://schema.org"
    review = data["@graph"][0]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "the river is clean"
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "holds"}
    assert review["itemReviewed"]["appearance"]["headline"] == "Fish return"
    assert review["citation"] == [
        {"@type": "CreativeWork", "publisher": "A paper", "url": "https://a.b"}
    ]
    assert "classroom exercise" in review["disambiguatingDescription"]


def test_what_a_student_wrote_stays_text() -> None:
    bad = "<img src=x onerror=alert(1)></pre>"
    note = read_note(bad, bad, ({bad: bad}, {}), {}, (), bad)
    html = NotePage(note)._repr_html_()
    assert "<img" not in html
    assert "</pre>" not in html.removesuffix("</pre></details>")
