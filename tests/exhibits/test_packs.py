"""Forum packs: which pledges they hold and what their slides say, against loops over the shipped files."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache

import pytest

from analytics.charts.description import Bars, Map, Matrix
from analytics.exhibits.claims import Claim, none_words
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.exchange.figures import exchange_bars
from analytics.exhibits.funding.figures import funding
from analytics.exhibits.overview.cards import totals
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import Subject
from analytics.facets import Facets
from analytics.labels import label
from analytics.measures.coverage import Counting
from analytics.packs.exhibit_slides import MOST_PAIRS, exhibit_slide
from analytics.packs.forum_pack import PackScope, forums, pack, pack_scope, slides_of
from analytics.packs.handout import handout
from analytics.packs.opening import cover_slide
from analytics.packs.pack_links import Chosen
from analytics.packs.practice import funding_slide, learning_slide
from analytics.packs.slide import BigNumbers, Bullets, Cover, Slide, Statements
from analytics.packs.topics import FEWEST_PLEDGES
from analytics.selection import FilteredData, Selection, filter_data
from tests.pages import by_hand
from tests.pages.by_hand import Row

ADDRESS = "https://example.org/deck?pack=IMRF-2026"


@dataclass(frozen=True)
class Case:
    """A selection and a forum, and which pledges of the files its pack holds."""

    forum: str
    chosen: Selection
    keep: Callable[[Row], bool]
    regions: tuple[str, ...] = ()


def not_only(compact: str) -> Callable[[Row], bool]:
    return lambda pledge: pledge["compact"] != compact


def anything(_pledge: Row) -> bool:
    return True


AFRICA = Selection(region=("Africa",))
CASES = {
    "IMRF, world": Case("IMRF-2026", Selection(), not_only("GCR")),
    "IMRF, Africa": Case("IMRF-2026", AFRICA, by_hand.both(by_hand.is_in("Africa"), not_only("GCR")), ("Africa",)),
    "GRF, world": Case("GRF-2027", Selection(), not_only("GCM")),
    "GFMD, world": Case("GFMD-2026", Selection(), not_only("GCR")),
    "GFMD, Americas": Case(
        "GFMD-2025",
        Selection(region=("Americas",)),
        by_hand.both(by_hand.is_in("Americas"), not_only("GCR")),
        ("Americas",),
    ),
    "no forum": Case("", Selection(), anything),
    "no forum, stated tags": Case("", Selection(stated=True), anything),
    "nothing": Case("IMRF-2026", Selection(region=("Oceania",)), by_hand.is_in("Oceania"), ("Oceania",)),
}
each_case = pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
FULL = [pytest.param(case, id=name) for name, case in CASES.items() if name != "nothing"]
each_full = pytest.mark.parametrize("case", FULL)


@cache
def scope_of(facets: Facets, case: Case) -> tuple[FilteredData, PackScope]:
    scope = pack_scope(filter_data(facets, case.chosen), case.forum)
    return filter_data(facets, scope.selection), scope


@cache
def packed(facets: Facets, case: Case) -> tuple[Slide, ...]:
    """The pack of a case, made once for all the tests that read it."""
    return tuple(pack(*scope_of(facets, case), ADDRESS))


def content_of(slides: tuple[Slide, ...], kind: type) -> list[Slide]:
    return [each for each in slides if isinstance(each.content, kind)]


def of_kind(slides: tuple[Slide, ...], kind: str) -> Slide:
    """The first slide whose title is a claim of this kind."""
    return next(each for each in slides if isinstance(each.title, Claim) and each.title.kind == kind)


def texts(part: object) -> Iterator[str]:
    """Every text in a slide, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def bar_counts(slide: Slide) -> dict[str, float | None]:
    assert isinstance(slide.content, Bars)
    numbers = (value.number for value in slide.content.series[0].values)
    return dict(zip((row.name for row in slide.content.rows), numbers, strict=True))


