"""Attribution cues: the words that hand what is said, or thought, to somebody.

A verb counts when it stands where a verb can stand and, where it has other senses, in a frame that
only the reporting sense has; see `kit.author.cues.verbs` for the frames. There is no parser here:
a frame is a matter of the neighbouring words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kit.author.cues.clauses import clause_follows, quote_follows
from kit.author.cues.fixed_words import (
    adjective,
    hearsay,
    medium,
    noun,
    phrase,
    standpoint,
    summing_up,
)
from kit.author.cues.frames import DOCUMENTS, FRAMES
from kit.author.cues.grammar import (
    DETERMINERS,
    NEGATIONS,
    POSSESSIVES,
    PRONOUNS,
    SPEAKERS_OWN,
    TIMES,
)
from kit.author.cues.passives import OWNERLESS, in_passive, shortened_passive
from kit.author.cues.tokens import Cue, Tokens, low_at
from kit.author.cues.two_words import held, particle, put_at, voiced
from kit.author.cues.verb_places import can_be_verb, group, surely_verb
from kit.author.cues.verbs import (
    ALSO_WITHOUT_WORDS,
    ASKING,
    FORMS,
    SAYING,
    THINKING,
    Form,
    Verb,
)


def cues(tokens: Tokens) -> Iterator[Cue]:
    """The cues of one paragraph's tokens, by place; none overlaps another."""
    return _longest(_all(tokens))


def hands_words(tokens: Tokens, last: int) -> bool:
    """Whether a cue that ends here has words beside it that it hands over: a clause, a quotation.

    Most verbs of saying always have; “replied to every letter” and “complained about it” need not.
    Who has not confirmed something says nothing, and a study that confirms it shows it.
    """
    entry = FORMS.get(tokens[last].low)
    if not entry:
        return True
    verb = entry[0]
    first = group(tokens, last)[0]
    if any(token.low in NEGATIONS or token.low.endswith("n't") for token in tokens[first:last]):
        return False
    before = _words_before(tokens, first)
    if verb.base == "confirm" and not DOCUMENTS.isdisjoint(before):
        return False
    return verb.base not in ALSO_WITHOUT_WORDS or FRAMES["clause"](tokens, last, verb)


def _words_before(tokens: Tokens, at: int) -> set[str]:
    """The three words before a place, as far as no sign parts them from it."""
    near = takewhile(lambda token: token.word, reversed(tokens[max(0, at - 3) : at]))
    return {token.low for token in near}


def _all(tokens: Tokens) -> Iterator[Cue]:
    at = 0
    while at < len(tokens):
        found = _at(tokens, at) if tokens[at].word else None
        if found and not (tokens[at].quoted and _of_the_quoted(tokens, found)):
            yield found
            at = found[1]
        at += 1


def _longest(found: Iterator[Cue]) -> Iterator[Cue]:
    """The cues, without one that the next takes in: “refused” in “refused to say”."""
    kept: Cue | None = None
    for cue in found:
        if kept and kept[1] < cue[0]:
            yield kept
        kept = cue
    if kept:
        yield kept


def _at(tokens: Tokens, at: int) -> Cue | None:
    for rule in (
        phrase,
        particle,
        voiced,
        held,
        put_at,
        standpoint,
        _verb,
        noun,
        summing_up,
        adjective,
        hearsay,
        medium,
        _beside_a_quote,
    ):
        if found := rule(tokens, at):
            return found
    return None


def _of_the_quoted(tokens: Tokens, found: Cue) -> bool:
    """Whether a cue between quotation marks is the speaker's own: “I think”, or no plain report."""
    first, last, reason = found
    before = {t.low for t in tokens[max(0, first - 3) : last + 1]}
    entry = FORMS.get(tokens[last].low)
    if not entry or reason not in {SAYING, THINKING, ASKING} or "any" not in entry[0].frames:
        return True
    return bool(before & SPEAKERS_OWN) or low_at(tokens, first - 1) in {"to", "n't", ""}


def _verb(tokens: Tokens, at: int) -> Cue | None:
    entry = FORMS.get(tokens[at].low)
    if not entry:
        return None
    verb, form = entry
    if not can_be_verb(tokens, at, form, verb.also_noun):
        return None
    first, passive = group(tokens, at)
    if verb.base == "comment" and first < at and tokens[first].low.startswith(("decl", "ref")):
        return None  # who declines to comment says nothing
    if passive and form == "past":
        return in_passive(tokens, at, verb, first)
    if "any" in verb.frames:
        good = _plain_use(tokens, at, verb, form)
    else:
        good = any(FRAMES[frame](tokens, at, verb) for frame in sorted(verb.frames))
    if not good and form == "past" and shortened_passive(tokens, at, verb):
        return first, at, OWNERLESS
    return (first, at, verb.reason) if good else None


def _plain_use(tokens: Tokens, at: int, verb: Verb, form: Form) -> bool:
    """Whether a verb that needs no frame has none that speaks against it."""
    after = low_at(tokens, at + 1)
    if verb.base == "say" and form == "base" and after == "," and low_at(tokens, at - 1) == ",":
        return False
    if form == "ing" and verb.base == "say":
        near = [t.low for t in tokens[max(0, at - 3) : at]]
        return not (set(near) & {"a", "an", "old", "without"} and "," not in near)
    if form == "ing" and verb.base == "ask" and after in {"price", "prices"}:
        return False
    if verb.base == "think" and after in {"tank", "tanks"}:
        return False
    if verb.also_noun and form in {"base", "s"} and not surely_verb(tokens, at, form):
        objects = DETERMINERS | POSSESSIVES | (PRONOUNS - {"who"})
        named = at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper() and after not in TIMES
        return clause_follows(tokens, at) or (form == "s" and (named or after in objects))
    return True


def _beside_a_quote(tokens: Tokens, at: int) -> Cue | None:
    """A past form with a colon and a quotation after it, or after one: “..., he shrugged.”"""
    if not tokens[at].low.endswith("ed") or len(tokens[at].low) < 5 or tokens[at].quoted:
        return None
    before = {t.text for t in tokens[max(0, at - 4) : at] if not t.word}
    ends = low_at(tokens, at + 1) in {".", ",", ""}
    colon = low_at(tokens, at + 1) == ":" and quote_follows(tokens, at)
    if not colon and not (ends and "," in before and before & {"”", '"'}):
        return None
    return group(tokens, at)[0], at, "beside a quotation, where a reporting verb stands"
