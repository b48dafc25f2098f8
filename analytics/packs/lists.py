"""The lists of a forum pack: what has no pledge, what was achieved, how it was counted, and every pledge."""

from dataclasses import replace

import pandas as pd

from analytics.exhibits.claims import Claim
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.coverage.tables import empty_headings, empty_list
from analytics.exhibits.definitions import definitions
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.exhibits.published.figures import results_headings, results_table, results_words
from analytics.measures.coverage import Counting
from analytics.measures.forum_topics import Topics
from analytics.measures.headlines import PUBLISHED
from analytics.measures.places import unplaced
from analytics.measures.progress import counted
from analytics.packs.exhibit_slides import text_slide
from analytics.packs.pledge_rows import UNSTATED, list_reading, pledge_list
from analytics.packs.slide import Rows, Sentences, Slide
from analytics.packs.topics import grouping_words
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, ngettext, number

MOST_LISTED = 300
"""Rows of a list in a pack, some thirty slides; a workbook has all."""


def empty_pairs(filtered: FilteredData, address: str) -> Slide:
    """Regions and the themes on which they have no pledge."""
    table = empty_list(filtered, "theme")
    claim = matrix(filtered, Counting()).finding
    content: Rows | Sentences = Sentences(((claim, ""),))
    if len(table):
        cells = tuple((row.region_label, number(row.count), row.codes) for row in table.itertuples(index=False))
        content = Rows(tuple(empty_headings(filtered).values()), (0.2, 0.16, 0.64), cells)
    return text_slide(
        filtered,
        address,
        claim,
        content,
        description=claim,
        reading=_("Each line is a region and the themes on which none of its local governments has a pledge here."),
        source=source_line(filtered, classified_note("theme")),
        caveat=_("Without a pledge in the data does not mean that nothing is done there."),
    )


def stories(filtered: FilteredData, address: str) -> Slide:
    """Pledges with results, in the words of their sources."""
    table = results_table(filtered)
    said = results_words(filtered)
    names = results_headings()
    cells = tuple(
        (row.who, row.title, row.results_summary, UNSTATED if pd.isna(row.on) else row.on) for row in table.itertuples()
    )
    headings = tuple(names[column] for column in ("who", "title", "results_summary", "on"))
    content = Rows(headings, (0.2, 0.3, 0.39, 0.11), cells, tuple(table["source_url"]))
    sentence = ngettext(
        "{count} of {of} pledge states results", "{count} of {of} pledges state results", filtered.count()
    ).format(count=number(len(table)), of=number(filtered.count()))
    title = Claim("results_stated", sentence, stated=len(table), of=filtered.count())
    return text_slide(
        filtered,
        address,
        title,
        _first(content) if cells else Sentences(((said, ""),)),
        description=f"{said} {_more(len(cells))}".strip(),
        reading=_("Newest results first. Quote them as they stand, with their date; each title leads to its source."),
        source=source_line(filtered),
        caveat=_("Results are what the source states; nobody has checked them for this table."),
    )


def method(filtered: FilteredData, held: str, topics: Topics | None, forum: str, address: str) -> Slide:
    """What a pledge is, which pledges are in the pack, and what to know before quoting a number."""
    grouping = grouping_words(filtered, topics, forum) if topics else ""
    meanings = definitions().set_index("term")["meaning"]
    terms = (_("Pledge"), _("Joint pledge"), _("Local government"), _("Themes and tags"))
    said = [
        (held, ""),
        *((_("{term}: {meaning}").format(term=term, meaning=meanings[term]), "") for term in terms),
        *([(grouping, "")] if grouping else []),
        (_doubts(filtered), ""),
        _published_difference(filtered),
    ]
    return text_slide(
        filtered,
        address,
        Claim("nothing_to_say", _("How the numbers were made, and what they do not say")),
        Sentences(tuple(said)),
        description=" ".join(sentence for sentence, _address in said),
        reading=_("Keep this slide at hand for questions."),
        source=source_line(filtered, classified_note("theme")),
        caveat=_doubts(filtered),
    )


def _doubts(filtered: FilteredData) -> str:
    pledges = filtered.table()
    return _(
        "Of {count} pledges, {inferred} are inferred and not confirmed to be part of the Call, {undated} state no year"
        " and {silent} are not reported on; {unplaced} of those who pledged are networks or can’t be placed."
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
        return _("These data hold {held} pledges, as far as a public page was found.").format(held=held), ""
    figure = figures.loc[PUBLISHED["pledges"]]
    said = _("Published: {figure} ({date}). These data hold {held}: for the rest no public page was found.")
    return said.format(figure=figure["label"], date=day_as_stated(figure["published_on"]), held=held), figure[
        "source_url"
    ]


def appendix(filtered: FilteredData, address: str) -> Slide:
    """Every pledge of the selection."""
    rows = pledge_list(filtered)
    title = ngettext("The {count} pledge of this pack", "All {count} pledges of this pack", len(rows.cells))
    if len(rows.cells) > MOST_LISTED:
        title = _("The first {shown} of {count} pledges of this pack")
    sentence = title.format(shown=number(MOST_LISTED), count=number(len(rows.cells)))
    return text_slide(
        filtered,
        address,
        Claim("headline_counts", sentence, pledges=len(rows.cells)),
        _first(rows),
        description=f"{sentence} {_more(len(rows.cells))}".strip(),
        reading=list_reading(),
        source=source_line(filtered),
        caveat=_doubts(filtered),
    )


def _first(rows: Rows) -> Rows:
    return replace(rows, cells=rows.cells[:MOST_LISTED], links=rows.links[:MOST_LISTED])


def _more(count: int) -> str:
    if count <= MOST_LISTED:
        return ""
    return _("Only the first {shown} of {count} are listed here; the tables for Excel hold all.").format(
        shown=number(MOST_LISTED), count=number(count)
    )
