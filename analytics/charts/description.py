"""What a figure is made of, for programs that draw it themselves: bars, dots, cells and shapes with names and colours.

A slide gets these instead of a picture, so that a presenter can edit numbers, words and colours. They come from the
same table as the figure and know no file format.
"""

from dataclasses import dataclass, replace

from analytics.charts import theme

MOST_BARS = 16
"""Categories that one chart of bars holds on a slide."""


@dataclass(frozen=True)
class Series:
    """Bars of one name: a value for each category, None where there is none to draw.

    `colours` gives each bar its own where they differ. `texts` stands at a bar instead of its number: "no data", or
    "2 of 4" where the whole is too small for a percentage; an empty text leaves the number.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str = theme.ACCENT
    ink: str = theme.INK
    colours: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Bars, lying (first category on top) or upright; of several series side by side or, if `stacked`, end to end.

    `number_format` is that of a spreadsheet. `whole` makes all stacks equally long: parts of a whole, with their
    counts. `ratio` starts the bars at 1 on a log scale, so that half and double are equally long.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str = "#,##0"
    upright: bool = False
    stacked: bool = False
    whole: bool = False
    ratio: bool = False
    title: str = ""


@dataclass(frozen=True)
class Panels:
    """Several charts of bars under headings; on one scale if `shared`."""

    charts: tuple[Bars, ...]
    shared: bool = True


@dataclass(frozen=True)
class Dot:
    """A named point, its name beside it if `labelled`; `low` and `high` are the ends of a line through it, across."""

    name: str
    x: float
    y: float
    labelled: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Dots:
    """Points by two numbers, in groups (name, colour, points).

    `proportion` is the slope of a line through zero on which the two are in proportion. `aside` says what could not
    be placed on the scales, in a sentence. With `ranks`, y counts down from the top and the names stand at the left.
    """

    groups: tuple[tuple[str, str, tuple[Dot, ...]], ...]
    x_title: str
    y_title: str
    x_log: bool = False
    proportion: float | None = None
    aside: str = ""
    ranks: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a matrix: what it says, its colours, and whether it is a total."""

    text: str
    fill: str = theme.PAPER
    ink: str = theme.INK
    bold: bool = False


@dataclass(frozen=True)
class Matrix:
    """A table of cells; `legend` names colours that mean something, as (colour, meaning)."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shaded:
    """Countries and areas of one colour and meaning: `places` are (iso3, name, what is said of it)."""

    name: str
    colour: str
    places: tuple[tuple[str, str, str], ...]
    outline: str = theme.QUIET


@dataclass(frozen=True)
class Place:
    """A local government on a map: degrees, and the diameter of its dot in points."""

    name: str
    lat: float
    lon: float
    size: float


@dataclass(frozen=True)
class WorldMap:
    """Shaded countries with local governments as dots; `region` (an M49 name) zooms to it."""

    shaded: tuple[Shaded, ...]
    points: tuple[Place, ...] = ()
    points_name: str = ""
    region: str = ""


def in_columns(bars: Bars) -> Bars | Panels:
    """Bars as one chart, or as two side by side where one would be too high to read from the back of a room.

    >>> [len(half.categories) for half in in_columns(Bars(tuple("abcdefghijklmnopq"), ())).charts]
    [9, 8]
    """
    if len(bars.categories) <= MOST_BARS:
        return bars
    middle = (len(bars.categories) + 1) // 2
    return Panels((_part(bars, slice(middle)), _part(bars, slice(middle, None))))


def _part(bars: Bars, rows: slice) -> Bars:
    own = tuple(
        replace(each, values=each.values[rows], colours=each.colours[rows], texts=each.texts[rows])
        for each in bars.series
    )
    return replace(bars, categories=bars.categories[rows], series=own)


Native = Bars | Panels | Dots | Matrix | WorldMap
