"""A lesson on paper: what is printed, what is typed in, and the scores that come of it."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from pypdfium2 import PdfDocument
from support.command_line import run_kit
from support.jupyterlab import CHROMIUM, build_river
from support.other_systems import COURSE, all_sent, answers, seen, shown
from zxingcpp import read_barcodes

from kit.article.project import Project
from kit.classroom.collecting.collect import collect, open_new_class
from kit.classroom.collecting.receipt_log import read_receipt_log
from kit.classroom.collecting.upload_kinds import Found
from kit.classroom.folder import ClassFolder
from kit.classroom.grading.now import class_now
from kit.classroom.reporting.attendance import attendance
from kit.classroom.reporting.page import class_page
from kit.classroom.reporting.record import read_class
from kit.exchange.paper import type_in
from kit.exchange.paper.answers import NoSheet, Typed, open_sheet, save
from kit.exchange.paper.codes import SIGNS, new_code, read_code, read_sheets, shown_code
from kit.exchange.paper.page import TypeIn
from kit.exchange.paper.sheets import LOOKS, printed
from kit.exchange.paper.typed import Unread, read_sure, read_typed, typed
from kit.language.strings import strings_of
from kit.language.translation import ENGLISH, translation_chosen
from kit.learner.hand_in import HandIn, Part, as_json
from kit.learner.log import Entry, stamp
from kit.lesson.displays import Notice
from kit.question.grade import grade
from kit.question.kinds import kind
from kit.question.response_data import response_to_data

STUDENTS = [f"s{number:02}" for number in range(1, 9)]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    build_river(tmp_path)
    return Project(tmp_path)


@pytest.fixture
def folder(project: Project) -> ClassFolder:
    made = ClassFolder(project.root / "class")
    made.root.mkdir()
    rows = "".join(f"{id},Student {id}\n" for id in STUDENTS)
    made.roster.write_text(f"id,name\n{rows}", encoding="utf-8")
    open_new_class(made, "river")
    return made


def print_class(project: Project, *more: str) -> None:
    words = ("print", "river", "--class", "class", "--to", "paper", "--only", "worksheet", *more)
    done = run_kit(project.root, *words)
    assert done.returncode == 0, done.stderr


@pytest.fixture(autouse=True)
def without_browser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test but one makes PDF: that takes a second each."""
    if "pdf" not in request.node.name:
        monkeypatch.setattr("kit.commands.print_lesson.find_browser", lambda: "")


# -- What is typed


def test_what_is_typed_for_any_answer_earns_what_the_answer_earns() -> None:
    for sent in all_sent():
        for response, score in answers(sent):
            text = typed(response, sent.asked)
            read = read_typed(text, sent.asked)
            again = grade(sent.question, sent.key, read, sent.asked.segments)
            assert again.score == pytest.approx(score), (sent.id, text)
        assert read_typed("", sent.asked) == kind(sent.question.kind).read_response(
            {}, sent.question, ()
        )


def test_what_is_no_answer_is_refused_in_a_sentence_and_short_ways_are_read() -> None:
    asked = {sent.question.id: sent.asked for sent in all_sent() if sent.lesson == "river"}
    for question, text, said in (
        ("owner", "z", "no letter of it; there are a to c"),
        ("owner", "a b", "One option only"),
        ("signals", "a b", "each of the 3 items; here: 2"),
        ("chain", "1 2 2 4", "places 1 to 4, each once"),
        ("cue", "999", "no number of a word"),
        ("voices", "z 1", "no letter of it"),
        ("forecast", "120 0 0", "no chance from 0 to 100"),
        ("forecast", "1", "each of the 3 lines"),
        ("people", "60 to 40", "runs backwards"),
        ("people", "x", "not a range"),
    ):
        with pytest.raises(Unread, match=re.escape(said)):
            read_typed(text, asked[question])
    assert read_typed("AC", asked["told"]) == read_typed("a, c", asked["told"])
    assert read_typed("ab-", asked["signals"]) == read_typed("a b -", asked["signals"])
    assert read_typed("2134", asked["chain"]) == read_typed("2 1 3 4", asked["chain"])
    assert read_typed("1-3", asked["cue"]).marked == read_typed("1 2 3", asked["cue"]).marked
    assert read_sure("F") == "fairly sure"
    with pytest.raises(Unread):
        read_sure("x")


