"""Offers, asks and exchanges on a few rows: which are of a selection, which match, and what is not known."""

import pandas as pd
import pytest

from analytics.exhibits.exchange.figures import board_words
from analytics.exhibits.exchange.tables import cities_named, match_table, of_city, unmet_words
from analytics.measures.exchange import exchange_counts, exchange_rows, matches, named_together, unmet
from analytics.selection import Selection
from tests.tiny import Row, filtered, pledge


def row(code: str, kind: str, cities: str, iso3: str, theme: str = "housing", **cells: str | None) -> Row:
    return {
        "exchange_id": code,
        "kind": kind,
        "cities": cities,
        "city_ids": cities.lower(),
        "iso3": iso3,
        "theme": theme,
        "text": f"Text of {code}",
        "year": "2024",
        "source_url": "https://example.org",
        "certainty": "confirmed",
        **cells,
    }


ROWS = (
    row("offer", "offer", "Kampala", "UGA"),
    row("asks", "ask", "Nairobi", "KEN", year="2026"),
    row("named", "ask", "Suva", "FJI", text="Asked; Kampala visited", year=None, certainty="inferred"),
    row("alone", "ask", "Suva", "FJI", theme="health"),
    row("unasked", "offer", "Tyre", "LBN", theme="education", certainty="inferred"),
    row("own", "ask", "Tyre", "LBN", theme="education"),
    row("both", "exchange", "Tyre; Nairobi", "LBN;KEN", theme="health", year=None),
)
PLEDGES = (pledge("a", "nairobi"), pledge("b", "tyre"))


def ids(**chosen: object) -> list[str]:
    return list(exchange_rows(filtered(*PLEDGES, exchange=ROWS, chosen=Selection(**chosen)))["exchange_id"])  # type: ignore[arg-type]


def test_region_country_theme_and_search_say_which_rows_and_other_filters_do_not() -> None:
    assert len(ids()) == len(ROWS)
    assert ids(region=("Africa",)) == ["offer", "asks", "both"]
    assert ids(country=("LBN",), theme=("health",)) == ["both"]
    assert ids(search="NAIROBI text") == ["asks", "both"]
    assert ids(compact=("GCR",), status=("overdue",)) == ids()
    assert ids(region=("network",)) == []


def test_the_board_counts_one_of_two_regions_in_each_and_keeps_rows_without_any() -> None:
    data = filtered(*PLEDGES, exchange=ROWS)
    by_region = exchange_counts(data, "region").set_index("code")
    assert by_region.loc["Africa", ["offer", "ask", "exchange", "inferred"]].tolist() == [1, 1, 1, 0]
    assert by_region.loc["Asia", ["offer", "ask", "exchange", "inferred"]].tolist() == [1, 1, 1, 1]
    assert by_region.loc["Oceania", ["offer", "ask", "exchange", "inferred"]].tolist() == [0, 2, 0, 1]
    by_theme = exchange_counts(data, "theme").set_index("code")
    assert by_theme[["offer", "ask", "exchange"]].sum().tolist() == [2, 4, 1]


def test_an_ask_meets_offers_of_other_cities_on_its_theme_with_what_speaks_for_it() -> None:
    found = matches(filtered(*PLEDGES, exchange=ROWS))
    assert list(zip(found["ask"], found["offer"], strict=True)) == [("named", "offer"), ("asks", "offer")]
    named, other = found.iloc[0], found.iloc[1]
    assert (named["named"], named["same_region"], named["languages"]) == (True, False, ("en",))
    assert pd.isna(named["years_apart"]) and named["certainty"] == "inferred"
    assert (other["named"], other["same_region"], other["languages"]) == (False, True, ("en", "sw"))
    assert (other["years_apart"], other["certainty"]) == (2, "confirmed")
    words = match_table(filtered(*PLEDGES, exchange=ROWS)).rows
    assert words["unknown"].tolist() == ["year of one or both", "–"]
    assert words["reasons"][1] == "the same region; official in both countries: English and Swahili"
    assert words["years"].tolist() == ["not known, 2024", "2026, 2024"]


ELSEWHERE = "https://example.org/other"
NAMED = {
    "one source, years far apart": ({"year": "2020"}, {}, True),
    "two sources of one year": ({"source_url": ELSEWHERE}, {}, True),
    "two sources, years apart": ({"source_url": ELSEWHERE, "year": "2023"}, {}, False),
    "two sources, a year unknown": ({"source_url": ELSEWHERE, "year": None}, {}, False),
    "a part of a word": ({"text": "Asked Kampalans"}, {}, False),
    "the offer names the other": ({"text": "Asked"}, {"text": "Hosted Suva."}, True),
}


