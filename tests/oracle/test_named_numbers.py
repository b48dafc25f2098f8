"""A number of one name is the same on every page, in every file and on every slide, and what SQL says it is."""

import io
import re
from collections import defaultdict
from collections.abc import Callable

import pandas as pd
import pytest

from analytics.exhibits.coverage.figures import matrix, region_bars
from analytics.exhibits.coverage.tables import empty_list
from analytics.exhibits.overview.findings import linked_findings
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.places.governments import pledger_table
from analytics.exhibits.pledges.one_pledge import reported
from analytics.exhibits.pledges.tables import (
    answer_names,
    field_names,
    item_names,
    missing_fields,
    pledge_documentation,
    pledge_export,
    pledge_rows,
)
from analytics.exhibits.progress.figures import freshness_bars, progress_bars, state_names
from analytics.exhibits.progress.follow_up import follow_up_table, missing_field_names
from analytics.exhibits.records.figures import field_bars, item_bars
from analytics.exhibits.records.tables import SIGNS, matrix_table
from analytics.exports.tables import csv_bytes
from analytics.facets import Facets
from analytics.labels import label
from analytics.measures.coverage import Counting
from analytics.measures.headlines import headlines
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.workbook_sheets import selection_sheets
from analytics.reports import NO_REPORT, OVERDUE, STATES
from analytics.selection import FilteredData, filter_data, option_counts
from tests.oracle.cases import Case
from tests.oracle.generated import generated_cases

COUNT, SEED = 60, 11
WITH_FILES = 12
"""Selections whose workbook and pack are made too: they take longer."""

Ask = Callable[..., pd.DataFrame]
Numbers = dict[str, dict[str, int]]
"""What is printed under each name, by the place that prints it."""


@pytest.fixture(scope="module")
def cases(facets: Facets) -> list[Case]:
    return generated_cases(facets, COUNT, SEED)


def on_pages(filtered: FilteredData) -> Numbers:
    found: Numbers = defaultdict(dict)
    heads = headlines(filtered).set_index("headline")["value"]
    for name in ("pledges", "governments", "countries"):
        if pd.notna(heads[name]):
            found[name]["headline"] = int(heads[name])
    for said in linked_findings(filtered):
        if said.sentence.kind == "not_reported":
            found["not reported on"]["finding"] = said.sentence.facts["pledges"]
            found[OVERDUE]["finding"] = said.sentence.facts["overdue"]
    for facet in ("region", "theme", "kind"):
        row = progress_bars(filtered, facet, "").table.iloc[0]
        found["pledges"][f"progress by {facet}"] = int(row["of"])
        found["reported on"][f"progress by {facet}"] = int(row["reported"])
        found["not reported on"][f"progress by {facet}"] = int(row["not_reported"])
        for state in STATES:
            found[state][f"progress by {facet}"] = int(row[state])
    found["not reported on"]["freshness"] = int(freshness_bars(filtered, "region", "").table.iloc[0]["none"])
    names = {name: state for state, name in state_names(filtered).items()}
    for place, table in (("list of pledges", pledge_rows(filtered)), ("CSV of pledges", _read_again(filtered))):
        found["pledges"][place] = len(table)
        listed = table["state"].map(names).value_counts()
        for state in STATES:
            found[state][place] = int(listed.get(state, 0))
        found["not reported on"][place] = sum(int(listed.get(state, 0)) for state in (OVERDUE, NO_REPORT))
    missing_fields = follow_up_table(filtered, "").rows["missing"].astype("str")
    found[OVERDUE]["follow-up"] = int(missing_fields.str.contains(missing_field_names()["overdue"], regex=False).sum())
    found[NO_REPORT]["follow-up"] = int((missing_fields == missing_field_names()["silent"]).sum())
    return found


def _read_again(filtered: FilteredData) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(csv_bytes(pledge_export(filtered), ["about"])), comment="#")


def of_places(filtered: FilteredData) -> Numbers:
    found: Numbers = defaultdict(dict)
    claim = matrix(filtered, Counting()).finding
    if claim.kind == "pairs_without_pledge":
        found["pairs"]["matrix"] = claim.facts["empty"]
        found["pairs"]["list"] = int(empty_list(filtered, "theme").rows["count"].sum())
    if filtered.selection.can_have_places():
        found["countries"]["map"] = int((pledge_map(filtered, "pledges", "un_members").table["pledges"] > 0).sum())
        kinds = {label(filtered.dataset, "government_kind", kind) for kind in ("network", "not_named")}
        found["governments"]["list of governments"] = int((~pledger_table(filtered).rows["kind"].isin(kinds)).sum())
        bars = region_bars(filtered, Counting(measure="governments")).table
        found["governments"]["bars"] = int(bars["value"].fillna(0).sum())
    return found


