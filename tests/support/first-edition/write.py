"""Write the witness of the first edition anew: run that edition, and keep what it leaves behind.

Run it inside a clone, with a Python that has the packages of the first edition's
requirements.txt. The same commit gives the same files, to the byte.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

FIRST_EDITION = "b8b06fe"
HERE = Path(__file__).resolve().parent
WRITTEN = ("project", "editions", "learner", "hand-ins", "class", "gradebooks", "expected")
SCRIPT = HERE / "first_edition_at_work.py"


def main() -> None:
    """Check the first edition out, run it, and put its data beside this script."""
    archive = subprocess.run(
        ["git", "archive", "--format=tar", FIRST_EDITION],
        cwd=HERE.parents[2],
        stdout=subprocess.PIPE,
        check=True,
    )
    with tempfile.TemporaryDirectory() as scratch:
        course, data = Path(scratch, "course"), Path(scratch, "data")
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
            files.extractall(course, filter="data")
        # The first edition goes before any other one that this Python has installed.
        path = os.pathsep.join(filter(None, (str(course), os.environ.get("PYTHONPATH", ""))))
        own = {"PYTHONPATH": path, "KIT_LANGUAGE": "en", "TZ": "UTC", "PYTHONHASHSEED": "0"}
        subprocess.run(
            [sys.executable, str(SCRIPT), str(course), str(data)],
            cwd=course,
            env={**os.environ, **own},
            check=True,
        )
        for name in WRITTEN:
            shutil.rmtree(HERE / name, ignore_errors=True)
            shutil.copytree(data / name, HERE / name)


if __name__ == "__main__":
    main()
