"""Shades of a news text: hedges, loaded words and sources without a name.

Hedges after Hyland, Hedging in Scientific Research Articles (1998), and Rubin (2010) on certainty
in news; unnamed sources after Sternadori and Thorson (2009) and news agencies' own rules on them;
loaded words after the appraisal of Martin and White (2005) and the news values of Bednarek and
Caple (2017). Which words stand here was decided anew; a word here is worth a look, and no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kit.author.cues.grammar import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    listed,
)
from kit.author.cues.tokens import Token
from kit.author.cues.verbs import FORMS

Found = tuple[int, int, str]  # the first token, the last one, the reason

_DOUBT = "leaves room for doubt"
HEDGES: dict[str, str] = {
    word: reason
    for reason, line in {
        f"{_DOUBT}: a modal verb": "may might could",
        f"{_DOUBT}: an adverb": "perhaps possibly probably presumably apparently seemingly maybe "
        "arguably potentially conceivably evidently roughly approximately about",
        f"{_DOUBT}: an adjective": "likely unlikely possible probable potential apparent uncertain "
        "unclear unconfirmed unverified suspected alleged purported supposed rumoured rumored "
        "presumed putative tentative preliminary so-called",
        f"{_DOUBT}: a verb of seeming": "seems seem seemed appears appear appeared suggests",
        f"{_DOUBT}: a number that is not exact": "nearly almost around estimated",
    }.items()
    for word in line.split()
}
_ONLY_BEFORE_NUMBERS = listed("about around nearly almost roughly approximately")

_NO_NAME = "no name, only a role"
ROLES = listed(
    "official officials source sources aide aides adviser advisers advisor advisors insider "
    "insiders spokesman spokeswoman spokesperson expert experts analyst analysts observer "
    "observers critic critics supporter supporters opponent opponents activist activists "
    "campaigner campaigners scientist scientists researcher researchers economist economists "
    "lawyer lawyers witness witnesses neighbor neighbors neighbour neighbours resident residents "
    "investigator investigators prosecutor prosecutors diplomat diplomats lawmaker lawmakers "
    "strategist strategists employee employees worker workers colleague colleagues doctor doctors "
    "commentator commentators trader traders executive executives staffer staffers voter voters "
    "historian historians authorities police friends relatives reports sceptics skeptics "
    "detractors allies historians forecasters scholars academics operative operatives"
)
_WHOEVER = listed("some many others several most few people those person persons")
_VAGUE = re.compile(
    r"\b(?:(?:a|one|two|three|several|some|many)\s+)?(?:senior\s+|former\s+)?(?:people|person|persons|"
    r"sources?|officials?|individuals?)\s+(?:close\s+to|familiar\s+with|briefed\s+on|with\s+(?:direct\s+"
    r")?knowledge\s+of)\b|\b(?:on|under)\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+\w+\s+not\s+be"
    r"\s+named)|\bwho\s+(?:declined|asked|refused)\s+(?:not\s+)?to\s+be\s+(?:named|identified)",
    re.IGNORECASE,
)  # fmt: skip

_LOADED = "carries a judgement"
LOADED: dict[str, str] = {
    word: f"{_LOADED}: {why}"
    for why, line in {
        "it names a person or group by what one thinks of them": "dictator regime strongman tyrant "
        "thug thugs crony cronies mob henchman henchmen extremist extremists fanatic fanatics "
        "radical radicals terrorist terrorists puppet warmonger despot firebrand hardliner "
        "hardliners rogue pariah hermit elite elites cartel junta zealot zealots",
        "it makes more of something": "slam slams slammed blast blasts blasted shocking stunning "
        "horrific horrifying devastating explosive unprecedented massive huge dramatic "
        "dramatically skyrocket skyrocketed soared plummeted slashed crisis chaos chaotic "
        "disaster disastrous catastrophe catastrophic bombshell outrage outrageous fury furious "
        "scandal historic crackdown nightmare bloodbath carnage onslaught frenzy meltdown turmoil",
        "it praises or blames": "brutal barbaric heinous evil cruel savage vicious ruthless "
        "shameful disgraceful cowardly heroic hero heroes brave courageous notorious infamous "
        "controversial reckless absurd ridiculous corrupt crooked radical draconian innocent "
        "illegitimate tremendous terrible horrible dangerous bizarre sinister bogus sham "
        "hypocrisy hypocritical",
        "it hides or softens something": "collateral neutralized neutralised downsizing "
        "regrettable enhanced pacify pacified cleansing",
        "it says that what was said is true, or is not": "purports exposed debunked",
    }.items()
    for word in line.split()
}  # fmt: skip


def hedges(tokens: Sequence[Token]) -> Iterator[Found]:
    """Words that leave room for doubt; “May” the month and “about” a subject are none."""
    for at, token in enumerate(tokens):
        reason = HEDGES.get(token.low)
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if not reason or (token.low in _ONLY_BEFORE_NUMBERS and not _number(after)):
            continue
        if token.low == "may" and token.text == "May" and (not token.first or _number(after)):
            continue
        yield at, at, reason


def _number(token: Token | None) -> bool:
    return token is not None and (token.text[:1].isdigit() or token.text in "$£€" or (
        token.low in {"half", "a", "one", "two", "three", "four", "five", "ten", "twice", "every"}
    ))  # fmt: skip


def loaded(tokens: Sequence[Token]) -> Iterator[Found]:
    """Words that carry a judgement of their own, outside quotation marks."""
    for at, token in enumerate(tokens):
        if token.low in LOADED and not token.quoted:
            yield at, at, LOADED[token.low]


def unnamed(tokens: Sequence[Token], text: str, cue_ends: frozenset[int]) -> Iterator[Found]:
    """Sources that have a role and no name, and are given as a source.

    ``cue_ends`` are the tokens of attribution cues: a role counts beside one.
    """
    taken: set[int] = set()
    for match in _VAGUE.finditer(text):
        first, last = (bisect_left(tokens, at, key=_start) for at in match.span())
        if first < last:
            taken |= set(range(first, last))
            yield first, last - 1, "a source whose name is held back"
    for at, token in enumerate(tokens):
        if at in taken or token.low not in ROLES | _WHOEVER:
            continue
        if _named(tokens, at) or not _speaks(tokens, at, cue_ends):
            continue
        owner = at + 1 < len(tokens) and tokens[at + 1].text in {"'", "’"}
        if owner or (token.low in _WHOEVER and at + 1 not in cue_ends):
            continue
        first = _start_of_phrase(tokens, at)
        if first not in taken:
            yield first, at, _NO_NAME


def _start(token: Token) -> int:
    return token.start


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name stands beside the role: “a spokesman, Paul Roe,” or “economist Ann Lee”."""
    after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ",")
    named = after < len(tokens) and tokens[after].word and tokens[after].text[:1].isupper()
    if named and not tokens[at].low.endswith("s"):
        return True
    return at > 1 and tokens[at - 1].low in DETERMINERS and (
        tokens[at - 2].text == "," and at > 2 and tokens[at - 3].text[:1].isupper()
    )  # fmt: skip


def _speaks(tokens: Sequence[Token], at: int, cue_ends: frozenset[int]) -> bool:
    """Whether a cue follows within its noun phrase, or stands just before: “said officials”."""
    first = _start_of_phrase(tokens, at)
    if first - 1 in cue_ends:
        return True
    for place in range(at + 1, min(at + 12, len(tokens))):
        if place in cue_ends:
            return True
        token = tokens[place]
        if token.text in ".;:?!" or token.low in AUXILIARIES - BE - {"have", "has", "had"}:
            return False
        if token.low in SUBJECT_PRONOUNS and token.low != "who":
            return False
    return False


def _start_of_phrase(tokens: Sequence[Token], at: int) -> int:
    """The determiner or the first describing word before a role, at most four words back."""
    first = at
    for place in range(at - 1, max(-1, at - 5), -1):
        token = tokens[place]
        if not token.word or token.low in PREPOSITIONS | AUXILIARIES | FORMS.keys():
            break
        if token.low in DETERMINERS | _WHOEVER | {"one", "two", "three"}:
            return place
        if token.low in {"senior", "former", "top", "independent", "government"}:
            first = place
    return first
