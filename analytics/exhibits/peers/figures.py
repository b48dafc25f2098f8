"""The peers of a city as a matrix of reasons and as a map; why there are none, where there are none."""

from collections.abc import Collection
from functools import lru_cache

import pandas as pd

from analytics.charts import peers as charts
from analytics.charts.description import WORLD_WINDOW, Country, Map, Matrix, Place, Window
from analytics.charts.maps import WINDOWS
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit, Recipe, classified_note, scope_line, source_line
from analytics.exhibits.peers import wording
from analytics.labels import labels, with_countries
from analytics.measures.peers import CRITERIA, FEATURES, TAGGED, PeerQuery, Peers, city_of, peers
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import name_with_whole
from analytics.words import _, cached_by_language, listing, ngettext, number

SHOWN, NAMED = 10, 3
"""Peers in a figure, and in its title."""


def peer_query(city: str, geonameid: str, plans: str, practice: str, context: str, closeness: str) -> PeerQuery:
    """What the reader asks, from the codes of menus and links."""
    weights = [wording.WEIGHTS[code] for code in (practice, context, closeness)]
    return PeerQuery(city, "" if city else geonameid, tuple(filter(None, plans.split(";"))), *weights)


@lru_cache(maxsize=8)
def _compared(filtered: FilteredData, query: PeerQuery) -> Peers | None:
    """The city beside all peers, once for every part of a page; None where there is no such city."""
    city = city_of(filtered.facets, query)
    return peers(filtered, city, query) if city else None


def is_numbered(filtered: FilteredData, number: str) -> bool:
    """Whether a GeoNames number is that of a local government of the data or a city of 50,000 inhabitants or more."""
    return city_of(filtered.facets, PeerQuery("", number)) is not None


def found_peers(filtered: FilteredData, query: PeerQuery) -> Peers | None:
    """The peers of the city that is asked about; None where `why_none` says why."""
    found = _compared(filtered, query)
    return found if found and len(found.table) and found.table["similarity"].notna().all() else None


def heading(filtered: FilteredData, query: PeerQuery) -> str:
    """What stands over the page where a city is chosen; empty where none is."""
    city = city_of(filtered.facets, query)
    return _("Cities like {city}").format(city=wording.city_words(filtered, city)) if city else ""


def why_none(filtered: FilteredData, query: PeerQuery) -> str:
    """Why there are no peers, in a sentence; empty where there are."""
    named, found = query.government_id or query.geonameid, _compared(filtered, query)
    if not named:
        return _("Choose a city to see which are like it, and why.")
    if found is None:
        sentence = _("No local government or city of 50,000 inhabitants has this identifier: {identifier}.")
        return sentence.format(identifier=named[:60])
    if not any(query.weights().values()):
        return _("All three criteria are off, so nothing is compared. Turn one on.")
    if found.table.empty:
        return _("No other local government has a pledge in this selection.")
    if found.table["similarity"].isna().all():
        return _("Nothing is known of {city} that these criteria compare.").format(city=found.city.name)
    return ""


@cached_by_language(maxsize=8)
def peer_table(filtered: FilteredData, found: Peers) -> pd.DataFrame:
    """The peers in words, nearest first: `city_id`, `rank`, `name`, `country`, `reasons`, `unknown`, `lat`, `lon`.

    Cached, so it must not be changed.
    """
    rows = found.table[["city_id", "rank", "name", "iso3", "lat", "lon"]].copy()
    rows["country"] = labels(filtered.dataset, "iso3", rows.pop("iso3"))
    rows["reasons"] = [wording.reasons(filtered, found, row) for row in range(len(rows))]
    rows["unknown"] = [names or "–" for names in wording.unknown_of_peers(found)]
    return rows


def table_headings() -> dict[str, str]:
    """Columns of the list of peers; a phone shows the first two."""
    return {
        "name": _("Local government"),
        "reasons": _("Why"),
        "country": _("Country"),
        "rank": _("Rank"),
        "unknown": _("Not known of it"),
    }


