"""A source card with one value changed, all else in the file as it was."""

from __future__ import annotations

import json
import re
import tomllib

from kit.article.toml import read_toml

# What is read of a card: the table, “” for none, and the key in it.
KEYS_OF_CARD = (
    *(("", key) for key in ("title", "language", "author", "url", "licence", "sha256", "invented")),
    *(("", key) for key in ("left_over", "received", "cleaned")),
    *(("", table) for table in ("publisher", "date", "copy", "licences")),
    *(("publisher", key) for key in ("name", "evidence")),
    *(("date", key) for key in ("published", "retrieved", "evidence")),
    *(("copy", key) for key in ("found", "evidence")),
    *(("licences", key) for key in ("lessons", "pictures")),
)
_HEADER = re.compile(r"(?m)^\[(?P<name>[^\[\]]+)\][^\n]*\n?")
_VALUE = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|true|false"


def value_in(card: dict[str, object], table: str, key: str) -> str | bool:
    """What a card says at a key of a table, or of none; “” where it says nothing."""
    there = card.get(table) if table else card
    if isinstance(there, str):  # ``publisher = "…"`` in place of a table with a name
        return there
    value = there.get(key, "") if isinstance(there, dict) else ""
    return value if isinstance(value, bool) else str(value)


def with_value(text: str, table: str, key: str, value: str | bool) -> str:
    """The card with this value at a key, which is added where it is not there.

    Raises ValueError where the file does not read so afterwards.
    """
    wanted = read_toml(text)
    if table and isinstance(wanted.get(table), str):
        table, key = "", table
    place = wanted.setdefault(table, {}) if table else wanted
    place[key] = value
    new = _put(text, table, key, toml(value))
    if _reads(new) != wanted:
        raise ValueError(f"“{key}” cannot be changed here; change it in source.toml itself.")
    return new


def toml(value: str | bool) -> str:
    """A text, or yes or no, as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _reads(text: str) -> dict[str, object] | None:
    try:
        return read_toml(text)
    except tomllib.TOMLDecodeError:
        return None


def _put(text: str, table: str, key: str, value: str) -> str:
    text += "" if text.endswith("\n") or not text else "\n"
    heads = list(_HEADER.finditer(text))
    start, end = 0, heads[0].start() if heads else len(text)
    if table:
        at = next((n for n, head in enumerate(heads) if head["name"].strip() == table), None)
        if at is None:
            return f"{text}\n[{table}]\n{key} = {value}\n"
        start = heads[at].end()
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
    body = text[start:end]
    line = re.compile(rf"(?m)^({re.escape(key)}\s*=\s*)(?:{_VALUE})")
    if line.search(body):
        body = line.sub(lambda found: found[1] + value, body, count=1)
    else:
        said = body.rstrip("\n")
        above = f"{said}\n" if said else ""
        body = f"{above}{key} = {value}\n{body[len(above) :]}"
    return text[:start] + body + text[end:]
