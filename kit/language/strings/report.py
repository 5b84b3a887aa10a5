"""What a learner's own report says."""

from __future__ import annotations

from collections.abc import Mapping

REPORT: Mapping[str, str | tuple[str, str]] = {
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
    "report_nothing_view": "There is nothing to report yet, and that is fine. Answer a question "
    "or two: the report grows with your answers.",
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
    "report_transfer": "Practice, and another text",
    "report_transfer_how": "What you can do with one text, you may not yet be able to do with "
    "another. So the two are counted apart. Practice is questions of the lessons. “Another text” "
    "is questions that ask for the same skill on a text that is new to you.",
    "report_practice": "Right in practice",
    "report_other_text": "Right on another text",
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
    "report_calibration_plot": "How often you were right at each confidence, with its range, "
    "and a stroke at the confidence itself. {rows}.",
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
}
