"""Who paid for what, and which funding windows a city could apply to, rule by rule."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from analytics.dataset import NETWORK, NOT_NAMED, Dataset, funders_in
from analytics.dataset.rules import list_items
from analytics.dataset.table_rules import ANY
from analytics.facets import NOT_STATED
from analytics.labels import labels
from analytics.measures.coverage import RESIDUAL_REGIONS
from analytics.measures.need import Need, need_by_country
from analytics.partial_dates import last_day
from analytics.selection import FilteredData

FITS, DOES_NOT_FIT, UNKNOWN = "fits", "does_not_fit", "unknown"
OPEN, CLOSING, CLOSED, NOT_YET, UNDATED = "open", "closing", "closed", "not_yet", "undated"
SENTENCE = {
    "government_kinds": "who_may_apply",
    "places": "eligible_regions_or_income",
    "income_groups": "eligible_regions_or_income",
    "memberships": "who_may_apply",
    "themes": "themes",
    "serves": "fund",
    "invitation_only": "who_may_apply",
}
"""The column of a window with the sentence that each rule was read from."""

RULES = tuple(SENTENCE)

DISPLACED_GROUPS = frozenset({"refugees", "asylum_seekers", "idps"})


@dataclass(frozen=True)
class Applicant:
    """Who asks: what is known of a city; empty is unknown.

    `plans` are themes that were chosen for the plan; `themes` those that the city is known to work on.
    """

    kind: str = ""
    iso3: str = ""
    plans: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    memberships: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()


def applicant_of(dataset: Dataset, government_id: str) -> Applicant:
    """What the data know of a government that pledged, or of a city of context (its country alone).

    LookupError if no table knows it. What it serves is known from the target groups of its pledges; that a group is
    in none of them says nothing.
    """
    known = dataset.governments.set_index("city_id")
    if government_id not in known.index:
        rows = dataset.context_cities.set_index("city_id")
        if government_id not in rows.index:
            raise LookupError(government_id)
        return Applicant(iso3=str(rows.at[government_id, "iso3"]))
    row = known.loc[government_id]
    own = dataset.pledge_governments.loc[dataset.pledge_governments["city_id"] == government_id, "pledge_id"]
    tags = dataset.tags[dataset.tags["pledge_id"].isin(own)]
    groups = set(tags.loc[tags["scheme"] == "target_group", "code"])
    serves = (("displacement", groups & DISPLACED_GROUPS), ("migration", groups & {"migrants"}))
    codes = dataset.taxonomy.loc[dataset.taxonomy["scheme"] == "membership", "code"]
    return Applicant(
        kind=str(row["kind"]) if row["kind"] != NOT_NAMED else "",
        iso3=str(row["iso3"]) if row["kind"] != NETWORK and pd.notna(row["iso3"]) else "",
        themes=tuple(sorted(set(tags.loc[tags["scheme"] == "theme", "code"]))),
        memberships=tuple(code for code in codes if code in row and pd.notna(row[code]) and bool(row[code])),
        serves=tuple(code for code, found in serves if found),
    )


def with_stated(applicant: Applicant, **stated: Any) -> Applicant:
    """The applicant with what a reader states in place of what the data know, where anything is stated."""
    return replace(applicant, **{name: value for name, value in stated.items() if value})


@lru_cache(maxsize=100)
def window_verdicts(dataset: Dataset, applicant: Applicant, today: date) -> pd.DataFrame:
    """Every window with its verdict: those that fit, those that cannot be told, the others; newest first.

    Columns: `window_id`, `fund`, `verdict` (`fits`, `does_not_fit` or `unknown`), `state` on that day (`open`,
    `closing`, `closed`, `not_yet`, `undated`), `opens`, `closes`, `in_rounds`, `max_as_stated`, `max_usd`, `met`,
    `failed`, `open_rules` (numbers of rules that fit, do not fit, cannot be told), `source_url`. A window fits only if
    every rule does: one that is not stated is unknown, not open. One rule that does not fit is enough. Cached, so it
    must not be changed.
    """
    windows, rules = dataset.funding_windows, rule_verdicts(dataset, applicant)
    counts = pd.crosstab(rules["window_id"], rules["verdict"])
    counts = counts.reindex(index=windows["window_id"], columns=[FITS, DOES_NOT_FIT, UNKNOWN], fill_value=0).to_numpy()
    table = windows.assign(
        verdict=[all_of(*own) for own in counts],
        state=[state_on(*days, today) for days in zip(windows["opens"], windows["closes"], strict=True)],
        **dict(zip(("met", "failed", "open_rules"), counts.T, strict=True)),
    )
    # Those that fit come first, those that do not last, and of each the newest.
    best = table["verdict"].map([FITS, UNKNOWN, DOES_NOT_FIT].index)
    ordered = table.assign(best=best, newest=table["closes"].fillna(table["opens"]).fillna(""))
    ordered = ordered.sort_values(["best", "newest"], ascending=[True, False], kind="stable", ignore_index=True)
    columns = ["window_id", "fund", "verdict", "state", "opens", "closes", "in_rounds", "max_as_stated", "max_usd"]
    return ordered[[*columns, "met", "failed", "open_rules", "source_url"]]


@lru_cache(maxsize=100)
def rule_verdicts(dataset: Dataset, applicant: Applicant) -> pd.DataFrame:
    """Every rule of every window, whether it was met and what it was read from.

    Columns: `window_id`, `rule`, `verdict`, `is_stated`, `sentence` (of the source, or missing).

    `is_stated` says whether the rule could be read from the sentence; one that was not is unknown. Cached, so it must
    not be changed.
    """
    country = dataset.countries.set_index("iso3").to_dict("index").get(applicant.iso3, {})
    found = []
    for window in dataset.funding_windows.to_dict("records"):
        verdicts = {
            "government_kinds": _listed(
                applicant.kind, _codes(window, "government_kinds"), _codes(window, "kinds_in_doubt")
            ),
            "places": _place(country, applicant.iso3, window),
            "income_groups": _income(country, window),
            "memberships": _one_of(applicant.memberships, _codes(window, "memberships")),
            "themes": _themes(applicant, _codes(window, "themes")),
            "serves": _one_of(applicant.serves, _codes(window, "serves")),
            "invitation_only": _invitation(window["invitation_only"]),
        }
        where_is_read = verdicts["places"][1] or verdicts["income_groups"][1]
        for rule, (verdict, is_stated) in verdicts.items():
            # A sentence on places that no rule was read from stands at the rule on places, for a reader to judge.
            quotes = is_stated or (rule == "places" and not where_is_read)
            sentence = window[SENTENCE[rule]] if quotes else None
            # "Any city government" is a sentence on applicants, and says that no place is excluded.
            by_applicant = is_stated and pd.isna(sentence)
            found.append(
                (window["window_id"], rule, verdict, is_stated, window["who_may_apply"] if by_applicant else sentence)
            )
    return pd.DataFrame(found, columns=["window_id", "rule", "verdict", "is_stated", "sentence"])


def all_of(met: int, failed: int, unknown: int) -> str:
    """The verdict on rules that must all fit: one that fails decides, else one that is unknown."""
    if failed:
        return DOES_NOT_FIT
    return FITS if met and not unknown else UNKNOWN


def state_on(opens: object, closes: object, today: date) -> str:
    """Whether a window is open on a day, by the last day that each of its dates can mean.

    One that has still to close and does not say when it opened is `closing`. A window that states no end was not
    seen to be open: `undated`, unless it has not opened yet.
    """
    day = pd.Timestamp(today)
    if isinstance(closes, str) and last_day(closes) < day:
        return CLOSED
    if isinstance(opens, str) and last_day(opens) > day:
        return NOT_YET
    if isinstance(closes, str):
        return OPEN if isinstance(opens, str) else CLOSING
    return UNDATED


def open_windows(dataset: Dataset, today: date, state: str = OPEN) -> int:
    """How many funding windows are known to be open on a day, or in another state of `state_on`."""
    windows = dataset.funding_windows
    return sum(
        state_on(opens, closes, today) == state
        for opens, closes in zip(windows["opens"], windows["closes"], strict=True)
    )


def _codes(window: dict[str, object], column: str) -> tuple[str, ...]:
    cell = window[column]
    return tuple(cell.split(";")) if isinstance(cell, str) else ()


def _listed(own: str, codes: tuple[str, ...], in_doubt: tuple[str, ...]) -> tuple[str, bool]:
    if not codes and not in_doubt:
        return UNKNOWN, False
    if ANY in codes or own in codes:
        return FITS, True
    return (UNKNOWN if not own or own in in_doubt else DOES_NOT_FIT), True


def _place(country: dict[str, object], iso3: str, window: dict[str, object]) -> tuple[str, bool]:
    """By the countries that a sentence names, or its regions; `column:value` of the table of countries."""
    countries = _codes(window, "countries")
    if countries:
        return _listed(iso3, countries, ())
    own = {f"{name}:{value}" for name, value in country.items() if name.startswith("m49_")}
    regions, in_doubt = (_codes(window, name) for name in ("regions", "regions_in_doubt"))
    if not regions:
        return UNKNOWN, False
    if ANY in regions or own & set(regions):
        return FITS, True
    # A country without any region in M49 is not outside all of them.
    placed = any(pd.notna(value) for name, value in country.items() if name.startswith("m49_"))
    return (DOES_NOT_FIT if placed and not own & set(in_doubt) else UNKNOWN), True


def _income(country: dict[str, object], window: dict[str, object]) -> tuple[str, bool]:
    """By the group of the country; a window that excludes no place excludes no group."""
    if ANY in _codes(window, "regions"):
        return FITS, True
    group = country.get("wb_income_group")
    known = str(group) if isinstance(group, str) and group not in RESIDUAL_REGIONS else ""
    return _listed(known, _codes(window, "income_groups"), ())


def _one_of(own: Iterable[str], codes: tuple[str, ...]) -> tuple[str, bool]:
    """What a city is not known to have, it may have: never a no."""
    return (FITS if ANY in codes or set(own) & set(codes) else UNKNOWN), bool(codes)


def _themes(applicant: Applicant, codes: tuple[str, ...]) -> tuple[str, bool]:
    """A plan on other themes does not fit; a city that worked on others may plan anything."""
    if applicant.plans:
        return (FITS if set(applicant.plans) & set(codes) else DOES_NOT_FIT if codes else UNKNOWN), bool(codes)
    return _one_of(applicant.themes, codes)


def _invitation(is_needed: object) -> tuple[str, bool]:
    """Whether a city is invited no source says; that none is needed is enough."""
    return (FITS if pd.notna(is_needed) and not is_needed else UNKNOWN), bool(pd.notna(is_needed))


@lru_cache(maxsize=4)
def counted_grants(dataset: Dataset) -> pd.DataFrame:
    """The grants but those whose topic is not about migration. Cached, so it must not be changed.

    Columns: those of `grants`.
    """
    return dataset.grants[dataset.grants["about_migration"].fillna(True).astype(bool)]


@lru_cache(maxsize=32)
def grants_of(filtered: FilteredData, funder: str = "") -> pd.DataFrame:
    """The grants in the countries of the selection, on its themes if any are chosen; other filters do not apply.

    Of one `funder`, if given. Cached, so it must not be changed. Columns: those of `grants`.
    """
    grants, themes = counted_grants(filtered.dataset), filtered.selection.theme
    if funder:
        grants = records_of_funder(filtered.dataset, funder)[0]
    own = grants[grants["iso3"].isin(filtered.selected_countries()["iso3"])]
    if not themes:
        return own
    on_theme = list_items(own["themes"])
    return own.loc[own.index.isin(on_theme[on_theme.isin(themes)].index)]


@lru_cache(maxsize=32)
def funder_counts(filtered: FilteredData) -> pd.DataFrame:
    """Grants and pledges of each funder, those without any too, most first; no amounts are added.

    Cached, so it must not be changed.

    Columns: `code`, `label`, `grants`, `pledges`.

    A grant counts once under the fund that gave it and under each who paid for it, a pledge under each it names.
    """
    known = filtered.dataset.funders
    by_grants, by_pledges = _named_funders(filtered.dataset)
    named = by_grants[by_grants.index.isin(grants_of(filtered).index)]
    stated = by_pledges[filtered.pledge_mask[by_pledges.index]]
    counts = pd.DataFrame(
        {"grants": named.value_counts(), "pledges": stated.value_counts()},
        index=pd.Index(known["funder_id"], name="code"),
    )
    table = counts.fillna(0).astype(int).reset_index()
    table.insert(1, "label", known["name"].to_numpy())
    return table.sort_values(["grants", "pledges"], ascending=False, kind="stable", ignore_index=True)


@lru_cache(maxsize=4)
def _named_funders(dataset: Dataset) -> tuple[pd.Series, pd.Series]:
    """The funders that each grant and each pledge names, each once, under the index of the record."""
    grants, known = counted_grants(dataset), dataset.funders
    named = pd.concat([funders_in(grants[column], known) for column in ("fund", "funder")])
    return _each_once(named), _each_once(funders_in(dataset.pledges["funding_source"], known))


def records_of_funder(dataset: Dataset, funder: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows of grants, pledges and windows of a fund or payer, by any of its spellings; none if nobody knows it.

    Columns: those of `pledges` in the second.
    """
    own = dataset.funders[dataset.funders["funder_id"] == funder]
    grants, pledges, windows = counted_grants(dataset), dataset.pledges, dataset.funding_windows
    named = pd.concat([funders_in(grants[column], own) for column in ("fund", "funder")])
    return (
        grants[grants.index.isin(named.index)],
        pledges[pledges.index.isin(funders_in(pledges["funding_source"], own).index)],
        windows[windows["window_id"].isin(list_items(own["window_ids"]))],
    )


