"""Images from a real browser, read back, and what is left of the browser afterwards."""

import asyncio
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from xml.etree import ElementTree

import kaleido
import pytest
from choreographer.channels import ChannelClosedError
from PIL import Image

from analytics.charts.description import Bars, Row, Series, Value
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import disclaimer
from analytics.exhibits.places.figures import pledge_map
from analytics.exports import images, kept_browser
from analytics.exports.images import ImageError, NoBrowser, browser_path, exhibit_image, image_bytes, pdf_of
from analytics.exports.kept_browser import KeptBrowser
from analytics.facets import Facets
from analytics.renderers.image.figure import PORTRAIT, SQUARE, WIDE, image_figure
from analytics.renderers.traces.style import Properties
from analytics.selection import Selection, filter_data
from tests.exports.pdf import only_page, text_of
from tests.needs import missing
from tests.renderers.hand_made import FIGURES, SCOPE, SOURCE, TITLES

pytestmark = pytest.mark.browser

PATIENCE = 20  # seconds until a process that was told to end must have ended

KINDS = ("world", "matrix", "bars", "panels", "dots", "states", "upright bars", "flow")
HOSTILE = ("<script>alert(1)</script>", "&<>\"'", "<b>bold</b>", "بيروت ترحب بالجميع", "🏙️ город", "$x^2$")


@pytest.fixture(autouse=True, scope="module")
def browser() -> Iterator[None]:
    if browser_path() is None:
        missing("no Chrome or Chromium on this machine")
    yield
    images.BROWSER.close()


def plain(label: str = "Bar") -> Properties:
    bars = Bars((Row(label), Row("b")), (Series("Pledges", (Value(3), Value(4))),))
    return image_figure(bars, "Finding", "Scope", "Source")


def drawn(name: str, size: tuple[int, int] = WIDE) -> Properties:
    return image_figure(FIGURES[name], TITLES["usual"], SCOPE, SOURCE, size)


def words(svg: bytes) -> str:
    return "".join("".join(ElementTree.fromstring(svg).itertext()).split())


