"""Versions of the data in zips and folders: what is accepted, what is refused and in which words."""

import csv
import io
import json
import os
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from analytics.dataset import DatasetError, Folder, Problem, Zip, explain, load_dataset, package_zip
from analytics.dataset.archive import LARGEST_CONTENT, LARGEST_RATIO, LARGEST_ZIP, MOST_ENTRIES, unzipped
from analytics.dataset.descriptor import NAME, SHIPPED, shipped_resources
from analytics.dataset.explanations import HARD
from analytics.dataset.source import earlier_source, source_at
from analytics.dataset.versions import COMPARED_BY, Version, served_version, version_of
from tests.quick import first_of_each

Edit = Callable[..., int]


def version_in(content: bytes, name: str) -> Version:
    return version_of(Zip(Path(name), content))


def zipped(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def files_of(content: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(content: bytes) -> list[Problem]:
    with pytest.raises(DatasetError) as caught:
        version_in(content, "brought.zip")
    for problem in caught.value.problems:
        wrong, remedy = explain(problem)
        assert problem.rule in HARD
        assert len(wrong) > 10 and len(remedy) > 10 and "{" not in wrong + remedy
    return caught.value.problems


def rules(content: bytes) -> set[str]:
    return {problem.rule for problem in refused(content)}


@pytest.mark.slow
def test_a_package_that_was_taken_away_comes_back_as_the_same_version(folder: Path) -> None:
    version = version_in(package_zip(Folder(folder).read()[0]), "taken.zip")
    served = load_dataset(Folder(folder))
    assert (version.version, version.as_of) == (served.version, served.as_of)
    assert version.pledges.equals(served.pledges)
    assert version.columns == served_version(served).columns


@pytest.mark.slow
def test_an_earlier_figure_can_be_made_again_from_its_version(folder: Path, edit: Edit, tmp_path: Path) -> None:
    kept = package_zip(Folder(folder).read()[0])
    edit("pledges.csv", "sao-leopoldo-bra-1", title="Another title")
    assert load_dataset(Folder(folder)).version != version_in(kept, "kept.zip").version
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        archive.extractall(tmp_path / "unpacked")
    (tmp_path / "kept.zip").write_bytes(kept)
    for path in (tmp_path / "unpacked", tmp_path / "kept.zip"):
        again = load_dataset(source_at(path))
        assert again.version == version_in(kept, "kept.zip").version == version_of(source_at(path)).version
        assert "Another title" not in set(again.pledges["title"])
        assert again.archive == kept


@pytest.mark.slow
def test_a_zip_of_the_folder_itself_is_read_as_its_files(folder: Path) -> None:
    own = files_of(package_zip(Folder(folder).read()[0]))
    inside = zipped({f"data/{name}": content for name, content in own.items()})
    assert version_in(inside, "folder.zip").version == load_dataset(Folder(folder)).version


def test_files_that_are_not_of_the_package_are_not_read(folder: Path) -> None:
    own = files_of(package_zip(Folder(folder).read()[0]))
    more = {"run.py": "x", "inner.zip": zipped({NAME: "{}"}), "geography/more.json": "x"}
    assert unzipped(zipped({**own, **more}), "z") == own


@pytest.mark.parametrize(
    "content", [b"", b"no zip", package_zip(Folder(SHIPPED).read()[0])[:50_000]], ids=["empty", "text", "cut"]
)
def test_what_is_no_zip(content: bytes) -> None:
    assert rules(content) == {"not_a_zip"}


def test_a_zip_with_a_damaged_entry() -> None:
    content = bytearray(package_zip(Folder(SHIPPED).read()[0]))
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    assert rules(bytes(content)) == {"not_a_zip"}


@pytest.mark.parametrize(
    "name", ["../pledges.csv", "/pledges.csv", "a/../../pledges.csv", "..\\pledges.csv", "C:\\pledges.csv", "C:x"]
)
def test_a_path_outside_is_refused(name: str) -> None:
    assert "zip_unsafe_path" in rules(zipped({NAME: "{}", name: "x"}))


def test_a_link_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("pledges.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert rules(buffer.getvalue()) == {"zip_link"}


def test_two_entries_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("pledges.csv", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("pledges.csv", "b")
    assert rules(buffer.getvalue()) == {"zip_repeated"}


def test_an_entry_with_a_password_is_refused() -> None:
    content = bytearray(zipped({"pledges.csv": "a"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert rules(bytes(content)) == {"zip_locked"}


def test_a_bomb_is_stopped_while_it_is_read() -> None:
    bomb = zipped({"pledges.csv": bytes(2 * LARGEST_CONTENT)})
    assert len(bomb) < 100_000
    assert rules(bomb) == {"zip_expands"}


def test_a_file_that_grows_too_much_is_refused_below_the_limit_of_all() -> None:
    assert rules(zipped({"pledges.csv": bytes(3_000_000)})) == {"zip_expands"}
    assert LARGEST_RATIO * 1024 < 3_000_000 < LARGEST_CONTENT


def test_a_size_that_the_zip_states_falsely_does_not_help_it() -> None:
    bomb = bytearray(zipped({"pledges.csv": bytes(LARGEST_CONTENT)}))
    central = bomb.index(b"PK\x01\x02")
    bomb[central + 24 : central + 28] = (10).to_bytes(4, "little")
    assert rules(bytes(bomb)) <= {"zip_expands", "not_a_zip"}


def test_many_files_that_are_too_large_together() -> None:
    noise = {each.path: os.urandom(1000) * 90 for each in shipped_resources()}
    assert rules(zipped({f"{n}": "" for n in range(MOST_ENTRIES + 1)})) == {"zip_too_many"}
    assert "zip_expands" not in rules(zipped(noise))
    assert rules(bytes(LARGEST_ZIP + 1)) == {"zip_too_large"}


def test_every_missing_file_is_listed_at_once(folder: Path) -> None:
    own = files_of(package_zip(Folder(folder).read()[0]))
    del own["pledges.csv"], own["cities.csv"]
    found = {(problem.file, problem.rule) for problem in refused(zipped(own))}
    assert {("pledges.csv", "missing_file"), ("cities.csv", "missing_file")} <= found
    assert (NAME, "missing_file") in {(each.file, each.rule) for each in refused(zipped({"x.txt": "x"}))}


BROKEN = ["", "[]", "{}", '{"resources": 1}', '{"resources": ["a"]}', "[" * 50_000]


@pytest.mark.parametrize("descriptor", first_of_each(BROKEN))
def test_a_descriptor_that_is_none(folder: Path, descriptor: str) -> None:
    assert "broken_descriptor" in rules(zipped({**files_of(package_zip(Folder(folder).read()[0])), NAME: descriptor}))


@pytest.mark.slow
def test_a_workbook_in_a_zip_is_read_only_where_a_maintainer_put_it(folder: Path, tmp_path: Path) -> None:
    """A few kilobytes of a workbook can take minutes and gigabytes to read."""
    workbook = Workbook()
    for row in csv.reader(io.StringIO((folder / "forums.csv").read_text(encoding="utf-8"))):
        workbook.active.append([cell or None for cell in row])
    (folder / "forums.csv").unlink()
    workbook.save(folder / "forums.xlsx")
    content = package_zip(Folder(folder).read()[0])
    (tmp_path / "kept.zip").write_bytes(content)
    assert len(version_of(Zip(tmp_path / "kept.zip")).pledges) == 81
    assert [(each.file, each.rule) for each in refused(content)] == [("forums.csv", "workbook_in_zip")]


def test_its_cells_are_checked_as_any_data(folder: Path, edit: Edit) -> None:
    line = edit("pledges.csv", "sao-leopoldo-bra-1", status="finished", retrieved="soon")
    found = {(each.file, each.row, each.rule) for each in refused(package_zip(Folder(folder).read()[0]))}
    assert found == {("pledges.csv", line, "unknown_code"), ("pledges.csv", line, "not_a_date")}


def without(folder: Path, table: str, column: str) -> dict[str, bytes | str]:
    """The package as a release would be that never had this column."""
    own = files_of(package_zip(Folder(folder).read()[0]))
    package = json.loads(own[NAME])
    resource = next(each for each in package["resources"] if each["path"] == table)
    resource["schema"]["fields"] = [each for each in resource["schema"]["fields"] if each["name"] != column]
    text = own[table].decode() if isinstance(own[table], bytes) else str(own[table])
    return {**own, NAME: json.dumps(package), table: text.replace(f"{column},", "another,", 1)}


def test_a_release_that_never_had_a_column_or_a_table_can_be_compared(folder: Path) -> None:
    own = without(folder, "pledges.csv", "migration_role")
    package = json.loads(own[NAME])
    package["resources"] = [each for each in package["resources"] if each["name"] != "forums"]
    del own["forums.csv"]
    version = version_in(zipped({**own, NAME: json.dumps(package)}), "older.zip")
    assert "migration_role" not in version.pledges
    assert "migration_role" not in version.columns and "another" in version.columns


@pytest.mark.parametrize("column", first_of_each(COMPARED_BY))
def test_what_a_comparison_rests_on_must_be_there(folder: Path, column: str) -> None:
    found = refused(zipped(without(folder, "pledges.csv", column)))
    assert ("missing_column", column) in {(each.rule, each.column) for each in found}


def test_a_column_that_its_own_descriptor_promises_must_be_there(folder: Path) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("summary,", "summry,", 1), encoding="utf-8")
    assert rules(package_zip(Folder(folder).read()[0])) == {"missing_column"}


def test_nothing_of_a_zip_is_written_whatever_happens(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    monkeypatch.chdir(private)
    version_in(package_zip(Folder(folder).read()[0]), "good.zip")
    refused(zipped({NAME: "{}", "../x": "x"}))
    refused(b"no zip")
    assert list(private.iterdir()) == []


def test_releases_beside_the_data_are_found_newest_first(folder: Path) -> None:
    assert Folder(folder).releases() == []
    (folder / "releases").mkdir()
    for name in ("2025-01-01.zip", "2026-01-01.zip", "notes.txt"):
        (folder / "releases" / name).write_bytes(b"")
    assert [each.name for each in Folder(folder).releases()] == ["2026-01-01.zip", "2025-01-01.zip"]


def test_a_folder_or_zip_can_be_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COALITION_EARLIER", raising=False)
    assert earlier_source() is None
    monkeypatch.setenv("COALITION_EARLIER", str(folder))
    assert earlier_source() == Folder(folder)
    (tmp_path / "kept.zip").write_bytes(package_zip(Folder(folder).read()[0]))
    monkeypatch.setenv("COALITION_EARLIER", str(tmp_path / "kept.zip"))
    assert earlier_source() == Zip(tmp_path / "kept.zip")
    assert version_of(Folder(folder)).version == version_of(Zip(tmp_path / "kept.zip")).version
    with pytest.raises(DatasetError) as caught:
        version_of(source_at(tmp_path / "nowhere"))
    assert [problem.rule for problem in caught.value.problems] == ["no_folder"]
