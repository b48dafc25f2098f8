"""The dashboard in a real browser that may ask no other host for anything."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    WebError,
    WebSocket,
    expect,
)

from scripts.browser import browser_path, launched_browser, wait_until_settled
from scripts.serve import running_dashboard
from tests.needs import missing

HERE = Path(__file__).parent
OWN_HOSTS = {"127.0.0.1", "localhost"}
OWN_SCHEMES = {"data", "blob", "about"}

READERS = pytest.StashKey[list[Page]]()
"""The pages that a test has open."""

# Waits end as soon as what they wait for is there; the limit is for machines that do much else besides.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            # A browser that shares two cores with all else may miss a click or a key: what fails twice is broken. The
            # summary names each test that was run again.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError", "expected to"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    # Readers get no traceback on the screen: a failed test needs the one in the dashboard's log.
    report = yield
    log: Path | None = getattr(item, "funcargs", {}).get("dashboard_log")
    if report.failed and log is not None and log.exists():
        report.sections.append(("The dashboard printed", log.read_text()[-4000:]))
    for page in item.stash.get(READERS, []) if report.failed and report.when == "call" else ():
        with suppress(Error):
            report.sections.append((f"What {page.url} showed", page.locator("body").inner_text(timeout=1000)[-4000:]))
    return report


def is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in OWN_SCHEMES and parts.hostname not in OWN_HOSTS


class Watch:
    """What the pages of one test asked for and what went wrong in them."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []

    @contextmanager
    def following(self, context: BrowserContext) -> Iterator[None]:
        """Listens to all pages of a browser while the block runs."""

        def listen(page: Page) -> None:
            page.on("websocket", self._connected)

        heard = {"request": self._asked, "weberror": self._failed, "console": self._told, "page": listen}
        for event, listener in heard.items():
            context.on(event, listener)
        for page in context.pages:
            listen(page)
        yield
        for event, listener in heard.items():
            context.remove_listener(event, listener)
        for page in context.pages:
            page.remove_listener("websocket", self._connected)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _failed(self, failure: WebError) -> None:
        self.errors.append(str(failure.error))

    def _told(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def _connected(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    @property
    def foreign_requests(self) -> list[str]:
        return sorted(set(filter(is_foreign, self.requests)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Not once for the whole run: Playwright keeps an event loop running, which other tests may not start.
    path = browser_path()
    if path is None:
        missing("no Chromium or Chrome on this machine")
    with launched_browser(path) as launched:
        yield launched


@pytest.fixture(scope="session")
def dashboard_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dashboard") / "log.txt"


@pytest.fixture(scope="session")
def dashboard(dashboard_log: Path) -> Iterator[str]:
    """The address of the dashboard on the shipped data; ask for `browser` first."""
    if browser_path() is None:
        missing("no Chromium or Chrome on this machine")
    with running_dashboard(log=dashboard_log) as address:
        yield address


@pytest.fixture
def dashboard_on() -> Iterator[Callable[[Path], str]]:
    """Starts a dashboard on another data folder and gives its address."""
    with ExitStack() as started:
        yield lambda data: started.enter_context(running_dashboard(data=data))


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test if a page asked another host for anything or an error went uncaught in it."""
    watched = Watch()
    yield watched
    assert watched.foreign_requests == [], "a page asked another host"
    assert watched.errors == [], "an error went uncaught in the browser"


class Tab:
    """A tab kept from test to test: what a page loads is compiled once, which is half of the time that it takes."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: Page | None = None

    @contextmanager
    def cleared(self, watch: Watch, width: int, height: int) -> Iterator[Page]:
        """The tab as a new reader has it: nothing stored, nothing open; given up where that can’t be done."""
        page = self.kept or self.browser.new_page(accept_downloads=True)
        self.kept = None
        context = page.context
        page.set_viewport_size({"width": width, "height": height})
        with watch.following(context):
            yield page
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            context.clear_cookies()
            page.goto("about:blank")
        for other in context.pages:
            if other != page:
                other.close()
        self.kept = page


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Tab:
    return Tab(browser)


@pytest.fixture
def open_page(
    browser: Browser, tab: Tab, watch: Watch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens an address and waits until everything is drawn; each reader of a test has a browser of their own."""
    with ExitStack() as opened:
        readers = request.node.stash[READERS] = list[Page]()

        def page_at(address: str, width: int = 1280, height: int = 720, own: bool = False) -> Page:
            if own or readers:
                context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
                opened.callback(context.close)
                opened.enter_context(watch.following(context))
                page = context.new_page()
            else:
                page = opened.enter_context(tab.cleared(watch, width, height))
            readers.append(page)
            page.goto(address)
            wait_until_settled(page)
            return page

        yield page_at


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Waits until the page's script has ended and its figures are drawn."""
    return wait_until_settled
