"""Words to mark in an article, in Moodle XML: as words to drag, or for the plugin “wordselect”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kit.article.segments import Segment, Span
from kit.exchange.sent import Sent
from kit.exchange.sent_html import article_html, segment_html

WORDSELECT = "wordselect"
_PAIRS_OF_BRACKETS = ("[]", "{}", "()")


def stays_in_words(sent: Sent, options: frozenset[str]) -> bool:
    """Whether words to mark stay that, by these options."""
    marks = sent.part == "marked" and not sent.question.labels
    return marks and WORDSELECT in options and bool(_free_brackets(sent))


def _free_brackets(sent: Sent) -> str:
    """Two signs that the article does not have where it is shown; "" where it has all."""
    signs = {sign for segment in sent.asked.segments for sign in segment.text}
    return next((two for two in _PAIRS_OF_BRACKETS if not set(two) & signs), "")


def lost_in_words(sent: Sent, options: frozenset[str]) -> str:
    """What is lost where words to mark stay that; "" where they do not."""
    if not stays_in_words(sent, options):
        return ""
    return "it needs the plugin “wordselect”, which counts right words minus wrong ones"


def gaps(sent: Sent) -> tuple[str, list[tuple[str, bool]]]:
    """The article with gaps as HTML, and the words to drag into it, each with whether it is often.

    These are the labels, or else the very words that are sought.
    """
    labels = sent.question.labels
    sought = [key.span for key in sent.key.spans if not key.neutral]
    boxes = list(labels or dict.fromkeys(_words_of(span, sent.asked.segments) for span in sought))
    spans = _apart(sought)

    def gap(words: str, span: Span) -> str:
        box = boxes.index(span.label if labels else words) + 1
        return f"<u>{_unbracketed(words)}</u> [[{box}]]" if labels else f"[[{box}]]"

    stem = sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}", segments=False)
    html = _unbracketed_html(stem) + _article(sent, spans, _unbracketed, gap)
    often = [span.label if labels else _words_of(span, sent.asked.segments) for span in spans]
    return html, [(word, bool(labels) or often.count(word) > 1) for word in boxes]


def words_between_signs(sent: Sent) -> tuple[str, str]:
    """The article with each word that is sought between two signs, which it has nowhere else."""
    signs = _free_brackets(sent)

    def marked(words: str, _: Span) -> str:
        return article_html(re.sub(r"\S+", lambda word: f"{signs[0]}{word[0]}{signs[1]}", words))

    spans = _apart(key.span for key in sent.key.spans if not key.neutral)
    return _article(sent, spans, article_html, marked), signs


def _article(
    sent: Sent,
    spans: Sequence[Span],
    plain: Callable[[str], str],
    marked: Callable[[str, Span], str],
) -> str:
    """The segments as HTML, in which these spans are written otherwise."""
    shown = []
    for segment in sent.asked.segments:
        html, at = "", 0
        for span in (span for span in spans if span.segment == segment.id):
            html += plain(segment.text[at : span.start])
            html += marked(segment.text[span.start : span.end], span)
            at = span.end
        shown.append(segment_html(segment, html + plain(segment.text[at:])))
    return "".join(shown)


def _apart(spans: Sequence[Span] | Iterator[Span]) -> list[Span]:
    """The spans in order, without those that begin inside one before them."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.segment, one.start, one.end)):
        if not kept or kept[-1].segment != span.segment or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _unbracketed(text: str) -> str:
    return _unbracketed_html(article_html(text))


def _unbracketed_html(html: str) -> str:
    return html.replace("[", "&#91;")


def _words_of(span: Span, segments: Sequence[Segment]) -> str:
    return next(s.text[span.start : span.end] for s in segments if s.id == span.segment)
