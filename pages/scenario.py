"""Which few new pledges would close most gaps?"""

import streamlit as st

from analytics.exhibits import scenario as exhibits
from analytics.measures.scenario import core_objectives
from analytics.words import _
from pages.shell import filter_bar, parts, recruiting, sources

chosen = filter_bar.selection()
narrowed = sources.narrowed(chosen)
if not core_objectives(narrowed):
    st.info(_("These data name no core objectives, so there is no target: taxonomy.csv lists them elsewhere."))
elif not recruiting.is_emptied(narrowed):
    outcome, before, after = sources.made(exhibits.answered, chosen, recruiting.plan())
    recruiting.answer(narrowed, outcome)
    left, right = st.columns(2)
    with left:
        parts.figure(before, narrowed)
    with right:
        parts.figure(after, narrowed)
    recruiting.pledge_list(narrowed, outcome)
