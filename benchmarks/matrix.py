"""The region by theme matrix on up to a million pledges against the same query in DuckDB."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import duckdb
import numpy as np
import pandas as pd

from analytics.facets import Facets
from analytics.measures.coverage import NOT_GOVERNMENTS, SUM_OF_FRACTIONS, TOTAL, Counting, coverage_matrix
from analytics.selection import Selection, filter_data
from benchmarks.costs import dominant, profiled_call
from benchmarks.report import judged, markdown_table, milliseconds, ratio
from benchmarks.synthetic import synthetic_dataset

SIZES = (1_000, 10_000, 100_000, 1_000_000)
GOAL = 1.5
"""Times DuckDB's time, at the largest size."""

REGIONS = "m49_region"
SELECTIONS = {"all": Selection(), "three years": Selection(year=("2022", "2023", "2024"))}
COUNTINGS = {
    "pledges": Counting(),
    "pledges, shared out": Counting(fractional=True),
    "governments": Counting(measure="governments"),
    "countries": Counting(measure="countries"),
}
PLEDGE_QUERY = """
    WITH r AS (SELECT * FROM regions {chosen}), t AS (SELECT * FROM themes {chosen}),
    cells AS (SELECT region, theme, {each} AS n FROM r JOIN t USING (pledge) GROUP BY ALL)
    SELECT region, theme, n FROM cells
    UNION ALL SELECT region, NULL, count(*) FROM r GROUP BY ALL
    UNION ALL SELECT NULL, theme, count(*) FROM t GROUP BY ALL
    UNION ALL SELECT NULL, NULL, count(*) FROM pledges {chosen}
"""
SUMS_OF_FRACTIONS = """
    UNION ALL SELECT region, -1, sum(n) FROM cells GROUP BY ALL
    UNION ALL SELECT -1, theme, sum(n) FROM cells GROUP BY ALL
    UNION ALL SELECT -1, -1, sum(n) FROM cells
"""
ENTITY_QUERY = """
    WITH p AS (SELECT pledge, {entity} AS entity, region FROM places WHERE {entity} IS NOT NULL AND {condition}),
    t AS (SELECT * FROM themes {where}),
    marked AS (SELECT DISTINCT entity, region, theme FROM p JOIN t USING (pledge)),
    present AS (SELECT DISTINCT entity, region FROM p)
    SELECT region, theme, count(*) FROM marked GROUP BY ALL
    UNION ALL SELECT region, NULL, count(*) FROM present GROUP BY ALL
    UNION ALL SELECT NULL, theme, count(*) FROM marked GROUP BY ALL
    UNION ALL SELECT NULL, NULL, count(*) FROM present
"""


@dataclass
class Prepared:
    """Both sides of the comparison over the same pledges, ready to be asked, and the seconds that took."""

    facets: Facets
    database: duckdb.DuckDBPyConnection
    seconds: tuple[float, float]
    region_codes: tuple[str, ...] = field(init=False)
    theme_codes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.region_codes = self.facets.facet(REGIONS).codes
        self.theme_codes = self.facets.facet("theme").codes


def section(quick: bool) -> str:
    """The table of times, and what building the facets costs; AssertionError if the two ever disagree."""
    rows, building, causes = [], [], []
    sizes = SIZES[:-1] if quick else SIZES
    for size in sizes:
        prepared = prepare(size)
        building.append([f"{size:,}", *(milliseconds([each]) for each in prepared.seconds)])
        goal = GOAL if size == SIZES[-1] else float("inf")
        more, missed = _rows(prepared, size, goal, rounds=5 if quick else 15)
        rows += more
        causes += missed
        prepared.database.close()
    return "\n\n".join(
        [
            f"## Coverage matrix against DuckDB (goal: {GOAL}x at a million)",
            "Region by theme with all margins, on made-up pledges; narrowing to the selection is part of the time. "
            f"DuckDB ({_threads()} threads, in the same process) asks tables prepared for this query: whole numbers "
            "for codes, one row a mark, each pledge's parts already counted. Every answer was equal before it was "
            "timed.",
            markdown_table(["pledges", "selection", "measure", "ours, ms", "DuckDB, ms", "ratio"], rows),
            *causes,
            "Once for each version of the data, ms:",
            markdown_table(["pledges", "our facets", "DuckDB's tables"], building),
        ]
    )


def _rows(prepared: Prepared, size: int, goal: float, rounds: int) -> tuple[list[list[str]], list[str]]:
    rows, missed = [], {}
    for selection, chosen in SELECTIONS.items():
        for measure, counting in COUNTINGS.items():
            ours, theirs = compared(prepared, chosen, counting, rounds)
            times = ratio(ours, theirs)
            rows.append(
                [f"{size:,}", selection, measure, milliseconds(ours), milliseconds(theirs), judged(times, goal)]
            )
            if times > goal:
                missed[times] = (f"{measure}, {selection}", chosen, counting)
    if not missed:
        return rows, []
    words, chosen, counting = missed[max(missed)]
    costs = profiled_call(partial(_answer, prepared.facets, chosen, counting))
    return rows, [f"Missed most by {words}. Its time: {dominant(costs)}."]


