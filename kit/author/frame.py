"""What every part of the author's panel is made of: fields, buttons, and words that are text."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import ipywidgets as widgets

from kit.article.seed import Unreadable
from kit.author.answers_file import Changed
from kit.card.hearing import HearingWidget
from kit.language.html_text import as_html

Given = ParamSpec("Given")
Say = Callable[[str], None]

_HERE = Path(__file__).parent
# What forms call the tables, their columns, and the values of a source card.
LABELS: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    (_HERE / "forms.toml").read_text(encoding="utf-8")
)
_CONFLICT = (
    "The answers file was changed on disk after this form was opened, so nothing was written. "
    "What you entered is still here. To put it into the file as it is now, press “Use the file as "
    "it is now” and save again."
)


class Frame(HearingWidget):
    """An invisible widget that keeps keys inside the panel around it, and the panel in view."""

    _esm = _HERE / "frame.js"
    _css = _HERE / "frame.css"


def panel(*parts: widgets.Widget) -> widgets.VBox:
    """A panel of these parts, with the styles of author mode."""
    box = widgets.VBox([*parts, Frame()])
    box.add_class("kit-author")
    return box


def bring_into_view(box: widgets.VBox) -> None:
    """Scroll to a panel's buttons, once what has just left it is gone."""
    frame_of(box).send({"do": "show"})


def frame_of(box: widgets.VBox) -> Frame:
    """The invisible frame of a panel."""
    frame: Frame = box.children[-1]
    return frame


def part(*parts: widgets.Widget, look: str = "part") -> widgets.VBox:
    """A column of fields; ``look`` is part, form or bar."""
    box = widgets.VBox(parts)
    box.add_class(f"kit-author-{look}")
    return box


def field(kind: type[Any], label: str, **given: Any) -> Any:
    """An ipywidgets field with its label above it."""
    return kind(description=label, style={"description_width": "auto"}, **given)


def button(label: str, press: Callable[[], None], main: bool = False) -> widgets.Button:
    """A button as wide as its words."""
    made = widgets.Button(description=label, button_style="primary" if main else "")
    made.on_click(lambda _: press())
    return made


class Choice:
    """A list of which a person picks one; `point` changes what is picked without being heard."""

    def __init__(self, label: str, hear: Callable[[Any], None], **given: Any) -> None:
        self.field = field(widgets.Dropdown, label, **given)
        self._is_pointing = False
        self.field.observe(lambda change: None if self._is_pointing else hear(change), "value")

    def point(self, value: Any, options: Iterable[Any] | None = None) -> None:
        """Have the list show this, of these options."""
        self._is_pointing = True
        try:
            if options is not None:
                self.field.options = tuple(options)
            self.field.value = value
        finally:
            self._is_pointing = False


def words(text: str = "", tag: str = "p", look: str = "") -> str:
    """A text as HTML that shows it and nothing else."""
    role = {"alert": ' role="alert"', "done": ' role="status"'}.get(look, "")
    return f'<{tag} class="{look}"{role}>{as_html(text)}</{tag}>' if text else ""


def listed(rows: Iterable[tuple[str, str]]) -> str:
    """A list as HTML, each line with what is said of it."""
    lines = (f"<li>{as_html(line)}{_beside(said)}</li>" for line, said in rows)
    return f"<ul>{''.join(lines)}</ul>"


def _beside(said: str) -> str:
    return f'<br><span class="soft">{as_html(said)}</span>' if said else ""


def alert(sentences: Iterable[str]) -> str:
    """What has to be mended, as HTML."""
    said = [as_html(sentence) for sentence in sentences]
    if len(said) < 2:
        return "".join(f'<p class="alert" role="alert">{sentence}</p>' for sentence in said)
    rows = "".join(f"<li>{sentence}</li>" for sentence in said)
    return f'<div class="alert" role="alert"><ul>{rows}</ul></div>'


def remarked(sentences: Iterable[str]) -> str:
    """What is worth a look, as HTML; nothing where nothing is."""
    said = [(sentence, "") for sentence in sentences]
    return words("Worth a look:", look="soft") + listed(said) if said else ""


class Saying:
    """A part of the panel that says one thing at a time, as HTML."""

    said: widgets.HTML

    def _say(self, html: str) -> None:
        self.said.value = html


def say_faults_by(say: Callable[[Any, str], None]) -> Callable[..., Any]:
    """A callback that says in plain words what goes wrong, by ``say(self, html)``."""

    def decorate(act: Callable[..., None]) -> Callable[..., None]:
        @wraps(act)
        def acted(self: Any, *given: Any, **values: Any) -> None:
            try:
                act(self, *given, **values)
            except Changed:
                say(self, alert([_CONFLICT]))
            except (Unreadable, ValueError) as error:
                say(self, alert([str(error)]))
            except OSError as error:
                name = Path(str(error.filename or "the file")).name
                say(self, alert([f"{name} cannot be written: {error.strerror or error}."]))
            except Exception:
                logging.getLogger("kit").exception("author mode could not go on")
                say(self, alert(["Something went wrong here. What you entered is still here."]))

        return acted

    return decorate


# The same for what says it in its own place.
say_faults = say_faults_by(lambda part, html: part._say(html))
