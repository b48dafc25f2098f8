"""What is said about numbers: findings, headlines, tables of one pledge and one city."""

import re

import pytest

from analytics.exhibits import cities, coverage, pledges, quality, world
from analytics.exhibits.cells import cell_options, empty_list, pledges_of_cell
from analytics.exhibits.findings import findings_said
from analytics.exhibits.headlines import headline_words, under_words
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.measures.headlines import headlines
from analytics.selection import Selection, narrow
from tests.tiny import CITIES, city, country, dataset, narrowed, pledge

UNEVEN = (country("KEN", "Africa", refugees_hosted="9000"), country("LBN", "Asia", refugees_hosted="1000"))


def test_a_thin_region_is_said_with_both_wholes() -> None:
    found = narrowed(pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "league"), countries=UNEVEN)
    said = next(each for each in findings_said(found) if "thin" in each.sentence)
    assert said.sentence == (
        "Africa (en) is thin for its need: it hosts 9K of 10K displaced people (90%), with 1 of 2 pledges that have a"
        " region."
    )
    assert (said.page, said.link) == ("gaps", {"places": "region"})


def test_every_share_in_a_finding_stands_beside_its_whole(facets: Facets) -> None:
    for said in findings_said(narrow(facets, Selection())):
        for share in re.findall(r"\d%", said.sentence):
            assert re.search(r"\S+ of \S+ [^()]*\([^()]*" + share, said.sentence), said.sentence


def test_the_link_of_a_finding_is_one_that_a_page_reads(facets: Facets) -> None:
    for said in findings_said(narrow(facets, Selection())):
        assert said.page in ("overview", "map", "coverage", "gaps", "progress", "pledges", "cities", "data")
        assert set(said.link) <= {"theme", "status", "measure", "themes", "regions_by", "places"}


def test_under_a_headline_stand_its_whole_and_what_was_published(facets: Facets) -> None:
    rows = {row.headline: row for row in headlines(narrow(facets, Selection())).itertuples()}
    assert under_words(rows["pledges"]).startswith("Published: ")
    assert re.fullmatch(r"\d+ of 193 UN member states\. Published: .*", under_words(rows["countries"]))
    assert re.match(r"Addressed, of 23; \d+ pledges state any\.", under_words(rows["objectives"]))
    part = {row.headline: row for row in headlines(narrow(facets, Selection(region=("Africa",)))).itertuples()}
    assert under_words(part["pledges"]) == "Of 81 in the data."
    assert under_words(part["countries"]).endswith("of 54 UN member states.")
    for name in rows:
        assert all(headline_words(name))


def test_networks_alone_are_no_empty_selection() -> None:
    found = narrowed(pledge("a", "league"))
    bars = coverage.region_bars(found, Counting(measure="governments"))
    assert bars.finding == "Local governments that pledged: none in this selection"
    nothing = narrowed(pledge("a", "league"), chosen=Selection(region=("Asia",)))
    assert coverage.region_bars(nothing, Counting()).finding == "No pledge matches this selection"


@pytest.mark.parametrize("measure", ["pledges", "governments", "displaced_share"])
def test_a_pair_with_a_pledge_is_never_called_empty_whatever_is_measured(measure: str) -> None:
    cities = (*CITIES, city("somebody", "KEN", "not_named"))
    found = narrowed(pledge("a", "somebody"), cities=cities)
    assert coverage.matrix(found, Counting(measure=measure)).finding == (
        "8 of 9 pairs of region and theme have no pledge yet"
    )


def test_every_cell_offered_has_pledges_and_every_empty_pair_is_listed(facets: Facets) -> None:
    found = narrow(facets, Selection())
    options = cell_options(found, "theme")
    for cell, words in options.items():
        if cell:
            assert len(pledges_of_cell(found, "theme", cell)) == int(words.rsplit("· ", 1)[1])
    empties = empty_list(found, "theme")
    assert f"{empties['count'].sum()} of 65 pairs" in coverage.matrix(found, Counting()).finding
    assert [len(row.split("; ")) for row in empties["codes"]] == empties["count"].tolist()


def test_every_place_offered_on_the_map_has_its_pledges(facets: Facets) -> None:
    found = narrow(facets, Selection(region=("Africa",)))
    for place, words in world.place_options(found).items():
        if place:
            assert len(world.pledges_of_place(found, place)) == int(words.rsplit("· ", 1)[1])


def test_everyone_not_on_the_map_is_listed_with_a_reason(facets: Facets) -> None:
    rows = world.unplaced_list(narrow(facets, Selection()))
    assert len(rows) == 9
    assert rows["why"].notna().all() and rows["name"].notna().all()


def test_the_list_of_pledges_is_the_selection_with_all_who_made_each(facets: Facets) -> None:
    rows = pledges.pledge_rows(narrow(facets, Selection())).set_index("pledge_id")
    assert len(rows) == 81
    assert rows.loc["tyre-zurich-joint-1", "government"] == "Tyre; Zürich"
    assert rows["source_url"].str.startswith("http").all()
    assert rows["title"].notna().all()


def test_every_pledge_can_be_opened_and_says_what_it_lacks(facets: Facets) -> None:
    for pledge_id in facets.position.index:
        facts = pledges.pledge_facts(facets, pledge_id)
        assert facts["value"].notna().all()
        tags = pledges.pledge_tags(facets, pledge_id)
        assert tags["basis"].notna().all()
        assert {*tags["tags"]} != {"None stated"}
        assert pledges.sources_of(facets, pledge_id)[0].startswith("http")
        assert pledges.governments_of(facets, pledge_id)
        stated = {*facts["field"]}
        assert not stated & {*pledges.lacking(facets, pledge_id)}


def test_every_body_that_pledged_can_be_opened(facets: Facets) -> None:
    for city_id in cities.city_names(narrow(facets, Selection())):
        assert len(cities.city_facts(facets, city_id)) >= 1
        assert cities.pledges_of(facets, city_id)
        if cities.has_place(facets, city_id):
            assert cities.government(facets, city_id)["name"] in cities.place_map(facets, city_id)[1]
        else:
            assert cities.why_no_map(facets, city_id)


def test_an_unknown_figure_of_a_country_says_no_data() -> None:
    facets = Facets(dataset(pledge("a", "nairobi"), countries=(country("KEN", "Africa", population=None),)))
    figures = cities.country_figures(facets, "KEN").set_index("figure")["people"]
    assert figures["Population"] == "no data"
    assert figures["Refugees hosted"] == "20"


def test_published_figures_stand_beside_ours_with_a_reason(facets: Facets) -> None:
    table = quality.published_comparison(narrow(facets, Selection()))
    assert table["published"].tolist()[0].startswith("More than 124") or "124" in table["published"].tolist()[0]
    assert table["ours"].tolist()[0] == 81
    assert table["why"].str.len().min() > 20


def test_every_doubt_is_explained(facets: Facets) -> None:
    table = quality.problem_table(narrow(facets, Selection()))
    assert len(table) == len(facets.dataset.problems)
    assert table[["what", "advice"]].map(len).min().min() > 5
    assert quality.doubt_table(narrow(facets, Selection()))["rows"].sum() == len(table)


def test_every_file_names_its_sources(facets: Facets) -> None:
    table = quality.source_table(narrow(facets, Selection()))
    assert {"pledges.csv", "cities.csv", "countries.csv", "published_figures.csv"} <= {*table["file"]}
    assert (table["source"] != "").all()
