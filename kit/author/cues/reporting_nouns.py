"""Nouns, adjectives and adverbs that hand words or thoughts to somebody, and what follows them.

Nouns with a that-clause as in Francis (1986) and Schmid, English Abstract Nouns as Conceptual
Shells (2000); nouns and adjectives of stance with “that” and “to” as in Biber et al., Longman
Grammar of Spoken and Written English (1999), chapter 9. Which words stand here was decided anew.
"""

from __future__ import annotations

from kit.author.cues.grammar import listed


def _followed_by(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Each word of the values with the keys it stands under: what may follow it."""
    found: dict[str, frozenset[str]] = {}
    for after, line in table.items():
        for word in line.split():
            found[word] = found.get(word, frozenset()) | {after}
    return found


# Nouns that report, by the word that may follow.
NOUNS = _followed_by(
    {
        "that": "claim allegation accusation report rumor rumour assertion speculation warning "
        "suggestion prediction admission denial complaint statement belief view opinion argument "
        "contention conclusion notion assurance announcement acknowledgement acknowledgment "
        "confirmation insistence conviction understanding assumption recognition revelation "
        "testimony estimate impression observation declaration remark comment message feeling "
        "sense doubt expectation finding threat realization reminder idea fear concern worry "
        "suspicion skepticism scepticism hope promise pledge vow charge confidence certainty "
        "regret thesis theory verdict ruling proposition premise insinuation hint disclosure "
        "forecast reassurance guarantee acceptance contention assessment consensus thought "
        "demand request recommendation proposal word news determination optimism",
        "of": "claim allegation accusation report rumor rumour speculation warning fear "
        "suspicion hope promise denial admission criticism prediction threat condemnation "
        "complaint talk intention assurance description characterization",
        "about": "concern worry doubt skepticism scepticism speculation complaint question claim "
        "fear rumor rumour warning misgiving reservation allegation optimism remark comment",
        "over": "concern worry",
        "to": "promise pledge vow threat desire intention willingness determination plan decision "
        "refusal proposal wish offer request commitment call order reluctance demand opposition "
        "recommendation eagerness unwillingness objection",
        "for": "call demand hope request plea wish",
    }
)

# Adjectives of belief and feeling, by the word that may follow; after “be” and the like.
ADJECTIVES = _followed_by(
    {
        "that": "confident convinced sure certain aware hopeful optimistic pessimistic adamant "
        "glad happy proud sorry surprised shocked disappointed pleased relieved grateful "
        "worried concerned afraid fearful doubtful skeptical sceptical unsure uncertain unaware "
        "satisfied mindful amazed astonished outraged angry upset delighted unconvinced "
        "persuaded thankful positive dismayed alarmed furious insistent",
        "to": "glad happy pleased sorry proud afraid surprised willing unwilling "
        "determined reluctant eager keen opposed committed loath hesitant",
        "with": "pleased happy satisfied unhappy angry frustrated "
        "disappointed dissatisfied displeased",
        "at": "angry furious dismayed outraged",
        "in": "confident",
        "about": "worried concerned optimistic pessimistic skeptical sceptical enthusiastic angry "
        "upset nervous excited unsure uncertain confident",
        "of": "critical skeptical sceptical supportive wary suspicious dismissive convinced aware "
        "unaware mindful afraid fearful confident certain proud",
        "by": "troubled alarmed surprised shocked dismayed",
        "whether": "unsure uncertain",
    }
)

# Adjectives that say what somebody makes of something with nothing after them: “they were wary.”
ATTITUDES = listed(
    "skeptical sceptical unconvinced adamant hopeful optimistic pessimistic dismissive unpersuaded "
    "unimpressed doubtful noncommittal confident sympathetic supportive wary defiant"
)

# Adverbs that say that somebody says so, and not who.
ADVERBS_OF_HEARSAY = listed("reportedly allegedly supposedly purportedly ostensibly")

# What lets something be seen: after one of these a verb of showing needs no clause.
DOCUMENTS = listed(
    "poll polls survey surveys study studies data record records document documents report reports "
    "figures statistics results email emails research analysis footage video transcript census "
    "minutes testimony memo letter papers logs audit inquiry investigation review findings tests "
    "experiment experiments complaint lawsuit filing filings indictment affidavit trial estimates "
    "forecast forecasts researchers scientists investigators auditors inspectors authors"
)

# Whose words or mind something is in: “in his words”, “from the union’s point of view”.
STANDPOINTS = {
    "in": listed("words view opinion eyes telling estimation judgment judgement phrase account "
                 "assessment reckoning mind formulation"),
    "from": listed("view perspective standpoint viewpoint vantage"),
    "by": listed("account reckoning estimate admission telling estimation"),
    "to": listed("mind"),
}  # fmt: skip

# Nouns that, said of something a clause before, pass it on: “..., a claim the clerk denied”.
SUMMING_UP = listed(
    "claim allegation accusation charge assertion suggestion view opinion contention belief "
    "sentiment prediction complaint criticism warning statement theory"
)

# Nouns for how likely, or how good, somebody takes something to be: “see little chance”.
OUTLOOKS = listed(
    "chance chances risk risks prospect prospects reason reasons sign signs evidence likelihood "
    "hope possibility danger need point room value merit problem benefit sense opportunity threat"
)

# What a text was said in: alone beside a comma it stands for “said”.
MEDIA = listed(
    "statement interview tweet post speech email e-mail report letter memo filing affidavit "
    "testimony briefing message video editorial op-ed memoir blog deposition study paper "
    "ruling opinion complaint lawsuit indictment"
)
