"""An exercise's seed, read from its folder: the article, the evidence and the chains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from kit.article.files import Unreadable as Unreadable
from kit.article.project import Project
from kit.article.segments import Article, cut
from kit.article.tables import Row, Table, read_table
from kit.article.toml import read_toml

RELEASE = "release.toml"  # in a seed: the id of the copy


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of an exercise's evidence: who published what, in our words."""

    id: str
    date: str
    publisher: str
    kind: str
    origin: str  # whose word it is in the end
    independence: str
    says: str  # a paraphrase
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """One hand a claim went through, nearest to the reader first."""

    chain: str
    place: int
    link: str
    open: str  # whether a reader can open it: yes, no or unknown
    evidence: str  # ids, separated by spaces


EVIDENCE = tuple(field.name for field in fields(Evidence))  # the columns of ``evidence.csv``
CHAINS = tuple(field.name for field in fields(Link))  # of ``chains.csv``
ESTIMATES = ("who", "method", "year", "low", "high")  # of ``estimates.csv`` and its like


class Source(NamedTuple):
    """What is known of where an article comes from."""

    title: str
    publisher: str
    licence: str = "unknown"  # under which terms it may be used


def read_article(project: Project, exercise: str) -> Article:
    """The exercise's article. Raises Unreadable where it is missing, empty or not UTF-8."""
    path = project.seed(exercise, "article.txt")
    text = read_text(project, path)
    if not text.strip():
        raise Unreadable(f"{project.name(path)} is empty; put the article's text there.")
    source = _source(project, exercise)
    article = cut(text, source.get("left_over", ()), source.get("language", ""))
    return replace(article, folders=(path.parent, project.root / "notebooks" / exercise))


def read_evidence(project: Project, exercise: str) -> tuple[Evidence, ...]:
    """The rows of the exercise's ``evidence.csv``; none where it has no such file."""
    rows = read_seed_table(project, exercise, "evidence", EVIDENCE).whole()
    return tuple(Evidence(*(row[name] for name in EVIDENCE)) for row in rows)


def read_links(project: Project, exercise: str) -> tuple[Link, ...]:
    """The links of all chains of the exercise's ``chains.csv``; none where it has no such file."""
    table = read_seed_table(project, exercise, "chains", CHAINS)
    return tuple(
        Link(
            *(row["chain"], int(row.number("place", whole=True))),
            *(row[name] for name in ("link", "open", "evidence")),
        )
        for row in table.whole()
    )


def read_chain(project: Project, exercise: str, chain: str) -> tuple[Link, ...]:
    """The links of one chain of the exercise's ``chains.csv``, nearest to the reader first.

    Raises Unreadable where there is no such chain.
    """
    links = read_links(project, exercise)
    names = sorted({link.chain for link in links})
    if chain not in names:
        there = f"there are: {', '.join(names)}" if names else "the exercise has none"
        path = project.name(project.seed(exercise, "chains.csv"))
        raise Unreadable(f"{path} has no chain “{chain}”; {there}.")
    return tuple(
        sorted((link for link in links if link.chain == chain), key=lambda link: link.place)
    )


def read_rows(
    project: Project, exercise: str, name: str, columns: tuple[str, ...]
) -> tuple[Row, ...]:
    """The rows of the exercise's table ``<name>.csv``, which has these columns.

    Raises Unreadable where the table is missing, is empty, or lacks a column.
    """
    rows = read_seed_table(project, exercise, name, columns).whole()
    if not rows:
        path = project.name(project.seed(exercise, f"{name}.csv"))
        raise Unreadable(f"{path} is missing or empty.")
    return rows


def seed_table(project: Project, exercise: str, name: str) -> Path:
    """Where a table of an exercise's seed is, or would be. Raises Unreadable for any other file."""
    if not name or set(name) & set("/\\:\0"):
        raise Unreadable(f"“{name}” is no name of a table; a name is like “evidence”.")
    return project.seed(exercise, f"{name}.csv")


def read_seed_table(
    project: Project, exercise: str, name: str, needed: tuple[str, ...] = ()
) -> Table:
    """The exercise's table ``<name>.csv``; an empty one where it has no such file.

    Raises Unreadable where it is no table with the columns ``needed``.
    """
    path = seed_table(project, exercise, name)
    if not path.is_file():
        return Table(project.name(path))
    return read_table(read_text(project, path), project.name(path), needed)


def faults_of_numbers(table: Table) -> Iterator[Unreadable]:
    """What is wrong with the cells of a seed's table that a lesson reads as numbers."""
    wanted = [("place", True)] if set(CHAINS) <= set(table.columns) else []
    if set(ESTIMATES) <= set(table.columns):
        wanted += [("low", False), ("high", False)]
    for row in table.rows:
        for column, whole in wanted:
            try:
                row.number(column, whole)
            except Unreadable as error:
                yield error


def read_work(project: Project, exercise: str) -> str:
    """The id of this copy of an exercise, in its ``release.toml``; "" where it has no such file.

    It was drawn at random once, for a release or for the course's own folder. Raises Unreadable
    where the file is damaged.
    """
    path = project.seed(exercise, RELEASE)
    if not path.is_file():
        return ""
    try:
        work = read_toml(read_text(project, path)).get("id")
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{project.name(path)} is not valid TOML: {error}.") from error
    if not isinstance(work, str) or not re.fullmatch(r"[0-9A-Za-z-]{1,64}", work):
        raise Unreadable(f"{project.name(path)} holds no id; take it from where you got the rest.")
    return work


def new_work() -> str:
    """An id for the copies of a release, or for a course's own folder, that no other has."""
    return uuid4().hex[:16]


def release_card(work: str) -> str:
    """The text of a ``release.toml`` that gives a copy this id."""
    return f'# Keeps what is done in this copy apart from what is done in others.\nid = "{work}"\n'


def read_source(project: Project, exercise: str) -> Source:
    """What the exercise's source card says of its article; "unknown" is a value."""
    card = _source(project, exercise)
    publisher = card.get("publisher", {})
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return Source(
        str(card.get("title", "unknown")),
        str(name or "unknown"),
        str(card.get("licence") or "unknown"),
    )


def _source(project: Project, exercise: str) -> dict[str, Any]:
    path = project.seed(exercise, "source.toml")
    if not path.is_file():
        return {}
    try:
        return read_toml(read_text(project, path))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{project.name(path)} is not valid TOML: {error}.") from error


def read_text(project: Project, path: Path) -> str:
    """The text of a file of the project. Raises Unreadable where it cannot be read as UTF-8."""
    name = project.name(path)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(f"{name} is missing.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name} is not in UTF-8; save it again as UTF-8 text.") from error
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from error
