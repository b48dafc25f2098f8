"""One place, or a few without a pledge, beside their region and the world, for where nothing can be ranked."""

from typing import Any

import pandas as pd

from analytics.charts.coverage import bars
from analytics.exhibits.claims import Claim, does_not_apply, looking_for, place_names
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.exhibits.gaps.wording import need_name, need_source, people_words, pledges_found
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, labels, name_in_sentence
from analytics.measures.comparison import REGION, SELECTED, WORLD, place_in_context
from analytics.measures.coverage import RESIDUAL_REGIONS, WITHOUT_REGION, shown_regions
from analytics.measures.gaps import Comparison, gaps_by_country
from analytics.measures.need import Need
from analytics.measures.neighbours import pledging_near
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number, short_number

MOST_NAMED = 3


def is_single_place(filtered: FilteredData, places: str = "region") -> bool:
    """True where the selection covers a single country, or a single region if regions are compared."""
    selection = filtered.selection
    if not (selection.is_limited_to_places() and selection.can_have_places()):
        return False
    if filtered.selected_countries().empty:
        return False
    alone = len(filtered.selected_countries()) == 1
    if places == "country":
        return alone or int((gaps_by_country(filtered, Comparison())["state"] != "outside").sum()) == 1
    return alone or len(shown_regions(filtered)) == 1


def beside_world(filtered: FilteredData, comparison: Comparison) -> Exhibit:
    """What the place hosts for each million inhabitants, beside its region and the world, with what was found."""
    table = place_in_context(filtered, comparison)
    table["label"] = table["scope"].map(_scope_names(filtered))
    table["found"] = [pledges_found(filtered, comparison, row.pledges) for row in each_row(table)]
    measure = _("{need}, for each million inhabitants").format(need=need_name(comparison.need))
    return Exhibit(
        name=f"beside-world-{comparison.need.kind}",
        finding=_finding(filtered, table.iloc[0], comparison),
        scope=scope_line(filtered, measure),
        figure=bars(table.assign(value=_rounded(table["per_million"])), False, measure),
        alt_text=" ".join(_place_words(row, comparison.need) for row in each_row(table)),
        how_to_read=_(
            "One place has no distribution, so its own numbers stand beside those of its region and of the world. The"
            " bar is people for each million inhabitants, in countries with a figure; the table has people, pledges and"
            " people for each pledge. Need is known for countries only: it says nothing about a single city."
        ),
        table=table,
        headings={
            "label": _("Place"),
            "people": need_name(comparison.need),
            "population": _("Inhabitants"),
            "per_million": _("People for each million inhabitants"),
            "pledges": _("Pledges in these places"),
            "per_pledge": _("People for each pledge"),
            "countries": _("Countries and areas"),
            "unknown": _("Of these without a figure"),
        },
        source=source_line(
            filtered,
            need_source(filtered, comparison),
            _("Inhabitants: UN DESA; of the countries with a figure for need."),
        ),
        recipe=Recipe("beside_world", (("need", comparison.need.kind), ("idps", comparison.need.idps))),
    )


def _rounded(per_million: pd.Series) -> pd.Series:
    """Whole people but below one, where a few among many inhabitants would be nobody."""
    return per_million.round().where(per_million >= 1, per_million.round(2))


def _place_words(row: Any, need: Need) -> str:
    if pd.isna(row.people):
        return _("{place}: no figure of its own for people, {found}.").format(place=row.label, found=row.found)
    people = _known_part(people_words(need, row.people, in_full=True), row)
    return _("{place}: {people}, {found}.").format(place=row.label, people=people, found=row.found)


def hosted_words(row: Any) -> str:
    """How many people a place hosts, in short, and for how many of its countries no figure is known."""
    return _known_part(short_number(row.people), row)


def _known_part(people: str, row: Any) -> str:
    template = _("{people} (no figure for {unknown} of {countries} countries and areas)")
    counts = {"unknown": number(row.unknown), "countries": number(row.countries)}
    return template.format(people=people, **counts) if row.unknown else people


