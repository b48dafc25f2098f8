"""Streamlit's two largest files, cut to what the dashboard uses: a phone fetches and reads a third of them.

The script of charts holds all of plotly.js, 4.7 MB; figures are drawn with six kinds of trace. The font of icons holds
4,000; some eighty can appear.
"""

import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.logger import get_logger

from pages.server.address import root_path

STATIC = Path(st.__file__).parent / "static" / "static"
PLOTLY = Path(__file__).parent / "plotly.min.js"
ICONS = Path(__file__).parent / "icons.woff2"
"""What `make frontend` writes."""

WHOLE_PLOTLY = re.compile(
    r"\(function\((\w),(\w)\)\{typeof (\w)==`object`&&\3\.exports\?\3\.exports=\2\(\):\1\.moduleName=\2\(\)\}\)"
    r".*return window\.Plotly=\w,\w\}\)",
    re.DOTALL,
)
"""All of plotly.js in Streamlit's script: a call that gives it to the module around it, here called `\\3`."""

log = get_logger(__name__)


def streamlit_file(pattern: str) -> Path:
    """The one static file of Streamlit whose path is like `pattern`; OSError if there is none, or more."""
    found = list(STATIC.glob(pattern))
    if len(found) != 1:
        raise OSError(f"Streamlit has {len(found)} files like {pattern}")
    return found[0]


def with_small_plotly(script: str, plotly: str) -> str:
    """Streamlit's script of charts with `plotly`, which declares `Plotly`, in place of all of plotly.js.

    ValueError if plotly.js is not where Streamlit 1.67 has it.
    """
    small, count = WHOLE_PLOTLY.subn(
        lambda found: f"{found[3]}.exports=(()=>{{{plotly};return window.Plotly=Plotly}})()", script
    )
    if count != 1:
        raise ValueError("Streamlit's script of charts holds plotly.js in another form")
    return small


def _charts(whole: Path) -> bytes:
    return with_small_plotly(whole.read_text(encoding="utf-8"), PLOTLY.read_text(encoding="utf-8")).encode()


def _icons(_whole: Path) -> bytes:
    return ICONS.read_bytes()


FILES = {
    "js/PlotlyChart.*.js": ("text/javascript", _charts),
    "media/MaterialSymbols-Rounded.*.woff2": ("font/woff2", _icons),
}
"""The type and the small content of each file, by its path in this version of Streamlit."""


class SmallFiles:
    """Middleware that answers for the two files; Streamlit takes no route of ours among its own files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers: dict[str, Response] = {}
        for pattern, (kind, small) in FILES.items():
            try:
                whole = streamlit_file(pattern)
                content = small(whole)
            except (OSError, ValueError) as error:
                log.warning("Every reader gets the whole file of Streamlit's: %s", error)
                continue
            # A browser may keep it for a day only: its name is that of Streamlit's version, not of ours.
            tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            headers = {"ETag": tag, "Cache-Control": "public, max-age=86400"}
            path = f"{root_path()}/static/{whole.relative_to(STATIC).as_posix()}"
            self._answers[path] = Response(content, media_type=kind, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The small file, or what the dashboard answers to any other address."""
        is_file = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        await (self._answers.get(scope["path"], self._app) if is_file else self._app)(scope, receive, send)
