"""Every sentence about absence, rank, share or report, under generated selections, against SQL over the files.

A claim carries its kind and the numbers in it. Each kind has a check here that works them out again; a kind
without one fails. Under every selection a few figures are made, so that all of them are checked many times.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import pandas as pd
import pytest

from analytics.charts.description import Map, Matrix
from analytics.exhibits.calendar import figures as calendar
from analytics.exhibits.catalogue import kinds, remake
from analytics.exhibits.claims import CLAIMS, Claim
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.exhibits.funding.figures import funding
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.gaps import objectives as objective_gaps
from analytics.exhibits.overview.findings import linked_findings, linked_thin_places
from analytics.exhibits.overview.headline import headline_sentence
from analytics.exhibits.places import beside_world as place
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.pledges import figures as timeline
from analytics.exhibits.progress import figures as progress
from analytics.exhibits.published import figures as published
from analytics.exhibits.published.tables import results_words
from analytics.exhibits.records import figures as records
from analytics.exhibits.scenario import figures as scenario
from analytics.facets import NOT_STATED, Facets
from analytics.links import link_of
from analytics.measures.coverage import Counting
from analytics.measures.exchange import KINDS
from analytics.measures.forum_topics import Topic
from analytics.measures.gaps import COUNTED, Comparison
from analytics.measures.need import Need
from analytics.measures.objective_gaps import Weights
from analytics.measures.recruitment import Plan
from analytics.packs.forum_pack import forums, pack_scope, slides_of
from analytics.selection import LOOKED_FOR, FilteredData, filter_data
from analytics.shares import SMALL
from analytics.words import short_number
from tests.conftest import DATA
from tests.csv_rows import read_rows
from tests.exhibits.odd_words import odd
from tests.oracle.cases import Case
from tests.oracle.generated import case_of, covering_cases, filters_of, may_be_called_a_gap, quoted
from tests.oracle.test_exchange import ROWS, asked
from tests.oracle.test_gaps import GAPS

COUNT, SEED = 520, 20261128
FIGURES_OF_ONE = 4
"""Figures made of one selection, beside the findings and the matrix."""
WITH_PACKS = 40
"""Selections of which packs are made."""

Ask = Callable[..., pd.DataFrame]
Maker = Callable[[FilteredData], Exhibit]

FIGURES: list[Maker] = [
    *(partial(coverage.matrix, counting=Counting(scheme)) for scheme in ("gcm", "round_table", "gcr_area")),
    partial(coverage.matrix, counting=Counting("priority_objective", "member_share")),
    partial(coverage.matrix, counting=Counting(fractional=True)),
    *(
        partial(bars, counting=Counting(scheme, measure))
        for bars in (coverage.region_bars, coverage.code_bars)
        for scheme, measure in (("theme", "pledges"), ("theme", "governments"), ("gcm", "countries"))
    ),
    partial(coverage.code_bars, counting=Counting("gcr_area")),
    partial(coverage.region_bars, counting=Counting(measure="member_share")),
    coverage.objective_bars,
    partial(pledge_map, measure="pledges", universe="un_members"),
    partial(pledge_map, measure="pledges_per_million_people", universe="all_areas"),
    partial(pledge_map, measure="pledges_per_million_displaced", universe="un_members"),
    *(
        partial(maker, places=places, comparison=Comparison(need, counted))
        for maker in (gaps.need_against_pledges, gaps.representation)
        for places in ("region", "country")
        for need, counted in ((Need(), "pledges"), (Need("migrants"), "governments"))
    ),
    *(
        partial(gaps.gap_ranking, places=places, comparison=Comparison(need, counted, order))
        for places in ("region", "country")
        for need, counted in ((Need(), "pledges"), (Need("displaced", "idmc"), "parts"))
        for order in ("difference", "per_pledge", "per_million")
    ),
    *(partial(gaps.gap_strip, comparison=Comparison(Need(kind))) for kind in ("displaced", "population")),
    partial(gaps.gap_map, comparison=Comparison()),
    partial(gaps.gap_map, comparison=Comparison(Need("migrants"), "governments")),
    *(partial(progress.progress_bars, by=by, as_of=day) for by, day in (("region", ""), ("kind", "2025-12-31"))),
    partial(progress.freshness_bars, by="theme", as_of=""),
    records.item_bars,
    timeline.by_year,
    partial(funding, by="theme"),
    timeline.by_forum,
    partial(objective_gaps.weighted_objectives, weights=Weights(), fractional=False),
    partial(place.beside_world, comparison=Comparison()),
    published.published_bars,
    partial(calendar.ready_bars, forum="GFMD-2026"),
    partial(calendar.ready_bars, forum="WUF-2028"),
    partial(calendar.since_bars, forum="GRF-2023", until="IMRF-2026"),
    lambda filtered: scenario.scenario_figures(filtered, Plan(most=3))[1],
    # Of a scenario, pairs are counted here before it; tests/measures/test_scenario.py counts those after it.
    *(partial(remake, recipe=Recipe(kind)) for kind in kinds() if kind != "scenario"),
]


@pytest.fixture(scope="module")
def cases(facets: Facets) -> list[Case]:
    return covering_cases(facets, COUNT, SEED)


NAMES = {(row["scheme"], row["code"]): row["label_en"] for row in read_rows(DATA / "taxonomy.csv")}


class Oracle:
    """Answers in SQL about one selection, each asked for once."""

    def __init__(self, ask: Ask, case: Case) -> None:
        self.ask, self.case, self.chosen = ask, case, case.chosen
        self.rows, self.gaps = cache(self._rows), cache(self._gaps)

    def _rows(self, query: str, **conditions: str) -> pd.DataFrame:
        return self.ask(query, self.case, regions=REGIONS_SHOWN, **conditions)

    def may_be_a_gap(self) -> bool:
        """By the rule of the definitions, where any place is asked at all."""
        asked = self.case.filtered == "false" or self.one("select count(*) from country where {countries}") > 0
        return may_be_called_a_gap(self.chosen) and bool(asked)

    def one(self, query: str, **conditions: str) -> Any:
        return self.rows(query, **conditions).iloc[0, 0]

    def names_chosen(self, field: str) -> list[str]:
        """What the data call the themes or objectives that a filter names."""
        scheme = {"priority": "priority_objective"}.get(field, field)
        return [NAMES[scheme, code] for code in getattr(self.chosen, field)]

    def _shown(self, scheme: str) -> str:
        field = {"theme": "theme", "gcm": "gcm", "priority_objective": "priority"}.get(scheme)
        chosen = tuple(code for code in (getattr(self.chosen, field) if field else ()) if code != NOT_STATED)
        only_silence = bool(field and getattr(self.chosen, field)) and not chosen
        return f"code in ({quoted(chosen)})" if chosen else "false" if only_silence else "true"

    def cells(self, scheme: str) -> pd.DataFrame:
        """Pledges of every region and code that a pledge could be counted in."""
        return self.rows(CODES + CELLS, scheme=scheme, shown=self._shown(scheme))

    def codes(self, scheme: str) -> list[str]:
        """The codes of a scheme that are shown and that a pledge could carry."""
        return list(self.rows(CODES + "select code from shown_code", scheme=scheme, shown=self._shown(scheme))["code"])

    def _gaps(self, comparison: Comparison, places: str) -> pd.DataFrame:
        """Need and pledges of the places compared, by country or by region."""
        need, counted = comparison.need, comparison.counted
        table = self.rows(GAPS, need=need.kind, idps=need.idps, counted=counted)
        inhabitants = self.rows(
            # Kosovo's people are counted with those of Serbia.
            "select iso3 as place, people + case iso3 when 'SRB' then (select people from country where iso3 = 'XKX')"
            " else 0 end as inhabitants from country"
        )
        table = table[["place", "region", "people", "pledges"]].merge(inhabitants)
        if places == "region":
            table["inhabitants"] = table["inhabitants"].where(table["people"].notna())
            table["living"] = table["people"].where(table["inhabitants"].notna())
            sums = table.dropna(subset="region").groupby("region")[["people", "inhabitants", "living"]].sum(min_count=1)
            shown = self.rows(f"select region as place from region where scheme = '{self.chosen.regions_by}'"
                              " and {regions}")  # fmt: skip
            found = self.rows(BY_REGION).set_index("region")[counted]
            table = shown.assign(
                people=shown["place"].map(sums["people"]),
                inhabitants=shown["place"].map(sums["inhabitants"]),
                living=shown["place"].map(sums["living"]),
                pledges=shown["place"].map(found).fillna(0.0),
            )
        table = table if places == "region" else table.assign(living=table["people"])
        known = table[table["people"].notna()].set_index("place")
        known = known[["people", "pledges", "inhabitants", "living"]].astype(float)
        known["gap"] = known["people"] / known["people"].sum() - known["pledges"] / (
            known["pledges"].sum() or float("nan")
        )
        known["ratio"] = (known["pledges"] / (known["pledges"].sum() or float("nan"))) / (
            known["people"].where(known["people"] > 0) / known["people"].sum()
        )
        known["per_pledge"] = known["people"] / known["pledges"].where(known["pledges"] > 0)
        known["per_million"] = known["living"] / known["inhabitants"].where(known["inhabitants"] > 0) * 1e6
        return known

    def states(self, day: str) -> pd.DataFrame:
        return self.rows(f"from states_on(date '{day}') semi join kept using (pledge_id) where counted")


RESIDUE = "Not classified"
"""Countries that the World Bank puts into no group: no region that could have most or least."""

NO_RESIDUE = f" and region <> '{RESIDUE}'"

REGIONS_SHOWN = "{placeable} and (not {narrowed} or region in (select {regions_by} from country where {countries}))"
"""The regions that a selection is about, as a condition."""

CODES = """
with shown_code as (
    select code from term
    where scheme = '{scheme}' and ({shown})
    and ('{scheme}' <> 'gcr_area'
        or code in (select code from crosswalk where strength = 'primary' and scheme = 'gcr_area'))
    and ('{scheme}' <> 'priority_objective' or parent_code is null)
    and ('{scheme}' <> 'gcr_area' or parent_code is not null)
    and exists (select 1 from tag where tag.scheme = '{scheme}' and {tags})
)
"""
CELLS = """
, shown_region as (
    select region from region where scheme = '{regions_by}' and ({regions}) and region <> 'Not classified'
),
found as (
    select region, code, count(distinct pledge_id) as pledges
    from place join carried using (pledge_id) where scheme = '{scheme}' group by all
)
select region, code, coalesce(pledges, 0) as pledges
from shown_region cross join shown_code left join found using (region, code)
"""

BY_REGION = """
with in_regions as (
    select pledge_id,
        count(distinct case when kind = 'network' then 'network' else coalesce({regions_by}, 'unplaced') end) as n
    from made_by left join country using (iso3) group by 1
)
select region, count(*)::double as pledges, sum(1.0 / n) as parts,
    (select count(distinct city_id) from place as own where own.region = pairs.region
        and kind not in ('network', 'not_named'))::double as governments
