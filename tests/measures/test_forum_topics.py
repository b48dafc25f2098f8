"""Topics of forums on tables of three rows, and on the shipped data against loops over its files."""

import pandas as pd
import pytest

from analytics.facets import Facets
from analytics.measures.forum_topics import (
    Topic,
    pledges_by_place,
    pledges_by_tag,
    pledges_on,
    topics_of,
)
from analytics.selection import Selection, filter_data
from tests.pages import by_hand
from tests.tiny import Row, dataset, filtered, pledge

FORUMS: tuple[Row, ...] = tuple(
    {"forum_id": each, "process": process, "name": each, "compact": compact, "verified": "yes"}
    for each, process, compact in (
        ("IMRF-2022", "IMRF", "GCM"),
        ("GFMD-2024", "GFMD", "GCM"),
        ("GFMD-2025", "GFMD", "GCM"),
        ("GFMD-2026", "GFMD", "GCM"),
        ("GRF-2023", "GRF", "GCR"),
        ("IMRF-2026", "IMRF", "GCM"),
    )
)


def theme(forum: str, name: str, order: int, **tags: str) -> Row:
    return {
        "forum_id": forum,
        "topic": name,
        **{f"label_{code}": name for code in ("en", "es", "fr")},
        "basis": "editorial",
        "rationale": "Why",
        "display_order": str(order),
        "source_url": "https://example.org",
        "verified": "yes",
        **tags,
    }


THEMES = (
    theme("GFMD-2025", "homes", 2, themes="housing;health", target_groups="women"),
    theme("GFMD-2025", "media", 1),
    theme("GFMD-2024", "old", 1, themes="education"),
)
AREAS = Topic("areas", (("gcr_area", "1.1"), ("gcr_area", "1.2"), ("gcr_area", "9.9")))


def test_a_forum_has_its_own_topics_in_their_order() -> None:
    topics = topics_of(dataset(pledge("a", "tyre"), forums=FORUMS, topics=THEMES), "GFMD-2025")
    assert topics is not None
    assert (topics.forum, topics.are_round_tables, topics.verified) == ("GFMD-2025", False, True)
    assert [each.topic for each in topics.topics] == ["media", "homes"]
    assert topics.topics[0].tags == ()
    assert topics.topics[1].tags == (("theme", "housing"), ("theme", "health"), ("target_group", "women"))


@pytest.mark.parametrize(
    ("forum", "stands_in"), [("GFMD-2026", "GFMD-2025"), ("GFMD-2024", "GFMD-2024"), ("IMRF-2026", "IMRF-2022")]
)
def test_the_newest_topics_of_a_process_stand_in_for_a_forum_without_any(forum: str, stands_in: str) -> None:
    topics = topics_of(dataset(pledge("a", "tyre"), forums=FORUMS, topics=THEMES), forum)
    assert topics is not None
    assert topics.forum == stands_in


@pytest.mark.parametrize("themes_of", ["IMRF-2022", "IMRF-2026", "IMRF-2030"])
@pytest.mark.parametrize("forum", ["IMRF-2022", "IMRF-2026", "IMRF-2030"])
def test_own_topics_come_first_then_the_newest_whether_round_tables_or_themes(forum: str, themes_of: str) -> None:
    later: tuple[Row, ...] = ({**FORUMS[-1], "forum_id": "IMRF-2030"},)
    tables = dataset(pledge("a", "tyre"), forums=FORUMS + later, topics=(theme(themes_of, "homes", 1),))
    having = {"IMRF-2022", themes_of}
    topics = topics_of(tables, forum)
    assert topics is not None
    assert topics.forum == (forum if forum in having else max(having))
    assert topics.are_round_tables == (topics.forum == "IMRF-2022"), "themes of a forum with round tables stand aside"


def test_round_tables_hold_their_objectives() -> None:
    topics = topics_of(dataset(pledge("a", "tyre"), forums=FORUMS), "IMRF-2022")
    assert topics is not None
    assert topics.are_round_tables
    assert topics.topics == (Topic("1", (("gcm", "1"), ("gcm", "2"))), Topic("2", (("gcm", "3"),)))


def test_a_process_without_topics_has_none() -> None:
    assert topics_of(dataset(pledge("a", "tyre"), forums=FORUMS), "GRF-2023") is None


def test_a_pledge_with_several_tags_of_a_topic_counts_once() -> None:
    held = filtered(
        pledge("a", "tyre", themes="housing;health"),
        pledge("b", "nairobi", themes="health"),
        pledge("c", "kampala", themes="education"),
    )
    topic = Topic("homes", (("theme", "housing"), ("theme", "health")))
    on = pledges_on(held, topic)
    assert on is not None
    assert on.pledge_mask.tolist() == [True, True, False]
    assert on.government_mask.tolist() == [True, True, False]
    assert pledges_by_tag(held, topic)["pledges"].tolist() == [1, 2]


