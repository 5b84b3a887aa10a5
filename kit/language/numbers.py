"""Numbers and ranges as people write them: one reader and one printer for the whole kit."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST = 1e15  # beyond it neighbouring whole numbers cannot be told apart

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[-−]?\d+(?:\.\d+)?")
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_UNIT = re.compile(r"\s*(?:%|[^\d\s.,+-]\D*)$")
_BETWEEN = re.compile(r"\s+to\s+|\s*[–—]\s*|\s+-\s+")


class Unclear(ValueError):
    """A number that can be read in two ways; the text says so, and what to write."""

    def __init__(self, text: str, whole: str, fraction: str) -> None:
        point = number_text(float(fraction.replace("−", "-")))
        super().__init__(f"“{text}” can be read in two ways; write {whole} or {point}")


def read_number(text: str, comma: bool = False) -> float:
    """The number that a person wrote, with a decimal point or comma, with thousands or without.

    In English ``1,500`` is 1500 and ``2,5`` is 2.5. Where the language writes a decimal ``comma``,
    three digits behind a lone sign could mean either, and are refused. Raises ValueError, with a
    sentence that says what to write.
    """
    bare = _SPACES.sub("", text.strip())
    unsigned = bare.lstrip("-−")
    signs = re.sub(r"[^.,]", "", unsigned)
    if len(set(signs)) == 2 and signs.count(signs[-1]) == 1:
        head, tail = unsigned.split(signs[-1])
        if _GROUPS.fullmatch(head):
            unsigned = f"{re.sub('[.,]', '', head)}.{tail}"
    elif _GROUPS.fullmatch(unsigned) and not unsigned.startswith("0"):
        if comma and len(signs) == 1:
            raise Unclear(text.strip(), bare.replace(signs, ""), bare.replace(",", "."))
        if len(signs) > 1 or signs == ",":
            unsigned = unsigned.replace(signs[0], "")
    elif signs == ",":
        unsigned = unsigned.replace(",", ".")
    found = _PLAIN.fullmatch(unsigned)
    if not found or bare.count("-") + bare.count("−") > 1:
        raise ValueError(f"“{text.strip()}” is not a number; write it as in 1500 or 2.5")
    value = float(unsigned) * (-1 if bare[0] in "-−" else 1)
    if abs(value) >= LARGEST:
        raise ValueError(f"“{text.strip()}” is too large; write a number of at most 15 digits")
    return value


def read_range(text: str, comma: bool = False) -> tuple[float, float]:
    """The two ends of a range such as ``1.5 to 2.5``.

    Raises ValueError, with a sentence that says what to write, also where only one of the ends
    shows which sign its writer uses for decimals, and the other could mean either.
    """
    ends = _BETWEEN.split(text.strip())
    if len(ends) != 2:
        raise ValueError(f"“{text.strip()}” is not a range; write it as in 1.5 to 2.5")
    low, high = (read_number(end, comma) for end in ends)
    decimals = [re.fullmatch(r"[-−]?(?:\d+,\d{1,2}|\d+,\d{4,}|0,\d+)", end) for end in ends]
    thousands = [re.fullmatch(r"[-−]?[1-9]\d{0,2},\d{3}", end) for end in ends]
    for end, unclear in zip(ends, thousands, strict=True):
        if unclear and any(decimals):
            raise Unclear(end, end.replace(",", ""), end.replace(",", "."))
    if low > high:
        raise ValueError(f"“{text.strip()}” runs backwards; write the smaller number first")
    return low, high


def number_text(value: float, thousands: str = ",", point: str = ".") -> str:
    """A number as it is written, every digit of it: ``1,500`` or ``2.5``."""
    digits = format(Decimal(repr(float(value))) + 0, ",f")
    text = digits.rstrip("0").rstrip(".") if "." in digits else digits
    signs = {",": thousands, ".": point}
    return "".join(signs.get(sign, sign) for sign in text)


def rounded_text(value: float, digits: int = 0) -> str:
    """A number with so many decimals and a real minus, never before a zero: ``−1,500.0``."""
    return f"{round(value, digits) or 0.0:,.{digits}f}".replace("-", "−")


def range_text(low: float, high: float) -> str:
    """A range as it is written: ``1.5 – 2.5``."""
    return f"{number_text(low)} – {number_text(high)}"


def readings(text: str) -> set[float]:
    """All numbers that a cell can mean which holds a number or a range, with a unit or without.

    A lone sign before three digits is read both ways, whatever the language.
    """
    bare = _UNIT.sub("", text.strip().lstrip("$€£¥~≈<>≤≥ "))
    found: set[float] = set()
    for end in _BETWEEN.split(bare):
        for way in (end, end.replace(",", "."), end.replace(".", ",")):
            try:
                found.add(read_number(way))
            except ValueError:
                continue
    return found


def spellings(value: float) -> set[str]:
    """The ways in which people and programs write a number."""
    ways = {number_text(value, *signs) for signs in ((",", "."), ("", "."), (".", ","), ("", ","))}
    return ways | {str(float(value))}
