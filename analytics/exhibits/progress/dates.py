"""The date that progress is shown as of: what can be chosen, and what can't be known of an earlier day."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analytics.exhibits.claims import none_words
from analytics.measures.progress import first_day, is_known, unknowable
from analytics.selection import FilteredData
from analytics.words import _, day, ngettext, number


class Days(NamedTuple):
    """The days on offer, by the code they have in a link, and why the one that a link names is not among them."""

    options: dict[str, str]
    refused: str


def days(filtered: FilteredData, named: str) -> Days:
    """The ends of all quarters since the first date in the data, newest first, and the day a link names.

    The first is the day to which the data reach; it stays out of links.
    """
    newest, first = filtered.dataset.as_of, first_day(filtered.dataset)
    offered = {"": _("{day}: all that is known").format(day=day(newest))}
    if first is None:
        return Days(offered, _("No pledge has a date, so nothing can be said of an earlier day.") if named else "")
    ends = {end.date() for end in pd.date_range(first, newest, freq="QE")} - {newest}
    refused, wanted = "", _day(named)
    if named and wanted is None:
        refused = _("“{named}” is not a date such as 2025-12-31; you see {newest}.").format(
            named=named[:20], newest=day(newest)
        )
    elif wanted and wanted > newest:
        refused = _("Nothing is known after {newest}, when the sources were last read; you see that day.").format(
            newest=day(newest)
        )
    elif wanted and wanted < first:
        refused = _("Nothing is known before {first}, the first date of any pledge; you see {newest}.").format(
            first=day(first), newest=day(newest)
        )
    elif wanted:
        ends.add(wanted)
    return Days(offered | {end.isoformat(): day(end) for end in sorted(ends, reverse=True)}, refused)


def _day(named: str) -> date | None:
    try:
        return date.fromisoformat(named) if len(named) == 10 else None
    except ValueError:
        return None


def shown_day(filtered: FilteredData, code: str) -> date:
    """The day that a code of `days` means."""
    return date.fromisoformat(code) if code else filtered.dataset.as_of


def nothing_known(filtered: FilteredData, code: str) -> str:
    """Why nothing can be shown as of that day, or nothing if something can."""
    as_of = shown_day(filtered, code)
    if is_known(filtered, as_of):
        return ""
    counts = unknowable(filtered, as_of)
    return _(
        "No pledge of this selection is known to have been made by {day}: later dates {later}, no date {undated}."
    ).format(day=day(as_of), later=number(counts["later"]), undated=number(counts["undated"]))


def none_known(filtered: FilteredData, code: str) -> str:
    """What is said of a group without a pledge; on an earlier day it may have one of later, or without a date."""
    return _("None known on that day") if code else none_words(filtered)


def left_out(filtered: FilteredData, code: str) -> str:
    """How many pledges are left out of an earlier day because they are dated later, and how many may be later."""
    if not code:
        return ""
    counts = unknowable(filtered, shown_day(filtered, code))
    later, undated = counts["later"], counts["undated"]
    left = ngettext("{count} pledge dated later is left out.", "{count} pledges dated later are left out.", later)
    kept = ngettext(
        "{count} pledge without any date is counted, though it may be later.",
        "{count} pledges without any date are counted, though they may be later.",
        undated,
    )
    return " ".join(text.format(count=number(count)) for text, count in ((left, later), (kept, undated)) if count)


def limits(filtered: FilteredData, code: str) -> str:
    """What the dates of the data can't tell of that day, in sentences with counts."""
    if not code:
        return _("Choose an earlier day to see what was known then, as far as the dates in the data tell.")
    reports = unknowable(filtered, shown_day(filtered, code))["reports"]
    unseen = ngettext(
        "{count} report without a date is not counted, because nothing shows that it existed then.",
        "{count} reports without a date are not counted, because nothing shows that they existed then.",
        reports,
    ).format(count=number(reports))
    replaced = _("The data keep only the last report of a pledge, so earlier ones are not seen.")
    return " ".join(filter(None, [left_out(filtered, code), unseen if reports else "", replaced]))
