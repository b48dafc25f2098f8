"""What comparisons of need and pledges show, in one sentence each."""

from typing import Any

import pandas as pd

from analytics.charts.coverage import SMALL
from analytics.exhibits.need_words import pledge_words
from analytics.measures.gaps import Comparison
from analytics.words import _, number, percent, short_number


def nothing_to_compare() -> str:
    """Where no pledge of the selection is in a place with a figure for need."""
    return _("No pledge of this selection is in a place with a figure for need")


def one_alone(place: str) -> str:
    """Where a single place is left: its shares are of itself."""
    return _("{place} stands alone here: nothing to compare it with").format(place=place)


def gap_finding(table: pd.DataFrame, comparison: Comparison) -> str:
    """The place with the largest gap: who has how many people and how few pledges."""
    known = table[table["gap"].notna()]
    if known.empty:
        return nothing_to_compare()
    if len(known) == 1:
        return one_alone(known.iloc[0]["label"])
    if known["gap"].max() <= 0:
        return _("No place has fewer pledges than its share of need")
    top = known.loc[known["gap"].idxmax()]
    people = short_number(top["people"])
    if top["state"] == "none":
        return hosting_words(comparison, top["label"], people)
    said = {
        ("displaced", False): _("{place} has {share} of displaced people ({people}) and {pledges} of {whole} pledges"),
        ("migrants", False): _("{place} has {share} of migrants ({people}) and {pledges} of {whole} pledges"),
        ("displaced", True): _(
            "{place} has {share} of displaced people ({people}) and {pledges} of {whole} governments"
        ),
        ("migrants", True): _("{place}: {share} of migrants ({people}), {pledges} of {whole} governments"),
    }[comparison.need.kind, comparison.counted == "governments"]
    return said.format(
        place=top["label"],
        share=percent(top["need_share"]),
        people=people,
        pledges=number(round(top["pledges"], 1)),
        whole=number(round(known["pledges"].sum())),
    )


def hosting_words(comparison: Comparison, place: str, people: str) -> str:
    """A place with people in need and no pledge."""
    said = {
        ("displaced", False): _("{place} hosts {people} displaced people and has no pledge"),
        ("migrants", False): _("{people} migrants live in {place}, which has no pledge"),
        ("displaced", True): _("{place} hosts {people} displaced people; no named local government there pledged"),
        ("migrants", True): _("{people} migrants live in {place}; no named local government there pledged"),
    }[comparison.need.kind, comparison.counted == "governments"]
    return said.format(place=place, people=people)


def gap_description(table: pd.DataFrame) -> str:
    """The scatter in one sentence: how many places, how many without a pledge, the largest of those."""
    compared = table[table["state"].isin(["value", "none"])]
    none = compared[compared["state"] == "none"].nlargest(3, "people")
    return _(
        "Need against pledges in {places} places with people in need: {none} have no pledge, the largest {list}."
    ).format(
        places=number(len(compared)),
        none=number(int((compared["state"] == "none").sum())),
        list=", ".join(f"{row.label} ({short_number(row.people)})" for row in none.itertuples()) or _("none"),
    )


def ratio_finding(bars: pd.DataFrame, pledges: float) -> str:
    """Who is furthest below and who is furthest above its share, of those with a pledge; `pledges` are all compared."""
    if 0 < pledges < SMALL:
        return _("Too few pledges for shares: {pledges}").format(pledges=number(round(pledges, 1)))
    known = bars[(bars["state"] == "value") & bars["ratio"].notna()]
    if known.empty:
        return nothing_to_compare()
    if len(bars[bars["gap"].notna()]) == 1:
        return one_alone(known.iloc[0]["label"])
    low, high = known.loc[known["ratio"].idxmin()], known.loc[known["ratio"].idxmax()]
    if low["ratio"] >= 1 or high["ratio"] <= 1:
        return _("{place} has {ratio} times its share of pledges").format(
            place=high["label"], ratio=number(round(high["ratio"], 2))
        )
    return _("{low} has {below} of its share of pledges, {high} {above} times").format(
        low=low["label"],
        below=percent(low["ratio"]),
        high=high["label"],
        above=number(round(high["ratio"], 1 if high["ratio"] < 10 else 0)),
    )


def ratio_words(row: Any) -> str:
    """The ratio of one place in a list."""
    if row.state == "none":
        return _("no pledge")
    if pd.isna(row.ratio):
        return _("nobody in need") if row.state == "nobody" else _("no data")
    return number(round(row.ratio, 2))


def rank_finding(table: pd.DataFrame, first: pd.DataFrame) -> str:
    """Who ranks first, and how far that hangs on the definition; `first` are the gaps shown of all ranked places."""
    if table.empty:
        return nothing_to_compare()
    if len(table) == 1:
        return one_alone(table.iloc[0]["label"])
    if first.empty:
        return _("No place has fewer pledges than its share of need")
    top = first.iloc[0]
    if top["best"] == top["worst"]:
        return _("{place} has the largest gap, however it is counted").format(place=top["label"])
    return _("{place} has the largest gap; its rank is {best} to {worst} under other definitions").format(
        place=top["label"], best=number(top["best"]), worst=number(top["worst"])
    )


def pledges_and_people(row: Any, comparison: Comparison) -> str:
    """What stands under the name of a ranked place."""
    return _("{people} people, {pledges}").format(
        people=short_number(row.people), pledges=pledge_words(comparison, row.pledges)
    )


def map_finding(table: pd.DataFrame, comparison: Comparison) -> str:
    """How many of the countries with people in need have no pledge."""
    said = {
        ("displaced", False): _("No pledge in {none} of {compared} countries and areas that host displaced people"),
        ("migrants", False): _("No pledge in {none} of {compared} countries and areas where migrants live"),
        ("displaced", True): _("No government pledged in {none} of {compared} countries that host displaced people"),
        ("migrants", True): _("No government pledged in {none} of {compared} countries where migrants live"),
    }[comparison.need.kind, comparison.counted == "governments"]
    return said.format(
        none=number(int((table["state"] == "none").sum())),
        compared=number(int(table["state"].isin(["none", "value"]).sum())),
    )
