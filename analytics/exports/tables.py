"""Tables as files that open anywhere and say where they come from."""

import csv
import io
import re

import pandas as pd

from analytics.words import _, number

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a cell as a formula; the wide ones in East Asian settings."""

_NEXT_CELL = re.compile(rf"([,;]\s*)(?=[{re.escape(''.join(DANGEROUS))}])")
"""Where a line that is no table would start another cell in a spreadsheet, and that cell a formula."""


def neutral(value: object) -> object:
    """A text cell that no spreadsheet will run.

    >>> neutral("=HYPERLINK(1)"), neutral(-3), neutral("Zürich")
    ("'=HYPERLINK(1)", -3, 'Zürich')
    """
    if isinstance(value, str) and value.lstrip(" \n\ufeff\u00a0").startswith(DANGEROUS):
        return f"'{value}"
    return value


def csv_bytes(table: pd.DataFrame, notes: list[str]) -> bytes:
    """The table as CSV (UTF-8 with a byte-order mark, so that Excel reads accents).

    Lines that start with `#` stand before the header: the notes, and the number of rows. Read the
    table with `pandas.read_csv(file, comment="#")` or by skipping them; texts stand between
    quotation marks, or their own `#` would end the line for pandas.
    """
    said = [*notes, _("Rows: {count}").format(count=number(len(table)))]
    above = "".join(f"# {_no_formula(line)}\n" for line in said)
    cells = table.astype(object).map(neutral)
    below = io.StringIO()
    cells.to_csv(below, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return (above + below.getvalue()).encode("utf-8-sig")


def _no_formula(line: str) -> str:
    return _NEXT_CELL.sub(r"\1'", " ".join(line.split()))
