"""The cities of the world from which a reader chooses one that has not pledged."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

CITIES_FILE = Path(__file__).parents[2] / "data" / "geography" / "cities.csv"
"""Cities of 50,000 inhabitants or more, whatever folder the pledges come from. Source: GeoNames."""

OTHER_NAMES = "other_names"
"""The column of a city's other spellings, with `;` between them."""


@lru_cache(maxsize=1)
def world_cities() -> pd.DataFrame:
    """The cities, largest first, by their GeoNames number (as text).

    Columns: `name`, `iso3`, `lat`, `lon`, `population` (year unknown, limits of the place as GeoNames has them),
    `other_names` (spellings in other languages, in Latin letters).
    """
    kinds = {"geonameid": "str", "name": "str", "iso3": "str", OTHER_NAMES: "str"}
    return pd.read_csv(CITIES_FILE, dtype=kinds, keep_default_na=False, index_col="geonameid")
