"""Forums in words: when they are, how far away, and what is ready for them."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.claims import Claim, looking_for, none_words
from analytics.exhibits.regions import region_name
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, labels
from analytics.measures.coverage import NO_REGION, TOTAL
from analytics.measures.milestones import NOW, PAST, UNDATED, followed_compact, forum_before, milestones, readiness
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, listing, ngettext, number


def when_words(forum: pd.Series) -> str:
    """The dates of a forum as stated, and what of them was not announced; `derived` says that nobody announced any."""
    start, end = forum["start_date"], forum["end_date"]
    if pd.isna(start):
        return _("Date not announced")
    if forum["derived"]:
        return _("{date}: derived, not announced").format(date=day_as_stated(start))
    if pd.isna(end):
        silent = _("{date}: last day not announced") if len(start) == 10 else _("{date}: days not announced")
        return silent.format(date=day_as_stated(start))
    return _("{start} to {end}").format(start=day_as_stated(start), end=day_as_stated(end))


MONTH = 31
"""Days of the longest month."""


def left_words(forum: pd.Series) -> str:
    """How many days are left to the first day of a forum to come; empty where no date or only a year is stated."""
    soonest, latest = forum["soonest"], forum["latest"]
    if forum["when"] == NOW:
        return _("Under way, until {day}").format(day=day(forum["last"].date()))
    if pd.isna(latest) or (soonest and latest - soonest >= MONTH):
        # The whole range would say no more than the year that stands beside it.
        return ""
    if soonest == latest:
        return ngettext("In {count} day", "In {count} days", soonest).format(count=number(soonest))
    if soonest == 0:
        within = ngettext(
            "Begun, or within {count} day: the day is not announced",
            "Begun, or within {count} days: the day is not announced",
            latest,
        )
        return within.format(count=number(latest))
    return _("In {soonest} to {latest} days").format(soonest=number(soonest), latest=number(latest))


def next_words(dataset: Dataset, today: date) -> Claim:
    """The forum to come that may start first, with its date and the days left; that none has a date, if so."""
    table = milestones(dataset, today)
    dated = table[~table["when"].isin([PAST, UNDATED])].sort_values(["first", "last"], kind="stable")
    if dated.empty:
        return Claim("nothing_to_say", _("No forum to come has a date"))
    forum = dated.iloc[0]
    name, left = label(dataset, "forum", forum["forum_id"]), left_words(forum)
    said = _("Next with a date or a year: {forum}. {when}.")
    if left:
        said = _("Next with a date or a year: {forum}. {when}. {left}.")
    return Claim(
        "next_milestone",
        said.format(forum=name, when=when_words(forum), left=left),
        forum=str(forum["forum_id"]),
        today=today,
    )


class Milestone(NamedTuple):
    """A forum to come, in words.

    `about` is its process, place and compact; `ready` what the selection has for it; `notes` doubts and deadlines.
    """

    forum: str
    name: str
    when: str
    left: str
    about: str
    ready: Claim
    notes: tuple[str, ...]
    source_url: str
    has_pack: bool


def coming(filtered: FilteredData, today: date) -> list[Milestone]:
    """The forums to come, and those under way, in order of time."""
    table = milestones(filtered.dataset, today)
    return [_milestone(filtered, forum) for _row, forum in table[table["when"] != PAST].iterrows()]


def _milestone(filtered: FilteredData, forum: pd.Series) -> Milestone:
    dataset = filtered.dataset
    deadline = _("No deadline for reports was found.")
    if pd.notna(forum["report_deadline"]):
        deadline = _("Deadline for reports: {date}.").format(date=day_as_stated(forum["report_deadline"]))
    doubt = () if pd.isna(forum["note"]) else (str(forum["note"]),)
    about = [
        label(dataset, "process", forum["process"]),
        _("Place not announced") if pd.isna(forum["place"]) else str(forum["place"]),
        compact_words(dataset, forum["compact"]),
    ]
    return Milestone(
        forum["forum_id"],
        label(dataset, "forum", forum["forum_id"]),
        when_words(forum),
        left_words(forum),
        " · ".join(about),
        ready_words(filtered, forum["forum_id"]),
        (deadline, *doubt),
        "" if pd.isna(forum["source_url"]) else str(forum["source_url"]),
        pd.notna(forum["compact"]),
    )


def compact_words(dataset: Dataset, compact: str | None) -> str:
    """The name of the compact that a forum follows up, or that it is linked to none."""
    return label(dataset, "compact", compact) if isinstance(compact, str) else _("Linked to neither compact")


def _without_compact(count: int, beside: int) -> str:
    text = ngettext(
        "For {count} pledge the compact is not known.", "For {count} pledges the compact is not known.", count
    )
    return (_("For {count} more, the compact is not known.") if beside else text).format(count=number(count))


def ready_words(filtered: FilteredData, forum: str, is_title: bool = False) -> Claim:
    """How many pledges the selection has for a forum, how many were reported on since the last, and where none is.

    A title leaves out what a figure shows: whose compact is not known, which dates leave it open, and where none is.
    """
    dataset, table, before = filtered.dataset, readiness(filtered, forum), forum_before(filtered.dataset, forum)
    whole, compact = table.iloc[0].to_dict(), followed_compact(dataset, forum)
    known = int(whole["of"] - whole["compact_unknown"])
    if not whole["of"]:
        said = _("{none} that serves the {compact}.") if compact else _("{none}.")
    elif not compact:
        said = ngettext(
            "{count} pledge in all: this forum is linked to neither compact.",
            "{count} pledges in all: this forum is linked to neither compact.",
            known,
        )
    elif whole["compact_unknown"]:
        said = ngettext(
            "{count} pledge is known to serve the {compact}.",
            "{count} pledges are known to serve the {compact}.",
            known,
        )
        said = said if known else _("No pledge is known to serve the {compact}.")
    else:
        said = ngettext("{count} pledge to the {compact}.", "{count} pledges to the {compact}.", known)
    sentences = [said.format(count=number(known), none=none_words(filtered), compact=compact_words(dataset, compact))]
    if whole["compact_unknown"] and not is_title:
        sentences.append(_without_compact(int(whole["compact_unknown"]), beside=known))
    if before and whole["of"]:
        since, unsure = int(whole["since"]), int(whole["unsure"])
        told = _("Reported on since the {forum}: {count}.")
        if unsure:
            told = _(
                "Known to be reported on since the {forum}: {count}; for {unsure} more, the date of the report leaves"
                " it open."
            )
        if unsure and is_title:
            told = _("Known to be reported on since the {forum}: {count}.")
        # No zero is said where a date may lie after the last forum.
        count = number(since) if since or not unsure else _("none")
        sentences.append(told.format(forum=label(dataset, "forum", before), count=count, unsure=number(unsure)))
    codes = [code for code in table.loc[table["of"] == 0, "code"] if code not in (TOTAL, *NO_REGION)]
    if codes and whole["of"] and not is_title:
        names = listing([region_name(filtered, code) for code in codes], last="and")
        none = _("{none}: {regions}.").format(none=none_words(filtered), regions=names)
        sentences.append(looking_for(filtered, none))
    return Claim(
        "ready_for_forum",
        " ".join(sentences).removesuffix(".") if is_title else " ".join(sentences),
        forum=forum,
        known=known,
        stated=counts_of_compact(filtered, compact)[1] if compact else known,
        unknown=int(whole["compact_unknown"]),
        since=int(whole["since"]) if before else None,
        unsure=int(whole["unsure"]) if before else None,
        before=before,
        none=tuple(codes) if whole["of"] else (),
    )


def counts_of_compact(filtered: FilteredData, compact: str) -> tuple[int, int]:
    """How many pledges of the selection are known to be to a compact, and how many by the word of their source."""
    by_source = filtered.facets.facet("compact", stated_only=True)
    known, stated = (
        facet.any_of((compact,)) & filtered.pledge_mask for facet in (filtered.facet("compact"), by_source)
    )
    return int(known.sum()), int(stated.sum())


def compact_note(filtered: FilteredData, compact: str | None) -> str:
    """Of how many pledges to a compact no source states it; empty where one does of all."""
    known, stated = counts_of_compact(filtered, compact) if compact else (0, 0)
    if known == stated:
        return ""
    note = _(
        "Pledges whose source states the {compact}: {stated} of {known}; for the others it is deduced, for example from"
        " the process that they belong to."
    )
    return note.format(compact=compact_words(filtered.dataset, compact), stated=number(stated), known=number(known))


def past_table(dataset: Dataset, today: date) -> Table:
    """The forums that are over, newest first."""
    table = milestones(dataset, today)
    table = table[table["when"] == PAST][::-1].reset_index(drop=True)
    return table_of(
        date=(_("Date"), [when_words(forum) for _row, forum in table.iterrows()]),
        forum=(_("Forum"), labels(dataset, "forum", table["forum_id"])),
        process=(_("Process"), labels(dataset, "process", table["process"])),
        place=(_("Place"), table["place"]),
        compact=(_("Compact"), labels(dataset, "compact", table["compact"])),
        note=(_("Doubt about the forum"), table["note"]),
        source_url=(_("Source"), table["source_url"]),
    )
