"""The skills a question can practise and the misconceptions an option can meet."""

from __future__ import annotations

from collections.abc import Mapping

from kit.language.strings import strings_of


def _sentences(place: str) -> dict[str, str]:
    return {name: str(said) for name, said in strings_of(place).items()}


SKILLS: Mapping[str, str] = _sentences("skills")
MISCONCEPTIONS: Mapping[str, str] = _sentences("misconceptions")
