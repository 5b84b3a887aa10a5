"""Verbs that can hand words or thoughts to somebody, in all their forms, and where they do so.

The classes are those of English grammars and of research on news: the public verbs (of saying)
and private verbs (of thinking) that take a that-clause in Quirk et al., A Comprehensive Grammar of
the English Language (1985), 16.31; the verbs of intending that take an infinitive (16.38); the
neutral, illocutionary and declarative verbs of Caldas-Coulthard (1994); and, for documents that
"show", the research verbs of Thompson and Ye (1991). Which verbs stand here was decided anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from kit.author.cues.grammar import listed
from kit.author.cues.inflection import Form, inflected

# What has to stand around a verb before it counts:
# any: nothing more, if it is a verb at all; clause: a clause, a “that”, a quotation, or a place
# beside a comma as in “..., he added.”; to: “to” and a verb; object to: the same with somebody in
# between; object that: somebody, then “that”; ing: a form such as “running”; of, for, as ...:
# that word, at once or after an object; document: with a study or a poll before it; names: what
# something is called; talk: a noun that reports; object: somebody or something, at once;
# not: a “not” before it; state: how somebody feels; likening: “to” after what is likened;
# outlook: a noun such as “chance” or “reason” after it.
Frame = str


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: why it counts, and in which frames."""

    base: str
    reason: str
    frames: frozenset[Frame]
    also_noun: bool = False


SAYING = "reporting verb"
THINKING = "verb of belief"
WANTING = "verb of wanting or intending"
SHOWING = "verb of showing: a document, a study or a person lets something be seen"
JUDGING = "verb of praise or blame: it carries somebody’s judgement"
ASKING = "verb of asking or urging"

_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        SAYING,
        "any",
        "say tell claim deny insist assert allege contend acknowledge concede reiterate retort "
        "quip opine testify boast complain lament caution warn assure recount confide cite tweet "
        "retweet joke argue predict dispute agree disagree reply declare describe explain "
        "announce stress emphasize emphasise confirm admit suggest accuse brag gripe quote "
        "mention recall rumor rumour downplay hint disclose profess bemoan attribute theorize "
        "theorise demur confess remind liken intimate apologize apologise reassure",
    ),
    (
        SAYING,
        "clause",
        "add note state report write remark observe reveal disclose hint imply signal "
        "conclude maintain affirm reaffirm clarify forecast project estimate speculate theorize "
        "theorise reason answer respond counter continue begin interject shout yell cry whisper "
        "mutter murmur scream chant post read rule swear guarantee certify attest repeat comment "
        "elaborate object protest marvel muse gush sigh laugh smile plead underline underscore "
        "highlight posit intone rejoin volunteer exclaim recite proclaim pronounce propose "
        "recommend vow pledge promise threaten advise blog caution detail specify stipulate "
        "charge submit calculate reckon finish snap sneer scoff grumble counsel echo relate "
        "divulge fume vent fret thunder grouse venture surmise conjecture postulate hypothesize "
        "hypothesise infer deduce reminisce recollect insinuate enthuse carp crow hold tease "
        "hazard question preach lecture",
    ),
    (SAYING, "object that", "remind inform notify advise assure convince persuade alert promise"),
    (SAYING, "of", "speak talk write warn accuse complain boast"),
    (
        SAYING,
        "about",
        "speak talk joke complain comment brag write rave testify muse fret gripe ask read hear",
    ),
    (SAYING, "against", "speak rail inveigh argue rule advise caution"),
    (SAYING, "for", "argue"),
    (JUDGING, "likening", "compare"),
    (
        SAYING,
        "object",
        "report propose recommend promise pledge vow forecast estimate reveal threaten project "
        "disavow repudiate outline divulge signal note",
    ),
    (SAYING, "on", "comment elaborate"),
    (
        ASKING,
        "any",
        "ask urge demand implore beseech exhort entreat request",
    ),
    (ASKING, "clause", "inquire query recommend propose order insist beg plead"),
    (ASKING, "object to", "order advise instruct direct encourage beg tell invite command "
     "challenge persuade convince remind forbid press pressure lobby counsel petition"),
    (ASKING, "for", "plead advocate press lobby appeal petition beg"),
    (ASKING, "object", "advocate"),
    (
        THINKING,
        "any",
        "believe think suspect doubt wonder assume expect speculate fear worry presume anticipate "
        "consider deem disbelieve mistrust envisage remember",
    ),
    (
        THINKING,
        "clause",
        "know understand realize realise recognize recognise remember suppose hope feel sense "
        "hear learn discover find notice guess figure imagine regret decide judge deem concur "
        "accept appreciate foresee envision trust dream wish see conclude reckon bet calculate "
        "determine resolve care",
    ),
    (THINKING, "as", "see view regard consider perceive"),
    (THINKING, "ing", "consider contemplate envision weigh debate"),
    (THINKING, "any", "mull"),
    (THINKING, "not", "know care"),
    (THINKING, "outlook", "see find foresee"),
    (THINKING, "object", "foresee regret weigh contemplate"),
    (THINKING, "state", "feel"),
    (THINKING, "about", "worry care think wonder know feel agonize"),
    (THINKING, "of", "think dream know hear learn"),
    (WANTING, "to", "want plan intend hope wish vow pledge promise threaten swear aim "
     "propose prefer expect offer long refuse decide choose opt elect volunteer consent resolve "
     "mean agree seek decline"),
    (WANTING, "any", "want intend favor favour oppose prefer"),
    (WANTING, "of", "disapprove"),
    (WANTING, "ing", "favor favour oppose prefer"),
    (WANTING, "object to", "want prefer expect"),
    (WANTING, "for", "hope wish long"),
    (WANTING, "on", "plan insist"),
    (SHOWING, "document", "show reveal indicate find conclude estimate put confirm demonstrate "
     "document"),
    (SHOWING, "clause", "show indicate suggest demonstrate reveal find confirm illustrate"),
    (
        JUDGING,
        "for",
        "criticize criticise condemn denounce blast slam chide rebuke mock ridicule attack assail "
        "praise applaud commend blame fault thank laud hail scold berate credit hammer "
        "lambast lambaste forgive congratulate",
    ),
    (
        JUDGING,
        "as",
        "criticize criticise condemn denounce blast slam deride mock ridicule praise hail laud "
        "dismiss reject label brand characterize characterise portray depict tout describe cast "
        "decry paint defend welcome cite justify attack",
    ),
    (
        JUDGING,
        "object",
        "criticize criticise condemn denounce slam chide rebuke deride ridicule praise applaud "
        "commend laud hail blast question blame decry berate lambast lambaste assail "
        "fault scold tout",
    ),
    (JUDGING, "over", "criticize criticise attack blast slam"),
    (JUDGING, "on", "blame"),
    (JUDGING, "clause", "criticize criticise condemn denounce decry deride mock"),
    (JUDGING, "talk", "dismiss reject refute rebut contradict echo repeat question back "
     "reaffirm withdraw retract challenge defend welcome float"),
    (JUDGING, "names", "call label dub brand deem declare pronounce"),
)  # fmt: skip

