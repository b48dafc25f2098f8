"""The rows of a CSV file, read and written by tests as the text that stands in it."""

import csv
from collections.abc import Iterable
from pathlib import Path

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """The rows with a header of the first one's names; none would leave a file without a header."""
    first, *others = rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, first, lineterminator="\n")
        writer.writeheader()
        writer.writerows([first, *others])
