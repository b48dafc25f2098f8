"""What the filters say beside their options and of a link that they do not understand."""

from analytics.facets import NOT_STATED
from analytics.selection import Narrowed, option_counts
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


def left_by_option(narrowed: Narrowed, field: str) -> dict[str, int]:
    """The pledges that each option of a filter would leave, "not stated" last."""
    counts = option_counts(narrowed.facets, narrowed.chosen, field)
    last = {NOT_STATED: counts[NOT_STATED]} if NOT_STATED in counts else {}
    return {code: count for code, count in counts.items() if code != NOT_STATED} | last
