"""Soft problems: what is kept and counted, but a reader should know."""

from collections.abc import Mapping

import pandas as pd

from analytics.dataset.files import RawTable
from analytics.dataset.parts import NETWORK
from analytics.dataset.problem import Problem, in_reading_order
from analytics.dataset.rules import items

PROBLEM_COLUMNS = ["file", "row", "column", "value", "rule", "key", "detail"]
APPROXIMATE = ("seat", "main_city", "former_name", "nearby_locality")


def doubts_of(raw: Mapping[str, RawTable], typed: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Every soft problem of the tables."""
    found = _missing_facts(raw["pledges"]) + _stated_doubts(raw["pledges"]) + _order_of_dates(raw["pledges"])
    found += _same_title(raw["pledges"])
    found += _unplaced(raw["pledges"], typed["cities"])
    found += _approximate_points(raw["cities"]) + _countries(raw["countries"], typed["countries"])
    for name in ("taxonomy", "round_tables", "forums", "published_figures"):
        found += _unverified(raw[name])
    return found


def problem_table(problems: list[Problem]) -> pd.DataFrame:
    """The problems as a table, in the order of the files."""
    rows = [[getattr(each, name) for name in PROBLEM_COLUMNS] for each in in_reading_order(problems)]
    table = pd.DataFrame(rows, columns=PROBLEM_COLUMNS)
    return table.astype({name: "Int64" if name == "row" else "str" for name in PROBLEM_COLUMNS})


def _where(table: RawTable, column: str, rule: str, mask: pd.Series) -> list[Problem]:
    cells = table.frame.loc[mask.index[mask], column].astype(object)
    values = cells.where(cells.notna(), None)
    return [
        table.problem(position, column, value, rule)
        for position, value in zip(values.index, values, strict=True)
    ]


def _missing_facts(pledges: RawTable) -> list[Problem]:
    rules = {
        "year_announced": "no_year",
        "gcm_objectives": "no_gcm_objectives",
        "compact": "no_compact",
        "language_of_source": "no_language",
        "kind": "no_kind",
    }
    return [
        problem
        for column, rule in rules.items()
        for problem in _where(pledges, column, rule, pledges.frame[column].isna())
    ]


def _stated_doubts(pledges: RawTable) -> list[Problem]:
    frame = pledges.frame
    return [
        *_where(pledges, "status", "no_status", frame["status"] == "no_report"),
        *_where(pledges, "certainty", "inferred", frame["certainty"] == "inferred"),
        *_where(pledges, "date_note", "ambiguous_date", frame["date_note"].notna()),
        *_where(pledges, "note", "doubtful_record", frame["note"].notna()),
    ]


def _order_of_dates(pledges: RawTable) -> list[Problem]:
    """Ends before starts, compared at the coarser of the two precisions."""
    dates = pledges.frame[["start_date", "end_date"]].dropna()
    backwards = [
        end[: min(len(start), len(end))] < start[: min(len(start), len(end))]
        for start, end in dates.itertuples(index=False)
    ]
    return _where(
        pledges, "end_date", "ends_before_start", pd.Series(backwards, index=dates.index, dtype=bool)
    )


def _same_title(pledges: RawTable) -> list[Problem]:
    """A title that the same governments have twice may be one pledge entered twice."""
    repeated = pledges.frame.duplicated(["title", "government_ids"])
    return _where(pledges, "title", "same_title", repeated)


def _unplaced(pledges: RawTable, governments: pd.DataFrame) -> list[Problem]:
    known = governments.set_index("city_id")
    reason = pd.Series(pd.NA, index=known.index, dtype="object")
    reason[known["lat"].isna()] = "unplaced_no_point"
    reason[known["match"] == "unresolved"] = "unplaced_unresolved"
    reason[known["kind"] == "not_named"] = "unplaced_not_named"
    reason[known["kind"] == NETWORK] = "unplaced_network"
    named = items(pledges.frame["government_ids"])
    rules = named.map(reason).dropna()
    return [
        pledges.problem(position, "government_ids", city_id, rule)
        for position, city_id, rule in zip(rules.index, named[named.map(reason).notna()], rules, strict=True)
    ]


def _approximate_points(cities: RawTable) -> list[Problem]:
    return _where(cities, "match", "approximate_point", cities.frame["match"].isin(APPROXIMATE))


def _countries(countries: RawTable, typed: pd.DataFrame) -> list[Problem]:
    members = typed["un_member"].fillna(False).astype(bool)
    return [
        *_where(countries, "refugees_hosted", "no_displacement_data", members & typed["unhcr_year"].isna()),
        *_where(countries, "uclg_section_inferred", "inferred_section", typed["uclg_inferred"].astype(bool)),
        *_where(countries, "uclg_section", "no_section", members & typed["uclg_section"].isna()),
        *_where(countries, "notes", "country_note", typed["notes"].notna()),
    ]


def _unverified(table: RawTable) -> list[Problem]:
    """Facts from outside that were not seen in the text of their source; our own words need no source."""
    frame = table.frame
    outside = frame["source_url"].str.startswith("http").fillna(False).astype(bool)
    return _where(table, "verified", "unverified", (frame["verified"] == "no") & outside)
