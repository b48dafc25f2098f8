"""The follow-up list: whose record asks for a letter, what is missing since when, and the letter."""

import pandas as pd

from analytics.dataset import NOT_NAMED
from analytics.exhibits.pledges.tables import pledgers, rows_of
from analytics.exhibits.progress.dates import shown_day
from analytics.exhibits.table import Table
from analytics.labels import label
from analytics.measures.progress import follow_up_list
from analytics.reports import OLD_MONTHS, own_end_dates, report_states
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, listing, ngettext, number

LONGEST_TITLE = 90
"""Characters of a title in a letter; the list behind it has it in full."""


def missing_field_names() -> dict[str, str]:
    """What the record of a pledge on the list lacks."""
    return {
        "overdue": _("any report, though its end date has passed"),
        "silent": _("any report"),
        "stale": _("report of the last {months} months").format(months=OLD_MONTHS),
        "undated": _("date of its report"),
    }


def follow_up_table(filtered: FilteredData, code: str, city: str = "") -> Table:
    """The follow-up list in words, of all or of one government.

    Returns `pledge_id`, `who`, `title`, `missing`, `since` (as stated), `months`, `end_date` (not a wider project's),
    `last_report` (as known on the day shown), `source_url`.
    """
    dataset, shown = filtered.dataset, shown_day(filtered, code)
    table = follow_up_list(filtered, shown)
    if city:
        own = dataset.pledge_governments.loc[dataset.pledge_governments["city_id"] == city, "pledge_id"]
        table = table[table["pledge_id"].isin(own)].reset_index(drop=True)
    records = dataset.pledges[["title", "source_url"]].assign(
        end_date=own_end_dates(dataset.pledges), last_report=report_states(dataset, shown)["reported_on"]
    )
    pledges = rows_of(filtered.facets, table["pledge_id"], records)
    names = missing_field_names()
    marks = list(table[list(names)].itertuples(index=False, name=None))
    # Few combinations occur, so each is put into words once.
    words = {
        each: listing([name for name, here in zip(names.values(), each, strict=True) if here], last="and")
        for each in set(marks)
    }
    rows = pd.DataFrame(
        {
            "pledge_id": table["pledge_id"],
            "who": pledgers(dataset, table["pledge_id"]),
            "title": pledges["title"],
            "missing": [words[each] for each in marks],
            "since": table["since"].map({since: day_as_stated(since) for since in table["since"].dropna().unique()}),
            "months": table["months"],
            "end_date": pledges["end_date"],
            "last_report": pledges["last_report"],
            "source_url": pledges["source_url"],
        }
    )
    headings = {
        "who": _("Who"),
        "missing": _("What is missing"),
        "since": _("Since"),
        "months": _("Months"),
        "title": _("Pledge"),
    }
    return Table(rows, headings)


def follow_up_words(filtered: FilteredData, code: str) -> str:
    """How many pledges to ask about, of how many, and how the list is ordered."""
    count = len(follow_up_list(filtered, shown_day(filtered, code)))
    return ngettext(
        "{count} pledge to ask about on {day}. Months are full months since the end date, the announcement or start, or"
        " the last report; empty where no date is stated.",
        "{count} pledges to ask about on {day}, those past their end date first, then the longest wait. Months are full"
        " months since the end date, the announcement or start, or the last report; empty where no date is stated.",
        count,
    ).format(count=number(count), day=day(shown_day(filtered, code)))


def addressees(filtered: FilteredData, code: str) -> dict[str, str]:
    """Everyone on the list, then each government and network with the number of its pledges there."""
    dataset = filtered.dataset
    listed = follow_up_list(filtered, shown_day(filtered, code))["pledge_id"]
    rows = dataset.pledge_governments[filtered.government_mask]
    counts = rows[rows["pledge_id"].isin(listed) & (rows["kind"] != NOT_NAMED)].groupby("city_id").size()
    own = {
        str(city): _("{name} · {count}").format(name=label(dataset, "city_id", str(city)), count=number(count))
        for city, count in counts.items()
    }
    return {"": _("One letter about all"), **dict(sorted(own.items(), key=lambda item: item[1]))}


def letter_words(filtered: FilteredData, code: str, city: str) -> tuple[str, str]:
    """Subject and opening of a letter about the list, or to one government."""
    when = day(shown_day(filtered, code))
    subject = _("Your pledges under the Call to Local Action: what the public record lacks")
    if not city:
        return (
            _("Pledges under the Call to Local Action: what the public record lacks"),
            _("As of {day} the public record lacks the following:").format(day=when),
        )
    return subject, _("To {name}: as of {day} the public record of your pledges lacks the following:").format(
        name=label(filtered.dataset, "city_id", city), day=when
    )


def letter_items(rows: pd.DataFrame, city: str) -> list[str]:
    """A line for each pledge of the list: what is missing since when; who pledged only in a letter about all."""
    item, dated = _("{title}: {missing}") if city else _("{who}, {title}: {missing}"), _("{missing}, since {since}")
    return [
        item.format(
            who=shortened(row.who),
            title=shortened(row.title),
            missing=row.missing if pd.isna(row.since) else dated.format(missing=row.missing, since=row.since),
        )
        for row in each_row(rows)
    ]


def shortened(title: str) -> str:
    r"""A title on one line that leaves room for others.

    >>> shortened("Housing \n for all")
    'Housing for all'
    """
    line = " ".join(title.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def letter_more(left: int) -> str:
    """Says that a letter leaves pledges out."""
    return ngettext("And {count} more pledge.", "And {count} more pledges.", left).format(count=number(left))


def letter_closing() -> str:
    """What a letter asks for, and what it does not judge."""
    return _(
        "Please name the stage of each (planned, in progress, fulfilled, stalled or withdrawn), the date, and a public"
        " page that says so. This is about the record; it does not judge what was done."
    )
