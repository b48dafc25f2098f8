"""The findings put into words, each with the page and the selection that show it."""

from dataclasses import replace
from typing import NamedTuple

from analytics.exhibits.claims import Claim, looking_for
from analytics.exhibits.regions import region_name
from analytics.labels import label, name_in_sentence
from analytics.measures.coverage import shown_regions
from analytics.measures.findings import (
    MOST_THIN,
    SilentThemes,
    ThinPlace,
    ThinRegion,
    common_themes,
    not_reported,
    thin_places,
    unaddressed_objectives,
)
from analytics.selection import FilteredData, filter_data
from analytics.words import _, listing, ngettext, number, percent, short_number

NAMED = 3
"""Objectives that a finding names; of more it names the first."""


class LinkedFinding(NamedTuple):
    """A finding in one sentence, the name of what it is about, the page that shows that and what to add to the link."""

    sentence: Claim
    name: str
    page: str
    link: dict[str, str]


def linked_findings(filtered: FilteredData) -> list[LinkedFinding]:
    """The findings that a selection supports in words, most telling first; none of an empty one."""
    if not filtered.count():
        return []
    found = [_not_reported(filtered), _unaddressed(filtered), _common(filtered)]
    return [finding for finding in found if finding]


def linked_thin_places(filtered: FilteredData) -> list[LinkedFinding]:
    """Where pledges are thin: regions or, of a region alone, themes; each with the link to it."""
    places = thin_places(filtered)
    match places:
        case [SilentThemes() as alone] if len(shown_regions(filtered)) == 1:
            return [_theme(filtered, alone, code) for code in alone.themes[:MOST_THIN]]
    return [_thin_place(filtered, place) for place in places]


def _theme(filtered: FilteredData, found: SilentThemes, code: str) -> LinkedFinding:
    region = region_name(filtered, found.region, in_sentence=True)
    name = label(filtered.dataset, "theme", code)
    absence = looking_for(filtered, _("No pledge found in {region}").format(region=region), apart_from="theme")
    elsewhere = replace(filtered.selection, theme=(code,), region=(), country=())
    if not filter_data(filtered.facets, elsewhere).count():
        sentence = _("{absence}, nor elsewhere.").format(absence=absence)
        return LinkedFinding(Claim("themes_without_pledge", sentence, **found._asdict()), name, "coverage", {})
    sentence = _("{absence}; the link lists those of other places.").format(absence=absence)
    claim = Claim("themes_without_pledge", sentence, **found._asdict())
    return LinkedFinding(claim, name, "pledges", {"theme": code, "region": ""})


def _thin_place(filtered: FilteredData, place: ThinPlace) -> LinkedFinding:
    name, link = region_name(filtered, place.region), {"region": place.region}
    if isinstance(place, ThinRegion):
        return LinkedFinding(_thin(filtered, place), name, "profile", link)
    sentence = _("No pledge found on {count} of {of} themes")
    sentence = sentence.format(count=number(len(place.themes)), of=number(place.of))
    sentence = looking_for(filtered, sentence, apart_from="theme")
    return LinkedFinding(Claim("themes_without_pledge", sentence, **place._asdict()), name, "profile", link)


def _common(filtered: FilteredData) -> LinkedFinding | None:
    found = common_themes(filtered)
    if not found:
        return None
    template = ngettext(
        "The most common theme is {theme}: {pledges} of {of}. A pledge can have several themes.",
        "The most common themes are {theme}: {pledges} of {of} on each. A pledge can have several themes.",
        len(found.codes),
    )
    names = [label(filtered.dataset, "theme", code) for code in found.codes]
    sentence = template.format(theme=listing(names, last="and"), pledges=number(found.pledges), of=number(found.of))
    claim = Claim("most_common", sentence, **found._asdict())
    return LinkedFinding(claim, _("Pledges on {theme}").format(theme=names[0]), "pledges", {"theme": found.codes[0]})


def _thin(filtered: FilteredData, found: ThinRegion) -> Claim:
    template = _("{people} of {everywhere} displaced people hosted ({share}), no pledge found")
    if found.pledges:
        template = ngettext(
            "{people} of {everywhere} displaced people hosted ({share}), {pledges} of {placed} pledge",
            "{people} of {everywhere} displaced people hosted ({share}), {pledges} of {placed} pledges",
            found.placed,
        )
    sentence = template.format(
        share=percent(found.people / found.of),
        people=short_number(found.people),
        everywhere=short_number(found.of),
        pledges=number(found.pledges),
        placed=number(found.placed),
    )
    said = sentence if found.pledges else looking_for(filtered, sentence)
    return Claim("thin_region", said, **found._asdict())


def _unaddressed(filtered: FilteredData) -> LinkedFinding | None:
    found = unaddressed_objectives(filtered)
    if not found:
        return None
    # For translators: {names} is up to two objectives, or "among them" and two.
    template = _(
        "Objectives of the migration compact that no pledge selected states: {count} of {of} ({names}). Pledges that"
        " state any objective: {stating}."
    )
    if filtered.selection.gcm:
        template = _(
            "Objectives chosen that no pledge selected states: {count} of {of} ({names}). Pledges that state any"
            " objective: {stating}."
        )
    first = [name_in_sentence(filtered.dataset, "gcm", code) for code in found.objectives[:NAMED]]
    among = _("among them {first}") if len(found.objectives) > NAMED else "{first}"
    sentence = template.format(
        count=number(len(found.objectives)),
        of=number(found.of),
        stating=number(found.stating),
        names=among.format(first=listing(first, last="and")),
    )
    claim = Claim("objectives_without_pledge", sentence, **found._asdict())
    return LinkedFinding(claim, _("Objectives by region"), "coverage", {"themes": "gcm"})


def _not_reported(filtered: FilteredData) -> LinkedFinding | None:
    found = not_reported(filtered)
    if not found:
        return None
    template = ngettext(
        "Not reported on: {pledges} of {of} pledge. That says nothing about what was done.",
        "Not reported on: {pledges} of {of} pledges. That says nothing about what was done.",
        found.of,
    )
    if found.overdue:
        template = ngettext(
            "Not reported on: {pledges} of {of} pledge; of these past their end date: {overdue}. That says nothing"
            " about what was done.",
            "Not reported on: {pledges} of {of} pledges; of these past their end date: {overdue}. That says nothing"
            " about what was done.",
            found.of,
        )
    sentence = template.format(pledges=number(found.pledges), of=number(found.of), overdue=number(found.overdue))
    claim = Claim("not_reported", sentence, **found._asdict())
    return LinkedFinding(claim, _("Reports, and whom to ask"), "progress", {})
