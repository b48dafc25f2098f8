"""Exhibits of what is ready for a forum, and of what happened between two."""

from datetime import date

import pandas as pd

from analytics.charts import theme
from analytics.charts.parts import whole_bars
from analytics.dataset import Dataset
from analytics.exhibits.calendar.wording import compact_note, ready_words
from analytics.exhibits.claims import Claim, none_words, nothing_selected
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.exhibits.regions import group_names, without_repeated_total
from analytics.labels import label
from analytics.measures.milestones import PAST, events_between, followed_compact, forum_before, milestones, readiness
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number


def forums_to_come(dataset: Dataset, today: date) -> dict[str, str]:
    """The forums that are not over, in order of time, and their names."""
    table = milestones(dataset, today)
    return _named(dataset, table[table["when"] != PAST])


def all_forums(dataset: Dataset) -> dict[str, str]:
    """Every forum of the data and its name."""
    return _named(dataset, milestones(dataset, dataset.as_of))


def forums_over(dataset: Dataset) -> dict[str, str]:
    """The forums with a date that were over when the sources were read, newest first, and their names."""
    table = milestones(dataset, dataset.as_of)
    return _named(dataset, table[(table["when"] == PAST) & table["last"].notna()][::-1])


def forums_since(dataset: Dataset, forum: str) -> dict[str, str]:
    """What a span that starts after a forum can end with: nothing later than the sources, or a forum that was over."""
    table = milestones(dataset, dataset.as_of).set_index("forum_id")
    over, forum = forums_over(dataset), forum or last_on_a_compact(dataset)
    later = {code: name for code, name in over.items() if table["last"][code] > table["last"][forum]}
    return {"": _("When sources were read"), **later}


def last_on_a_compact(dataset: Dataset) -> str:
    """The last forum that was over when the sources were read and follows up a compact; empty if there is none."""
    followed = dataset.forums.set_index("forum_id")["compact"].dropna()
    return next((code for code in forums_over(dataset) if code in followed.index), "")


def _named(dataset: Dataset, table: pd.DataFrame) -> dict[str, str]:
    return {code: label(dataset, "forum", code) for code in table["forum_id"]}


def forum_options(dataset: Dataset) -> dict[str, str]:
    """What `ready_bars` takes: every forum, and none if one was to come when the sources were read."""
    usual = {"": ""} if forums_to_come(dataset, dataset.as_of) else {}
    return {**usual, **all_forums(dataset)}


def ready_bars(filtered: FilteredData, forum: str) -> Exhibit:
    """What each region has ready for a forum; for the first to come when the sources were read, if none is named."""
    forum = forum or next(iter(forums_to_come(filtered.dataset, filtered.dataset.as_of)))
    table = readiness(filtered, forum)
    table.insert(1, "label", group_names(filtered, "region", table["code"]))
    before, name = forum_before(filtered.dataset, forum), label(filtered.dataset, "forum", forum)
    about = (
        _("For the {forum}: reports since the {last}") if before else _("For the {forum}, the first that has a date")
    )
    last = label(filtered.dataset, "forum", before) if before else ""
    compact = followed_compact(filtered.dataset, forum)
    parts = {
        "since": _("Reported on since"),
        "unsure": _("Reported on, perhaps earlier"),
        "before": _("Reported on earlier"),
        "silent": _("Not reported on"),
        "compact_unknown": _("Compact not known"),
    }
    listed = [_("{state}: {count}").format(state=parts[code], count=number(table[code][0])) for code in parts]
    finding = ready_words(filtered, forum, is_title=True)
    return Exhibit(
        name=f"ready-{forum.lower()}",
        finding=finding if filtered.count() else nothing_selected(),
        scope=scope_line(filtered, about.format(forum=name, last=last)),
        figure=whole_bars(without_repeated_total(table), parts, theme.READY, none_words(filtered)),
        alt_text=_("Pledges for the {forum}, of {of}: {list}.").format(
            forum=name, of=number(table["of"][0]), list=", ".join(listed)
        ),
        how_to_read=_(
            "Bars are all pledges to the compact that the forum follows up, and those whose compact no source tells;"
            " pledges to the other compact alone are left out. A report is newer than the last forum only where no"
            " reading of its date is older; nobody is asked to report, so silence is not inaction."
        ),
        table=table,
        headings={"label": _("Region"), **parts, "of": _("Pledges")},
        source=source_line(filtered, compact_note(filtered, compact)),
        recipe=Recipe("ready", (("forum", forum),)),
    )


def since_bars(filtered: FilteredData, forum: str, until: str) -> Exhibit:
    """What was announced, reported and ended between two forums, or since one, and what can't be placed in time.

    Since the last one on a compact, if none is named.
    """
    forum = forum or last_on_a_compact(filtered.dataset)
    table = events_between(filtered, forum, until)
    events = {
        "announced": _("Announced, or else started"),
        "reported": _("Last reported on"),
        "ended": _("End date"),
    }
    table.insert(1, "label", table["event"].map(events))
    parts = {
        "before": _("Before"),
        "within": _("Between the two") if until else _("Since then"),
        "later": _("Later"),
        "unsure": _("Date too coarse to tell"),
        "no_date": _("No date"),
        "silent": _("Not reported on"),
    }
    events_of = table.set_index("event")
    within, unplaced = events_of["within"].to_dict(), (events_of["unsure"] + events_of["no_date"]).to_dict()
    finding = _since_words(filtered, forum, until, within, unplaced)
    silent = ngettext(
        "Not placed in time, of {of} pledge: {list}", "Not placed in time, of {of} pledges: {list}", filtered.count()
    )
    state = _("{state}: {count}")
    listed = ", ".join(state.format(state=events[event], count=number(unplaced[event])) for event in events)
    measure = silent.format(of=number(filtered.count()), list=listed)
    return Exhibit(
        name="-".join(filter(None, ["since", forum.lower(), until.lower()])),
        finding=finding if filtered.count() else nothing_selected(),
        scope=scope_line(filtered, measure),
        figure=whole_bars(table, parts, theme.SPANS, none_words(filtered)),
        alt_text=f"{finding}. {measure}.",
        how_to_read=_(
            "Days count after the last day of the first forum, up to the last day of the second or to when the sources"
            " were read. A date of a year or a month is placed only where all of its days are on one side. The data"
            " keep only the last report of a pledge, so earlier ones are not seen; the start and end of a wider project"
            " are not those of the pledge."
        ),
        table=table,
        headings={"label": _("What happened"), **parts, "of": _("All pledges")},
        source=source_line(filtered),
        recipe=Recipe("since", (("forum", forum), ("until", until))),
    )


def _since_words(
    filtered: FilteredData, forum: str, until: str, within: dict[str, int], unplaced: dict[str, int]
) -> Claim:
    """What is known to have happened `within` the two; no zero is said where an `unplaced` date may lie there too."""
    known = {event: number(n) if n or not unplaced[event] else _("none") for event, n in within.items()}
    names = {"first": label(filtered.dataset, "forum", forum)}
    said = _(
        "Known since the {first}: announced or else started {announced}, last reported on {reported}, end date passed"
        " {ended}"
    )
    if until:
        said = _(
            "Known between the {first} and the {second}: announced or else started {announced}, last reported on"
            " {reported}, end date passed {ended}"
        )
        names["second"] = label(filtered.dataset, "forum", until)
    facts = {"since": forum, "until": until, "as_of": filtered.dataset.as_of, "within": within, "unplaced": unplaced}
    return Claim("between_forums", said.format(**names, **known), **facts)
