"""What comparisons of need and pledges show, in one sentence each."""

from typing import Any

import pandas as pd

from analytics.charts.description import Bars
from analytics.exhibits.claims import Claim, does_not_apply, looking_for
from analytics.exhibits.gaps.wording import none_label, people_words, pledges_found
from analytics.exhibits.regions import place_in_sentence
from analytics.measures.coverage import RESIDUAL_REGIONS, shown_regions
from analytics.measures.gaps import Comparison, counted_once
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import is_small
from analytics.words import _, listing, ngettext, number, percent, short_number

NAMED = 3
"""Places named where several share the first rank."""


def nothing_to_compare(filtered: FilteredData) -> Claim:
    """Where no pledge of the selection is in a place with a figure for need, or only networks are chosen."""
    nowhere = _("No pledge of this selection is in a place with a figure for need")
    return Claim("nothing_to_say", nowhere if filtered.selection.can_have_places() else does_not_apply())


def only_place(filtered: FilteredData, places: str, code: str) -> Claim:
    """Where a single place is left: its shares are of itself."""
    sentence = _("There is nothing to compare {place} with here")
    return Claim("nothing_to_say", sentence.format(place=place_in_sentence(filtered, places, code)))


def gap_finding(filtered: FilteredData, table: pd.DataFrame, places: str, comparison: Comparison) -> Claim:
    """The place whose share of need is furthest above its share of pledges: how many people, how few pledges."""
    known = table[table["gap"].notna()]
    if known.empty:
        return nothing_to_compare(filtered)
    if len(known) == 1:
        return only_place(filtered, places, known.iloc[0]["place"])
    ranked = known[~known["place"].isin(RESIDUAL_REGIONS)]
    if ranked["gap"].max() <= 0:
        return _nobody_behind(places)
    top = ranked.loc[ranked["gap"].idxmax()]
    whole = counted_once(filtered, known["place"], comparison)
    template = _("Largest difference: {place}, with {people}; {none}")
    if top["state"] != "none":
        # For translators: {people} is "12M displaced people", {found} "2 of 40 pledges" or "2 of 40 governments that
        # pledged".
        template = _("Largest difference: {place}, with {people} ({share} of those compared) and {found}")
    found = ngettext("{pledges} of {whole} pledge", "{pledges} of {whole} pledges", whole)
    if comparison.counted == "governments":
        found = ngettext(
            "{pledges} of {whole} government that pledged", "{pledges} of {whole} governments that pledged", whole
        )
    sentence = template.format(
        place=place_in_sentence(filtered, places, top["place"]),
        share=percent(top["need_share"]),
        people=people_words(comparison.need, top["people"]),
        found=found.format(pledges=number(round(top["pledges"], 1)), whole=number(whole)),
        none=pledges_found(filtered, comparison, 0),
    )
    return Claim(
        "largest_difference",
        looking_for(filtered, sentence),
        place=top["place"],
        people=float(top["people"]),
        pledges=float(top["pledges"]),
        whole=whole,
        places=places,
        comparison=comparison,
    )


def _nobody_behind(places: str) -> Claim:
    if places == "country":
        return Claim("nothing_to_say", _("No place has fewer pledges than its share of need"))
    return Claim("nothing_to_say", _("No region has fewer pledges than its share of need"))


def gap_alt_text(filtered: FilteredData, table: pd.DataFrame, comparison: Comparison) -> str:
    """The scatter in one sentence: how many places, how many without a pledge, the largest of those."""
    compared = table[table["state"].isin(["value", "none"])]
    none = compared[compared["state"] == "none"]
    sentence = ngettext(
        "Need and pledges of {places} place with people in need. {absence}: {none}.",
        "Need and pledges of {places} places with people in need. {absence}: {none}.",
        len(compared),
    ).format(
        places=number(len(compared)),
        absence=none_label(filtered, comparison),
        none=number(len(none)),
    )
    if none.empty:
        return sentence
    largest = ", ".join(
        f"{row.label} ({short_number(row.people)})" for row in each_row(none.loc[none["people"].nlargest(3).index])
    )
    return sentence + " " + _("Most people among these: {list}.").format(list=largest)


