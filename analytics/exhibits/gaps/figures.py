"""Exhibits of gaps: need against pledges, the representation ratio, and who ranks where."""

from functools import partial

import pandas as pd

from analytics.charts import gaps as charts
from analytics.charts.gap_map import ratio_map, ratio_parts
from analytics.charts.gaps_native import rank_parts, ratio_bar_parts, scatter_parts
from analytics.charts.theme import finished, label_room
from analytics.exhibits.exhibit import Exhibit, disclaimer, scope_line, source_line
from analytics.exhibits.gaps.claims import (
    gap_description,
    gap_finding,
    map_finding,
    pledges_and_people,
    rank_finding,
    ratio_finding,
    ratio_words,
)
from analytics.exhibits.gaps.tables import named_gaps, shown_gaps
from analytics.exhibits.gaps.wording import (
    basis_names,
    comparison_name,
    counted,
    counting_note,
    need_name,
    need_source,
    no_figure,
    none_label,
    orders,
)
from analytics.measures.gaps import (
    Comparison,
    counted_once,
    gaps_by,
    gaps_by_country,
    people_without_region,
    ranked_gaps,
    ways_of,
)
from analytics.measures.need import need_by_country
from analytics.selection import FilteredData
from analytics.words import _, listing, number, short_number

RANKED_SHOWN = 15
UNDER_SHOWN = 12
OVER_SHOWN = 6
"""Of countries, those furthest below and furthest above their share; the table has all."""


