"""Every kind of figure that can be made again from its recipe, as a link or a deck holds it."""

from collections.abc import Callable, Container
from typing import NamedTuple

from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.coverage import menus
from analytics.exhibits.data_quality import figures as quality
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.gaps import objectives as objective_gaps
from analytics.exhibits.gaps import wording as need_words
from analytics.exhibits.places import beside_world as place
from analytics.exhibits.places import figures as world
from analytics.exhibits.pledges import figures as timeline
from analytics.exhibits.progress import figures as progress
from analytics.exhibits.progress.dates import days
from analytics.exhibits.published import figures as published
from analytics.exhibits.records import figures as records
from analytics.exhibits.scenario import figures as scenario
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.measures.recruitment import PEOPLE
from analytics.measures.scenario import core_objectives
from analytics.selection import FilteredData
from analytics.words import _

Menu = Callable[[FilteredData, tuple[str, ...]], Container[str]]
"""What can be chosen for one option, given the tables and all options asked for."""

DRAWING = 380
"""Pixels of a map without its texts."""

SWITCH = ("no", "yes")

_COUNTING: tuple[Menu, ...] = (
    lambda filtered, _asked: menus.theme_schemes(filtered),
    lambda _filtered, _asked: menus.measures(),
    lambda _filtered, asked: SWITCH if asked[1] == "pledges" else SWITCH[:1],
    lambda _filtered, _asked: menus.universes(),
)
_MAP: tuple[Menu, ...] = (
    lambda _filtered, _asked: menus.map_measures(),
    lambda _filtered, _asked: menus.universes(),
    lambda filtered, _asked: menus.zooms(filtered),
)
_NEED: tuple[Menu, ...] = (
    lambda _filtered, _asked: need_words.kinds(),
    lambda _filtered, asked: need_words.series() if asked[0] == "displaced" else ("none",),
)
_COMPARISON: tuple[Menu, ...] = (*_NEED, lambda _filtered, _asked: need_words.counted())
_PLACED: tuple[Menu, ...] = (*_COMPARISON, lambda _filtered, _asked: need_words.places())
_RANKED: tuple[Menu, ...] = (*_PLACED, lambda _filtered, _asked: need_words.orders())
_PROGRESS: tuple[Menu, ...] = (
    lambda _filtered, _asked: progress.facets(),
    lambda filtered, asked: days(filtered, asked[1]).options,
)
_WEIGHTS: tuple[Menu, ...] = (
    lambda _filtered, _asked: objective_gaps.weight_options("high"),
    lambda _filtered, _asked: objective_gaps.weight_options("medium"),
    lambda _filtered, _asked: objective_gaps.weight_options("low"),
    lambda _filtered, _asked: SWITCH,
)
_PLAN: tuple[Menu, ...] = (
    lambda filtered, _asked: scenario.targets() if core_objectives(filtered) else (),
    lambda _filtered, asked: scenario.shares() if asked[0] == PEOPLE else scenario.SHARES[:1],
    lambda _filtered, _asked: scenario.limits(),
    lambda _filtered, _asked: scenario.per_country(),
    lambda _filtered, _asked: scenario.per_pledge(),
    lambda _filtered, _asked: ("before", "after"),
)


class _Kind(NamedTuple):
    name: str
    menus: tuple[Menu, ...]
    make: Callable[..., Exhibit]
    added: int = 0
    """The last options that a recipe may lack, because decks were made before they were offered."""


