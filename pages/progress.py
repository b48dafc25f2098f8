"""How many pledges have been reported on, and whom to ask?"""

import streamlit as st

from analytics.exhibits.progress import dates as as_of
from analytics.exhibits.progress import figures as progress
from analytics.exhibits.progress import follow_up
from analytics.exports.mail import letter
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
is_empty = blocks.show_if_empty(filtered)
days = cache.cached(as_of.days, filtered, url_state.value_of("as_of")[:20])
with st.container(horizontal=True, vertical_alignment="bottom"):
    day = filter_bar.choice("as_of", _("As known on"), days.options, refused=days.refused)
    facet = filter_bar.choice("by", _("Split by"), progress.split_options())
nothing = "" if is_empty else cache.cached(as_of.nothing_known, filtered, day)
if nothing:
    printout.info(nothing)
elif not is_empty:
    printout.caption(cache.cached(as_of.limits, filtered, day))
    progress_bars = cache.cached(progress.progress_bars, filtered, facet, day)
    blocks.side_by_side(progress_bars, cache.cached(progress.freshness_bars, filtered, facet, day), filtered)
    printout.heading(_("Whom to ask"))
    words = cache.cached(follow_up.follow_up_words, filtered, day)
    printout.text(words)
    city = filter_bar.choice("write_to", _("Write to"), cache.cached(follow_up.addressees, filtered, day))
    listed = cache.cached(follow_up.follow_up_table, filtered, day, city)
    written = letter(
        *follow_up.letter_words(filtered, day, city),
        follow_up.letter_items(listed.rows.head(100), city),
        lambda left: follow_up.letter_more(left + max(len(listed.rows) - 100, 0)),
        follow_up.letter_closing(),
    )
    blocks.csv_table(listed, "to-ask", filtered, words)
    st.link_button(_("Open as e-mail"), written.link)
    as_text = st.expander(_("The letter as text"), on_change="rerun", key="letter")
    if as_text.open:
        with as_text:
            st.caption(_("The data contain no addresses: please fill in the recipient."))
            st.code(f"{written.subject}\n\n{written.body}", language=None, wrap_lines=True)
    printout.heading(_("In UNHCR’s three categories"))
    blocks.text_table(*cache.cached(progress.unhcr_table, filtered, day))
    printout.caption(cache.cached(progress.unhcr_note, filtered))
