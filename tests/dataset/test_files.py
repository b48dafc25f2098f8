"""Folders and files as people really hand them in."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.dataset import (
    DatasetError,
    Folder,
    Problem,
    Zip,
    chosen_source,
    descriptor,
    explain,
    load_dataset,
    package_zip,
)
from analytics.dataset.descriptor import SHIPPED, shipped_resources
from analytics.dataset.files import read_table
from analytics.dataset.latest import Latest
from analytics.dataset.source import source_at
from tests.quick import first_of_each

Hard = Callable[[], list[Problem]]


def test_a_byte_order_mark_and_windows_line_ends_just_work(folder: Path) -> None:
    path = folder / "pledges.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_dataset(Folder(folder)).pledges) == 81


def test_latin_1_is_refused_with_the_line_and_the_way_out(folder: Path, hard: Hard) -> None:
    path = folder / "cities.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, start=1) if any(ord(letter) > 127 for letter in text))
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))
    assert hard() == [Problem("cities.csv", line, None, None, "not_utf8")]


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        load_dataset(Folder(tmp_path / "nowhere"))
    assert [each.rule for each in caught.value.problems] == ["no_folder"]


def test_an_empty_folder_lists_every_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        load_dataset(Folder(tmp_path))
    assert [(each.file, each.rule) for each in caught.value.problems] == [
        (name, "missing_file")
        for name in [
            "cities.csv",
            "context_cities.csv",
            "contradictions.csv",
            "countries.csv",
            "datapackage.json",
            "documentation_items.csv",
            "exchange.csv",
            "forum_topics.csv",
            "forums.csv",
            "funders.csv",
            "funding_windows.csv",
            "grants.csv",
            "local_competence.csv",
            "pledges.csv",
            "published_figures.csv",
            "region_schemes.csv",
            "related_city_actions.csv",
            "round_tables.csv",
            "taxonomy.csv",
            "theme_crosswalk.csv",
        ]
    ]


@pytest.mark.parametrize("content", first_of_each([b"", b"\n\n", b"\xef\xbb\xbf", b",,\n"]))
def test_an_empty_file(folder: Path, hard: Hard, content: bytes) -> None:
    (folder / "forums.csv").write_bytes(content)
    assert [(each.file, each.rule) for each in hard()] == [("forums.csv", "empty_file")]


def test_a_header_without_pledges(folder: Path, hard: Hard) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert [(each.file, each.rule) for each in hard()] == [("pledges.csv", "no_rows")]


@pytest.mark.parametrize(
    "name",
    first_of_each(
        ["published_figures.csv", "theme_crosswalk.csv", "round_tables.csv", "local_competence.csv", "forum_topics.csv"]
    ),
)
def test_any_other_table_may_be_empty(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    dataset = load_dataset(Folder(folder))
    assert len(dataset.pledges) == 81
    assert dataset.round_tables["round_table"].dtype == "str"


def test_a_file_that_cannot_be_opened(folder: Path, hard: Hard) -> None:
    # A folder in place of the file fails for every user, a forbidden file not for an administrator.
    (folder / "pledges.csv").unlink()
    (folder / "pledges.csv").mkdir()
    assert [(each.file, each.rule) for each in hard()] == [("pledges.csv", "unreadable_file")]


def test_a_forbidden_file(folder: Path, hard: Hard, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: str, flags: int) -> int:
        if str(path).endswith("data/cities.csv"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    assert hard() == [Problem("cities.csv", None, None, "Permission denied", "unreadable_file")]


def test_a_missing_a_repeated_and_an_unknown_column(folder: Path, hard: Hard) -> None:
    path = folder / "forums.csv"
    header, *rest = path.read_text(encoding="utf-8").splitlines()
    changed = header.replace("place", "plaza").replace("end_date", "start_date")
    path.write_text("\n".join([changed, *rest]) + "\n", encoding="utf-8")
    assert [(each.row, each.column, each.rule) for each in hard()] == [
        (1, "end_date", "missing_column"),
        (1, "place", "missing_column"),
        (1, "start_date", "repeated_column"),
    ]


def test_an_unknown_column_is_left_out_and_said(folder: Path) -> None:
    path = folder / "forums.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["mood," + lines[0], *("good," + each for each in lines[1:])]) + "\n", encoding="utf-8")
    dataset = load_dataset(Folder(folder))
    assert "mood" not in dataset.forums
    said = dataset.problems[dataset.problems["rule"] == "unknown_column"]
    assert said[["file", "row", "column"]].to_numpy().tolist() == [["forums.csv", 1, "mood"]]


def test_a_row_of_the_wrong_length_is_reported_for_that_alone(folder: Path, hard: Hard) -> None:
    path = folder / "cities.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace(",city,", ",city,,", 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (problem,) = hard()
    assert (problem.row, problem.rule, problem.value, problem.detail) == (5, "ragged_row", "18", "17")


def test_a_quotation_mark_that_is_not_closed(folder: Path, hard: Hard) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8") + 'new-1,"half', encoding="utf-8")
    assert [(each.row, each.rule) for each in hard()] == [(83, "broken_csv")]


@pytest.mark.parametrize("content", first_of_each(["", "{", "[]", '{"resources": 3}', '{"resources": [{}]}', "\x00"]))
def test_a_descriptor_that_is_none(folder: Path, hard: Hard, content: str) -> None:
    (folder / "datapackage.json").write_text(content, encoding="utf-8")
    assert {(each.file, each.rule) for each in hard()} == {("datapackage.json", "broken_descriptor")}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("../secrets.csv", "unsafe_path"),
        ("/etc/passwd", "unsafe_path"),
        ("C:\\data.csv", "unsafe_path"),
        ("https://example.org/x.csv", "unsafe_path"),
        ("other.csv", "unknown_path"),
    ],
)
def test_a_descriptor_may_only_name_the_files_the_dashboard_knows(
    folder: Path, hard: Hard, path: str, rule: str
) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["path"] = path
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert [(each.rule, each.value) for each in hard()] == [(rule, path)]


def test_rules_that_lost_a_column_are_a_problem_too(folder: Path, hard: Hard, monkeypatch: pytest.MonkeyPatch) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = package["resources"][0]["schema"]["fields"]
    package["resources"][0]["schema"]["fields"] = [each for each in fields if each["name"] != "title"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.setattr(descriptor, "SHIPPED", folder)
    assert [each.rule for each in hard()] == ["column_not_described"]


def test_rules_that_cannot_be_read_are_a_problem_too(folder: Path, hard: Hard, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr(descriptor, "SHIPPED", folder)
    assert [(each.file, each.rule) for each in hard()] == [("datapackage.json", "broken_descriptor")]


def test_broken_shapes_take_nothing_down_and_the_shipped_ones_stand_in(
    folder: Path, edit: Callable[..., int], hard: Hard
) -> None:
    (folder / "geography").mkdir()
    (folder / "geography" / "world_50m.json").write_text("{}", encoding="utf-8")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "broken_shapes", "file"].tolist() == ["geography/world_50m.json"]
    edit("cities.csv", "accra-gha", lat="-5.6")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "aside_point_outside_country", "key"].tolist() == ["accra-gha"]


def test_a_country_without_a_shape_is_said_not_refused(folder: Path, edit: Callable[..., int]) -> None:
    edit("cities.csv", "accra-gha", iso3="SMR")
    problems = load_dataset(Folder(folder)).problems
    assert problems.loc[problems["rule"] == "point_unchecked", "key"].tolist() == ["accra-gha"]


def test_the_state_changes_when_a_file_is_replaced(folder: Path) -> None:
    before = Folder(folder).state()
    assert Folder(folder).state() == before
    path = folder / "pledges.csv"
    times = path.stat()
    copy = folder / "new.tmp"
    shutil.copy(path, copy)
    os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))
    copy.replace(path)  # the same bytes and dates, but another file
    assert Folder(folder).state() != before
    assert Folder(folder / "nowhere").state() != before
    assert Zip(folder / "nowhere.zip").state() != before


@pytest.mark.parametrize("name", ["pledges.csv", "pledges.xlsx", "datapackage.json", "geography/world_50m.json"])
def test_the_state_changes_when_a_file_may_be_read_again(folder: Path, name: str) -> None:
    """Permissions change neither size nor time of modification."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    path.chmod(0o000)
    states = [Folder(folder).state(), Zip(path).state()]
    time.sleep(0.02)
    path.chmod(0o644)
    assert not {Folder(folder).state(), Zip(path).state()} & set(states)