def compared(prepared: Prepared, chosen: Selection, counting: Counting, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each, alternating, after both have given the same answer."""
    query = sql_of(chosen, counting)
    our_answer = partial(_answer, prepared.facets, chosen, counting)

    def their_answer() -> list[tuple[int | None, int | None, float]]:
        return prepared.database.execute(query).fetchall()

    assert_equal(prepared, our_answer(), their_answer())
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_seconds(our_answer))
        theirs.append(_seconds(their_answer))
    return ours, theirs


def _answer(facets: Facets, chosen: Selection, counting: Counting) -> pd.DataFrame:
    return coverage_matrix(filter_data(facets, chosen), counting)


def sql_of(chosen: Selection, counting: Counting) -> str:
    """The matrix as a query of the prepared tables."""
    only = f"SELECT pledge FROM pledges WHERE year IN ({', '.join(chosen.year)})" if chosen.year else ""
    condition = f"pledge IN ({only})" if only else "TRUE"
    where = f"WHERE {condition}"
    if counting.measure == "pledges":
        if counting.is_fractional():
            return PLEDGE_QUERY.format(chosen=where, each="sum(r.part * t.part)") + SUMS_OF_FRACTIONS
        return PLEDGE_QUERY.format(chosen=where, each="count(*)")
    entity = {"governments": "city", "countries": "country"}[counting.measure]
    return ENTITY_QUERY.format(entity=entity, where=where, condition=condition)


def assert_equal(prepared: Prepared, ours: pd.DataFrame, theirs: list[tuple[int | None, int | None, float]]) -> None:
    """AssertionError with both values if a cell or margin differs; cells that do not apply are left out."""
    margins = {None: TOTAL, -1: SUM_OF_FRACTIONS}
    regions, themes = ({**margins, **dict(enumerate(each))} for each in (prepared.region_codes, prepared.theme_codes))
    answer = {(regions[region], themes[theme]): value for region, theme, value in theirs}
    for row in ours.dropna(subset="value").itertuples():
        expected = answer.get((row.region, row.code), 0)
        # Parts of pledges are added up in another order.
        assert np.isclose(row.value, float(expected), rtol=1e-4), (row.region, row.code, row.value, expected)


def prepare(size: int) -> Prepared:
    """Facets and DuckDB tables of so many pledges, each timed."""
    dataset = synthetic_dataset(size)
    started = time.perf_counter()
    facets = Facets(dataset)
    for name in (REGIONS, "theme", "year_announced"):
        facets.facet(name)
    built = time.perf_counter() - started
    database = duckdb.connect()
    started = time.perf_counter()
    _fill(database, facets)
    return Prepared(facets, database, (built, time.perf_counter() - started))


def _fill(database: duckdb.DuckDBPyConnection, facets: Facets) -> None:
    places = facets.dataset.pledge_governments
    own = ~places["kind"].isin(NOT_GOVERNMENTS)
    region = pd.Index(facets.facet(REGIONS).codes).get_indexer(places[REGIONS])
    tables = {
        "pledges": pd.DataFrame(
            {"pledge": np.arange(len(facets.position)), "year": facets.dataset.pledges["year_announced"]}
        ),
        "regions": _marks(facets, REGIONS, "region"),
        "themes": _marks(facets, "theme", "theme"),
        "places": pd.DataFrame(
            {
                "pledge": facets.pledge_rows,
                "city": pd.Series(pd.factorize(places["city_id"])[0], dtype="Int64").where(own.to_numpy()),
                "country": pd.Series(pd.factorize(places["iso3"])[0], dtype="Int64").mask(
                    places["iso3"].isna().to_numpy()
                ),
                "region": region,
            }
        ),
    }
    types = {"pledge": "INTEGER", "year": "SMALLINT", "city": "INTEGER", "country": "SMALLINT"}
    for name, table in tables.items():
        columns = ", ".join(
            f"{each}::{types.get(each, 'DOUBLE' if each == 'part' else 'UTINYINT')} AS {each}" for each in table
        )
        database.register("filled", table)
        database.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM filled")
        database.unregister("filled")


def _marks(facets: Facets, facet: str, name: str) -> pd.DataFrame:
    """One row for each code a pledge carries, with the part of the pledge that falls to it."""
    mask = facets.facet(facet).mask
    pledges, codes = np.nonzero(mask)
    return pd.DataFrame({"pledge": pledges, name: codes, "part": 1 / mask.sum(axis=1)[pledges]})


def _seconds(question: Callable[[], object]) -> float:
    started = time.perf_counter()
    question()
    return time.perf_counter() - started


def _threads() -> str:
    with duckdb.connect() as database:
        return str(database.execute("SELECT current_setting('threads')").fetchone()[0])
