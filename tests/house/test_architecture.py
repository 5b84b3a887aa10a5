"""The picture of the architecture shows what the modules import now."""

from __future__ import annotations

from xml.etree import ElementTree

from support.architecture import PICTURE, ROOT, arrows, floors, picture, rooms


def test_the_picture_is_up_to_date() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "draw it anew: make architecture"


def test_every_folder_with_modules_is_in_the_picture() -> None:
    folders = {path.parent.name for path in (ROOT / "kit").glob("*/__init__.py")}
    drawn = {text.text for text in ElementTree.fromstring(picture()).iter() if text.text}  # noqa: S314 - our own
    assert folders == rooms().keys()
    assert folders <= drawn


def test_every_import_can_be_followed_along_arrows_that_point_down() -> None:
    stands = {name: number for number, names in enumerate(floors()) for name in names}
    assert all(stands[here] > stands[there] for here, there in arrows())
    for name, known in rooms().items():
        reached, waiting = set[str](), [name]
        while waiting:
            here = waiting.pop()
            more = {there for start, there in arrows() if start == here} - reached
            reached |= more
            waiting += more
        assert known <= reached, name
