"""The frame of a lesson's page, alone or in a site: article, lesson, and what scripts say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template

from kit.article.packages import kit_version
from kit.exchange.asked import session_words
from kit.language.translation import Translation
from kit.lesson.copies import LessonCopy
from kit.lesson.displays import Passage

FORMAT = 1
_READING = ("larger", "smaller", "print", "print_answers", "print_blank")


def html_page(
    title: str,
    translation: Translation,
    *,
    allowed: str,
    head: str,
    body: str,
    data: Mapping[str, object],
    article: str = "",
    bar: str = "",
    end: str = "",
) -> str:
    """A page; all but its title is HTML.

    ``allowed`` is what its Content-Security-Policy lets in, ``bar`` stands between the count and
    the tools, and scripts read ``data``.
    """
    about = {
        "format": FORMAT,
        "title": title,
        "kit": kit_version(),
        "language": translation.language,
    }
    values = {
        "language": translation.language,
        "direction": translation.direction,
        "allowed": allowed,
        "title": escape(title),
        "head": head,
        "bar": bar,
        "article": article,
        "not_alive": escape(translation.say("page_not_alive")),
        "body": body,
        "data": as_script({**about, **data}),
        "end": end,
    }
    template = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def as_script(value: object) -> str:
    """JSON that no HTML parser takes for an end of its script, or for anything else."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def article_beside(copy: LessonCopy, translation: Translation) -> str:
    """The article, which can be folded away."""
    name = escape(translation.say("page_article"))
    return (
        f'<aside class="article" aria-label="{name}"><details id="article" open>'
        f"<summary>{name}</summary>\n{Passage(copy.article.segments)._repr_html_()}\n"
        "</details></aside>"
    )


def words_of_page(translation: Translation, names: Iterable[str]) -> dict[str, dict[str, object]]:
    """What cards, sessions and the page itself say; of the page's sentences, these."""
    view = translation.view()
    return {
        "card": {**translation.card()},
        "session": {**session_words(translation)},
        "page": {
            **{name: translation.sentence(name) for name in names},
            **{name: view[name] for name in _READING},
        },
    }
