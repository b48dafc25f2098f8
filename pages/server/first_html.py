"""The initial HTML of a page, with title and description for search engines and link previews."""

import re
import textwrap
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse

from analytics.exhibits.claims import share_found
from analytics.exhibits.peers.figures import peer_matrix
from analytics.exhibits.pledges.one_pledge import page_heading, summary_of
from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import CITY, FUNDER, subject_of
from analytics.links import read_link
from analytics.measures.peers import CRITERIA, PeerQuery
from analytics.selection import FilteredData, count_sentence
from analytics.words import language, language_asked
from pages.server import first_paint, no_websocket
from pages.server.address import public_address, root_path
from pages.server.page_files import PageFiles
from pages.shell import cache, menu, url_state
from pages.shell.page_frame import tab_title

TITLE, LANGUAGE, ROOT = "<title>Streamlit</title>", '<html lang="en">', '<div id="root"></div>'
"""What Streamlit has in its own HTML, for every page of every dashboard."""

ONE_UP = '<script>window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href};</script>'
"""Where the server answers: one step above a page. Streamlit's own script tries below the page first, and fails."""

SKELETON_SIZES = """<style>
[data-testid="stMainBlockContainer"] { max-width: none !important; }
[data-testid="stElementContainer"]:not([class*="st-key-"]) > [data-testid="stSkeleton"] { height: 1.25rem !important; }
[class*="st-key-metrics"] [data-testid="stElementContainer"] > [data-testid="stSkeleton"] { height: 65px !important; }
[class*="st-key-choice_"] > [data-testid="stSkeleton"] { height: 68px !important; }
:is(.st-key-choice_need, .st-key-choice_by, .st-key-choice_list) > [data-testid="stSkeleton"] {
    height: 60px !important;
}
:is(.st-key-choice_large, .st-key-choice_fractional) > [data-testid="stSkeleton"] { height: 2rem !important; }
[data-testid="stMain"] :is(h1, h2) { padding-top: 0.5rem !important; }
[class*="st-key-card_"] :is(h2, h3) { padding-top: 0 !important; }
@media (min-width: 641px) {
  .st-key-choice_need > [data-testid="stSkeleton"] { height: 2rem !important; }
  .st-key-choice_need [data-testid="stButtonGroup"] { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem; }
  .st-key-choice_need [data-testid="stButtonGroup"] label { margin-bottom: 0; }
}
</style>"""
"""Sizes of Streamlit's skeletons and headings, so that nothing moves when elements arrive (no layout shift).

A heading has less above it than Streamlit gives it, in a card nothing, and what pledges are compared with is asked in
one line, where there is room: on a desk the first figure begins on the first screen.
"""

SOON = ("PageLink", "Metric", "ButtonGroup", "Checkbox", "Popover", "Button", "LinkButton", "Selectbox", "Html")
"""Streamlit's chunks that nearly every page needs, preloaded: an element that arrives late moves what is below it."""

LONGEST = 200
"""Characters of a pledge's summary; searches show no more."""


def inline_scripts() -> list[str]:
    """The text of every script that stands in the HTML of a page itself: Streamlit's own, and ours."""
    scripts = _of_streamlit() + ONE_UP + no_websocket.SCRIPT + first_paint.SCRIPT
    return re.findall(r"<script>(.*?)</script>", scripts, re.DOTALL)


async def first_html(request: Request) -> HTMLResponse:
    """The page that a link names, as Streamlit sends it but for what it is called and about."""
    name = request.url.path.removeprefix(root_path()).strip("/")
    page = name if name in menu.entries() else url_state.FIRST
    content = await run_in_threadpool(html_of, page, request.query_params, public_address(request))
    return HTMLResponse(content, headers={"Cache-Control": "no-cache"})


def html_of(page: str, query: QueryParams, root: str) -> str:
    """The HTML of a page by its name, with the parameters of a link to it; `root` is the dashboard's own address."""
    params = url_state.under_own_names(query.multi_items())

    def named(name: str) -> str:
        return params.get(name, [""])[-1]

    language.set(language_asked(named("lang")))
    entry = menu.entries()[page]
    cache.load()
    pictured, without_socket = "", ""
    if cache.reading().dataset is None:
        heading, about = entry.title, entry.question
    else:
        filtered = cache.filtered(read_link(params, cache.facets())[0])
        heading = menu.heading_of(page, filtered, named)
        about = _answer(page, filtered, named) or f"{entry.question} {count_sentence(filtered)}"
        about = f"{about} {share_found(filtered)}"
        files = PageFiles(page, filtered, named)
        pictured = (picture := files.picture()) and f"{root}/{picture}"
        without_socket = no_websocket.notice(urlsplit(root).netloc, files.without_socket())
    title = tab_title(heading)
    own = {
        "name": {"description": about} | ({"twitter:card": "summary_large_image"} if pictured else {}),
        "property": {"og:title": title, "og:description": about} | ({"og:image": pictured} if pictured else {}),
    }
    tags = "".join(
        f'<meta {kind}="{name}" content="{escape(text)}" />'
        for kind, tags in own.items()
        for name, text in tags.items()
    )
    where = "" if page == url_state.FIRST else ONE_UP
    tags = f"<title>{escape(title)}</title>{tags}{where}{no_websocket.SCRIPT if without_socket else ''}"
    named_page = _of_streamlit().replace(TITLE, tags, 1).replace("</body>", f"{without_socket}</body>", 1)
    named_page = named_page.replace(ROOT, first_paint.around(ROOT, heading, about), 1)
    return named_page.replace(LANGUAGE, f'<html lang="{escape(language.get())}">', 1)


def _answer(page: str, filtered: FilteredData, named: Callable[[str], str]) -> str:
    """What the page says of the one pledge, place, theme or city that is open on it, if one is."""
    subject = subject_of(filtered, named(CITY), named(FUNDER)) if page == "profile" else None
    if subject:
        # The page will ask for the same.
        return cache.cached(profile, filtered, subject).sentence
    if page == "peers" and menu.own_heading(page, filtered, named):
        # Other themes and weights have other peers.
        if any(named(param) for param in ("plans", *CRITERIA)):
            return f"{menu.own_heading(page, filtered, named)}."
        return f"{cache.cached(peer_matrix, filtered, PeerQuery(named(CITY), named('geonameid'))).finding}."
    is_open = page == "pledges" and page_heading(filtered.facets, named("pledge"))
    return textwrap.shorten(summary_of(filtered.facets, named("pledge")), LONGEST, placeholder="…") if is_open else ""


@lru_cache(maxsize=1)
def _of_streamlit() -> str:
    """The HTML of Streamlit, with what keeps things in their places while it loads."""
    static = Path(st.__file__).parent / "static"
    scripts = [path for name in SOON for path in static.glob(f"static/js/{name}.*.js")]
    preload = "".join(
        f'<link rel="modulepreload" crossorigin href="./{path.relative_to(static).as_posix()}">' for path in scripts
    )
    return (
        (static / "index.html").read_text(encoding="utf-8").replace("</head>", f"{SKELETON_SIZES}{preload}</head>", 1)
    )
