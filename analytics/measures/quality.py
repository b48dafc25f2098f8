"""How far the numbers can be trusted: what records state, how tags were come by, what is in doubt."""

import pandas as pd

from analytics.selection import FilteredData

FIELDS = (
    "title",
    "government_ids",
    "source_url",
    "summary",
    "themes",
    "target_groups",
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
"""Fields of a pledge that a reader would miss, in the order they are asked about."""

ITEMS = (
    "names_beneficiaries",
    "has_partner",
    "has_indicator",
    "has_deadline",
    "has_numeric_target",
    "has_budget",
    "has_baseline",
    "consulted_affected",
)
"""What the text of a pledge says or does not say; missing where the text was not seen."""


def completeness(filtered: FilteredData) -> pd.DataFrame:
    """For each field, how many pledges of the selection state it: `field`, `stated`, `of`, fullest first."""
    pledges = filtered.table()
    filled = pledges.assign(status=pledges["status"].where(pledges["status"] != "no_report"))[[*FIELDS, "status"]]
    table = filled.notna().sum().rename_axis("field").reset_index(name="stated")
    return table.assign(of=len(pledges)).sort_values("stated", ascending=False, kind="stable", ignore_index=True)


def documented_items(filtered: FilteredData) -> pd.DataFrame:
    """What the texts say: `item`, `yes`, `no` and `not_seen`, each a count of pledges.

    `no` holds for the page that was read; `not_seen` is never to be read as no.
    """
    items = filtered.table()[list(ITEMS)]
    return pd.DataFrame(
        {
            "item": ITEMS,
            "yes": [int(items[item].fillna(False).sum()) for item in ITEMS],
            "no": [int((~items[item].fillna(True)).sum()) for item in ITEMS],
            "not_seen": [int(items[item].isna().sum()) for item in ITEMS],
        }
    )


def tag_bases(filtered: FilteredData) -> pd.DataFrame:
    """How the tags of the selection were come by: `scheme`, `basis`, `tags` (a pledge may have several)."""
    tags = filtered.dataset.tags
    kept = tags[tags["pledge_id"].isin(filtered.table()["pledge_id"])]
    counted = kept.groupby(["scheme", "basis"], observed=True, sort=False).size()
    return counted.reset_index(name="tags").sort_values(["scheme", "tags"], ascending=[True, False], ignore_index=True)


def certainties(filtered: FilteredData) -> pd.DataFrame:
    """How sure the pledges of the selection are: `certainty`, `pledges`."""
    return filtered.table()["certainty"].value_counts().rename_axis("certainty").reset_index(name="pledges")


def soft_problems(filtered: FilteredData) -> pd.DataFrame:
    """What is in doubt in the data, counted by rule, most frequent first: `rule`, `file`, `rows`.

    Of the whole data, not of the selection: a doubt about a country or a figure belongs to no pledge.
    """
    problems = filtered.dataset.problems
    counted = problems.groupby(["rule", "file"]).size().reset_index(name="rows")
    return counted.sort_values(["rows", "rule"], ascending=[False, True], ignore_index=True)
