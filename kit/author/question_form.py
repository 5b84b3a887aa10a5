"""The form that makes or changes one question: put it, answer it on its card, say why, save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from kit.author.answering import AnsweringSession
from kit.author.answers_file import AnswersFile
from kit.author.editable import EditableLesson
from kit.author.editing import items_as_written
from kit.author.fields import QuestionFields, lists_of
from kit.author.frame import Saying, alert, button, part, remarked, say_faults, say_faults_by, words
from kit.author.keying import answer_of, key_from
from kit.author.naming import lacks
from kit.author.picture_part import PicturePart
from kit.author.proof import prove
from kit.author.reasons import Reasons
from kit.check.check import review_lesson
from kit.question.kinds import kind
from kit.question.kinds.contract import Lists
from kit.question.model import Key, Question, Response
from kit.question.response_data import response_to_data

_NOT_ASKED = "writes-what-is-asked"  # the rule on what is the form's next step


class QuestionForm(Saying):
    """Fields, the card, the explanations, and the button that writes the question to its file.

    ``id`` is the question to change; without one the form makes a new one. ``close`` takes away a
    form that stands under the question's own card, and says there what came of it, as HTML.
    """

    def __init__(
        self, lesson: EditableLesson, id: str = "", close: Callable[[str], None] | None = None
    ) -> None:
        self._lesson = lesson
        self._close = close
        self._old = id
        self.file: AnswersFile = lesson.open_file()
        question_set = lesson.question_set_of(self.file)
        taken = [known for known, _ in question_set.lines if known != id]
        self._taken = taken
        self._base = Question("", "choose", "")
        self.session: AnsweringSession | None = None
        self._shown: Question | None = None  # as it stands on the card
        self._lists = Lists()  # the same, in the author's order
        self._response: Response | None = None  # as taken from the card
        self._draft = ""
        self.fields = QuestionFields(lesson.article, taken)
        self.reasons = Reasons(lesson.pieces)
        self.said = widgets.HTML()
        self.end = widgets.HTML()
        self._card = part()
        self._why = part()
        self._after = part()
        self._saving = part(look="bar")
        self._accept = button("Save and accept", self.save_and_accept, main=True)
        self._keep = button("Save, still a draft", self.save)
        self._save_it = button("Save the question", self.save, main=True)
        self._fresh = button("Use the file as it is now", self.use_file_as_it_is)
        self.picture = PicturePart(lesson, self._take_picture)
        self.fields.pictures.children = [self.picture.box]
        title = f"Edit “{id}”" if id else "A new question"
        self.box = part(
            widgets.HTML(words(title, "h3") + words("1. Put the question", "h4")),
            self.fields.box,
            self.said,
            self._card,
            self._why,
            self._after,
            look="form",
        )
        if id:
            self._open(id)
        self._there = self._values()
        self.fields.on_change(self.make_card)

    def _open(self, id: str) -> None:
        question_set = self._lesson.question_set_of(self.file)
        question, draft = question_set.question(id), question_set.draft(id)
        key = draft.key if draft else question_set.key(id)
        if question is None or key is None:
            raise ValueError(f"The question “{id}” has to be mended in {self.file.name} first.")
        self._base, self._draft = question, draft.reason if draft else ""
        lists = lists_of(question, key, items_as_written(self.file.text, id, question.items))
        self.fields.put(question, lists)
        self.reasons.put(question, key)
        segments = self._lesson.article.shown(question.show)
        self._response = answer_of(question, key, segments)
        self._deal(question, lists, self._response)
        self._explain(question, key, lists)

    @property
    def is_unsaved(self) -> bool:
        """Whether something entered here would be lost with the form."""
        waits = self.session is not None and self.session.is_waiting
        return waits or self._values() != self._there

    def belong_to(self, lesson: EditableLesson, close: Callable[[str], None] | None = None) -> None:
        """Go on in a lesson that was opened anew, with all that stands here."""
        self._lesson, self._close = lesson, close

    def _values(self) -> tuple[object, ...]:
        answer = response_to_data(self._response) if self._response else None
        return self.fields.values(), self.reasons.values(), answer

    def _take_picture(self, line: str) -> None:
        stem = self.fields.stem.value.rstrip()
        self.fields.stem.value = f"{stem}\n\n{line}" if stem else line

    def _say_at_end(self, html: str) -> None:
        self.end.value = html
        self._fresh.layout.display = None if "Use the file" in html else "none"

    @say_faults
    def make_card(self) -> None:
        """Show the question as it stands in the form now, with what was answered so far.

        Where something is lacking, it is said in place of the card.
        """
        question, lists = self.fields.read(self._base)
        said = lacks(question, lists, self._taken)
        missing = words("Still lacking:", look="soft") + alert(said)
        self.said.value = missing if said and question.stem else ""
        own = [*kind(question.kind).lacks(lists, question)]
        if not question.stem or any(own):
            self._card.children = self._why.children = ()
            self._shown = None
            return
        asked = self._shown and _asks(self._shown)
        self._deal(question, lists, Response())
        if self.session and asked != _asks(question) and not self.session.take_again():
            self._response = None
            self._why.children = self._after.children = ()

    def _deal(self, question: Question, lists: Lists, response: Response) -> None:
        segments = self._lesson.article.shown(question.show)
        renamed = _renamed(self._lists, lists)
        self._shown, self._lists = question, lists
        how = (
            f"This is what your students will see. {kind(question.kind).form.how} Your answer "
            "becomes the key."
        )
        heading = words("2. Answer it yourself", "h4") + words(how, look="soft")
        if self.session is None:
            language = self._lesson.article.language
            self.session = AnsweringSession(question, segments, response, self.take, language)
        else:
            self.session.show(question, segments, renamed)
        if not self._card.children:
            self._card.children = [widgets.HTML(heading), self.session.card]
        elif self._card.children[0].value != heading:
            self._card.children[0].value = heading

    def take(self, response: Response) -> None:
        """Take what was answered on the card. Raises ValueError where it is no answer."""
        if self._shown is None:
            return
        segments = self._lesson.article.shown(self._shown.show)
        _, said = self.reasons.said(self._shown, self._lists)
        key = key_from(self._shown, response, said, segments)
        self._response = response
        self._explain(self._shown, key, self._lists)

    def _explain(self, question: Question, key: Key, lists: Lists) -> None:
        segments = self._lesson.article.shown(question.show)
        self.reasons.show(question, key, lists, segments)
        if not self._why.children:
            heading = widgets.HTML(words("3. Say why", "h4"))
            self._why.children = [heading, self.reasons.box, self._saving, self.end]
        self._offer_to_save()
        self._say_at_end("")
        self._after.children = ()

    def _offer_to_save(self) -> None:
        # The same buttons again: others would come without the focus of these.
        buttons = [self._accept, self._keep] if self._draft else [self._save_it]
        self._saving.children = [*buttons, self._fresh]

    @say_faults_by(_say_at_end)
    def save(self) -> None:
        """Write the question to the answers file, unless something has to be mended first."""
        self._save(self._draft)

    @say_faults_by(_say_at_end)
    def save_and_accept(self) -> None:
        """Save the question and accept its key: from now on answers are graded with it."""
        self._save("")

    def _save(self, draft: str) -> None:
        question, lists = self.fields.read(self._base)
        said = [*lacks(question, lists, self._taken), *self.reasons.faults(question, lists)]
        said = said or self._not_answered()
        if said or self._response is None:
            self._say_at_end(alert(said))
            return
        question, told = self.reasons.said(question, lists)
        segments = self._lesson.article.shown(question.show)
        key = key_from(question, self._response, told, segments)
        text, items = self.file.text, lists.items
        proof = prove(text, self._lesson.article, question, key, items, draft, self._old)
        if proof.problems:
            self._say_at_end(alert(proof.problems))
            return
        lesson = self._lesson
        if proof.text != text:
            lesson.write(self.file, proof.text, question.id, keep=self)
        found = review_lesson(lesson.project, lesson.name)
        remarks = [
            f.problem.text
            for f in found
            if f.problem.question == question.id
            and f.problem.severity != "draft"
            and f.rule != _NOT_ASKED
        ]
        accepted = bool(self._draft) and not draft
        self._base, self._old, self._draft = question, question.id, draft
        self.fields.put(question, lists)
        self._there = self._values()
        self._offer_to_save()
        self._show_saved(question, proof.elsewhere, remarks, accepted)

    def _not_answered(self) -> list[str]:
        if self._shown is None or self._response is None:
            return ["Answer the question on its card first."]
        if self.session and self.session.is_waiting:
            return ["The answer on the card has changed, and is not whole any more. Finish it."]
        return []

    def _show_saved(
        self, question: Question, elsewhere: tuple[str, ...], remarks: list[str], accepted: bool
    ) -> None:
        done = f" Accepted. {self._lesson.drafts_left()}" if accepted else ""
        self._say_at_end(
            words(f"Saved in {self.file.name}.{done}", look="done")
            + remarked(remarks)
            + alert(f"Elsewhere in the file, {said}" for said in elsewhere)
        )
        if self._close and accepted:
            self._close(self.end.value)
            return
        if self._close:
            self._after.children = [
                widgets.HTML(words("The card above is as students get it now.", look="soft")),
                part(button("Close the form", partial(self._close, "")), look="bar"),
            ]
            return
        added = widgets.HTML()
        code = words(f'quiz.ask("{question.id}")', "code")
        line = f"<p>The line for the notebook: {code}</p>"
        press = button("Add it to the notebook", lambda: self._add(question.id, added))
        self._after.children = [
            widgets.HTML(words("4. Use it", "h4") + line),
            part(press, look="bar"),
            added,
            widgets.HTML(words("Here it is, as students get it. Try it:", look="soft")),
            self._lesson.deal(question.id),
        ]

    def _add(self, id: str, said: widgets.HTML) -> None:
        self._lesson.ask_in_notebook(id, lambda html: setattr(said, "value", html))

    @say_faults_by(_say_at_end)
    def use_file_as_it_is(self) -> None:
        """Go on from the file that is there now, with what stands in the form."""
        file = self._lesson.open_file()
        question_set = self._lesson.question_set_of(file)
        there = dict(question_set.lines)
        if self._old and self._old not in there:
            raise ValueError(f"{file.name} has no question “{self._old}” any more.")
        self.file = file
        self._taken[:] = [known for known in there if known != self._old]
        self._say_at_end(words(f"{file.name} was read again. Save now.", look="done"))


def _renamed(old: Lists, new: Lists) -> dict[str, str]:
    """Items and targets that only have other words now, by their earlier ones."""
    pairs = [(old.items, new.items), (old.targets, new.targets)]
    return {
        a: b for one, two in pairs if len(one) == len(two) for a, b in zip(one, two, strict=True)
    }


def _asks(question: Question) -> tuple[object, ...]:
    """What of a question its answer depends on."""
    lists = [sorted(part) for part in (question.items, question.targets)]
    return question.kind, question.show, question.labels, bool(question.interval), *lists
