"""The tables of a selection for a workbook: pledges, who made them, coverage, what words mean, sources."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.claims import none_words
from analytics.exhibits.column_names import government_fields, pledge_names
from analytics.exhibits.coverage.menus import measures
from analytics.exhibits.coverage.tables import with_names
from analytics.exhibits.data_quality.tables import source_table
from analytics.exhibits.definitions import definitions
from analytics.exhibits.exchange import tables as exchange_tables
from analytics.exhibits.exchange.figures import source_line as exchange_source
from analytics.exhibits.exhibit import classified_note, people_source, source_line
from analytics.exhibits.funding.eligibility import grants_found
from analytics.exhibits.funding.figures import grants_source
from analytics.exhibits.places.governments import pledger_table
from analytics.exhibits.pledges.tables import pledgers
from analytics.facets import NOT_STATED
from analytics.labels import label, labels, names_of, short_label
from analytics.measures.coverage import MEASURES, SHARES, Counting, coverage_matrix
from analytics.packs.sheet import Sheet
from analytics.reports import report_states
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, pgettext

DEFINED = ("theme", "priority_objective", "gcm", "round_table", "gcr_area", "target_group", "report_state", "certainty")
"""Schemes whose codes are explained in the workbook, as far as the data define them."""


def selection_sheets(filtered: FilteredData) -> list[Sheet]:
    """Everything the dashboard knows of a selection, one sheet a table."""
    pledges, governments = _pledges(filtered), _governments(filtered)
    found = grants_found(filtered)
    grants = Sheet(_("Grants"), found.rows, found.headings, [grants_source(filtered)])
    offers = Sheet(_("Offers, asks and exchanges"), *exchange_tables.listed(filtered), [exchange_source(filtered)])
    return [
        pledges,
        governments,
        _coverage(filtered),
        offers,
        grants,
        _definitions(filtered.dataset, {"pledges": pledges, "cities": governments, "grants": grants}),
        Sheet(pgettext("where a record comes from", "Sources"), *source_table(filtered)),
    ]


def _pledges(filtered: FilteredData) -> Sheet:
    """One row a pledge: its record in words, to which taxonomies it leads, and the codes behind the words."""
    dataset = filtered.dataset
    table = _in_words(dataset, "pledges", filtered.selected_pledges().reset_index(drop=True))
    regions = filtered.selection.regions_by
    states = report_states(dataset, dataset.as_of)["state"][filtered.pledge_mask]
    table = table.drop(columns="status_code").assign(
        state=labels(dataset, "report_state", states).to_numpy(),
        government=pledgers(dataset, table["pledge_id"]),
        region=_carried(filtered, regions, label),
        country=_carried(filtered, "iso3", label),
        iso3=_carried(filtered, "iso3", lambda _dataset, _facet, code: code),
        round_table=_carried(filtered, "round_table", short_label),
        gcr_area=_carried(filtered, "gcr_area", short_label),
    )
    notes = [source_line(filtered, classified_note("theme"))]
    return Sheet(_("Pledges"), table, _with_codes(table, pledge_names(label(dataset, "region_scheme", regions))), notes)


def _governments(filtered: FilteredData) -> Sheet:
    """One row a government or network of the selection, with its pledges in it."""
    dataset, scheme = filtered.dataset, filtered.selection.regions_by
    listed, headings = pledger_table(filtered)
    own = dataset.governments.set_index("city_id").loc[listed["city_id"]].reset_index()
    regions = dataset.pledge_governments.drop_duplicates("city_id").set_index("city_id")[scheme]
    table = _in_words(dataset, "cities", own).assign(
        # A number that only names the place is no amount.
        geonameid=own["geonameid"].astype("str"),
        country=listed["country"],
        pledges=listed["pledges"],
        region=[label(dataset, scheme, regions[city_id]) for city_id in own["city_id"]],
    )
    names = {"region": label(dataset, "region_scheme", scheme), **government_fields()}
    return Sheet(_("Governments and networks"), table, _with_codes(table, headings | names))


def _in_words(dataset: Dataset, file: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a file with names for codes, days as dates, and the codes kept in columns that end in `_code`."""
    columns = {}
    for name, field in _fields(dataset, file).items():
        cells = rows[name]
        if field["type"] == "list":
            cells = cells.str.replace(r"\s*;\s*", "; ", regex=True)
        if field["type"] == "date":
            cells = pd.to_datetime(cells).dt.date
        if scheme := field.get("codes"):
            columns[f"{name}_code"] = cells
            cells = cells.map({codes: _names(dataset, scheme, codes) for codes in cells.dropna().unique()})
        columns[name] = cells
    return pd.DataFrame(columns)


