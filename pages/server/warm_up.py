"""The server reads its own pages before anyone else does: no reader waits for what all of them need."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter

import streamlit as st
from streamlit.logger import get_logger

from pages.server.reader import LONGEST, opened

log = get_logger(__name__)


async def _made_ready(page: str) -> list[str]:
    """The addresses of all other pages, once the page with this one was opened; none if it takes too long."""
    start = perf_counter()
    try:
        reader = await opened(page)
    except TimeoutError:
        log.warning("Page /%s was not ready after %d s; its first reader has to wait", page, LONGEST)
        return []
    log.info("Page /%s is ready after %.1f s", page, perf_counter() - start)
    return [other for other in reader.pages if other != page]


async def _each(pages: list[str]) -> None:
    for page in pages:
        await _made_ready(page)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Readers are let in once the first page is ready; the others follow in the background."""
    following = asyncio.create_task(_each(await _made_ready("")))
    yield
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
