"""The rows of gaps with the names of their places, and what is known of each place in words."""

from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.exhibits.gaps.wording import basis_names, pledges_found, state_names
from analytics.exhibits.regions import group_names
from analytics.measures.gaps import Comparison, counted_once, gaps_by, ranked_gaps
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, language, number, percent, short_number


@lru_cache(maxsize=64)
def every_gap(filtered: FilteredData, places: str, comparison: Comparison, _lang: str) -> pd.DataFrame:
    """The gaps of all places with their names and facts, which several figures show; cached, so it must not be changed.

    Columns: those of `gaps_by`; `label`, `state_label` and, of countries, `basis_label`; `facts`, the lines that a
    figure has of each place.
    """
    table, states = gaps_by(filtered, places, comparison), state_names(filtered, comparison)
    known = table[table["state"].isin(["value", "none", "nobody"])]
    people, pledges = known["people"].sum(), counted_once(filtered, known["place"], comparison)
    more = {} if places == "region" else {"basis_label": table["basis"].map(basis_names(filtered))}
    return table.assign(
        label=group_names(filtered, "iso3" if places == "country" else "region", table["place"]),
        state_label=[states[state] for state in table["state"]],
        facts=[_facts(filtered, row, comparison, people, pledges) for row in each_row(table)],
        **more,
    )


def every_rank(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The places that have a rank, the first rank first.

    Columns: those of `every_gap`, and `rank`, `best`, `worst` and `tried` of `ranked_gaps`.
    """
    ranked = ranked_gaps(filtered, places, comparison)
    every = every_gap(filtered, places, comparison, language.get()).set_index("place")
    return ranked.join(every[every.columns.difference(ranked.columns, sort=False)], on="place")


def _facts(filtered: FilteredData, row: Any, comparison: Comparison, people: float, pledges: int) -> tuple[str, ...]:
    if row.state == "outside":
        return ()
    facts = []
    if pd.notna(row.people) and pd.notna(row.need_share):
        facts.append(
            _("{people} people: {share} of {whole}").format(
                people=number(row.people), share=percent(row.need_share), whole=short_number(people)
            )
        )
    found = pledges_found(filtered, comparison, row.pledges)
    if row.pledges:
        found = _("{pledges}, of {whole}").format(pledges=found, whole=number(pledges))
    facts.append(found)
    if row.state == "value" and pd.notna(row.ratio):
        facts.append(_("Representation ratio {ratio}").format(ratio=number(round(row.ratio, 2))))
    return tuple(facts)


def shown_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that are compared, or would be if their need were known."""
    return table[table["state"] != "outside"].reset_index(drop=True)


def without_facts(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that are compared, as a table has them: the lines of a figure repeat its columns."""
    return shown_gaps(table).drop(columns="facts")
