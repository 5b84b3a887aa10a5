"""Three hands that answer a card: one on a keyboard, one on a mouse, and a finger.

One long file, since each hand is read against the other two.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Locator, Position

from kit.article.segments import Segment, Span, words_of
from kit.question.model import Question, Response

Segments = tuple[Segment, ...]

_NAME = """() => {
    const e = document.activeElement;
    const by = document.getElementById(e.getAttribute("aria-labelledby"))?.textContent;
    const label = e.labels?.[0]?.textContent;
    return (e.getAttribute("aria-label") || by || label || e.textContent).trim();
}"""


class Hand:
    """Answers a card. Each kind has its method; each hand does it in its own way."""

    def __init__(self, card: Locator) -> None:
        self._card = card
        self._page = card.page
        self._keys = card.page.keyboard

    def enter(self, question: Question, response: Response, segments: Segments) -> None:
        """Enter a response, whatever the kind."""
        method = getattr(self, WAYS[question.kind])
        method(question, response, segments)

    def press_button(self, name: str) -> None:
        """Press the button of this name."""
        raise NotImplementedError

    def _words(self, segments: Segments, span: Span) -> list[int]:
        """The places of a span's words among all words of the segments."""
        places = sorted(words_of((Span(s.id, 0, len(s.text)) for s in segments), segments))
        inside = {(w.segment, w.start) for w in words_of([span], segments)}
        return [n for n, word in enumerate(places) if (word.segment, word.start) in inside]


