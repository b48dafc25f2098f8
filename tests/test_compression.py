"""Which encoding a browser takes, and what happens where a file can't be read."""

import asyncio
import zlib

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.server.compression import CompressedFiles, accepted_encoding


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("GZIP ; q=1", "gzip"),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(header: str, encoding: str) -> None:
    assert accepted_encoding(header) == encoding


class Disk:
    """An application that serves one script, and can be told to fail."""

    def __init__(self) -> None:
        self.status, self.reads = 200, 0

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        status = self.status if scope["method"] == "GET" else 200
        headers = [(b"etag", b'"1"'), (b"content-type", b"text/javascript"), (b"content-length", b"5")]
        self.reads += scope["method"] == "GET"
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"let x"})


def answered(app: CompressedFiles) -> bytes:
    async def ask() -> bytes:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {"type": "http", "method": "GET", "path": "/static/x.js", "headers": [(b"accept-encoding", b"gzip")]}
        await app(scope, receive, send)
        return b"".join(message.get("body", b"") for message in sent)

    return asyncio.run(ask())


def test_a_file_is_compressed_once() -> None:
    disk = Disk()
    app = CompressedFiles(disk)
    assert [zlib.decompress(answered(app), wbits=31) for _ in range(3)] == [b"let x"] * 3
    assert disk.reads == 1


def test_what_could_not_be_read_is_read_again() -> None:
    disk = Disk()
    app = CompressedFiles(disk)
    disk.status = 500
    with pytest.raises(OSError, match="not read"):
        answered(app)
    disk.status = 200
    assert zlib.decompress(answered(app), wbits=31) == b"let x"
