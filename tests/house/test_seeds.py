"""The seeds stand: articles, evidence and claims say the same everywhere."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
ALL_SEEDS = sorted(article.parent for article in ROOT.glob("seeds/*/article.txt"))


def card(seed: Path) -> dict[str, Any]:
    return tomllib.loads((seed / "source.toml").read_text(encoding="utf-8"))


SEEDS = [seed for seed in ALL_SEEDS if not card(seed).get("invented")]
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=[seed.name for seed in SEEDS])


def table(seed: Path, name: str) -> list[dict[str, str]]:
    with (seed / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_first_article_is_byte_for_byte_as_received() -> None:
    received = "829318f798e06d11148d34ed5c67dbdbdf0d627e20e013b8ac215153033eaef7"
    article = ROOT / "seeds" / "kim-putin-trip" / "article.txt"
    assert hashlib.sha256(article.read_bytes()).hexdigest() == received


@pytest.mark.parametrize("seed", ALL_SEEDS, ids=[seed.name for seed in ALL_SEEDS])
def test_the_source_card_is_about_its_article(seed: Path) -> None:
    assert (seed / "article.txt").read_text(encoding="utf-8").startswith(card(seed)["title"])
    assert {"title", "language", "author", "url", "licence"} <= card(seed).keys()


@each_seed
def test_the_source_card_of_a_published_article_names_its_copy_and_its_evidence(seed: Path) -> None:
    article = (seed / "article.txt").read_bytes()
    assert card(seed)["sha256"] == hashlib.sha256(article).hexdigest()
    known = {row["id"] for row in table(seed, "evidence.csv")}
    for part in ("publisher", "date", "copy"):
        assert set(card(seed)[part]["evidence"]) <= known


@each_seed
@pytest.mark.parametrize(("name", "letter"), [("evidence.csv", "E"), ("claims.csv", "C")])
def test_ids_run_from_one_without_a_gap(seed: Path, name: str, letter: str) -> None:
    ids = [row["id"] for row in table(seed, name)]
    assert ids == [f"{letter}{number:02}" for number in range(1, len(ids) + 1)]
    assert ids


def test_the_first_exercise_has_all_its_evidence_and_claims() -> None:
    seed = ROOT / "seeds" / "kim-putin-trip"
    assert table(seed, "evidence.csv")[-1]["id"] == "E89"
    assert table(seed, "claims.csv")[-1]["id"] == "C32"


@each_seed
def test_every_page_says_whose_word_it_is_in_the_words_of_the_dictionary(seed: Path) -> None:
    dictionary = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| (\w+) \|", dictionary.split("| independence | meaning |")[1], re.M)[:5]
    for row in table(seed, "evidence.csv"):
        origins, stands = row["origin"].split("; "), row["independence"].split("; ")
        assert len(origins) == len(stands), row["id"]
        assert set(stands) <= set(words), row["id"]


def test_each_row_says_where_on_the_page_to_look_or_that_the_place_is_not_known() -> None:
    rows = table(ROOT / "seeds" / "kim-putin-trip", "evidence.csv")
    where = re.compile(r"\b[Ll]ook (?:at|for|in|under) \w")
    unknown = "The place on the page is not known."
    both_or_neither = [
        row["id"] for row in rows if bool(where.search(row["says"])) == (unknown in row["says"])
    ]
    assert both_or_neither == []


def test_ten_pages_pass_on_one_report_of_the_trip() -> None:
    rows = table(ROOT / "seeds" / "kim-putin-trip", "evidence.csv")
    officials = "officials who spoke to the New York Times"
    pages = {row["id"] for row in rows if officials in row["origin"].split("; ")}
    assert pages == {"E01", "E02", "E03", "E04", "E05", "E06", "E07", "E69", "E70", "E84"}


@each_seed
@pytest.mark.parametrize(
    ("name", "may_be_empty"),
    [
        ("evidence.csv", set()),
        ("claims.csv", {"verdict_since", "note"}),
        ("chains.csv", {"evidence"}),
    ],
)
def test_no_cell_is_empty_where_a_value_is_due(
    seed: Path, name: str, may_be_empty: set[str]
) -> None:
    for row in table(seed, name):
        assert not {column for column, cell in row.items() if not cell} - may_be_empty, row


@each_seed
def test_chains_run_from_the_reader_outwards(seed: Path) -> None:
    rows = table(seed, "chains.csv")
    assert {row["open"] for row in rows} <= {"yes", "no", "unknown"}
    for chain in {row["chain"] for row in rows}:
        places = [int(row["place"]) for row in rows if row["chain"] == chain]
        assert places == list(range(1, len(places) + 1)), chain
