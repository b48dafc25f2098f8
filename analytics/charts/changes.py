"""The flow of pledges from their states in one version of the data to those in another."""

import pandas as pd

from analytics.charts import theme
from analytics.charts.description import Flow, FlowBand, FlowState
from analytics.rows import each_row


def state_flow(flow: pd.DataFrame, left: str, right: str) -> Flow:
    """Bands from the states of the left version to those of the right, as wide as the pledges they hold.

    Needs `before`, `after`, `before_label`, `after_label`, `pledges`. A code that is not of `theme.STATES` means that
    the version does not have the pledge. `left` and `right` name the versions.
    """
    before, after = _states(flow, "before"), _states(flow, "after")
    places = [{code: at for at, code in enumerate(side)} for side in (before, after)]
    return Flow(
        left,
        right,
        tuple(before.values()),
        tuple(after.values()),
        tuple(
            FlowBand(
                places[0][row.before],
                places[1][row.after],
                int(row.pledges),
                moved=row.before != row.after,
                one_sided=not {row.before, row.after} <= theme.STATES.keys(),
            )
            for row in each_row(flow)
        ),
    )


def _states(flow: pd.DataFrame, side: str) -> dict[str, FlowState]:
    """The states of one version (`before` or `after`) by code, in the order of their meaning."""
    counts = flow.groupby(side)["pledges"].sum()
    names = dict(zip(flow[side], flow[f"{side}_label"], strict=True))
    return {
        code: FlowState(names[code], theme.STATES.get(code, theme.RULE), int(counts[code]))
        for code in dict.fromkeys([*theme.STATES, *names])
        if code in names
    }
