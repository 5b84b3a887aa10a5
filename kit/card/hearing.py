"""A widget that is told what its front end says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget

Hear = Callable[[Mapping[str, Any]], None]


class HearingWidget(anywidget.AnyWidget):
    """Passes each message of the browser on to whoever asked for it."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._listeners: list[Hear] = []
        self.on_msg(lambda _, message, __: self.hear(message))

    def on_heard(self, hear: Hear) -> None:
        """Call ``hear`` with each message from now on."""
        self._listeners.append(hear)

    def hear(self, message: object) -> None:
        """Do what follows when the browser sends this; what is no mapping counts as empty."""
        for listener in self._listeners:
            listener(message if isinstance(message, Mapping) else {})
