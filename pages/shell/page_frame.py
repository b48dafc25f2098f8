"""What every page shows: the selection in words, warnings, the footer."""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from analytics.dataset import Dataset, Problem, explain
from analytics.dataset.latest import Reading
from analytics.exhibits.claims import share_found
from analytics.links import link_of
from analytics.selection import FilteredData, sentence
from analytics.words import _, day, pgettext
from pages.shell import filter_bar
from pages.shell.markup import escape_markdown


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


def selection_line(filtered: FilteredData) -> None:
    """The selection as a sentence and how much was found, with what clears it and the link that shares it."""
    with st.container(horizontal=True, vertical_alignment="top", key="selection"):
        with st.container(gap=None, width="stretch"):
            st.title(escape_markdown(sentence(filtered)), anchor=False)
            st.caption(escape_markdown(share_found(filtered)))
        st.button(
            pgettext("a button", "Clear"),
            on_click=filter_bar.clear,
            disabled=not link_of(filter_bar.selection()),
            key="clear",
            type="tertiary",
        )
        with st.popover(pgettext("a button", "Share"), type="tertiary"):
            st.caption(_("Whoever opens this link sees the same selection."))
            st.code(filter_bar.address(), language=None, wrap_lines=True)


def footer(dataset: Dataset) -> None:
    """Who publishes this, from what date, and where doubts are explained."""
    text = _(
        "Pledges collected from public pages up to {date}, data version {version}, dashboard version {dashboard}."
        " The Data page says where every number comes from and what is in doubt."
    )
    versions = {"version": dataset.version, "dashboard": dashboard_version()}
    st.caption(escape_markdown(text.format(date=day(dataset.as_of), **versions)))


@lru_cache(maxsize=1)
def dashboard_version() -> str:
    """The version of the dashboard; `pyproject.toml` is the only place that states it."""
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(project)["project"]["version"])
