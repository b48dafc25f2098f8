"""One pledge, one city, and the tables that lead to them."""

import pandas as pd
import streamlit as st

from analytics.charts.theme import chart_config
from analytics.dataset import package_zip
from analytics.exhibits.places import cities
from analytics.exhibits.pledges import tables as pledges
from analytics.exports.tables import csv_bytes
from analytics.facets import Facets
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number
from pages.shell import blocks, downloads, filter_bar
from pages.shell.markup import address, escape_markdown


def pledge_table(rows: pd.DataFrame, filtered: FilteredData) -> None:
    """The pledges of the selection; choosing a row opens it; the download holds exactly these rows."""
    shown = blocks.shown(rows)
    st.dataframe(
        shown.drop(columns="pledge_id"),
        column_config={
            **pledges.headings(),
            "title": st.column_config.TextColumn(pledges.headings()["title"], width="large"),
            "year_announced": st.column_config.NumberColumn(pledges.headings()["year_announced"], format="%d"),
            "source_url": st.column_config.LinkColumn(pledges.headings()["source_url"], display_text=_("Open")),
        },
        hide_index=True,
        height=560,
        placeholder="–",
        key="pledge_table",
        on_select=lambda: filter_bar.pick_row("pledge_table", "pledge", tuple(shown["pledge_id"])),
        selection_mode="single-row",
    )
    if len(rows) > len(shown):
        st.caption(pledges.count_words(len(shown), len(rows)))
    head = blocks.table_notes(filtered, pledges.export_source(filtered))
    downloads.button(
        ngettext("Download {count} pledge as CSV", "Download {count} pledges as CSV", len(rows)).format(
            count=number(len(rows))
        ),
        f"{blocks.file_stem('pledges', filtered)}.csv",
        lambda: csv_bytes(pledges.pledge_export(filtered), head),
        key="csv_pledges",
    )


def pledge(facets: Facets, pledge_id: str) -> None:
    """Everything about one pledge, or a sentence if the link names one that is not there."""
    if pledge_id not in facets.position.index:
        st.warning(escape_markdown(_("No pledge has the name in the link: {name}").format(name=pledge_id[:60])))
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(escape_markdown(pledges.pledge_title(facets, pledge_id)), anchor=False, width="stretch")
            st.button(_("Close"), on_click=filter_bar.forget, args=("pledge",), type="tertiary")
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
    st.header(escape_markdown(str(row["name"])), anchor=False)
    left, right = st.columns(2)
    with left:
        blocks.facts(cities.city_facts(facets, city_id))
        st.subheader(_("Pledges"), anchor=False)
        blocks.pledge_links(facets, cities.pledges_of(facets, city_id))
    with right:
        if cities.has_place(facets, city_id):
            figure, words = cities.place_map(facets, city_id)
            st.plotly_chart(
                figure,
                theme=None,
                key="place",
                config=chart_config(figure, city_id, filter_bar.image_format()),
                alt=words,
            )
        else:
            st.caption(escape_markdown(cities.why_no_map(facets, city_id)))
    if pd.isna(row["iso3"]) or row["kind"] == "network":
        return
    left, right = st.columns(2)
    with left:
        st.subheader(_("Regions"), anchor=False)
        blocks.facts(cities.city_regions(facets, city_id))
    with right:
        st.subheader(escape_markdown(cities.country_title(facets, str(row["iso3"]))), anchor=False)
        blocks.facts(cities.country_figures(facets, str(row["iso3"])))
        st.caption(_("Figures of the whole country, not of the city. UNHCR; UN DESA."))
    st.subheader(_("Others who pledged nearby"), anchor=False)
    blocks.table(cities.nearby(facets, city_id, filter_bar.selection().regions_by), cities.nearby_headings())


def city_table(rows: pd.DataFrame) -> None:
    """Every government and network of the selection; choosing a row opens it."""
    shown = blocks.shown(rows)
    st.dataframe(
        shown.drop(columns="city_id"),
        column_config=cities.city_headings(),
        hide_index=True,
        placeholder="–",
        key="city_table",
        on_select=lambda: filter_bar.pick_row("city_table", "city", tuple(shown["city_id"])),
        selection_mode="single-row",
    )
    if len(rows) > len(shown):
        st.caption(pledges.count_words(len(shown), len(rows)))


def package_download(filtered: FilteredData) -> None:
    """The whole Data Package as a zip."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Every number here comes from files anyone can open and check."), width="stretch")
        downloads.button(
            _("All data as a zip"),
            f"local-coalition-pledges_{filtered.dataset.as_of.isoformat()}.zip",
            lambda: package_zip(filtered.dataset.folder),
            key="package",
        )


def problem_download(rows: pd.DataFrame, filtered: FilteredData) -> None:
    """Every doubt with its file, line, value and what would settle it."""
    head = blocks.table_notes(filtered, "")
    downloads.button(
        ngettext(
            "Download {count} doubt, row by row, as CSV", "Download {count} doubts, row by row, as CSV", len(rows)
        ).format(count=number(len(rows))),
        f"doubts_{filtered.dataset.as_of.isoformat()}.csv",
        lambda: csv_bytes(rows, head),
        key="csv_doubts",
    )