def ratio_finding(filtered: FilteredData, bars: pd.DataFrame, places: str, comparison: Comparison) -> Claim:
    """Who is furthest below and who is furthest above its share, of those with a pledge."""
    pledging = bars[bars["ratio"].notna() & (bars["state"] == "value")]
    known = pledging[~pledging["place"].isin(RESIDUAL_REGIONS)]
    if len(pledging) and (known.empty or len(bars[bars["gap"].notna()]) == 1):
        return only_place(filtered, places, pledging.iloc[0]["place"])
    by_government = comparison.counted == "governments"
    pledges = counted_once(filtered, bars["place"][bars["need_share"].notna()], comparison)
    if pledges > 0 and is_small(pledges):
        few = _("Too few pledges for shares: {pledges}")
        if by_government:
            few = _("Too few governments that pledged for shares: {pledges}")
        return Claim("nothing_to_say", few.format(pledges=number(pledges)))
    if known.empty:
        return nothing_to_compare(filtered)
    low, high = known.loc[known["ratio"].idxmin()], known.loc[known["ratio"].idxmax()]
    one = _("The share of pledges is {ratio} times the share of need in {place}")
    both = _("The share of pledges is {below} of the share of need in {low}, and {above} times it in {high}")
    if by_government:
        one = _("The share of governments that pledged is {ratio} times the share of need in {place}")
        both = _(
            "The share of governments that pledged is {below} of the share of need in {low}, and {above} times it in"
            " {high}"
        )
    if low["ratio"] >= 1 or high["ratio"] <= 1:
        ends = [high if low["ratio"] >= 1 else low]
        sentence = one.format(place=_end(filtered, places, ends[0], comparison), ratio=_times(ends[0]["ratio"]))
    else:
        ends = [low, high]
        sentence = both.format(
            low=_end(filtered, places, low, comparison),
            below=percent(low["ratio"]),
            high=_end(filtered, places, high, comparison),
            above=_times(high["ratio"]),
        )
    told = tuple((end["place"], float(end["ratio"])) for end in ends)
    return Claim("ratios", sentence, ends=told, places=places, comparison=comparison)


def _end(filtered: FilteredData, places: str, row: pd.Series, comparison: Comparison) -> str:
    """An extreme with its pledges, since a ratio of hundreds may be one pledge."""
    # For translators: {place} stands after "in", {found} is "2 pledges" or "1 local government that pledged".
    return _("{place}, with {found}").format(
        place=place_in_sentence(filtered, places, row["place"]),
        found=pledges_found(filtered, comparison, row["pledges"]),
    )


def _times(ratio: float) -> str:
    return number(round(ratio, 2 if ratio < 1 else 1 if ratio < 10 else 0))


