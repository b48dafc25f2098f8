"""Exhibits of gaps: need against pledges, the representation ratio, and who ranks where."""

import pandas as pd

from analytics.charts import gaps as charts
from analytics.charts.maps import ratio_map
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.exhibits.gaps import claims, wording
from analytics.exhibits.gaps.tables import compared_once, every_gap, every_rank, gap_table, shown_gaps
from analytics.exhibits.places.menus import map_window
from analytics.exhibits.table import Table
from analytics.measures.gaps import Comparison, people_without_region, ways_of
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, cached_by_language, listing, ngettext, number, pgettext

RANKED_SHOWN = 15
BELOW_SHOWN = 12
ABOVE_SHOWN = 6
"""Of countries, those furthest below and furthest above their share; the table has all."""


def need_against_pledges(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """Every place by its need and its pledges."""
    table, counted = every_gap(filtered, places, comparison), wording.counted_in_sentence(comparison)
    return Exhibit(
        name=f"need-pledges-{places}-{comparison.counted}",
        finding=claims.gap_finding(filtered, table, places, comparison),
        scope=_scope(filtered, places, comparison),
        figure=charts.need_scatter(table, wording.counted_names()[comparison.counted]),
        alt_text=claims.gap_alt_text(filtered, table, comparison),
        how_to_read=_(
            "Each dot is a place: further right, more people in need; further up, more {counted}. Both scales multiply"
            " by ten at equal steps; places with few people share the column at the left. Places at zero are in"
            " the sand-coloured band, spread out so that they can be seen. On the dotted line these are in"
            " proportion to need; below it they are fewer. Orange marks the ten largest differences of"
            " shares. Need is known for countries only: it says nothing about a single city."
        ).format(counted=counted),
        on_slide=_(
            "Each dot is a place: further right, more people in need, ten times as many at equal steps; further up,"
            " more {counted}. On the line these are in proportion to need; below it they are fewer. Orange marks"
            " the ten largest differences of shares. Need is known for countries only: it says nothing about a single"
            " city."
        ).format(counted=counted),
        table=gap_table(filtered, places, comparison),
        headings=_headings(places, comparison),
        source=_source(filtered, places, comparison),
        recipe=_recipe("need_pledges", comparison, places=places),
    )


def representation(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """The representation ratio of every region, or of the countries furthest below and above their share."""
    drawn = shown_gaps(filtered, places, comparison)
    finding = claims.ratio_finding(filtered, drawn, places, comparison)
    if places == "country":
        known = drawn[drawn["gap"].notna()].sort_values(["gap", "place"], ascending=[False, True])
        # Those named may be small, and so not among the largest differences.
        named = known[known["place"].isin([place for place, _ratio in finding.facts.get("ends", ())])]
        furthest = [known[known["gap"] > 0].head(BELOW_SHOWN), known[known["gap"] < 0].tail(ABOVE_SHOWN)]
        drawn = pd.concat([*furthest, named]).drop_duplicates("place")
    drawn = drawn.sort_values(["ratio", "gap", "place"], ascending=[True, False, True])
    figure = charts.ratio_bars(drawn, _("Representation ratio"))
    ratios = [
        f"{row.name} {value.text or number(round(value.number or 0, 2))}"
        for row, value in zip(figure.rows, figure.series[0].values, strict=True)
    ]
    counted = wording.counted_in_sentence(comparison)
    return Exhibit(
        name=f"representation-{places}-{comparison.counted}",
        finding=finding,
        scope=_scope(filtered, places, comparison),
        figure=figure,
        alt_text=_("Representation ratio: {list}.").format(list=listing(ratios, last="and") or _("none")),
        how_to_read=_(
            "The ratio is the share of {counted} divided by the share of need: 1 is in proportion, ×2 twice as many as"
            " need would suggest, ÷2 half as many. Steps to the left and right are alike. A place with people in"
            " need and none of them has no ratio that fits such a scale: its pale bar runs to the edge."
            " Colours are those of the map."
        ).format(counted=counted),
        on_slide=_(
            "The ratio is the share of {counted} divided by the share of need: 1 is in proportion, 2 twice as many as"
            " need would suggest, 0.5 half as many. Steps to the left and right are alike. A place with people in"
            " need and none of them has no ratio that fits such a scale, and so no bar. Colours are those of the map."
        ).format(counted=counted),
        table=gap_table(filtered, places, comparison),
        headings=_headings(places, comparison),
        source=_source(filtered, places, comparison),
        recipe=_recipe("representation", comparison, places=places),
    )


def gap_strip(filtered: FilteredData, comparison: Comparison) -> Exhibit:
    """The share of people of each region beside its share of pledges, the largest difference first."""
    table = shown_gaps(filtered, "region", comparison)
    # Where nothing was pledged there is no difference, and people alone give the order.
    table = table.sort_values(["gap", "need_share", "place"], ascending=[False, False, True], ignore_index=True)
    drawn = table.assign(note=[claims.people_and_pledges(filtered, row, comparison) for row in each_row(table)])
    known = table[table["need_share"].notna()]
    whole, once = float(known["pledges"].sum()), compared_once(filtered, table, comparison)
    names = wording.strip_names(comparison.need, float(known["people"].sum()), once)
    figure = charts.share_strip(drawn, *names, whole)
    return Exhibit(
        name=f"gap-strip-{comparison.need.kind}",
        finding=claims.gap_finding(filtered, table, "region", comparison),
        scope=_scope(filtered, "region", comparison),
        figure=figure,
        alt_text=claims.strip_alt_text(figure),
        how_to_read=_(
            "Each row is a region: the dot is its share of people, the diamond its share of pledges, and the line the"
            " difference between them. Rows in which the dot is furthest to the right of the diamond are on top. A"
            " hollow mark is zero; “no data” means that no country of the region has a figure. Shares are of the"
            " regions that have one."
        ),
        on_page=_("A click on a row makes the page about that region."),
        on_slide=_(
            "Each row is a region with two bars: its share of people and its share of pledges. Regions whose share of"
            " people is furthest above their share of pledges are on top. “No data” means that no country of the region"
            " has a figure. Shares are of the regions that have one."
        ),
        table=table.drop(columns="facts"),
        headings=_headings("region", comparison),
        source=_source(filtered, "region", comparison),
        recipe=Recipe("gap_strip", (("need", comparison.need.kind),)),
    )


def gap_ranking(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """Much need, few or no pledges: the first ranks, each with its range over all definitions."""
    table = every_rank(filtered, places, comparison)
    first = (table[table["gap"] > 0] if comparison.order == "difference" else table).head(RANKED_SHOWN)
    order = wording.rank_orders()[comparison.order]
    ranks = (
        (_("{rank} {place} (between {best} and {worst})") if row.best < row.worst else _("{rank} {place}")).format(
            rank=number(row.rank), place=row.label, best=number(row.best), worst=number(row.worst)
        )
        for row in each_row(first)
    )
    suffix = "" if comparison.order == "difference" else f"-{comparison.order}"
    return Exhibit(
        name=f"gap-ranking-{places}-{comparison.counted}{suffix}",
        finding=claims.rank_finding(filtered, table, places, comparison),
        # Shares are of every place compared, those without a rank too.
        scope=_scope(
            filtered,
            places,
            comparison,
            _("Ranked by: {order}").format(order=order),
        ),
        figure=charts.rank_ranges(
            first.assign(note=[claims.people_and_pledges(filtered, row, comparison) for row in each_row(first)])
        ),
        alt_text=_("{order}: {list}.").format(order=order, list="; ".join(ranks) or _("none")),
        how_to_read=_(
            "The dot is the rank in the order chosen. The line runs from the first to the last rank among the {ways}"
            " ways of counting the same need: its data series, each with pledges, pledges counted fractionally and"
            " governments where the order depends on them. A long line means that the rank depends on the way of"
            " counting: quote it with its range. A difference of shares puts large places first, and so do people for"
            " each pledge where pledges are few; people for each million inhabitants do not. What a scheme puts into no"
            " region has no rank."
        ).format(ways=number(len(ways_of(comparison)))),
        table=table.drop(columns="facts"),
        headings={"rank": _("Rank"), "best": _("First rank"), "worst": _("Last rank"), "tried": _("Ways of counting")}
        | _headings(places, comparison),
        source=_source(filtered, places, comparison),
        recipe=_recipe("ranking", comparison, places=places, order=comparison.order),
    )


def gap_map(filtered: FilteredData, comparison: Comparison) -> Exhibit:
    """The representation ratio of every country on the map."""
    table = every_gap(filtered, "country", comparison)
    drawn = table.rename(columns={"place": "iso3", "label": "name"})
    none = wording.none_label(filtered, comparison)
    return Exhibit(
        name=f"map-representation-{comparison.counted}",
        finding=claims.map_finding(filtered, table, comparison),
        scope=_scope(filtered, "country", comparison),
        figure=ratio_map(drawn, none, map_window(filtered)),
        alt_text=_(
            "World map of the representation ratio. Countries with a ratio above 0 and up to 0.8: {below}; above 1.25:"
            " {above}. {absence}: {none}."
        ).format(
            absence=none,
            none=number(int((table["state"] == "none").sum())),
            below=number(int((table["ratio"].between(0, 0.8, inclusive="right")).sum())),
            above=number(int((table["ratio"] > 1.25).sum())),
        ),
        how_to_read=_(
            "Orange: fewer {counted} than the country’s share of need; blue: more; green: in proportion. Sand: people"
            " in need, and “{none}”; grey: need is unknown; palest: nobody in need, or outside the selection. Need is"
            " known for countries only: it says nothing about a single city."
        ).format(counted=wording.counted_in_sentence(comparison), none=none),
        table=gap_table(filtered, "country", comparison),
        headings={**_headings("country", comparison), "state_label": pgettext("what is known of a place", "State")},
        source=source_line(filtered, wording.need_source(filtered, comparison), wording.counting_note(comparison)),
        recipe=_recipe("gap_map", comparison),
    )


def no_data_list(filtered: FilteredData, places: str, comparison: Comparison) -> Table:
    """Who is listed and not ranked, and why: `label`, `pledges`, `why`."""
    table = every_gap(filtered, places, comparison)
    listed = table["state"] == "no_data"
    if places == "country":
        # An area counted with another country is listed where the selection is about it.
        listed |= (table["basis"] == "in_serbia") & table["place"].isin(filtered.selected_countries()["iso3"])
        why = table["basis"].map(wording.basis_names(filtered)).fillna(wording.no_figure(filtered, comparison.need))
    else:
        why = wording.no_figure(filtered, comparison.need)
    counted = wording.counted_names()[comparison.counted]
    headings = {"label": _place_heading(places), "pledges": counted, "why": _("Why it has no rank")}
    return Table(table.assign(why=why).loc[listed, list(headings)].sort_values("label", ignore_index=True), headings)


def _place_heading(places: str) -> str:
    return _("Country or area") if places == "country" else _("Region")


def _recipe(kind: str, comparison: Comparison, **more: str) -> Recipe:
    need = comparison.need
    return Recipe(kind, (("need", need.kind), ("idps", need.idps), ("counted", comparison.counted), *more.items()))


def _scope(filtered: FilteredData, places: str, comparison: Comparison, more: str = "") -> str:
    scope = scope_line(filtered, wording.comparison_name(comparison))
    return " ".join(filter(None, [scope, _counted_twice(filtered, places, comparison), more]))


@cached_by_language(maxsize=64)
def _counted_twice(filtered: FilteredData, places: str, comparison: Comparison) -> str:
    """How many pledges are compared, if not all of the selection, and how often they are counted, if more than once."""
    if comparison.counted == "governments":
        return ""
    table = every_gap(filtered, places, comparison)
    times = round(table["pledges"][table["people"].notna()].sum())
    pledges = compared_once(filtered, table, comparison)
    if comparison.counted == "pledges" and times != pledges:
        text = ngettext(
            "{pledges} pledge is in the places compared, counted {times} times: a joint pledge counts in each of its"
            " places.",
            "{pledges} pledges are in the places compared, counted {times} times: a joint pledge counts in each of its"
            " places.",
            pledges,
        )
    elif 0 < pledges < filtered.count():
        text = ngettext(
            "{pledges} pledge is in the places compared.", "{pledges} pledges are in the places compared.", pledges
        )
    else:
        return ""
    return text.format(pledges=number(pledges), times=number(times))


def _source(filtered: FilteredData, places: str, comparison: Comparison) -> str:
    source = wording.need_source(filtered, comparison, places)
    elsewhere = people_without_region(filtered, comparison.need) if places == "region" else 0
    more = _("{people} are in countries without a region here.")
    more = more.format(people=wording.people_words(comparison.need, elsewhere))
    return source_line(filtered, source, wording.counting_note(comparison), more if elsewhere else "")


def _headings(places: str, comparison: Comparison) -> dict[str, str]:
    own = {"unknown": _("Member states without a figure")}
    if places == "country":
        own = {"basis_label": _("Whose figure")}
    pledge_share, per_pledge = _("Share of pledges (0 to 1)"), _("People for each pledge")
    gap = _("Share of need minus share of pledges")
    if comparison.counted == "governments":
        gap = _("Share of need minus share of governments that pledged")
        pledge_share = _("Share of governments that pledged (0 to 1)")
        per_pledge = _("People for each government that pledged")
    return {
        "label": _place_heading(places),
        "people": wording.need_name(comparison.need),
        "pledges": wording.counted_names()[comparison.counted],
        "need_share": _("Share of need (0 to 1)"),
        "pledge_share": pledge_share,
        "ratio": _("Representation ratio"),
        "gap": gap,
        "per_pledge": per_pledge,
        "per_million": _("People for each million inhabitants"),
        **own,
    }
