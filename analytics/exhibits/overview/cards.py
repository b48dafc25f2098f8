"""What the cards of the first screen say: where we stand, where it is thin, what is new."""

from typing import NamedTuple

import pandas as pd

from analytics.dataset.versions import Version, served_version
from analytics.exhibits.changes.figures import counts, in_order
from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.gaps.wording import not_a_gap
from analytics.exhibits.overview.headlines import Headline, headline_words, under_words, value_words
from analytics.measures.changes import changes
from analytics.measures.headlines import PUBLISHED, headlines
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, listing, number


class Totals(NamedTuple):
    """Numbers as name and value, and the sentences under them."""

    numbers: list[tuple[str, str]]
    words: str


def totals(filtered: FilteredData) -> Totals:
    """Pledges, local governments and countries, with what was announced of all pledges."""
    rows = {row[0]: Headline(*row) for row in each_row(headlines(filtered), index=False)}
    shown = [rows[name] for name in PUBLISHED]
    members = under_words(rows["countries"]._replace(published=float("nan")))
    announced = [row for row in shown if pd.notna(row.published)]
    known = ""
    if announced:
        known = _("Announced: {figures} ({date}).").format(
            figures=listing([row.published_as for row in announced], last="and"),
            date=day_as_stated(max(row.published_on for row in announced)),
        )
    pledges = rows["pledges"]
    if pd.notna(pledges.published) and pledges.published > pledges.value:
        known = " ".join([known, _("For the other pledges no page was found.")])
    return Totals(
        [(headline_words(row.headline)[0], value_words(row)) for row in shown],
        " ".join(filter(None, [members, known])),
    )


def why_nothing_is_thin(filtered: FilteredData) -> str:
    """What is said where no region is named as thin."""
    if not filtered.has_places():
        return does_not_apply()
    if not filtered.allows_gaps():
        return not_a_gap()
    if filtered.selection.country:
        return _("A country is not called thin here: what it hosts stands beside its region and the world below.")
    if not filtered.count():
        return _("No pledge was found, so shares of pledges can’t be compared.")
    if filtered.selection.theme:
        return _("No region is behind its share of displaced people by every way of counting.")
    return _(
        "No region is behind its share of displaced people by every way of counting, nor without a pledge on a theme."
    )


class Since(NamedTuple):
    """The day of the release, and what happened since as name and number; no numbers where nothing did."""

    release: str
    numbers: list[tuple[str, int]]


def since(filtered: FilteredData, release: Version) -> Since:
    """What changed in all the data between a release and what is shown."""
    pair = in_order(served_version(filtered.dataset), release)
    told = [(name, count) for name, count, _meaning in counts(changes(filtered.dataset, *pair))]
    return Since(day(release.as_of), [] if pair[0].version == pair[1].version else told)


def since_words(found: Since) -> str:
    """What is compared, and the numbers beside the first three."""
    if not found.numbers:
        return _("Nothing has changed since the release of {date}.").format(date=found.release)
    others = (_("{name}: {count}.").format(name=name, count=number(count)) for name, count in found.numbers[3:])
    return " ".join([_("Since the data of {date}, whatever is selected.").format(date=found.release), *others])
