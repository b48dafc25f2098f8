"""The frame round every page: menu, filters, what is selected, footer."""

import streamlit as st

from pages.shell import filter_bar, menu, sources, standing

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
standing.warnings(sources.reading(), filter_bar.ignored())
page.run()
standing.footer(sources.facets().dataset)
