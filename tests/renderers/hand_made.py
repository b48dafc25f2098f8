"""Figures of every kind as no page makes them: very long names, many rows, scripts of both directions, nothing."""

from analytics.charts import theme
from analytics.charts.description import (
    Bars,
    Cell,
    Country,
    Dot,
    DotGroup,
    Figure,
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
from analytics.dataset.shapes import window_around

LONG = "Making sure that nobody is left without legal identity, adequate documentation and a place to live in dignity"
ARABIC = "مدينة بيروت ترحب بالجميع وتوفر السكن والتعليم"
CJK = "東京都における移民及び難民のための住宅支援と日本語教育の推進に関する取り組み"
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
MARKUP = "<b>Bold</b> & <script>alert(1)</script> $x^2$"
NAMES = ("Africa", "Latin America and the Caribbean", LONG, ARABIC, CJK, UNBROKEN, MARKUP, "Oceania")
MANY = tuple(f"{name}, number {place}" for place in range(1, 7) for name in NAMES[:5])
STATES = {
    "fulfilled": "Fulfilled",
    "in_progress": "In progress",
    "planned": "Planned",
    "stage_not_stated": "Stage not stated, results reported",
    "ended_reported": "Ended, results reported",
    "stalled": "Stalled",
    "overdue": "End date passed, nothing reported",
    "no_report": "No report",
}


def rows(names: tuple[str, ...], note: str = "") -> tuple[Row, ...]:
    return tuple(Row(name, note, whole="54") for name in names)


def values(*numbers: float | None) -> tuple[Value, ...]:
    return tuple(
        Value(each, "no_data", "no data") if each is None else Value(each, "value" if each else "zero")
        for each in numbers
    )


def shares(names: tuple[str, ...]) -> Bars:
    numbers = [None if place == 2 else (place * 37 % 100) / 100 for place in range(len(names))]
    return Bars(rows(names), (Series("Countries with a pledge", values(*numbers)),), "share")


def states(names: tuple[str, ...], note: str) -> Bars:
    series = tuple(
        Series(
            name,
            values(*(0 if row == 1 else (row * 5 + place * 3) % 11 for row in range(len(names)))),
            theme.STATES[code],
        )
        for place, (code, name) in enumerate(STATES.items())
    )
    return Bars(rows(names, note), series, stacked=True, whole=True, empty="no pledge found")


def ratios(names: tuple[str, ...]) -> Bars:
    numbers = (0.04, 0.5, None, 1.0, 3.2, 12.0, 0.25, 0.0)
    drawn = tuple(
        Value(None, "no_data", "no data")
        if number is None
        else Value(None, "zero", "none", theme.ZERO)
        if not number
        else Value(number, colour=theme.HIGHLIGHT if number < 1 else theme.ACCENT)
        for number in (numbers * 6)[: len(names)]
    )
    return Bars(rows(names), (Series("Ratio", drawn),), "ratio", ratio=True)


def joined(names: tuple[str, ...]) -> Bars:
    """Rows of every state: both shares, equal ones, none pledged, no data, no pledge anywhere."""
    pairs = ((0.31, 0.12), (0.2, 0.2), (0.004, 0.0), (None, None), (0.4, None), (0.0, 0.5))
    kept = [pairs[place % len(pairs)] for place in range(len(names))]
    people = tuple(
        Value(each, "value" if each else "zero" if each == 0 else "no_data", "" if each is not None else "no data")
        for each, _found in kept
    )
    found = tuple(
        Value(each, "value" if each else "zero" if each == 0 else "no_data", "" if each is not None else "no data")
        for _people, each in kept
    )
    series = (
        Series("Share of 47M displaced people hosted", people, theme.HIGHLIGHT),
        Series(LONG, found, theme.ACCENT),
    )
    return Bars(rows(names, "134K people, no pledge found"), series, "share", joined=True)


def objectives(count: int) -> Bars:
    names = tuple(f"{place}. {LONG[: 20 + place * 11 % 80]}" for place in range(1, count + 1))
    expected = Series("By its weight", values(*(place * 7 % 13 + 0.5 for place in range(count))), theme.HIGHLIGHT)
    counted = Series("Pledges", values(*(place * 5 % 17 for place in range(count))))
    return Bars(rows(names), (counted,), reference=expected)


def published() -> Panels:
    names = ("Local governments, as the Call counts them", "Pledges", CJK)
    return Panels(
        tuple(
            Bars(
                rows(("20 June 2025", "1 December 2025", "23 November 2026")[: 3 - place]),
                (
                    Series("In our data by then", values(*(7, 20, 86)[: 3 - place])),
                    Series("Perhaps: no day known", values(*(3, 0, 9)[: 3 - place]), theme.STEPS[0]),
                    Series("Undated", values(*(1, 1, 1)[: 3 - place]), theme.NO_DATA),
                ),
                stacked=True,
                reference=Series("Published figure", values(*(27, 64, 124)[: 3 - place]), theme.HIGHLIGHT),
                title=name,
            )
            for place, name in enumerate(names)
        ),
        shared=False,
    )


def panels() -> Panels:
    return Panels(
        tuple(
            Bars(rows(NAMES[place : place + 3]), (Series("Pledges", values(3, 8 + place, 0)),), title=title)
            for place, title in enumerate(("Global Compact for Migration", LONG, ARABIC))
        )
    )


def scatter(count: int) -> Scatter:
    dots = tuple(
        Dot(
            f"{NAMES[place % 5][:26]} {place}",
            0 if place == 1 else 10 ** (2.5 + place * 0.37 % 4),
            place * 3 % 7,
            place < 20,
            facts=("one",),
        )
        for place in range(count)
    )
    return Scatter(
        (
            DotGroup("Other places", theme.ACCENT, dots[count // 3 :]),
            DotGroup("Largest differences", theme.HIGHLIGHT, dots[: count // 3]),
        ),
        "People counted as need (log scale)",
        "Pledges",
        proportion=2e-6,
        aside="1 place with nobody in need is left out: a log scale has no zero.",
    )


def ranks(names: tuple[str, ...], last: int) -> Ranks:
    own = tuple(
        Rank(name, place, max(1.0, place - 2.0), min(last, place * 1.7 + 3), "1.2 million people, 0 pledges")
        for place, name in enumerate(names, start=1)
    )
    return Ranks("Rank, with its range over ways of counting", own, last > 25)


def matrix(columns: tuple[str, ...], names: tuple[str, ...]) -> Matrix:
    def cell(row: int, column: int) -> Cell:
        if row == len(names) - 1 or column == len(columns) - 1:
            return Cell(str(row * 11), total=True)
        if column == 2:
            return Cell("no data", "no_data")
        number = (row * 3 + column * 5) % 9
        return Cell(f"{number * 11}%" if number else "0", "value" if number else "zero", number // 3)

    return Matrix(
        "Theme",
        columns,
        names,
        tuple(tuple(cell(row, column) for column in range(len(columns))) for row in range(len(names))),
        legend=((theme.ZERO, "No pledge found"), (theme.NO_DATA, "No data"), (theme.STEPS[2], "Darker: more pledges")),
    )


def world(codes: tuple[str, ...] = (), labelled: bool = False, meaning: str = "No pledge found") -> Map:
    def shade(meaning: str, colour: str, *shaded: str) -> Shade:
        return Shade(meaning, colour, tuple(Country(code, {"LBN": "Lebanon"}.get(code, code)) for code in shaded))

    return Map(
        (
            shade("Not counted here", theme.OUTSIDE, "GRL", "ESH"),
            shade("No data", theme.NO_DATA, "PRK", "ERI"),
            shade(meaning, theme.ZERO, "DZA", "SDN", "SYR", "CHN", "AUS", "ARG", "POL", "LBY", "NGA"),
            shade("1 pledge", theme.STEPS[0], "FRA", "EGY", "IND", "JOR", "FJI", "NZL"),
            shade("2 pledges", theme.STEPS[1], "BRA", "KEN", "DEU", "ISR", "PSE"),
            shade("3 to 4 pledges", theme.STEPS[2], "USA", "UGA", "LBN", "ITA"),
            shade("5 pledges or more", theme.STEPS[3], "MEX", "ETH", "ESP", "CAN", "TUR"),
        ),
        (
            Place("Beirut", 33.89, 35.5, 9),
            Place("Tripoli, Lebanon", 34.43, 35.84, 7),
            Place("Saida", 33.56, 35.37, 6.6),
            Place(LONG, 33.85, 35.9, 6.6),
            Place("Amman", 31.95, 35.93, 7),
            Place("Nairobi", -1.29, 36.82, 8),
            Place("Suva", -18.14, 178.44, 7),
            Place("Mexico City", 19.43, -99.13, 9),
            Place("Los Angeles", 34.05, -118.24, 8),
        ),
        "Local government",
        window_around(codes),
        labelled,
    )


def flow(states: int) -> Flow:
    names = [*STATES, "absent"][:states]
    left = tuple(
        FlowState(STATES.get(code, "Not in this version"), theme.STATES.get(code, theme.RULE), 3 + 9 * place)
        for place, code in enumerate(names)
    )
    bands = tuple(FlowBand(place, place, state.count, False) for place, state in enumerate(left))
    if states > 1:
        bands = (*bands[:-1], FlowBand(states - 1, 0, left[-1].count, True))
        right = [FlowState(state.name, state.colour, state.count) for state in left[:-1]]
        right[0] = FlowState(left[0].name, left[0].colour, left[0].count + left[-1].count)
        return Flow("Data of 20 June 2025", "Data of 23 November 2026, as released", left, tuple(right), bands)
    return Flow("Data of 20 June 2025", "Data of 23 November 2026", left, left, bands)


EMPTY: dict[str, Figure] = {
    "no bars": Bars((), ()),
    "no wholes": Bars((), (), stacked=True, whole=True),
    "no upright": Bars((), (), upright=True),
    "no joined": Bars((), (Series("People", ()), Series("Pledges", ())), "share", joined=True),
    "no ratio": Bars((), (Series("Ratio", ()),), ratio=True),
    "no panels": Panels(()),
    "no dots": Scatter((), "", ""),
    "no ranks": Ranks("Rank", ()),
    "no matrix": Matrix("", (), (), ()),
    "no map": Map(()),
    "no flow": Flow("", "", (), (), ()),
}
"""Nothing to draw, of every kind."""

FIGURES: dict[str, Figure] = {
    "few bars": shares(("Africa", "Americas", "Asia", "Europe", "Oceania")),
    "bars": shares(NAMES),
    "many bars": shares(MANY),
    "one bar": shares(("Africa",)),
    "bars of zero": Bars(rows(NAMES[:3]), (Series("Pledges", values(0, 0, 0)),)),
    "joined": joined(NAMES),
    "few joined": joined(("Africa", "Americas", "Asia", "Europe", "Oceania")),
    "many joined": joined(MANY),
    "two series": Bars(
        rows(NAMES),
        (
            Series("Pledges", values(*range(8))),
            Series(LONG, values(*(9, 8, 7, 6, 5, 4, 3, 2)), theme.HIGHLIGHT),
        ),
    ),
    "upright bars": Bars(
        rows(("2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "Year not stated")),
        (Series("Pledges", values(4, 0, 1, 3, 24, 11, 39, 60, 2, 1)),),
        upright=True,
    ),
    "forums": Bars(
        rows(("International Migration Review Forum, 2022", "Global Refugee Forum, 2023", *NAMES)),
        (Series("Pledges", values(4, 0, 1, 3, 24, 11, 39, 60, 2, 120)),),
        upright=True,
    ),
    "states": states(NAMES, ""),
    "states with notes": states(NAMES[:5], "40 pledges, 12 reported on"),
    "many states": states(MANY, "40 pledges, 12 reported on"),
    "ratios": ratios(NAMES),
    "many ratios": ratios(MANY),
    "objectives": objectives(23),
    "published": published(),
    "panels": panels(),
    "dots": scatter(60),
    "few dots": scatter(6),
    "ranks": ranks(NAMES, 8),
    "many ranks": ranks(MANY, 190),
    "matrix": matrix(("Africa", "Latin America and the Caribbean", ARABIC, "Asia", "Oceania", "All"), NAMES),
    "large matrix": matrix((*MANY[:19], "All"), (*MANY, "All")),
    "wide matrix": matrix((*(f"Subregion {place} of Western Asia" for place in range(21)), "All"), NAMES),
    "small matrix": matrix(("Africa", "All"), ("Housing", "All")),
    "world": world(),
    "country": world(("LBN",), labelled=True),
    "Europe": world(("FRA", "DEU", "POL", "ITA", "ESP", "SWE"), meaning=LONG),
    "Pacific": world(("FJI", "NZL"), labelled=True),
    "flow": flow(9),
    "short flow": flow(1),
    **EMPTY,
}

TITLES = {
    "short": "86 pledges found",
    "usual": "No pledge found in 34 of 65 pairs of region and theme; Oceania and Western Asia have the fewest pledges",
    "long": " ".join(["Local governments of 43 countries have pledged;", LONG, "has", "the", "fewest pledges of all."]),
    "Arabic": ARABIC,
    "CJK": CJK * 2,
    "unbroken": UNBROKEN * 2,
}
SCOPE = "Pledges. All regions and themes, stated or classified; UN member states."
SOURCE = (
    "Source: public pages of the Call to Local Action and the UN, to 23 November 2026. We found 86 of the more than 124"
    " pledges announced. Themes are our classification. Borders and names imply no opinion of the Coalition or the"
    " United Nations on the status of any territory; that of Jammu and Kashmir, Abyei and the Falkland Islands"
    " (Malvinas) is not settled. Shapes: UN geodata."
)
