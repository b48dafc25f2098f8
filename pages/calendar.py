"""Which forums come next, and what is ready for them?"""

import streamlit as st

from analytics.exhibits.calendar import figures, wording
from analytics.words import _
from pages.shell import blocks, cache, clock, filter_bar, milestones, paper

filtered, today = cache.filtered(filter_bar.selection()), clock.today()
is_empty = blocks.show_if_empty(filtered)
paper.heading(cache.cached(wording.next_words, filtered, today))
milestones.cards(filtered, today)
milestones.over(filtered, today)
over = figures.forums_over(filtered)
if not is_empty and over:
    to_come = figures.forums_to_come(filtered, today) or figures.all_forums(filtered)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        forum = filter_bar.choice("ready", _("Ready for"), to_come)
        after = filter_bar.choice("since", _("Since"), over, default=figures.last_on_a_compact(filtered))
        until = filter_bar.choice("until", _("Until"), figures.forums_since(filtered, after))
    ready = cache.cached(figures.ready_bars, filtered, forum)
    blocks.side_by_side(ready, cache.cached(figures.since_bars, filtered, after, until), filtered)
st.header(_("In your own calendar"), anchor=False)
milestones.calendars(filtered)