def test_a_slip_in_a_code_is_no_other_code() -> None:
    code = new_code(())
    assert read_code(shown_code(code).lower()) == code
    for place, sign in enumerate(code):
        for other in set(SIGNS) - {sign}:
            assert read_code(code[:place] + other + code[place + 1 :]) == ""
    for first, second in combinations(range(6), 2):
        swapped = list(code)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        assert read_code("".join(swapped)) in ("", code)
    assert read_code("") == read_code("hello") == ""


# -- What is printed


@pytest.mark.slow
def test_every_lesson_has_each_version_and_only_the_key_tells_what_is_right() -> None:
    told = 0
    for own, lesson in COURSE:
        pages = {name: printed(own, lesson, look) for name, look in LOOKS.items()}
        asked = [sent for sent in all_sent() if sent.lesson == lesson]
        texts = {name: seen(page.partition("<body")[2]) for name, page in pages.items()}
        for version in ("worksheet", "large-print", "plain-spacing", "key"):
            for sent in asked:
                for item in (*sent.question.items, *sent.question.targets):
                    assert shown(item) in texts[version]
        for sent in asked:
            for _, note in sent.key.notes:
                told += shown(note.text) in texts["key"]
                assert not note.text or shown(note.text) not in texts["worksheet"]
            assert not sent.key.because or shown(sent.key.because) not in texts["worksheet"]
        for page in pages.values():
            assert set(re.findall(r'src="(\w+:)', page)) <= {"data:"}
            assert "url(" not in page
            assert "@import" not in page
            assert "<script" not in page
    assert told > 300


