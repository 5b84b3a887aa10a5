"""What stands on a printed sheet, and beside questions that other systems ask."""

from __future__ import annotations

from collections.abc import Mapping

PAPER: Mapping[str, str | tuple[str, str]] = {
    "paper_worksheet": "Worksheet",
    "paper_key": "Key",
    "paper_large_print": "Worksheet in large print",
    "paper_plain_spacing": "Worksheet with wide spacing",
    "paper_mark_up": "The article, to mark up",
    "paper_name": "Name or number:",
    "paper_line": "{id} (line {first})",
    "paper_lines": "{id} (lines {first}–{last})",
    "paper_look": "Look at {where}.",
    "paper_choose_one": "Tick one.",
    "paper_ticked": "Tick all that apply.",
    "paper_placed": "Write the letter of what belongs to each.",
    "paper_sequence": "Write 1 before what comes first, 2 before what comes next, and so on.",
    "paper_marked": "Underline the words.",
    "paper_labelled": "Underline the words, and write the letter of their label above them.",
    "paper_rated": "How likely is each, from 0 to 100 %?",
    "paper_ranges": "Give a range for each.",
    "paper_words": ("At most {count} word.", "At most {count} words."),
    "paper_right": "Right, as it is typed in:",
    "paper_model": "Model:",
    "came_true": "it came true",
    "came_not": "it did not",
    "not_settled": "open",
}
