"""A hundred thousand pledges."""

import csv
import time
from pathlib import Path

from analytics.dataset import Folder, load_dataset

ROWS = 100_000
SECONDS = 30
"""Of the processor; several times what it takes, so that only a loop over rows fails."""


def test_a_hundred_thousand_pledges_load(folder: Path) -> None:
    path = folder / "pledges.csv"
    with path.open(encoding="utf-8", newline="") as file:
        shipped = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, shipped[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows({**shipped[i % len(shipped)], "pledge_id": f"p-{i}"} for i in range(ROWS))
    start = time.process_time()
    dataset = load_dataset(Folder(folder))
    assert time.process_time() - start < SECONDS
    assert len(dataset.pledges) == ROWS
    made_by = [len(each["government_ids"].split(";")) for each in shipped]
    assert len(dataset.places) == sum(made_by[i % len(shipped)] for i in range(ROWS))
