"""Tables as files that open anywhere and say where they come from."""

import csv
import io
import math
import re
import unicodedata

import pandas as pd

from analytics.words import _, number

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a cell as a formula; the wide ones in East Asian settings."""

FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that are blank."""


def neutral(value: object) -> object:
    """A text cell that no spreadsheet will run.

    >>> neutral("=HYPERLINK(1)"), neutral(-3), neutral("Zürich")
    ("'=HYPERLINK(1)", -3, 'Zürich')
    """
    if not isinstance(value, str):
        return value
    first = next((each for each in value if each in DANGEROUS or not _is_unseen(each)), "")
    return f"'{value}" if first in DANGEROUS else value


def _is_unseen(character: str) -> bool:
    """Whether nobody sees a character: blanks, control and format codes, marks of no width, fillers."""
    return (
        character in FILLERS
        or character.isspace()
        or not character.isprintable()
        or unicodedata.category(character) in ("Mn", "Me")
    )


def meant(value: object) -> object:
    """A number as precise as it means: five decimals, or six digits of one below 1, never the noise of arithmetic.

    >>> meant(4.533332824707031), meant(1 / 3), meant(0.0000123456789), meant(2952694.0), meant("1.23456789")
    (4.53333, 0.333333, 1.23457e-05, 2952694.0, '1.23456789')
    """
    if not isinstance(value, float) or not math.isfinite(value) or value == 0:
        return value
    return round(value, 5) if abs(value) >= 1 else float(f"{value:.6g}")


def csv_bytes(table: pd.DataFrame, notes: list[str]) -> bytes:
    """The table as CSV (UTF-8 with a byte-order mark, so that Excel reads accents).

    Lines that start with `#` stand before the header: the notes, and the number of rows. Read the
    table with `pandas.read_csv(file, comment="#")` or by skipping them; texts stand between
    quotation marks, or their own `#` would end the line for pandas.
    """
    lines = [*notes, _("Rows: {count}").format(count=number(len(table)))]
    above = "".join(f"# {_no_formula(line)}\n" for line in lines)
    cells = table.astype(object).map(neutral).map(meant)
    below = io.StringIO()
    cells.to_csv(below, index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return (above + below.getvalue()).encode("utf-8-sig")


def _no_formula(line: str) -> str:
    # In a spreadsheet a comma or a semicolon starts another cell, in a line that is no table too.
    cells = re.split("([,;])", " ".join(line.split()))
    return "".join(str(neutral(each)) for each in cells)
