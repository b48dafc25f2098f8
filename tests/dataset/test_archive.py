"""The package to take away."""

import io
import os
import zipfile
from pathlib import Path

from analytics.dataset import load_dataset, package_zip
from analytics.dataset.descriptor import SHIPPED, shipped_resources


def test_it_holds_the_files_of_the_package_and_nothing_else(folder: Path) -> None:
    (folder / "secrets.csv").write_text("a,b\n")
    (folder / ".env").write_text("x")
    (folder / "releases").mkdir()
    (folder / "releases" / "2026-01-01.zip").write_bytes(b"kept")
    with zipfile.ZipFile(io.BytesIO(package_zip(folder))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    expected = {"datapackage.json", "README.md", *(each.path for each in shipped_resources())}
    assert set(names) == expected
    assert names == sorted(names)


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    first = package_zip(folder)
    os.utime(folder / "pledges.csv", (0, 0))
    assert package_zip(folder) == first


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("secret")
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(tmp_path / "outside")
    with zipfile.ZipFile(io.BytesIO(package_zip(folder))) as archive:
        assert "README.md" not in archive.namelist()


def test_what_was_taken_away_loads_as_the_same_version(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(package_zip(SHIPPED))) as archive:
        archive.extractall(tmp_path)
    assert load_dataset(tmp_path).version == load_dataset(SHIPPED).version
