"""What changed between two versions of the data?"""

import streamlit as st

from analytics.exhibits import changes as exhibits
from analytics.measures.changes import changes
from pages.shell import filter_bar, parts, sources, versions

narrowed = sources.narrowed(filter_bar.selection())
pair = versions.chosen_pair(narrowed)
if pair is None:
    st.stop()
found = changes(narrowed.dataset, *pair)
versions.numbers(found, pair)
parts.figure(exhibits.flow(narrowed, found, pair), narrowed)
versions.lists(narrowed, found, pair)
