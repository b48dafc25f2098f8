"""What the page of forums is made of: a card for each to come, those that are over, calendars to subscribe to."""

from datetime import date
from functools import partial

import streamlit as st

from analytics.exhibits.calendar import wording
from analytics.exports.calendar_files import ENDING, ics_bytes
from analytics.labels import label
from analytics.packs.feed import ALL, Feed, feed, processes
from analytics.selection import FilteredData
from analytics.words import _, language, ngettext, number, pgettext
from pages.shell import blocks, cache, downloads, filter_bar, printout, url_state
from pages.shell.markup import address, escape_markdown

LOCATION = "calendar/{name}" + ENDING
"""What follows the dashboard's address for each calendar."""

IN_A_ROW = 3
"""Cards beside each other, where the screen is wide."""


def cards(filtered: FilteredData, today: date) -> None:
    """The forums to come, each with what is ready for it and its pack; under each other on a narrow screen."""
    found = cache.cached(wording.coming, filtered, today)
    if not found:
        st.info(_("The data name no forum to come."))
        return
    blocks.in_rows([partial(_card, each) for each in found], IN_A_ROW)


def _card(milestone: wording.Milestone) -> None:
    printout.add(". ".join(filter(None, [milestone.name, milestone.when, milestone.left, milestone.ready])))
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_{milestone.forum}"):
        _card_content(milestone)


def _card_content(milestone: wording.Milestone) -> None:
    st.subheader(escape_markdown(milestone.name), anchor=False)
    st.markdown(f"**{escape_markdown(milestone.when)}**")
    if milestone.left:
        st.markdown(escape_markdown(milestone.left))
    st.caption(escape_markdown(milestone.about))
    st.markdown(escape_markdown(milestone.ready))
    for note in milestone.notes:
        st.caption(escape_markdown(note))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if milestone.has_pack:
            params = {**url_state.link(), "pack": milestone.forum}
            filter_bar.link_to("deck", _("Make its pack"), params, icon=":material/arrow_forward:")
        if milestone.source_url:
            st.markdown(address(milestone.source_url, pgettext("where a record comes from", "Source")))


def over(filtered: FilteredData, today: date) -> None:
    """The forums that are over, folded away."""
    past = cache.cached(wording.past_table, filtered.dataset, today)
    words = ngettext("{count} forum that is over", "{count} forums that are over", len(past.rows))
    with printout.expander(words.format(count=number(len(past.rows)))):
        blocks.table(*past)


def calendars(filtered: FilteredData) -> None:
    """A calendar by its address and as a file, of all processes or one."""
    names = {
        name: _("All processes") if code == ALL else label(filtered.dataset, "process", code)
        for name, code in processes(filtered.dataset).items()
    }
    left, right = st.columns(2)
    with left:
        found = cache.cached(feed, filtered.dataset, filter_bar.choice("process", _("Process"), names))
    if found is not None:
        with right:
            _calendar(found)


def _calendar(found: Feed) -> None:
    st.caption(_("Paste this address into a calendar program to subscribe; the calendar follows the data."))
    lang = {} if language.get() == "en" else {"lang": [language.get()]}
    st.code(url_state.address_of(LOCATION.format(name=found.name), lang), language=None, wrap_lines=True)
    words = ngettext("Save {count} event as a calendar", "Save {count} events as a calendar", len(found.events))
    name = f"forums-{found.name}{ENDING}"
    downloads.button(words.format(count=number(len(found.events))), name, lambda: ics_bytes(found), key="ics")
    st.caption(
        escape_markdown(
            _("Events take whole days. One whose days are not announced takes its whole year, and its title says so.")
        )
    )
    if found.undated:
        st.caption(escape_markdown(found.left_out()))
