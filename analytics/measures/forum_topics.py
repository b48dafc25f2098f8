"""The topics of a forum (round tables, objectives or themes), and the pledges of a selection on each."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.dataset import Dataset
from analytics.dataset.rules import list_items
from analytics.measures.coverage import (
    TOTAL,
    WITHOUT_REGION,
    countable_codes,
    counts_by_country,
    counts_by_region,
    shown_regions,
)
from analytics.selection import FilteredData

TAGS = {
    "themes": "theme",
    "target_groups": "target_group",
    "gcm_objectives": "gcm",
    "priority_objectives": "priority_objective",
    "gcr_areas": "gcr_area",
}
"""Columns of `forum_topics` and the facet that the codes of each belong to."""


@dataclass(frozen=True)
class Topic:
    """One round table, objective or theme of a forum: its code, and the tags that stand for it as (facet, code)."""

    topic: str
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Topics:
    """The topics of a forum in order.

    `forum` is the forum they were drawn up for: the one given, or the newest of its process that has any.
    `verified` is true where all were seen in the text of their source.
    """

    forum: str
    are_round_tables: bool
    verified: bool
    topics: tuple[Topic, ...]


def topics_of(dataset: Dataset, forum: str) -> Topics | None:
    """The topics of a forum, else the newest ones of its process; None where no forum of the process has any.

    Of a forum that has both, its round tables.
    """
    process = dataset.forums.set_index("forum_id")["process"]
    alike = process.index[process == process[forum]]
    for each in (forum, *alike[::-1]):
        for table, arranged in ((dataset.round_tables, _round_tables), (dataset.forum_topics, _themes)):
            rows = table[table["forum_id"] == each]
            if len(rows):
                return arranged(rows, each)
    return None


def _round_tables(rows: pd.DataFrame, forum: str) -> Topics:
    tables = rows.groupby("round_table", sort=True)["gcm_objective"]
    topics = tuple(Topic(str(number), tuple(("gcm", code) for code in codes)) for number, codes in tables)
    return Topics(forum, True, bool(rows["verified"].all()), topics)


def _themes(rows: pd.DataFrame, forum: str) -> Topics:
    topics = tuple(
        Topic(
            row["topic"],
            tuple(
                (facet, code)
                for column, facet in TAGS.items()
                for code in list_items(pd.Series([row[column]], dtype="str"))
            ),
        )
        for row in rows.sort_values("display_order").to_dict("records")
    )
    return Topics(forum, False, bool(rows["verified"].all()), tuple(topics))


def pledges_by_tag(filtered: FilteredData, topic: Topic) -> pd.DataFrame:
    """Pledges of the selection that carry each tag of a topic.

    Columns: `facet`, `code`, `pledges` (missing for a tag that no pledge could carry, because nothing in the data
    leads to it).
    """
    counts = [
        int((_marked(filtered, facet, code) & filtered.pledge_mask).sum())
        if code in countable_codes(filtered, facet)
        else None
        for facet, code in topic.tags
    ]
    table = pd.DataFrame(topic.tags, columns=["facet", "code"])
    return table.assign(pledges=pd.array(counts, dtype="Int64"))


def pledges_on(filtered: FilteredData, topic: Topic) -> FilteredData | None:
    """The pledges of the selection under a topic, each once however many of its tags it carries.

    None where no pledge could carry a tag of the topic: the number of pledges on it is unknown, not zero.
    """
    tags = [(facet, code) for facet, code in topic.tags if code in countable_codes(filtered, facet)]
    if not tags:
        return None
    marked = filtered.pledge_mask & np.column_stack([_marked(filtered, *tag) for tag in tags]).any(axis=1)
    return replace(
        filtered, pledge_mask=marked, government_mask=filtered.government_mask & marked[filtered.facets.pledge_rows]
    )


def count_tagged(filtered: FilteredData, topics: tuple[Topic, ...]) -> int:
    """How many pledges of the selection carry any tag of the facets that topics are made of; others are on no topic."""
    facets = dict.fromkeys(facet for topic in topics for facet, _code in topic.tags)
    tagged = [filtered.facet(facet).stated.any(axis=1) for facet in facets]
    return int((np.column_stack(tagged).any(axis=1) & filtered.pledge_mask).sum()) if tagged else 0


def pledges_by_place(filtered: FilteredData, topic: Topic) -> tuple[str, pd.DataFrame]:
    """Pledges under a topic by region, a joint pledge in each of its own; by country where a single region is shown.

    With the facet that places are of: every region shown, or the countries with a pledge of the selection.
    Raises ValueError for a topic whose pledges are not known.

    Columns: `place`, `pledges`.
    """
    on, regions = pledges_on(filtered, topic), shown_regions(filtered)
    if on is None:
        raise ValueError(topic.topic)
    if len(regions) > 1:
        counts = counts_by_region(on, regions, "pledges").astype(int)
        return filtered.selection.regions_by, pd.DataFrame({"place": regions, "pledges": counts})
    table = pd.DataFrame({"place": filtered.dataset.countries["iso3"], "pledges": counts_by_country(on)})
    table = table[counts_by_country(filtered) > 0]
    return "iso3", table.sort_values(["pledges", "place"], ascending=[False, True], ignore_index=True)


def region_topics(filtered: FilteredData, topics: tuple[Topic, ...]) -> pd.DataFrame:
    """Pledges of every region shown on every topic that can be counted, with the margins.

    A pledge on several topics is in several cells, and once in each margin `total`.

    Columns: those of `coverage_matrix`. Its codes are topics.
    """
    regions = shown_regions(filtered)
    counted = {topic.topic: pledges_on(filtered, topic) for topic in topics} | {TOTAL: filtered}
    rows = []
    for code, on in counted.items():
        if on is None:
            continue
        counts = [*counts_by_region(on, regions, "pledges"), on.count()]
        for region, count in zip([*regions, TOTAL], counts, strict=True):
            is_absence = filtered.has_places() and region not in (*WITHOUT_REGION, TOTAL) and code != TOTAL
            rows.append((region, code, float(count), "value" if count else "none" if is_absence else "zero"))
    table = pd.DataFrame(rows, columns=["region", "code", "value", "state"])
    return table.assign(of=np.nan, no_data=False)


def _marked(filtered: FilteredData, facet: str, code: str) -> np.ndarray:
    return filtered.facet(facet).any_of((code,))
