"""Where do local commitments stand?"""

import streamlit as st

from analytics.exhibits.coverage import figures as coverage
from analytics.exhibits.overview.findings import linked_findings
from analytics.exhibits.places import beside_world
from analytics.exhibits.places import figures as maps
from analytics.exhibits.pledges import figures as timeline
from analytics.measures.coverage import Counting
from analytics.measures.gaps import Comparison
from analytics.measures.headlines import headlines
from analytics.words import _, pgettext
from pages.shell import blocks, cache, filter_bar

filtered = cache.filtered(filter_bar.selection())
is_empty = blocks.show_if_empty(filtered)
blocks.headlines(cache.cached(headlines, filtered), filtered)
if filtered.selection.can_have_places():
    pledge_map = cache.cached(maps.pledge_map, filtered, "pledges", "un_members")
    blocks.side_by_side(pledge_map, cache.cached(coverage.matrix, filtered, Counting()), filtered)
else:
    blocks.figure(cache.cached(coverage.code_bars, filtered, Counting()), filtered)
found = cache.cached(linked_findings, filtered)
if found:
    st.header(_("What stands out"), anchor=False)
    for finding in found:
        blocks.linked(finding.sentence, f"{finding.page}.py", pgettext("a link to a page", "See"), finding.link)
if cache.cached(beside_world.is_single_place, filtered) or (is_empty and filtered.has_places()):
    blocks.place_beside_world(filtered, Comparison())
if not is_empty:
    blocks.side_by_side(cache.cached(timeline.by_year, filtered), cache.cached(timeline.by_forum, filtered), filtered)
