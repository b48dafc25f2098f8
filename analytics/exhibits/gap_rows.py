"""The rows of gaps with the names of their places and what is said of each."""

from typing import Any

import pandas as pd

from analytics.charts.theme import escaped
from analytics.exhibits.need_words import basis_names, pledge_words, state_names
from analytics.labels import labels
from analytics.measures.gaps import Comparison
from analytics.selection import Narrowed
from analytics.words import _, number, percent, short_number


def named_gaps(narrowed: Narrowed, places: str, comparison: Comparison, table: pd.DataFrame) -> pd.DataFrame:
    """The table with `label`, `state_label`, `basis_label`, `said` (facts of a place, as text) and `hover`."""
    scheme = "iso3" if places == "country" else narrowed.chosen.regions_by
    known = table[table["state"].isin(["value", "none", "nobody"])]
    wholes = known["people"].sum(), known["pledges"].sum()
    table = table.assign(
        label=labels(narrowed.dataset, scheme, table["place"]), state_label=table["state"].map(state_names())
    )
    if "basis" in table:
        table["basis_label"] = table["basis"].map(basis_names(narrowed))
    facts = [_facts(row, comparison, wholes) for row in table.itertuples()]
    return table.assign(
        said=["; ".join(each) for each in facts],
        hover=[
            "<br>".join([f"<b>{escaped(label)}</b>", *each]) for label, each in zip(table["label"], facts, strict=True)
        ],
    )


def _facts(row: Any, comparison: Comparison, wholes: tuple[float, float]) -> list[str]:
    facts = []
    if pd.notna(row.people) and pd.notna(row.need_share):
        facts.append(
            _("{people} people: {share} of {whole}").format(
                people=number(row.people), share=percent(row.need_share), whole=short_number(wholes[0])
            )
        )
    facts.append(_("{pledges}, of {whole}").format(
        pledges=pledge_words(comparison, row.pledges), whole=number(round(wholes[1]))
    ))  # fmt: skip
    if row.state == "value" and pd.notna(row.ratio):
        facts.append(_("Representation ratio {ratio}").format(ratio=number(round(row.ratio, 2))))
    return facts


def shown_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that are compared, or would be if their need were known."""
    return table[table["state"] != "outside"].reset_index(drop=True)
