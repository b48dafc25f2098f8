"""Which pledges carry which codes, as true/false tables that every count is taken from."""

import re
import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.dataset import Dataset, funders_in
from analytics.dataset.rules import list_items
from analytics.reports import report_states
from analytics.rows import each_row

NOT_STATED = "not_stated"
"""The code of pledges that carry no other code of a facet, so that counts add up to the whole."""

DEDUCED = frozenset({"classified", "crosswalk", "process", "editorial"})
"""Bases of tags that no source states: our reading of a text or judgement, a crosswalk, the process of a pledge."""

SEARCHED = ("title", "summary", "partners", "funding_source", "government_as_stated", "place_as_stated")
SEARCHED_TAGS = ("theme", "target_group", "compact", "forum", "priority_objective")
SEARCHED_REGIONS = ("m49_region", "m49_subregion")
"""What a search reads beside names of governments and countries: columns of a pledge, tags and regions of the UN.

Other schemes of regions are left out: UNHCR's "Middle East and North Africa" would make Lebanon African.
"""


@dataclass(frozen=True, eq=False)
class Facet:
    """The codes of one scheme that each pledge carries: `mask[i, j]` is true where pledge i carries `codes[j]`."""

    codes: tuple[str, ...]
    mask: np.ndarray

    @cached_property
    def stated(self) -> np.ndarray:
        """The mask without those of `not_stated`, which is the last code where any pledge carries it."""
        return self.mask[:, :-1] if self.codes[-1:] == (NOT_STATED,) else self.mask

    @cached_property
    def counts(self) -> np.ndarray:
        """How many codes each pledge carries, as a column."""
        return np.asarray(np.count_nonzero(self.mask, axis=1)[:, None], dtype="float32")

    def any_of(self, codes: tuple[str, ...]) -> np.ndarray:
        """True for each pledge that carries one or more of the codes."""
        columns = [self.codes.index(code) for code in codes]
        return np.asarray(self.mask[:, columns].any(axis=1))


def is_stated(basis: pd.Series) -> pd.Series:
    """True where tags of that basis are stated by the source; of a basis that is not known nobody can say so."""
    return basis.notna() & ~basis.isin(DEDUCED)


def with_basis(tags: pd.DataFrame) -> pd.DataFrame:
    """Rows of `dataset.tags`, of which those of unknown basis have the basis `not_stated`."""
    return tags.assign(basis=tags["basis"].astype("str").fillna(NOT_STATED))


def plain(text: str) -> str:
    """Text without accents and case.

    >>> plain("São Leopoldo, ZÜRICH")
    'sao leopoldo, zurich'
    """
    # Few texts have a character that could be a mark, and of those few characters are.
    spread = text if text.isascii() else _MAY_BE_MARKS.sub(_letters, unicodedata.normalize("NFKD", text))
    return spread.casefold()


_MAY_BE_MARKS = re.compile("[^\x00-\u02ff]+")


def _letters(found: re.Match[str]) -> str:
    return "".join(each for each in found[0] if not unicodedata.combining(each))


def words_of(text: str) -> str:
    """The words of a text as a search compares them: no accents, case or signs.

    >>> words_of("Côte d’Ivoire (São Paulo)")
    'cote d ivoire sao paulo'
    """
    return " ".join(re.findall(r"\w+", plain(text)))


def search_words(search: str) -> list[str]:
    """The words that a search looks for; one of signs alone looks for those, which no text has.

    >>> search_words("The mayor’s plan"), search_words("...")
    (['the', 'mayor', 'plan'], ['...'])
    """
    words = words_of(search).split()
    # A letter alone is what an apostrophe leaves.
    return [word for word in words if len(word) > 1] or words or search.split()


def searched(text: str) -> str:
    """A text as `has_word` reads it."""
    return f" {words_of(text)}"


def has_word(text: str, word: str) -> bool:
    """Whether some word of a `searched` text starts with a word of `words_of`: Mali is not in Somalia.

    One in other letters than Latin may stand inside: Arabic joins the article to a word, Chinese writes no blanks.

    >>> has_word(searched("A city’s plan for Somalia"), "mali"), has_word(searched("Plan de la ville"), "vil")
    (False, True)
    """
    return (f" {word}" if word.isascii() else word) in text


