"""How far the numbers can be trusted: where tags come from, how sure pledges are, what is in doubt."""

import pandas as pd

from analytics.facets import with_basis
from analytics.selection import FilteredData


def tag_bases(filtered: FilteredData) -> pd.DataFrame:
    """Where the tags of the selection come from.

    Columns: `scheme`, `basis` (`not_stated` where it is not known), `tags` (a pledge may have several).
    """
    tags = with_basis(filtered.dataset.tags)
    kept = tags[tags["pledge_id"].isin(filtered.dataset.pledges.loc[filtered.pledge_mask, "pledge_id"])]
    counted = kept.groupby(["scheme", "basis"], observed=True, sort=False).size()
    return counted.reset_index(name="tags").sort_values(["scheme", "tags"], ascending=[True, False], ignore_index=True)


def certainties(filtered: FilteredData) -> pd.DataFrame:
    """How sure the pledges of the selection are.

    Columns: `certainty`, `pledges`.
    """
    stated = filtered.dataset.pledges.loc[filtered.pledge_mask, "certainty"]
    return stated.value_counts().rename_axis("certainty").reset_index(name="pledges")


def soft_problems(filtered: FilteredData) -> pd.DataFrame:
    """What is in doubt in the data, counted by rule, most frequent first.

    Of the whole data, not of the selection: a doubt about a country or a figure belongs to no pledge.

    Columns: `rule`, `file`, `rows`.
    """
    problems = filtered.dataset.problems
    counted = problems.groupby(["rule", "file"]).size().reset_index(name="rows")
    return counted.sort_values(["rows", "rule"], ascending=[False, True], ignore_index=True)
