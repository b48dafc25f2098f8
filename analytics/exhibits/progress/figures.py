"""Exhibits of how far the pledges are reported to be, as of a date."""

from datetime import date
from functools import partial

import pandas as pd

from analytics.charts.coverage import SMALL
from analytics.charts.progress import LABEL, key_room, parts_of, row_height, whole_bars
from analytics.charts.progress_native import whole_parts
from analytics.charts.theme import AGES, finished, label_room
from analytics.charts.theme import STATES as COLOURS
from analytics.exhibits.claims import Claim, none_words, nothing_selected
from analytics.exhibits.exhibit import Exhibit, classified_note, scope_line, source_line
from analytics.exhibits.progress.dates import shown_day
from analytics.exhibits.regions import region_name
from analytics.labels import label
from analytics.measures import progress
from analytics.measures.coverage import TOTAL
from analytics.reports import OVERDUE, STATES
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, number, percent


def facets() -> dict[str, str]:
    """What progress can be split by."""
    return {
        "region": _("Region"),
        "theme": _("Theme"),
        "forum": _("Forum"),
        "kind": _("Kind of government"),
    }


def state_names(filtered: FilteredData) -> dict[str, str]:
    """Every state and its name, from done to nothing known."""
    return {state: label(filtered.dataset, "report_state", state) for state in STATES}


def band_names() -> dict[str, str]:
    """Every age of a report and its name."""
    return {
        "under_12": _("Under 12 months"),
        "12_to_24": _("12 to 24 months"),
        "over_24": _("Over 24 months"),
        "undated": _("Without a date"),
        "none": _("Not reported on"),
    }


def _rows(filtered: FilteredData, table: pd.DataFrame, facet: str) -> pd.DataFrame:
    names = [
        region_name(filtered, code) if facet == "region" else label(filtered.dataset, facet, code)
        for code in table["code"]
        if code != TOTAL
    ]
    return table.assign(label=[_("All"), *names])


def _share(part: int, whole: int) -> str:
    if whole < SMALL:
        return _("{part} of {whole}").format(part=number(part), whole=number(whole))
    return _("{part} of {whole} ({share})").format(part=number(part), whole=number(whole), share=percent(part / whole))


def _source(filtered: FilteredData, facet: str) -> str:
    return source_line(filtered, *([classified_note(facet)] if facet == "theme" else []))


def _replies(reported: int, of: int) -> str:
    return _("{reported} of {of} reported on").format(reported=number(reported), of=number(of)) if of else ""


def _reported_on(whole: pd.Series, as_of: date) -> Claim:
    if not whole["of"]:
        return nothing_selected()
    return Claim(
        "reported_on",
        _("Reported on: {replies}. End date passed and nothing reported: {overdue}").format(
            replies=_share(whole["reported"], whole["of"]), overdue=number(whole[OVERDUE])
        ),
        reported=int(whole["reported"]),
        of=int(whole["of"]),
        overdue=int(whole[OVERDUE]),
        as_of=as_of,
    )


def progress_bars(filtered: FilteredData, facet: str, code: str) -> Exhibit:
    """The reply rate, and the state of all pledges by group."""
    as_of = shown_day(filtered, code)
    table = _rows(filtered, progress.progress_by(filtered, facet, as_of), facet)
    table["under"] = [_replies(row.reported, row.of) for row in table.itertuples()]
    whole, names = table.iloc[0], state_names(filtered)
    parts = parts_of(names, COLOURS, table)
    finding = _reported_on(whole, as_of)
    scope = scope_line(filtered, _("State of all pledges on {day}").format(day=day(as_of)))
    left = label_room([*table["label"], *table["under"]], LABEL)
    figure = finished(
        whole_bars(table, parts, left, none_words(filtered)),
        finding,
        scope,
        _source(filtered, facet),
        drawing=row_height(list(table["label"])),
        left=left,
        foot=key_room(parts),
    )
    return Exhibit(
        name="-".join(filter(None, ["progress", facet, code])),
        finding=finding,
        scope=scope,
        figure=figure,
        description=_(
            "Of {of} pledges on {day}: {states}. Reported on in any way: {reported}; not reported on: {silent}."
        ).format(
            of=number(whole["of"]),
            day=day(as_of),
            states=", ".join(
                _("{state}: {count}").format(state=part.name, count=number(whole[part.column])) for part in parts
            ),
            reported=number(whole["reported"]),
            silent=number(whole["not_reported"]),
        ),
        reading=_(
            "Bars are always all pledges, those without a report too. A report is a stage, the date of a report or"
            " stated results; nobody is asked to report, so silence is not inaction. An end date has passed after the"
            " last day it can mean (2024 passes on 31 December); one that is known to be a wider project’s is no"
            " deadline of the pledge. A pledge counts in each of its groups and once in “All”. Compare how many are"
            " reported on in two groups before their states."
        ),
        table=table.drop(columns="under"),
        headings={
            "label": facets()[facet],
            "reported": _("Reported on"),
            **names,
            "not_reported": _("Not reported on"),
            "of": _("All pledges"),
        },
        source=_source(filtered, facet),
        native=partial(whole_parts, table, parts, none_words(filtered)),
        recipe=("progress", facet, code),
    )


