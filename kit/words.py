"""Every string that a student reads on a card, in a lesson or in a notice."""

from __future__ import annotations

from collections.abc import Mapping

CARD: Mapping[str, str] = {}

WORDS: Mapping[str, str] = {
    # What a grade says.
    "right": "Right.",
    "partly": "Partly right.",
    "wrong": "Not yet.",
    "noted": "Noted.",
    "saved": "Saved.",
    "sum_choose": "",
    "sum_choose-many": "{right} of {parts} right options ticked, {extra} that do not belong. "
    "Share: {share} % (right ticks minus wrong ones).",
    "sum_highlight": "{right} of {parts} found, {extra} marked that do not belong. "
    "Share: {share} % (words found, weighed against words missed and words too many).",
    "sum_sort": "{right} of {parts} in their place. Share: {share} %.",
    "sum_match": "{right} of {parts} in their place. Share: {share} %.",
    "sum_order": "{right} of {parts} stand in the right order already. Share: {share} %.",
    "sum_rate": "{share} of 100 points: the closer your number to what happened, the more "
    "(Brier score).",
    "sum_write": "A text is not graded by a machine. Compare it with the model, then judge it by "
    "the levels below.",
    "sum_rate_open": "You will see how it came out later in the course.",
    "sum_saved": "Your teacher will grade it.",
    # What goes wrong.
    "blank": "Nothing is entered yet, so there is nothing to check.",
    "went_wrong": "Something went wrong in the notebook, and your answer is kept. Go on with the "
    "next question, and tell whoever gave you this lesson.",
    "not_kept": "Your answers cannot be written to disk. They are kept only until the kernel "
    "stops: do not close this notebook before you have finished.",
    "no_lesson": "There is no lesson “{given}”; {nearest}",
    "no_question": "There is no question “{given}” in this lesson; {nearest}",
    "damaged": "This lesson is damaged: {problem}. Please tell whoever gave it to you.",
    "damaged_log": "{count} lines of your saved answers could not be read and were skipped; all "
    "others are here.",
    "unreadable": "This lesson cannot be shown: {problem} Please tell whoever gave it to you.",
    # Around the questions.
    "chain": "The chain, nearest to you first: {links}.",
    "chain_open": "you can open it",
    "chain_closed": "closed to you",
    "chain_unknown": "nobody could say",
}


def say(name: str, **values: object) -> str:
    """The string of this name with its values filled in."""
    return WORDS[name].format(**values)
