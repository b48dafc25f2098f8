"""Records one by one with the items each states, and the published criterion behind each item."""

import pandas as pd

from analytics.exhibits.pledges.tables import item_names, pledgers, rows_of
from analytics.exhibits.records.figures import level_names
from analytics.exhibits.table import Table, table_of
from analytics.labels import label_column
from analytics.measures.records import edit_counts, item_codes, record_matrix
from analytics.selection import FilteredData
from analytics.words import _, language, ngettext, number

SIGNS = {"yes": "✓", "no": "✗", "not_seen": "·"}


def matrix_table(filtered: FilteredData) -> Table:
    """Each record as a row, with a sign for each item."""
    table, dataset = record_matrix(filtered), filtered.dataset
    pledges = rows_of(filtered.facets, table["pledge_id"], dataset.pledges[["title", "source_url"]])
    names = item_names(dataset)
    return table_of(
        pledge_id=("", table["pledge_id"]),
        government=(_("Who"), pledgers(dataset, table["pledge_id"])),
        score=(_("Stated, of {items}").format(items=number(len(names))), table["score"]),
        not_seen=("", table["not_seen"]),
        edit=(_("The edit that would help most"), _edits(filtered, table)),
        **{item: (names[item], table[item].map(SIGNS)) for item in item_codes(dataset)},
        title=(_("Pledge"), pledges["title"]),
        source_url=("", pledges["source_url"]),
    )


def _edits(filtered: FilteredData, table: pd.DataFrame) -> list[str]:
    names = item_names(filtered.dataset)
    without = {True: _("None: all is stated"), False: _("None: no other pledge on its themes states what it lacks")}
    template = _("{item} (stated by {count} of {of})")
    complete = table["score"] == len(names)
    edits = list(zip(complete, table["edit"], table["edit_peers"], table["peers"], strict=True))
    # Few of them differ, so each is put into words once.
    words = {
        each: without[each[0]]
        if pd.isna(each[1])
        else template.format(item=names[each[1]], count=number(each[2]), of=number(each[3]))
        for each in set(edits)
    }
    return [words[each] for each in edits]


def matrix_words(filtered: FilteredData) -> str:
    """How to read the matrix, and which edit would help most records."""
    counts = edit_counts(filtered)
    how_to_read = _(
        "✓ stated, ✗ not stated on the page that was read, · not seen. The edit that would help most is the item that a"
        " record lacks and most of the other pledges sharing a theme with it state, of all in the data; where several"
        " are level, the first of these columns."
    )
    if counts.empty:
        return how_to_read
    first = counts[counts["pledges"] == counts["pledges"].max()]
    template = ngettext(
        "It is “{item}” for {count} of {all} record.", "It is “{item}” for {count} of {all} records.", filtered.count()
    )
    if len(first) > 1:
        # For translators: {item} is "Budget and Partners" or "4 items".
        template = _("The most frequent are {item}, each for {count} of {all} records.")
    most = template.format(
        item=level_names(first["item"].map(item_names(filtered.dataset))),
        count=number(first["pledges"].max()),
        all=number(filtered.count()),
    )
    return f"{how_to_read} {most}"


def criteria_table(filtered: FilteredData) -> Table:
    """The published criterion behind each item."""
    table = filtered.dataset.documentation_items.sort_values("display_order", ignore_index=True)
    own = f"criterion_{language.get()}"
    criterion = table[own].fillna(table["criterion_en"]) if own in table else table["criterion_en"]
    return table_of(
        label=(_("Item"), label_column(table)),
        criterion=(_("Criterion, in our words"), criterion),
        framework=(_("Published for"), table["framework"]),
        criterion_source=(_("Address"), table["criterion_source"]),
        read_from=(_("Read from"), table["read_from"]),
    )
