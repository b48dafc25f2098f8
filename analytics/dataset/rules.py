"""The hard rules: each field of the descriptor becomes a pandera schema for its column."""

from collections.abc import Callable, Mapping

import pandas as pd
import pandera.pandas as pa

from analytics.dataset.descriptor import Field, ForeignKey
from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem

DELIMITER = ";"
PARTIAL_DATE = r"(?!0000)[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
WHOLE = r"-?[0-9]{1,15}"
DECIMAL = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"

Tables = Mapping[str, RawTable]


def table_problems(table: RawTable, tables: Tables) -> list[Problem]:
    """Every cell and key of a table that breaks a rule, the first broken rule of each cell only."""
    problems = []
    for field in table.resource.fields:
        if field.name in table.frame:
            problems += _column_problems(table, field, tables)
    keys = _repeated_keys(table)
    for key in table.resource.foreign_keys:
        keys += _foreign_key_problems(table, key, tables)
    told = {(each.row, each.column) for each in problems}
    return problems + [each for each in keys if (each.row, each.column) not in told]


def items(cells: pd.Series) -> pd.Series:
    """One row an item of `;`-separated cells, under the index of its cell; empty items fall away."""
    split = cells.dropna().str.split(DELIMITER).explode().str.strip()
    return split[split != ""]


def _column_problems(table: RawTable, field: Field, tables: Tables) -> list[Problem]:
    cells = table.frame[field.name]
    problems = []
    if field.required:
        problems += _failures(table, field, cells, {"empty_cell": pd.Series.notna}, ignore_na=False)
    values = items(cells) if field.is_list else cells.dropna()
    if len(values):
        problems += _failures(table, field, values, _checks(field, tables))
    return problems


def _failures(
    table: RawTable,
    field: Field,
    values: pd.Series,
    checks: Mapping[str, Callable[[pd.Series], pd.Series]],
    *,
    ignore_na: bool = True,
) -> list[Problem]:
    schema = pa.SeriesSchema(
        checks=[pa.Check(check, name=rule, error=rule, ignore_na=ignore_na) for rule, check in checks.items()],
        nullable=True,
    )
    try:
        schema.validate(values, lazy=True)
    except pa.errors.SchemaErrors as error:
        failed = error.failure_cases.sort_values("check_number", kind="stable")
        first = failed.drop_duplicates(["index", "failure_case"])
        return [
            table.problem(
                int(each["index"]),
                field.name,
                None if pd.isna(each["failure_case"]) else str(each["failure_case"]),
                str(each["check"]),
                _compared_with(field, str(each["check"])),
            )
            for each in first.to_dict("records")
        ]
    return []


def _compared_with(field: Field, rule: str) -> str:
    compared = {
        "unknown_code": field.codes or "",
        "unknown_region": field.regions or "",
        "foreign_key": f"{field.reference[0]}.csv" if field.reference else "",
        "too_small": f"{field.minimum:g}" if field.minimum is not None else "",
        "too_large": f"{field.maximum:g}" if field.maximum is not None else "",
        "wrong_pattern": field.pattern or "",
    }
    return compared.get(rule, "")


def _checks(field: Field, tables: Tables) -> dict[str, Callable[[pd.Series], pd.Series]]:
    """The rules of a field, from the most telling: a cell is reported for the first one it breaks."""
    checks = dict(_KINDS[field.kind])
    for rule, known in (
        ("unknown_code", _declared(tables, "taxonomy", "code", field.codes)),
        ("unknown_region", _declared(tables, "region_schemes", "region", field.regions)),
        ("foreign_key", _declared(tables, *field.reference) if field.reference else None),
    ):
        if known is not None:
            checks[rule] = _one_of(known)
    if field.minimum is not None:
        checks["too_small"] = _at_least(field.minimum)
    if field.maximum is not None:
        checks["too_large"] = _at_most(field.maximum)
    if field.unique:
        checks["repeated_id"] = _first_of_its_kind
    if field.pattern and field.kind == "text":
        checks["wrong_pattern"] = _matching(field.pattern.removeprefix("^").removesuffix("$"))
    return checks


def _declared(tables: Tables, name: str, column: str, scheme: str | None = "") -> set[str] | None:
    """What another table declares; None where it cannot be read, so that one bad file gives one problem."""
    if name not in tables or scheme is None:
        return None
    frame = tables[name].frame
    if column not in frame or (scheme and "scheme" not in frame):
        return None
    rows = frame[frame["scheme"] == scheme] if scheme else frame
    return set(rows[column].dropna())


def _one_of(known: set[str]) -> Callable[[pd.Series], pd.Series]:
    return lambda values: values.isin(known)


def _at_least(limit: float) -> Callable[[pd.Series], pd.Series]:
    return lambda values: ~(pd.to_numeric(values, errors="coerce") < limit)


def _at_most(limit: float) -> Callable[[pd.Series], pd.Series]:
    return lambda values: ~(pd.to_numeric(values, errors="coerce") > limit)


def _matching(pattern: str) -> Callable[[pd.Series], pd.Series]:
    return lambda values: values.str.fullmatch(pattern)


def _first_of_its_kind(values: pd.Series) -> pd.Series:
    return ~values.duplicated()


def _is_date(values: pd.Series) -> pd.Series:
    """Whether each is a day of the calendar, whatever precision it has: 2022, 2022-07, 2022-07-15."""
    padded = values + values.str.len().map({4: "-01-01", 7: "-01"}).fillna("")
    parsed = pd.to_datetime(padded, format="%Y-%m-%d", errors="coerce")
    return values.str.fullmatch(PARTIAL_DATE) & parsed.notna()


def _is_day(values: pd.Series) -> pd.Series:
    return (values.str.len() == 10) & _is_date(values)


_KINDS: dict[str, dict[str, Callable[[pd.Series], pd.Series]]] = {
    "text": {},
    "integer": {"not_a_number": _matching(WHOLE)},
    "number": {"not_a_number": _matching(DECIMAL)},
    "year": {"not_a_year": _matching(r"[0-9]{4}")},
    "boolean": {"not_yes_or_no": _one_of({"yes", "no"})},
    "date": {"not_a_date": _is_day},
    "partial_date": {"not_a_date": _is_date},
    "url": {"not_http": _matching(r"https?://[^\s/]+\S*")},
}


def _repeated_keys(table: RawTable) -> list[Problem]:
    key = list(table.resource.primary_key)
    if len(key) == 1 or not set(key) <= set(table.frame):
        return []
    rows = table.frame[key].dropna()
    repeated = rows[rows.duplicated()]
    return _at(table, repeated[key[-1]], "repeated_id", ", ".join(key))


def _foreign_key_problems(table: RawTable, key: ForeignKey, tables: Tables) -> list[Problem]:
    target = tables.get(key.resource)
    columns, targets = list(key.columns), list(key.targets)
    if target is None or not set(targets) <= set(target.frame) or not set(columns) <= set(table.frame):
        return []
    rows = table.frame[columns].dropna()
    known = pd.MultiIndex.from_frame(target.frame[targets].dropna())
    unknown = rows[~pd.MultiIndex.from_frame(rows).isin(known)]
    return _at(table, unknown[columns[-1]], "foreign_key", target.file)


def _at(table: RawTable, cells: pd.Series, rule: str, detail: str) -> list[Problem]:
    return [
        table.problem(position, str(cells.name), value, rule, detail)
        for position, value in zip(cells.index, cells, strict=True)
    ]