def need_against_pledges(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """Every place by its need and its pledges."""
    table = named_gaps(filtered, places, comparison, gaps_by(filtered, places, comparison))
    finding = gap_finding(filtered, table, places, comparison)
    scope = _scope(filtered, table, comparison)
    drawing = 370
    return Exhibit(
        name=f"need-pledges-{places}-{comparison.counted}",
        finding=finding,
        scope=scope,
        figure=finished(
            charts.need_scatter(table, drawing),
            finding,
            scope,
            _source(filtered, places, comparison),
            drawing=drawing,
            left=34,
            foot=48,
        ),
        description=gap_description(filtered, table, comparison),
        reading=_(
            "Each dot is a place: further right, more people in need; further up, more pledges. Both scales multiply by"
            " ten at equal steps; places with few people share the column at the left. Places without a pledge stand in"
            " the sand-coloured band of zero, spread out so that they can be seen. On the dotted line"
            " pledges are in proportion to need; below it they are fewer. Orange marks the ten largest differences of"
            " shares. Need is known for countries only: it says nothing about a single city."
        ),
        table=shown_gaps(table).drop(columns=["hover", "said"]),
        headings=_headings(places, comparison),
        source=_source(filtered, places, comparison),
        native=partial(scatter_parts, table, counted()[comparison.counted]),
        recipe=("need_pledges", *_options(comparison), places),
    )


def representation(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """The representation ratio of every region, or of the countries furthest below and above their share."""
    table = named_gaps(filtered, places, comparison, gaps_by(filtered, places, comparison))
    bars = shown_gaps(table)
    if places == "country":
        known = bars[bars["gap"].notna()].sort_values(["gap", "place"], ascending=[False, True])
        bars = pd.concat([known[known["gap"] > 0].head(UNDER_SHOWN), known[known["gap"] < 0].tail(OVER_SHOWN)])
    bars = bars.sort_values(["ratio", "gap", "place"], ascending=[True, False, True], ignore_index=True)
    compared = float(table.loc[table["need_share"].notna(), "pledges"].sum())
    finding = ratio_finding(filtered, shown_gaps(table), compared, places, comparison)
    scope = _scope(filtered, table, comparison)
    return Exhibit(
        name=f"representation-{places}-{comparison.counted}",
        finding=finding,
        scope=scope,
        figure=finished(
            charts.ratio_bars(bars),
            finding,
            scope,
            _source(filtered, places, comparison),
            drawing=26 * max(len(bars), 2) + 10,
            left=label_room(list(bars["label"]), charts.ROW_LABEL),
            top=24,
        ),
        description=_("Representation ratio: {list}.").format(
            list=listing([f"{row.label} {ratio_words(row)}" for row in bars.itertuples()], last="and") or _("none")
        ),
        reading=_(
            "The ratio is the share of pledges divided by the share of need: 1 is in proportion, ×2 twice the pledges"
            " that need would suggest, ÷2 half of them. Steps to the left and right are alike. A place with people in"
            " need and no pledge has no ratio that fits such a scale: its pale bar runs to the edge."
        ),
        table=shown_gaps(table).drop(columns=["hover", "said"]),
        headings=_headings(places, comparison),
        source=_source(filtered, places, comparison),
        native=partial(ratio_bar_parts, bars, _("Representation ratio")),
        recipe=("representation", *_options(comparison), places),
    )


def gap_ranking(filtered: FilteredData, places: str, comparison: Comparison) -> Exhibit:
    """Much need, few or no pledges: the first ranks, each with its range over all definitions."""
    table = named_gaps(filtered, places, comparison, ranked_gaps(filtered, places, comparison))
    first = table[table["gap"] > 0] if comparison.order == "difference" else table
    first = first.head(RANKED_SHOWN)
    first = first.assign(under=[pledges_and_people(filtered, row, comparison) for row in first.itertuples()])
    finding = rank_finding(filtered, table, places, comparison)
    order = orders()[comparison.order]
    scope = _scope(filtered, table, comparison, _("Ranked by: {order}").format(order=order))
    return Exhibit(
        name="-".join(["gap-ranking", places, comparison.counted, *_order(comparison)]),
        finding=finding,
        scope=scope,
        figure=finished(
            charts.rank_ranges(first),
            finding,
            scope,
            _source(filtered, places, comparison),
            drawing=37 * max(len(first), 2) + 10,
            left=label_room([*first["label"], *first["under"]], charts.RANK_LABEL),
            top=22,
            right=16,
        ),
        description=_("{order}: {list}.").format(
            order=order,
            list="; ".join(
                _("{rank} {place} (between {best} and {worst})").format(
                    rank=number(row.rank), place=row.label, best=number(row.best), worst=number(row.worst)
                )
                for row in first.itertuples()
            )
            or _("none"),
        ),
        reading=_(
            "The dot is the rank in the order chosen. The line runs from the first to the last rank among the {ways}"
            " ways of counting the same need: its data series, each with pledges, pledges in parts and governments"
            " where the order depends on them. A long line means that the rank hangs on the way of counting: quote it"
            " with its range. A difference of shares puts large places first; people for each pledge and for each"
            " million inhabitants do not."
        ).format(ways=number(len(ways_of(comparison)))),
        table=table.drop(columns=["hover", "said"]),
        headings={"rank": _("Rank"), "best": _("First rank"), "worst": _("Last rank"), "tried": _("Ways of counting")}
        | _headings(places, comparison),
        source=_source(filtered, places, comparison),
        native=partial(rank_parts, first),
        recipe=("ranking", *_options(comparison), places, *_order(comparison)),
    )


def _order(comparison: Comparison) -> tuple[str, ...]:
    """The order of a ranking, where it is not the one that decks of the first version mean."""
    return () if comparison.order == "difference" else (comparison.order,)


def gap_map(filtered: FilteredData, comparison: Comparison) -> Exhibit:
    """The representation ratio of every country on the map."""
    table = named_gaps(filtered, "country", comparison, gaps_by_country(filtered, comparison))
    chosen = filtered.chosen
    zoom = chosen.region[0] if chosen.regions_by == "m49_region" and len(chosen.region) == 1 else ""
    finding = map_finding(filtered, table, comparison)
    scope = _scope(filtered, table, comparison)
    source = source_line(filtered, need_source(filtered, comparison), counting_note(comparison))
    drawn = table.rename(columns={"place": "iso3", "label": "name"})
    return Exhibit(
        name=f"map-representation-{comparison.counted}",
        finding=finding,
        scope=scope,
        figure=finished(
            ratio_map(drawn, none_label(filtered, comparison), zoom),
            finding,
            scope,
            f"{source} {disclaimer()}",
            drawing=260,
            foot=104,
        ),
        description=_(
            "World map of the representation ratio. Of countries with a pledge {below} are at 0.8 or below and {above}"
            " above 1.25. {absence}: {none}."
        ).format(
            absence=none_label(filtered, comparison),
            none=number(int((table["state"] == "none").sum())),
            below=number(int((table["ratio"].between(0, 0.8, inclusive="right")).sum())),
            above=number(int((table["ratio"] > 1.25).sum())),
        ),
        reading=_(
            "Orange: fewer pledges than the country's share of need; blue: more; lilac: in proportion. Sand: people in"
            " need, and “{none}”; grey: need is unknown; palest: nobody in need, or outside the selection. Need is"
            " known for countries only: it says nothing about a single city."
        ).format(none=none_label(filtered, comparison)),
        table=shown_gaps(table).drop(columns=["hover", "said"]),
        headings={**_headings("country", comparison), "state_label": _("State")},
        source=source,
        native=partial(ratio_parts, drawn, none_label(filtered, comparison), zoom),
        recipe=("gap_map", *_options(comparison)),
    )


def no_data_list(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """Who is listed and not ranked, and why: `label`, `pledges`, `why`."""
    table = named_gaps(filtered, places, comparison, gaps_by(filtered, places, comparison))
    listed = table["state"] == "no_data"
    if places == "country":
        # An area counted with another country is listed where the selection is about it.
        listed |= (table["basis"] == "in_serbia") & table["place"].isin(filtered.asked()["iso3"])
        table["why"] = table["basis"].map(basis_names(filtered)).fillna(no_figure(filtered, comparison.need))
    else:
        table["why"] = no_figure(filtered, comparison.need)
    return table.loc[listed, ["label", "pledges", "why"]].sort_values("label", ignore_index=True)


def no_data_headings(places: str) -> dict[str, str]:
    """Columns of the list of who is not ranked."""
    return {"label": _place_heading(places), "pledges": _("Pledges"), "why": _("Why it has no rank")}


def _place_heading(places: str) -> str:
    return _("Country or area") if places == "country" else _("Region")


def _options(comparison: Comparison) -> tuple[str, ...]:
    return (comparison.need.kind, comparison.need.idps, comparison.counted)


def _scope(filtered: FilteredData, compared: pd.DataFrame, comparison: Comparison, more: str = "") -> str:
    said = [scope_line(filtered, comparison_name(comparison)), _counted_twice(filtered, compared, comparison), more]
    return " ".join(filter(None, said))


def _counted_twice(filtered: FilteredData, compared: pd.DataFrame, comparison: Comparison) -> str:
    """Says how often pledges are counted, where joint ones stand in several places and so more than once."""
    if comparison.counted != "pledges":
        return ""
    known = compared[compared["people"].notna() & compared["pledges"].notna()]
    times, pledges = round(known["pledges"].sum()), counted_once(filtered, known["place"], comparison)
    if times == pledges:
        return ""
    return _("{pledges} pledges counted {times} times: a joint pledge counts in each of its places.").format(
        pledges=number(pledges), times=number(times)
    )


def _source(filtered: FilteredData, places: str, comparison: Comparison) -> str:
    bases = need_by_country(filtered.dataset.countries, comparison.need).set_index("iso3")["basis"]
    loose = people_without_region(filtered, comparison.need) if places == "region" else 0
    note = (
        _("{people} people live in countries without a region here.").format(people=short_number(loose))
        if loose
        else ""
    )
    return " ".join(
        part
        for part in (
            source_line(filtered, need_source(filtered, comparison, bases if places == "country" else None)),
            counting_note(comparison),
            note,
        )
        if part
    )


def _headings(places: str, comparison: Comparison) -> dict[str, str]:
    own = (
        {"basis_label": _("Whose figure")} if places == "country" else {"unknown": _("Member states without a figure")}
    )
    return {
        "label": _place_heading(places),
        "people": need_name(comparison.need),
        "pledges": counted()[comparison.counted],
        "need_share": _("Share of need (0 to 1)"),
        "pledge_share": _("Share of governments that pledged (0 to 1)")
        if comparison.counted == "governments"
        else _("Share of pledges (0 to 1)"),
        "ratio": _("Representation ratio"),
        "gap": _("Share of need minus share of pledges"),
        "per_pledge": _("People for each government that pledged")
        if comparison.counted == "governments"
        else _("People for each pledge"),
        "per_million": _("People for each million inhabitants"),
        **own,
    }