def _names(dataset: Dataset, scheme: str, codes: str) -> str:
    return "; ".join(short_label(dataset, scheme, code) for code in codes.split("; "))


def _fields(dataset: Dataset, file: str) -> dict[str, dict[str, Any]]:
    """The columns of a file as the package describes them."""
    resource = next(each for each in dataset.package["resources"] if each["name"] == file)
    return {field["name"]: field for field in resource["schema"]["fields"]}


def _with_codes(table: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    """Headings: the columns in words, then the codes of those that have some."""
    codes = {f"{name}_code": _("{name} (code)").format(name=heading) for name, heading in names.items()}
    return names | {name: heading for name, heading in codes.items() if name in table}


def _carried(filtered: FilteredData, name: str, named: Callable[[Dataset, str, str], str]) -> list[str | None]:
    """For each pledge of the selection the names of the codes that it carries, None where it carries none."""
    facet = filtered.facets.facet(name)
    names = ["" if code == NOT_STATED else named(filtered.dataset, name, code) for code in facet.codes]
    carried: list[list[str]] = [[] for _pledge in range(filtered.count())]
    for row, position in zip(*(each.tolist() for each in facet.mask[filtered.pledge_mask].nonzero()), strict=True):
        carried[row].append(names[position])
    return ["; ".join(filter(None, own)) or None for own in carried]


def _coverage(filtered: FilteredData) -> Sheet:
    """Every measure for every pair of region and theme, in every scheme of themes."""
    schemes = names_of(filtered.facets, "theme_scheme")
    parts = [
        with_names(filtered, coverage_matrix(filtered, Counting(themes, measure)), themes).assign(
            scheme=schemes[themes], measure=measures()[measure]
        )
        for themes in schemes
        for measure in MEASURES
    ]
    table = pd.concat(parts, ignore_index=True)
    table["state"] = table["state"].map(
        {
            "none": none_words(filtered),
            "zero": _("None, which says nothing of a place"),
            "no_data": _("No data"),
            "not_applicable": _("Does not apply"),
        }
    )
    headings = {
        "scheme": _("Counted by"),
        "region_label": _("Region"),
        "code_label": _("Theme or objective"),
        "measure": _("Measure"),
        "value": _("Value"),
        "of": pgettext("the whole that a part is of", "Of"),
        "state": _("What a zero or an empty cell means"),
    }
    notes = [
        source_line(filtered),
        _("A pledge with several themes or regions counts in each, and once in “All”: parts may add up to more."),
        _("Shares are of the UN member states of a region, or of the people in them; “Of” is that whole."),
        *filter(None, [people_source(filtered, measure) for measure in SHARES]),
        *filter(None, map(classified_note, schemes)),
    ]
    return Sheet(_("Coverage"), table, headings, notes)


def _definitions(dataset: Dataset, sheets: dict[str, Sheet]) -> Sheet:
    """What the terms of the dashboard mean, the columns of the sheets made of a file, and the codes."""
    terms = definitions().assign(about=_("Terms"))
    columns = [
        (sheet.name, heading, fields[name]["description"])
        for file, sheet in sheets.items()
        for fields in [_fields(dataset, file)]
        for name, heading in sheet.headings.items()
        if name in fields
    ]
    words = dataset.taxonomy.dropna(subset="definition_en")
    codes = [
        (label(dataset, "tag_scheme", scheme), short_label(dataset, scheme, row.code), row.definition_en)
        for scheme in DEFINED
        for row in each_row(words[words["scheme"] == scheme].sort_values("display_order"))
    ]
    rest = pd.DataFrame([*columns, *codes], columns=["about", "term", "meaning"])
    headings = {"about": _("Belongs to"), "term": _("Term"), "meaning": _("Meaning")}
    return Sheet(_("Definitions"), pd.concat([terms, rest], ignore_index=True), headings)