def rank_finding(filtered: FilteredData, table: pd.DataFrame, places: str, comparison: Comparison) -> Claim:
    """Who ranks first in the order chosen, and how far that depends on ways of counting the same need."""
    residual = [code for code in shown_regions(filtered) if code in RESIDUAL_REGIONS]
    if table.empty and places == "region" and residual:
        return only_place(filtered, places, residual[0])
    if table.empty:
        return nothing_to_compare(filtered)
    if len(table) == 1:
        return only_place(filtered, places, table.iloc[0]["place"])
    if comparison.order == "difference" and table["gap"].max() <= 0:
        return _nobody_behind(places)
    first = table[table["rank"] == 1]
    top = first.iloc[0]
    values = {
        "first": tuple(first["place"]),
        "best": int(top["best"]),
        "worst": int(top["worst"]),
        "places": places,
        "comparison": comparison,
    }
    if len(first) > 1:
        names = [place_in_sentence(filtered, places, code) for code in first["place"].head(NAMED)]
        sentence = _("{count} places share the first rank, among them {names}")
        sentence = sentence.format(count=number(len(first)), names=listing(names, last="and"))
        return Claim("rank", looking_for(filtered, sentence), **values)
    sentence = order_words(comparison).format(
        place=place_in_sentence(filtered, places, top["place"]),
        people=people_words(comparison.need, top["people"]),
        pledges=pledges_found(filtered, comparison, top["pledges"]),
        each=short_number(top["per_million"]) if comparison.order == "per_million" else "",
    )
    if top["tried"] > 1:
        told = _("{sentence}. By other ways of counting the same need it ranks between {best} and {worst}")
        if top["best"] == top["worst"]:
            told = _("{sentence}. It ranks first however the same need is counted")
        sentence = told.format(sentence=sentence, best=number(top["best"]), worst=number(top["worst"]))
    return Claim("rank", looking_for(filtered, sentence), **values)


def order_words(comparison: Comparison) -> str:
    """Who comes first in an order."""
    if comparison.order == "per_pledge" and comparison.counted == "governments":
        return _("Most people per government that pledged: {place}, {people}, {pledges}")
    return {
        "difference": _("Furthest below its share: {place}, {people}, {pledges}"),
        "per_pledge": _("Most people per pledge: {place}, {people}, {pledges}"),
        "per_million": _("Most people per million inhabitants: {place}, {each} ({people} in all), {pledges}"),
    }[comparison.order]


def people_and_pledges(filtered: FilteredData, row: Any, comparison: Comparison) -> str:
    """The line under the name of a place; one without a figure has its pledges alone."""
    pledges = pledges_found(filtered, comparison, row.pledges)
    if pd.isna(row.people):
        return pledges
    if comparison.order == "per_million":
        return _("{each} per million, {pledges}").format(each=short_number(row.per_million), pledges=pledges)
    if comparison.order == "per_pledge":
        by_government = comparison.counted == "governments"
        template = _("{each} per government, {pledges}") if by_government else _("{each} per pledge, {pledges}")
        return template.format(each=short_number(row.per_pledge), pledges=pledges)
    people = people_words(comparison.need, row.people)
    return _("{people}, {pledges}").format(people=people, pledges=pledges)


def strip_alt_text(strip: Bars) -> str:
    """The strip in one sentence: both shares of each region."""
    rows = (
        _("{region} {people} and {pledges}").format(region=row.name, people=people.text, pledges=pledges.text)
        for row, people, pledges in zip(strip.rows, strip.series[0].values, strip.series[1].values, strict=True)
    )
    return _("“{people}” and “{pledges}”: {list}.").format(
        people=strip.series[0].name, pledges=strip.series[1].name, list="; ".join(rows) or _("none")
    )


def map_finding(filtered: FilteredData, table: pd.DataFrame, comparison: Comparison) -> Claim:
    """In how many of the countries with people in need no pledge was found."""
    none, compared = int((table["state"] == "none").sum()), int(table["state"].isin(["none", "value"]).sum())
    if not compared:
        return nothing_to_compare(filtered)
    # For translators: {absence} is "No pledge found", "None in this selection" or "No local government that pledged".
    template = ngettext(
        "{absence} in {none} of {compared} country or area that hosts displaced people",
        "{absence} in {none} of {compared} countries and areas that host displaced people",
        compared,
    )
    if comparison.need.kind == "migrants":
        template = ngettext(
            "{absence} in {none} of {compared} country or area where migrants live",
            "{absence} in {none} of {compared} countries and areas where migrants live",
            compared,
        )
    sentence = template.format(absence=none_label(filtered, comparison), none=number(none), compared=number(compared))
    return Claim(
        "people_without_pledge", looking_for(filtered, sentence), none=none, of=compared, comparison=comparison
    )
