"""The menu: one page a question, and links that carry the selection along."""

from typing import NamedTuple

import streamlit as st

from analytics.words import _, number
from pages.shell import deck, filter_bar


class Entry(NamedTuple):
    """What a page is called, and the question it answers."""

    title: str
    question: str


def entries() -> dict[str, Entry]:
    """Every page by its name, in the order of the menu: its script is `pages/<name>.py`, its address ends in it."""
    return {
        "overview": Entry(title=_("Overview"), question=_("Where do local commitments stand?")),
        "map": Entry(title=_("Map"), question=_("Where are the governments that pledged?")),
        "coverage": Entry(title=_("Coverage"), question=_("Which regions have pledged on what, and where is nothing?")),
        "gaps": Entry(title=_("Gaps"), question=_("Where is need, and are pledges there?")),
        "progress": Entry(title=_("Progress"), question=_("How many pledges have been reported on, and whom to ask?")),
        "pledges": Entry(title=_("Pledges"), question=_("What exactly was pledged?")),
        "records": Entry(title=_("Records"), question=_("What do the records state, and which edit would help most?")),
        "cities": Entry(title=_("Cities"), question=_("What has this city pledged, and who is near it?")),
        "scenario": Entry(title=_("Scenario"), question=_("Which few new pledges would close most gaps?")),
        "changes": Entry(title=_("Changes"), question=_("What changed between two versions of the data?")),
        "deck": Entry(title=_("Deck"), question=_("What do I take to the forum?")),
        "data": Entry(title=_("Data"), question=_("How far can the numbers be trusted?")),
    }


def paths() -> dict[str, str]:
    """What follows the dashboard's address for each page; nothing for the first."""
    first, *others = entries()
    return {first: "", **{name: name for name in others}}


def pages() -> list[st.Page]:
    """The pages as Streamlit knows them; each one's help is its question."""
    return [
        st.Page(f"{name}.py", title=entry.title, url_path=paths()[name], default=not paths()[name], help=entry.question)
        for name, entry in entries().items()
    ]


def draw() -> None:
    """The menu as a row of links; that to the deck says how many slides it has."""
    slides = len(deck.items())
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key="menu"):
        for page in pages():
            name = (
                _("Deck ({count})").format(count=number(slides))
                if slides and page.url_path == filter_bar.DECK
                else None
            )
            st.page_link(page, label=name, query_params=filter_bar.link())
