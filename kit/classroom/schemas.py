"""The schemas of what a class keeps, written from the types that its files are checked against.

To write them anew: ``python -m kit.classroom.schemas``.
"""

from __future__ import annotations

from pathlib import Path

from kit.classroom.model import Graded, Receipt
from kit.learner.schemas import as_schema, as_text, write_schemas

FOLDER = Path(__file__).parent / "formats"
_RECEIPT = (
    "A line of receipts.jsonl, one for each file that was received. Lines are only ever added. The "
    "times received are by the teacher's clock, the times made by the learner's."
)
_ROW = (
    "A line of a file in grades/ behind its first: what one student's answer to one question is "
    "worth. What is empty is left out. A grading is never changed; the next one has a new number."
)


def schemas() -> dict[str, str]:
    """The text of each schema in `formats`, by the name of its file."""
    receipt = as_schema(Receipt, "receipt:1", "A receipt", _RECEIPT)
    row = as_schema(Graded, "graded:1", "A row of a grading", _ROW)
    return {"receipt.schema.json": as_text(receipt), "graded.schema.json": as_text(row)}


if __name__ == "__main__":
    write_schemas(FOLDER, schemas())
