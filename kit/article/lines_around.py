"""Lines above a headline, right under it or around an article, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path

from kit.language.word_lists import WordLists, any_of

LONGEST_LABEL = 12  # words of a line that is no sentence, such as a name with its office
LONGEST_CONTACT = 40  # words of a sentence that says whom to ask
MOST_OF_A_CONTACT = 7  # lines from “Media contact” to the last address
LONGEST_KICKER = 4  # words of “Exclusive” and its like
LONGEST_OFFICE = 8  # words of a name after “Press release of”
HEADLINES = range(3, 31)  # words

_LISTS = WordLists(Path(__file__).parent)
_WORD = re.compile(r"[^\W\d_](?:[\w.’'-]*[^\W_])?\.?")
_COLUMNS = re.compile(r"\s{3,}|\t")
_PATH = re.compile(r"\s+[|/–—-]\s+|\s*[|>›»·•]\s*")
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_WEB = re.compile(r"\S+@[\w-]+\.\S+|(?:https?://|\bwww\.)\S+")
_TELEPHONE = re.compile(
    r"(?:\+|\b0|\(0?\d)[\d\s()/.–-]{5,}\d\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b\d{3}-\d{4}\b"
)
_REFERENCE = re.compile(r"(?=\S*\d)(?=\S*[/-])[\w/.-]+")
_MINUTES = re.compile(r"\b\d{1,2}[ -]?min(?:s|\.|ut\w*)?\b", re.IGNORECASE)
_PLACE = re.compile(r"\s*(?P<name>[^\d,(:–—]{2,40}?)(?:,|\s[–—-]|\s?\()\s*(?=.*\d)")
_NUMBERED = re.compile(r"^[\s:–—-]*(?:\w{1,3}[.°º]?\s*)?\d[\d/.-]*")
_FROM = re.compile(r"\s*(?:[:|–—-]|(?:of|from|by|der|des|de|du|del|della|da|do|von|van|fra)\b)\s*")


def lines_above(lines: Sequence[str]) -> int:
    """How many of the first lines stand above the headline; at least one line is left.

    Such are the words of a release, sections, days, writers, addresses and buttons of a page.
    """
    contacts = set(_contacts(lines))
    for number, line in enumerate(lines[:-1]):
        if number not in contacts and not _stands_above(line, lines[number + 1 :]):
            return number
    return 0  # nothing but such lines: one of them is the headline, and nobody can say which


def lines_around(lines: Sequence[str]) -> tuple[int, ...]:
    """The places of all lines that are no part of the article; its headline always is one."""
    first = lines_above(lines)
    body = first + 1 + sum(1 for _ in takewhile(_stands_below, lines[first + 1 : -1]))
    gone = {body + n for n in _contacts(lines[body:])}
    kept = [first, *(n for n in range(body, len(lines)) if n not in gone)]
    while len(kept) > 1 and _is_end(lines[kept[-1]]):
        kept.pop()
    return tuple(sorted(set(range(len(lines))) - set(kept)))


def _stands_above(line: str, following: Sequence[str]) -> bool:
    columns = [column for column in _COLUMNS.split(line.strip()) if column]
    if all(any(is_it(column) for is_it in _SURE) for column in columns):
        return True
    known = all(any(is_it(column) for is_it in (*_SURE, *_LIKELY)) for column in columns)
    return known and _headline_follows(following)


def _stands_below(line: str) -> bool:
    """Whether a line under a headline says only who wrote the article, and when."""
    pieces = [p for column in _COLUMNS.split(line.strip()) for p in _PATH.split(column) if p]
    return bool(pieces) and all(_is_day(piece) or _is_byline(piece) for piece in pieces)


def _headline_follows(lines: Sequence[str]) -> bool:
    """Whether a line that can be a headline comes next, under others that stand above it."""
    for number, line in enumerate(lines):
        if not _stands_above(line, lines[number + 1 :]):
            return len(line.split()) in HEADLINES and not line.rstrip().endswith((".", ":"))
    return False


def _is_release(line: str) -> bool:
    """Whether a line says no more than whose release it is, and from when on it is free."""
    first, *rest = _phrases("release").split(line)
    if not rest or _ends(line):
        return False
    return _is_day_or_nothing(_without_place(first)) and all(
        _is_day_or_nothing(_without_place(text)) or _names_an_office(text) for text in rest
    )


def _names_an_office(text: str) -> bool:
    """Whether a text goes on with a name: “– Harlow Bay Council”, “Nr. 7/2025 der Stadt Lind”."""
    text = _NUMBERED.sub("", text)
    parted = _FROM.match(text)
    names = text[parted.end() :].split() if parted else []
    return 0 < len(names) <= LONGEST_OFFICE and _are_names(names)


def _are_names(words: Sequence[str]) -> bool:
    bare = [word.strip("“”„\"'’(),.:;–—-") for word in words]
    inside = _words("names", "inside")
    return not any(word[:1].islower() and word not in inside for word in bare)


def _is_day(line: str) -> bool:
    """Whether a line is a day, a time or a number, with the place where it was written."""
    return any(map(str.isdecimal, line)) and _is_day_or_nothing(_without_place(line))


def _without_place(text: str) -> str:
    place = _PLACE.match(text)
    named = place and len(place["name"].split()) <= 4 and _are_names(place["name"].split())
    return text[place.end() :] if place and named else text


def _is_day_or_nothing(text: str) -> bool:
    return _only(text, "beside_numbers", "months", "weekdays", "times", "between")


def _is_address(line: str) -> bool:
    """Whether a line holds an address or a telephone number, and next to nothing else."""
    rest = _TELEPHONE.sub(" ", _WEB.sub(" ", line))
    return rest != line and _only(rest, "beside_numbers", "telephones")


def _is_reading_time(line: str) -> bool:
    return len(line.split()) <= 6 and bool(_MINUTES.search(line)) and not _ends(line)


def _is_caption(line: str) -> bool:
    """Whether a line says who made the picture beside it: “The mill in spring. Photo: Ann Ode”."""
    found = _phrases("caption").search(line)
    return bool(found and re.match(r"\s?(?:[:©]|by\b)", line[found.end() :]))


def _is_sign(line: str) -> bool:
    """Whether a line is a reference, such as IP/25/1234, or has no letter or digit at all."""
    return bool(_REFERENCE.fullmatch(line.strip())) or not any(map(str.isalnum, line))


def _is_kicker(line: str) -> bool:
    """Whether a line is a section, a path to it, or one or two words in capitals."""
    pieces = [piece.strip(" :!.") for piece in _PATH.split(line) if piece.strip(" :!.")]
    if not pieces or any(len(piece.split()) > LONGEST_KICKER for piece in pieces):
        return False
    known = [bool(_phrases("kicker").fullmatch(piece)) for piece in pieces]
    if any(known):
        return True
    few = line.split()
    capitals = line.isupper() and len(few) <= LONGEST_KICKER
    return capitals and (len(few) <= 2 or bool(_phrases("kicker").search(line)))


def _is_byline(line: str) -> bool:
    before, *names = line.replace(",", " ").split() or [""]
    return (
        before.casefold() in _words("names", "before")
        and 2 <= len(names) <= LONGEST_OFFICE
        and _are_names(names)
    )


def _is_contact(line: str) -> bool:
    """Whether a line is a label with a name: “Contact: Jenny Rask”."""
    label = _phrases("contact").match(line.strip())
    rest = line.strip()[label.end() :].strip() if label else ""
    names = rest.removeprefix(":").split()
    return rest.startswith(":") and 2 <= len(names) <= LONGEST_OFFICE and _are_names(names)


_SURE = (_is_release, _is_address, _is_reading_time, _is_caption, _is_sign)
_LIKELY = (_is_day, _is_kicker, _is_byline, _is_contact)


def _contacts(lines: Sequence[str]) -> Iterator[int]:
    """The places of lines that say whom to ask, from “Media contact” to the last address."""
    for first, line in enumerate(lines):
        if not any(map(_opens_a_contact, _COLUMNS.split(line.strip()))):
            continue
        last = first if _has_address(line) else -1
        for number, other in enumerate(lines[first + 1 : first + MOST_OF_A_CONTACT], first + 1):
            if len(other.split()) > LONGEST_LABEL or (_ends(other) and not _has_address(other)):
                break
            last = number if _has_address(other) else last
        yield from range(first, last + 1)


def _opens_a_contact(line: str) -> bool:
    """Whether a line is a label, goes on with a name, or is a sentence with an address."""
    label = _phrases("contact").match(line.strip())
    if not label or len(line.split()) > LONGEST_CONTACT:
        return False
    rest = line.strip()[label.end() :].lstrip()
    if not rest.strip(" :") or _are_names(_WEB.sub(" ", rest).split()):
        return True
    return _has_address(line) and (rest.startswith((":", ",")) or " " in label[0])


def _has_address(line: str) -> bool:
    return bool(_WEB.search(line) or _TELEPHONE.search(line))


def _is_end(line: str) -> bool:
    bare = line.strip(" -–—*#•.").casefold()
    return bare in {"", "30"} or bare in _words("end", "marks")


def _ends(line: str) -> bool:
    return bool(_ENDS.search(line.rstrip()))


def _only(text: str, table: str, *names: str) -> bool:
    """Whether all words of a text stand in these lists, whatever numbers are between them."""
    return all(
        any({word.casefold(), word.casefold().rstrip(".")} & _words(table, n) for n in names)
        for word in _WORD.findall(text)
    )


@cache
def _words(table: str, name: str) -> frozenset[str]:
    return frozenset(_LISTS.table("lines_around", table)[name])


@cache
def _phrases(table: str) -> re.Pattern[str]:
    """One of the phrases of a table, the longest first, in whatever case."""
    held = {p for phrases in _LISTS.table("lines_around", table).values() for p in phrases}
    longest_first = sorted(held, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w){any_of(longest_first)}(?!\w)", re.IGNORECASE)
