"""Everything that one figure can be saved as, by the ending of the file's name."""

from collections.abc import Callable
from functools import partial

from analytics.exhibits.about import about_exhibit
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.images import exhibit_image
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.tables import csv_bytes
from analytics.exports.workbook import sheet_bytes
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.renderers.image.figure import PORTRAIT, SQUARE
from analytics.selection import FilteredData

OTHER_IMAGES = ("square.png", "portrait.png", "svg", "pdf")
IMAGES = ("png", *OTHER_IMAGES)
"""Files that a browser draws; one is offered at first sight, for a screen or a slide."""


def figure_files(
    exhibit: Exhibit, filtered: FilteredData, address: str, template: bytes | None = None
) -> dict[str, Callable[[], bytes]]:
    """What makes each file of a figure; `address` is the link back, `template` the design of its slide.

    Errors are those of `image_bytes`, and TemplateError.
    """
    head, image = about_exhibit(exhibit, filtered, address), partial(exhibit_image, exhibit)
    return {
        "png": partial(image, "png"),
        "square.png": partial(image, "png", SQUARE),
        "portrait.png": partial(image, "png", PORTRAIT),
        "svg": partial(image, "svg"),
        "pdf": partial(image, "pdf"),
        "csv": partial(csv_bytes, exhibit.table, head),
        "xlsx": partial(sheet_bytes, exhibit.table, exhibit.headings, head),
        "pptx": lambda: pptx_bytes([exhibit_slide(exhibit, filtered, address)], template),
    }
