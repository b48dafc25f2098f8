"""Exhibits of what the records state: ten items a pledge, each with its published criterion."""

from functools import partial

import pandas as pd

from analytics.charts.progress import LABEL, key_room, parts_of, row_height, whole_bars
from analytics.charts.progress_native import whole_parts
from analytics.charts.theme import ANSWERS, finished, label_room
from analytics.exhibits.claims import Claim, none_words, nothing_selected
from analytics.exhibits.exhibit import Exhibit, scope_line, source_line
from analytics.exhibits.pledges.governments import pledgers
from analytics.exhibits.regions import region_name
from analytics.labels import label_column
from analytics.measures.coverage import TOTAL
from analytics.measures.records import criteria, edit_counts, item_counts, items, record_matrix, records_by_region
from analytics.selection import FilteredData
from analytics.words import _, language, number


def answer_names() -> dict[str, str]:
    """What a record says on an item."""
    return {"yes": _("Stated"), "no": _("Not stated"), "not_seen": _("Not seen")}


def item_names(filtered: FilteredData) -> dict[str, str]:
    """What each item is called."""
    described = filtered.dataset.documentation_items
    return dict(zip(described["item"], label_column(described), strict=True))


def item_bars(filtered: FilteredData) -> Exhibit:
    """How many records state each item."""
    table = item_counts(filtered)
    table["label"], table["under"] = table["item"].map(item_names(filtered)), ""
    parts = parts_of(answer_names(), ANSWERS, table)
    least = table.loc[table["yes"].idxmin()]
    finding = Claim(
        "stated_in_records",
        _("Stated least: {item}, by {count} of {all} records").format(
            item=least["label"], count=number(least["yes"]), all=number(least["of"])
        ),
        item=least["item"],
        stated=int(least["yes"]),
        of=int(least["of"]),
    )
    finding = finding if filtered.count() else nothing_selected()
    left = label_room(list(table["label"]), LABEL)
    figure = finished(
        whole_bars(table, parts, left, none_words(filtered)),
        finding,
        scope_line(filtered),
        source_line(filtered),
        drawing=row_height(list(table["label"]), under=False),
        left=left,
        foot=key_room(parts),
    )
    return Exhibit(
        name="records-items",
        finding=finding,
        scope=scope_line(filtered),
        figure=figure,
        description=_("Of {all} records so many state each item: {list}.").format(
            all=number(filtered.count()),
            list=", ".join(
                _("{state}: {count}").format(state=row.label, count=number(row.yes)) for row in table.itertuples()
            ),
        ),
        reading=_reading(),
        table=table,
        headings={"label": _("Item"), **answer_names(), "of": _("Of")},
        source=source_line(filtered),
        native=partial(whole_parts, table, parts, none_words(filtered)),
        recipe=("items",),
    )


def _reading() -> str:
    return _(
        "This is about what the public record says, never about how good a pledge is. “Not stated” holds where the"
        " whole of a page was read; “not seen” is where it was not, and is never to be read as no."
    )


def region_bars(filtered: FilteredData) -> Exhibit:
    """The answers of all items together, region by region."""
    table = records_by_region(filtered)
    table["label"] = [_("All") if code == TOTAL else region_name(filtered, code) for code in table["code"]]
    table["under"] = [
        _("pledges: {count}").format(count=number(row.pledges)) if row.pledges else "" for row in table.itertuples()
    ]
    parts = parts_of(answer_names(), ANSWERS, table)
    whole = table.iloc[0]
    finding = Claim(
        "stated_in_records",
        _("{stated} of {of} answers that the records could give are there").format(
            stated=number(whole["yes"]), of=number(whole["of"])
        ),
        item="",
        stated=int(whole["yes"]),
        of=int(whole["of"]),
    )
    finding = finding if filtered.count() else nothing_selected()
    measure = _("Items of all records")
    left = label_room([*table["label"], *table["under"]], LABEL)
    figure = finished(
        whole_bars(table, parts, left, none_words(filtered)),
        finding,
        scope_line(filtered, measure),
        source_line(filtered),
        drawing=row_height(list(table["label"])),
        left=left,
        foot=key_room(parts),
    )
    return Exhibit(
        name="records-regions",
        finding=finding,
        scope=scope_line(filtered, measure),
        figure=figure,
        description=_("Answers stated by region, of all that its records could give: {list}.").format(
            list=", ".join(
                _("{region} {part} of {whole}").format(region=row.label, part=number(row.yes), whole=number(row.of))
                for row in table.itertuples()
            )
        ),
        reading=_(
            "Places with more staff and money write more, and some pages were read more fully than others: a"
            " difference between regions is one of records. A joint pledge counts in each of its regions and once in"
            " “All”."
        )
        + " "
        + _reading(),
        table=table.drop(columns="under"),
        headings={"label": _("Region"), "pledges": _("Pledges"), **answer_names(), "of": _("Answers possible")},
        source=source_line(filtered),
        native=partial(whole_parts, table, parts, none_words(filtered)),
        recipe=("records_by_region",),
    )


