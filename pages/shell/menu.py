"""The menu: six questions with the pages that answer them, and links that carry the selection along."""

from collections.abc import Callable, Container, Mapping
from typing import NamedTuple

import streamlit as st

from analytics.exhibits.overview.headline import headline_sentence
from analytics.exhibits.peers.figures import heading as peers_heading
from analytics.exhibits.pledges.one_pledge import page_heading
from analytics.exhibits.profiles.subjects import CITY, FUNDER, profile_title
from analytics.measures.peers import PeerQuery
from analytics.selection import FilteredData, chosen_values
from analytics.words import _, number
from pages.shell import cache, deck, url_state

NAMES_SHOWN = 3
"""Values of the selection that a heading names; the line under it has them all."""


class Entry(NamedTuple):
    """What a page is called in the menu, and the question it answers."""

    title: str
    question: str


def questions() -> dict[str, dict[str, Entry]]:
    """Every page by the question of the menu it belongs to, and by its name; the last is under no question.

    The script of a page is `pages/<name>.py`, its address ends in its name.
    """
    return {
        _("Where we stand"): {
            "overview": Entry(title=_("At a glance"), question=_("Where do local commitments stand?")),
            "map": Entry(title=_("Map"), question=_("Where have local governments pledged?")),
        },
        _("Where pledges are few"): {
            "coverage": Entry(
                title=_("By region and theme"), question=_("Which regions have pledged on what, and where is nothing?")
            ),
            "gaps": Entry(title=_("Against need"), question=_("Where is need, and are pledges there?")),
            "scenario": Entry(
                title=_("Pledges that would help"), question=_("Which few new pledges would close most gaps?")
            ),
        },
        _("What was done"): {
            "progress": Entry(
                title=_("Reports"), question=_("How many pledges have been reported on, and whom to ask?")
            ),
            "records": Entry(
                title=_("What records state"), question=_("What do the records state, and which edit would help most?")
            ),
            "changes": Entry(title=_("Changes"), question=_("What changed between two versions of the data?")),
        },
        _("Pledges and places"): {
            "pledges": Entry(title=_("All pledges"), question=_("What exactly was pledged?")),
            "profile": Entry(
                title=_("Profiles"), question=_("What has one place or theme pledged, and what is missing there?")
            ),
        },
        _("Who can help"): {
            "peers": Entry(
                title=_("Cities like mine"), question=_("Which similar cities have already done what mine plans?")
            ),
            "exchange": Entry(
                title=_("Offers and asks"),
                question=_("Who offers what another city asks for, and which cities work together?"),
            ),
            "funding": Entry(title=_("Funding"), question=_("Who paid for what, and what could a city apply for?")),
        },
        _("Take it to the forum"): {
            "deck": Entry(title=_("Packs and deck"), question=_("What do I take to the forum?")),
            "calendar": Entry(title=_("Calendar"), question=_("Which forums come next, and what is ready for them?")),
        },
        "": {
            url_state.TRUST: Entry(
                title=_("How far to trust these numbers"), question=_("How far can the numbers be trusted?")
            ),
        },
    }


def headings() -> dict[str, str]:
    """What stands over each page, before what is selected, where it says more than the menu does."""
    return {
        "map": _("Where local governments have pledged"),
        "coverage": _("Where pledges are few, by region and theme"),
        "gaps": _("Where pledges are few, against need"),
        "scenario": _("Which new pledges would help most"),
        "progress": _("What was done, as far as reported"),
        "records": _("What the records state"),
        "changes": _("What changed in the data"),
        "pledges": _("What was pledged"),
        "peers": _("Cities like mine, and what they did"),
        "exchange": _("Who can help whom"),
        "funding": _("Who paid for what, and what a city could apply for"),
        "deck": _("What to take to the forum"),
        "calendar": _("Which forums come next"),
    }


def entries() -> dict[str, Entry]:
    """Every page by its name, in the order of the menu."""
    return {name: entry for of_question in questions().values() for name, entry in of_question.items()}


def paths() -> dict[str, str]:
    """What follows the dashboard's address for each page; nothing for the first."""
    first, *others = entries()
    return {first: "", **{name: name for name in others}}


def pages() -> list[st.Page]:
    """The pages as Streamlit knows them; each one's help is its question."""
    path_of = paths()
    return [
        st.Page(f"{name}.py", title=entry.title, url_path=path_of[name], default=not path_of[name], help=entry.question)
        for name, entry in entries().items()
    ]


def name_of(url_path: str) -> str:
    """The name of the page with that address; StopIteration if there is none."""
    return next(name for name, path in paths().items() if path == url_path)


def heading(url_path: str) -> str:
    """What stands over the page and in the browser's tab: its own heading, or a general one and what is selected."""
    return heading_of(name_of(url_path), cache.filtered(url_state.selection()), url_state.value_of)


def heading_of(page: str, filtered: FilteredData, named: Callable[[str], str]) -> str:
    """The heading of a page by its name; `named` gives what a link says under a parameter that holds one value."""
    own = own_heading(page, filtered, named)
    if own:
        return own
    said, names = headings().get(page, entries()[page].title), [value.name for value in chosen_values(filtered)]
    shown, more = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    if more > 0:
        return _("{heading}: {names} and {count} more").format(heading=said, names=shown, count=number(more))
    return _("{heading}: {names}").format(heading=said, names=shown) if names else said


def own_heading(page: str, filtered: FilteredData, named: Callable[[str], str]) -> str:
    """A heading that says more than the general one: the name of what is open; empty where there is none."""
    facets = filtered.facets
    if page == "overview":
        return cache.cached(headline_sentence, filtered)
    if page == "pledges":
        return page_heading(facets, named("pledge"))
    if page == "profile":
        return profile_title(filtered, named(CITY), named(FUNDER))
    if page == "peers":
        return peers_heading(filtered, PeerQuery(named(CITY), named("geonameid")))
    return ""


def draw(url_path: str) -> None:
    """The questions as a row of links, and under it the pages of the one that is open."""
    here, by_question, selected = name_of(url_path), questions(), url_state.link()
    with st.container(gap="small", key="menu"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_("**Local Coalition**"), width="content")
            for question, of_question in by_question.items():
                if question:
                    # Streamlit marks a link as current only where it leads to the page on screen.
                    first = here if here in of_question else next(iter(of_question))
                    _link(first, _counted(question, of_question), "", here, selected)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for question, of_question in by_question.items():
                if question and here in of_question:
                    st.markdown("↳", width="content")
                    for name, entry in of_question.items():
                        _link(name, entry.title, entry.question, here, selected)


def _counted(question: str, of_question: Container[str]) -> str:
    """A question of the menu; that of the deck says how many slides it has, so that adding one is seen."""
    slides = len(deck.slides_in_link()) if url_state.DECK in of_question else 0
    return _("{question} ({count})").format(question=question, count=number(slides)) if slides else question


def _link(name: str, label: str, tip: str, here: str, selected: Mapping[str, str | list[str]]) -> None:
    if name == here and url_state.is_opened():
        # A link would not close what is open on this page: see `filter_bar.link_to`.
        st.button(label, help=tip or None, key=f"menu_{label}", on_click=st.query_params.from_dict, args=(selected,))
    else:
        st.page_link(f"{name}.py", label=label, help=tip, query_params=selected)