def peer_matrix(filtered: FilteredData, query: PeerQuery) -> Exhibit:
    """Who is most like the city, and in what each agrees."""
    found = found_peers(filtered, query)
    if found is None:
        return _exhibit(filtered, query, None, "peers", Matrix("", (), (), ()))
    known = [feature for feature in FEATURES if feature.name in found.known and query.weights()[feature.criterion]]
    names = wording.feature_names()
    cells = found.table.head(SHOWN).assign(place=found.table["name"])
    for feature in known:
        cells[f"{feature.name}_text"] = [_cell_text(found, row, feature.name) for row in range(len(cells))]
        if feature.how == "scale":
            cells[feature.name] = cells[feature.name].mask(cells[feature.name] < charts.NEAR, 0.0)
    features = {feature.name: _head(found, feature.name, names[feature.name]) for feature in known}
    criteria = [CRITERIA.index(feature.criterion) for feature in known]
    return _exhibit(filtered, query, found, "peers", charts.peer_matrix(cells, features, criteria))


def peer_map(filtered: FilteredData, query: PeerQuery) -> Exhibit:
    """Where those most like the city are."""
    found = found_peers(filtered, query)
    if found is None:
        return _exhibit(filtered, query, None, "peer_map", Map((), (), _("Local government"), WORLD_WINDOW))
    shown = found.table.head(SHOWN)
    places = with_countries(filtered.dataset, shown["name"], shown["iso3"])
    table = peer_table(filtered, found).head(SHOWN).assign(place=places)
    table["facts"] = [(reason,) for reason in table["reasons"]]
    city = found.city
    own = None
    if city.lat == city.lat:
        own = Place(wording.city_words(filtered, city), city.lat, city.lon, 16, city.government_id, is_ring=True)
    codes = dict.fromkeys(filter(None, [city.iso3, *shown["iso3"].dropna()]))
    named = labels(filtered.dataset, "iso3", pd.Series(list(codes), dtype="str"))
    countries = [Country(code, name) for code, name in zip(codes, named, strict=True)]
    return _exhibit(
        filtered, query, found, "peer_map", charts.peer_map(table, own, countries, _window(filtered, codes))
    )


def _window(filtered: FilteredData, codes: Collection[str]) -> Window:
    """The UN region that all of these countries are in, else the world."""
    countries = filtered.dataset.countries
    regions = set(countries.loc[countries["iso3"].isin(codes), "m49_region"].dropna())
    return WINDOWS.get(next(iter(regions)), WORLD_WINDOW) if len(regions) == 1 else WORLD_WINDOW


def _head(found: Peers, feature: str, name: str) -> str:
    """The name of a feature, with the entries of the city where cells count those that both have."""
    return name_with_whole(name, float(found.own[feature].sum())) if feature in TAGGED else name


def _cell_text(found: Peers, row: int, feature: str) -> str:
    """What a cell of the matrix says: how many entries both have, or a sign."""
    agreed = found.table[feature].iloc[row]
    if feature in TAGGED and not pd.isna(agreed):
        return number(len(found.in_common(row, feature)))
    return charts.sign(agreed)


def _exhibit(filtered: FilteredData, query: PeerQuery, found: Peers | None, kind: str, figure: Matrix | Map) -> Exhibit:
    rows = peer_table(filtered, found).head(SHOWN) if found else pd.DataFrame(columns=list(table_headings()))
    city = {"city": query.government_id, "geonameid": query.geonameid, "plans": ";".join(query.themes)}
    weights = {str(criterion): f"{weight:g}" for criterion, weight in query.weights().items()}
    measure = wording.criteria_words(query) if found else ""
    return Exhibit(
        name="-".join(filter(None, [kind, query.government_id or query.geonameid])),
        finding=_finding(filtered, query, found, is_map=isinstance(figure, Map)),
        scope=" ".join([scope_line(filtered, measure), *(_scope_more(filtered, found, figure) if found else [])]),
        figure=figure,
        alt_text=_alt_text(filtered, found, rows) if found else why_none(filtered, query),
        how_to_read=how_to_read(),
        table=rows,
        headings=table_headings(),
        source=source_line(filtered, classified_note("theme"), sources()),
        recipe=Recipe(kind, tuple((city | weights).items())),
    )


