"""An exercise to hand on as one file, with its article or without it.

Without it, keys are short quotations and paragraphs checksums. A package is text of a strict form:
it holds no link and no program, and nothing of it is run or written by reading it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Literal

from pydantic import TypeAdapter, ValidationError

from kit.article.files import put
from kit.article.project import NAME, Project
from kit.article.seed import RELEASE, new_work, read_article, read_text, release_card
from kit.article.segments import Article, cut
from kit.article.toml import read_toml
from kit.article.trust import FreeCode, free_code
from kit.article.trust.content import links_leading_out
from kit.article.versions import Versions
from kit.author.exercises import speaking_of
from kit.author.scaffold.new_exercise import ON_WINDOWS
from kit.author.updating import blocks_of, with_checksum
from kit.language.shown import shown
from kit.learner.strict_json import FormatError, decode
from kit.lesson.notebook_metadata import notebook_metadata
from kit.question.parse import parse

LARGEST = 10_000_000  # bytes of a pack
MOST = 500  # files of a pack
LONGEST_QUOTATION = 40  # words of a paragraph that may stand in a pack whole

_FILE = re.compile(
    r"answers/[a-z0-9-]{1,80}\.md|notebooks/[a-z0-9-]{1,80}\.ipynb"
    r"|seeds/[a-z-]{1,40}\.(?:csv|md)|seeds/source\.toml"
)
_PICTURE = re.compile(r"(?:notebooks/)?[A-Za-z0-9_-]{1,80}\.(?:png|jpe?g|gif|webp)")


class UnusablePack(Exception):
    """A pack that cannot be made or attached; the text says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article that a pack was made for, by its words alone."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The lessons of an exercise with their tables and pictures, and no article."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    kit_pack: Literal[1]
    exercise: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    files: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)  # in Base64
    article: str = ""  # its text; “” where the package leaves it out


@dataclass(frozen=True, slots=True)
class Attached:
    """The files of an exercise with its article, and each question that does not fit, and why."""

    files: Mapping[str, bytes]
    drifted: tuple[str, ...]


def make_pack(project: Project, exercise: str, with_article: bool = False) -> bytes:
    """A pack of an exercise as bytes.

    Raises UnusablePack where there is no such exercise, a link leads out of it, or a file holds a
    whole paragraph of an article that is left out, and Unreadable where a file cannot be read.
    """
    lessons = project.lessons_of(exercise)
    if not lessons or any("/" not in name for name in lessons):
        raise UnusablePack(
            f"there is no exercise “{exercise}” with lessons in a folder of its own."
        )
    if links := links_leading_out(project, exercise):
        raise UnusablePack(f"a link leads out of it: {links[0]}; put the file itself there.")
    article = read_article(project, exercise)
    files: dict[str, str] = {}
    for lesson in lessons:
        bare = lesson.partition("/")[2]
        files[f"answers/{bare}.md"] = read_text(project, project.answers(lesson))
        if project.notebook(lesson).is_file():
            text = read_text(project, project.notebook(lesson))
            files[f"notebooks/{bare}.ipynb"] = without_outputs(text)
    seed, beside = project.seed(exercise, ""), project.root / "notebooks" / exercise
    for path in sorted(seed.iterdir()):
        if _FILE.fullmatch(f"seeds/{path.name}"):
            files[f"seeds/{path.name}"] = read_text(project, path)
    pictures = {
        f"{prefix}{path.name}": base64.b64encode(path.read_bytes()).decode()
        for prefix, folder in (("", seed), ("notebooks/", beside))
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if _PICTURE.fullmatch(path.name)
    }
    if not with_article:
        _refuse_long_quotations(files, article)
    found = tuple(Paragraph(s.id, checksum(s.text)) for s in article.segments)
    text = read_text(project, project.seed(exercise, "article.txt")) if with_article else ""
    pack = Pack(1, exercise, article.language, found, files, pictures, text)
    return (json.dumps(asdict(pack), indent=1, ensure_ascii=False) + "\n").encode()


def _refuse_long_quotations(files: Mapping[str, str], article: Article) -> None:
    for name, text in files.items():
        flat = " ".join(text.split())
        for segment in article.segments[1:]:
            if len(segment.text.split()) > LONGEST_QUOTATION and segment.text in flat:
                raise UnusablePack(
                    f"{name} holds all of {segment.id}, which is more than a short quotation; "
                    "shorten it there."
                )


def attach(data: bytes, text: str = "", name: str = "") -> Attached:
    """The exercise of a pack with an article's text, by default its own; nothing is run or written.

    ``name`` is what the exercise is called here, by default as in the pack. Raises UnusablePack
    where the bytes are no pack, or there is no article.
    """
    pack = _read(data)
    text, name = text or pack.article, name or pack.exercise
    if not text.strip():
        raise UnusablePack("it leaves its article out; put yours to it: kit attach.")
    by_sum = {p.sha256: p.id for p in pack.paragraphs}
    article = cut(text, _left_over(pack), pack.language)
    now = {by_sum[c]: s.id for s in article.segments if (c := checksum(s.text)) in by_sum}
    ids = {p.id: now.get(p.id, "") for p in pack.paragraphs}
    versions = Versions(Article(()), article, ids)
    files: dict[str, bytes] = {}
    drifted: list[str] = []
    for path, content in pack.files.items():
        room, _, rest = path.partition("/")
        whole = content
        if room == "answers":
            whole = versions.rename(content)
            drifted += _drifted(whole, content, rest, versions)
        elif room == "notebooks":
            whole = versions.rename(_of_own_kernel(without_outputs(content)))
        elif rest == "source.toml" and text != pack.article:
            whole = with_checksum(content, text)
        if name != pack.exercise and room != "seeds":
            whole = speaking_of(whole, pack.exercise, name)
        files[f"{room}/{name}/{rest}"] = whole.encode()
    for picture, written in pack.pictures.items():
        room = "notebooks" if "/" in picture else "seeds"
        files[f"{room}/{name}/{picture.rpartition('/')[2]}"] = _picture(picture, written)
    files[f"seeds/{name}/article.txt"] = text.encode()
    files[f"seeds/{name}/{RELEASE}"] = release_card(new_work()).encode()
    return Attached(files, tuple(drifted))


