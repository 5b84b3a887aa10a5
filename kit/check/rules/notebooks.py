"""Rules for any notebook: valid, short, with its outputs stored and without widgets."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from kit.article.trust import beyond_kit
from kit.check.rules.subjects import Cell, Notebook
from kit.question.model import Problem

MOST_LINES = 3  # of a code cell
MOST_WORDS = 60  # of a text cell
COMMANDS = "%load_ext kit"
_NOT_PROSE = tuple("|#-*123456789")  # how a line of a table, heading or list begins


def is_a_notebook(notebook: Notebook) -> Iterator[Problem]:
    """A notebook's file can be opened as a notebook.

    JupyterLab refuses a file that is cut off or edited by hand into something else.
    """
    for line, fault in notebook.faults[:1]:
        yield notebook.problem(line, f"this is not a notebook: {fault}")


def has_its_answers_file(notebook: Notebook) -> Iterator[Problem]:
    """A notebook that opens a lesson has that lesson’s answers file."""
    exercise = notebook.path.removeprefix("notebooks/").partition("/")[0]
    lessons = notebook.folder.lessons() if notebook.folder else []
    for call in notebook.calls:
        own = call.name == "lesson" and call.argument.startswith(f"{exercise}/")
        if own and notebook.folder and call.argument not in lessons:
            where = notebook.folder.name(notebook.folder.answers(call.argument))
            text = f"the lesson “{call.argument}” has no answers file; write {where}"
            yield notebook.problem(call.line, text)


def has_code_that_runs(notebook: Notebook) -> Iterator[Problem]:
    """Python can read each code cell, and ids stand in quotation marks there.

    Else whoever opens the lesson meets a traceback in place of a question.
    """
    known = {*dir(builtins), *(name for cell in _code(notebook) for name in _names(cell))}
    for cell in _code(notebook):
        tree, line = _read(cell)
        if tree is None:
            text = "Python cannot read this: a quotation mark or a bracket is missing or too much"
            yield notebook.problem(cell.lines[min(line, len(cell.lines)) - 1], text)
        for call in _calls_of_lesson(tree):
            said = ast.unparse(call.args[0])
            names = {n.id for n in ast.walk(call.args[0]) if isinstance(n, ast.Name)}
            if names - known:
                at = cell.lines[min(call.lineno, len(cell.lines)) - 1]
                wanted = said.replace(" - ", "-")
                text = f'put “{wanted}” into quotation marks, as in {_called(call)}("{wanted}")'
                yield notebook.problem(at, text)


def stores_what_it_shows(notebook: Notebook) -> Iterator[Problem]:
    """A cell that asks or shows something has its output stored.

    Whoever reads the lesson on a web page or on paper sees only what is stored.
    """
    for cell in _code(notebook):
        if _shows(cell.source) and not cell.outputs:
            yield notebook.problem(
                cell.first_line,
                f"this cell has no output stored; run and store it: {_how_to_store(notebook)}",
            )


def keeps_no_widgets(notebook: Notebook) -> Iterator[Problem]:
    """No widget state and no widget views are stored.

    A stored view is dead: JupyterLab says “model not found” and hides the text beside it.
    ``kit check --fix`` takes them out.
    """
    for line in notebook.views:
        yield notebook.problem(line, "a widget is stored here; take it out: kit check --fix")


def keeps_code_short(notebook: Notebook) -> Iterator[Problem]:
    """A code cell has at most three lines.

    A student comes to read and to answer. What needs more lines belongs into the kit.
    """
    for cell in _code(notebook):
        count = len(cell.source.splitlines())
        if count > MOST_LINES:
            yield notebook.problem(
                cell.first_line,
                f"this code cell has {count} lines; a cell has at most {MOST_LINES}",
            )


def stores_no_error(notebook: Notebook) -> Iterator[Problem]:
    """No cell has an error or a warning among its stored outputs."""
    for cell in _code(notebook):
        for output in cell.outputs:
            failed = output.get("output_type") == "error"
            if failed or output.get("name") == "stderr":
                what = str(output.get("ename")) if failed else "a warning"
                yield notebook.problem(
                    cell.first_line,
                    f"this cell has {what} stored; mend it, then: {_how_to_store(notebook)}",
                )
                break


def hides_its_code(notebook: Notebook) -> Iterator[Problem]:
    """The code of each cell is hidden, so that a student sees the question and not its call.

    In JupyterLab: select the cell, then View, Collapse Selected Code. A notebook with commands
    (``%load_ext kit``) is for people who type them, and shows them.
    """
    cells = tuple(_code(notebook))
    for cell in () if any(COMMANDS in cell.source for cell in cells) else cells:
        if cell.source.strip() and not cell.hidden:
            yield notebook.problem(
                cell.first_line, "the code of this cell shows; collapse it (View menu)"
            )


def opens_as_a_page(notebook: Notebook) -> Iterator[Problem]:
    """A lesson's notebook says in its metadata that it is one, and so opens in the lesson view.

    ``kit store`` writes it there. Without it a student meets cells, and no question lives until
    each cell was run.
    """
    if notebook.lesson and not notebook.marked and not notebook.faults:
        said = f"this lesson does not open in the lesson view; mark it: {_how_to_store(notebook)}"
        yield notebook.problem(1, said)


def says_it_in_sixty_words(notebook: Notebook) -> Iterator[Problem]:
    """A text cell of a lesson has at most sixty words, not counting headings, lists and tables.

    Students answer more and read longer when the text comes in small helpings.
    """
    for cell in notebook.cells if notebook.lesson else ():
        if cell.kind == "markdown":
            prose = [line for line in cell.source.splitlines() if not line.startswith(_NOT_PROSE)]
            count = len(" ".join(prose).split())
            if count > MOST_WORDS:
                yield notebook.problem(
                    cell.first_line,
                    f"this text has {count} words; split it, or cut it to {MOST_WORDS}",
                )


def _how_to_store(notebook: Notebook) -> str:
    """The command that runs a notebook, and what is to be known before, if it is not the kit's."""
    exercise = notebook.path.removeprefix("notebooks/").partition("/")[0].removesuffix(".ipynb")
    if not beyond_kit([cell.source for cell in _code(notebook)], exercise):
        return "kit store"
    return f"kit store (it runs Python that is not the kit’s; read it first: kit trust {exercise})"


def _read(cell: Cell) -> tuple[ast.Module | None, int]:
    """What Python reads in a cell, without its commands; or None, and the line that it stops at."""
    lines = cell.source.split("\n")
    bare = "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)
    try:
        return (ast.Module([], []) if lines[0].startswith("%%") else ast.parse(bare)), 0
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return None, getattr(error, "lineno", None) or 1


def _names(cell: Cell) -> Iterator[str]:
    """The names that a cell gives to something, by “=” or by an import."""
    tree, _ = _read(cell)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg


def _calls_of_lesson(tree: ast.Module | None) -> Iterator[ast.Call]:
    """Calls with one argument such as ``quiz.ask(…)`` and ``lesson(…)``."""
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            of_quiz = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
            if (of_quiz and _called(node).startswith("quiz.")) or _called(node) == "lesson":
                yield node


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _code(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook.cells if cell.kind == "code"]


def _shows(source: str) -> bool:
    """Whether a cell ends in a call such as ``quiz.ask("who")``, whose value is then shown."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    last = body[-1] if body else None
    call = last.value if isinstance(last, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
