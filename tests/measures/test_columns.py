"""The columns that a measure names in its docstring are those of its result table, over the shipped data."""

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pandas as pd
import pytest

from analytics import measures, reports
from analytics.dataset.versions import served_version
from analytics.facets import Facets
from analytics.measures import changes, coverage, forum_topics, funding, objective_gaps, peers, scenario
from analytics.measures.gaps import Comparison
from analytics.measures.need import DISPLACED
from analytics.selection import FilteredData, Selection, filter_data

SELECTIONS = {
    "everything": Selection(),
    "one region": Selection(region=("Africa",)),
    "nothing": Selection(region=("Oceania",), theme=("diaspora_and_development",)),
}
NOT_A_RESULT = {
    "stated_fields": "a mask, one column a field or the item that it is read as",
    "counts_by_group": "its columns are those that it is given",
}


def matrix(filtered: FilteredData) -> pd.DataFrame:
    return coverage.coverage_matrix(filtered, coverage.Counting())


def topic(filtered: FilteredData) -> forum_topics.Topic:
    found = forum_topics.topics_of(filtered.dataset, "IMRF-2022")
    assert found
    return found.topics[0]


def compared(filtered: FilteredData) -> changes.Changes:
    version = served_version(filtered.dataset)
    return changes.changes(filtered.dataset, version, version)


def peers_of_accra(filtered: FilteredData) -> peers.Peers:
    asked = peers.PeerQuery("accra-gha")
    city = peers.city_of(filtered.facets, asked)
    assert city
    return peers.peers(filtered, city, asked)


ARGUMENTS: dict[str, Callable[[FilteredData], Any]] = {
    "filtered": lambda filtered: filtered,
    "facets": lambda filtered: filtered.facets,
    "dataset": lambda filtered: filtered.dataset,
    "pledges": lambda filtered: filtered.selected_pledges(),
    "countries": lambda filtered: filtered.dataset.countries,
    "alike": peers_of_accra,
    "matrix": matrix,
    "found": compared,
    "topic": topic,
    "topics": lambda filtered: forum_topics.topics_of(filtered.dataset, "IMRF-2022").topics,
    "core": scenario.core_objectives,
    "as_of": lambda filtered: filtered.dataset.as_of,
    "applicant": lambda filtered: funding.applicant_of(filtered.dataset, "accra-gha"),
    "today": lambda filtered: filtered.dataset.as_of,
    "funder": lambda _filtered: "ikea-foundation",
    "government_id": lambda _filtered: "accra-gha",
    "by": lambda _filtered: "region",
    "here": lambda filtered: filtered.government_mask,
    "forum": lambda _filtered: "GRF-2027",
    "codes": lambda _filtered: ("GHA", "TGO"),
    "comparison": lambda _filtered: Comparison(),
    "counting": lambda _filtered: coverage.Counting(),
    "facet": lambda _filtered: "theme",
    "iso3": lambda _filtered: "GHA",
    "measure": lambda _filtered: "pledges",
    "name": lambda _filtered: "year_announced",
    "need": lambda _filtered: DISPLACED,
    "places": lambda _filtered: "country",
    "pledge_id": lambda _filtered: "zurich-che-1",
    "regions_by": lambda _filtered: "m49_region",
    "universe": lambda _filtered: "un_members",
    "weights": lambda _filtered: objective_gaps.Weights(),
}
"""What a measure is called with, by the name of its parameter."""


def result_tables() -> Iterator[Callable[..., Any]]:
    """Every public measure that returns a table, and the states that they are counted from."""
    for info in pkgutil.iter_modules(measures.__path__):
        module = import_module(f"{measures.__name__}.{info.name}")
        for name, function in inspect.getmembers(module, lambda each: inspect.isfunction(inspect.unwrap(each))):
            is_table = "DataFrame" in str(inspect.signature(function).return_annotation)
            if function.__module__ == module.__name__ and is_table and not name.startswith("_"):
                yield function
    yield reports.report_states


MEASURES = {function.__name__: function for function in result_tables()}


def called(function: Callable[..., Any], filtered: FilteredData) -> pd.DataFrame:
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    result = function(**{each.name: ARGUMENTS[each.name](filtered) for each in needed})
    return result[1] if isinstance(result, tuple) else result


def named(function: Callable[..., Any], filtered: FilteredData) -> list[str]:
    """The names in the sentence "Columns: ...", what stands between parentheses left out.

    In capitals, a constant of the module that lists some; `item_codes`, those of the data; "those of" a measure or a
    table of the data stands for its columns.
    """
    sentence = re.search(r"Columns: (.*?)(\n\n|\Z)", inspect.getdoc(function) or "", flags=re.DOTALL)
    assert sentence, f"{function.__name__} does not name its columns"
    text = re.sub(r"\([^()]*\)", "", sentence.group(1)).partition(". ")[0]
    found: list[str] = []
    for borrowed, name in re.findall(r"(those of )?`(\w+)`", text):
        module = inspect.getmodule(function)
        if borrowed:
            own = MEASURES.get(name)
            found += named(own, filtered) if own else list(getattr(filtered.dataset, name))
        elif name.isupper():
            found += getattr(module, name)
        else:
            found += module.item_codes(filtered.dataset) if name == "item_codes" else [name]  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("chosen", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", [name for name in MEASURES if name not in NOT_A_RESULT])
def test_the_columns_of_a_result_table_are_those_it_names(facets: Facets, name: str, chosen: Selection) -> None:
    filtered = filter_data(facets, chosen)
    columns = list(called(MEASURES[name], filtered))
    assert sorted(columns) == sorted(named(MEASURES[name], filtered))
