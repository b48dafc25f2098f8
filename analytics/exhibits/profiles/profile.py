"""All that is known of one place, theme, objective or funder, put together for a page, a brief and a slide."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from analytics.dataset.shapes import borders, is_tiny
from analytics.exhibits.claims import Claim, does_not_apply
from analytics.exhibits.coverage.figures import code_bars, region_bars
from analytics.exhibits.exchange import tables as exchange
from analytics.exhibits.exhibit import Exhibit, unfiltered_scope
from analytics.exhibits.funding import eligibility
from analytics.exhibits.funding.figures import funding_of
from analytics.exhibits.overview.headlines import headline_words, under_words, unnamed_sentence, value_words
from analytics.exhibits.peers.tables import peer_list
from analytics.exhibits.places import beside_world, governments
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.profiles import tables, wording
from analytics.exhibits.profiles.subjects import NO_PROFILE, Kind, Subject, name_of
from analytics.exhibits.table import TitledTable
from analytics.labels import label, labels
from analytics.measures.comparison import SELECTED, WORLD
from analytics.measures.coverage import Counting
from analytics.measures.funding import records_of_funder
from analytics.measures.gaps import Comparison
from analytics.measures.headlines import headlines, unnamed_count
from analytics.measures.neighbours import pledges_beside, regions_of
from analytics.measures.peers import PeerQuery
from analytics.measures.progress import counted_states, results_stated
from analytics.rows import each_row
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import _, ngettext, number, short_number

PEERS_SHOWN = 5
"""Local governments like one that its profile names; the page on peers has all."""


class Number(NamedTuple):
    """A key number: its name, its value in words, the line under it, and what it counts."""

    title: str
    value: str
    note: str = ""
    meaning: str = ""


class Related(NamedTuple):
    """A profile up or across from this one: what it is to this one, its name, and what it is about."""

    relation: str
    name: str
    subject: Subject


@dataclass(frozen=True, eq=False)
class Profile:
    """One place, theme, objective or funder.

    `facts` are rows of two or three texts that name nothing. `lists` holds who pledged there and near it. `lacks` is
    None where there is no pledge. `notes` are sentences for the foot. Shared by all readers: nothing in it may be
    changed.
    """

    kind: Kind
    code: str
    name: str
    sentence: Claim
    numbers: tuple[Number, ...]
    exhibits: tuple[Exhibit, ...]
    pledges: TitledTable
    lists: tuple[TitledTable, ...]
    lacks: TitledTable | None
    facts: pd.DataFrame
    links: tuple[Related, ...]
    notes: tuple[str, ...] = ()
    peers: TitledTable | None = None
    """The local governments most like it, with reasons; of a local government alone."""


def profile(filtered: FilteredData, subject: Subject) -> Profile:
    """The profile of a subject, of the pledges that the selection holds of it; of kinds in `UNFILTERED`, of all."""
    match subject.kind:
        case "country" | "region":
            return _of_place(_selected(filtered, subject), subject)
        case "theme" | "objective":
            return _of_tag(_selected(filtered, subject), subject)
        case "funder":
            return _of_funder(filtered, subject)
    return _of_pledger(filtered, subject)


def _selected(filtered: FilteredData, subject: Subject) -> FilteredData:
    """The data with the subject chosen, which may be all that they are already."""
    own: dict[str, Any] = {{"objective": "gcm"}.get(subject.kind, subject.kind): (subject.code,)}
    if subject.kind == "region":
        own["regions_by"] = subject.scheme
    chosen = replace(filtered.selection, **own)
    return filtered if chosen == filtered.selection else filter_data(filtered.facets, chosen)


def _profile(
    filtered: FilteredData,
    subject: Subject,
    sentence: Claim,
    numbers: list[Number],
    exhibits: list[Exhibit],
    lists: list[TitledTable],
    links: list[Related],
    facts: pd.DataFrame | None = None,
    notes: tuple[str, ...] = (),
) -> Profile:
    return Profile(
        subject.kind,
        subject.code,
        name_of(filtered.dataset, subject),
        sentence,
        (*numbers, *_follow_up(filtered)),
        tuple(exhibits),
        tables.pledges(filtered),
        tuple(each for each in lists if len(each.rows)),
        tables.lacks(filtered) if filtered.count() else None,
        pd.DataFrame() if facts is None else facts,
        tuple(links),
        notes,
    )


def _headlines(filtered: FilteredData, *names: str) -> list[Number]:
    more, found = {"governments": unnamed_sentence(unnamed_count(filtered))}, []
    for row in each_row(headlines(filtered)):
        if row.headline in names:
            title, meaning = headline_words(row.headline)
            note = " ".join(filter(None, [more.get(row.headline, ""), under_words(row)]))
            found.append(Number(title, value_words(row), note, meaning))
    return found


def _reported(filtered: FilteredData) -> int:
    return int(counted_states(filtered, filtered.dataset.as_of)["reported"].sum())


def _follow_up(filtered: FilteredData) -> list[Number]:
    """How many pledges were reported on, and how many state results; nothing where there is no pledge."""
    if not filtered.count():
        return []
    note = ngettext(
        "Of {count} pledge; with results: {results}.", "Of {count} pledges; with results: {results}.", filtered.count()
    ).format(count=number(filtered.count()), results=number(len(results_stated(filtered))))
    meaning = _("By the one report state that each pledge has; results are in the words of their source.")
    return [Number(_("Reported on"), number(_reported(filtered)), note, meaning)]


def _hosted(beside: pd.DataFrame) -> Number:
    """The displaced people hosted in a place, and how many that is for its inhabitants, beside the world."""
    here, world = beside.loc[SELECTED], beside.loc[WORLD]
    title = _("Displaced people")
    if pd.isna(here["people"]):
        return Number(title, "–", _("No figure."))
    rates = {"here": here["per_million"], "world": world["per_million"]}
    note = _("For each million inhabitants: {here}; world: {world}.")
    known = all(pd.notna(rate) for rate in rates.values())
    words = [note.format(**{name: short_number(rate) for name, rate in rates.items()})] if known else []
    if here["unknown"]:
        left_out = _("No figure for {unknown} of {countries} countries and areas.")
        words.append(left_out.format(unknown=number(here["unknown"]), countries=number(here["countries"])))
    meaning = _("UNHCR; for Palestine UNRWA. Country level.")
    return Number(title, short_number(here["people"]), " ".join(words), meaning)


def _of_place(filtered: FilteredData, subject: Subject) -> Profile:
    if not filtered.has_places():
        nowhere = Claim("nothing_to_say", does_not_apply())
        return _profile(filtered, subject, nowhere, _headlines(filtered, "pledges"), [], [], [])
    is_country = subject.kind == "country"
    names = ("pledges", "governments") if is_country else ("pledges", "governments", "countries")
    need = beside_world.beside_world(filtered, Comparison())
    beside = need.table.set_index("scope")
    unseen = is_country and is_tiny(subject.code)
    exhibits = (
        [need] if unseen else [pledge_map(filtered, "pledges", "all_areas" if is_country else "un_members"), need]
    )
    if filtered.count():
        exhibits.append(code_bars(filtered, Counting()))
    around = [_neighbours(filtered, subject), _near(filtered)] if is_country else [_members(filtered)]
    return _profile(
        filtered,
        subject,
        wording.place_sentence(filtered, subject, beside.loc[SELECTED]),
        [*_headlines(filtered, *names), _hosted(beside)],
        exhibits,
        [tables.here(filtered), *around],
        _regions(filtered, subject.code) if is_country else [],
        governments.country_figures(filtered.facets, subject.code) if is_country else None,
        _map_notes(subject, unseen) if is_country else (),
    )


def _map_notes(subject: Subject, unseen: bool) -> tuple[str, ...]:
    if unseen:
        return (_("The map is too coarse to show it, or has no shape of it."),)
    return (_("Neighbours share a land border on the map."),) if subject.code in borders() else ()


def _neighbours(filtered: FilteredData, subject: Subject) -> TitledTable:
    rows = pledges_beside(filtered, borders().get(subject.code, frozenset()))
    rows["country"] = labels(filtered.dataset, "iso3", rows["iso3"])
    names = {"country": _("Country or area"), "pledges": _("Pledges")}
    return TitledTable(_("Countries and areas that it borders on"), rows, names)


def _near(filtered: FilteredData) -> TitledTable:
    rows, headings = beside_world.near_table(filtered)
    outside = rows[~rows["city_id"].isin(filtered.dataset.pledge_governments.loc[filtered.government_mask, "city_id"])]
    return TitledTable(_("Who has pledged in the same region"), outside.reset_index(drop=True), headings)


def _members(filtered: FilteredData) -> TitledTable:
    rows, names = beside_world.members_table(filtered, Comparison())
    # The longest heading last: it would push the others out of half a page.
    headings = {name: names[name] for name in ("label", "pledges", "per_million", "people")}
    return TitledTable(_("Countries and areas, by people per million inhabitants"), rows, headings)


def _regions(filtered: FilteredData, iso3: str) -> list[Related]:
    """The region of a country in every scheme."""
    dataset = filtered.dataset
    return [
        Related(label(dataset, "region_scheme", row.scheme), label(dataset, row.scheme, row.region), subject)
        for row in each_row(regions_of(filtered.facets, iso3))
        for subject in [Subject("region", row.region, row.scheme)]
        if pd.notna(row.region) and row.region not in NO_PROFILE
    ]


def _of_tag(filtered: FilteredData, subject: Subject) -> Profile:
    exhibits = []
    if filtered.has_places():
        exhibits = [pledge_map(filtered, "pledges", "un_members"), region_bars(filtered, Counting())]
    return _profile(
        filtered,
        subject,
        wording.tag_sentence(filtered, subject),
        _headlines(filtered, "pledges", "governments", "countries"),
        exhibits,
        [
            tables.codes(filtered, "gcm" if subject.kind == "theme" else "theme"),
            tables.here(filtered),
            tables.governments(filtered, networks=True),
        ],
        _across(filtered, subject),
        notes=(_("Themes are our classification; which objectives a theme serves is our own crosswalk."),),
    )


_DIRECTIONS: dict[Kind, tuple[str, str, Kind]] = {
    "theme": ("theme", "code", "objective"),
    "objective": ("code", "theme", "theme"),
}
"""Columns of the crosswalk to go from and to, and what is found there."""


def _across(filtered: FilteredData, subject: Subject) -> list[Related]:
    """The objectives of a theme, or the themes of an objective, by our crosswalk (the notes say so); closest first."""
    dataset = filtered.dataset
    crosswalk = dataset.crosswalk[dataset.crosswalk["scheme"] == "gcm"].sort_values("strength", kind="stable")
    relations = {"primary": _("Close to it"), "secondary": _("Related")}
    here, there, kind = _DIRECTIONS[subject.kind]
    rows = crosswalk[crosswalk[here] == subject.code]
    found = [(row["strength"], Subject(kind, str(row[there]))) for _row, row in rows.iterrows()]
    return [Related(relations[strength], name_of(dataset, other), other) for strength, other in found]


def _of_funder(filtered: FilteredData, subject: Subject) -> Profile:
    grants, pledges, windows = records_of_funder(filtered.dataset, subject.code)
    facets, own = filtered.facets, filter_data(filtered.facets, Selection(regions_by=filtered.selection.regions_by))
    naming = filtered.dataset.pledges["pledge_id"].isin(pledges["pledge_id"]).to_numpy()
    own = replace(own, pledge_mask=naming, government_mask=naming[facets.pledge_rows])
    exhibits = [funding_of(own, subject.code, by) for by in ("theme", "region")]
    shown = _profile(
        own,
        subject,
        wording.funder_sentence(own, subject, len(grants), len(windows)),
        [
            Number(_("Grants found"), number(len(grants))),
            Number(_("Pledges that name it"), number(own.count())),
            Number(_("Its windows"), number(len(windows))),
        ],
        # Of what no source states, no chart of zeros.
        [each for each in exhibits if each.finding.facts["having"]],
        [*eligibility.of_funder(own, subject.code), tables.here(own)],
        [],
        notes=(
            _("Amounts are as stated and not added: most are not stated, and a window's total belongs to the window."),
            _("No grant found does not mean that none was given."),
        ),
    )
    amounts = own.column("budget_as_stated").to_numpy()
    title, rows, headings = shown.pledges
    named = TitledTable(title, rows.assign(amount=amounts), {**headings, "amount": _("Amount as stated")})
    return replace(shown, pledges=named)


def _of_pledger(filtered: FilteredData, subject: Subject) -> Profile:
    facets, own = filtered.facets, filter_data(filtered.facets, Selection(regions_by=filtered.selection.regions_by))
    rows = facets.dataset.pledge_governments["city_id"].eq(subject.code).to_numpy()
    pledges = facets.position.isin(facets.pledge_rows[rows]).to_numpy()
    own = replace(own, pledge_mask=pledges, government_mask=rows)
    name, iso3 = name_of(facets.dataset, subject), governments.government(facets, subject.code)["iso3"]
    placed = subject.kind == "city" and pd.notna(iso3)
    exhibits, links = [], []
    if governments.has_point(facets, subject.code):
        exhibits.append(governments.government_map(own, subject.code))
    if own.count():
        exhibits.append(replace(code_bars(own, Counting()), scope=unfiltered_scope(name), recipe=None))
    if placed:
        country = Subject("country", str(iso3))
        links = [Related(_("Country"), name_of(facets.dataset, country), country), *_regions(own, str(iso3))]
    nearby = [governments.nearby(facets, subject.code, own.selection.regions_by)] if placed and own.count() else []
    shown = _profile(
        own,
        subject,
        wording.pledger_sentence(own, subject, _reported(own)),
        [Number(_("Pledges"), number(own.count()))],
        exhibits,
        [
            *(TitledTable(_("Others in its country or region"), *table) for table in nearby),
            TitledTable(_("What it offers, asks and has exchanged"), *exchange.of_city(own, subject.code)),
        ],
        links,
        governments.government_facts(facets, subject.code),
        () if governments.has_point(facets, subject.code) else (governments.why_no_map(facets, subject.code),),
    )
    if subject.kind != "city":
        return shown
    alike = peer_list(filter_data(facets, own.selection), PeerQuery(subject.code), PEERS_SHOWN)
    return replace(shown, peers=alike if len(alike.rows) else None)
