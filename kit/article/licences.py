"""Licences in the short names that machines read (SPDX), as far as people write them otherwise."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(
    r"(?:creativecommons\.org/licenses/|\bcc[\s-]*|creative commons (?:attribution|by)[\s-]*)"
    r"(?P<kind>(?:by)?(?:[\s-]*(?:nc|nd|sa))*)?\s*[/\s-]*(?P<version>[1-4]\.\d)",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\bcc[\s-]*0\b|publicdomain/zero", re.IGNORECASE)
_SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*")
# Why there is no short name: “unknown: belongs to its publisher”, “none: written for teaching”.
_REASON = re.compile(r"(?:unknown|none|permission|quotation|all rights reserved): \S.*", re.I)


def spdx_of(text: str) -> str:
    """The short name of a licence, such as “CC-BY-4.0”; “” where no rule knows it."""
    if _ZERO.search(text):
        return "CC0-1.0"
    found = _CREATIVE_COMMONS.search(text)
    if not found:
        return ""
    parts = re.findall(r"by|nc|nd|sa", (found["kind"] or "by").lower())
    order = [part for part in ("by", "nc", "nd", "sa") if part in {"by", *parts}]
    return f"CC-{'-'.join(order).upper()}-{found['version']}"


def is_said(text: str) -> bool:
    """Whether a licence is a short name, or says in words why there is none."""
    bare = text.strip()
    if bare.casefold() in {"unknown", "none"}:
        return False
    return bool(_SHORT.fullmatch(bare) or _REASON.fullmatch(bare))
