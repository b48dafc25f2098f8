"""What a reader asks of the scenario, and its answer."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.scenario import figures as exhibits
from analytics.exhibits.scenario.wording import answer_words, limits_of_the_answer
from analytics.exports.tables import csv_bytes
from analytics.measures.recruitment import PEOPLE, Plan
from analytics.measures.scenario import Outcome
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number
from pages.shell import blocks, downloads, filter_bar
from pages.shell.markup import escape_markdown


def is_emptied(filtered: FilteredData) -> bool:
    """Say which filters left nothing, or that networks have no region to look in; true if so.

    A region or country without a pledge is no reason to stop: it is where new ones are looked for.
    """
    if not filtered.chosen.can_have_places():
        st.info(escape_markdown(does_not_apply()))
        return True
    by_place_alone = replace(filtered.chosen, region=(), country=()).is_everything()
    return not by_place_alone and blocks.say_if_empty(filtered)


def plan() -> Plan:
    """The target and the limits, each kept in the link."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = filter_bar.choice("target", _("Target"), exhibits.targets())
        share = filter_bar.choice("share", _("Share to reach"), exhibits.shares()) if target == PEOPLE else "80"
        most = filter_bar.choice("most", _("New pledges, at most"), exhibits.limits())
        per_country = filter_bar.choice("per_country", _("In one country, at most"), exhibits.per_country())
        per_pledge = filter_bar.choice("per_pledge", _("Objectives of one pledge, at most"), exhibits.per_pledge())
    return exhibits.plan_of(target, share, most, per_country, per_pledge)


def answer(filtered: FilteredData, outcome: Outcome) -> None:
    """The answer, and whether it is the only one."""
    first, *more = answer_words(filtered, outcome)
    st.header(escape_markdown(first), anchor=False)
    for sentence in more:
        st.caption(escape_markdown(sentence))


def pledge_list(filtered: FilteredData, outcome: Outcome) -> None:
    """The new pledges and their download, where there are any, and what kind of statement they are."""
    rows = exhibits.pledge_list(filtered, outcome)
    if len(rows):
        st.header(_("The new pledges"), anchor=False)
        blocks.table(rows, exhibits.list_headings())
        _download(rows, filtered, outcome)
    for sentence in limits_of_the_answer(filtered, outcome):
        st.caption(escape_markdown(sentence))


def _download(rows: pd.DataFrame, filtered: FilteredData, outcome: Outcome) -> None:
    head = [
        *answer_words(filtered, outcome),
        *limits_of_the_answer(filtered, outcome),
        *blocks.table_notes(filtered, exhibits.list_source(filtered)),
    ]
    downloads.button(
        ngettext("Download {count} new pledge as CSV", "Download {count} new pledges as CSV", len(rows)).format(
            count=number(len(rows))
        ),
        f"{blocks.file_stem('new-pledges', filtered)}.csv",
        lambda: csv_bytes(rows, head),
        key="csv_new_pledges",
    )
