"""What a server that many labs share gives their kernels: to each lab's, its own environment.

Only such a server imports this.
"""

from __future__ import annotations

import json
from pathlib import Path

from jupyter_server.services.sessions.sessionmanager import ModelName, SessionManager
from traitlets import Unicode


class SessionsByFolder(SessionManager):
    """Starts the kernel of a notebook with the variables of the lab whose folder it is in."""

    environments = Unicode(help="The file of the labs' folders and variables.").tag(config=True)

    def get_kernel_env(self, path: str | None, name: ModelName | None = None) -> dict[str, str]:
        """The environment of a kernel. Raises ValueError for a notebook of no lab."""
        environments = json.loads(Path(self.environments).read_text(encoding="utf-8"))
        folders = [str(folder) for folder in Path(path or "").parents]
        (own,) = [environments[folder] for folder in folders if folder in environments]
        return {**super().get_kernel_env(path, name), **own}
