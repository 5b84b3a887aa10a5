"""Catalogues of translations, brought up to date with the tables and compiled."""

from __future__ import annotations

from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kit.language.translation import CATALOGUES, strings

_HEADER = """\
# What the card, the lesson and its notices say to a student. Each string has its name
# above it. Keep words in braces as they are, such as {time}: they are filled in.
# After a change, run: kit words"""


def update(language: str = "", folder: Path = CATALOGUES) -> list[str]:
    """Write every catalogue anew, and a first one for ``language``; say what each still lacks.

    A string that is new is left empty. One whose English changed keeps its translation, marked
    fuzzy: somebody has to look at it, and until then it is said in English.
    Raises ValueError where ``language`` is not the code of a language.
    """
    codes = {path.stem for path in folder.glob("*.po")}
    if language:
        codes.add(_code(language))
    return [_update(folder / f"{code}.po") for code in sorted(codes)]


def _code(language: str) -> str:
    code = language.replace("_", "-").lower()
    try:
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        raise ValueError(f"“{language}” is not the code of a language, such as es") from None
    if code == "en":
        raise ValueError("English is in kit/language/strings/; it needs no catalogue")
    return code


def _update(path: Path) -> str:
    old = read(path) if path.is_file() else _blank(path.stem)
    new = merge(old)
    path.write_bytes(_written(new))
    path.with_suffix(".mo").write_bytes(compiled(new))
    empty = sum(not all(_forms(message.string)) for message in new if message.id)
    fuzzy = sum(message.fuzzy for message in new if message.id)
    return f"{path.name}: {empty} to translate, {fuzzy} to look at again"


def read(path: Path) -> Catalog:
    """The catalogue of a ``.po`` file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def _blank(code: str) -> Catalog:
    return Catalog(code.replace("-", "_"), header_comment=_HEADER)


def merge(old: Catalog) -> Catalog:
    """The strings of the tables in their order, with what the old catalogue says of them."""
    known = {message.context: message for message in old if message.id}
    new = Catalog(
        old.locale,
        header_comment=old.header_comment,
        project="Says Who?",
        version="1",
        msgid_bugs_address="see README.md",
        creation_date=old.creation_date,
        revision_date=old.creation_date,
        last_translator="The Says Who? contributors",
        language_team="The Says Who? contributors",
        charset="utf-8",
        fuzzy=False,
    )
    for name, english in strings().items():
        if not english:
            continue
        before = known.get(name)
        message = new.add(english, context=name)
        if before and type(before.id) is type(english):
            message.string = before.string
            message.user_comments = before.user_comments
            if before.fuzzy or (before.id != english and any(_forms(before.string))):
                message.flags.add("fuzzy")
    return new


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string or ""),)


def _written(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=90, no_location=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The ``.mo`` file of a catalogue: what is translated in all its forms and not fuzzy."""
    whole = deepcopy(catalogue)
    for message in catalogue:
        if message.id and not all(_forms(message.string)):
            whole.delete(message.id, message.context)
    file = BytesIO()
    write_mo(file, whole)
    return file.getvalue()
