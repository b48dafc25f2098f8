"""Which governments that pledged are like a city and in what: Gower's similarity on few features, in three criteria.

What is unknown of the city, or what it has not, is left out of both sides: no two cities are alike in what both lack.
What is unknown of a peer counts as no agreement, so that a gap in a record never brings anyone nearer.
`docs/decisions/peers.md` has the formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.languages import official_languages
from analytics.dataset.world_cities import world_cities
from analytics.facets import NOT_STATED, Facets
from analytics.measures.coverage import NOT_GOVERNMENTS
from analytics.measures.need import DISPLACED, inhabitants, need_by_country
from analytics.reports import report_states
from analytics.selection import FilteredData

Criterion = Literal["practice", "context", "closeness"]
CRITERIA: tuple[Criterion, ...] = ("practice", "context", "closeness")


class Feature(NamedTuple):
    """What two cities are compared by.

    `how` they agree: `shared`, the part of all their codes that both have; `any`, one code in common; `member`, the
    same, but a membership that is not stated is unknown; `scale`, how near their classes are; `same`, or not.
    """

    name: str
    criterion: Criterion
    how: Literal["shared", "any", "member", "scale", "same"]


FEATURES = (
    Feature("theme", "practice", "shared"),
    Feature("target_group", "practice", "shared"),
    Feature("inhabitants", "context", "scale"),
    Feature("wb_income_group", "context", "scale"),
    Feature("hosted", "context", "scale"),
    Feature("displaced_inside", "context", "scale"),
    Feature("migration_role", "context", "shared"),
    Feature("country", "closeness", "same"),
    Feature("m49_subregion", "closeness", "same"),
    Feature("official_language", "closeness", "any"),
    Feature("network", "closeness", "member"),
)
NAMES = tuple(feature.name for feature in FEATURES)

TAGGED = ("theme", "target_group", "migration_role")
"""Features that are tags of a city's pledges; objectives of the compact are none, since most forms tick the same."""

INCOME_GROUPS = ("Low income", "Lower middle income", "Upper middle income", "High income")
"""From the lowest; a country that the World Bank does not classify is unknown."""

STEPS = {
    "inhabitants": (50_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000),
    "hosted": (1, 5, 20),
    "displaced_inside": (0, 10),
}
"""Where a class of a scale ends and the next begins: inhabitants; people for each 1,000 inhabitants of the country, of
whom the internally displaced have a class for none."""

MEMBERSHIP = "_member"
"""How the columns of governments that state a membership end."""

OF_ANOTHER_PLACE = ("seat", "nearby_locality")
"""Ways in which a government's point was found (`match`) that give the population of a town instead of its own."""

UNKNOWN = -1


class City(NamedTuple):
    """The city that peers are looked for; `government_id` is empty where it has not pledged, `iso3` where unknown."""

    government_id: str
    name: str
    iso3: str
    population: float
    lat: float
    lon: float


@dataclass(frozen=True)
class PeerQuery:
    """The city asked about, by id or GeoNames number, the themes it plans, and how much each criterion counts."""

    government_id: str = ""
    geonameid: str = ""
    themes: tuple[str, ...] = ()
    practice: float = 1
    context: float = 1
    closeness: float = 1

    def weights(self) -> dict[Criterion, float]:
        """The weight of each criterion."""
        return {"practice": self.practice, "context": self.context, "closeness": self.closeness}


Coded = Mapping[str, np.ndarray]
"""Features of cities by name, a row a city: the class of a `scale` or of `same`, or `UNKNOWN`; else true for each code
that a city has, and none where nothing is known."""


@dataclass(frozen=True, eq=False)
class Peers:
    """A city beside the governments of a selection, nearest first.

    `table` has a row a government and, for each feature of `NAMES`, how far they agree: 0 to 1, missing where it is
    unknown of the peer. `known` are the features known of the city: no other takes part. `own` and `others` are the
    features, `codes` what their columns or classes are called.
    """

    city: City
    table: pd.DataFrame
    known: tuple[str, ...]
    own: Coded
    others: Coded
    codes: Mapping[str, tuple[str, ...]]

    def in_common(self, row: int, feature: str) -> tuple[str, ...]:
        """The codes that the city and the peer of a row of `table` both have."""
        own, other = self.own[feature][0], self.others[feature][row]
        if own.ndim:
            return tuple(self.codes[feature][at] for at in np.flatnonzero(own & other))
        return (self.codes[feature][own],) if own == other != UNKNOWN else ()


