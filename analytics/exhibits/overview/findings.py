"""The findings put into words, each with the page and the selection that show it."""

from typing import NamedTuple

from analytics.exhibits.claims import Claim, looking_for, place_names
from analytics.exhibits.regions import region_name
from analytics.labels import label, short_label
from analytics.measures.findings import (
    CommonThemes,
    EmptyRegions,
    Finding,
    NotReported,
    ThinRegion,
    UnaddressedObjectives,
    findings,
)
from analytics.selection import FilteredData
from analytics.words import listing, ngettext, number, percent, short_number


class LinkedFinding(NamedTuple):
    """A finding in one sentence, the page that shows it and what to add to the link."""

    sentence: Claim
    page: str
    link: dict[str, str]


def linked_findings(filtered: FilteredData) -> list[LinkedFinding]:
    """The findings of a selection in words."""
    return [_linked(filtered, finding) for finding in findings(filtered)]


def _linked(filtered: FilteredData, finding: Finding) -> LinkedFinding:
    match finding:
        case CommonThemes():
            return _common(filtered, finding)
        case ThinRegion():
            return _thin(filtered, finding)
        case EmptyRegions():
            return LinkedFinding(_empty(filtered, finding), "coverage", {"measure": "member_share"})
        case UnaddressedObjectives():
            return _unaddressed(filtered, finding)
        case NotReported():
            return _not_reported(finding)


def _common(filtered: FilteredData, found: CommonThemes) -> LinkedFinding:
    template = ngettext(
        "The most common theme is {theme}: {pledges} of {of}. A pledge can have several themes.",
        "The most common themes are {theme}: {pledges} of {of} on each. A pledge can have several themes.",
        len(found.themes),
    )
    values = {
        "theme": listing([label(filtered.dataset, "theme", code) for code in found.themes], last="and"),
        "pledges": number(found.pledges),
        "of": number(found.of),
    }
    claim = Claim("most_common", template.format(**values), codes=found.themes, pledges=found.pledges, of=found.of)
    return LinkedFinding(claim, "pledges", {"theme": found.themes[0]})


def _thin(filtered: FilteredData, found: ThinRegion) -> LinkedFinding:
    sentence = ngettext(
        "Few pledges for the need in {region}: {people} of {everywhere} displaced people hosted ({share}), with"
        " {pledges} of {placed} pledge that has a region.",
        "Few pledges for the need in {region}: {people} of {everywhere} displaced people hosted ({share}), with"
        " {pledges} of {placed} pledges that have a region.",
        found.placed,
    ).format(
        region=region_name(filtered, found.region, in_sentence=True),
        share=percent(found.people / found.people_everywhere),
        people=short_number(found.people),
        everywhere=short_number(found.people_everywhere),
        pledges=number(found.pledges),
        placed=number(found.placed),
    )
    claim = Claim(
        "thin_region",
        looking_for(filtered, sentence),
        region=found.region,
        pledges=found.pledges,
        placed=found.placed,
        people=found.people,
        of=found.people_everywhere,
    )
    return LinkedFinding(claim, "gaps", {"places": "region"})


def _empty(filtered: FilteredData, found: EmptyRegions) -> Claim:
    if filtered.allows_gaps():
        template = ngettext(
            "No pledge found in {regions}: {states} UN member state.",
            "No pledge found in {regions}: {states} UN member states.",
            found.member_states,
        )
        if found.people:
            template = ngettext(
                "No pledge found in {regions}: {states} UN member state, hosting {people} displaced people.",
                "No pledge found in {regions}: {states} UN member states, hosting {people} displaced people.",
                found.member_states,
            )
    else:
        template = ngettext(
            "None in this selection from {regions}: {states} UN member state.",
            "None in this selection from {regions}: {states} UN member states.",
            found.member_states,
        )
    sentence = template.format(
        regions=place_names(filtered, list(found.regions), in_sentence=True),
        states=number(found.member_states),
        people=short_number(found.people or 0),
    )
    return Claim(
        "regions_without_pledge",
        looking_for(filtered, sentence),
        regions=found.regions,
        states=found.member_states,
        gap=filtered.allows_gaps(),
    )


def _unaddressed(filtered: FilteredData, found: UnaddressedObjectives) -> LinkedFinding:
    sentence = ngettext(
        "Objectives of the migration compact that no pledge selected states: {count} of {of}, {first}. Pledges that"
        " state any objective: {stating}.",
        "Objectives of the migration compact that no pledge selected states: {count} of {of}, among them {first}."
        " Pledges that state any objective: {stating}.",
        len(found.objectives),
    ).format(
        count=number(len(found.objectives)),
        of=number(found.of),
        stating=number(found.stating),
        first=listing([short_label(filtered.dataset, "gcm", code) for code in found.objectives[:3]], last="and"),
    )
    claim = Claim(
        "objectives_without_pledge", sentence, objectives=found.objectives, of=found.of, stating=found.stating
    )
    return LinkedFinding(claim, "coverage", {"themes": "gcm"})


def _not_reported(found: NotReported) -> LinkedFinding:
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
    claim = Claim("not_reported", sentence, pledges=found.pledges, of=found.of, overdue=found.overdue)
    return LinkedFinding(claim, "progress", {})
