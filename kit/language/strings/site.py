"""What the pages of a site say, besides what every page without a notebook says."""

from __future__ import annotations

from collections.abc import Mapping

SITE: Mapping[str, str | tuple[str, str]] = {
    "site_contents": "Contents",
    "site_report": "Report",
    "site_report_save": "Save this report as a page",
    "site_review": "Review",
    "site_review_why": "What is worth another look today? First come the questions where you were "
    "certain and not right: they are the ones people learn most from.",
    "site_copies": "Your answers",
    "site_hand_in": "Hand in",
    "site_hand_in_of": "Which article is it about?",
    "site_copy": "Copies",
    "site_loading": "You can read and answer. Checking is getting ready …",
    "site_failed": "Checking could not get ready. Your answers are kept, and it is tried again by "
    "itself. Are you connected?",
    "site_served": "This page was opened as a file. Browsers do not let a file check answers: open "
    "it from where your class put it on the web, or ask for the lesson as one file.",
    "site_check_waits": "Your answer is kept. It is checked as soon as checking is ready: you need "
    "not press again.",
    "site_verdict_waits": "Your answer is here. How it went is shown as soon as checking is ready.",
    "site_waiting": "Still at it. What you entered is kept.",
    "site_waiting_not_kept": "Still at it. What you entered is on this page only: do not close it.",
    "site_plain": "As this page came by plain HTTP, this browser makes no promise to keep them for "
    "long: save a copy now and then.",
    "site_not_shown": "This part could not be shown. Load this page again.",
    "site_drawn_later": "This is drawn as soon as checking is ready.",
    "site_dealing": "Looking for what is worth another look …",
    "site_hand_in_here": "Hand in your answers, and save a copy of them",
    "site_save_how": "Your answers are in this browser alone. A copy is a file that you keep: it "
    "brings them to another browser, another computer, or a notebook of this course.",
    "site_save": "Save a copy of my answers",
    "site_nothing": "There is nothing to save yet.",
    "site_saved": "{file} is among your downloads.",
    "site_take_how": "Have you a copy from elsewhere? Take it in: what is here stays.",
    "site_take": "Take in a copy:",
    "site_taken": "Taken in: {count}. Here already: {known}.",
    "site_refused": "Nothing was taken in: {problem}",
    "site_no_copy": "this file is no copy of answers.",
    "site_other_format": "this copy is of another edition of the kit. A notebook of this course "
    "may read it: kit progress import.",
    "site_bad_line": "line {line} of the copy is damaged. Get the file again, or save it anew.",
    "site_cut_off": "the copy is not whole. Get the file again, or save it anew.",
    "site_remove_how": "Do others use this computer? First hand in, or save a copy.",
    "site_remove_sure": "Your answers to all lessons of this site will be gone from this browser. "
    "Only a copy or a file that you handed in keeps them.",
    # The start page of a site with notebooks.
    "lite_kept": "Your answers stay in this browser. They go when its data is cleared: hand in "
    "before that.",
    "lite_not_kept": "Here nothing is kept: this page came by plain HTTP, or the browser is set "
    "so. Answer and hand in at one sitting, or ask for an address that begins with https.",
}
