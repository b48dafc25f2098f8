"""Datasets of any number of made-up pledges, for measuring only."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.dataset import Dataset, chosen_source, load_dataset

SEED = 2026
PLEDGES_A_GOVERNMENT = 5
MOST_PARTS = 3
"""Governments of a joint pledge, and themes of a pledge, at most."""

UNTAGGED = 0.03
YEARS = range(2018, 2027)


def synthetic_dataset(size: int) -> Dataset:
    """The dashboard's own countries and code lists with `size` made-up pledges, the same for each call.

    One pledge in ten is joint, one in thirty names no theme, one government in twenty is a network.
    """
    shipped = load_dataset(chosen_source())
    chance = np.random.default_rng(SEED)
    governments = _governments(shipped, max(size // PLEDGES_A_GOVERNMENT, 1), chance)
    ids = pd.Series(np.char.add("pledge-", np.arange(size).astype(str)), dtype="str")
    pledges = pd.DataFrame({"pledge_id": ids, "year_announced": pd.array(chance.choice(YEARS, size), dtype="Int64")})
    owners = np.where(chance.random(size) < 0.1, chance.integers(2, MOST_PARTS + 1, size), 1)
    places = _parts(ids, owners, governments.index.to_numpy(), chance, "row")
    places = places.join(governments, on="row").drop(columns="row")
    taxonomy = shipped.taxonomy
    themes = taxonomy.loc[taxonomy["scheme"] == "theme", "code"].to_numpy()
    named = np.where(chance.random(size) < UNTAGGED, 0, chance.integers(1, MOST_PARTS + 1, size))
    tags = _parts(ids, named, themes, chance, "code")
    tags = tags.assign(scheme="theme", basis="stated", strength=None).astype("str")
    return replace(shipped, pledges=pledges, governments=governments, pledge_governments=places, tags=tags)


def _parts(
    ids: pd.Series, counts: np.ndarray, choices: np.ndarray, chance: np.random.Generator, name: str
) -> pd.DataFrame:
    """So many rows a pledge, each with one of the choices, none twice."""
    owner = np.repeat(np.arange(len(ids)), counts)
    rows = pd.DataFrame({"pledge_id": ids.to_numpy()[owner], name: chance.choice(choices, len(owner))})
    return rows.drop_duplicates(ignore_index=True)


def _governments(shipped: Dataset, size: int, chance: np.random.Generator) -> pd.DataFrame:
    """`city_id`, `kind`, `iso3` and the region in every scheme, as in `Dataset.pledge_governments`."""
    drawn = shipped.countries.iloc[chance.integers(0, len(shipped.countries), size)]
    table = drawn[["iso3", *shipped.region_columns]].reset_index(drop=True)
    table["city_id"] = pd.Series(np.char.add("city-", np.arange(size).astype(str)), dtype="str")
    is_network = pd.Series(chance.random(size) < 0.05)
    table["kind"] = pd.Series(np.where(is_network, "network", "city"), dtype="str")
    table["iso3"] = table["iso3"].mask(is_network)
    for scheme in shipped.region_columns:
        table[scheme] = table[scheme].fillna("unplaced").mask(is_network, "network")
    return table