def city_of(facets: Facets, query: PeerQuery) -> City | None:
    """The city that is asked about; None if nothing has its id or number, or it is no local government.

    A city of the world that has pledged is the government that did.
    """
    rows = _local_governments(facets.dataset)
    number = pd.to_numeric(query.geonameid, errors="coerce")
    own = rows[
        rows["city_id"].eq(query.government_id) if query.government_id else rows["geonameid"].eq(number).fillna(False)
    ]
    if len(own):
        row = own.iloc[0]
        iso3 = "" if pd.isna(row["iso3"]) else str(row["iso3"])
        return City(str(row["city_id"]), str(row["name"]), iso3, *map(_float, row[["population", "lat", "lon"]]))
    if query.government_id or query.geonameid not in world_cities().index:
        return None
    row = world_cities().loc[query.geonameid]
    return City("", str(row["name"]), str(row["iso3"]), *map(_float, row[["population", "lat", "lon"]]))


def _local_governments(dataset: Dataset) -> pd.DataFrame:
    """The local governments; the population of a state, county or municipality whose point is a town is unknown."""
    rows = dataset.governments[~dataset.governments["kind"].isin(NOT_GOVERNMENTS)].reset_index(drop=True)
    return rows.assign(population=rows["population"].mask(rows["match"].isin(OF_ANOTHER_PLACE)))


def _float(cell: float) -> float:
    return float("nan") if pd.isna(cell) else float(cell)


def peers(filtered: FilteredData, city: City, query: PeerQuery) -> Peers:
    """The local governments with a pledge of the selection by how like the city they are, itself left out.

    Equal similarity is an equal rank; those are in order of their names. What a government is like does not depend
    on the selection: all of its pledges count. Where no criterion with a weight knows anything of the city,
    `similarity` is missing and all have rank 1.

    Columns: `city_id`, `name`, `iso3`, `lat`, `lon`, `similarity` (0 to 1), `rank`, and those of `NAMES`.
    """
    facets = filtered.facets
    governments, others, codes = _coded_governments(facets)
    own = _coded_city(facets, city, query.themes, others, codes)
    pledging = filtered.dataset.pledge_governments.loc[filtered.government_mask, "city_id"]
    kept = (governments["city_id"].isin(pledging) & governments["city_id"].ne(city.government_id)).to_numpy()
    shown = {name: values[kept] for name, values in others.items()}
    agreed, known = agreement(own, shown), known_of(own)
    found = governments[kept].assign(similarity=similarity(agreed, known, query.weights()).round(9))
    found = found.assign(**dict(zip(NAMES, agreed.T, strict=True)))
    found["rank"] = found["similarity"].rank(ascending=False, method="min").fillna(1).astype(int)
    order = found.reset_index(drop=True).sort_values(["rank", "name", "city_id"]).index.to_numpy()
    columns = ["city_id", "name", "iso3", "lat", "lon", "similarity", "rank", *NAMES]
    table = found[columns].iloc[order].reset_index(drop=True)
    named = tuple(name for name, is_known in zip(NAMES, known, strict=True) if is_known)
    return Peers(city, table, named, own, {name: values[order] for name, values in shown.items()}, codes)


def known_of(own: Coded) -> np.ndarray:
    """True for each feature that is known of the one city of `own`."""
    return np.array([_is_known(own[name])[0] for name in NAMES])


def _is_known(values: np.ndarray) -> np.ndarray:
    return np.asarray(values.any(axis=1) if values.ndim > 1 else values != UNKNOWN)


