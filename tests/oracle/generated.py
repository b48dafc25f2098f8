"""Selections drawn at random, each written twice: as the dashboard's own and as conditions of SQL."""

import random
from dataclasses import dataclass
from itertools import combinations

from analytics.facets import NOT_STATED, Facets
from analytics.selection import FILTERS, Selection
from tests.oracle.cases import Case

TAGGED = {
    "theme": "theme",
    "gcm": "gcm",
    "priority": "priority_objective",
    "compact": "compact",
    "forum": "forum",
    "group": "target_group",
}
SCHEMES = ("m49_region", "m49_region", "m49_subregion", "uclg_section", "unhcr_region", "wb_income_group")
WORDS = ("housing", "Africa", "vivienda", "women", "ciudad", "Zürich", "network", "no such word", "health jobs")
GOVERNMENT = "case when kind = 'network' then 'network' else coalesce({scheme}, 'unplaced') end"


@dataclass(frozen=True)
class Codes:
    """The codes that a filter can be set to."""

    facets: Facets

    def of(self, field: str, scheme: str) -> tuple[str, ...]:
        return self.facets.facet(Selection(regions_by=scheme).facet_of(field)).codes


def quoted(codes: tuple[str, ...]) -> str:
    return ", ".join("'" + code.replace("'", "''") + "'" for code in codes)


def case_of(chosen: Selection) -> Case:
    """What a selection means, in SQL that shares no line with the dashboard."""
    scheme = chosen.regions_by
    of_place = [
        f"{GOVERNMENT.format(scheme=scheme)} in ({quoted(chosen.region)})" if chosen.region else "",
        _country_of_place(chosen.country) if chosen.country else "",
        f"kind in ({quoted(chosen.kind)})" if chosen.kind else "",
    ]
    places = " and ".join(filter(None, of_place)) or "true"
    pledges = [f"pledge_id in (select pledge_id from made_by left join country using (iso3) where {places})"]
    for field, tag_scheme in TAGGED.items():
        if getattr(chosen, field):
            pledges.append(_tagged(tag_scheme, getattr(chosen, field), chosen.stated))
    if chosen.year:
        pledges.append(f"coalesce(year_announced, 'not_stated') in ({quoted(chosen.year)})")
    if chosen.certainty:
        pledges.append(f"certainty in ({quoted(chosen.certainty)})")
    if chosen.paid_by:
        named = f"pledge_id in (select pledge_id from paid where funder in ({quoted(chosen.paid_by)}))"
        pledges.append(f"{named} or funding_source is null" if NOT_STATED in chosen.paid_by else named)
    if chosen.status:
        pledges.append(f"pledge_id in (select pledge_id from state where state in ({quoted(chosen.status)}))")
    pledges += [f"regexp_matches(said, strip_accents(lower('\\b{word}')))" for word in chosen.search.split()]
    return Case(
        chosen,
        pledges=" and ".join(f"({each})" for each in pledges),
        places=places,
        countries=_countries(chosen),
        placeable="true" if _has_places(chosen) else "false",
    )


def _country_of_place(codes: tuple[str, ...]) -> str:
    nowhere = "(iso3 is null and pledge_id not in (select pledge_id from made_by where iso3 is not null))"
    return f"(iso3 in ({quoted(codes)})" + (f" or {nowhere})" if NOT_STATED in codes else ")")


def _tagged(scheme: str, codes: tuple[str, ...], stated: bool) -> str:
    own = f"select pledge_id from tag where scheme = '{scheme}'" + (" and not deduced" if stated else "")
    carrying = f"pledge_id in ({own} and code in ({quoted(codes)}))"
    return f"({carrying} or pledge_id not in ({own}))" if NOT_STATED in codes else carrying


def _has_places(chosen: Selection) -> bool:
    """Networks have no place, nor have pledges whose country nobody states."""
    without_region = chosen.region and set(chosen.region) <= {"network", "unplaced", NOT_STATED}
    return not without_region and chosen.kind != ("network",) and chosen.country != (NOT_STATED,)


