"""A profile of every place, theme and objective opens, and says what the files say of it, worked out by hand."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analytics.dataset.shapes import borders
from analytics.exhibits.profiles.profile import Profile, profile
from analytics.exhibits.profiles.subjects import (
    OWN,
    Kind,
    Subject,
    links_in,
    name_of,
    place_named,
    profile_title,
    subject_of,
    subjects_of_pledge,
)
from analytics.exhibits.profiles.tables import list_names, listed
from analytics.facets import NOT_STATED, Facets
from analytics.links import link_of, read_link
from analytics.selection import FilteredData, Selection, filter_data
from tests.pages import by_hand
from tests.tiny import CITIES, city, country, filtered, pledge

ZERO = ("TCD", "NRU", "IND", "ATA", "TWN", "XKX")
"""Without a pledge: beside others, on an island, beside areas the data do not count, uninhabited, without a figure."""


def subjects(facets: Facets, kind: str) -> list[Subject]:
    """Every subject of a kind; of countries every twentieth, and `ZERO`: all take a minute."""
    dataset = facets.dataset
    match kind:
        case "country":
            codes = list(dataset.countries["iso3"])
            return [Subject("country", code) for code in dict.fromkeys([*codes[::20], *ZERO])]
        case "region":
            rows = dataset.region_schemes
            return [Subject("region", row.region, row.scheme) for row in rows.itertuples()]
        case "city":
            return [each for code in dataset.governments["city_id"] if (each := place_named(dataset, code))]
    scheme = {"theme": "theme", "objective": "gcm"}[kind]
    own: Kind = "theme" if kind == "theme" else "objective"
    return [Subject(own, code) for code in facets.declared(scheme)]


def is_of(subject: Subject) -> Callable[[by_hand.Row], bool]:
    match subject.kind:
        case "country":
            return lambda row: any(
                each["iso3"] == subject.code and each["kind"] != "network" for each in by_hand.governments(row)
            )
        case "region":
            guess = f"{subject.scheme}_inferred"
            regions = {row["iso3"]: row[subject.scheme] or row.get(guess, "") for row in by_hand.rows("countries")}
            return lambda row: any(
                regions.get(each["iso3"]) == subject.code and each["kind"] != "network"
                for each in by_hand.governments(row)
            )
        case "theme":
            return by_hand.is_on(subject.code)
        case "objective":
            return lambda row: subject.code in by_hand.items(row["gcm_objectives"])
    return lambda row: subject.code in by_hand.items(row["government_ids"])


@pytest.fixture(scope="module")
def everything(facets: Facets) -> FilteredData:
    return filter_data(facets, Selection())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["country", "region", "city", "theme", "objective"])
def test_every_profile_opens_and_counts_what_the_files_hold(everything: FilteredData, kind: str) -> None:
    for subject in subjects(everything.facets, kind):
        shown = profile(everything, subject)
        own = {row["pledge_id"] for row in by_hand.pledges(is_of(subject))}
        assert {*shown.pledges.rows["pledge_id"]} == own, subject
        assert shown.sentence.facts["pledges"] == len(own) == int(shown.numbers[0].value)
        assert (shown.lacks is None) == (not own)
        assert shown.name == name_of(everything.dataset, subject) and "{" not in shown.sentence
        if not own:
            assert "No pledge found" in shown.sentence
        for related in shown.links:
            assert related.name and related.subject != subject
        for listing in (shown.pledges, *shown.lists):
            assert {*listing.headings} <= {*listing.rows}, listing.title


def of(subject: Subject, *pledges: by_hand.Row, chosen: Selection | None = None) -> Profile:
    countries = (
        country("KEN", "Africa"),
        country("UGA", "Africa"),
        country("TZA", "Africa", refugees_hosted="0", asylum_seekers="0", other_in_need="0"),
        country("SSD", "Africa", refugees_hosted=None, asylum_seekers=None, other_in_need=None),
        country("NRU", "Oceania"),
    )
    found = filtered(*pledges, countries=countries, cities=(*CITIES, city("kampala", "UGA")), chosen=chosen)
    return profile(found, subject)


JOINT = pledge("j", "nairobi", "kampala")


@pytest.mark.parametrize(
    ("subject", "pledges", "said"),
    [
        (
            "UGA",
            [JOINT],
            "1 pledge in Uga; displaced people hosted there: 20. {near}: 1 of 3.",
        ),
        ("KEN", [pledge("a", "nairobi")], "{near}: 0 of 3."),
        (
            "TZA",
            [JOINT],
            "No pledge found in Tza, where no displaced people are counted. {near}: 2 of 2.",
        ),
        (
            "SSD",
            [JOINT],
            "No pledge found in Ssd; there is no figure for displaced people hosted. {near}: 2",
        ),
        ("NRU", [JOINT], "No pledge found in Nru; displaced people hosted there: 20. No pledge found in all of"),
    ],
)
def test_a_country_with_and_without_pledges(subject: str, pledges: list[by_hand.Row], said: str) -> None:
    near = "Neighbouring countries and areas with a pledge"
    assert said.format(near=near) in of(Subject("country", subject), *pledges).sentence


def test_under_other_filters_nothing_is_called_a_gap() -> None:
    shown = of(Subject("country", "TZA"), JOINT, chosen=Selection(kind=("city",)))
    assert shown.sentence.startswith("None in this selection in Tza")
    assert "pledge found" not in shown.sentence
    looked_for = of(Subject("country", "TZA"), JOINT, chosen=Selection(theme=("health",)))
    assert "(looked for: health (en))" in looked_for.sentence


def test_neighbours_share_a_land_border() -> None:
    assert borders()["TCD"] == {"CAF", "CMR", "LBY", "NER", "NGA", "SDN"}
    assert "NRU" not in borders()
    assert all(code in borders()[other] for code, beside in borders().items() for other in beside)


def test_the_profile_of_a_government_has_all_its_pledges_whatever_is_chosen(everything: FilteredData) -> None:
    subject = Subject("city", "kampala-uga")
    elsewhere = filter_data(everything.facets, Selection(region=("Europe",), theme=("health",)))
    shown, whole = profile(elsewhere, subject), profile(everything, subject)
    assert [*shown.pledges.rows["pledge_id"]] == [*whole.pledges.rows["pledge_id"]]
    assert shown.links[0].subject == Subject("country", "UGA")
    assert "whatever the filters say" in shown.exhibits[-1].scope


@pytest.mark.parametrize(
    ("chosen", "city_id", "expected"),
    [
        (Selection(), "", None),
        (Selection(region=("Africa",)), "", Subject("region", "Africa", "m49_region")),
        (Selection(region=("Africa",), country=("KEN",)), "", Subject("country", "KEN")),
        (Selection(region=("Africa", "Asia"), theme=("health",)), "", Subject("theme", "health")),
        (Selection(region=("Africa",)), "uclg", Subject("network", "uclg")),
        (Selection(gcm=("15",)), "no-such-city", Subject("objective", "15")),
        (Selection(country=("KEN",)), "funder:ikea-foundation", Subject("funder", "ikea-foundation")),
        (Selection(region=("network",)), "", None),
        (Selection(gcm=(NOT_STATED,)), "KEN", None),
    ],
)
def test_what_a_link_is_about(facets: Facets, chosen: Selection, city_id: str, expected: Subject | None) -> None:
    found, (city_id, _is_funder, funder) = filter_data(facets, chosen), city_id.partition("funder:")
    assert subject_of(found, city_id, funder) == expected
    title = profile_title(found, city_id, funder)
    assert title == (name_of(facets.dataset, expected) if expected else "Profiles")


def test_a_link_to_a_profile_leads_there(facets: Facets) -> None:
    """What a subject adds to a link that says nothing else of `OWN` names it again."""
    for kind in ("country", "region", "city", "theme", "objective"):
        for subject in subjects(facets, kind):
            link = subject.link()
            selection, ignored = read_link({name: [code] for name, code in link.items() if name != "city"}, facets)
            assert not ignored
            assert subject_of(filter_data_cheaply(facets, selection), link.get("city", "")) == replaced(subject)
            assert {*link_of(selection)} <= {*OWN, "regions_by"}


def filter_data_cheaply(facets: Facets, selection: Selection) -> FilteredData:
    """The data under a selection, for what asks nothing but the selection."""
    return FilteredData(facets, selection, facets.facet("theme").mask[:, 0], facets.pledge_rows > 0)


def replaced(subject: Subject) -> Subject:
    return subject if subject.kind == "region" else subject._replace(scheme="")


def test_names_in_a_table_lead_to_profiles_and_the_rest_to_the_list(everything: FilteredData) -> None:
    rows = pd.DataFrame(
        {
            "pledge_id": ["tyre-zurich-joint-1", "zurich-che-1", "c"],
            "title": ["One", "Two", "Three"],
            "government": ["Tyre; Zürich", "Zürich", "UCLG"],
            "country": ["Lebanon; Switzerland", "Switzerland", None],
            "region_label": ["Africa", "All", "Networks"],
        }
    )
    assert links_in(everything, rows) == {
        "title": [{"pledge": code} for code in rows["pledge_id"]],
        "government": [{"pledge": "tyre-zurich-joint-1"}, {"city": "zurich-che"}, {"city": "uclg"}],
        "country": [{"pledge": "tyre-zurich-joint-1"}, {"country": "CHE"}, {"pledge": "c"}],
        "region_label": [{"region": "Africa"}, {"pledge": "zurich-che-1"}, {"pledge": "c"}],
    }
    assert links_in(everything, pd.DataFrame({"label": ["2022", "2023"], "value": [1, 2]})) == {}
    pair = pd.DataFrame({"asks": ["Capaci, Italy"], "offers": ["Kampala, Uganda"]})
    assert links_in(everything, pair) == {"asks": [{"country": "ITA"}], "offers": [{"city": "kampala-uga"}]}
    found = subjects_of_pledge(everything.facets, "tyre-zurich-joint-1")
    assert {subject.kind for subject, _name in found} == {"city", "country", "theme", "objective", "funder"}


@pytest.mark.slow
def test_the_profile_of_a_funder_has_all_that_names_it_whatever_is_chosen(everything: FilteredData) -> None:
    for funder in by_hand.rows("funders"):
        subject = Subject("funder", funder["funder_id"])
        spelled = set(by_hand.items(funder["written_as"]))
        shown = profile(filter_data(everything.facets, Selection(region=("Europe",), theme=("health",))), subject)
        counted = [row for row in by_hand.rows("grants") if row["about_migration"] == "yes"]
        grants = [row for row in counted if spelled & {row["fund"], *by_hand.items(row["funder"])}]
        own = by_hand.pledges(lambda row, known=spelled: bool(known & set(by_hand.items(row["funding_source"]))))
        listed_there = {each.title: each.rows for each in shown.lists}
        assert sorted(shown.pledges.rows["pledge_id"]) == sorted(row["pledge_id"] for row in own)
        assert shown.sentence.facts["grants"] == len(grants) == len(listed_there.get("Grants found", ()))
        assert len(listed_there.get("Its windows", ())) == len(by_hand.items(funder["window_ids"]))
        assert [each.value for each in shown.numbers[:3]] == [
            str(len(each)) for each in (grants, own, by_hand.items(funder["window_ids"]))
        ]
        for each in shown.exhibits:
            assert each.table[["grants", "pledges"]].max().to_list() <= [len(grants), len(own)]
            assert "silent" not in each.table and "whatever the filters say" in each.scope
        unknown = listed_there["What is not known"].set_index("item")["without"]
        assert unknown.get("Grants without an amount", 0) == sum(not row["amount_usd"] for row in grants)


def test_what_names_a_funder_leads_to_its_profile(everything: FilteredData) -> None:
    payers = listed(everything, "funders")
    links = links_in(everything, payers.rows)["funder"]
    assert {each["funder"] for each in links} == {row["funder_id"] for row in by_hand.rows("funders")}
    (paid, *_others) = by_hand.pledges(lambda row: row["funding_source"] == "City of Zürich")
    found = subjects_of_pledge(everything.facets, paid["pledge_id"])
    assert (Subject("funder", "city-of-zurich"), "City of Zürich") in found


@pytest.mark.parametrize("kind", list_names())
def test_lists_hold_every_profile_of_a_kind(everything: FilteredData, kind: str) -> None:
    rows = listed(everything, kind).rows
    dataset = everything.dataset
    whole = {
        "governments": int((~dataset.governments["kind"].isin(["network", "not_named"])).sum()),
        "networks": int((dataset.governments["kind"] == "network").sum()),
        "countries": len(dataset.countries),
        "regions": len(by_hand.rows("region_schemes")) and everything.facet("m49_region").mask.shape[1] - 2,
        "themes": len(everything.facets.declared("theme")),
        "objectives": 23,
        "funders": len(by_hand.rows("funders")),
    }
    assert len(rows) == whole[kind]
    africa = filter_data(everything.facets, replace(everything.selection, region=("Africa", "Asia")))
    assert len(listed(africa, kind).rows) <= len(rows)
