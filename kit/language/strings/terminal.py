"""What commands say to a learner: moving to another computer, and forgetting."""

from __future__ import annotations

from collections.abc import Mapping

TERMINAL: Mapping[str, str | tuple[str, str]] = {
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
    "calendar_review": "Says Who? Ten minutes of review",
    "calendar_second_look": "Says Who? A second look, and ten minutes of review",
    "calendar_how": "Open the lessons, and go from the start page to the review. Answer what it "
    "deals. Six weeks after the last lesson, take the second look as well.",
    "calendar_written": "Three reviews are in {file}: {days}. Open the file with your calendar.",
    "calendar_exists": "{file} is there already and stays as it is. Name another with --to.",
    "calendar_not_written": "{file} could not be written: {problem}. Name another with --to.",
}
