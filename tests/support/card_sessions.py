"""A session of a real question, for tests that need no notebook."""

from __future__ import annotations

from support.jupyterlab import RIVER, ROOT

from kit.article.project import Project, exercise_of
from kit.article.seed import read_article
from kit.card.session import CardQuestion, Session
from kit.card.widget import Card
from kit.learner.log import Entry, Log
from kit.lesson.lesson import Lesson
from kit.question import sample_responses
from kit.question.model import SURE, Key
from kit.question.read import read_question_set
from kit.question.response_data import response_to_data

WHO = "kim-putin-trip/2-who-says-so"


def session_of_a_real_question(
    log: Log, id: str = "passive-owner"
) -> tuple[Session, dict[str, object]]:
    """A session on a question of lesson 2 and the right response to it, as the browser sends it."""
    project = Project(ROOT)
    question_set = read_question_set(project, WHO)
    question, key = question_set.question(id), question_set.key(id)
    assert question
    assert key
    segments = read_article(project, "kim-putin-trip").shown(question.show)
    blank = Entry("draft", WHO, id, "", "", revision="e")
    session = Session(CardQuestion(question, key, segments), [], log, blank)
    return session, response_to_data(sample_responses.right(question, key, segments))


def secrets(key: Key) -> list[str]:
    """All texts of a key that a student must not see before answering."""
    notes = [note.text for _, note in key.notes] + [k.note.text for k in key.spans]
    rubric = [level.text for level in key.rubric]
    return [text for text in (*notes, *rubric, *key.more_hints, key.because, key.model) if text]


def work_through_the_river(log: Log) -> None:
    """A learner does the made-up lesson on real cards: drafts, hints, answers, a mark."""
    quiz = Lesson("river", RIVER, log)
    article = read_article(RIVER, "river")
    question_set = read_question_set(RIVER, "river")
    for number, (question, key) in enumerate(
        zip(question_set.questions, question_set.keys, strict=True)
    ):
        card = quiz.ask(question.id)
        assert isinstance(card, Card)
        segments = article.shown(question.show)
        for seq, (do, respond) in enumerate(_A_LEARNER_S_STEPS, start=1):
            response = response_to_data(respond(question, key, segments)) if respond else {}
            if question.kind == "write":
                response = {"text": "Where? <b>When</b>?\nWho says so, “officials”? 🐟"}
            message = {"do": do, "seq": seq, "response": response, "seconds": number + seq / 4}
            card.hear({**message, "sure": "certain", "level": "Emergent"})


_A_LEARNER_S_STEPS = (
    ("draft", sample_responses.wrong),
    ("hint", None),
    ("check", sample_responses.wrong),
    ("show", None),
    ("check", sample_responses.right),
    ("mark", None),
)


def do_the_course(log: Log) -> None:
    """Answer every question of every lesson through its card, one in three wrong at first.

    Whoever is asked says how sure, in turn, and each text gets one of its levels, in turn.
    """
    project = Project(ROOT)
    number = 0
    for name in project.lessons():
        quiz, question_set = Lesson(name, project, log), read_question_set(project, name)
        article = read_article(project, exercise_of(name))
        for question, key in zip(question_set.questions, question_set.keys, strict=True):
            number += 1
            asked = question, key, article.shown(question.show)
            makers = [sample_responses.wrong] * (number % 3 == 0) + [sample_responses.right]
            card = quiz.ask(question.id)
            assert isinstance(card, Card)
            sure = SURE[1 + number // 3 % 3] if question.ask_sure else ""
            for seq, make in enumerate(makers, start=1):
                said = {
                    "response": response_to_data(make(*asked)),
                    "sure": sure,
                    "seconds": 20.0 * seq,
                }
                card.hear({"do": "check", "seq": seq, **said})
            if key.rubric:
                level = key.rubric[number % len(key.rubric)].name
                card.hear({"do": "mark", "seq": 9, "level": level})
        quiz.how_it_went()  # tests count from then on
