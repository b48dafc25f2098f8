"""What a code is called, in the reader's language."""

from collections.abc import Iterable

import pandas as pd

from analytics.dataset import NETWORK, UNPLACED, Dataset
from analytics.facets import NOT_STATED, Facets
from analytics.words import _, cached_by_language, language


def label_column(table: pd.DataFrame) -> pd.Series:
    """The names of a table's rows in the reader's language; in English where the data have none in it."""
    own = f"label_{language.get()}"
    return table[own].fillna(table["label_en"]) if own in table else table["label_en"]


@cached_by_language(maxsize=64)
def _labels(dataset: Dataset, scheme: str) -> dict[str, str]:
    if scheme in dataset.region_columns:
        regions = dataset.region_schemes[dataset.region_schemes["scheme"] == scheme]
        return dict(zip(regions["region"], label_column(regions), strict=True)) | _labels(dataset, "no_region")
    if scheme == "iso3":
        return dict(zip(dataset.countries["iso3"], dataset.countries["name"], strict=True))
    if scheme == "city_id":
        return dict(zip(dataset.governments["city_id"], dataset.governments["name"], strict=True))
    if scheme == "funder":
        return dict(zip(dataset.funders["funder_id"], dataset.funders["name"], strict=True))
    words = dataset.taxonomy[dataset.taxonomy["scheme"] == {"kind": "government_kind"}.get(scheme, scheme)]
    named = dict(zip(words["code"], label_column(words), strict=True))
    return dataset.titles("countries") | named if scheme == "region_scheme" else named


def label(dataset: Dataset, scheme: str, code: str) -> str:
    """The name of a code in a facet; the code itself where no table names it (a year)."""
    if code == NOT_STATED:
        return _("Not stated")
    return _labels(dataset, scheme).get(code, code)


@cached_by_language(maxsize=64)
def names_of(facets: Facets, scheme: str) -> dict[str, str]:
    """Every code that a facet declares with its name, in the order of a menu; cached, so it must not be changed."""
    return {code: label(facets.dataset, scheme, code) for code in facets.declared(scheme)}


def with_country(dataset: Dataset, name: str, iso3: str) -> str:
    """The name of a city with that of its country; alone where the country is not known."""
    if not iso3 or pd.isna(iso3):
        return name
    return _("{name}, {country}").format(name=name, country=label(dataset, "iso3", iso3))


def with_countries(dataset: Dataset, names: Iterable[str], iso3: Iterable[str]) -> list[str]:
    """The names of some cities, each with that of its country where that is known."""
    return [with_country(dataset, *each) for each in zip(names, iso3, strict=True)]


def name_in_sentence(dataset: Dataset, scheme: str, code: str) -> str:
    """The name of a code in a sentence ("the Americas"); its label where that reads well.

    A region or country with a name of its own is a row `name_in_sentence` of `taxonomy.csv`. A name with a number in
    front is quoted: "2 of 5 (3 Information provision)" would be read as a count.
    """
    if _is_numbered(scheme, code):
        return _("“{search}”").format(search=short_label(dataset, scheme, code))
    own = code if scheme == "iso3" else f"{'no_region' if code in (NETWORK, UNPLACED) else scheme}:{code}"
    named = _labels(dataset, "name_in_sentence")
    return named.get(own) or label(dataset, scheme, code)


def labels(dataset: Dataset, scheme: str, codes: pd.Series) -> pd.Series:
    """The names of a column of codes; missing stays missing."""
    named = {code: label(dataset, scheme, code) for code in codes.dropna().unique()}
    return codes.map(named)


def short_label(dataset: Dataset, scheme: str, code: str) -> str:
    """A name with the number or letters people use for it: GCM objectives and areas carry theirs in front."""
    name = label(dataset, scheme, code)
    return f"{code} {name}" if _is_numbered(scheme, code) else name


def _is_numbered(scheme: str, code: str) -> bool:
    return scheme in ("gcm", "gcr_area") and code != NOT_STATED
