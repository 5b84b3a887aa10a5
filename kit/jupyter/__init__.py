"""What JupyterLab loads at its start: notebooks are saved without widget views,
and the lesson view may ask which cells are trusted.

Beside it lie the lesson view (``labextension``, made from ``front``) and the kernel that it starts.
"""

from __future__ import annotations

import os
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "kit.jupyter"}]


def _load_jupyter_server_extension(server: Any) -> None:
    # Imported here, so that a fault in the kit is a line in the server's log and no more.
    from kit.check.stored_outputs import drop_widget_views_on_save
    from kit.jupyter.foreign_cells import ADDRESS, ForeignCells

    server.contents_manager.register_pre_save_hook(drop_widget_views_on_save)
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(f"{base}{ADDRESS}", ForeignCells)])
    page = server.web_app.settings.setdefault("page_config_data", {})
    page["saysWhoLanguage"] = os.environ.get("KIT_LANGUAGE") or "en"
    if os.environ.get("KIT_AUTHOR") == "1":  # an author works on cells, so no lesson view is given
        page["saysWhoAuthor"] = True
        page["saysWhoOpened"] = os.environ.get("KIT_AUTHOR_EXERCISE", "")
