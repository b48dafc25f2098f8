"""Which encoding a browser takes, and what happens where a file can't be read."""

import asyncio
import zlib
from pathlib import Path
from unittest.mock import Mock

import pytest
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from pages.server.compression import ENCODINGS, CompressedFiles, accepted_encoding


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
        self.status, self.reads, self.content = 200, 0, b"let x"

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        status = self.status if scope["method"] == "GET" else 200
        headers = [(b"etag", b'"1"'), (b"content-type", b"text/javascript"), (b"content-length", b"5")]
        self.reads += scope["method"] == "GET"
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": self.content})


def answered(app: CompressedFiles, path: str = "/static/x.js", has_left: bool = False) -> bytes:
    async def ask() -> bytes:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            return {"type": "http.disconnect" if has_left else "http.request"}

        headers = [(b"accept-encoding", b"gzip")]
        await app({"type": "http", "method": "GET", "path": path, "headers": headers}, receive, send)
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


@pytest.mark.parametrize("error", [MemoryError, RuntimeError("can't start new thread")])
def test_what_could_not_be_compressed_is_compressed_for_the_next_reader(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    app = CompressedFiles(Disk())
    with monkeypatch.context() as patch, pytest.raises((MemoryError, RuntimeError)):
        patch.setitem(ENCODINGS, "gzip", Mock(side_effect=error))
        answered(app)
    assert zlib.decompress(answered(app), wbits=31) == b"let x"


def test_a_file_is_whole_for_the_next_reader_when_the_first_one_left(tmp_path: Path) -> None:
    scripts = {f"{name}.js": f"export const {name} = 1;".encode() * 9_000 for name in ("a", "b", "c")}
    for name, content in scripts.items():
        (tmp_path / name).write_bytes(content)
    app = CompressedFiles(StaticFiles(directory=tmp_path))
    for name, content in scripts.items():
        assert zlib.decompress(answered(app, name, has_left=True), wbits=31) == content
        assert zlib.decompress(answered(app, name), wbits=31) == content


def test_half_of_a_file_is_never_kept() -> None:
    disk = Disk()
    app = CompressedFiles(disk)
    disk.content = b"le"
    with pytest.raises(OSError, match="2 bytes"):
        answered(app)
    disk.content = b"let x"
    assert zlib.decompress(answered(app), wbits=31) == b"let x"
