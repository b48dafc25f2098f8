"""The brief of a profile: what one page and one slide say of a place, theme or objective."""

from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.charts.description import Map
from analytics.dataset.shapes import borders
from analytics.exhibits.claims import none_words
from analytics.exhibits.exhibit import Exhibit, classified_note, disclaimer, scope_line, source_line, unfiltered_scope
from analytics.exhibits.profiles import tables
from analytics.exhibits.profiles.profile import Profile
from analytics.exhibits.profiles.subjects import PLEDGERS, UNFILTERED, kind_words
from analytics.facets import Facets
from analytics.labels import name_in_sentence
from analytics.measures.coverage import NO_REGION, WITHOUT_REGION
from analytics.measures.neighbours import pledges_beside, regions_of
from analytics.packs.exhibit_slides import exhibit_slide, full_sentence, pledge_caveat, slide_with_notes
from analytics.packs.page import Brief, Section, TextTable
from analytics.packs.slide import BigNumbers, Slide
from analytics.rows import each_row
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import _, day, listing, number, pgettext, short_number

LEAST_STATED = 4
"""Items that records state least, of which the page speaks."""

MOST_OTHERS = 2
"""Lists of what others have pledged, such as neighbours and then the region."""


def brief(filtered: FilteredData, shown: Profile, address: str) -> Brief:
    """What the page on a profile says; `filtered` is what the profile was made of."""
    found = _asked(filtered, shown)
    picture = next((each for each in shown.exhibits if isinstance(each.figure, Map)), None)
    own = Section(_("Pledges, newest first"), _pledge_table(shown.pledges.rows, shown.kind in PLEDGERS))
    alike = _alike(shown)
    beside = _beside(shown)
    # Where there is no picture, what would stand beside it is a list like the others.
    first = [beside] if beside and not picture else []
    lists = [*first, *(each for each in (own, *alike, *_paid(shown)) if each.table.cells)]
    dataset = filtered.dataset
    version = _("Data of {date}, version {version}").format(date=day(dataset.as_of), version=dataset.version)
    return Brief(
        title=shown.name,
        kind=_("Local commitments to migrants and refugees: {kind}").format(kind=kind_words(shown.kind)),
        date=version,
        sentence=shown.sentence,
        numbers=_numbers(shown),
        picture=picture,
        beside=beside if picture else None,
        lists=(*lists, *_others(found, shown)[: MOST_OTHERS - len(alike)]),
        remarks=_remarks(found, shown),
        foot=_foot(found, shown, picture),
        address=address,
    )


def brief_slide(filtered: FilteredData, shown: Profile, address: str) -> Slide:
    """One slide of a profile: its sentence, its map or first chart, and its key numbers."""
    found, numbers = _asked(filtered, shown), BigNumbers(_numbers(shown))
    if not shown.exhibits:
        reading = _("Every number stands on the page of the profile.")
        return slide_with_notes(
            found, address, shown.sentence, numbers, description=numbers.in_words(), reading=reading
        )
    picture, need = shown.exhibits[0], _need(shown)
    # People stand in the title and among the numbers, whatever the picture shows.
    figure = replace(picture, source=need.source) if need else picture
    slide = exhibit_slide(figure, found, address, shown.sentence)
    return replace(slide, numbers=numbers, notes=(*slide.notes, (_("Key numbers"), numbers.in_words())))


def _asked(filtered: FilteredData, shown: Profile) -> FilteredData:
    """The data that the profile speaks of: under the filters, or all of it for those who pledged or paid."""
    if shown.kind not in UNFILTERED:
        return filtered
    return filter_data(filtered.facets, Selection(regions_by=filtered.selection.regions_by))


def _numbers(shown: Profile) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.value, each.title, each.note) for each in shown.numbers)


def _pledge_table(rows: pd.DataFrame, with_results: bool) -> TextTable:
    """Pledges, newest first; with their results in place of who made them, where that is always the same."""
    rows = rows.sort_values("year_announced", ascending=False, kind="stable", na_position="last")
    third = "results_summary" if with_results else "government"
    names = {
        "title": _("Pledge"),
        third: _("Results, as stated") if with_results else _("Who pledged"),
        "year_announced": _("Announced"),
        "state": pgettext("what is reported of a pledge", "Report"),
    }
    cells = tuple(tuple(_text(row[name]) for name in names) for _place, row in rows.iterrows())
    return TextTable(tuple(names.values()), (0.43, 0.21, 0.11, 0.25), cells)


def _text(cell: Any) -> str:
    return "–" if pd.isna(cell) else str(cell)


