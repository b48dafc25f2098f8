"""Which similar cities have already done what mine plans?"""

from functools import partial

import streamlit as st

from analytics.exhibits.peers import figures as peers
from analytics.exhibits.peers import tables, wording
from analytics.exhibits.places.governments import pledger_names
from analytics.exhibits.profiles.subjects import CITY
from analytics.labels import names_of
from analytics.search import cities_named
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state
from pages.shell.markup import escape_markdown

filtered = cache.filtered(url_state.selection())
with st.container(horizontal=True, vertical_alignment="bottom"):
    names = {"": _("Choose one"), **cache.cached(pledger_names, filtered, False)}
    city = filter_bar.choice(CITY, _("City that pledged"), names, clears=("geonameid", "find"))
    wanted = filter_bar.text("find", _("Or any city of 50,000 inhabitants or more"), _("Goma, Bogotá, München"))
    plans = filter_bar.choices(
        "plans", _("Themes it plans, else those of its pledges"), names_of(filtered.facets, "theme")
    )
found = cities_named(wanted)
for number, name in tables.city_choices(filtered, found).items():
    kept = {param: values for param, values in url_state.link_here().items() if param != "find"}
    filter_bar.link_to("peers", escape_markdown(name), {**kept, "geonameid": number})
if wanted and not found:
    printout.info(_("No city of 50,000 inhabitants or more has the name “{name}”.").format(name=wanted))
offered = wording.weight_options()
with st.expander(_("What is compared, and how much each criterion counts")):
    st.caption(wording.criterion_meanings())
    with st.container(horizontal=True):
        weights = [
            filter_bar.choice(criterion, title, offered, menu=False, default="1")
            for criterion, title in wording.criterion_names().items()
        ]
query = peers.peer_query(
    city, url_state.known("geonameid", partial(peers.is_numbered, filtered)), ";".join(plans), *weights
)
nothing = cache.cached(peers.why_none, filtered, query)
if nothing:
    printout.info(nothing)
else:
    matrix = cache.cached(peers.peer_matrix, filtered, query)
    blocks.figure(matrix, filtered, full_width=True)
    listing, like = cache.cached(tables.peer_list, filtered, query), cache.cached(peers.heading, filtered, query)
    printout.heading(listing.title)
    blocks.csv_table(listing, "peers", filtered, like, matrix.how_to_read)
    blocks.figure(cache.cached(peers.peer_map, filtered, query), filtered, full_width=True)
    lessons, words = cache.cached(tables.lesson_list, filtered, query)
    printout.heading(lessons.title)
    printout.text(words)
    blocks.csv_table(lessons, "learn-from", filtered, like, words)
