"""What is sent in place of Streamlit's two largest files does all that pages need of them."""

import asyncio
import logging
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import plotly
import pytest
from fontTools.ttLib import TTFont
from starlette.types import Message, Receive, Scope, Send

from analytics.renderers.page import page_figure
from pages.server import small_files
from pages.server.small_files import ICONS, PLOTLY, STATIC, SmallFiles, streamlit_file, with_small_plotly
from scripts.build_icons import icon_font, icon_names
from tests.needs import missing
from tests.renderers.hand_made import FIGURES

ROOT = Path(__file__).parent.parent
BUILT_FROM = ROOT / "scripts" / "plotly"
IN_CORE = {"scatter"}
VERSION = re.compile(r'\.version="([\d.]+)"')


def test_every_kind_of_trace_that_a_page_draws_is_there() -> None:
    drawn = {trace["type"] for figure in FIGURES.values() for trace in page_figure(figure)["data"]}
    registered = set(re.findall(r"plotly\.js/lib/(\w+)\"", (BUILT_FROM / "index.js").read_text())) - {"core"}
    assert drawn == registered | IN_CORE


def test_pages_and_images_are_drawn_by_the_same_plotly() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    of_images = re.search(r"plotly\.js v([\d.]+)", whole.read_text(encoding="utf-8")[:200])
    assert of_images and VERSION.findall(PLOTLY.read_text(encoding="utf-8")) == [of_images[1]]


@pytest.mark.slow
def test_building_anew_gives_the_same_script(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        missing("npm is not on this machine: plotly.js can't be built")
    folder = tmp_path / "scripts" / "plotly"
    shutil.copytree(BUILT_FROM, folder, ignore=shutil.ignore_patterns("node_modules"))
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *command], cwd=folder, check=True, capture_output=True)
    assert (tmp_path / "pages" / "server" / PLOTLY.name).read_bytes() == PLOTLY.read_bytes()


@pytest.mark.slow
def test_the_font_has_every_icon_that_pages_and_streamlit_name_and_few_others() -> None:
    assert icon_font(icon_names()) == ICONS.read_bytes(), "make frontend"
    assert len(TTFont(BytesIO(ICONS.read_bytes())).getGlyphOrder()) < 150


def test_a_script_in_another_form_is_refused() -> None:
    whole = streamlit_file("js/PlotlyChart.*.js").read_text(encoding="utf-8")
    small = with_small_plotly(whole, "var Plotly={small:1}")
    assert "var Plotly={small:1}" in small and len(small) < len(whole) / 100
    assert small.startswith(whole[:1000]) and small.endswith(whole[-1000:]), "the rest is Streamlit's own"
    with pytest.raises(ValueError, match="another form"):
        with_small_plotly(small, "")


async def of_streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.body", "body": b"of Streamlit"})


def answered(app: SmallFiles, path: str, method: str = "GET") -> bytes:
    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(app({"type": "http", "method": method, "path": path, "headers": []}, nothing, keep))
    return bytes(sent[-1]["body"])


def test_another_streamlit_sends_its_own_files_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = f"/static/{streamlit_file('js/PlotlyChart.*.js').relative_to(STATIC)}"
    app = SmallFiles(of_streamlit)
    assert len(answered(app, script)) < 2_000_000
    assert answered(app, "/static/js/other.js") == answered(app, script, "POST") == b"of Streamlit"
    monkeypatch.setattr(small_files, "FILES", {"js/NoSuchChart.*.js": small_files.FILES["js/PlotlyChart.*.js"]})
    monkeypatch.setattr(logging.getLogger("streamlit"), "propagate", True)
    with caplog.at_level(logging.WARNING):
        assert answered(SmallFiles(of_streamlit), script) == b"of Streamlit"
    assert "0 files like js/NoSuchChart" in caplog.text
