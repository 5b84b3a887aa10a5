"""The English of the news, as lists of words: what rules that read an article go by."""

from __future__ import annotations

from pathlib import Path

from kit.language.word_lists import WordLists

ENGLISH = WordLists(Path(__file__).parent)
