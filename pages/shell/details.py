"""One pledge, and one place, theme or objective."""

import re
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.exhibits.pledges import one_pledge
from analytics.exhibits.pledges import tables as pledges
from analytics.exhibits.profiles.profile import Profile
from analytics.exhibits.profiles.subjects import CITY, UNFILTERED, subjects_of_pledge
from analytics.exhibits.table import TitledTable
from analytics.packs.slide import BigNumbers
from analytics.rows import each_row
from analytics.selection import FilteredData, Selection
from analytics.words import _, listing, pgettext
from pages.shell import blocks, cache, downloads, filter_bar, printout, url_state
from pages.shell.markup import address, escape_markdown

FEW = 6
"""Pledges of a profile that have links under their table as well."""


def pledge(filtered: FilteredData, pledge_id: str) -> bool:
    """Everything about one pledge; a sentence, and false, if the link names one that is not there."""
    facets = filtered.facets
    if not one_pledge.page_heading(facets, pledge_id):
        unknown = _("No pledge has the identifier in this link: {name}").format(name=pledge_id[:60])
        url_state.refuse("pledge", pledge_id, unknown)
        return False
    _pager(one_pledge.pager_of(filtered, pledge_id))
    with st.container(horizontal=True, gap="small"):
        for subject, name in subjects_of_pledge(facets, pledge_id):
            blocks.profile_link(name, subject.link())
    printout.text(one_pledge.summary_of(facets, pledge_id))
    blocks.facts(one_pledge.reported(facets, pledge_id))
    left, right = st.columns(2)
    with left:
        printout.heading(_("The record"))
        blocks.facts(pledges.pledge_facts(facets, pledge_id))
        st.markdown("  \n".join(address(url) for url in pledges.sources_of(facets, pledge_id)))
        printout.heading(_("What it documents"))
        blocks.facts(pledges.pledge_documentation(facets, pledge_id))
    with right:
        printout.heading(_("Tags, and who gave them"))
        blocks.facts(pledges.pledge_tags(facets, pledge_id))
    missing = listing(pledges.missing_fields(facets, pledge_id), last="and")
    if missing:
        printout.caption(_("The record does not state: {fields}.").format(fields=missing))
    _others(cache.cached(one_pledge.others_like_it, filtered, pledge_id))
    return True


def _pager(turn: one_pledge.Pager | None) -> None:
    """Links to the pledges before and after one in the list of the selection, and what closes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if turn is None:
            st.caption(_("Not in this selection"))
        else:
            if turn.before:
                _pager_link(_("Previous pledge"), turn.before, icon=":material/arrow_back:")
            st.caption(turn.words(), width="content")
            if turn.after:
                _pager_link(_("Next pledge"), turn.after, icon=":material/arrow_forward:", icon_position="right")
        st.space("stretch")
        st.button(pgettext("a button", "Close"), on_click=filter_bar.set_param, args=("pledge",), type="tertiary")


def _others(others: one_pledge.Others) -> None:
    """Pledges like it on the same themes, each with a link, and a link to all of them."""
    if not others.shown:
        return
    printout.heading(_("Pledges most like it"))
    order = _(
        "First those with most in common: themes, target groups, and words of title and summary, in English only."
    )
    printout.caption(f"{others.sentence} {order}")
    for other in others.shown:
        with st.container(gap=None):
            blocks.linked(other.title, "pledges", pgettext("a link to a page", "Open"), {"pledge": other.pledge_id})
            printout.add(_("{title} ({under})").format(title=other.title, under=other.under))
            st.caption(escape_markdown(other.under))
    # Pledges share deduced themes too, which a list of stated tags would leave out.
    kept = {name: values for name, values in url_state.link().items() if name != "stated"}
    on_themes = {**kept, "theme": list(others.themes)}
    filter_bar.link_to("pledges", _("List all on these themes"), on_themes)


def _pager_link(label: str, pledge_id: str, **looks: Any) -> None:
    filter_bar.link_to("pledges", label, {**url_state.link(), "pledge": pledge_id}, **looks)


def profile(shown: Profile, filtered: FilteredData) -> None:
    """One place, theme or objective: what was pledged, need beside it, who is near, and where to go from here."""
    printout.heading(shown.sentence)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for relation, name, subject in shown.links:
            blocks.profile_link(_("{scheme}: {name}").format(scheme=relation, name=name), subject.link())
        blocks.profile_link(_("All profiles"), {})
        if shown.kind == "funder":
            filter_bar.link_to("funding", _("What a city could apply for"), url_state.link())
        if shown.peers:
            filter_bar.link_to("peers", _("Cities like it, and what they did"), {**url_state.link(), CITY: shown.code})
            filter_bar.link_to("funding", _("Funds it could apply to"), {**url_state.link(), "asks": shown.code})
    printout.add(BigNumbers(tuple((each.value, each.title, each.note) for each in shown.numbers)))
    grid = st.grid(len(shown.numbers), min_column_width=130, gap="small")
    for title, value, note, meaning in shown.numbers:
        with grid.cell(), st.container(gap=None, key=f"metrics_{title}"):
            st.metric(title, value, help=meaning or None)
            st.caption(escape_markdown(note))
    stem = blocks.file_stem("-".join(["brief", *re.findall(r"\w+", shown.code)]), filtered)
    downloads.offer_brief(shown, filtered, stem, url_state.address())
    # The figures of who pledged or paid are of all that is known, whatever the filters say.
    of = cache.filtered(Selection()) if shown.kind in UNFILTERED else filtered
    figures = [partial(blocks.figure, each, of) for each in shown.exhibits]
    lists = [partial(_list, each) for each in shown.lists]
    lists += [partial(_facts, shown.facts)] if len(shown.facts) else []
    lists += [partial(_list, shown.lacks)] if shown.lacks else []
    blocks.in_rows(figures if len(shown.exhibits) % 2 == 0 else [*figures, *lists[-1:]])
    if len(shown.pledges.rows):
        _list(shown.pledges)
        _open_links(shown.pledges.rows)
    if shown.peers:
        _list(shown.peers)
    blocks.in_rows(lists if len(shown.exhibits) % 2 == 0 else lists[:-1])
    for note in shown.notes:
        printout.caption(note)


def _open_links(rows: pd.DataFrame) -> None:
    """Links to a few pledges, which a keyboard reaches and which open in place: those in a table do neither."""
    if len(rows) > FEW:
        return
    with st.container(horizontal=True, gap="small"):
        for row in each_row(rows):
            params = {**url_state.link(), "pledge": row.pledge_id}
            filter_bar.link_to("pledges", escape_markdown(row.title), params, icon=":material/arrow_forward:")


def _list(listing: TitledTable) -> None:
    printout.heading(listing.title)
    blocks.table(listing.rows, listing.headings)


def _facts(rows: pd.DataFrame) -> None:
    printout.heading(_("What is known of it"))
    blocks.facts(rows)
