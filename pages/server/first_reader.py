"""The server reads its own pages before anyone else does: no reader waits for what all of them need."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter

import streamlit as st
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

LONGEST = 60
"""Seconds that one page may take; then the server starts without it."""
log = get_logger(__name__)


class FirstReader(SessionClient):
    """A reader who looks at nothing: knows when a page is ready, and which other pages there are."""

    def __init__(self) -> None:
        self.is_done = asyncio.Event()
        self.pages: list[str] = []

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Takes what the server sends."""
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page.url_pathname for page in msg.navigation.app_pages]
        elif kind == "script_finished":
            self.is_done.set()


async def opened(page: str) -> list[str]:
    """The addresses of all other pages, once the page with this one was opened as a reader would."""
    runtime, reader, start = Runtime.instance(), FirstReader(), perf_counter()
    session = runtime.connect_session(reader, {})
    message = BackMsg()
    message.rerun_script.page_name = page
    try:
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(reader.is_done.wait(), LONGEST)
        log.info("Page /%s is ready after %.1f s", page, perf_counter() - start)
    except TimeoutError:
        log.warning("Page /%s was not ready after %d s; its first reader has to wait", page, LONGEST)
    finally:
        runtime.close_session(session)
    return [other for other in reader.pages if other != page]


async def _each(pages: list[str]) -> None:
    for page in pages:
        await opened(page)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Readers are let in once the first page is ready; the others follow in the background."""
    following = asyncio.create_task(_each(await opened("")))
    yield
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
