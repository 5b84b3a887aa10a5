"""A new exercise made from an article, in memory: its seed, its lessons and its notebooks."""

from __future__ import annotations

from collections.abc import Mapping

from kit.article.intake import Received
from kit.article.seed import RELEASE, new_work, release_card
from kit.article.segments import Article, cut
from kit.author.scaffold.lessons import PLANS, answers_file, draft
from kit.author.scaffold.material import gather
from kit.author.scaffold.pages import notebook
from kit.author.scaffold.seed import chains_table, claims_table, evidence_table, source_card


def scaffold(
    exercise: str,
    received: Received,
    about: Mapping[str, str],
    data: bytes,
    lessons: int = len(PLANS),
) -> dict[str, bytes]:
    """All files of a new exercise by their path from the root, as bytes; nothing is written.

    ``about`` may hold author, publisher, date, url, licence and language; ``data`` are the bytes
    as they came, kept where the text differs from them; ``lessons`` is how many are made.
    The notebooks have no outputs yet.
    """
    article: Article = cut(received.text, language=about.get("language", ""))
    material = gather(article, about.get("publisher", ""))
    drafted = [draft(plan, material) for plan in PLANS[:lessons]]
    kept = f"received.{received.format}"
    seed = {
        "article.txt": received.text,
        "source.toml": source_card(received, about, kept),
        "evidence.csv": evidence_table(about),
        "claims.csv": claims_table(material),
        "chains.csv": chains_table(),
        RELEASE: release_card(new_work()),
    }
    files = {f"seeds/{exercise}/{name}": text for name, text in seed.items()}
    for lesson, following in zip(drafted, [*drafted[1:], None], strict=True):
        name = f"{exercise}/{lesson.plan.name}"
        files[f"answers/{name}.md"] = answers_file(lesson, material)
        files[f"notebooks/{name}.ipynb"] = notebook(exercise, lesson, material, following)
    as_bytes = {path: text.encode() for path, text in files.items()}
    if received.cleaned:
        as_bytes[f"seeds/{exercise}/{kept}"] = data
    return as_bytes
