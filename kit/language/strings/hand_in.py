"""What the hand-in form says."""

from __future__ import annotations

from collections.abc import Mapping

HAND_IN: Mapping[str, str | tuple[str, str]] = {
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
    "did_dispute": "disputed the answer, or took that back",
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
}
