"""Other people's text is shown as text, whatever it looks like, on every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shell.menu import entries
from tests.pages import by_hand, folders, screen

pytestmark = pytest.mark.slow

OPEN = [("pledges", {"pledge": row["pledge_id"]}) for row in by_hand.rows("pledges")[: len(folders.HOSTILE)]]
CITIES = [("profile", {"city": row["city_id"]}) for row in by_hand.rows("cities")[: len(folders.HOSTILE)]]

# What Streamlit's Markdown would read as more than text if nothing stood before it.
ACTIVE = re.compile(
    r"(?<!\\)<(script|img|a)\b|(?<!\\)\]\((?!https?://)|(?<!\\)\$|(?<!\\):(material|red|streamlit)|(?<!\\)\*\*bold"
    r"|(?<!\\)`code|(?<!\\)~~|^# |https?://evil|(?<!\\)!\[|\n- and a list"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders.hostile(tmp_path_factory.mktemp("hostile") / "data")


@pytest.fixture
def opened_hostile(
    hostile: Path, opened: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AppTest]:
    monkeypatch.setenv("COALITION_DATA", str(hostile))
    return opened


@pytest.mark.parametrize(
    ("page", "link"),
    [
        *((page, {}) for page in entries()),
        *((page, {"search": "[x](javascript:1) $x$ <b>"}) for page in entries()),
        ("map", {"place": "zurich-che"}),
        ("coverage", {"cell": "health|Africa"}),
        *OPEN,
        *CITIES,
    ],
)
def test_text_stays_text(opened_hostile: Callable[..., AppTest], page: str, link: dict[str, str]) -> None:
    app = opened_hostile(page, **link)
    assert not app.exception
    assert [text for text in screen.markdown_texts(app) if ACTIVE.search(text)] == []
    labels = [text for spec in screen.figures(app).values() for text in screen.strings(spec)]
    assert [text for text in labels if re.search(r"<(script|img|a)\b", text)] == []


def test_every_hostile_title_can_be_read_in_the_list(opened_hostile: Callable[..., AppTest]) -> None:
    titles = set(opened_hostile("pledges").dataframe[0].value["title"])
    assert titles == {text.strip() for text in folders.HOSTILE}


def test_hostile_titles_can_be_read_beside_their_links(opened_hostile: Callable[..., AppTest]) -> None:
    app = opened_hostile("map", place="ETH")
    own = by_hand.rows("pledges")
    place = next(i for i, row in enumerate(own) if any(city["iso3"] == "ETH" for city in by_hand.governments(row)))
    assert screen.says(app, folders.HOSTILE[place % len(folders.HOSTILE)].split("\n")[0].strip())


def test_the_pattern_finds_what_it_looks_for() -> None:
    """What keeps the tests above able to fail."""
    active = [text for text in folders.HOSTILE if ACTIVE.search(text)]
    assert len(active) >= 9
