"""Offers, asks and exchanges between cities: those of a selection, which ask an offer could meet, and why."""

import re
from collections import Counter
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.languages import official_languages
from analytics.dataset.rules import list_items
from analytics.facets import NOT_STATED, has_word, search_words, searched
from analytics.measures.coverage import RESIDUAL_REGIONS, placed_regions, shown_codes
from analytics.rows import each_row
from analytics.selection import FilteredData

OFFER, ASK, EXCHANGE = KINDS = ("offer", "ask", "exchange")
"""A city shows or would teach something; it looks for help; several are named together."""

NEAR = 1
"""Years between an ask and an offer that speak for the pair."""


@lru_cache(maxsize=32)
def exchange_rows(filtered: FilteredData) -> pd.DataFrame:
    """The offers, asks and exchanges of the selection, in the order of the data.

    Region, country, theme and search apply to them, all other filters are about pledges; one of several cities is in
    where one of its countries is. Cached, so it must not be changed.

    Columns: those of `every_row`.
    """
    selection, rows, texts = filtered.selection, every_row(filtered.dataset), _texts(filtered.dataset)
    kept = np.full(len(rows), True)
    if selection.is_limited_to_places() or not selection.can_have_places():
        covered = set(filtered.selected_countries()["iso3"])
        kept &= np.array([not covered.isdisjoint(own) for own in rows["iso3"]], dtype=bool)
    if selection.theme:
        kept &= rows["theme"].isin(selection.theme).to_numpy()
    words = search_words(selection.search)
    kept &= np.array([all(has_word(text, word) for word in words) for text in texts], dtype=bool)
    return rows[kept].reset_index(drop=True)


@lru_cache(maxsize=4)
def every_row(dataset: Dataset) -> pd.DataFrame:
    """The offers, asks and exchanges of all cities, whatever is selected. Cached, so it must not be changed.

    Columns: those of `exchange` (`cities`, `city_ids` and `iso3` as tuples, countries each once).
    """
    table = dataset.exchange.reset_index(drop=True)
    lists = {name: list_items(table[name]).groupby(level=0).agg(tuple) for name in ("cities", "city_ids", "iso3")}
    return table.assign(**{name: [own.get(row, ()) for row in table.index] for name, own in lists.items()})


@lru_cache(maxsize=4)
def _texts(dataset: Dataset) -> list[str]:
    """The words of each of `every_row` as a search compares them."""
    rows, names = every_row(dataset), dataset.countries.set_index("iso3")["name"].to_dict()
    return [
        searched(" ".join([cities, *(names[iso3] for iso3 in own), text]))
        for cities, own, text in zip(dataset.exchange["cities"], rows["iso3"], rows["text"], strict=True)
    ]


def exchange_counts(filtered: FilteredData, by: str) -> pd.DataFrame:
    """Offers, asks and exchanges of the selection by theme, or by region, where one counts in each of its regions.

    Columns: `code`, `KINDS`, `inferred` (those of which no source says it in so many words).
    """
    rows = exchange_rows(filtered)
    if by == "theme":
        codes = [code for code in shown_codes(filtered, "theme") if code != NOT_STATED]
        groups: list[tuple[str | None, ...]] = [(theme,) for theme in rows["theme"]]
    else:
        codes = placed_regions(filtered)
        groups = regions_of(filtered, rows)
    kinds = Counter((code, kind) for own, kind in zip(groups, rows["kind"], strict=True) for code in set(own))
    doubts = rows["certainty"] == "inferred"
    inferred = Counter(
        code for own, is_inferred in zip(groups, doubts, strict=True) if is_inferred for code in set(own)
    )
    counts = {kind: [kinds[code, kind] for code in codes] for kind in KINDS}
    return pd.DataFrame({"code": codes, **counts, "inferred": [inferred[code] for code in codes]})


def regions_of(filtered: FilteredData, rows: pd.DataFrame) -> list[tuple[str | None, ...]]:
    """The regions of each row, in the scheme shown: one for each of its countries, None where it has none."""
    region = filtered.dataset.countries.set_index("iso3")[filtered.selection.regions_by].dropna().to_dict()
    return [tuple(region.get(iso3) for iso3 in own) for own in rows["iso3"]]


@lru_cache(maxsize=32)
def matches(filtered: FilteredData) -> pd.DataFrame:
    """Every ask with every offer on its theme by another city, one of the two being of the selection, likeliest first.

    Region, country and search say which is of the selection; the other may be of any city. What is not known of
    either side is missing, and counts as no reason. Cached, so it must not be changed.

    Columns: `ask`, `offer` (ids), `theme`, `ask_city`, `offer_city`, `ask_iso3`, `offer_iso3`, `ask_year`,
    `offer_year`, `named` (one names the other city, and both are of one source or year: they have found each other),
    `same_region` (missing without a region), `languages` (official in both countries, as a tuple; None where they are
    not known), `years_apart` (missing without a year), `certainty` (inferred where one of the two is), `reasons` (how
    many of these speak for it).
    """
    pairs = _pairs(filtered.dataset, filtered.selection.regions_by)
    own = exchange_rows(filtered)["exchange_id"]
    return pairs[pairs["ask"].isin(own) | pairs["offer"].isin(own)].reset_index(drop=True)


