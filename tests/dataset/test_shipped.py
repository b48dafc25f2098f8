"""The shipped data: counts worked out by hand from the sources, and labels for every code."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.dataset import NETWORK, UNPLACED, Dataset, Folder, load_dataset
from analytics.dataset.descriptor import SHIPPED, shipped_resources
from analytics.dataset.versions import version_of
from tests.csv_rows import read_rows


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(Folder(SHIPPED))


def test_counts(dataset: Dataset) -> None:
    kinds = dataset.governments["kind"].value_counts()
    local = dataset.governments[~dataset.governments["kind"].isin([NETWORK, "not_named"])]
    assert len(dataset.pledges) == 81
    assert len(local) == 57
    assert kinds[NETWORK] == 7
    assert kinds["not_named"] == 1
    assert len(dataset.countries) == 250
    assert dataset.countries["un_member"].sum() == 193
    assert len(dataset.published_figures) == 102
    assert len(dataset.forums) == 24
    assert len(dataset.round_tables) == 46
    assert len(dataset.crosswalk) == 101
    assert dataset.forum_topics["forum_id"].value_counts().to_dict() == {"GFMD-2025": 6, "GRF-2019": 4}
    assert len(dataset.documentation_items) == 10
    assert dataset.local_competence["local_competence"].value_counts().to_dict() == {"low": 9, "medium": 8, "high": 6}


def test_counts_of_exchange_and_funding(dataset: Dataset) -> None:
    assert dataset.exchange["kind"].value_counts().to_dict() == {"offer": 24, "exchange": 10, "ask": 7}
    assert (len(dataset.grants), dataset.grants["amount_usd"].count()) == (67, 14)
    assert len(dataset.funding_windows) == 19
    assert len(dataset.context_cities) == 84
    assert len(dataset.related_city_actions) == 9
    # None was open on the day of the data.
    assert (dataset.funding_windows["closes"].dropna() < "2026-11-28").all()
    own = dataset.governments.set_index("city_id")["iso3"]
    context = dataset.context_cities.set_index("city_id")["iso3"]
    both = own.index.intersection(context.index)
    assert len(both) == 29 and own[both].tolist() == context[both].tolist()
    # A total belongs to its window: it is the same on each of its rows.
    assert dataset.grants.groupby(["fund", "window", "announced_on"])["window_total_usd"].nunique().max() == 1


def test_pledges_of_local_governments_and_of_networks(dataset: Dataset) -> None:
    places = dataset.pledge_governments
    assert places.loc[places["kind"] != NETWORK, "pledge_id"].nunique() == 73
    assert places.loc[places["kind"] == NETWORK, "pledge_id"].nunique() == 8
    # Two joint pledges of cities and one of networks add a row each to the 81.
    assert len(places) == 84
    assert places.loc[places["kind"] != NETWORK, "iso3"].nunique() == 36
    assert "BGD" in set(places["iso3"])
    assert "MAR" not in set(places["iso3"])


def test_every_government_has_a_pledge(dataset: Dataset) -> None:
    assert set(dataset.pledge_governments["city_id"]) == set(dataset.governments["city_id"])


def test_the_newest_day_on_which_a_source_was_read(dataset: Dataset) -> None:
    assert dataset.as_of == date(2026, 11, 28)
    assert dataset.package["version"] == "2026-11-28"
    assert dataset.pledges["retrieved"].value_counts().to_dict() == {"2026-11-28": 50, "2026-11-23": 31}


def test_objectives_round_tables_and_areas(dataset: Dataset) -> None:
    taxonomy = dataset.taxonomy
    assert taxonomy.loc[taxonomy["scheme"] == "gcm", "code"].tolist() == [str(i) for i in range(1, 24)]
    tables = dataset.round_tables
    for forum in ("IMRF-2022", "IMRF-2026"):
        sizes = tables[tables["forum_id"] == forum].groupby("round_table")["gcm_objective"].nunique()
        assert sizes.to_dict() == {"1": 5, "2": 7, "3": 6, "4": 5}
    areas = taxonomy[taxonomy["scheme"] == "gcr_area"]
    assert areas["parent_code"].value_counts().to_dict() == {"1": 6, "2": 10, "3": 5}


def test_objectives_of_the_refugee_compact_share_its_areas_among_them(dataset: Dataset) -> None:
    words = dataset.taxonomy
    names = ["label_en", "label_es", "label_fr"]
    topics = dataset.forum_topics[dataset.forum_topics["forum_id"] == "GRF-2019"]
    objectives = words[words["scheme"] == "gcr_objective"]
    assert topics[names].to_numpy().tolist() == objectives[names].to_numpy().tolist()
    areas = words[(words["scheme"] == "gcr_area") & words["parent_code"].notna()]["code"]
    assert sorted(";".join(topics["gcr_areas"]).split(";")) == sorted(areas)


def test_kept_as_the_source_states_it(dataset: Dataset) -> None:
    pledges = dataset.pledges.set_index("pledge_id")
    assert pledges.loc["famsi-esp-network-1", "place_as_stated"] == "Spain; Morocco"
    assert pledges.loc["tyre-zurich-joint-1", "government_ids"] == "tyre-lbn;zurich-che"
    assert pledges.loc["salt-lake-county-usa-2", "government_as_stated"].endswith("Diversity and Inclusion)")
    assert pledges.loc["kampala-nairobi-joint-1", "government_ids"] == "kampala-uga;nairobi-ken"
    assert pledges.loc["c40-mmc-network-1", "government_ids"] == "c40-cities;mayors-migration-council"
    assert pledges.loc["mmc-network-1", "government_ids"] == "mayors-migration-council"
    assert pledges["priority_objectives"].str.contains("PO3b").sum() == 2
    assert pledges["status"].value_counts().to_dict() == {"no_report": 70, "in_progress": 11}
    assert pledges["compact"].value_counts().to_dict() == {"GCM": 40, "GCR": 7, "both": 5}
    assert pledges["certainty"].value_counts().to_dict() == {"confirmed": 69, "inferred": 12}


def test_what_a_listing_of_a_goal_or_an_objective_shows_is_in_the_row(dataset: Dataset) -> None:
    columns = ["pledge_id", "source_url", "other_urls", "sdgs", "gcm_objectives"]
    for pledge in dataset.pledges[columns].fillna("").to_dict("records"):
        listings = [each for each in f"{pledge['source_url']};{pledge['other_urls']}".split(";") if "gfmd.org" in each]
        for column, listed in (("sdgs", r"/goal-(\d+)-"), ("gcm_objectives", r"/objective-(\d+)-")):
            shown = {number for each in listings for number in re.findall(listed, each)}
            assert shown <= set(pledge[column].split(";")), (pledge["pledge_id"], column)
    assert dataset.pledges["sdg_basis"].value_counts().to_dict() == {"gfmd_tag": 16, "page": 2}
    assert dataset.pledges["sdg_basis"].notna().equals(dataset.pledges["sdgs"].notna())


def test_ends_that_are_those_of_a_wider_project(dataset: Dataset) -> None:
    wider = dataset.pledges.loc[dataset.pledges["end_date_of_wider_project"].fillna(False), "pledge_id"]
    assert wider.tolist() == ["bangladesh-liupcp-1", "koboko-uga-1"]
    assert dataset.pledges["end_date_of_wider_project"].dtype == "boolean"
    notes = dataset.pledges.set_index("pledge_id").loc[wider, "date_note"]
    assert notes.str.startswith("Start and end are those of").all(), "the start is not the pledge's own either"


def test_states_of_a_report_in_their_order(dataset: Dataset) -> None:
    states = dataset.taxonomy[dataset.taxonomy["scheme"] == "report_state"].sort_values("display_order")
    assert states["label_en"].tolist() == [
        "Fulfilled",
        "In progress",
        "Planned",
        "Reported, stage not stated",
        "End date passed, reported on",
        "Stalled",
        "Withdrawn",
        "End date passed, nothing reported",
        "No report, end date not passed",
    ]


def test_a_forum_is_called_by_its_name_and_doubts_about_it_stand_apart(dataset: Dataset) -> None:
    forums, words = dataset.forums, dataset.taxonomy[dataset.taxonomy["scheme"] == "forum"]
    assert forums["forum_id"].tolist() == words["code"].tolist()
    assert forums["name"].tolist() == words["label_en"].tolist()
    assert not forums["name"].str.contains("not found|derived|no summit").any()
    dated = forums["start_date"].dropna().tolist()
    assert [day[:4] for day in dated] == sorted(day[:4] for day in dated), "the last one of a process is the latest"
    assert set(forums.loc[forums["compact"].isna(), "process"]) == {"UCLG", "WUF", "AFRICITIES", "UNECE"}
    # What is derived or was not found says so.
    assert forums.loc[~forums["verified"], "note"].notna().all()


def test_a_contradiction_names_a_record_and_column_that_exist() -> None:
    tables = {each.path: each for each in shipped_resources()}
    told = read_rows(SHIPPED / "contradictions.csv")
    assert len(told) == 15
    for each in told:
        table = tables[each["file"]]
        assert each["column"] in [field.name for field in table.fields]
        keys = [row[table.primary_key[0]] for row in read_rows(SHIPPED / table.path)]
        assert each["key"] in ("", *keys), each["contradiction_id"]


def test_the_release_that_readers_have_seen_is_kept_and_compares(dataset: Dataset) -> None:
    (source,) = Folder(SHIPPED).releases()
    kept = version_of(source)
    assert (source.name, len(kept.pledges), kept.as_of) == ("2026-11-23.zip", 80, date(2026, 11, 23))
    assert set(dataset.pledges["pledge_id"]) - set(kept.pledges["pledge_id"]) == {"bogota-col-2"}
    assert set(kept.pledges["pledge_id"]) <= set(dataset.pledges["pledge_id"])


def test_kinds_that_a_name_tells(dataset: Dataset) -> None:
    kinds = dataset.governments.set_index("city_id")["kind"]
    assert kinds[["salt-lake-county-usa", "nyamagabe-rwa", "tlaxcala-mex", "quito-ecu", "maipu"]].tolist() == [
        "county",
        "district",
        "region",
        "metropolitan",
        "city",
    ]


def test_missing_is_never_a_word(dataset: Dataset) -> None:
    for name in ("pledges", "governments", "countries", "taxonomy", "pledge_governments", "tags", "problems"):
        table = getattr(dataset, name)
        for column in table.columns[table.dtypes == "str"]:
            # A rule that compares with nothing has an empty detail.
            words = ["nan", "NaN", "None", "<NA>", *([""] if column not in ("detail", "near") else [])]
            assert not table[column].isin(words).any(), (name, column)


def test_types(dataset: Dataset) -> None:
    types = dataset.pledges.dtypes.astype(str)
    assert types[["year_announced", "people_reached"]].tolist() == ["Int64", "Int64"]
    assert types[["budget_usd", "has_budget", "start_date"]].tolist() == ["Float64", "boolean", "str"]
    assert dataset.pledges["has_budget"].value_counts(dropna=False).to_dict() == {
        True: 19,
        False: 4,
        pd.NA: 58,
    }


def test_every_region_of_a_country_is_declared_and_every_declared_one_is_used(dataset: Dataset) -> None:
    declared = dataset.region_schemes.groupby("scheme")["region"].agg(set)
    assert tuple(dict.fromkeys(dataset.region_schemes["scheme"])) == dataset.region_columns
    for scheme in dataset.region_columns:
        assert set(dataset.countries[scheme].dropna()) == declared[scheme]
    labels = dataset.taxonomy.set_index(["scheme", "code"])["label_en"]
    assert tuple(labels["region_scheme"].index) == dataset.region_columns
    assert set(labels["no_region"].index) == {NETWORK, UNPLACED}


def test_the_section_falls_back_to_the_inferred_one(dataset: Dataset) -> None:
    countries = dataset.countries.set_index("iso3")
    assert countries.loc["KEN", ["uclg_section", "uclg_inferred"]].tolist() == ["Africa", False]
    assert countries.loc["ARG", ["uclg_section", "uclg_inferred"]].tolist() == ["Latin America", True]
    assert pd.isna(countries.loc["PAK", "uclg_section"])
    assert countries["uclg_inferred"].sum() == 47
    assert countries["uclg_section"].notna().sum() == 137 + 47


def test_every_code_in_a_cell_has_its_labels(dataset: Dataset) -> None:
    labelled = set(map(tuple, dataset.taxonomy[["scheme", "code"]].to_numpy()))
    for tag in dataset.tags[["scheme", "code"]].drop_duplicates().to_numpy():
        assert tuple(tag) in labelled
    for basis in dataset.tags["basis"].unique():
        assert ("tag_basis", basis) in labelled
    for scheme in dataset.tags["scheme"].unique():
        assert ("tag_scheme", scheme) in labelled
    labels = dataset.taxonomy[["label_en", "label_es", "label_fr", "definition_en"]]
    assert labels.notna().all().all()


def test_display_orders_have_no_ties(dataset: Dataset) -> None:
    for table in (dataset.taxonomy, dataset.region_schemes):
        assert not table.duplicated(["scheme", "display_order"]).any()


def test_every_address_is_a_web_address() -> None:
    for path in SHIPPED.glob("*.csv"):
        cells = [row.get(each, "") for row in read_rows(path) for each in ("source_url", "other_urls")]
        for address in filter(None, ";".join(cells).split(";")):
            assert re.match(r"https?://[^/\s]+", address) or address == "pledges.csv", path.name


def test_the_files_are_written_alike() -> None:
    for path in SHIPPED.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\n")


@pytest.mark.slow
def test_writing_the_typed_tables_and_reading_them_again_changes_nothing(folder: Path) -> None:
    first = load_dataset(Folder(folder))
    for resource in shipped_resources():
        if resource.name in ("pledges", "published_figures", "region_schemes"):
            names = [field.name for field in resource.fields]
            table = getattr(first, resource.name)[names]
            answers = table.select_dtypes("boolean").apply(lambda column: column.map({True: "yes", False: "no"}))
            table = table.assign(**answers)
            table.to_csv(folder / resource.path, index=False, lineterminator="\n")
    second = load_dataset(Folder(folder))
    for name in ("pledges", "published_figures", "region_schemes", "pledge_governments", "tags"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))


def test_the_descriptor_describes_every_column_of_every_file() -> None:
    package = json.loads((SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    described = {each["path"] for each in package["resources"]}
    assert {path.name for path in SHIPPED.glob("*.csv")} == {each for each in described if each.endswith(".csv")}
    for resource in package["resources"]:
        assert resource["title"] and resource["description"] and resource["sources"] and resource["licenses"]
        if "schema" not in resource:
            continue
        with (SHIPPED / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [each["name"] for each in resource["schema"]["fields"]]
        for field in resource["schema"]["fields"]:
            assert field["title"] and field["description"].endswith("."), field["name"]


def test_the_readme_names_every_file_and_column() -> None:
    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    for resource in shipped_resources():
        assert f"`{resource.path}`" in readme or f"## {resource.path}" in readme
        for field in resource.fields:
            assert f"`{field.name}`" in readme, (resource.path, field.name)
