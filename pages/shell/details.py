"""One pledge, and one city."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics.exhibits.places import cities
from analytics.exhibits.pledges import one_pledge
from analytics.exhibits.pledges import tables as pledges
from analytics.facets import Facets
from analytics.renderers.page import PageFigure, page_figure
from analytics.selection import FilteredData
from analytics.words import _, listing, pgettext
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import address, escape_markdown


def pledge(filtered: FilteredData, pledge_id: str) -> bool:
    """Everything about one pledge; a sentence, and false, if the link names one that is not there."""
    facets = filtered.facets
    if not one_pledge.page_heading(facets, pledge_id):
        st.warning(escape_markdown(_("No pledge has the name in the link: {name}").format(name=pledge_id[:60])))
        return False
    _turn(one_pledge.turn_of(filtered, pledge_id))
    with st.container(horizontal=True, gap="medium"):
        for param, code, name in one_pledge.places_of(facets, pledge_id):
            _profile_link(name, param, code)
    st.markdown(escape_markdown(one_pledge.summary_of(facets, pledge_id)))
    blocks.facts(one_pledge.reported(facets, pledge_id))
    left, right = st.columns(2)
    with left:
        st.header(_("The record"), anchor=False)
        blocks.facts(pledges.pledge_facts(facets, pledge_id))
        st.markdown("  \n".join(address(url) for url in pledges.sources_of(facets, pledge_id)))
        st.header(_("What it documents"), anchor=False)
        blocks.facts(pledges.pledge_documentation(facets, pledge_id))
    with right:
        st.header(_("Tags, and who gave them"), anchor=False)
        blocks.facts(pledges.pledge_tags(facets, pledge_id))
    missing = listing(pledges.missing_fields(facets, pledge_id), last="and")
    if missing:
        st.caption(escape_markdown(_("The record does not state: {fields}.").format(fields=missing)))
    _others(cache.cached(one_pledge.others_on_its_themes, filtered, pledge_id))
    return True


def _turn(turn: one_pledge.Turn | None) -> None:
    """Links to the pledges before and after one in the list of the selection, and what closes it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if turn is None:
            st.caption(_("Not in this selection"))
        else:
            if turn.before:
                _turn_link(_("Previous pledge"), turn.before, icon=":material/arrow_back:")
            st.caption(turn.words(), width="content")
            if turn.after:
                _turn_link(_("Next pledge"), turn.after, icon=":material/arrow_forward:", icon_position="right")
        st.space("stretch")
        st.button(pgettext("a button", "Close"), on_click=filter_bar.put, args=("pledge",), type="tertiary")


def _others(others: one_pledge.Others) -> None:
    """Pledges on the same themes, each with a link, and a link to all of them."""
    if not others.shown:
        return
    st.header(_("Also on this theme") if len(others.themes) == 1 else _("Also on these themes"), anchor=False)
    st.caption(escape_markdown(others.sentence))
    for other in others.shown:
        with st.container(gap=None):
            blocks.linked(other.title, "pledges.py", pgettext("a link to a page", "Open"), {"pledge": other.pledge_id})
            st.caption(escape_markdown(other.under))
    on_themes = {**filter_bar.link(), "theme": list(others.themes)}
    st.page_link("pledges.py", label=_("List all on these themes"), query_params=on_themes)


def _turn_link(label: str, pledge_id: str, **looks: Any) -> None:
    st.page_link("pledges.py", label=label, query_params={**filter_bar.link(), "pledge": pledge_id}, **looks)


def _profile_link(name: str, param: str, code: str) -> None:
    """A link to the profile of a government or, as countries have none yet, to need and pledges of a country."""
    page = "cities.py" if param == "city" else "gaps.py"
    st.page_link(page, label=escape_markdown(name), query_params={**filter_bar.link(), param: code})


def city(facets: Facets, city_id: str) -> None:
    """One government or network: pledges, regions, place, country and neighbours."""
    row = cities.government(facets, city_id)
    left, right = st.columns(2)
    with left:
        blocks.facts(cities.city_facts(facets, city_id))
        st.header(_("Pledges"), anchor=False)
        blocks.pledge_links(facets, cities.pledges_of(facets, city_id))
    with right:
        if cities.has_place(facets, city_id):
            place = cities.place_map(facets, city_id)
            drawn = PageFigure(page_figure(place.figure, place.title, place.scope, place.source))
            blocks.chart(drawn, place.description, "place", city_id)
        else:
            st.caption(escape_markdown(cities.why_no_map(facets, city_id)))
    if pd.isna(row["iso3"]) or row["kind"] == "network":
        return
    left, right = st.columns(2)
    with left:
        st.header(_("Regions"), anchor=False)
        blocks.facts(cities.city_regions(facets, city_id))
    with right:
        st.header(escape_markdown(cities.country_title(facets, str(row["iso3"]))), anchor=False)
        blocks.facts(cities.country_figures(facets, str(row["iso3"])))
        st.caption(_("Figures of the whole country, not of the city. UNHCR; UN DESA."))
    st.header(_("Others who pledged nearby"), anchor=False)
    blocks.table(cities.nearby(facets, city_id, filter_bar.selection().regions_by), cities.nearby_headings())
