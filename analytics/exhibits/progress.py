"""Exhibits of how far the pledges are reported to be, as of a date."""

from functools import partial

import pandas as pd

from analytics.charts.coverage import SMALL
from analytics.charts.progress import LABEL, key_room, parts_of, row_height, whole_bars
from analytics.charts.progress_native import whole_parts
from analytics.charts.theme import AGES, STATES, finished, label_room
from analytics.exhibits.as_of import shown_day
from analytics.exhibits.exhibit import Exhibit, classified_note, scope_line, source_line
from analytics.labels import label
from analytics.measures import progress
from analytics.measures.coverage import TOTAL
from analytics.selection import Narrowed
from analytics.words import _, day, day_as_stated, number, percent


def facets() -> dict[str, str]:
    """What progress can be split by."""
    return {
        "region": _("Region"),
        "theme": _("Theme"),
        "forum": _("Forum"),
        "kind": _("Kind of government"),
    }


def state_names(narrowed: Narrowed) -> dict[str, str]:
    """Every state and its name, from done to nothing known."""
    names = {state: label(narrowed.dataset, "status", state) for state in progress.STATES}
    return {**names, progress.REPORTED: _("Stage not stated")}


def band_names() -> dict[str, str]:
    """Every age of a report and its name."""
    return {
        "under_12": _("Under 12 months"),
        "12_to_24": _("12 to 24 months"),
        "over_24": _("Over 24 months"),
        "undated": _("Without a date"),
        "none": _("No report"),
    }


def _rows(narrowed: Narrowed, table: pd.DataFrame, facet: str) -> pd.DataFrame:
    scheme = {"region": narrowed.chosen.regions_by}.get(facet, facet)
    names = [_("All") if code == TOTAL else label(narrowed.dataset, scheme, code) for code in table["code"]]
    return table.assign(label=names)


def _share(part: int, whole: int) -> str:
    if whole < SMALL:
        return _("{part} of {whole}").format(part=number(part), whole=number(whole))
    return _("{part} of {whole} ({share})").format(part=number(part), whole=number(whole), share=percent(part / whole))


def _source(narrowed: Narrowed, facet: str) -> str:
    return source_line(narrowed, *([classified_note(facet)] if facet == "theme" else []))


def _replies(reported: int, of: int) -> str:
    return _("{reported} of {of} reported on").format(reported=number(reported), of=number(of)) if of else ""


def progress_bars(narrowed: Narrowed, facet: str, code: str) -> Exhibit:
    """The reply rate, and the state of all pledges by group."""
    as_of = shown_day(narrowed, code)
    table = _rows(narrowed, progress.progress_by(narrowed, facet, as_of), facet)
    table["under"] = [_replies(row.reported, row.of) for row in table.itertuples()]
    whole, names = table.iloc[0], state_names(narrowed)
    parts = parts_of(names, STATES, table)
    finding = _("Reported on: {replies} of pledges. Overdue: {overdue}.").format(
        replies=_share(whole["reported"], whole["of"]), overdue=number(whole["overdue"])
    )
    scope = scope_line(narrowed, _("State of all pledges on {day}").format(day=day(as_of)))
    left = label_room([*table["label"], *table["under"]], LABEL)
    figure = finished(
        whole_bars(table, parts, left),
        finding,
        scope,
        _source(narrowed, facet),
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
            "Of {of} pledges on {day}: {states}. {reported} have a report of any kind; of the {overdue} overdue ones"
            " {silent} have none."
        ).format(
            of=number(whole["of"]),
            day=day(as_of),
            states=", ".join(
                _("{state} {count}").format(state=part.name.lower(), count=number(whole[part.column])) for part in parts
            ),
            reported=number(whole["reported"]),
            overdue=number(whole["overdue"]),
            silent=number(whole["overdue_silent"]),
        ),
        reading=_(
            "Bars are always all pledges, those without a report too. A report is a stage, the date of a report or"
            " stated results; nobody is asked to report, so silence is not inaction. Overdue is computed: the end date"
            " has passed (2024 passes on 31 December) and no report says fulfilled, stalled or withdrawn; it may well"
            " be done. A pledge counts in each of its groups and once in “All”. Compare the reply rates of two groups"
            " before their states."
        ),
        table=table.drop(columns="under"),
        headings={
            "label": facets()[facet],
            "reported": _("Reported on"),
            **names,
            "overdue_silent": _("Overdue without any report"),
            "of": _("All pledges"),
        },
        source=_source(narrowed, facet),
        native=partial(whole_parts, table, parts),
        recipe=("progress", facet, code),
    )


def freshness_bars(narrowed: Narrowed, facet: str, code: str) -> Exhibit:
    """How old the last report of each pledge is, by group."""
    as_of = shown_day(narrowed, code)
    table = _rows(narrowed, progress.freshness_by(narrowed, facet, as_of), facet)
    table["under"] = ""
    whole, names = table.iloc[0], band_names()
    parts = parts_of(names, AGES, table)
    finding = _("Reported on within 12 months: {fresh} of pledges").format(fresh=_share(whole["under_12"], whole["of"]))
    scope = scope_line(narrowed, _("Age of the last report on {day}").format(day=day(as_of)))
    left = label_room(list(table["label"]), LABEL)
    figure = finished(
        whole_bars(table, parts, left),
        finding,
        scope,
        _source(narrowed, facet),
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
                _("{state} {count}").format(state=part.name.lower(), count=number(whole[part.column])) for part in parts
            ),
        ),
        reading=_(
            "A date without a day or month counts as the first day it can mean, so that no report looks fresher than it"
            " is: a report of 2025 is as old as one of 1 January 2025."
        ),
        table=table.drop(columns="under"),
        headings={"label": facets()[facet], **names, "of": _("All pledges")},
        source=_source(narrowed, facet),
        native=partial(whole_parts, table, parts),
        recipe=("freshness", facet, code),
    )


def unhcr_table(narrowed: Narrowed, code: str) -> pd.DataFrame:
    """The three states of UNHCR, of the replies and of all pledges: `state`, `pledges`, `of_replies`, `of_all`."""
    table = progress.unhcr_states(narrowed, shown_day(narrowed, code))
    names = {"planning": _("Planning"), "in progress": _("In progress"), "fulfilled": _("Fulfilled")}
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
        "state": _("UNHCR’s state"),
        "of_replies": _("Of those that state a stage"),
        "of_all": _("Of all pledges"),
    }


def unhcr_note(narrowed: Narrowed) -> str:
    """Why both wholes stand side by side, with the published example."""
    figures = narrowed.dataset.published_figures.set_index("figure_id")
    needed = ["grf-2020-inprogress", "grf-2020-updates", "grf-2019-pledges"]
    note = _(
        "Stages as last reported: planned is planning; overdue stands where its report put it; stalled, withdrawn and"
        " pledges without a stage have no state there."
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
