"""What the server sends before a script has run says what the page is called and about."""

import asyncio
from pathlib import Path

import pytest
from lxml import html
from starlette.datastructures import QueryParams
from starlette.requests import Request
from streamlit import config

from pages.server import first_html
from pages.server.address import root_path
from pages.server.first_html import html_of
from pages.shell.menu import entries
from tests.pages import by_hand, folders

OPEN = {
    "profile?country=DEU": ("Germany", "No pledge found in Germany"),
    "profile?objective=15": ("GCM objective 15 Access to basic services", "of 81 pledges"),
    "profile?network=uclg": ("UCLG", "UCLG: "),
    "pledges?pledge=kampala-uga-1": ("Kampala for All: Safety Nets for Recovery", "Cash assistance and enterprise"),
    "peers?city=kampala-uga": ("Cities like Kampala, Uganda", "Most like Kampala, Uganda, of 56 local governments"),
    "peers?geonameid=229278&plans=health": ("Cities like Mbale, Uganda", "Cities like Mbale, Uganda. 81 pledges found"),
    "coverage?region=Africa&theme=health": (
        "Where pledges are few, by region and theme: Africa, Health",
        " of 81 pledges",
    ),
    "pledges?pledge=nothing": ("What was pledged", "What exactly was pledged?"),
    "map?lang=xx&region=nowhere": ("Where local governments have pledged", "All 81 pledges"),
}


def said(link: str) -> tuple[html.HtmlElement, str, str]:
    page, _mark, query = link.partition("?")
    root = html.document_fromstring(html_of(page, QueryParams(query), "https://dashboard.example"))
    [description] = root.xpath("//meta[@name='description']/@content")
    assert root.xpath("//meta[@property='og:description']/@content") == [description]
    assert root.xpath("//meta[@property='og:title']/@content") == [root.findtext(".//title")]
    return root, str(root.findtext(".//title")), description


@pytest.mark.parametrize("link", [*entries(), *OPEN])
def test_every_page_has_a_title_and_a_description_of_its_own(link: str) -> None:
    root, title, description = said(link)
    assert root.get("lang") == "en"
    named, about = OPEN.get(link, ("", entries()[link.partition("?")[0]].question))
    assert title.startswith(named) and title.endswith(" – Local Coalition")
    assert about in description and "announced" in description
    assert len(root.xpath("//script[@type='module']")) == 1, "what Streamlit sends is still there"


@pytest.mark.slow
def test_what_a_link_holds_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = len(said("map")[0].xpath("//script"))
    root, title, _description = said("map?search=%22%3E%3Cscript%3E1%3C/script%3E&pledge=%3Cb%3E&lang=%3Cb%3E")
    assert "<script>1</script>" in title and len(root.xpath("//script")) == scripts
    monkeypatch.setenv("COALITION_DATA", str(folders.hostile(tmp_path / "data")))
    for row in by_hand.pledges()[:6]:
        assert len(said(f"pledges?pledge={row['pledge_id']}")[0].xpath("//script")) == scripts


def test_without_data_the_page_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_DATA", str(tmp_path))
    assert said("map?region=Africa")[1:] == ("Map – Local Coalition", entries()["map"].question)


@pytest.mark.parametrize("base", ["", "map", "/data/", "a/pledges"])
@pytest.mark.parametrize(("path", "page"), [("", "overview"), ("/", "overview"), ("/map", "map"), ("/data/", "data")])
def test_the_page_of_an_address_is_what_follows_the_base_path(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, page: str
) -> None:
    monkeypatch.setattr(first_html, "html_of", lambda page, *_others: page)
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", base)
    try:
        scope = {"type": "http", "path": f"{root_path()}{path}", "query_string": b"", "headers": []}
        answer = asyncio.run(first_html.first_html(Request({**scope, "scheme": "https", "server": ("own", 1)})))
    finally:
        config.set_option("server.baseUrlPath", before)
    assert answer.body.decode() == page
