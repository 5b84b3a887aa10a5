"""What a statement of fact carries that can be looked for: dates, numbers, names."""

from __future__ import annotations

import re
from calendar import month_name

from kit.article.seed import Evidence

MONTHS = list(month_name)[1:]
_ANY_MONTH = "|".join(MONTHS)


def row_text(e: Evidence) -> str:
    """What a row of evidence says of its page, with its day spelt out."""
    day = re.match(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", e.date)
    spelt = f"{MONTHS[int(day[2]) - 1]} {day[1]}" if day else ""
    spelt = f"{int(day[3])} {spelt}" if day and day[3] else spelt
    return " ".join((spelt, e.date, e.publisher, e.says))


def numbers(text: str) -> set[str]:
    """The days and the other numbers of a text; ids and the numbers of lessons are none."""
    text = re.sub(
        r"\b[ECS]\d+\b|^\d\. |\d+ words|[Ll]esson \d", " ", _whole_dates(text), flags=re.M
    )
    day = rf"\d{{1,2}} (?:{_ANY_MONTH})\b"
    plain = re.sub(day, " ", text)
    found = re.findall(r"(?<![\w.])\d(?:[\d,.]*\d)?", plain)
    return set(re.findall(day, text)) | set(found)


def _whole_dates(text: str) -> str:
    """Both ends of “4 or 5 September” and of “25-27 July” with their month."""
    text = re.sub(r"(\d+)(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"\bSept\b", "September", text)
    pair = rf"(\d{{1,2}})(?:-| to | or | and )(\d{{1,2}}) ({_ANY_MONTH})"
    return re.sub(pair, r"\1 \3, \2 \3", text)
