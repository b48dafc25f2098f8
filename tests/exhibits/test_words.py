"""What is said about numbers: findings, headlines, tables of one pledge and one city."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from analytics.exhibits.claims import CLAIMS, claims_table, does_not_apply, none_words, share_found
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.coverage.menus import measures
from analytics.exhibits.coverage.tables import cell_options, empty_list, pledges_of_cell
from analytics.exhibits.data_quality import tables as quality
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.overview.cards import totals, why_nothing_is_thin
from analytics.exhibits.overview.findings import linked_findings, linked_thin_places
from analytics.exhibits.overview.headline import headline_sentence
from analytics.exhibits.overview.headlines import headline_words, under_words
from analytics.exhibits.places import figures as world
from analytics.exhibits.places import governments
from analytics.exhibits.places.beside_world import members_words
from analytics.exhibits.pledges import tables as pledges
from analytics.exhibits.progress.dates import limits, nothing_known
from analytics.exhibits.progress.follow_up import follow_up_words
from analytics.exhibits.published.tables import results_words
from analytics.exhibits.records.tables import matrix_words
from analytics.exhibits.regions import region_name
from analytics.exhibits.scenario import figures as scenario
from analytics.exhibits.scenario.wording import answer_words, limits_of_the_answer
from analytics.facets import Facets
from analytics.measures.coverage import MEASURES, Counting
from analytics.measures.gaps import COUNTED, Comparison
from analytics.measures.headlines import headlines
from analytics.measures.need import NEEDS
from analytics.measures.places import pledges_at
from analytics.measures.records import edit_counts
from analytics.selection import FilteredData, Selection, filter_data, sentence
from pages.shell.menu import entries
from tests.exhibits.odd_words import odd
from tests.exhibits.recipes import ORDERS
from tests.oracle.generated import generated_cases
from tests.pages import by_hand
from tests.quick import first_of_each
from tests.tiny import CITIES, TERMS, city, country, dataset, filtered, pledge

UNEVEN = (country("KEN", "Africa", refugees_hosted="9000"), country("LBN", "Asia", refugees_hosted="1000"))


def test_a_thin_region_is_said_with_both_wholes() -> None:
    found = filtered(pledge("a", "nairobi"), pledge("b", "tyre"), pledge("c", "league"), countries=UNEVEN)
    said = linked_thin_places(found)[0]
    assert said.sentence == "9K of 10K displaced people hosted (90%), 1 of 2 pledges"
    assert (said.name, said.page, said.link) == ("Africa (en)", "profile", {"region": "Africa"})


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Selection(), "4 pledges in 2 countries, from 1 network and 2 local governments; none found in Oceania (en)"),
        (
            Selection(region=("Africa",)),
            "Africa (en): 2 of 4 pledges in 1 country, from 1 local government; none found on education (en)",
        ),
        (Selection(country=("LBN",)), "Lbn: 1 of 4 pledges from 1 local government"),
        (Selection(region=("Oceania",)), "No pledge found in Oceania (en)"),
        (
            Selection(theme=("health",), region=("Africa", "Asia")),
            "Africa (en), Asia (en), health (en): 1 of 4 pledges in 1 country, from 1 local government;"
            " none found in Asia (en)",
        ),
        (Selection(region=("network",)), "1 of 4 pledges from 1 network"),
        (Selection(kind=("city",)), "3 of 4 pledges in 2 countries, from 2 local governments"),
        (Selection(search="no such word"), "No pledge matches this selection"),
    ],
    ids=lambda each: each[:20] if isinstance(each, str) else "",
)
def test_the_first_sentence_says_what_was_found_and_what_may_be_called_missing(
    chosen: Selection, expected: str
) -> None:
    pledges = (
        pledge("a", "nairobi", themes="housing"),
        pledge("b", "nairobi", themes="health"),
        pledge("c", "tyre"),
        pledge("d", "league"),
    )
    assert headline_sentence(filtered(*pledges, chosen=chosen)) == expected


def test_extremes_are_named_with_the_pledges_that_make_them() -> None:
    hosted = {"KEN": "2000", "LBN": "50000"}
    countries = tuple(country(code, "Africa", refugees_hosted=people) for code, people in hosted.items())
    found = filtered(pledge("a", "nairobi"), pledge("b", "nairobi"), pledge("c", "tyre"), countries=countries)
    assert world.pledge_map(found, "pledges_per_million_displaced", "un_members").finding == (
        "Most pledges per million displaced people, where there are 10,000 or more: Lbn, 20 (1 pledge, 50K displaced"
        " people)"
    )
    assert world.pledge_map(found, "pledges_per_million_people", "un_members").finding == (
        "Most pledges per million inhabitants: Ken, 20,000 (2 pledges, 100 inhabitants)"
    )
    many = [pledge(str(at), "tyre") for at in range(8)]
    ends = filtered(*many, pledge("a", "nairobi"), pledge("b", "nairobi"), countries=countries)
    assert gaps.representation(ends, "country", Comparison()).finding == (
        "The share of pledges is 83% of the share of need in Lbn, with 8 pledges, and 5.2 times it in Ken, with"
        " 2 pledges"
    )


@pytest.mark.parametrize(
    ("asia", "pledged", "finding"),
    [
        (1, "tyre", "Share of countries with a pledge. Most in Asia (en): 1 of 1. No pledge found: Africa (en)"),
        (1, "tyre kenya", "Share of countries with a pledge. Africa (en): 20% of 5 (not ranked: Asia (en))"),
        (4, "tyre kenya", "Share of countries with a pledge. Africa (en): 20% of 5 (not ranked: Asia (en))"),
        (5, "tyre kenya", "Share of countries with a pledge. The same in each: 20% of 5"),
        (6, "tyre kenya", "Share of countries with a pledge. Most in Africa (en): 20% of 5"),
    ],
)
def test_a_share_of_a_small_whole_is_the_highest_only_where_all_are_small(
    asia: int, pledged: str, finding: str
) -> None:
    countries = (
        *(country(code, "Africa") for code in ("KEN", "UGA", "DZA", "EGY", "LBY")),
        *(country(code, "Asia") for code in ("LBN", "JOR", "SYR", "IRQ", "IRN", "TUR")[:asia]),
    )
    pledges = [pledge(name, {"kenya": "nairobi"}.get(name, name)) for name in pledged.split()]
    found = filtered(*pledges, countries=countries)
    assert coverage.region_bars(found, Counting(measure="member_share")).finding == finding


@pytest.mark.parametrize("code", sorted({row["iso3"] for row in by_hand.rows("cities") if row["iso3"]}))
def test_the_edit_that_helps_most_records_is_one_item_or_all_that_are_level(facets: Facets, code: str) -> None:
    found = filter_data(facets, Selection(country=(code,)))
    edits, names = edit_counts(found), pledges.item_names(facets.dataset)
    most = edits.loc[edits["pledges"] == edits["pledges"].max(), "item"].map(names)
    said = matrix_words(found).split("of these columns. ")[-1]
    if edits.empty:
        assert "record" not in said.split("state.")[-1]
    elif len(most) == 1:
        assert said.startswith(f"It is “{most.iloc[0]}” for {edits['pledges'].max()} of {found.count()} record")
    else:
        assert said.startswith("The most frequent are ")
        assert all(name in said for name in most) if len(most) <= 3 else f" {len(most)} items, each for" in said


INCOME = Selection(regions_by="wb_income_group")


@pytest.mark.slow
@pytest.mark.parametrize(
    "chosen",
    first_of_each(
        [
            INCOME,
            replace(INCOME, region=("High income", "Not classified")),
            replace(INCOME, region=("Not classified",)),
            replace(INCOME, country=("ETH", "FRA")),
            replace(INCOME, country=("VEN", "FRA")),
            replace(INCOME, theme=("health",)),
            replace(INCOME, gcm=("7", "15")),
            replace(INCOME, search="women"),
        ]
    ),
    ids=lambda each: "-".join((*each.region, *each.country, *each.theme, *each.gcm, each.search)),
)
def test_what_a_scheme_puts_into_no_region_has_a_row_and_no_rank(facets: Facets, chosen: Selection) -> None:
    found, residue = filter_data(facets, chosen), "Not classified"
    bars = [coverage.region_bars(found, Counting(measure=measure)) for measure in MEASURES]
    assert all(residue in set(each.table["region"]) for each in bars)
    comparisons = [Comparison(need, counted, order) for need in NEEDS for counted in COUNTED for order in ORDERS]
    compared = [
        maker(found, "region", comparison)
        for maker in (gaps.need_against_pledges, gaps.representation, gaps.gap_ranking)
        for comparison in comparisons
    ]
    compared.append(gaps.gap_strip(found, Comparison()))
    claims = [exhibit.finding for exhibit in (*bars, *compared)]
    claims += [said.sentence for said in linked_thin_places(found)]
    for claim in claims:
        facts = claim.facts
        ends = [place for place, _ratio in facts.get("ends", ())]
        assert residue not in {facts.get("place"), facts.get("region"), *facts.get("first", ()), *ends}, claim
        assert not re.search(r"(most|among them|times it) in [^(.]*not classified", claim, re.IGNORECASE), claim
    strip = compared[-1]
    assert residue in set(strip.table["place"])


def test_every_share_in_a_finding_stands_beside_its_whole(facets: Facets) -> None:
    for said in linked_thin_places(filter_data(facets, Selection())):
        for share in re.findall(r"\d%", said.sentence):
            assert re.search(r"\S+ of \S+ [^()]*\([^()]*" + share, said.sentence), said.sentence


def test_the_link_of_a_finding_is_one_that_a_page_reads(facets: Facets) -> None:
    everything = filter_data(facets, Selection())
    for said in (*linked_findings(everything), *linked_thin_places(everything)):
        assert said.page in entries()
        assert set(said.link) <= {"theme", "status", "measure", "themes", "regions_by", "places", "region"}


def test_under_a_headline_stand_its_whole_and_what_was_published(facets: Facets) -> None:
    rows = {row.headline: row for row in headlines(filter_data(facets, Selection())).itertuples()}
    assert under_words(rows["pledges"]).startswith("Published: ")
    assert re.fullmatch(r"\d+ of 193 UN member states\. Published: .*", under_words(rows["countries"]))
    assert re.match(r"Stated, of 23\. Pledges that state any: \d+\.", under_words(rows["objectives"]))
    part = {row.headline: row for row in headlines(filter_data(facets, Selection(region=("Africa",)))).itertuples()}
    assert under_words(part["pledges"]) == "Of 81 in the data."
    assert under_words(part["countries"]).endswith("of 54 UN member states.")
    for name in rows:
        assert all(headline_words(name))


def test_networks_are_no_local_governments_and_absence_is_worded_by_what_was_chosen() -> None:
    league = pledge("a", "league", year_announced="2022")
    found = filtered(league)
    assert none_words(found) == "No pledge found"
    bars = coverage.region_bars(found, Counting(measure="governments"))
    assert bars.finding == f"{measures()['governments']}: {none_words(found)} among those shown"
    for filters, words in (
        ({"region": ("Asia",)}, "No pledge found"),
        ({"region": ("Asia",), "year": ("2022",)}, "None in this selection"),
        ({"region": ("Asia",), "certainty": ("confirmed",)}, "None in this selection"),
    ):
        nothing = filtered(league, chosen=Selection(**filters))
        finding = coverage.region_bars(nothing, Counting()).finding
        assert finding == f"{measures()['pledges']}: {words}"
        assert none_words(nothing) == words


def test_of_networks_alone_no_question_of_places_is_answered() -> None:
    found = filtered(pledge("a", "league"), pledge("b", "nairobi"), chosen=Selection(kind=("network",)))
    for made in (
        coverage.matrix(found, Counting()),
        world.pledge_map(found, "pledges", "un_members"),
        gaps.gap_ranking(found, "country", Comparison()),
        gaps.need_against_pledges(found, "region", Comparison()),
        gaps.gap_map(found, Comparison()),
    ):
        assert made.finding == does_not_apply(), made.name
        assert made.finding.kind == "nothing_to_say"
    bars = coverage.region_bars(found, Counting())
    assert bars.table[["region", "value"]].to_numpy().tolist() == [["network", 1]]
    assert bars.finding.kind == "nothing_to_say", "one row that is no region is not the region with most"


@pytest.mark.parametrize("measure", ["pledges", "governments", "displaced_share"])
def test_a_pair_with_a_pledge_is_never_called_empty_whatever_is_measured(measure: str) -> None:
    cities = (*CITIES, city("somebody", "KEN", "not_named"))
    found = filtered(pledge("a", "somebody"), cities=cities)
    # Three regions and three themes; only housing in Africa has a pledge.
    assert coverage.matrix(found, Counting(measure=measure)).finding == (
        f"{none_words(found)} for 8 of 9 pairs of region and theme"
    )


def test_one_region_names_itself_and_what_is_missing_on_it() -> None:
    found = filtered(pledge("a", "nairobi"), pledge("b", "tyre"), chosen=Selection(country=("KEN",)))
    # Of Kenya, not of Africa: housing has a pledge, health and education have none.
    assert coverage.matrix(found, Counting()).finding == (
        f"{region_name(found, 'Africa')}. {none_words(found)} on 2 of 3 themes"
    )
    assert region_name(found, "Africa") == "Ken (Africa (en))"


def test_codes_that_no_pledge_could_carry_are_no_gap() -> None:
    # Three regions; of the areas, no theme of ours is about one: the crosswalk of the tables names 1.1 and 1.2 alone.
    terms = {**TERMS, "gcr_area": ("1.1", "1.2", "1.3")}
    found = filtered(pledge("a", "nairobi"), terms=terms)
    made = coverage.matrix(found, Counting("gcr_area"))
    assert made.finding == f"{none_words(found)} for 5 of 6 pairs of region and area"
    cells = made.table.set_index(["code", "region"])
    assert cells.loc[("1.3", "Africa"), "state"] == "not_applicable"
    assert cells["value"].isna().groupby("code").all().to_dict() == {"1.1": False, "1.2": False, "1.3": True} | (
        {"total": False}
    )


@pytest.mark.parametrize(
    ("scheme", "pairs", "tagged"),
    [
        ("theme", "pairs of region and theme", None),
        ("gcm", "pairs of region and objective", 1),
        ("round_table", "pairs of region and round table", 1),
        ("gcr_area", "pairs of region and area", 2),
    ],
)
def test_a_matrix_calls_its_rows_what_they_are_and_says_how_many_pledges_can_be_in_it(
    scheme: str, pairs: str, tagged: int | None
) -> None:
    found = filtered(pledge("a", "nairobi", gcm_objectives="1", gcm_basis="form"), pledge("b", "tyre"))
    made = coverage.matrix(found, Counting(scheme))
    assert made.finding.endswith(pairs)
    for exhibit in (made, coverage.code_bars(found, Counting(scheme))):
        assert ("tagged by this scheme" in exhibit.scope) == (tagged is not None)
        assert tagged is None or f"Pledges tagged by this scheme: {tagged} of 2." in exhibit.scope
    assert "tagged" not in coverage.region_bars(found, Counting(scheme)).scope, "all pledges of a region count"


def test_themes_level_in_front_are_not_all_themes_where_the_others_are_no_gap() -> None:
    pledges = [pledge("n", "league", themes="housing;health"), pledge("b", "tyre")]
    of_networks = filtered(*pledges, chosen=Selection(kind=("network",)))
    assert coverage.code_bars(of_networks, Counting()).finding == "Most on housing (en) and health (en): 1 each"


def test_every_kind_of_claim_has_its_condition_in_words() -> None:
    table = claims_table()
    assert len(table) == len(CLAIMS) == table["claim"].nunique()
    assert table.map(str.strip).map(len).min().min() > 10


def test_how_much_was_found_of_what_was_announced_stands_in_every_source(facets: Facets) -> None:
    found = filter_data(facets, Selection(theme=("health",)))
    assert "81 pledges found so far" in share_found(found) and "124" in share_found(found)
    assert share_found(found) in coverage.matrix(found, Counting()).source
    two = filtered(pledge("a", "nairobi"), pledge("b", "tyre"))
    assert share_found(two) == "2 pledges found so far.", "nothing published to hold it against"


def test_sections_of_uclg_say_how_many_are_a_guess(facets: Facets) -> None:
    countries = by_hand.rows("countries")
    guessed = {row["iso3"] for row in countries if row["uclg_section_inferred"] and not row["uclg_section"]}
    # A network's seat is no place of its pledge.
    touched = by_hand.pledges(
        lambda row: any(city["iso3"] in guessed for city in by_hand.governments(row) if city["kind"] != "network")
    )
    assert 0 < len(touched) < 81
    source = coverage.matrix(filter_data(facets, Selection(regions_by="uclg_section")), Counting()).source
    assert f"of {len(guessed)} countries are our guess; pledges here that this affects: {len(touched)} of 81." in source
    assert "our guess" not in coverage.matrix(filter_data(facets, Selection()), Counting()).source


def test_every_cell_offered_has_pledges_and_every_empty_pair_is_listed(facets: Facets) -> None:
    found = filter_data(facets, Selection())
    options = cell_options(found, "theme")
    for cell, words in options.items():
        if cell:
            assert len(pledges_of_cell(found, "theme", cell)) == int(words.rsplit("· ", 1)[1])
    empties = empty_list(found, "theme").rows
    assert f"{empties['count'].sum()} of 65 pairs" in coverage.matrix(found, Counting()).finding
    assert [len(row.split("; ")) for row in empties["codes"]] == empties["count"].tolist()


def test_every_place_offered_on_the_map_has_its_pledges(facets: Facets) -> None:
    found = filter_data(facets, Selection(region=("Africa",)))
    for place, words in world.place_options(found).items():
        if place:
            assert len(pledges_at(found, place)) == int(words.rsplit("· ", 1)[1])


def test_everyone_not_on_the_map_is_listed_with_a_reason(facets: Facets) -> None:
    rows = world.unplaced_list(filter_data(facets, Selection())).rows
    assert len(rows) == 9
    assert rows["why"].notna().all() and rows["name"].notna().all()


def test_the_list_of_pledges_is_the_selection_with_all_who_made_each(facets: Facets) -> None:
    rows = pledges.pledge_rows(filter_data(facets, Selection())).set_index("pledge_id")
    assert len(rows) == 81
    assert rows.loc["tyre-zurich-joint-1", "government"] == "Tyre; Zürich"
    assert rows["source_url"].str.startswith("http").all()
    assert rows["title"].notna().all()


@pytest.mark.slow
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
        assert not stated & {*pledges.missing_fields(facets, pledge_id)}


def test_an_unknown_figure_of_a_country_says_no_data() -> None:
    facets = Facets(dataset(pledge("a", "nairobi"), countries=(country("KEN", "Africa", population=None),)))
    figures = governments.country_figures(facets, "KEN").set_index("figure")["people"]
    assert figures["Population"] == "no data"
    assert figures["Refugees hosted"] == "20"


def test_published_figures_stand_beside_ours_with_a_reason(facets: Facets) -> None:
    table = quality.published_comparison(filter_data(facets, Selection())).rows
    assert table["published"].tolist()[0].startswith("More than 124") or "124" in table["published"].tolist()[0]
    assert table["ours"].tolist()[0] == 81
    assert table["why"].str.len().min() > 20


def test_every_doubt_is_explained(facets: Facets) -> None:
    table = quality.problem_table(filter_data(facets, Selection()))
    assert len(table) == len(facets.dataset.problems)
    assert table[["what", "advice"]].map(len).min().min() > 5
    assert quality.doubt_table(filter_data(facets, Selection())).rows["rows"].sum() == len(table)


def test_every_file_names_its_sources(facets: Facets) -> None:
    table = quality.source_table(filter_data(facets, Selection())).rows
    assert {"pledges.csv", "cities.csv", "countries.csv", "published_figures.csv"} <= {*table["file"]}
    assert (table["source"] != "").all()


def spoken(filtered: FilteredData) -> Iterator[str]:
    """Every sentence about a selection, of the headlines and the lists; tests/oracle reads those of figures."""
    yield sentence(filtered)
    yield from filter(None, (headline_sentence(filtered), why_nothing_is_thin(filtered), totals(filtered)[1]))
    yield from filter(None, (under_words(row) for row in headlines(filtered).itertuples()))
    yield from (results_words(filtered), matrix_words(filtered), members_words(filtered))
    for day in ("", "2025-12-31"):
        yield from filter(None, (limits(filtered, day), nothing_known(filtered, day), follow_up_words(filtered, day)))
    for target in ("objectives", "people"):
        outcome, _before, after = scenario.scenario_figures(filtered, scenario.plan_of(target, "80", "1", "1", "1"))
        yield from (*answer_words(filtered, outcome), *limits_of_the_answer(filtered, outcome))
        yield from (after.finding, after.scope, after.alt_text, after.source)


@pytest.mark.slow
def test_every_sentence_reads_well_for_none_one_and_many(facets: Facets) -> None:
    selections = (filter_data(facets, case.chosen) for case in generated_cases(facets, 40, seed=13))
    assert sorted(odd(said for filtered in selections for said in spoken(filtered))) == []


def test_no_verb_follows_the_whole_of_a_count_rather_than_its_part() -> None:
    """As in "1 of 3 pledges name": a verb of the part must not be chosen by the whole, so such sentences have none."""
    with Path("locales/dashboard.pot").open("rb") as file:
        pairs = [message.id for message in read_po(file) if isinstance(message.id, tuple)]
    of_a_whole = [pair for pair in pairs if re.search(r"\{\w+\} of (the |all )?\{\w+\} ", pair[1])]
    assert len(of_a_whole) > 20
    for one, many in of_a_whole:
        # A clause that starts with "that" is about the whole.
        rest = [re.split(r"\{\w+\} of (?:the |all )?\{\w+\} ", text)[-1] for text in (one, many)]
        after = [re.split(r" (?:that|where) |[.;:]", text)[0].split() for text in rest]
        for mine, theirs in zip(*after, strict=False):
            assert mine != f"{theirs}s" and (mine, theirs) not in VERBS, many


VERBS = {("is", "are"), ("was", "were"), ("has", "have"), ("does", "do"), ("goes", "go")}
