"""What a page says that is one file, without a notebook."""

from __future__ import annotations

from collections.abc import Mapping

PAGE: Mapping[str, str | tuple[str, str]] = {
    "page_article": "The article",
    "page_not_alive": "This page is not whole, or its scripts are switched off. You can read it, "
    "and nothing can be answered: open it in another browser, or get the file again.",
    "page_count": "{done} of {all} answered",
    "page_next": "Next",
    "page_dark": "Dark",
    "page_light": "Light",
    "page_who": "Who is here?",
    "page_who_why": "Answers to these lessons are kept in this browser. Go on only with your own.",
    "page_go_on": "Go on. Answers given: {count}, the last one {time}",
    "page_somebody_else": "I am somebody else",
    "page_kept": "Your answers are kept in this browser, on this computer, and nowhere else. "
    "Whoever clears the browser’s data deletes them.",
    "page_damaged": "Saved entries that could not be read and were skipped: {count}. All others "
    "are here.",
    "page_hand_in": "Hand in",
    "page_hand_in_how": "Give your name or number as your class goes by it. Then you get a file: "
    "hand it in as your teacher told you. It holds your answers of these lessons, and no grade.",
    "page_hand_in_button": "Make the file",
    "page_handed_in": "{file} is among your downloads. Hand in this file.",
    "page_download": "Get {file} once more",
    "page_shared": "Do others use this computer? First see that you have the file.",
    "page_remove": "Remove my answers from this computer …",
    "page_remove_sure": "Your answers will be gone from this browser. Only the file that you made "
    "keeps them.",
    "page_remove_yes": "Remove them",
    "page_remove_no": "Keep them",
    "page_removed": "Your answers are removed from this browser. You can close this page.",
    "page_removed_not": "They are kept.",
    "page_unknown": "What was entered does not fit this question. Load this page again, then "
    "answer it anew.",
    "page_went_wrong": "Something went wrong on this page, and your answer is kept. Go on with "
    "the next question, and tell whoever gave you this lesson.",
    "page_not_kept": "This browser keeps nothing of what you do here. Before you close this page, "
    "save your answers as a file: the button is at the end.",
}
