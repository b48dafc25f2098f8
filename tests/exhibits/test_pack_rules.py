"""What holds for every pack: of twelve selections, for no forum and one of each process."""

import re
from functools import cache

import pytest

from analytics.charts.description import Bars, Map, Matrix, is_empty
from analytics.charts.text_width import lines
from analytics.exhibits.claims import Claim
from analytics.exhibits.overview.headlines import Headline, value_words
from analytics.exhibits.places.figures import pledge_map
from analytics.facets import NOT_STATED, Facets, is_stated
from analytics.measures.coverage import Counting, coverage_matrix, placed_regions
from analytics.measures.forum_topics import pledges_on, topics_of
from analytics.measures.headlines import headlines
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import PackScope, pack_scope, put_together, slides_of, with_custom_text
from analytics.packs.pack_links import Chosen, CustomText
from analytics.packs.slide import MOST_ROWS, BigNumbers, Bullets, Cover, Slide, Statements
from analytics.packs.slide_order import END, MOST_SLIDES, PackSlide
from analytics.selection import FilteredData, Selection, filter_data
from tests.exhibits.odd_words import odd
from tests.exhibits.recipes import EVERY, shown
from tests.exhibits.recipes import SELECTIONS as OF_FIGURES
from tests.oracle.generated import filters_of
from tests.quick import first_of_each

ADDRESS = "https://example.org/deck?pack=IMRF-2026"
FORUMS = ("", "IMRF-2026", "GFMD-2026", "GRF-2027")
SELECTIONS = (
    Selection(region=("Africa", "Asia")),
    Selection(),
    Selection(region=("Africa",)),
    Selection(country=("COL",)),
    Selection(country=("DEU",)),
    Selection(kind=("network",)),
    Selection(
        theme=(
            *("health", "housing", "education", "jobs_and_livelihoods", "climate_and_mobility", "gender_and_children"),
            *("governance_and_participation", "data_and_evidence"),
        )
    ),
    Selection(regions_by="m49_subregion"),
    Selection(regions_by="uclg_section", region=("Middle East and West Asia (MEWA)", "Eurasia")),
    Selection(search="women"),
    Selection(stated=True),
    Selection(country=(NOT_STATED,)),
)
TITLE_SIZE, TITLE_WIDTH = 28, 873
"""Points of a title's type, and of the line that it has on a slide of 16:9."""

SPOKEN = 4
"""Sentences to say at most, and three at least."""


@cache
def scope_of(facets: Facets, chosen: Selection, forum: str) -> tuple[FilteredData, PackScope]:
    scope = pack_scope(filter_data(facets, chosen), forum)
    return filter_data(facets, scope.selection), scope


@cache
def offered(facets: Facets, chosen: Selection, forum: str) -> tuple[PackSlide, ...]:
    """Every slide of a pack, made once for all the tests that read it."""
    return tuple(slides_of(*scope_of(facets, chosen, forum), ADDRESS))


each_selection = pytest.mark.parametrize("chosen", first_of_each(SELECTIONS))
each_forum = pytest.mark.parametrize("forum", FORUMS)


def of_key(slides: tuple[PackSlide, ...], key: str) -> Slide:
    return next(each.slide for each in slides if each.key == key)


@each_forum
@each_selection
def test_a_pack_is_a_talk_of_ten_slides_at_most(facets: Facets, chosen: Selection, forum: str) -> None:
    slides = offered(facets, chosen, forum)
    keys = [each.key for each in slides]
    assert len(keys) == len(set(keys))
    ticked = [each.key for each in slides if each.by_default]
    assert 2 <= len(ticked) <= MOST_SLIDES
    left = [key for key in keys if key not in ticked]
    assert not left or len(ticked) == MOST_SLIDES, "what there is room for is in"
    order = ["cover", "empty", "numbers", "map", "thin", "topics", "topic", "learning", "funding", *END]
    places = [order.index("topic" if key.startswith("topic_") else key) for key in keys]
    assert places == sorted(places)
    if scope_of(facets, chosen, forum)[1].pledges:
        assert {"cover", "numbers", "trust"} <= set(ticked)
        assert ("map" in keys) <= scope_of(facets, chosen, forum)[0].has_places()
    else:
        assert keys == ["cover", "empty"]


@each_forum
@each_selection
def test_no_slide_is_without_content(facets: Facets, chosen: Selection, forum: str) -> None:
    for each in offered(facets, chosen, forum):
        match each.slide.content:
            case Cover(lines=parts) | BigNumbers(items=parts) | Statements(lines=parts):
                assert parts, each.key
            case Bullets(bullets=bullets):
                assert len(bullets) >= (1 if each.key == "stories" else 2), each.key
                assert all(bullet.text for bullet in bullets)
            case Bars() as bars:
                assert sum(size > 0 for size in bars.sizes()) >= (1 if each.key == "topics" else 2), each.key
                assert len(bars.rows) <= MOST_ROWS
            case Matrix() as matrix:
                assert len(matrix.rows) <= MOST_ROWS and len(matrix.columns) > 2
            case Map() as shown:
                assert not is_empty(shown)
            case other:
                raise AssertionError(type(other))


