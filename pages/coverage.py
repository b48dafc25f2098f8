"""Which regions have pledged on what, and where is nothing?"""

import streamlit as st

from analytics.exhibits.claims import none_words
from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.coverage import menus, tables
from analytics.exhibits.pledges import figures as timeline
from analytics.labels import names_of
from analytics.measures.coverage import Counting
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
is_empty = blocks.show_if_empty(filtered)
with st.container(horizontal=True, vertical_alignment="bottom"):
    themes = filter_bar.choice("themes", _("Rows"), names_of(filtered.facets, "theme_scheme"), ("cell",))
    measure = filter_bar.choice("measure", _("Measure"), menus.measures())
    universe = filter_bar.choice("universe", _("Countries counted"), menus.universes())
    fractional = filter_bar.toggle(
        "fractional", _("Count joint pledges fractionally"), menus.fractional_help(), measure != "pledges"
    )
counting = Counting(themes, measure, fractional, universe)
options = cache.cached(tables.cell_options, filtered, themes)
blocks.figure(cache.cached(coverage.matrix, filtered, counting), filtered, picks="cell", among=options)
cell = filter_bar.choice("cell", _("Show the pledges of"), options)
if cell:
    blocks.pledge_links(filtered.facets, tables.pledges_of_cell(filtered, themes, cell))
printout.heading(none_words(filtered))
blocks.table(*cache.cached(tables.empty_list, filtered, themes))
region_bars = cache.cached(coverage.region_bars, filtered, counting)
blocks.side_by_side(region_bars, cache.cached(coverage.code_bars, filtered, counting), filtered)
if not is_empty:
    blocks.figure(cache.cached(coverage.objective_bars, filtered), filtered)
    # The bars above are those of the areas already where the rows of the matrix are.
    if themes != "gcr_area" or measure != "pledges":
        blocks.figure(cache.cached(coverage.code_bars, filtered, Counting(themes="gcr_area")), filtered)
    blocks.side_by_side(cache.cached(timeline.by_year, filtered), cache.cached(timeline.by_forum, filtered), filtered)
