"""The schemas in `formats`, written from the types that files are checked against.

To write them anew: ``python -m kit.learner.schemas``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kit.learner.hand_in import FORMAT as HAND_IN_FORMAT
from kit.learner.hand_in import FORMATS as HAND_IN_FORMATS
from kit.learner.log import FORMAT as LOG_FORMAT
from kit.learner.log import FORMATS as LOG_FORMATS
from kit.learner.wire_types import entry_type, hand_in_type, header_type

FOLDER = Path(__file__).parent / "formats"

_ABOUT_LOG = (
    "A log is a folder of files *.jsonl in UTF-8. Each line is one entry; what is empty is left "
    "out. A writer's entries follow each other by n, and an entry never comes before the one that "
    "its after names; what this leaves open is ordered by at, then by id. A line that is none is "
    "skipped. An entry counts once, by its id, in however many files it is. A file that kit "
    "progress export wrote begins with a header (see $defs), and every further line is an entry."
)
_ABOUT_FIRST_LOG = (
    "A log is a folder of files *.jsonl in UTF-8. Each line is one entry; what is empty is left "
    "out. Entries are ordered by their time. A file that kit progress export wrote begins with a "
    "header (see $defs)."
)
_ABOUT_HAND_IN = (
    "One file in UTF-8 for one exercise and one moment: all that was done, drafts left out, and no "
    "grade. Whoever gets it grades it with the answers of the revision that each entry names. Name "
    "and times are the learner's own word."
)


def schemas() -> dict[str, str]:
    """The text of each schema in `formats`, by the name of its file."""
    made: dict[str, str] = {}
    for form in LOG_FORMATS:
        schema = as_schema(
            entry_type(form, line=True),
            f"log:{form}",
            f"A line of a learner's log, format {form}",
            _ABOUT_LOG if form > 1 else _ABOUT_FIRST_LOG,
        )
        header = TypeAdapter(header_type(form)).json_schema()
        header.pop("$defs")
        schema["$defs"]["header"] = header
        made[_file("log", form, LOG_FORMAT)] = as_text(schema)
    for form in HAND_IN_FORMATS:
        title = f"What a learner hands in, format {form}"
        schema = as_schema(hand_in_type(form), f"hand-in:{form}", title, _ABOUT_HAND_IN)
        made[_file("hand-in", form, HAND_IN_FORMAT)] = as_text(schema)
    return made


def _file(what: str, form: int, newest: int) -> str:
    return f"{what}{'' if form == newest else f'-{form}'}.schema.json"


def as_schema(of: Any, urn: str, title: str, description: str) -> dict[str, Any]:
    """The JSON Schema of a type, with what it is about."""
    schema = TypeAdapter(of).json_schema()
    _without_titles(schema)
    about = {"$id": f"urn:says-who:{urn}", "title": title, "description": description}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **about, **schema, **about}


def _without_titles(schema: Any) -> None:
    """Drop the titles that say the name of a member once more."""
    if isinstance(schema, dict):
        if isinstance(schema.get("title"), str):
            del schema["title"]
        schema.pop("discriminator", None)  # of OpenAPI, and no word of JSON Schema
        for part in schema.values():
            _without_titles(part)
    elif isinstance(schema, list):
        for part in schema:
            _without_titles(part)


def as_text(schema: object) -> str:
    """A schema as it is written."""
    return f"{json.dumps(schema, ensure_ascii=True, indent=2)}\n"


def write_schemas(folder: Path, texts: Mapping[str, str]) -> None:
    """Write schemas where they are not so yet."""
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(FOLDER, schemas())
