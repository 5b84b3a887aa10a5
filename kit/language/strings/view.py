"""What the lesson view says by itself; `kit words` writes it for the browser, in all languages."""

from __future__ import annotations

from collections.abc import Mapping

VIEW: Mapping[str, str] = {
    "again": "Try again",
    "answered_all": "You have answered all {total} questions.",
    "article": "Article",
    "article_whole": "The article",
    "back": "Back",
    "beside": "Read it beside this text.",
    "close": "Close",
    "contents": "Contents",
    "continue": "You have answered {done} of {total} questions. You are at question {number}.",
    "dark": "Dark",
    "deal": "Deal again",
    "end": "End of the lesson",
    "foreign": "This cell is not part of the kit. It waits, because it could do anything on this "
    "computer.",
    "foreign_always": "Always run what this notebook holds now",
    "foreign_changed": "It is not trusted: the file holds something else by now, or cannot be "
    "read. Reload the page.",
    "foreign_run": "Run it this once",
    "held": "This appears when you have answered the question above.",
    "kept": "Your answers are kept as you give them. There is nothing to save.",
    "larger": "Larger text",
    "later": "Question {number}",
    "light": "Light",
    "next": "Next",
    "no_kernel": "The questions could not be opened: {reason}",
    "not_shown": "This part could not be shown.",
    "notebook": "Notebook view",
    "onward": "On to: {lesson}",
    "opening": "Opening the questions …",
    "page": "Lesson view",
    "print": "Print",
    "print_answers": "With my answers",
    "print_blank": "Blank, to fill in by hand",
    "progress": "{done} of {total} answered",
    "question": "Question {number} of {total}",
    "skip": "Leave it for later",
    "smaller": "Smaller text",
    "start": "Start",
    "tools": "How to read this lesson",
}