@lru_cache(maxsize=16)
def _pairs(dataset: Dataset, regions_by: str) -> pd.DataFrame:
    """Every ask with every offer, as in `matches`, by the regions of one scheme."""
    rows, regions = every_row(dataset), dataset.countries.set_index("iso3")[regions_by].dropna()
    region = regions[~regions.isin(RESIDUAL_REGIONS)].to_dict()
    found = []
    asks, offers = (list(each_row(rows[rows["kind"] == kind])) for kind in (ASK, OFFER))
    for ask, offer in product(asks, offers):
        if ask.theme != offer.theme or ask.city_ids == offer.city_ids:
            continue
        apart = abs(ask.year - offer.year) if pd.notna(ask.year) and pd.notna(offer.year) else None
        is_named = _names(ask.text, offer.cities[0]) or _names(offer.text, ask.cities[0])
        official = [set(official_languages(each.iso3[0])) for each in (ask, offer)]
        places = [region.get(each.iso3[0]) for each in (ask, offer)]
        found.append(
            {
                "ask": ask.exchange_id,
                "offer": offer.exchange_id,
                "theme": ask.theme,
                "ask_city": ask.cities[0],
                "offer_city": offer.cities[0],
                "ask_iso3": ask.iso3[0],
                "offer_iso3": offer.iso3[0],
                "ask_year": ask.year,
                "offer_year": offer.year,
                "named": is_named and (ask.source_url == offer.source_url or apart == 0),
                "same_region": pd.NA if None in places else places[0] == places[1],
                "languages": tuple(sorted(set.intersection(*official))) if all(official) else None,
                "years_apart": pd.NA if apart is None else apart,
                "certainty": "inferred" if "inferred" in (ask.certainty, offer.certainty) else "confirmed",
            }
        )
    table = pd.DataFrame(found, columns=MATCHES).astype(
        {"named": "bool", "same_region": "boolean", **dict.fromkeys(("ask_year", "offer_year", "years_apart"), "Int64")}
    )
    speaks = (
        table["named"],
        table["same_region"].fillna(False),
        pd.Series([bool(each) for each in table["languages"]], table.index, dtype=bool),
        table["years_apart"] <= NEAR,
    )
    table["reasons"] = sum((each.fillna(False).astype(int) for each in speaks), pd.Series(0, table.index))
    order = {"named": False, "reasons": False, "years_apart": True, "ask": True, "offer": True}
    return table.sort_values(list(order), ascending=list(order.values()), kind="stable", ignore_index=True)


def _names(text: str, city: str) -> bool:
    """Whether a text has the name of a city as whole words."""
    return re.search(rf"(?<!\w){re.escape(city)}(?!\w)", text) is not None


MATCHES = (
    *("ask", "offer", "theme", "ask_city", "offer_city", "ask_iso3", "offer_iso3", "ask_year", "offer_year"),
    *("named", "same_region", "languages", "years_apart", "certainty"),
)


@lru_cache(maxsize=32)
def unmet(filtered: FilteredData) -> dict[str, tuple[str, ...]]:
    """Themes on which a city of the selection asks and no other city offers (`ask`), and the other way round (`offer`).

    Offers and asks of all cities are looked through. That another city's ask meets an offer of the selection says
    nothing of an ask of the selection. Cached, so it must not be changed.
    """
    rows, found = exchange_rows(filtered), matches(filtered)
    met = {kind: set(found.loc[found[kind].isin(rows["exchange_id"]), "theme"]) for kind in (ASK, OFFER)}
    return {
        kind: tuple(dict.fromkeys(theme for theme in rows.loc[rows["kind"] == kind, "theme"] if theme not in own))
        for kind, own in met.items()
    }


def named_together(filtered: FilteredData) -> pd.DataFrame:
    """Cities that are named together: exchanges, and offers with an ask that they are `named` with, newest first.

    Columns: `kind` (exchange, or offer for a mentor), `cities` and `iso3` (tuples), `theme`, `year`, `certainty`,
    `text`, `source_url`.
    """
    columns = ["kind", "cities", "iso3", "theme", "year", "certainty", "text", "source_url"]
    rows = every_row(filtered.dataset).set_index("exchange_id")
    own = exchange_rows(filtered)
    exchanges = own.loc[own["kind"] == EXCHANGE, columns]
    named = matches(filtered)
    # A city that offers twice on the theme is one that helped: the offer closest in time.
    named = named[named["named"]].drop_duplicates(["ask", "offer_city"])
    asks, offers = rows.loc[named["ask"]].reset_index(), rows.loc[named["offer"]].reset_index()
    paired = offers.assign(
        cities=offers["cities"] + asks["cities"],
        iso3=[tuple(dict.fromkeys(one + other)) for one, other in zip(offers["iso3"], asks["iso3"], strict=True)],
        certainty=named["certainty"].to_numpy(),
    )[columns]
    return pd.concat([exchanges, paired]).sort_values("year", ascending=False, kind="stable", ignore_index=True)
