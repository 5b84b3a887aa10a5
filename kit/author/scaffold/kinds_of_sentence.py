"""The questions about sentences: of what kind each is, where it stands, how to retell it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.author.scaffold.drafted_question import FITS_ANY, DraftedQuestion, pairs, sequence, text
from kit.author.scaffold.material import Material, Sentence, fits, quoted, short
from kit.author.suggest import Found
from kit.language.english import ENGLISH
from kit.language.word_lists import any_of

FACT, CLAIM = "checkable fact", "attributed claim"
OPINION, PREDICTION = "opinion or interpretation", "prediction"
KINDS_OF_SENTENCE = (FACT, CLAIM, OPINION, PREDICTION)

FUTURE = re.compile(
    r"\b(?:will|would(?! not\b)|shall|plans? to"
    r"|(?:is|are|was|were) (?:expected|due|set|likely|going) to"
    r"|next (?:week|month|year)|tomorrow)\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    rf"\b(?:{any_of(ENGLISH.words('shades', 'judging'))}|too (?:much|many|little|few|late|long))\b",
    re.IGNORECASE,
)
_WHY = {
    FACT: "It gives something to look up, and no “said” and no “may” stands in it.",
    CLAIM: "A word of saying hands it to somebody.",
    OPINION: "A word in it judges. Two fair people may differ.",
    PREDICTION: "It speaks of what is still to come.",
}


def kind_of(sentence: Sentence) -> str:
    """The kind that rules give a sentence, or nothing where they give it none or several."""
    cued = bool(sentence.found & {"cue", "quotation"})
    judged = "loaded" in sentence.found or bool(_JUDGING.search(sentence.text))
    future = bool(FUTURE.search(sentence.text))
    plain = bool(sentence.found & {"number", "date", "name"})
    kinds = {
        CLAIM: cued,
        OPINION: judged,
        PREDICTION: future,
        FACT: plain and "hedge" not in sentence.found,
    }
    strong = [kind for kind in (CLAIM, OPINION, PREDICTION) if kinds[kind]]
    if len(strong) == 1:
        return strong[0]
    return FACT if not strong and kinds[FACT] else ""


def kinds(material: Material) -> Iterator[DraftedQuestion]:
    """Sort sentences of the article by kind."""
    sorts: dict[str, list[Sentence]] = {kind: [] for kind in KINDS_OF_SENTENCE}
    for sentence in material.sentences:
        kind = kind_of(sentence)
        if kind and fits(sentence.text) and 4 <= sentence.words <= 35:
            sorts[kind].append(sentence)
    for count in (2, 1):
        chosen = [s for found in sorts.values() for s in found[:count]]
        texts = list(dict.fromkeys(quoted(s.text) for s in chosen))
        if len(texts) < 3 or sum(map(bool, sorts.values())) < 2:
            return
        of = {quoted(s.text): kind_of(s) for s in chosen}
        yield pairs(
            "kinds",
            "sort",
            "What kind of sentence is each of these, as it stands in the article?",
            "sorted by rules (verbs of saying, words for the future, words that judge); careful "
            "readers may differ, so decide each",
            [(t, of[t], _WHY[of[t]]) for t in texts],
            KINDS_OF_SENTENCE,
            hint="Ask of each: could somebody look this up, and where?",
            because="The kind tells you what to do next: look it up, ask whose it is, weigh it, "
            "or wait.",
            skills=("TYP",),
        )


def kinds_in_general(material: Material) -> Iterator[DraftedQuestion]:
    """Sort four sentences about a made-up library."""
    yield pairs(
        "kinds",
        "sort",
        "Four sentences about a library that is made up. What kind is each?",
        FITS_ANY,
        [
            ("The library has 4,000 books.", FACT, "Somebody can count them."),
            ("The library is full, its director said.", CLAIM, "“Said” hands it to the director."),
            ("No town has a better library.", OPINION, "“Better” judges. Fair people may differ."),
            ("The library will open in May.", PREDICTION, "In June you can see whether it did."),
        ],
        KINDS_OF_SENTENCE,
        hint="Ask of each: could somebody look this up, and where?",
        because="The kind tells you what to do: look it up, ask whose it is, weigh it, or wait.",
        skills=("TYP",),
    )


def telling(material: Material) -> Iterator[DraftedQuestion]:
    """Put pieces of the article in the order in which it tells them."""
    starts = {s.id: short(s.text) for s in material.body if fits(short(s.text))}
    ids = [id for id, words in starts.items() if list(starts.values()).count(words) == 1]
    for count in (5, 4, 3):
        for first in range(min(3, len(ids) - count + 1)):
            spread = ids[first :: max(1, len(ids) // count)][:count]
            yield sequence(
                "telling",
                "From memory: put these pieces in the order in which the article tells them.",
                "the order in the article, which is sure; decide whether it is worth asking",
                [(quoted(starts[id]), f"This is {id}.") for id in spread if len(spread) == count],
                hint="News mostly begins with what the writer holds to be most important.",
                because="What comes first is a choice. Would you have begun with the same?",
                skills=("TYP",),
            )


def retell(material: Material) -> Iterator[DraftedQuestion]:
    """Retell a sentence, no surer than it is."""
    wanted: tuple[frozenset[Found], ...] = (
        frozenset({"cue", "hedge"}),
        frozenset({"hedge"}),
        frozenset({"cue"}),
        frozenset(),
    )
    for needs in wanted:
        for sentence in material.sentences:
            if needs <= sentence.found and fits(sentence.text) and 6 <= sentence.words <= 40:
                yield _retell(f"> {sentence.text}", sentence.span.segment)
    yield _retell("", material.body[0].id)


def _retell(words: str, segment: str) -> DraftedQuestion:
    what = "this sentence" if words else f"one sentence of {segment}"
    return text(
        "retell",
        f"Retell {what} in your own words, for somebody who has not read it. Be no surer than it "
        "is. Use 40 words or fewer." + (f" The sentence: {quoted(words[2:])}" if words else ""),
        "this question fits any article; write a model for yours",
        [
            ("Proficient", "keeps who says so, keeps how sure it sounds, and uses new words"),
            ("Emergent", "does two of these three"),
            ("Basic", "copies the sentence, or makes it surer than it is"),
        ],
        "According to …, it is … that … .",
        show=(segment,),
        limit=40,
        hint="Who says so? How sure do they sound?",
        because="Doubts and names get lost when a text is retold. You can keep them.",
        skills=("HDG", "ATT"),
    )
