"""Rules for what an exercise knows of its article: dates, evidence, chains, licences, checksum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from typing import Any

from kit.article.language_of import fault_of_language
from kit.article.licences import is_said, spdx_of
from kit.article.source_card import KEYS_OF_CARD
from kit.check.rules.subjects import Exercise
from kit.question.model import Problem

_DAY = re.compile(r"\b(\d{4})-(\d\d?)-(\d\d?)\b")
_MONTH = re.compile(r"\b(\d{4})-(\d\d)\b(?!-)")
_OTHERWISE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")


def has_a_card_in_known_words(exercise: Exercise) -> Iterator[Problem]:
    """The source card spells what it says as the kit reads it, and its language is a code.

    What else you note there stays yours; only what looks like a slip of the keys is named.
    """
    card = exercise.card
    for table, key in _keys(card):
        known = [name for of, name in KEYS_OF_CARD if of == table]
        near = get_close_matches(key, known, cutoff=0.75)
        if key not in known and near and near[0] not in (card.get(table, {}) if table else card):
            yield exercise.in_card(key, f"“{key}” says nothing here; did you mean “{near[0]}”?")
    said = card.get("language", "")
    if isinstance(said, str) and (fault := fault_of_language(said)):
        yield exercise.in_card("language", fault)


def _keys(card: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of a card with the table that it stands in, “” for none."""
    for key, value in card.items():
        yield "", key
        if isinstance(value, dict):
            yield from ((key, inner) for inner in value)


def gives_dates_that_exist(exercise: Exercise) -> Iterator[Problem]:
    """Every date of evidence.csv and of the source card is a day that there is, not in the future.

    It is written as 2023-09-04, as 2023-09 or as 2023.
    """
    for row in exercise.rows("evidence", "date"):
        if fault := fault_of_date(row["date"]):
            yield Problem(row.path, row.line, fault)
    dated = exercise.card.get("date")
    said = dated.get("published") if isinstance(dated, dict) else dated
    if isinstance(said, str) and (fault := fault_of_date(said)):
        yield exercise.in_card("published", fault)


def has_whole_evidence(exercise: Exercise) -> Iterator[Problem]:
    """Every row of evidence.csv says who published it and what it says; “unknown” is an answer."""
    wanted = {"publisher": "who published it", "says": "what it says", "date": "when"}
    for row in exercise.rows("evidence", *wanted):
        lacking = [what for column, what in wanted.items() if not row[column].strip()]
        if lacking:
            text = f"{row['id'] or 'this row'} does not say {' or '.join(lacking)}; fill it in"
            yield Problem(row.path, row.line, text)


def follows_chains_to_evidence_that_exists(exercise: Exercise) -> Iterator[Problem]:
    """Every id of evidence that chains.csv or claims.csv names is a row of evidence.csv."""
    known = {row["id"] for row in exercise.rows("evidence", "id")}
    for name in ("chains", "claims"):
        for row in exercise.rows(name, "evidence"):
            for id in row["evidence"].replace(",", " ").split():
                if id not in known:
                    text = f"this rests on {id}, which evidence.csv does not have"
                    yield Problem(row.path, row.line, text)


def has_the_text_that_its_card_describes(exercise: Exercise) -> Iterator[Problem]:
    """The checksum of the source card is that of article.txt: the article was not changed since.

    To take in a corrected text, run ``kit article NAME --update FILE``: it moves what quotes it.
    """
    said = exercise.card.get("sha256")
    path = exercise.project.seed(exercise.name, "article.txt")
    if isinstance(said, str) and path.is_file():
        data = path.read_bytes()
        saved_on_windows = data.replace(b"\r\n", b"\n")
        if said not in {sha256(one).hexdigest() for one in (data, saved_on_windows)}:
            text = (
                "article.txt is not the text that this checksum was made of; was it changed by "
                f"hand? Take a corrected text in with: kit article {exercise.name} --update FILE"
            )
            yield exercise.in_card("sha256", text)


def says_under_which_licence(exercise: Exercise) -> Iterator[Problem]:
    """The source card says under which terms the article, the lessons and the pictures may be used.

    Where there is a short name, it stands there: CC-BY-4.0, CC0-1.0 (spdx.org/licenses lists them).
    Else a word and a reason: “unknown: belongs to its publisher, here for teaching”.
    """
    if not exercise.project.seed(exercise.name, "source.toml").is_file():
        return
    card = exercise.card
    others = card.get("licences")
    terms = others if isinstance(others, dict) else {}
    pictures = any(q.pictures for proof in exercise.proofs for q in proof.question_set.questions)
    wanted = [("licence", card.get("licence"), "the article")]
    wanted += [("lessons", terms.get("lessons"), "your lessons")] if exercise.proofs else []
    wanted += [("pictures", terms.get("pictures"), "the pictures")] if pictures else []
    for name, value, what in wanted:
        said = value.strip() if isinstance(value, str) else ""
        if not said or not is_said(said):
            short = spdx_of(said)
            place = name if name == "licence" else f"{name} under [licences]"
            text = (
                f"write “{said}” as “{short}”, which machines read too"
                if short
                else f"say under which terms {what} may be used: {place} = “CC-BY-4.0”, or "
                "“unknown: ” and why you may use it"
            )
            yield exercise.in_card(name, text)


def fault_of_date(said: str) -> str:
    """What is wrong with a date in a table, in words for an author; “” where nothing is."""
    if other := _OTHERWISE.search(said):
        return f"write “{other[0]}” as {other[3]}-{int(other[2]):02}-{int(other[1]):02}"
    limit = date.today()
    for found in _DAY.finditer(said):
        try:
            day = date(*map(int, found.groups()))
        except ValueError:
            return f"there is no {found[0]} in the calendar"
        if day > limit:
            return f"{found[0]} lies in the future"
    for found in _MONTH.finditer(_DAY.sub("", said)):
        if not 1 <= int(found[2]) <= 12:
            return f"there is no month {found[0]}"
        if (int(found[1]), int(found[2])) > (limit.year, limit.month):
            return f"{found[0]} lies in the future"
    return ""
