"""Hand-ins taken into a class folder: each looked at, kept under its sha256, and receipted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace as replace_in
from hashlib import sha256
from pathlib import Path

from kit.article.files import replace, write_new
from kit.article.seed import Unreadable
from kit.classroom.collecting.entries import EntryWriter, put_together
from kit.classroom.collecting.forgotten import read_forgotten
from kit.classroom.collecting.receipt_log import append_receipt, read_receipt_log
from kit.classroom.collecting.receipts import received_hand_ins
from kit.classroom.collecting.settle import Claims, settle
from kit.classroom.collecting.upload_kinds import Found, RefusedUpload, Seen, Skipped, why_not_these
from kit.classroom.folder import ClassFolder
from kit.classroom.model import Receipt, ReceiptPlace
from kit.language.shown import shown
from kit.learner.hand_in import HandIn
from kit.learner.log import stamp
from kit.learner.strict_json import FormatError
from kit.learner.wire import is_name, read_hand_in

__all__ = ["collect", "examine", "received_hand_ins"]

Taken = Receipt | RefusedUpload | Skipped


def collect(folder: ClassFolder, uploads: Iterable[Seen], exercise: str = "") -> Iterator[Taken]:
    """Keep each upload that is a hand-in of the class's exercise, and say what came of each.

    Where neither ``exercise`` nor ``class.toml`` names one, the first good hand-in does, and the
    class is made. Raises Unreadable and OSError for the class's own files only.
    """
    exercise = exercise or exercise_named(folder)
    found = settle(folder)
    claims = Claims(found.roster, found.decided, found.receipts)
    forgotten = read_forgotten(folder)
    known = {receipt.sha256 for receipt in read_receipt_log(folder.receipts).receipts}
    with closing(EntryWriter(folder)) as entries:
        for seen in uploads:
            if not isinstance(seen, Found):
                yield seen
                continue
            hand_in = examine(seen, exercise)
            if isinstance(hand_in, RefusedUpload):
                yield hand_in
                continue
            if sha256(seen.data).hexdigest() in forgotten:
                yield Skipped(seen.source, "its student was forgotten here")
                continue
            if not exercise:
                exercise = hand_in.exercise
                try:
                    open_new_class(folder, exercise)
                except FileExistsError:  # another collection has opened it meanwhile
                    exercise = exercise_named(folder)
                    hand_in = examine(seen, exercise)
                    if isinstance(hand_in, RefusedUpload):
                        yield hand_in
                        continue
            receipt = _receipt(seen, hand_in, claims, found.owners, known)
            _keep(folder.hand_ins / f"{receipt.sha256}.json", seen.data)
            append_receipt(folder.receipts, receipt)
            if receipt.sha256 not in known:
                entries.add(receipt.sha256, hand_in)
            known.add(receipt.sha256)
            yield receipt
    put_together(folder)


def examine(found: Found, exercise: str = "") -> HandIn | RefusedUpload:
    """The hand-in of these bytes, or why they are none, or none of this exercise."""
    if why := why_not_these(found.data):
        return RefusedUpload(found.source, why)
    try:
        hand_in = read_hand_in(found.data)
    except FormatError as error:
        part = shown(str(error))
        why = _WHY.get(part, f"it is no hand-in as the kit writes it: “{part}” does not fit")
        return RefusedUpload(found.source, why)
    if not is_exercise(hand_in.exercise):
        return RefusedUpload(found.source, f"“{shown(hand_in.exercise)}” cannot be an exercise")
    if exercise and hand_in.exercise != exercise:
        other = shown(hand_in.exercise)
        return RefusedUpload(
            found.source, f"it is of the exercise “{other}”, the class does “{exercise}”"
        )
    return hand_in


_WHY = {
    "JSON": "it is no hand-in as the kit writes it (not its JSON)",
    "at": "a time in it is not as the kit writes it, in UTC",
    "made": "its time is not as the kit writes it, in UTC",
    "format": "it is of another version of the kit",
}


def is_exercise(name: str) -> bool:
    """Whether a text can name an exercise, which is a folder's name too."""
    return is_name(name) and name.isprintable() and not set(name) & set("/\\:") and name[0] != "."


def exercise_named(folder: ClassFolder) -> str:
    """The exercise in ``class.toml``, or nothing where there is no such file. Raises Unreadable."""
    if not folder.about.exists():
        return ""
    try:
        named = folder.exercise()
    except (ValueError, OSError) as error:
        raise Unreadable(f"{folder.about} cannot be read: {error}.") from error
    if not named:
        raise Unreadable(f'{folder.about} names no exercise; write a line like exercise = "river".')
    return named


def open_new_class(folder: ClassFolder, exercise: str) -> None:
    """Write ``class.toml``. Raises FileExistsError where there is one, and OSError."""
    folder.make()
    # A JSON string is a TOML string as well.
    text = f"exercise = {json.dumps(exercise, ensure_ascii=False)}\n"
    write_new(folder.about, text.encode())


def _receipt(
    found: Found,
    hand_in: HandIn,
    claims: Claims,
    owners: Mapping[str, tuple[str, ...]],
    known: set[str],
) -> Receipt:
    digest = sha256(found.data).hexdigest()
    receipt = Receipt(
        digest,
        len(found.data),
        stamp()["at"],
        found.source,
        hand_in.name,
        "",
        "unknown",
        hand_in.made,
        found.sheet,
        found.uploaded,
    )
    student, _, _ = claims.of(receipt)
    own = owners[digest][0] if digest in owners else student.id if student else ""
    place: ReceiptPlace = "again" if digest in known else "kept" if own else "unknown"
    return replace_in(receipt, student=own, place=place)


def _keep(path: Path, data: bytes) -> None:
    """Have exactly these bytes in a file, also where it was damaged or never receipted."""
    try:
        write_new(path, data)
    except FileExistsError:
        if path.read_bytes() != data:
            replace(path, data)