def test_forums_to_come_are_offered_first_and_the_last_of_each_process_as_past(facets: Facets) -> None:
    offered = forums(facets.dataset)
    assert list(offered) == [
        "",
        "GFMD-2026",
        "GRF-2027",
        "GCM-REGIONAL-2028",
        "IMRF-2030",
        "GFMD-2025",
        "GRF-REVIEW-2025",
        "IMRF-2026",
    ]
    compacts = filter_data(facets, Selection()).dataset.forums.set_index("forum_id")["compact"]
    assert compacts[[each for each in offered if each]].notna().all(), "a pack is about a compact"
    assert offered["IMRF-2026"] == "Second International Migration Review Forum, May 2026 (past)"
    assert offered["GFMD-2026"] == "Next GFMD Summit after Riohacha"
    assert [code for code, name in offered.items() if "(past)" in name] == list(offered)[-3:]


def test_a_day_before_it_ends_a_forum_is_still_to_come(facets: Facets) -> None:
    for day, offered in ((8, ["IMRF-2022", "IMRF-2026", "IMRF-2030"]), (9, ["IMRF-2026", "IMRF-2030"])):
        before = replace(facets.dataset, as_of=facets.dataset.as_of.replace(month=5, day=day))
        found = forums(before)
        assert sorted(code for code in found if code.startswith("IMRF")) == offered


@each_case
def test_a_pack_holds_the_pledges_of_its_selection_but_those_of_the_other_compact(facets: Facets, case: Case) -> None:
    held, scope = scope_of(facets, case)
    kept = by_hand.pledges(case.keep)
    reader = by_hand.pledges(by_hand.is_in(*case.regions) if case.regions else anything)
    assert set(held.selected_pledges()["pledge_id"]) == {each["pledge_id"] for each in kept}
    assert scope.pledges == len(kept)
    assert scope.left_out == len(reader) - len(kept)
    assert scope.unknown == (len([each for each in kept if not each["compact"]]) if case.forum else 0)


def test_how_many_are_left_out_is_said(facets: Facets) -> None:
    assert scope_of(facets, CASES["IMRF, world"])[1].sentence == (
        "The pack holds 74 of 81 pledges selected. 7 are left out: they were made to the Global Compact on Refugees"
        " only. 29 stay although their compact is not known."
    )
    assert scope_of(facets, CASES["no forum"])[1].sentence == "The pack holds all 81 pledges selected."
    assert scope_of(facets, CASES["nothing"])[1].sentence == "No pledge is selected."


def test_the_readers_own_filter_on_compacts_narrows_further(facets: Facets) -> None:
    own = Case("IMRF-2026", Selection(compact=("GCM",)), lambda pledge: pledge["compact"] in ("GCM", "both"))
    held, scope = scope_of(facets, own)
    assert scope.selection.compact == ("GCM",)
    assert set(held.selected_pledges()["pledge_id"]) == {each["pledge_id"] for each in by_hand.pledges(own.keep)}
    assert (scope.left_out, scope.unknown) == (0, 0)


def test_a_filter_that_asks_for_the_other_compact_leaves_nothing(facets: Facets) -> None:
    scope = pack_scope(filter_data(facets, Selection(compact=("GCR",))), "IMRF-2026")
    both = len(by_hand.pledges(lambda pledge: pledge["compact"] == "both"))
    only = len(by_hand.pledges(lambda pledge: pledge["compact"] == "GCR"))
    assert (scope.pledges, scope.left_out) == (0, both + only)
    assert f"{only} are left out" in scope.sentence
    assert f"{both} more are left out" in scope.sentence
    slides = pack(filter_data(facets, scope.selection), scope, ADDRESS)
    assert [type(each.content) for each in slides] == [Cover, Statements]
    assert any(": 0 of 81" in text for text in texts(slides[0].content))


def test_a_forum_that_is_not_in_the_data_is_refused(facets: Facets) -> None:
    with pytest.raises(KeyError):
        pack_scope(filter_data(facets, Selection()), "IMRF-1999")


def test_a_forum_that_is_about_no_compact_is_refused(facets: Facets) -> None:
    with pytest.raises(KeyError):
        pack_scope(filter_data(facets, Selection()), "WUF-2026")


def test_an_empty_pack_is_a_cover_and_a_sentence(facets: Facets) -> None:
    slides = packed(facets, CASES["nothing"])
    assert [type(each.content) for each in slides] == [Cover, Statements]
    assert "No pledge is selected." in list(texts(slides[1].content))


