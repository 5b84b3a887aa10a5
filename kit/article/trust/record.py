"""The record of what was trusted on this machine, by its content; any change ends the trust."""

from __future__ import annotations

import json
from pathlib import Path

from kit.article.files import replace


def is_trusted(home: Path, fingerprint: str) -> bool:
    """Whether content with this fingerprint was trusted on this machine."""
    return fingerprint in _record(home)


def trust(home: Path, fingerprint: str, name: str) -> None:
    """Record that somebody trusts content, under a name for people. Raises OSError."""
    _write(home, {**_record(home), fingerprint: name})


def distrust(home: Path, name: str) -> bool:
    """Take all content of this name out of the record; whether there was any. Raises OSError."""
    record = _record(home)
    kept = {content: said for content, said in record.items() if said != name}
    if kept != record:
        _write(home, kept)
    return kept != record


def _record(home: Path) -> dict[str, str]:
    """What is trusted; nothing where the record is missing or damaged."""
    try:
        record = json.loads((home / "trust.json").read_bytes())["trusted"]
        return {str(content): str(name) for content, name in record.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(home: Path, record: dict[str, str]) -> None:
    text = json.dumps({"format": 1, "trusted": record}, ensure_ascii=False, indent=1)
    replace(home / "trust.json", f"{text}\n".encode(errors="replace"))
