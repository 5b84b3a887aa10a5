"""A lesson's Markdown as raw questions: headings, lists and fields, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kit.language.shown import cut_short
from kit.question.model import ERRS
from kit.question.syntax_hints import hint_of_comment, syntax_hint

LESSON_FIELDS = ("Minutes", "Goal")
QUESTION_FIELDS = (
    "Show",
    "Labels",
    "Into",
    "Because",
    "Hint",
    "Skills",
    "Claim",
    "Evidence",
    "Judges",
    "Scale",
    "Sure",
    "Tries",
    "Limit",
    "Interval",
    "Order",
    "Feedback",
    "Twin",
    "Model",
    "Draft",
)
_REPEATABLE = {"Hint"}
# What is written within a line is left as it is: fields are found in it first.
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_short = partial(cut_short, most=40)
_FIELD = re.compile(r"([A-Z][a-z]+):(?:\s+(.*)|$)")
_QUESTION = re.compile(
    r"[a-z0-9-]+\s*\([a-z-]+\)"
)  # a heading that means a question, “who (choose)”
_TAG = re.compile(r"(?:^|(?<=[.?!”’\"]))\s*\((?P<tags>[a-z][a-z-]*(?:, *[a-z][a-z-]*)?)\)$")


class Line(NamedTuple):
    """Some text and the line of the file it starts on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a question's list, with the block quote under it."""

    text: str
    line: int
    numbered: bool
    note: str = ""
    misconception: str = ""
    errs: str = ""
    note_line: int = 0


@dataclass(slots=True)
class Block:
    """Everything under one heading; problems gather here while it is read."""

    heading: Line
    stem: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    fields: dict[str, list[Line]] = field(default_factory=dict)
    problems: list[Line] = field(default_factory=list)

    def problem(self, line: int, text: str) -> None:
        """Note something that the author has to mend."""
        self.problems.append(Line(text, line))

    def value(self, name: str) -> str:
        """The text of a field, or nothing."""
        return self.fields[name][0].text if name in self.fields else ""

    def line_of(self, name: str) -> int:
        """The line of a field, or of the heading where the field is missing."""
        return self.fields[name][0].line if name in self.fields else self.heading.line


def read_blocks(text: str) -> tuple[Block, list[Block]]:
    """The lesson's own block (title, minutes, goal), then one block for each ``##`` heading."""
    text = text.removeprefix("\ufeff")
    tree = _read_markdown(text)
    lesson = Block(Line("", 1))
    questions: list[Block] = []
    for node in tree.children:
        block = questions[-1] if questions else lesson
        match (node.type, node.tag):
            case ("heading", "h1") if not lesson.heading.text and not _QUESTION.fullmatch(
                _inline(node)
            ):
                lesson.heading = Line(_inline(node), _line(node))
            case ("heading", "h2"):
                questions.append(Block(Line(_inline(node), _line(node))))
            case ("heading", _) if _QUESTION.fullmatch(_inline(node)):
                questions.append(Block(Line(_inline(node), _line(node))))
                questions[-1].problem(
                    _line(node), f"a question begins with two “#”: write “## {_inline(node)}”"
                )
            case ("paragraph", _):
                _read_paragraph(node, block, QUESTION_FIELDS if questions else LESSON_FIELDS)
            case ("bullet_list" | "ordered_list", _) if questions:
                block.items += _read_items(node, block)
            case ("table", _) if questions and not block.items:
                _read_table(node, block, text)
            case ("html_block", _) if node.content.lstrip().startswith("<!--"):
                if hint := hint_of_comment(node.content):
                    block.problem(_line(node), hint)
            case _:
                _refuse(node, block)
    return lesson, questions


@lru_cache(maxsize=32)  # a course is read again and again, and only looked at
def _read_markdown(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_BLOCKS.parse(text))


def _read_paragraph(node: SyntaxTreeNode, block: Block, known: tuple[str, ...]) -> None:
    prose = _take_fields(node, block, known)
    if not prose:
        return
    if known is LESSON_FIELDS or block.items:
        block.problem(
            _line(node),
            f"“{_short(prose)}” belongs to nothing; put it into the question's text, or begin "
            f"the line with one of {', '.join(name + ':' for name in known)}",
        )
    else:
        block.stem.append(prose)


def _read_table(node: SyntaxTreeNode, block: Block, text: str) -> None:
    """A table of the stem, as it is written. Markdown takes all up to an empty line as its rows."""
    first, end = node.map or (0, 0)
    rows = [line.strip() for line in text.split("\n")[first:end]]
    for number, row in enumerate(rows, start=first + 1):
        if "|" not in row:
            block.problem(number, f"“{_short(row)}” is no row; leave an empty line after the table")
    block.stem.append("\n".join(rows))