def test_a_pack_has_its_parts_in_the_order_of_a_talk(facets: Facets) -> None:
    kinds = [type(each.content) for each in packed(facets, CASES["GFMD, world"])]
    assert kinds == [Cover, BigNumbers, Map, Bars, Matrix, Bars, Bars, Bullets, Bullets, Bullets]
    kinds = [type(each.content) for each in packed(facets, CASES["IMRF, Africa"])]
    assert kinds == [Cover, BigNumbers, Map, Bars, Bars, Bars, Bars, Bullets, Bullets, Bullets]


def test_a_pack_of_networks_has_no_slide_about_places(facets: Facets) -> None:
    case = Case("", Selection(kind=("network",)), by_hand.is_in("network"))
    slides = packed(facets, case)
    assert [type(each.content) for each in slides] == [Cover, BigNumbers, Bars, Bullets, Bullets]
    numbers = slides[1].content
    assert isinstance(numbers, BigNumbers)
    kept = by_hand.pledges(case.keep)
    networks = {city["city_id"] for each in kept for city in by_hand.governments(each) if city["kind"] == "network"}
    assert [number for number, _what, _under in numbers.items[:2]] == [str(len(kept)), str(len(networks))]
    assert slides[1].title == f"Where we stand: {len(kept)} pledges and {len(networks)} networks"


def test_a_cover_says_pledged_to_the_compact_only_where_every_pledge_states_it(facets: Facets) -> None:
    compact = label(facets.dataset, "compact", "GCM")
    stating = [each for each in by_hand.pledges() if each["compact"] in ("GCM", "both")]
    silent = by_hand.pledges(not_only("GCR"))
    assert len(silent) > len(stating) > 1
    assert packed(facets, CASES["IMRF, world"])[0].title == (
        f"Local commitments: {len(stating)} are known to serve the {compact}"
    )
    nothing = packed(facets, CASES["nothing"])[0]
    assert compact not in nothing.title and nothing.title == packed(facets, CASES["no forum"])[0].title


PLACES = sorted({city["iso3"] for each in by_hand.pledges() for city in by_hand.governments(each)} - {""})
COVERED = [
    *(Selection(country=(iso3,)) for iso3 in PLACES),
    *(Selection(country=(iso3,), compact=(code,)) for iso3 in PLACES for code in ("GCM", "GCR")),
    *(Selection(kind=(kind,)) for kind in ("network", "city", "region")),
    *(Selection(search=word) for word in ("MOVE_GREEN", "women")),
    *(Selection(compact=("GCM",)), Selection(compact=("GCR",))),
]


@pytest.mark.slow
@pytest.mark.parametrize(("forum", "compact"), [("IMRF-2026", "GCM"), ("GRF-2027", "GCR")])
def test_a_cover_and_a_handout_say_of_how_many_pledges_the_compact_is_deduced(
    facets: Facets, forum: str, compact: str
) -> None:
    name, strong = label(facets.dataset, "compact", compact), 0
    stated_of = {each["pledge_id"]: each for each in by_hand.pledges()}
    for chosen in COVERED:
        scope = pack_scope(filter_data(facets, chosen), forum)
        if not scope.pledges:
            continue
        held = filter_data(facets, scope.selection)
        kept = [stated_of[pledge] for pledge in held.selected_pledges()["pledge_id"]]
        known = [each for each in kept if each["compact"] in (compact, "both")]
        stated = [each for each in known if each["compact_basis"] == "stated"]
        of_governments = all(any(city["kind"] != "network" for city in by_hand.governments(each)) for each in kept)
        cover = cover_slide(held, forum, "", ADDRESS)
        may_be_strong = len(stated) == len(kept) and of_governments
        assert (cover.title == f"What local governments pledged to the {name}") == may_be_strong, chosen
        strong += may_be_strong
        note = f"source states the {name}: {len(stated)} of {len(known)}; for the others it is deduced"
        paper = [part for part in handout(held, scope, ADDRESS).parts if isinstance(part, str)]
        for said in (" ".join(texts(cover.content)), dict(cover.notes)["In words"], " ".join(paper)):
            assert (f"Pledges whose {note}" in said) == (len(stated) < len(known)), chosen
    assert strong


