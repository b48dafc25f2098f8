"""A hundred thousand pledges."""

import time
from pathlib import Path

import pytest

from analytics.dataset import Folder, load_dataset
from tests.csv_rows import read_rows, write_rows

ROWS = 100_000
SECONDS = 30
"""Of the processor; several times what it takes, so that only a loop over rows fails."""


@pytest.mark.slow
def test_a_hundred_thousand_pledges_load(folder: Path) -> None:
    path = folder / "pledges.csv"
    shipped = read_rows(path)
    write_rows(path, ({**shipped[i % len(shipped)], "pledge_id": f"p-{i}"} for i in range(ROWS)))
    start = time.process_time()
    dataset = load_dataset(Folder(folder))
    assert time.process_time() - start < SECONDS
    assert len(dataset.pledges) == ROWS
    made_by = [len(each["government_ids"].split(";")) for each in shipped]
    assert len(dataset.pledge_governments) == sum(made_by[i % len(shipped)] for i in range(ROWS))
