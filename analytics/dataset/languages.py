"""Which languages are official in a country, and what it is called in them. Source: Unicode CLDR, by way of Babel."""

import csv
from functools import lru_cache
from pathlib import Path

from babel.core import get_global
from babel.languages import get_official_languages

NAMES_FILE = Path(__file__).parents[2] / "data" / "geography" / "country_names.csv"
"""Names of countries in English, Spanish, French and their own official languages (`scripts.build_country_names`)."""


def two_letters(iso3: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country; empty for a code that is not known."""
    return str(next(iter(get_global("territory_aliases").get(iso3, ())), ""))


@lru_cache(maxsize=300)
def official_languages(iso3: str) -> tuple[str, ...]:
    """The official languages of a country (ISO 639), by law or in fact; none where it is not known."""
    code = two_letters(iso3)
    return tuple(get_official_languages(code, de_facto=True)) if code else ()


@lru_cache(maxsize=1)
def names_in_languages() -> dict[str, tuple[str, ...]]:
    """What each country is called in English, Spanish, French and its official languages, by ISO 3166-1 alpha-3 code.

    Cached, so it must not be changed.
    """
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: tuple(row["names"].split(";")) for row in csv.DictReader(file)}
