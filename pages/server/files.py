"""GET /files/<name>?page=<page>&<its link>: every download of the dashboard by a plain address."""

import asyncio
import re
from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from streamlit.logger import get_logger

from analytics.exports.images import ImageError, NoBrowser, browser_path, no_room, what_to_install
from analytics.exports.office import OfficeError
from analytics.exports.slides.template import TemplateError
from analytics.exports.workbook import TooManyRows
from analytics.words import _, language, language_asked, ngettext, number
from pages.server.address import public_address
from pages.server.headless import LONGEST, run_page
from pages.server.workers import QueueFull, Workers
from pages.shell import cache, clock, menu, url_state
from pages.shell.downloads import TYPES
from pages.shell.offered import Offered
from pages.shell.page_frame import dashboard_version

LONGEST_QUERY, MOST_PARAMS = 50_000, 500
"""Characters and parameters of an address: room for a full deck, and for every country as a filter."""

AT_ONCE, MOST_WAITING, LIMIT = 2, 20, 120
"""Files made at a time, files that wait, and seconds until one is given up."""

RETRY_AFTER = "30"
"""Seconds after which a program may ask again."""

DRAWN = ("png", "svg", "pdf")
"""Endings of files that a browser on the server draws."""

_NAME = re.compile(r"[\w-]{1,120}(\.[a-z]{1,10}){1,2}")


log = get_logger(__name__)


class NoSuchFile(LookupError):
    """No file has that address; the message is for the reader."""


class BadAddress(ValueError):
    """An address that says what the dashboard does not know; the message is for the reader."""


class FileRequest(NamedTuple):
    """The name of a file, its page, the other query parameters, and the address of the dashboard."""

    name: str
    page: str
    query: tuple[tuple[str, str], ...]
    root: str


class MadeFile(NamedTuple):
    """The name to save a file under, its bytes, and the version of what it was made from."""

    file_name: str
    content: bytes
    version: str


def parse_request(name: str, query: Sequence[tuple[str, str]], root: str) -> FileRequest:
    """The request in an address; `page` defaults to the page with the name of the file, or else the first one.

    NoSuchFile for a name that no file can have, BadAddress for a query that is not valid.
    """
    stem, _dot, ending = name.partition(".")
    if not _NAME.fullmatch(name) or ending.rpartition(".")[2] not in TYPES:
        raise NoSuchFile(_("There is no such file."))
    if len(query) > MOST_PARAMS or sum(len(part) for pair in query for part in pair) > LONGEST_QUERY:
        raise BadAddress(_("The address is too long."))
    pages = [value for param, value in query if param == url_state.PAGE]
    page = pages[-1] if pages else stem if stem in menu.entries() else url_state.FIRST
    if page not in menu.entries():
        raise BadAddress(_("The dashboard has no page “{name}”.").format(name=page[: url_state.LONGEST_IGNORED]))
    return FileRequest(name, page, tuple(pair for pair in query if pair[0] != url_state.PAGE), root)


class Files:
    """Makes files on request: a few at once, and equal requests at the same time once."""

    def __init__(self) -> None:
        self._workers = Workers(AT_ONCE, MOST_WAITING, LIMIT)
        self._running: dict[bytes, asyncio.Task[MadeFile]] = {}

    async def get(self, asked: FileRequest, version: str) -> MadeFile:
        """A file of a version, from the cache or made now."""
        # An address may be long, and only the files count against the bound of the cache.
        key = sha256(repr((asked, version)).encode()).digest()
        cached = cache.file_cache.get(key)
        if cached is not None:
            return MadeFile(*cached)
        if key not in self._running:
            work = partial(_make, asked, asyncio.get_running_loop())
            self._running[key] = asyncio.create_task(self._workers.run(work))
            self._running[key].add_done_callback(lambda _done: self._running.pop(key))
        # A client that disconnects must not cancel the file for the others.
        made = await asyncio.shield(self._running[key])
        if made.version == version and len(made.content) <= cache.file_cache.maxsize // 4:
            cache.file_cache[key] = made
        return made


