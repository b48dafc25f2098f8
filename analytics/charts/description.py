"""What a figure is made of, before anyone draws it: rows, series, values with their state, colours by meaning, words.

One description, several renderers: `analytics.renderers.page` and `analytics.renderers.image` draw it with Plotly,
`analytics.exports.slides` with PowerPoint's own charts, tables and shapes. A description comes from a result table and
knows neither pixels nor points nor any drawing library. Every class is frozen: readers share them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from analytics.charts import theme

State = Literal["value", "zero", "plain_zero", "no_data", "not_applicable", "outside"]
"""What is known of a number: it is above zero; it is zero where it could be more; it is zero and that is no absence;
nobody knows; the question does not apply; it is not part of the selection."""

Numbers = Literal["count", "share", "ratio"]
"""How numbers are written: with a decimal where one of them has a fraction, as pledges may be counted fractionally; as
a percentage of a whole (0 to 1); as a ratio, with two decimals below ten."""


@dataclass(frozen=True)
class Value:
    """One number of a series, None where there is none to draw.

    `text` is written instead of the number: "no data", or "2 of 4" where the whole is too small for a percentage.
    `colour` is its own where it differs from that of the series.
    """

    number: float | None
    state: State = "value"
    text: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Series:
    """Values of one name, one for each row."""

    name: str
    values: tuple[Value, ...]
    colour: str = theme.ACCENT


@dataclass(frozen=True)
class Row:
    """The name of a row of bars, and what is written with it.

    `note` is written under the name in small type; `whole` is what shares in this row are of, in words ("54", "9M");
    `facts` are the lines of its tooltip, as plain text. `code` identifies the row when a reader clicks on it.
    """

    name: str
    note: str = ""
    whole: str = ""
    facts: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars, lying (first row on top) or, of one series, `upright`.

    Several series stand side by side or, if `stacked`, end to end. `whole` makes all stacks equally long: parts of a
    whole, with their counts. `ratio` starts the bars at 1 on a log scale, so that half and double are equally long.
    `reference` is drawn as a mark across each bar: what would be expected, or what was published. `empty` is the text
    of a row in which nothing was counted. `most` is the end of the scale, for figures that must share one. `joined`
    draws the two shares of a row as marks on one line, where what matters is how far they are apart. Rows `in_pairs`
    stand one under the other, the latest pair last, and are kept or left out together.
    """

    rows: tuple[Row, ...]
    series: tuple[Series, ...]
    numbers: Numbers = "count"
    upright: bool = False
    stacked: bool = False
    whole: bool = False
    ratio: bool = False
    reference: Series | None = None
    empty: str = "–"
    title: str = ""
    most: float | None = None
    joined: bool = False
    in_pairs: bool = False

    def sizes(self) -> list[float]:
        """What the bars of each row add up to; a row in which nothing is known is 0."""
        return [sum(each.values[at].number or 0.0 for each in self.series) for at in range(len(self.rows))]

    def lengths(self) -> list[float]:
        """How long each bar is that has a number: as that, or as what its stack adds up to."""
        if self.stacked:
            return self.sizes()
        return [value.number for series in self.series for value in series.values if value.number is not None]

    def bars_per_row(self) -> int:
        """Bars beside each other in a row."""
        return 1 if self.stacked else len(self.series)

    def with_rows(self, places: Sequence[int]) -> "Bars":
        """The rows at these places, in this order."""

        def kept(series: Series) -> Series:
            return replace(series, values=tuple(series.values[at] for at in places))

        return replace(
            self,
            rows=tuple(self.rows[at] for at in places),
            series=tuple(map(kept, self.series)),
            reference=kept(self.reference) if self.reference else None,
        )

    def cut_to(self, most: int) -> "Bars":
        """So many rows, in the order of the figure, where there is no room for all.

        Kept are the first rows where bars are sorted or joined, those at both ends of ratios, the last pairs of rows in
        pairs (one at least), else the largest.
        """
        sizes, places = self.sizes(), range(len(self.rows))
        if self.in_pairs:
            first, most = list(reversed(places)), max(2, most - most % 2)
        elif self.ratio:
            first = self._from_both_ends(most)
        elif self.joined or sizes in (sorted(sizes), sorted(sizes, reverse=True)):
            first = list(places)
        else:
            first = sorted(places, key=lambda at: -sizes[at])
        return self.with_rows(sorted(first[:most]))

    def _from_both_ends(self, most: int) -> list[int]:
        """Places of the rows of ratios in the order in which they are kept: the ends of those known, then the rest.

        The upper end gets half as many as the lower one, as on the page.
        """
        known = [at for at in range(len(self.rows)) if self.series[0].values[at].number is not None]
        ends = dict.fromkeys([*known[-1:], *known[:2], *known[-max(1, most // 3) :]])
        return [*ends, *(at for at in range(len(self.rows)) if at not in ends)]


@dataclass(frozen=True)
class Panels:
    """Several charts of bars under headings; on one scale if `shared`."""

    charts: tuple[Bars, ...]
    shared: bool = True


@dataclass(frozen=True)
class Dot:
    """A named point, its name beside it if `labelled`; `facts` are as those of a `Row`."""

    name: str
    x: float
    y: float
    labelled: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class DotGroup:
    """Points of one name and colour."""

    name: str
    colour: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Scatter:
    """Points by two numbers, both on log scales.

    Zero has a band of its own beside each scale; where a target can't draw one, `aside` says in a sentence what is left
    out. `proportion` is the slope of a line through zero on which the two numbers are in proportion. Groups are in the
    order of drawing: the last one lies on top.
    """

    groups: tuple[DotGroup, ...]
    x_title: str
    y_title: str
    proportion: float | None = None
    aside: str = ""


@dataclass(frozen=True)
class Rank:
    """A place by its rank, which may be anything from `best` to `worst`; `note` and `facts` are as those of a `Row`."""

    name: str
    rank: float
    best: float
    worst: float
    note: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranks:
    """Ranks as dots under each other, the first one on top, each on the line of its range.

    `name` is what the dots are called. On a log scale (`is_log`) the first ranks are told apart where there are many.
    """

    name: str
    ranks: tuple[Rank, ...]
    is_log: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a matrix: what it says, its state and, of a value, its class (0 to 3, a place in `theme.STEPS`).

    A `total` is written in bold without colour, because it counts what the cells count again. `code` identifies the
    cell when a reader clicks on it. `colour` is its own where a scale does not give one.
    """

    text: str
    state: State = "value"
    level: int = 0
    total: bool = False
    code: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Matrix:
    """A table of cells; `legend` names the colours that mean something, as (colour, meaning).

    `groups` has a number for each column: columns of one number stand together, with a gap before the next.
    """

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    groups: tuple[int, ...] = ()

    def gaps(self) -> list[int]:
        """The places of the columns before which a gap stands.

        >>> Matrix("", ("Africa", "Networks", "All"), (), (), groups=(0, 1, 2)).gaps()
        [1, 2]
        """
        return [at for at, (one, other) in enumerate(pairwise(self.groups), start=1) if one != other]

    def characters(self) -> int:
        """How many characters its columns take beside each other, each as wide as the longest text of a cell."""
        return len(self.columns) * max((len(cell.text) for row in self.cells for cell in row), default=0)


@dataclass(frozen=True)
class Country:
    """A country or area on a map by its ISO 3166-1 alpha-3 code; `facts` are lines of plain text."""

    iso3: str
    name: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shade:
    """Countries and areas of one colour; `meaning` is in the legend and, if `in_tooltip`, in tooltips.

    One without countries is neither drawn nor named.
    """

    meaning: str
    colour: str
    countries: tuple[Country, ...]
    outline: str = theme.QUIET
    in_tooltip: bool = True


@dataclass(frozen=True)
class Place:
    """A local government on a map: degrees, and the diameter of its dot in points.

    `code` identifies it when a reader clicks on it. A ring leaves the dots that it is around to be seen.
    """

    name: str
    lat: float
    lon: float
    size: float
    code: str = ""
    facts: tuple[str, ...] = ()
    is_ring: bool = False


Window = tuple[tuple[float, float], tuple[float, float]]
"""The part of the world that a map shows: its longitudes and its latitudes, in degrees; an end east of 180 is allowed.
"""

WORLD_WINDOW: Window = ((-180, 180), (-57, 84))
"""The window of a map of the world; `analytics.dataset.shapes`, which charts do not import, has the same."""


@dataclass(frozen=True)
class Map:
    """Shaded countries with local governments as dots, their names beside them if `labelled`."""

    shades: tuple[Shade, ...]
    places: tuple[Place, ...] = ()
    places_name: str = ""
    window: Window = WORLD_WINDOW
    labelled: bool = False


@dataclass(frozen=True)
class FlowState:
    """A state of pledges on one side of a flow, and how many are in it."""

    name: str
    colour: str
    count: int


@dataclass(frozen=True)
class FlowBand:
    """Pledges that go from one state of the left side to one of the right side, by their places there.

    `moved` is False where the state stayed the same; `one_sided` is True where only one side has the pledge.
    """

    before: int
    after: int
    count: int
    moved: bool = True
    one_sided: bool = False


@dataclass(frozen=True)
class Flow:
    """Bands from the states on the left to those on the right, as wide as the pledges they hold."""

    left_title: str
    right_title: str
    left: tuple[FlowState, ...]
    right: tuple[FlowState, ...]
    bands: tuple[FlowBand, ...]


Figure = Bars | Panels | Scatter | Ranks | Matrix | Map | Flow
"""Every kind of figure there is; each renderer draws all of them."""


def is_empty(figure: Figure) -> bool:
    """True where there is nothing to draw."""
    match figure:
        case Bars(rows=rows, series=series):
            return not rows or all(value.number is None and not value.text for each in series for value in each.values)
        case Panels(charts=charts):
            return all(is_empty(chart) for chart in charts)
        case Scatter(groups=groups):
            return not any(group.dots for group in groups)
        case Ranks(ranks=ranks):
            return not ranks
        case Matrix(columns=columns, rows=names):
            return not (columns and names)
        case Map(shades=shades, places=places):
            return not (places or any(shade.countries for shade in shades))
        case Flow(bands=bands):
            return not bands


def are_totals(cells: Sequence[Cell]) -> bool:
    """True for a row or a column of totals, some of which may be unknown.

    >>> are_totals([Cell("3", total=True), Cell("no data", "no_data")])
    True
    """
    return any(cell.total for cell in cells) and all(cell.total or cell.state == "no_data" for cell in cells)


def cell_colours(cell: Cell) -> tuple[str, str]:
    """The fill of a cell and the colour of its text, by its state; paper where the cell is hatched.

    >>> cell_colours(Cell("0", "zero")) == (theme.ZERO, theme.INK)
    True
    """
    fills = {"value": theme.STEPS[cell.level], "zero": theme.ZERO, "no_data": theme.NO_DATA}
    fill = cell.colour or (theme.PAPER if cell.total else fills.get(cell.state, theme.PAPER))
    return fill, theme.ink_on(fill)
