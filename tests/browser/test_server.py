"""What the first page costs: few bytes, sent once, and nobody waits for what all readers need."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import brotli
import pytest
import streamlit
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect
from websockets import ConnectionClosed, Subprotocol
from websockets.sync.client import connect

from pages.server.small_files import FILES, streamlit_file
from pages.shell import menu
from scripts.wire import wire_to
from tests.browser.asking import answer

STATIC = Path(streamlit.__file__).parent / "static"
COLD_VISIT = 1_600
"""kB over the wire of a first visit to the first page, its figures drawn; 7,860 as Streamlit sends its files."""
DECODED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


SLOW = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""A phone far from a mast: 1.6 and 0.75 Mbit/s, 300 ms."""

MOVED = """() => { window.moved = 0; new PerformanceObserver(list => list.getEntries()
    .forEach(each => { window.moved += each.hadRecentInput ? 0 : each.value; }))
    .observe({type: 'layout-shift', buffered: true}); }"""


@pytest.mark.parametrize(("link", "width", "is_slow"), [("", 1280, False), ("gaps?region=Africa", 390, True)])
def test_a_first_visit_is_small_and_nothing_jumps(
    browser: Browser, dashboard: str, settled: Callable[[Page], None], link: str, width: int, is_slow: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 720})
    context.add_init_script(f"({MOVED})()")
    page = context.new_page()
    received: list[float] = []
    events = context.new_cdp_session(page)
    events.send("Network.enable")
    if is_slow:
        events.send("Network.emulateNetworkConditions", SLOW)
    events.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    # Frames are told in base64, which is a third longer.
    frames = "Network.webSocketFrameReceived"
    events.on(frames, lambda event: received.append(len(event["response"]["payloadData"]) * 3 / 4))
    page.goto(f"{dashboard}/{link}")
    settled(page)
    moved = page.evaluate("window.moved")
    page.evaluate("() => { document.querySelector('h1').style.marginTop = '300px'; }")
    page.wait_for_function("() => window.moved > 0.05")
    context.close()
    assert sum(received) / 1000 < COLD_VISIT
    assert len(received) > 50, "nothing was counted"
    assert moved < 0.05, "share of the screen that moved, by how far"


@pytest.mark.parametrize("cut", range(12, 45, 8))
def test_nothing_jumps_when_a_page_comes_in_two_pieces(
    browser: Browser, dashboard: str, settled: Callable[[Page], None], cut: int
) -> None:
    """A busy server stops anywhere while it sends the menu and the head, and then sends the rest at once."""
    page = browser.new_page(viewport={"width": 390, "height": 720})
    page.add_init_script(f"({MOVED})()")
    messages: list[str | bytes] = []

    def in_two_pieces(socket: WebSocketRoute) -> None:
        def pass_on(message: str | bytes) -> None:
            messages.append(message)
            if len(messages) == cut:
                sleep(0.7)
            socket.send(message)

        socket.connect_to_server().on_message(pass_on)

    page.route_web_socket("**/_stcore/stream", in_two_pieces)
    page.goto(f"{dashboard}/gaps?region=Africa")
    settled(page)
    moved = page.evaluate("window.moved")
    page.close()
    assert len(messages) > cut, "the page came whole"
    assert moved < 0.05, "share of the screen that moved, by how far"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", "")],
)
def test_a_script_comes_as_the_browser_takes_it(dashboard: str, accepted: str, encoding: str) -> None:
    script = max(STATIC.glob("static/js/DataFrame.*.js"))
    for _ in ("first", "again"):
        status, headers, content = answer(f"{dashboard}/static/js/{script.name}", Accept_Encoding=accepted)
        assert (status, headers.get("Content-Encoding", "")) == (200, encoding)
        assert DECODED[encoding](content) == script.read_bytes()
        assert "immutable" in headers["Cache-Control"]
        assert int(headers["Content-Length"]) == len(content)
    if encoding:
        assert "Accept-Encoding" in headers["Vary"]
        status, later, content = answer(
            f"{dashboard}/static/js/{script.name}", Accept_Encoding=accepted, If_None_Match=headers["ETag"]
        )
        assert (status, content, later["ETag"]) == (304, b"", headers["ETag"])


