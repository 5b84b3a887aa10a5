"""Rules for what a student is told after answering, and before it in hints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.article.segments import quote
from kit.check.rules.subjects import Proof
from kit.language.shown import cut_short
from kit.language.taxonomy import MISCONCEPTIONS
from kit.question.kinds import kind
from kit.question.model import ERRS, Problem

FEWEST_WORDS = 3  # of an explanation
_SAID_OF_IT = re.compile(r"\(([a-z-]+(?:, *[a-z-]+)?)\)$")


def explains_every_option(proof: Proof) -> Iterator[Problem]:
    """Every option, item and quotation has an explanation of its own: a line “> ...” under it.

    A student who picked it wants to know why it is right or not.
    """
    for question, key in proof.accepted():
        for item in question.items:
            if not key.note(item).text:
                text = f"{_short(item)} has no explanation; write “> ...” under it"
                yield proof.problem(question.id, text, item=item)
        items = proof.blocks[question.id].items
        for item_, found in zip(items, key.spans, strict=False):
            if not found.note.text:
                words = quote(found.span, proof.article.segments)
                text = f"{_short(words)} has no explanation; write “> ...” under it"
                yield Problem(proof.question_set.path, item_.line, text, question.id)


def says_nothing_of_it_in_an_option(proof: Proof) -> Iterator[Problem]:
    """Which misconception an option meets, and which way it errs, stands under it.

    A student sees the option as it is written; of the explanation, the brackets at its end are
    taken out.
    """
    for question, _ in proof.accepted():
        for item in question.items:
            found = _SAID_OF_IT.search(item)
            if found and {*re.split(", *", found[1])} <= {*MISCONCEPTIONS, *ERRS}:
                text = f"students see “({found[1]})”; write it at the end of “> ...” under it"
                yield proof.problem(question.id, text, item=item)


def explains_in_words_of_its_own(proof: Proof) -> Iterator[Problem]:
    """An explanation has three words or more, and no two in a question are alike.

    A quotation from the article may be shorter: it shows the place.
    """
    for question, key in proof.accepted():
        seen: dict[str, str] = {}
        for item, note in key.notes:
            bare = " ".join(note.text.casefold().split())
            if bare and len(bare.split()) < FEWEST_WORDS and "“" not in bare:
                text = f"“{note.text}” explains too little; say why in a sentence"
                yield proof.problem(question.id, text, item=item)
            elif bare and bare in seen:
                text = f"this explains it in the words of {_short(seen[bare])}; say what differs"
                yield proof.problem(question.id, text, item=item)
            seen.setdefault(bare, item)


def says_why(proof: Proof) -> Iterator[Problem]:
    """Every question ends with a line “Because: ...” that explains the whole."""
    for question, key in proof.accepted():
        if not key.because:
            yield proof.problem(question.id, f"“{question.id}” has no line “Because: ...”; add one")


def gives_a_model_answer(proof: Proof) -> Iterator[Problem]:
    """A question to write on has a model answer, and it keeps to the limit.

    A student compares it with the own text; nobody else reads that.
    """
    for question, key in proof.accepted():
        if not kind(question.kind).marked_by_person:
            continue
        count = len(key.model.split())
        if not count:
            yield proof.problem(question.id, f"“{question.id}” has no line “Model: ...”; add one")
        elif question.limit and count > question.limit:
            text = f"the model answer has {count} words, and the limit is {question.limit}"
            yield proof.problem(question.id, text, field="Model")


def has_no_gaps_in_its_model_answer(proof: Proof) -> Iterator[Problem]:
    """A model answer is written out: it has no gaps (“…”), such as a draft leaves for its author.

    One may be a pause; two are gaps.
    """
    for question, key in proof.accepted():
        if len(re.findall(r"(?<!\w)(?:…|\.\.\.)", key.model)) > 1:
            text = f"the model answer of “{question.id}” has gaps (…); write it out"
            yield proof.problem(question.id, text, field="Model")


def keeps_the_answer_out_of_its_hints(proof: Proof) -> Iterator[Problem]:
    """No hint says a right option word for word."""
    for question, key in proof.accepted():
        hints = proof.blocks[question.id].fields.get("Hint", ())
        for hint in hints:
            given = [item for item in question.items if _says(hint.text, item)]
            if given and set(given) <= key.ticked:
                text = f"this hint says the right option {_short(given[0])}; point to it instead"
                yield Problem(proof.question_set.path, hint.line, text, question.id)


def _says(text: str, words: str) -> bool:
    wanted = rf"(?<!\w){re.escape(words.casefold())}(?!\w)"
    return re.search(wanted, text.casefold()) is not None


def _short(text: str) -> str:
    """At most fifty characters of a text in quotation marks, but for those it has itself."""
    bare = text[1:-1] if text.startswith("“") and text.find("”") == len(text) - 1 else text
    return f"“{cut_short(bare, 50)}”"
