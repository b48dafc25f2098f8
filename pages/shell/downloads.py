"""The files of a figure: each made when a reader asks for it, never before."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from analytics.exhibits.about import about_exhibit, readme
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.slides_of import exhibit_slide
from analytics.exports.bundle import zip_bytes
from analytics.exports.images import browser_path, image_bytes
from analytics.exports.slides.deck import pptx_bytes
from analytics.exports.tables import csv_bytes
from analytics.exports.workbook import sheet_bytes
from analytics.selection import Narrowed
from analytics.words import _, language

IMAGES = ("png", "svg", "pdf")
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class File(NamedTuple):
    """A file on offer: what its button says, what it is, its type, and what makes it."""

    label: str
    what: str
    mime: str
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


def files_of(exhibit: Exhibit, narrowed: Narrowed, address: str) -> dict[str, File]:
    """Everything a figure can be saved as, by the ending of the file's name."""
    head = about_exhibit(exhibit, narrowed, address)
    return {
        "png": File(
            _("PNG"),
            _("image, 3840 by 2160 pixels"),
            "image/png",
            lambda: image_bytes(exhibit.figure, "png"),
        ),
        "svg": File(
            _("SVG"),
            _("image that can be enlarged and edited"),
            "image/svg+xml",
            lambda: image_bytes(exhibit.figure, "svg"),
        ),
        "pdf": File(_("PDF"), _("image for print"), "application/pdf", lambda: image_bytes(exhibit.figure, "pdf")),
        "csv": File(
            _("Table as CSV"),
            _("the numbers behind it; lines marked # say where they come from"),
            "text/csv",
            lambda: csv_bytes(exhibit.table, head),
        ),
        "xlsx": File(
            _("Table for Excel"),
            _("the numbers behind it as a workbook"),
            XLSX,
            lambda: sheet_bytes(exhibit.table, exhibit.headings, head),
        ),
        "pptx": File(
            _("PowerPoint slide"),
            _("one slide; chart or map can be edited, the notes say how to read it"),
            PPTX,
            lambda: pptx_bytes([exhibit_slide(exhibit, narrowed, address)]),
        ),
    }


def offer(exhibit: Exhibit, narrowed: Narrowed, name: str, address: str) -> None:
    """A button for each file of a figure and one for all of them together."""
    files = files_of(exhibit, narrowed, address)
    with_images = browser_path() is not None
    can_be_made = {ending: file for ending, file in files.items() if with_images or ending not in IMAGES}
    with st.container(horizontal=True, gap="small"):
        for ending, file in files.items():
            _button(exhibit, f"{name}.{ending}", file, disabled=ending not in can_be_made)
        packed = File(
            _("All as a zip"),
            "",
            "application/zip",
            lambda: _zipped(can_be_made, name, readme(exhibit, narrowed, address, _named(can_be_made, name))),
        )
        _button(exhibit, f"{name}.zip", packed)
    st.caption(_("The camera above the figure saves it as an image, 1920 by 1080 pixels."))
    if not with_images:
        st.caption(no_browser())


def no_browser() -> str:
    """What to install where images can't be made, and what works all the same."""
    return _(
        "PNG, SVG and PDF are made by Chrome or Chromium, and this server has neither: install one (Debian: apt-get"
        " install chromium) and reload the page. The camera saves PNG and SVG without it."
    )


def _button(exhibit: Exhibit, file_name: str, file: File, disabled: bool = False) -> None:
    ending = file_name.rpartition(".")[2]
    st.download_button(
        file.label,
        data=when_asked(file.made),
        file_name=file_name,
        mime=file.mime,
        on_click="ignore",
        key=f"{ending}_{exhibit.name}",
        disabled=disabled,
    )


def _named(files: dict[str, File], name: str) -> dict[str, str]:
    return {f"{name}.{ending}": file.what for ending, file in files.items()}


def _zipped(files: dict[str, File], name: str, text: str) -> bytes:
    made = {f"{name}.{ending}": file.made() for ending, file in files.items()}
    return zip_bytes({"README.txt": text.encode(), **made})
