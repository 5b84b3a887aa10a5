"""The small words of English that tell a verb from a noun and where a clause begins.

The closed classes are those of any grammar of English, such as Quirk et al. (1985), chapters 2
to 6; the lists were written out anew.
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a line as a set: how the tables of this package are written."""
    return frozenset(words.split())


ARTICLES = listed("a an the")
POSSESSIVES = listed("my your his her its their our whose")
DETERMINERS = ARTICLES | POSSESSIVES | listed("no every each another any")
POINTING = listed("this that these those")
SUBJECT_PRONOUNS = listed("i you he she it we they who")
PRONOUNS = SUBJECT_PRONOUNS | listed("him her them me us himself herself themselves")
SPEAKERS_OWN = listed("i you we i'd i've i'll i'm we'd we've we're you'd you've")
BE = listed("is are was were be been being am isn't aren't wasn't weren't it's he's she's they're")
HAVE = listed("has have had having hasn't haven't hadn't i've we've they've you've")
MODALS = listed(
    "will would can could may might must shall should cannot can't won't wouldn't couldn't "
    "shouldn't mustn't do does did don't doesn't didn't i'd he'd she'd they'd we'd you'd i'll "
    "he'll she'll we'll they'll let's let to"
)
NEGATIONS = listed("not never n't")
AUXILIARIES = BE | HAVE | (MODALS - {"to", "let", "let's"})
FINITE = (
    (BE - {"be", "been", "being"})
    | (HAVE - {"having"})
    | (MODALS - {"to", "let"})
    | listed("needs need remains seems appears became")
)
ADVERBS = listed(
    "also then later now just still even already once again often always never only soon so "
    "thus instead too first long first further earlier ever rather not both all each "
    "simply himself herself"
)
# Ends in -ly, and is no adverb.
NO_ADVERBS = listed(
    "family reply supply ally italy july assembly only early daily weekly monthly rally likely "
    "unlikely friendly elderly apply rely fly bully tally monopoly anomaly lovely ugly holy "
    "deadly costly jelly belly imply comply multiply butterfly emily sally kelly molly billy "
    "orderly scholarly worldly homely lonely lively"
)
PREPOSITIONS = listed(
    "of in for with by on about at from into over under after before against between among "
    "through during without within upon toward towards despite amid around behind beyond per "
    "via like than as to"
)
WH = listed("how why what whether who when where which if whom")
RELATIVES = listed("who which that whose whom")
CONJUNCTIONS = listed("and or but nor yet")
PLURAL_PEOPLE = listed(
    "people police men women others many some most few several both children those majority "
    "two three four five six half staff crew public and who folks media majority all"
)
TIMES = listed(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight "
    "january february march april may june july august september october november december "
    "earlier later last this recently repeatedly publicly then again"
)
OPENING = frozenset("“\"‘'«„`")
CLOSING = frozenset("”\"’'»“")
QUOTES = OPENING | CLOSING
DASHES = frozenset("—–-")


def adverb(low: str) -> bool:
    """Whether a word, in small letters, is surely or most likely an adverb."""
    return low in ADVERBS or (low.endswith("ly") and low not in NO_ADVERBS and len(low) > 4)
