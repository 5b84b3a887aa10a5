"""The language of an article: what its page says, else what a kept detector is sure of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SURE = 0.95  # the detector's own probability, below which it is not asked to decide
FEWEST = 12  # words that it needs
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CODES_BY_NAME = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "russian": "ru",
    "arabic": "ar",
    "persian": "fa",
    "chinese": "zh",
}
_SCRIPTS = (("\u0590", "\u05ff", "und-Hebr"), ("\u0600", "\u08ff", "und-Arab"))
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def language_of(text: str) -> str:
    """The code of a text's language, such as “de”; “” where nobody can be sure.

    Of a short text that runs from the right, its script, such as “und-Arab”.
    """
    if len(text.split()) >= FEWEST:
        code, probability = _identifier().classify(text)
        if probability >= SURE and code.isalpha() and len(code) in {2, 3} and code != "zxx":
            return str(code)
    if not runs_from_the_right(text):
        return ""
    counts = {code: sum(low <= c <= high for c in text) for low, high, code in _SCRIPTS}
    return max(counts, key=lambda code: counts[code])


def fault_of_language(said: str) -> str:
    """What is wrong with the code of a language as a person wrote it; “” where nothing is."""
    if not said or _CODE.fullmatch(said):
        return ""
    code = _CODES_BY_NAME.get(said.casefold(), "")
    return f"“{said}” is no code of a language; write {code or 'en, or the code of yours'}"


def runs_from_the_right(text: str) -> bool:
    """Whether most of the letters belong to a script that is written from right to left."""
    letters = [c for c in text if c.isalpha()]
    return sum(bool(_RIGHT_TO_LEFT.match(c)) for c in letters) * 2 > len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid  # heavy: its model is read here

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