from (select distinct region, pledge_id from place) as pairs join in_regions using (pledge_id) group by region
"""


def check(claim: Claim, oracle: Oracle) -> None:
    """The claim is true of its selection."""
    CHECKS[claim.kind](claim, claim.facts, oracle)
    words_fit(claim, oracle)


def words_fit(claim: Claim, oracle: Oracle) -> None:
    """Absence is called what the selection allows it to be called."""
    if oracle.may_be_a_gap():
        assert "in this selection" not in claim.lower() or claim.kind in ("nothing_to_say", "headline_counts"), claim
    else:
        assert "no pledge found" not in claim.lower(), claim
        assert "none found" not in claim, claim
    assert "gap" not in claim.lower().split(), claim
    if oracle.may_be_a_gap() and re.search("no pledge found|none found|no local government", claim, re.IGNORECASE):
        # A theme of a region alone is the name of the link beside its claim.
        filters = [each for each in LOOKED_FOR if (claim.kind, each) != ("themes_without_pledge", "theme")]
        unnamed = [name for each in filters for name in oracle.names_chosen(each) if name not in claim]
        assert not unnamed, f"absence without what was looked for: {unnamed}"


def nothing(claim: Claim, _values: Any, oracle: Oracle) -> None:
    assert "no pledge found" not in claim.lower()
    if "has no country or region" in claim:
        assert oracle.case.countries == "false"
    if "No pledge matches" in claim:
        assert oracle.one("select count(*) from kept") == 0


def pairs(_claim: Claim, values: Any, oracle: Oracle) -> None:
    cells = oracle.cells(values["themes"])
    assert (values["empty"], values["of"]) == (int((cells["pledges"] == 0).sum()), len(cells))
    assert values["gap"] == oracle.may_be_a_gap()


def first_sentence(claim: Claim, values: Any, oracle: Oracle) -> None:
    """Counts, and all regions without a pledge or, of one region alone, all themes, exactly where that may be said."""
    found = oracle.rows(
        "select {regions_by} as region, {regions_by} in (select region from place) as pledged from country"
        f" where is_member and ({{countries}}) and {{regions_by}} <> '{RESIDUE}' group by all"
    )
    counts = {name: values[name] for name in ("pledges", "governments", "countries", "unnamed") if name in values}
    headline(claim, counts, oracle)
    networks = oracle.one("select count(distinct city_id) from place where kind = 'network'")
    assert not networks or f"{networks} network" in claim
    said = oracle.may_be_a_gap() and not oracle.chosen.country and values["pledges"]
    empty = set(found.loc[~found["pledged"], "region"]) if said and len(found) > 1 else set()
    assert set(values.get("regions", ())) == empty
    if not said or empty or len(found) != 1 or len(oracle.chosen.region) != 1 or oracle.chosen.theme:
        assert "themes" not in values
    else:
        silent_on(values, oracle, found["region"][0])
    assert ("none found" in claim) == ("regions" in values or "themes" in values)


def silent_on(values: Any, oracle: Oracle, region: str) -> None:
    cells = oracle.cells("theme")
    own = cells[cells["region"] == region]
    without = set(own.loc[own["pledges"] == 0, "code"])
    assert set(values.get("themes", ())) == (without if len(without) < len(own) else set())


def thin(_claim: Claim, values: Any, oracle: Oracle) -> None:
    assert oracle.may_be_a_gap()
    assert not oracle.chosen.country
    assert values["region"] != RESIDUE
    for counted in COUNTED:
        assert oracle.gaps(Comparison(counted=counted), "region")["gap"][values["region"]] > 0, counted
    table = oracle.gaps(Comparison(), "region")
    own = table.loc[values["region"]]
    assert (values["pledges"], values["people"]) == (own["pledges"], own["people"])
    assert values["of"] == table["people"].sum()
    placed = f"select count(distinct pledge_id) from place where region in ({quoted(tuple(table.index))})"
    assert values["placed"] == oracle.one(placed)


def silent_themes(_claim: Claim, values: Any, oracle: Oracle) -> None:
    assert oracle.may_be_a_gap()
    assert values["region"] != RESIDUE
    assert not oracle.chosen.theme
    silent_on(values, oracle, values["region"])
    assert values["of"] == len(oracle.codes("theme"))


def objectives(_claim: Claim, values: Any, oracle: Oracle) -> None:
    chosen = tuple(code for code in oracle.chosen.gcm if code != NOT_STATED)
    asked = f"code in ({quoted(chosen)})" if chosen else "false" if oracle.chosen.gcm else "true"
    counted = oracle.rows(
        "select code, (select count(distinct pledge_id) from carried join kept using (pledge_id)"
        " where carried.scheme = 'gcm' and carried.code = term.code) as pledges"
        " from term where scheme = 'gcm' and {asked}",
        asked=asked,
    )
    assert values["of"] == len(counted)
    if "stated" in values:
        assert values["stated"] == (counted["pledges"] > 0).sum()
    else:
        assert set(values["objectives"]) == set(counted.loc[counted["pledges"] == 0, "code"])
        stating = (
            "select count(distinct pledge_id) from carried join kept using (pledge_id)"
            " where scheme = 'gcm' and code <> 'not_stated'"
        )
        assert values["stating"] == oracle.one(stating)


def not_reported(_claim: Claim, values: Any, oracle: Oracle) -> None:
    states = oracle.rows("select state.state, count(*) as n from state semi join kept using (pledge_id) group by 1")
    found = states.set_index("state")["n"]
    assert values["of"] == found.sum()
    assert values["overdue"] == found.get("overdue", 0)
    assert values["pledges"] == found.get("overdue", 0) + found.get("no_report", 0)


def most_common(_claim: Claim, values: Any, oracle: Oracle) -> None:
    found = oracle.rows(
        "select code, count(distinct pledge_id) as n from carried join kept using (pledge_id)"
        " where scheme = 'theme' and code <> 'not_stated' group by 1"
    ).set_index("code")["n"]
    chosen = [code for code in oracle.chosen.theme if code != NOT_STATED]
    found = found[found.index.isin(chosen)] if oracle.chosen.theme else found
    assert set(values["codes"]) == set(found[found == found.max()].index)
    assert values["pledges"] == found.max()


def highest_rate(claim: Claim, values: Any, oracle: Oracle) -> None:
    """Of the countries with 10,000 people or more, where one of them has a rate."""
    of = {"pledges_per_million_people": "people", "pledges_per_million_displaced": "hosted"}[values["measure"]]
    per = oracle.rows(
        f"select iso3, count(distinct pledge_id) as pledges, any_value({of}) as whole, pledges / whole * 1e6 as rate"
        f" from place join country using (iso3) where {of} > 0 group by 1"
    ).set_index("iso3")
    large = per[per["whole"] >= 10_000]
    top = per.loc[values["top"][0]]
    assert top["rate"] == pytest.approx((per if large.empty else large)["rate"].max())
    assert (values["value"], values["pledges"], values["people"]) == pytest.approx(
        (top["rate"], top["pledges"], top["whole"])
    )
    assert values["is_of_large"] == ("10,000 people or more" in claim) == bool(per["rate"].max() > top["rate"])
    assert f"{top['pledges']:.0f} pledge" in claim


def highest_share(claim: Claim, values: Any, oracle: Oracle) -> None:
    """Of the regions with five member states or more, where one of them has a share."""
    found = oracle.rows(
        "select {regions_by} as region, count(*) as whole,"
        " count(*) filter (where iso3 in (select iso3 from place)) as part"
        " from country where is_member and ({countries}) and {regions_by} is not null group by 1"
    ).set_index("region")
    if "value" not in values:
        assert not found["part"].any()
        return
    share = found["part"] / found["whole"]
    regions = share.drop(RESIDUE, errors="ignore")
    large = regions[found["whole"] >= 5]
    ranked = large if large.any() else regions if regions.any() else share
    assert values["value"] == pytest.approx(ranked.max())
    assert set(values["top"]) == set(ranked[ranked == ranked.max()].index)
    aside = share[~share.index.isin(ranked.index)]
    assert ("not ranked" in claim) == bool((aside >= ranked.max()).any())


def highest(claim: Claim, values: Any, oracle: Oracle) -> None:
    if values["by"] == "iso3":
        highest_rate(claim, values, oracle)
        return
    counting: Counting = values["counting"]
    assert not counting.is_fractional()
    if counting.measure == "member_share":
        highest_share(claim, values, oracle)
        return
    if values["by"] == "region":
        found = oracle.rows(
            "select region.region, count(distinct pledge_id) as pledges, count(distinct iso3) as countries,"
            " count(distinct city_id) filter (where kind not in ('network', 'not_named')) as governments"
            " from region left join place using (region) where scheme = '{regions_by}' and ({regions}) group by 1"
        ).set_index("region")
    else:
        found = oracle.rows(
            "select code, count(distinct pledge_id) as pledges, count(distinct iso3) as countries,"
            " count(distinct city_id) filter (where kind not in ('network', 'not_named')) as governments"
            " from place join carried using (pledge_id) where scheme = '{scheme}' group by 1",
            scheme=counting.themes,
        ).set_index("code")
        found = found.reindex(oracle.codes(counting.themes), fill_value=0)
    # A place with a pledge is not one without, whatever is counted there; where no place is asked, none is without.
    asked = oracle.one("select count(*) from country where {countries}") > 0
    nothing = found[found["pledges"] == 0].drop(RESIDUE, errors="ignore")
    assert set(values["none"]) == (set(nothing.index) if asked else set())
    found = found[counting.measure]
    if "value" in values:
        regions = found.drop(RESIDUE, errors="ignore")
        ranked = regions if regions.any() else found
        assert set(values["top"]) == set(ranked[ranked == ranked.max()].index)
        assert values["value"] == ranked.max()
        assert ("not ranked" in claim) == (regions.any() and found.get(RESIDUE, 0) >= ranked.max())


def countries_with(claim: Claim, values: Any, oracle: Oracle) -> None:
    assert values["countries"] == oracle.one("select count(distinct iso3) from place")
    named = oracle.one("select count(distinct city_id) from place where kind not in ('network', 'not_named')")
    assert ("no source names" in claim) == (values["countries"] > 0 and named == 0)


def difference(_claim: Claim, values: Any, oracle: Oracle) -> None:
    table = oracle.gaps(values["comparison"], values["places"])
    own = table.loc[values["place"]]
    assert own["gap"] == pytest.approx(table["gap"].drop(RESIDUE, errors="ignore").max())
    assert (own["people"], own["pledges"]) == (values["people"], pytest.approx(values["pledges"]))
    if values["comparison"].counted != "governments":
        assert values["whole"] == pledges_once(table, values["places"], oracle)


def pledges_once(table: pd.DataFrame, places: str, oracle: Oracle) -> int:
    """The pledges in the places compared, a joint one once."""
    column, inside = "iso3" if places == "country" else "region", quoted(tuple(table.index))
    return int(oracle.one(f"select count(distinct pledge_id) from place where {column} in ({inside})"))


def ratios(claim: Claim, values: Any, oracle: Oracle) -> None:
    table = oracle.gaps(values["comparison"], values["places"])
    if values["comparison"].counted != "governments":
        assert pledges_once(table, values["places"], oracle) >= SMALL, "a share of too few"
    with_pledge = table[(table["pledges"] > 0) & (table["people"] > 0)].drop(RESIDUE, errors="ignore")
    for named, ratio in values["ends"]:
        assert with_pledge.loc[named, "ratio"] == pytest.approx(ratio)
        assert re.search(rf", with {with_pledge.loc[named, 'pledges'].round(2):g} (local government|pledge)", claim)
    shown = [ratio for _named, ratio in values["ends"]]
    if values["places"] == "region":
        extremes = {with_pledge["ratio"].min(), with_pledge["ratio"].max()}
        assert all(min(abs(ratio - each) for each in extremes) < 1e-9 for ratio in shown)


def rank(claim: Claim, values: Any, oracle: Oracle) -> None:
    asked: Comparison = values["comparison"]
    column = {"difference": "gap"}.get(asked.order, asked.order)
    series = [asked.need]
    if asked.need.kind == "displaced" and asked.need.idps != "none":
        series = [Need("displaced", "unhcr"), Need("displaced", "idmc")]
    counts = (asked.counted,) if asked.order == "per_million" else COUNTED
    ranks = pd.DataFrame(
        {
            (need, counted): oracle.gaps(Comparison(need, counted), values["places"])[column]
            .drop(RESIDUE, errors="ignore")
            .round(12)
            .rank(ascending=False, method="min")
            for need in series
            for counted in counts
        }
    )
    own = ranks[asked.need, asked.counted]
    assert set(values["first"]) == set(own[own == 1].index)
    first = ranks.loc[sorted(values["first"])[0]]
    assert (values["best"], values["worst"]) == (first.min(), first.max())
    if len(values["first"]) == 1:
        # A rate in the place of people would be taken for them.
        place = oracle.gaps(asked, values["places"]).loc[values["first"][0]]
        said = [place["people"], *([place["per_million"]] if asked.order == "per_million" else [])]
        for count in said:
            assert re.search(rf"(?<![\d.]){re.escape(short_number(count))}\b", claim), count


def people_without(_claim: Claim, values: Any, oracle: Oracle) -> None:
    table = oracle.gaps(values["comparison"], "country")
    hosting = table[table["people"] > 0]
    assert values["of"] == len(hosting)
    assert values["none"] == (hosting["pledges"] == 0).sum()


def reported(claim: Claim, values: Any, oracle: Oracle) -> None:
    states = oracle.states(str(values["as_of"]))
    assert values["of"] == len(states)
    assert values["reported"] == states["reported"].sum()
    assert values["overdue"] == (states["state"] == "overdue").sum()
    assert ("Known to be" in claim) == is_earlier(values, oracle), "of an earlier day the data lack reports"


def recent(claim: Claim, values: Any, oracle: Oracle) -> None:
    states = oracle.states(str(values["as_of"]))
    assert (values["recent"], values["of"]) == ((states["band"] == "under_12").sum(), len(states))
    assert values["open"] == states["may_be_recent"].sum()
    assert ("Known to be" in claim) == (values["open"] > 0 or is_earlier(values, oracle)), "others may be recent"


def is_earlier(values: Any, oracle: Oracle) -> bool:
    return bool(values["as_of"] < oracle.one("select max(retrieved)::date from pledge").date())


def results(_claim: Claim, values: Any, oracle: Oracle) -> None:
    found = oracle.rows("select count(results_summary) as stated, count(*) as n from kept").iloc[0]
    assert (values["stated"], values["of"]) == (found["stated"], found["n"])


def on_topic(_claim: Claim, values: Any, oracle: Oracle) -> None:
    marked = " or ".join(f"(scheme = '{scheme}' and code = '{code}')" for scheme, code in values["topic"].tags)
    found = oracle.one(f"select count(distinct pledge_id) from carried join kept using (pledge_id) where {marked}")
    assert values["count"] == found


def topic_pairs(topics: tuple[Topic, ...], oracle: Oracle) -> tuple[int, int, int]:
    """Pairs of a region and a topic without a pledge, all such pairs, and topics with a pledge anywhere."""
    regions = set(
        oracle.rows(
            "select region from region where scheme = '{regions_by}' and ({regions})"
            " and region not in ('network', 'unplaced')" + NO_RESIDUE
        )["region"]
    )
    without = pairs = found = 0
    for topic in topics:
        tags = [(scheme, code) for scheme, code in topic.tags if code in countable(scheme, oracle)]
        if tags:
            marked = " or ".join(f"(scheme = '{scheme}' and code = '{code}')" for scheme, code in tags)
            here = oracle.rows(f"select distinct region from place join carried using (pledge_id) where {marked}")
            anywhere = oracle.one(
                f"select count(distinct pledge_id) from carried join kept using (pledge_id) where {marked}"
            )
            without, pairs = without + len(regions - set(here["region"])), pairs + len(regions)
            found += anywhere > 0
    return without, pairs, found


def countable(scheme: str, oracle: Oracle) -> set[str]:
    return set(oracle.rows(CODES + "select code from shown_code", scheme=scheme, shown="true")["code"])


def topics_of_forum(_claim: Claim, values: Any, oracle: Oracle) -> None:
    without, pairs, found = topic_pairs(values["topics"], oracle)
    if "found" in values:
        counted = [
            topic for topic in values["topics"] if any(code in countable(scheme, oracle) for scheme, code in topic.tags)
        ]
        assert (values["found"], values["counted"]) == (found, len(counted))
    else:
        assert (values["without"], values["of"]) == (without, pairs)
        assert values["gap"] == oracle.may_be_a_gap()


def asked_for(claim: Claim, values: Any, oracle: Oracle) -> None:
    states = oracle.rows("select state.state, count(*) as n from state semi join kept using (pledge_id) group by 1")
    found = states.set_index("state")["n"]
    silent = found.get("overdue", 0) + found.get("no_report", 0)
    assert (values["silent"], values["of"]) == (silent, found.sum())
    if values["topics"] is None:
        cells = oracle.cells("theme")
        without, pairs = int((cells["pledges"] == 0).sum()), len(cells)
    else:
        without, pairs, _found = topic_pairs(values["topics"], oracle)
    assert (values["without"], values["pairs"]) == (without, pairs)
    assert ("pledges where" in claim) == (without > 0)
    assert ("report" in claim) == (silent > 0)
    assert "none was found" not in claim or oracle.may_be_a_gap()


def weighted(_claim: Claim, values: Any, oracle: Oracle) -> None:
    carried = set(
        oracle.rows("select distinct code from carried join kept using (pledge_id) where scheme = 'gcm'")["code"]
    )
    competence = oracle.rows(f"select * from read_csv('{DATA}/local_competence.csv', all_varchar = true)")
    local = set(competence.loc[competence["local_competence"] != "low", "gcm_objective"])
    shown = set(oracle.chosen.gcm) - {NOT_STATED} if oracle.chosen.gcm else local
    assert set(values["none"]) == (local & shown) - carried
    assert values["of"] == len(local & shown)


def open_pairs(_claim: Claim, values: Any, oracle: Oracle) -> None:
    core = "select code from term where scheme = 'core_objective'"
    regions = (
        "select region from region where scheme = '{regions_by}' and ({regions})"
        + NO_RESIDUE
        + (" and region in (select {regions_by} from country where is_member and ({countries}))"
           if oracle.chosen.region or oracle.chosen.country else "")
    )  # fmt: skip
    found = oracle.rows(
        f"select region, code from ({regions}) cross join ({core}) where (region, code) not in"
        " (select (region, code) from place join carried using (pledge_id) where scheme = 'gcm')"
    )
    asked = oracle.one(f"select count(*) from ({regions}) cross join ({core})")
    assert not values["after"]
    assert (values["left"], values["pairs"]) == (len(found), asked)


def in_records(_claim: Claim, values: Any, oracle: Oracle) -> None:
    if values["item"] in ("", "fields"):
        return
    assert values["of"] == oracle.one("select count(*) from kept")
    own_end = "coalesce(end_date_of_wider_project, 'no') <> 'yes'"
    flags = {
        "deadline": f"{own_end} and (has_deadline = 'yes' or end_date is not null)",
        "baseline": "has_baseline = 'yes'",
        "consulted": "consulted_affected = 'yes'",
    }
    if values["item"] in flags:
        assert values["stated"] == oracle.one(f"select count(*) filter (where {flags[values['item']]}) from kept")


def silent(claim: Claim, values: Any, oracle: Oracle) -> None:
    query = {
        "year_announced": "select count(*) filter (where year_announced is null) from kept",
        "forum": "select count(distinct pledge_id) from carried join kept using (pledge_id)"
        " where scheme = 'forum' and code = 'not_stated'",
    }[values["facet"]]
    assert (values["silent"], values["of"]) == (oracle.one(query), oracle.one("select count(*) from kept"))
    assert f" by {values['of'] - values['silent']} of {values['of']} " in claim, "none by none would be said of all"


def funded(_claim: Claim, values: Any, oracle: Oracle) -> None:
    themes = oracle.chosen.theme
    on_theme = f"list_has_any(string_split(themes, ';'), [{quoted(themes)}])" if themes else "true"
    grants = (
        "select count(*) from given where {placeable} and (" + on_theme + ")"
        " and iso3 in (select iso3 from country where {countries})"
    )
    assert values["grants"] == oracle.one(grants)
    stated = "select count(*) filter (where funding_source is not null) from kept"
    assert (values["stated"], values["of"]) == (oracle.one(stated), oracle.one("select count(*) from kept"))


def exchanged(_claim: Claim, values: Any, oracle: Oracle) -> None:
    counts = oracle.rows(ROWS, **asked(oracle.case))["kind"].value_counts()
    assert {kind: values[kind] for kind in KINDS} == {kind: counts.get(kind, 0) for kind in KINDS}


def linked(_claim: Claim, values: Any, oracle: Oracle) -> None:
    """Mentors are counted in tests/oracle/test_exchange.py."""
    assert values["exchanges"] == (oracle.rows(ROWS, **asked(oracle.case))["kind"] == "exchange").sum()
    assert values["across"] <= values["exchanges"] + values["mentors"]


def headline(claim: Claim, values: Any, oracle: Oracle) -> None:
    queries = {
        "pledges": "select count(*) from kept",
        "governments": "select count(distinct city_id) from place where kind not in ('network', 'not_named')",
        "countries": "select count(distinct iso3) from place",
        "objectives": "select count(distinct code) from carried join kept using (pledge_id)"
        " where scheme = 'gcm' and code <> 'not_stated'",
        "networks": "select count(distinct city_id) from place where kind = 'network'",
        "unnamed": "select count(distinct city_id) from place where kind = 'not_named'",
    }
    for name, value in values.items():
        assert value == oracle.one(queries[name]), name
    if values.get("unnamed"):
        assert re.search(r"\bnamed\b|known place", claim) and not re.search(r"\b0 local governments", claim)
    assert not re.search(r"^Where .* 0 ", claim)


def beside_published(claim: Claim, values: Any, oracle: Oracle) -> None:
    latest = oracle.rows(
        "select value::double as value, label from published where figure_id = 'lc-2025-pledges'"
    ).iloc[0]
    assert values["published"] == latest["value"]
    assert f"“{latest['label']}”" in claim
    if "held" in values:
        assert values["held"] == oracle.one("select count(*) from pledge")


def beside_world(claim: Claim, values: Any, oracle: Oracle) -> None:
    need = values["comparison"].need
    hosts = oracle.rows(GAPS, need=need.kind, idps=need.idps, counted="pledges").set_index("place")["people"]
    people = hosts.sum(min_count=1)
    covered = set(oracle.rows("select iso3 from country where {countries}")["iso3"])
    asked = covered & {*hosts.index, *oracle.chosen.country}
    unknown = asked - set(hosts.dropna().index) - ({"XKX"} if "SRB" in asked else set())
    assert values["unknown"] == len(unknown)
    if pd.notna(people):
        said = f"(no figure for {len(unknown)} of {len(asked)} countries and areas)"
        assert (said in claim) == bool(unknown), "a sum of what is known is not said of all"
    assert pd.isna(values["people"]) if pd.isna(people) else values["people"] == people
    assert values["pledges"] == oracle.one("select count(distinct pledge_id) from place where iso3 is not null")


def ready(claim: Claim, values: Any, oracle: Oracle) -> None:
    forum = oracle.rows(FORUM_AND_BEFORE, forum=values["forum"]).iloc[0]
    for_it = oracle.rows(
        READY_FOR, compact="" if pd.isna(forum["compact"]) else forum["compact"], after=str(forum["after"])
    )
    assert values["before"] == forum["before"]
    known = for_it[for_it["known"]]
    assert (values["known"], values["unknown"]) == (len(known), len(for_it) - len(known))
    by_source = "select count(distinct pledge_id) from tag join kept using (pledge_id) where code = '{compact}'"
    stated = oracle.one(by_source + " and scheme = 'compact' and not deduced", compact=str(forum["compact"]))
    assert values["stated"] == (len(known) if pd.isna(forum["compact"]) else stated)
    assert (values["since"], values["unsure"]) == (known["since"].sum(), known["unsure"].sum())
    zero = re.search(r"(?i)reported on since the [^:]*: 0", claim)
    assert not zero or not values["unsure"], "a zero where a date may lie after the last forum"
    placed = set(oracle.rows("select distinct region from place where pledge_id in ({own})",
                             own=quoted(tuple(for_it["pledge_id"])))["region"])  # fmt: skip
    shown = oracle.rows("select region from region where scheme = '{regions_by}' and ({regions})"
                        " and region not in ('network', 'unplaced')" + NO_RESIDUE)  # fmt: skip
    assert set(values["none"]) == (set(shown["region"]) - placed if len(for_it) else set())


FORUM_AND_BEFORE = """
with own as (from forum where forum_id = '{forum}')
select own.compact, earlier.forum_id as before, last_meant(coalesce(earlier.end_date, earlier.start_date)) as after
from forum as earlier join own using (process)
where earlier.start_date is not null and earlier.forum_id <> own.forum_id
    and last_meant(coalesce(earlier.end_date, earlier.start_date)) < (select max(retrieved)::date from pledge)
