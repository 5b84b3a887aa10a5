"""The page on which a person marks written answers: one at a time, and without names."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import ipywidgets as widgets

from kit.article.project import Project
from kit.article.seed import Unreadable
from kit.classroom.drawn import drawn, drawn_line
from kit.classroom.folder import ClassFolder, typed
from kit.classroom.grading.marks import SETTLED, read_marks, write_mark
from kit.classroom.grading.now import class_now, open_class, project_of
from kit.classroom.marking.agreement import agreements
from kit.classroom.marking.alike import like
from kit.classroom.marking.at_words import AtWords
from kit.classroom.marking.to_mark import (
    ToMark,
    apart,
    comments_used,
    marks_of,
    own_mark,
    part_of,
    to_mark,
)
from kit.classroom.model import RubricMark
from kit.language.html_text import as_html
from kit.learner.log import stamp
from kit.lesson.displays import Boxed, Notice
from kit.question.model import Level

# As wide as the notebook, in the notebook's own colours.
_PAGE = '<div class="jp-RenderedHTMLCommon" style="contain:inline-size">'
_ANSWER = (
    'style="white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;padding:0.5em 1em;'
    'border-inline-start:4px solid var(--jp-brand-color1, #1976d2);margin:0.5em 0"'
)
_NO_COMMENT = "(none of these)"


def mark(
    class_folder: str | Path,
    marker: str,
    project: Project | None = None,
    others: Sequence[str] = (),
) -> Marking | Notice:
    """The page on which ``marker`` marks the written answers of a class.

    ``others`` share the marking: each gets a part of the answers, and one in five goes to all, so
    that agreement can be told. All write the same names, and their ``marks.csv`` can be joined.
    Every click is in ``marks.csv`` before the next one. Never raises: what is missing is said in
    a sentence.
    """
    name = " ".join(marker.split())
    if not name or name == SETTLED:
        return Notice("Say who marks, as in mark(“my-class”, marker=“A. Lind”).")
    try:
        folder = open_class(Path(class_folder))
        now = class_now(folder, project or project_of(class_folder))
    except (Unreadable, OSError) as error:
        return Notice(str(error))
    answers = to_mark(now.graded.rows, now.issued_forms, name)
    if others:
        answers = part_of(answers, name, [" ".join(other.split()) for other in others])
    if not answers:
        return Notice("No written answer with a rubric has been handed in yet.")
    return Marking(folder, name, answers, now.marks)


def differences(class_folder: str | Path, project: Project | None = None) -> Differences | Notice:
    """The page on which markers settle together what they gave different levels.

    The level that is pressed there counts alone; what each marker gave stays in ``marks.csv``.
    Never raises: what is missing is said in a sentence.
    """
    try:
        folder = open_class(Path(class_folder))
        now = class_now(folder, project or project_of(class_folder))
    except (Unreadable, OSError) as error:
        return Notice(str(error))
    answers = apart(to_mark(now.graded.rows, now.issued_forms, SETTLED), now.marks)
    if not answers:
        return Notice("No answer has two different levels; nothing is to be settled.")
    return Differences(folder, SETTLED, answers, now.marks)


class Marking(Boxed):
    """One written answer with the levels of its rubric, and the way to the next one."""

    def __init__(
        self,
        folder: ClassFolder,
        marker: str,
        answers: Sequence[ToMark],
        marks: Sequence[RubricMark],
    ) -> None:
        self._folder = folder
        self._marker = marker
        self._answers = tuple(answers)
        self._marks = {(m.marker, m.student, m.lesson, m.question): m for m in marks}
        self._place = 0
        self._showing = False  # what the page itself puts into a field is nobody's comment
        self.count = widgets.HTML()
        self.text = widgets.HTML()
        self.levels = widgets.VBox()
        self._rubric: tuple[Level, ...] = ()
        wide = {"layout": {"width": "auto"}, "style": {"description_width": "7em"}}
        self.used = widgets.Dropdown(options=[_NO_COMMENT], description="Used before", **wide)
        self.comment = widgets.Textarea(
            description="Comment",
            placeholder="Saved with the level. The student will read it.",
            continuous_update=False,
            **wide,
        )
        self.at_words = AtWords(folder, marker, self._say)
        self.alike = widgets.VBox()
        self._like: list[tuple[ToMark, widgets.Checkbox]] = []
        self.back = widgets.Button(description="Back", icon="arrow-left")
        self.next = widgets.Button(description="Next", icon="arrow-right", button_style="primary")
        self.skip = widgets.Button(
            description="Skip", tooltip="Leave it for later: to the next answer without a mark"
        )
        self.said = widgets.HTML()
        self.agree = widgets.HTML()
        self.back.on_click(lambda _: self._go(-1))
        self.next.on_click(lambda _: self._go(1))
        self.skip.on_click(lambda _: self._go(self._to_unmarked()))
        self.comment.observe(self._commented, "value")
        self.used.observe(self._reused, "value")
        steps = widgets.HBox([self.back, self.next, self.skip])
        parts = [
            self.count,
            self.text,
            self.levels,
            self.used,
            self.comment,
            self.alike,
            self.at_words.box,
            steps,
            self.said,
            self.agree,
        ]
        self._box = widgets.VBox(parts)
        self._place = next((n for n, one in enumerate(self._answers) if not self._own(one)), 0)
        self._show()

    @property
    def now(self) -> ToMark:
        """The answer on the page."""
        return self._answers[self._place]

    def give(self, level: str) -> None:
        """Save a level for the answer on the page, with the comment that stands there.

        Those like it that are ticked get both as well.
        """
        ticked = [one for one, box in self._like if box.value]
        for one in (*ticked, self.now):
            if not self._save(one, level):
                break
        else:
            self._say(f"Saved: {level}{f', for {len(ticked) + 1} answers' if ticked else ''}.")
        self._show()

    def _save(self, one: ToMark, level: str) -> bool:
        row = one.mark(self._marker, level, self.comment.value.strip(), stamp()["at"])
        try:
            write_mark(self._folder.marks, row)
        except OSError as error:
            logging.getLogger("kit").exception("a mark could not be saved")
            reason = error.strerror or str(error)
            self._say(f"Not saved: {self._folder.marks} cannot be written ({reason}).")
            return False
        self._marks[row.marker, row.student, row.lesson, row.question] = row
        return True

    def _commented(self, change: object) -> None:
        own = self._own(self.now)
        if not self._showing and own and own.comment != self.comment.value.strip():
            if self._save(self.now, own.level):
                self._say(f"Saved: {own.level}.")
            self._show()

    def _reused(self, change: object) -> None:
        if not self._showing and self.used.value != _NO_COMMENT:
            self.comment.value = self.used.value

    def _go(self, step: int) -> None:
        self._place = (self._place + step) % len(self._answers)
        self._say("")
        self._show()

    def _to_unmarked(self) -> int:
        """How many steps lead to the next answer without a mark; one step where all have one."""
        after = (*self._answers[self._place + 1 :], *self._answers[: self._place])
        steps = (n for n, one in enumerate(after, start=1) if not self._own(one))
        return next(steps, 1)

    def _own(self, one: ToMark) -> RubricMark | None:
        key = (self._marker, one.student, one.asked.lesson, one.asked.question.id)
        return own_mark(one, [self._marks[key]] if key in self._marks else [], self._marker)

    def _own_marks(self) -> list[RubricMark]:
        # What another marker wrote would tell what they thought of it.
        return [mark for mark in self._marks.values() if mark.marker == self._marker]

    def _show(self) -> None:
        self._showing = True
        try:
            one, own = self.now, self._own(self.now)
            self.count.value = self._counted()
            self.text.value = _page(one)
            self._show_levels(one.asked.rubric, own.level if own else "")
            used = comments_used(one, self._own_marks())
            self.used.options = [_NO_COMMENT, *dict.fromkeys((*self.at_words.bank(), *used))]
            self.used.value = _NO_COMMENT
            self.comment.value = own.comment if own else ""
            self.agree.value = self._agreement()
            self._show_alike()
            self.at_words.show(one)
        finally:
            self._showing = False

    def _show_alike(self) -> None:
        """The answers like this one that have no mark of this marker yet, side by side with it."""
        free = [one for one in self._answers if one is self.now or not self._own(one)]
        found = like(self.now, free)
        look = {"indent": False, "description": "the same level", "layout": {"width": "9em"}}
        self._like = [(other, widgets.Checkbox(is_same, **look)) for other, is_same in found]
        said = (
            f"{_PAGE}<p>With the same or similar words: {len(found)}. Read them, and tick those "
            "that get the same level and comment.</p></div>"
        )
        lines = [
            widgets.HBox(
                [
                    box,
                    widgets.HTML(f'{_PAGE}<div dir="auto" {_ANSWER}>{as_html(o.text)}</div></div>'),
                ]
            )
            for o, box in self._like
        ]
        all_of_them = widgets.Button(description="Tick all")
        all_of_them.on_click(lambda _: self._tick_all())
        self.alike.children = [widgets.HTML(said), *lines, all_of_them] if found else []

    def _tick_all(self) -> None:
        for _, box in self._like:
            box.value = True

    def _show_levels(self, rubric: tuple[Level, ...], given: str) -> None:
        if rubric != self._rubric:  # else the buttons stay, and with them the keyboard's place
            self._rubric = rubric
            self.levels.children = [self._level(level) for level in rubric]
        for level, line in zip(rubric, self.levels.children, strict=True):
            button = line.children[0]
            button.icon = "check" if level.name == given else ""
            button.button_style = "success" if level.name == given else ""
            button.tooltip = f"{level.name}, given" if level.name == given else level.name

    def _level(self, level: Level) -> widgets.HBox:
        layout = {"width": "12em", "flex": "0 0 auto"}
        button = widgets.Button(description=level.name, layout=layout)
        button.on_click(lambda _: self.give(level.name))
        text = widgets.HTML(f"{_PAGE}{drawn_line(level.text)}</div>", layout={"flex": "1 1 auto"})
        return widgets.HBox([button, text])

    def _counted(self) -> str:
        of_this = [one for one in self._answers if _question(one) == _question(self.now)]
        done = sum(self._own(one) is not None for one in of_this)
        all_done = sum(self._own(one) is not None for one in self._answers)
        ended = (
            f" All are marked. Now grade again: kit grade {typed(self._folder.root)}"
            if all_done == len(self._answers)
            else ""
        )
        said = (
            f"{done} of {len(of_this)} marked for this question, {all_done} of "
            f"{len(self._answers)} in all.{ended}"
        )
        lesson, question = self.now.asked.lesson, self.now.asked.question.id
        return (
            f"{_PAGE}<p><strong>{as_html(lesson)}: {as_html(question)}</strong><br>"
            f'<span role="status">{as_html(said)}</span></p></div>'
        )

    def _agreement(self) -> str:
        asked = self.now.asked
        rubrics = {(asked.lesson, asked.question.id): asked.rubric}
        try:
            on_disk = read_marks(self._folder.marks)
        except Unreadable as error:
            return f"{_PAGE}<p role='alert'>{as_html(str(error))}</p></div>"
        lines = (as_html(str(found)) for found in agreements(on_disk, rubrics))
        return f"{_PAGE}<p>{'<br>'.join(lines)}</p></div>"

    def _say(self, text: str) -> None:
        self.said.value = f'{_PAGE}<p role="alert">{as_html(text)}</p></div>' if text else ""

    def __repr__(self) -> str:
        return f"The page for marking {len(self._answers)} written answers."


class Differences(Marking):
    """One answer that markers gave different levels, with what each gave and said."""

    def _show_alike(self) -> None:
        self._like = []  # each difference is settled by itself

    def _agreement(self) -> str:
        given = marks_of(self.now, self._marks.values())
        lines = (
            f"{as_html(mark.marker)}: <strong>{as_html(mark.level)}</strong>"
            f"{f' – {as_html(mark.comment)}' if mark.comment else ''}"
            for mark in given
        )
        return f"{_PAGE}<p>{'<br>'.join(lines)}</p></div>"

    def __repr__(self) -> str:
        answers = "1 answer" if len(self._answers) == 1 else f"{len(self._answers)} answers"
        return f"The page for settling {answers} with different levels."


def _question(one: ToMark) -> tuple[str, str]:
    return one.asked.lesson, one.asked.question.id


def _page(one: ToMark) -> str:
    """The question, what it shows, the model and the answer, which is text and nothing else."""
    asked = one.asked
    shown = "".join(f"<p><b>{s.id}</b>&ensp;{as_html(s.text)}</p>" for s in asked.segments)
    quoted = f"<blockquote>{shown}</blockquote>" if shown else ""
    model = asked.key.model if asked.key else ""
    compare = (
        f"<details><summary>An answer to compare with</summary>{drawn(model)}</details>"
        if model
        else ""
    )
    words = len(one.text.split())
    limit = f", of {asked.question.limit} at most" if asked.question.limit else ""
    return (
        f"{_PAGE}{drawn(asked.question.stem, asked.question.pictures)}{quoted}{compare}"
        f"<p>The answer ({words} words{limit}):</p>"
        f'<div dir="auto" {_ANSWER}>{as_html(one.text)}</div></div>'
    )
