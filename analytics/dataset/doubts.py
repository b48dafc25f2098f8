"""Soft problems: what is kept and counted, but a reader should know."""

import re
from collections.abc import Mapping

import pandas as pd

from analytics.dataset.descriptor import tag_columns
from analytics.dataset.files import RawTable
from analytics.dataset.problem import Problem
from analytics.dataset.rules import list_items
from analytics.dataset.tables import NETWORK, NOT_NAMED

PROBLEM_COLUMNS = ["file", "row", "column", "value", "rule", "key", "detail", "near"]
APPROXIMATE = ("seat", "main_city", "former_name", "nearby_locality")
FOUND = ("exact", "alternate_name", *APPROXIMATE)
"""How sure the place of a government is, where it was found at all."""
WRONG_POINT = "unplaced_wrong_point"
"""The rule of a pledge whose government has a point that can't be right."""
TITLES = ("title", "name", "government_name")
LONGEST_TITLE = 300
"""Characters; the longest that is shipped has some 220."""
OTHER_LANGUAGE = re.compile(
    r"https?://(?:www\.)?migrationnetwork\.un\.org/((?!en\b)[a-z]{2}(?:-[a-z]+)?)(?=[/?#]|$)", re.I
)
"""An address of the UN Network on Migration that opens a page in another language; English ones name none."""


