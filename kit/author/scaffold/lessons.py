"""The three lessons that any article gets: what each is about, and its rounds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kit.author.scaffold import (
    check_it,
    kinds_of_sentence,
    voices,
    who_says_so,
    whole_article,
    wording,
)
from kit.author.scaffold.drafted_question import DraftedQuestion, Maker, first_that_reads_back
from kit.author.scaffold.fits_any import asked_of
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


_MAKERS: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        *(check_it.before, check_it.numbers, check_it.where),
        *(kinds_of_sentence.kinds, kinds_of_sentence.telling),
        *(voices.owner, voices.speakers),
        *(who_says_so.chain, who_says_so.cues, who_says_so.unnamed),
        *(whole_article.baseline, whole_article.holds, whole_article.retell),
        *(wording.days, wording.firmness, wording.hedges),
    )
}


def _plan(rounds: list[dict[str, Any]], afterwards: list[str], **own: Any) -> Plan:
    return Plan(afterwards=tuple(afterwards), rounds=tuple(_round(**one) for one in rounds), **own)


def _round(
    heading: str, prose: str, of_the_article: Sequence[str] = (), fits_any: str = ""
) -> Round:
    general = [partial(asked_of, id=fits_any)] if fits_any else []
    return Round(heading, prose, (*(_MAKERS[name] for name in of_the_article), *general))


TEXTS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
PLANS = tuple(_plan(**lesson) for lesson in TEXTS["lessons"])
