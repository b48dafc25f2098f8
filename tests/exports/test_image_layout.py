"""Images as Chromium draws them: no text over another or outside, type and drawing as large as a room needs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from analytics.exports import images
from analytics.facets import Facets
from analytics.renderers.image.figure import PORTRAIT, SQUARE, WIDE
from analytics.selection import Selection
from tests.exhibits.recipes import EVERY, each_selection, shown
from tests.exports.measured_images import faults, reading_page
from tests.renderers.hand_made import FIGURES, SCOPE, SOURCE, TITLES

pytestmark = pytest.mark.browser

FORMS = {"wide": WIDE, "square": SQUARE, "portrait": PORTRAIT}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with reading_page() as opened:
        yield opened
    images.BROWSER.close()


@pytest.mark.parametrize("size", FORMS.values(), ids=FORMS)
def test_every_kind_of_figure_can_be_read(page: Page, size: tuple[int, int]) -> None:
    found = {name: faults(page, figure, TITLES["usual"], SCOPE, SOURCE, size) for name, figure in FIGURES.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", FORMS.values(), ids=FORMS)
def test_every_title_can_be_read(page: Page, size: tuple[int, int]) -> None:
    found = {name: faults(page, FIGURES["states"], title, SCOPE, SOURCE, size) for name, title in TITLES.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@each_selection
def test_real_figures_of_every_kind_can_be_read(page: Page, facets: Facets, chosen: Selection) -> None:
    found = {}
    for recipe in {recipe.kind: recipe for recipe in EVERY}.values():
        exhibit = shown(facets, recipe, chosen)
        words = (exhibit.finding, exhibit.scope, exhibit.source_under_figure())
        found[recipe.kind] = faults(page, exhibit.figure, *words, WIDE)
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}
