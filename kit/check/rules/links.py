"""Rules for links, by their form alone: nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kit.article.project import Project, exercise_of
from kit.check.rules.prose import links_and_images
from kit.check.rules.subjects import Exercise, Notebook, Proof, card_of, text_of_card
from kit.question.model import Problem

_BARE = re.compile(r"https?:/?/?[^\s<>“”\"|]+")
_SAID_TO_BE_NONE = ("none", "unknown")
_MADE_UP = ("example.com", "example.org", "example.net")
_UNDER_MADE_UP = tuple(f".{name}" for name in _MADE_UP)


def cites_addresses_that_can_be_opened(exercise: Exercise) -> Iterator[Problem]:
    """Every address in evidence.csv and source.toml has the form of a web address.

    It begins with https:// or http://, names a host with a dot, has no blank, and ends in no comma
    or full stop. It is not on example.com, but in an exercise whose source.toml says “invented =
    true”. Whether the page is still there, only a visit tells.
    """
    invented = _is_invented(exercise.project, exercise.name)
    for name, found in (
        ("evidence.csv", _in_table(exercise)),
        ("source.toml", _in_card(exercise)),
    ):
        path = exercise.project.name(exercise.project.seed(exercise.name, name))
        for line, url in found:
            fault = fault_of(url, invented)
            if fault and not url.casefold().startswith(_SAID_TO_BE_NONE):
                yield Problem(path, line, f"“{url}” {fault}")


def links_to_addresses_that_can_be_opened(proof: Proof) -> Iterator[Problem]:
    """Every link and address in an answers file has the form of a web address."""
    invented = _is_invented(proof.project, exercise_of(proof.lesson))
    for block in proof.blocks.values():
        texts = [
            *((text, block.heading.line) for text in block.stem),
            *((text, item.line) for item in block.items for text in (item.text, item.note)),
            *((line.text, line.line) for lines in block.fields.values() for line in lines),
        ]
        for text, line in texts:
            for url in _addresses(text):
                if fault := fault_of(url, invented):
                    yield Problem(proof.question_set.path, line, f"“{url}” {fault}")


def links_to_what_is_there(notebook: Notebook) -> Iterator[Problem]:
    """Every link in a text cell leads to a web address, or to a file that is there."""
    for cell in notebook.cells:
        for found in links_and_images(cell.source) if cell.kind == "markdown" else ():
            if found.kind == "html" or found.leads.startswith(("#", "mailto:", "attachment:")):
                continue
            fault = _fault_of_link(notebook, found.leads)
            if fault:
                line = cell.lines[min(found.line, len(cell.lines) - 1)]
                yield notebook.problem(line, f"“{unquote(found.leads)}” {fault}")


def fault_of(url: str, invented: bool = False) -> str:
    """What keeps an address from being opened, by its form; nothing where it looks sound.

    An invented exercise has invented evidence, and may put it on example.org.
    """
    try:
        split = urlsplit(url)
        host = split.hostname or ""
        _ = split.port
    except ValueError:
        return "is not a web address; copy it once more"
    if split.scheme not in ("http", "https"):
        return "does not begin with https:// or http://"
    if re.search(r"\s", url):
        return "has a blank in it; copy it once more"
    if not re.fullmatch(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_]{2,}\.?|[0-9a-f]*:[0-9a-f:]+", host):
        return "names no host, such as “www.bbc.com”"
    if not invented and (host in _MADE_UP or host.endswith(_UNDER_MADE_UP)):
        return "is an address for examples; put the real one"
    if url[-1] in ".,;:!?’”'\"":
        return f"ends in “{url[-1]}”, which hardly belongs to it"
    if any(url.count(opened) != url.count(closed) for opened, closed in ("()", "[]")):
        return "has a bracket too many or too few"
    return ""


def _fault_of_link(notebook: Notebook, leads: str) -> str:
    if not leads:
        return "leads nowhere; put an address"
    if re.match(r"[a-z][a-z0-9+.-]*:", leads, re.I):
        return fault_of(leads)
    if notebook.folder is None:
        return ""
    here = (notebook.folder.root / notebook.path).parent
    there = here / unquote(leads.partition("#")[0].partition("?")[0])
    return "" if there.exists() else "leads to a file that is not there"


def _addresses(markdown: str) -> Iterator[str]:
    linked = [found.leads for found in links_and_images(markdown) if found.kind == "link"]
    yield from linked
    for url in _BARE.findall(markdown):
        # A full stop or a bracket after an address belongs to the sentence around it.
        bare = url.rstrip(".,;:!?’”)]")
        if not any(bare in link or link in url for link in linked):
            yield bare


def _in_table(exercise: Exercise) -> Iterator[tuple[int, str]]:
    rows = exercise.rows("evidence", "url")
    yield from ((row.line, url) for row in rows if (url := row["url"].strip()))


def _in_card(exercise: Exercise) -> Iterator[tuple[int, str]]:
    lines = text_of_card(exercise.project, exercise.name).splitlines()
    for table in (exercise.card, *(t for t in exercise.card.values() if isinstance(t, dict))):
        url = table.get("url")
        if isinstance(url, str) and url.strip():
            starts = (n for n, row in enumerate(lines, 1) if row.startswith("url") and url in row)
            yield next(starts, 1), url.strip()


def _is_invented(project: Project, exercise: str) -> bool:
    return card_of(project, exercise).get("invented") is True
