"""The pages of progress and of records, as a reader opens them."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import by_hand, screen

Open = Callable[..., AppTest]


def letter_of(app: AppTest) -> tuple[str, str]:
    fields = parse_qs(urlsplit(screen.files(app)["Open as e-mail"].url).query)
    return fields["subject"][0], fields["body"][0]


def listed(app: AppTest, column: str):
    return next(table for table in screen.tables(app) if column in table)


@pytest.mark.parametrize("link", [{}, {"region": "Africa"}, {"by": "theme"}, {"as_of": "2025-12-31", "by": "kind"}])
def test_bars_are_always_all_pledges(opened: Open, link: dict[str, str]) -> None:
    app = opened("progress", **link)
    assert not app.exception
    bars = [trace for trace in screen.figure(app, "figure_progress")["data"] if trace["type"] == "bar"]
    assert sum(trace["x"][0] for trace in bars) == pytest.approx(1, abs=0.001)
    assert len(screen.figures(app)) == 2


def test_the_reply_rate_comes_first_and_is_over_all_pledges(opened: Open) -> None:
    title = screen.title(opened("progress"), "figure_progress")
    reported, overdue = by_hand.pledges(by_hand.is_reported), by_hand.pledges(by_hand.is_overdue)
    assert f"Reported on: {len(reported)} of {len(by_hand.pledges())}" in title
    assert f"End date passed and nothing reported: {len(overdue)}" in title


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("1950-01-01", "Nothing is known before 1 Jan 2015"),
        ("2050-01-01", "Nothing is known after 28 Nov 2026"),
        ("2025-02-30", "“2025-02-30” is not a date"),
        ("soon", "“soon” is not a date"),
        ("x" * 5000, "is not a date"),
    ],
)
def test_a_day_that_can_not_be_shown_is_said(opened: Open, asked: str, said: str) -> None:
    app = opened("progress", as_of=asked)
    assert not app.exception
    assert [said in warning for warning in screen.warnings(app)] == [True]
    assert len(screen.figures(app)) == 2, "the newest day is shown instead"


def test_any_day_of_a_link_is_shown_and_what_it_can_not_know_is_said(opened: Open) -> None:
    app = opened("progress", as_of="2023-05-17")
    assert not app.warning
    for words in ("17 May 2023", "dated later", "without any date", "without a date", "keep only the last report"):
        assert screen.says(app, words)


def test_a_selection_of_which_nothing_was_known_says_so(opened: Open) -> None:
    app = opened("progress", as_of="2015-06-30", region="Africa")
    assert not app.exception
    assert "known to have been made by 30 Jun 2015" in screen.plain(app.info[0].value)
    assert screen.figures(app) == {}


@pytest.mark.parametrize("link", [{}, {"region": "Europe", "as_of": "2025-12-31"}])
def test_the_letter_says_what_the_list_says(opened: Open, link: dict[str, str]) -> None:
    app = opened("progress", **link)
    table = listed(app, "missing")
    _subject, body = letter_of(app)
    lines = [line for line in body.split("\r\n") if line.startswith("- ")]
    assert lines
    for line, row in zip(lines, table.itertuples(), strict=False):
        assert row.missing in line
        assert row.title[:60] in line
        assert row.who[:60] in line
    left = len(table) - len(lines)
    assert (f"And {left} more" in body) == (left > 0)


def test_a_letter_to_one_government_is_about_its_pledges_alone(opened: Open) -> None:
    silent = by_hand.pledges(lambda pledge: not by_hand.is_reported(pledge))
    own = [by_hand.items(pledge["government_ids"]) for pledge in silent]
    city_id = next(each[0] for each in own if len(each) == 1 and sum(each[0] in one for one in own) == 1)
    name = next(city["name"] for city in by_hand.rows("cities") if city["city_id"] == city_id)
    app = opened("progress", write_to=city_id)
    assert not app.warning
    table = listed(app, "missing")
    assert table["who"].tolist() == [name]
    subject, body = letter_of(app)
    assert subject.startswith("Your pledges")
    assert f"To {name}" in body
    assert len([line for line in body.split("\r\n") if line.startswith("- ")]) == 1


def test_each_record_has_its_score_and_its_edit(opened: Open) -> None:
    app = opened("records", region="Africa")
    assert not app.exception
    table = listed(app, "edit")
    assert len(table) == len(by_hand.pledges(by_hand.is_in("Africa")))
    signs = table[[name for name in table if name not in ("pledge_id", "government", "edit", "title", "source_url")]]
    assert (signs == "✓").sum(axis=1).tolist() == table["score"].tolist()
    assert ((signs == "·").sum(axis=1) == table["not_seen"]).all()


def test_every_item_has_its_published_criterion(opened: Open) -> None:
    app = opened("records")
    for framework in ("IMRF", "GRF 2023", "NAF", "OGP"):
        assert screen.says(app, framework)


def test_results_stay_words(opened: Open) -> None:
    table = listed(opened("records"), "results_summary")
    stated = by_hand.pledges(lambda pledge: bool(pledge["results_summary"]))
    assert sorted(table["results_summary"]) == sorted(pledge["results_summary"] for pledge in stated)


def test_published_figures_keep_their_units_apart(opened: Open) -> None:
    figure = screen.figure(opened("records"), "figure_published")
    published = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    assert len({trace["xaxis"] for trace in published}) == len(published) == 4
    headings = [each["text"] for each in figure["layout"]["annotations"]]
    assert headings[:4] == ["Pledges", "Actions", "Cities", "Countries"]
