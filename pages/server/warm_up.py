"""Warm-up: the server runs its pages once at start, so that readers find the caches filled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit.logger import get_logger

from analytics.dataset.latest import give_back_memory
from analytics.search import search_results
from pages.server.headless import LONGEST, run_page
from pages.shell import cache

log = get_logger(__name__)


async def _warm(page: str) -> list[str]:
    """Run a page; the paths of all other pages, or none if it takes too long."""
    start = perf_counter()
    try:
        client = await run_page(page)
    except TimeoutError:
        log.warning("Page /%s was not ready after %d s; its caches are still cold", page, LONGEST)
        return []
    log.info("Page /%s is ready after %.1f s", page, perf_counter() - start)
    return [other for other in client.pages if other != page]


async def _each(pages: list[str]) -> None:
    for page in pages:
        await _warm(page)
    await run_in_threadpool(_warm_search)
    await run_in_threadpool(give_back_memory)


def _warm_search() -> None:
    cache.load()
    if cache.reading().dataset is not None:
        search_results("a", cache.facets())


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Readers are let in once the first page is ready; the others follow in the background."""
    following = asyncio.create_task(_each(await _warm("")))
    yield
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
