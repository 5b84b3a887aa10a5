"""What all cards share: one module with its styles, and the kinds of other packages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent
_ADDED: dict[str, dict[str, str]] = {}


class Front(anywidget.AnyWidget):
    """The module and the styles of all cards.

    A widget sends these with each of its models, and the page then reads the styles anew. So one
    widget has them, is never shown itself, and lends every card its ``render``.
    """

    _esm = _HERE / "card.bundle.js"
    _css = _HERE / "card.bundle.css"
    kinds = traitlets.Dict().tag(sync=True)


@cache
def front() -> Front:
    """The one front end of this kernel."""
    return Front(kinds=dict(_ADDED))


def add_kind(name: str, script: str, styles: str = "") -> None:
    """Give every card of this kernel the front end of one more kind of question.

    ``script`` is the text of a module as ``front/kinds/contract.d.ts`` describes it, ``styles`` the
    text of its style sheet. The browser runs the module, so both come from an installed package and
    never from a lesson. Cards that are on screen already do not change.
    """
    _ADDED[name] = {"script": script, "styles": styles}
    if front.cache_info().currsize:
        front().kinds = dict(_ADDED)
