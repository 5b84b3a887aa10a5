"""The changelog says each thing once, and counts the course as it is."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from support.jupyterlab import ROOT

from kit.article.project import Project
from kit.question.read import read_question_set

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
COURSE = "kim-putin-trip"


def test_nothing_is_said_twice_in_one_version() -> None:
    newest = TEXT.split("\n## [")[1]
    begun = Counter(line[:60] for line in newest.splitlines() if line.startswith("- "))
    assert [words for words, times in begun.items() if times > 1] == []


@pytest.mark.slow
def test_the_course_is_counted_as_it_is() -> None:
    project = Project(ROOT)
    lessons = [name for name in project.lessons() if name.startswith(f"{COURSE}/")]
    questions = sum(len(read_question_set(project, name).questions) for name in lessons)
    with (ROOT / "seeds" / COURSE / "evidence.csv").open(encoding="utf-8", newline="") as file:
        evidence = len(list(csv.DictReader(file)))
    said = re.findall(r"The course has (\d+) questions and rests on (\d+) pieces", TEXT)
    assert said == [(str(questions), str(evidence))]
