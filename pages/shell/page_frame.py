"""What every page shows: heading, selection and filters, problems of the data, the footer."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.dataset import Dataset, Problem, explain
from analytics.dataset.latest import Reading
from analytics.exhibits.about import about_selection
from analytics.exhibits.claims import share_found
from analytics.file_names import file_stem
from analytics.links import link_of
from analytics.selection import ChosenValue, chosen_values, count_sentence, filter_name
from analytics.words import _, day, pgettext
from pages.shell import cache, filter_bar, finder, printout, url_state
from pages.shell.markup import escape_markdown

NOTHING = (
    "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxIiBoZWlnaHQ9IjEiLz4="
)
"""A picture of one pixel without a colour."""


def stop_without_data(reading: Reading) -> None:
    """If there never was a good version of the data, list every problem and go no further."""
    if reading.dataset is not None:
        return
    st.title(_("The data can't be shown yet"))
    st.markdown(_("These problems must be solved first; the page shows the data as soon as they are."))
    problem_list(reading.problems)
    st.stop()


def problem_list(problems: Sequence[Problem]) -> None:
    """Every problem of some data files, with what to do about it; the first 200 of very many."""
    st.dataframe(
        [
            {
                _("File"): problem.file,
                _("Row"): problem.row,
                _("Column"): problem.column,
                _("Value"): str(problem.value)[:80],
                _("What is wrong"): explain(problem)[0],
                _("What to do"): explain(problem)[1],
            }
            for problem in problems[:200]
        ],
        hide_index=True,
    )


def tab_title(heading: str) -> str:
    """What stands in the browser's tab of a page with that heading."""
    return _("{heading} – Local Coalition").format(heading=heading)


def head(heading: str, page: str) -> DeltaGenerator:
    """The heading, also in the browser's tab, and under it the selection: what it holds, and what changes it.

    Returns the container for the button that prints the page, which is known when the page was drawn.
    """
    printout.start()
    st.set_page_config(page_title=tab_title(heading))
    filtered = cache.filtered(url_state.selection())
    with st.container(gap="xsmall", key="head"):
        st.title(escape_markdown(heading), anchor=False)
        st.caption(escape_markdown(f"{count_sentence(filtered)} {share_found(filtered)}"))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="controls"):
            with st.popover(_("Filters"), icon=":material/tune:", key="filters"):
                filter_bar.draw(page)
            finder.draw()
            share = pgettext("a button", "Share") if page == url_state.DECK else _("Share or print")
            with st.popover(share, type="tertiary", key="share"):
                st.caption(_("Whoever opens this link sees the same selection."))
                st.code(url_state.address(), language=None, wrap_lines=True)
                print_slot = st.container()
            for value in chosen_values(filtered):
                _chip(value)
            if link_of(filtered.selection):
                st.button(_("Clear filters"), on_click=filter_bar.clear, key="clear", type="tertiary")
            if page != url_state.TRUST:
                filter_bar.link_to(url_state.TRUST, _("How far to trust these numbers"), url_state.link())
            filter_bar.toggle(url_state.LARGE, _("Large"), "")
            return print_slot


def print_button(slot: DeltaGenerator, heading: str, page: str) -> None:
    """At the end of a page, in the container that its head left: a button that prints what the page says and shows."""
    if page == url_state.DECK:
        return
    filtered = cache.filtered(url_state.selection())
    about = [share_found(filtered), *about_selection(filtered, "", url_state.address())]
    with slot:
        printout.button(heading, about, file_stem(page or url_state.FIRST, filtered))


def _chip(value: ChosenValue) -> None:
    named = _("{filter}: {value}").format(filter=filter_name(value.field), value=value.name)
    # The words for those who hear the page are the name of a picture of nothing: a button has no other.
    remove = _("Remove filter:")
    label = f"![{escape_markdown(remove)}]({NOTHING}) {escape_markdown(named)}"
    key = f"remove_{value.field}_{value.code}"
    icon = ":material/close:"
    st.button(label, icon=icon, icon_position="right", wrap=True, key=key, on_click=filter_bar.remove, args=value[:2])


def footer(dataset: Dataset) -> None:
    """Who publishes this, from what date, and where doubts are explained."""
    text = _(
        "Pledges collected from public pages up to {date}, data version {version}, dashboard version {dashboard}."
        " “How far to trust these numbers” says where every number comes from and what is in doubt."
    )
    versions = {"version": dataset.version, "dashboard": dashboard_version()}
    st.caption(escape_markdown(text.format(date=day(dataset.as_of), **versions)))


@lru_cache(maxsize=1)
def dashboard_version() -> str:
    """The version of the dashboard; `pyproject.toml` is the only place that states it."""
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(project)["project"]["version"])
