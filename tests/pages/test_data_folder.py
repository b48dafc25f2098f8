"""Data folders that can't be read, or change while the dashboard runs."""

import gc
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.dataset import Dataset
from analytics.selection import Selection
from pages.shell import cache
from pages.shell.menu import entries
from tests.pages import by_hand, folders, screen
from tests.quick import first_of_each

OpenOn = Callable[..., AppTest]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folders.copy(tmp_path / "data")


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def in_latin_1(folder: Path) -> None:
    path = folder / "cities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").replace("ł", "l").encode("latin-1", "replace"))


def broken_csv(folder: Path) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"no end', encoding="utf-8")


def unreadable(folder: Path) -> None:
    # A folder in the place of a file: nobody can read that, not even the superuser.
    (folder / "pledges.csv").unlink()
    (folder / "pledges.csv").mkdir()


def no_column(folder: Path) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("title,", "titel,", 1), encoding="utf-8")


def empty_file(folder: Path) -> None:
    (folder / "countries.csv").write_bytes(b"")


SPOILED = {
    "missing": (shutil.rmtree, ""),
    "empty": (empty, "pledges.csv"),
    "unreadable": (unreadable, "pledges.csv"),
    "Latin-1": (in_latin_1, "cities.csv"),
    "broken CSV": (broken_csv, "pledges.csv"),
    "a column missing": (no_column, "pledges.csv"),
    "an empty file": (empty_file, "countries.csv"),
}


@pytest.mark.parametrize("kind", first_of_each(SPOILED))
def test_a_folder_that_never_was_right_gives_a_list_of_problems(opened_on: OpenOn, folder: Path, kind: str) -> None:
    spoil, file = SPOILED[kind]
    spoil(folder)
    app = opened_on(folder, "map", region="Africa")
    assert not app.exception
    assert app.title[0].value == "The data can't be shown yet"
    listed = app.dataframe[0].value
    assert len(listed) >= 1
    assert listed["File"].str.contains(file, regex=False).any()
    assert listed["What is wrong"].str.len().gt(10).all()
    assert listed["What to do"].str.len().gt(10).all()


@pytest.mark.slow
def test_two_broken_files_are_listed_at_once(opened_on: OpenOn, folder: Path) -> None:
    in_latin_1(folder)
    broken_csv(folder)
    listed = opened_on(folder, "overview").dataframe[0].value
    assert {"cities.csv", "pledges.csv"} <= set(listed["File"])


@pytest.mark.slow
def test_a_byte_order_mark_changes_nothing(opened_on: OpenOn, folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert screen.metrics(opened_on(folder, "overview"))["Pledges"] == len(by_hand.pledges())


@pytest.fixture
def replaced(folder: Path, tmp_path: Path) -> Iterator[Callable[[str, str], None]]:
    """Puts other content in a file in one step, as an editor or a copy does."""

    def replace(name: str, content: str) -> None:
        fresh = tmp_path / "fresh"
        fresh.write_text(content, encoding="utf-8")
        os.replace(fresh, folder / name)

    yield replace


@pytest.mark.slow
def test_a_broken_replacement_keeps_the_last_good_version_on_every_page(
    opened_on: OpenOn, folder: Path, replaced: Callable[[str, str], None]
) -> None:
    app = opened_on(folder, "overview")
    good = (folder / "pledges.csv").read_text(encoding="utf-8")
    before = screen.headline(app)
    replaced("pledges.csv", "nothing,of,use\n1,2,3\n")
    for seen in (app.run(), *(opened_on(folder, page) for page in entries())):
        assert not seen.exception
        assert screen.headline(seen) == before, "new readers see it too"
        assert any("You see the last good version" in said for said in screen.warnings(seen))
    replaced("pledges.csv", good)
    app.run()
    assert not screen.warnings(app)


@pytest.mark.slow
def test_a_good_replacement_is_shown_without_a_restart(
    opened_on: OpenOn, folder: Path, replaced: Callable[[str, str], None]
) -> None:
    app = opened_on(folder, "pledges")
    lines = (folder / "pledges.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(app.dataframe[0].value) == len(lines) - 1
    replaced("pledges.csv", "".join([*lines[:1], *lines[2:]]))
    app.run()
    assert not app.exception
    assert len(app.dataframe[0].value) == len(lines) - 2
    assert screen.headline(app).startswith(f"All {len(lines) - 2} pledges")


@pytest.mark.slow
def test_a_folder_that_is_repaired_is_shown_without_a_restart(opened_on: OpenOn, folder: Path) -> None:
    good = (folder / "pledges.csv").read_bytes()
    broken_csv(folder)
    app = opened_on(folder, "overview")
    assert not app.metric
    (folder / "pledges.csv").write_bytes(good)
    app.run()
    assert screen.metrics(app)["Pledges"] == len(by_hand.pledges())


@pytest.mark.slow
def test_old_versions_do_not_stay_in_memory(
    opened_on: OpenOn, folder: Path, replaced: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the one before the newest, because a reader's run may still be using it; such a run goes on with it."""

    def used() -> weakref.ref[Dataset]:
        return weakref.ref(cache.filtered(Selection()).dataset)

    monkeypatch.setenv("COALITION_DATA", str(folder))
    text = (folder / "pledges.csv").read_text(encoding="utf-8")
    versions: list[weakref.ref[Dataset]] = []
    for turn in range(3):
        run = copy_context()
        run.run(cache.load)
        versions.append(run.run(used))
        replaced("pledges.csv", text.replace("Kampala for All", f"Kampala for All {turn}"))
        for page in entries():
            assert not opened_on(folder, page).exception
        assert run.run(used) is versions[-1], "the run that began before"
    del run
    gc.collect()
    assert [place for place, version in enumerate(versions[:-1]) if version()] == []
