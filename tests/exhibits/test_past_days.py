"""What is said of the state of pledges on an earlier day, of which later and undated ones tell nothing."""

import re
from datetime import date

import pytest

from analytics.charts.description import Bars
from analytics.exhibits.claims import none_words
from analytics.exhibits.progress.figures import freshness_bars, progress_bars
from analytics.exhibits.progress.figures import split_options as groups
from analytics.facets import Facets
from analytics.measures.progress import unknowable
from analytics.selection import Selection, filter_data
from tests.exhibits.recipes import texts

DAYS = ("", "2016-06-30", "2018-06-30", "2022-12-31", "2025-12-31")


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("scheme", ["m49_region", "m49_subregion"])
def test_no_pledge_is_missing_on_an_earlier_day_and_those_left_out_are_counted(
    facets: Facets, as_of: str, scheme: str
) -> None:
    filtered = filter_data(facets, Selection(regions_by=scheme))
    later = unknowable(filtered, date.fromisoformat(as_of))["later"] if as_of else 0
    for make in (progress_bars, freshness_bars):
        for by in groups():
            exhibit = make(filtered, by, as_of)
            assert isinstance(exhibit.figure, Bars)
            said = {none_words(filtered), "None known on that day"} & set(texts(exhibit.figure))
            assert said <= ({"None known on that day"} if as_of else {none_words(filtered)})
            assert exhibit.table["of"].iloc[0] + later == filtered.count()
            left_out = re.search(r"(\d+) pledges? dated later", exhibit.scope)
            assert (int(left_out[1]) if left_out else 0) == later