@each_forum
@each_selection
def test_titles_are_claims_of_two_lines(facets: Facets, chosen: Selection, forum: str) -> None:
    for each in offered(facets, chosen, forum):
        title = each.slide.title
        assert isinstance(title, Claim), title
        assert lines(title, TITLE_SIZE, TITLE_WIDTH, bold=True) <= 2, title


@each_forum
@each_selection
def test_three_or_four_sentences_can_be_said(facets: Facets, chosen: Selection, forum: str) -> None:
    for each in offered(facets, chosen, forum):
        said = " ".join(each.slide.script)
        # A number with a decimal point and an abbreviation hold no space after it.
        sentences = re.findall(r"[.!?…]”?(?= |$)", said)
        assert 3 <= len(sentences) <= SPOKEN, said
        assert said.startswith(each.slide.title)
        assert not re.search(r"https?:|Source|\|", said), said
        assert any(letter.isdigit() for letter in said) or not scope_of(facets, chosen, forum)[1].pledges
        notes = dict(each.slide.notes)
        is_of_pledges = each.slide.title.kind != "exchange_board"
        assert ({"Filter", "The whole"} <= notes.keys()) == is_of_pledges and "Link back" in notes
        assert notes["Link back"] == ADDRESS
        assert notes[""] == each.slide.source and each.slide.source.startswith("Source: ")
        assert not any("Source: Source" in text for text in notes.values())


NOT_OF_PLEDGES = ("exchange", "exchange_links", "published")
"""Kinds of figures that do not count the pledges of the selection."""

PAGE_ALONE = re.compile(r"(?i)\b(click|hover|tap|pointer|tooltip|listed beside|beside the (map|figure)|beside it)\b")
NOT_ON_SLIDES = {
    "joined": r"\b(dot|diamond|hollow)\b",
    "ratio": "pale bar|×2",
    "reference": r"\bmark\b",
    "x_title": r"\bband\b|column at the left|Both scales",
    "bands": r"\bband\b",
}
"""What a page draws of figures of a kind, and a slide otherwise."""


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_FIGURES)
def test_notes_of_every_figure_are_of_the_slide_and_of_what_it_counts(facets: Facets, name: str) -> None:
    filtered = filter_data(facets, OF_FIGURES[name])
    for recipe in EVERY:
        exhibit = shown(facets, recipe, OF_FIGURES[name])
        slide = exhibit_slide(exhibit, filtered, ADDRESS)
        notes, said = dict(slide.notes), " ".join(slide.script)
        for text in (*notes.values(), *slide.script, exhibit.how_to_read):
            assert not PAGE_ALONE.search(text), (recipe, text)
        for drawn, words in NOT_ON_SLIDES.items():
            if getattr(exhibit.figure, drawn, None):
                assert not re.search(words, notes["How to read it"]), recipe
        of_pledges = f"{filtered.count()} of {len(facets.dataset.pledges)} pledge"
        counts = recipe.kind not in NOT_OF_PLEDGES
        assert notes.get("The whole", "").startswith(of_pledges) == ("Filter" in notes) == counts, recipe
        assert counts or "This is about" not in said
        assert counts or recipe.kind == "published" or "what was announced" not in said, "an offer is no pledge"
        assert 3 <= len(slide.script) <= SPOKEN


@each_forum
@each_selection
def test_sentences_read_well(facets: Facets, chosen: Selection, forum: str) -> None:
    said = {
        text
        for each in offered(facets, chosen, forum)
        for text in (each.slide.title, each.slide.scope or "All.", *each.slide.script, *bullets(each.slide))
    }
    assert sorted(odd(said)) == []


def bullets(slide: Slide) -> list[str]:
    return [bullet.text for bullet in slide.content.bullets] if isinstance(slide.content, Bullets) else []


@each_forum
@each_selection
def test_numbers_are_those_of_the_pages(facets: Facets, chosen: Selection, forum: str) -> None:
    held, scope = scope_of(facets, chosen, forum)
    if not scope.pledges:
        return
    slides = offered(facets, chosen, forum)
    numbers = of_key(slides, "numbers").content
    assert isinstance(numbers, BigNumbers)
    own = [Headline(*row) for row in headlines(held).itertuples(index=False)]
    shown = {number for number, _what, _under in numbers.items}
    assert {value_words(row) for row in own if row.headline in ("pledges", "governments", "countries")} <= shown | {"–"}
    if "map" in {each.key for each in slides}:
        assert of_key(slides, "map").content == pledge_map(held, "pledges", "un_members").figure
    topics = topics_of(held.dataset, forum) if forum else None
    for topic in topics.topics if topics else ():
        on = pledges_on(held, topic)
        own_slide = [each.slide for each in slides if each.key == f"topic_{topic.topic}"]
        assert bool(own_slide) == (on is not None and on.count() >= 5), "a slide from five pledges on"
        for slide in own_slide:
            assert on is not None
            assert slide.title.startswith(f"{on.count()} of ")


