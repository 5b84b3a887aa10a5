"""An exercise brought to a corrected text of its article: what fits moves, the rest is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article, read_seed_table, read_text
from kit.article.segments import Article, Segment, bracketed, cut, find_span
from kit.article.tables import as_exact_csv
from kit.article.tidy import sentences
from kit.article.versions import VERSIONS, Versions, compare
from kit.author.editing import add_question, rename_question
from kit.author.naming import propose_id
from kit.author.notebook import add_cell, with_edit
from kit.author.question_lines import question_lines
from kit.author.scaffold.drafted_question import reads_back
from kit.author.scaffold.material import fits, gather
from kit.author.scaffold.whole_article import what_changed
from kit.question.model import Problem, QuestionSet
from kit.question.parse import parse
from kit.question.write import as_text

MOST_ASKED = 2  # questions about what changed, in an exercise
_QUOTED = re.compile(r"“([^“”]{12,})”")
_MARKED = re.compile(r"“([^“”]*\[[^“”]*\][^“”]*)”")
_SHA = re.compile(r'(?m)^sha256 = "[0-9a-f]*"')
_READ = re.compile(r"(\.read\(\s*[\"'])([^\"']*)([\"'])")


@dataclass(frozen=True, slots=True)
class Update:
    """What an update writes, file by file, and what only a person can decide."""

    versions: Versions
    files: Mapping[Path, bytes]
    to_decide: tuple[Problem, ...]
    asked: tuple[str, ...] = ()  # drafts that ask what changed, as “river/3-check/changed”


def update(project: Project, exercise: str, text: str) -> Update:
    """Bring an exercise to a corrected text of its article; nothing is written.

    The text before is kept in the seed, in ``versions``. Raises Unreadable where a file of the
    exercise cannot be read.
    """
    old = read_article(project, exercise)
    left_over = [s.text for s in old.segments if s.id.startswith("X")]
    versions = compare(old, cut(text, left_over, old.language))
    path = project.seed(exercise, "article.txt")
    files: dict[Path, bytes] = {path: text.encode()}
    kept = (project.seed(exercise, f"{VERSIONS}/{n}.txt") for n in count(1))
    files[next(place for place in kept if not place.exists())] = path.read_bytes()
    card = project.seed(exercise, "source.toml")
    if card.is_file():
        files[card] = with_checksum(read_text(project, card), text).encode()
    to_decide: list[Problem] = []
    for lesson in project.lessons():
        if exercise_of(lesson) == exercise:
            for place, change in (
                (project.answers(lesson), _answers),
                (project.notebook(lesson), _notebook),
            ):
                if place.is_file():
                    name = project.name(place)
                    changed, open_ = change(read_text(project, place), name, versions)
                    files[place] = changed.encode()
                    to_decide += open_
    claims, open_ = _claims(project, exercise, versions)
    files |= claims
    asked = _ask_what_changed(project, exercise, versions, files)
    return Update(versions, files, tuple(sorted({*to_decide, *open_})), asked)


def _ask_what_changed(
    project: Project, exercise: str, versions: Versions, files: dict[Path, bytes]
) -> tuple[str, ...]:
    """Drafts on the longest changes, put into the files of the exercise's last lesson."""
    lessons = project.lessons_of(exercise)
    lesson = next((n for n in reversed(lessons) if project.answers(n) in files), "")
    material = gather(versions.new)
    place, notebook = project.answers(lesson), project.notebook(lesson)
    asked: list[str] = []
    for before, after, id in _changed_sentences(versions) if lesson else ():
        text = files[place].decode()
        taken = {question.id for question in question_lines(text)}
        known = sum(name.startswith("changed") for name in taken)
        made = next(what_changed(material, before, after, id))
        if known >= MOST_ASKED or not reads_back(made, versions.new):
            continue
        name = propose_id("changed", taken)
        block = rename_question(made.block(versions.new), "changed", name)
        files[place] = add_question(text, block).encode()
        asked.append(f"{lesson}/{name}")
        if notebook in files:
            printed = as_text(made.question, versions.new.shown([id]))
            files[notebook] = with_edit(files[notebook], add_cell(name, printed))
    return tuple(asked)


def _changed_sentences(versions: Versions) -> list[tuple[str, str, str]]:
    """What paragraphs said before and say now, where both say something, the longest first."""
    old = {segment.id: sentences(segment.text) for segment in versions.old.segments}
    new = {segment.id: sentences(segment.text) for segment in versions.new.segments}
    found = []
    for was, id in versions.ids.items():
        before = " ".join(s for s in old[was] if id and s not in new[id])
        after = " ".join(s for s in new.get(id, ()) if s not in old[was])
        if before and after and fits(before) and fits(after):
            found.append((before, after, id))
    return sorted(found, key=lambda three: -len(three[0]) - len(three[1]))


def with_checksum(card: str, text: str) -> str:
    """A source card whose checksum is that of this text of the article."""
    return _SHA.sub(f'sha256 = "{sha256(text.encode()).hexdigest()}"', card)


