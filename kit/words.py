"""Every string that a student reads on a card, in a lesson or in a notice, in English.

`tongue` says them in other languages.
"""

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
    "waiting": "Still waiting for the notebook. What you entered is still here.",
    "how_sure": "How sure are you?",
    "guess": "a guess (about {percent} %)",
    "fairly_sure": "fairly sure ({percent} %)",
    "certain": "certain ({percent} %)",
    "choose_one": "choose …",
    "passage": "Passage {id}",
    "move_up": "Move up: {item}",
    "move_down": "Move down: {item}",
    "moved": "{item}: place {place} of {count}",
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
    "highlight_how": "Click or tap a word to mark it, and again to unmark it. With "
    "a mouse, drag over several words. With the keyboard: arrow keys move, "
    "Space marks, Shift with ← or → marks several.",
    "highlight_labels_how": "First choose what to mark; the number keys choose "
    "too. Click or tap a word to mark it, and again to unmark it. With a "
    "mouse, drag over several words. With the keyboard: arrow keys move, Space "
    "marks, Shift with ← or → marks several.",
    "mark_as": "Mark as:",
    "marking_as": "Marking as {label}",
    "word_marked": "{word}, marked as {labels}",
    "quote": "“{words}”",
    "find": "Find in the text: {quote}",
    "found": "Here are the words, in {id}.",
    "mark_hit": "right",
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
    "because": "Why",
    "model": "An answer to compare with",
    "mark_yourself": "Which level fits your answer best?",
    "marked_yourself": "You marked your answer: {level}",
    "evidence": "Evidence",
    "open_source": "Open the page for {id}",
}

# Two strings where a number decides: for one, and for more.
WORDS: Mapping[str, str | tuple[str, str]] = {
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
    "Share: {share} % (right ticks minus wrong ones).",
    "sum_highlight": "{right} of {parts} found. Too many: {extra}. "
    "Share: {share} % (words found, weighed against words missed and words too many).",
    "sum_sort": "{right} of {parts} in their place. Share: {share} %.",
    "sum_match": "{right} of {parts} in their place. Share: {share} %.",
    "sum_order": "{right} of {parts} stand in the right order already. Share: {share} %.",
    "sum_rate": "{share} of 100 points: the closer your number to what happened, the more "
    "(Brier score).",
    "sum_rate_interval": "{share} of 100 points: half for covering the published range, half for "
    "being no wider than it.",
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
    "no_language": "There is no language “{given}” here, so this lesson speaks English; there "
    "are: {known}.",
    "no_lesson": "There is no lesson “{given}”; {nearest}",
    "no_question": "There is no question “{given}” in this lesson; {nearest}",
    "no_evidence": "There is no evidence “{given}” here; {nearest}",
    "nearest": "did you mean “{near}”?",
    "there_are": "there are: {known}",
    "damaged": "This lesson is damaged: {problem}. Please tell whoever gave it to you.",
    "damaged_log": (
        "{count} line of your saved answers could not be read and was skipped; all others are "
        "here.",
        "{count} lines of your saved answers could not be read and were skipped; all others are "
        "here.",
    ),
    "unreadable": "This lesson cannot be shown: {problem} Please tell whoever gave it to you.",
    # Around the questions.
    "chain": "The chain, nearest to you first: {links}.",
    "chain_open": "you can open it",
    "chain_closed": "closed to you",
    "chain_unknown": "not found",
    # Tables, plots and notes of a lesson.
    "sum_later": "How it went is said later, so that you can compare.",
    "swap_switch": "Show neutral words",
    "estimates": "Estimates from low to high, on a logarithmic scale: {rows}.",
    "forecasts": "Your chance (dot) and the outcome (diamond). {rows}",
    "forecast_true": "{statement}: you said {chance} %, and it happened.",
    "forecast_false": "{statement}: you said {chance} %, and it did not happen.",
    "forecast_statement": "Statement",
    "forecast_chance": "Your chance",
    "forecast_outcome": "Did it happen?",
    "forecast_miss": "Squared miss",
    "forecast_first": "Your forecasts are not here yet. Answer “{question}” in “{lesson}”, then "
    "run this cell again.",
    "yes": "yes",
    "no": "no",
    "brier": "Your Brier score is {score}. 0 is perfect, 1 is as wrong as can be, and saying 50 % "
    "each time earns 0.25.",
    "note_exercise": "A classroom exercise, not a published fact-check.",
    "note_then": "At publication:",
    "note_since": "Since then:",
    "note_student": "a student",
    "note_data": "The same as data (JSON-LD, shaped like schema.org’s ClaimReview)",
    "note_first": "Your note is empty. Answer “{question}” above, then run this cell again.",
    "result_question": "Question",
    "result_answer": "Your answer",
    "result_went": "How it went",
    "result_why": "Why",
    "nothing_answered": "Nothing in “{lesson}” is answered yet. Answer its questions, then run "
    "this cell again.",
    "progress": "{done} of {questions} answered · {right} right · {revisit} to revisit",
    "review_none": "Nothing to review today. Questions come here when an answer was not right yet, "
    "or was right some time ago.",
    "review_some": (
        "{count} question for another look.",
        "{count} questions for another look.",
    ),
    "review_from": "From: {lesson}",
    "minutes": "{minutes} min",
    "stage_open": "{answered} of {questions} answered",
    "stage_done": "✓ all {questions} answered",
}