@pytest.mark.parametrize("name", NAMED)
def test_a_pair_has_found_each_other_only_in_one_source_or_year_and_by_whole_words(name: str) -> None:
    ask, offer, is_pair = NAMED[name]
    rows = (
        row("offer", "offer", "Kampala", "UGA", **offer),
        row("ask", "ask", "Suva", "FJI", **{"text": "Kampala visited", **ask}),
    )
    assert matches(filtered(*PLEDGES, exchange=rows)).iloc[0]["named"] == is_pair


def test_two_cities_of_one_country_share_more_than_a_language() -> None:
    rows = (row("offer", "offer", "Kampala", "UGA"), row("ask", "ask", "Arua", "UGA", year="2025"))
    assert match_table(filtered(*PLEDGES, exchange=rows)).rows["reasons"].tolist() == ["the same country; a year apart"]


def test_matches_do_not_depend_on_the_order_of_rows_and_reach_beyond_the_selection() -> None:
    first = matches(filtered(*PLEDGES, exchange=ROWS))
    pd.testing.assert_frame_equal(first, matches(filtered(*PLEDGES, exchange=ROWS[::-1])))
    in_oceania = matches(filtered(*PLEDGES, exchange=ROWS, chosen=Selection(region=("Oceania",))))
    assert list(in_oceania["ask"]) == ["named"], "the offer is from Africa"


def test_a_search_says_whose_asks_and_offers_are_meant_and_not_who_may_meet_them() -> None:
    data = filtered(*PLEDGES, exchange=ROWS, chosen=Selection(search="Suva"))
    assert list(matches(data)["offer"]) == ["offer"], "the words are not in the offer of Kampala"
    assert unmet(data) == {"ask": ("health",), "offer": ()}
    assert named_together(data)["cities"].tolist() == [("Kampala", "Suva")]


def test_a_city_is_no_answer_to_its_own_ask() -> None:
    data = filtered(*PLEDGES, exchange=ROWS)
    assert unmet(data) == {"ask": ("health", "education"), "offer": ("education",)}
    assert unmet_words(data) == [
        "Asked, and no other city’s offer was found: health (en) and education (en).",
        "Offered, and no other city’s ask was found: education (en).",
    ]


def test_the_headline_says_that_only_offers_of_other_cities_meet_an_ask() -> None:
    said = board_words(filtered(*PLEDGES, exchange=ROWS))
    assert said.endswith("Asked, and no other city’s offer found: health (en) and education (en)")


def test_an_ask_of_another_city_does_not_meet_that_of_the_selection() -> None:
    rows = (
        row("own", "ask", "Tyre", "LBN"),
        row("own offer", "offer", "Tyre", "LBN"),
        row("other", "ask", "Suva", "FJI"),
    )
    chosen = Selection(country=("LBN",))
    assert unmet(filtered(*PLEDGES, exchange=rows, chosen=chosen)) == {"ask": ("housing",), "offer": ()}


def test_who_is_named_together_are_exchanges_and_those_of_whom_one_names_the_other() -> None:
    found = named_together(filtered(*PLEDGES, exchange=ROWS))
    assert list(found["cities"]) == [("Kampala", "Suva"), ("Tyre", "Nairobi")]
    assert list(found["iso3"]) == [("UGA", "FJI"), ("LBN", "KEN")]
    assert list(found["certainty"]) == ["inferred", "confirmed"]


def test_a_group_is_called_by_its_first_cities_and_how_many_more() -> None:
    assert cities_named(("A", "B", "C"), 2024) == "A, B and C, 2024"
    assert cities_named(("A", "B", "C", "D"), pd.NA) == "A, B and 2 more"


def test_what_one_city_offers_is_its_own_whatever_is_selected() -> None:
    data = filtered(*PLEDGES, exchange=ROWS, chosen=Selection(region=("Oceania",)))
    assert of_city(data, "nairobi").rows["kind"].tolist() == ["ask (en)", "exchange (en)"]
    assert of_city(data, "atlantis").rows.empty


def test_a_table_without_rows_is_no_error() -> None:
    data = filtered(*PLEDGES)
    assert matches(data).empty and named_together(data).empty and unmet(data) == {"ask": (), "offer": ()}
    assert exchange_counts(data, "theme")[["offer", "ask", "exchange"]].to_numpy().sum() == 0
