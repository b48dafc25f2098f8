"""The report a maintainer reads."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.dataset import Folder, package_zip
from analytics.dataset.__main__ import main


def test_a_good_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    text = capsys.readouterr().out
    assert "    81  pledges" in text
    assert "     0  problems that stop the data from being used" in text
    assert text.index("can be used") < text.index("GOOD TO KNOW") < text.index("pledges.csv (")
    assert "70  no_status in status" in text
    assert max(map(len, text.splitlines())) <= 110


def test_a_broken_folder(folder: Path, edit: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    line = edit("pledges.csv", "accra-gha-1", themes="helth", start_date="2022-02-30")
    assert main([str(folder)]) == 1
    text = capsys.readouterr().out
    assert "     2  problems that stop the data from being used" in text
    assert "The data cannot be used." in text
    assert f"line {line} accra-gha-1" in text
    assert '"2022-02-30" is not a date.' in text
    assert "-> Write 2022, 2022-07 or 2022-07-15" in text


@pytest.mark.parametrize("arguments", [["nowhere"], ["nowhere.zip"], [".", "."]])
def test_no_folder(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err


def test_a_zip_and_what_is_none(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.zip").write_bytes(package_zip(Folder(folder).read()[0]))
    assert main([str(tmp_path / "kept.zip")]) == 0
    assert "    81  pledges" in capsys.readouterr().out
    assert main([__file__]) == 1
    assert "is not a zip that can be read" in capsys.readouterr().out


def test_without_a_folder_it_reads_the_one_of_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COALITION_DATA", str(folder))
    assert main([]) == 0
    assert str(folder) in capsys.readouterr().out


def test_every_problem_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "pledges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("no_report", "nothing"), encoding="utf-8")
    assert main([str(folder)]) == 1
    text = capsys.readouterr().out
    assert "70  unknown_code in status" in text
    assert len(re.findall(r"line\s+[0-9]", text.partition("GOOD TO KNOW")[0])) == 70


@pytest.mark.slow
def test_the_command_itself(folder: Path) -> None:
    command = [sys.executable, "-m", "analytics.dataset", str(folder / "nowhere")]
    root = Path(__file__).parents[2]
    assert subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 2
