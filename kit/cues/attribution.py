"""Attribution cues: the words that hand what is said, or thought, to somebody.

A verb counts when it stands where a verb can stand and, where it has other senses, in a frame that
only the reporting sense has; see `kit.cues.verbs` for the frames. There is no parser here: a frame
is a matter of the neighbouring words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.cues.fixed_words import FEELING, Cue, adjective, hearsay, medium, noun, phrase
from kit.cues.frames import (
    FRAMES,
    beside_a_comma,
    clause_follows,
    quote_follows,
)
from kit.cues.grammar import SPEAKERS_OWN, listed
from kit.cues.phrases import (
    PARTICLES,
    VOICED,
    VOICING,
)
from kit.cues.tokens import Token
from kit.cues.verb_places import can_be_verb, group, low_at, passive, surely_verb
from kit.cues.verbs import (
    FORMS,
    JUDGING,
    OTHER_IN_PASSIVE,
    SAYING,
    SHOWING,
    THINKING,
    WANTING,
    Form,
    Verb,
    inflected,
)

Tokens = Sequence[Token]
_OWN_MIND = frozenset({WANTING, JUDGING, THINKING, FEELING})
OWNERLESS = "passive without an owner"
_PARTICLE_FORMS = {form: base for base in PARTICLES for form, _ in inflected(base)} | {
    "spoke": "speak", "shot": "shoot", "hit": "hit",
}  # fmt: skip
_VOICING_FORMS = {form for base in VOICING for form, _ in inflected(base)} | {"made"}
_SENSING = listed("hear see find know feel")
_ANY_PASSIVE = listed("tell ask accuse warn urge rumor rumour")


def cues(tokens: Tokens) -> Iterator[Cue]:
    """The cues of one paragraph's tokens, by place; none overlaps another."""
    found = tuple(_all(tokens))
    said = {tokens[last].sentence for _, last, reason in found if reason not in _OWN_MIND}
    for first, last, reason in found:
        # What somebody wants is a second cue inside what is said, and no source of its own there.
        if reason != WANTING or tokens[last].sentence not in said:
            yield first, last, reason


def _all(tokens: Tokens) -> Iterator[Cue]:
    at = 0
    while at < len(tokens):
        found = _at(tokens, at) if tokens[at].word else None
        if found and not (tokens[at].quoted and _of_the_quoted(tokens, found)):
            yield found
            at = found[1]
        at += 1


def _at(tokens: Tokens, at: int) -> Cue | None:
    for rule in (
        phrase,
        _particle,
        _voiced,
        _verb,
        noun,
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
    return not entry or reason != SAYING or "any" not in entry[0].frames or bool(
        before & SPEAKERS_OWN
    )  # fmt: skip


def _particle(tokens: Tokens, at: int) -> Cue | None:
    base = _PARTICLE_FORMS.get(tokens[at].low)
    if not base or low_at(tokens, at + 1) not in PARTICLES[base]:
        return None
    form: Form = "base" if tokens[at].low == base else "past"
    if tokens[at].low.endswith("s") and tokens[at].low != base:
        form = "s"
    also_noun = base in {"call", "point", "fire", "object", "look"}
    if not can_be_verb(tokens, at, form, also_noun):
        return None
    small = low_at(tokens, at + 1)
    needs_clause = (base, small) in {("point", "out"), ("spell", "out"), ("look", "forward")}
    needs_quote = small in {"in", "back", "off"}
    if base == "call" and passive(tokens, at):
        return None
    if (base, small) == ("point", "out") or not (needs_clause or needs_quote):
        return group(tokens, at)[0], at + 1, SAYING
    if clause_follows(tokens, at + 1) or beside_a_comma(tokens, at, at + 1):
        return group(tokens, at)[0], at + 1, SAYING
    return None


def _voiced(tokens: Tokens, at: int) -> Cue | None:
    if tokens[at].low not in _VOICING_FORMS or not can_be_verb(tokens, at, "past", False):
        return None
    for place in range(at + 1, min(at + 5, len(tokens))):
        if not tokens[place].word:
            return None
        low = tokens[place].low
        if low in VOICED or low.removesuffix("s") in VOICED:
            return group(tokens, at)[0], place, "verb and noun that report together"
    if tokens[at].low.startswith(("express", "voic")):
        return group(tokens, at)[0], at, SAYING
    return None


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
        return _in_passive(tokens, at, verb, first)
    if "any" in verb.frames:
        good = _plain_use(tokens, at, verb, form)
    else:
        good = any(FRAMES[frame](tokens, at, verb) for frame in sorted(verb.frames))
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
        return clause_follows(tokens, at)
    return True


def _in_passive(tokens: Tokens, at: int, verb: Verb, first: int) -> Cue | None:
    after = low_at(tokens, at + 1)
    subject = low_at(tokens, first - 1)
    if subject == "it" and (after in {"that", ",", ".", ""} or "any" in verb.frames):
        return first - 1, at, OWNERLESS
    frames = verb.frames & {"any", "clause", "object to", "to", "as"}
    bare = verb.reason == SHOWING or verb.base in _SENSING
    if after == "to" and bare and low_at(tokens, at + 2) not in {"be", "have"}:
        return None
    if verb.base == "expect" and first < at:
        return first, at, OWNERLESS
    if after == "to" and frames and verb.base not in OTHER_IN_PASSIVE - {"order", "report"}:
        return first, at, OWNERLESS
    if after == "as" and low_at(tokens, at + 2) in {"saying", "telling", "writing"}:
        return first, at + 2, OWNERLESS
    if (after == "as" and "as" in verb.frames) or (after == "for" and "for" in verb.frames):
        return first, at, OWNERLESS
    if after == "that" or (verb.base in _ANY_PASSIVE):
        return first, at, OWNERLESS
    if beside_a_comma(tokens, at, at) and verb.base not in OTHER_IN_PASSIVE:
        return first, at, OWNERLESS
    if (
        after == "by"
        and (verb.base == "report" or "any" in verb.frames)
        and verb.base not in OTHER_IN_PASSIVE
    ):
        return first, at, verb.reason
    return None


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
