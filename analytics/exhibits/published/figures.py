"""The exhibit of published figures over time beside our own counts, and results as stated."""

from functools import partial

import pandas as pd

from analytics.charts.progress_native import published_parts
from analytics.charts.published import panel_room, published_panels
from analytics.charts.theme import finished, label_room
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit, source_line
from analytics.exhibits.pledges.governments import pledgers
from analytics.labels import labels
from analytics.measures.progress import results_stated
from analytics.measures.published import OF_THE_CALL, published_around, published_timeline
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, number

DATE = 14


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
    table = published_timeline(filtered)
    order = {unit: place for place, unit in enumerate(dict.fromkeys(OF_THE_CALL.values()))}
    table = table.sort_values(["unit", "day"], key=lambda each: each.map(order) if each.name == "unit" else each)
    table = table.reset_index(drop=True)
    table["panel"] = labels(filtered.dataset, "figure_unit", table["unit"])
    table["date"] = table["published_on"].map(day_as_stated)
    table["why"] = [why(row.unit) for row in table.itertuples()]
    names = counting_names()
    finding = _last_difference(table)
    scope = _("All pledges of the data, whatever is selected, as of {day}.").format(day=day(filtered.dataset.as_of))
    drawn = table.rename(columns={"label": "said", "date": "label"})
    left = label_room(list(drawn["label"]), DATE)
    drawing, foot = panel_room(drawn)
    source = source_line(filtered, _("Published figures: see the table for publisher and address of each."))
    figure = finished(
        published_panels(drawn, names, left), finding, scope, source, drawing=drawing, left=left, foot=foot, top=18
    )
    return Exhibit(
        name="published-figures",
        finding=finding,
        scope=scope,
        figure=figure,
        description=_("Published figures of the Call and our counts by the same day: {list}.").format(
            list="; ".join(
                _("{date}: {said}, ours {ours} to {most}").format(
                    date=row.date, said=row.label, ours=number(row.ours), most=number(row.ours + row.perhaps)
                )
                for row in table.itertuples()
            )
        ),
        reading=_(
            "Each unit has its own scale: actions, pledges, cities and countries are different things. Our count takes"
            " pledges announced (or, where that is not stated, started or reported on) by the day; “perhaps” are those"
            " whose date is a whole year or month that the day falls in; undated ones have no date at all. Values are"
            " the bare numbers of texts that often say “over” or “more than”."
        ),
        table=table,
        headings={
            "panel": _("Unit"),
            "date": _("On"),
            "label": _("Published"),
            "scope": _("Population"),
            "publisher": _("Publisher"),
            **{name: said for name, said in names.items() if name != "published"},
            "why": _("Why they differ"),
            "source_url": _("Address"),
        },
        source=source,
        native=partial(published_parts, drawn, names),
        recipe=("published",),
    )


def _last_difference(table: pd.DataFrame) -> Claim:
    pledges = table[table["unit"] == "pledges"]
    if pledges.empty:
        return Claim("nothing_to_say", _("Published figures of the Call and what these data hold"))
    last = pledges.iloc[-1]
    sentence = _(
        "{date}: {published} pledges published; these data hold {ours} dated by then and {undated} undated"
    ).format(
        date=last["date"],
        published=number(last["value"]),
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


def why(unit: str) -> str:
    """Why a published figure of a unit and our count differ."""
    return {
        "pledges": _("For part of the published pledges no page was found, and some pages give no date."),
        "actions": _(
            "A report counted actions; these are pledges with a page of their own, most of them dated later or not at"
            " all."
        ),
        "cities": _("Published of an earlier or narrower group; ours are all local governments with a dated pledge."),
        "countries": _("Countries of the published cities; for part of those no page was found."),
    }[unit]


def published_table(filtered: FilteredData) -> pd.DataFrame:
    """Every published figure about pledges, with unit and population, the Call and the review forums alike."""
    table = published_around(filtered)
    return table.assign(
        published_on=table["published_on"].map(day_as_stated),
        unit=labels(filtered.dataset, "figure_unit", table["unit"]),
    )


def published_headings() -> dict[str, str]:
    """Columns of the published figures."""
    return {
        "published_on": _("On"),
        "label": _("Published"),
        "unit": _("Unit"),
        "scope": _("Population"),
        "publisher": _("Publisher"),
        "source_url": _("Address"),
    }


def results_table(filtered: FilteredData) -> pd.DataFrame:
    """Results in the words of their sources: the columns of `results_stated`, with `who` and `on` in words."""
    table, dataset = results_stated(filtered), filtered.dataset
    stated = table["results_as_of"]
    dates = {each: day_as_stated(each) for each in stated.dropna().unique()}
    return table.assign(who=pledgers(dataset, table["pledge_id"]), on=stated.map(dates))


def results_words(filtered: FilteredData) -> Claim:
    """How many pledges state results, and why they are not added up."""
    table = results_stated(filtered)
    sentence = _(
        "{count} of {of} pledges state results, {dated} of them with a date. They stay words: “over”, estimates and"
        " people counted twice can’t be added up."
    ).format(count=number(len(table)), of=number(filtered.count()), dated=number(table["results_as_of"].notna().sum()))
    return Claim("results_stated", sentence, stated=len(table), of=filtered.count())


def results_headings() -> dict[str, str]:
    """Columns of the results."""
    return {
        "who": _("Who"),
        "results_summary": _("Results, as stated"),
        "reach_as_stated": _("People reached, as stated"),
        "on": _("As of"),
        "title": _("Pledge"),
        "source_url": _("Source"),
    }
