"""The hand-in form: shows what the file will hold, asks for a name, writes the file."""

from __future__ import annotations

import logging
import os
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from kit.article.packages import kit_version
from kit.article.segments import Article
from kit.language.dates import minute_text
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation
from kit.learner.hand_in import (
    LARGEST,
    HandIn,
    Part,
    as_json,
    clean_name,
    file_stem,
    write_hand_in,
)
from kit.learner.log import Entry, What, stamp
from kit.lesson.displays import Boxed
from kit.question.in_words import answer_in_words
from kit.question.model import SURE_PERCENT

_HEADS = (
    "hand_in_when",
    "result_question",
    "hand_in_what",
    "result_answer",
    "hand_in_sure",
    "hand_in_seconds",
    "hand_in_revision",
    "hand_in_id",
)
_DID: Mapping[What, str] = {
    "try": "did_try",
    "hint": "did_hint",
    "show": "did_show",
    "mark": "did_mark",
    "dispute": "did_dispute",
}
# A table that scrolls is reached with Tab, and its arrow keys are not JupyterLab's.
_BOX = '<div tabindex="0" data-lm-suppress-shortcuts="true" style="max-height:24em;overflow:auto">'
_CELL = '<td style="text-align:left;white-space:pre-wrap;overflow-wrap:anywhere;min-width:6em">'
_HEAD = '<th scope="col" style="text-align:left">'
_LINK = 'style="color:var(--jp-content-link-color);text-decoration:underline"'
# As wide as the notebook, however wide a table in it is.
_PAGE = '<div class="jp-RenderedHTMLCommon" style="contain:inline-size">'
_PRE = '<pre style="white-space:pre-wrap;overflow-wrap:anywhere">'


class HandInForm(Boxed):
    """A table of all that is handed in, a field for the name, and a button that writes the file.

    ``folders`` are tried in their order; ``done`` says what was done until now.
    """

    def __init__(
        self,
        exercise: str,
        done: Callable[[], tuple[Part, ...]],
        folders: Sequence[Path],
        article: Article,
        translation: Translation = ENGLISH,
        work: str = "",
    ) -> None:
        self._exercise = exercise
        self._work = work
        self._done = done
        self._folders = tuple(folders)
        self._article = article
        self._translation = translation
        self._parts = done()
        self.table = widgets.HTML(self._drawn())
        self.name = widgets.Text(
            os.environ.get("JUPYTERHUB_USER", ""),
            description=translation.say("hand_in_name"),
            continuous_update=False,
            style={"description_width": "initial"},
        )
        self.button = widgets.Button(
            description=translation.say("hand_in_button"), button_style="primary"
        )
        self.said = widgets.HTML()
        self.button.on_click(lambda _: self.press())
        self._box = widgets.VBox([self.table, self.name, self.button, self.said])

    def press(self) -> None:
        """Write the file and say where it is; whatever keeps it from that is said instead."""
        try:
            self.said.value = self._pressed()
        except Exception:
            logging.getLogger("kit").exception("the hand-in could not be written")
            self.said.value = self._alert("went_wrong")

    def _pressed(self) -> str:
        seen, self._parts = self._parts, self._done()
        if seen != self._parts:
            self.table.value = self._drawn()
            return self._alert("hand_in_more")
        if not any(part.entries for part in self._parts):
            return self._alert("hand_in_nothing")
        name = clean_name(self.name.value)
        if not name:
            return self._alert("hand_in_nameless")
        hand_in = HandIn(self._exercise, name, stamp()["at"], kit_version(), *self._fitting())
        return self._written(hand_in)

    def _fitting(self) -> tuple[tuple[Part, ...], str]:
        """What a class can read, and the copy it was done in."""
        from kit.learner.wire import only_fitting  # loads pydantic, which no other cell needs

        return tuple(map(only_fitting, self._parts)), self._work

    def _written(self, hand_in: HandIn) -> str:
        path, said = Path(f"{file_stem(hand_in)}.json"), self._alert("hand_in_nowhere")
        for folder in self._folders:
            try:
                path = write_hand_in(hand_in, folder)
            except OSError:
                continue
            first = folder == self._folders[0]
            here = path.relative_to(folder.parent).as_posix() if first else str(path)
            said = self._alert("hand_in_written" if first else "hand_in_elsewhere", path=here)
            break
        text = as_json(hand_in)
        unfit = sum(len(part.entries) for part in self._parts) - sum(
            len(part.entries) for part in hand_in.parts
        )
        if unfit:
            said += self._alert("hand_in_unfit", count=unfit)
        if len(text.encode()) > LARGEST:
            said += self._alert("hand_in_large", size=self._translation.number(LARGEST / 1e6))
        data = b64encode(text.encode()).decode()
        link = (
            f'<p><a {_LINK} download="{escape(path.name, quote=True)}" '
            f'href="data:application/json;base64,{data}">'
            f"{as_html(self._translation.say('hand_in_download', file=path.name))}</a></p>"
        )
        summary = as_html(self._translation.say("hand_in_text"))
        return (
            f"{_PAGE}{said}{link}<details><summary>{summary}</summary>"
            f"{_BOX}{_PRE}{as_html(text)}</pre></div></details></div>"
        )

    def _alert(self, name: str, count: int = 1, **values: str) -> str:
        said = as_html(self._translation.say(name, count, **values))
        return f'<p role="alert"><strong>{said}</strong></p>'

    def _drawn(self) -> str:
        say = self._translation.say
        facts = say("hand_in_facts", exercise=self._exercise, version=kit_version())
        lessons = "".join(map(self._lesson, self._parts))
        return (
            f"{_PAGE}<p>{as_html(say('hand_in_how'))}</p>"
            f"<p>{as_html(facts)}</p>{_BOX}{lessons}</div></div>"
        )

    def _lesson(self, part: Part) -> str:
        name = "hand_in_lesson" if part.revision else "hand_in_gone"
        title = as_html(self._translation.say(name, lesson=part.lesson, revision=part.revision))
        if not part.entries:
            return f"<p>{title}: {as_html(self._translation.say('hand_in_not_yet'))}</p>"
        head = "".join(f"{_HEAD}{as_html(self._translation.say(name))}</th>" for name in _HEADS)
        rows = "".join(self._row(entry, part.revision) for entry in part.entries)
        return (
            f'<table><caption style="text-align:left">{title}</caption>'
            f"<thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )

    def _row(self, entry: Entry, now: str) -> str:
        cells = "".join(f"{_CELL}{as_html(cell)}</td>" for cell in self._cells(entry, now))
        return f"<tr>{cells}</tr>"

    def _cells(self, entry: Entry, now: str) -> tuple[str, ...]:
        """All that the file holds of an entry. Marked words are quoted where they are the same."""
        segments = self._article.segments if entry.revision == now else ()
        did = self._translation.say(_DID[entry.what])
        seconds = self._translation.number(entry.seconds, 1) if entry.what == "try" else ""
        words = answer_in_words(entry.response, segments, self._translation.exactly)
        disputed = "\n".join(filter(None, (entry.reason, entry.page)))
        answer = words or entry.level or disputed
        when = minute_text(entry.at)
        sure = self._sure(entry.sure)
        return (when, entry.question, did, answer, sure, seconds, entry.revision, entry.id)

    def _sure(self, sure: str) -> str:
        percent = next((percent for name, percent in SURE_PERCENT.items() if name == sure), None)
        if percent is None:
            return sure
        return self._translation.card()[sure.replace(" ", "_")].format(percent=percent)

    def __repr__(self) -> str:
        return self._translation.say("hand_in_paper", exercise=self._exercise)
