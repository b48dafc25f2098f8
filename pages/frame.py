"""The frame round every page: menu, filters, what is selected, footer."""

import streamlit as st

from pages.shell import deck, filter_bar, menu, sources, standing

sources.look()
filter_bar.speak()
standing.page_settings()
page = st.navigation(menu.pages(), position="hidden")
standing.stop_without_data(sources.reading())
menu.draw()
with st.sidebar:
    standing.name()
    filter_bar.draw(page.url_path)
standing.selection_line(sources.narrowed(filter_bar.selection()))
standing.warnings(sources.reading())
notes = st.container()
deck.say_if_unreadable()
page.run()
# What a page did not read in the link it can't have answered.
with notes:
    filter_bar.say_ignored()
standing.footer(sources.facets().dataset)