order by after desc limit 1
"""
READY_FOR = """
select pledge_id, '{compact}' = '' or bool_or(code = '{compact}') as known,
    any_value(coalesce(first_meant(coalesce(last_reported, results_as_of)) > date '{after}', false)) as since,
    any_value(reported and coalesce(first_meant(coalesce(last_reported, results_as_of)) <= date '{after}'
        and last_meant(coalesce(last_reported, results_as_of)) > date '{after}', true)) as unsure
from carried join kept using (pledge_id) join state using (pledge_id)
where scheme = 'compact' and ('{compact}' = '' or code in ('{compact}', 'not_stated')) group by 1
"""


def between(_claim: Claim, values: Any, oracle: Oracle) -> None:
    ends = oracle.rows(
        "select forum_id, cast(end_date as date) as day from forum where forum_id in ('{since}', '{until}')",
        since=values["since"],
        until=values["until"],
    ).set_index("forum_id")["day"]
    after = str(ends[values["since"]].date())
    until = str(ends[values["until"]].date() if values["until"] else values["as_of"])
    own = "case when coalesce(end_date_of_wider_project, 'no') <> 'yes' then"
    dates = {
        "announced": f"coalesce(year_announced, {own} start_date end)",
        "reported": "coalesce(last_reported, results_as_of)",
        "ended": f"{own} end_date end",
    }
    for event, stated in dates.items():
        within = f"first_meant({stated}) > date '{after}' and last_meant({stated}) <= date '{until}'"
        outside = f"last_meant({stated}) <= date '{after}' or first_meant({stated}) > date '{until}'"
        counted = (
            f"select count(*) filter (where {within}) as n, count(*) filter (where coalesce({outside}, false)) as o"
        )
        # What nobody reported on lacks no date.
        asked = (
            "kept"
            if event != "reported"
            else "kept join state using (pledge_id) where state.state not in ('overdue', 'no_report')"
        )
        found = oracle.rows(f"{counted}, count(*) as whole from {asked}").iloc[0]
        assert values["within"][event] == found["n"], event
        assert values["unplaced"][event] == found["whole"] - found["n"] - found["o"], event


def cover(claim: Claim, values: Any, oracle: Oracle) -> None:
    of_compact = f"where scheme = 'compact' and code = '{values['compact']}'"
    known = oracle.one(f"select count(distinct pledge_id) from carried join kept using (pledge_id) {of_compact}")
    assert bool(values["compact"]) == (known > 0)
    assert values.get("known", 0) == known
    neither_known_nor_by_a_government = oracle.one(
        "select count(*) from kept"
        f" where pledge_id not in (select pledge_id from tag {of_compact} and not deduced)"
        " or pledge_id not in (select pledge_id from made_by where kind <> 'network')"
    )
    assert ("pledged to" in claim) == (known > 0 and neither_known_nor_by_a_government == 0)
    assert "known to serve" in claim or known == 0 or "pledged to" in claim


CHECKS: dict[str, Callable[[Claim, Any, Oracle], None]] = {
    "nothing_to_say": nothing,
    "pairs_without_pledge": pairs,
    "headline": first_sentence,
    "thin_region": thin,
    "themes_without_pledge": silent_themes,
    "objectives_without_pledge": objectives,
    "not_reported": not_reported,
    "most_common": most_common,
    "highest": highest,
    "countries_with_pledge": countries_with,
    "largest_difference": difference,
    "ratios": ratios,
    "rank": rank,
    "people_without_pledge": people_without,
    "reported_on": reported,
    "recent_reports": recent,
    "results_stated": results,
    "pledges_on_topic": on_topic,
    "topics_of_forum": topics_of_forum,
    "asked_for": asked_for,
    "weighted_objectives": weighted,
    "open_pairs": open_pairs,
    "stated_in_records": in_records,
    "year_or_forum_not_stated": silent,
    "funding_found": funded,
    "exchange_board": exchanged,
    "exchange_links": linked,
    "headline_counts": headline,
    "published_beside_ours": beside_published,
    "place_beside_world": beside_world,
    "cover": cover,
    "ready_for_forum": ready,
    "between_forums": between,
}
NOTHING = ("No pledge found", "None in this selection")
ELSEWHERE = {
    "people_reached_by_scenario": "tests/measures/test_scenario.py works its share out by hand",
    "profile_of_place": "tests/oracle/test_profiles.py asks SQL; tests/exhibits counts every place",
    "profile_of_tag": "tests/oracle/test_profiles.py asks SQL; tests/exhibits counts every theme and objective",
    "profile_of_pledger": "tests/oracle/test_profiles.py asks SQL; tests/exhibits counts every government and network",
    "profile_of_funder": "tests/oracle/test_profiles.py asks SQL",
    "next_milestone": "tests/exhibits/test_calendar.py gives the day; it is the same under every selection",
    "peers": "tests/exhibits/test_peers.py works it out of the files for many cities and selections",
    "changed_between_versions": "tests/measures/test_changes.py counts it; it is the same under every selection",
}


class Turns:
    """Which figures are made of which selection: those that were not made yet under its filters, rarest first."""

    def __init__(self) -> None:
        self.made: Counter[int] = Counter()
        self.under: set[tuple[int, str, bool]] = set()

    def of(self, filtered: FilteredData) -> list[Maker]:
        used = [(name, filtered.count() > 0) for name in filters_of(filtered.selection)]

        def rank(place: int) -> tuple[int, int]:
            return -sum((place, *use) not in self.under for use in used), self.made[place]

        places = sorted(range(len(FIGURES)), key=rank)[:FIGURES_OF_ONE]
        self.made.update(places)
        self.under |= {(place, *use) for place in places for use in used}
        return [FIGURES[place] for place in places]


def untrue(claims: list[Claim], oracle: Oracle) -> list[str]:
    """The claims that SQL does not bear out, each with the selection that it was made of."""
    wrong = []
    for claim in claims:
        if claim.kind in ELSEWHERE:
            continue
        try:
            check(claim, oracle)
        except AssertionError as error:
            found = str(error).splitlines()[0]
            wrong.append(f"{claim} ({claim.kind}) of {link_of(oracle.chosen)}: {found}")
    return wrong


def test_every_kind_of_claim_has_a_check() -> None:
    assert CHECKS.keys() | ELSEWHERE.keys() == CLAIMS.keys()
    assert not CHECKS.keys() & ELSEWHERE.keys()


@dataclass
class Audit:
    """What a walk over all selections found wrong, and which kinds of claims and figures it met."""

    untrue: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def audit(ask: Ask, facets: Facets, cases: list[Case]) -> Audit:
    """Every selection with its findings and a few figures; walked once, since figures take time."""
    found, turns = Audit(), Turns()
    for case in cases:
        filtered, oracle = filter_data(facets, case.chosen), Oracle(ask, case)
        assert filtered.count() == oracle.one("select count(*) from kept"), case.chosen
        makers = (partial(coverage.matrix, counting=Counting()), *turns.of(filtered))
        exhibits = [maker(filtered) for maker in makers]
        claims = [said.sentence for said in (*linked_findings(filtered), *linked_thin_places(filtered))]
        claims += [headline_sentence(filtered), results_words(filtered), *(exhibit.finding for exhibit in exhibits)]
        found.untrue += untrue(claims, oracle)
        found.kinds |= {claim.kind for claim in claims}
        found.outside += outside(exhibits, oracle)
        found.figures |= {exhibit.recipe.kind for exhibit in exhibits if exhibit.recipe}
        found.odd |= odd([*claims, *(text for exhibit in exhibits for text in words_of(exhibit))])
    return found


def test_every_claim_is_true_of_its_selection(audit: Audit) -> None:
    assert not audit.untrue, f"{len(audit.untrue)} claims are untrue:\n" + "\n".join(audit.untrue[:20])
    assert (
        audit.kinds | {"headline_counts", "cover", "pledges_on_topic", "topics_of_forum", "asked_for"} == CHECKS.keys()
    ), "a claim that was never made"


def test_no_place_outside_the_selection_stands_in_a_figure_a_table_or_a_slide(audit: Audit) -> None:
    assert not audit.outside, f"{len(audit.outside)} places are outside:\n" + "\n".join(audit.outside[:20])


def test_every_sentence_of_a_figure_reads_well_for_none_one_and_many(audit: Audit) -> None:
    assert sorted(audit.odd) == []
    assert audit.figures == set(kinds()), "a kind of figure that was never made"


def words_of(exhibit: Exhibit) -> tuple[str, ...]:
    return (exhibit.scope, exhibit.alt_text, exhibit.how_to_read, exhibit.source)


def inside_of(oracle: Oracle) -> tuple[set[str], set[str]]:
    """The countries and the regions that a selection is about, by SQL; regions with pledges of no place among them."""
    countries = set(oracle.rows("select iso3 from country where {countries}")["iso3"])
    regions = set(oracle.rows("select region from region where scheme = '{regions_by}' and ({regions})")["region"])
    return countries, regions | {"network", "unplaced", "total", "parts", NOT_STATED}


def shown_places(exhibit: Exhibit) -> tuple[set[str], set[str]]:
    """The countries and the regions that have a row in a figure's table, and so in every file of it."""
    table, recipe = exhibit.table, exhibit.recipe
    assert recipe is not None
    options = dict(recipe.options)
    countries = set(table["iso3"]) if "iso3" in table else set()
    regions = set(table["region"]) if "region" in table else set()
    if "place" in table and recipe.kind != "beside_world":
        if options.get("places") == "country" or recipe.kind == "gap_map":
            countries |= set(table["place"])
        else:
            regions |= set(table["place"])
    if options.get("by") == "region" or recipe.kind == "records_by_region":
        regions |= set(table["code"])
    return countries, regions


