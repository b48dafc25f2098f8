"""Selections, each written twice: as the dashboard's own and as conditions of SQL."""

from dataclasses import dataclass, replace

import pytest

from analytics.selection import Selection


@dataclass(frozen=True)
class Case:
    """A selection and what it means: which pledges pass, which of their governments, and whose countries are asked.

    `pledges` is a condition on `said`, `places` on a row of `made_by` joined with `country`,
    `countries` on `country`, `codes` on the columns that a matrix shows; `placeable` is false where no
    pledge of the selection could be in any country.
    """

    chosen: Selection
    pledges: str = "true"
    places: str = "true"
    countries: str = "true"
    placeable: str = "true"
    codes: str = "true"
    codes_scheme: str = ""

    @property
    def tags(self) -> str:
        """A condition on `tag`."""
        return "not deduced" if self.chosen.stated else "true"

    @property
    def filtered(self) -> str:
        """Whether the selection says where."""
        return str(bool(self.chosen.region or self.chosen.country)).lower()

    @property
    def named(self) -> str:
        """Whether a government could be among those who pledged: not where only networks are chosen."""
        return str(("network",) not in (self.chosen.kind, self.chosen.region)).lower()

    @property
    def asked_countries(self) -> str:
        """A condition on `country`: those that a reader chose one by one, member or not."""
        return " or ".join(f"iso3 = '{code}'" for code in self.chosen.country) or "false"

    @property
    def loose(self) -> str:
        """A list of the chosen rows of pledges without a region."""
        return str([code for code in self.chosen.region if code in ("network", "unplaced")])


def _in(condition: str) -> str:
    return f"pledge_id in (select pledge_id from made_by left join country using (iso3) where {condition})"


def _tagged(scheme: str, *codes: str) -> str:
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"pledge_id in (select pledge_id from tag where scheme = '{scheme}' and code in ({listed}))"


_AFRICA = {"places": "m49_region = 'Africa'", "countries": "m49_region = 'Africa'"}
_NOWHERE = {"countries": "false", "placeable": "false"}
_IN_AFRICA = _in("m49_region = 'Africa'")
_HOUSING = {"codes": "code = 'housing'", "codes_scheme": "theme"}

CASES = {
    "everything": Case(Selection()),
    "one region": Case(Selection(region=("Africa",)), pledges=_IN_AFRICA, **_AFRICA),
    "two sections of UCLG": Case(
        Selection(regions_by="uclg_section", region=("Eurasia", "Latin America")),
        pledges=_in("uclg_section in ('Eurasia', 'Latin America')"),
        places="uclg_section in ('Eurasia', 'Latin America')",
        countries="uclg_section in ('Eurasia', 'Latin America')",
    ),
    "one country of a joint pledge": Case(
        Selection(country=("LBN",)), pledges=_in("iso3 = 'LBN'"), places="iso3 = 'LBN'", countries="iso3 = 'LBN'"
    ),
    "one theme": Case(Selection(theme=("housing",)), pledges=_tagged("theme", "housing"), **_HOUSING),
    "region and theme": Case(
        Selection(region=("Africa",), theme=("housing",)),
        pledges=f"{_IN_AFRICA} and {_tagged('theme', 'housing')}",
        **_AFRICA,
        **_HOUSING,
    ),
    "two objectives": Case(
        Selection(gcm=("7", "15")),
        pledges=_tagged("gcm", "7", "15"),
        codes="code in ('7', '15')",
        codes_scheme="gcm",
    ),
    "a search": Case(
        Selection(search="mujeres WOMEN"),
        pledges=_in("true") + " and regexp_matches(said, '\\bmujeres') and regexp_matches(said, '\\bwomen')",
    ),
    "a search with accents": Case(Selection(search="são"), pledges="regexp_matches(said, '\\bsao')"),
    "stated tags only": Case(Selection(stated=True)),
    "stated and a compact": Case(
        Selection(stated=True, compact=("GCR",)),
        pledges="pledge_id in (select pledge_id from tag where scheme = 'compact' and code = 'GCR' and not deduced)",
    ),
    "a search for a theme and a region, in two languages": Case(
        Selection(search="vivienda amériques"),
        pledges="regexp_matches(said, '\\bvivienda') and regexp_matches(said, '\\bameriques')",
    ),
    "networks only": Case(
        Selection(kind=("network",)), pledges=_in("kind = 'network'"), places="kind = 'network'", **_NOWHERE
    ),
    "networks of a region, which have none": Case(
        Selection(region=("Africa",), kind=("network",)), pledges="false", places="false", **_NOWHERE
    ),
    "a region and networks": Case(
        Selection(region=("Africa", "network")),
        pledges=_in("m49_region = 'Africa' or kind = 'network'"),
        places="m49_region = 'Africa' or kind = 'network'",
        countries="m49_region = 'Africa'",
    ),
    "a region and a kind of one government": Case(
        Selection(region=("Africa", "Asia"), kind=("city", "region")),
        pledges=_in("m49_region in ('Africa', 'Asia') and kind in ('city', 'region')"),
        places="m49_region in ('Africa', 'Asia') and kind in ('city', 'region')",
        countries="m49_region in ('Africa', 'Asia')",
    ),
    "the region of one government and the country of another": Case(
        Selection(region=("Europe",), country=("LBN",)), pledges="false", places="false", countries="false"
    ),
    "networks as a region": Case(
        Selection(region=("network",)),
        pledges=_in("kind = 'network'"),
        places="kind = 'network'",
        **_NOWHERE,
    ),
    "place unknown": Case(
        Selection(region=("unplaced",)),
        pledges=_in("kind <> 'network' and iso3 is null"),
        places="kind <> 'network' and iso3 is null",
        **_NOWHERE,
    ),
    "a year, a report state, a certainty": Case(
        Selection(year=("2022", "not_stated"), status=("no_report",), certainty=("confirmed",)),
        pledges="(year_announced = '2022' or year_announced is null)"
        " and state = 'no_report' and certainty = 'confirmed'",
    ),
    "nothing reported": Case(
        Selection(status=("overdue", "no_report")),
        pledges="pledge_id in (select pledge_id from state where not reported)",
    ),
    "reported on": Case(
        Selection(status=("in_progress", "stage_not_stated", "ended_reported")),
        pledges="pledge_id in (select pledge_id from state where reported)",
    ),
    "a forum, a group, an objective of the Call": Case(
        Selection(forum=("IMRF-2022",), group=("women", "migrants"), priority=("PO5", "not_stated")),
        pledges=f"{_tagged('forum', 'IMRF-2022')} and {_tagged('target_group', 'women', 'migrants')} and"
        f" ({_tagged('priority_objective', 'PO5')} or not ("
        "pledge_id in (select pledge_id from tag where scheme = 'priority_objective')))",
        codes="code in ('PO5', 'not_stated')",
        codes_scheme="priority_objective",
    ),
    "nothing": Case(
        Selection(region=("Oceania",)),
        pledges=_in("m49_region = 'Oceania'"),
        places="m49_region = 'Oceania'",
        countries="m49_region = 'Oceania'",
    ),
}


def under(case: Case, regions_by: str) -> Case:
    """The case with regions of another scheme; one that chooses regions keeps its own."""
    return case if case.chosen.region else replace(case, chosen=replace(case.chosen, regions_by=regions_by))


each_case = pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
