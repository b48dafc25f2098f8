"""The rows of gaps with the names of their places, and what is known of each place in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.exhibits.gaps.wording import basis_names, people_words, pledges_found, state_names
from analytics.exhibits.regions import group_names
from analytics.measures.gaps import Comparison, counted_once, gaps_by, ranked_gaps
from analytics.measures.need import Need
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, cached_by_language, number, percent, short_number


@cached_by_language(maxsize=64)
def every_gap(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The gaps of all places with their names and facts, which several figures show; cached, so it must not be changed.

    Columns: those of `gaps_by`; `label`, `state_label` and, of countries, `basis_label`; `facts`, the lines that a
    figure has of each place.
    """
    table, states = gaps_by(filtered, places, comparison), state_names(filtered, comparison)
    people, pledges = float(table["people"].sum()), compared_once(filtered, table, comparison)
    found = {count: _pledges_of(filtered, comparison, count, pledges) for count in table["pledges"].dropna().unique()}
    more = {} if places == "region" else {"basis_label": table["basis"].map(basis_names(filtered))}
    return table.assign(
        label=group_names(filtered, "iso3" if places == "country" else "region", table["place"]),
        state_label=[states[state] for state in table["state"]],
        facts=[_facts(row, comparison.need, people, found) for row in each_row(table)],
        **more,
    )


def every_rank(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The places that have a rank, the first rank first.

    Columns: those of `every_gap`, and `rank`, `best`, `worst` and `tried` of `ranked_gaps`.
    """
    ranked = ranked_gaps(filtered, places, comparison)
    every = every_gap(filtered, places, comparison).set_index("place")
    return ranked.join(every[every.columns.difference(ranked.columns, sort=False)], on="place")


def compared_once(filtered: FilteredData, table: pd.DataFrame, comparison: Comparison) -> int:
    """The pledges, or governments, of the places with a figure in a table of gaps, each once."""
    return counted_once(filtered, table["place"][table["people"].notna()], comparison)


def _pledges_of(filtered: FilteredData, comparison: Comparison, count: float, whole: int) -> str:
    found = pledges_found(filtered, comparison, count)
    return _("{pledges}, of {whole}").format(pledges=found, whole=number(whole)) if count else found


def _facts(row: Any, need: Need, people: float, found: Mapping[float, str]) -> tuple[str, ...]:
    """The people of a place, of all the `people`, its pledges in the words `found` for such a count, and its ratio."""
    if row.state == "outside":
        return ()
    facts = [] if pd.isna(row.need_share) else [_need_words(need, row.people, row.need_share, people)]
    facts.append(found[row.pledges])
    if row.state == "value" and pd.notna(row.ratio):
        facts.append(_("Representation ratio {ratio}").format(ratio=number(round(row.ratio, 2))))
    return tuple(facts)


@cached_by_language(maxsize=5_000)
def _need_words(need: Need, people: float, share: float, whole: float) -> str:
    """Most selections by theme compare the same places, whose need is the same."""
    words = _("{people}: {share} of {whole}")
    return words.format(
        people=people_words(need, people, in_full=True), share=percent(share), whole=short_number(whole)
    )


def shown_gaps(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The rows of `every_gap` that are compared, or would be if their need were known."""
    table = every_gap(filtered, places, comparison)
    return table[table["state"] != "outside"].reset_index(drop=True)


@cached_by_language(maxsize=64)
def gap_table(filtered: FilteredData, places: str, comparison: Comparison) -> pd.DataFrame:
    """The rows that are compared, as tables have them: the lines of a figure repeat its columns.

    Cached, so it must not be changed.
    """
    return shown_gaps(filtered, places, comparison).drop(columns="facts")