MOST_IN_A_TITLE = 90
"""Characters of a title that is said aloud: a line and a half of a slide."""

PLACED = [
    *(Selection(country=(iso3,)) for iso3 in PLACES),
    *(Selection(region=(region,)) for region in ("Africa", "Americas", "Asia", "Europe", "Oceania", "network")),
    *(Selection(kind=(kind,)) for kind in ("network", "not_named", "city")),
    Selection(),
]


@pytest.mark.slow
def test_local_governments_that_no_source_names_are_never_called_none(facets: Facets) -> None:
    rows, seen = {row["pledge_id"]: row for row in by_hand.pledges()}, set()
    for chosen in PLACED:
        held = filter_data(facets, chosen)
        slides = {each.key: each.slide for each in slides_of(held, pack_scope(held, ""), ADDRESS)}
        if not held.count():
            continue
        places = held.dataset.pledge_governments[held.government_mask]
        assert {*places["pledge_id"]} <= rows.keys()
        cities = places.drop_duplicates("city_id").set_index("city_id")["kind"]
        named, unnamed = int((~cities.isin(["network", "not_named"])).sum()), int((cities == "not_named").sum())
        said = [slides["numbers"].title, *(slides[key].title for key in ("map",) if key in slides)]
        seen.add((named > 0, unnamed > 0, "map" in slides))
        # The title says that those counted are named, or that none is; under the number stands how many are not.
        assert ("named" in said[0]) == (unnamed > 0), said
        assert len(said[0]) <= MOST_IN_A_TITLE, said
        under = " ".join(texts(slides["numbers"].content))
        assert re.findall(r"(\d+) more (?:is|are) not named by", under) == [str(unnamed)] * (unnamed > 0)
        elsewhere = [totals(held)[1]]
        if chosen.country:
            elsewhere.append(" ".join(each.note for each in profile(held, Subject("country", *chosen.country)).numbers))
        for text in elsewhere:
            more = re.findall(r"(\d+) more local governments? (?:is|are) not named by", text)
            assert more == [str(unnamed)] * (unnamed > 0)
        for title in said:
            assert "the 0 " not in title
            assert not (unnamed and re.search(r"\b0 local governments", title)), title
        if "map" in slides:
            dots = len(slides["map"].content.places)
            hidden = re.findall(r"(\d+) local governments? ha(?:s|ve) no dot", slides["map"].scope)
            assert hidden == [str(named + unnamed - dots)] * (named + unnamed > dots)
            where = re.match(r"Where the (\d+)", said[1])
            some = re.match(r"Local governments .* known place: (\d+) of (\d+)", said[1])
            assert not where or int(where[1]) == named + unnamed == dots > 0, said
            assert not some or (int(some[1]), int(some[2])) == (dots, named + unnamed), said
    assert {(False, True, True), (True, True, True), (True, False, True)} <= seen


@each_full
def test_the_cover_names_the_forum_and_only_what_is_announced(facets: Facets, case: Case) -> None:
    cover = packed(facets, case)[0]
    said = " ".join(texts(cover.content))
    assert facets.dataset.version not in said and "not in the data" not in said
    assert facets.dataset.version in dict(cover.notes)["To know"]
    if case.forum == "IMRF-2026":
        assert "5 May 2026 to 8 May 2026, New York, United States of America" in said
    if case.forum == "GFMD-2026":
        assert said.startswith("Next GFMD Summit after Riohacha Pledges ")
    if case.forum == "GRF-2027":
        assert said.startswith("Third Global Refugee Forum 2027 Pledges ")


def test_a_date_that_nobody_announced_is_not_on_the_cover(facets: Facets) -> None:
    case = Case("IMRF-2030", Selection(), not_only("GCR"))
    assert "2030" not in " ".join(texts(packed(facets, case)[0].content))


