"""Packs in all kinds of templates, measured in the file: nothing covers anything, all can be read from the last row."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt

from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.slide import Slide
from analytics.selection import Selection, filter_data
from tests.exports.measuring_slides import Ground, faults
from tests.exports.reading_slides import reopened
from tests.exports.templates import DARK, LIGHT, TEMPLATES
from tests.exports.test_slides import DECK
from tests.exports.test_slides_schema import CHARTS
from tests.quick import first_of_each

SELECTIONS = (
    Selection(),
    Selection(region=("Africa",)),
    Selection(region=("Oceania",)),
    Selection(regions_by="m49_subregion", region=("Latin America and the Caribbean",)),
    Selection(regions_by="unhcr_region", region=("Asia and the Pacific",)),
    Selection(country=("KEN",)),
    Selection(country=("COL", "ECU", "PER")),
    Selection(theme=("housing",)),
    Selection(compact=("GCR",)),
    Selection(kind=("network",)),
    Selection(region=("Europe",), theme=("health",)),
    Selection(search="no pledge has these words"),
)
FORUMS = ("IMRF-2026", "GRF-2027", "GFMD-2026", "")


def _ground(template: str) -> Ground:
    """What the templates of `templates.py` have behind their slides."""
    at_ends = ("#251736", f"#{LIGHT[2]}")  # the second text colour at half its light, and as it is
    backgrounds = {"dark": (f"#{DARK[1]}",), "four_three": (f"#{LIGHT[3]}",), "gradient": at_ends, "picture": ()}
    return Ground(backgrounds.get(template, ("#FFFFFF",)))


@cache
def slides_of(facets: Facets, selection: int, forum: str) -> tuple[Slide, ...]:
    scope = pack_scope(filter_data(facets, SELECTIONS[selection]), forum)
    return tuple(pack(filter_data(facets, scope.selection), scope, "https://x.example/deck"))


@pytest.fixture(scope="module", params=first_of_each(TEMPLATES))
def template(request: pytest.FixtureRequest) -> str:
    """The tests of a template follow each other: it is opened, in a process of its own, once for both."""
    return str(request.param)


@pytest.mark.slow
def test_packs_of_all_selections_can_be_read_in_any_template(facets: Facets, template: str) -> None:
    """Every pair of selection, forum and template, with a quarter of the slides of each pack."""
    place = list(TEMPLATES).index(template)
    slides = [
        slide
        for selection in range(len(SELECTIONS))
        for slide in slides_of(facets, selection, FORUMS[(selection + place) % 4])[(selection + place) % 4 :: 4]
    ]
    assert len(slides) > 12
    deck = reopened(pptx_bytes(slides, TEMPLATES[template]()))
    assert faults(deck, _ground(template), 26 if template == "own" else 44) == []


def test_slides_of_every_kind_can_be_read_in_any_template(template: str) -> None:
    drawn = [Slide("Chart", chart, "All.", "A chart.", "Source: UN.") for chart in CHARTS]
    deck = reopened(pptx_bytes([*DECK, *drawn], TEMPLATES[template]()))
    assert faults(deck, _ground(template), 26 if template == "own" else 44) == []


def _smaller(page: Page) -> None:
    page.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(13)


def _moved(page: Page) -> None:
    _named(page, "Source").top = _named(page, "Scope").top


def _off_the_slide(page: Page) -> None:
    _named(page, "Source").left = Inches(3)


def _pale(page: Page) -> None:
    _named(page, "Scope").text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x88, 0x88, 0x88)


def _narrow(page: Page) -> None:
    _named(page, "Scope").width = Pt(20)


def _small_in_chart(page: Page) -> None:
    _named(page, "Chart").chart.font.size = Pt(9)


def _pale_in_chart(page: Page) -> None:
    _named(page, "Chart").chart.font.color.rgb = RGBColor(0xCC, 0xCC, 0xCC)


def _named(page: Page, name: str) -> Any:
    return next(shape for shape in page.shapes if shape.name == name)


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (_smaller, "has 13.0 points"),
        (_moved, "covers"),
        (_off_the_slide, "leaves the slide"),
        (_pale, "in #888888 on #FFFFFF"),
        (_narrow, "is broken"),
        (_small_in_chart, "has 9.0 points"),
        (_pale_in_chart, "in #CCCCCC on #FFFFFF"),
    ],
)
def test_what_is_wrong_would_be_found(spoiled: Callable[[Page], None], said: str) -> None:
    deck = reopened(pptx_bytes([DECK[2]]))
    assert faults(deck, _ground("own"), 26) == []
    spoiled(deck.slides[0])
    assert any(said in fault for fault in faults(deck, _ground("own"), 26))
