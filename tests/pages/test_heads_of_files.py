"""What the head of a CSV file says of its rows: the selection they depend on, whose answer they are, their source."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell import offered

Open = Callable[..., AppTest]

AFRICA = "Selection: Pledges in Africa"
ALL = "Selection: All "


@pytest.fixture
def heads(opened: Open, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, str]]:
    """Opens a page; the head of each CSV file that it offers, by the first part of its name."""

    def of_page(page: str, **link: str) -> dict[str, str]:
        made: dict[str, Callable[[], bytes]] = {}

        def register(name: str, make: Callable[[], bytes]) -> None:
            made[name] = offered.in_this_run(make)

        monkeypatch.setattr(offered, "register", register)
        app = opened(page, **link)
        assert not app.exception
        texts = {name.split("_")[0]: make().decode() for name, make in made.items() if name.endswith(".csv")}
        return {
            name: "\n".join(line for line in text.splitlines() if line.lstrip("\ufeff").startswith("#"))
            for name, text in texts.items()
        }

    return of_page


@pytest.mark.parametrize(
    ("page", "files"), [("changes", ("changed-pledges", "edits")), ("data", ("doubts",)), ("funding", ("windows",))]
)
def test_rows_that_no_filter_changes_are_said_to_be_of_no_selection(
    heads: Callable[..., dict[str, str]], page: str, files: tuple[str, ...]
) -> None:
    found = heads(page, region="Africa")
    for name in files:
        assert ALL in found[name] and AFRICA not in found[name]


@pytest.mark.slow
def test_the_verdict_on_a_window_says_for_whom_and_from_where(heads: Callable[..., dict[str, str]]) -> None:
    known = heads("funding", asks="kampala-uga")["windows"]
    assert "For Kampala, Uganda:" in known and "Kind of government: City or municipality; Country: Uganda" in known
    stated = heads("funding", asks_in="DEU")["windows"]
    assert "Kind of government: not known; Country: Germany; Theme: not known" in stated
    assert "funding_windows.csv" in known and "Call to Local Action" not in known


@pytest.mark.slow
def test_grants_and_people_hosted_have_their_own_sources(heads: Callable[..., dict[str, str]]) -> None:
    found = heads("funding", compact="GCR")
    assert all("Grants: pages of the funds" in found[name] for name in ("need-without-grant", "funders"))
    assert "People hosted: UNHCR" in found["need-without-grant"]
    assert all(
        "Only regions, countries and themes apply to grants" in found[name]
        for name in ("need-without-grant", "funders")
    )
    assert "Grants: pages of the funds" in heads("profile", list="funders")["funders"]


@pytest.mark.slow
def test_offers_say_which_filters_apply_and_peers_whose_they_are(heads: Callable[..., dict[str, str]]) -> None:
    for head in heads("exchange", compact="GCR").values():
        assert "the other filters are about pledges" in head
        assert head.count("Source:") == 1
    for head in heads("peers", city="kampala-uga").values():
        assert "Cities like Kampala, Uganda" in head


@pytest.mark.slow
def test_signs_in_the_records_are_explained(heads: Callable[..., dict[str, str]]) -> None:
    assert "· not seen" in heads("records", region="Africa")["records"]