@pytest.mark.parametrize("name", ["no forum", "IMRF, world"])
def test_a_published_figure_that_differs_has_the_reason_beside_it(facets: Facets, name: str) -> None:
    (slide,) = content_of(packed(facets, CASES[name]), BigNumbers)
    assert isinstance(slide.content, BigNumbers)
    under = {what: text for _number, what, text in slide.content.items}
    assert (
        "Published of all: 47 cities (20 Jun 2025). Those are cities; ours are local governments of"
        in under["Local governments"]
    )
    assert "More than 124 pledges (20 Jun 2025). For the others no page was found." in under["Pledges"]
    assert "40 countries (20 Jun 2025). Those are the countries of the cities published." in under["Countries"]


@each_full
def test_the_headline_numbers_are_those_of_the_files(facets: Facets, case: Case) -> None:
    (slide,) = content_of(packed(facets, case), BigNumbers)
    kept = by_hand.pledges(case.keep)
    assert isinstance(slide.content, BigNumbers)
    stated = [
        each
        for each in kept
        if not case.chosen.stated or each["gcm_basis"] not in ("classified", "process", "crosswalk")
    ]
    assert [number for number, _what, _under in slide.content.items] == [
        str(len(kept)),
        str(len(by_hand.own_governments(kept, *case.regions))),
        str(len(by_hand.own_countries(kept, *case.regions))),
        *([] if case.forum == "GRF-2027" else [str(len(by_hand.objectives(stated)))]),
    ]
    assert "124" in slide.content.items[0][2]


def offered(facets: Facets, case: Case, start: str) -> dict[str, Slide]:
    """The slides that a pack can have whose keys start so."""
    slides = slides_of(*scope_of(facets, case), ADDRESS)
    return {each.key: each.slide for each in slides if each.key.startswith(start)}


@pytest.mark.parametrize("name", ["IMRF, world", "IMRF, Africa"])
def test_round_tables_count_the_pledges_that_state_their_objectives(facets: Facets, name: str) -> None:
    case = CASES[name]
    kept = by_hand.pledges(case.keep)
    stating = [each for each in kept if each["gcm_objectives"]]
    tables: dict[str, list[str]] = {}
    for row in by_hand.rows("round_tables"):
        if row["forum_id"] == "IMRF-2026":
            tables.setdefault(row["round_table"], []).append(row["gcm_objective"])
    slides, shown = offered(facets, case, "topic_"), []
    for table, objectives in tables.items():
        on = [each for each in kept if set(by_hand.items(each["gcm_objectives"])) & set(objectives)]
        if len(on) < FEWEST_PLEDGES:
            continue
        slide = slides[f"topic_{table}"]
        shown.append(f"topic_{table}")
        assert slide.title.startswith(f"{len(on)} of {len(stating)} pledges with objectives – Round table ")
        counts = {name.split(" ")[0]: count for name, count in bar_counts(slide).items()}
        assert counts == {
            code: len([each for each in kept if code in by_hand.items(each["gcm_objectives"])]) for code in objectives
        }
        assert "is not confirmed" in slide.source
    assert list(slides) == shown


def test_the_topics_of_a_forum_stand_in_one_matrix_with_what_cannot_be_counted_in_a_line(facets: Facets) -> None:
    case = CASES["GFMD, world"]
    held, _scope = scope_of(facets, case)
    assert not held.selection.allows_gaps(), "the pack leaves out the other compact, so absence is of its selection"
    slide = offered(facets, case, "topics")["topics"]
    assert isinstance(slide.content, Matrix)
    assert slide.content.rows == (
        *("Women", "Children and youth", "Climate change and labour routes", "Regional cooperation", "All"),
    )
    kept = by_hand.pledges(case.keep)
    for row, group in (("Women", "women"), ("Children and youth", "children_and_youth")):
        on = [each for each in kept if group in by_hand.items(each["target_groups"])]
        counts = dict(zip(slide.content.columns, slide.content.cells[slide.content.rows.index(row)], strict=True))
        assert counts["All"].text == str(len(on))
        for region in ("Africa", "Americas", "Asia", "Europe", "Oceania"):
            assert counts[region].text == str(len([each for each in on if by_hand.is_in(region)(each)])), region
    zeros = [cell for row in slide.content.cells[:-1] for cell in row if cell.state == "zero"]
    assert slide.title == f"{none_words(held)} for {len(zeros)} of 20 pairs of region and topic"
    assert "“All” also counts networks" in slide.scope
    assert slide.scope.endswith("Can’t be counted, which is not zero: Media and culture and New technologies.")
    assert "are used instead" in slide.source