def children(process: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text()
        except OSError:
            continue
        if parent == process:
            found[int(folder.name)] = command
    return found


def offspring(process: int) -> dict[int, str]:
    own = children(process)
    return own | {each: command for child in own for each, command in offspring(child).items()}


def browsers() -> dict[int, str]:
    """The browser that draws images for this process, with its pages; not that of a dashboard which tests started."""
    if not Path("/proc/self").exists():
        pytest.skip("only Linux lists processes as files")
    found: dict[int, str] = {}
    for process, command in children(os.getpid()).items():
        if "chromium_wrapper" in command:
            found |= {process: command, **offspring(process)}
    return found


def alive(processes: Iterable[int]) -> list[int]:
    """Those that run; one that has ended stays in the list until its parent, perhaps the machine's first, looks."""
    return [each for each in processes if state(each) not in ("", "Z", "X")]


def state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def until(reached: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not (now := reached()) and time.monotonic() < end:
        time.sleep(0.05)
    return now


@pytest.mark.parametrize("name", KINDS)
def test_a_picture_has_the_size_of_a_slide_and_something_on_it(name: str) -> None:
    with Image.open(io.BytesIO(image_bytes(drawn(name), "png"))) as picture:
        assert (picture.format, picture.size) == ("PNG", (3840, 2160))
        middle = picture.convert("L").crop((0, 540, 3840, 1620))
    dark = sum(middle.histogram()[:200]) / (3840 * 1080)
    assert 0.002 < dark < 0.8, "between the title and the source, an empty sheet or a full one"


@pytest.mark.parametrize(("size", "pixels"), [(SQUARE, (2160, 2160)), (PORTRAIT, (2160, 2700))])
def test_pictures_for_social_media_have_their_form(size: tuple[int, int], pixels: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(image_bytes(drawn("bars", size), "png"))) as picture:
        assert picture.size == pixels


def test_an_exhibit_is_drawn_with_its_words_and_none_of_them_is_markup(facets: Facets) -> None:
    shown = pledge_map(filter_data(facets, Selection()), measure="pledges", universe="un_members")
    said = words(exhibit_image(shown, "svg"))
    for text in (shown.finding, shown.scope, shown.source, disclaimer()):
        assert "".join(text.split()) in said
    own = replace(shown, finding=Claim("nothing_to_say", "My <own> title"))
    assert "My<own>title" in words(exhibit_image(own, "svg"))


def test_a_map_has_its_countries_without_any_network(facets: Facets) -> None:
    shown = pledge_map(filter_data(facets, Selection()), measure="pledges", universe="un_members")
    drawing = exhibit_image(shown, "svg").decode()
    assert len(re.findall(r'class="choroplethlocation"', drawing)) > 150
    longest = max(re.findall(r' d="([^"]+)"', drawing), key=len)
    assert len(longest) > 2000, "the shape of a large country"
    assert not re.search(r"\.\d{3}", longest), "no more than hundredths of a pixel"


@pytest.mark.parametrize("name", KINDS)
def test_a_pdf_has_one_page_of_the_size_of_a_slide(name: str) -> None:
    page = image_bytes(drawn(name), "pdf")
    assert only_page(page) == pytest.approx([0, 0, 960, 540], abs=0.5)
    assert b"/Font" in page, "letters, not pixels"
    # A font may join two letters in one sign, as "ff" in "difference".
    assert "".join(TITLES["usual"].split()) in "".join(unicodedata.normalize("NFKC", text_of(page)).split())


def test_labels_are_text_whatever_they_hold() -> None:
    for text in HOSTILE:
        drawing = image_bytes(plain(text), "svg")
        assert "".join(text.split()) in words(drawing)
        assert {"script", "foreignObject"} & {
            each.tag.rpartition("}")[2] for each in ElementTree.fromstring(drawing).iter()
        } == set()


def test_nothing_is_asked_of_any_address() -> None:
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        listening = Thread(target=server.serve_forever)
        listening.start()
        address = f"http://127.0.0.1:{server.server_port}"
        figure = plain()
        figure["layout"]["images"] = [{"source": f"{address}/logo.png", "x": 0, "y": 1, "sizex": 1, "sizey": 1}]
        try:
            image_bytes(figure, "svg")
        finally:
            server.shutdown()
            listening.join()
    assert asked == []


def test_twenty_readers_at_once_get_their_own_image_and_leave_no_browser() -> None:
    wanted = [(plain(f"Label{place}"), "svg") for place in range(17)]
    wanted += [(drawn("world"), kind) for kind in ("png", "svg", "pdf")]
    with ThreadPoolExecutor(20) as readers:
        made = list(readers.map(lambda asked: image_bytes(*asked), wanted))
    assert [place for place in range(17) if f"Label{place}b" in words(made[place])] == list(range(17))
    assert [made[17][:4], made[18][:4], made[19][:4]] == [b"\x89PNG", b"<svg", b"%PDF"]
    started = browsers()
    images.BROWSER.close()
    assert started and until(lambda: alive(started) == [])


def test_kaleidos_own_server_gives_readers_the_images_of_others() -> None:
    """Why the browser is kept by hand: once this fails, kaleido's server may do."""

    def own(place: int) -> bool:
        drawing = kaleido.calc_fig_sync(plain(f"Label{place}"), {"format": "svg"})
        return f"Label{place}b" in words(drawing)

    kaleido.start_sync_server(path=browser_path(), mathjax=False)
    try:
        with ThreadPoolExecutor(20) as readers:
            assert any(not all(readers.map(own, range(20))) for _round in range(10))
    finally:
        kaleido.stop_sync_server()


def test_one_image_after_another_is_drawn_by_the_same_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kaleido loads the page anew after each image, which takes longer than most images."""
    image_bytes(plain(), "svg")
    loaded = []
    monkeypatch.setattr("kaleido._kaleido_tab._KaleidoTab.reload", lambda _tab: loaded.append("again"))
    for _image in range(2):
        image_bytes(plain(), "svg")
    assert loaded == []


@pytest.mark.parametrize("killed", ["--type=renderer", "--remote-debugging-pipe"], ids=["its page", "the browser"])
def test_a_browser_that_died_is_replaced(killed: str) -> None:
    image_bytes(plain(), "svg")
    for process, command in browsers().items():
        if killed in command and "python" not in command.split("\0")[0]:
            os.kill(process, signal.SIGKILL)
    assert "Finding" in words(image_bytes(plain(), "svg"))


def test_a_browser_that_is_not_used_closes_itself_and_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    images.BROWSER.close()
    kept = KeptBrowser(idle=0.2)
    monkeypatch.setattr(images, "BROWSER", kept)
    try:
        image_bytes(plain(), "svg")
        assert until(lambda: browsers() == {})
        assert "Finding" in words(image_bytes(plain(), "svg"))
    finally:
        kept.close()


def test_a_browser_that_ends_without_an_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    images.BROWSER.close()
    kept = KeptBrowser()
    monkeypatch.setattr(images, "BROWSER", kept)
    monkeypatch.setattr(kept_browser, "FAREWELL_SECONDS", 0.2)
    image_bytes(plain(), "svg")
    asked, send_command = Event(), kept_browser._Tab.send_command

    async def unanswered(self: object, command: str, *parts: object, **more: object) -> object:
        if command != "Browser.close":
            return await send_command(self, command, *parts, **more)
        asked.set()
        return await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(kept_browser._Tab, "send_command", unanswered)
    closing = Thread(target=kept.close, daemon=True)
    closing.start()
    closing.join(60)
    assert asked.is_set() and not closing.is_alive()
    assert until(lambda: browsers() == {})


def test_the_browser_ends_with_the_process() -> None:
    program = (
        "from tests.exports.test_images import browsers, image_bytes, plain\n"
        "image_bytes(plain(), 'svg')\n"
        "print(*browsers())"
    )
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    started = [int(process) for process in ended.stdout.split()]
    assert started
    assert until(lambda: alive(started) == [])


def test_an_image_that_takes_too_long_is_an_error_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptBrowser(limit=0.01)
    monkeypatch.setattr(images, "BROWSER", kept)
    try:
        with pytest.raises(ImageError, match=r"^The .+\.$"):
            image_bytes(plain(), "png")
    finally:
        kept.close()


async def _hangs(*_asked: object) -> None:
    await asyncio.get_running_loop().create_future()


async def _refuses(*_asked: object) -> None:
    raise RuntimeError("Could not create session")


@pytest.mark.parametrize(("answer", "said"), [(_hangs, "took too long"), (_refuses, "could not draw")])
@pytest.mark.parametrize("step", ["create_tab", "close_tab"])
def test_a_browser_that_hangs_or_refuses_around_a_document_is_an_error_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, step: str, answer: Callable[..., object], said: str
) -> None:
    """The whole of a document has a limit: its tab, too, is asked of a browser that may not answer."""

    class Tab:
        async def send_command(self, command: str, params: object) -> object:
            return {"result": {"frameTree": {"frame": {"id": "1"}}, "data": ""}}

    async def done(*_asked: object) -> Tab:
        return Tab()

    for each in ("create_tab", "close_tab"):
        monkeypatch.setattr(f"kaleido.Kaleido.{each}", answer if each == step else done)
    for each in ("open", "close"):
        monkeypatch.setattr(kept_browser._Tab, each, done)
    monkeypatch.setattr(kept_browser, "FAREWELL_SECONDS", 0.1)
    kept = KeptBrowser(limit=0.1)
    monkeypatch.setattr(images, "BROWSER", kept)
    try:
        with ThreadPoolExecutor(1) as reader, pytest.raises(ImageError, match=said):
            reader.submit(images.printed_page, "<p>").result(PATIENCE)
        assert kept._browser is None, "the next reader gets another"
    finally:
        kept.close()


def test_a_reader_who_waits_when_the_browser_closes_is_told() -> None:
    images.BROWSER.close()
    with ThreadPoolExecutor(3) as readers:
        waiting = [readers.submit(image_bytes, plain(), "png") for _ in range(3)]
        until(lambda: browsers() != {})
        images.BROWSER.close()
        assert {type(each.exception(PATIENCE)) for each in waiting} == {ImageError}


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COALITION_BROWSER", str(tmp_path / "chromium"))
    assert browser_path() is None
    with pytest.raises(NoBrowser, match="Chromium"):
        image_bytes(plain(), "png")


def test_a_browser_that_does_not_start_is_an_error_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    images.BROWSER.close()
    monkeypatch.setenv("COALITION_BROWSER", str(broken))
    with pytest.raises(ImageError, match=r"^The .+\.$"):
        image_bytes(plain(), "png")


@pytest.mark.parametrize("lost", [ChannelClosedError, asyncio.InvalidStateError])
def test_a_browser_that_is_lost_while_it_opens_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, lost: type[Exception]
) -> None:
    images.BROWSER.close()

    async def lost_at_once(_browser: kept_browser._Tab) -> None:
        raise lost("gone")

    with monkeypatch.context() as broken:
        broken.setattr(kept_browser._Tab, "open", lost_at_once)
        with pytest.raises(ImageError, match="could not draw"):
            image_bytes(plain(), "png")
    assert image_bytes(plain(), "png").startswith(b"\x89PNG")


def test_where_nothing_can_be_written_it_says_so_and_draws_once_it_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    images.BROWSER.close()
    with monkeypatch.context() as full:
        # What a full disk, or one that is closed to writing, raises too.
        full.setattr("tempfile.tempdir", str(tmp_path / "not" / "there"))
        for _again in range(2):
            with pytest.raises(ImageError, match="its disk may be full"):
                image_bytes(plain(), "png")
    assert image_bytes(plain(), "png").startswith(b"\x89PNG")


def test_images_become_the_pages_of_one_pdf_in_their_order(tmp_path: Path) -> None:
    sheets = []
    for colour in ("red", "lime", "blue"):
        sheet = io.BytesIO()
        Image.new("RGBA", (1920, 1080), colour).save(sheet, "PNG")
        sheets.append(sheet.getvalue())
    pages = pdf_of(sheets)
    assert re.findall(rb"/Count (\d+)", pages)[-1] == b"3"
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pages)
    assert {tuple(float(side) for side in box.split()) for box in boxes} == {(0, 0, 960, 540)}
    if shutil.which("pdftoppm"):
        (tmp_path / "pages.pdf").write_bytes(pages)
        subprocess.run(["pdftoppm", "-r", "10", tmp_path / "pages.pdf", tmp_path / "page"], check=True)
        middles = []
        for file in sorted(tmp_path.glob("page*.ppm")):
            with Image.open(file) as page:
                middles.append(page.getpixel((page.width // 2, page.height // 2)))
        assert [max(range(3), key=middle.__getitem__) for middle in middles] == [0, 1, 2]