def outside(exhibits: list[Exhibit], oracle: Oracle) -> list[str]:
    """Rows, shapes and columns of places that the selection is not about."""
    chosen = oracle.chosen
    if not (chosen.region or chosen.country or chosen.kind == ("network",)):
        return []
    countries, regions = inside_of(oracle)
    found = []
    for exhibit in exhibits:
        listed = shown_places(exhibit)
        places = (listed[0] | drawn_as_nothing(exhibit)) - countries | (listed[1] - regions)
        found += [f"{exhibit.name} of {link_of(chosen)}: {sorted(places)}"] if places else []
    return found


def drawn_as_nothing(exhibit: Exhibit) -> set[str]:
    """The countries that a map shows as places without a pledge; a matrix of regions has a column for each."""
    figure = exhibit.figure
    if isinstance(figure, Matrix) and "region" in exhibit.table:
        assert len(figure.columns) == exhibit.table["region"].nunique()
    if not isinstance(figure, Map):
        return set()
    return {country.iso3 for shade in figure.shades if shade.meaning in NOTHING for country in shade.countries}


def test_titles_of_packs_are_claims_that_are_true(ask: Ask, facets: Facets, cases: list[Case]) -> None:
    offered, seen = list(forums(facets.dataset)), set()
    for index, case in enumerate(cases[:WITH_PACKS]):
        scope = pack_scope(filter_data(facets, case.chosen), offered[index % len(offered)])
        own = filter_data(facets, scope.selection)
        if not scope.pledges:
            continue
        oracle = Oracle(ask, case_of(scope.selection))
        for offer in slides_of(own, scope, "https://example.org"):
            slide = offer.slide
            assert isinstance(slide.title, Claim), slide.title
            assert untrue([slide.title], oracle) == []
            # Offers and asks are not pledges, and say of themselves that they are not all.
            own_source = "Found, not complete" if slide.title.kind == "exchange_board" else "pledges found so far"
            assert own_source in slide.source, slide.title
            seen.add(slide.title.kind)
    assert seen >= {
        *("cover", "headline_counts", "countries_with_pledge", "largest_difference", "place_beside_world"),
        *("topics_of_forum", "pairs_without_pledge", "highest", "pledges_on_topic", "exchange_board", "funding_found"),
        *("results_stated", "asked_for", "published_beside_ours"),
    }
