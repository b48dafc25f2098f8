"""The rows of gaps with the names of their places and what is said of each."""

from typing import Any

import pandas as pd

from analytics.charts.theme import escaped
from analytics.exhibits.gaps.wording import basis_names, found_words, state_names
from analytics.exhibits.regions import region_name
from analytics.labels import labels
from analytics.measures.gaps import Comparison, counted_once
from analytics.selection import FilteredData
from analytics.words import _, number, percent, short_number


def named_gaps(filtered: FilteredData, places: str, comparison: Comparison, table: pd.DataFrame) -> pd.DataFrame:
    """The table with `label`, `state_label`, `basis_label`, `said` (facts of a place, as text) and `hover`."""
    known = table[table["state"].isin(["value", "none", "nobody"])]
    wholes = known["people"].sum(), counted_once(filtered, known["place"], comparison)
    table = table.assign(
        label=labels(filtered.dataset, "iso3", table["place"])
        if places == "country"
        else [region_name(filtered, code) for code in table["place"]],
        state_label=table["state"].map(state_names(filtered, comparison)),
    )
    if "basis" in table:
        table["basis_label"] = table["basis"].map(basis_names(filtered))
    facts = [_facts(filtered, row, comparison, wholes) for row in table.itertuples()]
    return table.assign(
        said=["; ".join(each) for each in facts],
        hover=[
            "<br>".join([f"<b>{escaped(label)}</b>", *each]) for label, each in zip(table["label"], facts, strict=True)
        ],
    )


def _facts(filtered: FilteredData, row: Any, comparison: Comparison, wholes: tuple[float, float]) -> list[str]:
    facts: list[str] = []
    if row.state == "outside":
        return facts
    if pd.notna(row.people) and pd.notna(row.need_share):
        facts.append(
            _("{people} people: {share} of {whole}").format(
                people=number(row.people), share=percent(row.need_share), whole=short_number(wholes[0])
            )
        )
    said = found_words(filtered, comparison, row.pledges)
    if row.pledges:
        said = _("{pledges}, of {whole}").format(pledges=said, whole=number(wholes[1]))
    facts.append(said)
    if row.state == "value" and pd.notna(row.ratio):
        facts.append(_("Representation ratio {ratio}").format(ratio=number(round(row.ratio, 2))))
    return facts


def shown_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that are compared, or would be if their need were known."""
    return table[table["state"] != "outside"].reset_index(drop=True)
