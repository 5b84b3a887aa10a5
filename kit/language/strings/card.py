"""What a card says: by itself in the browser, and from Python about an answer."""

from __future__ import annotations

from collections.abc import Mapping

# What the browser says by itself.
CARD: Mapping[str, str] = {
    "check": "Check",
    "submit": "Submit",
    "compare": "Save and compare",
    "hint": "Hint",
    "another_hint": "Another hint",
    "try_again": "Try again",
    "take_again": "Take it again",
    "show_answer": "Show the answer",
    "saved_at": "Saved {time}",
    "not_checked": "You changed your answer. It is not checked yet.",
    "not_submitted": "You changed your answer. Submit it again to hand in this version.",
    "waiting": "Still waiting for the notebook. What you entered is kept.",
    "waiting_not_kept": "Still waiting for the notebook. What you entered is on this page only: "
    "do not close it.",
    "kernel_gone": "The notebook was restarted. Run this cell again: what you entered is kept.",
    "kernel_gone_not_kept": "The notebook was restarted, and this browser keeps nothing. Copy what "
    "you entered, then run this cell again.",
    "kernel_gone_view": "The kernel was restarted. The question comes back by itself: what you "
    "entered is kept.",
    "kernel_gone_not_kept_view": "The kernel was restarted, and this browser keeps nothing. Copy "
    "what you entered before the question comes back.",
    "brought_back": "What you entered before the notebook was restarted is back.",
    "offer": "You entered something else that did not reach the notebook.",
    "offer_take": "Take what you entered: {entered}",
    "offer_decline": "Keep this",
    "nothing_entered": "nothing",
    "how_sure": "How sure are you?",
    "guess": "a guess (about {percent} %)",
    "fairly_sure": "fairly sure ({percent} %)",
    "certain": "certain ({percent} %)",
    "choose_one": "choose …",
    "place_of": "Where does it belong? {item}",
    "placed": "{item}: {target}.",
    "placed_next": "{item}: {target}. Next: {next}",
    "passage": "Passage {id}",
    "move_up": "Move up: {item}",
    "move_down": "Move down: {item}",
    "moved": "{item}: place {place} of {count}",
    "order_how": "Tap or click what comes first, then what comes next, and so on; a second press "
    "takes one out again. The arrows beside it move one at a time. With the keyboard: the number "
    "of a row takes it, ↑ and ↓ go from row to row, Shift with ↑ or ↓ moves one.",
    "chance_how": "0 means it surely will not happen, 100 means it surely will.",
    "interval_how": "Give a low and a high number. Make the range so wide that "
    "{interval} in 100 such ranges would hold the true number.",
    "low": "from",
    "high": "to",
    "no_answer_yet": "no answer yet",
    "clear": "Clear",
    "clear_item": "Clear: {item}",
    "words_used": "{n} of {limit} words",
    "words_over": "{n} words: {over} more than the limit of {limit}",
    "words_so_far": "Words: {n}",
    "highlight_how": "Click or tap a word to mark it, and again to unmark it. Drag over several "
    "words to mark them all, with a finger sideways. With the keyboard: arrow keys move, Space "
    "marks, Shift with ← or → marks several.",
    "highlight_labels_how": "First choose what to mark; the number keys choose too. Click or tap a "
    "word to mark it, and again to unmark it. Drag over several words to mark them all, with a "
    "finger sideways. With the keyboard: arrow keys move, Space marks, Shift with ← or → marks "
    "several.",
    "mark_as": "Mark as:",
    "marking_as": "Marking as {label}",
    "word_marked": "{word}, marked as {labels}",
    "quote": "“{words}”",
    "find": "Find in the text: {quote}",
    "found": "Here are the words, in {id}.",
    "mark_hit": "right",
    "mark_part": "right, and more belongs to it",
    "mark_wrong": "not this",
    "mark_hit_rate": "on the right side",
    "mark_wrong_rate": "on the wrong side",
    "mark_neutral_rate": "in the middle",
    "mark_hit_interval": "covers it",
    "mark_wrong_interval": "does not cover it",
    "mark_hit_order": "in the right order",
    "mark_wrong_order": "does not fit here",
    "mark_missed": "missed",
    "mark_left": "rightly left out",
    "mark_neutral": "counts neither way",
    "answer": "Belongs here: {answer}",
    "answer_order": "Its place: {answer}",
    "answer_rate": "It came out at: {answer} %",
    "answer_interval": "The published range: {answer}",
    "slip": "A common slip: {slip}",
    "told_mark": "{item}: {mark}.",
    "feedback": "Feedback",
    "solution": "The answer",
    "rest": "The rest, item by item ({n})",
    "because": "Why",
    "model": "An answer to compare with",
    "mark_yourself": "Which level fits your answer best?",
    "marked_yourself": "You marked your answer: {level}",
    "dispute": "I dispute this",
    "dispute_how": "Is the answer, or its explanation, wrong? Say why, and where it can be seen. "
    "It goes to your teacher with your hand-in, and you get an answer.",
    "dispute_reason": "Why",
    "dispute_page": "Where it can be seen: a page, or a place in the article",
    "dispute_send": "Keep it for my teacher",
    "dispute_take_back": "Take it back",
    "disputed": "You dispute this. It goes to your teacher with your hand-in.",
    "dispute_not_yet": "This is not kept for your teacher yet.",
    "dispute_taken_back": "You take it back. Nothing is disputed here.",
    "evidence": "Evidence",
    "open_source": "Open the page for {id}",
}

