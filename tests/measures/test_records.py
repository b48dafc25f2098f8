"""What records state, item by item, and the edit that would help most, worked out by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from analytics.measures.published import published_around, published_timeline
from analytics.measures.records import (
    answers_of,
    edit_counts,
    field_counts,
    item_codes,
    item_counts,
    record_matrix,
    records_by_region,
)
from analytics.selection import Selection
from tests.tiny import TERMS, filtered, pledge

FIGURE = {"publisher": "Somebody", "source_url": "https://example.org", "scope": "All", "verified": "yes"}


def test_yes_or_a_text_states_an_item_no_denies_it_and_empty_is_not_seen() -> None:
    whole = filtered(
        pledge("a", "nairobi", has_deadline="yes"),
        pledge("b", "nairobi", has_deadline="no"),
        pledge("c", "nairobi"),
        pledge("d", "nairobi", end_date="2024"),
        pledge("e", "nairobi", has_deadline="no", end_date="2024"),
        pledge("f", "nairobi", has_deadline="yes", end_date="2024", end_date_of_wider_project="yes"),
        pledge("g", "nairobi", has_deadline="no", end_date="2024", end_date_of_wider_project="yes"),
    )
    assert item_codes(whole.dataset) == ["who", "deadline", "partners"]
    assert record_matrix(whole).set_index("pledge_id")["deadline"].to_dict() == {
        "a": "yes",
        "b": "no",
        "c": "not_seen",
        "d": "yes",
        "e": "yes",
        "f": "not_seen",
        "g": "no",
    }, "the end of a wider project is no deadline"
    assert item_counts(whole).set_index("item").loc["deadline"].tolist() == [3, 2, 2, 7]
    # Releases made before 28 November 2026 do not have the column.
    older = replace(whole.dataset, pledges=whole.dataset.pledges.drop(columns="end_date_of_wider_project"))
    assert answers_of(older)["deadline"].tolist() == ["yes", "no", "not_seen", "yes", "yes", "yes", "yes"]


def test_a_field_is_stated_or_not_and_no_report_is_not_a_stage() -> None:
    found = field_counts(filtered(pledge("a", "nairobi", year_announced="2022"), pledge("b", "tyre", status="planned")))
    stated = found.set_index("field")["stated"]
    assert (stated["title"], stated["year_announced"], stated["status"], stated["budget_as_stated"]) == (2, 1, 1, 0)
    assert found["of"].eq(2).all()


def test_what_we_wrote_or_deduced_is_no_stated_field() -> None:
    ours = {"summary": "Ours.", "themes": "housing", "target_groups": "women", "target_group_basis": "classified"}
    whole = filtered(
        pledge("a", "nairobi", compact="GCM", compact_basis="process", **ours),
        pledge("b", "nairobi", compact="GCR", compact_basis="stated", gcm_objectives="1", gcm_basis="form"),
        pledge("c", "nairobi", gcm_objectives="1;2", gcm_basis="crosswalk"),
        pledge("d", "nairobi", compact="GCM", gcm_objectives="1"),
    )
    stated = field_counts(whole).set_index("field")["stated"]
    assert (stated["compact"], stated["gcm_objectives"]) == (1, 1)
    assert not {"summary", "themes", "target_groups"} & set(stated.index)


def test_a_field_that_an_item_is_read_from_is_counted_as_the_item() -> None:
    whole = filtered(
        pledge("a", "nairobi", has_partner="yes"),
        pledge("b", "tyre", partners="IOM"),
        pledge("c", "tyre", end_date="2024"),
    )
    fields, counts = field_counts(whole).set_index("field")["stated"], item_counts(whole).set_index("item")["yes"]
    assert (fields["partners"], counts["partners"]) == (2, 2)
    assert (fields["deadline"], counts["deadline"]) == (1, 1)
    assert "end_date" not in fields


def test_the_score_keeps_not_seen_apart_and_the_thinnest_records_come_first() -> None:
    table = record_matrix(
        filtered(
            pledge("a", "nairobi", names_beneficiaries="yes", has_deadline="no"),
            pledge("b", "nairobi", has_partner="no"),
        )
    )
    assert table[["pledge_id", "score", "no", "not_seen"]].to_numpy().tolist() == [["b", 0, 1, 2], ["a", 1, 1, 1]]


def test_the_edit_is_what_most_pledges_with_a_shared_theme_state() -> None:
    table = record_matrix(
        filtered(
            pledge("a", "nairobi", names_beneficiaries="yes"),
            pledge("b", "nairobi", has_partner="yes", has_deadline="yes"),
            pledge("c", "tyre", has_partner="yes"),
            pledge("d", "tyre", themes="health", has_deadline="yes"),
            pledge("e", "tyre", themes="health;education", names_beneficiaries="yes"),
        )
    ).set_index("pledge_id")
    assert table.loc["a", ["edit", "edit_peers", "peers"]].tolist() == ["partners", 2, 2]
    assert table.loc["b", ["edit", "edit_peers", "peers"]].tolist() == ["who", 1, 2]
    assert table.loc["d", ["edit", "edit_peers", "peers"]].tolist() == ["who", 1, 1]
    assert table.loc["e", ["edit", "edit_peers", "peers"]].tolist() == ["deadline", 1, 1]


def test_pledges_without_a_theme_share_none() -> None:
    table = record_matrix(
        filtered(
            pledge("a", "nairobi", themes=""), pledge("b", "tyre", themes="", has_partner="yes"), pledge("c", "tyre")
        )
    ).set_index("pledge_id")
    assert table["peers"].tolist() == [0, 0, 0]
    assert table[["edit", "edit_peers"]].isna().all(axis=None), "nobody shows that another could state more"


@pytest.mark.parametrize("count", [3, 62, 63, 70, 130])
def test_pledges_on_different_themes_are_apart_however_many_there_are(count: int) -> None:
    themes = tuple(f"theme_{n}" for n in range(count))
    pledges = [pledge(theme, "nairobi", themes=theme) for theme in themes]
    both = pledge("both", "tyre", themes=f"{themes[0]};{themes[-1]}")
    found = record_matrix(filtered(*pledges, both, terms={**TERMS, "theme": themes})).set_index("pledge_id")["peers"]
    assert found.to_dict() == {**dict.fromkeys(themes, 0), themes[0]: 1, themes[-1]: 1, "both": 2}


def test_peers_are_of_the_whole_data_whatever_is_selected() -> None:
    pledges = (pledge("a", "nairobi"), pledge("b", "tyre", has_partner="yes"))
    table = record_matrix(filtered(*pledges, chosen=Selection(region=("Africa",))))
    assert table[["pledge_id", "edit", "peers"]].to_numpy().tolist() == [["a", "partners", 1]]


def test_a_full_record_needs_no_edit_and_a_tie_goes_to_the_first_item() -> None:
    full = pledge("a", "nairobi", names_beneficiaries="yes", has_deadline="yes", partners="IOM")
    whole = filtered(full, pledge("b", "nairobi"))
    table = record_matrix(whole).set_index("pledge_id")
    assert pd.isna(table.loc["a", "edit"]) and pd.isna(table.loc["a", "edit_peers"])
    assert table.loc["b", ["edit", "edit_peers"]].tolist() == ["who", 1]
    assert edit_counts(whole).to_numpy().tolist() == [["who", 1]]


def test_regions_hold_pledges_times_items_and_a_joint_pledge_once_in_all() -> None:
    table = records_by_region(
        filtered(pledge("a", "nairobi", "tyre", has_partner="yes"), pledge("b", "tyre", has_deadline="no"))
    ).set_index("code")
    assert table.loc["total"].tolist() == [2, 1, 1, 4, 6]
    assert table.loc["Africa"].tolist() == [1, 1, 0, 2, 3]
    assert table.loc["Asia"].tolist() == [2, 1, 1, 4, 6]
    assert table.loc["Oceania"].tolist() == [0, 0, 0, 0, 0]


def test_published_figures_stand_beside_what_the_data_hold_of_that_unit_by_then() -> None:
    figures = (
        {
            "figure_id": "cta-2022-actions",
            "published_on": "2022-05-18",
            "label": "70",
            "value": "70",
            "unit": "actions",
        },
        {"figure_id": "cta-2022-cities", "published_on": "2022-05-18", "label": "36", "value": "36", "unit": "cities"},
        {"figure_id": "lc-2025-cities", "published_on": "2022-06", "label": "47", "value": "47", "unit": "cities"},
        {
            "figure_id": "grf-2025-after",
            "published_on": "2025-12",
            "label": "3,500",
            "value": "3500",
            "unit": "pledges",
        },
    )
    whole = filtered(
        pledge("a", "nairobi", start_date="2021"),
        pledge("b", "tyre", "nairobi", year_announced="2022", start_date="2019"),
        pledge("c", "kampala", year_announced="2023"),
        pledge("d", "league"),
        figures=tuple({**FIGURE, **each} for each in figures),
        chosen=Selection(region=("Oceania",)),
    )
    table = published_timeline(whole.facets).set_index("figure_id")
    assert table.loc["cta-2022-actions", ["ours", "perhaps", "undated"]].tolist() == [1, 1, 1]
    assert table.loc["lc-2025-cities", ["ours", "perhaps", "undated"]].tolist() == [1, 1, 0], "networks are not cities"
    assert "cta-2022-cities" not in table.index, "of one week"
    assert "grf-2025-after" not in table.index, "another population"
    assert published_around(whole)["value"].tolist() == [70, 36, 47, 3500]
