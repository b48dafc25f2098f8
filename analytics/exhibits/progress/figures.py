"""Exhibits of how far the pledges are reported to be, as of a date."""

from datetime import date

import pandas as pd

from analytics.charts import theme
from analytics.charts.parts import whole_bars
from analytics.exhibits.claims import Claim, nothing_selected
from analytics.exhibits.exhibit import Exhibit, Recipe, classified_note, no_theme_note, scope_line, source_line
from analytics.exhibits.progress.dates import left_out, limits, none_known, shown_day
from analytics.exhibits.regions import group_names, without_repeated_total
from analytics.exhibits.table import Table, table_of
from analytics.labels import label
from analytics.measures import progress
from analytics.reports import BANDS, NO_REPORT, OLD_MONTHS, OVERDUE, RECENT, RECENT_MONTHS, STATES
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import part_of_whole
from analytics.words import _, day, day_as_stated, ngettext, number, percent


def split_options() -> dict[str, str]:
    """What progress can be split by."""
    return {
        "region": _("Region"),
        "theme": _("Theme"),
        "forum": _("Forum"),
        "kind": _("Kind of government"),
    }


def state_names(filtered: FilteredData, as_of: str = "") -> dict[str, str]:
    """Every state and its name, from done to nothing known; `as_of` an earlier day there may be reports unknown."""
    names = {state: label(filtered.dataset, "report_state", state) for state in STATES}
    if as_of:
        names |= {OVERDUE: _("End date passed, no report known"), NO_REPORT: _("No report known, end date not passed")}
    return names


def band_names(as_of: str = "") -> dict[str, str]:
    """Every age of a report and its name."""
    names = (
        _("Under {months} months").format(months=RECENT_MONTHS),
        _("{from_months} to {to_months} months").format(from_months=RECENT_MONTHS, to_months=OLD_MONTHS),
        _("Over {months} months").format(months=OLD_MONTHS),
        _("Without a date"),
        _silent(as_of),
    )
    return dict(zip(BANDS, names, strict=True))


def _silent(as_of: str) -> str:
    return _("No report known") if as_of else _("Not reported on")


def progress_bars(filtered: FilteredData, by: str, as_of: str) -> Exhibit:
    """The reply rate, and the state of all pledges by group."""
    shown = shown_day(filtered, as_of)
    table = progress.progress_by(filtered, by, shown)
    table["label"] = group_names(filtered, by, table["code"])
    whole, names = table.iloc[0], state_names(filtered, as_of)
    more = f" {limits(filtered, as_of)}" if as_of else ""
    told = _("{reported} of {of} reported on")
    replies = [
        told.format(reported=number(row.reported), of=number(row.of)) if row.of else "" for row in each_row(table)
    ]
    return Exhibit(
        name="-".join(filter(None, ["progress", by, as_of])),
        finding=_reported_on(whole, shown, bool(as_of)) if whole["of"] else nothing_selected(),
        scope=_scope(filtered, _("State of pledges on {day}"), by, as_of),
        figure=whole_bars(
            without_repeated_total(table.assign(note=replies)), names, theme.STATES, none_known(filtered, as_of)
        ),
        alt_text=ngettext(
            "State of {of} pledge on {day}: {states}. Reported on in any way: {reported}. {silence}: {silent}.",
            "State of {of} pledges on {day}: {states}. Reported on in any way: {reported}. {silence}: {silent}.",
            int(whole["of"]),
        ).format(
            of=number(whole["of"]),
            day=day(shown),
            states=_listed(whole, names),
            reported=number(whole["reported"]),
            silence=_silent(as_of),
            silent=number(whole["not_reported"]),
        ),
        how_to_read=_(
            "Bars are always all pledges, those without a report too. A report is a stage, the date of a report or"
            " stated results; nobody is asked to report, so silence is not inaction. An end date has passed after the"
            " last day it can mean (2024 passes on 31 December); one that is known to be a wider project’s is not"
            " a deadline of the pledge. A pledge counts in each of its groups and once in “All”. Compare how many are"
            " reported on in two groups before their states."
        )
        + more,
        table=table,
        headings={
            "label": split_options()[by],
            "reported": _("Reported on"),
            **names,
            "not_reported": _silent(as_of),
            "of": _("All pledges"),
        },
        source=source_line(filtered, classified_note(by)),
        recipe=Recipe("progress", (("by", by), ("as_of", as_of))),
    )


