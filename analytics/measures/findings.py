"""What stands out in a selection, as numbers; `analytics.exhibits.overview.findings` has the words."""

from dataclasses import dataclass

from analytics.facets import NOT_STATED
from analytics.measures.coverage import (
    TOTAL,
    WITHOUT_REGION,
    Counting,
    coverage_by_code,
    coverage_by_region,
)
from analytics.measures.gaps import Comparison, gaps_by_country, gaps_by_region
from analytics.measures.progress import counted
from analytics.reports import OVERDUE
from analytics.selection import FilteredData


@dataclass(frozen=True)
class CommonThemes:
    """The most common theme, or several that are equally common."""

    themes: tuple[str, ...]
    pledges: int
    of: int


@dataclass(frozen=True)
class ThinRegion:
    """The region whose share of pledges falls furthest behind its share of people hosted."""

    region: str
    pledges: int
    placed: int
    people: float
    people_everywhere: float


@dataclass(frozen=True)
class EmptyRegions:
    """Regions without any pledge, how many UN member states they hold, and how many people these host.

    `people` is missing where no figure is known for any of them.
    """

    regions: tuple[str, ...]
    member_states: int
    people: float | None


@dataclass(frozen=True)
class UnaddressedObjectives:
    """Objectives of the migration compact that no pledge states."""

    objectives: tuple[str, ...]
    of: int
    stating: int


@dataclass(frozen=True)
class NotReported:
    """Pledges on which nothing is reported, and those among them past their end date."""

    pledges: int
    of: int
    overdue: int


Finding = CommonThemes | ThinRegion | EmptyRegions | UnaddressedObjectives | NotReported


MOST = 5
"""Findings that a page shows; more would not be read."""

MOST_ALIKE = 3
"""Themes that can be the most common ones together."""


def findings(filtered: FilteredData) -> list[Finding]:
    """The findings that the selection supports, most telling first and five at most.

    An empty selection has only empty regions; the wording decides whether that is called a gap.
    """
    found: list[Finding | None] = [_empty_regions(filtered)]
    if filtered.count():
        found = [
            _thin_region(filtered),
            *found,
            _not_reported(filtered),
            _unaddressed(filtered),
            _common_themes(filtered),
        ]
    return [finding for finding in found if finding is not None][:MOST]


def _common_themes(filtered: FilteredData) -> CommonThemes | None:
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


def _thin_region(filtered: FilteredData) -> ThinRegion | None:
    """Compares shares among regions that have both people hosted and a pledge, with need as the Gaps page counts it.

    Regions without any pledge have a finding of their own. A joint pledge counts in each
    of its regions, so the shares compared are of the sum over regions; the whole that is
    named (`placed`) holds it once. Only where what is missing may be called a gap.
    """
    if not filtered.allows_gaps():
        return None
    regions = gaps_by_region(filtered, Comparison())
    regions = regions[regions["state"] == "value"]
    if len(regions) < 2:
        return None
    countries = gaps_by_country(filtered, Comparison())
    everywhere = float(countries["people"].sum())
    ratio = (regions["pledges"] / regions["pledges"].sum()) / (regions["people"] / everywhere)
    worst = ratio.idxmin()
    if ratio[worst] >= 1:
        return None
    row = regions.loc[worst]
    return ThinRegion(
        str(row["place"]),
        int(row["pledges"]),
        int((filtered.regions().any_of(tuple(regions["place"])) & filtered.pledges).sum()),
        float(row["people"]),
        everywhere,
    )


def _empty_regions(filtered: FilteredData) -> EmptyRegions | None:
    regions = coverage_by_region(filtered)
    of_a_place = ~regions["region"].isin([*WITHOUT_REGION, TOTAL])
    empty = regions[of_a_place & (regions["pledges"] == 0) & (regions["member_of"] > 0)]
    if empty.empty:
        return None
    known = empty["displaced_of"].dropna()
    people = float(known.sum()) if len(known) else None
    return EmptyRegions(tuple(empty["region"]), int(empty["member_of"].sum()), people)


def _unaddressed(filtered: FilteredData) -> UnaddressedObjectives | None:
    objectives = coverage_by_code(filtered, Counting(themes="gcm"))
    silent = int(objectives.loc[objectives["code"] == NOT_STATED, "value"].sum())
    objectives = objectives[objectives["code"] != NOT_STATED]
    stating = filtered.count() - silent
    empty = objectives.loc[objectives["value"] == 0, "code"]
    if empty.empty or stating <= 0:
        return None
    return UnaddressedObjectives(tuple(empty), len(objectives), stating)


def _not_reported(filtered: FilteredData) -> NotReported | None:
    rows = counted(filtered, filtered.dataset.as_of)
    silent = int((~rows["reported"]).sum())
    return NotReported(silent, len(rows), int((rows["state"] == OVERDUE).sum())) if silent else None
