"""Download buttons; each file is made on request."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import streamlit as st

from analytics.exhibits.about import readme
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.profiles.profile import Profile
from analytics.exports.bundle import zip_bytes
from analytics.exports.documents.document import docx_bytes
from analytics.exports.documents.printed import pdf_bytes
from analytics.exports.images import browser_path, what_to_install
from analytics.exports.slides.presentation import pptx_bytes
from analytics.figure_files import IMAGES, OTHER_IMAGES, figure_files
from analytics.packs.brief import brief, brief_slide
from analytics.packs.page import Brief
from analytics.selection import FilteredData
from analytics.words import _, pgettext
from pages.shell import offered, url_state
from pages.shell.markup import escape_markdown

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "ics": "text/calendar",
    "html": "text/html",
}
"""Types of files by the ending of their names."""


class File(NamedTuple):
    """A file on offer: what its button says, what it is, and what makes it."""

    label: str
    what: str
    make: Callable[[], bytes]


def button(
    label: str,
    file_name: str,
    make: Callable[[], bytes],
    *,
    key: str,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    disabled: bool = False,
) -> None:
    """A button that makes a file and saves it under a name, whose ending says of which type it is.

    The button is a link to the file's address, which any process of the dashboard can answer, also after a restart. A
    file made from an upload (`offered.session_only`) has no address: it lives in the reader's session. Neither is made
    before a click.
    """
    if offered.is_session_only():
        data, mime = offered.in_this_run(make), TYPES[file_name.rpartition(".")[2]]
        st.download_button(label, data, file_name, mime, key, on_click="ignore", type=kind, disabled=disabled)
        return
    if disabled:
        # Who hears the page is told that a button is disabled; of a link Streamlit does not say so.
        st.button(label, key, type=kind, disabled=True)
        return
    offered.register(file_name, make)
    st.link_button(label, url_state.file_address(offered.name_of(file_name)), key=key, type=kind)


def files_of(exhibit: Exhibit, filtered: FilteredData, address: str) -> dict[str, File]:
    """Everything a figure can be saved as, by the ending of the file's name."""
    makers = figure_files(exhibit, filtered, address)
    said = {
        "png": (_("Image, 16:9"), _("image for a screen or a slide, 3840 by 2160 pixels")),
        "square.png": (_("Square image"), _("image, 2160 by 2160 pixels")),
        "portrait.png": (_("Portrait image, 4:5"), _("image, 2160 by 2700 pixels")),
        "svg": (_("Image as SVG"), _("image, 16:9, that can be enlarged and edited")),
        "pdf": (_("Image as PDF"), _("image, 16:9, for print")),
        "csv": (_("Table as CSV"), _("the numbers behind it; lines marked # say where they come from")),
        "xlsx": (_("Table for Excel"), _("the numbers behind it as a workbook")),
        "pptx": (_("PowerPoint slide"), _("one slide; chart or map can be edited, the notes say how to read it")),
    }
    return {ending: File(*words, makers[ending]) for ending, words in said.items()}


def offer(exhibit: Exhibit, filtered: FilteredData, name: str, address: str) -> None:
    """A button for each file of a figure and one for all of them together; images of other forms are folded away."""
    files = files_of(exhibit, filtered, address)
    with_images = browser_path() is not None
    can_be_made = {ending: file for ending, file in files.items() if with_images or ending not in IMAGES}

    def file_button(ending: str) -> None:
        file, key = files[ending], f"{ending}_{exhibit.name}"
        button(file.label, f"{name}.{ending}", file.make, key=key, disabled=ending not in can_be_made)

    with st.container(horizontal=True, gap="small"):
        file_button("png")
        with st.popover(_("Other images"), disabled=not with_images):
            for ending in OTHER_IMAGES:
                file_button(ending)
        for ending in ("pptx", "xlsx", "csv"):
            file_button(ending)
        words = readme(exhibit, filtered, address, {f"{name}.{each}": file.what for each, file in can_be_made.items()})
        button(_("All as a zip"), f"{name}.zip", lambda: _zipped(can_be_made, name, words), key=f"zip_{exhibit.name}")
    if not with_images:
        camera = _("The camera above the figure saves it as it is on the page.")
        st.caption(escape_markdown(f"{what_to_install()} {camera}"))


def offer_brief(shown: Profile, filtered: FilteredData, stem: str, address: str) -> None:
    """A button for each file of a profile's brief; nothing of it is made before a click."""
    with_images = browser_path() is not None

    def made() -> Brief:
        return brief(filtered, shown, address)

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_("Brief of one page:"), width="content")
        button(pgettext("a file", "DOCX"), f"{stem}.docx", lambda: docx_bytes(made()), key="brief_docx")
        button(
            pgettext("a file", "PDF"),
            f"{stem}.pdf",
            lambda: pdf_bytes(made()),
            key="brief_pdf",
            disabled=not with_images,
        )
        button(
            pgettext("a file", "Slide"),
            f"{stem}.pptx",
            lambda: pptx_bytes([brief_slide(filtered, shown, address)]),
            key="brief_pptx",
        )
    if not with_images:
        without = _("The DOCX comes without its map, and there is no PDF. {reason}")
        st.caption(escape_markdown(without.format(reason=what_to_install())))


def _zipped(files: dict[str, File], name: str, text: str) -> bytes:
    contents = {f"{name}.{ending}": file.make() for ending, file in files.items()}
    return zip_bytes({"README.txt": text.encode(), **contents})
