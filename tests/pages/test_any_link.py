"""Whatever a link says, a page answers it, or names what it ignored; nothing ends in an error."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analytics.facets import Facets
from analytics.packs.deck_links import read
from analytics.selection import Selection
from analytics.words import languages
from pages.shell import url_state
from pages.shell.menu import entries
from tests.conftest import DATA
from tests.pages import screen
from tests.pages.conftest import page_at

pytestmark = pytest.mark.slow

Open = Callable[..., AppTest]
Link = dict[str, list[str]]

STRANGE = (
    "dashboard.pot",
    "../../etc/passwd",
    "locales/es/LC_MESSAGES/dashboard.mo",
    "x" * 10_000,
    "\x00\x1b[31m\u202edet",
    "<script>alert(1)</script>",
    "](https://example.org)",
    "'; drop table pledges; --",
    "-1",
    "1e999",
    "not_stated",
    "yes",
    "no",
    "2025-12-31",
    "9999-99-99",
    "ñ¿?&=#%20",
    "10000000000000000000000",
)


@pytest.fixture(scope="module")
def codes(facets: Facets) -> list[str]:
    """Every code that some filter knows, so that each is tried where it is of the wrong kind."""
    fields = [Selection().facet_of(name) for name in url_state.SELECTION[1:-2]]
    known = [code for field in fields for code in facets.facet(field).codes]
    return sorted(
        {
            *known,
            *facets.dataset.pledges["pledge_id"],
            *facets.dataset.governments["city_id"],
            *facets.dataset.region_schemes["region"],
        }
    )


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Every parameter that some page reads, as the pages tell it, and some that none does."""
    own = set(url_state.SELECTION)
    for page in entries():
        own |= parameters_read(page)
    return [*sorted(own), "utm_source", "Region", "regions", "__proto__", ""]


def parameters_read(page: str) -> set[str]:
    app = page_at(page, {})
    return set(app.session_state["read"])


def is_shown(app: AppTest, name: str, value: str) -> bool:
    """True where a widget or the page itself answers to the value."""
    if name == "lang":
        return value in languages()
    if name == "deck":
        try:
            return bool(read(value))
        except ValueError:
            return False
    if name == "pledge":
        return value in PLEDGES
    key = f"choice_{name}"
    if key not in app.session_state:
        return False
    shown = app.session_state[key]
    if isinstance(shown, bool):
        return shown and value == "yes"
    if isinstance(shown, list):
        return value in shown
    return " ".join(value.split()) == shown if name == "search" else value == shown


PLEDGES = {line.split(",")[0] for line in (DATA / "pledges.csv").read_text(encoding="utf-8").splitlines()[1:]}


def check(page: str, link: Link) -> None:
    app = page_at(page, link, all_filters=True)
    assert not app.exception, [each.value for each in app.exception]
    told = " ".join([*screen.warnings(app), *(screen.plain(each.value) for each in app.info)])
    silent = [
        (name, value)
        for name, values in link.items()
        for value in dict.fromkeys(values)
        if value and not is_shown(app, name, value)
    ]
    named = [(name, value) for name, value in silent if is_told(told, name, value)]
    more = re.search(r"(\d+) more", told)
    left = len(silent) - len(named)
    assert left <= (int(more.group(1)) if more else 0), (silent, told)


def is_told(told: str, name: str, value: str) -> bool:
    """True where a sentence names the value, or as much of it as is shown."""
    visible = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in value[:20])
    own = {"pledge": visible, "as_of": visible}
    return own.get(name, f"{name} = ") in told and visible[:10].strip() in told


@pytest.mark.parametrize("page", entries())
def test_a_page_answers_any_link_or_says_what_it_ignored(page: str, codes: list[str], names: list[str]) -> None:
    value = st.one_of(st.sampled_from(codes), st.sampled_from(STRANGE), st.text(max_size=20))
    links = st.dictionaries(st.sampled_from(names), st.lists(value, min_size=1, max_size=3), min_size=1, max_size=5)

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(link=links)
    def answered(link: Link) -> None:
        check(page, link)

    answered()


@pytest.mark.parametrize("page", entries())
@pytest.mark.parametrize(
    "link",
    [
        pytest.param({"lang": ["dashboard.pot"]}, id="a file for a language"),
        pytest.param({"region": ["Oceania"]}, id="a region without a pledge"),
        pytest.param({"country": ["DEU"]}, id="a country without a pledge"),
        pytest.param({"country": ["UGA"]}, id="one country"),
        pytest.param({"kind": ["network"]}, id="networks only"),
        pytest.param({"theme": ["not_stated"], "stated": ["yes"]}, id="nothing stated, two clicks away"),
        pytest.param({"themes": ["gcr_area"]}, id="one figure twice"),
        pytest.param({"search": ["a", "b"]}, id="a parameter twice"),
    ],
)
def test_links_that_were_seen_to_fail(page: str, link: Link) -> None:
    check(page, link)
