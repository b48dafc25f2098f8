"""The lists of a forum pack: what has no pledge, what was achieved, how it was counted, and every pledge."""

from dataclasses import replace

import pandas as pd

from analytics.exhibits.claims import Claim
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.coverage.tables import empty_headings, empty_list
from analytics.exhibits.definitions import definitions
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.exhibits.pledges.tables import pledge_rows, pledgers
from analytics.exhibits.published.tables import results_headings, results_table, results_words
from analytics.measures.coverage import Counting
from analytics.measures.headlines import PUBLISHED
from analytics.measures.places import unplaced
from analytics.measures.progress import counted
from analytics.packs.exhibit_slides import slide_with_notes
from analytics.packs.slide import Slide, Statements, TextTable
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, ngettext, number

MOST_LISTED = 300
"""Rows of a list in a pack, some thirty slides; a workbook has all."""

UNSTATED = "–"


def empty_pairs_slide(filtered: FilteredData, address: str) -> Slide:
    """Regions and the themes on which they have no pledge."""
    table = empty_list(filtered, "theme")
    claim = matrix(filtered, Counting()).finding
    cells = tuple((row.region_label, number(row.count), row.codes) for row in table.itertuples(index=False))
    headings = tuple(empty_headings(filtered).values())
    return slide_with_notes(
        filtered,
        address,
        claim,
        TextTable(headings, (0.2, 0.16, 0.64), cells) if cells else Statements(((claim, ""),)),
        description=claim,
        reading=_("Each line is a region and the themes on which none of its local governments has a pledge here."),
        source=source_line(filtered, classified_note("theme")),
        caveat=_("Without a pledge in the data does not mean that nothing is done there."),
    )


def results_slide(filtered: FilteredData, address: str) -> Slide:
    """Pledges with results, in the words of their sources."""
    table, names = results_table(filtered), results_headings()
    summary = results_words(filtered)
    cells = tuple(
        (row.who, row.title, row.results_summary, UNSTATED if pd.isna(row.on) else row.on) for row in table.itertuples()
    )
    headings = tuple(names[column] for column in ("who", "title", "results_summary", "on"))
    results = TextTable(headings, (0.2, 0.3, 0.39, 0.11), cells, tuple(table["source_url"]))
    title = ngettext(
        "Results stated by {count} of {of} pledge", "Results stated by {count} of {of} pledges", filtered.count()
    ).format(count=number(len(table)), of=number(filtered.count()))
    return slide_with_notes(
        filtered,
        address,
        Claim("results_stated", title, stated=len(table), of=filtered.count()),
        _first(results) if cells else Statements(((summary, ""),)),
        description=f"{summary} {_more(len(cells))}".strip(),
        reading=_("Newest results first. Quote them as they stand, with their date; each title leads to its source."),
        caveat=_("Results are what the source states; nobody has checked them for this table."),
    )


def method_slide(filtered: FilteredData, coverage_note: str, grouping: str, address: str) -> Slide:
    """What a pledge is, which pledges are in the pack, and what to know before quoting a number.

    `grouping` says who drew up the topics of the forum, if there are any.
    """
    meanings = definitions().set_index("term")["meaning"]
    terms = (_("Pledge"), _("Joint pledge"), _("Local government"), _("Themes and tags"))
    texts = [
        coverage_note,
        *(_("{term}: {meaning}").format(term=term, meaning=meanings[term]) for term in terms),
        *([grouping] if grouping else []),
        _doubts(filtered),
    ]
    lines = (*((text, "") for text in texts), _published_difference(filtered))
    return slide_with_notes(
        filtered,
        address,
        Claim("nothing_to_say", _("How the numbers were made, and what they do not say")),
        Statements(lines),
        description=" ".join(text for text, _address in lines),
        reading=_("Keep this slide at hand for questions."),
        source=source_line(filtered, classified_note("theme")),
        caveat=_doubts(filtered),
    )


def _doubts(filtered: FilteredData) -> str:
    pledges = filtered.table()
    return _(
        "Pledges: {count}; inferred and not confirmed to be part of the Call: {inferred}; no year stated: {undated};"
        " not reported on: {silent}. Of those who pledged, networks or not placed: {unplaced}."
    ).format(
        count=number(len(pledges)),
        inferred=number((pledges["certainty"] == "inferred").sum()),
        undated=number(pledges["year_announced"].isna().sum()),
        silent=number(int((~counted(filtered, filtered.dataset.as_of)["reported"]).sum())),
        unplaced=number(len(unplaced(filtered))),
    )


def _published_difference(filtered: FilteredData) -> tuple[str, str]:
    """What was published of all pledges and what the data hold, with the address of the figure."""
    held = number(len(filtered.dataset.pledges))
    figures = filtered.dataset.published_figures.set_index("figure_id")
    if PUBLISHED["pledges"] not in figures.index:
        return _("Pledges in these data: {held}, as far as a public page was found.").format(held=held), ""
    figure = figures.loc[PUBLISHED["pledges"]]
    difference = _("Published: {figure} ({date}). These data hold {held}: for the rest no public page was found.")
    date = day_as_stated(figure["published_on"])
    return difference.format(figure=figure["label"], date=date, held=held), figure["source_url"]


def appendix_slide(filtered: FilteredData, address: str) -> Slide:
    """Every pledge of the selection."""
    pledges = pledge_list(filtered)
    count = len(pledges.cells)
    title = ngettext("The {count} pledge of this pack", "All {count} pledges of this pack", count)
    if count > MOST_LISTED:
        title = _("The first {shown} of {count} pledges of this pack")
    title = title.format(shown=number(MOST_LISTED), count=number(count))
    return slide_with_notes(
        filtered,
        address,
        Claim("headline_counts", title, pledges=count),
        _first(pledges),
        description=f"{title} {_more(count)}".strip(),
        reading=list_reading(),
        caveat=_doubts(filtered),
    )


def pledge_list(filtered: FilteredData) -> TextTable:
    """Every pledge of a selection: who, title, year and compact, each with the address of its source."""
    rows = pledge_rows(filtered)
    stated = rows[["title", "year_announced", "compact"]].astype("string").fillna(UNSTATED)
    cells = tuple(zip(pledgers(filtered.dataset, rows["pledge_id"]), *(stated[name] for name in stated), strict=True))
    headings = (_("Who"), _("Pledge"), _("Year"), _("Compact"))
    return TextTable(headings, (0.25, 0.56, 0.08, 0.11), cells, tuple(rows["source_url"]))


def list_reading() -> str:
    """How to read a list of pledges."""
    return _("A dash: no source states it. GCM is the migration compact, GCR the refugee compact.")


def _first(rows: TextTable) -> TextTable:
    return replace(rows, cells=rows.cells[:MOST_LISTED], links=rows.links[:MOST_LISTED])


def _more(count: int) -> str:
    if count <= MOST_LISTED:
        return ""
    return _("Only the first {shown} of {count} are listed here; the tables for Excel hold all.").format(
        shown=number(MOST_LISTED), count=number(count)
    )
