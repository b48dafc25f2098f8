"""Where do local commitments stand?"""

import streamlit as st

from analytics.exhibits import coverage, place, timeline, world
from analytics.exhibits.findings import findings_said
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.headlines import headlines
from analytics.words import _
from pages.shell import filter_bar, parts, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
is_empty = parts.say_if_empty(narrowed)
parts.headlines(sources.made(headlines, chosen), narrowed)
if chosen.can_have_places():
    left, right = st.columns(2)
    with left:
        parts.figure(sources.made(world.world_map, chosen, "pledges", "un_members", 240), narrowed)
    with right:
        parts.figure(sources.made(coverage.matrix, chosen, Counting()), narrowed)
else:
    parts.figure(sources.made(coverage.code_bars, chosen, Counting()), narrowed)
found = sources.made(findings_said, chosen)
if found:
    st.header(_("What stands out"), anchor=False)
    parts.findings(found)
if sources.made(place.stands_alone, chosen) or (is_empty and narrowed.has_places()):
    parts.place_beside_world(narrowed, Comparison())
if not is_empty:
    left, right = st.columns(2)
    with left:
        parts.figure(sources.made(timeline.by_year, chosen), narrowed)
    with right:
        parts.figure(sources.made(timeline.by_forum, chosen), narrowed)