def test_objectives_of_the_refugee_compact_leave_out_what_cannot_be_counted(facets: Facets) -> None:
    slides = offered(facets, CASES["GRF, world"], "topic")
    kept = by_hand.pledges(not_only("GCM"))
    arriving = {"reception_and_protection", "documentation_and_legal_aid"}
    on = [each for each in kept if set(by_hand.items(each["themes"])) & arriving]
    first, second = slides["topic_objective_1"], slides["topic_objective_2"]
    assert first.title == f"{len(on)} of {len(kept)} pledges – Ease pressures on host countries"
    assert bar_counts(first)["1.1 Early warning, preparedness and contingency planning"] is None
    assert isinstance(first.content, Bars)
    assert first.content.series[0].values[0].text == "not counted"
    jobs = [each for each in kept if "jobs_and_livelihoods" in by_hand.items(each["themes"])]
    assert bar_counts(second)["2.2 Jobs and livelihoods"] == len(jobs)
    assert "Can’t be counted, which is not zero: Expand access to third-country solutions." in slides["topics"].scope
    assert "topic_objective_3" not in slides
    assert "is our reading" in first.source


def test_a_topic_of_one_region_is_counted_by_country(facets: Facets) -> None:
    case = CASES["GFMD, Americas"]
    young = [
        each for each in by_hand.pledges(case.keep) if "children_and_youth" in by_hand.items(each["target_groups"])
    ]
    slide = offered(facets, case, "topic_")["topic_children_and_youth"]
    assert slide.title.startswith(f"{len(young)} of ")
    here = [each for each in young if any(city["iso3"] == "COL" for city in by_hand.governments(each))]
    assert bar_counts(slide)["Colombia"] == len(here)


def test_without_a_forum_themes_stand_by_region(facets: Facets) -> None:
    slide = offered(facets, CASES["no forum"], "topics")["topics"]
    assert isinstance(slide.content, Matrix)
    health = by_hand.pledges(by_hand.is_on("health"))
    row = slide.content.cells[slide.content.rows.index("Health")]
    counts = dict(zip(slide.content.columns, (cell.text for cell in row), strict=True))
    assert counts["All"] == str(len(health))
    assert counts["Africa"] == str(len([each for each in health if by_hand.is_in("Africa")(each)]))
    assert len(slide.content.rows) == 12 and "11 of 13 themes" in slide.scope


@each_full
def test_stories_are_the_newest_results_of_different_governments_and_regions(facets: Facets, case: Case) -> None:
    slide = of_kind(packed(facets, case), "results_stated")
    with_results = [each for each in by_hand.pledges(case.keep) if each["results_summary"]]
    newest = sorted(with_results, key=lambda each: each["results_as_of"], reverse=True)
    told: list[Row] = []
    for is_elsewhere in (True, False):
        for each in newest:
            own = {(city["city_id"], by_hand.region(city)) for city in by_hand.governments(each)}
            others = {(city["city_id"], by_hand.region(city)) for one in told for city in by_hand.governments(one)}
            regions = {region for _city, region in own} - {"network", "unplaced"}
            if len(told) == 3 or {city for city, _region in own} & {city for city, _region in others}:
                continue
            if is_elsewhere and (not regions or regions & {region for _city, region in others}):
                continue
            told.append(each)
    assert isinstance(slide.content, Bullets)
    assert [(bullet.text, bullet.link) for bullet in slide.content.bullets] == [
        (each["results_summary"].strip(), each["source_url"]) for each in newest if each in told
    ]
    for bullet, each in zip(slide.content.bullets, (each for each in newest if each in told), strict=True):
        assert each["title"].strip() in bullet.under
        assert ("no date stated" in bullet.head) == (not each["results_as_of"])
    assert slide.title.startswith(
        f"Pledges that state a result: {len(with_results)} of {len(by_hand.pledges(case.keep))}"
    )


