"""The three lessons that any article gets: what each is about, and its rounds."""

from __future__ import annotations

from dataclasses import dataclass

from kit.author.scaffold import (
    check_it,
    kinds_of_sentence,
    voices,
    who_says_so,
    whole_article,
    wording,
)
from kit.author.scaffold.drafted_question import DraftedQuestion, Maker, first_that_reads_back
from kit.author.scaffold.material import Material


@dataclass(frozen=True, slots=True)
class Round:
    """A claim as heading, a few sentences, and the questions that would do, best first."""

    heading: str
    prose: str
    makers: tuple[Maker, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A lesson before it knows its article. ``opening`` has a place for the ``{headline}``."""

    name: str
    title: str
    opening: str
    minutes: int
    goal: str
    afterwards: tuple[str, ...]
    rounds: tuple[Round, ...]
    to_keep: str
    farewell: str


@dataclass(frozen=True, slots=True)
class DraftedLesson:
    """A lesson on one article: its plan, and each round that the article has a question for."""

    plan: Plan
    rounds: tuple[tuple[Round, DraftedQuestion], ...]


def draft(plan: Plan, material: Material) -> DraftedLesson:
    """The lesson of a plan for an article. A round that nothing fits is left out."""
    found = ((one, first_that_reads_back(one.makers, material)) for one in plan.rounds)
    return DraftedLesson(plan, tuple((one, question) for one, question in found if question))


def answers_file(drafted: DraftedLesson, material: Material) -> str:
    """The lesson's answers file: every question with its key, each a draft."""
    plan = drafted.plan
    front = f"# {plan.title}\n\nMinutes: {plan.minutes}\nGoal: {plan.goal}"
    blocks = [question.block(material.article) for _, question in drafted.rounds]
    return "\n\n".join([front, *blocks]) + "\n"


_who, _voices, _whole = who_says_so, voices, whole_article
_kinds, _wording, _check = kinds_of_sentence, wording, check_it

WHO_SAYS_SO = Plan(
    "1-who-says-so",
    "Who says so?",
    "An article has the headline “{headline}”.\n\nWho says so? And how could they know?",
    40,
    "say, for a claim, who stands behind it, and how it reached you.",
    (
        "mark the words that hand a claim to somebody,",
        "tell the name nearby from the one who speaks,",
        "judge a source without a name, neither as proof nor as fake.",
    ),
    (
        Round(
            "Every claim comes from somebody",
            "Most sentences in the news do not say what happened. They say what somebody says. "
            "Three parts matter: the **source**, the **cue** (such as “said”) and the **claim**.",
            (_who.cues, _who.cues_to_mark),
        ),
        Round(
            "The nearest name is not always the source",
            "Names stand close together in an article. One of them is what the sentence is about. "
            "Another one said it. Sometimes nobody did.",
            (_voices.owner, _voices.owner_in_general),
        ),
        Round(
            "Keep the voices apart",
            "One article can carry many voices. To weigh them, first see which words are whose.",
            (_voices.speakers, _voices.parts_of_a_claim),
        ),
        Round(
            "No name is not no source",
            "Some people can speak only if their name stays out. Newsrooms have rules for that: "
            "use it rarely, and tell readers what you can about the person.",
            (_who.unnamed, _who.what_helps_without_a_name),
        ),
        Round(
            "A claim passes through many hands",
            "Between what happened and what you read, people see, tell, write and edit. Each of "
            "them is a link in a **chain**.",
            (_who.chain,),
        ),
        Round(
            "Who is missing can matter, too",
            "A report chooses whom to ask. Most often there is no bad will in it: time was short. "
            "But you can notice it.",
            (_whole.reply,),
        ),
        Round(
            "A gain is a reason to look, and no proof",
            "Every claim helps somebody. That does not make it false. It tells you where to look "
            "twice.",
            (_whole.gains,),
        ),
        Round(
            "Say whose it is, and what stays open",
            "You have met the voices of this article. Now choose one claim, and be fair to it.",
            (_who.weigh,),
        ),
    ),
    "source, cue, claim, chain.",
    "Take any article that you read today. Find one claim, and ask of it: *who says so?*",
)

WHAT_KIND = Plan(
    "2-what-kind-of-sentence",
    "What kind of sentence?",
    "“{headline}”\n\nIs that a fact, a claim, an opinion or a forecast? How sure does it sound?",
    40,
    "tell kinds of sentences apart, and hear how sure each one sounds.",
    (
        "sort sentences into facts, claims, opinions and forecasts,",
        "hear the doubt in “may” and “likely”, and keep it,",
        "notice a word that judges, and read on all the same.",
    ),
    (
        Round(
            "First see what kind of text it is",
            "A report, a comment and an advertisement can look alike on a screen. They owe you "
            "different things.",
            (_whole.genre,),
        ),
        Round(
            "A headline is a promise",
            "Headlines are short, and often written by somebody else. Hold this one against the "
            "text.",
            (_whole.headline,),
        ),
        Round(
            "Each kind of sentence asks for something else",
            "A fact can be looked up. A claim has an owner. An opinion wants reasons. A forecast "
            "has to wait. News mixes all four, and may.",
            (_kinds.kinds, _kinds.kinds_in_general),
        ),
        Round(
            "Small words carry much",
            "One short word can add a doubt, a judgement or a date. It is easily read over.",
            (_wording.hedges, _wording.days, _wording.hedges_to_mark),
        ),
        Round(
            "A careful sentence is not a weak one",
            "A writer who is not sure should say so. Then you know how sure you can be.",
            (_wording.firmness, _wording.firmness_in_general),
        ),
        Round(
            "A word can judge while it tells",
            "There is often more than one word for a thing. Some only name it. Some praise or "
            "blame it as well.",
            (_wording.loaded_in_general,),
        ),
        Round(
            "Order is a choice, too",
            "A writer decides what comes first, and how firmly. Nothing false need be said.",
            (_kinds.telling, _wording.how_firm),
        ),
        Round(
            "Retell it, and make it no surer",
            "Whoever retells a text is its next link. What you leave out, your reader will not "
            "miss.",
            (_kinds.retell,),
        ),
    ),
    "fact, claim, opinion, forecast, hedge, loaded word.",
    "Listen to the news once today. Count the words that leave room for doubt.",
)

CHECK_IT = Plan(
    "3-check-it",
    "Check it",
    "“{headline}”\n\nWhat of this could you check yourself today, and where?",
    40,
    "pick what is worth checking, find a place to look, and say what you found.",
    (
        "write down how sure you are before you look,",
        "choose a claim that matters and a place to check it,",
        "tell a second voice from a second copy.",
    ),
    (
        Round(
            "First say how sure you are",
            "Everybody is wiser afterwards. So give your numbers now. Most news holds in most of "
            "what it says.",
            (_check.before, _check.before_in_general),
        ),
        Round(
            "Numbers and dates can be looked up",
            "A number has somebody who counted. A day stands in a calendar. They are a good place "
            "to begin.",
            (_check.numbers,),
        ),
        Round(
            "A number needs a second one beside it",
            "Much or little, more or less: than what, and of how many?",
            (_whole.baseline,),
        ),
        Round(
            "Ask what would show it",
            "Before you search, say what you would have to see: for it, and against it.",
            (_whole.holds,),
        ),
        Round(
            "Go to the one who counted, spoke or was there",
            "A search brings many pages. Few of them know it at first hand.",
            (_check.where, _check.where_in_general),
        ),
        Round(
            "Two copies are one voice",
            "You will often find a text twice. Ask whether two people did the asking.",
            (_check.second_site,),
        ),
        Round(
            "Leave the page early",
            "Looking harder at a page does not tell you who made it. Others can.",
            (_check.moves,),
        ),
        Round(
            "A plan names a claim, a place and a sign",
            "Now plan your own check. If you can, carry it out, and give credit for what holds.",
            (_check.plan,),
        ),
    ),
    "confirmation, copy, first hand.",
    "Carry out your plan. Then look at the numbers that you gave at the beginning.",
)

PLANS = (WHO_SAYS_SO, WHAT_KIND, CHECK_IT)
