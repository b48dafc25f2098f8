"""One pledge, and one city."""

import pandas as pd
import streamlit as st

from analytics.exhibits.places import cities
from analytics.exhibits.pledges import tables as pledges
from analytics.facets import Facets
from analytics.renderers.page import PageFigure, page_figure
from analytics.words import _, listing, pgettext
from pages.shell import blocks, filter_bar
from pages.shell.markup import address, escape_markdown


def pledge(facets: Facets, pledge_id: str) -> None:
    """Everything about one pledge, or a sentence if the link names one that is not there."""
    if pledge_id not in facets.position.index:
        st.warning(escape_markdown(_("No pledge has the name in the link: {name}").format(name=pledge_id[:60])))
        return
    with st.container(border=True):
        # Its title is the heading of the page.
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button(pgettext("a button", "Close"), on_click=filter_bar.put, args=("pledge",), type="tertiary")
        for city_id, name in pledges.governments_of(facets, pledge_id):
            st.page_link("cities.py", label=escape_markdown(name), query_params={**filter_bar.link(), "city": city_id})
        left, right = st.columns(2)
        with left:
            blocks.facts(pledges.pledge_facts(facets, pledge_id))
            st.markdown("  \n".join(address(url) for url in pledges.sources_of(facets, pledge_id)))
        with right:
            blocks.facts(pledges.pledge_tags(facets, pledge_id))
            blocks.facts(pledges.pledge_documentation(facets, pledge_id))
        missing = listing(pledges.missing_fields(facets, pledge_id), last="and")
        if missing:
            st.caption(escape_markdown(_("The record does not state: {fields}.").format(fields=missing)))


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