# Verbs whose plain form or s-form is as often a noun.
_ALSO_NOUNS = listed(
    "claim report call plan hope fear demand remark note state estimate promise pledge vow threat "
    "request order forecast project comment answer reply project post doubt worry suspect "
    "question charge attack praise blame label brand cast shout cry object protest rule reason "
    "signal show view guess figure judge mention offer aim wish dream trust tweet retweet joke "
    "quip quote boast caution stress recall detail counter echo slam blast sense feel find read "
    "fault credit hammer mock sigh laugh smile whisper scream yell chant submit blog lament "
    "rumor rumour wonder advocate push command alert back care long snap vent concern query "
    "request favor favour challenge press pressure lobby petition appeal venture hazard bet mean "
    "document outline tout reveal fret decide resolve welcome elect"
)


def _verbs() -> dict[str, Verb]:
    frames: dict[str, set[Frame]] = {}
    reasons: dict[str, str] = {}
    for reason, frame, bases in _TABLE:
        for base in bases.split():
            reasons.setdefault(base, reason)
            frames.setdefault(base, set()).add(frame)
    return {
        base: Verb(base, reasons[base], frozenset(found), base in _ALSO_NOUNS)
        for base, found in frames.items()
    }


VERBS: dict[str, Verb] = _verbs()
FORMS: dict[str, tuple[Verb, Form]] = {
    text: (verb, form)
    for verb in reversed(VERBS.values())
    for text, form in reversed(tuple(inflected(verb.base)))
}
# Verbs that mean something else in the passive: “was admitted to hospital”, “was denied entry”.
OTHER_IN_PASSIVE = listed(
    "admit deny confirm announce describe suggest add find see view read project post charge "
    "attack judge call know label explain stress recall demand consider write order cite"
)
# Past forms that stand before a noun as adjectives do: “alleged thefts”, “expected rain”.
ADJECTIVAL = listed(
    "alleged reported suggested stated expected planned proposed promised confirmed announced "
    "quoted feared perceived projected estimated wanted accused detailed noted known revealed "
    "claimed assumed presumed suspected disputed intended supposed admitted acknowledged declared "
    "professed requested anticipated considered recommended criticized agreed labeled "
    "condemned deemed found given written read signaled forecast demanded preferred favored "
    "favoured threatened determined resolved decided disclosed documented outlined implied"
)
