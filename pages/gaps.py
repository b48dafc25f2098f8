"""Where is need, and are pledges there?"""

import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.gaps import figures, objectives, wording
from analytics.exhibits.places.beside_world import is_single_place
from analytics.exhibits.places.figures import countries_without_shape
from analytics.measures.coverage import FRACTIONS
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
is_empty = blocks.show_if_empty(filtered)
if not filtered.selection.allows_gaps():
    printout.caption(wording.not_a_gap())
with st.container(horizontal=True, vertical_alignment="bottom"):
    kind = filter_bar.choice("need", _("Need"), wording.need_kinds(), ("idps",))
    series = wording.idp_series() if kind == "displaced" else {"none": _("Not counted with migrants")}
    idps = filter_bar.choice("idps", _("Internally displaced"), series)
    counted = filter_bar.choice("counted", _("Compared with"), wording.counted_names())
    places = filter_bar.choice("places", _("Compare"), wording.levels_compared())
    orders = {"per_million": wording.rank_orders()["per_million"]} if is_empty else wording.rank_orders()
    order = filter_bar.choice("order", _("Ranked by"), orders)
need = Need(kind, idps)
comparison = Comparison(need, counted)
if not filtered.has_places():
    printout.info(does_not_apply())
elif cache.cached(is_single_place, filtered, places):
    blocks.place_beside_world(filtered, Comparison(need))
else:
    left, right = st.columns(2)
    with left:
        if is_empty:
            blocks.place_beside_world(filtered, Comparison(need))
        else:
            blocks.figure(cache.cached(figures.need_against_pledges, filtered, places, comparison), filtered)
            blocks.figure(cache.cached(figures.representation, filtered, places, comparison), filtered)
    with right:
        blocks.figure(cache.cached(figures.gap_ranking, filtered, places, Comparison(need, counted, order)), filtered)
        blocks.figure(cache.cached(figures.gap_map, filtered, comparison), filtered)
        printout.caption(cache.cached(countries_without_shape, filtered))
    listed = cache.cached(figures.no_data_list, filtered, places, comparison)
    if len(listed.rows):
        printout.heading(_("No figure for need: listed, not ranked"))
        blocks.table(*listed)
if not is_empty:
    printout.heading(_("Objectives, weighted by what local governments can do"))
    titles = objectives.weight_titles()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        high = filter_bar.choice("high", titles["high"], objectives.weight_options("high"))
        medium = filter_bar.choice("medium", titles["medium"], objectives.weight_options("medium"))
        low = filter_bar.choice("low", titles["low"], objectives.weight_options("low"))
    weights = objectives.weights_of(high, medium, low)
    blocks.figure(cache.cached(objectives.weighted_objectives, filtered, weights, counted == FRACTIONS), filtered)
