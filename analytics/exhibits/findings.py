"""The findings put into words, each with the page and the selection that show it."""

from typing import NamedTuple

from analytics.labels import label, short_label
from analytics.measures.findings import (
    EmptyRegions,
    Finding,
    LargestGap,
    LargestTheme,
    NoReport,
    ThinnestRegion,
    UnaddressedObjectives,
    findings,
)
from analytics.selection import Narrowed
from analytics.words import _, listing, ngettext, number, percent, short_number


class Said(NamedTuple):
    """A finding in one sentence, the page that shows it and what to add to the link."""

    sentence: str
    page: str
    link: dict[str, str]


def findings_said(narrowed: Narrowed) -> list[Said]:
    """The findings of a selection in words."""
    return [_said(narrowed, finding) for finding in findings(narrowed)]


def _said(narrowed: Narrowed, finding: Finding) -> Said:
    dataset, scheme = narrowed.dataset, narrowed.chosen.regions_by
    match finding:
        case LargestTheme(theme, pledges, of):
            said = _("Most pledges are on {theme}: {pledges} of {of}. A pledge can have several themes.")
            values = {"theme": label(dataset, "theme", theme), "pledges": number(pledges), "of": number(of)}
            return Said(said.format(**values), "pledges", {"theme": theme})
        case LargestGap():
            return Said(_gap_said(narrowed, finding), "gaps", {})
        case ThinnestRegion(region, pledges, placed, people, everywhere):
            said = _(
                "{region} is thin for its need: it hosts {people} of {everywhere} displaced people ({share}), with"
                " {pledges} of {placed} pledges that have a region."
            )
            values = {
                "region": label(dataset, scheme, region),
                "share": percent(people / everywhere),
                "people": short_number(people),
                "everywhere": short_number(everywhere),
                "pledges": number(pledges),
                "placed": number(placed),
            }
            return Said(said.format(**values), "gaps", {"places": "region"})
        case EmptyRegions(regions, states):
            said = ngettext(
                "No pledge yet from {regions}: {states} UN member state.",
                "No pledge yet from {regions}: {states} UN member states.",
                states,
            )
            names = listing([label(dataset, scheme, region) for region in regions])
            return Said(said.format(regions=names, states=number(states)), "coverage", {"measure": "member_share"})
        case UnaddressedObjectives(objectives, of, stating):
            said = _(
                "{count} of {of} objectives of the migration compact have no pledge, among them {first}. Only {stating}"
                " pledges state their objectives."
            )
            values = {
                "count": number(len(objectives)),
                "of": number(of),
                "stating": number(stating),
                "first": listing([short_label(dataset, "gcm", code) for code in objectives[:3]], last="and"),
            }
            return Said(said.format(**values), "coverage", {"themes": "gcm"})
        case NoReport(pledges, of, overdue):
            said = _(
                "Of {of} pledges, {pledges} have no report of any kind and {overdue} are past their end date without a"
                " reported outcome. That says nothing about what was done."
            )
            values = {"pledges": number(pledges), "of": number(of), "overdue": number(overdue)}
            return Said(said.format(**values), "progress", {})


def _gap_said(narrowed: Narrowed, gap: LargestGap) -> str:
    said = _(
        "{country} has the largest gap: it hosts {people} of {everywhere} displaced people ({share}) and has"
        " {pledges} of {placed} pledges that have a country."
    )
    if gap.pledges == 0:
        said = _(
            "{country} has the largest gap: it hosts {people} of {everywhere} displaced people ({share}) and has no"
            " pledge."
        )
    return said.format(
        country=label(narrowed.dataset, "iso3", gap.country),
        people=short_number(gap.people),
        everywhere=short_number(gap.people_everywhere),
        share=percent(gap.people / gap.people_everywhere),
        pledges=number(gap.pledges),
        placed=number(gap.placed),
    )
