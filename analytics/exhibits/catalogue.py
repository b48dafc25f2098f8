"""Every kind of figure that can be made again from its recipe, as a link or a deck holds it."""

from collections.abc import Callable, Container
from typing import NamedTuple

from analytics.exhibits import (
    coverage,
    gaps,
    menus,
    need_words,
    objective_gaps,
    place,
    progress,
    published,
    quality,
    records,
    scenario,
    timeline,
    world,
)
from analytics.exhibits.as_of import days
from analytics.exhibits.exhibit import Exhibit
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.measures.recruitment import PEOPLE
from analytics.measures.scenario import core_objectives
from analytics.selection import Narrowed
from analytics.words import _

Menu = Callable[[Narrowed, tuple[str, ...]], Container[str]]
"""What can be chosen for one option, given the tables and all options asked for."""

DRAWING = 380
"""Pixels of a map without its texts."""

SWITCH = ("no", "yes")

_COUNTING: tuple[Menu, ...] = (
    lambda narrowed, _asked: menus.theme_schemes(narrowed),
    lambda _narrowed, _asked: menus.measures(),
    lambda _narrowed, asked: SWITCH if asked[1] == "pledges" else SWITCH[:1],
    lambda _narrowed, _asked: menus.universes(),
)
_MAP: tuple[Menu, ...] = (
    lambda _narrowed, _asked: menus.map_measures(),
    lambda _narrowed, _asked: menus.universes(),
    lambda narrowed, _asked: menus.zooms(narrowed),
)
_NEED: tuple[Menu, ...] = (
    lambda _narrowed, _asked: need_words.kinds(),
    lambda _narrowed, asked: need_words.series() if asked[0] == "displaced" else ("none",),
)
_COMPARISON: tuple[Menu, ...] = (*_NEED, lambda _narrowed, _asked: need_words.counted())
_PLACED: tuple[Menu, ...] = (*_COMPARISON, lambda _narrowed, _asked: need_words.places())
_RANKED: tuple[Menu, ...] = (*_PLACED, lambda _narrowed, _asked: need_words.orders())
_PROGRESS: tuple[Menu, ...] = (
    lambda _narrowed, _asked: progress.facets(),
    lambda narrowed, asked: days(narrowed, asked[1]).options,
)
_WEIGHTS: tuple[Menu, ...] = (
    lambda _narrowed, _asked: objective_gaps.weight_options("high"),
    lambda _narrowed, _asked: objective_gaps.weight_options("medium"),
    lambda _narrowed, _asked: objective_gaps.weight_options("low"),
    lambda _narrowed, _asked: SWITCH,
)
_PLAN: tuple[Menu, ...] = (
    lambda narrowed, _asked: scenario.targets() if core_objectives(narrowed) else (),
    lambda _narrowed, asked: scenario.shares() if asked[0] == PEOPLE else scenario.SHARES[:1],
    lambda _narrowed, _asked: scenario.limits(),
    lambda _narrowed, _asked: scenario.per_country(),
    lambda _narrowed, _asked: scenario.per_pledge(),
    lambda _narrowed, _asked: ("before", "after"),
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


def remake(narrowed: Narrowed, recipe: tuple[str, ...]) -> Exhibit:
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
        if option not in menu(narrowed, options):
            raise LookupError(f"{kind} has no option {option!r}")
    return known.make(narrowed, *options)


def _counted(maker: Callable[[Narrowed, Counting], Exhibit]) -> Callable[..., Exhibit]:
    def made(narrowed: Narrowed, themes: str, measure: str, fractional: str, universe: str) -> Exhibit:
        return maker(narrowed, Counting(themes, measure, fractional == "yes", universe))

    return made


def _compared(maker: Callable[[Narrowed, str, Comparison], Exhibit]) -> Callable[..., Exhibit]:
    def made(narrowed: Narrowed, kind: str, idps: str, counted: str, places: str, order: str = "difference") -> Exhibit:
        return maker(narrowed, places, Comparison(Need(kind, idps), counted, order))

    return made


def _map(narrowed: Narrowed, measure: str, universe: str, zoom: str) -> Exhibit:
    return world.world_map(narrowed, measure, universe, DRAWING, zoom)


def _beside_world(narrowed: Narrowed, kind: str, idps: str) -> Exhibit:
    return place.beside_world(narrowed, Comparison(Need(kind, idps)))


def _gap_map(narrowed: Narrowed, kind: str, idps: str, counted: str) -> Exhibit:
    return gaps.gap_map(narrowed, Comparison(Need(kind, idps), counted))


def _weighted(narrowed: Narrowed, high: str, medium: str, low: str, fractional: str) -> Exhibit:
    return objective_gaps.weighted_objectives(
        narrowed, objective_gaps.weights_of(high, medium, low), fractional == "yes"
    )


def _planned(narrowed: Narrowed, *options: str) -> Exhibit:
    *plan, shown = options
    answered = scenario.answered(narrowed, scenario.plan_of(*plan))
    return answered.after if shown == "after" else answered.before
