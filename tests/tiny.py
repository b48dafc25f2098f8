"""Datasets of three rows: builders whose defaults are the healthy case, so that a test names only what differs."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.dataset import Dataset, Folder
from analytics.dataset.descriptor import shipped_resources
from analytics.dataset.doubts import PROBLEM_COLUMNS, problem_table
from analytics.dataset.files import RawTable
from analytics.dataset.tables import pledge_governments_of, tags_of
from analytics.dataset.typed import typed_table, with_effective_sections
from analytics.facets import Facets
from analytics.reports import STATES
from analytics.selection import FilteredData, Selection, filter_data

Row = dict[str, str | None]

TERMS = {
    "theme": ("housing", "health", "education"),
    "gcm": ("1", "2", "3"),
    "priority_objective": ("PO1", "PO2"),
    "round_table": ("1", "2"),
    "gcr_area": ("1.1", "1.2"),
    "target_group": ("refugees", "women"),
    "compact": ("GCM", "GCR", "both"),
    "forum": ("IMRF-2022", "GRF-2023"),
    "government_kind": ("city", "region", "network", "not_named"),
    "status": ("planned", "in_progress", "fulfilled", "stalled", "withdrawn", "overdue", "no_report"),
    "report_state": STATES,
    "certainty": ("confirmed", "inferred"),
    "no_region": ("network", "unplaced"),
    "local_competence": ("high", "medium", "low"),
    "exchange_kind": ("offer", "ask", "exchange"),
    "region_scheme": ("m49_region", "wb_income_group"),
    "theme_scheme": ("theme", "priority_objective", "gcm", "round_table", "gcr_area"),
    "tag_scheme": (
        *("theme", "priority_objective", "gcm", "round_table", "gcr_objective", "gcr_area"),
        *("target_group", "compact", "forum", "sdg", "migration_role"),
    ),
}
THEME_SCHEMES = TERMS["theme_scheme"]
REGIONS = {
    "m49_region": ("Africa", "Asia", "Oceania"),
    "wb_income_group": ("Low income", "High income"),
}
ITEMS = (("who", "names_beneficiaries"), ("deadline", "has_deadline;end_date"), ("partners", "has_partner;partners"))
ROUND_TABLES = {"1": "1", "2": "1", "3": "2"}
LEVELS = {"1": "high", "2": "medium", "3": "low"}
PLACES_FROM = ("pledges", "cities", "countries")
TAGS_FROM = ("pledges", "taxonomy", "round_tables", "theme_crosswalk")
"""The tables that `pledge_governments` and `tags` are made from."""
CROSSWALK = (("housing", "1.1", "primary"), ("housing", "1.2", "secondary"), ("health", "1.2", "primary"))


def pledge(pledge_id: str, *governments: str, themes: str = "housing", **cells: str | None) -> Row:
    """A pledge, by default on housing, classified by us, confirmed and without a report."""
    return {
        "pledge_id": pledge_id,
        "title": f"Pledge {pledge_id}",
        "government_ids": ";".join(governments),
        "themes": themes,
        "theme_basis": "classified",
        "status": "no_report",
        "certainty": "confirmed",
        "source_url": f"https://example.org/{pledge_id}",
        "source_type": "other",
        "retrieved": "2026-11-23",
        **cells,
    }


def city(city_id: str, iso3: str | None, kind: str = "city", **cells: str | None) -> Row:
    """A government with a point; a network or one that is not named has none."""
    placed = kind not in ("network", "not_named") and iso3 is not None
    point: Row = {"lat": "1.5", "lon": "2.5"} if placed else {}
    return {
        "city_id": city_id,
        "name": city_id.title(),
        "kind": kind,
        "iso3": iso3,
        "match": "exact",
        "source_url": "https://example.org",
        **point,
        **cells,
    }


def country(iso3: str, region: str | None, **cells: str | None) -> Row:
    """A member state with a hundred inhabitants, ten of them migrants, that hosts twenty people."""
    return {
        "iso3": iso3,
        "name": iso3.title(),
        "un_member": "yes",
        "m49_region": region,
        "wb_income_group": "Low income",
        "population": "100",
        "population_year": "2025",
        "refugees_hosted": "20",
        "unhcr_year": "2025",
        "migrant_stock": "10",
        "migrant_stock_year": "2024",
        **cells,
    }


COUNTRIES = (country("KEN", "Africa"), country("UGA", "Africa"), country("LBN", "Asia"), country("FJI", "Oceania"))
CITIES = (city("nairobi", "KEN"), city("kampala", "UGA"), city("tyre", "LBN"), city("league", None, "network"))


NAMED_OTHERWISE = {"cities": "governments", "theme_crosswalk": "crosswalk"}
"""Tables that a dataset calls by another name than their files."""


def dataset(
    *pledges: Row,
    countries: tuple[Row, ...] = COUNTRIES,
    cities: tuple[Row, ...] = CITIES,
    figures: tuple[Row, ...] = (),
    forums: tuple[Row, ...] = (),
    exchange: tuple[Row, ...] = (),
    topics: tuple[Row, ...] = (),
    terms: dict[str, tuple[str, ...]] = TERMS,
    doubts: bool = False,
    **more: tuple[Row, ...],
) -> Dataset:
    """The rows as the dashboard would load them from files; what is in doubt only if asked, as it takes time."""
    rows = {
        "pledges": pledges,
        "cities": cities,
        "countries": countries,
        "taxonomy": tuple(_term(scheme, code, n) for scheme, codes in terms.items() for n, code in enumerate(codes)),
        "region_schemes": tuple(
            _named("region", scheme, code, n) for scheme, codes in REGIONS.items() for n, code in enumerate(codes)
        ),
        "round_tables": tuple(
            {"forum_id": "IMRF-2022", "round_table": table, "gcm_objective": gcm, "verified": "yes"}
            for gcm, table in ROUND_TABLES.items()
        ),
        "theme_crosswalk": tuple(
            {"theme": theme, "scheme": "gcr_area", "code": code, "strength": strength, "basis": "editorial"}
            for theme, code, strength in CROSSWALK
        ),
        "local_competence": tuple(
            {"gcm_objective": gcm, "local_competence": level, "rationale": f"Why {gcm}", "basis": "editorial"}
            for gcm, level in LEVELS.items()
        ),
        "documentation_items": tuple(_item(*item, order) for order, item in enumerate(ITEMS, start=1)),
        "forums": forums,
        "forum_topics": topics,
        "published_figures": figures,
        "contradictions": (),
        "exchange": exchange,
        **dict.fromkeys(("grants", "funders", "funding_windows"), ()),
        **dict.fromkeys(("context_cities", "related_city_actions"), ()),
        **more,
    }
    frozen = {each.name: _frozen(rows[each.name]) for each in shipped_resources()}
    raw = {name: _raw(name, own) for name, own in frozen.items()}
    typed = {name: _typed(name, own) for name, own in frozen.items()}
    return Dataset(
        source=Folder(Path("nowhere")),
        archive=b"",
        version="0" * 12,
        as_of=date(2026, 11, 23),
        **{NAMED_OTHERWISE.get(name, name): table for name, table in typed.items() if name != "contradictions"},
        pledge_governments=_pledge_governments(*(frozen[name] for name in PLACES_FROM)),
        tags=_tags(*(frozen[name] for name in TAGS_FROM)),
        problems=problem_table([], raw, typed) if doubts else pd.DataFrame(columns=PROBLEM_COLUMNS),
        package={"resources": []},
    )


def filtered(*pledges: Row, chosen: Selection | None = None, **others: Any) -> FilteredData:
    """A selection of the rows; everything if none is named."""
    return filter_data(Facets(dataset(*pledges, **others)), chosen or Selection())


def values(matrix: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The cells of a matrix by (region, code)."""
    return {(row.region, row.code): row.value for row in matrix.itertuples()}


