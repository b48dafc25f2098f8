"""Figures as PNG, SVG and PDF, drawn on the server by a Chrome or Chromium of the machine."""

import io
import math
import os
import shutil
from collections.abc import Sequence
from concurrent.futures import CancelledError

import plotly.graph_objects as go
from choreographer.browsers import Chromium
from kaleido.errors import JavascriptError, KaleidoError
from PIL import Image

from analytics.charts.theme import IMAGE, image_size
from analytics.exports.kept_browser import LOST, KeptBrowser
from analytics.words import _

HEIGHTS = {"png": 2 * IMAGE[1], "svg": IMAGE[1], "pdf": 720}
"""Of an image, in pixels; of a PDF page in CSS pixels, 96 to the inch: 13.333 x 7.5 inches, a wide slide."""

PAGE_INCHES = 7.5
"""The height of a page in a PDF of images."""

BROWSER = KeptBrowser()


class NoBrowser(RuntimeError):
    """The machine has no Chrome or Chromium; says what to install."""


class ImageError(RuntimeError):
    """The browser could not draw a figure; says so in a sentence."""


def browser_path() -> str | None:
    """Chrome, Chromium or another browser of their kind on this machine, or None.

    The environment variable COALITION_BROWSER names another, by its path or as a command.
    """
    named = os.environ.get("COALITION_BROWSER")
    return shutil.which(named) if named else Chromium.find_browser(skip_local=False)


def what_to_install() -> str:
    """What is missing where images can't be made, and what works all the same."""
    return _(
        "PNG, SVG and PDF are made by Chrome or Chromium, and this server has neither: install one (Debian: apt-get"
        " install chromium) or name it in COALITION_BROWSER. The camera above a figure saves PNG and SVG without it."
    )


def image_bytes(figure: go.Figure, kind: str) -> bytes:
    """An image of the figure, of the same proportions as the one saved from the chart's menu.

    `kind` is "png" (3840 x 2160 pixels), "svg" or "pdf" (one page, vectors). The first image takes seconds, until the
    browser has started. NoBrowser or ImageError if there is none to be had.
    """
    path = browser_path()
    if path is None:
        raise NoBrowser(what_to_install())
    width, height = image_size(figure)
    scale = HEIGHTS[kind] / height
    if kind == "png":
        # A canvas cuts off fractions of pixels: 3839.9999 would be 3839.
        scale = math.nextafter(scale, math.inf)
    size = {"format": kind, "width": width, "height": height, "scale": scale}
    try:
        return BROWSER.picture(path, figure.to_dict(), size)
    except TimeoutError as error:
        raise ImageError(_("The image took too long to draw. Please try again.")) from error
    except (KaleidoError, JavascriptError, CancelledError, *LOST) as error:
        raise ImageError(_("The browser could not draw the image. Please try again.")) from error


def pdf_of(images: Sequence[bytes]) -> bytes:
    """PNG images of 16:9 as the pages of one PDF, each 13.333 x 7.5 inches; empty if there are none."""
    pages = io.BytesIO()
    for image in images:
        with Image.open(io.BytesIO(image)) as opened:
            # One page after the other, so that only one picture at a time is in memory.
            opened.convert("RGB").save(
                pages,
                "PDF",
                append=bool(pages.tell()),
                resolution=opened.height / PAGE_INCHES,
                quality=92,
                subsampling=0,
            )
    return pages.getvalue()
