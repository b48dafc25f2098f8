"""The package to take away, and data that are kept in another way."""

import io
import os
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.dataset import Folder, Problem, Source, load_dataset, package_zip
from analytics.dataset.archive import unzipped
from analytics.dataset.descriptor import SHIPPED, shipped_resources
from analytics.dataset.latest import Latest
from analytics.dataset.versions import version_of


def test_it_holds_the_files_of_the_package_and_nothing_else(folder: Path) -> None:
    (folder / "secrets.csv").write_text("a,b\n")
    (folder / ".env").write_text("x")
    (folder / "releases").mkdir()
    (folder / "releases" / "2026-01-01.zip").write_bytes(b"kept")
    with zipfile.ZipFile(io.BytesIO(package_zip(Folder(folder).read()[0]))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    expected = {"datapackage.json", "README.md", *(each.path for each in shipped_resources())}
    assert set(names) == expected
    assert names == sorted(names)


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    first = package_zip(Folder(folder).read()[0])
    os.utime(folder / "pledges.csv", (0, 0))
    assert package_zip(Folder(folder).read()[0]) == first


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("secret")
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(tmp_path / "outside")
    with zipfile.ZipFile(io.BytesIO(package_zip(Folder(folder).read()[0]))) as archive:
        assert "README.md" not in archive.namelist()


@pytest.mark.slow
def test_what_was_taken_away_loads_as_the_same_version(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip(Folder(SHIPPED).read()[0]))) as archive:
        archive.extractall(tmp_path)
    assert load_dataset(Folder(tmp_path)).version == load_dataset(Folder(SHIPPED)).version


@pytest.mark.slow
def test_data_kept_in_another_way_are_one_more_source() -> None:
    """The recipe for a database: tables as CSV from wherever they are kept; nothing else has to know."""
    database = sqlite3.connect(":memory:")
    database.execute("create table file (path text, content blob)")
    shipped, _unreadable = Folder(SHIPPED).read()
    database.executemany("insert into file values (?, ?)", shipped.items())
    database.commit()

    @dataclass(frozen=True)
    class Database:
        name: str

        def state(self) -> str:
            return str(database.total_changes)

        def is_settled(self) -> bool:
            return not database.in_transaction

        def read(self) -> tuple[dict[str, bytes], list[Problem]]:
            return dict(database.execute("select path, content from file")), []

        def releases(self) -> list[Source]:
            return []

    source: Source = Database("pledges")
    latest = Latest(source)
    first = latest.reading().dataset
    assert first is not None and first.version == load_dataset(Folder(SHIPPED)).version
    assert latest.reading().dataset is first
    assert first.archive == package_zip(Folder(SHIPPED).read()[0])
    assert version_of(source).version == first.version
    cities = shipped["cities.csv"].replace(b"Accra", b"Akkra")
    database.execute("update file set content = ? where path = 'cities.csv'", [cities])
    assert latest.reading().dataset is first, "somebody is still writing"
    database.commit()
    second = latest.reading().dataset
    assert second is not None and second.version != first.version
    database.execute("delete from file where path = 'pledges.csv'")
    database.commit()
    broken = latest.reading()
    assert broken.dataset is second
    assert [each.rule for each in broken.problems] == ["missing_file"]
    assert b"Akkra" in unzipped(second.archive, "kept")["cities.csv"], "what was read, not what is there"
