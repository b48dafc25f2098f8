"""Places and tags of pledges, on tables small enough to count by eye."""

import pandas as pd
import pytest

from analytics.dataset import Folder
from analytics.dataset.descriptor import SHIPPED
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.tables import TAG_COLUMNS, pledge_governments_of, tags_of

COUNTRIES = pd.DataFrame(
    {
        "iso3": ["KEN", "XKX"],
        "m49_region": ["Africa", None],
        "m49_subregion": ["Sub-Saharan Africa", None],
        "uclg_section": ["Africa", "Europe (CEMR)"],
        "unhcr_region": ["Eastern and Southern Africa", "Europe"],
        "wb_income_group": ["Lower middle income", None],
    },
    dtype="str",
)
GOVERNMENTS = pd.DataFrame(
    {
        "city_id": ["nairobi-ken", "pristina-xkx", "maipu", "uclg"],
        "kind": ["city", "city", "city", "network"],
        "iso3": ["KEN", "XKX", None, "KEN"],
    },
    dtype="str",
)
TAGGED = (
    *("theme", "priority_objective", "gcm", "round_table", "gcr_objective", "gcr_area"),
    *("target_group", "compact", "forum", "sdg", "migration_role"),
)
TAXONOMY = pd.DataFrame(
    [
        ("priority_objective", "PO1", None, 1),
        ("priority_objective", "PO1b", "PO1", 2),
        *(("tag_scheme", scheme, None, order) for order, scheme in enumerate(TAGGED)),
    ],
    columns=["scheme", "code", "parent_code", "display_order"],
)
ROUND_TABLES = pd.DataFrame(
    {
        "forum_id": ["IMRF-2022"] * 2 + ["IMRF-2026"],
        "round_table": ["3", "3", "1"],
        "gcm_objective": ["15", "16", "7"],
    },
    dtype="str",
)
CROSSWALK = pd.DataFrame(
    [
        ("housing", "gcr_area", "2.6", "primary"),
        ("housing", "gcr_area", "2.3", "secondary"),
        ("health", "gcr_area", "2.3", "primary"),
        ("health", "gcm", "15", "primary"),
    ],
    columns=["theme", "scheme", "code", "strength"],
    dtype="str",
)
EMPTY = {
    "themes": None,
    "theme_basis": "classified",
    "priority_objectives": None,
    "gcm_objectives": None,
    "gcm_basis": None,
    "gcr_objectives": None,
    "target_groups": None,
    "target_group_basis": None,
    "compact": None,
    "compact_basis": None,
    "forums": None,
    "sdgs": None,
    "sdg_basis": None,
    "migration_role": None,
}


def pledges(**cells: str) -> pd.DataFrame:
    return pd.DataFrame([{"pledge_id": "a", "government_ids": "nairobi-ken", **EMPTY, **cells}], dtype="str")


def tags(**cells: str) -> list[tuple[object, ...]]:
    found = tags_of(pledges(**cells), TAXONOMY, ROUND_TABLES, CROSSWALK)
    assert list(found) == TAG_COLUMNS
    rows = found.drop(columns="pledge_id").astype(object).where(found.notna(), None)
    return sorted(map(tuple, rows.to_numpy()), key=str)


def places(government_ids: str) -> list[list[object]]:
    found = pledge_governments_of(pledges(government_ids=government_ids), GOVERNMENTS, COUNTRIES)
    return found.astype(object).where(found.notna(), None).to_numpy().tolist()


def test_a_pledge_belongs_to_the_regions_of_its_government() -> None:
    assert places("nairobi-ken") == [
        [
            "a",
            "nairobi-ken",
            "city",
            "KEN",
            "Africa",
            "Sub-Saharan Africa",
            "Africa",
            "Eastern and Southern Africa",
            "Lower middle income",
        ]
    ]


def test_a_joint_pledge_has_a_row_for_each_government_once() -> None:
    assert [row[1] for row in places("nairobi-ken;maipu;nairobi-ken")] == ["nairobi-ken", "maipu"]


def test_a_network_has_no_country_even_if_its_home_is_known() -> None:
    assert places("uclg") == [["a", "uclg", "network", None, *["network"] * 5]]


def test_an_unknown_country_and_a_country_outside_a_scheme_are_unplaced() -> None:
    assert places("maipu")[0][3:] == [None, *["unplaced"] * 5]
    assert places("pristina-xkx")[0][3:] == [
        "XKX", "unplaced", "unplaced", "Europe (CEMR)", "Europe", "unplaced",
    ]  # fmt: skip


def test_both_compacts_count_under_each() -> None:
    assert tags(compact="both", compact_basis="process") == [
        ("compact", "GCM", "process", None),
        ("compact", "GCR", "process", None),
    ]


def test_a_variant_of_wording_counts_with_its_objective_once() -> None:
    assert tags(priority_objectives="PO1;PO1b;PO1") == [("priority_objective", "PO1", "stated", None)]


def test_goals_keep_the_basis_of_their_column() -> None:
    assert tags(sdgs="11;5", sdg_basis="gfmd_tag") == [("sdg", "11", "gfmd_tag", None), ("sdg", "5", "gfmd_tag", None)]


def test_round_tables_follow_from_objectives_and_keep_their_basis() -> None:
    assert tags(gcm_objectives="7;15;16", gcm_basis="form") == [
        ("gcm", "15", "form", None),
        ("gcm", "16", "form", None),
        ("gcm", "7", "form", None),
        ("round_table", "3", "form", None),
    ]


def test_areas_follow_from_themes_and_the_stronger_tie_wins() -> None:
    assert tags(themes="housing;health") == [
        ("gcr_area", "2.3", "crosswalk", "primary"),
        ("gcr_area", "2.6", "crosswalk", "primary"),
        ("theme", "health", "classified", None),
        ("theme", "housing", "classified", None),
    ]
    assert ("gcr_area", "2.3", "crosswalk", "secondary") in tags(themes="housing")


def test_a_pledge_without_tags_has_no_rows() -> None:
    assert tags() == []


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset(Folder(SHIPPED))


def test_shipped_tags_are_unique_and_counted_by_hand(shipped: Dataset) -> None:
    assert not shipped.tags.duplicated(["pledge_id", "scheme", "code"]).any()
    pledges_with = shipped.tags.groupby("scheme")["pledge_id"].nunique()
    assert pledges_with.to_dict() == {
        "compact": 52,
        "forum": 31,
        "gcm": 40,
        "gcr_area": 81,
        "migration_role": 6,
        "priority_objective": 13,
        "round_table": 40,
        "sdg": 18,
        "target_group": 79,
        "theme": 81,
    }
    compact = shipped.tags[shipped.tags["scheme"] == "compact"]["code"].value_counts()
    assert compact.to_dict() == {"GCM": 45, "GCR": 12}


def test_shipped_places_have_a_region_in_every_scheme(shipped: Dataset) -> None:
    regions = shipped.pledge_governments.drop(columns=["pledge_id", "city_id", "kind", "iso3"])
    assert regions.notna().all().all()
    unplaced = shipped.pledge_governments[(regions == "unplaced").any(axis=1)]
    assert set(unplaced["city_id"]) == {"maipu"}