def _countries(chosen: Selection) -> str:
    if not _has_places(chosen):
        return "false"
    conditions = []
    if chosen.region:
        conditions.append(f"{chosen.regions_by} in ({quoted(chosen.region)})")
    if chosen.country:
        conditions.append(f"iso3 in ({quoted(chosen.country)})")
    return " and ".join(conditions) or "true"


def may_be_called_a_gap(chosen: Selection) -> bool:
    """The rule of the definitions, written again: nothing but places, themes or objectives is chosen."""
    named = (*chosen.theme, *chosen.gcm, *chosen.priority)
    others = (
        *(chosen.compact, chosen.forum, chosen.kind, chosen.group, chosen.year, chosen.status, chosen.certainty),
        *(chosen.paid_by, chosen.search),
    )
    return not any(others) and not chosen.stated and NOT_STATED not in named


def generated_cases(facets: Facets, count: int, seed: int) -> list[Case]:
    """That many selections: everything, one country, several, no pledge, networks only, search, all filters."""
    draw, codes = random.Random(seed), Codes(facets)
    always = [
        Selection(),
        Selection(region=("Oceania",)),
        Selection(country=("DEU",)),
        Selection(country=("PER",)),
        Selection(kind=("network",)),
        Selection(region=("network",)),
        Selection(country=(NOT_STATED,)),
        Selection(region=("Africa",), country=("PER",)),
        Selection(regions_by="uclg_section"),
        Selection(search="housing"),
        Selection(stated=True),
        Selection(paid_by=("global-cities-fund", NOT_STATED)),
        Selection(paid_by=("swiss-agency-for-development-and-cooperation", "city-of-zurich")),
    ]
    return [case_of(chosen) for chosen in [*always, *(_drawn(draw, codes) for _n in range(count - len(always)))]]


def filters_of(chosen: Selection) -> set[str]:
    """The filters that a selection uses, the scheme of its regions among them."""
    used = {name for name in (*FILTERS, "search", "stated") if getattr(chosen, name)}
    return used | {chosen.regions_by} - {SCHEMES[0]}


def covering_cases(facets: Facets, count: int, seed: int) -> list[Case]:
    """Of that many selections those that use two filters together as none before: one code or several, or silence."""
    seen: set[object] = set()
    kept = []
    for case in generated_cases(facets, count, seed):
        uses = sorted((name, *_way_of_use(case.chosen, name)) for name in filters_of(case.chosen))
        own = {*combinations(uses, 2), *uses} or {"no filter"}
        if own - seen:
            kept.append(case)
            seen |= own
    return kept


def _way_of_use(chosen: Selection, name: str) -> tuple[bool, bool, bool]:
    codes = getattr(chosen, name) if name in FILTERS else ()
    return len(codes) > 1, NOT_STATED in codes, bool({"network", "unplaced"} & {*codes})


def _drawn(draw: random.Random, codes: Codes) -> Selection:
    scheme = draw.choice(SCHEMES)
    fields: dict[str, object] = {"regions_by": scheme}
    for field, chance in {"region": 0.35, "country": 0.3}.items():
        if draw.random() < chance:
            fields[field] = _some(draw, codes.of(field, scheme), 3)
    for field in (*TAGGED, "kind", "year", "status", "certainty"):
        if draw.random() < (0.16 if field in ("theme", "gcm", "priority") else 0.06):
            fields[field] = _some(draw, codes.of(field, scheme), 2)
    if draw.random() < 0.08:
        fields["search"] = draw.choice(WORDS)
    if draw.random() < 0.06:
        fields["stated"] = True
    return Selection(**fields)  # type: ignore[arg-type]


def _some(draw: random.Random, codes: tuple[str, ...], most: int) -> tuple[str, ...]:
    drawn = draw.sample(codes, min(len(codes), draw.randint(1, most)))
    return tuple(code for code in codes if code in drawn)
