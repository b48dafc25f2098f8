"""What stands out in a selection, as facts with their counts; the words are put to them elsewhere."""

from dataclasses import dataclass

from analytics.facets import NOT_STATED
from analytics.measures.coverage import (
    Counting,
    coverage_by_code,
    coverage_by_region,
)
from analytics.measures.gaps import Comparison, gaps_by_country, gaps_by_region
from analytics.measures.progress import counted
from analytics.selection import Narrowed


@dataclass(frozen=True)
class LargestTheme:
    """The theme that most pledges carry."""

    theme: str
    pledges: int
    of: int


@dataclass(frozen=True)
class LargestGap:
    """The country whose share of displaced people hosted is furthest above its share of pledges."""

    country: str
    pledges: int
    placed: int
    people: float
    people_everywhere: float


@dataclass(frozen=True)
class ThinnestRegion:
    """The region whose share of pledges falls furthest behind its share of people hosted."""

    region: str
    pledges: int
    placed: int
    people: float
    people_everywhere: float


@dataclass(frozen=True)
class EmptyRegions:
    """Regions without any pledge, and how many UN member states they hold."""

    regions: tuple[str, ...]
    member_states: int


@dataclass(frozen=True)
class UnaddressedObjectives:
    """Objectives of the migration compact that no pledge states."""

    objectives: tuple[str, ...]
    of: int
    stating: int


@dataclass(frozen=True)
class NoReport:
    """Pledges without any report on progress, and those past their end without a reported outcome."""

    pledges: int
    of: int
    overdue: int


Finding = LargestTheme | LargestGap | ThinnestRegion | EmptyRegions | UnaddressedObjectives | NoReport


MOST = 5
"""Findings that a page shows; more would not be read."""


def findings(narrowed: Narrowed) -> list[Finding]:
    """The findings that the selection supports, most telling first and five at most; none for an empty selection."""
    if narrowed.count() == 0:
        return []
    found = [
        _largest_gap(narrowed),
        _thinnest_region(narrowed),
        _empty_regions(narrowed),
        _unaddressed(narrowed),
        _no_report(narrowed),
        _largest_theme(narrowed),
    ]
    return [finding for finding in found if finding is not None][:MOST]


def _largest_gap(narrowed: Narrowed) -> LargestGap | None:
    """Of countries with a figure; a country alone, or all in proportion, leaves no gap."""
    countries = gaps_by_country(narrowed, Comparison())
    known = countries[countries["gap"].notna()]
    if known.empty or known["gap"].max() <= 0:
        return None
    top = known.loc[known["gap"].idxmax()]
    reached = narrowed.facet("iso3").any_of(tuple(known.loc[known["pledges"] > 0, "place"]))
    return LargestGap(
        str(top["place"]),
        int(top["pledges"]),
        int((reached & narrowed.pledges).sum()),
        float(top["people"]),
        float(known["people"].sum()),
    )


def _largest_theme(narrowed: Narrowed) -> LargestTheme | None:
    themes = coverage_by_code(narrowed, Counting())
    themes = themes[themes["code"] != NOT_STATED]
    if themes["value"].max() == 0:
        return None
    top = themes.loc[themes["value"].idxmax()]
    return LargestTheme(str(top["code"]), int(top["value"]), narrowed.count())


def _thinnest_region(narrowed: Narrowed) -> ThinnestRegion | None:
    """Compares shares among regions that have both people hosted and a pledge, with need as the Gaps page counts it.

    Regions without any pledge have a finding of their own. A joint pledge counts in each
    of its regions, so the shares compared are of the sum over regions; the whole that is
    named (`placed`) holds it once.
    """
    regions = gaps_by_region(narrowed, Comparison())
    regions = regions[regions["state"] == "value"]
    if len(regions) < 2:
        return None
    countries = gaps_by_country(narrowed, Comparison())
    everywhere = float(countries.loc[countries["state"] != "outside", "people"].sum())
    ratio = (regions["pledges"] / regions["pledges"].sum()) / (regions["people"] / everywhere)
    worst = ratio.idxmin()
    if ratio[worst] >= 1:
        return None
    row = regions.loc[worst]
    return ThinnestRegion(
        str(row["place"]),
        int(row["pledges"]),
        int((narrowed.regions().any_of(tuple(regions["place"])) & narrowed.pledges).sum()),
        float(row["people"]),
        everywhere,
    )


def _empty_regions(narrowed: Narrowed) -> EmptyRegions | None:
    regions = coverage_by_region(narrowed)
    empty = regions[(regions["pledges"] == 0) & (regions["member_of"] > 0)]
    if empty.empty:
        return None
    return EmptyRegions(tuple(empty["region"]), int(empty["member_of"].sum()))


def _unaddressed(narrowed: Narrowed) -> UnaddressedObjectives | None:
    objectives = coverage_by_code(narrowed, Counting(themes="gcm"))
    silent = int(objectives.loc[objectives["code"] == NOT_STATED, "value"].sum())
    objectives = objectives[objectives["code"] != NOT_STATED]
    stating = narrowed.count() - silent
    empty = objectives.loc[objectives["value"] == 0, "code"]
    if empty.empty or stating <= 0:
        return None
    return UnaddressedObjectives(tuple(empty), len(objectives), stating)


def _no_report(narrowed: Narrowed) -> NoReport | None:
    rows = counted(narrowed, narrowed.dataset.as_of)
    silent, overdue = int((~rows["reported"]).sum()), int((rows["state"] == "overdue").sum())
    return NoReport(silent, len(rows), overdue) if silent or overdue else None
