"""Where are the governments that pledged?"""

import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.coverage import menus
from analytics.exhibits.places import figures as world
from analytics.words import _
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import escape_markdown

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
blocks.say_if_empty(filtered)
places = cache.cached(world.place_options, chosen)
with st.container(horizontal=True, vertical_alignment="bottom"):
    measure = filter_bar.choice("measure", _("Countries shaded by"), menus.map_measures())
    universe = filter_bar.choice("universe", _("Countries counted"), menus.universes())
    zoom = filter_bar.choice("zoom", _("Zoom to"), cache.cached(menus.zooms, chosen))
    place = filter_bar.choice("place", _("Show the pledges of"), places)
if chosen.can_have_places():
    made = cache.cached(world.world_map, chosen, measure, universe, 380, zoom)
    blocks.figure(made, filtered, picks="place", among=places)
else:
    st.info(escape_markdown(does_not_apply()))
if place:
    st.header(escape_markdown(world.place_title(filtered, place)), anchor=False)
    blocks.pledge_links(filtered.facets, world.pledges_of_place(filtered, place))
st.header(_("Not on the map"), anchor=False)
blocks.table(cache.cached(world.unplaced_list, chosen), world.unplaced_headings())
st.caption(escape_markdown(cache.cached(world.countries_without_shape, chosen)))
