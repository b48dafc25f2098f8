"""Cells of a workbook: what stands in each, as what it is, and how it looks."""

import re
from typing import Any, NamedTuple
from urllib.parse import quote

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from analytics.charts import theme
from analytics.exports.tables import neutral

LONGEST = 32_767
"""Characters that a cell holds, counted as Excel counts them: an emoji is two."""

MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""Links that a sheet holds and characters of one: with more, Excel repairs the file by throwing all away."""

CELL, NUMBER, LINK, HEAD, TITLE = "cell", "number", "link", "head", "title"

_CUT = "…"
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = "%/:?#@!$&'()*+,;=~"

_FONTS = {
    CELL: Font(name="Calibri", size=11),
    NUMBER: Font(name="Calibri", size=11),
    LINK: Font(name="Calibri", size=11, color=theme.ACCENT[1:], underline="single"),
    HEAD: Font(name="Calibri", size=11, color=theme.PAPER[1:], bold=True),
    TITLE: Font(name="Calibri", size=14, color=theme.INK[1:], bold=True),
}
# A number keeps its distance from the text to its right.
_ALIGNED: dict[str, dict[str, Any]] = {
    HEAD: {"vertical": "center"},
    NUMBER: {"vertical": "top", "horizontal": "right", "indent": 1},
}
_HEAD_FILL = PatternFill("solid", fgColor=theme.ACCENT[1:])


class Look(NamedTuple):
    """How a cell looks; `quoted` keeps its text from being run as a formula when it is edited."""

    kind: str = CELL
    number_format: str = "General"
    wrap: bool = False
    quoted: bool = False


class Cells:
    """The cells of one sheet, written row by row.

    A cell object is used again for every value of the same look, as styles cost more time than values: append
    what it gives before asking for the next.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet, self._cells, self._links = sheet, dict[Look, Any](), 0

    def value(self, value: Any, look: Look) -> Any:
        """A number, a date, true or false; None for a missing value, which leaves the cell empty."""
        if value is None:
            return None
        cell = self._styled(look._replace(kind=NUMBER, wrap=False))
        cell.value = value
        return cell

    def text(self, text: str, look: Look, link: str | Hyperlink | None = None) -> Any:
        """A text, whatever it starts with; with a link if the sheet can hold another."""
        plain = cut(readable(text), LONGEST)
        target = self._target(link)
        kind = CELL if look.kind == LINK and target is None else look.kind
        cell = self._styled(look._replace(kind=kind, quoted=neutral(plain) != plain))
        cell.value = plain
        cell.data_type = "s"
        cell.hyperlink = target
        return cell

    def _target(self, link: str | Hyperlink | None) -> Hyperlink | None:
        if isinstance(link, str):
            address = quote(link, safe=_IN_ADDRESSES)
            link = Hyperlink(ref="", target=address) if len(address) <= LONGEST_LINK else None
        if link is None or self._links == MOST_LINKS:
            return None
        self._links += 1
        return link

    def _styled(self, look: Look) -> Any:
        if look not in self._cells:
            cell = WriteOnlyCell(self._sheet)
            cell.font, cell.number_format, cell.quotePrefix = _FONTS[look.kind], look.number_format, look.quoted
            cell.alignment = Alignment(wrap_text=look.wrap, **_ALIGNED.get(look.kind, {"vertical": "top"}))
            if look.kind == HEAD:
                cell.fill = _HEAD_FILL
            self._cells[look] = cell
        return self._cells[look]


def readable(text: str) -> str:
    """The text without what a workbook's XML forbids, its lines ending alike."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cut(text: str, longest: int) -> str:
    """The text, its end left out with a mark if it is longer than Excel counts `longest` characters.

    >>> cut("Zürich", 6), cut("Zürich", 5)
    ('Zürich', 'Züri…')
    """
    coded = text.encode("utf-16-le")
    if len(coded) <= 2 * longest:
        return text
    return coded[: 2 * (longest - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
