"""What stands over the first screen: the finding of the selection in one sentence."""

import pandas as pd

from analytics.exhibits.claims import Claim, looking_for, nothing_selected, place_names
from analytics.exhibits.overview.headlines import governments_words
from analytics.exhibits.places.beside_world import place_name
from analytics.labels import label, short_label
from analytics.measures.coverage import shown_regions
from analytics.measures.findings import empty_regions, silent_themes
from analytics.measures.headlines import headlines, network_count, unnamed_count
from analytics.rows import each_row
from analytics.selection import LOOKED_FOR, WHERE, FilteredData
from analytics.words import _, listing, ngettext, number

MOST_NAMED, MOST_THEMES = 3, 2
"""Places and things looked for that a sentence names, and themes without a pledge; more are counted."""


def headline_sentence(filtered: FilteredData) -> Claim:
    """How many pledges, from whom and where, and where none was found, if that can be said of the selection.

    Under filters other than places, themes and objectives nothing is said to be missing. A country alone, and pledges
    that have no place, have no regions to be missing in.
    """
    if not filtered.count():
        return _none_found(filtered)
    counts = {row.headline: row.value for row in each_row(headlines(filtered)) if pd.notna(row.value)}
    facts = {name: int(counts[name]) for name in ("pledges", "governments", "countries") if name in counts}
    facts["unnamed"] = unnamed_count(filtered)
    sentence, missing = _with_what_is_missing(filtered, _from_whom(filtered, facts))
    names = _chosen(filtered)
    if not filtered.allows_gaps() or not names:
        return Claim("headline", sentence, **facts, **missing)
    if len(names) > MOST_NAMED:
        return Claim("headline", looking_for(filtered, sentence), **facts, **missing)
    about = _("{selection}: {sentence}").format(selection=listing(names, last=""), sentence=sentence)
    return Claim("headline", about, **facts, **missing)


def _none_found(filtered: FilteredData) -> Claim:
    if not filtered.allows_gaps():
        return nothing_selected()
    sentence = _("No pledge found in {place}").format(place=place_name(filtered, in_sentence=True))
    return Claim("headline", looking_for(filtered, sentence), pledges=0)


def _chosen(filtered: FilteredData) -> list[str]:
    """The names of the places, themes and objectives that are chosen."""
    selection = filtered.selection
    names = []
    for field in (*WHERE, *LOOKED_FOR):
        named = label if field in WHERE else short_label
        names += [named(filtered.dataset, selection.facet_of(field), code) for code in getattr(selection, field)]
    return names


def _from_whom(filtered: FilteredData, facts: dict[str, int]) -> str:
    """The counts; governments, networks and countries only where there are some."""
    governments, countries, of_networks = (
        facts.get("governments", 0),
        facts.get("countries", 0),
        network_count(filtered),
    )
    if len(filtered.selected_countries()) == 1:
        countries = 0
    template = {
        # For translators: "8 pledges in 3 countries, from 2 networks and 3 local governments", each with its own count.
        # Not "local governments in 3 countries": of one that its source does not name the country alone is counted.
        (True, True, True): _("{pledges} in {countries}, from {networks} and {governments}"),
        (True, True, False): _("{pledges} in {countries}, from {governments}"),
        (True, False, True): _("{pledges} from {networks} and {governments}"),
        (True, False, False): _("{pledges} from {governments}"),
        (False, True, True): _("{pledges} in {countries} and from {networks}"),
        (False, True, False): _("{pledges} in {countries}"),
        (False, False, True): _("{pledges} from {networks}"),
        (False, False, False): _("{pledges}"),
    }[governments + facts["unnamed"] > 0, countries > 0, of_networks > 0]
    total = len(filtered.dataset.pledges)
    pledges = ngettext("{count} pledge", "{count} pledges", facts["pledges"])
    if facts["pledges"] < total:
        pledges = ngettext("{count} of {total} pledge", "{count} of {total} pledges", total)
    return template.format(
        pledges=pledges.format(count=number(facts["pledges"]), total=number(total)),
        governments=governments_words(governments, facts["unnamed"]),
        countries=ngettext("{count} country", "{count} countries", countries).format(count=number(countries)),
        networks=ngettext("{count} network", "{count} networks", of_networks).format(count=number(of_networks)),
    )


def _with_what_is_missing(filtered: FilteredData, sentence: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The sentence with the regions or, of one region, the themes that no pledge was found for; and their codes.

    Where countries are chosen nothing more is said: it would be said of them.
    """
    if not filtered.allows_gaps() or filtered.selection.country:
        return sentence, {}
    regions, of = empty_regions(filtered)
    silent = silent_themes(filtered) if of == 1 and len(shown_regions(filtered)) == 1 else []
    if regions and of > 1:
        count, names = len(regions), place_names(filtered, regions, in_sentence=True)
        few, many = _("{sentence}; none found in {names}"), _("{sentence}; none found in {count} of {all} regions")
        template, facts = few if count <= MOST_NAMED else many, {"regions": tuple(regions)}
    elif silent:
        themes, of = silent[0].themes, silent[0].of
        count, names = len(themes), listing([label(filtered.dataset, "theme", code) for code in themes], last="or")
        few, many = _("{sentence}; none found on {names}"), _("{sentence}; none found on {count} of {all} themes")
        template, facts = few if count <= MOST_THEMES else many, {"themes": themes}
    else:
        return sentence, {}
    return template.format(sentence=sentence, names=names, count=number(count), all=number(of)), facts
