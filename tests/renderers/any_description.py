"""Descriptions of every kind at random, with markup and both directions of script in every text."""

import re
from typing import Any

from hypothesis import strategies as st

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Country,
    Dot,
    DotGroup,
    Flow,
    FlowBand,
    FlowState,
    Map,
    Matrix,
    Panels,
    Place,
    Rank,
    Ranks,
    Row,
    Scatter,
    Series,
    Shade,
    Value,
)

TEXT = st.text(alphabet=st.sampled_from("aé <>&\"'%{}$\n؀漢"), max_size=50)
COUNT = st.integers(0, 10**6)
NUMBER = st.one_of(COUNT.map(float), st.floats(0, 1e9).filter(lambda each: each == 0 or each > 1e-6))
VALUE = st.builds(Value, st.none() | NUMBER, st.sampled_from(["value", "zero", "no_data", "not_applicable"]), TEXT)
CODE = st.sampled_from(["", "kampala"])
FACTS = st.lists(TEXT, max_size=2).map(tuple)
COLOUR = st.sampled_from([*theme.STEPS, theme.RULE])
DOT = st.builds(Dot, TEXT, NUMBER, NUMBER, st.booleans(), FACTS)
RANK = st.builds(Rank, TEXT, st.integers(1, 300), st.just(1), st.integers(1, 300), TEXT, FACTS)


@st.composite
def bars(draw: st.DrawFn, count: int | None = None) -> Bars:
    rows = draw(st.lists(st.builds(Row, TEXT, TEXT, TEXT, FACTS), max_size=5))
    values = st.lists(VALUE, min_size=len(rows), max_size=len(rows)).map(tuple)
    series = draw(st.lists(st.builds(Series, TEXT, values), min_size=1, max_size=3))
    kind = draw(
        st.sampled_from(
            [{}, {"stacked": True}, {"stacked": True, "whole": True}, {"ratio": True}]
            + [{"joined": True}] * (len(series) == 2)
            + [{"upright": True}] * (len(series) == 1)
        )
    )
    reference = (
        None if kind.keys() & {"ratio", "joined", "upright"} else draw(st.none() | st.builds(Series, TEXT, values))
    )
    written = draw(st.sampled_from(["count", "share"]))
    return Bars(tuple(rows), tuple(series), written, reference=reference, empty=draw(TEXT), title=draw(TEXT), **kind)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    columns, rows = draw(st.lists(TEXT, max_size=4)), draw(st.lists(TEXT, max_size=4))
    state = st.sampled_from(["value", "zero", "plain_zero", "no_data", "not_applicable", "outside"])
    cell = st.builds(Cell, TEXT, state, st.integers(0, 3), st.booleans(), CODE, st.sampled_from(["", theme.ACCENT]))
    across = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    groups = draw(st.just(()) | st.lists(st.integers(0, 2), min_size=len(columns), max_size=len(columns)).map(tuple))
    return Matrix("", tuple(columns), tuple(rows), tuple(draw(across) for _row in rows), groups=groups)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    side = st.lists(st.builds(FlowState, TEXT, COLOUR, COUNT), min_size=1, max_size=3).map(tuple)
    left, right = draw(side), draw(side)
    band = st.builds(FlowBand, st.integers(0, len(left) - 1), st.integers(0, len(right) - 1), COUNT, st.booleans())
    return Flow(draw(TEXT), draw(TEXT), left, right, draw(st.lists(band, max_size=4).map(tuple)))


GROUPS = st.lists(st.builds(DotGroup, TEXT, COLOUR, st.lists(DOT, max_size=5).map(tuple)), max_size=3).map(tuple)
COUNTRIES = st.lists(st.builds(Country, st.sampled_from(["KEN", "UGA"]), TEXT, FACTS), max_size=3).map(tuple)
PLACES = st.builds(Place, TEXT, st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 30), CODE, FACTS, st.booleans())
SCATTERS = st.builds(Scatter, GROUPS, TEXT, TEXT, st.none() | st.floats(1e-9, 1e3))
DESCRIPTIONS = st.one_of(
    bars(),
    st.builds(
        Panels,
        st.lists(bars().filter(lambda each: not (each.ratio or each.upright or each.joined)), max_size=3).map(tuple),
    ),
    SCATTERS,
    st.builds(Ranks, TEXT, st.lists(RANK, max_size=5).map(tuple), st.booleans()),
    matrices(),
    st.builds(
        Map,
        st.lists(st.builds(Shade, TEXT, COLOUR, COUNTRIES, in_tooltip=st.booleans()), max_size=3).map(tuple),
        st.lists(PLACES, max_size=3).map(tuple),
        TEXT,
        labelled=st.booleans(),
    ),
    flows(),
)

OURS = re.compile(r"</?b>|<br>|</?extra>|</span>|<span style=\"[A-Za-z0-9#;:.-]*\">")
"""Markup that the renderer writes itself."""


def foreign_markup(drawn: dict[str, Any]) -> list[str]:
    """Texts of a figure with markup that no renderer writes."""
    return [text for text in words(drawn) if "<" in OURS.sub("", text)]


def words(value: Any) -> list[str]:
    """Every text anywhere in a figure."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in words(each)]
    if isinstance(value, list):
        return [text for each in value for text in words(each)]
    return [value] if isinstance(value, str) else []
