"""The menu: one page a question, and links that carry the selection along."""

import streamlit as st

from analytics.words import _, number
from pages.shell import deck, filter_bar


def pages() -> list[st.Page]:
    """All pages in the order of the menu; each one's help is the question it answers."""
    return [
        st.Page("overview.py", title=_("Overview"), default=True, help=_("Where do local commitments stand?")),
        st.Page("map.py", title=_("Map"), url_path="map", help=_("Where are the governments that pledged?")),
        st.Page(
            "coverage.py",
            title=_("Coverage"),
            url_path="coverage",
            help=_("Which regions have pledged on what, and where is nothing?"),
        ),
        st.Page("gaps.py", title=_("Gaps"), url_path="gaps", help=_("Where is need, and are pledges there?")),
        st.Page(
            "progress.py",
            title=_("Progress"),
            url_path="progress",
            help=_("How many pledges have been reported on, and whom to ask?"),
        ),
        st.Page("pledges.py", title=_("Pledges"), url_path="pledges", help=_("What exactly was pledged?")),
        st.Page(
            "records.py",
            title=_("Records"),
            url_path="records",
            help=_("What do the records state, and which edit would help most?"),
        ),
        st.Page(
            "cities.py",
            title=_("Cities"),
            url_path="cities",
            help=_("What has this city pledged, and who is near it?"),
        ),
        st.Page(
            "scenario.py",
            title=_("Scenario"),
            url_path="scenario",
            help=_("Which few new pledges would close most gaps?"),
        ),
        st.Page(
            "changes.py",
            title=_("Changes"),
            url_path="changes",
            help=_("What changed between two versions of the data?"),
        ),
        st.Page("deck.py", title=_("Deck"), url_path="deck", help=_("What do I take to the forum?")),
        st.Page("data_quality.py", title=_("Data"), url_path="data", help=_("How far can the numbers be trusted?")),
    ]


def draw() -> None:
    """The menu as a row of links; that to the deck says how many slides it has."""
    held = len(deck.items())
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key="menu"):
        for page in pages():
            name = _("Deck ({count})").format(count=number(held)) if held and page.url_path == filter_bar.DECK else None
            st.page_link(page, label=name, query_params=filter_bar.link())
