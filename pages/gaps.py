"""Where is need, and are pledges there?"""

import streamlit as st

from analytics.exhibits import gaps, need_words, objective_gaps, place, world
from analytics.exhibits.claims import does_not_apply
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.words import _
from pages.shell import filter_bar, parts, sources
from pages.shell.markup import said

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
is_empty = parts.say_if_empty(narrowed)
if not narrowed.allows_gaps():
    st.caption(said(need_words.not_a_gap()))
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
if not narrowed.has_places():
    st.info(said(does_not_apply()))
elif sources.made(place.stands_alone, chosen, places):
    parts.place_beside_world(narrowed, Comparison(Need(kind, idps)))
else:
    left, right = st.columns(2)
    with left:
        if is_empty:
            parts.place_beside_world(narrowed, Comparison(Need(kind, idps)))
        else:
            parts.figure(sources.made(gaps.need_against_pledges, chosen, places, comparison), narrowed)
            parts.figure(sources.made(gaps.representation, chosen, places, comparison), narrowed)
    with right:
        parts.figure(sources.made(gaps.gap_ranking, chosen, places, ranked), narrowed)
        parts.figure(sources.made(gaps.gap_map, chosen, comparison), narrowed)
        st.caption(said(sources.made(world.shapeless, chosen)))
    st.header(_("No figure for need: listed, not ranked"), anchor=False)
    listed = sources.made(gaps.no_data_list, chosen, places, comparison)
    if len(listed):
        parts.table(listed, gaps.no_data_headings(places))
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
    parts.figure(sources.made(objective_gaps.weighted_objectives, chosen, weights, counted == "parts"), narrowed)
