"""The frame round every page: menu, filters, what is selected, footer."""

import streamlit as st

from pages.shell import cache, deck, filter_bar, menu, page_frame

cache.load()
filter_bar.set_language()
page_frame.page_settings()
page = st.navigation(menu.pages(), position="hidden")
page_frame.stop_without_data(cache.reading())
menu.draw()
with st.sidebar:
    page_frame.name()
    filter_bar.draw(page.url_path)
page_frame.selection_line(cache.filtered(filter_bar.selection()))
page_frame.warnings(cache.reading())
notes = st.container()
deck.say_if_unreadable()
page.run()
# What a page did not read in the link it can't have answered.
with notes:
    filter_bar.say_ignored()
page_frame.footer(cache.facets().dataset)
