"""Which languages are official in a country. Source: Unicode CLDR, by way of Babel."""

from functools import lru_cache

from babel.core import get_global
from babel.languages import get_official_languages


def two_letters(iso3: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country; empty for a code that is not known."""
    return str(next(iter(get_global("territory_aliases").get(iso3, ())), ""))


@lru_cache(maxsize=300)
def official_languages(iso3: str) -> tuple[str, ...]:
    """The official languages of a country (ISO 639), by law or in fact; none where it is not known."""
    code = two_letters(iso3)
    return tuple(get_official_languages(code, de_facto=True)) if code else ()
