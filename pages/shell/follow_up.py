"""Whom to ask about their pledges: the list, its download and the letter."""

import streamlit as st

from analytics.exhibits.progress import follow_up as chase
from analytics.exports.mail import letter
from analytics.selection import FilteredData
from analytics.words import _
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import escape_markdown


def follow_up_list(filtered: FilteredData, as_of: str) -> None:
    """The pledges to ask about, as a table, as CSV and as a letter that opens in the reader's mail program."""
    chosen = filtered.chosen
    st.markdown(escape_markdown(cache.cached(chase.chase_words, chosen, as_of)))
    city = filter_bar.choice("write_to", _("Write to"), cache.cached(chase.addressees, chosen, as_of))
    rows = cache.cached(chase.follow_up_table, chosen, as_of, city)
    written = letter(
        *chase.letter_words(filtered, as_of, city),
        chase.letter_items(rows.head(100), city),
        lambda left: chase.letter_more(left + len(rows) - len(rows.head(100))),
        chase.letter_closing(),
    )
    blocks.listing(rows, chase.chase_headings(), "to-ask", filtered, chase.chase_words(filtered, as_of))
    st.link_button(_("Open as e-mail"), written.link)
    words = st.expander(_("The letter as text"), on_change="rerun", key="letter")
    if words.open:
        with words:
            st.caption(_("The data hold no addresses: the recipient is for you to fill in."))
            st.code(f"{written.subject}\n\n{written.body}", language=None, wrap_lines=True)
