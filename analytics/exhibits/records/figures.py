"""Exhibits of what the records state: items with a published criterion, and fields."""

import pandas as pd

from analytics.charts.coverage import bars
from analytics.charts.parts import whole_bars
from analytics.charts.theme import ANSWERS
from analytics.exhibits.claims import Claim, none_words, nothing_selected
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.exhibits.pledges.tables import answer_names, field_names, item_names
from analytics.exhibits.regions import group_names, without_repeated_total
from analytics.measures.records import field_counts, item_counts, records_by_region
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number, pgettext

NAMED = 3
"""Items that a sentence names; of more that are level it says how many they are."""


def item_bars(filtered: FilteredData) -> Exhibit:
    """How many records state each item."""
    table = item_counts(filtered)
    table["label"] = table["item"].map(item_names(filtered.dataset))
    stated = ", ".join(_("{state}: {count}").format(state=row.label, count=number(row.yes)) for row in each_row(table))
    return Exhibit(
        name="records-items",
        finding=_stated_least(filtered, table),
        scope=scope_line(filtered),
        figure=whole_bars(table, answer_names(), ANSWERS, none_words(filtered)),
        alt_text=_("Records that state each item, of {all}: {list}.").format(all=number(filtered.count()), list=stated),
        how_to_read=_how_to_read(),
        table=table,
        headings={"label": _("Item"), **answer_names(), "of": pgettext("the whole that a part is of", "Of")},
        source=source_line(filtered),
        recipe=Recipe("items"),
    )


def region_bars(filtered: FilteredData) -> Exhibit:
    """The answers of all items together, region by region."""
    table = records_by_region(filtered)
    table["label"] = group_names(filtered, "region", table["code"])
    notes = [_("pledges: {count}").format(count=number(count)) if count else "" for count in table["pledges"]]
    whole = table.iloc[0]
    sentence = _("Answers stated: {stated} of {of} that the records could give").format(
        stated=number(whole["yes"]), of=number(whole["of"])
    )
    stated = ", ".join(
        _("{region} {part} of {whole}").format(region=row.label, part=number(row.yes), whole=number(row.of))
        for row in each_row(table)
    )
    difference = _(
        "Places with more staff and money write more, and some pages were read more fully than others: a"
        " difference between regions is one of records. A joint pledge counts in each of its regions and once in"
        " “All”."
    )
    return Exhibit(
        name="records-regions",
        finding=_stated(filtered, sentence, "", whole["yes"], whole["of"]),
        scope=scope_line(filtered, _("Items of all records")),
        figure=whole_bars(
            without_repeated_total(table.assign(note=notes)), answer_names(), ANSWERS, none_words(filtered)
        ),
        alt_text=_("Answers stated by region, of all that its records could give: {list}.").format(list=stated),
        how_to_read=f"{difference} {_how_to_read()}",
        table=table,
        headings={"label": _("Region"), "pledges": _("Pledges"), **answer_names(), "of": _("Answers possible")},
        source=source_line(filtered),
        recipe=Recipe("records_by_region"),
    )


def field_bars(filtered: FilteredData) -> Exhibit:
    """How many records state each field."""
    table = field_counts(filtered)
    table["label"] = table["field"].map(field_names() | item_names(filtered.dataset))
    thin, fewest = int((table["stated"] * 2 < table["of"]).sum()), table["stated"].min()
    level = table.loc[table["stated"] == fewest, "label"]
    sentence = _("Stated by fewer than half of the pledges: {thin} of {all} fields").format(
        thin=number(thin), all=number(len(table))
    )
    return Exhibit(
        name="completeness",
        finding=_stated(filtered, sentence, "fields", thin, len(table)),
        scope=scope_line(filtered),
        figure=bars(table.assign(value=table["stated"]), False, _("Pledges that state it")),
        alt_text=_("Fields by how many pledges state them, of {all}; fewest: {field}, {count}.").format(
            all=number(filtered.count()),
            field=level_names(level, ngettext("{count} field", "{count} fields", len(level))),
            count=number(fewest),
        ),
        how_to_read=_(
            "An empty field means that the pages we could read do not say; it does not mean that nothing was done."
        ),
        table=table,
        headings={
            "label": _("Field"),
            "stated": _("Pledges that state it"),
            "of": pgettext("the whole that a part is of", "Of"),
        },
        source=source_line(filtered),
        recipe=Recipe("completeness"),
    )


def level_names(level: pd.Series, many: str = "") -> str:
    """The names of those that are level, or their number if they are too many: `many` words it for what is no item."""
    if len(level) <= NAMED:
        return listing(list(level), last="and")
    many = many or ngettext("{count} item", "{count} items", len(level))
    return many.format(count=number(len(level)))


def _stated_least(filtered: FilteredData, table: pd.DataFrame) -> Claim:
    if table.empty:
        return Claim("nothing_to_say", _("The data list no item that a record should state"))
    level = table[table["yes"] == table["yes"].min()]
    least = level.iloc[0]
    sentence = ngettext(
        "Stated least: {item}, by {count} of {all} record",
        "Stated least: {item}, by {count} of {all} records",
        least["of"],
    )
    if len(level) > 1:
        sentence = ngettext(
            "Stated least: {item}, each by {count} of {all} record",
            "Stated least: {item}, each by {count} of {all} records",
            least["of"],
        )
    sentence = sentence.format(item=level_names(level["label"]), count=number(least["yes"]), all=number(least["of"]))
    return _stated(filtered, sentence, least["item"], least["yes"], least["of"])


def _stated(filtered: FilteredData, sentence: str, item: str, stated: int, of: int) -> Claim:
    if not filtered.count():
        return nothing_selected()
    return Claim("stated_in_records", sentence, item=item, stated=int(stated), of=int(of))


def _how_to_read() -> str:
    return _(
        "This is about what the public record says, never about how good a pledge is. “Not stated” holds where the"
        " whole of a page was read; “not seen” is where it was not, and is never to be read as no."
    )
