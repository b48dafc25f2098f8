"""One browser for all images of a process: started when first needed, closed when not used for some minutes."""

import asyncio
import atexit
import logging
import os
from base64 import b64decode
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

from choreographer.browsers import Chromium
from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError, DevtoolsProtocolError
from kaleido import Kaleido, PageGenerator

from analytics.dataset.shapes import SHAPES_FILE

IDLE_SECONDS = 300
LIMIT_SECONDS = 20.0
"""For one image, not counting its wait for those before it; and for the start of the browser."""
FAREWELL_SECONDS = 5.0
"""For the browser to answer that it ends, or that it closed a tab."""

FLAGS = (
    # Every name is unknown, so nothing can be asked of another host.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
)
SHAPES = f"{SHAPES_FILE.parent.as_uri()}/"
"""Where plotly.js finds world_50m.json."""

ROUNDED = r"""<script>
const written = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
    written.call(this, name, name === "d" ? String(value).replace(/(\.\d\d)\d+/g, "$1") : value);
};
</script>"""
"""Draws paths to a hundredth of a pixel: a map as SVG or PDF has half the bytes, for the same picture."""

LOST = (BrowserClosedError, BrowserFailedError, ChannelClosedError, DevtoolsProtocolError, asyncio.InvalidStateError)
"""What is raised when a browser does not start, goes away or no longer does what it is told.

The last one comes from choreographer, which answers a command twice if the browser ends while it is being sent.
"""


Answer = Callable[..., Coroutine[Any, Any, Any]]
"""Sends a command to a tab, by its name and parameters, and gives what the browser answers."""


class _Offline(Chromium):
    def get_cli(self) -> list[str]:
        return [*super().get_cli(), *FLAGS]


class _Page:
    """The page that draws, with no script from another host."""

    def generate_index(self) -> str:
        page: str = PageGenerator(mathjax=False).generate_index()
        return page.replace("</head>", f"{ROUNDED}</head>")


