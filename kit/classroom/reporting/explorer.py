"""A class's questions and students in a notebook, with filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from kit.article.project import Project
from kit.article.seed import Unreadable
from kit.classroom.grading.asked import IssuedQuestion
from kit.classroom.grading.now import open_class, project_of
from kit.classroom.grading.rows import as_rows
from kit.classroom.model import Grading
from kit.classroom.reporting.figures import ClassFigures, QuestionFigures, class_figures
from kit.classroom.reporting.findings import findings
from kit.classroom.reporting.page import brief, count, number, per_cent, spread
from kit.classroom.reporting.record import ClassRecord, read_class
from kit.classroom.reporting.sums import totals_of
from kit.language.taxonomy import SKILLS
from kit.lesson.displays import Notice

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"


def explore(class_folder: str | Path, project: Project | None = None) -> Explorer | Notice:
    """The questions and students of a class as it was graded last, with filters.

    Never raises: what is missing is said in a sentence.
    """
    try:
        record = read_class(open_class(Path(class_folder)), project or project_of(class_folder))
    except (Unreadable, OSError) as error:
        return Notice(str(error))
    return Explorer(record)


class Explorer:
    """Two tables of a class, with filters above them in a notebook and as text elsewhere."""

    def __init__(self, record: ClassRecord) -> None:
        self._record = record
        self._sections = {student.id: student.section for student in record.roster}
        self._names = {student.id: student.name for student in record.roster}

    def choices(self) -> Mapping[str, list[str]]:
        """What each filter can be set to."""
        asked = {(one.lesson, one.question) for one in as_rows(self._record.grading.rows).answers}
        own = [a for a in self._record.asked if (a.lesson, a.question.id) in asked]
        found: dict[str, list[str]] = {
            "section": sorted({section for section in self._sections.values() if section}),
            "lesson": list(dict.fromkeys(a.lesson for a in own)),
            "skill": sorted({skill for a in own for skill in a.question.skills}),
            "kind": sorted({str(a.question.kind) for a in own}),
        }
        return {name: [ALL, *values] for name, values in found.items()}

    def figures(self, section: str = ALL) -> ClassFigures:
        """The figures of a section, or of all."""
        return class_figures(self._of(section), self._record.asked, self._record.accepted)

    def _of(self, section: str) -> Grading:
        rows = as_rows(self._record.grading.rows)
        others = {s for s in rows.students if section not in (ALL, self._sections.get(s, ""))}
        return replace(self._record.grading, rows=rows.without(others))

    def questions(
        self,
        section: str = ALL,
        lesson: str = ALL,
        skill: str = ALL,
        kind: str = ALL,
        certain_wrong: bool = False,
    ) -> pd.DataFrame:
        """A row for each question that the filters leave; its rest is that of all questions.

        ``certain_wrong`` leaves those at which somebody was both.
        """
        import pandas as pd

        kept = [
            question
            for question in self.figures(section).questions
            if _stays(question.asked, lesson, skill, kind)
            and (question.certain_wrong or not certain_wrong)
        ]
        return pd.DataFrame([_of_question(question) for question in kept], columns=_QUESTION)

    def students(
        self, section: str = ALL, lesson: str = ALL, skill: str = ALL, kind: str = ALL
    ) -> pd.DataFrame:
        """A row for each student of a section, with the total of the questions that stay."""
        import pandas as pd

        places = {
            (a.lesson, a.question.id) for a in self._record.asked if _stays(a, lesson, skill, kind)
        }
        found = [
            (
                total.student,
                self._names.get(total.student, ""),
                self._sections.get(total.student, ""),
                per_cent(total.score),
                total.counted,
                total.blank,
                total.open,
            )
            for total in totals_of(self._of(section), places)
        ]
        return pd.DataFrame(found, columns=_STUDENT)

    def __repr__(self) -> str:
        return "\n\n".join(t.to_string(index=False) for t in (self.questions(), self.students()))

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle: Any = self.widget()._repr_mimebundle_(**options) or {}
        return {**bundle, "text/plain": repr(self)}

    def widget(self) -> Any:
        """The filters with both tables below them."""
        shown = widgets.HTML()
        picks = {
            name: widgets.Dropdown(
                options=[(_label(name, value), value) for value in values], description=name
            )
            for name, values in self.choices().items()
        }
        sure = widgets.Checkbox(description="only certain but wrong", indent=False)

        def show(_: object = None) -> None:
            given = {name: pick.value for name, pick in picks.items()}
            questions = self.questions(**given, certain_wrong=sure.value)
            students = self.students(**given)
            parts = (
                _headed(count(len(questions), "question"), questions),
                _headed(count(len(students), "student"), students),
            )
            shown.value = f'{_LOOK}<div class="jp-RenderedHTMLCommon">{"".join(parts)}</div>'

        for control in (*picks.values(), sure):
            control.observe(show, "value")
        show()
        return widgets.VBox([widgets.HBox([*picks.values(), sure], layout=_WRAP), shown])


def _headed(said: str, table: pd.DataFrame) -> str:
    return f"<h4>{said}</h4>{table.to_html(index=False, border=0, classes='says-who-class')}"


# A notebook sets the cells of tables to the right; words begin on the left.
_LOOK = (
    "<style>.says-who-class :is(th, td) { text-align: start !important }"
    ".says-who-class td:not(:first-child, :last-child) { white-space: nowrap }</style>"
)
_WRAP: Mapping[str, str] = {"flex_flow": "row wrap"}
_QUESTION = ("question", "kind", "n", "share", "range", "with the rest", "certain, wrong", "says")
_STUDENT = ("id", "name", "section", "total", "counted", "blank", "open")


def _stays(asked: IssuedQuestion, lesson: str, skill: str, kind: str) -> bool:
    return (
        lesson in (ALL, asked.lesson)
        and (skill == ALL or skill in asked.question.skills)
        and kind in (ALL, asked.question.kind)
    )


def _label(name: str, value: str) -> str:
    return SKILLS.get(value, value).partition(":")[0] if name == "skill" else value


def _of_question(q: QuestionFigures) -> tuple[object, ...]:
    rest = q.item.discrimination if q.item else None
    said = findings(q)
    return (
        f"{q.asked.question.id}: {brief(q.asked.question.stem, 60)}",
        q.asked.question.kind,
        q.n + q.open,
        per_cent(q.facility),
        spread(q.facility_interval),
        number(rest),
        f"{q.certain_wrong} of {q.certain}" if q.certain else "–",
        said[0].text if said else "",
    )
