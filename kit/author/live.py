"""The notebook as it is open in the browser, where its cells are changed without a reload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kit.author.frame import Frame
from kit.author.notebook import Edit


class LiveNotebook:
    """What the invisible frame of a panel can do to the notebook around it.

    ``is_open`` is true where JupyterLab lets it, as ``kit author`` has it do.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._edit: Edit | None = None
        self._done: Callable[[bool], None] | None = None
        self._failed: Callable[[], None] | None = None
        self.is_open = False
        frame.on_heard(self._hear)

    def edit(self, edit: Edit, done: Callable[[bool], None], failed: Callable[[], None]) -> None:
        """Change the cells, run those that are new, and save; ``done`` hears whether any was."""
        self._edit, self._done, self._failed = edit, done, failed
        self._frame.send({"do": "cells"})

    def show(self, id: str) -> None:
        """Bring the cell that asks a question into view, and the keys to its buttons."""
        self._frame.send({"do": "find", "id": id})

    def go(self, old: str, new: str, run: bool) -> None:
        """Open the notebook ``new`` in place of this one, both as from the project's root.

        ``run`` runs it: it is this lesson in another place.
        """
        self._frame.send({"do": "go", "old": old, "new": new, "run": run})

    def leave_folder(self) -> None:
        """Have the list of files show the folder above: the notebook's own will be gone."""
        self._frame.send({"do": "leave"})

    def _hear(self, message: Mapping[str, Any]) -> None:
        said = message.get("said")
        if said == "open":
            self.is_open = True
        elif said == "cells" and self._edit:
            edit, self._edit = self._edit, None
            plan = edit(message.get("cells", ()))
            if plan is None:
                self._end(False)
            else:
                self._frame.send({"do": "edit", "plan": plan})
        elif said == "edited":
            self._end(True)
        elif said == "failed" and self._failed:
            failed, self._failed, self._done = self._failed, None, None
            failed()

    def _end(self, changed: bool) -> None:
        if self._done:
            done, self._done, self._failed = self._done, None, None
            done(changed)
