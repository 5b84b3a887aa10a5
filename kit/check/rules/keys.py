"""Rules for keys: they rest on evidence, can be missed, and say nothing that has no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.article.project import exercise_of
from kit.article.seed import Unreadable, read_evidence, read_rows
from kit.check.rules.subjects import Proof
from kit.question.kinds import kind, kinds
from kit.question.kinds.contract import Keyed
from kit.question.model import Problem


def can_be_missed(proof: Proof) -> Iterator[Problem]:
    """A choose-many question has an option that is wrong, and a sort uses all its boxes.

    Where every option is right, or all things go into one box, there is nothing to find out.
    """
    for question, key in proof.accepted():
        if found := kind(question.kind).leaves_nothing_to_find(Keyed(question, key)):
            text, field = found
            yield proof.problem(question.id, text, field=field)


def cites_evidence_that_exists(proof: Proof) -> Iterator[Problem]:
    """Every id that a key cites, a text rests on or a notebook shows is a row of evidence.csv.

    A text cell names what it rests on in its metadata: {"says_who": {"evidence": ["E01"]}}.
    """
    try:
        known = {e.id for e in read_evidence(proof.project, exercise_of(proof.lesson))}
    except Unreadable as error:
        yield as_problem(error)
        return
    for call in proof.notebook.calls:
        for id in call.argument.replace(",", " ").split() if call.name == "evidence" else ():
            if id not in known:
                text = f"it shows {id}, which evidence.csv does not have"
                yield proof.notebook.problem(call.line, text)
    for cell in proof.notebook.cells:
        if cell.cites is None:
            text = '“says_who” holds no list of ids under “evidence”; write it as ["E01", "E02"]'
            yield proof.notebook.problem(cell.cites_line, text)
        for id in cell.cites or ():
            if id not in known:
                text = f"this text rests on {id}, which evidence.csv does not have"
                yield proof.notebook.problem(cell.cites_line, text)
    for key in (*proof.question_set.keys, *(draft.key for draft in proof.question_set.drafts)):
        for id in key.evidence:
            if id not in known:
                text = f"“{key.question}” cites {id}, which evidence.csv does not have"
                yield proof.problem(key.question, text, field="Evidence")


def agrees_with_the_ledger(proof: Proof) -> Iterator[Problem]:
    """A key that judges claims of claims.csv agrees with their verdict at publication."""
    cited = {id for key in proof.question_set.keys for id in key.claims}
    if not cited:
        return
    columns = ("id", "verdict_at_publication")
    try:
        rows = read_rows(proof.project, exercise_of(proof.lesson), "claims", columns)
    except Unreadable as error:
        yield as_problem(error)
        return
    verdicts = {row["id"]: row["verdict_at_publication"] for row in rows}
    for key in proof.question_set.keys:
        for id in key.claims:
            text = ""
            if id not in verdicts:
                text = f"“{key.question}” judges {id}, which claims.csv does not have"
            elif key.judges and key.judges != _judgement(verdicts[id]):
                said = verdicts[id]
                text = f"“{key.question}” says that {id} {key.judges}; claims.csv says “{said}”"
            if text:
                yield proof.problem(key.question, text, field="Claim")


def uses_only_its_own_fields(proof: Proof) -> Iterator[Problem]:
    """A question has no field that means nothing for its kind, and no number that cannot matter."""
    for question in proof.question_set.questions:
        own = kind(question.kind)
        for name in proof.blocks[question.id].fields:
            only_for = [one.name for one in kinds() if name in one.fields]
            if only_for and own.name not in only_for:
                text = f"“{name}:” means something in a {' or '.join(only_for)} question only; "
                yield proof.problem(question.id, text + "take it out", field=name)
        if own.takes_one and question.tries >= len(question.items) and not question.try_costs:
            text = f"{question.tries} tries are enough to try every option; allow fewer"
            yield proof.problem(question.id, text, field="Tries")
        if question.try_costs * (question.tries - 1) >= 100:
            worthless = 100 // question.try_costs + 1 + bool(100 % question.try_costs)
            text = f"try {worthless} would earn nothing; allow fewer, or let each cost less"
            yield proof.problem(question.id, text, field="Tries")
        if question.interval and not 50 <= question.interval < 100:
            text = "“Interval:” is a range that holds with 50 to 99 %, such as “80 %”"
            yield proof.problem(question.id, text, field="Interval")


def as_problem(error: Unreadable) -> Problem:
    """The problem of a file that a lesson needs and that cannot be read."""
    said = str(error).rstrip(".")
    if at := re.match(r"(.+?):(\d+): ", said):
        return Problem(at[1], int(at[2]), said[at.end() :])
    path, _, rest = said.partition(" ")
    return Problem(path, 1, rest)


def _judgement(verdict: str) -> str:
    return "holds" if verdict.startswith(("ACCURATE", "TRUE")) else "fails"


def says_of_every_wrong_option_which_way_it_errs(proof: Proof) -> Iterator[Problem]:
    """Where one wrong option says which way it errs, every one does, and no right one does.

    “(trusts)” takes for true what is not shown, “(doubts)” gives no credit where it is due. With a
    gap, nobody can tell which way a student leans.
    """
    for question, key in proof.accepted():
        errs = [item for item in question.items if key.note(item).errs]
        right = [item for item in errs if item in key.ticked]
        left = [item for item in question.items if item not in (*errs, *key.ticked)]
        text = ""
        if right:
            text = f"“{right[0]}” is right, and errs in no way; take “trusts” or “doubts” out"
        elif errs and left and key.ticked:
            text = f"say of “{left[0]}” too which way it errs: (trusts) or (doubts)"
        if text:
            yield proof.problem(question.id, text)
