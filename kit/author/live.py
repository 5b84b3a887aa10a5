"""The notebook as it is open in the browser, where a cell is put into it without a reload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kit.author.frame import Frame
from kit.author.notebook import CLOSING, cell_of


class LiveNotebook:
    """What the invisible frame of a panel can do to the notebook around it.

    ``is_open`` is true where JupyterLab lets it, as ``kit author`` has it do.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._then: Callable[[str], None] | None = None
        self.is_open = False
        frame.on_heard(self._hear)

    def ask(self, id: str, as_printed: str, then: Callable[[str], None]) -> None:
        """Put in a cell that asks this question, run it and save the notebook.

        ``then`` gets “added”, “there” if a cell asks it already, or “failed”.
        """
        self._then = then
        self._frame.send({"do": "add", "cell": cell_of(id, as_printed), "closing": CLOSING})

    def _hear(self, message: Mapping[str, Any]) -> None:
        said = message.get("said")
        if said == "open":
            self.is_open = True
        elif said in ("added", "there", "failed") and self._then:
            then, self._then = self._then, None
            then(said)
