"""The exhibit of published figures over time beside our own counts."""

from dataclasses import replace

import pandas as pd

from analytics.charts.parts import published_bars as published_chart
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit, Recipe, source_line
from analytics.facets import Facets
from analytics.labels import labels
from analytics.measures.published import OF_THE_CALL, published_timeline
from analytics.rows import each_row
from analytics.selection import FilteredData, everything
from analytics.words import _, cached_by_language, day, day_as_stated, number, pgettext


def counting_names() -> dict[str, str]:
    """What each count beside a published figure is."""
    return {
        "ours": _("Ours by then"),
        "perhaps": _("Perhaps by then"),
        "undated": _("Ours, undated"),
        "published": _("Published"),
    }


def published_bars(filtered: FilteredData) -> Exhibit:
    """What was published of the Call, beside what the data would say on the same day, unit by unit."""
    note = _("Published figures: see the table for publisher and address of each.")
    return replace(_of_all(filtered.facets), source=source_line(filtered, note))


@cached_by_language(maxsize=8)
def _of_all(facets: Facets) -> Exhibit:
    """The exhibit without its source line: all else is the same under any selection."""
    filtered = everything(facets)
    table = published_timeline(facets)
    order = {unit: position for position, unit in enumerate(dict.fromkeys(OF_THE_CALL.values()))}
    table = table.sort_values(["unit", "day"], key=lambda each: each.map(order) if each.name == "unit" else each)
    table = table.reset_index(drop=True)
    table["panel"] = labels(filtered.dataset, "figure_unit", table["unit"])
    table["date"] = table["published_on"].map(day_as_stated)
    table["why"] = table["figure_id"].map(why())
    names = counting_names()
    return Exhibit(
        name="published-figures",
        finding=_last_difference(table),
        scope=_("All pledges of the data, whatever is selected, as of {day}.").format(day=day(filtered.dataset.as_of)),
        figure=published_chart(table, names),
        alt_text=_("Published figures of the Call and our counts by the same day: {list}.").format(
            list="; ".join(
                _("{date}: {published}, ours {ours} to {most}").format(
                    date=row.date, published=row.label, ours=number(row.ours), most=number(row.ours + row.perhaps)
                )
                for row in each_row(table)
            )
        ),
        how_to_read=_(
            "Each unit has its own scale: actions, pledges, cities and countries are different things. Our count takes"
            " pledges announced (or, where that is not stated, started or reported on) by the day; “perhaps” are those"
            " whose date is a whole year or month that the day falls in; undated ones have no date at all. Values are"
            " the bare numbers of texts that often say “over” or “more than”."
        ),
        table=table,
        headings={
            "panel": _("Unit"),
            "date": pgettext("date of publication", "On"),
            "label": _("Published"),
            "scope": _("Population"),
            "publisher": _("Publisher"),
            **{count: names[count] for count in names if count != "published"},
            "why": _("Why they differ"),
            "source_url": _("Address"),
        },
        source="",
        recipe=Recipe("published"),
    )


def _last_difference(table: pd.DataFrame) -> Claim:
    pledges = table[table["unit"] == "pledges"]
    if pledges.empty:
        return Claim("nothing_to_say", _("Published figures of the Call and what these data hold"))
    last = pledges.iloc[-1]
    # For translators: {figure} is what the publisher says, "More than 124 pledges".
    sentence = _("{date}: “{figure}” published; in these data {ours} dated by then and {undated} undated").format(
        date=last["date"],
        figure=last["label"],
        ours=number(last["ours"]),
        undated=number(last["undated"]),
    )
    return Claim(
        "published_beside_ours",
        sentence,
        published=float(last["value"]),
        ours=int(last["ours"]),
        undated=int(last["undated"]),
    )


def why() -> dict[str, str]:
    """Why each published figure and our count differ, by what the figure is of."""
    collected = _(
        "Actions collected in 2022; ours are pledges with a page of their own, many of them dated later or not at all."
    )
    return {
        "cta-2023-over100": _(
            "Pledges brought to one forum, whenever made; for part of them no page was found, and some pages give no"
            " date."
        ),
        "cta-2024-pledges": _(
            "Pledges of local and regional governments since 2022; ours include those of networks and of earlier years,"
            " as far as a page with a date was found."
        ),
        "lc-2025-pledges": _("All pledges; for part of them no page was found, and some pages give no date."),
        "cta-2022-over70": collected,
        "cta-2022-actions": collected,
        "lc-2025-cities": _(
            "Cities behind all pledges; ours are local governments of every kind, of the pledges found with a date."
        ),
        "cta-2022-countries": _(
            "Countries of 47 governments and associations; ours are those of governments alone, of the pledges"
            " found with a date."
        ),
        "lc-2025-countries": _("Countries of the 47 cities; for part of those no page was found."),
    }
