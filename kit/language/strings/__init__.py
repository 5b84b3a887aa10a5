"""Every string that a student reads, in English, by the place where it is read.

`translation` says them in other languages. A pair of strings is for one, and for more. A string
whose name ends in ``_view`` is said in its place where the lesson view draws everything by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.language.strings.card import ANSWERS, CARD
from kit.language.strings.drafts import DRAFTS
from kit.language.strings.hand_in import HAND_IN
from kit.language.strings.lesson import LESSON
from kit.language.strings.page import PAGE
from kit.language.strings.paper import PAPER
from kit.language.strings.report import REPORT
from kit.language.strings.site import SITE
from kit.language.strings.terminal import TERMINAL
from kit.language.strings.view import VIEW

__all__ = ["CARD", "VIEW", "WORDS"]

# What Python says, whatever the place; the browser has tables of its own.
WORDS: Mapping[str, str | tuple[str, str]] = {
    **ANSWERS,
    **LESSON,
    **REPORT,
    **HAND_IN,
    **PAGE,
    **PAPER,
    **SITE,
    **TERMINAL,
    **DRAFTS,
}
