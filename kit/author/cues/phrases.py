"""Fixed phrases, and verbs with a second word, that hand words or thoughts to somebody.

Evidentials as in Chafe and Nichols (1986) and Bednarek, Evaluation in Media Discourse (2006);
source, cue and content as in Pareti (2012). Which words stand here was decided anew.
"""

from __future__ import annotations

from kit.author.cues.grammar import listed

_FROM = "says where it comes from"

# A phrase, and the reason for it. It counts wherever it stands.
PHRASES: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): reason
    for reason, phrases in {
        f"{_FROM}: according to": ("according to",),
        f"{_FROM}: in the words of": (
            "in the words of",
            "in the view of",
            "in the opinion of",
            "in the eyes of",
            "by the account of",
            "as told to",
        ),
        f"{_FROM}: by some account": (
            "by all accounts",
            "by some accounts",
            "by his own account",
            "by her own account",
            "by their own account",
            "by its own account",
        ),
        "verb and noun that report together": (
            "made clear",
            "makes clear",
            "make clear",
            "making clear",
            "made it clear",
            "makes it clear",
            "make it clear",
            "made the case",
            "makes the case",
            "make the case",
            "making the case",
            "made the point",
            "makes the point",
            "took issue",
            "takes issue",
            "take issue",
            "taking issue",
            "gave assurances",
            "cast doubt",
            "casts doubt",
            "casting doubt",
            "took exception",
            "takes exception",
            "made no secret",
            "makes no secret",
            "would like to",
            "would rather",
            "took to twitter",
            "took to facebook",
            "took to social media",
            "is of the view",
            "was of the view",
            "is of the opinion",
            "was of the opinion",
            "are of the view",
            "are of the opinion",
        ),
    }.items()
    for phrase in phrases
}

# A verb with the small word after it.
PARTICLES: dict[str, frozenset[str]] = {
    verb: frozenset(particles.split())
    for verb, particles in {
        "point": "out to",
        "call": "for on upon",
        "appeal": "to for",
        "brush": "aside off",
        "wave": "away",
        "shrug": "off",
        "lay": "out",
        "talk": "about of",
        "make": "clear plain",
        "plead": "guilty innocent not",
        "rule": "out",
        "count": "on",
        "refer": "to",
        "allude": "to",
        "spell": "out",
        "speak": "out",
        "chime": "in",
        "weigh": "in",
        "fire": "back",
        "shoot": "back",
        "hit": "back",
        "push": "back",
        "lash": "out",
        "sound": "off",
        "argue": "against",
        "object": "to",
        "look": "forward",
    }.items()
}

# A verb with a noun that says what kind of words or feelings: “expressed concern”.
VOICING = listed(
    "express voice raise issue make deliver offer reject share air repeat give send level lodge "
    "place put lay pose extend convey register"
)
VOICED = listed(
    "concern doubt fear hope confidence skepticism scepticism outrage anger frustration regret "
    "disappointment support optimism alarm dismay interest sympathy surprise remorse condolence "
    "reservation misgiving gratitude disbelief disagreement opposition worry belief objection "
    "view opinion disdain satisfaction desire willingness relief claim argument accusation "
    "allegation promise statement remark comment announcement prediction assertion suggestion "
    "apology threat warning criticism praise condolence thanks complaint question assurance blame "
    "pledge vow denial determination unease discontent displeasure distrust frustration "
    "resentment disgust shock sorrow sadness appreciation enthusiasm hopes plea appeal demand "
    "recommendation estimate forecast grievance scorn possibility prospect issue"
)
# What somebody is said to have in mind: “has no intention of”, “had doubts”.
HELD = listed(
    "intention plan doubt hope fear concern reservation misgiving suspicion confidence qualm "
    "belief opinion view desire wish worry objection illusion regret complaint"
)
HELD_WITH = listed(
    "no little any some serious grave great strong many few a an the deep high long my his her "
    "their its our every full complete real considerable growing also always never much such "
    "own big ambitious private several other similar enough"
)
