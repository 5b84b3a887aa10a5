"""Rules for quotations outside marks: what is quoted from the article is quoted as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import partial

from kit.article.seed import Unreadable, read_article
from kit.article.segments import Article
from kit.check.rules.subjects import Exercise, Proof
from kit.language.shown import cut_short
from kit.question.model import Problem, Question

FEWEST = 5  # words of a quotation; fewer can stand anywhere
ALIKE = 0.8  # share of its words in the article, from which it is meant to be a quotation of it

_short = partial(cut_short, most=60)
_QUOTED = re.compile(r"“([^“”]+)”")
_SIGNS = re.compile(r"[\W_]+")
_GAP = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")


def quotes_the_article_word_for_word(proof: Proof) -> Iterator[Problem]:
    """What a question or an explanation quotes from the article stands in it, word for word.

    Marks, capitals and what is left out with “…” do not count. Only a quotation of five words or
    more that is nearly in the article is taken for one of it: a question may quote others, such as
    an earlier version of the article beside the words of this one.
    """
    texts = [_plain(s.text) for s in proof.article.segments]
    for question in proof.question_set.questions:
        for item, text in _texts(proof, question):
            quoted = _QUOTED.findall(text)
            for quotation in quoted:
                near = misquoted(quotation, texts)
                if near and not any(near in _plain(other) for other in quoted):
                    said = f"“{_short(quotation)}” is not what the article says: “{_short(near)}”"
                    yield proof.problem(question.id, said, item=item)


def takes_its_claims_from_the_article(exercise: Exercise) -> Iterator[Problem]:
    """Each row of claims.csv names a paragraph of the article and quotes words that stand there."""
    try:
        article = read_article(exercise.project, exercise.name)
    except Unreadable:
        return  # another rule says so
    texts = {segment.id: segment.text for segment in article.segments}
    for row in exercise.rows("claims", "segment", "span"):
        words, id = row["span"].strip(), row["segment"].strip()
        fault = _fault_of_claim(words, id, texts, article)
        if fault:
            yield Problem(row.path, row.line, fault)


def _fault_of_claim(words: str, id: str, texts: dict[str, str], article: Article) -> str:
    if not words:
        return "this claim quotes nothing; put the words of the article into “span”"
    if not id:
        return "this claim names no paragraph; say in which one its words stand, such as S1"
    if id not in texts:
        return f"“{id}” is no paragraph of the article; it has {', '.join(texts)}"
    if words in texts[id]:
        return ""
    elsewhere = [segment.id for segment in article.segments if words in segment.text]
    if elsewhere:
        return f"“{_short(words)}” does not stand in {id} but in {elsewhere[0]}"
    return f"“{_short(words)}” does not stand in the article; copy the words once more"


def misquoted(quotation: str, texts: Iterable[str]) -> str:
    """The article's own words, where a quotation is nearly of it; “” where it is, or is not at all.

    ``texts`` are the paragraphs as `_plain` gives them.
    """
    for piece in _GAP.split(quotation):
        bare = _plain(piece)
        wanted = bare.split()
        if len(wanted) < FEWEST or any(f" {bare} " in f" {text} " for text in texts):
            continue
        for text in texts:
            if near := _nearly(wanted, text.split()):
                return near
    return ""


def _nearly(wanted: list[str], words: list[str]) -> str:
    if sum(word in words for word in wanted) < ALIKE * len(wanted):
        return ""
    matcher = SequenceMatcher(None, wanted, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < ALIKE * len(wanted):
        return ""
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    return " ".join(words[first:last]) if last - first <= len(wanted) + 3 else ""


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).casefold().split())


def _texts(proof: Proof, question: Question) -> Iterator[tuple[str, str]]:
    yield "", question.stem
    yield "", question.hint
    yield from ((item, item) for item in question.items)
    draft = proof.question_set.draft(question.id)
    key = proof.question_set.key(question.id) or (draft.key if draft else None)
    if key:
        yield from ((item, note.text) for item, note in key.notes)
        yield from (("", text) for text in (key.because, key.model, *key.more_hints))
