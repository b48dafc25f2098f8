"""Where are the governments that pledged?"""

import streamlit as st

from analytics.exhibits import menus, world
from analytics.exhibits.claims import does_not_apply
from analytics.words import _
from pages.shell import filter_bar, parts, sources
from pages.shell.markup import said

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
parts.say_if_empty(narrowed)
places = sources.made(world.place_options, chosen)
with st.container(horizontal=True, vertical_alignment="bottom"):
    measure = filter_bar.choice("measure", _("Countries shaded by"), menus.map_measures())
    universe = filter_bar.choice("universe", _("Countries counted"), menus.universes())
    zoom = filter_bar.choice("zoom", _("Zoom to"), sources.made(menus.zooms, chosen))
    place = filter_bar.choice("place", _("Show the pledges of"), places)
if chosen.can_have_places():
    made = sources.made(world.world_map, chosen, measure, universe, 380, zoom)
    parts.figure(made, narrowed, picks="place", among=places)
else:
    st.info(said(does_not_apply()))
if place:
    st.header(said(world.place_title(narrowed, place)), anchor=False)
    parts.pledge_links(narrowed.facets, world.pledges_of_place(narrowed, place))
st.header(_("Not on the map"), anchor=False)
parts.table(sources.made(world.unplaced_list, chosen), world.unplaced_headings())
st.caption(said(sources.made(world.shapeless, chosen)))
