"""Counts of offers, asks and exchanges on the shipped data, against SQL over the file."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from analytics.exhibits.exchange.figures import APPLY, board_words, exchange_bars, named_together_matrix
from analytics.facets import Facets
from analytics.measures.exchange import KINDS, exchange_counts, matches
from analytics.selection import Selection, filter_data, sentence
from tests.conftest import DATA
from tests.oracle.cases import CASES, Case
from tests.oracle.generated import generated_cases

ROWS = f"""
with entry as (from read_csv('{DATA}/exchange.csv', all_varchar = true, header = true)),
own as (
    select *, list_transform(string_split(iso3, ';'), lambda each: trim(each)) as codes,
        (select string_agg(name, ' ') from country where contains(entry.iso3, country.iso3)) as names
    from entry
)
select own.* from own
where (not {{narrowed}} or list_has_any(codes, (select list(iso3) from country where {{countries}})))
    and ({{placeable}}) and ({{themes}}) and ({{searched}})
"""


def asked(case: Case) -> dict[str, str]:
    listed = ", ".join(f"'{code}'" for code in case.chosen.theme)
    words = [f"contains(lower(strip_accents(concat_ws(' ', cities, names, text))), lower(strip_accents('{word}')))"
             for word in case.chosen.search.lower().split()]  # fmt: skip
    return {"themes": f"theme in ({listed})" if listed else "true", "searched": " and ".join(words) or "true"}


WORDS = pd.read_csv(DATA / "exchange.csv")["cities"].str.split("; *").explode().drop_duplicates()
SEARCHES = {
    " on ".join([f"a search for {words}", *theme]): Case(Selection(search=words, theme=theme))
    for words in (*WORDS, "Colombia", "refugees", "no such words")
    for theme in ((), ("governance_and_participation",))
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in {**CASES, **SEARCHES}.items()])
def test_offers_asks_and_exchanges(ask: Callable[..., pd.DataFrame], facets: Facets, case: Case) -> None:
    filtered, rows = filter_data(facets, case.chosen), ask(ROWS, case, **asked(case))
    claim = board_words(filtered)
    if rows.empty:
        assert claim.kind == "nothing_to_say"
        return
    counts = rows["kind"].value_counts()
    assert {kind: claim.facts[kind] for kind in KINDS} == {kind: counts.get(kind, 0) for kind in KINDS}
    everything = ask(ROWS, case, narrowed="false", placeable="true", **{**asked(case), "searched": "true"})
    offers = everything[everything["kind"] == "offer"]
    asks = rows[rows["kind"] == "ask"]
    unmet = {
        each.theme for each in asks.itertuples()
        if not ((offers["theme"] == each.theme) & (offers["city_ids"] != each.city_ids)).any()
    }  # fmt: skip
    met = {each.theme for each in asks.itertuples()} - unmet
    assert set(claim.facts["unmet"]) == unmet - met
    table = exchange_counts(filtered, "theme").set_index("code")
    for kind in KINDS:
        by_theme = rows.loc[rows["kind"] == kind, "theme"].value_counts().to_dict()
        assert {code: count for code, count in table[kind].items() if count} == by_theme
    found = matches(filtered)
    links = named_together_matrix(filtered).finding
    if links.kind == "exchange_links":
        assert links.facts["exchanges"] == counts.get("exchange", 0)
        assert links.facts["mentors"] == found[found["named"]].drop_duplicates(["ask", "offer_city"]).shape[0]


def test_what_a_figure_covers_combines_filters_as_the_selection_does(facets: Facets) -> None:
    """In Asia and on housing is not in Asia or on housing."""
    several = 0
    for case in generated_cases(facets, 120, seed=31):
        own = {name: getattr(case.chosen, name) for name in APPLY}
        alone = filter_data(facets, replace(Selection(regions_by=case.chosen.regions_by), **own))
        which = sentence(alone).removeprefix("Pledges ").partition(", as of")[0]
        several += sum(map(bool, own.values())) > 1
        scope = exchange_bars(filter_data(facets, case.chosen), "theme").scope
        assert f"exchanges, {which};" in scope or not any(own.values()), scope
    assert several
