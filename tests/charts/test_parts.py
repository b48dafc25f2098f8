"""Parts of a whole and published figures: what their descriptions say."""

import pandas as pd

from analytics.charts.description import Row, Value
from analytics.charts.parts import published_bars, whole_bars
from analytics.charts.theme import AGES, ANSWERS, STATES
from analytics.facets import Facets
from analytics.measures.records import ANSWERS as ANSWER_CODES
from analytics.reports import BANDS
from analytics.reports import STATES as STATE_CODES
from tests.charts.test_coverage import numbers

NAMES = {"yes": "Stated", "no": "Not <b>stated</b>", "not_seen": "Not seen"}
TABLE = pd.DataFrame(
    {
        "label": ["All", "Asia", "Oceania"],
        "note": ["99 of 100", "1 of 4", ""],
        "yes": [99, 1, 0],
        "no": 0,
        "not_seen": [1, 3, 0],
    }
)


def test_each_bar_is_its_whole_and_says_its_counts() -> None:
    figure = whole_bars(TABLE, NAMES, ANSWERS, "No pledge found")
    assert figure.whole and figure.stacked
    assert figure.rows == (Row("All", "99 of 100"), Row("Asia", "1 of 4"), Row("Oceania"))
    assert [series.name for series in figure.series] == ["Stated", "Not seen"], "a part that never occurs is not drawn"
    assert numbers(figure.series[0]) == (Value(99), Value(1), Value(0, "zero"))
    assert numbers(figure.series[1]) == (Value(1), Value(3), Value(0, "zero"))
    assert [series.colour for series in figure.series] == [ANSWERS["yes"], ANSWERS["not_seen"]]


def test_nothing_says_so_in_words() -> None:
    assert whole_bars(TABLE, NAMES, ANSWERS, "No pledge found").empty == "No pledge found"


def test_every_code_has_a_colour_of_its_own() -> None:
    for codes, colours in (
        (STATE_CODES, STATES),
        (ANSWER_CODES, ANSWERS),
        (BANDS, dict(zip(BANDS, AGES, strict=True))),
    ):
        assert set(codes) == set(colours)
        assert len(set(colours.values())) == len(codes)


def test_no_figure_has_more_colours_than_a_reader_can_tell_apart(facets: Facets) -> None:
    """Nine states can occur; those that no pledge is in are not drawn."""
    assert len(AGES) <= 8 and len(ANSWERS) <= 8
    occurring = facets.facet("report_state").mask.any(axis=0).sum()
    assert 1 < occurring <= 8


def test_units_never_share_an_axis_and_a_published_figure_is_beside_our_counts() -> None:
    table = pd.DataFrame(
        {
            "panel": ["Pledges", "Pledges", "Cities"],
            "date": ["2023", "2025", "2025"],
            "label": ["100", "124", "47 <i>cities</i>"],
            "value": [100, 124, 47],
            "ours": [50, 57, 44],
            "perhaps": 0,
            "undated": [22, 22, 13],
        }
    )
    names = {"ours": "Ours", "perhaps": "Perhaps", "undated": "Undated", "published": "Published"}
    figure = published_bars(table, names)
    assert not figure.shared
    pledges, cities = figure.charts
    assert (pledges.title, cities.title) == ("Pledges", "Cities")
    assert pledges.stacked and not pledges.whole
    assert cities.rows == (Row("2025", facts=("47 <i>cities</i>",)),)
    assert [(series.name, numbers(series)) for series in pledges.series] == [
        ("Ours", (Value(50), Value(57))),
        ("Perhaps", (Value(0, "zero"), Value(0, "zero"))),
        ("Undated", (Value(22), Value(22))),
    ]
    assert pledges.reference is not None and cities.reference is not None
    assert (pledges.reference.name, numbers(pledges.reference)) == ("Published", (Value(100), Value(124)))
    assert numbers(cities.reference) == (Value(47),)