@dataclass(eq=False)
class Facets:
    """The facets of one dataset; each is built at its first use and kept.

    Built for one version of the data and shared by all readers, so nothing in it
    may be changed. Two readers who ask at once may both build a facet: the results
    are equal and either may be kept.
    """

    dataset: Dataset
    _built: dict[tuple[str, bool], Facet] = field(default_factory=dict, init=False)
    _positions: dict[str, np.ndarray] = field(default_factory=dict, init=False)
    _entities: dict[str, tuple[np.ndarray, pd.Index]] = field(default_factory=dict, init=False)
    _regions: dict[str, np.ndarray] = field(default_factory=dict, init=False)

    @cached_property
    def position(self) -> pd.Series:
        """The row of each pledge id."""
        ids = self.dataset.pledges["pledge_id"]
        return pd.Series(np.arange(len(ids)), index=pd.Index(ids))

    @cached_property
    def pledge_rows(self) -> np.ndarray:
        """The row of the pledge that each row of `dataset.pledge_governments` belongs to."""
        return self.rows_of(self.dataset.pledge_governments)

    @cached_property
    def country_rows(self) -> np.ndarray:
        """For each row of `pledge_governments` the row of its country in `dataset.countries`; -1 where it has none."""
        return np.asarray(pd.Index(self.dataset.countries["iso3"]).get_indexer(self.dataset.pledge_governments["iso3"]))

    def country_regions(self, scheme: str) -> np.ndarray:
        """For each country the position of its region in the facet of a scheme; -1 where it has none."""
        if scheme not in self._regions:
            codes = pd.Index(self.facet(scheme).codes)
            self._regions[scheme] = np.asarray(codes.get_indexer(self.dataset.countries[scheme]))
        return self._regions[scheme]

    @cached_property
    def _tag_rows(self) -> dict[Hashable, np.ndarray]:
        """Where in `dataset.tags` the rows of each scheme are."""
        return dict(self.dataset.tags.groupby("scheme").indices)

    def tags(self, scheme: str) -> pd.DataFrame:
        """The rows of `dataset.tags` of a scheme."""
        return self.dataset.tags.iloc[self._tag_rows.get(scheme, [])]

    def rows_of(self, table: pd.DataFrame) -> np.ndarray:
        """The row of the pledge that each row of a table with its `pledge_id` belongs to."""
        return np.asarray(self.position.reindex(table["pledge_id"]))

    @cached_property
    def tag_schemes(self) -> frozenset[str]:
        """The schemes that pledges are tagged with."""
        return frozenset(self.declared("tag_scheme"))

    def facet(self, name: str, stated_only: bool = False) -> Facet:
        """The facet of that name; if `stated_only`, without tags that are deduced or of unknown basis.

        `name` is a tag scheme, a column of `pledge_governments`, `report_state`, `funder`, or one of year_announced and
        certainty. Raises KeyError for any other.
        """
        key = (name, stated_only and name in self.tag_schemes)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

    def code_positions(self, name: str) -> np.ndarray:
        """For each row of `pledge_governments` the position of its code in a facet of governments, -1 for none.

        A row has the code `not_stated` where no row of its pledge has another. The row of a network in
        a joint pledge with a city has none: the country of the pledge is that of the city's row.
        """
        if name not in self._positions:
            facet, codes = self.facet(name), self.dataset.pledge_governments[name]
            positions = np.asarray(pd.Index(facet.codes).get_indexer(codes))
            if NOT_STATED in facet.codes:
                last = facet.codes.index(NOT_STATED)
                positions[facet.mask[self.pledge_rows, last] & codes.isna().to_numpy()] = last
            self._positions[name] = positions
        return self._positions[name]

    def facet_at(self, name: str, rows: np.ndarray) -> Facet:
        """A facet of governments, made from some rows of `pledge_governments` only: those that are true in `rows`."""
        whole, codes = self.facet(name), self.code_positions(name)[rows]
        known = codes >= 0
        mask = np.zeros_like(whole.mask)
        mask[self.pledge_rows[rows][known], codes[known]] = True
        return Facet(whole.codes, mask)

    def entities(self, column: str) -> tuple[np.ndarray, pd.Index]:
        """The values of a column of `pledge_governments` once each, and the position of each row's own, -1 for none."""
        if column not in self._entities:
            positions, values = pd.factorize(self.dataset.pledge_governments[column])
            self._entities[column] = (positions, pd.Index(values))
        return self._entities[column]

    def declared(self, name: str) -> list[str]:
        """The codes of a facet in display order, those that no pledge carries included."""
        dataset = self.dataset
        if name == "region_scheme":
            return list(dataset.region_columns)
        if name in dataset.region_columns:
            regions = dataset.region_schemes
            own = regions[regions["scheme"] == name].sort_values("display_order")["region"]
            return [*own, "network", "unplaced"]
        if name == "iso3":
            return list(dataset.countries.sort_values("name")["iso3"])
        if name == "year_announced":
            return [str(year) for year in sorted(dataset.pledges["year_announced"].dropna().unique())]
        if name == "funder":
            known = dataset.funders.sort_values("name")["funder_id"]
            return [*known, *sorted(set(self._payers["code"]) - set(known))]
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
        if name in self.tag_schemes:
            rows = self.tags(name)
            if name == "gcr_area":
                # A theme touches many areas of the refugee compact and is about few; counting every touch would
                # have most pledges in most areas.
                rows = rows[rows["strength"] == "primary"]
            if stated_only:
                rows = rows[is_stated(rows["basis"])]
            carried = rows[["pledge_id", "code"]]
        elif name in ("iso3", "kind") or name in self.dataset.region_columns:
            carried = self.dataset.pledge_governments[["pledge_id", name]].set_axis(["pledge_id", "code"], axis=1)
        elif name == "report_state":
            states = report_states(self.dataset, self.dataset.as_of)
            carried = states[["pledge_id", "state"]].set_axis(["pledge_id", "code"], axis=1)
        elif name == "funder":
            carried = self._payers
        elif name in ("year_announced", "certainty"):
            carried = self.dataset.pledges[["pledge_id", name]].set_axis(["pledge_id", "code"], axis=1)
        else:
            raise KeyError(name)
        return self._marked(carried.dropna(), self.declared(name))

    @cached_property
    def _payers(self) -> pd.DataFrame:
        """Who pays for each pledge: `pledge_id`, `code`; a name that no funder has is its own code."""
        pledges, funders = self.dataset.pledges, self.dataset.funders
        named = list_items(pledges["funding_source"])
        unknown = named[~named.isin(list_items(funders["written_as"]))]
        codes = pd.concat([funders_in(pledges["funding_source"], funders), unknown])
        return pd.DataFrame({"pledge_id": pledges["pledge_id"].reindex(codes.index), "code": codes})

    def _marked(self, carried: pd.DataFrame, declared: list[str]) -> Facet:
        codes = pd.Index([*declared, NOT_STATED])
        mask = np.zeros((len(self.position), len(codes)), dtype=bool)
        mask[self.rows_of(carried), codes.get_indexer(carried["code"].astype(str))] = True
        mask[:, -1] = ~mask[:, :-1].any(axis=1)
        if not mask[:, -1].any():
            codes, mask = codes[:-1], mask[:, :-1]
        return Facet(tuple(codes), mask)

    @cached_property
    def _texts(self) -> list[str]:
        """What each pledge says in its own words, as `searched` text."""
        texts = [self.dataset.pledges[name].fillna("").tolist() for name in SEARCHED]
        return [searched(" ".join(row)) for row in zip(*texts, strict=True)]

    @cached_property
    def _known_by(self) -> list[tuple[np.ndarray, np.ndarray, list[str]]]:
        """What else pledges are known by: rows of pledges, the position of the name that each has, the names.

        Names of governments, countries, regions, tags and kinds, in each language of the data, as `searched` text.
        """
        governments, countries = self.dataset.governments, self.dataset.countries
        own = (governments["name"] + " " + governments["government_name"].fillna("")).fillna("")
        named = {
            "city_id": dict(zip(governments["city_id"], own, strict=True)),
            "iso3": dict(zip(countries["iso3"], countries["name"], strict=True)),
            "kind": self._all_names("government_kind"),
            **{scheme: self._all_names(scheme) for scheme in SEARCHED_REGIONS},
        }
        carried = [(self.pledge_rows, *self.entities(column), names) for column, names in named.items()]
        for scheme in SEARCHED_TAGS:
            tags = self.tags(scheme)
            carried.append((self.rows_of(tags), *pd.factorize(tags["code"]), self._all_names(scheme)))
        pledges = self.dataset.pledges
        carried.append((self.rows_of(pledges), *pd.factorize(pledges["kind"]), self._all_names("pledge_kind")))
        return [(rows, at, [searched(names.get(code, "")) for code in codes]) for rows, at, codes, names in carried]

    def with_word(self, word: str) -> np.ndarray:
        """True for each pledge that says a word, or carries a name with it in any language: see `has_word`."""
        found = np.array([has_word(text, word) for text in self._texts], dtype=bool)
        for rows, positions, names in self._known_by:
            # What has no name is at -1, which is the last.
            named = np.array([*(has_word(name, word) for name in names), False])
            found[rows[named[positions]]] = True
        return found

    def _all_names(self, scheme: str) -> dict[str, str]:
        """The names of the codes of a scheme in every language of the data, by code."""
        dataset = self.dataset
        if scheme in dataset.region_columns:
            words = dataset.region_schemes[dataset.region_schemes["scheme"] == scheme].set_index("region")
        else:
            words = dataset.taxonomy[dataset.taxonomy["scheme"] == scheme].set_index("code")
        labels = words[[name for name in words if name.startswith("label_")]].fillna("")
        return {code: " ".join(own) for code, *own in each_row(labels)}
