"""Where do local commitments stand?"""

import streamlit as st

from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.overview.findings import linked_findings
from analytics.exhibits.places import beside_world as place
from analytics.exhibits.places import figures as world
from analytics.exhibits.pledges import figures as timeline
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.headlines import headlines
from analytics.words import _
from pages.shell import blocks, cache, filter_bar

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
is_empty = blocks.say_if_empty(filtered)
blocks.headlines(cache.cached(headlines, chosen), filtered)
if chosen.can_have_places():
    left, right = st.columns(2)
    with left:
        blocks.figure(cache.cached(world.world_map, chosen, "pledges", "un_members", 240), filtered)
    with right:
        blocks.figure(cache.cached(coverage.matrix, chosen, Counting()), filtered)
else:
    blocks.figure(cache.cached(coverage.code_bars, chosen, Counting()), filtered)
found = cache.cached(linked_findings, chosen)
if found:
    st.header(_("What stands out"), anchor=False)
    blocks.findings(found)
if cache.cached(place.stands_alone, chosen) or (is_empty and filtered.has_places()):
    blocks.place_beside_world(filtered, Comparison())
if not is_empty:
    left, right = st.columns(2)
    with left:
        blocks.figure(cache.cached(timeline.by_year, chosen), filtered)
    with right:
        blocks.figure(cache.cached(timeline.by_forum, chosen), filtered)
