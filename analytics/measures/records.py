"""What the record of each pledge states, by item and by field; it judges the record, never the pledge."""

from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import Facets, is_stated
from analytics.measures.progress import counts_by_group
from analytics.reports import of_wider_project
from analytics.selection import FilteredData

YES, NO, NOT_SEEN = "yes", "no", "not_seen"
ANSWERS = (YES, NO, NOT_SEEN)

FIELDS = (
    "title",
    "government_ids",
    "source_url",
    "start_date",
    "year_announced",
    "end_date",
    "compact",
    "gcm_objectives",
    "forums",
    "partners",
    "funding_source",
    "budget_as_stated",
    "reach_as_stated",
    "results_summary",
    "last_reported",
    "priority_objectives",
)
"""Fields that the record of a pledge should state, in order; summaries, themes and target groups are our own."""

BASES = {"compact": "compact_basis", "gcm_objectives": "gcm_basis"}
"""Fields that a source may state or we may deduce, and the column that says which."""


def _columns(dataset: Dataset) -> dict[str, list[str]]:
    """The columns of the pledges that each documentation item is read from, in the order of the items."""
    described = dataset.documentation_items.sort_values("display_order")
    return {item: read.split(";") for item, read in zip(described["item"], described["read_from"], strict=True)}


def item_codes(dataset: Dataset) -> list[str]:
    """The documentation items in their order."""
    return list(_columns(dataset))


@lru_cache(maxsize=8)
def answers_of(dataset: Dataset) -> pd.DataFrame:
    """`yes`, `no` or `not_seen` for each pledge of the data (rows) and item (columns).

    Of the columns that an item is read from, one that says yes or holds text or a number is enough. `no`
    is given only where a column says no, which means that the whole of one page was read; an empty cell
    is not seen, never no. An end that is known to be a wider project's is no deadline of the pledge, nor is one that
    the page states by it, so neither is seen. Cached, so it must not be changed.

    Columns: `item_codes`.
    """
    pledges, answers = dataset.pledges, {}
    for item, columns in _columns(dataset).items():
        cells = pledges[columns]
        flags = cells.select_dtypes("boolean")
        stated = (flags.fillna(False).any(axis=1) | cells.drop(columns=list(flags)).notna().any(axis=1)).to_numpy()
        if "end_date" in columns:
            stated &= ~of_wider_project(pledges).to_numpy()
        denied = (~flags.fillna(True)).any(axis=1).to_numpy()
        answers[item] = np.select([stated, denied], [YES, NO], NOT_SEEN)
    return pd.DataFrame(answers, index=pledges.index).astype("str")


@lru_cache(maxsize=8)
def stated_fields(dataset: Dataset) -> pd.DataFrame:
    """True where a pledge of the data (rows) states a field (columns).

    A field that an item is read from is replaced by the item and its rule, so that each is counted in one way only.
    A compact or objective that we deduced, or whose basis is not known, is not stated. Cached, so it must not be
    changed.
    """
    pledges, answers = dataset.pledges, answers_of(dataset)
    item_of = {column: item for item, columns in _columns(dataset).items() for column in columns}
    given = pledges[list(FIELDS)].notna()
    for field, basis in BASES.items():
        given[field] &= is_stated(pledges[basis])
    return pd.DataFrame(
        {
            item_of.get(field, field): answers[item_of[field]] == YES if field in item_of else given[field]
            for field in FIELDS
        }
    )


def field_counts(filtered: FilteredData) -> pd.DataFrame:
    """How many pledges of the selection state each field, fullest first.

    The `status` of `no_report` is not a stated stage.

    Columns: `field` (or item), `stated`, `of`.
    """
    stage = filtered.dataset.pledges["status"]
    stated = stated_fields(filtered.dataset).assign(status=stage.where(stage != "no_report").notna())
    table = stated[filtered.pledge_mask].sum().rename_axis("field").reset_index(name="stated")
    return table.assign(of=filtered.count()).sort_values("stated", ascending=False, kind="stable", ignore_index=True)


