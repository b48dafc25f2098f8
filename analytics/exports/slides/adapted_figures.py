"""What a slide draws of a figure that PowerPoint has no chart for, and what it can't show of a figure."""

from dataclasses import replace

from analytics.charts import theme
from analytics.charts.description import Bars, Cell, Figure, Flow, Map, Matrix, Panels, Ranks, Scatter, Value
from analytics.words import _, number


def adapted(figure: Figure) -> Bars | Panels | Scatter | Ranks | Matrix | Map:
    """The figure in the forms that a slide has: bars without marks across them, dots with no band for zero, no flow."""
    match figure:
        case Bars():
            return _with_reference_as_bars(figure)
        case Panels():
            return replace(figure, charts=tuple(map(_with_reference_as_bars, figure.charts)))
        case Scatter():
            kept = (replace(group, dots=tuple(dot for dot in group.dots if dot.x > 0)) for group in figure.groups)
            return replace(figure, groups=tuple(group for group in kept if group.dots))
        case Flow():
            return _counts_of_flow(figure)
    return figure


def limits_of(figure: Figure) -> list[str]:
    """What the page shows and a slide can't, in sentences for a presenter."""
    pointer = _("What stands under the pointer on the page is not on the slide.")
    limits: dict[str, bool] = {}
    match figure:
        case Bars() | Panels():
            charts = figure.charts if isinstance(figure, Panels) else (figure,)
            across = _("What would be marks across the bars are bars of their own.")
            limits = {
                across: any(chart.reference for chart in charts),
                _("Marks on one line are bars under each other."): any(chart.joined for chart in charts),
                pointer: any(row.facts for chart in charts for row in chart.rows),
            }
        case Scatter():
            dots = [dot for group in figure.groups for dot in group.dots]
            zero = figure.aside or _("A log scale has no zero: what is zero is left out.")
            limits = {
                zero: not all(dot.x > 0 for dot in dots),
                _("The upright scale is even, not a log scale."): True,
                pointer: any(dot.facts for dot in dots),
            }
        case Ranks():
            limits = {pointer: any(each.facts or each.note for each in figure.ranks)}
        case Flow():
            return [_("The flow is a table of counts, without bands.")]
        case Map():
            names = _("Names of places are in the selection pane, not beside their dots.")
            limits = {names: bool(figure.labelled and figure.places)}
    return [limit for limit, applies in limits.items() if applies]


def _with_reference_as_bars(bars: Bars) -> Bars:
    """A reference as bars beside the others or, where those are stacked, as a row under each of theirs.

    Our counts are stacked over dates, and beside them what others published for the same date: the only figures of
    this kind.
    """
    if bars.reference is None:
        return bars
    reference = replace(bars.reference, colour=theme.HIGHLIGHT)
    if not bars.stacked:
        return replace(bars, series=(*bars.series, reference), reference=None)
    names = (_("{date}: these data"), _("{date}: published"))
    rows = tuple(replace(row, name=name.format(date=row.name)) for row in bars.rows for name in names)
    nothing = Value(None)
    series = tuple(
        replace(each, values=tuple(own for value in each.values for own in (value, nothing))) for each in bars.series
    )
    beneath = replace(reference, values=tuple(own for value in reference.values for own in (nothing, value)))
    return replace(bars, rows=rows, series=(*series, beneath), reference=None, in_pairs=True)


def _counts_of_flow(flow: Flow) -> Matrix:
    """The states on the left down, those on the right across, and how many went from one to the other."""
    cells = [[Cell(number(0), "outside") for _state in flow.right] for _state in flow.left]
    for band in flow.bands:
        is_move = band.moved and not band.one_sided
        cells[band.before][band.after] = Cell(number(band.count), total=True, colour=theme.ACCENT if is_move else "")
    has_moves = any(cell.colour for row in cells for cell in row)
    return Matrix(
        _("Earlier version (down), later one (across)"),
        tuple(state.name for state in flow.right),
        tuple(state.name for state in flow.left),
        tuple(map(tuple, cells)),
        ((theme.ACCENT, _("Changed state")),) if has_moves else (),
    )
