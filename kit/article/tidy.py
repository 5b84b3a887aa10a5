"""What is invisible or layout taken out of an article's text; its words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kit.language.english import ENGLISH
from kit.language.word_lists import any_of

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SPACES = re.compile(r"[^\S\n ]")
_RUNS = re.compile(r" {2,}")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ENDS = re.compile(r"[.!?…:؟。！？][\"'”’»)\]]*$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_LONGEST_WRAPPED_LINE = 120  # characters; no program breaks lines later
_LONGEST_QUOTATION = 2000  # characters; a mark that is never closed opens none
_LONGEST_PARAGRAPH = 600  # words; a card cannot show more in one piece

# What a reader cannot see. ZWJ and ZWNJ shape letters beyond the European alphabets, and marks of
# direction matter where text runs from the right, so there both stay.
_INVISIBLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("soft hyphens", re.compile("\u00ad")),
    (
        "characters without width",
        re.compile("[\u200b\u2060-\u2064\ufeff\u180e]|(?<![\u0590-\U0010ffff])[\u200c\u200d]"),
    ),
    ("controls of direction", re.compile("[\u202a-\u202e\u2066-\u2069]")),
    ("control characters", re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]")),
)


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what is invisible, with plain spaces and line ends, and what was done."""
    done: list[str] = []
    if _LINE_ENDS.search(text):
        text = _LINE_ENDS.sub("\n", text)
        done.append("line ends made alike")
    for what, pattern in _INVISIBLE:
        text, count = pattern.subn("", text)
        if count:
            done.append(f"{what} taken out: {count}")
    if not _RIGHT_TO_LEFT.search(text):
        text, count = re.subn("[\u200e\u200f\u061c]", "", text)
        if count:
            done.append(f"marks of direction taken out: {count}")
    text, count = _SPACES.subn(" ", text)
    if count:
        done.append(f"unbreakable and other odd spaces made plain: {count}")
    return text, tuple(done)


def paragraphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of a tidy text, each in one line, and what was done to the layout.

    A blank line parts paragraphs. Lines inside one are joined where a program wrapped them, and
    are paragraphs of their own where a person ended them.
    """
    found: list[str] = []
    joined = parted = 0
    blocks = [block for block in _BLANK.split(text) if block.strip()]
    runs_long = _has_long_lines(text)
    for number, block in enumerate(blocks):
        lines = [_squeezed(line) for line in block.split("\n") if line.strip()]
        head, body = (lines[:1], lines[1:]) if _has_headline(lines, number) else ([], lines)
        found += head
        if len(body) > 1 and (_goes_on(body) if runs_long else _is_wrapped(body)):
            found.append(_joined(body))
            joined += 1
        else:
            found += body
            parted += len(body) > 1
    done = [f"lines joined into paragraphs: {joined}"] if joined else []
    done += [f"lines taken as paragraphs: {parted}"] if parted else []
    return tuple(found), tuple(done)


def shortened(parts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs with very long ones parted between sentences, and what was done."""
    found: list[str] = []
    long = 0
    for part in parts:
        if len(part.split()) <= _LONGEST_PARAGRAPH:
            found.append(part)
            continue
        long += 1
        found += _pieces(part)
    done = (f"paragraphs of more than {_LONGEST_PARAGRAPH} words parted: {long}",) if long else ()
    return tuple(found), done


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a paragraph, and the rest of it."""
    found = sentence_ends(text)
    end = found[0] if found else len(text)
    return text[:end].strip(), text[end:].strip()


def sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences of a paragraph end, in characters; its very end is always among them."""
    ends = [
        m.end()
        for m in _SENTENCE_END.finditer(text)
        if not _ABBREVIATED.search(text[max(0, m.end() - 12) : m.end()])
        and not _inside_a_quotation(text, m.end())
    ]
    return (*[end for end in ends if end < len(text.rstrip())], len(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, without the space between them."""
    ends = sentence_ends(text)
    return tuple(text[a:b].strip() for a, b in zip((0, *ends), ends, strict=False))


_SENTENCE_END = re.compile(r"(?:[.!?…؟]+[\"'”’»)\]]*(?=\s+\S)|[。！？]+[”’」』]*)")
_SHORTENED = any_of((*sorted(ENGLISH.words("sentences", "shortened")), "etc"))
_ABBREVIATED = re.compile(rf"(?:\b{_SHORTENED}|(?:^|[\s.(“\"])[^\W\d_])\.$")


def _inside_a_quotation(text: str, at: int) -> bool:
    near = max(0, at - _LONGEST_QUOTATION)
    opened = text.rfind("“", near, at) > text.rfind("”", near, at)
    return opened and "”" in text[at : at + _LONGEST_QUOTATION]


def _pieces(part: str) -> Iterable[str]:
    ends = sentence_ends(part)
    if len(ends) == 1:  # no full stop at all: between words, as nothing else is left
        words = part.split(" ")
        step = _LONGEST_PARAGRAPH // 4
        yield from (" ".join(words[at : at + step]) for at in range(0, len(words), step))
        return
    start = 0
    for end in ends:
        if len(part[start:end].split()) >= _LONGEST_PARAGRAPH // 4 or end == ends[-1]:
            yield part[start:end].strip()
            start = end


def _squeezed(line: str) -> str:
    return _RUNS.sub(" ", line).strip()


def _has_headline(lines: Sequence[str], number: int) -> bool:
    """Whether the first line of the text stands on its own above its first paragraph."""
    if number or len(lines) < 2:
        return False
    rest = lines[1:]
    return not _is_wrapped(lines) or (len(rest) > 1 and len(lines[0]) < 0.7 * max(map(len, rest)))


def _has_long_lines(text: str) -> bool:
    """Whether lines of a text are so long that no program broke any; one may be an address."""
    long = (line for line in text.split("\n") if len(line) > _LONGEST_WRAPPED_LINE)
    return sum(len(line.split()) > 15 for line in long) > 1


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether each line goes on in the next one with a small letter."""
    return all(
        not _ENDS.search(line) and following[0].islower() for line, following in pairwise(lines)
    )


def _is_wrapped(lines: Sequence[str]) -> bool:
    longest = max(map(len, lines))
    if longest > _LONGEST_WRAPPED_LINE or all(_ENDS.search(line) for line in lines):
        return False
    runs_on = [
        (len(line) >= 0.75 * longest and not _had_room(line, following, longest))
        or (not _ENDS.search(line) and following[0].islower())
        for line, following in pairwise(lines)
    ]
    return sum(runs_on) >= 0.75 * len(runs_on)


def _had_room(line: str, following: str, longest: int) -> bool:
    """Whether the next word would have fitted: a person ended the line, and no program."""
    return len(f"{line} {following.split()[0]}") <= longest


def _joined(lines: Sequence[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        tight = re.search(r"\w-$", text) or (_CJK.search(text[-1]) and _CJK.search(line[0]))
        text += line if tight else f" {line}"
    return text