def test_a_tag_that_nothing_leads_to_is_unknown_and_a_tag_without_a_pledge_is_zero() -> None:
    table = pledges_by_tag(filtered(pledge("a", "tyre", themes="housing")), AREAS)
    assert table["pledges"].isna().tolist() == [False, False, True]
    assert table["pledges"].tolist()[:2] == [1, 0]


def test_a_topic_without_a_tag_that_can_be_carried_is_unknown() -> None:
    held = filtered(pledge("a", "tyre"))
    assert pledges_on(held, Topic("media", ())) is None
    assert pledges_on(held, Topic("area", (("gcr_area", "9.9"),))) is None
    with pytest.raises(ValueError, match="media"):
        pledges_by_place(held, Topic("media", ()))


def test_where_only_stated_tags_count_what_is_all_classified_is_unknown() -> None:
    held = filtered(pledge("a", "tyre", themes="housing"), chosen=Selection(stated=True))
    assert pledges_on(held, Topic("homes", (("theme", "housing"),))) is None
    assert pledges_on(held, AREAS) is None


def test_a_joint_pledge_stands_in_each_of_its_regions() -> None:
    held = filtered(pledge("a", "tyre", "nairobi"), pledge("b", "league"), pledge("c", "tyre", themes="health"))
    facet, table = pledges_by_place(held, Topic("homes", (("theme", "housing"),)))
    assert facet == "m49_region"
    assert dict(zip(table["place"], table["pledges"], strict=True)) == {
        "Africa": 1,
        "Asia": 1,
        "Oceania": 0,
        "network": 1,
    }


def test_in_a_single_region_countries_are_compared() -> None:
    held = filtered(
        pledge("a", "nairobi", "kampala"),
        pledge("b", "kampala"),
        pledge("c", "nairobi", "tyre", themes="health"),
        chosen=Selection(region=("Africa",)),
    )
    facet, table = pledges_by_place(held, Topic("homes", (("theme", "housing"),)))
    assert facet == "iso3"
    assert table.to_numpy().tolist() == [["UGA", 2], ["KEN", 1]]


def test_stating_leaves_out_the_silent() -> None:
    held = filtered(pledge("a", "tyre", gcm_objectives="1;2", gcm_basis="form"), pledge("b", "tyre"))
    assert held.stating("gcm") == 1
    assert held.stating("theme") == 2


TAGGED = ("themes", "target_groups", "gcm_objectives", "priority_objectives")


@pytest.mark.parametrize("region", ["", "Africa", "Europe"])
def test_themes_of_the_summit_count_what_the_files_hold(facets: Facets, region: str) -> None:
    held = filter_data(facets, Selection(region=(region,) if region else ()))
    chosen = by_hand.pledges(by_hand.is_in(region) if region else lambda pledge: True)
    wording = {"PO1b": "PO1"}
    topics = topics_of(facets.dataset, "GFMD-2025")
    assert topics is not None
    listed = {row["topic"]: row for row in by_hand.rows("forum_topics") if row["forum_id"] == "GFMD-2025"}
    assert [each.topic for each in topics.topics] == list(listed)
    for topic in topics.topics:
        row = listed[topic.topic]
        asked = {column: set(by_hand.items(row[column])) for column in TAGGED}
        on = [
            pledge
            for pledge in chosen
            if any({wording.get(code, code) for code in by_hand.items(pledge[c])} & asked[c] for c in asked)
        ]
        found = pledges_on(held, topic)
        assert (found is None) == (topic.topic in ("media_and_culture", "new_technologies"))
        if found is not None:
            assert found.count() == len(on)


def test_areas_that_no_theme_is_about_are_not_counted(facets: Facets) -> None:
    topics = topics_of(facets.dataset, "GRF-2027")
    assert topics is not None
    held = filter_data(facets, Selection())
    leading: dict[str, list[str]] = {}
    for row in by_hand.rows("theme_crosswalk"):
        if (row["scheme"], row["strength"]) == ("gcr_area", "primary"):
            leading.setdefault(row["code"], []).append(row["theme"])
    table = pd.concat(pledges_by_tag(held, topic) for topic in topics.topics).set_index("code")["pledges"]
    assert len(table) == 21
    for code, count in table.items():
        expected = len(by_hand.pledges(by_hand.is_on(*leading[code]))) if code in leading else None
        assert (None if pd.isna(count) else count) == expected
