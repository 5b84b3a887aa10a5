"""What JupyterLab loads at its start: notebooks are saved without widget views."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "kit.jupyter"}]


def _load_jupyter_server_extension(server: Any) -> None:
    # Imported here, so that a fault in the kit is a line in the server's log and no more.
    from kit.check.stored_outputs import drop_widget_views_on_save

    server.contents_manager.register_pre_save_hook(drop_widget_views_on_save)
