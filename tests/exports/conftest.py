"""The browser that draws images: used and closed again, or missing from the machine."""

from collections.abc import Iterator

import pytest

from analytics.exports import images
from tests.needs import missing


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")


@pytest.fixture
def browser() -> Iterator[None]:
    if images.browser_path() is None:
        missing("no Chrome or Chromium on this machine")
    yield
    images.BROWSER.close()
