"""The other files of slides on offer: PDF, images and ODP; and the handout of a pack as PDF."""

from typing import Literal

import streamlit as st

from analytics.exports.images import browser_path, what_to_install
from analytics.exports.office import office_path
from analytics.exports.slide_pictures import made_by
from analytics.pack_files import Files
from analytics.words import _
from pages.shell import downloads
from pages.shell.markup import escape_markdown


def offer_slides(files: Files, of: Literal["pack", "deck"], disabled: bool) -> None:
    """A button for each other form of some slides, and which program makes them."""
    can_be_drawn, has_office = browser_path() is not None or office_path() is not None, office_path() is not None
    names = {
        "pack": (_("Pack as PDF"), _("Pack as images"), _("Pack as ODP")),
        "deck": (_("Deck as PDF"), _("Deck as images"), _("Deck as ODP")),
    }[of]
    forms = {"pdf": can_be_drawn, "png": can_be_drawn, "odp": has_office}
    for name, (form, can_be_made) in zip(names, forms.items(), strict=True):
        file_name, make = files[form]
        key = f"{of}_{file_name.rpartition('.')[2]}"
        downloads.button(name, file_name, make, key=key, disabled=disabled or not can_be_made)
    st.caption(escape_markdown(made_by() if can_be_drawn else what_to_install()))


def handout_as_pdf(files: Files) -> None:
    """The handout as PDF, if there is a browser on the server; else what its document lacks."""
    no_browser = browser_path() is None
    downloads.button(_("Handout as PDF"), *files["handout.pdf"], key="handout_pdf", disabled=no_browser)
    if no_browser:
        without = _("The handout comes without its figures, and there is no PDF. {reason}")
        st.caption(escape_markdown(without.format(reason=what_to_install())))