def agreement(own: Coded, others: Coded) -> np.ndarray:
    """How far each city of `others` (a row) agrees with the one of `own` by feature: 0 to 1, missing if unknown."""
    return np.column_stack([_agreement(feature, own[feature.name], others[feature.name]) for feature in FEATURES])


def _agreement(feature: Feature, own: np.ndarray, others: np.ndarray) -> np.ndarray:
    known = _is_known(own)[0] & _is_known(others)
    if feature.how == "same":
        agreed = (others == own).astype(float)
    elif feature.how == "scale":
        steps = len(STEPS.get(feature.name, INCOME_GROUPS[1:]))
        agreed = 1 - abs(others.astype(float) - own) / steps
    else:
        both = np.count_nonzero(others & own, axis=1)
        if feature.how == "shared":
            agreed = both / np.maximum(np.count_nonzero(others | own, axis=1), 1)
        else:
            agreed = (both > 0).astype(float)
            known &= (both > 0) | (feature.how == "any")
    return np.where(known, agreed, np.nan)


def similarity(agreed: np.ndarray, known: np.ndarray, weights: Mapping[Criterion, float]) -> np.ndarray:
    """How like the city each row of `agreement` is, from 0 to 1: the weighted mean over the criteria.

    Of a criterion, the mean over the features that are known of the city (`known`); unknown of the peer is no
    agreement. A criterion without a weight, or of which nothing is known of the city, does not count; missing where
    none counts.
    """
    total, of = np.zeros(len(agreed)), 0.0
    for criterion, weight in weights.items():
        columns = [at for at, feature in enumerate(FEATURES) if feature.criterion == criterion and known[at]]
        if columns and weight:
            total += weight * np.nan_to_num(agreed[:, columns]).mean(axis=1)
            of += weight
    return total / of if of else np.full(len(agreed), np.nan)


@lru_cache(maxsize=2)
def _coded_governments(facets: Facets) -> tuple[pd.DataFrame, Coded, dict[str, tuple[str, ...]]]:
    """The local governments, their features, and what the columns or classes of each feature are called."""
    dataset = facets.dataset
    rows = _local_governments(dataset)
    positions = pd.Index(rows["city_id"]).get_indexer(dataset.pledge_governments["city_id"])
    own = positions >= 0
    governments, pledges = positions[own], facets.pledge_rows[own]
    coded, codes = {}, {}
    for scheme in TAGGED:
        facet = facets.facet(scheme)
        codes[scheme] = tuple(code for code in facet.codes if code != NOT_STATED)
        coded[scheme] = np.zeros((len(rows), len(codes[scheme])), dtype=bool)
        np.logical_or.at(coded[scheme], governments, facet.stated[pledges])
    members = [name for name in rows if name.endswith(MEMBERSHIP)]
    coded["network"] = rows[members].fillna(False).astype(bool).to_numpy()
    codes["network"] = tuple(members)
    placed, of_places = _coded_places(dataset, rows["iso3"], rows["population"])
    return rows, coded | placed, codes | of_places


def _coded_city(
    facets: Facets, city: City, themes: tuple[str, ...], others: Coded, codes: Mapping[str, tuple[str, ...]]
) -> Coded:
    """The features of one city as those of all governments are coded; its themes are those it plans, if named."""
    at = list(_local_governments(facets.dataset)["city_id"]).index(city.government_id) if city.government_id else None
    nothing = {name: np.zeros((1, len(codes[name])), dtype=bool) for name in (*TAGGED, "network")}
    own = {name: others[name][[at]] for name in nothing} if at is not None else nothing
    if themes:
        own["theme"] = np.isin(codes["theme"], themes)[None, :]
    iso3, population = pd.Series([city.iso3 or None], dtype="str"), pd.Series([city.population])
    own |= _coded_places(facets.dataset, iso3, population)[0]
    # What both lack makes no two cities alike.
    nobody = own["displaced_inside"] == 0
    return own | {"displaced_inside": np.where(nobody, UNKNOWN, own["displaced_inside"])}


