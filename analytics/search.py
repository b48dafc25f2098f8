"""Finds places, themes, objectives, pledges, funders and pages by any of their names."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

import pandas as pd
from babel import Locale

from analytics.dataset import Dataset
from analytics.dataset.languages import names_in_languages, two_letters
from analytics.dataset.rules import list_items
from analytics.dataset.world_cities import OTHER_NAMES, world_cities
from analytics.exhibits.profiles import subjects
from analytics.exhibits.profiles.subjects import Subject, all_subjects, name_of
from analytics.facets import Facets, words_of
from analytics.labels import label
from analytics.words import cached_by_language, languages

Kind = subjects.Kind | Literal["page", "pledge"]

MOST = 8
"""Results shown at once; a longer search finds the others."""

SHORTEST_GUESS = 4
"""Letters of a search from which on other spellings are guessed: of fewer, almost any name is one."""

CLOSENESS = 0.72
"""How like a name must be to a search to be suggested; 1 is equal."""


class Target(NamedTuple):
    """What a search can find.

    `page` and `params` open it. `filters` is what choosing it as a filter adds to a link, empty where there is no
    such filter. `names` are all it is known by, as `words_of` each.
    """

    kind: Kind
    name: str
    page: str
    params: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]
    names: frozenset[str]


class Found(NamedTuple):
    """What a search found, best first, and how many in all; `is_guess` where only similar names exist."""

    targets: Sequence[Target]
    total: int
    is_guess: bool = False


def search_results(wanted: str, facets: Facets, pages: Sequence[Target] = ()) -> Found:
    """What has the words of a search in one of its names, or else a name that is spelled like it.

    A name that is the search comes first, then names that start with it, then those with a word that does, then
    names with words that start as its words do. Accents, case and signs do not matter.
    """
    words = words_of(wanted)
    if not words:
        return Found((), 0)
    targets, titles = [*pages, *targets_of(facets)], _titles(facets)
    first = words.split()[0]
    likely = ((row, [title]) for row, title in enumerate(titles, start=len(targets)) if first in title)
    named = chain(enumerate(each.names for each in targets), likely)
    ranked = sorted((rank, position) for position, names in named if (rank := _rank(words, names)) is not None)
    if ranked:
        return Found([_at(position, targets, facets) for _rank, position in ranked[:MOST]], len(ranked))
    if len(words) < SHORTEST_GUESS:
        return Found((), 0)
    # Of a name that several have, the first is meant.
    by_name = {title: len(targets) + row for row, title in reversed(list(enumerate(titles)))}
    by_name |= {name: position for position, each in reversed(list(enumerate(targets))) for name in each.names}
    close = dict.fromkeys(by_name[name] for name in get_close_matches(words, by_name, MOST, CLOSENESS))
    return Found([_at(position, targets, facets) for position in close], len(close), is_guess=True)


def _at(position: int, targets: Sequence[Target], facets: Facets) -> Target:
    """The target at a position in the list of targets, which the pledges follow."""
    if position < len(targets):
        return targets[position]
    pledge = facets.dataset.pledges.iloc[position - len(targets)]
    code, title = pledge["pledge_id"], pledge["title"]
    return Target("pledge", title, "pledges", (("pledge", code),), (), frozenset([words_of(title)]))


@lru_cache(maxsize=2)
def _titles(facets: Facets) -> list[str]:
    """The titles of all pledges, as `words_of` each."""
    return [words_of(title) for title in facets.dataset.pledges["title"]]


def _rank(words: str, names: Iterable[str]) -> int | None:
    if words in names:
        return 0
    ranks = [_rank_in(words, name) for name in names]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_in(words: str, name: str) -> int | None:
    if name.startswith(words):
        return 1
    if f" {words}" in name:
        return 2
    return 3 if all(f" {word}" in f" {name}" for word in words.split()) else None


@cached_by_language(maxsize=8)
def targets_of(facets: Facets) -> tuple[Target, ...]:
    """All that has a profile."""
    return tuple(_subject_target(facets, subject) for subject in all_subjects(facets.dataset))


def page_target(page: str, *names: str) -> Target:
    """A page of the dashboard, by its name in links and what it is called; the first name is shown."""
    return Target("page", names[0], page, (), (), frozenset(map(words_of, names)))


def _subject_target(facets: Facets, subject: Subject) -> Target:
    params = tuple(subject.link().items())
    filters = () if subject.kind in subjects.UNFILTERED else params
    if subject.kind == "funder" and facets.facet("funder").any_of((subject.code,)).any():
        filters = (("paid_by", subject.code),)
    name = name_of(facets.dataset, subject)
    names = frozenset(map(words_of, [name, *_other_names(facets, subject)]))
    return Target(subject.kind, name, "profile", params, filters, names)


def _other_names(facets: Facets, subject: Subject) -> Iterator[str]:
    dataset = facets.dataset
    match subject.kind:
        case "country":
            yield from (label(dataset, "iso3", subject.code), subject.code, *country_names(subject.code))
        case "city" | "network":
            yield label(dataset, "city_id", subject.code)
            yield from filter(None, [_government_names(dataset)[subject.code]])
        case "region":
            regions = dataset.region_schemes[dataset.region_schemes["scheme"] == subject.scheme]
            yield from _in_all_languages(regions[regions["region"] == subject.code])
        case "theme" | "objective":
            scheme = "gcm" if subject.kind == "objective" else "theme"
            words = dataset.taxonomy[dataset.taxonomy["scheme"] == scheme]
            yield from _in_all_languages(words[words["code"] == subject.code])
        case "funder":
            yield from list_items(dataset.funders.set_index("funder_id").loc[[subject.code], "written_as"])


def _in_all_languages(rows: pd.DataFrame) -> Iterator[str]:
    return (name for column in rows if column.startswith("label_") for name in rows[column].dropna())


def cities_named(wanted: str) -> list[str]:
    """The GeoNames numbers of cities of the world by one of their names: those that have it whole first, then largest.

    As many as are shown at once; none where nothing is wanted.
    """
    words = words_of(wanted)
    if not words:
        return []
    names = _city_names()
    found = names[names.str.contains(f"|{words}", regex=False)]
    whole = ~found.str.contains(f"|{words}|", regex=False)
    return list(found[whole.sort_values(kind="stable").index].index[:MOST])


@lru_cache(maxsize=1)
def _city_names() -> pd.Series:
    """All names of each city of the world, as `words_of` each, with `|` before and after each."""
    cities = world_cities()
    names = (cities["name"] + "|" + cities[OTHER_NAMES].str.replace(";", "|")).str.split("|")
    return names.map(lambda own: f"|{'|'.join(map(words_of, own))}|")


@lru_cache(maxsize=2)
def _government_names(dataset: Dataset) -> dict[str, str]:
    """What the government of each city or network is called; empty where that is not stated."""
    governments = dataset.governments
    return dict(zip(governments["city_id"], governments["government_name"].fillna(""), strict=True))


def country_names(iso3: str) -> tuple[str, ...]:
    """The two-letter code of a country and its names in the dashboard's and its own official languages.

    Source: Unicode CLDR, by way of Babel; empty for a code that it does not know.
    """
    code = two_letters(iso3)
    if not code:
        return ()
    # Babel keeps all it knows of a language in memory, so it is asked for those of the dashboard alone.
    names = (Locale.parse(lang).territories.get(code, "") for lang in languages())
    return tuple(filter(None, (code, *names, *names_in_languages().get(iso3, ()))))