Frozen = tuple[tuple[tuple[str, str | None], ...], ...]


def _frozen(rows: tuple[Row, ...]) -> Frozen:
    return tuple(tuple(row.items()) for row in rows)


@lru_cache(maxsize=64)
def _raw(name: str, rows: Frozen) -> RawTable:
    resource = next(each for each in shipped_resources() if each.name == name)
    named = [dict(row) for row in rows]
    columns = [field.name for field in resource.fields]
    unknown = {column for row in named for column in row} - set(columns)
    assert not unknown, unknown
    frame = pd.DataFrame({column: pd.Series([row.get(column) for row in named], dtype="str") for column in columns})
    keys = [str(row.get(resource.primary_key[0])) for row in named]
    return RawTable(resource, frame, list(range(2, len(rows) + 2)), keys)


@lru_cache(maxsize=64)
def _typed(name: str, rows: Frozen) -> pd.DataFrame:
    typed = typed_table(_raw(name, rows))
    return with_effective_sections(typed) if name == "countries" else typed


@lru_cache(maxsize=64)
def _pledge_governments(*rows: Frozen) -> pd.DataFrame:
    return pledge_governments_of(*map(_typed, PLACES_FROM, rows))


@lru_cache(maxsize=64)
def _tags(*rows: Frozen) -> pd.DataFrame:
    return tags_of(*map(_typed, TAGS_FROM, rows))


def _term(scheme: str, code: str, order: int) -> Row:
    parents = {"gcr_area": code.split(".")[0], "priority_objective": "PO1" if code == "PO1b" else None}
    return {**_named("code", scheme, code, order), "parent_code": parents.get(scheme)}


def _item(item: str, read_from: str, order: int) -> Row:
    texts = {f"{kind}_{code}": f"{item} ({code})" for kind in ("label", "criterion") for code in ("en", "es", "fr")}
    source = {"framework": "IMRF", "criterion_source": "https://example.org"}
    return {"item": item, "read_from": read_from, "display_order": str(order), **source, **texts}


def _named(column: str, scheme: str, code: str, order: int) -> Row:
    labels = {f"label_{language}": f"{code} ({language})" for language in ("en", "es", "fr")}
    return {"scheme": scheme, column: code, "display_order": str(order), **labels}