def _coded_places(
    dataset: Dataset, iso3: pd.Series, population: pd.Series
) -> tuple[dict[str, np.ndarray], dict[str, tuple[str, ...]]]:
    """The features of places by their country and population, and what their classes or columns are called."""
    by_country, codes = _coded_countries(dataset)
    at = pd.Index(dataset.countries["iso3"]).get_indexer(iso3)
    known = at != UNKNOWN
    coded = {"country": at, "inhabitants": _classes(population, "inhabitants")}
    for name, values in by_country.items():
        blank = False if values.ndim > 1 else UNKNOWN
        coded[name] = np.where(known[:, None] if values.ndim > 1 else known, values[at], blank)
    return coded, codes


@lru_cache(maxsize=2)
def _coded_countries(dataset: Dataset) -> tuple[dict[str, np.ndarray], dict[str, tuple[str, ...]]]:
    countries = dataset.countries
    thousands = inhabitants(countries, DISPLACED).to_numpy() / 1000
    hosted = need_by_country(countries, DISPLACED)["people"].astype("float64") / thousands
    inside = countries["idps"].astype("float64") / thousands
    official = [official_languages(code) for code in countries["iso3"]]
    languages = sorted({language for each in official for language in each})
    subregion, subregions = pd.factorize(countries["m49_subregion"])
    coded = {
        "wb_income_group": np.asarray(pd.Index(INCOME_GROUPS).get_indexer(countries["wb_income_group"])),
        "hosted": _classes(hosted, "hosted"),
        "displaced_inside": _classes(inside, "displaced_inside"),
        "m49_subregion": np.asarray(subregion),
        "official_language": np.array([[each in own for each in languages] for own in official]),
    }
    codes = {
        "country": tuple(countries["iso3"]),
        "wb_income_group": INCOME_GROUPS,
        "m49_subregion": tuple(subregions),
        "official_language": tuple(languages),
        **{name: tuple(map(str, range(len(steps) + 1))) for name, steps in STEPS.items()},
    }
    return coded, codes


def _classes(numbers: pd.Series, name: str) -> np.ndarray:
    """The class of each number on a scale, or `UNKNOWN`; that nobody is displaced inside is a class of its own."""
    values = numbers.astype("float64").to_numpy()
    classes = np.digitize(values, STEPS[name], right=name == "displaced_inside")
    return np.where(np.isnan(values), UNKNOWN, classes)


def lessons(filtered: FilteredData, alike: Peers) -> pd.DataFrame:
    """The pledges of the peers on the city's themes: those that state results first, then those with a report.

    Within each the nearest peer comes first. Where no theme of the city is known, all pledges of the peers. Themes
    are those that cities are compared by, deduced or not. A joint pledge is listed once, under its nearest peer; one
    that the city itself made with others is none to learn from.

    Columns: `pledge_id`, `city_id`, `name`, `rank`, `results_summary` (as stated, missing where none), `reported`.
    """
    facets, dataset = filtered.facets, filtered.dataset
    mask = facets.facet("theme").mask[:, : alike.own["theme"].shape[1]]
    on_themes = (mask & alike.own["theme"][0]).any(axis=1) if "theme" in alike.known else np.ones(len(mask), bool)
    rows = np.flatnonzero(filtered.government_mask & on_themes[facets.pledge_rows])
    made = dataset.pledge_governments.iloc[rows][["pledge_id", "city_id"]]
    own = dataset.pledge_governments.loc[dataset.pledge_governments["city_id"] == alike.city.government_id, "pledge_id"]
    made = made[~made["pledge_id"].isin(own)]
    table = made.merge(alike.table[["city_id", "name", "rank"]], on="city_id")
    at = facets.position.reindex(table["pledge_id"]).to_numpy()
    table["results_summary"] = dataset.pledges["results_summary"].to_numpy()[at]
    table["reported"] = report_states(dataset, dataset.as_of)["reported"].to_numpy()[at]
    silent = table["results_summary"].isna()
    order = table.assign(silent=silent, unreported=~table["reported"].astype(bool))
    order = order.sort_values(["silent", "unreported", "rank", "name", "pledge_id"], kind="stable")
    return table.loc[order.index].drop_duplicates("pledge_id", ignore_index=True)