def _catalogue() -> dict[str, _Kind]:
    return {
        "map": _Kind(_("Map of pledges"), _MAP, _map),
        "matrix": _Kind(_("Regions and themes"), _COUNTING, _counted(coverage.matrix)),
        "regions": _Kind(_("Coverage by region"), _COUNTING, _counted(coverage.region_bars)),
        "codes": _Kind(_("Coverage by theme or objective"), _COUNTING, _counted(coverage.code_bars)),
        "objectives": _Kind(_("Objectives by round table"), (), coverage.objective_bars),
        "years": _Kind(_("Pledges by year"), (), timeline.by_year),
        "forums": _Kind(_("Pledges by forum"), (), timeline.by_forum),
        "need_pledges": _Kind(_("Need and pledges"), _PLACED, _compared(gaps.need_against_pledges)),
        "ranking": _Kind(_("Ranks by need and pledges"), _RANKED, _compared(gaps.gap_ranking), added=1),
        "representation": _Kind(_("Representation ratio"), _PLACED, _compared(gaps.representation)),
        "beside_world": _Kind(_("One place beside the world"), _NEED, _beside_world),
        "gap_map": _Kind(_("Map of the representation ratio"), _COMPARISON, _gap_map),
        "weighted": _Kind(_("Objectives by their weight"), _WEIGHTS, _weighted),
        "progress": _Kind(_("State of pledges"), _PROGRESS, progress.progress_bars),
        "freshness": _Kind(_("Age of reports"), _PROGRESS, progress.freshness_bars),
        "items": _Kind(_("What records state"), (), records.item_bars),
        "records_by_region": _Kind(_("Records by region"), (), records.region_bars),
        "completeness": _Kind(_("Fields that are stated"), (), quality.completeness_bars),
        "documentation": _Kind(_("What texts say"), (), quality.documentation_bars),
        "published": _Kind(_("Published figures and ours"), (), published.published_bars),
        "scenario": _Kind(_("New pledges for a target"), _PLAN, _planned),
    }


def kinds() -> dict[str, str]:
    """Every kind of figure that has a recipe, and its name."""
    return {kind: known.name for kind, known in _catalogue().items()}


def remake(filtered: FilteredData, recipe: tuple[str, ...]) -> Exhibit:
    """The exhibit that a recipe makes of these tables.

    LookupError if its kind is unknown, or an option is missing, one too many or not offered by the menus.
    """
    kind, options = recipe[0] if recipe else "", recipe[1:]
    known = _catalogue().get(kind)
    if known is None:
        raise LookupError(f"no figure of the kind {kind!r}")
    if not len(known.menus) - known.added <= len(options) <= len(known.menus):
        raise LookupError(f"{kind} takes {len(known.menus)} options, not {len(options)}")
    for option, menu in zip(options, known.menus, strict=False):
        if option not in menu(filtered, options):
            raise LookupError(f"{kind} has no option {option!r}")
    return known.make(filtered, *options)


def _counted(maker: Callable[[FilteredData, Counting], Exhibit]) -> Callable[..., Exhibit]:
    def made(filtered: FilteredData, themes: str, measure: str, fractional: str, universe: str) -> Exhibit:
        return maker(filtered, Counting(themes, measure, fractional == "yes", universe))

    return made


def _compared(maker: Callable[[FilteredData, str, Comparison], Exhibit]) -> Callable[..., Exhibit]:
    def made(
        filtered: FilteredData, kind: str, idps: str, counted: str, places: str, order: str = "difference"
    ) -> Exhibit:
        return maker(filtered, places, Comparison(Need(kind, idps), counted, order))

    return made


def _map(filtered: FilteredData, measure: str, universe: str, zoom: str) -> Exhibit:
    return world.world_map(filtered, measure, universe, DRAWING, zoom)


def _beside_world(filtered: FilteredData, kind: str, idps: str) -> Exhibit:
    return place.beside_world(filtered, Comparison(Need(kind, idps)))


def _gap_map(filtered: FilteredData, kind: str, idps: str, counted: str) -> Exhibit:
    return gaps.gap_map(filtered, Comparison(Need(kind, idps), counted))


def _weighted(filtered: FilteredData, high: str, medium: str, low: str, fractional: str) -> Exhibit:
    return objective_gaps.weighted_objectives(
        filtered, objective_gaps.weights_of(high, medium, low), fractional == "yes"
    )


def _planned(filtered: FilteredData, *options: str) -> Exhibit:
    *plan, shown = options
    answered = scenario.answered(filtered, scenario.plan_of(*plan))
    return answered.after if shown == "after" else answered.before
