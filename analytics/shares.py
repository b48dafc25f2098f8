"""How counts and shares are written: no percentage of fewer than five, no 0 where there is some, no 100 % of less."""

import pandas as pd

from analytics.words import _, number, percent, short_number

SMALL = 5
"""Wholes smaller than this are shown as counts, never as a percentage."""

LONG = 10_000
"""Wholes from here on are written short: 28M."""


def is_small(of: float) -> bool:
    """True where a whole is too small for a percentage of it."""
    return of < SMALL


def value_text(value: float, of: float, is_share: bool, no_data: bool = False) -> str:
    """A count, a share with small wholes as counts, or a dash where the question does not apply.

    >>> value_text(0.5, 4, True), value_text(0.1667, 54, True), value_text(3, float("nan"), False)
    ('2 of 4', '17%', '3')
    >>> value_text(1 / 23, float("nan"), False), value_text(0, float("nan"), False)
    ('under 0.1', '0')
    """
    if no_data:
        return _("no data")
    if pd.isna(value):
        return "–"
    if not is_share:
        # Rounded by Python, since numpy rounds 6.95 up, and screen and slide must not differ.
        rounded = round(float(value), 1)
        return number(rounded) if rounded or not value else _("under {number}").format(number=number(0.1))
    if is_small(of):
        return _("{part} of {whole}").format(part=number(round(value * of)), whole=number(of))
    return percent(value)


def value_with_whole(value: float, of: float, is_share: bool) -> str:
    """A value where nothing beside it names the whole of a share.

    >>> value_with_whole(0.5, 4, True), value_with_whole(0.1667, 54, True), value_with_whole(0.25, 9278029, True)
    ('2 of 4', '17% of 54', '25% of 9.3M')
    """
    text = value_text(value, of, is_share)
    if not is_share or pd.isna(value) or is_small(of):
        return text
    return _("{part} of {whole}").format(part=text, whole=whole_text(of))


def whole_text(of: float) -> str:
    """What a share is of, short where it is long; empty where nothing is known.

    >>> whole_text(54), whole_text(9278029), whole_text(float("nan"))
    ('54', '9.3M', '')
    """
    if pd.isna(of):
        return ""
    return number(of) if of < LONG else short_number(of)


def name_with_whole(name: str, of: float) -> str:
    """A name over or beside shares, with the whole that they are of: "Africa, of 54"."""
    whole = whole_text(of)
    return _("{region}, of {whole}").format(region=name, whole=whole) if whole else name


def part_of_whole(part: int, whole: int) -> str:
    """A count of a whole, with the percentage where the whole is large enough for one.

    >>> part_of_whole(2, 4), part_of_whole(18, 81)
    ('2 of 4', '18 of 81 (22%)')
    """
    if is_small(whole):
        return _("{part} of {whole}").format(part=number(part), whole=number(whole))
    return _("{part} of {whole} ({share})").format(part=number(part), whole=number(whole), share=percent(part / whole))


def share_towards(target: float, share: float) -> str:
    """A share as a percentage that does not look like its target before it is reached.

    >>> share_towards(0.8, 0.796), share_towards(0.8, 0.8), share_towards(0.8, 0.79)
    ('just under 80%', '80%', '79%')
    """
    if share < target and percent(share) == percent(target):
        return _("just under {percent}").format(percent=percent(target))
    return percent(share)