# What Python says of an answer.
ANSWERS: Mapping[str, str | tuple[str, str]] = {
    # The language's own name for itself, how it writes numbers, and what parts a list in a line.
    "language": "English",
    "thousands": ",",
    "decimal": ".",
    "between": "; ",
    # What a grade says.
    "right": "Right.",
    "partly": "Partly right.",
    "wrong": "Not yet.",
    "noted": "Noted.",
    "saved": "Saved.",
    "sum_choose": "",
    "sum_choose-many": "{right} of {parts} right options ticked. Too many: {extra}. "
    "Share: {score} % (right ticks minus wrong ones).",
    "sum_highlight": "{right} of {parts} found. Too many: {extra}. "
    "Share: {score} % (words found, weighed against words missed and words too many).",
    "sum_sort": "{right} of {parts} in their place. Share: {score} %.",
    "sum_match": "{right} of {parts} in their place. Share: {score} %.",
    "sum_order": "{right} of {parts} stand in the right order already. Share: {score} %.",
    "sum_rate": "{score} of 100 points: the closer your number to what happened, the more.",
    "sum_rate_interval": "{score} of 100 points: half for covering the published range, half for "
    "being no wider than it.",
    "sum_tries": "For try {n} this counts {score} %: each try after the first one costs {costs} %.",
    "sum_next_try": "Another try costs {costs} %.",
    "sum_parts": "{right} of {parts} right. Share: {score} %.",
    "sum_write": "A text is not graded by a machine. Compare it with the model, then judge it by "
    "the levels below.",
    "sum_rate_open": "You will see how it came out later in the course.",
    "sum_saved": "Your teacher will grade it.",
    "found_in_part": (
        "{count} passage is marked in part only.",
        "{count} passages are marked in part only.",
    ),
    "left_blank": (
        "{count} statement is blank, and a blank earns nothing.",
        "{count} statements are blank, and a blank earns nothing.",
    ),
    # What goes wrong.
    "draft_key": "This question is a draft: nobody has accepted its answer yet, so yours is saved "
    "and not judged.",
    "dispute_half": "Both are needed: why, and where it can be seen.",
    "blank": "Nothing is entered yet, so there is nothing to check.",
    "refuse_long": "Your text has {length} characters, and an answer can have {most}. Shorten it, "
    "then press the button again: it is still here.",
    "refuse_unknown": "What came from the page does not fit this question. Run this cell again, "
    "then answer it anew.",
    "refuse_unknown_view": "What came from the page does not fit this question. Load the page "
    "again, then answer it anew.",
    "refuse_half": "“{item}” has one number only. Give both, or clear it.",
    "refuse_backwards": "“{item}”: {low} is more than {high}. Put the smaller number first.",
    "refuse_number": "“{item}”: “{entered}” is no number, or one that can be read in two ways. "
    "Write it as in 1500 or 2.5.",
    "refuse_large": "“{item}”: “{entered}” is too large. Give a number of at most 15 digits.",
    "refuse_chance": "“{item}”: a chance lies between 0 and 100, and “{entered}” does not.",
    "sure_skipped": "You did not say how sure you were, and that is fine. Said before the answer, "
    "it shows how well you know what you know: your report compares the two.",
    "older": "This question has changed since you answered. Your answer is shown as far as it "
    "still fits, and does not count.",
    "earlier_copy": "There are answers to this lesson that were given in an earlier copy of it. "
    "Use them here?",
    "earlier_yes": "Yes, use them",
    "earlier_no": "No, begin anew",
    "earlier_used": "They are used here now.",
    "earlier_left": "They stay where they are, and this copy begins anew.",
    "went_wrong": "Something went wrong in the notebook, and your answer is kept. Go on with the "
    "next question, and tell whoever gave you this lesson.",
    "not_kept": "Your answers cannot be written to disk. They are kept only until the kernel "
    "stops: do not close this notebook before you have finished.",
}