def record_matrix(filtered: FilteredData) -> pd.DataFrame:
    """Each pledge of the selection with its answers, its score and the edit that would help most.

    `score` counts the items stated, `no` and `not_seen` the others. `edit` is the item not stated that
    most of the pledges sharing a theme with it state: others could say it, so this record can. Of
    two equal ones it is the first in order; missing where all ten are stated, or no other pledge on its themes
    states one that it lacks. `edit_peers` of `peers` say how many state it, itself left out.

    The thinnest records come first.

    Columns: `pledge_id`, `item_codes`, `score`, `no`, `not_seen`, `edit`, `edit_peers`, `peers`.
    """
    return _every_record(filtered.facets)[filtered.pledge_mask].sort_values("score", kind="stable", ignore_index=True)


@lru_cache(maxsize=8)
def _every_record(facets: Facets) -> pd.DataFrame:
    """Every pledge of the data in its order; cached, so it must not be changed."""
    answers = answers_of(facets.dataset)
    names = list(answers)
    stated = (answers == YES).to_numpy()
    peers, stating = _peers(facets, stated)
    # The first column is none of the items: the best there is where no other pledge states one that is missing.
    wanted = np.column_stack([np.zeros(len(stated), dtype=int), np.where(stated, 0, stating)])
    best = wanted.argmax(axis=1)
    table = answers.assign(
        pledge_id=facets.dataset.pledges["pledge_id"],
        score=stated.sum(axis=1),
        no=(answers == NO).sum(axis=1),
        not_seen=(answers == NOT_SEEN).sum(axis=1),
        edit=pd.Series(np.array(["", *names])[best], index=answers.index).mask(best == 0),
        edit_peers=pd.Series(wanted.max(axis=1), index=answers.index, dtype="Int64").mask(best == 0),
        peers=peers,
    )
    return table[["pledge_id", *names, "score", "no", "not_seen", "edit", "edit_peers", "peers"]]


def _peers(facets: Facets, stated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each pledge, the other pledges that share a theme with it, and how many of them state each item."""
    themes = facets.facet("theme").stated
    # Few combinations of themes occur, so pledges are compared by combination.
    written = np.packbits(themes, axis=1)
    _codes, first, member = np.unique(written, axis=0, return_index=True, return_inverse=True)
    groups = themes[first]
    sums = np.zeros((len(groups), stated.shape[1]), dtype="float32")
    np.add.at(sums, member, stated.astype("float32"))
    sharing = (groups.astype("float32") @ groups.T.astype("float32") > 0).astype("float32")
    sizes = np.bincount(member, minlength=len(groups)).astype("float32")
    # A pledge without a theme shares none, not even with itself.
    itself = np.asarray(groups.any(axis=1))[member]
    stating = (sharing @ sums)[member] - stated * itself[:, None]
    return (sharing @ sizes)[member].astype(int) - itself, stating.round().astype(int)


def item_counts(filtered: FilteredData) -> pd.DataFrame:
    """How many pledges of the selection have each answer to each item.

    Columns: `item`, `ANSWERS`, `of`.
    """
    counts = {each: mask[filtered.pledge_mask].sum(axis=0) for each, mask in _answer_masks(filtered.dataset).items()}
    return pd.DataFrame({"item": item_codes(filtered.dataset), **counts}).assign(of=filtered.count())


@lru_cache(maxsize=8)
def _answer_masks(dataset: Dataset) -> dict[str, np.ndarray]:
    """True where a pledge (row) has an answer to an item (column); cached, so it must not be changed."""
    answers = answers_of(dataset)
    return {each: (answers == each).to_numpy() for each in ANSWERS}


def edit_counts(filtered: FilteredData) -> pd.DataFrame:
    """For how many pledges each item is the edit that would help most, most first.

    Columns: `item`, `pledges`.
    """
    counts = record_matrix(filtered)["edit"].value_counts()
    return counts.rename_axis("item").reset_index(name="pledges")


def records_by_region(filtered: FilteredData) -> pd.DataFrame:
    """The answers of each region's records, all items together, and of all records.

    A joint pledge is in each of its regions and once in `total`.

    Columns: `code`, `pledges`, `ANSWERS` and `of` (pledges times items).
    """
    answers = {answer: mask.sum(axis=1) for answer, mask in _answer_masks(filtered.dataset).items()}
    table = counts_by_group(filtered, "region", filtered.pledge_mask, answers)
    table.insert(1, "pledges", table.pop("of"))
    return table.assign(of=table[list(ANSWERS)].sum(axis=1))
