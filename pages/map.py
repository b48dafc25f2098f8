"""Where have local governments pledged?"""

import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.coverage.menus import universes
from analytics.exhibits.places import figures as maps
from analytics.exhibits.places import menus
from analytics.measures.places import pledges_at
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
blocks.show_if_empty(filtered)
places = cache.cached(maps.place_options, filtered)
with st.container(horizontal=True, vertical_alignment="bottom"):
    measure = filter_bar.choice("measure", _("Countries shaded by"), menus.map_measures())
    universe = filter_bar.choice("universe", _("Countries counted"), universes())
    zoom = filter_bar.choice("zoom", _("Zoom to"), cache.cached(menus.zooms, filtered))
    place = filter_bar.choice("place", _("Show the pledges of"), places)
if filtered.selection.can_have_places():
    pledge_map = cache.cached(maps.pledge_map, filtered, measure, universe, zoom)
    blocks.figure(pledge_map, filtered, full_width=True)
else:
    printout.info(does_not_apply())
if place:
    printout.heading(maps.place_title(filtered, place))
    blocks.pledge_links(filtered.facets, pledges_at(filtered, place))
printout.heading(_("Not on the map"))
blocks.table(*cache.cached(maps.unplaced_list, filtered))
printout.caption(cache.cached(maps.countries_without_shape, filtered))
