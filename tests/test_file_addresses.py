"""What an address of a file may say, and how much is made at a time."""

import asyncio
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Barrier

import pytest
from cachetools import LRUCache
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Message

import dashboard
from analytics.words import language
from pages.server import files
from pages.server.address import public_address
from pages.server.feeds import calendar_file
from pages.server.files import (
    FILES,
    LONGEST_QUERY,
    MOST_PARAMS,
    RETRY_AFTER,
    BadAddress,
    FileRequest,
    Files,
    MadeFile,
    NoSuchFile,
    current_version,
    failed,
    file,
    parse_request,
)
from pages.server.workers import QueueFull, Workers
from pages.shell import cache
from pages.shell.downloads import TYPES
from pages.shell.menu import entries
from pages.shell.offered import in_this_run
from tests.pages import folders

ROOT = "https://dashboard.example"
STRANGE = st.sampled_from(["../../etc/passwd", "/etc/passwd", "C:\\x.csv", "a/b.csv", ".csv", "x.py", "__import__.csv"])
NAMES = STRANGE | st.text(max_size=30) | st.from_regex(r"[\w-]{1,9}\.(csv|png|square\.png|zip|exe)", fullmatch=True)
PAGES = st.sampled_from([*entries(), "../frame", "frame.py", "Map", ""]) | st.text(max_size=10)


@pytest.mark.slow
@given(name=NAMES, pages=st.lists(PAGES, max_size=2), others=st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_an_address_names_a_page_of_the_menu_and_never_a_path(
    name: str, pages: list[str], others: list[tuple[str, str]]
) -> None:
    query = [*(("page", page) for page in pages), *(pair for pair in others if pair[0] != "page")]
    try:
        asked = parse_request(name, query, ROOT)
    except (NoSuchFile, BadAddress) as error:
        assert str(error).endswith(".")
        return
    assert asked.page in entries() and (not pages or asked.page == pages[-1])
    assert not set("/\\\r\n\0\"'<>% ") & set(asked.name) and not asked.name.startswith(".")
    assert asked.name.rpartition(".")[2] in TYPES
    assert all(param != "page" for param, _value in asked.query)


def test_a_page_is_that_of_the_name_or_the_first() -> None:
    assert [parse_request(name, [], ROOT).page for name in ("pledges.csv", "map-pledges.png")] == [
        "pledges",
        "overview",
    ]
    with pytest.raises(BadAddress, match="no page “atlantis”"):
        parse_request("x.csv", [("page", "atlantis")], ROOT)


@pytest.mark.parametrize("query", [[("search", "x" * LONGEST_QUERY)], [("theme", "x")] * (MOST_PARAMS + 1)])
def test_an_address_that_is_too_long_is_refused(query: list[tuple[str, str]]) -> None:
    with pytest.raises(BadAddress, match="too long"):
        parse_request("pledges.csv", query, ROOT)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("pledges.example.org:8501", "https://pledges.example.org:8501"),
        ("[::1]:8501", "https://[::1]:8501"),
        ('a.example"><script>', ""),
        ("a.example\r\nX: y", ""),
        ("user@evil.example/", ""),
        ("[1.2.3.4]", ""),
        ("[:::]", ""),
        ("x" * 300, ""),
        ("", ""),
    ],
)
def test_the_host_of_a_request_is_a_host_or_nothing(host: str, address: str) -> None:
    scope = {"type": "http", "scheme": "https", "path": "/", "query_string": b"", "server": ("own", 1)}
    assert public_address(Request({**scope, "headers": [(b"host", host.encode())]})) == address


@pytest.mark.parametrize("query", ["", "search=why?", "city=kampala-uga&theme=health"])
def test_a_link_to_the_former_page_of_cities_keeps_its_query(query: str) -> None:
    scope = {"type": "http", "path": "/cities", "query_string": query.encode(), "headers": [], "server": ("own", 1)}
    answer = asyncio.run(dashboard.profile(Request({**scope, "scheme": "https"})))
    assert answer.status_code == 308
    assert answer.headers["location"] == (f"profile?{query}" if query else "profile")


def test_a_setting_says_where_the_dashboard_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_ADDRESS", "https://pledges.example.org/ ")
    headers = [(b"host", b"evil.example")]
    assert public_address(Request({"type": "http", "headers": headers})) == "https://pledges.example.org"


