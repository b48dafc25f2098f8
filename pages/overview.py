"""Where do local commitments stand?"""

import streamlit as st

from analytics.exhibits import coverage, timeline, world
from analytics.exhibits.findings import findings_said
from analytics.measures.coverage import Counting
from analytics.measures.headlines import headlines
from analytics.words import _
from pages.shell import filter_bar, parts, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
if parts.empty(narrowed):
    st.stop()
parts.headlines(sources.made(headlines, chosen), narrowed)
left, right = st.columns(2)
with left:
    parts.figure(sources.made(world.world_map, chosen, "pledges", "un_members", 240), narrowed)
with right:
    parts.figure(sources.made(coverage.matrix, chosen, Counting()), narrowed)
st.header(_("What stands out"), anchor=False)
parts.findings(sources.made(findings_said, chosen))
left, right = st.columns(2)
with left:
    parts.figure(sources.made(timeline.by_year, chosen), narrowed)
with right:
    parts.figure(sources.made(timeline.by_forum, chosen), narrowed)
