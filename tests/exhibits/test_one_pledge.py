"""One pledge among those of a selection: whom it stands beside, and which others are on its themes."""

import pytest

from analytics.exhibits.pledges.one_pledge import others_like_it, page_heading, pager_of, reported
from analytics.exhibits.pledges.tables import pledge_rows, pledge_tags
from analytics.facets import Facets
from analytics.selection import FilteredData, filter_data
from tests.oracle.generated import generated_cases
from tests.tiny import filtered, pledge


@pytest.fixture(scope="module")
def selections(facets: Facets) -> list[FilteredData]:
    return [filter_data(facets, case.chosen) for case in generated_cases(facets, 12, seed=21)]


def test_from_pledge_to_next_is_the_list_of_the_selection(selections: list[FilteredData]) -> None:
    for chosen in selections:
        walked, at = [], next(iter(pledge_rows(chosen)["pledge_id"]), "")
        while at:
            turn = pager_of(chosen, at)
            assert turn and (turn.position, turn.of) == (len(walked) + 1, chosen.count())
            assert turn.before == (walked[-1] if walked else "")
            walked.append(at)
            at = turn.after
        assert walked == list(pledge_rows(chosen)["pledge_id"])
        outside = sorted(set(chosen.dataset.pledges["pledge_id"]) - set(walked))
        assert all(pager_of(chosen, each) is None for each in outside[:5])


def test_others_are_of_the_selection_if_it_has_any_and_share_a_theme(selections: list[FilteredData]) -> None:
    for chosen in selections:
        ids, tags = set(chosen.selected_pledges()["pledge_id"]), chosen.dataset.tags
        themes = tags[tags["scheme"] == "theme"].groupby("pledge_id")["code"].agg(set).to_dict()
        for own in ("zurich-che-1", "nairobi-ken-1", *sorted(ids)[:2]):
            alike = {each for each in themes if each != own and themes[each] & themes.get(own, set())}
            others = others_like_it(chosen, own)
            named = {each.pledge_id for each in others.shown}
            assert named <= (alike & ids or alike)
            assert len(named) == min(len(alike & ids or alike), 8)
            assert "beyond it" in others.sentence or not alike or alike & ids or chosen.selection.is_everything()


@pytest.mark.parametrize(
    ("cells", "state", "results"),
    [
        pytest.param({}, "no_report (en) (as of 23 Nov 2026)", "None stated", id="no report"),
        pytest.param(
            {"status": "in_progress", "last_reported": "2025-05"},
            "in_progress (en) (last report: May 2025)",
            "None stated",
            id="a dated report",
        ),
        pytest.param(
            {"results_summary": "Over 40 families housed"},
            "stage_not_stated (en) (date of the report not stated)",
            "Over 40 families housed",
            id="results without a date",
        ),
    ],
)
def test_the_state_has_its_date_and_results_are_as_stated(cells: dict[str, str], state: str, results: str) -> None:
    facets = filtered(pledge("a", "nairobi", **cells)).facets
    assert reported(facets, "a")["value"].tolist() == [state, results]
    assert (page_heading(facets, "a"), page_heading(facets, "b")) == ("Pledge a", "")


def test_tags_of_unknown_basis_are_told_with_the_others() -> None:
    facets = filtered(pledge("a", "nairobi", theme_basis=None, target_groups="women", target_group_basis="form")).facets
    tags = pledge_tags(facets, "a").set_index("taxonomy")
    assert tags.loc["theme (en)"].tolist() == ["housing (en)", "Not stated"]
    assert tags.loc["target_group (en)"].tolist() == ["women (en)", "form"]
