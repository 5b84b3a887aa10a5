"""What a lesson says around its questions: notices, tables, plots, progress, the review."""

from __future__ import annotations

from collections.abc import Mapping

LESSON: Mapping[str, str | tuple[str, str]] = {
    "no_language": "There is no language “{given}” here, so this lesson speaks English; there "
    "are: {known}.",
    "no_lesson": "There is no lesson “{given}”; {nearest}",
    "no_question": "There is no question “{given}” in this lesson; {nearest}",
    "no_evidence": "There is no evidence “{given}” here; {nearest}",
    "no_package": "This needs the Python package “{package}”, which is not here.",
    "no_commands": "The commands of kit need Python on a computer. Here it runs in a browser.",
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
    "forecast_first": "Your forecasts are not here yet. Answer “{question}” in “{lesson}” "
    "first. If this stays, run this cell again.",
    "forecast_first_view": "Your forecasts are not here yet. They appear when “{question}” in "
    "“{lesson}” is answered.",
    "yes": "yes",
    "no": "no",
    "brier": "Your Brier score is {score}. 0 is perfect, 1 is as wrong as can be, and saying 50 % "
    "each time earns 0.25.",
    "note_exercise": "A classroom exercise, not a published fact-check.",
    "note_then": "At publication:",
    "note_since": "Since then:",
    "note_student": "a student",
    "note_data": "The same as data (JSON-LD, shaped like schema.org’s ClaimReview)",
    "note_first": "Your note is empty. Answer “{question}” above first. If this stays, run "
    "this cell again.",
    "note_first_view": "Your note is empty. It fills when “{question}” above is answered.",
    "result_question": "Question",
    "result_answer": "Your answer",
    "result_went": "How it went",
    "result_why": "Why",
    "nothing_answered": "Nothing in “{lesson}” is answered yet. Answer its questions first. "
    "If this stays, run this cell again.",
    "nothing_answered_view": "Nothing in “{lesson}” is answered yet. This fills when its "
    "questions are answered.",
    "progress": "{done} of {questions} answered · {right} right · {revisit} to revisit",
    "stop_label": "Only for you:",
    "stop_how": "What you write here stays on this page and nowhere else. It is not saved, not "
    "handed in and not in your report. When you close the page, it is gone.",
    "review_none": "Nothing to review today. Questions come here when an answer was not right yet, "
    "or was right some time ago.",
    "review_some": (
        "{count} question for another look.",
        "{count} questions for another look.",
    ),
    "review_from": "From: {lesson}",
    "review_twin": "The same skill, another text. From: {lesson}",
    "minutes": "{minutes} min",
    "stage_open": "{answered} of {questions} answered",
    "stage_done": "✓ all {questions} answered",
    "copy": "This is a copy of the question, to be read. To answer it, run the notebook: Run > Run "
    "All Cells.",
}