@pytest.mark.parametrize("pattern", FILES)
def test_the_small_files_are_kept_for_a_day(dashboard: str, pattern: str) -> None:
    whole = streamlit_file(pattern)
    address = f"{dashboard}/static/{whole.relative_to(STATIC / 'static')}"
    for accepted in ("br", "identity"):
        status, headers, content = answer(address, Accept_Encoding=accepted)
        assert (status, headers["Cache-Control"]) == (200, "public, max-age=86400")
        assert len(DECODED[headers.get("Content-Encoding", "")](content)) < whole.stat().st_size / 2
    assert answer(address, "HEAD")[::2] == (200, b"")


def test_messages_travel_compressed(browser: Browser, dashboard: str, settled: Callable[[Page], None]) -> None:
    page = browser.new_page()
    frames: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(len(frame))))
    with wire_to(dashboard) as wire:
        page.goto(f"{wire.address}/records")
        settled(page)
        page.close()
        assert 10_000 < wire.messages < sum(frames) / 2, "bytes on the way and as the page reads them"


def test_a_message_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(dashboard: str) -> None:
    with connect(
        dashboard.replace("http", "ws") + "/_stcore/stream", subprotocols=[Subprotocol("streamlit")], proxy=None
    ) as socket:
        socket.send(bytes(50_000_000))
        with pytest.raises(ConnectionClosed, match="limit of 20000000 bytes"):
            socket.recv(timeout=30)


def test_the_first_html_is_compressed_too(dashboard: str) -> None:
    _, headers, content = answer(f"{dashboard}/map?region=Africa", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in headers["Vary"]
    assert gzip.decompress(content) == answer(f"{dashboard}/map?region=Africa")[2]


@pytest.mark.parametrize(("link", "width"), [("?region=Africa", 1280), ("gaps?region=Africa", 390)])
def test_what_the_page_says_is_there_before_its_scripts(
    browser: Browser, dashboard: str, settled: Callable[[Page], None], link: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 720})
    waiting: list[Route] = []
    page.route("**/*.js", lambda route: waiting.append(route))
    page.goto(f"{dashboard}/{link}", wait_until="commit")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    said, about = heading.inner_text(), page.get_by_text(re.compile(r"\d+ of \d+ pledges, as of")).inner_text()
    assert waiting, "and no script has come"
    page.unroute("**/*.js")  # which lets those go on that wait
    settled(page)
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(heading).to_have_count(1)
    assert heading.inner_text() == said
    counted = page.get_by_text(re.compile(r"^\d+ of \d+ pledges, as of")).inner_text()
    assert about.endswith(counted), "the same numbers"
    page.close()


def test_what_is_no_file_is_left_alone(dashboard: str) -> None:
    br = {"Accept_Encoding": "br"}
    script = next(STATIC.glob("static/js/index.*.js")).name
    status, headers, content = answer(f"{dashboard}/static/js/{script}", Range="bytes=0-9", **br)
    assert (status, headers["Content-Encoding"], headers["Accept-Ranges"]) == (200, "br", None), "no part of a file"
    assert headers["Last-Modified"] is None
    assert brotli.decompress(content) == (STATIC / "static" / "js" / script).read_bytes()
    for path in ("_stcore/health", "no-such-page", "static/js/no-such.js", "_stcore/agent/openapi.json"):
        _, headers, _ = answer(f"{dashboard}/{path}", **br)
        assert headers["Content-Encoding"] is None, path


def test_every_page_was_opened_before_a_reader_came(dashboard: str, dashboard_log: Path) -> None:
    ready = {f"Page /{path} is ready" for path in menu.paths().values()}
    until = monotonic() + 60
    while (missing := [each for each in ready if each not in dashboard_log.read_text()]) and monotonic() < until:
        sleep(0.2)
    assert missing == []


@pytest.mark.parametrize("path", ["", "map", "static/js/no-such.js", "geography/world_50m.json", "cities?city=Bogota"])
def test_every_answer_says_how_to_treat_it(dashboard: str, path: str) -> None:
    _, headers, _ = answer(f"{dashboard}/{path}", Accept_Encoding="br")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    if not headers["Content-Type"].startswith("text/html"):
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        return
    policy = dict(each.split(" ", 1) for each in headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')+", policy["script-src"])


def test_how_busy_the_server_is_is_not_public(dashboard: str) -> None:
    for path in ("_stcore/metrics", "_stcore/metrics/", "page/_stcore/metrics"):
        assert answer(f"{dashboard}/{path}")[0] == 404


def test_a_start_asks_no_other_host(dashboard: str, dashboard_log: Path) -> None:
    assert "external IP" not in dashboard_log.read_text()
