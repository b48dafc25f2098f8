"""404 for missing files, where Streamlit would answer with its page."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.address import root_path
from pages.shell.offered import FOLDER


class MissingFiles:
    """Middleware: 404 for a path that ends like a file's, where Streamlit would answer any path with its page.

    The dashboard's own pages have no ending, and its own files in HTML are below one path.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._own = f"{root_path()}/{FOLDER}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer, unless it is a page in place of a file."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or "." not in path.rpartition("/")[2] or path.startswith(self._own):
            return await self._app(scope, receive, send)
        is_page = False

        async def send_unless_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = "text/html" in Headers(raw=message["headers"]).get("content-type", "")
            if not is_page:
                await send(message)

        await self._app(scope, receive, send_unless_page)
        if is_page:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
