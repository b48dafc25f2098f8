"""Exhibits of what cities offer and ask, and of which are named together."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analytics.charts import theme
from analytics.charts.exchange import link_matrix
from analytics.charts.parts import whole_bars
from analytics.exhibits.claims import Claim, does_not_apply
from analytics.exhibits.exchange.tables import cities_named
from analytics.exhibits.exhibit import Exhibit, Recipe
from analytics.exhibits.regions import group_names
from analytics.exhibits.table import table_of
from analytics.labels import label
from analytics.measures.coverage import RESIDUAL_REGIONS
from analytics.measures.exchange import (
    ASK,
    EXCHANGE,
    KINDS,
    OFFER,
    exchange_counts,
    exchange_rows,
    named_together,
    regions_of,
    unmet,
)
from analytics.rows import each_row
from analytics.selection import FilteredData, phrases
from analytics.words import _, day, listing, ngettext, number


def split_options() -> dict[str, str]:
    """What the board can be split by."""
    return {"theme": _("Theme"), "region": _("Region")}


def source_line(filtered: FilteredData) -> str:
    """Where the numbers come from, and that there are surely more than were found."""
    return _(
        "Source: public pages of networks, programmes and cities, to {date}. Found, not complete: what is missing here"
        " may well be offered or asked. Themes are our classification."
    ).format(date=day(filtered.dataset.as_of))


APPLY = ("region", "country", "theme", "search")
"""The filters that are not about pledges alone."""


def _scope(filtered: FilteredData, measure: str) -> str:
    """What is shown, of which regions, countries, themes and words; other filters change nothing here."""
    which = ", ".join(phrases(filtered, APPLY))
    template = _("{measure}, {which}; as of {date}.") if which else _("{measure}, as of {date}.")
    return template.format(measure=measure, which=which, date=day(filtered.dataset.as_of))


def exchange_bars(filtered: FilteredData, by: str) -> Exhibit:
    """Offers, asks and exchanges by theme or region."""
    table = exchange_counts(filtered, by)
    found = table[list(KINDS)].any(axis=1)
    inferred = _("inferred: {count}")
    nothing = _("None found") if filtered.selection.can_have_places() else _("Does not apply")
    notes = table["inferred"].map(lambda count: inferred.format(count=number(count)) if count else "")
    notes = notes.astype(object).where(found, nothing)
    table.insert(1, "label", group_names(filtered, by, table["code"]))
    kinds = {kind: label(filtered.dataset, "exchange_kind", kind) for kind in KINDS}
    listed = ", ".join(
        _("{place}: {offers} offered, {asks} asked, {exchanges} exchanged").format(
            place=row.label, offers=number(row.offer), asks=number(row.ask), exchanges=number(row.exchange)
        )
        for row in each_row(table[found])
    )
    described = _("Offers, asks and exchanges of cities by region: {list}.")
    if by == "theme":
        described = _("Offers, asks and exchanges of cities by theme: {list}.")
    return Exhibit(
        name=f"exchange-{by}",
        finding=board_words(filtered),
        scope=_scope(filtered, _("Offers, asks and exchanges")),
        figure=replace(whole_bars(table.assign(note=notes), kinds, theme.EXCHANGE), whole=False),
        alt_text=described.format(list=listed or _("none")),
        how_to_read=_(
            "An offer is a city that shows, hosts or mentors; an ask is one that looked for help; an exchange is cities"
            " that one source names together. “Inferred” is our reading: an offer where a source says that the city"
            " showed or hosted something, an ask where it says what the city lacks or values, neither in so many"
            " words. One of several regions counts in each."
        ),
        table=table,
        headings={"label": split_options()[by], **kinds, "inferred": _("Of these inferred")},
        source=source_line(filtered),
        recipe=Recipe("exchange", (("by", by),)),
    )


def board_words(filtered: FilteredData) -> Claim:
    """How much is offered and asked, and on which themes an ask meets no offer."""
    rows, open_ones = exchange_rows(filtered), unmet(filtered)
    counts = {kind: int((rows["kind"] == kind).sum()) for kind in KINDS}
    if not len(rows):
        return _nothing(filtered, _("No offer, ask or exchange was found for this selection"))
    said = _("Found: {numbers}")
    if open_ones[ASK]:
        said = _("Found: {numbers}. Asked, and no other city’s offer found: {themes}")
    themes = listing([label(filtered.dataset, "theme", code) for code in open_ones[ASK]], last="and")
    sentence = said.format(numbers=listing(count_words(counts), last=""), themes=themes)
    return Claim("exchange_board", sentence, **counts, unmet=open_ones[ASK])


def count_words(counts: Mapping[str, int]) -> list[str]:
    """How many offers, asks and exchanges there are, each in words, by their kinds."""
    return [
        ngettext("{count} offer", "{count} offers", counts[OFFER]).format(count=number(counts[OFFER])),
        ngettext("{count} ask", "{count} asks", counts[ASK]).format(count=number(counts[ASK])),
        ngettext("{count} exchange", "{count} exchanges", counts[EXCHANGE]).format(count=number(counts[EXCHANGE])),
    ]


def named_together_matrix(filtered: FilteredData) -> Exhibit:
    """Which cities are named together, and from which regions they are."""
    rows, scheme = named_together(filtered), filtered.selection.regions_by
    regions = regions_of(filtered, rows)
    used = [code for code in filtered.facets.declared(scheme) if any(code in own for own in regions)]
    names = [cities_named(cities, year) for cities, year in zip(rows["cities"], rows["year"], strict=True)]
    counts = [[own.count(code) for code in used] for own in regions]
    across = sum(len(set(own) - {None, *RESIDUAL_REGIONS}) > 1 for own in regions)
    cities = {city for own in rows["cities"] for city in own}
    columns = {code: label(filtered.dataset, scheme, code) for code in used}
    table, headings = table_of(
        link=("", names),
        cities=(_("Cities"), [", ".join(own) for own in rows["cities"]]),
        theme=(_("Theme"), [label(filtered.dataset, "theme", code) for code in rows["theme"]]),
        year=(_("Year"), rows["year"]),
        certainty=(_("Certainty"), [label(filtered.dataset, "certainty", code) for code in rows["certainty"]]),
        **{code: (columns[code], [own[at] for own in counts]) for at, code in enumerate(used)},
    )
    finding = _links_words(filtered, rows, across, len(cities))
    return Exhibit(
        name="exchange-links",
        finding=finding,
        scope=_scope(filtered, _("Cities that are named together: countries from each region")),
        figure=link_matrix(names, list(columns.values()), counts),
        alt_text=_("{finding}: {list}.").format(finding=finding, list="; ".join(names) or _("none")),
        how_to_read=_(
            "Each row is cities that a source names in one exchange, or a mentor with the city that it helped, newest"
            " first; each number is how many of their countries are in a region, darker where it is larger. A row with"
            " several numbers reaches from one region to another. To be named together may be a partnership, a visit"
            " or a workshop."
        ),
        table=table,
        headings=headings,
        source=source_line(filtered),
        recipe=Recipe("exchange_links"),
    )


def _nothing(filtered: FilteredData, words: str) -> Claim:
    """Why there is nothing: that none was found, in these words, or that no city can be in the selection."""
    return Claim("nothing_to_say", words if filtered.selection.can_have_places() else does_not_apply())


def _links_words(filtered: FilteredData, rows: pd.DataFrame, across: int, cities: int) -> Claim:
    """How many cities are named together, in what, and how often across regions."""
    if rows.empty:
        return _nothing(filtered, _("No exchange was found for this selection"))
    exchanges = int((rows["kind"] == EXCHANGE).sum())
    mentors = len(rows) - exchanges
    ways = (
        (ngettext("{count} exchange", "{count} exchanges", exchanges), exchanges),
        (ngettext("{count} mentoring", "{count} mentorings", mentors), mentors),
    )
    said = _("{cities} cities are named together: {ways}; none across regions")
    if across:
        said = _("{cities} cities are named together: {ways}; {across} across regions")
    used = listing([words.format(count=number(count)) for words, count in ways if count], "and")
    sentence = said.format(cities=number(cities), ways=used, across=number(across))
    return Claim("exchange_links", sentence, exchanges=exchanges, mentors=mentors, cities=cities, across=across)
