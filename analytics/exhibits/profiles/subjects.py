"""What a profile is about: a place, theme, objective or funder, which a link names and every name of it leads to.

A link names a region, country, theme or objective by the filter of that name, so that the page, its filters and the
other pages are all about the same; a government or network has the parameter `city` of its own, a funder `funder`.
Of several the narrowest counts: government, funder, country, region, then theme, then objective. A link to a profile
says nothing else of these, and keeps all other filters.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import pandas as pd

from analytics.dataset import NETWORK, UNPLACED, Dataset, funders_in
from analytics.facets import NOT_STATED, Facets
from analytics.labels import label, short_label, with_country
from analytics.selection import FilteredData, Selection
from analytics.words import _, cached_by_language

Kind = Literal["city", "network", "country", "region", "theme", "objective", "funder"]

CITY = "city"
"""The parameter that names a government or network."""

FUNDER = "funder"
"""The parameter that names a fund or payer."""

PLEDGERS: tuple[Kind, ...] = ("city", "network")
"""Kinds of who pledged."""

UNFILTERED: tuple[Kind, ...] = (*PLEDGERS, "funder")
"""Kinds whose profile holds all that is known of it, whatever the filters say."""

OWN = ("country", "region", "theme", "gcm")
"""The filters that name what a profile is about; a link to a profile has one of them, `CITY` or `FUNDER`."""

TAGS: dict[str, Kind] = {"theme": "theme", "gcm": "objective"}
"""The schemes of tags whose codes have a profile."""

NO_PROFILE = frozenset({NETWORK, UNPLACED, NOT_STATED})


class Subject(NamedTuple):
    """What a profile is about; `scheme` is that of a region."""

    kind: Kind
    code: str
    scheme: str = ""

    def link(self) -> dict[str, str]:
        """What a link to the profile adds to a selection without `OWN`."""
        if self.kind == "region":
            default = Selection().regions_by
            return {"region": self.code} | ({"regions_by": self.scheme} if self.scheme != default else {})
        return {{"network": CITY, "objective": "gcm"}.get(self.kind, self.kind): self.code}


def subject_of(filtered: FilteredData, city: str = "", funder: str = "") -> Subject | None:
    """What a profile with this link is about; None where the link names nothing, or several of a kind and no other.

    `city` and `funder` are identifiers that the link names; one that is not in the data names nothing.
    """
    dataset, selection = filtered.dataset, filtered.selection
    if city in set(dataset.governments["city_id"]):
        return place_named(dataset, city)
    if funder in set(dataset.funders["funder_id"]):
        return Subject("funder", funder)
    chosen: dict[Kind, tuple[str, ...]] = {
        "country": selection.country,
        "region": selection.region,
        "theme": selection.theme,
        "objective": selection.gcm,
    }
    if len(selection.country) > 1:
        # Several countries are not their region.
        chosen["region"] = ()
    for kind, codes in chosen.items():
        if len(codes) == 1 and codes[0] not in NO_PROFILE:
            return Subject(kind, codes[0], selection.regions_by if kind == "region" else "")
    return None


def place_named(dataset: Dataset, code: str) -> Subject | None:
    """The government, network or country with that code; None if there is none."""
    kinds = dict(zip(dataset.governments["city_id"], dataset.governments["kind"], strict=True))
    if code in kinds:
        return Subject("network" if kinds[code] == NETWORK else "city", code)
    return Subject("country", code) if code in set(dataset.countries["iso3"]) else None


def subjects_of_pledge(facets: Facets, pledge_id: str) -> list[tuple[Subject, str]]:
    """Who made a pledge, its countries, its themes, the objectives and the funders it states, each with its name."""
    dataset = facets.dataset
    made_by = dataset.pledge_governments[dataset.pledge_governments["pledge_id"] == pledge_id]
    tags = dataset.tags[dataset.tags["pledge_id"] == pledge_id]
    codes = [*made_by["city_id"], *dict.fromkeys(made_by["iso3"].dropna())]
    found = [subject for code in codes if (subject := place_named(dataset, code))]
    for scheme, kind in TAGS.items():
        found += [Subject(kind, code) for code in tags.loc[tags["scheme"] == scheme, "code"]]
    stated = dataset.pledges.loc[dataset.pledges["pledge_id"] == pledge_id, "funding_source"]
    found += [Subject("funder", code) for code in funders_in(stated, dataset.funders)]
    return [(subject, name_of(dataset, subject)) for subject in found]


def name_of(dataset: Dataset, subject: Subject) -> str:
    """What a subject is called: a government with its country, an objective with its number."""
    match subject.kind:
        case "city" | "network":
            name, iso3 = label(dataset, "city_id", subject.code), _countries(dataset)[subject.code]
            return name if subject.kind == "network" else with_country(dataset, name, iso3)
        case "objective":
            return _("GCM objective {objective}").format(objective=short_label(dataset, "gcm", subject.code))
    scheme = {"country": "iso3", "region": subject.scheme}.get(subject.kind, subject.kind)
    return label(dataset, scheme, subject.code)


@lru_cache(maxsize=8)
def _countries(dataset: Dataset) -> dict[str, str]:
    """The country of each government, missing where it has none."""
    return dict(zip(dataset.governments["city_id"], dataset.governments["iso3"], strict=True))


def kind_words(kind: Kind) -> str:
    """What a kind of subject is called, beside a name."""
    return {
        "city": _("local government"),
        "network": _("network"),
        "country": _("country or area"),
        "region": _("region"),
        "theme": _("theme"),
        "objective": _("objective of the migration compact"),
        "funder": _("funder"),
    }[kind]


def profile_title(filtered: FilteredData, city: str = "", funder: str = "") -> str:
    """The title of the page of profiles: what the profile is about, or that it lists them all."""
    subject = subject_of(filtered, city, funder)
    return name_of(filtered.dataset, subject) if subject else _("Profiles")


KEYS = ("city_id", "pledge_id")
"""Columns of codes that say what the names beside them are of."""

COLUMNS: dict[str, Callable[[pd.DataFrame], tuple[Kind, ...]]] = {
    "name": lambda rows: ("city", "network") if "city_id" in rows else ("country",),
    "government": lambda _rows: ("city", "network"),
    "who": lambda _rows: ("city", "network"),
    "country": lambda _rows: ("country",),
    "region_label": lambda _rows: ("region",),
    "code_label": lambda _rows: ("theme", "objective"),
    "funder": lambda _rows: ("funder",),
    "label": lambda _rows: ("country", "region", "theme", "objective"),
}
"""Columns of tables that hold names, and of what; columns of other names hold none."""

WITH_COUNTRY = ("asks", "offers")
"""Columns of tables that hold cities, each with its country."""


def links_in(filtered: FilteredData, rows: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    """Where each name in a table leads, by column and row, as what it adds to a link.

    Columns without names are left out. A title leads to its pledge, and so do several names in one cell; where
    that is not known, and for what has no profile (“All”, networks together), a name leads to the list of profiles.
    A city that asks or offers, and has no profile, leads to its country.
    """
    dataset, scheme = filtered.dataset, filtered.selection.regions_by
    pledges = [{"pledge": code} for code in rows["pledge_id"]] if "pledge_id" in rows else [{} for _row in rows.index]
    found = {"title": pledges} if "pledge_id" in rows and "title" in rows else {}
    for column in (name for name in COLUMNS if name in rows):
        kinds = COLUMNS[column](rows)
        known = [_by_name(dataset, scheme, kind) for kind in kinds]
        named = [next((each[name] for each in known if name in each), None) for name in rows[column]]
        if any(named):
            found[column] = [
                subject.link() if subject else other for subject, other in zip(named, pledges, strict=True)
            ]
    for column in (name for name in WITH_COUNTRY if name in rows):
        places = _by_full_name(dataset)
        own = [places.get(name) or places.get(name.rpartition(", ")[2]) for name in rows[column]]
        found[column] = [subject.link() if subject else {} for subject in own]
    return found


@cached_by_language(maxsize=64)
def _by_name(dataset: Dataset, scheme: str, kind: Kind) -> Mapping[str, Subject]:
    """The subjects of a kind by name."""
    return _of_one(_named(dataset, scheme, kind))


@cached_by_language(maxsize=8)
def _by_full_name(dataset: Dataset) -> Mapping[str, Subject]:
    """Local governments by name with country, and countries."""
    subjects = [each for each in all_subjects(dataset) if each.kind in ("city", "country")]
    return _of_one([(each, name_of(dataset, each)) for each in subjects])


def _of_one(named: list[tuple[Subject, str]]) -> Mapping[str, Subject]:
    """Subjects by name; a name that two have leads to neither."""
    names: dict[str, list[Subject]] = {}
    for subject, name in named:
        names.setdefault(name, []).append(subject)
    return {name: own[0] for name, own in names.items() if len(own) == 1}


def all_subjects(dataset: Dataset) -> list[Subject]:
    """All that have a profile: who pledged, countries, themes, objectives, the regions of every scheme, funders."""
    kinds: tuple[Kind, ...] = ("city", "network", "country", "theme", "objective")
    found = [subject for kind in kinds for subject, _name in _named(dataset, "", kind)]
    schemes = dataset.region_columns
    found += [subject for scheme in schemes for subject, _name in _named(dataset, scheme, "region")]
    return found + [subject for subject, _name in _named(dataset, "", "funder")]


def _named(dataset: Dataset, scheme: str, kind: Kind) -> list[tuple[Subject, str]]:
    """Every subject of a kind with its name; `scheme` is that of regions."""
    match kind:
        case "city" | "network":
            is_of_kind = dataset.governments["kind"].eq(NETWORK) == (kind == "network")
            names, codes = "city_id", dataset.governments.loc[is_of_kind, "city_id"]
        case "country":
            names, codes = "iso3", dataset.countries["iso3"]
        case "funder":
            names, codes = "funder", dataset.funders.sort_values("name")["funder_id"]
        case "region":
            names, codes = scheme, dataset.region_schemes.loc[dataset.region_schemes["scheme"] == scheme, "region"]
        case _:
            names = next(tags for tags, own in TAGS.items() if own == kind)
            codes = dataset.taxonomy.loc[dataset.taxonomy["scheme"] == names, "code"]
    of_region = scheme if kind == "region" else ""
    return [(Subject(kind, code, of_region), short_label(dataset, names, code)) for code in codes]