def _finding(filtered: FilteredData, query: PeerQuery, found: Peers | None, is_map: bool) -> Claim:
    if found is None:
        return Claim("nothing_to_say", why_none(filtered, query).removesuffix("."))
    # Of places that are level all are named or none: as many whole ranks as have room.
    level = (int((found.table["rank"] <= rank).sum()) for rank in range(1, NAMED + 1))
    first = max((count for count in level if count <= NAMED + 1), default=0)
    nearest = tuple(found.table.loc[found.table["rank"] == 1, "city_id"])
    city, of = wording.city_words(filtered, found.city), len(found.table)
    shown = found.table.head(SHOWN)
    count, countries = len(nearest), shown["iso3"].nunique()
    if is_map and len(shown) > 1:
        count = len(shown)
        template = ngettext(
            "The {count} most like {city} are in {countries} country or area",
            "The {count} most like {city} are in {countries} countries and areas",
            countries,
        )
    elif not first:
        template = ngettext(
            "{count} local government of {of} is equally like {city}",
            "{count} local governments of {of} are equally like {city}",
            count,
        )
    elif of == 1:
        template = _("The only local government with a pledge to compare {city} with: {names}")
    else:
        template = _("Most like {city}, of {of} local governments that pledged: {names}")
    sentence = template.format(
        count=number(count),
        city=city,
        countries=number(countries),
        of=number(of),
        names=_names(filtered, found, first),
    )
    return Claim("peers", sentence, query=query, nearest=nearest)


def _names(filtered: FilteredData, found: Peers, most: int) -> str:
    """The first peers, each with its country in brackets."""
    rows = found.table.head(most)
    country = labels(filtered.dataset, "iso3", rows["iso3"])
    with_country = _("{name} ({country})")
    named = [
        name if pd.isna(of) else with_country.format(name=name, country=of)
        for name, of in zip(rows["name"], country, strict=True)
    ]
    return listing(named, "and")


def _scope_more(filtered: FilteredData, found: Peers, figure: Matrix | Map) -> list[str]:
    """What a ring is, which tags count, what is left out, and how many more are as near as the last one shown."""
    is_ringed = isinstance(figure, Map) and any(place.is_ring for place in figure.places)
    ring = _("The ring is {city}.").format(city=wording.city_words(filtered, found.city)) if is_ringed else ""
    ranks = found.table["rank"]
    equal = int((ranks == ranks.iloc[min(SHOWN, len(ranks)) - 1]).iloc[SHOWN:].sum())
    more = ngettext("{count} more is as near as the last.", "{count} more are as near as the last.", equal)
    equally = more.format(count=number(equal)) if equal else ""
    tags = _("Cities are compared by all tags, those that no source states too.") if filtered.selection.stated else ""
    return list(filter(None, [ring, tags, wording.unknown_of_city(found), equally]))


def _alt_text(filtered: FilteredData, found: Peers, rows: pd.DataFrame) -> str:
    template = _("{name}: {reasons}.")
    said = [template.format(name=row.name, reasons=row.reasons) for row in each_row(rows.head(NAMED), index=False)]
    head = _("Local governments that pledged by how like {city} they are, nearest first.")
    return " ".join([head.format(city=wording.city_words(filtered, found.city)), *said])


def how_to_read() -> str:
    """How peers are found and what that does not mean."""
    return _(
        "Numbers in cells are entries that both have; over them stands how many the city has. Each criterion is the"
        " mean of what it compares, from 0 (nothing in common) to 1 (the same); criteria count by their weights. Sets,"
        " such as themes, agree by the part of all their entries that both have; classes, such as inhabitants, by how"
        " near they are. What is not known of the city is not compared; what is not known of a peer counts as no"
        " agreement, so that it never comes nearer by a gap in its record. Hosting, income and displacement are of the"
        " country. Equal ranks are equally near."
    )


def sources() -> str:
    """Where what is compared comes from, beside the pledges."""
    return _(
        "Inhabitants: GeoNames, year unknown. Income groups: World Bank. People hosted and displaced: UNHCR. Languages:"
        " Unicode CLDR. Memberships: pages of the networks, where found."
    )
