"""Who may show the dashboard in a frame."""

import pytest

from pages.server.headers import embedding_sites


@pytest.mark.parametrize(
    ("named", "sites"),
    [
        ("", "'self'"),
        (" https://a.example ", "'self' https://a.example"),
        ("https://a.example https://b.example:8443",) * 2,
    ],
)
def test_sites_are_named_by_a_setting(monkeypatch: pytest.MonkeyPatch, named: str, sites: str) -> None:
    monkeypatch.setenv("COALITION_EMBEDDED_BY", named)
    assert embedding_sites() == (sites if "self" in sites else f"'self' {sites}")


@pytest.mark.parametrize("named", ["*; script-src *", "a, b", "https://a.example\nX: y", "https://ä.example"])
def test_a_setting_that_says_more_is_refused(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("COALITION_EMBEDDED_BY", named)
    with pytest.raises(ValueError, match="COALITION_EMBEDDED_BY"):
        embedding_sites()