def _beside(shown: Profile) -> Section | None:
    """Need beside region and world for a place, regions of a theme, themes of a funder, facts on those who pledged."""
    if shown.kind in PLEDGERS:
        cells = tuple(tuple(_text(cell) for cell in row[:2]) for row in each_row(shown.facts, index=False))
        return Section(_("What is known of it"), TextTable((), (0.5, 0.5), cells)) if cells else None
    if shown.kind == "funder":
        rows = shown.exhibits[0].table if shown.exhibits else pd.DataFrame(columns=["label", "grants", "pledges"])
        own = rows[rows[["grants", "pledges"]].any(axis=1)]
        cells = tuple((str(row.label), number(row.grants), number(row.pledges)) for row in each_row(own))
        names = (shown.exhibits[0].headings["label"], _("Grants found"), _("Pledges that name it")) if cells else ()
        return Section(_("What it paid for"), TextTable(names, (0.5, 0.22, 0.28), cells)) if cells else None
    if shown.kind not in ("country", "region"):
        if len(shown.exhibits) < 2:
            return None
        exhibit = shown.exhibits[1]
        rows = exhibit.table[~exhibit.table["region"].isin(WITHOUT_REGION)]
        cells = tuple((str(row.label), _count(row.value)) for row in each_row(rows))
        return Section(_("Where the pledges are"), TextTable((_("Region"), _("Pledges")), (0.75, 0.25), cells))
    need = _need(shown)
    if need is None:
        return None
    headings = (_("Place"), _("Displaced people"), _("Per million inhabitants"), _("Pledges"))
    cells = tuple(
        (str(row.label), _short(row.people), _short(row.per_million), number(row.pledges))
        for row in each_row(need.table)
    )
    return Section(_("Need beside pledges"), TextTable(headings, (0.28, 0.25, 0.27, 0.2), cells))


def _alike(shown: Profile) -> list[Section]:
    """The local governments most like one, and why."""
    if not shown.peers:
        return []
    names = (_("Local government"), _("Why"))
    named = _("{name}, {country}")
    cells = tuple(
        (row.name if pd.isna(row.country) else named.format(name=row.name, country=row.country), row.reasons)
        for row in each_row(shown.peers.rows, index=False)
    )
    return [Section(shown.peers.title, TextTable(names, (0.25, 0.75), cells))]


def _paid(shown: Profile) -> list[Section]:
    """The grants of a funder, newest first, and its windows, with amounts as stated."""
    wanted = {
        "amount_usd": ("city", "topic", "announced_on", "amount_usd"),
        "max_as_stated": ("fund", "max_as_stated", "opens", "closes"),
    }
    sections = []
    for each in shown.lists:
        for names in (names for column, names in wanted.items() if column in each.rows):
            cells = tuple(
                tuple(_text(cell) if isinstance(cell, str) else _count(cell) for cell in row)
                for row in each_row(each.rows[list(names)], index=False)
            )
            headings = tuple(each.headings[name] for name in names)
            sections.append(Section(each.title, TextTable(headings, (0.3, 0.36, 0.16, 0.18), cells)))
    return sections


def _need(shown: Profile) -> Exhibit | None:
    """The exhibit that sets the people of a place beside its region and the world, if it has one."""
    return next((each for each in shown.exhibits if "per_million" in each.table), None)


def _count(value: float) -> str:
    return _("no data") if pd.isna(value) else number(value)


def _short(value: float) -> str:
    return _("no data") if pd.isna(value) else short_number(value)


def _others(filtered: FilteredData, shown: Profile) -> list[Section]:
    """What others like it have pledged, closest first; of a theme or region only where it has no pledge itself.

    Nobody is called like a funder.
    """
    if shown.kind == "funder":
        return []
    if shown.kind not in ("country", *PLEDGERS) and not shown.pledges.rows.empty:
        return []
    if shown.kind in ("country", "region") and not filtered.has_places():
        return []
    sections: list[Section] = []
    listed = {*shown.pledges.rows["pledge_id"]}
    for heading, chosen in _likes(filtered, shown):
        rows = tables.pledges(filter_data(filtered.facets, chosen)).rows
        rows = rows[~rows["pledge_id"].isin(listed)]
        if len(rows) and len(sections) < MOST_OTHERS:
            sections.append(Section(heading, _pledge_table(rows, with_results=False), of_others=True))
            listed |= {*rows["pledge_id"]}
    return sections


