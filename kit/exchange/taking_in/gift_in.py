"""GIFT, as people, Moodle and this kit write it, read into questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.exchange.taking_in.foreign import NO_RUBRIC, Foreign, LeftOut, cut_name, without_model
from kit.exchange.taking_in.html_in import Words, words_of_html, words_of_text
from kit.question.kinds import find_kind

_SPECIAL = "~=#{}:"
_HIDDEN = str.maketrans({sign: chr(0xF0000 + n) for n, sign in enumerate(_SPECIAL)})
_SHOWN = str.maketrans({chr(0xF0000 + n): sign for n, sign in enumerate(_SPECIAL)})
_BACKSLASH = "\U000f0100"
_FORMAT = re.compile(r"^\[(html|plain|moodle|markdown)\]")
_NAME = re.compile(r"^::(.*?)::", re.S)
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d*)?)%")
_TRUTH = {"T": "True", "TRUE": "True", "F": "False", "FALSE": "False"}
_COMMENT = re.compile(r"\[(id|tag):([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Answer:
    text: Words
    share: float
    note: str


def read_gift(text: str) -> Iterator[Foreign | LeftOut]:
    """The questions of a text, in order."""
    said: list[tuple[str, str]] = []
    block: list[str] = []
    for line in [*text.removeprefix("\ufeff").splitlines(), ""]:
        if line.lstrip().startswith("//"):
            said += _COMMENT.findall(line)
        elif line.startswith("$CATEGORY:"):
            continue
        elif line.strip():
            block.append(line)
        elif block:
            yield _question("\n".join(block), said)
            block, said = [], []


def _question(block: str, said: list[tuple[str, str]]) -> Foreign | LeftOut:
    hidden = _hide(block).strip()
    named = _NAME.match(hidden)
    name = _show(named[1]).strip() if named else ""
    rest = hidden[named.end() :].strip() if named else hidden
    before, opened, after = rest.partition("{")
    inside, closed, after = after.rpartition("}")
    format = _FORMAT.match(before.strip())
    gap = " _____ " if after.strip() else ""
    stem = _words(f"{before}{gap}{after}", format[1] if format else "")
    name = name or cut_name(stem.line) or "?"
    if not (opened and closed):
        return LeftOut(name, "it asks nothing")
    answers, _, general = inside.partition("####")
    because = _words(general, format[1] if format else "").line
    tags = tuple(value for what, value in said if what == "tag")
    ours = any(tag.startswith("kind:") for tag in tags)
    return _by_its_answers(
        Foreign(
            re.sub(r"^[a-z0-9-]+: ", "", name) if ours else name,
            stem,
            "text",
            because=because,
            tags=tags,
            id=next((value for what, value in said if what == "id"), ""),
            lost=("its pictures",) if stem.pictures else (),
        ),
        answers.strip(),
        format[1] if format else "",
    )


def _by_its_answers(common: Foreign, text: str, format: str) -> Foreign | LeftOut:
    if not text:
        because, model = without_model(common.because)
        return replace(common, rubric=NO_RUBRIC, because=because, model=model)
    if text.startswith("#"):
        return LeftOut(common.name, "the kit has nothing that asks for a number")
    truth, *notes = text.split("#")
    if truth.strip() in _TRUTH:
        right = _TRUTH[truth.strip()]
        wrong = "False" if right == "True" else "True"
        both = zip((wrong, right), notes, strict=False)  # the second one may be left out
        said = [(option, _words(note, format).line) for option, note in both]
        return replace(
            common,
            part="ticked",
            one=True,
            items=("True", "False"),
            ticked=frozenset({right}),
            notes=tuple((option, note) for option, note in said if note),
            as_written=True,
        )
    answers = [(sign, answer.strip()) for sign, answer in re.findall(r"([=~])((?:[^=~])*)", text)]
    if not answers:
        return LeftOut(common.name, "its answers cannot be read")
    if all("->" in answer for _, answer in answers):
        return _pairs(common, [answer for _, answer in answers], format)
    if all(sign == "=" and not _WEIGHT.match(answer) for sign, answer in answers):
        return LeftOut(common.name, "the kit has nothing that takes a word typed as the answer")
    return _options(common, answers, format)


def _pairs(common: Foreign, answers: list[str], format: str) -> Foreign:
    rows = []
    for answer in answers:
        left, _, right = answer.partition("->")
        rows.append((_words(left, format).line, words_of_text(_show(right)).line))
    places = [right for _, right in rows]
    in_order = places == [str(number) for number in range(1, len(rows) + 1)]
    if in_order and any(_is_sequence(tag) for tag in common.tags):
        return replace(common, part="sequence", items=tuple(item for item, _ in rows))
    return replace(
        common,
        part="placed",
        items=tuple(item for item, _ in rows if item),
        placed=tuple(row for row in rows if row[0]),
        spare=tuple(dict.fromkeys(target for item, target in rows if not item)),
    )


def _is_sequence(tag: str) -> bool:
    kind = find_kind(tag.removeprefix("kind:"))
    return kind is not None and kind.takes[0] == "sequence"


def _options(common: Foreign, answers: list[tuple[str, str]], format: str) -> Foreign:
    read = [_answer(sign, answer, format) for sign, answer in answers]
    one = any(sign == "=" for sign, _ in answers)
    right = [answer for answer in read if (answer.share == 100 if one else answer.share > 0)]
    lost = list(common.lost)
    if one and len(right) > 1:
        one = False
    if len({answer.share for answer in right}) > 1:
        lost.append("what each right option counts")
    if any(answer.share > 0 for answer in read if answer not in right):
        lost.append("points for answers that are partly right")
    return replace(
        common,
        part="ticked",
        one=one,
        items=tuple(answer.text.line for answer in read),
        ticked=frozenset(answer.text.line for answer in right),
        notes=tuple((answer.text.line, answer.note) for answer in read if answer.note),
        lost=tuple(lost),
    )


def _answer(sign: str, text: str, format: str) -> _Answer:
    weight = _WEIGHT.match(text)
    share = float(weight[1]) if weight else 100.0 if sign == "=" else 0.0
    answer, _, note = (text[weight.end() :] if weight else text).partition("#")
    return _Answer(_words(answer, format), share, _words(note, format).line)


def _words(text: str, format: str) -> Words:
    text = text.strip()
    if found := _FORMAT.match(text):
        format, text = found[1], text[found.end() :]
    text = _show(text).strip()
    if format == "markdown":
        return Words(tuple(filter(None, (part.strip() for part in text.split("\n\n")))))
    if format == "plain" or not re.search(r"<\w|&#?\w+;", text):
        return words_of_text(text)
    return words_of_html(text)


def _hide(text: str) -> str:
    """The text with each sign after a backslash in hiding, so that it parts nothing."""

    def hidden(found: re.Match[str]) -> str:
        sign = found[1]
        return _BACKSLASH if sign == "\\" else "\n" if sign == "n" else sign.translate(_HIDDEN)

    return re.sub(r"\\([\\~=#{}:n])", hidden, text)


def _show(text: str) -> str:
    return text.translate(_SHOWN).replace(_BACKSLASH, "\\")
