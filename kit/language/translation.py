"""A language that lessons speak: the strings of the tables, as its catalogue translates them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from kit.language.numbers import number_text, rounded_text
from kit.language.strings import WORDS, Said, strings_of
from kit.language.taxonomy import MISCONCEPTIONS, SKILLS

CATALOGUES = Path(__file__).parent / "catalogues"
_OF_KINDS = ("came_true", "came_not", "not_settled")
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def strings() -> Mapping[str, Said]:
    """All strings in English by their name in a catalogue; two where a number decides."""
    return {
        **strings_of("card"),
        **WORDS,
        **{f"view {name}": text for name, text in strings_of("view").items()},
        **{f"skill {skill}": text for skill, text in SKILLS.items()},
        **{f"misconception {tag}": text for tag, text in MISCONCEPTIONS.items()},
    }


@dataclass(frozen=True, slots=True)
class Translation:
    """The kit's strings in one language. What a catalogue lacks is said in English."""

    language: str  # such as "en" or "pt-br"
    catalogue: NullTranslations
    in_view: bool = False  # whether the lesson view draws anew what changed, by itself

    @property
    def direction(self) -> str:
        """Which way the language is written: ``ltr`` or ``rtl``."""
        return "rtl" if self.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"

    def say(self, name: str, count: int = 1, **values: object) -> str:
        """The string of this name with its values filled in; ``count`` decides its plural."""
        name = f"{name}_view" if self.in_view and f"{name}_view" in WORDS else name
        english = WORDS[name]
        if isinstance(english, str):
            said = self.catalogue.pgettext(name, english)
        else:
            said = self.catalogue.npgettext(name, *english, count)
        return said.format(count=count, **values)

    def sentence(self, name: str) -> str:
        """A string whose values the browser fills in: as `say`, with its gaps in braces."""
        english = WORDS[name]
        assert isinstance(english, str), name  # noqa: S101  # plurals are decided here, by number
        return self.catalogue.pgettext(name, english)

    def card(self) -> dict[str, str]:
        """What the browser says by itself, by name."""
        said = self._all("card")
        own = {name: said.get(f"{name}_view", text) for name, text in said.items()}
        return own if self.in_view else said

    def view(self) -> dict[str, str]:
        """What the lesson view says by itself, by name."""
        return self._all("view", "view ")

    def _all(self, place: str, before: str = "") -> dict[str, str]:
        return {
            name: self.catalogue.pgettext(f"{before}{name}", str(english))
            for name, english in strings_of(place).items()
        }

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it, with so many digits after the decimal sign."""
        return self.signs(rounded_text(value, digits))

    def exactly(self, value: float) -> str:
        """A number as the language writes it, every digit of it."""
        return self.signs(number_text(value))

    def signs(self, numbers: str) -> str:
        """Numbers as English writes them, with the signs of the language."""
        signs = {",": self.say("thousands"), ".": self.say("decimal")}
        return "".join(signs.get(sign, sign) for sign in numbers)

    def per_cent(self, score: float) -> str:
        """A share from 0 to 1 in per cent."""
        return self.say("per_cent", number=self.number(100 * score))

    def skill(self, skill: str) -> str:
        """What a skill is, or nothing where there is no such skill."""
        return self._look_up("skill", skill, SKILLS)

    def misconception(self, tag: str) -> str:
        """The sentence that answers a misconception, or nothing where there is no such tag."""
        return self._look_up("misconception", tag, MISCONCEPTIONS)

    def of_kind(self, english: str) -> str:
        """What a kind of question says by itself, in this language; any other text as it is."""
        name = next((name for name in _OF_KINDS if WORDS[name] == english), "")
        return self.say(name) if name else english

    def _look_up(self, kind: str, name: str, table: Mapping[str, str]) -> str:
        return self.catalogue.pgettext(f"{kind} {name}", table[name]) if name in table else ""


ENGLISH = Translation("en", NullTranslations())


def languages() -> tuple[str, ...]:
    """The languages there are: English and one for each catalogue."""
    return ("en", *sorted(path.stem for path in CATALOGUES.glob("*.mo")))


def translation_for(language: str) -> Translation | None:
    """The translation for a language such as ``fr`` or ``fr_CA.UTF-8``, or None for none."""
    in_view = os.environ.get("KIT_VIEW") == "lesson"  # so for the kernel of the lesson view
    wanted = re.split(r"[.@]", language)[0].strip().replace("_", "-").lower()
    for name in (wanted, wanted.partition("-")[0]):
        if name in languages():
            found = _translation(name)
            return replace(found, in_view=True) if in_view else found
    return None


def translation_chosen(language: str = "", otherwise: str = "") -> Translation:
    """The translation for a language, else for what ``KIT_LANGUAGE`` names, else ``otherwise``.

    Where there is none of what was chosen: English.
    """
    chosen = language or os.environ.get("KIT_LANGUAGE") or otherwise or "en"
    return translation_for(chosen) or ENGLISH


@cache
def _translation(name: str) -> Translation:
    if name == "en":
        return ENGLISH
    with (CATALOGUES / f"{name}.mo").open("rb") as file:
        return Translation(name, GNUTranslations(file))
