"""Two learners who answer cards: in the course, and in the practice and the graded edition."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from first_edition import FORECAST, ONE, RANGES, THREE, TOUR, TWO, USED, run, unpacked, write

import kit
import kit.log
from kit import specimen
from kit.card import Card
from kit.model import SURE
from kit.plain import to_plain
from kit.rooms import Rooms, exercise_of
from kit.seed import read_article, read_sheet
from kit.tally import tally

TEXT = "Where? <b>When</b>?\nWho says so, “officials”? Überall 🐟 & 100 %."
PATTERNS = (  # of one question after the other: what is done, and with which response
    ("draft wrong", "hint", "check wrong", "draft right"),
    ("check right",),
    ("check wrong", "check partly", "check right"),
    ("hint", "check wrong", "show"),
    ("draft partly",),
    ("check partly", "hint", "hint"),
    (),
    ("check wrong", "show", "check right"),
)
CHECKS = ("check wrong", "check partly", "check right")


class Learner:
    """A person with a state folder, who opens lessons in several places, each with a kernel."""

    def __init__(self, home: Path, course: Path) -> None:
        self.home, self.course, self.cards = home, course, list[dict[str, Any]]()
        self._number = 0

    def sit_down(self, folder: Path) -> None:
        """Start a kernel in a folder: it writes a file of its own into the log."""
        os.environ["KIT_HOME"] = str(self.home)
        os.chdir(folder)
        kit.log.own_log.cache_clear()

    def work(self, folder: Path, name: str, only: Iterable[str] = ()) -> None:
        """Do a lesson, each question in another manner, in a kernel of its own."""
        self.sit_down(folder)
        quiz = kit.lesson(name)
        for id, makers, levels in questions(self.course, name):
            self._number += 1
            if only and id not in only:
                continue
            card = quiz.ask(id)
            assert isinstance(card, Card), card
            acts = PATTERNS[self._number % len(PATTERNS)]
            if name == TOUR:  # it has each kind: each gets each response, and another one last
                turn = self._number % 3
                acts = ("draft partly", "hint", *CHECKS[turn:], *CHECKS[:turn])
            for seq, act in enumerate(acts, start=1):
                self._do(card, act, seq, makers)
            if levels and any(act.startswith("check") for act in acts):
                level = levels[self._number % len(levels)]
                card._handle_custom_msg({"do": "mark", "seq": 9, "level": level}, [])

    def _do(self, card: Card, act: str, seq: int, makers: Mapping[str, dict[str, object]]) -> None:
        do, _, how = act.partition(" ")
        message: dict[str, object] = {"do": do, "seq": seq}
        if how:
            asks = bool(card.question["sure"])
            sure = SURE[1 + (self._number + seq) % 3] if asks else ""
            seconds = 11.5 * seq + self._number
            message |= {"response": makers[how], "sure": sure, "seconds": seconds}
        card._handle_custom_msg(message, [])

    def look(self, place: str, folder: Path, *names: str) -> None:
        """Come back another day, and note what each card shows."""
        self.sit_down(folder)
        for name in names:
            quiz = kit.lesson(name)
            for id, _, _ in questions(self.course, name):
                card = quiz.ask(id)
                assert isinstance(card, Card), card
                about = {"place": place, "lesson": name, "question": id}
                self.cards.append({**about, "kind": card.question["kind"], **seen(card)})

    def hand_in(self, folder: Path, called: str, to: Path) -> None:
        """Press the button of the form in a copy, and pass the file on."""
        self.sit_down(folder)
        form = kit.lesson(ONE).hand_in()
        form.name.value = called
        form.press()
        (file,) = (folder / "hand-ins").glob("*.json")
        to.mkdir(parents=True, exist_ok=True)
        shutil.move(file, to / file.name)


def seen(card: Card) -> dict[str, Any]:
    """What of a card's state a learner would miss."""
    state, feedback = card.state, card.state["feedback"]
    return {
        "response": state["response"],
        "sure": state["sure"],
        "saved": state["saved"],
        "verdict": feedback["verdict"] if feedback else "",
        "summary": feedback["summary"] if feedback else "",
        "hints": len(state["hints"]),
        "self_mark": state["self_mark"],
        "may_try": state["may_try"],
        "may_show": state["may_show"],
    }


