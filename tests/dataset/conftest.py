"""A small copy of the shipped data that a test may spoil, and a way to spoil one cell."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.dataset import DatasetError, Folder, Problem, explain, load_dataset
from analytics.dataset.explanations import HARD
from tests.csv_rows import read_rows, write_rows
from tests.dataset.read_once import reading_once

SHIPPED = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="package", autouse=True)
def what_stays_the_same_is_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        reading_once(patch)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped files, without the shapes: a folder without any is checked against those shipped."""
    copy = tmp_path / "data"
    copy.mkdir()
    for path in SHIPPED.iterdir():
        if path.is_file():
            shutil.copy(path, copy)
    return copy


@pytest.fixture
def edit(folder: Path) -> Callable[..., int]:
    """Change one record, found by its key; returns its line."""

    def change(file: str, key: str, **cells: str) -> int:
        rows = read_rows(folder / file)
        first = next(iter(rows[0]))
        place = next(i for i, row in enumerate(rows) if row[first] == key)
        rows[place].update(cells)
        write_rows(folder / file, rows)
        return place + 2

    return change


@pytest.fixture
def hard(folder: Path) -> Callable[[], list[Problem]]:
    """The hard problems of the folder, each of which can be explained; fails if it loads."""

    def found() -> list[Problem]:
        with pytest.raises(DatasetError) as caught:
            load_dataset(Folder(folder))
        for problem in caught.value.problems:
            wrong, remedy = explain(problem)
            assert problem.rule in HARD
            assert "{" not in (wrong + remedy).replace(problem.value or "{}", "").replace(problem.detail or "{}", "")
        return caught.value.problems

    return found
