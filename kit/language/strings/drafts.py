"""What drafts ask of an article in any language: the stems of questions that fit any article."""

from __future__ import annotations

from collections.abc import Mapping

DRAFTS: Mapping[str, str] = {
    "draft_cues": "Some words do one job: they hand a claim to somebody. Mark every such word in "
    "this passage.",
    "draft_hedges": "Mark every word in this passage that leaves room for doubt.",
    "draft_numbers": "Mark every number in this passage that is written in digits. Each of them "
    "can be looked up.",
    "draft_headline": "Does the article bear out its headline?",
    "draft_genre": "What kind of text is this?",
    "draft_reply": "Whose side do you miss in this article? Say who that is, and what they could "
    "add. Use 60 words or fewer.",
    "draft_gains": "Who gains if readers believe this article, and who pays? Use 60 words or "
    "fewer.",
    "draft_holds": "Does what {segment} says hold? Say what would bear it out, what would speak "
    "against it, and where you would look. Use 60 words or fewer.",
    "draft_baseline": "{words} What is this measured against, and what would you have to know to "
    "call it much or little? Use 40 words or fewer.",
    "draft_changed": "An earlier version of this article said: {before} Now it says: {after} What "
    "does a reader take away now, and not before? Why might it have been changed? Use 60 words or "
    "fewer.",
    "draft_retell": "Retell this sentence in your own words, for somebody who has not read it. Be "
    "no surer than it is. Use 40 words or fewer. The sentence: {words}",
    "draft_retell_one": "Retell one sentence of {segment} in your own words, for somebody who has "
    "not read it. Be no surer than it is. Use 40 words or fewer.",
    "draft_weigh": "Choose one claim from this passage. Whose is it? How could they know? What "
    "stays open? Use 60 words or fewer.",
    "draft_plan": "What in this passage would you check first, and where? Say also what you would "
    "take as a confirmation. Use 60 words or fewer.",
    "draft_before": "Look nothing up yet. How likely is it that a second source, one that does "
    "not copy this article, bears out each of these? Give a number from 0 (surely not) to 100 "
    "(surely).",
    "draft_second_site": "You search for the headline. A second page has the same text, word for "
    "word. What do you know now? Tick all that apply.",
    "draft_moves": "You have this article and ten minutes. Put these moves in the order that a "
    "fact-checker would choose.",
    "draft_chain": "A claim reaches you hand over hand. Put the hands in order for one claim of "
    "this article that somebody is quoted for. Begin with what is nearest to you.",
    "draft_telling": "From memory: put these pieces in the order in which the article tells them.",
    "draft_unnamed": "Some sources are not named. What should readers be told about such a source? "
    "Tick all that apply.",
    "draft_where": "Where would you look first to check each of these? One answer is left over.",
}