def questions(
    course: Path, name: str
) -> Iterator[tuple[str, dict[str, dict[str, object]], tuple[str, ...]]]:
    """Each question of a lesson: a right, a wrong and a partly right response, and its levels."""
    sheet, article = read_sheet(Rooms(course), name), read_article(Rooms(course), exercise_of(name))
    for question, key in zip(sheet.questions, sheet.keys, strict=True):
        asked = question, key, article.shown(question.show)
        right, wrong = to_plain(specimen.right(*asked)), to_plain(specimen.wrong(*asked))
        if question.kind == "write":
            right = {"text": TEXT}
        if "placed" in wrong:
            wrong = {"placed": {i: _another(question.targets, to) for i, to in key.placed}}
        makers = {"right": right, "wrong": wrong, "partly": PARTLY[question.kind](right, wrong)}
        yield question.id, makers, tuple(level.name for level in key.rubric)


def _another(targets: Iterable[str], right: str) -> str:
    return next(target for target in targets if target != right)


Plain = dict[str, Any]


def _fewer(right: Plain, wrong: Plain) -> Plain:
    ((name, given),) = right.items()
    kept = len(given) // 2 or 1
    return {name: dict(list(given.items())[:kept]) if name == "placed" else given[:kept]}


def _half_and_a_word_too_many(right: Plain, wrong: Plain) -> Plain:
    return {"marked": [*_fewer(right, wrong)["marked"], *wrong["marked"]]}


def _last_two_swapped(right: Plain, wrong: Plain) -> Plain:
    *others, one, two = right["sequence"]
    return {"sequence": [*others, two, one]}


def _less_certain(right: Plain, wrong: Plain) -> Plain:
    if "ranges" in right:
        wider = {item: [low * 0.5, high * 1.25] for item, (low, high) in right["ranges"].items()}
        return {"ranges": wider}
    return {"rated": {item: 0.5 * chance + 20 for item, chance in right["rated"].items()}}


PARTLY: dict[str, Callable[[Plain, Plain], Plain]] = {
    "choose": lambda right, wrong: wrong,  # it has no half
    "choose-many": _fewer,
    "highlight": _half_and_a_word_too_many,
    "sort": _fewer,
    "match": _fewer,
    "order": _last_two_swapped,
    "rate": _less_certain,
    "write": lambda right, wrong: {"text": "They say so."},
}


def live(course: Path, data: Path) -> None:
    """Two learners: one in the course and in both editions, one in the graded edition only."""
    scratch = data.parent
    practice = unpacked(data / "editions" / "ostrel-bridge-practice.zip", scratch / "practice")
    graded = unpacked(data / "editions" / "ostrel-bridge-graded.zip", scratch / "graded")
    graded_too = unpacked(data / "editions" / "ostrel-bridge-graded.zip", scratch / "graded-too")
    learner = data / "learner"
    mira = Learner(learner / "mira", course)
    mira.work(course, TOUR)
    mira.work(practice, ONE)
    mira.work(course, RANGES)
    mira.work(course, FORECAST, only=["forecast", "copy-marks"])
    mira.work(practice, TWO)
    mira.work(graded, THREE)
    mira.look("course", course, TOUR, RANGES, FORECAST)
    mira.look("practice", practice, ONE, TWO)
    mira.look("graded", graded, THREE)
    mira.hand_in(practice, "ws-12", data / "hand-ins" / "form")
    run("progress", "export", learner / "mira.jsonl")
    write(data, "report-of-mira", report_of_the_learner(course, mira))
    jonas = Learner(learner / "jonas", course)
    for name in (THREE, ONE, TWO):
        jonas.work(graded_too, name)
    jonas.look("graded", graded_too, ONE, TWO, THREE)
    jonas.hand_in(graded_too, "Jonas", data / "hand-ins" / "form")
    run("progress", "export", learner / "jonas.jsonl")
    write(data, "cards", {"mira": mira.cards, "jonas": jonas.cards})


def report_of_the_learner(course: Path, learner: Learner) -> dict[str, Any]:
    """The figures of the report on each exercise, and the tally of each lesson."""
    learner.sit_down(course)
    entries = kit.log.own_log(kit.log.home()).read().entries
    figures = {name: asdict(kit.report(name).figures) for name in USED}
    tallies = {
        name: asdict(
            tally(
                (id for id, _, _ in questions(course, name)),
                (entry for entry in entries if entry.lesson == name),
            )
        )
        for name in (TOUR, ONE, TWO, THREE, FORECAST, RANGES)
    }
    return {"figures": figures, "tallies": tallies}
