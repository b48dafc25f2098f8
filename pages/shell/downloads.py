"""The files of a figure: each made when a reader asks for it, never before."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from analytics.exhibits.about import about_exhibit, readme
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.bundle import zip_bytes
from analytics.exports.images import browser_path, image_bytes, what_to_install
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.tables import csv_bytes
from analytics.exports.workbook import sheet_bytes
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.selection import FilteredData
from analytics.words import _, language
from pages.shell.markup import escape_markdown

IMAGES = ("png", "svg", "pdf")
TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}
"""Types of files by the ending of their names."""


class File(NamedTuple):
    """A file on offer: what its button says, what it is, and what makes it."""

    label: str
    what: str
    made: Callable[[], bytes]


def when_asked(file: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file made only when a reader clicks, in the language of the page.

    Streamlit makes it outside the page's run, where neither the language nor the link is known.
    """
    spoken = language.get()

    def content() -> bytes:
        language.set(spoken)
        return file()

    return content


def button(
    label: str, file_name: str, made: Callable[[], bytes], *, key: str, kind: str = "secondary", disabled: bool = False
) -> None:
    """A button that makes a file and saves it under a name, whose ending says of which type it is."""
    st.download_button(
        label,
        data=when_asked(made),
        file_name=file_name,
        mime=TYPES[file_name.rpartition(".")[2]],
        on_click="ignore",
        type=kind,
        disabled=disabled,
        key=key,
    )


def files_of(exhibit: Exhibit, filtered: FilteredData, address: str) -> dict[str, File]:
    """Everything a figure can be saved as, by the ending of the file's name."""
    head = about_exhibit(exhibit, filtered, address)
    return {
        "png": File(
            _("PNG"),
            _("image, 3840 by 2160 pixels"),
            lambda: image_bytes(exhibit.figure, "png"),
        ),
        "svg": File(
            _("SVG"),
            _("image that can be enlarged and edited"),
            lambda: image_bytes(exhibit.figure, "svg"),
        ),
        "pdf": File(_("PDF"), _("image for print"), lambda: image_bytes(exhibit.figure, "pdf")),
        "csv": File(
            _("Table as CSV"),
            _("the numbers behind it; lines marked # say where they come from"),
            lambda: csv_bytes(exhibit.table, head),
        ),
        "xlsx": File(
            _("Table for Excel"),
            _("the numbers behind it as a workbook"),
            lambda: sheet_bytes(exhibit.table, exhibit.headings, head),
        ),
        "pptx": File(
            _("PowerPoint slide"),
            _("one slide; chart or map can be edited, the notes say how to read it"),
            lambda: pptx_bytes([exhibit_slide(exhibit, filtered, address)]),
        ),
    }


def offer(exhibit: Exhibit, filtered: FilteredData, name: str, address: str) -> None:
    """A button for each file of a figure and one for all of them together."""
    files = files_of(exhibit, filtered, address)
    with_images = browser_path() is not None
    can_be_made = {ending: file for ending, file in files.items() if with_images or ending not in IMAGES}
    with st.container(horizontal=True, gap="small"):
        for ending, file in files.items():
            key = f"{ending}_{exhibit.name}"
            button(file.label, f"{name}.{ending}", file.made, key=key, disabled=ending not in can_be_made)
        words = readme(exhibit, filtered, address, {f"{name}.{each}": file.what for each, file in can_be_made.items()})
        button(
            _("All as a zip"),
            f"{name}.zip",
            lambda: _zipped(can_be_made, name, words),
            key=f"zip_{exhibit.name}",
        )
    st.caption(_("The camera above the figure saves it as an image, 1920 by 1080 pixels."))
    if not with_images:
        st.caption(escape_markdown(what_to_install()))


def _zipped(files: dict[str, File], name: str, text: str) -> bytes:
    made = {f"{name}.{ending}": file.made() for ending, file in files.items()}
    return zip_bytes({"README.txt": text.encode(), **made})
