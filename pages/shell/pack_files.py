"""The other files of slides on offer: PDF, images and ODP; and the handout of a pack."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from analytics.exports.documents.paper import paper_docx
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.images import browser_path, what_to_install
from analytics.exports.office import office_path
from analytics.exports.slide_pictures import made_by, slides_odp, slides_pdf, slides_zip
from analytics.packs.page import Paper
from analytics.packs.slide import Slide
from analytics.words import _
from pages.shell import downloads
from pages.shell.markup import escape_markdown


def offer_slides(
    slides: Callable[[], list[Slide]], template: bytes | None, stem: str, of: Literal["pack", "deck"], disabled: bool
) -> None:
    """A button for each other form of some slides, and which program makes them; `stem` is that of the PowerPoint."""
    can_be_drawn, has_office = browser_path() is not None or office_path() is not None, office_path() is not None
    names = {
        "pack": (_("Pack as PDF"), _("Pack as images"), _("Pack as ODP")),
        "deck": (_("Deck as PDF"), _("Deck as images"), _("Deck as ODP")),
    }[of]
    forms: dict[str, tuple[bool, Callable[[], bytes]]] = {
        "pdf": (can_be_drawn, lambda: slides_pdf(slides(), template)),
        "zip": (can_be_drawn, lambda: slides_zip(slides(), template, stem)),
        "odp": (has_office, lambda: slides_odp(slides(), template)),
    }
    for name, (ending, (can_be_made, make)) in zip(names, forms.items(), strict=True):
        is_off = disabled or not can_be_made
        downloads.button(name, f"{stem}.{ending}", make, key=f"{of}_{ending}", disabled=is_off)
    st.caption(escape_markdown(made_by() if can_be_drawn else what_to_install()))


def handout_for_word(paper: Callable[[], Paper], stem: str) -> None:
    """The handout as a document; without a browser on the server it has words in place of figures."""
    downloads.button(_("Handout for Word"), f"{stem}.docx", lambda: paper_docx(paper()), key="handout_docx")


def handout_as_pdf(paper: Callable[[], Paper], stem: str) -> None:
    """The handout as PDF, if there is a browser on the server; else what its document lacks."""
    no_browser = browser_path() is None
    downloads.button(
        _("Handout as PDF"), f"{stem}.pdf", lambda: paper_pdf(paper()), key="handout_pdf", disabled=no_browser
    )
    if no_browser:
        without = _("The handout comes without its figures, and there is no PDF. {reason}")
        st.caption(escape_markdown(without.format(reason=what_to_install())))
