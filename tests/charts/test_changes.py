"""The flow between two versions: states on both sides, bands between them."""

import pandas as pd

from analytics.charts import theme
from analytics.charts.changes import state_flow
from analytics.charts.description import FlowBand, FlowState

FLOW = pd.DataFrame(
    [
        ("no_report", "in_progress", 2),
        ("no_report", "no_report", 3),
        ("planned", "no_report", 1),
        ("planned", "absent", 4),
        ("absent", "planned", 5),
    ],
    columns=["before", "after", "pledges"],
).assign(before_label=lambda rows: rows["before"].str.title(), after_label=lambda rows: rows["after"].str.title())


def test_states_stand_in_the_order_of_their_meaning_with_their_pledges() -> None:
    figure = state_flow(FLOW, "Version 1", "Version 2")
    assert (figure.left_title, figure.right_title) == ("Version 1", "Version 2")
    assert figure.left == (
        FlowState("Planned", theme.STATES["planned"], 5),
        FlowState("No_Report", theme.NO_DATA, 5),
        FlowState("Absent", theme.RULE, 5),
    )
    assert [(state.name, state.count) for state in figure.right] == [
        ("In_Progress", 2),
        ("Planned", 5),
        ("No_Report", 4),
        ("Absent", 4),
    ]


def test_bands_tell_who_moved_who_stayed_and_who_is_on_one_side_alone() -> None:
    assert state_flow(FLOW, "", "").bands == (
        FlowBand(1, 0, 2),
        FlowBand(1, 2, 3, moved=False),
        FlowBand(0, 2, 1),
        FlowBand(0, 3, 4, one_sided=True),
        FlowBand(2, 1, 5, one_sided=True),
    )
