"""The server opens its own pages as a reader would."""

import asyncio
from contextlib import suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

from pages.shell.offered import Offered, asked_by

LONGEST = 60
"""Seconds that one page may take."""


class Reader(SessionClient):
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


async def opened(page: str, query: str = "", root: str = "", offers: Offered | None = None) -> Reader:
    """A reader to whom the page with that address and query was shown; what it offers as files goes into `offers`.

    `root` is the address of the dashboard, which files name. TimeoutError if the page takes too long. To be awaited
    in the loop of the server.
    """
    runtime, reader = Runtime.instance(), Reader()
    session = runtime.connect_session(reader, {})
    if offers is not None:
        asked_by[session] = offers
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    message.rerun_script.context_info.url = f"{root}/{page}"
    try:
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(reader.is_done.wait(), LONGEST)
    finally:
        with suppress(KeyError):
            del asked_by[session]
        runtime.close_session(session)
    return reader
