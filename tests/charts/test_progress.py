"""Facts read back out of the figures of progress and of published figures."""

import pandas as pd
import pytest

from analytics.charts.progress import key_room, parts_of, whole_bars
from analytics.charts.published import published_panels
from analytics.charts.theme import AGES, ANSWERS, STATES
from analytics.facets import Facets
from analytics.measures.records import ANSWERS as ANSWER_CODES
from analytics.reports import BANDS
from analytics.reports import STATES as STATE_CODES

NAMES = {"yes": "Stated", "no": "Not <b>stated</b>", "not_seen": "Not seen"}
TABLE = pd.DataFrame(
    {
        "label": ["All", "Asia", "Oceania"],
        "under": "",
        "of": [100, 4, 0],
        "yes": [99, 1, 0],
        "no": 0,
        "not_seen": [1, 3, 0],
    }
)


def test_each_bar_is_its_whole_and_says_its_counts() -> None:
    figure = whole_bars(TABLE, parts_of(NAMES, ANSWERS, TABLE), left=50)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [bar.name for bar in bars] == ["Stated", "Not seen"], "a part that never occurs is not drawn"
    assert [sum(shares) for shares in zip(*(bar.x for bar in bars), strict=True)] == pytest.approx([0, 1, 1])
    assert bars[0].text == ("", "1", "99")
    assert bars[1].text == ("", "3", ""), "a count that does not fit is under the pointer"
    assert bars[1].customdata == ("0 of 0", "3 of 4", "1 of 100 (1%)"), "no percentage of fewer than five"


def test_nothing_says_so_in_words() -> None:
    figure = whole_bars(TABLE, parts_of(NAMES, ANSWERS, TABLE), left=50, none="No pledge found")
    words = next(trace for trace in figure.data if trace.type == "scatter")
    assert (words.y, [text.strip() for text in words.text]) == (("Oceania",), ["No pledge found"])


def test_colours_are_named_and_names_are_never_markup() -> None:
    parts = parts_of(NAMES, ANSWERS, TABLE.assign(no=1))
    key = whole_bars(TABLE.assign(no=1), parts, left=50).layout.annotations[0].text
    assert "Not &lt;b&gt;stated" in key
    assert all(part.colour in key for part in parts)
    assert key_room(parts) > 0


def test_every_code_has_a_colour_of_its_own() -> None:
    for codes, colours in ((STATE_CODES, STATES), (BANDS, AGES), (ANSWER_CODES, ANSWERS)):
        assert set(codes) == set(colours)
        assert len({fill for fill, _ink in colours.values()}) == len(codes)


def test_no_figure_has_more_colours_than_a_reader_can_tell_apart(facets: Facets) -> None:
    """Nine states can occur; those that no pledge is in are not drawn."""
    assert len(AGES) <= 8 and len(ANSWERS) <= 8
    occurring = facets.facet("report_state").marks.any(axis=0).sum()
    assert 1 < occurring <= 8


def test_units_never_share_an_axis() -> None:
    table = pd.DataFrame(
        {
            "panel": ["Pledges", "Pledges", "Cities"],
            "label": ["2023", "2025", "2025"],
            "said": ["100", "124", "47 <i>cities</i>"],
            "value": [100, 124, 47],
            "ours": [50, 57, 44],
            "perhaps": 0,
            "undated": [22, 22, 13],
        }
    )
    names = {"ours": "Ours", "perhaps": "Perhaps", "undated": "Undated", "published": "Published"}
    figure = published_panels(table, names, left=60)
    marks = [trace for trace in figure.data if trace.name == "Published"]
    assert [(mark.xaxis, tuple(mark.x)) for mark in marks] == [("x", (124, 100)), ("x2", (47,))]
    assert marks[1].customdata == ("47 &lt;i&gt;cities&lt;/i&gt;",)
    assert figure.layout.xaxis.range[1] > 124 and figure.layout.xaxis2.range[1] < 100
    assert sum(bool(trace.showlegend) for trace in figure.data) == 4, "each name once"
