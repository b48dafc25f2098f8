"""What the reader chose: said in words, and applied to the tables; see `analytics.links` for its link."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from analytics.dataset import NETWORK, UNPLACED, Dataset
from analytics.facets import NOT_STATED, Facet, Facets, plain
from analytics.labels import label, name_in_sentence
from analytics.words import _, day, listing, ngettext, number, pgettext


@dataclass(frozen=True)
class Selection:
    """Codes chosen in each filter; an empty filter means all.

    Codes of one filter widen the selection (Africa or Asia), filters narrow each
    other (Africa and housing). The field names are the parameters of a link and must
    not change: a link made today has to mean the same next year.
    """

    regions_by: str = "m49_region"
    region: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    gcm: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    compact: tuple[str, ...] = ()
    forum: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    stated: bool = False
    search: str = ""

    def facet_of(self, field: str) -> str:
        """The facet that a filter narrows."""
        return {
            "region": self.regions_by,
            "country": "iso3",
            "priority": "priority_objective",
            "group": "target_group",
            "year": "year_announced",
            "status": "report_state",
        }.get(field, field)

    def is_everything(self) -> bool:
        """True when no pledge is left out, whatever scheme the regions are shown in."""
        return not self.search and not any(getattr(self, name) for name in FILTERS)

    def is_limited_to_places(self) -> bool:
        """True where region or country say where: all else is outside the selection."""
        return any(getattr(self, name) for name in WHERE)

    def allows_gaps(self) -> bool:
        """True where a place or theme without a pledge may be called a gap.

        So it may when nothing but places, themes or objectives is chosen. Under any other filter, a search, or
        with stated tags only, what is missing may merely have been filtered out.
        """
        others = [name for name in FILTERS if name not in (*WHERE, *LOOKED_FOR)]
        silent = any(NOT_STATED in getattr(self, name) for name in LOOKED_FOR)
        return not (self.search or self.stated or silent or any(getattr(self, name) for name in others))

    def is_of_networks(self) -> bool:
        """True where only networks are chosen: they are no local governments."""
        return any(set(codes) == {NETWORK} for codes in (self.kind, self.region))

    def can_have_places(self) -> bool:
        """False where only networks, or pledges without a known country, are chosen: no question of place applies."""
        without_region = bool(self.region) and {NETWORK, UNPLACED, NOT_STATED}.issuperset(self.region)
        return not (self.is_of_networks() or without_region or set(self.country) == {NOT_STATED})


WHERE = ("region", "country")
"""The filters that say where; they narrow the places that are asked. All others say which pledges."""

LOOKED_FOR = ("theme", "gcm", "priority")
"""The filters that name what is looked for: under them a place without a pledge is still a place without one."""

PLACED = (*WHERE, "kind")
"""The filters that one government of a pledge has to pass at once."""

FILTERS = tuple(field.name for field in fields(Selection) if field.name not in ("regions_by", "stated", "search"))
"""The filters that hold codes, in the order of the filter bar."""


@dataclass(frozen=True, eq=False)
class FilteredData:
    """The tables as a selection leaves them.

    `pledges` marks the pledges that every filter lets through. `places` marks the rows
    of `dataset.places` that belong to them and to the chosen regions, countries and
    kinds: a joint pledge found through one of its cities does not bring the other in.
    """

    facets: Facets
    chosen: Selection
    pledges: np.ndarray
    places: np.ndarray

    @property
    def dataset(self) -> Dataset:
        """The tables before narrowing."""
        return self.facets.dataset

    def facet(self, name: str) -> Facet:
        """A facet of all pledges, with deduced tags left out where the reader asked for stated ones only."""
        return self.facets.facet(name, self.chosen.stated)

    def reached(self, name: str) -> Facet:
        """Where or by whom the selection reaches each pledge: a facet of places.

        Where regions, countries or kinds are chosen, those of a joint pledge's other government are not
        among them: a choice of Lebanon must not show a pledge in Europe.
        """
        if not any(getattr(self.chosen, field) for field in PLACED):
            return self.facets.facet(name)
        return self.facets.facet_at(name, self.places)

    def allows_gaps(self) -> bool:
        """True where a place without a pledge may be called a gap: see `Selection`; some place has to be asked."""
        return self.chosen.allows_gaps() and self.has_places()

    def has_places(self) -> bool:
        """False where no place is asked: networks only, or regions and countries that have none in common."""
        return self.chosen.can_have_places() and not (self.chosen.is_limited_to_places() and self.asked().empty)

    def regions(self) -> Facet:
        """The regions, of the scheme shown, in which the selection reaches each pledge."""
        return self.reached(self.chosen.regions_by)

    def asked(self) -> pd.DataFrame:
        """The countries and areas that the selection is about: all others are outside it.

        None where only networks are chosen, since no country can have a pledge of theirs.
        """
        countries, chosen = self.dataset.countries, self.chosen
        asked = pd.Series(chosen.can_have_places(), countries.index)
        if chosen.region:
            asked &= countries[chosen.regions_by].isin(chosen.region)
        if chosen.country:
            asked &= countries["iso3"].isin(chosen.country)
        return countries[asked]

    def count(self) -> int:
        """How many pledges the selection holds, each once."""
        return int(self.pledges.sum())

    def table(self) -> pd.DataFrame:
        """The rows of `dataset.pledges` in the selection."""
        return self.dataset.pledges[self.pledges]


def filter_data(facets: Facets, chosen: Selection) -> FilteredData:
    """Apply a selection.

    Filters narrow pledges. Of the denominators (member states, people hosted,
    population) only region and country narrow, because a theme or a year does not
    change how many states a region has. Where region, country and kind are chosen
    together, one government of a pledge has to be of all three.
    """
    pledges = _passing(facets, chosen)
    return FilteredData(facets, chosen, pledges, _places_passing(facets, chosen) & pledges[facets.place_rows])


def _places_passing(facets: Facets, chosen: Selection, without: str = "") -> np.ndarray:
    """True for each row of `places` that is of the chosen regions, countries and kinds."""
    passing = np.ones(len(facets.place_rows), dtype=bool)
    for name in PLACED:
        codes = getattr(chosen, name)
        if codes and name != without:
            own = facets.facet(chosen.facet_of(name)).codes
            passing &= np.isin(facets.place_positions(chosen.facet_of(name)), [own.index(code) for code in codes])
    return passing


def _passing(facets: Facets, chosen: Selection, without: str = "") -> np.ndarray:
    passing = np.ones(len(facets.position), dtype=bool)
    if any(getattr(chosen, name) for name in PLACED if name != without):
        passing[:] = False
        passing[facets.place_rows[_places_passing(facets, chosen, without)]] = True
    for name in FILTERS:
        codes = getattr(chosen, name)
        if codes and name not in (*PLACED, without):
            passing &= facets.facet(chosen.facet_of(name), chosen.stated).any_of(codes)
    for word in plain(chosen.search).split():
        passing &= facets.texts.str.contains(word, regex=False).to_numpy()
    return passing


def option_counts(facets: Facets, chosen: Selection, field: str) -> dict[str, int]:
    """How many pledges each code of a filter would leave, the other filters being as they are."""
    if field in PLACED:
        facet = facets.facet_at(chosen.facet_of(field), _places_passing(facets, chosen, without=field))
    else:
        facet = facets.facet(chosen.facet_of(field), chosen.stated)
    left = facet.marks[_passing(facets, chosen, without=field)].sum(axis=0)
    return dict(zip(facet.codes, (int(count) for count in left), strict=True))


def left_without(facets: Facets, chosen: Selection) -> list[tuple[str, int]]:
    """Each filter in use, and how many pledges there would be if it alone were lifted."""
    used = [name for name in (*FILTERS, "search") if getattr(chosen, name)]
    lifted = {name: replace(chosen, **{name: type(getattr(chosen, name))()}) for name in used}
    return [(name, int(_passing(facets, without).sum())) for name, without in lifted.items()]


def sentence(filtered: FilteredData) -> str:
    """The selection in one sentence, with the date of the data and how many pledges it holds of all."""
    chosen, dataset = filtered.chosen, filtered.dataset
    parts = [_phrase(filtered, name, getattr(chosen, name)) for name in FILTERS if getattr(chosen, name)]
    if chosen.search:
        parts.append(_("with the words “{search}”").format(search=chosen.search))
    if chosen.stated:
        parts.append(_("counting only tags that the source states"))
    total = len(dataset.pledges)
    values = {"count": number(filtered.count()), "total": number(total), "date": day(dataset.as_of)}
    if not parts:
        whole = ngettext("All {total} pledge, as of {date}", "All {total} pledges, as of {date}", total)
        return whole.format(**values)
    return _("Pledges {which}, as of {date}: {count} of {total}").format(which=", ".join(parts), **values)


def _phrase(filtered: FilteredData, name: str, codes: tuple[str, ...]) -> str:
    """What one filter lets through, in words; "not stated" is no place, theme or compact."""
    scheme = filtered.chosen.facet_of(name)
    name_of = name_in_sentence if name in WHERE else label
    named = [name_of(filtered.dataset, scheme, code) for code in codes if code != NOT_STATED]
    if not named:
        return _("with nothing stated on: {filter}").format(filter=filter_name(name))
    phrase = _PHRASES[name]().format(codes=listing(named))
    return _("{phrase} (or not stated)").format(phrase=phrase) if NOT_STATED in codes else phrase


def filter_name(field: str) -> str:
    """What a filter is called."""
    return {
        "search": _("Search"),
        "region": _("Region"),
        "country": _("Country"),
        "theme": _("Theme"),
        "gcm": _("GCM objective"),
        "priority": _("Priority objective of the Call"),
        "compact": _("Compact"),
        "forum": _("Forum"),
        "kind": _("Kind of government"),
        "group": _("Target group"),
        "year": _("Year announced"),
        "status": pgettext("what is reported of a pledge", "Report"),
        "certainty": _("Certainty"),
    }[field]


_PHRASES = {
    "region": lambda: _("in {codes}"),
    "country": lambda: _("in {codes}"),
    "theme": lambda: _("on {codes}"),
    "gcm": lambda: _("under GCM objective {codes}"),
    "priority": lambda: _("under the Call’s objective {codes}"),
    "compact": lambda: _("to the {codes}"),
    "forum": lambda: _("made for {codes}"),
    "kind": lambda: _("by: {codes}"),
    "group": lambda: _("for {codes}"),
    "year": lambda: _("announced in {codes}"),
    "status": lambda: _("with the report state “{codes}”"),
    "certainty": lambda: _("with certainty {codes}"),
}