def _likes(filtered: FilteredData, shown: Profile) -> list[tuple[str, Selection]]:
    """Selections of what is like it, each with what a list of its pledges is called; closest first."""
    chosen = replace(filtered.selection, region=(), country=())
    if shown.kind == "network":
        return [(_("What other networks have pledged, newest first"), replace(chosen, region=WITHOUT_REGION[:1]))]
    if shown.kind in ("theme", "objective"):
        codes = tuple(each.subject.code for each in shown.links)
        at = filtered.selection
        close = replace(at, theme=(), gcm=codes) if shown.kind == "theme" else replace(at, theme=codes, gcm=())
        return [(_("What has been pledged on what is close to it, newest first"), close)] if codes else []
    elsewhere = (_("What has been pledged elsewhere, newest first"), chosen)
    if shown.kind == "region":
        return [elsewhere]
    return [*_around(filtered.facets, shown, chosen), elsewhere]


def _around(facets: Facets, shown: Profile, chosen: Selection) -> list[tuple[str, Selection]]:
    """The neighbours of a country, and the region of a country or government."""
    found = []
    iso3 = next((each.subject.code for each in shown.links if each.subject.kind == "country"), "")
    if shown.kind == "country":
        iso3, beside = shown.code, pledges_beside(filter_data(facets, chosen), borders().get(shown.code, frozenset()))
        pledging = tuple(beside.loc[beside["pledges"] > 0, "iso3"])
        if pledging:
            neighbours = _("What its neighbours have pledged, newest first")
            found = [(neighbours, replace(chosen, country=pledging))]
    regions = regions_of(facets, iso3).set_index("scheme")["region"] if iso3 else {}
    region = regions.get(chosen.regions_by)
    if region is None or pd.isna(region) or region in NO_REGION:
        return found
    name = name_in_sentence(facets.dataset, chosen.regions_by, region)
    heading = _("What others in {region} have pledged, newest first").format(region=name)
    return [*found, (heading, replace(chosen, region=(region,)))]


def _remarks(filtered: FilteredData, shown: Profile) -> tuple[tuple[str, str], ...]:
    """Themes, or regions, without a pledge, and what the records of those pledges lack."""
    remarks = []
    without = _without(shown)
    if without:
        remarks.append((none_words(filtered), _("{list}.").format(list=listing(without, last="and"))))
    doubted = _amounts_in_doubt(shown)
    if doubted:
        remarks.append((_("Notes on amounts"), doubted))
    if shown.lacks:
        least = shown.lacks.rows.head(LEAST_STATED)
        item = _("{item} ({stated} of {all})")
        stated = [
            item.format(item=row.item, stated=number(row.stated), all=number(row.of))
            for row in each_row(least)
            if row.stated < row.of
        ]
        if stated:
            remarks.append((_("Least stated in the records"), _("{list}.").format(list=listing(stated, last="and"))))
    return tuple(remarks)


def _amounts_in_doubt(shown: Profile) -> str:
    """What is to be known of amounts of grants, with the cities that got them; empty if nothing is."""
    noted = [each.rows.dropna(subset="amount_note") for each in shown.lists if "amount_note" in each.rows]
    if not noted or noted[0].empty:
        return ""
    about = noted[0].groupby("amount_note", sort=False)["city"].agg(lambda cities: listing(list(cities), last="and"))
    said = _("{item}: {values}")
    return _("{list}.").format(list="; ".join(said.format(item=cities, values=note) for note, cities in about.items()))


def _without(shown: Profile) -> list[str]:
    """The names of themes without a pledge; of regions, where the profile is of a theme."""
    if shown.pledges.rows.empty:
        return []
    is_tag = shown.kind in ("theme", "objective")
    bars = [each for each in shown.exhibits if ("region" if is_tag else "code") in each.table]
    if not bars:
        return []
    none, rows = bars[0].finding.facts.get("none", ()), bars[0].table
    return list(rows.loc[rows["region" if is_tag else "code"].isin(none), "label"])


def _foot(filtered: FilteredData, shown: Profile, picture: Exhibit | None) -> tuple[str, ...]:
    """Sources and what nobody may overlook."""
    exhibit = _need(shown) or next(reversed(shown.exhibits), None)
    source = exhibit.source if exhibit else source_line(filtered)
    themes = classified_note("theme")
    sources = f"{source} {themes}" if shown.kind in ("country", "region") and themes not in source else source
    scope = unfiltered_scope(shown.name) if shown.kind in UNFILTERED else scope_line(filtered)
    if picture and scope in picture.scope:
        scope = ""  # it stands under the picture
    notes = map(full_sentence, shown.notes)
    return tuple(filter(None, [scope, pledge_caveat(), sources, disclaimer() if picture else "", *notes]))