class Keyboard(Hand):
    """Nothing but keys, starting from the card's first control."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._keys.press(key)

    def walk_in(self) -> None:
        """Press Tab until the focus is inside the card."""
        for _ in range(200):  # a card above is reached by way of all others and of JupyterLab
            if self._card.evaluate("card => card.contains(document.activeElement)"):
                return
            self.press("Tab")
        raise AssertionError("Tab never reached the card")

    def tab_to(self, name: str) -> None:
        """Press Tab until the control with this name has the focus."""
        for _ in range(60):
            if self.focused() == name:
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reached “{name}”, last was “{self.focused()}”")

    def focused(self) -> str:
        """The name of the control that has the focus."""
        return str(self._page.evaluate(_NAME))

    def enter(self, question: Question, response: Response, segments: Segments) -> None:
        """Walk in, then enter a response."""
        self.walk_in()
        super().enter(question, response, segments)

    def press_button(self, name: str) -> None:
        """Walk to a button and press it."""
        self.tab_to(name)
        self.press("Space")

    def choose(self, question: Question, response: Response, _: Segments) -> None:
        """Radio buttons: Tab into the group, arrows to the option."""
        wanted = self._card.get_by_role("radio", name=response.ticked[0], exact=True)
        self.press("Space")
        for _n in question.items:
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError("the arrows never reached the option")

    def tick(self, question: Question, response: Response, _: Segments) -> None:
        """Checkboxes: Tab from one to the next, Space where needed."""
        for item in question.items:
            self.tab_to(item)
            box = self._card.get_by_role("checkbox", name=item, exact=True)
            if box.is_checked() != (item in response.ticked):
                self.press("Space")

    def mark(self, question: Question, response: Response, segments: Segments) -> None:
        """Words: a number takes the label, arrows walk, Space marks, Shift with an arrow more."""
        if question.labels:
            self.press("Tab")
        here = 0
        for span in response.marked:
            if question.labels:
                self.press(str(question.labels.index(span.label) + 1))
            run = self._words(segments, span)
            step = "ArrowRight" if run[0] > here else "ArrowLeft"
            self.press(*[step] * abs(run[0] - here), "Space")
            self.press(*["Shift+ArrowRight"] * (len(run) - 1))
            here = run[-1]

    def line_up(self, question: Question, response: Response, _: Segments) -> None:
        """Rows: the number of a row takes it as the next one, which brings it up."""
        now = list(question.items)
        for place, item in enumerate(response.sequence[:-1]):
            row = now.index(item)
            self.press(str(row + 1))
            now.insert(place, now.pop(row))

    def place(self, _: Question, response: Response, __: Segments) -> None:
        """Menus: type the beginning of the answer. The chips come after them."""
        if self._card.evaluate("card => !!document.activeElement.closest('.chips')"):
            self.press(*["Shift+Tab"] * len(response.placed))
        for item, target in response.placed:
            self.tab_to(item)
            self._keys.type(target)

    def rate(self, _: Question, response: Response, __: Segments) -> None:
        """A slider: Home, then the right arrow. A range: two numbers."""
        for item, chance in response.rated:
            self.tab_to(item)
            self.press("Home", *["ArrowRight"] * round(chance / 5))
        for _item, *bounds in response.ranges:
            for name, bound in zip(("from", "to"), bounds, strict=True):
                self.tab_to(name)
                self._keys.type(f"{bound:g}")

    def write(self, _: Question, response: Response, __: Segments) -> None:
        """A text."""
        self.press("Control+a")
        self._keys.type(response.text)


class Mouse(Hand):
    """Clicks, and drags over words."""

    def press(self, target: Locator, at: Position | None = None) -> None:
        """Press a control, or one point of it."""
        target.click(position=at)

    def press_button(self, name: str) -> None:
        """Press the button of this name."""
        self.press(self._card.get_by_role("button", name=name, exact=True))

    def choose(self, _: Question, response: Response, __: Segments) -> None:
        """One radio button."""
        self.press(self._card.get_by_role("radio", name=response.ticked[0], exact=True))

    def tick(self, question: Question, response: Response, _: Segments) -> None:
        """Each checkbox that should change."""
        for item in question.items:
            box = self._card.get_by_role("checkbox", name=item, exact=True)
            if box.is_checked() != (item in response.ticked):
                self.press(box)

    def mark(self, _: Question, response: Response, segments: Segments) -> None:
        """Take a label, then mark the words."""
        words = self._card.locator(".word")
        for span in response.marked:
            if span.label:
                self.press(self._card.get_by_role("radio", name=span.label, exact=True))
            self.sweep([words.nth(place) for place in self._words(segments, span)])

    def sweep(self, words: Sequence[Locator]) -> None:
        """Mark words that stand side by side: drag from the first to the last."""
        words[0].scroll_into_view_if_needed()
        words[0].hover()
        self._page.mouse.down()
        words[-1].hover()
        self._page.mouse.up()

    def line_up(self, question: Question, response: Response, _: Segments) -> None:
        """The arrow that moves a row up, as often as needed."""
        for item, steps in _moves(question.items, response.sequence):
            for _n in range(steps):
                self.press_button(f"Move up: {item}")

    def place(self, _: Question, response: Response, __: Segments) -> None:
        """Menus. The system draws their lists, so the choice itself is made for the hand."""
        for item, target in response.placed:
            self._card.get_by_label(item, exact=True).select_option(target)

    def rate(self, _: Question, response: Response, __: Segments) -> None:
        """A point of a slider. A range: two numbers."""
        for item, chance in response.rated:
            self.slide(self._card.get_by_role("slider", name=item, exact=True), chance)
        for item, *bounds in response.ranges:
            group = self._card.get_by_role("group", name=item, exact=True)
            for number, bound in zip(group.get_by_role("textbox").all(), bounds, strict=True):
                self.press(number)
                self._keys.type(f"{bound:g}")

    def slide(self, slider: Locator, chance: float) -> None:
        """Press the point of a slider that means this chance."""
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box
        thumb = 16  # the thumb's middle cannot reach the ends
        x = thumb / 2 + (box["width"] - thumb) * chance / 100
        self.press(slider, {"x": x, "y": box["height"] / 2})

    def write(self, _: Question, response: Response, __: Segments) -> None:
        """A text."""
        self.press(self._card.get_by_role("textbox"))
        self._keys.type(response.text)


class Finger(Mouse):
    """Taps, and no drag: a finger that drags scrolls the page."""

    def press(self, target: Locator, at: Position | None = None) -> None:
        """Tap a control, or one point of it."""
        target.tap(position=at)

    def sweep(self, words: Sequence[Locator]) -> None:
        """Mark words: one tap each."""
        for word in words:
            self.press(word)

    def place(self, _: Question, response: Response, __: Segments) -> None:
        """Chips: one tap gives the item at hand its place, and the next item comes to hand."""
        placed = dict(response.placed)
        # What scrolls out of sight has no inner text while the notebook hides it.
        for item in self._card.locator(".place > label").all_text_contents():
            self.press_button(placed[item])

    def line_up(self, question: Question, response: Response, _: Segments) -> None:
        """One tap on each item, in their order; the last one then stands where it belongs."""
        for item in response.sequence[:-1]:
            self.press_button(item)


WAYS: dict[str, str] = {
    "choose": "choose",
    "choose-many": "tick",
    "highlight": "mark",
    "sort": "place",
    "order": "line_up",
    "match": "place",
    "rate": "rate",
    "write": "write",
}


def _moves(items: Sequence[str], wanted: Sequence[str]) -> list[tuple[str, int]]:
    """The items to move up, and by how many places, to turn one order into the other."""
    now, moves = list(items), []
    for place, item in enumerate(wanted):
        steps = now.index(item) - place
        if steps:
            moves.append((item, steps))
            now.insert(place, now.pop(now.index(item)))
    return moves
