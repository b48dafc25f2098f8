"""Which forums come next, and what is ready for them?"""

import streamlit as st

from analytics.exhibits.calendar import figures, wording
from analytics.words import _
from pages.shell import blocks, cache, clock, filter_bar, milestones, printout, url_state

filtered, today = cache.filtered(url_state.selection()), clock.today()
dataset, is_empty = filtered.dataset, blocks.show_if_empty(filtered)
printout.heading(cache.cached(wording.next_words, dataset, today))
milestones.cards(filtered, today)
milestones.over(filtered, today)
over = cache.cached(figures.forums_over, dataset)
if not is_empty and over:
    to_come = cache.cached(figures.forums_to_come, dataset, today) or figures.all_forums(dataset)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        forum = filter_bar.choice("ready", _("Ready for"), to_come)
        after = filter_bar.choice("since", _("Since"), over, default=cache.cached(figures.last_on_a_compact, dataset))
        until = filter_bar.choice("until", _("Until"), cache.cached(figures.forums_since, dataset, after))
    ready = cache.cached(figures.ready_bars, filtered, forum)
    blocks.side_by_side(ready, cache.cached(figures.since_bars, filtered, after, until), filtered)
st.header(_("In your own calendar"), anchor=False)
milestones.calendars(filtered)
