"""Forum packs: which pledges they hold and what their slides say, against loops over the shipped files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from analytics.charts.description import Bars, Dots, Map, Matrix, Panels
from analytics.dataset import Folder, load_dataset
from analytics.exhibits.claims import Claim, none_words
from analytics.exhibits.places.figures import pledge_map
from analytics.facets import Facets
from analytics.labels import label
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import PackScope, forums, pack, pack_scope
from analytics.packs.practice import MOST_FUNDERS, practice_slides
from analytics.packs.slide import BigNumbers, Cover, Slide, Statements, TextTable
from analytics.selection import FilteredData, Selection, filter_data
from tests.pages import by_hand, folders
from tests.pages.by_hand import Row

ADDRESS = "https://example.org/deck?pack=IMRF-2026"
HEADINGS = ["What it shows", "How to read it", "Filter", "The whole", "Source", "Caveat", "Link back"]


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


def test_the_last_forum_of_each_process_and_those_to_come_are_offered(facets: Facets) -> None:
    offered = forums(filter_data(facets, Selection()))
    assert list(offered) == [
        "",
        "GFMD-2025",
        "GRF-REVIEW-2025",
        "IMRF-2026",
        "GFMD-2026",
        "GRF-2027",
        "GCM-REGIONAL-2028",
        "IMRF-2030",
    ]
    compacts = filter_data(facets, Selection()).dataset.forums.set_index("forum_id")["compact"]
    assert compacts[[each for each in offered if each]].notna().all(), "a pack is about a compact"
    assert offered["IMRF-2026"] == "Second International Migration Review Forum, May 2026"


def test_a_day_before_it_ends_a_forum_is_still_to_come(facets: Facets) -> None:
    for day, offered in ((8, ["IMRF-2022", "IMRF-2026", "IMRF-2030"]), (9, ["IMRF-2026", "IMRF-2030"])):
        before = replace(facets.dataset, as_of=facets.dataset.as_of.replace(month=5, day=day))
        found = forums(filter_data(Facets(before), Selection()))
        assert [code for code in found if code.startswith("IMRF")] == offered


@each_case
def test_a_pack_holds_the_pledges_of_its_selection_but_those_of_the_other_compact(facets: Facets, case: Case) -> None:
    held, scope = scope_of(facets, case)
    kept = by_hand.pledges(case.keep)
    reader = by_hand.pledges(by_hand.is_in(*case.regions) if case.regions else anything)
    assert set(held.table()["pledge_id"]) == {each["pledge_id"] for each in kept}
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
    assert set(held.table()["pledge_id"]) == {each["pledge_id"] for each in by_hand.pledges(own.keep)}
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


@pytest.mark.slow
@each_full
def test_a_pack_has_its_parts_in_order(facets: Facets, case: Case) -> None:
    kinds = [type(each.content) for each in packed(facets, case)]
    assert kinds[:4] == [Cover, BigNumbers, Map, Matrix]
    assert kinds[-7:-6] == [Bars if case.regions else Dots], "a region alone has no ranks: it stands beside the world"
    assert kinds[-4:] == [Bars, Bars, Statements, TextTable]
    middle = {"IMRF": 4, "GRF": 4, "GFMD": 6, "": 2}[case.forum.partition("-")[0]]
    assert len(kinds) == 4 + middle + 7


def test_a_pack_of_networks_has_no_slide_about_places(facets: Facets) -> None:
    case = Case("", Selection(kind=("network",)), by_hand.is_in("network"))
    slides = packed(facets, case)
    assert [type(each.content) for each in slides] == [
        Cover,
        BigNumbers,
        Bars,
        Panels,
        TextTable,
        Bars,
        Statements,
        TextTable,
    ]
    numbers = slides[1].content
    assert isinstance(numbers, BigNumbers)
    assert [number for number, _what, _under in numbers.items[:3]] == [str(len(by_hand.pledges(case.keep))), "–", "–"]
    assert slides[1].title == f"Where we stand: {len(by_hand.pledges(case.keep))} pledges"


def test_a_cover_says_pledged_to_the_compact_only_where_every_pledge_states_it(facets: Facets) -> None:
    compact = label(facets.dataset, "compact", "GCM")
    stating = [each for each in by_hand.pledges() if each["compact"] in ("GCM", "both")]
    silent = by_hand.pledges(not_only("GCR"))
    assert len(silent) > len(stating) > 1
    assert packed(facets, CASES["IMRF, world"])[0].title == (
        f"Local commitments: {len(stating)} are known to be to the {compact}"
    )
    own = Case("IMRF-2026", Selection(compact=("GCM",)), lambda pledge: pledge["compact"] in ("GCM", "both"))
    assert packed(facets, own)[0].title == f"What local governments pledged to the {compact}"
    nothing = packed(facets, CASES["nothing"])[0]
    assert compact not in nothing.title and nothing.title == packed(facets, CASES["no forum"])[0].title


@each_full
def test_the_cover_names_the_forum_and_the_data(facets: Facets, case: Case) -> None:
    cover = packed(facets, case)[0]
    said = " ".join(texts(cover.content))
    assert "28 Nov 2026" in said
    assert facets.dataset.version in said
    if case.forum == "IMRF-2026":
        assert "5 May 2026 to 8 May 2026, New York, United States of America" in said
    if case.forum == "GFMD-2026":
        assert "Date and place are not in the data" in said
    if case.forum == "GRF-2027":
        assert "2027, place not in the data" in said


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
    assert ("Published for all pledges" in slide.content.items[0][2]) == (bool(case.regions or case.forum))


@pytest.mark.parametrize("name", ["IMRF, world", "IMRF, Africa"])
def test_round_tables_count_the_pledges_that_state_their_objectives(facets: Facets, name: str) -> None:
    case = CASES[name]
    kept = by_hand.pledges(case.keep)
    stating = [each for each in kept if each["gcm_objectives"]]
    tables: dict[str, list[str]] = {}
    for row in by_hand.rows("round_tables"):
        if row["forum_id"] == "IMRF-2026":
            tables.setdefault(row["round_table"], []).append(row["gcm_objective"])
    held, _scope = scope_of(facets, case)
    assert not held.selection.allows_gaps(), "the pack leaves out the other compact, so absence is of its selection"
    slides = packed(facets, case)[4:8]
    for slide, objectives in zip(slides, tables.values(), strict=True):
        on = [each for each in kept if set(by_hand.items(each["gcm_objectives"])) & set(objectives)]
        expected = f"{len(on)} of {len(stating)} pledges with objectives" if on else none_words(held)
        assert slide.title.startswith(f"{expected} – Round table ")
        counts = {name.split(" ")[0]: count for name, count in bar_counts(slide).items()}
        assert counts == {
            code: len([each for each in kept if code in by_hand.items(each["gcm_objectives"])]) for code in objectives
        }
        assert "is not confirmed" in slide.source


def test_objectives_of_the_refugee_compact_leave_out_what_cannot_be_counted(facets: Facets) -> None:
    first, second, third, fourth = packed(facets, CASES["GRF, world"])[4:8]
    kept = by_hand.pledges(not_only("GCM"))
    arriving = {"reception_and_protection", "documentation_and_legal_aid"}
    on = [each for each in kept if set(by_hand.items(each["themes"])) & arriving]
    assert first.title == f"{len(on)} of {len(kept)} pledges – Ease pressures on host countries"
    assert bar_counts(first)["1.1 Early warning, preparedness and contingency planning"] is None
    assert isinstance(first.content, Bars)
    assert first.content.series[0].values[0].text == "not counted"
    jobs = [each for each in kept if "jobs_and_livelihoods" in by_hand.items(each["themes"])]
    assert bar_counts(second)["2.2 Jobs and livelihoods"] == len(jobs)
    assert third.title == "Can’t be counted – Expand access to third-country solutions"
    assert isinstance(third.content, Statements)
    back = [each for each in kept if "return_and_reintegration" in by_hand.items(each["themes"])]
    assert fourth.title.startswith(f"{len(back)} of {len(kept)} pledges – ")
    assert "is our reading" in first.source


@pytest.mark.parametrize("name", ["GFMD, world", "GFMD, Americas"])
def test_themes_of_the_summit_say_what_is_counted_and_what_cannot_be(facets: Facets, name: str) -> None:
    case = CASES[name]
    slides = packed(facets, case)[4:10]
    kept = by_hand.pledges(case.keep)
    women = [each for each in kept if "women" in by_hand.items(each["target_groups"])]
    assert slides[0].title == f"{len(women)} of {len(kept)} pledges – Women"
    assert [each.title for each in slides if isinstance(each.content, Statements)] == [
        "Can’t be counted – Media and culture",
        "Can’t be counted – New technologies",
    ]
    if case.regions:
        listed = slides[0].content
        assert isinstance(listed, TextTable)
        assert [cells[1] for cells in listed.cells] == [each["title"].strip() for each in women]
        assert list(listed.links) == [each["source_url"] for each in women]
    else:
        africa = [each for each in women if by_hand.is_in("Africa")(each)]
        assert bar_counts(slides[0])["Africa"] == len(africa)
    assert ("are used instead" in slides[0].source) == (case.forum == "GFMD-2026")


def test_without_a_forum_themes_and_objectives_are_shown(facets: Facets) -> None:
    themes, objectives = packed(facets, CASES["no forum"])[4:6]
    health = by_hand.pledges(by_hand.is_on("health"))
    assert bar_counts(themes)["Health"] == len(health)
    assert isinstance(objectives.content, Panels)


@each_full
def test_the_appendix_lists_the_pledges_of_the_pack_with_their_sources(facets: Facets, case: Case) -> None:
    appendix = packed(facets, case)[-1]
    kept = by_hand.pledges(case.keep)
    assert isinstance(appendix.content, TextTable)
    # A title may stand with blanks around it in the file.
    rows = zip(appendix.content.cells, appendix.content.links, strict=True)
    assert sorted((cells[1], link) for cells, link in rows) == sorted(
        (each["title"].strip(), each["source_url"].strip()) for each in kept
    )
    assert [cells[2] == "–" for cells in appendix.content.cells].count(True) == len(
        [each for each in kept if not each["year_announced"]]
    )
    assert str(len(kept)) in appendix.title


@each_full
def test_stories_are_results_in_the_words_of_their_source(facets: Facets, case: Case) -> None:
    slide = of_kind(packed(facets, case), "results_stated")
    with_results = [each for each in by_hand.pledges(case.keep) if each["results_summary"]]
    assert isinstance(slide.content, TextTable)
    assert sorted(cells[2] for cells in slide.content.cells) == sorted(
        each["results_summary"].strip() for each in with_results
    )
    assert sorted(slide.content.links) == sorted(each["source_url"] for each in with_results)
    assert slide.title.startswith(f"Results stated by {len(with_results)} of ")


@pytest.mark.parametrize(("name", "other"), [("IMRF, world", "GCR"), ("GFMD, world", "GCR"), ("GRF, world", "GCM")])
def test_no_pledge_of_the_other_compact_alone_is_named_anywhere(facets: Facets, name: str, other: str) -> None:
    said = {text for slide in packed(facets, CASES[name]) for text in texts(slide)}
    others = by_hand.pledges(lambda pledge: pledge["compact"] == other)
    assert others
    assert not {each["title"].strip() for each in others} & said
    # One page may hold two pledges.
    own = {each["source_url"] for each in by_hand.pledges(CASES[name].keep)}
    assert not ({each["source_url"] for each in others} - own) & said


def test_regions_without_a_pledge_on_a_theme_are_listed(facets: Facets) -> None:
    slide = of_kind(packed(facets, CASES["IMRF, world"])[4:], "pairs_without_pledge")
    kept = by_hand.pledges(not_only("GCR"))
    themes = {row["code"]: row["label_en"] for row in by_hand.rows("taxonomy") if row["scheme"] == "theme"}
    expected = {}
    for region in ("Africa", "Americas", "Asia", "Europe", "Oceania"):
        here = [each for each in kept if by_hand.is_in(region)(each)]
        missing = [name for code, name in themes.items() if not [each for each in here if by_hand.is_on(code)(each)]]
        if missing:
            expected[region] = (str(len(missing)), "; ".join(missing))
    assert isinstance(slide.content, TextTable)
    assert {cells[0]: cells[1:] for cells in slide.content.cells} == expected


@each_full
def test_need_is_that_of_the_compact_of_the_forum(facets: Facets, case: Case) -> None:
    slides = packed(facets, case)
    slide = slides[slides.index(of_kind(slides, "results_stated")) - 2]
    assert slide.scope.startswith("International migrants") == (case.forum.partition("-")[0] in ("IMRF", "GFMD"))


@each_case
def test_every_slide_has_notes_with_all_headings(facets: Facets, case: Case) -> None:
    for slide in packed(facets, case):
        assert [heading for heading, _text in slide.notes] == HEADINGS
        assert all(text.strip() for _heading, text in slide.notes), slide.title
        assert dict(slide.notes)["Link back"] == ADDRESS
        assert slide.description
        assert slide.source.startswith("Source: ")


@each_case
def test_no_text_is_markup_or_missing(facets: Facets, case: Case) -> None:
    for slide in packed(facets, case):
        for text in texts(slide):
            assert not any(mark in text for mark in ("<br>", "<b>", "&amp;", "{", "}", "<NA>")), text
            assert text not in ("nan", "None", "NaT")
            assert " nan" not in text


@each_case
def test_titles_are_short_enough_for_a_slide(facets: Facets, case: Case) -> None:
    assert [each.title for each in packed(facets, case) if len(each.title) > 110] == []


@each_full
def test_who_can_learn_from_whom_and_who_paid_are_those_of_the_files(facets: Facets, case: Case) -> None:
    slides = packed(facets, case)
    here = {row["iso3"] for row in by_hand.rows("countries") if not case.regions or row["m49_region"] in case.regions}
    rows = [row for row in by_hand.rows("exchange") if here & set(by_hand.items(row["iso3"]))]
    asks, offers = ([row for row in by_hand.rows("exchange") if row["kind"] == kind] for kind in ("ask", "offer"))
    pairs = [
        (ask, offer)
        for ask in asks
        for offer in offers
        if ask["theme"] == offer["theme"] and ask["city_ids"] != offer["city_ids"] and (ask in rows or offer in rows)
    ]
    learning, paid = of_kind(slides, "exchange_board"), of_kind(slides, "funding_found")
    kinds = [row["kind"] for row in rows]
    assert {kind: learning.title.facts[kind] for kind in ("offer", "ask", "exchange")} == {
        kind: kinds.count(kind) for kind in ("offer", "ask", "exchange")
    }
    assert isinstance(learning.content, Bars)
    drawn = [value.number or 0 for each in learning.content.series for value in each.values]
    assert sum(drawn) == len(rows)
    assert f"Who can learn from whom: {len(pairs)} pair" in learning.scope
    assert dict(learning.notes)["The whole"].startswith(f"{len(rows)} of {len(by_hand.rows('exchange'))} offers")
    counted = [row for row in by_hand.rows("grants") if row["about_migration"] == "yes"]
    grants = [row for row in counted if row["iso3"] in here]
    kept = by_hand.pledges(case.keep)
    naming = [each for each in kept if each["funding_source"]]
    facts = paid.title.facts
    assert (facts["grants"], facts["stated"], facts["of"]) == (len(grants), len(naming), len(kept))
    assert dict(paid.notes)["The whole"].startswith(f"{len(grants)} of {len(counted)} grants")
    alliance = [row for row in grants if "Cities Alliance" in (row["fund"], *by_hand.items(row["funder"]))]
    assert bar_counts(paid).get("Cities Alliance", 0) == len(alliance)
    closed = [row for row in by_hand.rows("funding_windows") if row["closes"] and row["closes"] < by_hand.AS_OF]
    dated = [row for row in by_hand.rows("funding_windows") if row["closes"]]
    assert closed == dated and "No funding window is known to have been open on 28 Nov 2026" in paid.scope


def test_a_slide_of_offers_or_of_grants_without_content_is_left_out(facets: Facets) -> None:
    kinds = {
        chosen: [each.title.kind for each in practice_slides(filter_data(facets, chosen), ADDRESS)]
        for chosen in (
            Selection(region=("Oceania",)),
            Selection(kind=("network",)),
            Selection(theme=("diaspora_and_development",), country=("CHL",)),
            Selection(),
        )
    }
    assert list(kinds.values()) == [[], ["funding_found"], [], ["exchange_board", "funding_found"]]


def test_a_funding_window_that_is_open_is_counted(facets: Facets) -> None:
    dataset = facets.dataset
    windows = dataset.funding_windows.assign(opens="2026-11-01", closes="2026-12")
    later = filter_data(Facets(replace(dataset, funding_windows=windows.head(1))), Selection())
    assert "1 funding window was open on 28 Nov 2026" in practice_slides(later, ADDRESS)[1].scope


def test_funders_beyond_those_drawn_are_named_in_the_notes(facets: Facets) -> None:
    _learning, paid = practice_slides(filter_data(facets, Selection()), ADDRESS)
    counts = bar_counts(paid)
    names = {row["name"] for row in by_hand.rows("funders")}
    assert len(counts) == MOST_FUNDERS and set(counts) <= names
    named = {name for name in names if name in dict(paid.notes)["What it shows"]}
    assert f"The first {MOST_FUNDERS} of {len(named)} funders" in paid.scope and set(counts) < named


def test_the_presenters_own_slides_follow_the_matrix(facets: Facets) -> None:
    held, scope = scope_of(facets, CASES["IMRF, world"])
    own = exhibit_slide(pledge_map(held, "governments", "un_members"), held, ADDRESS, "My own title")
    slides = pack(held, scope, ADDRESS, [own])
    assert slides[4] is own
    assert own.title == "My own title"
    assert len(slides) == len(packed(facets, CASES["IMRF, world"])) + 1


def test_a_map_says_whose_borders_it_does_not_judge_on_the_slide_and_in_the_notes(facets: Facets) -> None:
    slide = packed(facets, CASES["no forum"])[2]
    assert slide.source.count("Borders and names imply no opinion") == 1
    assert "Borders and names imply no opinion" in dict(slide.notes)["Caveat"]


@pytest.mark.slow
def test_lists_of_very_many_are_cut_and_say_so(tmp_path: Path) -> None:
    filtered = filter_data(Facets(load_dataset(Folder(folders.large(tmp_path / "data", 800)))), Selection())
    *_others, last = pack(filtered, pack_scope(filtered, ""), ADDRESS)
    assert last.title == "The first 300 of 800 pledges of this pack"
    assert isinstance(last.content, TextTable)
    assert len(last.content.cells) == len(last.content.links) == 300
    assert "Only the first 300 of 800 are listed here" in last.notes[0][1]
    stories = next(slide for slide in _others if "Results stated" in slide.title)
    assert stories.title.startswith("Results stated by 367 of 800")
    assert isinstance(stories.content, TextTable) and len(stories.content.cells) == 300
