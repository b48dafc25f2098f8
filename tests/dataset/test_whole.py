"""Files that are copied, swapped or cut while the dashboard runs: half of them is never taken for the whole."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.dataset import DatasetError, Folder, Problem, load_dataset
from analytics.dataset.__main__ import main
from analytics.dataset.latest import TRIED_AGAIN, Latest
from analytics.dataset.source import SETTLED_AFTER, TRIES
from tests.csv_rows import read_rows, write_rows

Edit = Callable[..., int]


def long_ago(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the last change of the folder were a while ago."""
    newest = max(path.stat().st_ctime for path in [folder, *folder.glob("*")])
    monkeypatch.setattr("analytics.dataset.source.time.time", lambda: newest + 2 * SETTLED_AFTER)


def halve(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")


def rules(latest: Latest) -> list[str]:
    return [each.rule for each in latest.reading().problems]


@pytest.mark.slow
def test_a_folder_is_read_when_it_is_settled(folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = Latest(Folder(folder))
    first = latest.reading().dataset
    edit("pledges.csv", "accra-gha-1", summary="Changed.")
    assert latest.reading().dataset is first
    long_ago(folder, monkeypatch)
    second = latest.reading().dataset
    assert second is not None and second is not first


@pytest.mark.parametrize("change", ["written", "renamed", "copied with its times"])
def test_every_kind_of_change_is_one(folder: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(folder / "pledges.csv", (0, 0))
    long_ago(folder, monkeypatch)
    assert Folder(folder).is_settled()
    monkeypatch.undo()
    if change == "written":
        halve(folder / "pledges.csv")
    elif change == "renamed":
        (folder / "pledges.csv").rename(folder / "pledges.old")
    else:
        shutil.copy2(folder / "pledges.csv", folder / "copy.csv")
    assert not Folder(folder).is_settled()


@pytest.mark.slow
def test_half_of_the_pledges_are_not_taken_without_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    latest = Latest(Folder(folder))
    first = latest.reading().dataset
    halve(folder / "pledges.csv")
    long_ago(folder, monkeypatch)
    assert (latest.reading().dataset, rules(latest)) == (first, ["fewer_pledges"])
    assert main(["--checksums", str(folder)]) == 0
    assert "size and hash" in capsys.readouterr().out
    long_ago(folder, monkeypatch)
    taken = latest.reading()
    assert taken.problems == () and taken.dataset is not None and len(taken.dataset.pledges) == 40


@pytest.mark.slow
def test_one_pledge_less_is_no_reason_to_ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = Latest(Folder(folder))
    assert rules(latest) == []
    write_rows(folder / "pledges.csv", read_rows(folder / "pledges.csv")[1:])
    long_ago(folder, monkeypatch)
    dataset = latest.reading().dataset
    assert rules(latest) == [] and dataset is not None and len(dataset.pledges) == 80


@pytest.mark.slow
def test_a_folder_with_checksums_is_refused_when_it_is_cut_and_cleaned_with_its_checksums(
    folder: Path, hard: Callable[[], list[Problem]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--checksums", str(folder)]) == 0
    load_dataset(Folder(folder))
    whole = (folder / "pledges.csv").read_text(encoding="utf-8")
    halve(folder / "pledges.csv")
    assert [(each.file, each.rule) for each in hard()] == [("pledges.csv", "other_size")]
    (folder / "pledges.csv").write_text(whole.replace("Accra", "Akkra"), encoding="utf-8")
    assert [(each.file, each.rule) for each in hard()] == [("pledges.csv", "other_hash")]
    (folder / "pledges.csv").write_text(whole, encoding="utf-16")
    assert main(["--clean", str(folder)]) == 0
    capsys.readouterr()
    load_dataset(Folder(folder))
    (folder / "pledges.csv").write_text(whole.replace("no_report", "nothing"), encoding="utf-8")
    assert main(["--checksums", str(folder)]) == 1
    assert "unknown_code" in capsys.readouterr().out


@pytest.mark.slow
def test_where_nothing_is_cleaned_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--checksums", str(folder)]) == 0
    before = Folder(folder).state()
    capsys.readouterr()
    assert main(["--clean", str(folder)]) == 0
    assert capsys.readouterr().out == "There was nothing to clean.\n"
    assert Folder(folder).state() == before


@pytest.mark.parametrize("times", [1, TRIES])
def test_a_folder_that_is_swapped_while_it_is_read_is_read_again(
    folder: Path, edit: Edit, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, swaps = Folder._read, iter(range(times))

    def swapped(self: Folder) -> tuple[dict[str, bytes], list[Problem]]:
        found = read(self)
        if (swap := next(swaps, None)) is not None:
            edit("pledges.csv", "accra-gha-1", summary=f"Swap {swap}.")
        return found

    monkeypatch.setattr(Folder, "_read", swapped)
    if times < TRIES:
        pledges = load_dataset(Folder(folder)).pledges.set_index("pledge_id")
        assert pledges.loc["accra-gha-1", "summary"] == "Swap 0."
    else:
        with pytest.raises(DatasetError) as caught:
            load_dataset(Folder(folder))
        assert [each.rule for each in caught.value.problems] == ["changing"]


@pytest.mark.slow
def test_a_failure_that_no_check_foresaw_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = Latest(Folder(folder))
    first = latest.reading().dataset
    monkeypatch.setattr("analytics.dataset.load.pledge_governments_of", lambda *_: 1 / 0)
    (folder / "pledges.csv").touch()
    long_ago(folder, monkeypatch)
    assert (latest.reading().dataset, rules(latest)) == (first, ["cannot_be_used"])


def cannot_be_opened(path: str, flags: int) -> int:
    raise OSError(errno.EMFILE, "Too many open files", path, flags)


def no_memory(*_: object) -> None:
    raise MemoryError


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "failure"), [("os.open", cannot_be_opened), ("analytics.dataset.load.pledge_governments_of", no_memory)]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_failed_for_a_moment_is_tried_again(
    folder: Path, target: str, failure: Callable[..., object], is_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at once, as reading may take seconds, and although no file has changed."""
    moment = 1000.0
    monkeypatch.setattr("analytics.dataset.latest.time.monotonic", lambda: moment)
    latest = Latest(Folder(folder))
    if not is_first:
        assert rules(latest) == []
        (folder / "pledges.csv").touch()
    with monkeypatch.context() as failing:
        long_ago(folder, failing)
        failing.setattr(target, failure)
        assert set(rules(latest)) <= {"unreadable_file", "cannot_be_used", "missing_file"} and rules(latest)
    long_ago(folder, monkeypatch)
    assert rules(latest) != []
    moment += TRIED_AGAIN
    assert rules(latest) == [] and latest.reading().dataset is not None


@pytest.mark.slow
def test_what_is_wrong_for_good_is_not_read_again(folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1000.0
    monkeypatch.setattr("analytics.dataset.latest.time.monotonic", lambda: moment)
    edit("pledges.csv", "accra-gha-1", themes="helth")
    latest = Latest(Folder(folder))
    first = latest.reading()
    long_ago(folder, monkeypatch)
    moment += 2 * TRIED_AGAIN
    assert latest.reading() is first


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("name", ["pledges.csv", "datapackage.json", "README.md"])
def test_what_never_ends_is_not_read(folder: Path, kind: str, name: str) -> None:
    (folder / name).unlink()
    if kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("/dev/zero")
    if name == "README.md":
        assert len(load_dataset(Folder(folder)).pledges) == 81
        return
    with pytest.raises(DatasetError) as caught:
        load_dataset(Folder(folder))
    assert (name, "unreadable_file") in {(each.file, each.rule) for each in caught.value.problems}


def test_a_file_of_any_size_is_read_no_further_than_it_may_have(
    folder: Path, hard: Callable[[], list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analytics.dataset.source.LARGEST_FILE", 400_000)
    with (folder / "pledges.csv").open("r+b") as file:
        file.truncate(10**12)
    assert [(each.file, each.rule) for each in hard()] == [("pledges.csv", "file_too_large")]
