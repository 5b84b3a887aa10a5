"""One JupyterLab for all tests of the lesson view, on a copy of the course."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.jupyterlab import Lab, Labs, SharedLab, copy_project


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory, labs: Labs) -> Iterator[SharedLab]:
    """A JupyterLab on a copy of the course, where nobody has answered anything."""
    scratch = tmp_path_factory.mktemp("course")
    (scratch / "project").mkdir()
    with labs(copy_project(scratch / "project"), scratch) as running:
        yield running


@pytest.fixture
def emptied(course: SharedLab) -> Lab:
    """The same, where nothing runs any more, and what the tests before answered is gone."""
    course.begin_anew()
    return course