def _answers(text: str, name: str, versions: Versions) -> tuple[str, list[Problem]]:
    """An answers file with its ids and quotations moved, and what is left to a person in it."""
    before = parse(text, name, versions.old)
    lines = _with_moved_spans(text, before, versions).split("\n")
    lines = [line if _is_quotation(line) else versions.rename(line) for line in lines]
    after = "\n".join(lines)
    now = parse(after, name, versions.new)
    known = {p.text for p in before.problems}
    open_ = [p for p in now.problems if p.text not in known]
    for number, line in enumerate(text.split("\n"), start=1):
        for id in versions.gone_in(line):
            open_.append(Problem(name, number, f"{id} is no longer in the article; what now?"))
        for quotation in _QUOTED.findall(lines[number - 1]):
            if _in(quotation, versions.old) and not _in(quotation, versions.new):
                said = f"the article does not say “{quotation}” any more; quote what it says now"
                open_.append(Problem(name, number, said))
    return after, [*open_, *_worth_a_look(text, name, before, versions, open_)]


def _worth_a_look(
    text: str, name: str, before: QuestionSet, versions: Versions, named: Sequence[Problem]
) -> Iterator[Problem]:
    """Each question on a paragraph whose words have changed, unless something of it is named."""
    changed = {change.before.partition(" ")[0] for change in versions.changes if change.after}
    for id, start, block in blocks_of(text, before):
        end = start + len(block)
        question = before.question(id)
        shown = set(question.show) if question else set()
        about = sorted((shown | set(versions.named_in("\n".join(block)))) & changed)
        if about and not any(start <= problem.line < end for problem in named):
            now = ", ".join(versions.ids[id] for id in about)
            said = f"“{id}” rests on {now}, which reads otherwise now; does its key still hold?"
            yield Problem(name, start, said)


def blocks_of(text: str, question_set: QuestionSet) -> Iterator[tuple[str, int, list[str]]]:
    """Each question of an answers file: its id, its first line from 1 on, and its lines."""
    lines = text.split("\n")
    starts = [*(line for _, line in question_set.lines), len(lines) + 1]
    for (id, start), end in zip(question_set.lines, starts[1:], strict=True):
        yield id, start, lines[start - 1 : end - 1]


def _is_quotation(line: str) -> bool:
    return bool(re.match(r"\s*-\s*(?:~\s*)?(?:[^“”:]+:\s*)?“[^”]*\[", line))


def _with_moved_spans(text: str, before: QuestionSet, versions: Versions) -> str:
    """The file with each quotation to mark written anew, where it does not fit as it stands."""
    lines = text.split("\n")
    for id, start, block in blocks_of(text, before):
        if not (question := before.question(id)):
            continue
        shown_before = versions.old.shown(question.show)
        shown = versions.new.shown(versions.ids.get(id) or id for id in question.show)
        for number in range(start, start + len(block) - 1):
            if _is_quotation(lines[number]):
                lines[number] = _MARKED.sub(
                    partial(_moved, versions=versions, before=shown_before, now=shown),
                    lines[number],
                )
    return "\n".join(lines)


def _moved(
    found: re.Match[str],
    versions: Versions,
    before: tuple[Segment, ...],
    now: tuple[Segment, ...],
) -> str:
    """A quotation to mark as it has to be written now; as it is where it fits, or nothing does."""
    try:
        find_span(found[1], now)
    except ValueError:
        try:
            moved = versions.move(find_span(found[1], before))
            return f"“{bracketed(moved, now)}”" if moved else found[0]
        except ValueError:
            return found[0]
    return found[0]


def _in(quotation: str, article: Article) -> bool:
    bare = re.sub(r"[\[\]]", "", quotation).rstrip(".,…").strip()
    return any(bare in segment.text for segment in article.segments)


def _notebook(text: str, name: str, versions: Versions) -> tuple[str, list[Problem]]:
    """A notebook whose cells read, and speak of, the paragraphs as they are numbered now."""
    try:
        content = json.loads(text)
        cells = content["cells"]
    except (ValueError, KeyError, TypeError):
        return text, [Problem(name, 1, "this notebook cannot be read; it stays as it is")]

    def read_anew(found: re.Match[str]) -> str:
        return f"{found[1]}{versions.rename(found[2])}{found[3]}"

    open_: list[Problem] = []
    for cell in cells:
        source = cell.get("source", "")
        whole = "".join(source) if isinstance(source, list) else str(source)
        of_code = cell.get("cell_type") == "code"
        after = _READ.sub(read_anew, whole) if of_code else versions.rename(whole)
        cell["source"] = after.splitlines(keepends=True) if isinstance(source, list) else after
        said = " ".join(f[1] for f in _READ.findall(whole)) if of_code else whole
        for id in versions.gone_in(said):
            line = next((n for n, row in enumerate(text.split("\n"), 1) if id in row), 1)
            open_.append(Problem(name, line, f"{id} is no longer in the article; what now?"))
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n", open_


def _claims(
    project: Project, exercise: str, versions: Versions
) -> tuple[dict[Path, bytes], list[Problem]]:
    table = read_seed_table(project, exercise, "claims")
    path = project.seed(exercise, "claims.csv")
    if not path.is_file() or not {"segment", "span"} <= set(table.columns):
        return {}, []
    open_: list[Problem] = []
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        id, said = row["segment"], row["span"]
        now = versions.ids.get(id, "")
        new = next((s.text for s in versions.new.segments if s.id == now), "")
        if said not in new:
            text = f"the article does not say “{said}” in {id} any more; mend or drop this claim"
            open_.append(Problem(row.path, row.line, text))
        rows.append(tuple(now or id if c == "segment" else row[c] for c in table.columns))
    return {path: as_exact_csv(tuple(table.columns), rows).encode()}, open_
