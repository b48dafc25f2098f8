"""One pledge: where it stands in the selection, what is known of its state, and which others are on its themes."""

from typing import Any, NamedTuple

import pandas as pd

from analytics.exhibits.pledges.tables import field_names, governments_of, pledge_title
from analytics.facets import NOT_STATED, Facets
from analytics.labels import label
from analytics.measures.neighbours import most_in_common
from analytics.reports import report_states
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, listing, ngettext, number, pgettext

OTHERS_SHOWN = 8
"""Pledges on the same themes that are named on the page of one; the list of all is a link."""


def page_heading(facets: Facets, pledge_id: str) -> str:
    """The words of the heading of a pledge's page: its title; empty where no pledge has the id."""
    return pledge_title(facets, pledge_id) if pledge_id in facets.position.index else ""


class Pager(NamedTuple):
    """Where a pledge stands in the list of a selection, from 1, and the ids before and after it, empty at the ends."""

    position: int
    of: int
    before: str
    after: str

    def words(self) -> str:
        """Its place in the list, as "3 of 12"."""
        return _("{position} of {count}").format(position=number(self.position), count=number(self.of))


def pager_of(filtered: FilteredData, pledge_id: str) -> Pager | None:
    """Where a pledge stands in the list of the selection; none if it is not in it."""
    ids = list(filtered.dataset.pledges["pledge_id"][filtered.pledge_mask])
    if pledge_id not in ids:
        return None
    at = ids.index(pledge_id)
    return Pager(at + 1, len(ids), *("", *ids, "")[at : at + 3 : 2])


def summary_of(facets: Facets, pledge_id: str) -> str:
    """What was pledged in a paragraph; empty where the record has none."""
    summary = facets.dataset.pledges.iloc[facets.position[pledge_id]]["summary"]
    return "" if pd.isna(summary) else str(summary)


def reported(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """The state of a pledge with its date, and its results in the words of their source: `field`, `value`."""
    dataset = facets.dataset
    report = report_states(dataset, dataset.as_of).iloc[facets.position[pledge_id]]
    results = dataset.pledges.iloc[facets.position[pledge_id]]["results_summary"]
    if not report["reported"]:
        template, on = _("{state} (as of {date})"), day(dataset.as_of)
    elif pd.isna(report["reported_on"]):
        template, on = _("{state} (date of the report not stated)"), ""
    else:
        template, on = _("{state} (last report: {date})"), day_as_stated(str(report["reported_on"]))
    state = template.format(state=label(dataset, "report_state", report["state"]), date=on)
    rows = [
        (pgettext("what is reported of a pledge", "Report"), state),
        (field_names()["results_summary"], _("None stated") if pd.isna(results) else str(results)),
    ]
    return pd.DataFrame(rows, columns=["field", "value"])


class Other(NamedTuple):
    """Another pledge on the same themes: its id, its title, and who made it with what the two share."""

    pledge_id: str
    title: str
    under: str


class Others(NamedTuple):
    """The pledges on the themes of one, the closest first, with what they are and how many there are."""

    sentence: str
    shown: list[Other]
    themes: tuple[str, ...]


def others_like_it(filtered: FilteredData, pledge_id: str) -> Others:
    """The others of the selection on the themes of a pledge, the likest first; those beyond it where it has none."""
    found = most_in_common(filtered, pledge_id)
    within = found[found["selected"]]
    listed = within if len(within) else found
    if filtered.selection.is_everything():
        template = ngettext(
            "{count} other pledge shares a theme with it.", "{count} other pledges share a theme with it.", len(listed)
        )
    elif len(within):
        template = ngettext(
            "{count} other pledge of this selection shares a theme with it.",
            "{count} other pledges of this selection share a theme with it.",
            len(listed),
        )
    else:
        template = ngettext(
            "None of this selection shares a theme with it; {count} pledge beyond it does.",
            "None of this selection shares a theme with it; {count} pledges beyond it do.",
            len(listed),
        )
    themes = _shared(filtered.facets, "theme", pledge_id, pledge_id)
    shown = [_other(filtered, pledge_id, row) for row in each_row(listed.head(OTHERS_SHOWN))]
    return Others(template.format(count=number(len(listed))), shown, themes)


def _other(filtered: FilteredData, pledge_id: str, row: Any) -> Other:
    """Another pledge, who made it, and what the two have in common: themes, target groups, words."""
    themes, groups = (
        "; ".join(label(filtered.dataset, scheme, code) for code in codes)
        for scheme in ("theme", "target_group")
        for codes in [_shared(filtered.facets, scheme, pledge_id, row.pledge_id)]
    )
    who = listing([name for _id, name in governments_of(filtered.facets, row.pledge_id)], last="and")
    said = [_("{who}: {themes}.").format(who=who, themes=themes)]
    if groups:
        said.append(_("Both for: {groups}.").format(groups=groups))
    if row.words:
        said.append(_("Words in both: {words}.").format(words=listing(list(row.words), "")))
    if row.results:
        said.append(_("Results stated."))
    return Other(row.pledge_id, pledge_title(filtered.facets, row.pledge_id), " ".join(said))


def _shared(facets: Facets, scheme: str, one: str, other: str) -> tuple[str, ...]:
    facet, position = facets.facet(scheme), facets.position
    both = facet.mask[position[one]] & facet.mask[position[other]]
    return tuple(code for code, carried in zip(facet.codes, both, strict=True) if carried and code != NOT_STATED)
