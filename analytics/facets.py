"""Which pledges carry which codes, as true/false tables that every count is taken from."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.dataset import REGION_SCHEMES, Dataset
from analytics.reports import report_states

NOT_STATED = "not_stated"
"""The code of a pledge that a facet says nothing about, so that parts always add up to the whole."""

DEDUCED = frozenset({"classified", "crosswalk", "process"})
"""Bases of tags that no source states: our reading of a text, a crosswalk, or the process a pledge came by."""

TAGGED = ("theme", "priority_objective", "gcm", "round_table", "gcr_area", "target_group", "compact", "forum")
SEARCHED = ("partners", "funding_source", "government_as_stated", "place_as_stated")
SEARCHED_TAGS = ("theme", "target_group", "compact", "forum", "priority_objective")
SEARCHED_REGIONS = ("m49_region", "m49_subregion")
"""What a search reads beside title, summary and names: columns of a pledge, tags and regions of the UN.

Other schemes of regions are left out: UNHCR's "Middle East and North Africa" would make Lebanon African.
"""

PLACED = (*REGION_SCHEMES, "iso3", "kind", "city_id")
STATED_ONCE = ("year_announced", "certainty")
REPORT_STATE = "report_state"
"""What is reported of a pledge on the date of the data: worked out, see `analytics.reports`."""


@dataclass(frozen=True, eq=False)
class Facet:
    """One question asked of every pledge: `marks[i, j]` is true where pledge i carries `codes[j]`."""

    codes: tuple[str, ...]
    marks: np.ndarray

    @cached_property
    def counts(self) -> np.ndarray:
        """How many codes each pledge carries, as a column."""
        return np.asarray(np.count_nonzero(self.marks, axis=1)[:, None], dtype="float32")

    def any_of(self, chosen: tuple[str, ...]) -> np.ndarray:
        """True for each pledge that carries one of the chosen codes or more."""
        columns = [self.codes.index(code) for code in chosen]
        return np.asarray(self.marks[:, columns].any(axis=1))


def plain(text: str) -> str:
    """Text as a search compares it: no accents, no case.

    >>> plain("São Leopoldo, ZÜRICH")
    'sao leopoldo, zurich'
    """
    spread = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).casefold()


@dataclass(eq=False)
class Facets:
    """The facets of one dataset; each is built when first asked for and kept.

    `position` is the row of each pledge id, `place_rows` the row of the pledge that each
    row of `dataset.places` belongs to.

    Built for one version of the data and shared by all readers, so nothing in it
    may be changed. Two readers who ask at once may both build a facet: the results
    are equal and either may stay.
    """

    dataset: Dataset
    position: pd.Series = field(init=False)
    place_rows: np.ndarray = field(init=False)
    _built: dict[tuple[str, bool], Facet] = field(default_factory=dict, init=False)
    _entities: dict[str, tuple[np.ndarray, pd.Index]] = field(default_factory=dict, init=False)
    _texts: pd.Series | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        ids = self.dataset.pledges["pledge_id"]
        self.position = pd.Series(np.arange(len(ids)), index=pd.Index(ids))
        self.place_rows = self.position.reindex(self.dataset.places["pledge_id"]).to_numpy()

    def facet(self, name: str, stated_only: bool = False) -> Facet:
        """The facet of that name, with deduced tags left out if asked.

        `name` is a tag scheme, a column of `places`, `report_state`, or one of year_announced and
        certainty. Raises KeyError for any other.
        """
        key = (name, stated_only and name in TAGGED)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

    def place_codes(self, name: str) -> pd.Series:
        """The code of each row of `dataset.places` in a facet of places.

        It is `not_stated` where no row of the pledge has one.
        A network's row beside that of a city stays missing: the pledge has a country, that row does not bring one.
        """
        codes = self.dataset.places[name]
        facet = self.facet(name)
        if NOT_STATED not in facet.codes:
            return codes
        silent = facet.marks[self.place_rows, facet.codes.index(NOT_STATED)]
        return codes.mask(silent & codes.isna().to_numpy(), NOT_STATED)

    def entities(self, column: str) -> tuple[np.ndarray, pd.Index]:
        """The values of a column of `places` once each, and for each row the position of its own; -1 where missing."""
        if column not in self._entities:
            positions, values = pd.factorize(self.dataset.places[column])
            self._entities[column] = (positions, pd.Index(values))
        return self._entities[column]

    def texts(self) -> pd.Series:
        """What the text search reads of each pledge: title, governments, places and summary, made plain."""
        if self._texts is None:
            self._texts = self._search_texts()
        return self._texts

    def declared(self, name: str) -> list[str]:
        """The codes of a facet in display order, those that no pledge carries included."""
        dataset = self.dataset
        if name in REGION_SCHEMES:
            regions = dataset.region_schemes
            own = regions[regions["scheme"] == name].sort_values("display_order")["region"]
            return [*own, "network", "unplaced"]
        if name == "iso3":
            return list(dataset.countries.sort_values("name")["iso3"])
        if name == "city_id":
            return list(dataset.governments["city_id"])
        if name == "year_announced":
            return [str(year) for year in sorted(dataset.pledges["year_announced"].dropna().unique())]
        scheme = {"kind": "government_kind"}.get(name, name)
        words = dataset.taxonomy
        words = words[words["scheme"] == scheme].sort_values("display_order")
        if name == "gcr_area":
            words = words[words["parent_code"].notna()]
        elif name == "priority_objective":
            words = words[words["parent_code"].isna()]
        elif name == "compact":
            words = words[words["code"] != "both"]
        return list(words["code"])

    def _build(self, name: str, stated_only: bool) -> Facet:
        if name in TAGGED:
            tags = self.dataset.tags
            rows = tags[tags["scheme"] == name]
            if name == "gcr_area":
                # A theme touches many areas of the refugee compact and is about few; counting every touch would
                # have most pledges in most areas.
                rows = rows[rows["strength"] == "primary"]
            if stated_only:
                rows = rows[~rows["basis"].isin(DEDUCED)]
            carried = rows[["pledge_id", "code"]]
        elif name in PLACED:
            carried = self.dataset.places[["pledge_id", name]].set_axis(["pledge_id", "code"], axis=1)
        elif name == REPORT_STATE:
            states = report_states(self.dataset, self.dataset.as_of)
            carried = states[["pledge_id", "state"]].set_axis(["pledge_id", "code"], axis=1)
        elif name in STATED_ONCE:
            carried = self.dataset.pledges[["pledge_id", name]].set_axis(["pledge_id", "code"], axis=1)
        else:
            raise KeyError(name)
        return self._marked(carried.dropna(), self.declared(name))

    def _marked(self, carried: pd.DataFrame, declared: list[str]) -> Facet:
        codes = pd.Index([*declared, NOT_STATED])
        marks = np.zeros((len(self.position), len(codes)), dtype=bool)
        rows = self.position.reindex(carried["pledge_id"]).to_numpy()
        marks[rows, codes.get_indexer(carried["code"].astype(str))] = True
        marks[:, -1] = ~marks[:, :-1].any(axis=1)
        if not marks[:, -1].any():
            codes, marks = codes[:-1], marks[:, :-1]
        return Facet(tuple(codes), marks)

    def _search_texts(self) -> pd.Series:
        """Every word a reader could know a pledge by, in each language the data are labelled in."""
        dataset = self.dataset
        pledges = dataset.pledges.set_index("pledge_id")
        texts = pledges["title"].fillna("") + " " + pledges["summary"].fillna("")
        for column in SEARCHED:
            texts = texts + " " + pledges[column].fillna("")
        places = dataset.places[["pledge_id", "city_id", "iso3", "kind", *SEARCHED_REGIONS]]
        places = places.merge(dataset.governments[["city_id", "name", "government_name"]], on="city_id")
        places = places.merge(dataset.countries[["iso3", "name"]].rename(columns={"name": "country"}), how="left")
        named = places[["name", "government_name", "country"]].fillna("").agg(" ".join, axis=1)
        named = named + " " + self._all_names("government_kind", places["kind"])
        for scheme in SEARCHED_REGIONS:
            named = named + " " + self._all_names(scheme, places[scheme])
        tags = dataset.tags[dataset.tags["scheme"].isin(SEARCHED_TAGS)]
        tagged = [
            self._all_names(str(scheme), own["code"]).groupby(own["pledge_id"]).agg(" ".join)
            for scheme, own in tags.groupby("scheme", observed=True)
        ]
        for found in (named.groupby(places["pledge_id"]).agg(" ".join), *tagged):
            texts = texts + " " + found.reindex(texts.index).fillna("")
        texts = texts + " " + self._all_names("pledge_kind", pledges["kind"])
        return texts.map(plain)

    def _all_names(self, scheme: str, codes: pd.Series) -> pd.Series:
        """The names of codes in every language of the data; empty for a code that no table names."""
        dataset = self.dataset
        if scheme in REGION_SCHEMES:
            words = dataset.region_schemes[dataset.region_schemes["scheme"] == scheme].set_index("region")
        else:
            words = dataset.taxonomy[dataset.taxonomy["scheme"] == scheme].set_index("code")
        labels = words[[name for name in words if name.startswith("label_")]].fillna("")
        names = {code: " ".join(own) for code, *own in labels.itertuples()}
        return codes.map(lambda code: names.get(code, "")).astype("str")
