"""How many people a pledge could serve: displaced people hosted, or international migrants, by country."""

from dataclasses import dataclass

import pandas as pd

IDP_SERIES = {"none": None, "unhcr": "idps", "idmc": "idps_idmc"}
"""Internally displaced people: left out, those protected or assisted by UNHCR, or all displaced by conflict (IDMC)."""

OF_DESA = {"migrants": "migrant_stock", "population": "population"}
"""The column of each kind of people that UN DESA counts."""

ACROSS_BORDERS = ("refugees_hosted", "asylum_seekers", "other_in_need")
COUNTED_WITH = {"XKX": "SRB"}
"""UNHCR and UN DESA count the people of the first area under the second: not unknown, and not a place of its own."""


@dataclass(frozen=True)
class Need:
    """What the reader calls need.

    Displaced people (refugees, asylum-seekers, others in need of international protection, and one series of
    internally displaced people if chosen) or international migrants, never both: many refugees are migrants.
    Inhabitants (`population`) are no need, and stand in its place where a reader asks for them.
    """

    kind: str = "displaced"
    idps: str = "none"

    def __post_init__(self) -> None:
        """The internally displaced are added to displaced people alone, so two other needs of a kind are one."""
        if self.kind != "displaced":
            object.__setattr__(self, "idps", "none")


DISPLACED = Need()
NEEDS = (*(Need("displaced", series) for series in IDP_SERIES), Need("migrants"))
INHABITANTS = Need("population")


def series_of(need: Need) -> list[Need]:
    """The data series that answer the same question: two of all displaced people, else the need itself."""
    return [
        each
        for each in (*NEEDS, INHABITANTS)
        if each.kind == need.kind and (each.idps == "none") == (need.idps == "none")
    ]


def need_by_country(countries: pd.DataFrame, need: Need) -> pd.DataFrame:
    """People in need in each country and area, and where the figure differs from the plain one.

    A country with one part of a sum known and another unknown has its known part; where no part is known, `people`
    is missing, never 0. Where UNHCR has no figure but UNRWA has (Palestine), the refugees registered with UNRWA are
    used, with IDMC's internally displaced if a series of those is chosen. Palestine refugees elsewhere (Jordan,
    Lebanon, Syria) are not in UNHCR's figures and not added here: `basis` says so.

    Needs the columns of `countries` named in this module.

    Columns: `iso3`, `people`, `basis` (`unhcr`, `unrwa`, `without_unrwa`, `with_kosovo`, `in_serbia`, `desa`, or
    missing where nothing is known).
    """
    table = countries[["iso3"]].copy()
    if need.kind in OF_DESA:
        table["people"] = countries[OF_DESA[need.kind]].astype("float64")
        table["basis"] = table["people"].notna().map({True: "desa", False: None})
        return _with_kosovo(table)
    hosted = _sum_of_known(countries, list(ACROSS_BORDERS))
    stands_in = hosted.isna() & countries["unrwa_refugees"].notna()
    series = IDP_SERIES[need.idps]
    table["people"] = _sum_of_known(countries, [*ACROSS_BORDERS, *([series] if series else [])])
    registered = _sum_of_known(countries, ["unrwa_refugees", *(["idps_idmc"] if series else [])])
    table["people"] = table["people"].mask(stands_in, registered)
    table["basis"] = table["people"].notna().map({True: "unhcr", False: None})
    table.loc[countries["unrwa_refugees"].notna(), "basis"] = "without_unrwa"
    table.loc[stands_in, "basis"] = "unrwa"
    return _with_kosovo(table)


def inhabitants(countries: pd.DataFrame, need: Need) -> pd.Series:
    """Inhabitants by iso3, those of an area with the country in whose figure for need its people are."""
    known = countries.set_index("iso3")["population"].astype("float64")
    basis = need_by_country(countries, need).set_index("iso3")["basis"]
    for area, country in COUNTED_WITH.items():
        if basis.get(area) == "in_serbia":
            known[country] += known[area]
    return known


def _sum_of_known(countries: pd.DataFrame, columns: list[str]) -> pd.Series:
    return countries[columns].astype("Float64").sum(axis=1, min_count=1).astype("float64")


def _with_kosovo(table: pd.DataFrame) -> pd.DataFrame:
    """Says of Serbia that its figure holds Kosovo's people, and of Kosovo where its people are counted."""
    for area, country in COUNTED_WITH.items():
        counted = table["iso3"].eq(country) & table["people"].notna()
        if counted.any() and table.loc[table["iso3"] == area, "people"].isna().all():
            table.loc[counted, "basis"] = "with_kosovo"
            table.loc[table["iso3"] == area, "basis"] = "in_serbia"
    return table
