"""What the cards of the first screen say: where we stand, where pledges are few, what is new."""

import pandas as pd

from analytics.dataset.versions import Version, served_version
from analytics.exhibits.changes.figures import counts, in_order
from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.gaps.claims import nothing_to_compare
from analytics.exhibits.gaps.wording import not_a_gap
from analytics.exhibits.overview.headlines import (
    Headline,
    headline_words,
    under_words,
    unnamed_sentence,
    value_words,
)
from analytics.measures.changes import changes
from analytics.measures.gaps import Comparison, gaps_by_region
from analytics.measures.headlines import PUBLISHED, headlines, unnamed_count
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, listing, number

FIRST = 3
"""Changes whose numbers are shown large: added, removed, edited."""


def totals(filtered: FilteredData) -> tuple[list[tuple[str, str]], str]:
    """Pledges, local governments and countries as name and value, and the sentences under them.

    Those say of how many member states the countries are, how many local governments no source names, and what was
    announced of all pledges.
    """
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
    numbers = [(headline_words(row.headline)[0], value_words(row)) for row in shown]
    return numbers, " ".join(filter(None, [members, unnamed_sentence(unnamed_count(filtered)), known]))


def why_nothing_is_thin(filtered: FilteredData) -> str:
    """What is said where no region is named as thin."""
    if not filtered.has_places():
        return does_not_apply()
    if not filtered.allows_gaps():
        return not_a_gap()
    if filtered.selection.country:
        return _(
            "Countries are not judged here: what those chosen host stands beside their region and the world below."
        )
    if not filtered.count():
        return _("No pledge was found, so shares of pledges can’t be compared.")
    if gaps_by_region(filtered, Comparison())["gap"].isna().all():
        return f"{nothing_to_compare(filtered)}."
    if filtered.selection.theme:
        return _("No region is behind its share of displaced people by every way of counting.")
    return _(
        "No region is behind its share of displaced people by every way of counting, nor without a pledge on a theme."
    )


def changes_since(filtered: FilteredData, release: Version) -> tuple[list[tuple[str, int]], str]:
    """What changed in all the data between a release and what is shown: names and numbers; the rest in words.

    No numbers where nothing changed.
    """
    pair = in_order(served_version(filtered.dataset), release)
    if pair[0].version == pair[1].version:
        return [], _("Nothing has changed since the release of {date}.").format(date=day(release.as_of))
    told = [(name, count) for name, count, _meaning in counts(changes(filtered.dataset, *pair))]
    others = (_("{name}: {count}.").format(name=name, count=number(count)) for name, count in told[FIRST:])
    compared = _("Since the data of {date}, whatever is selected.").format(date=day(release.as_of))
    return told[:FIRST], " ".join([compared, *others])
