"""Fixed classes of what is shaded: the same number has the same colour in every figure and under every filter."""

from decimal import Decimal

from analytics.charts import theme
from analytics.words import _, listing, ngettext, number, percent, rate

COUNTED = ("pledges", "governments", "countries")
"""Measures that are counts."""

_HIGHEST = {
    **dict.fromkeys(COUNTED, (1.0, 2.0, 4.0)),
    "pledges_per_million_displaced": (2.0, 5.0, 20.0),
    "pledges_per_million_people": (0.02, 0.05, 0.1),
}
"""The highest number of each class of a measure but the last, which has none; a single pledge is told from two."""

_HIGHEST_SHARE = (0.1, 0.25, 0.5)
"""The same for shares of a whole (0 to 1)."""

RATIO_CLASSES = (
    (0.0, 0.25, "#9A3412"),
    (0.25, 0.8, "#E8872F"),
    (0.8, 1.25, "#6C9E69"),
    (1.25, 4.0, theme.STEPS[0]),
    (4.0, float("inf"), theme.STEPS[2]),
)
"""Lowest (not included), highest and colour: log-symmetric about 1; orange: fewer pledges than need, blue: more."""


def _is_rate(measure: str) -> bool:
    return measure in _HIGHEST and measure not in COUNTED


def class_of(value: float, measure: str) -> int:
    """The class of a number above zero, from 0 (least) to 3, as a place in `theme.STEPS`.

    The number is taken as it is written, so that no two cells that say the same differ in colour: 10.4 % is written
    10 %, and belongs to the class up to 10 %.

    >>> [class_of(each, "pledges") for each in (0.5, 1, 1.04, 2, 3, 4, 5, 80)]
    [0, 0, 0, 1, 2, 2, 3, 3]
    >>> [class_of(each, "member_share") for each in (0.004, 0.104, 0.106, 0.5, 0.996)]
    [0, 0, 1, 2, 3]
    """
    if _is_rate(measure):
        written = float(f"{value:.2g}")
    else:
        written = float(round(Decimal(str(value)), 1 if measure in COUNTED else 2))
    return sum(written > highest for highest in _HIGHEST.get(measure, _HIGHEST_SHARE))


def class_names(measure: str, fractional: bool = False) -> list[str]:
    """What the classes of a measure are called, from the least; counts may be `fractional`.

    >>> class_names("pledges"), class_names("member_share")[::3]
    (['1 pledge', '2 pledges', '3 to 4 pledges', '5 or more pledges'], ['Up to 10%', 'Over 50%'])
    """
    if measure in COUNTED and not fractional:
        written = [number(1), number(2), _("{low} to {high}").format(low=number(3), high=number(4))]
        written.append(_("{count} or more").format(count=number(5)))
        return [_count_name(measure, low).format(count=said) for low, said in zip((1, 2, 3, 5), written, strict=True)]
    said = rate if _is_rate(measure) else number if measure in COUNTED else percent
    first, second, third = map(said, _HIGHEST.get(measure, _HIGHEST_SHARE))
    between = _("Over {low} to {high}")
    return [
        _("Up to {high}").format(high=first),
        between.format(low=first, high=second),
        between.format(low=second, high=third),
        _("Over {low}").format(low=third),
    ]


def _count_name(measure: str, low: int) -> str:
    if measure == "governments":
        return ngettext("{count} government", "{count} governments", low)
    if measure == "countries":
        return ngettext("{count} country", "{count} countries", low)
    return ngettext("{count} pledge", "{count} pledges", low)


def classes_note(measure: str, fractional: bool = False) -> str:
    """The rule of the classes as a sentence for readers."""
    return _("Darker blue is more, in classes that are the same in every figure and selection: {classes}.").format(
        classes=listing(class_names(measure, fractional), last="and")
    )


def ratio_class(ratio: float) -> tuple[float, float, str]:
    """The class of a representation ratio above zero, as it stands in `RATIO_CLASSES`.

    >>> ratio_class(1.0) == ratio_class(1.25) == RATIO_CLASSES[2]
    True
    """
    return next(each for each in RATIO_CLASSES if each[0] < ratio <= each[1])


def ratio_class_name(low: float, high: float) -> str:
    """What a class of the ratio is called."""
    if high < 1:
        if low == 0:
            return _("Under {high} of its share").format(high=number(high))
        return _("{low} to {high} of its share").format(low=number(low), high=number(high))
    if low < 1:
        return _("In proportion ({low} to {high})").format(low=number(low), high=number(high))
    if high == float("inf"):
        return _("Over {low} times its share").format(low=number(low))
    return _("{low} to {high} times its share").format(low=number(low), high=number(high))
