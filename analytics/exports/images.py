"""Figures as PNG, SVG and PDF, drawn on the server by a Chrome or Chromium of the machine."""

import io
import os
import shutil
import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from functools import lru_cache
from typing import Any

from choreographer.browsers import Chromium
from kaleido.errors import JavascriptError, KaleidoError
from PIL import Image

from analytics.exhibits.exhibit import Exhibit
from analytics.exports.kept_browser import LOST, KeptBrowser
from analytics.renderers.image.figure import WIDE, image_figure
from analytics.words import _

SCALES = {"png": 2.0, "svg": 1.0, "pdf": 2 / 3}
"""Of a drawing: a PNG of 3840 x 2160 pixels; a PDF page of 1280 CSS pixels, 96 to the inch, as wide as a slide."""

PREVIEW = (1200, 675)
"""Pixels of the picture that a chat shows beside a link."""

BROWSER = KeptBrowser()


class NoBrowser(RuntimeError):
    """The machine has no Chrome or Chromium; says what to install."""


class ImageError(RuntimeError):
    """The browser could not draw a figure; says so in a sentence."""


def browser_path() -> str | None:
    """Chrome, Chromium or another browser of their kind on this machine, or None.

    The environment variable COALITION_BROWSER names another, by its path or as a command.
    """
    return _found_browser(os.environ.get("COALITION_BROWSER", ""), int(time.monotonic() // 60))


# Every chart of every run asks. Looked for anew each minute, so that one installed or removed meanwhile is noticed.
@lru_cache(maxsize=4)
def _found_browser(named: str, _minute: int) -> str | None:
    return shutil.which(named) if named else Chromium.find_browser(skip_local=False)


def what_to_install() -> str:
    """What is missing where images can't be made."""
    return _(
        "Images are made by Chrome or Chromium, and this server has neither: install one (Debian: apt-get install"
        " chromium) or name it in COALITION_BROWSER."
    )


def exhibit_image(exhibit: Exhibit, kind: str, size: tuple[int, int] = WIDE, scale: float = 0) -> bytes:
    """An image of an exhibit with its finding, scope and source; kinds and errors are those of `image_bytes`."""
    words = (exhibit.finding, exhibit.scope, exhibit.source_under_figure())
    return image_bytes(image_figure(exhibit.figure, *words, size), kind, scale)


def preview_image(exhibit: Exhibit) -> bytes:
    """The image of an exhibit as PNG, as small as a chat shows it; errors are those of `image_bytes`."""
    return exhibit_image(exhibit, "png", scale=PREVIEW[0] / WIDE[0])


def image_bytes(drawing: dict[str, Any], kind: str, scale: float = 0) -> bytes:
    """The image of a Plotly dictionary with width and height; `scale` is that of its kind if not given.

    `kind` is "png" (two pixels for each of the drawing), "svg" or "pdf" (one page, vectors). The first image takes
    seconds, until the browser has started. NoBrowser or ImageError if there is none to be had.
    """
    size = {"format": kind, "scale": scale or SCALES[kind]}
    return _made(lambda path: BROWSER.picture(path, drawing, size))


def printed_page(html: str) -> bytes:
    """A document as PDF, on pages of the size that its style gives; errors are those of `image_bytes`."""
    return _made(lambda path: BROWSER.printed(path, html))


def pictured_page(html: str, size: tuple[int, int]) -> bytes:
    """A document as PNG of so many pixels across and down; errors are those of `image_bytes`."""
    return _made(lambda path: BROWSER.pictured(path, html, *size))


def _made(make: Callable[[str], bytes]) -> bytes:
    path = browser_path()
    if path is None:
        raise NoBrowser(what_to_install())
    try:
        return make(path)
    except TimeoutError as error:
        raise ImageError(_("The image took too long to draw. Please try again.")) from error
    except (KaleidoError, JavascriptError, CancelledError, *LOST) as error:
        raise ImageError(_("The browser could not draw the image. Please try again.")) from error
    except OSError as error:
        raise ImageError(no_room()) from error


def no_room() -> str:
    """What is said where nothing can be kept for a moment on the disk of the server, or no process be started."""
    return _(
        "The server could not keep what it needs for a moment: its disk may be full, or closed to writing. Please tell"
        " those who run it. Tables as CSV are made without."
    )


def pdf_of(images: Iterable[bytes]) -> bytes:
    """PNG images of 16:9 as the pages of one PDF, each 13.333 x 7.5 inches; empty if there are none."""
    pages = io.BytesIO()
    for image in images:
        with Image.open(io.BytesIO(image)) as opened:
            # One page after the other, so that only one picture at a time is in memory.
            opened.convert("RGB").save(
                pages,
                "PDF",
                append=bool(pages.tell()),
                resolution=opened.height / 7.5,
                quality=92,
                subsampling=0,
            )
    return pages.getvalue()
