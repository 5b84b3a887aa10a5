"""A lesson's Markdown read into questions, keys and problems, each problem with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from kit.article.pictures import read_picture
from kit.article.project import NAME
from kit.article.segments import Article, segment_ids
from kit.language.taxonomy import SKILLS
from kit.question.blocks import Block, nearest, read_blocks
from kit.question.kinds import find_kind, kind_names
from kit.question.markup import pictures_in, says_something
from kit.question.model import Draft, Judges, Key, Problem, Question, QuestionSet
from kit.question.reading import Read, ReadContext, read_scale

_HEADING = re.compile(r"(?P<id>.*?)\s*(?:\((?P<kind>[^()]*)\))?")
_WHOLE = re.compile(r"0*[1-9][0-9]{0,5}")
_TRIES = re.compile(r"(?:(0*[1-9][0-9]{0,5}),\s*)?each costs (\d{1,3})\s*%")
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")
_TWIN = re.compile(r"[^\s/]+(?:/[^\s/]+)+")


def parse(text: str, path: str, article: Article, keyed: bool = True) -> QuestionSet:
    """The sheet of a lesson's file. ``path`` is only said in problems; nothing is opened.

    ``keyed=False`` reads a student's copy: the same grammar with the keys left out. A question
    with a problem is left out of the sheet, and all problems come at once, by line. The key of a
    question with a line ``Draft: where it comes from`` is a draft until that line is taken out;
    it may leave what is right for a person to tick or mark.
    """
    lesson, blocks = read_blocks(text)
    if not lesson.heading.text:
        lesson.problem(1, "the lesson has no title; begin the file with “# Title”")
    minutes = _whole(lesson, "Minutes")
    problems = _as_problems(lesson, path, "")
    questions: list[Question] = []
    keys: list[Key] = []
    drafts: list[Draft] = []
    lines: list[tuple[str, int]] = []
    for block in blocks:
        question, key = _read_question(block, article, keyed)
        first = dict(lines).get(question.id)
        if first is not None:
            block.problem(
                block.heading.line,
                f"there is already a question “{question.id}” in line {first}; give this one "
                "another id",
            )
        else:
            lines.append((question.id, block.heading.line))
        found = _as_problems(block, path, question.id)
        problems += found
        if not found:
            questions.append(question)
            if keyed and "Draft" in block.fields:
                drafts.append(Draft(key, block.value("Draft")))
            elif keyed:
                keys.append(key)
    return QuestionSet(
        path,
        lesson.heading.text,
        minutes,
        lesson.value("Goal"),
        tuple(questions),
        tuple(keys),
        tuple(sorted(problems)),
        tuple(lines),
        tuple(drafts),
    )


def _as_problems(block: Block, path: str, question: str) -> list[Problem]:
    return [Problem(path, p.line, p.text, question) for p in block.problems]


def _read_question(block: Block, article: Article, keyed: bool) -> Read:
    for name, lines in block.fields.items():
        for line in lines:
            if name != "Draft" and not line.text:
                block.problem(line.line, f"“{name}:” says nothing; fill it in, or take it out")
    found = _HEADING.fullmatch(block.heading.text)
    id, name = (found["id"], found["kind"] or "") if found else ("", "")
    kind = find_kind(name)
    if not NAME.fullmatch(id):
        block.problem(
            block.heading.line,
            f"“{id}” cannot be a question's id; use small letters, digits and dashes, such as "
            "“who-says-so”",
        )
    tries, costs = _tries(block)
    question = Question(
        id,
        name,
        "\n\n".join(block.stem),
        show=_shown(block, article),
        as_written=_one_of(block, "Order", ("as written",)) != "",
        skills=_listed(block, "Skills", SKILLS),
        ask_sure=_one_of(block, "Sure", ("ask",)) != "",
        feedback_later=_one_of(block, "Feedback", ("later",)) != "",
        tries=tries,
        try_costs=costs,
        pictures=_pictures(block, article),
        twin=_twin(block),
        limit=_whole(block, "Limit", unit="words"),
        interval=_whole(block, "Interval", unit="%"),
    )
    if not says_something(question.stem):
        block.problem(
            block.heading.line, "the question asks nothing; write its text under the heading"
        )
    if kind is None:
        names = kind_names()
        block.problem(
            block.heading.line,
            f"“{name}” is not a kind of question; {nearest(name, names)}"
            if name
            else f"say the kind in brackets, as in “## {id or 'cues'} (choose)”; "
            f"there are: {', '.join(names)}",
        )
        return question, Key(id)
    hints = tuple(line.text for line in block.fields.get("Hint", ()))
    key = Key(
        id,
        because=block.value("Because"),
        more_hints=hints[1:],
        evidence=_ids(block, "Evidence", "E"),
        claims=_ids(block, "Claim", "C"),
        judges=cast("Judges", _one_of(block, "Judges", ("holds", "fails"))),
    )
    question = replace(question, hint=hints[0] if hints else "")
    context = ReadContext(article.shown(question.show), keyed, "Draft" in block.fields)
    question, key = kind.read_checked(block, question, key, context)
    return question, replace(key, scale=read_scale(block, kind.places(question)))


def _tries(block: Block) -> tuple[int, int]:
    """How many tries there are, and what each after the first costs, in per cent."""
    value = block.value("Tries")
    found = _TRIES.fullmatch(value)
    if "cost" not in value and "%" not in value:
        return _whole(block, "Tries"), 0
    tries, costs = (int(part or 0) for part in found.groups()) if found else (0, 0)
    if not found or not 0 < costs <= 100 or tries == 1:
        block.problem(
            block.line_of("Tries"),
            "“Tries:” is a whole number above 0, or says what each more costs, as in “3, each "
            f"costs 25 %” or “each costs 25 %”; there is “{value}”",
        )
        return 0, 0
    return tries, costs


def _twin(block: Block) -> str:
    """The lesson and question that a question is the twin of, as they are written."""
    value = block.value("Twin")
    if "Twin" in block.fields and not _TWIN.fullmatch(value):
        block.problem(
            block.line_of("Twin"),
            "“Twin:” names a lesson and its question, as in “river/1-who-says-so/owner”; "
            f"there is “{value}”",
        )
        return ""
    return value


def _pictures(block: Block, article: Article) -> tuple[tuple[str, str], ...]:
    found, faults = pictures_of("\n\n".join(block.stem), article)
    for fault in faults:
        block.problem(block.heading.line, fault)
    return found


def pictures_of(stem: str, article: Article) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The pictures of a question's text, each by name and as an address, and what is wrong."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for name, alt in pictures_in(stem):
        try:
            if not alt:
                raise ValueError(
                    f"say what the picture shows for those who cannot see it, as in “![a flooded "
                    f"street]({name})”"
                )
            found[name] = read_picture(name, article.folders)
        except (ValueError, OSError) as error:
            faults.append(str(error))
    return tuple(found.items()), faults


def _shown(block: Block, article: Article) -> tuple[str, ...]:
    if "Show" not in block.fields:
        return ()
    known = [segment.id for segment in article.segments]
    written = _DASH.sub("-", block.value("Show"))
    try:
        ids = segment_ids(written, article)
    except ValueError as error:
        block.problem(block.line_of("Show"), str(error))
        return ()
    for part in re.split(r"[,\s]+", written):
        first, _, last = part.partition("-")
        if last and known.index(first) > known.index(last):
            text = f"“{part}” shows nothing; write it as “{last}-{first}”"
            block.problem(block.line_of("Show"), text)
    return ids


def _listed(block: Block, name: str, known: Iterable[str]) -> tuple[str, ...]:
    listed = tuple(re.split(r"[,\s]+", block.value(name))) if block.value(name) else ()
    for word in listed:
        if word not in known:
            block.problem(block.line_of(name), f"“{word}” is not a skill; {nearest(word, known)}")
    return listed


def _ids(block: Block, name: str, letter: str) -> tuple[str, ...]:
    listed = re.findall(r"[^,\s]+", block.value(name))
    for word in listed:
        if not re.fullmatch(rf"{letter}\d{{2,}}", word):
            block.problem(
                block.line_of(name),
                f"“{word}” is not the id of {'evidence' if letter == 'E' else 'a claim'}, such as "
                f"“{letter}01”",
            )
    return tuple(listed)


def _one_of(block: Block, name: str, allowed: tuple[str, ...]) -> str:
    value = block.value(name)
    if name in block.fields and value not in allowed:
        block.problem(
            block.line_of(name),
            f"“{name}:” can be {' or '.join(f'“{word}”' for word in allowed)}; there is “{value}”",
        )
        return ""
    return value


def _whole(block: Block, name: str, unit: str = "") -> int:
    value = block.value(name).removesuffix(unit).strip()
    if name in block.fields and not _WHOLE.fullmatch(value):
        block.problem(
            block.line_of(name),
            f"“{name}:” is a whole number above 0; there is “{block.value(name)}”",
        )
        return 0
    return int(value or 0)