def problem_table(
    others: list[Problem], raw: Mapping[str, RawTable], typed: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Every soft problem, in the order of the files; `others` are those found while reading."""
    pledges = raw["pledges"]
    found = [
        *_missing_facts(pledges),
        *_missing_bases(pledges),
        *_stated_doubts(pledges),
        _same_title(pledges),
        _same_content(pledges),
        _no_country(raw["cities"]),
        *(_long_titles(table) for table in raw.values()),
        _unplaced(pledges, raw["cities"], typed["cities"]),
        _approximate_points(raw["cities"]),
        *_countries(raw["countries"], typed["countries"]),
        *(_other_language(table) for table in raw.values() if "source_url" in table.records),
        _contradictions(raw),
        *_unknown_cities(raw),
        *_unknown_funders(raw),
        *(
            _unverified(raw[name])
            for name in (
                "taxonomy",
                "round_tables",
                "forum_topics",
                "forums",
                "published_figures",
                "grants",
                "funding_windows",
            )
        ),
        pd.DataFrame([[getattr(each, name) for name in PROBLEM_COLUMNS] for each in others], columns=PROBLEM_COLUMNS),
    ]
    types = {name: "Int64" if name == "row" else "str" for name in PROBLEM_COLUMNS}
    table = pd.concat(found, ignore_index=True).astype(types)
    ordered = table.sort_values(["file", "row"], kind="stable", na_position="first", ignore_index=True)
    # Few different values, however many doubts there are.
    return ordered.astype(dict.fromkeys(("file", "column", "rule", "near"), "category"))


def problems_in(table: pd.DataFrame) -> list[Problem]:
    """The rows of a `problem_table` as problems, so that they can be explained."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [Problem(**{str(name): value for name, value in row.items()}) for row in rows]


def _where(table: RawTable, column: str, rule: str, mask: pd.Series) -> pd.DataFrame:
    """The rows of a mask as soft problems: whole columns at once, since large files have many."""
    at = mask.index[mask]
    return pd.DataFrame(
        {
            "file": table.file,
            "row": [table.lines[each] for each in at],
            "column": column,
            "value": table.records[column].reindex(at).to_numpy(),
            "rule": rule,
            "key": [table.keys[each] for each in at],
            "detail": "",
        }
    )


def _missing_facts(pledges: RawTable) -> list[pd.DataFrame]:
    rules = {
        "year_announced": "no_year",
        "gcm_objectives": "no_gcm_objectives",
        "compact": "no_compact",
        "language_of_source": "no_language",
        "kind": "no_kind",
    }
    return [_where(pledges, column, rule, pledges.records[column].isna()) for column, rule in rules.items()]


def _missing_bases(pledges: RawTable) -> list[pd.DataFrame]:
    """Codes of which the row does not say who gave them, in the schemes that have a column for it."""
    records = pledges.records
    columns = {f"{scheme}_basis": column for scheme, column in tag_columns().items()}
    return [
        _where(pledges, basis, "no_basis", records[column].notna() & records[basis].isna())
        for basis, column in columns.items()
        if basis in records
    ]


def _stated_doubts(pledges: RawTable) -> list[pd.DataFrame]:
    records = pledges.records
    return [
        _where(pledges, "status", "no_status", records["status"] == "no_report"),
        _where(pledges, "certainty", "inferred", records["certainty"] == "inferred"),
        _where(pledges, "date_note", "ambiguous_date", records["date_note"].notna()),
        _where(pledges, "note", "doubtful_record", records["note"].notna()),
    ]


def _same_title(pledges: RawTable) -> pd.DataFrame:
    """A title that the same governments have twice may be one pledge entered twice."""
    repeated = pledges.records.duplicated(["title", "government_ids"])
    return _where(pledges, "title", "same_title", repeated)


def _same_content(pledges: RawTable) -> pd.DataFrame:
    """Other governments with a pledge of the same title, address and summary."""
    written = pledges.records[["title", "source_url", "summary", "government_ids", "pledge_id"]].dropna()
    parts = ["title", "source_url", "summary"]
    repeated = written.duplicated(parts) & ~written.duplicated([*parts, "government_ids"])
    rows = _where(pledges, "title", "same_content", repeated)
    first = written.groupby(parts)["pledge_id"].transform("first")
    return rows.assign(detail=first[repeated].to_numpy())


def _no_country(cities: RawTable) -> pd.DataFrame:
    """Places that were found, and yet in no country."""
    records = cities.records
    return _where(cities, "iso3", "no_country", records["iso3"].isna() & records["match"].isin(FOUND))


def _long_titles(table: RawTable) -> pd.DataFrame:
    """Titles and names that are no longer ones; nothing is cut."""
    names = [name for name in TITLES if name in table.records]
    rows = [_where(table, name, "long_title", table.records[name].str.len() > LONGEST_TITLE) for name in names]
    found = pd.concat([pd.DataFrame(columns=PROBLEM_COLUMNS), *rows])
    return found.assign(value=found["value"].str[:80], detail=str(LONGEST_TITLE))


def _unplaced(pledges: RawTable, cities: RawTable, governments: pd.DataFrame) -> pd.DataFrame:
    known = governments.set_index("city_id")
    reason = pd.Series(pd.NA, index=known.index, dtype="object")
    reason[known["lat"].isna()] = "unplaced_no_point"
    reason.iloc[list(cities.withheld)] = WRONG_POINT
    reason[known["match"] == "unresolved"] = "unplaced_unresolved"
    reason[known["kind"] == NOT_NAMED] = "unplaced_not_named"
    reason[known["kind"] == NETWORK] = "unplaced_network"
    named = list_items(pledges.records["government_ids"])
    unplaced = pd.DataFrame({"value": named, "rule": named.map(reason)}).dropna()
    table = _where(pledges, "government_ids", "", pd.Series(True, index=unplaced.index))
    return table.assign(value=unplaced["value"].to_numpy(), rule=unplaced["rule"].to_numpy())


def _approximate_points(cities: RawTable) -> pd.DataFrame:
    return _where(cities, "match", "approximate_point", cities.records["match"].isin(APPROXIMATE))


def _countries(countries: RawTable, typed: pd.DataFrame) -> list[pd.DataFrame]:
    members = typed["un_member"].fillna(False).astype(bool)
    return [
        _where(countries, "refugees_hosted", "no_displacement_data", members & typed["unhcr_year"].isna()),
        _where(countries, "uclg_section_inferred", "inferred_section", typed["uclg_inferred"].astype(bool)),
        _where(countries, "uclg_section", "no_section", members & typed["uclg_section"].isna()),
        _where(countries, "notes", "country_note", typed["notes"].notna()),
    ]


def _other_language(table: RawTable) -> pd.DataFrame:
    """Addresses a reader would open in another language, although the same page is there in English."""
    addresses = list_items(table.records["source_url"])
    different = pd.Series(addresses.unique(), dtype="str")
    language = addresses.map(different.str.extract(OTHER_LANGUAGE, expand=False).set_axis(different))
    found = pd.DataFrame({"value": addresses, "detail": language}).dropna()
    # A cell may hold several addresses, and each is reported.
    rows = _where(table, "source_url", "page_in_other_language", pd.Series(True, index=found.index))
    return rows.assign(value=found["value"].to_numpy(), detail=found["detail"].to_numpy())


def _contradictions(raw: Mapping[str, RawTable]) -> pd.DataFrame:
    """Statements of two sources that cannot both be right, at the record that they are about."""
    stated = raw["contradictions"].records
    about = list(zip(stated["file"], stated["key"], strict=True))
    lines = {
        (table.file, key): line
        for table in raw.values()
        if table.file in set(stated["file"])
        for key, line in zip(table.keys, table.lines, strict=True)
    }
    return pd.DataFrame(
        {
            "file": stated["file"],
            "row": pd.Series([lines.get(each) for each in about], dtype="Int64"),
            "column": stated["column"],
            "value": stated["first_statement"] + "; " + stated["second_statement"],
            "rule": "contradiction",
            "key": stated["key"],
            "detail": stated["settled_by"],
        }
    )


def _listed(table: RawTable, column: str, rule: str, known: set[str]) -> pd.DataFrame:
    """Items of a column that are not known, each as a soft problem."""
    named = list_items(table.records[column])
    unknown = named[~named.isin(known)]
    rows = _where(table, column, rule, pd.Series(True, index=unknown.index))
    return rows.assign(value=unknown.to_numpy())


def _unknown_cities(raw: Mapping[str, RawTable]) -> list[pd.DataFrame]:
    """Cities of offers, grants and actions that have no row of their own, so no point and no kind."""
    known = {key for name in ("cities", "context_cities") for key in raw[name].keys if key}
    columns = {"exchange": "city_ids", "grants": "city_id", "related_city_actions": "city_ids"}
    return [_listed(raw[name], column, "unknown_city", known) for name, column in columns.items()]


def _unknown_funders(raw: Mapping[str, RawTable]) -> list[pd.DataFrame]:
    """Funds and payers in a spelling that funders.csv does not have: they count under no funder."""
    known = set(list_items(raw["funders"].records["written_as"]))
    named = {"pledges": ("funding_source",), "grants": ("fund", "funder"), "related_city_actions": ("funding_source",)}
    return [
        _listed(raw[name], column, "unknown_funder", known) for name, columns in named.items() for column in columns
    ]


def _unverified(table: RawTable) -> pd.DataFrame:
    """Facts from outside that were not seen in the text of their source; our own words need no source."""
    records = table.records
    outside = records["source_url"].str.startswith("http").fillna(False).astype(bool)
    return _where(table, "verified", "unverified", (records["verified"] == "no") & outside)