@pytest.mark.parametrize("error", [ValueError("of a library"), KeyError("column"), RuntimeError("half a page")])
def test_an_error_of_our_own_goes_to_the_log_and_its_text_not_to_the_reader(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def fails(*_asked: object) -> None:
        raise error

    monkeypatch.setattr(FILES, "get", fails)
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    app = Starlette(routes=[Route("/files/{name}", file)], exception_handlers={500: failed})
    scope = {"type": "http", "method": "GET", "path": "/files/pledges.csv", "query_string": b"", "headers": []}
    # The server logs what is raised again.
    with pytest.raises(type(error)):
        asyncio.run(app({**scope, "scheme": "https", "server": ("own", 1)}, wait_for_ever, keep))
    start, body = sent
    assert start["status"] == 500
    assert body["body"].decode().startswith("The dashboard failed to answer.")
    assert str(error) not in body["body"].decode()


def test_the_dashboard_answers_its_own_errors_so() -> None:
    assert dashboard.app._exception_handlers == {500: failed}


async def wait_for_ever() -> Message:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets that event")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["release", "earlier", "template"])
def test_a_file_is_of_another_version_when_anything_it_is_made_from_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    data = folders.copy(tmp_path / "data")
    (data / "releases").mkdir()
    monkeypatch.setenv("COALITION_DATA", str(data))
    path = data / "releases" / "2026-11-01.zip" if kind == "release" else tmp_path / f"{kind}.zip"
    if kind != "release":
        monkeypatch.setenv(f"COALITION_{kind.upper()}", str(path))
    versions = [current_version()]
    for content in (b"one", b"other"):
        path.write_bytes(content)
        versions.append(current_version())
    assert all(versions) and len(set(versions)) == 3
    assert current_version() == versions[-1]


def test_few_are_made_at_once_few_wait_and_the_others_are_told() -> None:
    async def asked() -> None:
        workers, go_on, most, running = Workers(at_once=2, waiting=3, limit=30), threading.Event(), 0, 0

        def work() -> int:
            nonlocal most, running
            running += 1
            most = max(most, running)
            go_on.wait()
            running -= 1
            return running

        taken = [asyncio.create_task(workers.run(work)) for _each in range(5)]
        await asyncio.sleep(0)
        with pytest.raises(QueueFull) as refused:
            await workers.run(work)
        assert refused.value.waiting == 3
        go_on.set()
        await asyncio.gather(*taken)
        assert most == 2
        # Whoever comes later is served again, also after work that failed.
        with pytest.raises(ZeroDivisionError):
            await workers.run(lambda: 1 // 0)
        assert await workers.run(lambda: "made") == "made"

    asyncio.run(asked())


def test_what_takes_too_long_is_given_up_and_keeps_its_place_until_it_ends() -> None:
    async def asked() -> None:
        workers = Workers(at_once=1, waiting=0, limit=0.05)
        with pytest.raises(TimeoutError):
            await workers.run(lambda: time.sleep(0.3))
        with pytest.raises(QueueFull):
            await workers.run(lambda: None)
        await asyncio.sleep(0.4)
        assert await workers.run(lambda: "made") == "made"

    asyncio.run(asked())


def test_what_an_address_says_takes_no_room_beside_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anyone can send long ones, for any host; only files count against the bound of the cache."""
    monkeypatch.setattr(cache, "file_cache", LRUCache(10_000, lambda made: len(made[1])))
    made: list[str] = []

    def make(asked: FileRequest, _loop: object) -> MadeFile:
        made.append(asked.root)
        return MadeFile("pledges.csv", b"a", "version")

    monkeypatch.setattr(files, "_make", make)

    async def ask() -> None:
        asked = [parse_request("pledges.csv", [("deck", "x" * 40_000)], f"https://{host}") for host in "abca"]
        assert [(await Files().get(each, "version")).content for each in asked] == [b"a"] * 4

    asyncio.run(ask())
    assert made == ["https://a", "https://b", "https://c"]
    assert sum(len(pickle.dumps(key)) for key in cache.file_cache) < 1_000


@pytest.mark.slow
@pytest.mark.parametrize(("is_there", "status", "said"), [(True, 404, "There is no calendar"), (False, 503, "data")])
def test_a_calendar_that_can_not_be_given_is_an_error_like_that_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool, status: int, said: str
) -> None:
    if not is_there:
        monkeypatch.setenv("COALITION_DATA", str(tmp_path))
    scope = {"type": "http", "path_params": {"name": "x"}, "headers": [], "query_string": b""}
    answer = copy_context().run(calendar_file, Request(scope))
    assert answer.status_code == status and said in bytes(answer.body).decode()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers.get("retry-after") == (None if is_there else RETRY_AFTER)


def test_a_file_of_one_run_can_be_made_for_several_at_once() -> None:
    """Two clicks on a button: both get the file, in the language of the run."""
    together = Barrier(2, timeout=10)

    def make() -> bytes:
        together.wait()
        return language.get().encode()

    def of_a_run() -> Callable[[], bytes]:
        language.set("es")
        return in_this_run(make)

    bound = copy_context().run(of_a_run)
    with ThreadPoolExecutor(2) as readers:
        assert [*readers.map(lambda _click: bound(), range(2))] == [b"es", b"es"]
