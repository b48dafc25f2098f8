"""Where do local commitments stand?"""

import streamlit as st

from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.gaps import figures as gaps
from analytics.exhibits.gaps import wording
from analytics.exhibits.overview.findings import linked_findings
from analytics.exhibits.places import beside_world
from analytics.exhibits.places import figures as maps
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.words import _
from pages.shell import blocks, cache, cards, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
is_alone = blocks.show_if_empty(filtered) or cache.cached(beside_world.is_single_place, filtered)
cards.draw(filtered)
if filtered.has_places():
    # One place, or several without a pledge, stand beside the world by people for each million inhabitants.
    kinds = {code: name for code, name in wording.strip_kinds().items() if code in wording.need_kinds() or not is_alone}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        comparison = Comparison(Need(filter_bar.choice("need", _("Compare pledges with"), kinds, menu=False)))
        if not is_alone:
            strip = cache.cached(gaps.gap_strip, filtered, comparison)
            blocks.region_links(strip)
    if is_alone:
        blocks.place_beside_world(filtered, comparison)
    else:
        blocks.figure(strip, filtered, picks="region", among=tuple(strip.table["place"]))
    grid = st.grid(2, min_column_width=680)
    with grid.cell():
        pledge_map = cache.cached(maps.pledge_map, filtered, "pledges", "un_members")
        blocks.figure(pledge_map, filtered, full_width=True)
    with grid.cell():
        blocks.figure(cache.cached(coverage.matrix, filtered, Counting()), filtered)
else:
    blocks.figure(cache.cached(coverage.code_bars, filtered, Counting()), filtered)
found = cache.cached(linked_findings, filtered)
if found:
    printout.heading(_("What stands out"))
    for finding in found:
        cards.linked(finding)
