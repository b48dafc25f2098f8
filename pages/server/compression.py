"""Scripts, styles and map shapes, sent compressed."""

import asyncio
import zlib
from collections.abc import Callable
from functools import partial

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = (".js", ".css", ".json")
CONDITIONS = (b"accept-encoding", b"if-modified-since", b"if-none-match", b"if-range", b"range")
BROTLI_QUALITY = 9
"""15 % smaller than gzip for a second of work in all; quality 11 saves another 10 % for twelve."""


GZIP_FORMAT = zlib.MAX_WBITS + 16
"""What asks zlib for the header and the checksum of gzip."""

ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=BROTLI_QUALITY),
    "gzip": partial(zlib.compress, level=zlib.Z_BEST_COMPRESSION, wbits=GZIP_FORMAT),
}


def accepted_encoding(header: str) -> str:
    """The best of `ENCODINGS` that an Accept-Encoding header takes; empty if it takes none.

    >>> accepted_encoding("gzip, deflate, br")
    'br'
    >>> accepted_encoding("br;q=0, gzip;q=0.5")
    'gzip'
    >>> accepted_encoding("identity"), accepted_encoding("br;q=0, *")
    ('', 'gzip')
    """
    named = [part.replace(" ", "").lower().split(";", 1) for part in header.split(",")]
    is_taken = {name: not weight or bool(weight[0].removeprefix("q=").strip("0.")) for name, *weight in named}
    return next((name for name in ENCODINGS if is_taken.get(name, is_taken.get("*", False))), "")


async def _still_connected() -> Message:
    """What a file is read with for everybody: its first reader may leave, which would end it half-way."""
    await asyncio.Event().wait()
    raise RuntimeError("nobody sets that event")


class CompressedFiles:
    """Middleware that compresses each file once and keeps the result as long as the process lives.

    Streamlit sends its own scripts as they are, 7 MB on a first visit, because it would compress them for every
    reader again. The files belong to the installed version, so what is kept has a bound: a quarter of their size.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed: dict[tuple[str, str, str], asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The file compressed where the browser takes that, and everything else untouched."""
        is_file = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].endswith(FILES)
        asked = Headers(scope=scope) if is_file else Headers()
        encoding = accepted_encoding(asked.get("accept-encoding", ""))
        if not encoding:
            return await self._app(scope, receive, send)
        # Without conditions the answer is the whole file, whose headers tell which version of it this is.
        plain = dict(scope, headers=[(name, value) for name, value in scope["headers"] if name not in CONDITIONS])
        status, headers, _ = await self._answer(plain | {"method": "HEAD"})
        if status != 200 or "etag" not in headers or "text/html" in headers.get("content-type", ""):
            return await self._app(scope, receive, send)
        headers["etag"] = f"W/{headers['etag'].removeprefix('W/')}"
        headers.add_vary_header("Accept-Encoding")
        # A part of the file itself must never complete what a browser has of the compressed one.
        for name in ("last-modified", "accept-ranges"):
            del headers[name]
        if headers["etag"] in {tag.strip() for tag in asked.get("if-none-match", "").split(",")}:
            del headers["content-length"]
            return await Response(status_code=304, headers=headers)(scope, receive, send)
        key = (scope["path"].rsplit("/", 1)[-1], headers["etag"], encoding)
        if key not in self._compressed:
            self._compressed[key] = asyncio.ensure_future(self._compress(plain, encoding))
            # What failed, for whatever reason, is done again for the next reader.
            self._compressed[key].add_done_callback(
                lambda done: self._compressed.pop(key) if done.cancelled() or done.exception() else None
            )
        content = await asyncio.shield(self._compressed[key])
        headers["content-encoding"], headers["content-length"] = encoding, str(len(content))
        return await Response(content, headers=headers)(scope, receive, send)

    async def _compress(self, scope: Scope, encoding: str) -> bytes:
        status, headers, content = await self._answer(scope)
        if status != 200 or headers["content-length"] != str(len(content)):
            raise OSError(f"{scope['path']} was not read: {status}, {len(content)} bytes")
        return await asyncio.to_thread(ENCODINGS[encoding], content)

    async def _answer(self, scope: Scope) -> tuple[int, MutableHeaders, bytes]:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, _still_connected, keep)
        start, *parts = messages
        content = b"".join(part.get("body", b"") for part in parts)
        return start["status"], MutableHeaders(raw=list(start["headers"])), content
