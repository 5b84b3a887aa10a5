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
    "waiting": "Still waiting for the notebook. What you entered is kept.",
    "waiting_not_kept": "Still waiting for the notebook. What you entered is on this page only: "
    "do not close it.",
    "kernel_gone": "The notebook was restarted. Run this cell again: what you entered is kept.",
    "kernel_gone_not_kept": "The notebook was restarted, and this browser keeps nothing. Copy what "
    "you entered, then run this cell again.",
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
    "blank": "Nothing is entered yet, so there is nothing to check.",
    "refuse_long": "Your text has {length} characters, and an answer can have {most}. Shorten it, "
    "then press the button again: it is still here.",
    "refuse_unknown": "What came from the page does not fit this question. Run this cell again, "
    "then answer it anew.",
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
    "forecast_first": "Your forecasts are not here yet. Answer “{question}” in “{lesson}” "
    "first. If this stays, run this cell again.",
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
    "result_question": "Question",
    "result_answer": "Your answer",
    "result_went": "How it went",
    "result_why": "Why",
    "nothing_answered": "Nothing in “{lesson}” is answered yet. Answer its questions first. "
    "If this stays, run this cell again.",
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
    "copy": "This is a copy of the question, to be read. To answer it, run the notebook: Run > Run "
    "All Cells.",
    # A learner's report.
    "per_cent": "{number} %",
    "range": "{low} – {high}",
    "of": "{part} of {whole}",
    "hours": "{hours} h {minutes} min",
    "give_or_take": "{value}, give or take {margin}",
    "report": "Your report: {title}",
    "report_all": "all lessons",
    "report_when": "Answers from {first} to {last}.",
    "report_how": "What counts is your first try at each question, and an answer is right when "
    "all of it is right. There is no score for the whole, and nobody is compared with anybody: "
    "look at each part by itself. With fewer than {few} answers nothing is concluded, as so few "
    "can turn out any way by chance.",
    "report_well": (
        "{part} of your {whole} answers was right at the first try.",
        "{part} of your {whole} answers were right at the first try.",
    ),
    "report_well_best": (
        "{part} of your {whole} answers was right at the first try; you did best at {skill}.",
        "{part} of your {whole} answers were right at the first try; you did best at {skill}.",
    ),
    "report_well_all": (
        "Your {count} answer was right at the first try.",
        "All of your {count} answers were right at the first try.",
    ),
    "report_well_last": (
        "At the first try your {whole} answer was not right, in the end {part} was.",
        "At the first try none of your {whole} answers was right, in the end {part} of them.",
    ),
    "report_well_none": (
        "Your {count} answer was not right at the first try. That is where explanations help most.",
        "None of your {count} answers was right at the first try. That is where explanations help "
        "most.",
    ),
    "report_well_open": (
        "You answered {count} question. It is neither right nor wrong, or is not judged here.",
        "You answered {count} questions. They are neither right nor wrong, or are not judged here.",
    ),
    "report_again": (
        "Look at this one again:",
        "Look at these again:",
    ),
    "report_again_none": "There is nothing to look at again.",
    "report_again_more": (
        "{count} more",
        "{count} more of them",
    ),
    "report_place": "question {number}: {text}",
    "report_place_of": "{lesson}, question {number}: {text}",
    "report_sure_none": "You did not say how sure you were. Said before you know the answer, it "
    "shows how well you know what you know.",
    "report_sure_few": (
        "You said {whole} time how sure you were. That promised about {meant} right, and it came "
        "to {right}; so few say little yet.",
        "You said {whole} times how sure you were. That promised about {meant} right, and it came "
        "to {right}; so few say little yet.",
    ),
    "report_sure_fits": "You said {whole} times how sure you were. That promised about {meant} "
    "right, and it came to {right}: the two fit.",
    "report_sure_over": "You said {whole} times how sure you were. That promised about {meant} "
    "right, and it came to {right}: you were surer than you were right.",
    "report_sure_under": "You said {whole} times how sure you were. That promised about {meant} "
    "right, and it came to {right}: you knew more than you thought.",
    "report_next_question": "Next: go on with “{lesson}”, question {number}",
    "report_next_lesson": "Next: {lesson}",
    "report_next_review": "Next: another look at what is worth it",
    "report_next_none": "Next: nothing is left here. You have answered every question.",
    "report_figures": "The figures, for those who want them",
    "report_nothing": "There is nothing to report yet, and that is fine. Answer a question or "
    "two: the report grows with your answers. If this stays, run this cell again.",
    "no_exercise": "There is no exercise “{given}” here.",
    "report_without": "Not in this report, as it cannot be read: {problem}",
    "report_older": (
        "The answer to {count} question is not in this report: the question has changed since.",
        "The answers to {count} questions are not in this report: the questions have changed "
        "since.",
    ),
    "report_none": "No answer of this sort yet.",
    "report_few": "too few to say",
    "report_saved": "Your report is saved as “{path}”. Open it in a browser to read or print it.",
    "report_open": "Open it here",
    "report_download": "Download it",
    "report_not_saved": "The report could not be saved as “{path}”: {problem}. Try another place, "
    "such as a folder of your own.",
    "report_ending": "The report is a page for a browser, so give it a name that ends in .html, "
    "not “{given}”.",
    "report_answers": "Answers",
    "report_right": "Right",
    "report_share": "Share right",
    "report_range": "Range",
    "report_work": "What you did",
    "report_work_how": "Time runs from the first touch of a card to its answer; more than ten "
    "minutes at once count as ten. Much or little of either is neither good nor bad.",
    "report_questions": "Questions answered",
    "report_tries": "Tries",
    "report_tries_each": "Tries for each question",
    "report_first": "Right at the first try",
    "report_last": "Right in the end",
    "report_time": "Time at the cards",
    "report_points": "Points out of 100 for forecasts and estimates, mean of {count}",
    "report_skills": "Skill by skill",
    "report_skills_how": "The range shows how far chance may have moved a share. Ranges made like "
    "this hold the true share in 95 of 100 cases. The fewer the answers, the wider the range. A "
    "question that practises two skills counts for both. Forecasts, estimates and texts are not "
    "here: they are neither right nor wrong.",
    "report_skill": "Skill",
    "report_skills_plot": "Your share right in each skill, with its range. {rows}.",
    "report_bar": "{label}: {part}, range {range}",
    "report_discernment": "What holds, and what fails",
    "report_discernment_how": "Some questions ask whether a claim holds. Trust everything, and "
    "what fails gets past you; doubt everything, and what holds gets no credit. So the two are "
    "counted apart.",
    "report_claim": "The claim",
    "report_holds": "holds",
    "report_fails": "fails",
    "report_hits": "Hits: claims that hold and got their due from you, {part} of {whole}.",
    "report_doubted": "Wrongly doubted: claims that hold, and you doubted, {part} of {whole}.",
    "report_alarms": "Let through: claims that fail, and you trusted, {part} of {whole}.",
    "report_sensitivity": "Sensitivity (d′): {value}. At 0 your answers do not tell what holds "
    "from what fails; the higher, the better they do. Whoever picks blindly among several options "
    "ends below 0.",
    "report_bias": "Bias (c): {value}. Above 0 leans to doubt, below 0 to trust. {reading}",
    "report_bias_unknown": "Whether you lean to doubt or to trust is not known: not all options of "
    "these questions say which way they err.",
    "report_no_lean": "Yours is so near to 0 that it may be chance.",
    "report_doubts": "Yours shows a lean to doubt.",
    "report_trusts": "Yours shows a lean to trust.",
    "report_rough": "Read both as rough: these are few claims, and a question with several "
    "options can be missed in more than one way.",
    "report_discernment_few": "Sensitivity and bias are told from {few} answers of each sort on.",
    "report_calibration": "How sure, and how often right",
    "report_calibration_how": "You said how sure you were before you saw how it went. If that "
    "fits, what you called certain is right about 95 times in 100, and a guess about half of the "
    "time.",
    "report_said": "You said",
    "report_meant": "Counts as",
    "report_reading": "It seems",
    "report_guess": "a guess",
    "report_fairly_sure": "fairly sure",
    "report_certain": "certain",
    "report_fits": "to fit, as far as so many answers show",
    "report_over": "surer than you were right",
    "report_under": "right more often than you were sure",
    "report_same": "as sure as right",
    "report_calibration_plot": "How often you were right at each confidence, with its range, "
    "beside a line on which both are the same. {rows}.",
    "report_brier": "Mean miss: {score}. It is the mean squared gap between how sure you were "
    "and how it came out. 0 is perfect, and a guess each time earns 0.25; above that, being less "
    "sure would have served you better.",
    "report_slips": "Slips met most",
    "report_slips_how": "Many wrong options stand for a common slip. Here is at how many "
    "questions you met it, in whichever try. Once is no habit.",
    "report_slip": "What puts it right",
    "report_met": "Questions",
    "report_levels": "Your own texts",
    "report_levels_how": "These are the levels that you gave your texts yourself. No machine "
    "grades a text; ask somebody to read one of yours, and compare.",
    "report_level": "Level",
    "report_texts": "Texts",
    # Handing in.
    "hand_in_paper": "This is a copy of the hand-in form of “{exercise}”. The form itself shows "
    "all that the file will hold, and asks for the name or number that your class uses. To have "
    "it, run the notebook: Run > Run All Cells.",
    "hand_in_how": "This is all that the file will hold, besides the name or number you give below "
    "and the time at which you press the button. It is sent nowhere: you pass the file on "
    "yourself. A made-up name is fine where your class knows whose it is.",
    "hand_in_facts": "Exercise: {exercise}. Version of the kit: {version}.",
    "hand_in_lesson": "{lesson} (revision {revision})",
    "hand_in_gone": "{lesson} (not here any more)",
    "hand_in_not_yet": "nothing yet",
    "hand_in_when": "When (UTC)",
    "hand_in_what": "What you did",
    "hand_in_sure": "How sure",
    "hand_in_seconds": "Seconds",
    "hand_in_revision": "Revision",
    "hand_in_id": "Number of the entry",
    "did_try": "answered",
    "did_hint": "took a hint",
    "did_show": "had the answer shown",
    "did_mark": "judged your own text",
    "hand_in_nothing": "There is nothing to hand in yet. Answer a question first, then press the "
    "button.",
    "hand_in_name": "Name or number",
    "hand_in_button": "Write the file",
    "hand_in_nameless": "Give the name or number that your class uses, then press the button "
    "again.",
    "hand_in_more": "You have done more since this was drawn. It is up to date now: look at it, "
    "then press the button again.",
    "hand_in_large": "The file is larger than your class can take ({size} MB): tell your teacher, "
    "and send it in any case.",
    "hand_in_unfit": (
        "{count} answer does not fit into a file for your class, and was left out.",
        "{count} answers do not fit into a file for your class, and were left out.",
    ),
    "hand_in_written": "Your file is written, in the folder of the lessons: {path}",
    "hand_in_elsewhere": "The folder of the lessons takes no file, so yours is here: {path}",
    "hand_in_nowhere": "Your file could not be written to disk. Download it now: this is the only "
    "copy.",
    "hand_in_download": "Download {file}",
    "hand_in_text": "The file, letter by letter",
    # Moving to another computer, and forgetting, on the command line.
    "progress_none": "There are no answers in {folder}.",
    "progress_exported": (
        "{count} entry is in {file}. On the other computer: kit progress import {file}",
        "{count} entries are in {file}. On the other computer: kit progress import {file}",
    ),
    "progress_unread": (
        "{count} line of your saved answers could not be read and is not in it.",
        "{count} lines of your saved answers could not be read and are not in it.",
    ),
    "progress_there": "{file} is there already. Give a name that is not taken.",
    "progress_failed": "{file}: {problem}. Nothing was changed.",
    "progress_imported": (
        "{count} new entry came in; {known} were here already.",
        "{count} new entries came in; {known} were here already.",
    ),
    "progress_refused": "Nothing was imported.",
    "fault_size": "{file}: this is no file, or one larger than any log.",
    "fault_header": "{file}:{line}: this is not a file that kit progress export wrote.",
    "fault_format": "{file}:{line}: this is of a format that this kit does not read ({given}). "
    "Get a newer kit.",
    "fault_count": "{file}: the file was cut short or added to: entries there and promised: "
    "{given}. Export it again.",
    "fault_id": "{file}:{line}: an entry with the number {given} is known, and says something "
    "else.",
    "fault_entry": "{file}:{line}: this is no entry of a log: look at {what}.",
    "forget_from": "This goes from {folder}, and cannot be brought back:",
    "forget_row": "  {exercise}: {answers} answers, {others} other entries (hints, drafts, marks)",
    "forget_files": "Files deleted: {deleted}. Files from which it is taken out: {rewritten}.",
    "forget_unknown": "There is nothing of “{given}” here; {nearest}",
    "forget_sure": "Forget it?",
    "forget_kept": "Nothing was forgotten.",
    "forget_done": "It is forgotten. An open notebook still shows it until its kernel restarts.",
    "forget_hand_ins": "What you handed in stays. Delete it yourself: {files}",
}
