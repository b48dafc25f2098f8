"""What the filters say beside their options and of a link that they do not understand."""

from analytics.facets import NOT_STATED
from analytics.labels import short_label
from analytics.selection import FilteredData, option_counts
from analytics.words import _, ngettext, number

LONGEST_TOLD = 60
"""Characters of a value that is told to be ignored; the rest would fill the screen."""

MOST_TOLD = 5


def told_ignored(parts: list[tuple[str, str]]) -> str:
    """That parts of a link, as (parameter, value), meant nothing; the first few by name."""
    told = [f"{_visible(name)} = {_visible(value)}" for name, value in parts]
    more = len(told) - MOST_TOLD
    if more > 0:
        told = [*told[:MOST_TOLD], ngettext("{count} more", "{count} more", more).format(count=number(more))]
    return _("This part of the link means nothing here and was ignored: {parts}").format(parts=", ".join(told))


def _visible(text: str) -> str:
    shown = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text[:LONGEST_TOLD])
    return shown if len(text) <= LONGEST_TOLD else f"{shown}…"


def more_label(used: int) -> str:
    """What the filters that are not always shown are called, and how many of them are in use."""
    if not used:
        return _("More filters")
    return ngettext("More filters ({count} in use)", "More filters ({count} in use)", used).format(count=number(used))


def option_labels(filtered: FilteredData, field: str) -> dict[str, str]:
    """Each option of a filter by its code, with the pledges that it would leave; "not stated" last.

    A country that would leave none stands without a number.
    """
    counts, scheme = option_counts(filtered.facets, filtered.chosen, field), filtered.chosen.facet_of(field)
    codes = sorted(counts, key=NOT_STATED.__eq__)
    names = {code: short_label(filtered.dataset, scheme, code) for code in codes}
    # Every country can be chosen, and few have a pledge: a name alone says less to the browser, two hundred times.
    alone = {code for code in codes if field == "country" and not counts[code]}
    return {code: name if code in alone else f"{name} · {number(counts[code])}" for code, name in names.items()}
