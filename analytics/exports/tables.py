"""Tables as files that open anywhere and say where they come from."""

import io

import pandas as pd

from analytics.words import _, number

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a cell as a formula."""


def neutral(value: object) -> object:
    """A text cell that no spreadsheet will run.

    >>> neutral("=HYPERLINK(1)"), neutral(-3), neutral("Zürich")
    ("'=HYPERLINK(1)", -3, 'Zürich')
    """
    if isinstance(value, str) and value.lstrip(" \n").startswith(DANGEROUS):
        return f"'{value}"
    return value


def csv_bytes(table: pd.DataFrame, notes: list[str]) -> bytes:
    """The table as CSV (UTF-8 with a byte-order mark, so that Excel reads accents).

    Lines that start with `#` stand before the header: the notes, and the number of rows. Read the
    table with `pandas.read_csv(file, comment="#")` or by skipping them.
    """
    said = [*notes, _("Rows: {count}").format(count=number(len(table)))]
    above = "".join(f"# {' '.join(line.split())}\n" for line in said)
    cells = table.astype(object).map(neutral)
    below = io.StringIO()
    cells.to_csv(below, index=False, lineterminator="\n")
    return (above + below.getvalue()).encode("utf-8-sig")
