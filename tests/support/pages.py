"""A page as a reader and a careful browser see it: its words, and its tags with what they hold."""

from __future__ import annotations

from html.parser import HTMLParser


class ReadPage(HTMLParser):
    """All words of a page but those of its style, and its tags, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self._inside = ""
        self.feed(html)

    @property
    def text(self) -> str:
        """The text as it stands between the tags."""
        return "".join(self._texts)

    @property
    def words(self) -> str:
        """The text with one blank between any two words."""
        return " ".join(" ".join(self._texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each tag of this name."""
        return [attrs for name, attrs in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag in."""
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        """Take some text in."""
        if self._inside != "style":
            self._texts.append(data)