@each_forum
@each_selection
def test_a_slide_of_topics_says_how_many_pledges_can_be_placed_at_all(
    facets: Facets, chosen: Selection, forum: str
) -> None:
    held, _scope = scope_of(facets, chosen, forum)
    topics = topics_of(held.dataset, forum) if forum else None
    slides = [each.slide for each in offered(facets, chosen, forum) if each.key in ("topics", "ask")]
    said = [" ".join((each.scope, *bullets(each), *map(" ".join, each.notes))) for each in slides]
    if topics is None:
        assert not any("can be placed" in text for text in said)
        return
    used = {facet for topic in topics.topics for facet, _code in topic.tags}
    tags = held.dataset.tags
    tags = tags[tags["scheme"].isin(used) & tags["code"].ne(NOT_STATED)]
    if chosen.stated:
        tags = tags[is_stated(tags["basis"])]
    some, every = held.selected_pledges()["pledge_id"].isin(tags["pledge_id"]).sum(), held.count()
    for each, text in zip(slides, said, strict=True):
        if isinstance(each.content, Bullets) and "Pledges" not in [bullet.head for bullet in each.content.bullets]:
            continue
        assert (re.search(rf"can be placed(?: by their tags)?: {some} of {every}[.;]", text) is not None) == (
            some < every
        ), text


@each_forum
@each_selection
def test_of_a_single_region_no_pairs_are_counted(facets: Facets, chosen: Selection, forum: str) -> None:
    held, _scope = scope_of(facets, chosen, forum)
    said = [text for each in offered(facets, chosen, forum) for text in (each.slide.title, *bullets(each.slide))]
    pairs = [text for text in said if " pairs of region" in text or " pair of region" in text]
    assert not pairs or len(placed_regions(held)) > 1, pairs


@each_selection
def test_the_matrix_of_themes_leaves_out_the_fullest(facets: Facets, chosen: Selection) -> None:
    held, _scope = scope_of(facets, chosen, "")
    slides = [each.slide for each in offered(facets, chosen, "") if each.key == "topics"]
    if not slides or not isinstance(slides[0].content, Matrix) or "the handout has all" not in slides[0].scope:
        return
    table = coverage_matrix(held, Counting())
    empty = table[(table["state"] == "none") & (table["code"] != "total")]
    shown = sum(cell.state == "zero" for row in slides[0].content.cells[:-1] for cell in row)
    without = empty["code"].value_counts()
    assert shown == without.head(MOST_ROWS - 1).sum(), "the themes shown are those with most empty cells"


@each_forum
@each_selection
def test_every_slide_alone_is_a_pack(facets: Facets, chosen: Selection, forum: str) -> None:
    slides = offered(facets, chosen, forum)
    defaults = {each.key: each.by_default for each in slides}
    for each in slides:
        alone = Chosen().with_ticks(defaults, {each.key})
        assert put_together(slides, (), alone) == [each.slide]
    assert put_together(slides, (), Chosen().with_ticks(defaults, set())) == []
    assert put_together(slides, (), Chosen().with_ticks(defaults, defaults)) == [each.slide for each in slides]


def test_own_words_are_said_first_and_what_the_slide_covers_stays(facets: Facets) -> None:
    slide = of_key(offered(facets, Selection(), "IMRF-2026"), "map")
    changed = with_custom_text(slide, CustomText("map", "Nous sommes partout!", "Thirty-five countries"))
    assert (changed.title, changed.scope) == ("Nous sommes partout!", "Thirty-five countries")
    assert changed.script[:2] == ("Nous sommes partout!", "Thirty-five countries.")
    assert changed.script[-1] == slide.script[-1] and len(changed.script) == SPOKEN
    assert changed.source == f"{slide.scope} {slide.source}"
    only_title = with_custom_text(slide, CustomText("map", "Everywhere"))
    assert only_title.scope == slide.scope and only_title.script[1:] == slide.script
    assert with_custom_text(slide, CustomText("map")) is slide


def test_the_selections_are_of_every_kind() -> None:
    used = {name for chosen in SELECTIONS for name in filters_of(chosen)}
    assert {"region", "country", "kind", "theme", "search", "stated"} <= used
