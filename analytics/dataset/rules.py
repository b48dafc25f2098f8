"""The hard rules: each field of the descriptor becomes the checks of its column."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pandas as pd

from analytics.dataset.cells import DELIMITER, is_ambiguous_date, is_ambiguous_number, nearest
from analytics.dataset.descriptor import Field, ForeignKey
from analytics.dataset.files import RawTable
from analytics.dataset.problem import MOST, Problem, first_of

PARTIAL_DATE = r"(?!0000)[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
INTEGER = r"-?[0-9]{1,15}"
PROGRAM_ERROR = r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!)"
"""What a spreadsheet writes into a cell that it could not work out."""
DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"

LONGEST = 20_000
"""Characters of a cell; the longest text that is shipped has some 900."""
READ_ON = "retrieved"
"""The column of the day on which a source was read: the dashboard is as of the newest of them."""

SUGGESTED = 50
"""Different unknown values of a column for which a near one is looked for."""
MOST_KNOWN = 2_000
"""Known values among which a near one is looked for: each is compared with the unknown one."""

Tables = Mapping[str, RawTable]
Check = Callable[[pd.Series], pd.Series]
"""Says of each value whether it keeps a rule."""


def table_problems(table: RawTable, tables: Tables) -> list[Problem]:
    """Every cell and key of a table that breaks a rule, the first broken rule of each cell only."""
    problems = []
    for field in table.resource.fields:
        if field.name in table.records:
            problems += _column_problems(table, field, tables)
    keys = _repeated_keys(table)
    for key in table.resource.foreign_keys:
        keys += _foreign_key_problems(table, key, tables)
    reported = {(each.row, each.column) for each in problems}
    return problems + [each for each in keys if (each.row, each.column) not in reported]


EAST = timezone(timedelta(hours=14))
"""Where each day begins first, whatever the time zone of the server: a source may have been read there."""
WRITTEN = date(2026, 11, 29)
"""The day of this rule: a clock that shows an earlier one is wrong, and must not refuse the data shipped with it."""


def today() -> str:
    """The day it is anywhere, as data have it: nothing was read, done or published after it."""
    return max(datetime.now(EAST).date(), WRITTEN).isoformat()


def list_items(cells: pd.Series) -> pd.Series:
    """One row an item of `;`-separated cells, under the index of its cell; empty items fall away."""
    # Each different cell is split once: lists of codes repeat. What is missing is at -1, which is the last.
    positions, stated = pd.factorize(cells)
    split = [*([item for part in cell.split(DELIMITER) if (item := part.strip())] for cell in stated), []]
    own = [split[position] for position in positions]
    index = cells.index.repeat([len(each) for each in own])
    return pd.Series([item for each in own for item in each], index=index, dtype="str", name=cells.name)


def _column_problems(table: RawTable, field: Field, tables: Tables) -> list[Problem]:
    cells = table.records[field.name]
    problems = []
    if field.required:
        empty = cells.index[cells.isna()]
        problems = [table.problem(position, field.name, None, "empty_cell") for position in empty[:MOST]]
        problems = first_of(problems, len(empty))
    values = list_items(cells) if field.is_list else cells.dropna()
    found: dict[tuple[int, str], Problem] = {}
    # Cells repeat, so each different value is checked once.
    distinct = pd.Series(values.unique(), dtype=values.dtype)
    for rule, compared_with, is_kept, known in _checks(field, tables) if len(values) else ():
        wrong = distinct[~is_kept(distinct)]
        if len(wrong):
            near = {value: nearest(value, known) for value in wrong[:SUGGESTED]} if 0 < len(known) <= MOST_KNOWN else {}
            for each in table.problems(values[values.isin(wrong)], rule, compared_with):
                found.setdefault((each.row or 0, each.value or ""), replace(each, near=near.get(each.value, "")))
    if field.unique:
        for each in table.problems(values[values.duplicated()], "repeated_id"):
            found.setdefault((each.row or 0, each.value or ""), each)
    return [*problems, *found.values()]


def _checks(field: Field, tables: Tables) -> Iterator[tuple[str, str, Check, AbstractSet[str]]]:
    """The rules of a field, each with what it compares with and the values that it knows, if they are listed.

    A cell is reported for the first that it breaks.
    """
    yield "too_long", str(LONGEST), lambda values: values.str.len() <= LONGEST, set()
    yield "program_error", "", _is_no_error, set()
    yield from ((rule, "", check, set()) for rule, check in _KINDS[field.kind].items())
    reference = field.reference or ("", "")
    for rule, compared_with, known in (
        ("unknown_code", field.codes, _declared(tables, "taxonomy", "code", field.codes)),
        ("unknown_region", field.regions, _declared(tables, "region_schemes", "region", field.regions)),
        ("foreign_key", f"{reference[0]}.csv", _declared(tables, *reference)),
    ):
        if known is not None:
            yield rule, compared_with or "", _one_of(known), known
    if field.name == READ_ON:
        yield "read_in_future", today(), lambda values: values <= today(), set()
    if field.minimum is not None:
        yield "too_small", f"{field.minimum:g}", _at_least(field.minimum), set()
    if field.maximum is not None:
        yield "too_large", f"{field.maximum:g}", _at_most(field.maximum), set()
    if field.pattern and field.kind == "text":
        yield "wrong_pattern", field.pattern, _matching(field.pattern.removeprefix("^").removesuffix("$")), set()


def _declared(tables: Tables, name: str, column: str, scheme: str | None = "") -> set[str] | None:
    """What another table declares; None where it cannot be read, so that one bad file gives one problem."""
    if name not in tables or scheme is None or not tables[name].has_every_record:
        return None
    records = tables[name].records
    if column not in records or (scheme and "scheme" not in records):
        return None
    rows = records[records["scheme"] == scheme] if scheme else records
    return set(rows[column].dropna())


def _one_of(known: set[str]) -> Check:
    return lambda values: values.isin(known)


def _at_least(limit: float) -> Check:
    return lambda values: ~(pd.to_numeric(values, errors="coerce") < limit)


def _at_most(limit: float) -> Check:
    return lambda values: ~(pd.to_numeric(values, errors="coerce") > limit)


def _matching(pattern: str) -> Check:
    return lambda values: values.str.fullmatch(pattern)


def _is_no_error(values: pd.Series) -> pd.Series:
    return ~values.str.fullmatch(PROGRAM_ERROR)


def _none(is_wrong: Callable[[str], bool]) -> Check:
    return lambda values: ~values.map(is_wrong).astype(bool)


def _is_date(values: pd.Series) -> pd.Series:
    """Whether each is a day of the calendar, whatever precision it has: 2022, 2022-07, 2022-07-15."""
    padded = values + values.str.len().map({4: "-01-01", 7: "-01"}).fillna("")
    parsed = pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce")
    return values.str.fullmatch(PARTIAL_DATE) & parsed.notna()


def _is_day(values: pd.Series) -> pd.Series:
    return (values.str.len() == 10) & _is_date(values)


_KINDS: dict[str, dict[str, Check]] = {
    "text": {},
    "integer": {"not_a_number": _matching(INTEGER)},
    "number": {"ambiguous_number": _none(is_ambiguous_number), "not_a_number": _matching(DECIMAL)},
    "year": {"not_a_year": _matching(r"[0-9]{4}")},
    "boolean": {"not_yes_or_no": _one_of({"yes", "no"})},
    "date": {"ambiguous_day": _none(is_ambiguous_date), "not_a_date": _is_day},
    "partial_date": {"ambiguous_day": _none(is_ambiguous_date), "not_a_date": _is_date},
    "url": {"not_http": _matching(r"https?://[^\s/]\S*")},
}


def _repeated_keys(table: RawTable) -> list[Problem]:
    key = list(table.resource.primary_key)
    if len(key) == 1 or not set(key) <= set(table.records):
        return []
    rows = table.records[key].dropna()
    repeated = rows[rows.duplicated()]
    return table.problems(repeated[key[-1]], "repeated_id", ", ".join(key))


def _foreign_key_problems(table: RawTable, key: ForeignKey, tables: Tables) -> list[Problem]:
    target = tables.get(key.resource)
    columns, targets = list(key.columns), list(key.targets)
    if target is None or not target.has_every_record:
        return []
    if not set(targets) <= set(target.records) or not set(columns) <= set(table.records):
        return []
    rows = table.records[columns].dropna()
    known = pd.MultiIndex.from_frame(target.records[targets].dropna())
    unknown = rows[~pd.MultiIndex.from_frame(rows).isin(known)]
    return table.problems(unknown[columns[-1]], "foreign_key", target.file)
