"""Which pledges carry which codes, as true/false tables that every count is taken from."""

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.dataset import REGION_SCHEMES, Dataset

NOT_STATED = "not_stated"
"""The code of a pledge that a facet says nothing about, so that parts always add up to the whole."""

DEDUCED = frozenset({"classified", "crosswalk", "process"})
"""Bases of tags that no source states: our reading of a text, a crosswalk, or the process a pledge came by."""

TAGGED = ("theme", "priority_objective", "gcm", "round_table", "gcr_area", "target_group", "compact", "forum")
PLACED = (*REGION_SCHEMES, "iso3", "kind", "city_id")
STATED_ONCE = ("year_announced", "status", "certainty")


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

        `name` is a tag scheme, a column of `places` or one of year_announced, status
        and certainty. Raises KeyError for any other.
        """
        key = (name, stated_only and name in TAGGED)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

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
        dataset = self.dataset
        named = dataset.places[["pledge_id", "city_id", "iso3"]]
        named = named.merge(dataset.governments[["city_id", "name", "government_name"]], on="city_id")
        named = named.merge(dataset.countries[["iso3", "name"]].rename(columns={"name": "country"}), how="left")
        named = named.set_index("pledge_id").fillna("")
        where = named["name"] + " " + named["government_name"] + " " + named["country"]
        where = where.groupby(level=0).agg(" ".join)
        pledges = dataset.pledges.set_index("pledge_id")
        said = pledges["title"].fillna("") + " " + pledges["summary"].fillna("")
        return (said + " " + where.reindex(said.index).fillna("")).map(plain)
