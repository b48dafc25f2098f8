"""Every kind of figure that can be made again from its recipe, which links and decks store."""

from collections.abc import Callable, Container, Mapping
from typing import Any, NamedTuple

from analytics.dataset.world_cities import world_cities
from analytics.exhibits.calendar import figures as calendar
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.coverage import menus
from analytics.exhibits.exchange import figures as exchange
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.exhibits.funding import figures as funding
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.gaps import objectives
from analytics.exhibits.gaps import wording as need_wording
from analytics.exhibits.peers import figures as peers
from analytics.exhibits.peers.wording import weight_options
from analytics.exhibits.places import beside_world
from analytics.exhibits.places import figures as places
from analytics.exhibits.places import menus as place_menus
from analytics.exhibits.pledges import figures as pledges
from analytics.exhibits.progress import figures as progress
from analytics.exhibits.progress.dates import days
from analytics.exhibits.published import figures as published
from analytics.exhibits.records import figures as records
from analytics.exhibits.scenario import figures as scenario
from analytics.labels import names_of
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.measures.peers import CRITERIA
from analytics.measures.recruitment import PEOPLE
from analytics.measures.scenario import core_objectives
from analytics.selection import FilteredData
from analytics.words import _

SWITCH = ("no", "yes")


class Option(NamedTuple):
    """One option of a figure: its name, the code it has where a recipe says nothing, and the codes on offer.

    `menu` takes the filtered data and the values of all options, by name. An option added later must default to
    what the figure showed before: then every older link still opens, and means the same.
    """

    name: str
    default: str
    menu: Callable[[FilteredData, Mapping[str, str]], Container[str]]


class Kind(NamedTuple):
    """A kind of figure: its title, its options, and the function that makes the exhibit.

    `arguments` turns the codes of the options, by name, into the arguments of that function after the data.
    """

    title: str
    options: tuple[Option, ...]
    exhibit: Callable[..., Exhibit]
    arguments: Callable[..., Mapping[str, Any]] = dict


_UNIVERSE = Option("universe", "un_members", lambda _filtered, _values: menus.universes())
_COUNTING = (
    Option("themes", "theme", lambda filtered, _values: names_of(filtered.facets, "theme_scheme")),
    Option("measure", "pledges", lambda _filtered, _values: menus.measures()),
    Option("fractional", "no", lambda _filtered, values: SWITCH if values["measure"] == "pledges" else SWITCH[:1]),
    _UNIVERSE,
)
_MAP = (
    Option("measure", "pledges", lambda _filtered, _values: place_menus.map_measures()),
    _UNIVERSE,
    Option("zoom", "", lambda filtered, _values: place_menus.zooms(filtered)),
)
_NEED = (
    Option("need", "displaced", lambda _filtered, _values: need_wording.need_kinds()),
    Option(
        "idps",
        "none",
        lambda _filtered, values: need_wording.idp_series() if values["need"] == "displaced" else ("none",),
    ),
)
_STRIP = (Option("need", "displaced", lambda _filtered, _values: need_wording.strip_kinds()),)
_COMPARISON = (*_NEED, Option("counted", "pledges", lambda _filtered, _values: need_wording.counted_names()))
_PLACES = (*_COMPARISON, Option("places", "region", lambda _filtered, _values: need_wording.levels_compared()))
_RANKING = (*_PLACES, Option("order", "difference", lambda _filtered, _values: need_wording.rank_orders()))
_PROGRESS = (
    Option("by", "region", lambda _filtered, _values: progress.split_options()),
    Option("as_of", "", lambda filtered, values: days(filtered, values["as_of"]).options),
)
_FUNDING = (Option("by", "funder", lambda _filtered, _values: funding.split_options()),)
_WEIGHTS = (
    Option("high", "1", lambda _filtered, _values: objectives.weight_options("high")),
    Option("medium", "0.5", lambda _filtered, _values: objectives.weight_options("medium")),
    Option("low", "0", lambda _filtered, _values: objectives.weight_options("low")),
    Option("fractional", "no", lambda _filtered, _values: SWITCH),
)
_PLAN = (
    Option("target", "objectives", lambda filtered, _values: scenario.targets() if core_objectives(filtered) else ()),
    Option(
        "share",
        "80",
        lambda _filtered, values: scenario.shares() if values["target"] == PEOPLE else scenario.SHARES[:1],
    ),
    Option("limit", "", lambda _filtered, _values: scenario.limits()),
    Option("per_country", "1", lambda _filtered, _values: scenario.per_country()),
    Option("per_pledge", "1", lambda _filtered, _values: scenario.per_pledge()),
    Option("shown", "after", lambda _filtered, _values: ("before", "after")),
    Option("floor", "0", lambda _filtered, _values: scenario.FLOORS),
    Option("without", "", lambda filtered, _values: scenario.RuledOut(scenario.askable(filtered.dataset))),
)
_WEIGHT = tuple(Option(criterion, "1", lambda _filtered, _values: weight_options()) for criterion in CRITERIA)
_PEERS = (
    Option("city", "", lambda filtered, _values: {"", *filtered.dataset.governments["city_id"]}),
    Option("geonameid", "", lambda _filtered, values: [""] if values["city"] else ["", *world_cities().index]),
    Option("plans", "", lambda filtered, _values: scenario.RuledOut(filtered.facets.declared("theme"))),
    *_WEIGHT,
)


_FORUM = (Option("forum", "", lambda filtered, _values: calendar.forum_options(filtered.dataset)),)
_BOARD = (Option("by", "theme", lambda _filtered, _values: exchange.split_options()),)
_SINCE = (
    Option("forum", "", lambda filtered, _values: {"": "", **calendar.forums_over(filtered.dataset)}),
    Option("until", "", lambda filtered, values: calendar.forums_since(filtered.dataset, values["forum"])),
)