def freshness_bars(filtered: FilteredData, facet: str, code: str) -> Exhibit:
    """How old the last report of each pledge is, by group."""
    as_of = shown_day(filtered, code)
    table = _rows(filtered, progress.freshness_by(filtered, facet, as_of), facet)
    table["under"] = ""
    whole, names = table.iloc[0], band_names()
    parts = parts_of(names, AGES, table)
    finding = Claim(
        "recent_reports",
        _("Reported on within 12 months: {fresh}").format(fresh=_share(whole["under_12"], whole["of"])),
        fresh=int(whole["under_12"]),
        of=int(whole["of"]),
        as_of=as_of,
    )
    finding = finding if whole["of"] else nothing_selected()
    scope = scope_line(filtered, _("Age of the last report on {day}").format(day=day(as_of)))
    left = label_room(list(table["label"]), LABEL)
    figure = finished(
        whole_bars(table, parts, left, none_words(filtered)),
        finding,
        scope,
        _source(filtered, facet),
        drawing=row_height(list(table["label"]), under=False),
        left=left,
        foot=key_room(parts),
    )
    return Exhibit(
        name="-".join(filter(None, ["freshness", facet, code])),
        finding=finding,
        scope=scope,
        figure=figure,
        description=_("Age of the last report of {of} pledges on {day}: {ages}.").format(
            of=number(whole["of"]),
            day=day(as_of),
            ages=", ".join(
                _("{state}: {count}").format(state=part.name, count=number(whole[part.column])) for part in parts
            ),
        ),
        reading=_(
            "A date without a day or month counts as the first day it can mean, so that no report looks fresher than it"
            " is: a report of 2025 is as old as one of 1 January 2025."
        ),
        table=table.drop(columns="under"),
        headings={"label": facets()[facet], **names, "of": _("All pledges")},
        source=_source(filtered, facet),
        native=partial(whole_parts, table, parts, none_words(filtered)),
        recipe=("freshness", facet, code),
    )


def unhcr_table(filtered: FilteredData, code: str) -> pd.DataFrame:
    """The three states of UNHCR, of the replies and of all pledges: `state`, `pledges`, `of_replies`, `of_all`."""
    table = progress.unhcr_states(filtered, shown_day(filtered, code))
    # By the stage that the source states, not by the state on a day: the names must not be those of the states.
    names = {
        "planning": _("Stage stated: planned"),
        "in progress": _("Stage stated: in progress"),
        "fulfilled": _("Stage stated: fulfilled"),
    }
    return pd.DataFrame(
        {
            "state": table["state"].map(names),
            "pledges": table["pledges"],
            "of_replies": [_share(row.pledges, row.replies) for row in table.itertuples()],
            "of_all": [_share(row.pledges, row.of) for row in table.itertuples()],
        }
    )


def unhcr_headings() -> dict[str, str]:
    """Columns of the table of UNHCR's states."""
    return {
        "state": _("UNHCR’s category"),
        "of_replies": _("Of those that state a stage"),
        "of_all": _("Of all pledges"),
    }


def unhcr_note(filtered: FilteredData) -> str:
    """Why both wholes stand side by side, with the published example."""
    figures = filtered.dataset.published_figures.set_index("figure_id")
    needed = ["grf-2020-inprogress", "grf-2020-updates", "grf-2019-pledges"]
    note = _(
        "Stages as the sources state them: planned is planning; stalled, withdrawn and pledges without a stage have no"
        " state there; a pledge whose end date has passed stands where its source put it."
    )
    if not set(needed) <= set(figures.index):
        return note
    share, updates, pledges = figures.loc[needed, "value"]
    example = _(
        "Published by UNHCR, {date}: {percent} in progress, of about {updates} updates on about {pledges} pledges;"
        " that is {of_all} of all."
    ).format(
        date=day_as_stated(str(figures.loc[needed[0], "published_on"])),
        percent=percent(share / 100),
        updates=number(updates),
        pledges=number(pledges),
        of_all=percent(share / 100 * updates / pledges),
    )
    return f"{note} {example}"