def test_sheets_speak_the_language_that_is_chosen_or_that_of_their_lesson(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    french = translation_chosen("fr")
    names = [
        name
        for name in strings_of("paper")
        if name not in ("paper_line", "paper_lines", "paper_look")
    ]
    pages = "".join(
        seen(printed(project, "river", look, language="fr").partition("<body")[2])
        for look in LOOKS.values()
    )
    asked = " ".join(sent.question.stem for sent in all_sent() if sent.lesson == "river")
    for name in names:
        assert " ".join(french.say(name, 20).split()) in pages or name == "not_settled"
        own = ENGLISH.say(name, 20)
        assert f" {own} " not in pages or own in asked
    for name in ("how_sure", "low", "high"):
        assert " ".join(french.card()[name].split()) in pages
    monkeypatch.setenv("KIT_LANGUAGE", "fr")
    assert "Coche une seule case." in printed(project, "river", LOOKS["worksheet"])
    assert "Tick one." in printed(project, "river", LOOKS["worksheet"], language="en")
    monkeypatch.delenv("KIT_LANGUAGE")
    source = project.root / "seeds" / "river" / "source.toml"
    text = source.read_text(encoding="utf-8").replace('language = "en"', 'language = "fr"')
    source.write_text(text, encoding="utf-8")
    assert "Coche une seule case." in printed(project, "river", LOOKS["worksheet"])
    for command in (("print", "river"), ("export", "river", "a.xml", "--to", "moodle")):
        done = run_kit(project.root, *command, "--language", "tlh")
        assert done.returncode == 1
        assert "no language “tlh”; there are: en, fr" in done.stderr


@pytest.mark.slow
def test_each_sheet_of_a_class_has_its_own_code_and_a_name_only_on_request(
    project: Project, folder: ClassFolder
) -> None:
    print_class(project)
    sheets = read_sheets(folder.sheets)
    assert sorted(sheet.student for sheet in sheets.values()) == STUDENTS
    page = (project.root / "paper" / "river-worksheet.html").read_text(encoding="utf-8")
    assert page.count("<svg") == len(STUDENTS)
    for code, sheet in sheets.items():
        assert shown_code(code) in page
        assert sheet.student not in page
    print_class(project, "--names")
    assert read_sheets(folder.sheets) == sheets
    assert "Student s01" in (project.root / "paper" / "river-worksheet.html").read_text()


def test_where_no_browser_prints_the_pages_are_there_and_it_is_said_how_to_print_them(
    project: Project,
) -> None:
    done = run_kit(project.root, "print", "river", "--to", "paper")
    assert done.returncode == 0, done.stderr
    assert "print it, without its headers" in done.stdout
    assert len(list((project.root / "paper").iterdir())) == len(LOOKS)
    for words, said in (
        (("rivers",), "did you mean “river”"),
        (("river", "--only", "keys"), "did you mean “key”"),
        (("river", "--class", "none"), "There is no folder none"),
    ):
        done = run_kit(project.root, "print", *words)
        assert done.returncode == 1
        assert said in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_pdf_of_sheets_is_grey_tells_by_its_codes_whose_they_are_and_breaks_few_questions(
    project: Project, folder: ClassFolder
) -> None:
    folder.roster.write_text("id,name\ns01,Ada\ns02,Bo\n", encoding="utf-8")
    done = run_kit(
        *(project.root, "print", "river", "--class", "class", "--to", "p"),
        *("--paper", "letter", "--only", "large-print"),
    )
    assert "river-large-print.pdf" in done.stdout
    sheets = read_sheets(folder.sheets)
    stems = [_letters(seen(s.text(segments=False))) for s in all_sent() if s.lesson == "river"]
    pdf = PdfDocument(project.root / "p" / "river-large-print.pdf")
    students: dict[str, int] = {}  # and the page on which the sheet of each begins
    starts = []
    for number, page in enumerate(pdf):
        assert [round(side) for side in page.get_size()] == [612, 792]
        picture = page.render(scale=1.5).to_numpy()
        assert (picture == picture[..., :1]).all()
        for code in read_barcodes(picture):
            students[sheets[read_code(code.text)].student] = number
        text = _letters(page.get_textpage().get_text_range())
        starts += [number for stem in stems if stem[:25] in text]
    assert list(students) == ["s01", "s02"]
    for first, after in pairwise([*students.values(), len(pdf)]):
        own = [start for start in starts if first <= start < after]
        assert len(own) == len(stems)
        assert all(end - start <= 1 for start, end in pairwise([*own, after - 1]))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


# -- From paper to grades


@pytest.mark.slow
def test_a_class_on_paper_gets_the_scores_of_the_same_class_on_cards(
    project: Project, folder: ClassFolder
) -> None:
    print_class(project)
    random = Random(7)  # noqa: S311  # the same in each run
    on_cards = ClassFolder(project.root / "cards")
    on_cards.root.mkdir()
    on_cards.roster.write_bytes(folder.roster.read_bytes())
    for code, sheet in read_sheets(folder.sheets).items():
        opened = open_sheet(folder, project, code)
        given: dict[str, Typed] = {}
        entries: list[Entry] = []
        for asked in opened.questions:
            own, id = kind(asked.question.kind), asked.question.id
            response = own.simulated(asked, random.random(), "", random)
            sure = "guess" if asked.question.ask_sure else ""
            given[id] = Typed(typed(response, asked), sure[:1])
            data, now = response_to_data(response), stamp()
            place = (sheet.lesson, id, now["at"], now["id"], sheet.revision)
            entries.append(Entry("try", *place, response=data, sure=sure))
        receipt = save(folder, opened, given)
        assert (receipt.student, receipt.place, receipt.sheet) == (sheet.student, "kept", code)
        assert receipt.source == f"typed in from paper, sheet {shown_code(code)}"
        parts = (Part(sheet.lesson, sheet.revision, tuple(entries)),)
        hand_in = HandIn("river", sheet.student, stamp()["at"], "0.2.0", parts)
        list(collect(on_cards, [Found("a.json", as_json(hand_in).encode())]))
    paper, cards = (class_now(one, project).graded for one in (folder, on_cards))
    assert not paper.remarks
    assert len(paper.rows) == len(STUDENTS) * 11
    assert [(r.student, r.question, r.status, r.sure) for r in paper.rows] == [
        (r.student, r.question, r.status, r.sure) for r in cards.rows
    ]
    assert [r.score for r in paper.rows] == pytest.approx([r.score for r in cards.rows])


@pytest.mark.slow
def test_a_sheet_is_typed_in_with_the_keyboard_checked_and_corrected(
    project: Project, folder: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = type_in(folder.root, project)
    assert isinstance(notice, Notice)
    assert "kit print LESSON --class" in repr(notice)
    print_class(project)
    code = next(iter(read_sheets(folder.sheets)))
    page = type_in(folder.root, project)
    assert isinstance(page, TypeIn)
    assert "0 of 8 sheets" in page.count.value
    page.code.value = "1234567"
    assert "is no code of a sheet" in page.said.value
    page.code.value = shown_code(code)
    owner = next(row for row in page.rows if row.asked.question.id == "owner")
    owner.answer.value = "q"
    assert "no letter of it" in owner.said.value
    page.save()
    assert "no letter of it" in page.said.value
    assert not read_receipt_log(folder.receipts).receipts
    owner.answer.value = "b"
    assert owner.asked.question.items[1] in owner.said.value
    owner.sure.value = "c"
    page.save()
    assert "saved: 1 answer, 10 blank" in page.said.value
    assert "1 of 8 sheets" in page.count.value
    page.code.value = code
    assert "this is a check" in page.about.value
    page.rows[0].answer.value, page.rows[0].sure.value = "a", "c"
    page.save()
    assert "1 answer differs" in page.said.value
    assert "First: b c. Now: a c" in page.rows[0].said.value
    page.save()
    assert "corrected" in page.said.value
    page.code.value = code
    page.rows[0].answer.value, page.rows[0].sure.value = "a", "c"
    page.save()
    assert "both times the same" in page.said.value
    graded = class_now(folder, project).graded
    row = next(row for row in graded.rows if row.question == "owner")
    assert row.response == {"ticked": [owner.asked.question.items[0]]}
    assert (row.tries, row.sure) == (1, "certain")
    assert run_kit(project.root, "grade", "class").returncode == 0
    record = read_class(folder, project, "")
    (one,) = attendance(record.roster, record.receipts).there
    assert (one.files, one.again, one.typed) == (1, 0, 1)
    report = seen(class_page(record).partition("<main>")[2])
    assert "1 student answered on paper, and the teacher typed that in." in report
    assert "1, typed in by the teacher" in report
    monkeypatch.setattr("kit.exchange.paper.page.save", lambda *_: 1 / 0)
    page.code.value = code
    page.save()
    page.save()
    assert "Not saved" in page.said.value


def test_a_sheet_of_a_lesson_that_changed_since_is_not_typed_in_as_another(
    project: Project, folder: ClassFolder
) -> None:
    print_class(project)
    answers_file = project.answers("river")
    text = answers_file.read_text(encoding="utf-8")
    answers_file.write_text(text.replace("the mayor", "the major"), encoding="utf-8")
    for code in read_sheets(folder.sheets):
        with pytest.raises(NoSheet, match="has changed since sheet"):
            open_sheet(folder, project, code)


def test_the_command_opens_a_notebook_for_it(
    project: Project, folder: ClassFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("kit.commands.type_in.open_lab", lambda _, page, *more: opened.append(page))
    done = run_kit(project.root, "type-in", "class")
    assert "No sheet was printed" in done.stderr
    print_class(project)
    done = run_kit(project.root, "type-in", "class")
    assert done.returncode == 0, done.stderr
    assert opened == ["class/type-in.ipynb"]
    assert "type_in(" in (folder.root / "type-in.ipynb").read_text()
