"""Headless sessions: the server runs its own pages, to make files and to warm up caches."""

import asyncio
from contextlib import suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient

from pages.shell.offered import Offered, recorders

LONGEST = 60
"""Seconds that one page may take."""


class HeadlessSession(SessionClient):
    """A session without a browser: notes when the script has finished for good, and the pages of the navigation."""

    def __init__(self) -> None:
        self.is_done = asyncio.Event()
        self.pages: list[str] = []

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Receive a message of the server."""
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page.url_pathname for page in msg.navigation.app_pages]
        elif kind == "script_finished" and msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.is_done.set()


async def run_page(page: str, query: str = "", root: str = "", offered: Offered | None = None) -> HeadlessSession:
    """Run the page with that address and query to its end; its files are registered in `offered`.

    `root` is the address of the dashboard, for links in files. TimeoutError if the page takes too long. To be awaited
    in the server's event loop.
    """
    runtime, client = Runtime.instance(), HeadlessSession()
    session = runtime.connect_session(client, {})
    if offered is not None:
        recorders[session] = offered
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    message.rerun_script.context_info.url = f"{root}/{page}"
    try:
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(client.is_done.wait(), LONGEST)
    finally:
        with suppress(KeyError):
            del recorders[session]
        runtime.close_session(session)
    return client
