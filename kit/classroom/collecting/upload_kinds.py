"""What an upload is by its name, and why most kinds are not taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of what is named as a hand-in; nobody has looked at them yet."""

    source: str  # the name it came under, fit to be shown
    data: bytes
    sheet: str = ""  # the code of the printed sheet that it was typed in from
    uploaded: str = ""  # as in `Receipt.uploaded`


@dataclass(frozen=True, slots=True)
class RefusedUpload:
    """What is not taken, and why in a few words."""

    source: str
    why: str

    def __str__(self) -> str:
        return f"{self.source}: {self.why}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that a computer left among the others by itself, or that is passed over on purpose."""

    source: str
    why: str = ""  # "" where a computer left it


Seen = Found | RefusedUpload | Skipped


def is_left_by_a_computer(name: str) -> bool:
    """Whether a name is one that macOS or Windows makes beside the files of people."""
    *folders, last = name.split("/")
    return "__MACOSX" in folders or last in _LEFT or last.startswith("._")


def ending(name: str) -> str:
    """The ending of a name in small letters, such as “.json”."""
    return PurePosixPath(name).suffix.lower()


def why_not(name: str) -> str:
    """Why a file of this name is not taken, or nothing where it may be a hand-in."""
    if ending(name) == ".json":
        return ""
    return _WHY.get(ending(name), "only hand-ins are taken, which end in .json")


def why_not_these(data: bytes) -> str:
    """Why bytes that begin like this are no hand-in, whatever they are called, or nothing."""
    return next((why for begin, why in _BEGINNINGS.items() if data.startswith(begin)), "")


_LEFT = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}
_ASK = "ask for the .json file that the hand-in form writes"
_PACKED = "of packed files only a zip is opened, and no zip inside a zip"
_CODE = "a program is never run or opened"
_WHY = {
    ".ipynb": f"a notebook is never run or opened; {_ASK}",
    **dict.fromkeys((".py", ".js", ".exe", ".sh", ".bat", ".ps1", ".jar"), _CODE),
    **dict.fromkeys(
        (".pkl", ".pickle", ".joblib", ".npy", ".npz"), f"a pickle can run code; {_ASK}"
    ),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".xml"), f"it is another format; {_ASK}"),
    **dict.fromkeys((".csv", ".tsv", ".xlsx", ".xls", ".ods"), f"a table is not taken; {_ASK}"),
    **dict.fromkeys(
        (".txt", ".md", ".docx", ".odt", ".pdf", ".html"), f"a text is not taken; {_ASK}"
    ),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".heic"), f"a picture is not taken; {_ASK}"),
    **dict.fromkeys((".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"), _PACKED),
}
_BEGINNINGS = {
    b"PK\x03\x04": "it is a zip, named .json",
    b"PK\x05\x06": "it is a zip, named .json",
    b"\x1f\x8b": "it is packed with gzip, and named .json",
    b"\x80": f"it is a pickle, named .json; a pickle can run code; {_ASK}",
    b"%PDF": "it is a PDF, named .json",
    b"\xef\xbb\xbf": f"an editor has saved it anew (byte order mark); {_ASK}",
    b"\xff\xfe": f"an editor has saved it anew (UTF-16); {_ASK}",
}
