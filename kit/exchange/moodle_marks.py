"""Words to mark in an article, in Moodle XML: as words to drag, or for the plugin “wordselect”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from kit.article.segments import Segment, Span
from kit.exchange.moodle_xml import combined, plain_in
from kit.exchange.sent import Sent
from kit.exchange.sent_html import article_html, fit, segment_html

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


def add_gaps(question: Element, sent: Sent) -> None:
    """Words to drag into the article: the labels, or else the very words that are sought."""
    labels = sent.question.labels
    sought = [key.span for key in sent.key.spans if not key.neutral]
    boxes = list(labels or dict.fromkeys(_words_of(span, sent.asked.segments) for span in sought))
    spans = _apart(sought)
    shown = []
    for segment in sent.asked.segments:
        html, at = "", 0
        for span in (span for span in spans if span.segment == segment.id):
            words = segment.text[span.start : span.end]
            box = boxes.index(span.label if labels else words) + 1
            gap = f"<u>{_unbracketed(words)}</u> [[{box}]]" if labels else f"[[{box}]]"
            html += _unbracketed(segment.text[at : span.start]) + gap
            at = span.end
        shown.append(segment_html(segment, html + _unbracketed(segment.text[at:])))
    text = question.find("questiontext/text")
    if text is not None:
        stem = sent.text(lambda p: f"@@PLUGINFILE@@/{p.name}", segments=False)
        text.text = stem.replace("[", "&#91;") + "".join(shown)
    plain_in(question, "shuffleanswers", "1")
    combined(question)
    often = [span.label if labels else _words_of(span, sent.asked.segments) for span in spans]
    for word in boxes:
        dragbox = SubElement(question, "dragbox")
        plain_in(dragbox, "text", fit(word))
        plain_in(dragbox, "group", "1")
        if labels or often.count(word) > 1:
            SubElement(dragbox, "infinite")


def add_word_select(question: Element, sent: Sent) -> None:
    """The article with each word that is sought between two signs that it has nowhere else."""
    signs = _free_brackets(sent)
    sought = [key.span for key in sent.key.spans if not key.neutral]
    shown = []
    for segment in sent.asked.segments:
        places = _apart(span for span in sought if span.segment == segment.id)
        html, at = "", 0
        for place in places:
            words = segment.text[place.start : place.end]
            marked = re.sub(r"\S+", lambda word: f"{signs[0]}{word[0]}{signs[1]}", words)
            html += article_html(segment.text[at : place.start]) + article_html(marked)
            at = place.end
        shown.append(segment_html(segment, html + article_html(segment.text[at:])))
    text = question.find("questiontext/text")
    if text is not None:
        text.text = "".join(shown)
    # The plugin reads no <text> in it.
    plain_in(question, "introduction", sent.text(segments=False))
    plain_in(question, "delimitchars", signs)
    plain_in(question, "wordpenalty", "1")
    combined(question)


def _apart(spans: Sequence[Span] | Iterator[Span]) -> list[Span]:
    """The spans in order, without those that begin inside one before them."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.segment, one.start, one.end)):
        if not kept or kept[-1].segment != span.segment or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _unbracketed(text: str) -> str:
    return article_html(text).replace("[", "&#91;")


def _words_of(span: Span, segments: Sequence[Segment]) -> str:
    return next(s.text[span.start : span.end] for s in segments if s.id == span.segment)