def holds(data: bytes) -> tuple[tuple[str, ...], tuple[FreeCode, ...]]:
    """What is in a pack, line by line, and all that would run of it besides the kit's own.

    Whatever a stranger wrote is shown as it is. Raises UnusablePack where the bytes are no pack.
    """
    pack = _read(data)
    found = attach(data, pack.article or "An article\n\nIt is left out.\n")
    with TemporaryDirectory() as folder:
        project = Project(Path(folder).resolve())
        put({project.root / path: written for path, written in found.files.items()})
        free = free_code(project, pack.exercise)
    title = next((line for line in pack.article.split("\n") if line.strip()), "")
    about = f"“{shown(title, 90)}”, {len(pack.article.split())} words" if title else "left out"
    lines = [f"The exercise “{pack.exercise}”", f"The article: {about}"]
    for path, text in sorted(pack.files.items()):
        room, _, rest = path.partition("/")
        if room == "answers":
            count = len(re.findall(r"(?m)^## ", text))
            lesson = shown(text.lstrip("\ufeff").partition("\n")[0].lstrip("# "), 90)
            lines.append(f"The lesson {rest.removesuffix('.md')}: “{lesson}”, questions: {count}")
        elif room == "seeds":
            lines.append(f"The table or card {rest}, lines: {len(text.splitlines())}")
    lines += [f"The picture {name.rpartition('/')[2]}" for name in sorted(pack.pictures)]
    return tuple(lines), free


def exercise_in(data: bytes) -> str:
    """The name of the exercise in a pack. Raises UnusablePack where the bytes are no pack."""
    return _read(data).exercise


def paragraphs_of(data: bytes) -> frozenset[str]:
    """The checksums of the article that a pack was made for. Raises UnusablePack."""
    return frozenset(paragraph.sha256 for paragraph in _read(data).paragraphs)


def checksum(text: str) -> str:
    """A paragraph’s words as a checksum: its spaces, marks and capitals do not count."""
    return sha256(" ".join(re.findall(r"\w+", text.casefold())).encode()).hexdigest()


def without_outputs(text: str) -> str:
    """A notebook without what it has stored. Raises UnusablePack where it is no notebook."""
    try:
        content = decode(text.encode())
        if not isinstance(content, dict):
            raise TypeError("it is no object")
        for cell in content["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
    except (ValueError, KeyError, TypeError) as error:
        raise UnusablePack("one of its notebooks is no notebook.") from error
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _of_own_kernel(text: str) -> str:
    """A notebook that Python runs, whatever kernel it named: its code was looked at as Python."""
    content = json.loads(text)
    if isinstance(named := content.get("metadata"), dict):
        own = notebook_metadata()
        content["metadata"] = {**named, **{n: own[n] for n in ("kernelspec", "language_info")}}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _left_over(pack: Pack) -> tuple[str, ...]:
    """The paragraphs that copying left behind, as the pack's source card names them."""
    try:
        found = read_toml(pack.files.get("seeds/source.toml", "")).get("left_over", ())
    except tomllib.TOMLDecodeError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _drifted(text: str, before: str, name: str, versions: Versions) -> Iterable[str]:
    """Each question that shows a paragraph the article has otherwise, or that cannot be read."""
    question_set = parse(text, name, versions.new)
    for problem in question_set.problems:
        yield f"{name}:{problem.line}: {problem.text}"
    for id, start, block in blocks_of(before, question_set):
        if gone := versions.gone_in("\n".join(block)):
            yield f"{name}:{start}: “{id}” speaks of {', '.join(gone)}, otherwise in your text"


def _read(data: bytes) -> Pack:
    if len(data) > LARGEST:
        raise UnusablePack("it is larger than 10 MB, and no pack is.")
    try:
        decode(data)  # refuses what pydantic lets pass, such as a name twice
        pack: Pack = TypeAdapter(Pack).validate_json(data)
    except (ValidationError, FormatError) as error:
        raise UnusablePack("it is no pack that “kit pack” made, or a damaged one.") from error
    odd = [name for name in pack.files if not _is_good(name, _FILE)]
    odd += [name for name in pack.pictures if not _is_good(name, _PICTURE)]
    if odd or not NAME.fullmatch(pack.exercise) or len(pack.exercise) > 60:
        raise UnusablePack(
            f"it holds what no pack holds: “{shown((odd or [pack.exercise])[0], 80)}”."
        )
    if len(pack.files) + len(pack.pictures) > MOST:
        raise UnusablePack(f"it holds more than {MOST} files.")
    if len({name.casefold() for name in pack.pictures}) < len(pack.pictures):
        raise UnusablePack("two of its pictures have one name but for capitals.")
    return pack


def _is_good(name: str, form: re.Pattern[str]) -> bool:
    return bool(form.fullmatch(name)) and Path(name.casefold()).stem not in ON_WINDOWS


def _picture(name: str, written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnusablePack(f"its picture “{name}” is damaged.") from error
