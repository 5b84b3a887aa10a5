"""The skills a question can practise and the misconceptions an option can meet."""

from __future__ import annotations

from collections.abc import Mapping

SKILLS: Mapping[str, str] = {
    "PRV": "provenance: what you are looking at, and where it comes from",
    "ATT": "attribution: who says so, and when nobody does",
    "CHN": "chains: how many hands a claim went through",
    "ANO": "unnamed sources: what an anonymous voice is worth",
    "TYP": "kinds of statement: fact, claim, interpretation, prediction, background",
    "HDG": "certainty: how far a source commits itself",
    "CLM": "claims: what can be checked, and what is worth checking",
    "COR": "corroboration: confirmation or repetition",
    "NUM": "numbers, dates and names",
    "LNG": "loaded words: what a word adds besides the fact",
    "CTX": "missing context and missing replies",
    "CAL": "calibration: how sure you are, and how often you are right",
}

MISCONCEPTIONS: Mapping[str, str] = {
    "copy": "Many copies of one report are not many confirmations.",
    "near": "The outlet in front of you, or the name nearest by, need not be the source.",
    "anonymous-is-official": "“Officials say” is not yet an official statement, nor settled.",
    "anonymous-is-invented": "A source without a name is not a source that does not exist.",
    "typo": "A slip of the keyboard proves nothing about the claim.",
    "link-is-source": "A link or the word “source” does not tell you who the source is.",
    "quote-is-proof": "Quotation marks show that words are somebody’s, not that they are true.",
    "may-is-wrong": "A “may” is not wrong because the thing did not happen.",
    "hindsight": "What came out later was not known when the article was written.",
    "label-is-lie": "A loaded word can stand beside a fact that holds.",
    "no-said-is-fact": "A sentence without “said” is not for that reason a plain fact.",
    "one-number": "There is not always one true number.",
    "cynic": "Trusting nothing is no safer than trusting everything.",
    "silence-is-none": "That a reply is not printed does not mean there was none.",
    "close-reading-first": "Reading the page harder does not tell you who made it.",
    "misread": "Look again: the text in front of you says something else.",
    "more-than-said": "This goes further than the text does.",
    "beside-the-point": "True or not, this does not change what you were asked to judge.",
    "all-verbs-alike": "“Said”, “claimed” and “admitted” do not signal the same thing.",
}
