"""Readers who ask at the same moment: nobody gets the language, the selection or the data of another."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from itertools import product
from threading import Barrier

import pytest

from analytics.exhibits.coverage.figures import matrix, region_bars
from analytics.exhibits.exhibit import Exhibit
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.renderers.page import page_figure
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import language
from pages.shell import cache

LANGUAGES = ("en", "es", "fr")
SELECTIONS = (Selection(), Selection(region=("Africa",)), Selection(regions_by="uclg_section"))
COUNTINGS = (Counting(), Counting(measure="member_share"))
AT_ONCE = 8


@pytest.mark.slow
def test_every_reader_gets_their_own_answer(facets: Facets) -> None:
    wishes = [*product(LANGUAGES, SELECTIONS, (matrix, region_bars), COUNTINGS)]
    start = Barrier(AT_ONCE)

    def answer(place: int) -> list[tuple[FilteredData, Exhibit, dict[str, object]]]:
        cache.load()
        start.wait(timeout=60)
        found = []
        # Each begins elsewhere, so that some ask for the same at once and others for something else.
        for spoken, chosen, maker, counting in wishes[place:] + wishes[:place]:
            language.set(spoken)
            filtered = cache.filtered(chosen)
            exhibit = cache.cached(maker, filtered, counting)
            found.append((filtered, exhibit, cache.cached_figure(exhibit).to_dict()))
        return found[-place:] + found[:-place] if place else found

    with ThreadPoolExecutor(AT_ONCE) as readers:
        answers = list(readers.map(answer, range(AT_ONCE)))

    def check() -> None:
        for (spoken, chosen, maker, counting), *same in zip(wishes, *answers, strict=True):
            language.set(spoken)
            wanted = maker(filter_data(facets, chosen), counting)
            drawn = page_figure(wanted.figure)
            for filtered, exhibit, shown in same:
                assert filtered.selection == chosen
                assert (exhibit.finding, exhibit.scope, shown) == (wanted.finding, wanted.scope, drawn)
                assert exhibit is same[0][1], "made once for all of them"

    copy_context().run(check)