def _each_once(named: pd.Series) -> pd.Series:
    """The values of each record, under its index, without those that it has twice."""
    return named[~pd.MultiIndex.from_arrays([named.index, named]).duplicated()]


def funding_by(filtered: FilteredData, facet: str, funder: str = "") -> pd.DataFrame:
    """Grants, pledges that name who pays and pledges that do not, by `theme` or `region`.

    Columns: `code`, `grants`, `pledges`, `silent`. A pledge or grant counts under each of its themes or regions;
    one without any is left out here, and of chosen themes the others have no row. Grants are those of one `funder`,
    if given.
    """
    grants, scheme = grants_of(filtered, funder), filtered.selection.regions_by
    if facet == "theme":
        of_grants, groups = list_items(grants["themes"]), filtered.facet("theme")
        codes = [code for code in filtered.selection.theme or filtered.facets.declared("theme") if code != NOT_STATED]
    else:
        of_grants = grants["iso3"].map(filtered.dataset.countries.set_index("iso3")[scheme])
        groups, codes = filtered.regions(), filtered.facets.declared(scheme)
    paid = filtered.dataset.pledges["funding_source"].notna().to_numpy()
    counts = {"grants": _each_once(of_grants.dropna()).value_counts()}
    for name, kept in (("pledges", paid), ("silent", ~paid)):
        counts[name] = pd.Series(groups.mask[filtered.pledge_mask & kept].sum(axis=0), groups.codes)
    table = pd.DataFrame(counts, index=pd.Index(codes, name="code")).fillna(0).astype(int).reset_index()
    if facet == "theme":
        return table
    # A region of the selection without any is shown, one outside it is not.
    selected = filtered.selected_countries()[scheme].dropna()
    kept = table[["grants", "pledges", "silent"]].any(axis=1) | table["code"].isin(selected)
    return table[kept].reset_index(drop=True)


