"""The headline numbers, each with its denominator and the figure published for it."""

from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.dataset import NETWORK, NOT_NAMED, Dataset
from analytics.facets import NOT_STATED
from analytics.measures.coverage import counts_by_country, in_universe, of_governments
from analytics.selection import FilteredData

PUBLISHED = {
    "pledges": "lc-2025-pledges",
    "governments": "lc-2025-cities",
    "countries": "lc-2025-countries",
}
"""The published figure (id in `published_figures`) that each headline is set against."""


@lru_cache(maxsize=32)
def headlines(filtered: FilteredData) -> pd.DataFrame:
    """Pledges, local governments, countries and objectives of the migration compact in the selection.

    `countries` counts every country or area with a local government that pledged; `members`
    counts the UN member states among them, which is a part of `of`.

    Where only networks are chosen, local governments and countries are missing: the question does not apply.
    `members` and its whole are missing where no UN member state is in the selection.

    Columns: `headline`, `value`, `members` (countries only), `of` (missing
    where there is no whole), `stating` (for objectives: pledges that state any), and `published`,
    `published_as` (in the publisher's terms) and `published_on`, missing where nothing was
    published or a filter is set. Cached, so it must not be changed.
    """
    dataset = filtered.dataset
    has_places, has_governments = filtered.selection.can_have_places(), not filtered.selection.is_of_networks()
    pledging = counts_by_country(filtered) > 0
    members = in_universe(filtered, "un_members")
    gcm = filtered.facet("gcm")
    addressed = gcm.mask[filtered.pledge_mask].any(axis=0)
    objectives = [code for code, here in zip(gcm.codes, addressed, strict=True) if here and code != NOT_STATED]
    declared = len([code for code in gcm.codes if code != NOT_STATED])
    governments = pledger_count(filtered, of_governments(filtered.facets)) if has_governments else pd.NA
    counts = {
        "value": [filtered.count(), governments, int(pledging.sum()) if has_places else pd.NA, len(objectives)],
        "members": [pd.NA, pd.NA, int((members & pledging).sum()) if members.any() else pd.NA, pd.NA],
        "of": [len(dataset.pledges), pd.NA, int(members.sum()) or pd.NA, declared],
        "stating": [pd.NA, pd.NA, pd.NA, filtered.stating("gcm")],
    }
    columns = {name: pd.array(values, dtype="Int64") for name, values in counts.items()}
    table = pd.DataFrame({"headline": ["pledges", "governments", "countries", "objectives"], **columns})
    return table.join(_published(dataset, filtered.selection.is_everything()), on="headline")


@lru_cache(maxsize=8)
def published_pledges(dataset: Dataset) -> pd.Series | None:
    """The figure that was published of all pledges, if the data hold one; cached, so it must not be changed."""
    figures = dataset.published_figures.set_index("figure_id")
    return figures.loc[PUBLISHED["pledges"]] if PUBLISHED["pledges"] in figures.index else None


def network_count(filtered: FilteredData) -> int:
    """How many networks have a pledge in the selection."""
    return pledger_count(filtered, (filtered.dataset.pledge_governments["kind"] == NETWORK).to_numpy())


def unnamed_count(filtered: FilteredData) -> int:
    """How many local governments with a pledge in the selection are not named by their source."""
    return pledger_count(filtered, (filtered.dataset.pledge_governments["kind"] == NOT_NAMED).to_numpy())


def pledger_count(filtered: FilteredData, among: np.ndarray) -> int:
    """How many different governments or networks pledge in the selection, of the rows that are true in `among`.

    They are rows of `pledge_governments`.
    """
    return len(np.unique(filtered.facets.entities("city_id")[0][filtered.government_mask & among]))


@lru_cache(maxsize=8)
def _published(dataset: Dataset, of_everything: bool) -> pd.DataFrame:
    figures = dataset.published_figures.set_index("figure_id")
    own = pd.Series(PUBLISHED, name="figure_id")
    if not of_everything:
        own = own.iloc[:0]
    found = figures.reindex(own)[["value", "label", "published_on"]]
    found = found.set_axis(["published", "published_as", "published_on"], axis=1)
    return found.set_index(own.index).dropna(subset="published")