def in_files(filtered: FilteredData) -> Numbers:
    found: Numbers = defaultdict(dict)
    sheet = selection_sheets(filtered)[0].table
    names = {name: state for state, name in state_names(filtered).items()}
    listed = sheet["state"].map(names).value_counts()
    found["pledges"]["workbook"] = len(sheet)
    for state in STATES:
        found[state]["workbook"] = int(listed.get(state, 0))
    scope = pack_scope(filtered, "")
    for slide in pack(filtered, scope, "https://example.org") if scope.pledges else []:
        if slide.title.kind == "headline_counts" and "pledges" in slide.title.facts:
            found["pledges"][f"slide “{slide.title}”"] = slide.title.facts["pledges"]
        for count in re.findall(r"Not reported on: (\d+)", slide.description):
            found["not reported on"][f"slide “{slide.title}”"] = int(count)
        if slide.title.kind == "pairs_without_pledge":
            found["pairs"][f"slide “{slide.title}”"] = slide.title.facts["empty"]
    return found


def by_sql(ask: Ask, case: Case) -> dict[str, int]:
    states = ask("select state.state, count(*) as n from state semi join kept using (pledge_id) group by 1", case)
    counted = states.set_index("state")["n"].reindex(list(STATES), fill_value=0).astype(int).to_dict()
    one = ask(
        "select (select count(*) from kept) as pledges, (select count(distinct iso3) from place) as countries,"
        " (select count(distinct city_id) from place where kind not in ('network', 'not_named')) as governments",
        case,
    ).iloc[0]
    silent = sum(counted[state] for state in (OVERDUE, NO_REPORT))
    return {**one.astype(int).to_dict(), **counted, "not reported on": silent, "reported on": one["pledges"] - silent}


def differing(truth: dict[str, int], *printed: Numbers) -> list[str]:
    return [
        f"{name}: {place} says {value}, not {truth[name]}"
        for numbers in printed
        for name, places in numbers.items()
        for place, value in places.items()
        if name in truth and value != truth[name]
    ]


def test_each_named_number_is_the_same_wherever_it_is_printed(ask: Ask, facets: Facets, cases: list[Case]) -> None:
    wrong = []
    for index, case in enumerate(cases):
        filtered = filter_data(facets, case.chosen)
        printed = [on_pages(filtered), of_places(filtered)]
        if index < WITH_FILES:
            printed.append(in_files(filtered))
        truth = by_sql(ask, case)
        pairs = {value for numbers in printed for value in numbers.get("pairs", {}).values()}
        assert len(pairs) <= 1, (case.chosen, pairs)
        wrong += [f"{each} of {case.chosen}" for each in differing(truth, *printed)]
    assert not wrong, "\n".join(wrong[:20])


@pytest.fixture(scope="module")
def panels(facets: Facets) -> pd.DataFrame:
    """What the panel of each pledge says it states: `pledge_id`, `name`, `place`; a field is, that it does not lack."""
    rows = []
    fields = {*field_names().values(), *item_names(facets.dataset).values()}
    for pledge_id in facets.dataset.pledges["pledge_id"]:
        answers, lacking = pledge_documentation(facets, pledge_id), missing_fields(facets, pledge_id)
        stated = answers.loc[answers["answer"] == answer_names()["yes"], "item"]
        rows += [(pledge_id, name, "panel") for name in stated]
        rows += [(pledge_id, name, "what a panel lacks") for name in fields if name not in lacking]
    return pd.DataFrame(rows, columns=["pledge_id", "name", "place"])


def of_records(filtered: FilteredData, panels: pd.DataFrame) -> Numbers:
    """How many pledges state an item or a field, by its name."""
    found: Numbers = defaultdict(dict)
    signs = matrix_table(filtered).rows
    own = (
        panels[panels["pledge_id"].isin(filtered.selected_pledges()["pledge_id"])]
        .groupby("place")["name"]
        .value_counts()
    )
    for row in item_bars(filtered).table.itertuples():
        found[row.label]["bars of items"] = int(row.yes)
        found[row.label]["record by record"] = int((signs[row.item] == SIGNS["yes"]).sum())
        found[row.label]["panel"] = int(own.get(("panel", row.label), 0))
    for row in field_bars(filtered).table.itertuples():
        found[row.label]["bars of fields"] = int(row.stated)
        if row.field != "status":
            found[row.label]["what a panel lacks"] = int(own.get(("what a panel lacks", row.label), 0))
    return found


def test_what_records_state_is_the_same_wherever_it_is_counted(
    facets: Facets, cases: list[Case], panels: pd.DataFrame
) -> None:
    for case in cases:
        filtered = filter_data(facets, case.chosen)
        if filtered.count():
            printed = of_records(filtered, panels)
            assert {"Partners", "Deadline", "Budget"} <= printed.keys()
            assert {name: places for name, places in printed.items() if len(set(places.values())) > 1} == {}


def test_the_filter_of_reports_counts_what_pages_show(ask: Ask, facets: Facets, cases: list[Case]) -> None:
    for case in cases:
        if not case.chosen.status:
            truth = by_sql(ask, case)
            assert option_counts(facets, case.chosen, "status") == {state: truth[state] for state in STATES}


def test_a_pledge_shows_the_state_that_it_is_counted_in(ask: Ask, facets: Facets, cases: list[Case]) -> None:
    states = ask("select pledge_id, state from state", cases[0]).set_index("pledge_id")["state"]
    for pledge_id, state in states.items():
        shown = reported(facets, str(pledge_id)).set_index("field")["value"]
        assert shown["Report"].startswith(f"{label(facets.dataset, 'report_state', state)} (")
