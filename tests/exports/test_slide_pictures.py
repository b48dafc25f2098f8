"""Slides as PDF, ODP and images, by the real LibreOffice and the real browser."""

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from analytics.exhibits.coverage.figures import code_bars
from analytics.exports import images, office
from analytics.exports.images import browser_path
from analytics.exports.office import OfficeError, converted, office_path
from analytics.exports.slide_pictures import has_office_images, made_by, slides_odp, slides_pdf, slides_zip
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.slide import BigNumbers, Cover, Slide, Statements
from analytics.selection import Selection, filter_data
from tests.exports.pdf import text_of
from tests.needs import missing


@pytest.fixture(scope="module")
def slides(facets: Facets) -> list[Slide]:
    everything = filter_data(facets, Selection())
    bars = exhibit_slide(code_bars(everything, Counting()), everything, "https://dashboard.example")
    numbers = BigNumbers((("81", "Pledges", "Of 124."), ("57", "Local governments", "")))
    return [
        Slide("A cover", Cover(("A line", "<script>alert(1)</script>"))),
        Slide("Numbers", numbers, "All pledges"),
        bars,
        Slide("Both", bars.content, numbers=numbers),
        Slide("Stories", Statements(("A story",)), source="A source"),
    ]


@pytest.fixture
def with_office() -> None:
    if office_path() is None:
        missing("LibreOffice is not installed")


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    path = browser_path()
    if path is None:
        missing("there is no Chrome or Chromium")
    monkeypatch.setenv("COALITION_BROWSER", path)
    monkeypatch.setenv("PATH", "/nowhere")
    yield
    images.BROWSER.close()


def opened(content: bytes) -> dict[str, Image.Image]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: Image.open(io.BytesIO(packed.read(name))) for name in packed.namelist()}


@pytest.mark.office
def test_libreoffice_makes_the_slides_of_the_powerpoint_file(slides: list[Slide], with_office: None) -> None:
    pages = text_of(slides_pdf(slides, None)).split("\f")[:-1]
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert "".join(slide.title.split()) in "".join(page.split())
    with zipfile.ZipFile(io.BytesIO(slides_odp(slides[:1], None))) as odp:
        assert odp.read("mimetype") == b"application/vnd.oasis.opendocument.presentation"
    drawn = opened(slides_zip(slides[:2], None, "pack"))
    assert [*drawn] == ["pack_01.png", "pack_02.png"]
    assert {each.size for each in drawn.values()} == {(1920, 1080)}
    assert "LibreOffice from the PowerPoint file" in made_by()


@pytest.mark.office
def test_nothing_is_asked_of_another_host_and_nothing_is_left(
    with_office: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    try:
        assert converted(with_linked_picture(f"http://127.0.0.1:{server.server_port}/a.png"), "pdf").startswith(b"%PDF")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
    assert [*tmp_path.iterdir()] == []


def with_linked_picture(address: str) -> bytes:
    """A slide whose picture is not in the file."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    dot, packed = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(dot, "PNG")
    picture = slide.shapes.add_picture(dot, 0, 0, Inches(2))
    [blip] = picture._element.xpath(".//a:blip")
    embedded = next(name for name in blip.attrib if name.endswith("embed"))
    del blip.attrib[embedded]
    linked = slide.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip.set(embedded.replace("embed", "link"), linked)
    presentation.save(packed)
    return packed.getvalue()


@pytest.mark.office
def test_what_takes_too_long_or_fails_is_told_and_ends(
    slides: list[Slide], with_office: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OfficeError, match="could not make the file"):
        converted(b"no slides", "odp")
    monkeypatch.setattr(office, "LIMIT_SECONDS", 0.3)
    with pytest.raises(OfficeError, match="took too long"):
        converted(pptx_bytes(slides), "pdf")
    with office.ONE_AT_A_TIME, pytest.raises(OfficeError, match="busy"):
        converted(pptx_bytes(slides), "pdf")
    commands = (path / "cmdline" for path in Path("/proc").iterdir() if path.name.isdigit())
    assert not [each for each in commands if str(tmp_path).encode() in read(each)]


@pytest.mark.office
def test_where_nothing_can_be_written_it_says_so(
    with_office: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not" / "there"))
    with pytest.raises(OfficeError, match="its disk may be full"):
        converted(b"", "pdf")


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("programs", "images", "said"),
    [
        pytest.param((), False, "Without LibreOffice on the server", id="neither"),
        pytest.param(("pdftoppm",), False, "Without LibreOffice on the server", id="Poppler"),
        pytest.param(("soffice",), False, "need Poppler (pdftoppm) on the server", id="LibreOffice"),
        pytest.param(("soffice", "pdftoppm"), True, "PDF, images and ODP are made by LibreOffice", id="both"),
        pytest.param(("libreoffice", "pdftoppm"), True, "PDF, images and ODP are made by LibreOffice", id="other name"),
    ],
)
def test_images_of_libreoffice_are_promised_where_poppler_is_too(
    programs: tuple[str, ...], images: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in programs:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert has_office_images() == images
    assert said in made_by()


@pytest.mark.browser
def test_without_libreoffice_the_slides_are_our_own_images(slides: list[Slide], without_office: None) -> None:
    drawn = opened(slides_zip(slides, None, "pack"))
    assert len(drawn) == len(slides)
    for image in drawn.values():
        assert image.width / image.height == pytest.approx(16 / 9)
        assert len(image.convert("RGB").resize((480, 270)).getcolors(200_000) or ()) > 20, "nothing is on it"
    assert b"/Count 2\n" in slides_pdf(slides[:2], None)
    with pytest.raises(OfficeError, match="not on this server"):
        slides_odp(slides, None)
    assert "there is no ODP" in made_by()
    assert os.environ["PATH"] == "/nowhere"
