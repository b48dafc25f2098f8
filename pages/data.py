"""How far can the numbers be trusted?"""

from functools import partial

import streamlit as st

from analytics.exhibits.claims import claims_table
from analytics.exhibits.data_quality import tables as quality
from analytics.exhibits.definitions import definitions
from analytics.exhibits.records.figures import field_bars, item_bars
from analytics.selection import Selection
from analytics.words import _, ngettext, pgettext
from pages.shell import blocks, cache, downloads, printout, url_state

filtered, everything = cache.filtered(url_state.selection()), cache.filtered(Selection())
day = filtered.dataset.as_of.isoformat()
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(_("Every number here comes from files anyone can open and check."), width="stretch")
    package = f"local-coalition-pledges_{day}.zip"
    downloads.button(_("All data as a zip"), package, lambda: filtered.dataset.archive, key="package")
printout.heading(_("Published figures and ours"))
blocks.text_table(*cache.cached(quality.published_comparison, everything))
blocks.side_by_side(cache.cached(field_bars, filtered), cache.cached(item_bars, filtered), filtered)
left, right = st.columns(2)
with left:
    printout.heading(_("How sure the pledges are"))
    blocks.table(*cache.cached(quality.certainty_table, filtered))
with right:
    printout.heading(_("Where tags come from"))
    blocks.table(*cache.cached(quality.basis_table, filtered))
printout.heading(_("What is in doubt"))
blocks.text_table(*cache.cached(quality.doubt_table, everything))
problems = everything.dataset.problems
words = ngettext(
    "Download {count} doubt, row by row, as CSV", "Download {count} doubts, row by row, as CSV", len(problems)
)
export = partial(quality.problem_table, everything)
blocks.csv_button(words, problems, f"doubts_{day}", blocks.table_notes(everything, ""), export)
printout.heading(pgettext("where a record comes from", "Sources"))
blocks.table(*cache.cached(quality.source_table, everything))
printout.heading(_("Definitions and method"))
blocks.facts(definitions())
conditions = st.expander(_("What a headline may say, and when"), on_change="rerun", key="conditions")
if conditions.open:
    with conditions:
        blocks.facts(claims_table())
