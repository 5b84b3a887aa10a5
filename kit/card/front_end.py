"""What all cards share: one module with its styles, and the kinds of other packages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anywidget
import traitlets

from kit.question.kinds import kinds

_HERE = Path(__file__).parent


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
    """The one front end of this kernel, with the kinds that installed packages bring.

    The browser runs their modules, so these come from the registered kinds alone and never from a
    lesson.
    """
    own = {kind.name: kind.front_end() for kind in kinds()}
    return Front(
        kinds={name: {"script": made[0], "styles": made[1]} for name, made in own.items() if made}
    )
