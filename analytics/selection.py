"""What the reader selected, in words and applied to the data; `analytics.links` reads it from a link."""

from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.dataset import NETWORK, UNPLACED, Dataset
from analytics.facets import NOT_STATED, Facet, Facets, search_words
from analytics.labels import label, name_in_sentence, short_label
from analytics.words import _, cached_by_language, day, listing, ngettext, number, pgettext


@dataclass(frozen=True)
class Selection:
    """Codes chosen in each filter; an empty filter means all.

    Codes of one filter are alternatives (Africa or Asia), filters combine (Africa
    and housing). The field names are the parameters of a link and must
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
    paid_by: tuple[str, ...] = ()
    stated: bool = False
    search: str = ""

    def facet_of(self, field: str) -> str:
        """The name of the facet that a filter applies to."""
        return {
            "region": self.regions_by,
            "country": "iso3",
            "priority": "priority_objective",
            "group": "target_group",
            "year": "year_announced",
            "status": "report_state",
            "paid_by": "funder",
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
"""The filters that say which countries the selection covers. All others say which pledges."""

LOOKED_FOR = ("theme", "gcm", "priority")
"""The filters that name what is looked for: under them a place without a pledge is still a place without one."""

GOVERNMENT_FILTERS = (*WHERE, "kind")
"""The filters that one government of a pledge has to pass at once."""

FILTERS = tuple(field.name for field in fields(Selection) if field.name not in ("regions_by", "stated", "search"))
"""The filters that hold codes, in the order of the filter bar."""


@dataclass(frozen=True, eq=False)
class FilteredData:
    """The data with a selection applied.

    `pledge_mask` is true for the pledges that every filter lets through. `government_mask` is true for the rows of
    `dataset.pledge_governments` that belong to them and to the chosen regions, countries and kinds: a joint pledge
    found through one of its governments does not bring the other in.
    """

    facets: Facets
    selection: Selection
    pledge_mask: np.ndarray
    government_mask: np.ndarray

    @property
    def dataset(self) -> Dataset:
        """The data before filtering."""
        return self.facets.dataset

    def facet(self, name: str) -> Facet:
        """A facet of all pledges; without deduced tags if the selection is of stated ones only."""
        return self.facets.facet(name, self.selection.stated)

    def government_facet(self, name: str) -> Facet:
        """A facet of governments (their region, country or kind), restricted to those in the selection.

        A joint pledge of Beirut and Zürich is selected by its government in Lebanon; with Lebanon chosen, this facet
        must not show it in Europe.
        """
        if not any(getattr(self.selection, field) for field in GOVERNMENT_FILTERS):
            return self.facets.facet(name)
        return self.facets.facet_at(name, self.government_mask)

    def allows_gaps(self) -> bool:
        """True where a place without a pledge may be called a gap: see `Selection`; it has to cover some country."""
        return self.selection.allows_gaps() and self.has_places()

    def has_places(self) -> bool:
        """False where the selection covers no country: networks only, or regions and countries that do not overlap."""
        selection = self.selection
        return selection.can_have_places() and not (selection.is_limited_to_places() and not self.covered.any())

    def regions(self) -> Facet:
        """The regions of each pledge, in the scheme shown, restricted to the governments in the selection."""
        return self.government_facet(self.selection.regions_by)

    @cached_property
    def covered(self) -> np.ndarray:
        """True for each country and area that the selection covers; all others are outside it.

        For none if only networks are chosen: their pledges belong to no country.
        """
        countries, selection = self.dataset.countries, self.selection
        covered = np.full(len(countries), selection.can_have_places())
        if selection.region:
            covered &= countries[selection.regions_by].isin(selection.region).to_numpy()
        if selection.country:
            covered &= countries["iso3"].isin(selection.country).to_numpy()
        return covered

    def selected_countries(self) -> pd.DataFrame:
        """The countries and areas that the selection covers."""
        return self._selected_countries

    @cached_property
    def _selected_countries(self) -> pd.DataFrame:
        return self.dataset.countries[self.covered]

    def count(self) -> int:
        """How many pledges the selection holds, each once."""
        return int(self.pledge_mask.sum())

    def stating(self, name: str) -> int:
        """How many pledges of the selection carry any code of a facet."""
        return int((self.facet(name).stated.any(axis=1) & self.pledge_mask).sum())

    def selected_pledges(self) -> pd.DataFrame:
        """The rows of `dataset.pledges` in the selection."""
        return self.dataset.pledges[self.pledge_mask]

    def column(self, name: str) -> pd.Series:
        """One column of `selected_pledges`, without reading the others."""
        return self.dataset.pledges[name][self.pledge_mask]


def filter_data(facets: Facets, selection: Selection) -> FilteredData:
    """Apply a selection.

    Filters select pledges. Denominators (member states, people hosted, population)
    depend on region and country only, because a theme or a year does not change how
    many states a region has. Where region, country and kind are chosen together, one
    government of a pledge has to match all three.
    """
    pledges = _passing(facets, selection)
    return FilteredData(
        facets, selection, pledges, _governments_passing(facets, selection) & pledges[facets.pledge_rows]
    )


@lru_cache(maxsize=4)
def everything(facets: Facets) -> FilteredData:
    """All pledges, with which those of a selection are compared."""
    return filter_data(facets, Selection())


def _governments_passing(facets: Facets, selection: Selection, without: str = "") -> np.ndarray:
    """True for each row of `pledge_governments` that is of the chosen regions, countries and kinds."""
    passing = np.ones(len(facets.pledge_rows), dtype=bool)
    for name in GOVERNMENT_FILTERS:
        codes = getattr(selection, name)
        if codes and name != without:
            own = facets.facet(selection.facet_of(name)).codes
            passing &= np.isin(facets.code_positions(selection.facet_of(name)), [own.index(code) for code in codes])
    return passing


def _passing(facets: Facets, selection: Selection, without: str = "") -> np.ndarray:
    passing = np.ones(len(facets.position), dtype=bool)
    if any(getattr(selection, name) for name in GOVERNMENT_FILTERS if name != without):
        passing[:] = False
        passing[facets.pledge_rows[_governments_passing(facets, selection, without)]] = True
    for name in FILTERS:
        codes = getattr(selection, name)
        if codes and name not in (*GOVERNMENT_FILTERS, without):
            passing &= facets.facet(selection.facet_of(name), selection.stated).any_of(codes)
    passing &= _with_words(facets, selection.search)
    return passing


@lru_cache(maxsize=50)
def _with_words(facets: Facets, search: str) -> np.ndarray:
    """True for each pledge with every word of a search; each filter asks again how many it would leave."""
    found = np.ones(len(facets.position), dtype=bool)
    for word in search_words(search):
        found &= facets.with_word(word)
    return found


def option_counts(facets: Facets, selection: Selection, field: str) -> dict[str, int]:
    """How many pledges each code of a filter would leave, the other filters being as they are."""
    if field in GOVERNMENT_FILTERS:
        facet = facets.facet_at(selection.facet_of(field), _governments_passing(facets, selection, without=field))
    else:
        facet = facets.facet(selection.facet_of(field), selection.stated)
    left = facet.mask[_passing(facets, selection, without=field)].sum(axis=0)
    return dict(zip(facet.codes, (int(count) for count in left), strict=True))


def left_without(facets: Facets, selection: Selection) -> list[tuple[str, int]]:
    """Each filter in use, and how many pledges there would be if it alone were lifted.

    Not "stated" beside a code that pledges have under it alone, such as that no theme is stated.
    """
    known = all(set(getattr(selection, name)) <= set(facets.facet(selection.facet_of(name)).codes) for name in FILTERS)
    used = [name for name in (*FILTERS, "search", *(["stated"] if known else [])) if getattr(selection, name)]
    lifted = {name: replace(selection, **{name: type(getattr(selection, name))()}) for name in used}
    return [(name, int(_passing(facets, without).sum())) for name, without in lifted.items()]


@cached_by_language(maxsize=200)
def sentence(filtered: FilteredData) -> str:
    """The selection in one sentence, with the date of the data and how many pledges it holds of all."""
    selection, dataset = filtered.selection, filtered.dataset
    parts = phrases(filtered, (*FILTERS, "search"))
    if selection.stated:
        parts.append(_("counting only tags that the source states"))
    total = len(dataset.pledges)
    values = {"count": number(filtered.count()), "total": number(total), "date": day(dataset.as_of)}
    if not parts:
        whole = ngettext("The {total} pledge, as of {date}", "All {total} pledges, as of {date}", total)
        return whole.format(**values)
    return _("Pledges {which}, as of {date}: {count} of {total}").format(which=", ".join(parts), **values)


def phrases(filtered: FilteredData, names: tuple[str, ...]) -> list[str]:
    """What each of these filters lets through, in words; they combine, the values of one are alternatives."""
    selection = filtered.selection
    used = [name for name in FILTERS if name in names and getattr(selection, name)]
    found = [_phrase(filtered, name, getattr(selection, name)) for name in used]
    if "search" in names and selection.search:
        found.append(_("with the words “{search}”").format(search=selection.search))
    return found


def count_sentence(filtered: FilteredData) -> str:
    """How many pledges the selection holds of all, with the date of the data; what is selected stands beside it."""
    if filtered.selection.is_everything():
        return f"{sentence(filtered)}."
    total = len(filtered.dataset.pledges)
    text = ngettext("{count} of {total} pledge, as of {date}.", "{count} of {total} pledges, as of {date}.", total)
    return text.format(count=number(filtered.count()), total=number(total), date=day(filtered.dataset.as_of))


class ChosenValue(NamedTuple):
    """One value that a filter holds."""

    field: str
    code: str
    name: str
    """The value in words."""


def chosen_values(filtered: FilteredData) -> list[ChosenValue]:
    """Every value that some filter of the selection holds, in the order of the filters."""
    selection = filtered.selection
    found = [
        ChosenValue(field, code, short_label(filtered.dataset, selection.facet_of(field), code))
        for field in FILTERS
        for code in getattr(selection, field)
    ]
    if selection.search:
        found.append(ChosenValue("search", selection.search, _("“{search}”").format(search=selection.search)))
    if selection.stated:
        found.append(ChosenValue("stated", "yes", _("stated only")))
    return found


def _phrase(filtered: FilteredData, name: str, codes: tuple[str, ...]) -> str:
    """What one filter lets through, in words; "not stated" is no place, theme or compact."""
    scheme = filtered.selection.facet_of(name)
    name_of = name_in_sentence if name in WHERE else label
    without_place = (NOT_STATED, NETWORK) if name == "region" else (NOT_STATED,)
    named = [name_of(filtered.dataset, scheme, code) for code in codes if code not in without_place]
    if name == "status":
        named = [_("“{search}”").format(search=each) for each in named]
    phrase = _PHRASES[name]().format(codes=listing(named)) if named else ""
    if name == "region" and NETWORK in codes:
        phrase = _("{phrase} or by networks").format(phrase=phrase) if phrase else _("by networks")
    if not phrase:
        return _("with nothing stated on: {filter}").format(filter=filter_name(name))
    return _("{phrase} (or not stated)").format(phrase=phrase) if NOT_STATED in codes else phrase


def filter_name(field: str) -> str:
    """What a filter is called."""
    return {
        "search": _("Only pledges with these words"),
        "stated": _("Tags"),
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
        "paid_by": _("Funder"),
    }[field]


_PHRASES = {
    "region": lambda: _("in {codes}"),
    "country": lambda: _("in {codes}"),
    "theme": lambda: _("on {codes}"),
    "gcm": lambda: _("under GCM objective {codes}"),
    "priority": lambda: _("under the Call’s objective {codes}"),
    "compact": lambda: _("to the {codes}"),
    "forum": lambda: _("made for the {codes}"),
    "kind": lambda: _("by: {codes}"),
    "group": lambda: _("for {codes}"),
    "year": lambda: _("announced in {codes}"),
    "status": lambda: _("with the report state {codes}"),
    "certainty": lambda: _("with certainty {codes}"),
    "paid_by": lambda: _("that name {codes} as funder"),
}
