"""Builds what countries are called in their own languages, data/geography/country_names.csv, from Unicode CLDR.

Babel has the names, each language's in a file of a megabyte in memory: a server would keep eighty for a few words.
"""

import csv
from collections.abc import Iterator

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from analytics.dataset.languages import NAMES_FILE, official_languages, two_letters

EVERYWHERE = ("en", "es", "fr")
"""The languages in which every country has a name: those of the Coalition's meetings."""


def rows() -> list[tuple[str, str]]:
    """`iso3` and `names` of each country, with `;` between them: in every language above and its official ones."""
    codes = sorted(code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha())
    found = [(code, list(dict.fromkeys(_names(code)))) for code in codes]
    return [(code, ";".join(names)) for code, names in found if names]


def _names(iso3: str) -> Iterator[str]:
    for lang in dict.fromkeys([*EVERYWHERE, *official_languages(iso3)]):
        try:
            name = Locale.parse(lang).territories.get(two_letters(iso3), "")
        except UnknownLocaleError:
            continue
        if name:
            yield name


if __name__ == "__main__":
    with NAMES_FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso3", "names"))
        writer.writerows(rows())