def _make(asked: FileRequest, loop: asyncio.AbstractEventLoop) -> MadeFile:
    """Run the page in the event loop, then make one of its files in this thread."""
    offered = Offered()
    path = menu.paths()[asked.page]
    page = run_page(path, urlencode(asked.query), asked.root, offered)
    asyncio.run_coroutine_threadsafe(page, loop).result(LONGEST + 1)
    if not offered.is_finished:
        raise RuntimeError(f"page {asked.page} ended before it was drawn")
    if offered.wrong:
        raise BadAddress(" ".join(offered.wrong))
    file = offered.files.get(asked.name)
    if file is None and asked.name.endswith(DRAWN) and browser_path() is None:
        raise NoBrowser(what_to_install())
    if file is None:
        names = ", ".join(offered.files)
        raise NoSuchFile(_("This page has no such file. It has: {names}").format(names=names))
    return MadeFile(file.file_name, file.make(), version_of(offered.version))


def version_of(sources: str) -> str:
    """The version of a file: its sources, dashboard, and the day, on which it depends how far away a forum is."""
    return f"{sources}-{dashboard_version()}-{clock.today().isoformat()}"


FILES = Files()


async def file(request: Request) -> Response:
    """The file, or an error as a sentence in plain text."""
    language.set(language_asked(request.query_params.get("lang", "")))
    name = request.path_params["name"]
    try:
        asked = parse_request(name, request.query_params.multi_items(), public_address(request))
        version = await run_in_threadpool(current_version)
        if not version:
            return error_answer(_("The data can't be shown yet"), 503)
        if is_known(request, version):
            return Response(status_code=304, headers=_headers(version))
        made = await FILES.get(asked, version)
    except (NoSuchFile, BadAddress) as error:
        return error_answer(str(error), 404 if isinstance(error, NoSuchFile) else 400)
    except (NoBrowser, TooManyRows, TemplateError) as error:
        return error_answer(str(error), 501)
    except (ImageError, OfficeError) as error:
        return error_answer(str(error), 503)
    except QueueFull as full:
        words = ngettext(
            "{count} file waits to be made before yours. Please try again in a minute.",
            "{count} files wait to be made before yours. Please try again in a minute.",
            full.waiting,
        )
        return error_answer(words.format(count=number(full.waiting)), 503)
    except TimeoutError:
        return error_answer(_("The file took too long to make. Please try again in a minute, or choose less."), 503)
    except OSError:
        log.exception("File %s could not be made", name)
        return error_answer(no_room(), 503)
    ending = made.file_name.rpartition(".")[2]
    text = "; charset=utf-8" if TYPES[ending].startswith("text/") else ""
    headers = _headers(made.version) | {"Content-Disposition": _disposition(made.file_name, ending)}
    return Response(made.content, headers=headers, media_type=f"{TYPES[ending]}{text}")


def current_version() -> str:
    """The version that a file made now has; empty if the data never were good."""
    cache.load()
    sources = cache.sources_version()
    return version_of(sources) if sources else ""


def is_known(request: Request, version: str) -> bool:
    """Whether If-None-Match has this version; a proxy that compresses makes its ETag weak."""
    tags = request.headers.get("if-none-match", "").split(",")
    return f'"{version}"' in (tag.strip().removeprefix("W/") for tag in tags)


def _headers(version: str) -> dict[str, str]:
    # Revalidated each time, which is cheap for an unchanged version.
    return {"ETag": f'"{version}"', "Cache-Control": "private, no-cache"}


def _disposition(file_name: str, ending: str) -> str:
    """Content-Disposition: `attachment` with a file name; a page as HTML is `inline`."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", file_name)
    more = "" if plain == file_name else f"; filename*=UTF-8''{quote(file_name)}"
    return f'{"inline" if ending == "html" else "attachment"}; filename="{plain}"{more}'


async def failed(_request: Request, _error_of_ours: Exception) -> Response:
    """What a reader gets where the dashboard itself fails; the server logs the error."""
    return error_answer(_("The dashboard failed to answer. Please tell those who run it."), 500)


def error_answer(words: str, status: int) -> Response:
    """A sentence in plain text; with 503, after how long to ask again."""
    again = {"Retry-After": RETRY_AFTER} if status == 503 else {}
    return Response(f"{words}\n", status, {"Cache-Control": "no-store", **again}, "text/plain; charset=utf-8")
