"""The seed of a new exercise: its source card and the first rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from kit.article.intake import Received
from kit.article.licences import spdx_of
from kit.article.seed import CHAINS, EVIDENCE
from kit.article.source_card import toml
from kit.article.tables import as_csv, as_exact_csv, safe
from kit.author.scaffold.material import Material

UNKNOWN = "unknown"
_LICENCE = "unknown: belongs to its publisher, here for teaching"

CLAIMS = ("id", "segment", "span", "verdict_at_publication", "verdict_since", "note", "evidence")


def source_card(received: Received, about: Mapping[str, str], kept: str) -> str:
    """``source.toml``: what is known of the article, and what was cleaned.

    ``about`` may hold title, author, publisher, date, url, licence and language; ``kept`` names
    the file as received, where the text differs from it.
    """
    digest = sha256(received.text.encode()).hexdigest()
    lines = [
        "# What is known of the article. “unknown” is an answer too.",
        f"title = {toml(received.headline)}",
        f"language = {toml(about.get('language', ''))} # such as “en”; empty: not known",
        f"author = {toml(about.get('author') or UNKNOWN)}",
        f"url = {toml(about.get('url') or UNKNOWN)}",
        f"licence = {toml(_terms(about.get('licence', '')))}",
        f"sha256 = {toml(digest)}",
    ]
    if received.cleaned:
        lines += [
            f"received = {toml(kept)} # the bytes as they came",
            f"cleaned = [{', '.join(map(toml, received.cleaned))}]",
        ]
    lines += [
        "\n[publisher]",
        f"name = {toml(about.get('publisher') or UNKNOWN)}",
        "evidence = []",
        "\n[date]",
        f"published = {toml(about.get('date') or UNKNOWN)}",
        "evidence = []",
        "\n[copy]",
        f"found = {toml(UNKNOWN)}",
        "evidence = []",
        "\n[licences]",
        'lessons = "" # under which others may use your lessons, such as CC-BY-4.0',
    ]
    return "\n".join(lines) + "\n"


def _terms(said: str) -> str:
    return spdx_of(said) or said or _LICENCE


def evidence_table(about: Mapping[str, str]) -> str:
    """``evidence.csv`` with one row: the article itself."""
    publisher = about.get("publisher") or UNKNOWN
    says = "The article of this exercise. What others say of it has not been looked up yet."
    row = (
        "E01",
        about.get("date") or UNKNOWN,
        publisher,
        "the article itself",
        publisher,
        "root",
        says,
        about.get("url") or UNKNOWN,
    )
    return as_csv(EVIDENCE, [row])


def claims_table(material: Material) -> str:
    """``claims.csv`` with one row: the article's first sentence, not verified.

    A sentence that a spreadsheet would take for a formula is passed over: it must stay as it is.
    """
    first = next((one for one in material.sentences if safe(one.text) == one.text), None)
    segment = first.span.segment if first else material.body[0].id
    words = first.text if first else material.body[0].text
    note = "nobody has checked it yet"
    return as_exact_csv(CLAIMS, [("C01", segment, words, "UNVERIFIED", "", note, "E01")])


def chains_table() -> str:
    """``chains.csv`` with its header: nobody has followed a claim back yet."""
    return as_exact_csv(CHAINS, [])
