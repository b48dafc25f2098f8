"""The sentence that opens a profile: what was found, beside what is known of the place or of the whole."""

from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.dataset.shapes import borders
from analytics.exhibits.claims import Claim, looking_for, none_words
from analytics.exhibits.exhibit import no_theme_note
from analytics.exhibits.places.beside_world import hosted_words, place_name
from analytics.exhibits.profiles.subjects import Subject, name_of
from analytics.labels import name_in_sentence
from analytics.measures.coverage import RESIDUAL_REGIONS
from analytics.measures.headlines import headlines
from analytics.measures.neighbours import pledges_beside
from analytics.selection import FilteredData, filter_data
from analytics.words import _, listing, ngettext, number


def place_sentence(filtered: FilteredData, subject: Subject, own: Any) -> Claim:
    """What a country or region has pledged, how many it hosts, and which of its neighbours or states pledged.

    `own` is its row of `place_in_context`: displaced people, missing where there is no figure.
    """
    members = headlines(filtered).set_index("headline").loc["countries"]
    facts = {"pledges": filtered.count(), "people": own["people"], "gap": filtered.allows_gaps()}
    sentence = _found_and_hosted(filtered, own)
    if subject.kind == "country":
        beside = pledges_beside(filtered, borders().get(subject.code, frozenset()))
        pledging = int((beside["pledges"] > 0).sum())
        facts |= {"beside": len(beside), "pledging": pledging}
        more = _neighbours(filtered, len(beside), pledging)
    else:
        facts |= {"states": members["of"], "pledging": members["members"]}
        more = "" if pd.isna(members["of"]) else _states(filtered, int(members["of"]), int(members["members"]))
    return Claim("profile_of_place", looking_for(filtered, " ".join(filter(None, [sentence, more]))), **facts)


def _found_and_hosted(filtered: FilteredData, own: Any) -> str:
    count, people = filtered.count(), own["people"]
    found = ngettext("{count} pledge", "{count} pledges", count) if count else none_words(filtered)
    # For translators: {found} is "3 pledges", "No pledge found" or "None in this selection".
    template = _("{found} in {place}; displaced people hosted there: {people}.")
    if pd.isna(people):
        template = _("{found} in {place}; there is no figure for displaced people hosted.")
    elif people == 0:
        template = _("{found} in {place}, where no displaced people are counted.")
    return template.format(
        found=found.format(count=number(count)),
        place=place_name(filtered, in_sentence=True),
        people="" if pd.isna(people) else hosted_words(own),
    )


def _neighbours(filtered: FilteredData, beside: int, pledging: int) -> str:
    """How many countries across a land border have pledged; on an island, that its whole region has none either."""
    if beside == 0:
        scheme = filtered.selection.regions_by
        regions = [code for code in filtered.selected_countries()[scheme].dropna() if code not in RESIDUAL_REGIONS]
        codes = filtered.dataset.countries.loc[filtered.dataset.countries[scheme].isin(regions), "iso3"]
        if filtered.count() or not regions or pledges_beside(filtered, set(codes))["pledges"].any():
            return ""
        region = listing([name_in_sentence(filtered.dataset, scheme, code) for code in dict.fromkeys(regions)], "and")
        return _("{none} in all of {region}.").format(none=none_words(filtered), region=region)
    template = _("Neighbouring countries and areas with a pledge: {pledging} of {count}.")
    if not filtered.allows_gaps():
        template = _("Neighbouring countries and areas with a pledge of this selection: {pledging} of {count}.")
    return template.format(pledging=number(pledging), count=number(beside))


def _states(filtered: FilteredData, states: int, pledging: int) -> str:
    if not states or not pledging:
        return ""
    template = _("UN member states with a pledge: {pledging} of {states}.")
    if not filtered.allows_gaps():
        template = _("UN member states with a pledge of this selection: {pledging} of {states}.")
    return template.format(pledging=number(pledging), states=number(states))


def tag_sentence(filtered: FilteredData, subject: Subject) -> Claim:
    """How many pledges are on a theme, or state an objective, of how many, and in how many countries.

    The whole is what the other filters select: pledges of one place are never set beside those of the world.
    """
    if no_theme := no_theme_note(filtered, subject.kind):
        return Claim("nothing_to_say", f"{no_theme}.")
    countries = headlines(filtered).set_index("headline")["value"]["countries"]
    chosen = filtered.selection
    others = replace(chosen, theme=()) if subject.kind == "theme" else replace(chosen, gcm=())
    whole = filter_data(filtered.facets, others)
    facts = {"pledges": filtered.count(), "of": whole.count(), "countries": countries, "gap": filtered.allows_gaps()}
    if not filtered.count():
        template = _("{none}: {name}.")
    elif pd.isna(countries) or not countries:
        template = _("{name}: {pledges}.")
    else:
        # For translators: {pledges} is "12 of 81 pledges".
        template = ngettext(
            "{name}: {pledges}, in {countries} country or area.",
            "{name}: {pledges}, in {countries} countries and areas.",
            int(countries),
        )
    pledges = ngettext("{count} of {all} pledge", "{count} of {all} pledges", whole.count())
    name = name_of(filtered.dataset, subject)
    if chosen.is_of_networks():
        name = _("{name}, by networks").format(name=name)
    elif chosen.region or chosen.country:
        name = _("{name}, in {place}").format(name=name, place=place_name(filtered, in_sentence=True))
    sentence = template.format(
        none=none_words(filtered),
        name=name,
        pledges=pledges.format(count=number(filtered.count()), all=number(whole.count())),
        countries="" if pd.isna(countries) else number(countries),
    )
    if not filtered.count():
        sentence = looking_for(filtered, sentence, apart_from="gcm" if subject.kind == "objective" else subject.kind)
    if subject.kind == "objective":
        facts["stating"] = stating = int(headlines(whole).set_index("headline")["stating"]["objectives"])
        stated = _("Pledges that state any objective: {stating}.").format(stating=number(stating))
        sentence = f"{sentence} {stated}"
    return Claim("profile_of_tag", sentence, **facts)


def funder_sentence(filtered: FilteredData, subject: Subject, grants: int, windows: int) -> Claim:
    """How many grants of a fund or payer were found, how many pledges name it, and how many windows it has opened."""
    template = _("{name}: grants found: {grants}; pledges that name it: {pledges}; its windows: {windows}.")
    if not filtered.count():
        template = _("{name}: grants found: {grants}; no pledge found that names it; its windows: {windows}.")
    sentence = template.format(
        name=name_of(filtered.dataset, subject),
        grants=number(grants),
        pledges=number(filtered.count()),
        windows=number(windows),
    )
    return Claim("profile_of_funder", sentence, pledges=filtered.count(), grants=grants, windows=windows)


def pledger_sentence(filtered: FilteredData, subject: Subject, reported: int) -> Claim:
    """How many pledges a government or network has made, and how many of them were reported on."""
    count, name = filtered.count(), name_of(filtered.dataset, subject)
    template = ngettext(
        "{name}: {count} pledge; reported on: {reported}.", "{name}: {count} pledges; reported on: {reported}.", count
    )
    if not count:
        template = _("{name}: no pledge found.")
    sentence = template.format(name=name, count=number(count), reported=number(reported))
    return Claim("profile_of_pledger", sentence, pledges=count, reported=reported)
