"""What a server that many labs share gives their kernels: to each lab's, its own environment."""

from __future__ import annotations

import json
import os
from pathlib import Path

from jupyter_server.services.sessions.sessionmanager import ModelName, SessionManager

KERNELS_BY_FOLDER = "KERNELS_BY_FOLDER"  # names the file of the folders and their environments
SESSIONS = f"{__name__}.SessionsByFolder"


class SessionsByFolder(SessionManager):
    """Starts the kernel of a notebook with the variables of the lab whose folder it is in."""

    def get_kernel_env(self, path: str | None, name: ModelName | None = None) -> dict[str, str]:
        """The environment of a kernel. Raises KeyError for a notebook of no lab."""
        file = Path(os.environ[KERNELS_BY_FOLDER])
        environments = json.loads(file.read_text(encoding="utf-8"))
        folders = [str(folder) for folder in Path(path or "").parents]
        (own,) = [environments[folder] for folder in folders if folder in environments]
        return {**super().get_kernel_env(path, name), **own}
