"""Which regions have pledged on what, and where is nothing?"""

import streamlit as st

from analytics.exhibits import cells, coverage, menus
from analytics.exhibits.claims import none_words
from analytics.measures.coverage import Counting
from analytics.words import _
from pages.shell import filter_bar, parts, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
is_empty = parts.say_if_empty(narrowed)
with st.container(horizontal=True, vertical_alignment="bottom"):
    themes = filter_bar.choice("themes", _("Rows"), sources.made(menus.theme_schemes, chosen), ("cell",))
    measure = filter_bar.choice("measure", _("Measure"), menus.measures())
    universe = filter_bar.choice("universe", _("Countries counted"), menus.universes())
    fractional = filter_bar.switch("fractional", _("Count in parts"), menus.fractional_help(), measure != "pledges")
counting = Counting(themes, measure, fractional, universe)
options = sources.made(cells.cell_options, chosen, themes)
parts.figure(sources.made(coverage.matrix, chosen, counting), narrowed, picks="cell", among=options)
cell = filter_bar.choice("cell", _("Show the pledges of"), options)
if cell:
    parts.pledge_links(narrowed.facets, cells.pledges_of_cell(narrowed, themes, cell))
st.header(none_words(narrowed), anchor=False)
parts.table(sources.made(cells.empty_list, chosen, themes), cells.empty_headings(narrowed))
left, right = st.columns(2)
with left:
    parts.figure(sources.made(coverage.region_bars, chosen, counting), narrowed)
with right:
    parts.figure(sources.made(coverage.code_bars, chosen, counting), narrowed)
if not is_empty:
    parts.figure(sources.made(coverage.objective_bars, chosen), narrowed)
    # The bars above are those of the areas already where the rows of the matrix are.
    if themes != "gcr_area" or measure != "pledges":
        parts.figure(sources.made(coverage.area_bars, chosen), narrowed)
