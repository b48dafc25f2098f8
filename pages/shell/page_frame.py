"""What stands on every page: the selection in words, warnings, the footer."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from analytics.dataset import Dataset, Problem, explain
from analytics.dataset.latest import Reading
from analytics.exhibits.claims import share_found
from analytics.selection import FilteredData, sentence
from analytics.words import _, day
from pages.shell import addresses, filter_bar
from pages.shell.markup import escape_markdown


def page_settings() -> None:
    """Title and icon of the browser's tab; a wide page with a narrow sidebar."""
    st.set_page_config(
        page_title=_("Local commitments to the Global Compacts"),
        page_icon=Path(__file__).with_name("icon.png"),
        layout="wide",
        initial_sidebar_state=260,
    )


def name() -> None:
    """Whose dashboard this is, above the filters."""
    st.markdown(_("**Local Coalition**"))


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
            _("Clear"),
            on_click=filter_bar.clear,
            disabled=not filter_bar.is_filtered(),
            key="clear",
            type="tertiary",
        )
        with st.popover(_("Share"), type="tertiary"):
            st.caption(_("Whoever opens this link sees the same selection."))
            st.code(addresses.address(), language=None, wrap_lines=True)


def warnings(reading: Reading) -> None:
    """A quiet note where the files are broken and an earlier version is shown."""
    if reading.problems:
        st.warning(
            _("The data files are being changed and have problems at the moment. You see the last good version.")
        )


def footer(dataset: Dataset) -> None:
    """Who publishes this, from what date, and where doubts are explained."""
    st.caption(
        escape_markdown(
            _(
                "Pledges collected from public pages up to {date}, data version {version}. The Data page says where"
                " every number comes from and what is in doubt."
            ).format(date=day(dataset.as_of), version=dataset.version)
        )
    )
