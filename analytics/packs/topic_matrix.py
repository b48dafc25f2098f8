"""All topics of a forum on one slide or, without a forum, all themes: by region, where regions can be compared."""

from dataclasses import dataclass, replace

import pandas as pd

from analytics.charts.coverage import bars
from analytics.charts.coverage import matrix as charted
from analytics.charts.description import Bars, Matrix
from analytics.exhibits.claims import Claim, none_words
from analytics.exhibits.coverage.figures import code_bars, matrix
from analytics.exhibits.exhibit import Exhibit, scope_line, source_line
from analytics.exhibits.regions import group_names, residue_note
from analytics.facets import NOT_STATED
from analytics.measures.coverage import (
    TOTAL,
    WITHOUT_REGION,
    Counting,
    countable_pairs,
    coverage_matrix,
    empty_cells,
    placed_regions,
)
from analytics.measures.forum_topics import Topics, count_tagged, region_topics
from analytics.packs.exhibit_slides import exhibit_slide, first_rows, has_bars, short_title, slide_with_notes
from analytics.packs.slide import MOST_ROWS, Slide
from analytics.packs.topics import grouping_words, topic_name
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number

MOST_REGIONS = 8
"""Regions that a matrix has room for beside each other; of more, topics are counted for all regions together."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of a region of the selection and a topic or theme: how many are `without` a pledge, and of how many."""

    without: int
    of: int


def pairs_of(filtered: FilteredData, topics: Topics | None) -> Pairs:
    """The pairs of region and topic or, where the forum has no topics, of region and theme."""
    table = region_topics(filtered, topics.topics) if topics else coverage_matrix(filtered, Counting())
    pairs = countable_pairs(table)
    return Pairs(int((pairs["value"] == 0).sum()), len(pairs))


def overview_slide(filtered: FilteredData, topics: Topics | None, forum: str, address: str) -> Slide | None:
    """All topics of a forum, or all themes, by region; where regions can't be compared, how many pledges are on each.

    None where there is nothing to compare.
    """
    regions = placed_regions(filtered)
    by_region = 1 < len(regions) <= MOST_REGIONS
    caveat = _("Where none was found, something may well be done: the data hold what has a public page.")
    if topics is None:
        shown = (
            _thinnest(filtered, matrix(filtered, Counting()))
            if by_region
            else first_rows(code_bars(filtered, Counting()), is_sorted=False)
        )
        if shown.finding.kind == "nothing_to_say" or not has_bars(shown):
            return None
        return exhibit_slide(short_title(shown, filtered), filtered, address, caveat=caveat)
    grouping = grouping_words(filtered, topics, forum)
    table = region_topics(filtered, topics.topics).assign(of=float("nan"))
    names = {topic.topic: topic_name(filtered, topics, topic) for topic in topics.topics} | {TOTAL: _("All")}
    table["code_label"] = table["code"].map(names)
    table["region_label"] = group_names(filtered, "region", table["region"])
    on_each = table[(table["region"] == TOTAL) & (table["code"] != TOTAL)]
    if not (on_each["value"] > 0).any() or (not by_region and len(on_each) < 2):
        return None
    figure: Matrix | Bars
    if by_region:
        figure, title = _of_regions(filtered, table), _pairs_claim(filtered, topics)
    else:
        figure = bars(on_each.assign(label=on_each["code_label"]), False, _("Pledges"))
        title = _found_claim(topics, on_each)
    counts = _("Pledges: {list}.").format(
        list="; ".join(f"{row.code_label} {number(row.value)}" for row in each_row(on_each))
    )
    placed = placed_words(filtered, topics)
    scope = [scope_line(filtered), placed, *_without_region(table, by_region), *_uncounted_words(topics, names, table)]
    return slide_with_notes(
        filtered,
        address,
        title,
        figure,
        scope=" ".join(filter(None, scope)),
        description=counts,
        reading=_("A pledge on several topics counts in each of them, and once under “All”.") + residue_note(table),
        source=source_line(filtered, grouping),
        caveat=caveat,
        more=" ".join(filter(None, [placed, grouping])),
    )


def placed_words(filtered: FilteredData, topics: Topics) -> str:
    """How many pledges can be under a topic at all, where others state nothing that would tell; empty if all can."""
    some = count_tagged(filtered, topics.topics)
    if some == filtered.count():
        return ""
    text = _("Pledges that can be placed by their tags: {some} of {all}; the others are on no topic here.")
    if {facet for topic in topics.topics for facet, _code in topic.tags} == {"gcm"}:
        text = _("Pledges that state an objective and so can be placed: {some} of {all}.")
    return text.format(some=number(some), all=number(filtered.count()))


def _pairs_claim(filtered: FilteredData, topics: Topics) -> Claim:
    pairs = pairs_of(filtered, topics)
    facts = {"topics": topics.topics, "without": pairs.without, "of": pairs.of, "gap": filtered.allows_gaps()}
    if not pairs.without:
        return Claim("topics_of_forum", _("Every pair of region and topic shown has a pledge"), **facts)
    text = ngettext(
        "{none} for {without} of {of} pair of region and topic",
        "{none} for {without} of {of} pairs of region and topic",
        pairs.of,
    ).format(none=none_words(filtered), without=number(pairs.without), of=number(pairs.of))
    return Claim("topics_of_forum", text, **facts)


def _found_claim(topics: Topics, on_each: pd.DataFrame) -> Claim:
    found = int((on_each["value"] > 0).sum())
    text = ngettext(
        "There are pledges on {found} of the {of} topic that can be counted",
        "There are pledges on {found} of the {of} topics that can be counted",
        len(on_each),
    ).format(found=number(found), of=number(len(on_each)))
    return Claim("topics_of_forum", text, topics=topics.topics, found=found, counted=len(on_each))


def _uncounted_words(topics: Topics, names: dict[str, str], table: pd.DataFrame) -> list[str]:
    missing = [names[topic.topic] for topic in topics.topics if topic.topic not in set(table["code"])]
    if not missing:
        return []
    return [_("Can’t be counted, which is not zero: {topics}.").format(topics=listing(missing, last="and"))]


def _of_regions(filtered: FilteredData, table: pd.DataFrame) -> Matrix:
    """The matrix of regions alone, and of all pledges: networks have no region."""
    return charted(table[~table["region"].isin(WITHOUT_REGION)], "pledges", none_words(filtered))


def _without_region(table: pd.DataFrame, by_region: bool = True) -> list[str]:
    if not by_region or not table["region"].isin(WITHOUT_REGION).any():
        return []
    return [_("“All” also counts networks and pledges without a known place.")]


def _thinnest(filtered: FilteredData, themes: Exhibit) -> Exhibit:
    """A matrix of themes with the rows that a room can read: those with most regions without a pledge."""
    table = themes.table
    named = [code for code in table["code"].unique() if code not in (NOT_STATED, TOTAL)]
    without = empty_cells(table)["code"].value_counts()
    kept = sorted(named, key=lambda code: -without.get(code, 0))[: MOST_ROWS - 1]
    cut = _("{shown} of {count} themes, those missing in most regions; the handout has all.").format(
        shown=number(len(kept)), count=number(len(named))
    )
    scope = [themes.scope, *_without_region(table), *([cut] if len(kept) < len(named) else [])]
    shown = table[table["code"].isin([*kept, TOTAL])]
    return replace(themes, figure=_of_regions(filtered, shown), scope=" ".join(scope))