@each_full
def test_what_is_asked_for_names_no_state(facets: Facets, case: Case) -> None:
    slide = of_kind(packed(facets, case), "asked_for")
    kept = by_hand.pledges(case.keep)
    silent = [each for each in kept if not by_hand.is_reported(each)]
    said = " ".join([slide.title, *texts(slide.content), *slide.script])
    assert f"Not reported on: {len(silent)} of {len(kept)} pledges" in said
    assert not [row["name"] for row in by_hand.rows("countries") if row["name"] in said]
    closed = [row for row in by_hand.rows("funding_windows") if row["closes"] and row["closes"] < by_hand.AS_OF]
    dated = [row for row in by_hand.rows("funding_windows") if row["closes"]]
    assert closed == dated and "No funding window is known to have been open on 28 Nov 2026" in said


def test_a_funding_window_that_is_open_is_counted(facets: Facets) -> None:
    dataset = facets.dataset
    windows = dataset.funding_windows.assign(opens="2026-11-01", closes="2026-12")
    later = filter_data(Facets(replace(dataset, funding_windows=windows.head(1))), Selection())
    slide = of_kind(tuple(pack(later, pack_scope(later, ""), ADDRESS)), "asked_for")
    assert "1 funding window was open on 28 Nov 2026" in " ".join(texts(slide.content))


@pytest.mark.parametrize(("name", "other"), [("IMRF, world", "GCR"), ("GFMD, world", "GCR"), ("GRF, world", "GCM")])
def test_no_pledge_of_the_other_compact_alone_is_named_anywhere(facets: Facets, name: str, other: str) -> None:
    said = {text for slide in packed(facets, CASES[name]) for text in texts(slide)}
    others = by_hand.pledges(lambda pledge: pledge["compact"] == other)
    assert others
    assert not [each["title"] for each in others if any(each["title"].strip() in text for text in said)]
    # One page may hold two pledges.
    own = {each["source_url"] for each in by_hand.pledges(CASES[name].keep)}
    assert not ({each["source_url"] for each in others} - own) & said


@each_full
def test_need_is_that_of_the_compact_of_the_forum(facets: Facets, case: Case) -> None:
    slide = offered(facets, case, "thin")["thin"]
    assert slide.scope.startswith("International migrants") == (case.forum.partition("-")[0] in ("IMRF", "GFMD"))


@each_case
def test_no_text_is_markup_or_missing(facets: Facets, case: Case) -> None:
    for slide in packed(facets, case):
        for text in texts(slide):
            assert not any(mark in text for mark in ("<br>", "<b>", "&amp;", "{", "}", "<NA>")), text
            assert text not in ("nan", "None", "NaT")
            assert " nan" not in text


@each_full
def test_who_can_learn_from_whom_and_who_paid_are_those_of_the_files(facets: Facets, case: Case) -> None:
    here = {row["iso3"] for row in by_hand.rows("countries") if not case.regions or row["m49_region"] in case.regions}
    rows = [row for row in by_hand.rows("exchange") if here & set(by_hand.items(row["iso3"]))]
    asks, offers = ([row for row in by_hand.rows("exchange") if row["kind"] == kind] for kind in ("ask", "offer"))
    pairs = [
        (ask, offer)
        for ask in asks
        for offer in offers
        if ask["theme"] == offer["theme"] and ask["city_ids"] != offer["city_ids"] and (ask in rows or offer in rows)
    ]
    learning, paid = offered(facets, case, "learning")["learning"], offered(facets, case, "funding")["funding"]
    kinds = [row["kind"] for row in rows]
    assert isinstance(learning.title, Claim) and isinstance(paid.title, Claim)
    assert {kind: learning.title.facts[kind] for kind in ("offer", "ask", "exchange")} == {
        kind: kinds.count(kind) for kind in ("offer", "ask", "exchange")
    }
    assert isinstance(learning.content, Bars)
    assert sum(learning.content.sizes()) == len(rows)
    assert f"Who can learn from whom: {len(pairs)} pair" in dict(learning.notes)["Who can help whom"]
    assert learning.script[1].startswith(f"That is {len(rows)} of {len(by_hand.rows('exchange'))} offers")
    counted = [row for row in by_hand.rows("grants") if row["about_migration"] == "yes"]
    grants = [row for row in counted if row["iso3"] in here]
    kept = by_hand.pledges(case.keep)
    naming = [each for each in kept if each["funding_source"]]
    facts = paid.title.facts
    assert (facts["grants"], facts["stated"], facts["of"]) == (len(grants), len(naming), len(kept))
    assert paid.script[1] == f"Grants here are {len(grants)} of {len(counted)} about migration in the data."
    alliance = [row for row in grants if "Cities Alliance" in (row["fund"], *by_hand.items(row["funder"]))]
    assert bar_counts(paid).get("Cities Alliance", 0) == len(alliance)


