"""Every count that a lesson states is counted again, from the tables it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

import pytest
from support.jupyterlab import ROOT
from support.statements import numbers, row_text

from kit.article.project import Project
from kit.article.seed import Evidence, read_article, read_evidence, read_rows
from kit.article.tables import read_table
from kit.classroom.teaching import claims, judgements, outlets, sequence, skills
from kit.question.read import read_question_set

EXERCISE = "kim-putin-trip"
WORDS = ["no", "one", "two", "three", "four", "five", "six"]
WORDS += ["seven", "eight", "nine", "ten", "eleven", "twelve"]
EVIDENCE = {e.id: e for e in read_evidence(Project(ROOT), EXERCISE)}
LESSON = {name[len(EXERCISE) + 1]: name for name in Project(ROOT).lessons() if EXERCISE in name}
TEACHERS_PAGE = ROOT / "notebooks" / "instructors" / "teach-this-course.ipynb"
COUNTED = (claims, judgements, outlets, skills)
ARTICLE = " ".join(s.text for s in read_article(Project(ROOT), EXERCISE).segments)


def _word(number: int, capital: bool = False) -> str:
    return WORDS[number].capitalize() if capital else WORDS[number]


def _voices(pages: Iterable[Evidence], background: bool = False) -> set[str]:
    """Whose word the pages carry; reference works and background are no voices of their own."""
    return {
        origin
        for page in pages
        for origin, stands in zip(
            page.origin.split("; "), page.independence.split("; "), strict=True
        )
        if background or stands != "reference"
    }


def _pages(first: int, last: int) -> list[Evidence]:
    return [EVIDENCE[f"E{number:02}"] for number in range(first, last + 1)]


def _sources(lesson: str) -> list[str]:
    text = (ROOT / "notebooks" / f"{LESSON[lesson]}.ipynb").read_text(encoding="utf-8")
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def _prose(lesson: str) -> str:
    keys = (ROOT / "answers" / f"{LESSON[lesson]}.md").read_text(encoding="utf-8")
    return "\n".join([*_sources(lesson), keys])


def _teachers_page() -> str:
    cells = json.loads(TEACHERS_PAGE.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def _shown_before(lesson: str, question: str) -> list[str]:
    """The evidence in the last cell that shows any, before a question is asked."""
    sources = _sources(lesson)
    asked = sources.index(f'quiz.ask("{question}")')
    shown = [source for source in sources[:asked] if source.startswith("quiz.evidence(")]
    return re.findall(r"E\d+", shown[-1])


TRIP = _pages(1, 7)
OFFICIALS = "officials who spoke to the New York Times"


def _seven_pages() -> list[str]:
    passing_on = [page for page in TRIP if OFFICIALS in page.origin.split("; ")]
    others = _voices(TRIP) - {OFFICIALS}
    kinds = {page.kind for page in TRIP}
    assert len(passing_on) == len(TRIP)
    assert others == {"Russian government"}
    seven = len(passing_on)
    return [
        f"{_word(seven, True)} pages in our pack carry the news",
        f"Is that {_word(seven)} times as sure as one page?",
        f"the same {_word(len(_shown_before('4', 'own-voice')))} pages as a table",
        f"{_word(seven, True)} of these pages carry the trip: E01 to E07.",
        f"{_word(len(kinds), True)} kinds of page, and all {_word(seven)} pass on one report.",
        f"The {_word(len(others))} other voice among them is the Kremlin's",
        f"All {_word(seven)} pages rest on the New York Times",
        f"{_word(seven, True)} pages were not all there was",
    ]


def _newsrooms_with_a_source() -> list[str]:
    origins = _voices(EVIDENCE.values())
    asked_themselves = {origin for origin in origins if re.match(r"(an )?officials? who ", origin)}
    beside = asked_themselves - {OFFICIALS}
    pages = [*_pages(1, 8), EVIDENCE["E67"], EVIDENCE["E68"], EVIDENCE["E89"]]
    assert _voices(pages) >= asked_themselves
    return [
        f"{_word(len(beside), True)} more newsrooms, AP, CBS and the Washington Post, each had",
        f"So {_word(len(asked_themselves))} newsrooms had sources of their own",
        f"every voice on these {_word(len(pages))} pages",
    ]


def _drills() -> list[str]:
    pages = _pages(12, 17)
    voices = _voices(pages)
    named = [EVIDENCE[id] for id in ("E13", "E15", "E16")]
    assert [page.publisher for page in named] == ["KBS World", "Yonhap", "Stars and Stripes"]
    assert set.intersection(*(_voices([page]) for page in named)) == {"South Korean intelligence"}
    return [
        f"Read these {_word(len(_shown_before('4', 'shoigu-wording')))} pages for one thing",
        f"{_word(len(pages), True)} pages, E12 to E17, and {_word(len(voices))} voices.",
        f"{_word(len(named), True)} pages, and one spy service behind all of them.",
    ]


def _july() -> list[str]:
    pages = _pages(18, 21)
    voices = _voices(pages)
    assert voices == {"North Korean government and its media", "Russian government"}
    passing_on = [page for page in _pages(18, 20) if "North Korean" in page.origin]
    how_many = f"{_word(len(voices))} voices"
    return [
        f"{_word(len(_shown_before('4', 'three-newsrooms')), True)} pages are about the visits",
        f"{_word(len(pages), True)} pages, and {how_many} for the visit",
        f"makes {how_many} on {_word(len(pages))} pages",
        f"No: all {_word(len(passing_on))} credit the media of the host",
    ]


def _estimates() -> list[str]:
    columns = ("who", "method", "low", "high", "evidence")
    rows = read_rows(Project(ROOT), EXERCISE, "estimates", columns)
    bare = [row for row in rows if row["method"] == "method not given"]
    censuses = [row for row in rows if row["method"] == "censuses"]
    low = min(int(row["low"]) for row in censuses)
    high = max(int(row["high"]) for row in censuses)
    assert [(row["who"], row["evidence"]) for row in bare] == [("the usual figure", "E57")]
    return [
        f"{_word(len(bare), True)} of {_word(len(rows))} estimates comes without a method: "
        "the usual figure, from a blog",
        f"{_word(len(censuses), True)} teams worked with the counts of 1993 and 2008.",
        f"{low:,} to {high:,}: two counts of the whole population, compared",
    ]


def _numbers() -> list[str]:
    twenty = [id for id in _shown_before("5", "some-twenty") if "20" in EVIDENCE[id].says]
    once = ("Singapore", "Vietnam", "2019 meeting")
    visits = WORDS.index(re.findall(r"(\w+) visits", EVIDENCE["E30"].says)[0])
    assert all(place in EVIDENCE["E30"].says for place in once)
    return [
        f"in {_word(1 + len(twenty))} versions: S4, and {_word(len(twenty))} pages",
        f"AFP names {_word(visits + len(once))} earlier journeys to other countries",
    ]


def _silences() -> list[str]:
    question_set = read_question_set(Project(ROOT), LESSON["6"])
    gaps = question_set.question("gaps")
    loaded = read_rows(Project(ROOT), EXERCISE, "loaded", ("span",))
    assert gaps
    assert "“tenth sanctions resolution”" in EVIDENCE["E81"].says
    return [
        f"{_word(len(gaps.items))} things that this one leaves out",
        f"with {_word(len(loaded))} spots marked",
        f"For {_word(10)} resolutions, from 2006 to 2017.",
    ]


def _reprints() -> list[str]:
    reprints = [e for e in EVIDENCE.values() if "New York Times text, reprinted" in e.publisher]
    return [f"{_word(len(reprints), True)} other papers reprinted it."]


def _own_search() -> list[str]:
    pages = [EVIDENCE[id] for id in ("E05", "E06", "E67", "E68", "E70")]
    new = _voices(pages) - {OFFICIALS}
    eight = len(_shown_before("1", "search-diary"))
    return [
        f"{_word(len(new), True)} of these {_word(len(pages))} pages bring a voice",
        f"open these {_word(eight)} pages of our pack",
    ]


STATED: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "reprints of the report": ("1", _reprints),
    "pages of our own search": ("1", _own_search),
    "pages on the trip": ("4", _seven_pages),
    "newsrooms with a source of their own": ("4", _newsrooms_with_a_source),
    "voices on drills": ("4", _drills),
    "voices on the visits of July": ("4", _july),
    "estimates of the famine": ("5", _estimates),
    "officials and journeys": ("5", _numbers),
    "silences and loaded words": ("6", _silences),
}


@pytest.mark.parametrize("what", STATED)
def test_what_a_lesson_counts_is_what_the_tables_hold(what: str) -> None:
    lesson, recount = STATED[what]
    prose = " ".join(_prose(lesson).split())
    assert [sentence for sentence in recount() if sentence not in prose] == []


def test_the_teachers_page_shows_tables_that_are_counted_from_the_files() -> None:
    cells = json.loads(TEACHERS_PAGE.read_text(encoding="utf-8"))["cells"]
    shown = {
        "".join(cell["source"]): "".join(cell["outputs"][0]["data"]["text/plain"])
        for cell in cells
        if cell["cell_type"] == "code" and cell["outputs"]
    }
    around = sequence("start-here", EXERCISE, "lindmere-water", "second-look")
    for call, table in (
        ('sequence("start-here", "kim-putin-trip", "lindmere-water", "second-look")', around),
        *((f'{made.__name__}("kim-putin-trip")', made(EXERCISE)) for made in COUNTED),
    ):
        assert shown[f"teaching.{call}"] == repr(table)


def test_the_tables_for_teachers_are_counted_right() -> None:
    verdict = "verdict_at_publication"
    rows = read_rows(Project(ROOT), EXERCISE, "claims", ("id", verdict))
    accurate = [row["id"] for row in rows if row[verdict].startswith("ACCURATE")]
    assert ("accurate", str(len(accurate)), " ".join(accurate)) in claims(EXERCISE).rows
    assert {"C30", "C26"} <= {row[2] for row in claims(EXERCISE).rows}
    assert claims(EXERCISE).rows[-1] == ("together", str(len(rows)), "")

    found = [read_question_set(Project(ROOT), name) for name in LESSON.values()]
    minutes, questions = sum(one.minutes for one in found), sum(len(one.keys) for one in found)
    assert sequence(EXERCISE).rows[-1] == ("together", str(minutes), str(questions))

    holds = [key.question for one in found for key in one.keys if key.judges == "holds"]
    fails = [key.question for one in found for key in one.keys if key.judges == "fails"]
    *lines, together = judgements(EXERCISE).rows
    unknown = [
        key.question
        for one in found
        for key in one.keys
        if not key.judges and key.scale and key.ticked and not key.ticked <= set(key.scale)
    ]
    assert together == ("together", str(len(holds)), str(len(fails)), str(len(unknown)))
    for column, ids in ((1, holds), (2, fails), (3, unknown)):
        assert ", ".join(line[column] for line in lines if line[column]) == ", ".join(ids)

    asked = [question for one in found for question in one.questions]
    for skill, _, _, count in skills(EXERCISE).rows:
        assert int(count) == sum(skill in question.skills for question in asked)

    kinds = [row["kind"] for row in read_rows(Project(ROOT), EXERCISE, "outlets", ("kind",))]
    for kind, count, which in outlets(EXERCISE).rows:
        assert int(count) == kinds.count(kind) == len(which.split(", "))


def test_no_number_of_these_tables_is_typed_into_the_teachers_page() -> None:
    page = _teachers_page()
    for typed in (r"\bThat is \d+ minutes", r"\basks? \d+ questions", r"lists \d+ points"):
        assert not re.search(typed, page), typed


def test_every_word_to_keep_of_a_lesson_is_in_the_teachers_glossary() -> None:
    glossary = _teachers_page().split("## A glossary")[1].split("## ")[0]
    explained = {
        row[0].strip() for row in re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", glossary, re.M)
    }
    for lesson in LESSON:
        kept = re.search(r"\*\*Words to keep\*\*: (.+)\.", "\n".join(_sources(lesson)))
        assert kept
        assert set(kept[1].split(", ")) - explained == set()


@pytest.mark.parametrize("name", ["map.csv", "timeline.csv"])
def test_what_the_map_and_the_timeline_say_stands_in_their_evidence(name: str) -> None:
    text = (TEACHERS_PAGE.parent / name).read_text(encoding="utf-8")
    rows = [row for row in read_table(text, name).whole() if row["evidence"]]
    assert len(rows) > 5
    astray: list[tuple[str, ...]] = []
    for row in rows:
        cited = [EVIDENCE[id] for id in row["evidence"].split()]
        there = " ".join(f"{row_text(e)} {e.origin}" for e in cited)
        said = " ".join(row.cells.get(column, "") for column in ("shown", "note", "event"))
        named = re.findall(r"(?<!^)(?<![.:] )\b[A-Z][a-z]+\b", said)
        wanted = [*named, *re.findall("“([^”]+)”", said)]
        lost = [words for words in wanted if words not in f"{there} {ARTICLE} News"]
        lost += sorted(numbers(said) - numbers(there))
        astray += [(row["evidence"], said, *lost)] if lost else []
    assert astray == []


def test_a_page_that_credits_a_state_agency_is_not_a_voice_of_its_own() -> None:
    credited = [
        e for e in EVIDENCE.values() if re.search(r"[Cc]redits .*(KCNA|TASS|state)", e.says)
    ]
    assert {"E18", "E19", "E20", "E24", "E76"} <= {e.id for e in credited}
    assert [e.id for e in credited if "separate" in e.independence] == []


def test_what_a_row_quotes_is_at_most_five_words() -> None:
    quoted = [(e.id, words) for e in EVIDENCE.values() for words in re.findall("“([^”]*)”", e.says)]
    assert len(quoted) > 50
    assert [(id, words) for id, words in quoted if len(words.split()) > 5] == []


def test_a_page_that_nobody_opened_says_so_and_gives_no_address() -> None:
    unopened = [e for e in EVIDENCE.values() if e.says.startswith("Not opened")]
    assert [e.id for e in unopened] == ["E69"]
    for e in EVIDENCE.values():
        assert e.url.startswith("none") == (e in unopened), e.id
        assert e not in unopened or e.kind == "not opened, reported by a fact-check"


def test_every_outlet_of_the_evidence_has_one_line_by_one_standard() -> None:
    columns = ("outlet", "kind", "run by", "paid by", "looked up at", "evidence")
    rows = read_rows(Project(ROOT), EXERCISE, "outlets", columns)
    assert {row["kind"] for row in rows} <= {
        "state", "public", "non-profit", "company", "person", "not known"
    }  # fmt: skip
    assert len({row["outlet"] for row in rows}) == len(rows)
    assert all(all(row.values) for row in rows)
    assert {id for row in rows for id in row["evidence"].split()} == set(EVIDENCE)
    for row in rows:
        unknown = row["run by"] == row["paid by"] == "not known"
        seen = row["looked up at"].startswith("https://")
        assert seen or row["looked up at"] == ("not known" if unknown else "unverified"), row


def test_the_log_of_corrections_cites_evidence_and_has_an_entry_for_each_mistake_found() -> None:
    text = (ROOT / "seeds" / EXERCISE / "corrections.md").read_text(encoding="utf-8")
    log = text.split("## The log")[1].split("## Reviewed on")[0]
    entries = re.findall(r"^\| \d{4}-\d\d-\d\d \| (.+) \| (.+) \| (.+) \|$", log, re.M)
    assert len(entries) >= 29
    assert {id for *_, cited in entries for id in re.findall(r"E\d+", cited)} <= set(EVIDENCE)
