"""All that a student reads stands in one catalogue a language, whole, and lessons speak it."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from playwright.sync_api import Browser, expect
from support.card_sessions import WHO
from support.command_line import kit_says
from support.jupyterlab import ROOT, Labs, copy_project

from kit import lesson
from kit.article.project import Project
from kit.card.widget import Card
from kit.commands.words import VIEW_WORDS
from kit.language import catalogue
from kit.language.strings import PLACES, WORDS, strings_of
from kit.language.translation import CATALOGUES, ENGLISH, languages, strings, translation_for
from kit.learner.log import Log
from kit.lesson.lesson import Lesson
from kit.question.kinds import kind_names

KIT = ROOT / "kit"
SCRIPTS = [
    path.read_text(encoding="utf-8")
    for path in sorted((KIT / "card" / "front").rglob("*.js"))
    if "node_modules" not in path.parts
]
each_catalogue = pytest.mark.parametrize(
    "path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem
)


def _messages(read: Catalog) -> list[Message]:
    return [message for message in read if message.id]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# -- The catalogues


@each_catalogue
def test_every_string_is_translated_and_none_is_left_over_or_in_doubt(path: Path) -> None:
    messages = _messages(catalogue.read(path))
    assert {str(m.context): m.id for m in messages} == {n: t for n, t in strings().items() if t}, (
        "run: kit words"
    )
    assert [m.context for m in messages if m.fuzzy or not all(_forms(m.string))] == []


@each_catalogue
def test_what_is_compiled_is_what_is_written(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        used = sorted((_forms(m.id), _forms(m.string)) for m in _messages(read_mo(file)))
    written = _messages(catalogue.read(path))
    assert used == sorted((_forms(m.id), _forms(m.string)) for m in written), "run: kit words"


@each_catalogue
def test_a_translation_has_the_blanks_of_its_english(path: Path) -> None:
    for message in _messages(catalogue.read(path)):
        wanted = set().union(*map(_blanks, _forms(message.id)))
        for form in _forms(message.string):
            assert _blanks(form) == wanted, message.context


def test_french_has_its_own_spaces_quotes_and_apostrophes() -> None:
    for message in _messages(catalogue.read(CATALOGUES / "fr.po")):
        for form in _forms(message.string):
            assert not re.search(r"(?<!\u202f)[:;!?%»]|«(?!\u202f)|['\"“”]|\.\.\.", form), form


def test_the_tables_share_no_name() -> None:
    names = [name for place in ("card", *PLACES) for name in strings_of(place)]
    assert len(names) == len(set(names))
    assert (
        {*names} == {*strings_of("card"), *WORDS} == {name for name in strings() if " " not in name}
    )


def test_an_update_keeps_translations_and_marks_those_whose_english_changed() -> None:
    old = catalogue.read(CATALOGUES / "fr.po")
    first, second, *_ = _messages(old)
    first.id = "Check it"
    old.delete(second.id, second.context)
    new = {m.context: m for m in _messages(catalogue.merge(old))}
    assert (new["check"].string, new["check"].fuzzy) == ("Vérifier", True)
    assert (new["submit"].string, new["submit"].fuzzy) == (None, False)
    assert (new["compare"].string, new["compare"].fuzzy) == ("Enregistrer et comparer", False)


def test_a_new_language_begins_empty_and_speaks_english(tmp_path: Path) -> None:
    (said,) = catalogue.update("es", tmp_path)
    assert said == f"es.po: {sum(map(bool, strings().values()))} to translate, 0 to look at again"
    with (tmp_path / "es.mo").open("rb") as file:
        assert _messages(read_mo(file)) == []
    before = (tmp_path / "es.po").read_bytes()
    catalogue.update(folder=tmp_path)
    assert (tmp_path / "es.po").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "said"), [("xx-yy-zz", "not the code of a language"), ("en", "English is in")]
)
def test_what_is_no_new_language_is_one_sentence(given: str, said: str) -> None:
    assert said in kit_says("words", given, code=1)


# -- Nothing is said past the tables


def _said(tree: ast.AST) -> Iterator[str]:
    """The names that a module gives to ``say``, as far as they are written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say" and node.args:
            choices = node.args[0]
            branches = (
                [choices.body, choices.orelse] if isinstance(choices, ast.IfExp) else [choices]
            )
            yield from (str(b.value) for b in branches if isinstance(b, ast.Constant))