@pytest.mark.parametrize("name", ["data", "data.zip", "DATA.ZIP", "of.zip.old"])
def test_a_source_that_is_away_for_a_moment_is_the_same_source(folder: Path, tmp_path: Path, name: str) -> None:
    """What is served is kept by its source: another one would have no last good version."""
    own, aside = tmp_path / "own" / name, tmp_path / "aside"
    own.parent.mkdir()
    if name.lower().endswith(".zip"):
        own.write_bytes(package_zip(Folder(folder).read()[0]))
    else:
        shutil.copytree(folder, own)
    latest, source = Latest(source_at(own)), source_at(own)
    first = latest.reading().dataset
    own.rename(aside)
    assert source_at(own) == source
    away = latest.reading()
    assert away.dataset is first is not None
    assert {each.rule for each in away.problems} == {"no_zip" if isinstance(source, Zip) else "no_folder"}
    assert all(explain(each)[0] for each in away.problems)
    aside.rename(own)
    assert source_at(own) == source
    own.rename(aside)
    own.mkdir()
    assert source_at(own) == Folder(own)


@pytest.mark.slow
def test_the_version_depends_on_content_alone(folder: Path, edit: Callable[..., int]) -> None:
    before = load_dataset(Folder(folder)).version
    (folder / "pledges.csv").touch()
    (folder / "notes.txt").write_text("not part of the package")
    assert load_dataset(Folder(folder)).version == before
    edit("pledges.csv", "accra-gha-1", summary="Changed.")
    after = load_dataset(Folder(folder)).version
    assert after != before
    assert len(after) == 12


@pytest.mark.slow
def test_the_source_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COALITION_DATA", raising=False)
    assert chosen_source() == Folder(SHIPPED)
    monkeypatch.setenv("COALITION_DATA", " ")
    assert chosen_source() == Folder(SHIPPED)
    monkeypatch.setenv("COALITION_DATA", str(tmp_path))
    assert chosen_source() == Folder(tmp_path)
    kept = tmp_path / "kept.zip"
    kept.write_bytes(package_zip(Folder(SHIPPED).read()[0]))
    monkeypatch.setenv("COALITION_DATA", str(kept))
    assert chosen_source() == Zip(kept)
    assert load_dataset(chosen_source()).version == load_dataset(Folder(SHIPPED)).version


def test_reading_is_strict_about_nothing_but_form() -> None:
    resource = next(each for each in shipped_resources() if each.name == "region_schemes")
    content = b"region,scheme,label_en,label_es,label_fr,display_order\r\n\r\nNA,s,a,b,,1\r\n"
    table, hard, soft = read_table(content, resource)
    assert (hard, soft) == ([], [])
    assert table is not None
    assert table.lines == [3]
    assert table.records.loc[0].dropna().to_dict() == {
        "scheme": "s",
        "region": "NA",
        "label_en": "a",
        "label_es": "b",
        "display_order": "1",
    }