def _take_fields(
    node: SyntaxTreeNode, block: Block, known: tuple[str, ...], one_line: bool = False
) -> str:
    """Put the ``Name: value`` lines of a paragraph into the block, and give back what remains.

    Markdown lets a paragraph run on from a list or a quote when no blank line parts them, so
    fields are looked for there as well.
    """
    name = ""
    prose: list[str] = []
    elsewhere = LESSON_FIELDS if known is QUESTION_FIELDS else QUESTION_FIELDS
    for number, text in enumerate(_inline(node).split("\n"), start=_line(node)):
        found = _FIELD.match(text)
        if found and found[1] in known:
            name = found[1]
            if name in block.fields and name not in _REPEATABLE:
                block.problem(number, f"“{name}:” is here a second time; keep one")
            block.fields.setdefault(name, []).append(Line((found[2] or "").strip(), number))
        elif (prose or not one_line) and (hint := syntax_hint(text, known, elsewhere)):
            block.problem(number, hint)
        elif name:
            last = block.fields[name][-1]
            block.fields[name][-1] = Line(f"{last.text} {text}".strip(), last.line)
        elif prose and one_line:
            block.problem(
                number,
                f"“{_short(text)}” runs on from the line above; write an item as one line, and its "
                "explanation as one that begins with “> ”",
            )
        else:
            prose.append(text)
    return "\n".join(prose)


def _read_items(node: SyntaxTreeNode, block: Block) -> Iterator[Item]:
    numbers = [entry.info for entry in node.children]
    first = len(block.items) + 1  # a comment between two items parts the list
    in_order = [str(n) for n in range(first, first + len(numbers))]
    for entry, wanted in zip(node.children, in_order, strict=True):
        if node.type == "ordered_list" and entry.info != wanted and set(numbers) != {"1"}:
            block.problem(
                _line(entry), f"this is number {entry.info} in place {wanted}; put them in order"
            )
        text = note = tag = errs = ""
        note_line = 0
        for part in entry.children:
            if part.type == "paragraph" and not text:
                text = " ".join(_take_fields(part, block, QUESTION_FIELDS, one_line=True).split())
            elif part.type == "blockquote" and not note:
                note, tag, errs = _read_note(part, block)
                note_line = _line(part)
            else:
                _refuse(part, block)
        if not text:
            block.problem(_line(entry), "this item is empty; write it, or take it out")
        yield Item(text, _line(entry), node.type == "ordered_list", note, tag, errs, note_line)


def _read_note(node: SyntaxTreeNode, block: Block) -> tuple[str, str, str]:
    prose: list[str] = []
    for part in node.children:
        if part.type == "paragraph":
            prose.append(_take_fields(part, block, QUESTION_FIELDS, one_line=True))
        elif part.type == "html_block":
            # What looks like HTML is a note like any other: the card shows it as text.
            prose.append(part.content)
        else:
            _refuse(part, block)
    text = " ".join(" ".join(prose).split())
    found = _TAG.search(text)
    if not found:
        return text, "", ""
    tags = re.split(r", *", found["tags"])
    errs = [tag for tag in tags if tag in ERRS]
    others = [tag for tag in tags if tag not in ERRS]
    if len(errs) > 1 or len(others) > 1:
        block.problem(
            _line(node),
            f"“({found['tags']})” says one thing too many; name one misconception, and which way "
            "the option errs: trusts, doubts or neither",
        )
    return text[: found.start()].strip(), "".join(others[:1]), "".join(errs[:1])


def _refuse(node: SyntaxTreeNode, block: Block) -> None:
    what = {
        "heading": "a heading of this size (a lesson has one “#”, each question a “##”)",
        "fence": "a code block",
        "code_block": "an indented line (a code block)",
        "table": "a table",
        "hr": "a line of dashes",
        "blockquote": "a second quote here, or one that is not under an item",
        "bullet_list": "a list here",
        "ordered_list": "a list here",
        "html_block": "HTML",
    }.get(node.type, "a second paragraph under an item")
    block.problem(
        _line(node), f"{what} has no meaning in a question; take it out or indent it less"
    )


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.children if child.type == "inline")


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def nearest(word: str, known: Iterable[str]) -> str:
    """A question such as `` did you mean “choose”?``, or the list of what is known."""
    near = most_like(word, known := tuple(known))
    there = f"there are: {', '.join(known)}" if known else "there is none here"
    return f"did you mean “{near}”?" if near else there


def most_like(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or nothing where none is like it."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")
