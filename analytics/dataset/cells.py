"""Normalises cells that are not written as the table asks, and reports each of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from difflib import get_close_matches

from analytics.dataset.descriptor import Field

DELIMITER = ";"
Read = tuple[str | None, tuple[str, ...]]
"""The value of a cell, None if empty, and the rules by which it was normalised."""

NOTHING_STATED = {
    *("-", "--", "–", "—", "?", "n/a", "n.a.", "n/d", "nan", "nil", "none", "null"),
    *("tba", "tbc", "tbd", "to be confirmed"),
}
"""Placeholders for an empty cell. Not "NA", which is Namibia's code."""
TEXT_DOUBTS = {
    # Control codes, marks of no width, overrides of the direction of writing.
    "hidden_in_text": re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"),
    "web_code": re.compile(r"</?[a-z][^<>]*>|<!--", re.I),
    "web_entity": re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.I),
    # Of the name its last letter: searched for whole, a long word is gone through from each of its letters.
    "e_mail": re.compile(r"[\w.+-]@[\w-]+(?:\.[\w-]+)+"),
    "telephone": re.compile(r"(?:(?:\+|\b00)\d|\btel[a-zé]*[.:]? ?\(?\d)(?:[ ()./-]{0,2}\d){7,13}(?!\d)", re.I),
}
"""Patterns of doubtful content, by rule."""
SUSPICIOUS = ("<", "&", "@", "+", "00", "el", "EL")
"""Every text with such content has one of these, or a character that can't be printed: a quick first check."""
WITH_POINT = re.compile(r"(-?\d{1,15})[.,]0{1,2}")
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)")
DECIMAL_COMMA = re.compile(r"(-?\d{1,15}),(\d{1,15})")
WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?")
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
SERIAL_NUMBER = re.compile(r"(3[6-9]\d{3}|[4-6]\d{4})(?:\.0+)?")
"""A day from 1998 on; a smaller number is a slip more likely than a date."""
EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, as Excel counts since March 1900."""
YES_OR_NO = {"yes": "yes", "true": "yes", "y": "yes", "no": "no", "false": "no", "n": "no"}


def is_free_text(field: Field) -> bool:
    """Whether a column holds sentences and names, which may use any character of a language."""
    named = (field.codes, field.regions, field.reference, field.pattern)
    return field.kind == "text" and not field.unique and not any(named)


def read_cell(cell: str, field: Field) -> Read:
    """The normalised value of a cell of the column.

    >>> number = Field("hosted", "integer", False, False, False, None, None, None, None, None, None)
    >>> read_cell("3435910.0", number), read_cell("12", number)
    (('3435910', ('whole_with_point',)), ('12', ()))
    """
    text, rules = _without_hidden(cell, field)
    if field.is_list:
        items = [_read_item(item.strip(), field) for item in text.split(DELIMITER)]
        kept = DELIMITER.join(dict.fromkeys(item for item, _ in items if item))
        rules += [rule for _, found in items for rule in found]
        if kept != text and not rules:
            rules.append("list_tidied")
        return kept or None, tuple(dict.fromkeys(rules))
    stripped = text.strip()
    if stripped != text and stripped:
        rules.append("blanks_around")
    item, found = _read_item(stripped, field)
    return item or None, (*rules, *found)


def text_doubts(text: str) -> list[str]:
    """The rules of the doubtful content in a text.

    >>> text_doubts("Ask <b>Ana</b>: ana@example.org"), text_doubts("1 < 2 & 3")
    (['web_code', 'e_mail'], [])
    """
    if text.isprintable() and not any(each in text for each in SUSPICIOUS):
        return []
    return [rule for rule, pattern in TEXT_DOUBTS.items() if pattern.search(text)]


def _without_hidden(cell: str, field: Field) -> tuple[str, list[str]]:
    """The cell without invisible characters; in sentences they stay, and are reported."""
    if is_free_text(field):
        return cell, text_doubts(cell)
    if cell.isascii() and cell.isprintable():
        return cell, []
    seen = [each for each in cell if unicodedata.category(each) not in ("Cf", "Cc") or each in "\t\r\n"]
    text = "".join(" " if unicodedata.category(each) == "Zs" else each for each in seen)
    return text, ["hidden_character"] if len(seen) < len(cell) else []


def _read_item(item: str, field: Field) -> Read:
    if not item:
        return "", ()
    # "none" may be a code.
    if item.casefold() in NOTHING_STATED and not any((field.codes, field.regions, field.reference)):
        return "", ("nothing_stated",)
    text, rule = _KINDS.get(field.kind, _as_written)(item)
    return (text, (rule,)) if text != item else (item, ())


def _as_written(item: str) -> tuple[str, str]:
    return item, ""


def _integer(item: str) -> tuple[str, str]:
    if whole := WITH_POINT.fullmatch(item):
        return whole[1], "whole_with_point"
    # Three digits behind a comma or a point can't be decimals of a whole number.
    if GROUPED.fullmatch(item):
        return re.sub(r"[^\d-]", "", item), "grouped_digits"
    return item, ""


def _number(item: str) -> tuple[str, str]:
    decimals = DECIMAL_COMMA.fullmatch(item)
    if decimals and not GROUPED.fullmatch(item):
        return f"{decimals[1]}.{decimals[2]}", "decimal_comma"
    is_plain = re.fullmatch(r"-?\d+\.\d+", item)
    groups = len(re.findall(r"[^\d-]", item))
    if GROUPED.fullmatch(item) and not is_plain and (groups > 1 or "," not in item):
        return re.sub(r"[^\d-]", "", item), "grouped_digits"
    return item, ""


def _day(item: str) -> tuple[str, str]:
    if timed := WITH_TIME.fullmatch(item):
        return timed[1], "date_with_time"
    if whole := re.fullmatch(r"(\d{4})\.0+", item):
        return whole[1], "whole_with_point"
    if serial := SERIAL_NUMBER.fullmatch(item):
        return (EPOCH + timedelta(days=int(serial[1]))).isoformat(), "serial_number"
    if written := DAY_MONTH_YEAR.fullmatch(item):
        first, second, year = (int(part) for part in written.groups())
        if (12 < max(first, second) <= 31 and min(first, second) <= 12) or first == second <= 12:
            day, month = (second, first) if second > 12 else (first, second)
            return f"{year:04}-{month:02}-{day:02}", "day_month_year"
    if (written := MONTH_YEAR.fullmatch(item)) and 1 <= int(written[1]) <= 12:
        return f"{written[2]}-{int(written[1]):02}", "day_month_year"
    return item, ""


def _yes_or_no(item: str) -> tuple[str, str]:
    return YES_OR_NO.get(item.casefold(), item), "yes_or_no_otherwise"


_KINDS: dict[str, Callable[[str], tuple[str, str]]] = {
    "integer": _integer,
    "year": _integer,
    "number": _number,
    "boolean": _yes_or_no,
    "date": _day,
    "partial_date": _day,
}


def is_ambiguous_number(item: str) -> bool:
    """Whether a comma may stand before decimals or between thousands: 1,234.

    >>> is_ambiguous_number("1,234"), is_ambiguous_number("12,34")
    (True, False)
    """
    return bool(re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", item))


def is_ambiguous_date(item: str) -> bool:
    """Whether day and month can't be told apart: 03/04/2022.

    >>> is_ambiguous_date("03/04/2022"), is_ambiguous_date("13/04/2022")
    (True, False)
    """
    written = DAY_MONTH_YEAR.fullmatch(item)
    return written is not None and int(written[1]) != int(written[2]) and max(int(written[1]), int(written[2])) <= 12


def code_points(text: str) -> str:
    r"""The characters of a text that can't be told by looking, by code point and name.

    >>> code_points("j\u043ebs")
    'U+043E CYRILLIC SMALL LETTER O'
    """
    odd = dict.fromkeys(each for each in text if not (each.isascii() and each.isprintable()))
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, 'CONTROL CHARACTER')}" for each in odd)


LONGEST_NAME = 100
"""Characters of a name that may be misspelt; the longest code that is shipped has 45."""


def nearest(name: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known name that a misspelt one may mean; empty where none is near. Likeness 1 is the name itself.

    >>> nearest("Themes", ["theme", "themes"]), nearest("x", ["themes"])
    ('themes', '')
    """
    if len(name) > LONGEST_NAME:
        return ""
    by_folded = {each.casefold(): each for each in known}
    return next((by_folded[each] for each in get_close_matches(name.casefold(), by_folded, 1, likeness)), "")