class _Tab(Kaleido):  # type: ignore[misc]  # kaleido ships no types
    opening: asyncio.Task[None]

    async def open(self) -> None:
        await _answered(super().open(), None)
        tab = self.get_tab()
        tab.subscribe("Inspector.targetCrashed", self._crashed)
        await tab.send_command("Inspector.enable")

    async def _crashed(self, _event: Any) -> None:
        # A browser whose page is gone would leave the image waiting for the limit.
        self.subprocess.kill()

    async def shown(self, html: str, make: Callable[[Answer], Coroutine[Any, Any, bytes]]) -> bytes:
        """What is made of a document in a tab of its own."""
        tab = await _answered(self.create_tab("about:blank"), self._timeout)

        async def answer(command: str, **params: Any) -> Any:
            response = await tab.send_command(command, params=params)
            if "error" in response:
                raise DevtoolsProtocolError(response)
            return response["result"]

        async def made() -> bytes:
            frame = (await answer("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            await answer("Page.setDocumentContent", frameId=frame, html=html)
            pictures = "Promise.all([...document.images].map(each => each.decode()))"
            await answer("Runtime.evaluate", expression=pictures, awaitPromise=True)
            return await make(answer)

        try:
            return await asyncio.wait_for(made(), self._timeout)
        finally:
            await _answered(self.close_tab(tab), FAREWELL_SECONDS)

    async def _return_kaleido_tab(self, tab: Any) -> None:
        # Kaleido loads the page anew after every image; kept as it is, it still knows the shapes of the world,
        # and a map takes less than half the time.
        tab.js_logger.reset()
        await self.tabs_ready.put(tab)


async def _answered(asked: Coroutine[Any, Any, Any], limit: float | None) -> Any:
    """What a browser answers, in so many seconds if any; choreographer raises a bare RuntimeError where it refuses."""
    try:
        return await asyncio.wait_for(asked, limit)
    except RuntimeError as error:
        raise BrowserFailedError(str(error)) from error


Work = Callable[[_Tab], Coroutine[Any, Any, bytes]]


async def _printed(answer: Answer) -> bytes:
    printed = await answer(
        "Page.printToPDF",
        printBackground=True,
        preferCSSPageSize=True,
        generateTaggedPDF=True,
        generateDocumentOutline=True,
    )
    return b64decode(printed["data"])


async def _pictured(answer: Answer, width: int, height: int) -> bytes:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    await answer("Emulation.setDeviceMetricsOverride", **size)
    # What is longer than the picture is high is drawn smaller.
    whole = f"document.body.style.zoom = Math.min(1, {height} / document.documentElement.scrollHeight)"
    await answer("Runtime.evaluate", expression=whole)
    return b64decode((await answer("Page.captureScreenshot", format="png"))["data"])


class KeptBrowser:
    """Draws for any number of threads at once; a browser that died is replaced.

    `idle` and `limit` are in seconds. Nothing runs before the first picture or after `close`.
    """

    def __init__(self, idle: float = IDLE_SECONDS, limit: float = LIMIT_SECONDS) -> None:
        self._idle, self._limit = idle, limit
        # Chrome refuses its sandbox to root.
        self._boxed = os.name == "nt" or os.geteuid() != 0
        self._starting = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: _Tab | None = None

    def picture(self, path: str, figure: dict[str, Any], size: dict[str, Any]) -> bytes:
        """The figure drawn by the browser at `path`; `size` holds format, width, height and scale.

        TimeoutError if it takes longer than the limit; one of LOST if the browser can't be started or dies twice;
        KaleidoError or JavascriptError if the figure can't be drawn; CancelledError if `close` comes first.
        """
        return self._made(path, lambda browser: browser.calc_fig(figure, size, topojson=SHAPES))

    def printed(self, path: str, html: str) -> bytes:
        """A document as PDF, on pages of the size that its style gives; errors are those of `picture`."""
        return self._made(path, lambda browser: browser.shown(html, _printed))

    def pictured(self, path: str, html: str, width: int, height: int) -> bytes:
        """A document as PNG of so many pixels; errors are those of `picture`."""
        return self._made(path, lambda browser: browser.shown(html, lambda ask: _pictured(ask, width, height)))

    def _made(self, path: str, work: Work) -> bytes:
        with self._starting:
            loop = self._loop or self._started()
            drawn = asyncio.run_coroutine_threadsafe(self._picture(path, work), loop)
        return drawn.result()

    def close(self) -> None:
        """Ends the browser, and the pictures under way; the next picture starts another."""
        with self._starting:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._stop.set)
                self._thread.join()
                self._loop = None
                atexit.unregister(self.close)

    def _started(self) -> asyncio.AbstractEventLoop:
        # It reports a browser's farewell as an error; what goes wrong is raised in any case.
        logging.getLogger("choreographer").setLevel(logging.CRITICAL)
        started: Future[asyncio.AbstractEventLoop] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._serve(started)), name="images", daemon=True)
        self._thread.start()
        self._loop = started.result()
        return self._loop

    async def _serve(self, started: Future[asyncio.AbstractEventLoop]) -> None:
        self._stop, self._opening = asyncio.Event(), asyncio.Lock()
        self._pictures: set[asyncio.Task[Any]] = set()
        self._closings: set[asyncio.Task[Any]] = set()
        self._rest: asyncio.TimerHandle | None = None
        started.set_result(asyncio.get_running_loop())
        await self._stop.wait()
        for picture in self._pictures:
            picture.cancel()
        await asyncio.gather(*self._pictures, return_exceptions=True)
        self._drop(self._browser)
        await asyncio.gather(*self._closings, return_exceptions=True)

    async def _picture(self, path: str, work: Work) -> bytes:
        task = _this_task()
        self._pictures.add(task)
        if self._rest is not None:
            self._rest.cancel()
        try:
            return await self._drawn(path, work)
        except LOST:
            return await self._drawn(path, work)
        finally:
            self._pictures.remove(task)
            if not self._pictures:
                self._rest = asyncio.get_running_loop().call_later(self._idle, lambda: self._drop(self._browser))

    async def _drawn(self, path: str, work: Work) -> bytes:
        browser = None
        try:
            async with self._opening:
                browser = self._browser
                if browser is None or browser.subprocess.poll() is not None:
                    self._drop(browser)
                    browser = self._browser = _Tab(
                        timeout=self._limit,
                        page_generator=_Page(),
                        path=path,
                        browser_cls=_Offline,
                        enable_sandbox=self._boxed,
                    )
                    await self._open(browser)
            # A task of its own: when the browser goes away, it is this that is cancelled, and not the picture.
            drawing: asyncio.Task[bytes] = asyncio.create_task(work(browser))
            return await drawing
        except (OSError, asyncio.CancelledError, *LOST) as error:
            self._drop(browser)
            if isinstance(error, asyncio.CancelledError) and not _this_task().cancelling():
                raise BrowserClosedError(str(error)) from error
            raise

    async def _open(self, browser: _Tab) -> None:
        browser.opening = asyncio.create_task(browser.open())
        try:
            # Never interrupted: a browser that is half started would be a process that nobody ends.
            await asyncio.wait_for(asyncio.shield(browser.opening), self._limit)
        except LOST:
            # Many containers forbid the sandbox; the second try does without.
            self._boxed = False
            raise
        # Registered last, it runs before Python removes the temporary folders that the browser uses.
        atexit.unregister(self.close)
        atexit.register(self.close)

    def _drop(self, browser: _Tab | None) -> None:
        """The browser is used no more; it closes while others draw on in a new one."""
        if browser is not None and browser is self._browser:
            self._browser = None
            closing = asyncio.create_task(_closed(browser))
            self._closings.add(closing)
            closing.add_done_callback(self._closings.discard)


async def _closed(browser: _Tab) -> None:
    # The wait also takes note of why a browser did not open; whoever needed it has been told.
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.gather(browser.opening, return_exceptions=True), LIMIT_SECONDS)
    # A browser that ends before it answers would be waited for without end; cut short, its close goes on to clean up.
    with suppress(TimeoutError):
        await asyncio.wait_for(browser.close(), FAREWELL_SECONDS)


def _this_task() -> asyncio.Task[Any]:
    task = asyncio.current_task()
    assert task is not None, "runs in the loop only"
    return task
