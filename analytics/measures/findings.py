"""What stands out in a selection, as numbers; `analytics.exhibits.overview.findings` has the words."""

from typing import NamedTuple

from analytics.facets import NOT_STATED
from analytics.measures.coverage import (
    RESIDUAL_REGIONS,
    Counting,
    countable_pairs,
    countable_regions,
    counts_by_region,
    coverage_by_code,
    coverage_matrix,
    universe_of,
)
from analytics.measures.gaps import Comparison, counted_once, gaps_by_region, regions_behind
from analytics.measures.progress import counted_states
from analytics.reports import OVERDUE
from analytics.rows import each_row
from analytics.selection import FilteredData


class CommonThemes(NamedTuple):
    """The most common theme, or several that are equally common."""

    codes: tuple[str, ...]
    pledges: int
    of: int


class ThinRegion(NamedTuple):
    """A region whose share of pledges is below its share of people hosted; `placed` and `of` are the wholes."""

    region: str
    pledges: int
    placed: int
    people: float
    of: float


class SilentThemes(NamedTuple):
    """A region with pledges, and the themes of so many on which it has none."""

    region: str
    themes: tuple[str, ...]
    of: int


class UnaddressedObjectives(NamedTuple):
    """Objectives of the migration compact that no pledge states."""

    objectives: tuple[str, ...]
    of: int
    stating: int


class NotReported(NamedTuple):
    """Pledges on which nothing is reported, and those among them past their end date."""

    pledges: int
    of: int
    overdue: int


ThinPlace = ThinRegion | SilentThemes

MOST_THIN = 3
"""Places named as thin; more would not be read."""

MOST_ALIKE = 3
"""Themes that can be the most common ones together."""


def thin_places(filtered: FilteredData) -> list[ThinPlace]:
    """Where pledges are thin, three regions at most: those behind their share of people, then those without a theme.

    Only where what is missing may be called a gap. No country is called thin: where some are chosen, nothing is said.
    Nor is what a scheme puts into no region.
    """
    if not filtered.allows_gaps() or filtered.selection.country:
        return []
    found: list[ThinPlace] = [*_thin_regions(filtered)]
    named = {each.region for each in found}
    found += [each for each in silent_themes(filtered) if each.region not in named]
    return found[:MOST_THIN]


def common_themes(filtered: FilteredData) -> CommonThemes | None:
    """The most common themes of a selection; None where "most" would say nothing."""
    if filtered.selection.theme:
        # Only the chosen themes are counted, so that another could be more common.
        return None
    themes = coverage_by_code(filtered, Counting())
    themes = themes[themes["code"] != NOT_STATED]
    most = themes["value"].max()
    first = tuple(themes.loc[themes["value"] == most, "code"])
    # Of a single pledge, or of many themes alike, "most" says nothing.
    if not most > 1 or len(first) > MOST_ALIKE:
        return None
    return CommonThemes(first, int(most), filtered.count())


def _thin_regions(filtered: FilteredData) -> list[ThinRegion]:
    """The largest difference of shares first, as the Gaps page counts it.

    A region is thin only if it is so by every way of counting pledges. A joint pledge counts in each of its regions, so
    the shares compared are of the sum over regions; the whole that is named (`placed`) holds it once.
    """
    comparison = Comparison()
    table = gaps_by_region(filtered, comparison)
    behind = regions_behind(filtered, comparison.need) & ~table["place"].isin(RESIDUAL_REGIONS)
    known = table[table["gap"].notna()]
    placed, of = counted_once(filtered, known["place"], comparison), float(known["people"].sum())
    return [
        ThinRegion(row.place, int(row.pledges), placed, float(row.people), of)
        for row in each_row(table[behind].sort_values(["gap", "place"], ascending=[False, True]))
    ]


def empty_regions(filtered: FilteredData) -> tuple[list[str], int]:
    """The regions of the selection without any pledge, and of how many; each has a UN member state."""
    with_members = set(universe_of(filtered, "un_members")[filtered.selection.regions_by])
    asked = [code for code in countable_regions(filtered) if code in with_members]
    pledges = counts_by_region(filtered, asked, "pledges")
    return [code for code, count in zip(asked, pledges, strict=True) if count == 0], len(asked)


def silent_themes(filtered: FilteredData) -> list[SilentThemes]:
    """Regions with a pledge that have none on some theme, those with most such themes first.

    None where themes are chosen: of the others nothing is known.
    """
    if filtered.selection.theme:
        return []
    matrix = coverage_matrix(filtered, Counting())
    pairs = countable_pairs(matrix)
    own = pairs[pairs["value"] == 0].groupby("region", sort=False)["code"].agg(tuple)
    every = pairs.groupby("region", sort=False)["code"].size()
    found = [SilentThemes(str(code), own[code], int(every[code])) for code in own.index if len(own[code]) < every[code]]
    return sorted(found, key=lambda each: -len(each.themes))


def unaddressed_objectives(filtered: FilteredData) -> UnaddressedObjectives | None:
    """The objectives without a pledge; None where there is none of them, or no pledge states any objective."""
    objectives = coverage_by_code(filtered, Counting(themes="gcm"))
    objectives, stating = objectives[objectives["code"] != NOT_STATED], filtered.stating("gcm")
    empty = objectives.loc[objectives["value"] == 0, "code"]
    if empty.empty or not stating:
        return None
    return UnaddressedObjectives(tuple(empty), len(objectives), stating)


def not_reported(filtered: FilteredData) -> NotReported | None:
    """The pledges of a selection that are not reported on; None where all are."""
    rows = counted_states(filtered, filtered.dataset.as_of)
    silent = int((~rows["reported"]).sum())
    return NotReported(silent, len(rows), int((rows["state"] == OVERDUE).sum())) if silent else None
