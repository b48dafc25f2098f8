"""Tables of what cities offer, ask and are named together for, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, labels, with_countries
from analytics.measures.exchange import ASK, NEAR, OFFER, every_row, exchange_rows, matches, unmet
from analytics.selection import FilteredData
from analytics.words import _, language_name, listing, ngettext, number

NAMED_AT_MOST = 3
"""Cities that the name of a group names; of more it names one less, and how many others there are."""


def cities_named(cities: tuple[str, ...], year: int | None) -> str:
    """The name of a group of cities, with its year where it is known."""
    if len(cities) > NAMED_AT_MOST:
        first = ", ".join(cities[: NAMED_AT_MOST - 1])
        named = _("{cities} and {count} more").format(cities=first, count=number(len(cities) - NAMED_AT_MOST + 1))
    else:
        named = listing(list(cities), last="and")
    return named if pd.isna(year) else _("{cities}, {year}").format(cities=named, year=str(year))


def listed(filtered: FilteredData) -> Table:
    """Every offer, ask and exchange of the selection."""
    return _in_words(filtered.dataset, exchange_rows(filtered))


def of_city(filtered: FilteredData, government_id: str) -> Table:
    """What one city offers, asks and has exchanged, whatever the selection: the columns of `listed`."""
    rows = every_row(filtered.dataset)
    own = pd.Series([government_id in ids for ids in rows["city_ids"]], rows.index, dtype=bool)
    return _in_words(filtered.dataset, rows[own].reset_index(drop=True))


def _in_words(dataset: Dataset, rows: pd.DataFrame) -> Table:
    return table_of(
        kind=(_("Kind"), labels(dataset, "exchange_kind", rows["kind"])),
        who=(_("Cities"), [", ".join(own) for own in rows["cities"]]),
        code_label=(_("Theme"), labels(dataset, "theme", rows["theme"])),
        text=(_("What"), rows["text"]),
        year=(_("Year"), rows["year"]),
        certainty=(_("Certainty"), labels(dataset, "certainty", rows["certainty"])),
        source_url=(_("Source"), rows["source_url"]),
    )


def match_table(filtered: FilteredData) -> Table:
    """Asks with the offers on their theme.

    What decides stands second, where a narrow screen still shows it.
    """
    found, dataset = matches(filtered), filtered.dataset
    names = {name: with_countries(dataset, found[f"{name}_city"], found[f"{name}_iso3"]) for name in (ASK, OFFER)}
    rows = found.to_dict("records")
    return table_of(
        asks=(_("Asks"), names[ASK]),
        reasons=(_("What speaks for it"), [_reasons(row) for row in rows]),
        offers=(_("Offers"), names[OFFER]),
        code_label=(_("Theme"), labels(dataset, "theme", found["theme"])),
        years=(_("Asked, offered"), [_years(row) for row in rows]),
        unknown=(_("Not known"), [_unknown(row) for row in rows]),
        certainty=(_("Certainty"), labels(dataset, "certainty", found["certainty"])),
    )


def match_words(filtered: FilteredData) -> str:
    """How many asks and offers are on one theme, and the likeliest pair not known to be in touch."""
    found, table = matches(filtered), match_table(filtered).rows
    if table.empty:
        return _("Who can learn from whom: no ask and another city’s offer are on the same theme.")
    counted = ngettext(
        "Who can learn from whom: {count} pair of an ask and another city’s offer on its theme (already in touch:"
        " {named}).",
        "Who can learn from whom: {count} pairs of an ask and another city’s offer on its theme (already in touch:"
        " {named}).",
        len(table),
    ).format(count=number(len(table)), named=number(int(found["named"].sum())))
    others = table[~found["named"]]
    if others.empty:
        return counted
    best = others.iloc[0]
    first = _("{counted} Likeliest new pair: {asks} could ask {offers} ({theme}; {reasons}).")
    return first.format(
        counted=counted, asks=best["asks"], offers=best["offers"], theme=best["code_label"], reasons=best["reasons"]
    )


def _reasons(match: Mapping[str, Any]) -> str:
    reasons = []
    if match["named"]:
        reasons.append(_("a source names both: they have found each other"))
    is_one_country = match["ask_iso3"] == match["offer_iso3"]
    if is_one_country:
        reasons.append(_("the same country"))
    elif pd.notna(match["same_region"]) and match["same_region"]:
        reasons.append(_("the same region"))
    if match["languages"] and not is_one_country:
        spoken = listing([language_name(code) for code in match["languages"]], last="and")
        reasons.append(_("official in both countries: {languages}").format(languages=spoken))
    if pd.notna(match["years_apart"]) and match["years_apart"] <= NEAR:
        reasons.append(_("a year apart") if match["years_apart"] else _("the same year"))
    return "; ".join(reasons) or _("the theme alone")


def _years(match: Mapping[str, Any]) -> str:
    years = match["ask_year"], match["offer_year"]
    asked, offered = (_("not known") if pd.isna(year) else str(year) for year in years)
    return asked if asked == offered else _("{asked}, {offered}").format(asked=asked, offered=offered)


def _unknown(match: Mapping[str, Any]) -> str:
    parts = {
        "same_region": _("region"),
        "languages": _("language"),
        "years_apart": _("year of one or both"),
    }
    # Languages are several, of which pandas can't say whether they are missing.
    unknown = [words for name, words in parts.items() if match[name] is None or match[name] is pd.NA]
    return listing(unknown, last="and") or "–"


def unmet_words(filtered: FilteredData) -> list[str]:
    """On which themes an ask of the selection meets no offer, and an offer no ask, in sentences."""
    templates = {
        ASK: _("Asked, and no other city’s offer was found: {themes}."),
        OFFER: _("Offered, and no other city’s ask was found: {themes}."),
    }
    return [
        templates[kind].format(themes=listing([label(filtered.dataset, "theme", code) for code in codes], last="and"))
        for kind, codes in unmet(filtered).items()
        if codes
    ]
