"""A learner's report: shown in a notebook, and saved as one page to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from urllib.parse import quote

from kit.article.files import replace
from kit.article.project import Project, exercise_of, find_project
from kit.article.seed import Unreadable, read_source
from kit.language.dates import day_text
from kit.language.html_text import as_html
from kit.language.translation import ENGLISH, Translation, translation_chosen
from kit.learner.figures import Figures, asked_in, figures
from kit.learner.log import Entry, History, home, own_log
from kit.learner.measures import FEW
from kit.learner.order import in_order
from kit.learner.review_queue import review_queue
from kit.lesson.copies import LessonCopy, read_copies
from kit.lesson.displays import Notice, linked
from kit.lesson.links import link_to
from kit.lesson.report_sections import Row, Section, sections
from kit.lesson.report_summary import Destination, Summary, next_step, summarize

_CSS = Path(__file__).with_suffix(".css")
# Whatever a learner wrote, the page can load nothing and run nothing.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def report(exercise: str = "", language: str = "") -> Report | Notice:
    """The report of an exercise, as in ``report("river")``, or of all lessons.

    Never raises: what is missing is said in a sentence.
    """
    translation = translation_chosen(language)
    return report_on(find_project(), exercise, own_log(home()).read(), translation)


def report_on(
    project: Project, exercise: str, history: History, translation: Translation
) -> Report | Notice:
    """The report of an exercise, or of all lessons, from a log."""
    names = [name for name in project.lessons() if exercise in ("", exercise_of(name))]
    if not names:
        return Notice(translation.say("no_exercise", given=exercise))
    copies: dict[str, LessonCopy] = {}
    elsewhere: list[LessonCopy] = []
    lost: list[str] = []
    for name, copy in read_copies(project, project.lessons()):
        if isinstance(copy, LessonCopy):
            if name in names:
                copies[name] = copy
            elsewhere += [copy]
        elif name in names:  # its damage must not keep the others from view
            lost.append(translation.say("report_without", problem=copy))
    title = _title(project, exercise) if exercise else translation.say("report_all")
    return make_report(title, copies.values(), history, translation, lost, project, elsewhere)


def _title(project: Project, exercise: str) -> str:
    try:
        return read_source(project, exercise).title
    except Unreadable:
        return exercise


def make_report(
    title: str,
    copies: Iterable[LessonCopy],
    history: History,
    translation: Translation = ENGLISH,
    remarks: Iterable[str] = (),
    project: Project | None = None,
    elsewhere: Iterable[LessonCopy] = (),
) -> Report:
    """The report on these lessons, with remarks on what is not in it.

    Where the project is given, it says what comes next in it, and links to questions. Of the
    lessons ``elsewhere`` those questions count, as another text, that are twins of these.
    """
    copies = tuple(copies)
    away = [copy for copy in elsewhere if copy not in copies]
    if history.damaged:
        remarks = (*remarks, translation.say("damaged_log", history.damaged))
    own = [entry for copy in copies for entry in copy.sort(history.entries).own]
    current = {entry.id for copy in copies for entry in copy.counting(own)}
    older = len({e.question for e in own if e.what == "try" and e.id not in current})
    if older:
        remarks = (*remarks, translation.say("report_older", older))
    told = in_order(entry for copy in copies for entry in copy.told(own))
    told_away = (entry for copy in away for entry in copy.told(history.entries))
    asked = asked_in((copy.name, copy.question_set) for copy in copies)
    twins = {
        id: one
        for id, one in asked_in((copy.name, copy.question_set) for copy in away).items()
        if one.question.twin_of in asked
    }
    found = figures(in_order([*told, *told_away]), asked, twins)
    others = _others(project, [copy.name for copy in copies]) if project else ()

    def counting(copy: LessonCopy) -> tuple[Entry, ...]:
        return copy.counting(history.entries)

    due = review_queue(((c.name, c.question_set.questions, counting(c)) for c in copies), _now())
    step = next_step(copies, others, counting, bool(due), translation)
    summary = summarize(found, copies, told, step, translation)

    def link(place: Destination) -> str:
        return link_to(project, place.lesson, place.question) if project else ""

    return Report(title, found, translation, remarks, summary, link)


def _now() -> datetime:
    return datetime.now(UTC)


def _others(project: Project, names: list[str]) -> Iterator[LessonCopy]:
    """The lessons that come after these, read one by one: of the same exercise, then all others."""
    known = [name for name in project.lessons() if name not in names]
    own = {exercise_of(name) for name in names}
    last = max(names, default="")
    known.sort(key=lambda name: (exercise_of(name) not in own, name < last, "/" not in name, name))
    for _, copy in read_copies(project, known):
        if isinstance(copy, LessonCopy):
            yield copy


def _no_link(place: Destination) -> str:
    return ""


class Report:
    """What a learner's answers say: three sentences and the next step, then figures and plots.

    ``save`` makes a page of it, ``link`` tells where a question is.
    """

    def __init__(
        self,
        title: str,
        figures: Figures,
        translation: Translation = ENGLISH,
        remarks: Iterable[str] = (),
        summary: Summary | None = None,
        link: Callable[[Destination], str] = _no_link,
    ) -> None:
        self.figures = figures
        self.summary = summary
        self._link = link
        self._remarks = tuple(remarks)
        self._filled = figures.work.tries > 0
        self._title = translation.say("report", title=title)
        self._translation = translation

    def save(self, name: str = "report.html") -> Notice:
        """Write the report as one page beside the notebook, and say where it is.

        Where that folder takes nothing, it goes to the learner's own.
        """
        if not self._filled:
            return Notice(repr(self))
        if Path(name).suffix.lower() not in (".html", ".htm"):
            return Notice(self._translation.say("report_ending", given=name))
        path = Path(name).expanduser().absolute()
        problem = ""
        for place in (path, Path.home() / path.name):
            try:
                replace(place, self.page().encode())
            except OSError as error:
                problem = problem or error.strerror or type(error).__name__
            else:
                return SavedReport(place, self._translation)
        return Notice(self._translation.say("report_not_saved", path=path, problem=problem))

    def page(self) -> str:
        """The report as an HTML file that needs nothing but itself."""
        translation = self._translation
        language = f'lang="{translation.language}" dir="{translation.direction}"'
        return (
            f"<!DOCTYPE html>\n<html {language}>\n<head>\n"
            '<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(self._title)}</title>\n</head>\n<body>\n"
            f"<main>{self._html(1, is_page=True)}</main>\n</body>\n</html>\n"
        )

    def __repr__(self) -> str:
        if not self._filled:
            return " ".join((self._translation.say("report_nothing"), *self._remarks))
        parts = map(self._text, sections(self.figures, self._translation))
        said = [*self.summary.sentences, self.summary.next] if self.summary else []
        return "\n\n".join((self._title, *said, *self._opening(), *parts))

    def _repr_html_(self) -> str:
        return self._html(2) if self._filled else f"<p>{as_html(repr(self))}</p>"

    def _opening(self) -> tuple[str, ...]:
        work, say = self.figures.work, self._translation.say
        when = say("report_when", first=day_text(work.first), last=day_text(work.last))
        return when, say("report_how", few=FEW), *self._remarks

    def _text(self, section: Section) -> str:
        rows = [" | ".join(row) for row in (section.head, *section.rows) if row]
        table = "\n".join(rows) if section.rows else self._translation.say("report_none")
        return "\n".join((f"## {section.title}", section.how, table, *section.follows))

    def _html(self, level: int, is_page: bool = False) -> str:
        """The report, its figures folded; on a page, which is for paper too, they are open."""
        translation = self._translation
        parts = (self._section(s, level + 1) for s in sections(self.figures, translation))
        return (
            f"<style>{_CSS.read_text(encoding='utf-8')}</style>"
            f'<div class="says-who-report" lang="{translation.language}" '
            f'dir="{translation.direction}">'
            f'<h{level} class="title">{as_html(self._title)}</h{level}>'
            f"{self._first(is_page)}<details{' open' if is_page else ''}>"
            f"<summary>{as_html(translation.say('report_figures'))}</summary>"
            f"{''.join(map(_paragraph, self._opening()))}{''.join(parts)}</details></div>"
        )

    def _first(self, is_page: bool) -> str:
        """Three sentences and the next step; on a page, which goes anywhere, without links."""
        if not self.summary:
            return ""
        link, found = _no_link if is_page else self._link, self.summary
        places = [linked(place.label, link(place)) for place in found.places]
        items = "".join(f"<li>{place}</li>" for place in [*places, *filter(None, [found.more])])
        step = linked(found.next, link(found.next_place) if found.next_place else "")
        return (
            f"{_paragraph(found.well)}{_paragraph(found.again)}"
            f"{f'<ul>{items}</ul>' if items else ''}{_paragraph(found.sure)}"
            f'<p class="next">{step}</p>'
        )

    def _section(self, section: Section, level: int) -> str:
        table = (
            _table(section) if section.rows else _paragraph(self._translation.say("report_none"))
        )
        return (
            f'<section><h{level} class="heading">{as_html(section.title)}</h{level}>'
            f'<p class="how">{as_html(section.how)}</p>{table}'
            f"{''.join(map(_paragraph, section.follows))}"
            f"{section.draw()._repr_html_() if section.draw else ''}</section>"
        )


class SavedReport(Notice):
    """Where a report was saved, with links to it where the notebook can reach it."""

    def __init__(self, path: Path, translation: Translation) -> None:
        super().__init__(translation.say("report_saved", path=path))
        self._path = path
        self._translation = translation

    def _repr_html_(self) -> str:
        if not self._path.is_relative_to(Path.cwd()):
            return _paragraph(self.text)
        place = quote(self._path.relative_to(Path.cwd()).as_posix())
        name = escape(self._path.name, quote=True)
        return (
            f"<p>{as_html(self.text)}<br>"
            f'<a href="{place}">{as_html(self._translation.say("report_open"))}</a>&emsp;'
            f'<a href="{place}" download="{name}">'
            f"{as_html(self._translation.say('report_download'))}</a></p>"
        )


def _paragraph(text: str) -> str:
    return f"<p>{as_html(text)}</p>"


def _table(section: Section) -> str:
    columns = zip(*section.rows, strict=True)
    looks = [_NUMBER if any(map(_is_number, column)) else "" for column in columns]
    head = "".join(
        f'<th scope="col"{look}>{as_html(cell)}</th>'
        for cell, look in zip(section.head, looks, strict=False)
    )
    rows = (
        f"<tr{_FEW if number in section.few else ''}>{_cells(row)}</tr>"
        for number, row in enumerate(section.rows)
    )
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"


def _cells(row: Row) -> str:
    name, *others = row
    cells = (f"<td{_NUMBER if _is_number(cell) else ''}>{as_html(cell)}</td>" for cell in others)
    return f'<th scope="row">{as_html(name)}</th>{"".join(cells)}'


_NUMBER, _FEW = ' class="number"', ' class="few"'


def _is_number(cell: str) -> bool:
    return cell[:1].isdigit()