def _scope_names(filtered: FilteredData) -> dict[str, str]:
    countries = filtered.selected_countries()
    regions = list(dict.fromkeys(countries[filtered.selection.regions_by].dropna()))
    names = [
        label(filtered.dataset, filtered.selection.regions_by, code) for code in regions if code not in RESIDUAL_REGIONS
    ]
    return {SELECTED: place_name(filtered), REGION: listing(names, last="and"), WORLD: _("World")}


def place_name(filtered: FilteredData, in_sentence: bool = False) -> str:
    """What the places that the selection covers are called together; with articles if `in_sentence`."""
    selection = filtered.selection
    if selection.country:
        codes = list(filtered.selected_countries()["iso3"])
        if len(codes) > MOST_NAMED:
            return _("{count} countries and areas").format(count=number(len(codes)))
        named = name_in_sentence if in_sentence else label
        return listing([named(filtered.dataset, "iso3", code) for code in codes], last="and") or _("No country")
    if selection.region:
        placed = [code for code in selection.region if code not in WITHOUT_REGION]
        return place_names(filtered, placed or list(selection.region), in_sentence)
    return _("the world") if in_sentence else _("World")


def _finding(filtered: FilteredData, row: Any, comparison: Comparison) -> Claim:
    values = {
        "people": row.people,
        "unknown": int(row.unknown),
        "pledges": int(row.pledges),
        "comparison": comparison,
    }
    if not filtered.has_places():
        return Claim("nothing_to_say", does_not_apply())
    place = place_name(filtered, in_sentence=True)
    if pd.isna(row.people):
        template, place = _("{place}: no figure of its own for people in need; {found}"), row.label
    elif comparison.need.kind == "migrants":
        template = _("Migrants living in {place}: {people}; {found}")
    else:
        template = _("Displaced people hosted in {place}: {people}; {found}")
    people = "" if pd.isna(row.people) else _with_rate(row)
    found = pledges_found(filtered, comparison, row.pledges)
    sentence = template.format(place=place, people=people, found=found)
    return Claim("place_beside_world", looking_for(filtered, sentence), **values)


def _with_rate(row: Any) -> str:
    """How many people a place hosts, with what says most of the sum: a country left out, or the rate that bars show."""
    if row.unknown or pd.isna(row.per_million):
        return hosted_words(row)
    rate = number(float(_rounded(pd.Series([row.per_million]))[0]))
    return _("{people} ({rate} for each million inhabitants)").format(people=short_number(row.people), rate=rate)


def members_words(filtered: FilteredData) -> str:
    """How many UN member states the selection covers."""
    members = int(filtered.selected_countries()["un_member"].astype(bool).sum())
    return ngettext(
        "{place}: {count} UN member state in the selection.",
        "{place}: {count} UN member states in the selection.",
        members,
    ).format(place=place_name(filtered), count=number(members))


def members_table(filtered: FilteredData, comparison: Comparison) -> Table:
    """Countries and areas of the selection, most people for their inhabitants first; those outside are not listed.

    People are missing where their number is not known.
    """
    table = gaps_by_country(filtered, comparison)
    table = table[table["state"] != "outside"].sort_values(
        ["per_million", "place"], ascending=[False, True], ignore_index=True
    )
    return table_of(
        place=("", table["place"]),
        label=(_("Country or area"), labels(filtered.dataset, "iso3", table["place"])),
        people=(need_name(comparison.need), table["people"].astype("Int64")),
        per_million=(_("People for each million inhabitants"), _rounded(table["per_million"])),
        pledges=(_("Pledges"), table["pledges"]),
    )


def near_table(filtered: FilteredData) -> Table:
    """Who has pledged in the regions of the selected places."""
    near = pledging_near(filtered)
    return table_of(
        city_id=("", near["city_id"]),
        name=(_("Local government"), near["name"]),
        country=(_("Country"), labels(filtered.dataset, "iso3", near["iso3"])),
        pledges=(_("Pledges, whatever the filters"), near["pledges"]),
    )