def test_a_slide_of_offers_or_of_grants_without_content_is_left_out(facets: Facets) -> None:
    def kinds(chosen: Selection) -> list[str]:
        filtered = filter_data(facets, chosen)
        slides = (learning_slide(filtered, ADDRESS), funding_slide(filtered, ADDRESS))
        return [each.title.kind for each in slides if each and isinstance(each.title, Claim)]

    assert kinds(Selection(region=("Oceania",))) == []
    assert kinds(Selection(country=("COL",))) == ["funding_found"]
    assert kinds(Selection(kind=("network",))) == [], "one payer is a sentence, not a figure"
    assert kinds(Selection(theme=("diaspora_and_development",), country=("CHL",))) == []
    assert kinds(Selection()) == ["exchange_board", "funding_found"]


def test_funders_beyond_those_drawn_are_named_in_the_notes(facets: Facets) -> None:
    paid = funding_slide(filter_data(facets, Selection()), ADDRESS)
    assert paid is not None
    counts = bar_counts(paid)
    names = {row["name"] for row in by_hand.rows("funders")}
    assert len(counts) == MOST_PAIRS and set(counts) <= names
    named = {name for name in names if name in dict(paid.notes)["In words"]}
    assert f"The first {MOST_PAIRS} of {len(named)}; the notes name all." in paid.scope and set(counts) < named


def test_the_presenters_own_slides_stand_before_the_stories(facets: Facets) -> None:
    held, scope = scope_of(facets, CASES["IMRF, world"])
    own = exhibit_slide(pledge_map(held, "governments", "un_members"), held, ADDRESS, "My own title")
    slides = pack(held, scope, ADDRESS, [own])
    assert slides[-4] is own
    assert own.title == "My own title" and own.script[0] == "My own title."
    assert len(slides) == len(packed(facets, CASES["IMRF, world"])) + 1


def test_a_figure_that_the_pack_has_is_not_added_twice(facets: Facets) -> None:
    held, scope = scope_of(facets, CASES["IMRF, world"])
    own = exhibit_slide(pledge_map(held, "pledges", "un_members"), held, ADDRESS, "My own title")
    made = packed(facets, CASES["IMRF, world"])
    slides = pack(held, scope, ADDRESS, [own])
    assert slides[2] is own and isinstance(made[2].content, Map)
    assert [each.title for each in slides[3:]] == [each.title for each in made[3:]]
    without = pack(held, scope, ADDRESS, [own], Chosen(left_out=("map",)))
    assert own in without and len(without) == len(made), "who leaves out the pack's own keeps the other"


def test_a_figure_of_which_the_pack_shows_a_part_is_not_added_twice(facets: Facets) -> None:
    held, scope = scope_of(facets, CASES["no forum"])
    figures = [matrix(held, Counting()), funding(held, "funder"), exchange_bars(held, "theme")]
    own = [exhibit_slide(each, held, ADDRESS, f"Mine {place}") for place, each in enumerate(figures)]
    slides = pack(held, scope, ADDRESS, own)
    assert len(slides) == len(packed(facets, CASES["no forum"]))
    assert {slide.title for slide in own} <= {slide.title for slide in slides}
    elsewhere = filter_data(facets, AFRICA)
    other = exhibit_slide(funding(elsewhere, "funder"), elsewhere, ADDRESS)
    assert len(pack(held, scope, ADDRESS, [other])) == len(slides) + 1, "of another selection"


def test_a_map_says_whose_borders_it_does_not_judge_on_the_slide_and_in_the_notes(facets: Facets) -> None:
    slide = packed(facets, CASES["no forum"])[2]
    assert slide.source.count("Borders and names imply no opinion") == 1
    assert "Borders and names imply no opinion" in dict(slide.notes)["To know"]
