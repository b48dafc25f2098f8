"""The map of pledges, and lists of who is not on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.charts import maps as charts
from analytics.charts.classes import COUNTED, classes_note
from analytics.dataset import NETWORK
from analytics.dataset.shapes import shape_codes
from analytics.exhibits.claims import Claim, does_not_apply, looking_for, none_words
from analytics.exhibits.exhibit import Exhibit, Recipe, people_source, scope_line, source_line
from analytics.exhibits.places.menus import map_measures, map_window
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, name_in_sentence, with_countries
from analytics.measures.coverage import counts_by_country, of_governments
from analytics.measures.headlines import pledger_count, unnamed_count
from analytics.measures.places import (
    FEWEST_PEOPLE,
    country_values,
    government_points,
    highest_rate,
    pledges_at,
    unplaced,
    without_shape,
)
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import whole_text
from analytics.words import _, listing, ngettext, number, pgettext, rate

NAMED = 3
"""Countries that the alternative text of a map names."""


def pledge_map(filtered: FilteredData, measure: str, universe: str, zoom: str = "") -> Exhibit:
    """Countries shaded by the measure and local governments as points; `zoom` is a UN region to show."""
    none = none_words(filtered)
    countries = country_values(filtered, measure, universe)
    countries["state_label"] = countries["state"].map(_state_names(filtered))
    points = government_points(filtered)
    counted = "" if measure == "pledges" else map_measures()[measure]
    points["place"] = with_countries(filtered.dataset, points["name"], points["iso3"])
    return Exhibit(
        name=f"map-{measure}",
        finding=_finding(filtered, countries, measure, len(points)),
        scope=" ".join(filter(None, [scope_line(filtered, counted), _without_dot(filtered)])),
        figure=charts.pledge_map(
            countries.assign(facts=[_facts(row, measure) for row in each_row(countries.fillna({"pledges": 0}))]),
            points.assign(facts=[(_pledges(count),) for count in points["pledges"]]),
            measure,
            none,
            map_window(filtered, zoom),
        ),
        alt_text=_alt_text(countries, points, unplaced(filtered), measure),
        how_to_read=_(
            "{classes} Sand means “{none}”; grey, that the denominator is unknown; the palest grey, that the"
            " place is outside the selection or not among the countries counted. Dots are local governments, larger"
            " with more pledges; those without a known place have none."
        ).format(classes=classes_note(measure), none=none),
        table=countries[countries["state"].ne("outside") | countries["pledges"].gt(0).fillna(False)],
        headings={
            "name": _("Country or area"),
            "pledges": _("Pledges"),
            "governments": _("Local governments"),
            "people": _("People (denominator)"),
            "value": map_measures()[measure],
            "state_label": pgettext("what is known of a place", "State"),
        },
        source=source_line(filtered, people_source(filtered, measure)),
        on_page=_("Who is not on the map is listed beside it."),
        recipe=Recipe("map", (("measure", measure), ("universe", universe), ("zoom", zoom))),
    )


def _without_dot(filtered: FilteredData) -> str:
    """How many local governments have no dot, be they not named or without a known point; empty if none."""
    count = int(unplaced(filtered)["reason"].ne(NETWORK).sum())
    text = ngettext(
        "{count} local government has no dot: its place is not known.",
        "{count} local governments have no dot: their places are not known.",
        count,
    )
    return text.format(count=number(count)) if count else ""


def _state_names(filtered: FilteredData) -> dict[str, str]:
    return {
        "value": _("Has a pledge"),
        "zero": none_words(filtered),
        "no_data": _("No data"),
        "outside": _("Not counted here"),
    }


def _facts(country: Any, measure: str) -> tuple[str, ...]:
    facts = []
    if country.state == "value" and measure not in COUNTED:
        facts.append(f"{map_measures()[measure]}: {rate(country.value)}")
        facts.append(_("Denominator: {people} people").format(people=number(country.people)))
    if country.pledges:
        facts.append(_pledges(country.pledges))
    return tuple(facts)


def _pledges(count: int) -> str:
    return ngettext("{count} pledge", "{count} pledges", int(count)).format(count=number(count))


def _finding(filtered: FilteredData, countries: pd.DataFrame, measure: str, placed: int) -> Claim:
    if not filtered.selection.can_have_places():
        return Claim("nothing_to_say", does_not_apply())
    pledging = int((countries["pledges"] > 0).sum())
    if pledging and measure not in COUNTED and (countries["value"] > 0).any():
        return _highest_rate(filtered, countries, measure)
    if placed and len(filtered.selected_countries()) == 1:
        return _governments_on_map(filtered, placed)
    template = ngettext(
        "Local governments of {count} country have pledged",
        "Local governments of {count} countries have pledged",
        pledging,
    )
    if not replace(filtered.selection, region=(), country=()).is_everything():
        template = ngettext(
            "Pledges by local governments of {count} country",
            "Pledges by local governments of {count} countries",
            pledging,
        )
    sentence = template.format(count=number(pledging))
    if pledging and not pledger_count(filtered, of_governments(filtered.facets)):
        sentence = _("{sentence}; no source names the local governments").format(sentence=sentence)
    if pledging == 0 and filtered.count():
        return Claim("nothing_to_say", _("No pledge of this selection is in a known country"))
    if pledging == 0:
        sentence = _("{none} in any country shown").format(none=none_words(filtered))
        sentence = looking_for(filtered, sentence)
    return Claim("countries_with_pledge", sentence, countries=pledging, gap=filtered.allows_gaps())


def _governments_on_map(filtered: FilteredData, placed: int) -> Claim:
    """How many local governments of a single country are on the map, of those with a pledge, be they named or not."""
    named, not_named = pledger_count(filtered, of_governments(filtered.facets)), unnamed_count(filtered)
    count = named + not_named
    text = _("Where the {count} local governments with a pledge are")
    if count == 1:
        text = _("Where the local government with a pledge is")
    elif placed < count:
        text = _("Local governments with a pledge and a known place: {placed} of {count}")
    sentence = text.format(placed=number(placed), count=number(count))
    return Claim("headline_counts", sentence, governments=named, unnamed=not_named)


def _highest_rate(filtered: FilteredData, countries: pd.DataFrame, measure: str) -> Claim:
    """The country with the highest rate and what it is made of: a rate of few people is one pledge."""
    top, is_of_large = highest_rate(countries)
    # For translators: {value} is a rate, {pledges} "2 pledges", {people} "1,974" or "12M".
    most = {
        "pledges_per_million_displaced": (
            _("Most pledges per million displaced people: {country}, {value} ({pledges}, {people} displaced people)"),
            _(
                "Most pledges per million displaced people, where there are {floor} or more: {country}, {value}"
                " ({pledges}, {people} displaced people)"
            ),
        ),
        "pledges_per_million_people": (
            _("Most pledges per million inhabitants: {country}, {value} ({pledges}, {people} inhabitants)"),
            _(
                "Most pledges per million inhabitants, where there are {floor} or more: {country}, {value} ({pledges},"
                " {people} inhabitants)"
            ),
        ),
    }
    sentence = most[measure][is_of_large].format(
        floor=number(FEWEST_PEOPLE),
        country=name_in_sentence(filtered.dataset, "iso3", top["iso3"]),
        value=rate(top["value"]),
        pledges=_pledges(top["pledges"]),
        people=whole_text(top["people"]),
    )
    return Claim(
        "highest",
        sentence,
        by="iso3",
        measure=measure,
        top=(top["iso3"],),
        value=float(top["value"]),
        pledges=int(top["pledges"]),
        people=float(top["people"]),
        is_of_large=is_of_large,
    )


def _alt_text(countries: pd.DataFrame, points: pd.DataFrame, missing: pd.DataFrame, measure: str) -> str:
    named = countries[countries["value"] > 0]
    if measure not in COUNTED and len(named) and highest_rate(countries)[1]:
        named = named[named["people"] >= FEWEST_PEOPLE]
    return _(
        "World map: {measure}. Highest: {top}. Local governments as dots: {points}; pledging bodies that are not on"
        " the map: {missing}."
    ).format(
        measure=map_measures()[measure],
        top=_highest(named, number if measure in COUNTED else rate) or _("none"),
        points=number(len(points)),
        missing=number(len(missing)),
    )


def _highest(countries: pd.DataFrame, written: Callable[[float], str]) -> str:
    """The three countries with most; where more are level with the third, those are counted and not named."""
    least = countries["value"].nlargest(NAMED).min()
    top = countries[countries["value"] >= least].sort_values("value", ascending=False, kind="stable")
    level = top["value"] == top["value"].min() if len(top) > NAMED else pd.Series(False, index=top.index)
    names = [f"{row.name} {written(row.value)}" for row in each_row(top[~level])]
    if level.any():
        counted = ngettext("{count} country with {value}", "{count} countries with {value} each", level.sum())
        names.append(counted.format(count=number(level.sum()), value=written(top["value"].min())))
    return ", ".join(names)


def unplaced_list(filtered: FilteredData) -> Table:
    """Who is not on the map and why, in words."""
    rows = unplaced(filtered)
    return table_of(
        name=(_("Who pledged"), rows["name"]),
        pledges=(_("Pledges"), rows["pledges"]),
        why=(_("Why it is not on the map"), rows["reason"].map(unplaced_reasons())),
    )


def unplaced_reasons() -> dict[str, str]:
    """Why a pledging body has no point on a map, by reason."""
    return {
        "network": _("A network has no single place"),
        "not_named": _("The source does not name the local government"),
        "unresolved": _("Which place of this name is meant is not known"),
        "wrong_point": _("The coordinates in the data can’t be right"),
        "no_point": _("Its coordinates are not in the data"),
    }


def place_options(filtered: FilteredData) -> dict[str, str]:
    """Every country and government of the selection with its pledges, for readers who do not click on maps."""
    counts, countries = counts_by_country(filtered), filtered.dataset.countries[["iso3", "name"]]
    countries = countries[counts > 0].assign(pledges=counts[counts > 0]).sort_values("name")
    points = government_points(filtered)
    options = {"": _("Choose a place")}
    for row in each_row(countries):
        options[row.iso3] = _("{name} · {count}").format(name=row.name, count=number(row.pledges))
    for row in each_row(points.sort_values("name")):
        options[row.city_id] = _("{name}, {country} · {count}").format(
            name=row.name, country=label(filtered.dataset, "iso3", row.iso3), count=number(row.pledges)
        )
    return options


def place_title(filtered: FilteredData, place: str) -> str:
    """The heading over the pledges of a place."""
    scheme = "iso3" if place in set(filtered.dataset.countries["iso3"]) else "city_id"
    count = len(pledges_at(filtered, place))
    return ngettext("{name}: {count} pledge", "{name}: {count} pledges", count).format(
        name=label(filtered.dataset, scheme, place), count=number(count)
    )


def countries_without_shape(filtered: FilteredData) -> str:
    """Member states counted here that the map is too coarse to draw."""
    names = without_shape(filtered, shape_codes())
    if not names:
        return ""
    return _("Counted, but too small for this map to draw: {names}.").format(names=listing(names, last="and"))
