"""The dashboard in a real browser that may ask no other host for anything."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.browser import browser_path, launched_browser, wait_until_settled
from scripts.serve import running_dashboard
from tests.needs import missing

HERE = Path(__file__).parent
OWN_HOSTS = {"127.0.0.1", "localhost"}
OWN_SCHEMES = {"data", "blob", "about"}

# Waits end as soon as what they wait for is there; the limit is for machines that do much else besides.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    # Readers get no traceback on the screen: a failed test needs the one in the dashboard's log.
    report = yield
    log: Path | None = getattr(item, "funcargs", {}).get("dashboard_log")
    if report.failed and log is not None and log.exists():
        report.sections.append(("The dashboard printed", log.read_text()[-4000:]))
    return report


def is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in OWN_SCHEMES and parts.hostname not in OWN_HOSTS


class Watch:
    """What the pages of one test asked for and what went wrong in them."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda failure: self.errors.append(str(failure.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.requests.append(socket.url)))

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


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens an address in a browser of its own and waits until everything is drawn."""
    with ExitStack() as opened:

        def page_at(address: str, width: int = 1280, height: int = 720, **settings: object) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height}, accept_downloads=True, **settings
            )
            opened.callback(context.close)
            watch.follow(context)
            page = context.new_page()
            page.goto(address)
            wait_until_settled(page)
            return page

        yield page_at


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Waits until the page's script has ended and its figures are drawn."""
    return wait_until_settled
