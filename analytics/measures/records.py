"""What the record of each pledge states, of ten documentation items; it judges the record, never the pledge."""

import numpy as np
import pandas as pd

from analytics.measures.coverage import TOTAL, shown_regions
from analytics.selection import FilteredData

YES, NO, NOT_SEEN = "yes", "no", "not_seen"
ANSWERS = (YES, NO, NOT_SEEN)


def items(filtered: FilteredData) -> list[str]:
    """The documentation items in their order."""
    return list(filtered.dataset.documentation_items.sort_values("display_order")["item"])


def all_answers(filtered: FilteredData) -> pd.DataFrame:
    """`yes`, `no` or `not_seen` for each pledge of the data (rows) and item (columns).

    Of the columns that an item is read from, one that says yes or holds text or a number is enough. `no`
    holds only where a column says no, which means that the whole of one page was read; an empty cell
    is not seen, never no.
    """
    dataset = filtered.dataset
    described = dataset.documentation_items.set_index("item")["read_from"]
    answers = {}
    for item in items(filtered):
        cells = dataset.pledges[described[item].split(";")]
        flags = cells.select_dtypes("boolean")
        stated = (flags.fillna(False).any(axis=1) | cells.drop(columns=list(flags)).notna().any(axis=1)).to_numpy()
        denied = (~flags.fillna(True)).any(axis=1).to_numpy()
        answers[item] = np.select([stated, denied], [YES, NO], NOT_SEEN)
    return pd.DataFrame(answers, index=dataset.pledges.index).astype("str")


def record_matrix(filtered: FilteredData) -> pd.DataFrame:
    """Each pledge of the selection with its answers, its score and the edit that would help most.

    `score` counts the items stated, `no` and `not_seen` the others. `edit` is the item not stated that
    most of the pledges sharing a theme with it state: others could say it, so this record can. Of
    two equal ones it is the first in order; missing where all ten are stated. `edit_peers` of
    `peers` say how many state it, itself left out.

    Returns `pledge_id`, one column an item, `score`, `no`, `not_seen`, `edit`, `edit_peers`, `peers`; the
    thinnest records first.
    """
    answers, names = all_answers(filtered), items(filtered)
    stated = (answers == YES).to_numpy()
    peers, stating = _peers(filtered, stated)
    wanted = np.where(stated, -1, stating)
    best = wanted.argmax(axis=1)
    complete = stated.all(axis=1)
    table = answers.assign(
        pledge_id=filtered.dataset.pledges["pledge_id"],
        score=stated.sum(axis=1),
        no=(answers == NO).sum(axis=1),
        not_seen=(answers == NOT_SEEN).sum(axis=1),
        edit=pd.Series(np.array(names)[best], index=answers.index).mask(complete),
        edit_peers=pd.Series(wanted.max(axis=1), index=answers.index, dtype="Int64").mask(complete),
        peers=peers,
    )
    table = table[["pledge_id", *names, "score", "no", "not_seen", "edit", "edit_peers", "peers"]][filtered.pledges]
    return table.sort_values("score", kind="stable", ignore_index=True)


def _peers(filtered: FilteredData, stated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each pledge, the other pledges that share a theme with it, and how many of them state each item."""
    themes = filtered.facets.facet("theme").marks
    # Few combinations of themes occur, so pledges are compared by combination.
    written = themes @ (2 ** np.arange(themes.shape[1], dtype="int64"))
    _codes, first, member = np.unique(written, return_index=True, return_inverse=True)
    groups = themes[first]
    sums = np.zeros((len(groups), stated.shape[1]), dtype="float32")
    np.add.at(sums, member, stated.astype("float32"))
    sharing = (groups.astype("float32") @ groups.T.astype("float32") > 0).astype("float32")
    sizes = np.bincount(member, minlength=len(groups)).astype("float32")
    stating = (sharing @ sums)[member] - stated
    return (sharing @ sizes)[member].astype(int) - 1, stating.round().astype(int)


def item_counts(filtered: FilteredData) -> pd.DataFrame:
    """How many pledges of the selection answer each item how: `item`, `yes`, `no`, `not_seen`, `of`."""
    answers = all_answers(filtered)[filtered.pledges]
    counts = {each: (answers == each).sum() for each in ANSWERS}
    return pd.DataFrame(counts).rename_axis("item").reset_index().assign(of=len(answers))


def edit_counts(filtered: FilteredData) -> pd.DataFrame:
    """For how many pledges each item is the edit that would help most: `item`, `pledges`, most first."""
    counts = record_matrix(filtered)["edit"].value_counts()
    return counts.rename_axis("item").reset_index(name="pledges")


def records_by_region(filtered: FilteredData) -> pd.DataFrame:
    """The answers of each region's records, all items together, and of all records.

    A joint pledge is in each of its regions and once in `total`. Returns `code`, `pledges`, `yes`, `no`,
    `not_seen` and `of`: pledges times items.
    """
    answers = all_answers(filtered)
    counts = np.column_stack([(answers == each).sum(axis=1) for each in ANSWERS])[filtered.pledges]
    regions = filtered.regions()
    marks = regions.marks[filtered.pledges]
    table = pd.DataFrame(marks.T.astype("float32") @ counts.astype("float32"), columns=list(ANSWERS)).astype(int)
    table.insert(0, "code", list(regions.codes))
    table.insert(1, "pledges", marks.sum(axis=0))
    table = table[table["code"].isin(shown_regions(filtered))]
    whole = {"code": TOTAL, "pledges": filtered.count(), **dict(zip(ANSWERS, counts.sum(axis=0), strict=True))}
    table = pd.concat([pd.DataFrame([whole]), table], ignore_index=True)
    return table.assign(of=table[list(ANSWERS)].sum(axis=1))


def criteria(filtered: FilteredData) -> pd.DataFrame:
    """The items in order with the published criterion behind each, as the data hold them."""
    return filtered.dataset.documentation_items.sort_values("display_order", ignore_index=True)