SIGNS = {"yes": "✓", "no": "✗", "not_seen": "·"}


def matrix_table(filtered: FilteredData) -> pd.DataFrame:
    """Each record as a row: `government`, `title`, `score`, `edit` (in words), a sign for each item, `source_url`."""
    table, dataset = record_matrix(filtered), filtered.dataset
    needed = dataset.pledges[["title", "source_url"]]
    pledges = needed.iloc[filtered.facets.position.reindex(table["pledge_id"])].reset_index(drop=True)
    signs = {item: table[item].map(SIGNS) for item in items(filtered)}
    return pd.DataFrame(
        {
            "pledge_id": table["pledge_id"],
            "government": pledgers(dataset, table["pledge_id"]),
            "score": table["score"],
            "not_seen": table["not_seen"],
            "edit": _edits(filtered, table),
            **signs,
            "title": pledges["title"],
            "source_url": pledges["source_url"],
        }
    )


def _edits(filtered: FilteredData, table: pd.DataFrame) -> list[str]:
    names = item_names(filtered)
    complete = _("None: all is stated")
    said = _("{item} ({count} of {of} do)")
    edits = list(table[["edit", "edit_peers", "peers"]].itertuples(index=False, name=None))
    # Few of them differ, so each is put into words once.
    words = {
        each: complete
        if pd.isna(each[0])
        else said.format(item=names[each[0]], count=number(each[1]), of=number(each[2]))
        for each in set(edits)
    }
    return [words[each] for each in edits]


def matrix_headings(filtered: FilteredData) -> dict[str, str]:
    """Columns of the matrix of records and items."""
    return {
        "government": _("Who"),
        "score": _("Stated, of {items}").format(items=number(len(items(filtered)))),
        "edit": _("The edit that would help most"),
        **{item: item_names(filtered)[item] for item in items(filtered)},
        "title": _("Pledge"),
    }


def matrix_words(filtered: FilteredData) -> str:
    """How to read the matrix, and which edit would help most records."""
    counts = edit_counts(filtered)
    reading = _(
        "✓ stated, ✗ not stated on the page that was read, · not seen. The edit that would help most is the item that a"
        " record lacks and most of the other pledges sharing a theme with it state."
    )
    if counts.empty:
        return reading
    first = counts.iloc[0]
    most = _("It is “{item}” for {count} of {all} records.").format(
        item=item_names(filtered)[first["item"]], count=number(first["pledges"]), all=number(filtered.count())
    )
    return f"{reading} {most}"


def criteria_table(filtered: FilteredData) -> pd.DataFrame:
    """The published criterion behind each item: `label`, `criterion`, `framework`, `criterion_source`, `read_from`."""
    table = criteria(filtered)
    own = f"criterion_{language.get()}"
    criterion = table[own].fillna(table["criterion_en"]) if own in table else table["criterion_en"]
    return table.assign(label=label_column(table), criterion=criterion)


def criteria_headings() -> dict[str, str]:
    """Columns of the criteria."""
    return {
        "label": _("Item"),
        "criterion": _("Criterion, in our words"),
        "framework": _("Published for"),
        "criterion_source": _("Address"),
        "read_from": _("Read from"),
    }