def need_without_grant(filtered: FilteredData) -> pd.DataFrame:
    """Countries of the selection that host displaced people and have none of `grants_of` it, most people first.

    Columns: `iso3`, `country`, `people`, `pledges` that name who pays.
    """
    table, granted = _in_need(filtered.dataset), grants_of(filtered)["iso3"]
    selected = filtered.selected_countries()["iso3"]
    table = table[table["iso3"].isin(selected) & ~table["iso3"].isin(granted)].reset_index(drop=True)
    rows = filtered.dataset.pledge_governments[filtered.government_mask]
    paid = filtered.column("pledge_id")[filtered.column("funding_source").notna()]
    stated = rows[rows["pledge_id"].isin(paid)].groupby("iso3")["pledge_id"].nunique()
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "country": labels(filtered.dataset, "iso3", table["iso3"]),
            "people": table["people"],
            "pledges": table["iso3"].map(stated).fillna(0).astype(int),
        }
    )


@lru_cache(maxsize=4)
def _in_need(dataset: Dataset) -> pd.DataFrame:
    """The countries that host displaced people: `iso3`, `people`, most first."""
    need = need_by_country(dataset.countries, Need()).dropna(subset="people")
    return need[need["people"] > 0].sort_values(["people", "iso3"], ascending=[False, True], ignore_index=True)