def _reported_on(whole: pd.Series, shown: date, of_a_day: bool) -> Claim:
    """How many pledges are reported on and how many overdue; on a day that was chosen, as far as is known."""
    template = _("Reported on: {replies}. End date passed and nothing reported: {overdue}")
    if of_a_day:
        # Of an earlier day the data have no report without a date, and none that another has replaced.
        template = _("Known to be reported on by {day}: {replies}. End date passed and no report known: {overdue}")
    return Claim(
        "reported_on",
        template.format(
            day=day(shown), replies=part_of_whole(whole["reported"], whole["of"]), overdue=number(whole[OVERDUE])
        ),
        reported=int(whole["reported"]),
        of=int(whole["of"]),
        overdue=int(whole[OVERDUE]),
        as_of=shown,
    )


def freshness_bars(filtered: FilteredData, by: str, as_of: str) -> Exhibit:
    """How old the last report of each pledge is, by group."""
    shown = shown_day(filtered, as_of)
    table = progress.freshness_by(filtered, by, shown)
    table["label"] = group_names(filtered, by, table["code"])
    whole, names = table.iloc[0], band_names(as_of)
    more = f" {limits(filtered, as_of)}" if as_of else ""
    open_still = int(progress.counted_states(filtered, shown)["may_be_recent"].sum())
    template = _("Reported on within {months} months: {recent}")
    if as_of:
        template = _("Known to be reported on within {months} months: {recent}")
    if open_still:
        template = _(
            "Known to be reported on within {months} months: {recent}; for {open} more, a coarse date or none leaves it"
            " open"
        )
    finding = Claim(
        "recent_reports",
        template.format(
            months=RECENT_MONTHS, recent=part_of_whole(whole[RECENT], whole["of"]), open=number(open_still)
        ),
        recent=int(whole[RECENT]),
        open=open_still,
        of=int(whole["of"]),
        as_of=shown,
    )
    return Exhibit(
        name="-".join(filter(None, ["freshness", by, as_of])),
        finding=finding if whole["of"] else nothing_selected(),
        scope=_scope(filtered, _("Age of the last report on {day}"), by, as_of),
        figure=whole_bars(
            without_repeated_total(table), names, dict(zip(BANDS, theme.AGES, strict=True)), none_known(filtered, as_of)
        ),
        alt_text=ngettext(
            "Age of the last report of {of} pledge on {day}: {ages}.",
            "Age of the last report of {of} pledges on {day}: {ages}.",
            int(whole["of"]),
        ).format(of=number(whole["of"]), day=day(shown), ages=_listed(whole, names)),
        how_to_read=_(
            "A date without a day or month counts as the first day it can mean, so that no report looks fresher than it"
            " is: a report of 2025 is as old as one of 1 January 2025."
        )
        + more,
        table=table,
        headings={"label": split_options()[by], **names, "of": _("All pledges")},
        source=source_line(filtered, classified_note(by)),
        recipe=Recipe("freshness", (("by", by), ("as_of", as_of))),
    )


def _scope(filtered: FilteredData, measure: str, by: str, as_of: str) -> str:
    """The measure with its `{day}`, the selection, and how many pledges are left out or uncertain on that day."""
    measured = measure.format(day=day(shown_day(filtered, as_of)))
    said = scope_line(filtered, ". ".join(filter(None, [measured, no_theme_note(filtered, by)])))
    return " ".join(filter(None, [said, left_out(filtered, as_of)]))


def _listed(whole: pd.Series, names: dict[str, str]) -> str:
    """The parts of all pledges that occur, with their counts."""
    template = _("{state}: {count}")
    occurring = (template.format(state=name, count=number(whole[code])) for code, name in names.items() if whole[code])
    return ", ".join(occurring) or _("none")


def unhcr_table(filtered: FilteredData, code: str) -> Table:
    """The three states of UNHCR, of the replies and of all pledges."""
    table = progress.unhcr_states(filtered, shown_day(filtered, code))
    # By the stage that the source states, not by the state on a day: the names must not be those of the states.
    names = {
        "planning": _("Stage stated: planned"),
        "in progress": _("Stage stated: in progress"),
        "fulfilled": _("Stage stated: fulfilled"),
    }
    return table_of(
        state=(_("UNHCR’s category"), table["state"].map(names)),
        pledges=("", table["pledges"]),
        of_replies=(
            _("Of those that state a stage"),
            [part_of_whole(row.pledges, row.replies) for row in each_row(table)],
        ),
        of_all=(_("Of all pledges"), [part_of_whole(row.pledges, row.of) for row in each_row(table)]),
    )


def unhcr_note(filtered: FilteredData) -> str:
    """Why both wholes are given, with the published example."""
    figures = filtered.dataset.published_figures.set_index("figure_id")
    needed = ["grf-2020-inprogress", "grf-2020-updates", "grf-2019-pledges"]
    note = _(
        "Stages as the sources state them: planned is planning; stalled, withdrawn and pledges without a stage have no"
        " category there; a pledge whose end date has passed stands where its source put it."
    )
    if not set(needed) <= set(figures.index) or (figures.loc[needed, "value"].fillna(0) <= 0).any():
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
