"""The Local Coalition dashboard: `streamlit run dashboard.py` starts it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pages.server.address import root_path
from pages.server.compression import CompressedFiles
from pages.server.feeds import calendar_file
from pages.server.files import failed, file
from pages.server.first_html import first_html
from pages.server.headers import SecurityHeaders
from pages.server.not_found import MissingFiles
from pages.server.small_files import SmallFiles
from pages.server.warm_up import lifespan
from pages.shell.menu import paths
from pages.shell.milestones import LOCATION
from pages.shell.offered import FOLDER
from pages.shell.printout import PREVIEW


class Shapes(StaticFiles):
    """The map's shapes, which a browser may keep for a day: they change with a release, if ever."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file as `StaticFiles` sends it, with leave to keep it."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


async def profile(request: Request) -> RedirectResponse:
    """Where the page of cities was until 2026: the profile of the city that the link names."""
    query = request.url.query
    return RedirectResponse(f"profile?{query}" if query else "profile", status_code=308)


async def robots(_request: Request) -> PlainTextResponse:
    """Search engines may read every page, and leave alone the files, each of which is work; chats may take pictures."""
    return PlainTextResponse(f"User-agent: *\nAllow: {root}/{FOLDER}/{PREVIEW}\nDisallow: {root}/{FOLDER}/\nAllow: /\n")


folder = Path(__file__).parent / "data" / "geography"
# Streamlit puts its own routes below the base path, but not those it is given.
root = root_path()
shapes = Mount(f"{root}/geography", Shapes(directory=folder))
compressed = [Middleware(GZipMiddleware)]
first = [Route(f"{root}/{path}", first_html, middleware=compressed) for path in paths().values()]
other = [shapes, Route(f"{root}/cities", profile), Route(f"{root}/robots.txt", robots)]
files = [Route(f"{root}/{FOLDER}/{{name}}", file), Route(f"{root}/{LOCATION}", calendar_file)]
app = st.App(
    "pages/frame.py",
    routes=[*first, *other, *files],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(MissingFiles),
        Middleware(CompressedFiles),
        Middleware(SmallFiles),
    ],
    lifespan=lifespan,
    exception_handlers={500: failed},
)