def _catalogue() -> dict[str, Kind]:
    return {
        "map": Kind(_("Map of pledges"), _MAP, places.pledge_map),
        "matrix": Kind(_("Regions and themes"), _COUNTING, coverage.matrix, _counting),
        "regions": Kind(_("Coverage by region"), _COUNTING, coverage.region_bars, _counting),
        "codes": Kind(_("Coverage by theme or objective"), _COUNTING, coverage.code_bars, _counting),
        "objectives": Kind(_("Objectives by round table"), (), coverage.objective_bars),
        "years": Kind(_("Pledges by year"), (), pledges.by_year),
        "forums": Kind(_("Pledges by forum"), (), pledges.by_forum),
        "need_pledges": Kind(_("Need and pledges"), _PLACES, gaps.need_against_pledges, _comparison),
        "gap_strip": Kind(_("Shares of people and of pledges"), _STRIP, gaps.gap_strip, _comparison),
        "ranking": Kind(_("Ranks by need and pledges"), _RANKING, gaps.gap_ranking, _comparison),
        "representation": Kind(_("Representation ratio"), _PLACES, gaps.representation, _comparison),
        "beside_world": Kind(_("One place beside the world"), _NEED, beside_world.beside_world, _comparison),
        "gap_map": Kind(_("Map of the representation ratio"), _COMPARISON, gaps.gap_map, _comparison),
        "weighted": Kind(_("Objectives by their weight"), _WEIGHTS, objectives.weighted_objectives, _weighted),
        "progress": Kind(_("State of pledges"), _PROGRESS, progress.progress_bars),
        "freshness": Kind(_("Age of reports"), _PROGRESS, progress.freshness_bars),
        "items": Kind(_("What records state"), (), records.item_bars),
        "records_by_region": Kind(_("Records by region"), (), records.region_bars),
        "completeness": Kind(_("Fields that are stated"), (), records.field_bars),
        "published": Kind(_("Published figures and ours"), (), published.published_bars),
        "funding": Kind(_("Who paid for what"), _FUNDING, funding.funding),
        "ready": Kind(_("What is ready for a forum"), _FORUM, calendar.ready_bars),
        "since": Kind(_("What happened between two forums"), _SINCE, calendar.since_bars),
        "exchange": Kind(_("Offers, asks and exchanges"), _BOARD, exchange.exchange_bars),
        "exchange_links": Kind(_("Cities that are named together"), (), exchange.named_together_matrix),
        "peers": Kind(_("Cities to learn from"), _PEERS, peers.peer_matrix, _peer_query),
        "peer_map": Kind(_("Map of cities to learn from"), _PEERS, peers.peer_map, _peer_query),
        "scenario": Kind(_("New pledges for a target"), _PLAN, _planned),
    }


def kinds() -> dict[str, str]:
    """Every kind of figure that has a recipe, and its title."""
    return {code: kind.title for code, kind in _catalogue().items()}


def options(kind: str) -> tuple[Option, ...]:
    """The options of a kind of figure in their order; LookupError if there is no such kind."""
    return _kind(Recipe(kind)).options


def shortened(recipe: Recipe) -> Recipe:
    """The recipe without the options that are at their default, so that links stay short and comparable.

    LookupError if its kind or an option is unknown.
    """
    values = _options(recipe)
    kept = tuple(
        (option.name, values[option.name]) for option in _kind(recipe).options if values[option.name] != option.default
    )
    return Recipe(recipe.kind, kept)


def remake(filtered: FilteredData, recipe: Recipe) -> Exhibit:
    """The exhibit that a recipe makes of the data of a selection.

    LookupError if its kind or an option is unknown, or the menus do not offer its value.
    """
    kind, values = _kind(recipe), _options(recipe)
    for option in kind.options:
        if values[option.name] not in option.menu(filtered, values):
            raise LookupError(f"{recipe.kind} has no {option.name} {values[option.name]!r}")
    return kind.exhibit(filtered, **kind.arguments(**values))


def _kind(recipe: Recipe) -> Kind:
    known = _catalogue().get(recipe.kind)
    if known is None:
        raise LookupError(f"no figure of the kind {recipe.kind!r}")
    return known


def _options(recipe: Recipe) -> dict[str, str]:
    """Every option of the kind by name, at its default where the recipe says nothing."""
    given, defaults = dict(recipe.options), {each.name: each.default for each in _kind(recipe).options}
    if not given.keys() <= defaults.keys() or len(given) < len(recipe.options):
        raise LookupError(f"{recipe.kind} does not have these options: {recipe.options}")
    return defaults | given


def _counting(themes: str, measure: str, fractional: str, universe: str) -> dict[str, Any]:
    return {"counting": Counting(themes, measure, fractional == "yes", universe)}


def _comparison(
    need: str, idps: str = "none", counted: str = "pledges", order: str = "difference", **places: str
) -> dict[str, Any]:
    return {"comparison": Comparison(Need(need, idps), counted, order), **places}


def _peer_query(**options: str) -> dict[str, Any]:
    return {"query": peers.peer_query(**options)}


def _weighted(high: str, medium: str, low: str, fractional: str) -> dict[str, Any]:
    return {"weights": objectives.weights_of(high, medium, low), "fractional": fractional == "yes"}


def _planned(filtered: FilteredData, limit: str, shown: str, **options: str) -> Exhibit:
    _outcome, before, after = scenario.scenario_figures(filtered, scenario.plan_of(most=limit, **options))
    return after if shown == "after" else before
