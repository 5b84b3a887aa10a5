"""A fact-check note: claims with their verdicts and evidence, as a page and as ClaimReview."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.article.seed import Evidence
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation


@dataclass(frozen=True, slots=True)
class Finding:
    """What a learner found about one claim: then, since, and by which evidence."""

    claim: str
    then: str  # the verdict at publication
    since: str  # the verdict with what is known since; "" while there is none
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A learner's fact-check of one article."""

    article: str  # its title
    publisher: str  # as far as known
    findings: tuple[Finding, ...] = ()
    summary: str = ""


def as_page(note: Note, translation: Translation = ENGLISH) -> str:
    """The note as HTML to read or print; everything in it is escaped."""
    findings = "".join(_finding(finding, translation) for finding in note.findings)
    return (
        f"<article><p><strong>{as_html(translation.say('note_exercise'))}</strong></p>"
        f"<h3>{as_html(note.article)}</h3><ol>{findings}</ol>"
        f"<p>{as_html(note.summary)}</p></article>"
    )


def _finding(finding: Finding, translation: Translation) -> str:
    sources = "".join(
        f"<li>{as_html(e.id)} {as_html(e.publisher)}, {as_html(e.date)}</li>"
        for e in finding.evidence
    )
    return (
        f"<li><p>“{as_html(finding.claim)}”</p>"
        f"<p>{as_html(translation.say('note_then'))} <b>{as_html(finding.then)}</b>. "
        f"{as_html(translation.say('note_since'))} <b>{as_html(finding.since)}</b>.</p>"
        f"<ul>{sources}</ul></li>"
    )


def as_claim_review(note: Note, translation: Translation = ENGLISH) -> str:
    """The note in the shape of schema.org's ClaimReview, as JSON-LD, marked as an exercise."""
    return json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [_review(finding, note, translation) for finding in note.findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _review(finding: Finding, note: Note, translation: Translation) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": finding.claim,
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {
                "@type": "NewsArticle",
                "headline": note.article,
                "publisher": {"@type": "Organization", "name": note.publisher},
            },
        },
        "reviewRating": {"@type": "Rating", "alternateName": finding.then},
        "author": {"@type": "Person", "name": translation.say("note_student")},
        "reviewBody": note.summary,
        "citation": [
            {"@type": "CreativeWork", "publisher": e.publisher, "url": e.url}
            for e in finding.evidence
        ],
        "disambiguatingDescription": translation.say("note_exercise"),
    }


def read_note(
    article: str,
    publisher: str,
    verdicts: tuple[Mapping[str, str], Mapping[str, str]],
    picked: Mapping[str, str],
    pack: Sequence[Evidence],
    summary: str,
) -> Note:
    """The note that a learner's answers make.

    ``verdicts`` are the claims' verdicts at publication and since, ``picked`` the evidence chosen
    for each claim, named by an id such as ``E12`` at the beginning of its text.
    """
    then, since = verdicts
    known = {e.id: e for e in pack}
    findings = tuple(
        Finding(
            claim,
            verdict,
            since.get(claim, ""),
            tuple(known[id] for id in picked.get(claim, "").split()[:1] if id in known),
        )
        for claim, verdict in then.items()
    )
    return Note(article, publisher, findings, summary)


class NotePage:
    """A note as it is shown: to read, and folded away in the shape that machines read."""

    def __init__(self, note: Note, translation: Translation = ENGLISH) -> None:
        self._note = note
        self._translation = translation

    def __repr__(self) -> str:
        rows = (f"“{f.claim}”: {f.then}; {f.since}" for f in self._note.findings)
        return "\n".join([self._translation.say("note_exercise"), *rows, self._note.summary])

    def _repr_html_(self) -> str:
        data = as_html(as_claim_review(self._note, self._translation))
        title = as_html(self._translation.say("note_data"))
        page = as_page(self._note, self._translation)
        return f"{page}<details><summary>{title}</summary><pre>{data}</pre></details>"
