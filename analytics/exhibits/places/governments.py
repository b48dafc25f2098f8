"""Local governments and networks: who pledged, who one is, where, and who is near it."""

import re

import pandas as pd

from analytics.charts.maps import point_map
from analytics.exhibits.claims import Claim
from analytics.exhibits.column_names import government_fields
from analytics.exhibits.exhibit import Exhibit, source_line, unfiltered_scope
from analytics.exhibits.places.figures import unplaced_reasons
from analytics.exhibits.table import Table, table_of
from analytics.facets import Facets
from analytics.labels import label, labels, name_in_sentence, with_countries, with_country
from analytics.measures.coverage import NOT_GOVERNMENTS
from analytics.measures.neighbours import neighbours
from analytics.measures.places import why_unplaced
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, ngettext, number


def pledger_names(filtered: FilteredData, with_networks: bool = True) -> dict[str, str]:
    """Every pledging body by government_id, named with its country, in alphabetical order, whatever the filters say.

    Without networks those that no source names are left out too.
    """
    facets = filtered.facets
    governments = facets.dataset.governments
    if not with_networks:
        governments = governments[~governments["kind"].isin(NOT_GOVERNMENTS)]
    pledging = governments[governments["city_id"].isin(facets.dataset.pledge_governments["city_id"])]
    names = with_countries(facets.dataset, pledging["name"], pledging["iso3"])
    return dict(sorted(zip(pledging["city_id"], names, strict=True), key=lambda item: item[1].casefold()))


def government(facets: Facets, government_id: str) -> pd.Series:
    """The row of `governments` with that id; KeyError if there is none."""
    return facets.dataset.governments.set_index("city_id").loc[government_id]


def has_point(facets: Facets, government_id: str) -> bool:
    """True if the government can be shown on a map."""
    return bool(pd.notna(government(facets, government_id)["lat"]))


def government_facts(facets: Facets, government_id: str) -> pd.DataFrame:
    """What is known of a government: `field`, `value`; what no source states is left out."""
    row, dataset, names = government(facets, government_id), facets.dataset, government_fields()
    facts = [
        (names["government_name"], row["government_name"]),
        (_("Kind"), label(dataset, "government_kind", row["kind"])),
        (_("Country"), pd.NA if pd.isna(row["iso3"]) else label(dataset, "iso3", row["iso3"])),
        (names["mayor"], pd.NA if pd.isna(row["mayor"]) else _with_dates_in_words(row["mayor"])),
    ]
    flags = ("mmc_member", "c40_member", "uclg_member", "marrakech_declaration_signatory")
    facts += [(names[flag], _("Yes")) for flag in flags if pd.notna(row[flag]) and bool(row[flag])]
    stated = [(field, str(value)) for field, value in facts if pd.notna(value)]
    return pd.DataFrame(stated, columns=["field", "value"])


def _with_dates_in_words(name: str) -> str:
    """A name with the date of its source, in words.

    >>> _with_dates_in_words("Ada Example (2023-07)")
    'Ada Example (Jul 2023)'
    """
    return re.sub(r"(?<=\()\d{4}(-\d\d){0,2}(?=\)$)", lambda found: day_as_stated(found[0]), name)


def country_figures(facets: Facets, iso3: str) -> pd.DataFrame:
    """The country's figures in words, with their year: `figure`, `people`, `year`; unknown says "no data"."""
    country = facets.dataset.countries.set_index("iso3").loc[iso3]
    figures = {
        "population": (_("Population"), "population_year"),
        "refugees_hosted": (_("Refugees hosted"), "unhcr_year"),
        "asylum_seekers": (_("Asylum-seekers"), "unhcr_year"),
        "other_in_need": (_("Other people in need of international protection"), "unhcr_year"),
        "idps": (_("Internally displaced people (UNHCR)"), "unhcr_year"),
        "migrant_stock": (_("International migrants"), "migrant_stock_year"),
    }
    rows = []
    for figure, (name, dated) in figures.items():
        people = _("no data") if pd.isna(country[figure]) else number(country[figure])
        rows.append((name, people, "–" if pd.isna(country[dated]) else str(int(country[dated]))))
    return pd.DataFrame(rows, columns=["figure", "people", "year"])


def nearby(facets: Facets, government_id: str, regions_by: str) -> Table:
    """Other pledging governments of the country and the region."""
    others = neighbours(facets, government_id, regions_by)
    near = others["same_country"].map({True: _("Same country"), False: _("Same region")})
    return table_of(
        city_id=("", others["city_id"]),
        name=(_("Local government"), others["name"]),
        country=(_("Country"), labels(facets.dataset, "iso3", others["iso3"])),
        pledges=(_("Pledges"), others["pledges"]),
        near=(_("Where"), near),
    )


def government_map(filtered: FilteredData, government_id: str) -> Exhibit:
    """The government's surroundings with its point; `filtered` is the data with its pledges alone."""
    dataset, row = filtered.dataset, government(filtered.facets, government_id)
    name, country = str(row["name"]), label(dataset, "iso3", row["iso3"])
    count = filtered.count()
    finding = ngettext("{name}, {country}: {count} pledge", "{name}, {country}: {count} pledges", count).format(
        name=name, country=country, count=number(count)
    )
    match = label(dataset, "city_match", row["match"])
    table, headings = table_of(
        city_id=("", [government_id]),
        name=(_("Local government"), [name]),
        country=(_("Country"), [country]),
        pledges=(_("Pledges"), [count]),
        lat=(_("Latitude"), [float(row["lat"])]),
        lon=(_("Longitude"), [float(row["lon"])]),
    )
    return Exhibit(
        name="place",
        finding=Claim("profile_of_pledger", finding, pledges=count),
        scope=unfiltered_scope(with_country(dataset, name, row["iso3"])),
        figure=point_map(str(row["iso3"]), country, float(row["lat"]), float(row["lon"]), name),
        alt_text=_("Map of {country} with {name} as a dot.").format(
            country=name_in_sentence(dataset, "iso3", row["iso3"]), name=name
        ),
        how_to_read=_(
            "The country is set off; its whole area is not the government's. How the point was found: {match}."
        ).format(match=match),
        table=table,
        headings=headings,
        source=source_line(filtered),
    )


def why_no_map(facets: Facets, government_id: str) -> str:
    """Why a government has no map."""
    reasons = why_unplaced(facets.dataset).set_axis(facets.dataset.governments["city_id"])
    return unplaced_reasons()[reasons[government_id]]


def pledger_table(filtered: FilteredData) -> Table:
    """Every pledging body of the selection, most pledges first."""
    dataset = filtered.dataset
    counted = dataset.pledge_governments[filtered.government_mask].groupby("city_id")["pledge_id"].nunique()
    rows = dataset.governments[dataset.governments["city_id"].isin(counted.index)]
    rows = rows.assign(pledges=rows["city_id"].map(counted))
    rows = rows.sort_values(["pledges", "name"], ascending=[False, True], ignore_index=True)
    return table_of(
        city_id=("", rows["city_id"]),
        name=(_("Who pledged"), rows["name"]),
        kind=(_("Kind"), labels(dataset, "government_kind", rows["kind"])),
        country=(_("Country"), labels(dataset, "iso3", rows["iso3"])),
        pledges=(_("Pledges"), rows["pledges"]),
    )
