"""A table on its way to a workbook, before any file."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a workbook.

    `headings` gives the columns in order and what they are called. Numbers, dates, true or false and texts stay what
    they are; missing stays empty. Where the columns `value` and `of` stand side by side, a value whose `of` is known
    is a share (0 to 1) of it. `notes` are sentences on the whole table.
    """

    name: str
    table: pd.DataFrame
    headings: dict[str, str]
    notes: Sequence[str] = ()
