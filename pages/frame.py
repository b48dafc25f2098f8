"""The frame round every page: menu, heading, what is selected, filters, footer."""

from pathlib import Path

import streamlit as st

from analytics.words import _
from pages.shell import cache, menu, offered, page_frame, url_state

SHELL = Path(__file__).parent / "shell"

offered.start()
cache.load()
url_state.set_language()
st.set_page_config(
    page_title=_("Local commitments to the Global Compacts"),
    page_icon=SHELL / "icon.svg",
    layout="wide",
)
st.html(SHELL / "page.css")
if url_state.is_large():
    st.html(SHELL / "large.css")
page = st.navigation(menu.pages(), position="hidden")
page_frame.stop_without_data(cache.reading())
menu.draw(page.url_path)
heading = menu.heading(page.url_path)
print_slot = page_frame.head(heading, page.url_path)
if cache.reading().problems:
    st.warning(_("The data files are being changed and have problems at the moment. You see the last good version."))
notes = st.container()
page.run()
# What a page did not read in the link it can't have answered.
with notes:
    url_state.show_ignored()
page_frame.print_button(print_slot, heading, page.url_path)
page_frame.footer(cache.facets().dataset)
offered.finish(cache.sources_version, url_state.link_errors)