def _constants(tree: ast.AST) -> set[str]:
    """The strings in a module's code; docstrings are none."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        str(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docs
    }


LEARNERS_ROOMS = ("", "language", "article", "question", "learner", "card", "lesson", "check")
# What a learner may read: not what authors and teachers see, which is in English alone.
# What a learning platform gets is for both.
FOR_OTHER_SYSTEMS = {
    *("anki", "export", "gift", "manifest", "moodle", "moodle_marks", "moodle_shares"),
    *("qti12", "qti21", "sent", "sent_html"),
}
TREES = {
    path.name: ast.parse(path.read_text(encoding="utf-8"))
    for path in (
        *(
            path
            for room in (*LEARNERS_ROOMS, "exchange")
            for path in (KIT / room).glob("*.py")
            if path.stem not in FOR_OTHER_SYSTEMS
        ),
        KIT / "exchange" / "paper" / "sheets.py",
        KIT / "commands" / "learners.py",
        KIT / "commands" / "calendar.py",
        *(  # what drafts ask of an article in any language becomes the text of a lesson
            KIT / "author" / "scaffold" / f"{name}.py"
            for name in ("check_it", "kinds_of_sentence", "who_says_so", "whole_article", "wording")
        ),
    )
}


@pytest.mark.slow
def test_python_says_only_names_of_the_table_and_all_of_them() -> None:
    for_others = [(KIT / "exchange" / f"{name}.py").read_text() for name in FOR_OTHER_SYSTEMS]
    trees = [*TREES.values(), *map(ast.parse, for_others)]
    said = {name for tree in trees for name in _said(tree)}
    drafts = [KIT / "author" / "scaffold" / name for name in ("found.toml", "questions.md")]
    asked = "\n".join(path.read_text(encoding="utf-8") for path in drafts)
    stems = set(re.findall(r"\bdraft_\w+", asked))
    assert (said | stems) - WORDS.keys() == set()
    written = stems.union(*map(_constants, trees))
    made = {name for name in WORDS if name.startswith("sum_")}
    made |= {f"{name}_view" for name in WORDS}
    assert WORDS.keys() - written - made == set()


def test_no_notice_has_words_of_its_own() -> None:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Notice":
                assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), name


def test_no_html_has_words_of_its_own() -> None:
    for name, tree in TREES.items():
        for piece in _constants(tree):
            if re.search(r"</?(p|b|li|td|th|summary|strong|article|figcaption)[ >]", piece):
                words = re.sub(r"<[^>]*(>|$)|^[^<]*>|&\w+;", "", piece)
                assert not re.search(r"[A-Za-z]{2}", words), f"{name}: {piece}"


def test_the_browser_says_only_names_of_the_table_and_all_of_them() -> None:
    script = "\n".join(SCRIPTS)
    calls = re.findall(r"\b(?:say|sayHere|named|button)\(([^(),]*)", script)
    calls += re.findall(r"\b(?:makeButton|drawPart)\(\w+, ([^(),]*)", script)
    picked = [call.rpartition(" ? ")[2] for call in calls]  # without the condition of a choice
    said = {name for call in picked for name in re.findall(r'"([a-z_]+)"', call)}
    assert len(said) > 30
    assert said - strings_of("card").keys() == set()
    own = "|".join([*kind_names(), "interval"])
    marks = {f"mark_{name}" for name in ("hit", "part", "wrong", "missed", "left", "neutral")}
    stems = {re.sub(rf"_({own}|view)$", "", name) for name in strings_of("card")}
    written = set(re.findall(r'"([a-z_]+)"', script))
    assert stems - written - marks == set()


def test_what_tells_to_run_a_cell_is_said_otherwise_where_the_view_draws_by_itself() -> None:
    tables = {**strings_of("card"), **WORDS}
    told = {name for name, said in tables.items() if "run this cell" in str(said).lower()}
    told -= {"hand_in_paper"}  # said by a form that is on paper alone
    assert told
    for name in told:
        assert "run this cell" not in str(tables[f"{name}_view"]).lower()


def test_the_lesson_views_kernel_says_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIT_VIEW", "lesson")
    french = translation_for("fr")
    assert french
    assert french.card()["kernel_gone"] == french.card()["kernel_gone_view"]
    assert ENGLISH.card()["kernel_gone"] != french.card()["kernel_gone"]
    assert french.say("note_first", question="note") == french.say(
        "note_first_view", question="note"
    )


def test_the_view_has_the_words_of_the_tables_in_every_language() -> None:
    written = json.loads(VIEW_WORDS.read_text(encoding="utf-8"))
    said = {name: found.view() for name in languages() if (found := translation_for(name))}
    assert written == said, "run: kit words"
    script = "\n".join(path.read_text(encoding="utf-8") for path in VIEW_WORDS.parent.glob("*.js"))
    assert set(re.findall(r'"([a-z_]+)"', script)) >= strings_of("view").keys()


def test_the_browser_has_no_sentence_of_its_own() -> None:
    code = re.sub(r"/\*\*.*?\*/|^\s*//.*?$|\s// .*?$", "", "\n".join(SCRIPTS), flags=re.M | re.S)
    texts = re.findall(r'"([^"\n]*)"', code)
    assert [text for text in texts if re.search(r"[A-Z][a-z]+ ", text)] == []


# -- A lesson speaks


@pytest.mark.parametrize("asked", ["fr", "FR", "fr_CA.UTF-8", " fr-CH "])
def test_a_language_is_found_by_its_code(asked: str) -> None:
    translation = translation_for(asked)
    assert translation
    assert translation.language == "fr"


@pytest.mark.parametrize("asked", ["xx", "", "../fr", "français"])
def test_another_is_not(asked: str) -> None:
    assert translation_for(asked) is None


def test_english_is_the_tables_themselves() -> None:
    assert languages() == ("en", "fr")
    assert translation_for("en") is ENGLISH
    assert ENGLISH.card() == strings_of("card")
    assert ENGLISH.skill("ATT").startswith("attribution")
    assert ENGLISH.misconception("") == ""


def test_a_number_decides_the_plural() -> None:
    french = translation_for("fr")
    assert french
    assert ENGLISH.say("damaged_log", 1).startswith("1 line of")
    assert ENGLISH.say("damaged_log", 0).startswith("0 lines of")
    assert french.say("damaged_log", 0).startswith("0 ligne de")
    assert french.say("damaged_log", 2).startswith("2 lignes de")


def test_a_number_is_written_as_the_language_writes_it() -> None:
    french = translation_for("fr")
    assert french
    assert ENGLISH.number(1234567.891, 2) == "1,234,567.89"
    assert french.number(1234567.891, 2) == "1\u202f234\u202f567,89"
    assert french.number(220_000) == "220\u202f000"


def _card(language: str, home: Path, id: str = "passive-owner") -> Card:
    card = Lesson(WHO, Project(ROOT), Log(home), language).ask(id)
    assert isinstance(card, Card)
    return card


def test_a_french_card_speaks_french_and_asks_the_question_as_it_is(home: Path) -> None:
    card, english = _card("fr", home), _card("en", home)
    assert card.words["check"] == "Vérifier"
    assert card._text == english._text
    languages_of = {name: card.question[name] for name in card.question if "lang" in name}
    assert languages_of == {"language": "fr", "text_language": "en"}
    assert card.question["direction"] == "ltr"
    wrong = {"ticked": ["American and allies"]}
    card.hear({"do": "check", "seq": 1, "response": wrong})
    assert card.state["feedback"]["headline"] == "Pas encore."
    assert card.state["feedback"]["marks"][0]["misconception"].startswith("Le média que tu as")
    card.hear({"do": "check", "seq": 2, "response": {}})
    assert card.state["notice"].startswith("Tu n’as encore rien saisi")


def test_a_language_may_run_from_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ENGLISH.direction == "ltr"
    for code in ("ar", "he", "fa", "ur", "ar-eg"):
        assert type(ENGLISH)(code, ENGLISH.catalogue).direction == "rtl"


def test_the_environment_chooses_and_the_cell_overrules_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("KIT_LANGUAGE", "fr_FR.UTF-8")
    chain = "5. undisclosed intelligence (tu ne peux pas l’ouvrir)"
    assert chain in repr(lesson(WHO).chain("trip"))
    assert "(closed to you)" in repr(lesson(WHO, language="en").chain("trip"))
    assert repr(lesson(WHO).ask("clues")) == (
        "Il n’y a pas de question « clues » dans cette leçon ; voulais-tu dire « cues » ?"
    ).replace("« ", "«\u202f").replace(" »", "\u202f»").replace(" ;", "\u202f;").replace(
        " ?", "\u202f?"
    )


def test_an_unknown_language_is_english_and_one_sentence_that_names_those_there_are(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    quiz = lesson(WHO, language="tlh")
    assert capsys.readouterr().out.strip() == (
        "There is no language “tlh” here, so this lesson speaks English; there are: "
        "English (en), français (fr)."
    )
    card = quiz.ask("cues")
    assert isinstance(card, Card)
    assert card.words["check"] == "Check"


@pytest.mark.browser
def test_a_student_answers_in_french(tmp_path: Path, labs: Labs, browser: Browser) -> None:
    project = copy_project(tmp_path / "project")
    with labs(project, tmp_path, env={"KIT_LANGUAGE": "fr"}) as lab:
        opened = lab.open(browser, "notebooks/start-here.ipynb")
        opened.run_all()
        card = opened.card("pick-one")
        expect(card.get_by_role("button")).to_have_text(["Vérifier", "Indice"])
        expect(card).to_have_attribute("lang", "fr")
        expect(card.locator(".article")).to_have_attribute("lang", "en")
        card.get_by_label("the reporters").check()
        card.get_by_role("button", name="Vérifier", exact=True).click()
        expect(card.locator(".headline")).to_contain_text("Pas encore.")
        expect(card.locator(".remark")).to_contain_text(
            "Un piège courant\u202f: Le média que tu as"
        )
        expect(card.locator(".saved")).to_contain_text("Enregistré")
        card.get_by_role("button", name="Voir la réponse").click()
        expect(card.locator(".mark-word")).to_have_count(3)
        card.locator("details.rest summary").click()
        marks = set(card.locator(".mark-word").all_inner_texts())
        assert marks == {"manqué", "écarté à raison", "ce n’est pas ça"}
        assert [entry["response"] for entry in opened.tries()] == [{"ticked": ["the reporters"]}]
        opened.close()
