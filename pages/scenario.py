"""Which few new pledges would close most gaps?"""

import streamlit as st

from analytics.exhibits.scenario import figures as exhibits
from analytics.measures.scenario import core_objectives
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, scenario_answer

chosen = filter_bar.selection()
filtered = cache.filtered(chosen)
if not core_objectives(filtered):
    st.info(_("These data name no core objectives, so there is no target: taxonomy.csv lists them elsewhere."))
elif not scenario_answer.is_emptied(filtered):
    outcome, before, after = cache.cached(exhibits.answered, chosen, scenario_answer.plan())
    scenario_answer.answer(filtered, outcome)
    left, right = st.columns(2)
    with left:
        blocks.figure(before, filtered)
    with right:
        blocks.figure(after, filtered)
    scenario_answer.pledge_list(filtered, outcome)
