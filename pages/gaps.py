"""Where is need, and are pledges there?"""

import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.gaps import objectives as objective_gaps
from analytics.exhibits.gaps import wording as need_words
from analytics.exhibits.places import beside_world as place
from analytics.exhibits.places import figures as world
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.words import _
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import escape_markdown

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
is_empty = blocks.say_if_empty(filtered)
if not filtered.allows_gaps():
    st.caption(escape_markdown(need_words.not_a_gap()))
with st.container(horizontal=True, vertical_alignment="bottom"):
    kind = filter_bar.choice("need", _("Need"), need_words.kinds(), ("idps",))
    series = need_words.series() if kind == "displaced" else {"none": _("Not among migrants")}
    idps = filter_bar.choice("idps", _("Internally displaced"), series)
    counted = filter_bar.choice("counted", _("Compared with"), need_words.counted())
    places = filter_bar.choice("places", _("Compare"), need_words.places())
    orders = {"per_million": need_words.orders()["per_million"]} if is_empty else need_words.orders()
    order = filter_bar.choice("order", _("Ranked by"), orders)
comparison = Comparison(Need(kind, idps), counted)
ranked = Comparison(Need(kind, idps), counted, order)
if not filtered.has_places():
    st.info(escape_markdown(does_not_apply()))
elif cache.cached(place.stands_alone, chosen, places):
    blocks.place_beside_world(filtered, Comparison(Need(kind, idps)))
else:
    left, right = st.columns(2)
    with left:
        if is_empty:
            blocks.place_beside_world(filtered, Comparison(Need(kind, idps)))
        else:
            blocks.figure(cache.cached(gaps.need_against_pledges, chosen, places, comparison), filtered)
            blocks.figure(cache.cached(gaps.representation, chosen, places, comparison), filtered)
    with right:
        blocks.figure(cache.cached(gaps.gap_ranking, chosen, places, ranked), filtered)
        blocks.figure(cache.cached(gaps.gap_map, chosen, comparison), filtered)
        st.caption(escape_markdown(cache.cached(world.countries_without_shape, chosen)))
    st.header(_("No figure for need: listed, not ranked"), anchor=False)
    listed = cache.cached(gaps.no_data_list, chosen, places, comparison)
    if len(listed):
        blocks.table(listed, gaps.no_data_headings(places))
    else:
        st.caption(_("Every place compared has a figure."))
if not is_empty:
    st.header(_("Objectives, weighted by what local governments can do"), anchor=False)
    titles = objective_gaps.weight_titles()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        high = filter_bar.choice("high", titles["high"], objective_gaps.weight_options("high"))
        medium = filter_bar.choice("medium", titles["medium"], objective_gaps.weight_options("medium"))
        low = filter_bar.choice("low", titles["low"], objective_gaps.weight_options("low"))
    weights = objective_gaps.weights_of(high, medium, low)
    blocks.figure(cache.cached(objective_gaps.weighted_objectives, chosen, weights, counted == "parts"), filtered)
