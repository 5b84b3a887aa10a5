"""A picture together with a text that says the same."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """An SVG image, shown in a notebook with its text as the alternative."""

    svg: bytes
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        source = f"data:image/svg+xml;base64,{b64encode(self.svg).decode()}"
        return f'<img alt="{escape(self.text, quote=True)}" src="{source}">'
