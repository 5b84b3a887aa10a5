"""The skills a question can practise and the misconceptions an option can meet."""

from __future__ import annotations

from collections.abc import Mapping

from kit.language.strings import strings_of

SKILLS: Mapping[str, str] = strings_of("skills")
MISCONCEPTIONS: Mapping[str, str] = strings_of("misconceptions")
