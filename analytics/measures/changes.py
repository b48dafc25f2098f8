"""What changed between two versions of the data: pledges added, removed or edited, and their states."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.versions import Version
from analytics.reports import RECENT, STATES, UNDATED, report_states

ADDED, REMOVED, EDITED, UNCHANGED = "added", "removed", "edited", "unchanged"
ABSENT = "absent"
"""The state, in the version that does not have it, of a pledge that only the other one has."""

RECENTLY_REPORTED = (RECENT, UNDATED)
"""Ages of a report that count as recent; one without a date gets the benefit of the doubt."""


NOT_COMPARED = ("pledge_id", "retrieved")
"""The name that pairs the rows, and the day a page was read: looking again is not an edit of the pledge."""


@dataclass(frozen=True, eq=False)
class Changes:
    """The difference between two versions.

    `pledges` has one row a pledge of either: `pledge_id`, `title` (the later one), `kind` (one of these four),
    `before` and `after` (its state at the date of each version, or `absent`), `moved` (in both, in different
    states), `silent` (in both, recently reported on in the earlier one, not in the later) and `fields` edited.
    `edits` has one row a field of a pledge that differs: `pledge_id`, `title`, `field`, `before`, `after`.
    A pledge whose id changed is one removed and one added: an id is all that says it is the same.
    """

    pledges: pd.DataFrame
    edits: pd.DataFrame
    only_before: tuple[str, ...]
    """Columns that the later version does not have; nothing is compared in them."""
    only_after: tuple[str, ...]

    def count(self, kind: str) -> int:
        """How many pledges were added, removed, edited or stayed as they were."""
        return int((self.pledges["kind"] == kind).sum())


def changes(served: Dataset, before: Version, after: Version) -> Changes:
    """Compare two versions pledge by pledge, on the columns that both have.

    The parts add up: added + edited + unchanged are the later version's pledges, removed + edited + unchanged
    the earlier one's. States are those of the Progress page, each version's as of its own date, so a pledge
    can become overdue without an edit. Recently reported on means a recent report, or one without a date.
    """
    old, new = _by_id(before.pledges), _by_id(after.pledges)
    both = new.index.intersection(old.index, sort=False)
    shared = [name for name in before.columns if name in after.columns and name in old and name in new]
    edits = _edits(old.loc[both, shared], new.loc[both, shared])
    every = new.index.append(old.index.difference(new.index, sort=False))
    fields = edits.groupby("pledge_id").size().reindex(every, fill_value=0)
    then, now = (_states(served, version).reindex(every) for version in (before, after))
    here, there = every.isin(new.index), every.isin(old.index)
    kind = np.select([~there, ~here, fields.to_numpy() > 0], [ADDED, REMOVED, EDITED], UNCHANGED)
    was_recent, is_recent = (
        then["band"].isin(RECENTLY_REPORTED).to_numpy(),
        now["band"].isin(RECENTLY_REPORTED).to_numpy(),
    )
    states = [each["state"].fillna(ABSENT).to_numpy() for each in (then, now)]
    pledges = pd.DataFrame(
        {
            "pledge_id": every,
            "title": new["title"].reindex(every).fillna(old["title"].reindex(every)).to_numpy(),
            "kind": kind,
            "before": states[0],
            "after": states[1],
            "moved": here & there & (states[0] != states[1]),
            "silent": here & there & was_recent & ~is_recent,
            "fields": fields.to_numpy(),
        }
    )
    titles = pledges.set_index("pledge_id")["title"]
    edits.insert(1, "title", edits["pledge_id"].map(titles))
    return Changes(
        pledges=pledges,
        edits=edits,
        only_before=tuple(name for name in before.columns if name not in after.columns),
        only_after=tuple(name for name in after.columns if name not in before.columns),
    )


def state_flow(found: Changes) -> pd.DataFrame:
    """How many pledges went from which state to which, states in their order.

    Columns: `before`, `after`, `pledges`.
    """
    order = [*STATES, ABSENT]
    counts = found.pledges.groupby(["before", "after"]).size()
    grid = pd.MultiIndex.from_product([order, order], names=["before", "after"])
    flow = counts.reindex(grid, fill_value=0).rename("pledges").reset_index()
    return flow[flow["pledges"] > 0].reset_index(drop=True)


def _by_id(pledges: pd.DataFrame) -> pd.DataFrame:
    return pledges.set_index("pledge_id", drop=False).rename_axis(None)


def _states(served: Dataset, version: Version) -> pd.DataFrame:
    """The state of each pledge at the date of its version."""
    whole = replace(served, pledges=version.pledges, as_of=version.as_of)
    return report_states(whole, version.as_of).set_index("pledge_id")


def _edits(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One row a cell that differs, as text; missing stays missing."""
    parts = []
    for name in old.columns.difference(NOT_COMPARED, sort=False):
        was, now = _as_text(old[name]), _as_text(new[name])
        differs = (was != now) & ~(was.isna() & now.isna())
        differs = differs.fillna(True).to_numpy(dtype=bool)
        own = {"pledge_id": new.index[differs], "field": name, "before": was[differs], "after": now[differs]}
        parts.append(pd.DataFrame(own).reset_index(drop=True))
    columns = ["pledge_id", "field", "before", "after"]
    edits = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    order = {pledge_id: position for position, pledge_id in enumerate(new.index)}
    return edits.sort_values("pledge_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)


def _as_text(cells: pd.Series) -> pd.Series:
    if cells.dtype == "boolean":
        return cells.map({True: "yes", False: "no"}).astype("str")
    if cells.dtype == "Float64":
        return cells.map(lambda value: f"{value:.15g}", na_action="ignore").astype("str")
    return cells.astype("str")
