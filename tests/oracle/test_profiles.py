"""The sentence of a profile of every kind is true of its selection, as SQL over the files says."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import Subject
from analytics.facets import Facets
from analytics.selection import Selection, filter_data
from analytics.words import number
from tests.oracle.generated import case_of, generated_cases, may_be_called_a_gap

Ask = Callable[..., pd.DataFrame]

REGIONS = {
    "m49_region": "Oceania",
    "m49_subregion": "Sub-Saharan Africa",
    "uclg_section": "Latin America",
    "unhcr_region": "The Americas",
    "wb_income_group": "Low income",
}
SUBJECTS = [
    *(Subject("region", code, scheme) for scheme, code in REGIONS.items()),
    *(Subject("country", code) for code in ("DEU", "UGA", "NRU", "PSE")),
    *(Subject("theme", code) for code in ("housing", "return_and_reintegration")),
    *(Subject("objective", code) for code in ("15", "3")),
    Subject("city", "kampala-uga"),
    Subject("network", "uclg"),
    Subject("funder", "conrad-n-hilton-foundation"),
    Subject("funder", "ikea-foundation"),
]
NAMES = {"conrad-n-hilton-foundation": "Conrad N. Hilton Foundation", "ikea-foundation": "IKEA Foundation"}
FILTERS = [Selection(), Selection(theme=("health",)), Selection(status=("overdue",)), Selection(region=("Africa",))]
DRAWN, SEED = 24, 5
"""Selections drawn at random besides, the first of which are those that every oracle asks about."""


def chosen_of(filters: Selection, subject: Subject) -> Selection:
    """What the profile speaks of: the filters, and the subject in place of its own kind; all, for those who pledged."""
    match subject.kind:
        case "region":
            return replace(filters, regions_by=subject.scheme, region=(subject.code,))
        case "country":
            return replace(filters, country=(subject.code,))
        case "theme":
            return replace(filters, theme=(subject.code,))
        case "objective":
            return replace(filters, gcm=(subject.code,))
    return Selection(regions_by=filters.regions_by)


def by_sql(ask: Ask, chosen: Selection, subject: Subject) -> dict[str, float]:
    """The numbers of the sentence, by the names that the claim has for them; NaN where there is none."""
    case = case_of(chosen)

    def one(query: str, of: Selection = chosen) -> float:
        return float(ask(f"select ({query})::double as answer", case_of(of))["answer"].fillna(float("nan")).iloc[0])

    truth = {"pledges": one("select count(*) from kept")}
    if subject.kind in ("region", "country"):
        truth["people"] = one("select sum(hosted) from country where {countries}")
    if subject.kind == "region":
        members = "select count(*) from country where is_member and {countries}"
        truth["states"] = one(members)
        truth["pledging"] = one(f"{members} and iso3 in (select iso3 from place)")
    if subject.kind in ("theme", "objective"):
        placed = "select count(distinct iso3) from place"
        truth["countries"] = one(placed) if case.placeable == "true" else float("nan")
        field = {"theme": "theme", "objective": "gcm"}[subject.kind]
        truth["of"] = one("select count(*) from kept", replace(chosen, **{field: ()}))
    if subject.kind == "objective":
        stating = "select count(distinct pledge_id) from carried semi join kept using (pledge_id)"
        truth["stating"] = one(f"{stating} where scheme = 'gcm' and code <> 'not_stated'", replace(chosen, gcm=()))
    if subject.kind in ("city", "network"):
        own = f"select pledge_id from made_by where city_id = '{subject.code}'"
        truth["pledges"] = one(f"select count(distinct pledge_id) from ({own})")
        reported = f"select count(*) from state where pledge_id in ({own}) and reported"
        truth["reported"] = one(reported)
    if subject.kind == "funder":
        # Both are spelled in one way only.
        name = NAMES[subject.code]
        truth["pledges"] = one(f"select count(*) from pledge where contains(funding_source, '{name}')")
        truth["grants"] = one(f"select count(*) from given where contains(concat_ws(';', fund, funder), '{name}')")
        truth["windows"] = 0
    return truth


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda each: f"{each.kind} {each.code}")
def test_the_sentence_of_a_profile_is_true(ask: Ask, facets: Facets, subject: Subject) -> None:
    cases = [case.chosen for case in generated_cases(facets, DRAWN, SEED)[-1:]]
    spoken = 0
    for filters in [*FILTERS, *cases]:
        # What a region is replaced by is another scheme's: a country's profile has no second region.
        chosen = chosen_of(filters, subject)
        said = profile(filter_data(facets, filters), subject).sentence
        if said.kind == "nothing_to_say":
            assert case_of(chosen).placeable == "false" or not by_sql(ask, chosen, subject)["pledges"]
            continue
        spoken += 1
        for name, value in by_sql(ask, chosen, subject).items():
            assert said.facts[name] == pytest.approx(value, nan_ok=True), (name, said, chosen)
        count = said.facts["pledges"]
        if count and "of" in said.facts:
            assert f"{number(count)} of {number(said.facts['of'])} pledge" in said
            assert said.facts.get("stating", 0) <= said.facts["of"]
        assert number(count) in said if count else "o pledge found" in said or "one in this selection" in said, said
        if "gap" in said.facts:
            assert said.facts["gap"] == may_be_called_a_gap(chosen)
            assert said.facts["gap"] or "o pledge found" not in said
    assert spoken >= len(FILTERS) - 1
