"""What peers did on a city's themes, and the cities of the world that a reader can choose."""

import pandas as pd

from analytics.dataset.world_cities import world_cities
from analytics.exhibits.peers.figures import found_peers, peer_table, table_headings
from analytics.exhibits.pledges.tables import rows_of
from analytics.exhibits.table import TitledTable
from analytics.labels import label, labels
from analytics.measures.peers import PeerQuery, Peers, lessons
from analytics.reports import report_states
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number, pgettext


def peer_list(filtered: FilteredData, query: PeerQuery, most: int | None = None) -> TitledTable:
    """The local governments of the selection by how like the city they are, each with its reasons."""
    found = found_peers(filtered, query)
    rows = peer_table(filtered, found)[:most] if found else pd.DataFrame(columns=["city_id", *table_headings()])
    return TitledTable(_("Cities like it that pledged, and why"), rows, table_headings())


def lesson_list(filtered: FilteredData, query: PeerQuery) -> tuple[TitledTable, str]:
    """The pledges of the peers on the city's themes, those that state results first, and how many there are in words.

    Each with its reasons and its source page.
    """
    found = found_peers(filtered, query)
    names = {
        "name": _("Local government"),
        "title": _("Pledge"),
        "results_summary": _("Results, as stated"),
        "state": pgettext("what is reported of a pledge", "Report"),
        "reasons": _("Why like this city"),
        "source_url": _("Source page, the way to ask"),
    }
    if found is None:
        return TitledTable("", pd.DataFrame(columns=list(names)), names), ""
    rows, dataset = lessons(filtered, found), filtered.dataset
    records = dataset.pledges[["title", "source_url"]].assign(state=report_states(dataset, dataset.as_of)["state"])
    rows = rows.join(rows_of(filtered.facets, rows["pledge_id"], records))
    rows["state"] = labels(dataset, "report_state", rows["state"])
    rows["reasons"] = rows["city_id"].map(peer_table(filtered, found).set_index("city_id")["reasons"])
    return TitledTable(_("Learn from"), rows[["pledge_id", "city_id", *names]], names), _lesson_words(
        filtered, found, rows
    )


def _lesson_words(filtered: FilteredData, found: Peers, rows: pd.DataFrame) -> str:
    """How many pledges of the peers are on the city's themes, and how many of them state results."""
    looked_for = found.own["theme"][0]
    codes = [code for code, has in zip(found.codes["theme"], looked_for, strict=True) if has]
    if not codes:
        template = ngettext(
            "No theme of this city is known, so all pledges of its peers follow: {count}; with results: {results}.",
            "No theme of this city is known, so all pledges of its peers follow: {count}; with results: {results}.",
            len(rows),
        )
    else:
        template = ngettext(
            "{count} pledge of others on {themes}; with results: {results}. Those that state results come first, then"
            " those with a report, each with the nearest city first.",
            "{count} pledges of others on {themes}; with results: {results}. Those that state results come first, then"
            " those with a report, each with the nearest city first.",
            len(rows),
        )
    named = listing([label(filtered.dataset, "theme", code) for code in codes])
    results = int(rows["results_summary"].notna().sum())
    return template.format(count=number(len(rows)), themes=named, results=number(results))


def city_choices(filtered: FilteredData, numbers: list[str]) -> dict[str, str]:
    """Cities of the world by their GeoNames number, each with its country and inhabitants."""
    cities = world_cities().loc[numbers]
    template = _("{name}, {country} ({people} inhabitants)")
    return {
        str(row.Index): template.format(
            name=row.name, country=label(filtered.dataset, "iso3", str(row.iso3)), people=number(row.population)
        )
        for row in each_row(cities)
    }
