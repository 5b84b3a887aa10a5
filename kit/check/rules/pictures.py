"""Rules for pictures: each is where it can be shown, and tells those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kit.check.rules.prose import links_and_images
from kit.check.rules.subjects import Notebook, Proof
from kit.question.markup import pictures_in
from kit.question.model import Problem


def shows_pictures_where_it_can(proof: Proof) -> Iterator[Problem]:
    """A picture stands in the text of a question, and its description says what it shows.

    In an option, a hint or an explanation, a card shows the description alone, in brackets.
    """
    for question in proof.question_set.questions:
        for name, alt in pictures_in(question.stem):
            if not describes(alt):
                text = (
                    f"“![{alt}]({name})” tells nothing to those who cannot see it; write in the "
                    "square brackets what it shows"
                )
                yield proof.problem(question.id, text)
        for item, written in proof.texts_beside_stem(question):
            for name, alt in pictures_in(written):
                text = (
                    f"a picture cannot be shown here, and there is “![{alt}]({name})”; put it into "
                    "the text of the question, or say in words what it shows"
                )
                yield proof.problem(question.id, text, item=item)


def describes_its_images(notebook: Notebook) -> Iterator[Problem]:
    """Every image in a text cell has a text for those who cannot see it.

    Write what the image shows: ``![a bridge over a river](bridge.png)``.
    """
    for cell in notebook.cells:
        for found in links_and_images(cell.source) if cell.kind == "markdown" else ():
            if (found.kind == "image" and not describes(found.says)) or (
                found.kind == "html" and not _images_described(found.says)
            ):
                line = cell.lines[min(found.line, len(cell.lines) - 1)]
                yield notebook.problem(line, "this image has no description; say what it shows")


class _Images(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bare = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and not describes(dict(attrs).get("alt") or ""):
            self.bare += 1


def _images_described(html: str) -> bool:
    images = _Images()
    images.feed(html)
    return images.bare == 0


def describes(text: str) -> bool:
    """Whether a text says something: not nothing, not “image”, not the name of a file."""
    bare = text.strip().casefold()
    return bool(bare) and not re.fullmatch(
        r"(?:image|picture|photo|figure|img)?[\s\d_-]*|\S+\.(?:png|jpe?g|gif|svg|webp)", bare
    )
