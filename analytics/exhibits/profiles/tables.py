"""Tables of a profile, and those that list what has one."""

from dataclasses import replace

import pandas as pd

from analytics.dataset import NETWORK
from analytics.exhibits.places.governments import pledger_table
from analytics.exhibits.pledges.tables import field_names, headings, item_names, pledge_rows
from analytics.exhibits.profiles.subjects import NO_PROFILE
from analytics.exhibits.table import TitledTable, table_of
from analytics.labels import label, short_label
from analytics.measures.coverage import (
    COUNTS,
    NOT_GOVERNMENTS,
    Counting,
    counts_by_region,
    coverage_by_code,
    shown_regions,
)
from analytics.measures.funding import funder_counts
from analytics.measures.places import country_values
from analytics.measures.records import item_counts
from analytics.selection import FilteredData
from analytics.words import _, number


def pledges(filtered: FilteredData) -> TitledTable:
    """The pledges with report state and results in the words of their sources: `pledge_id` and what is shown."""
    rows, names = pledge_rows(filtered), {**headings(), "results_summary": field_names()["results_summary"]}
    rows["results_summary"] = filtered.column("results_summary").to_numpy()
    shown = ("title", "government", "state", "results_summary", "year_announced", "theme")
    return TitledTable(_("Pledges"), rows[["pledge_id", *shown]], {name: names[name] for name in shown})


def lacks(filtered: FilteredData) -> TitledTable:
    """How many of the records state each item, least first: `item`, `stated`, `of`."""
    counts = item_counts(filtered).sort_values("yes", kind="stable", ignore_index=True)
    table = table_of(
        item=(_("Item"), counts["item"].map(item_names(filtered.dataset))),
        stated=(_("Records that state it"), counts["yes"]),
        of=(_("Records"), counts["of"]),
    )
    return TitledTable(_("What the records lack: items stated, least first"), *table)


def governments(filtered: FilteredData, networks: bool = False) -> TitledTable:
    """Every local government, or network, that pledged, most pledges first: the columns of `pledger_table`."""
    (rows, headings), known = pledger_table(filtered), filtered.dataset.governments
    # One that its source does not name is no government that can be listed, as in every count of them.
    listed = known["kind"].eq(NETWORK) if networks else ~known["kind"].isin(NOT_GOVERNMENTS)
    rows = rows[rows["city_id"].isin(known.loc[listed, "city_id"])]
    title = _("Networks") if networks else _("Local governments")
    return TitledTable(title, rows.reset_index(drop=True), headings)


def here(filtered: FilteredData) -> TitledTable:
    """The local governments that pledged in a place or on a theme, in a table for half a page."""
    listing = governments(filtered)
    narrow = {name: words for name, words in listing.headings.items() if name != "kind"}
    return listing._replace(headings=narrow)


def countries(filtered: FilteredData) -> TitledTable:
    """Every country and area of the selection, without a pledge too: `iso3`, `country`, `pledges`, `governments`."""
    found = country_values(filtered, "pledges", "all_areas")
    found = found[found["state"] != "outside"].rename(columns={"name": "country"})
    rows = found.sort_values(["pledges", "country"], ascending=[False, True], ignore_index=True)
    names = {"country": _("Country or area"), "pledges": _("Pledges"), "governments": _("Local governments")}
    return TitledTable(_("Countries and areas"), rows[["iso3", *names]], names)


def regions(filtered: FilteredData) -> TitledTable:
    """Every region of the scheme shown: `region`, `region_label`, `pledges`, `governments`, `countries`."""
    scheme = filtered.selection.regions_by
    shown = [code for code in shown_regions(filtered) if code not in NO_PROFILE]
    counts = {measure: pd.array(counts_by_region(filtered, shown, measure), dtype="Int64") for measure in COUNTS}
    table = table_of(
        region=("", shown),
        region_label=(
            label(filtered.dataset, "region_scheme", scheme),
            [label(filtered.dataset, scheme, code) for code in shown],
        ),
        pledges=(_("Pledges"), counts["pledges"]),
        governments=(_("Local governments"), counts["governments"]),
        countries=(_("Countries"), counts["countries"]),
    )
    return TitledTable(_("Regions"), *table)


def codes(filtered: FilteredData, scheme: str) -> TitledTable:
    """Every theme, or objective of the migration compact (`gcm`): `code`, `code_label`, `pledges`."""
    # All of them, whichever are chosen.
    whole = replace(filtered, selection=replace(filtered.selection, theme=(), gcm=()))
    found = coverage_by_code(whole, Counting(scheme))
    found = found[~found["code"].isin(NO_PROFILE)].reset_index(drop=True)
    name = _("Themes") if scheme == "theme" else _("GCM objectives")
    table = table_of(
        code=("", found["code"]),
        code_label=(name, [short_label(filtered.dataset, scheme, code) for code in found["code"]]),
        pledges=(_("Pledges"), found["value"].astype("Int64")),
    )
    without = int((~filtered.facet(scheme).stated[filtered.pledge_mask].any(axis=1)).sum())
    if not without:
        return TitledTable(name, *table)
    title = _("{name} (pledges that state none: {count} of {of})")
    return TitledTable(title.format(name=name, count=number(without), of=number(filtered.count())), *table)


def funders(filtered: FilteredData) -> TitledTable:
    """Every fund and payer, those without a grant or pledge too: `funder`, `grants` (but of networks), `pledges`."""
    rows = funder_counts(filtered).rename(columns={"label": "funder"})
    names = {"funder": _("Funder"), "grants": _("Grants found"), "pledges": _("Pledges that name it")}
    if not filtered.has_places():
        del names["grants"]
    return TitledTable(_("Funders"), rows[list(names)], names)


def list_names() -> dict[str, str]:
    """The kinds of profiles that the page lists, governments first, and what the lists are called."""
    return {
        "governments": _("Local governments"),
        "networks": _("Networks"),
        "countries": _("Countries and areas"),
        "regions": _("Regions"),
        "themes": _("Themes"),
        "objectives": _("GCM objectives"),
        "funders": _("Funders"),
    }


def listed(filtered: FilteredData, kind: str) -> TitledTable:
    """All profiles of a kind, with their pledges."""
    match kind:
        case "countries":
            return countries(filtered)
        case "regions":
            return regions(filtered)
        case "themes" | "objectives":
            return codes(filtered, "theme" if kind == "themes" else "gcm")
        case "funders":
            return funders(filtered)
    return governments(filtered, networks=kind == "networks")
