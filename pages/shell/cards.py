"""The three cards of the first screen."""

import streamlit as st

from analytics.dataset import DatasetError
from analytics.exhibits.overview import cards as words
from analytics.exhibits.overview.findings import LinkedFinding, linked_thin_places
from analytics.packs.slide import BigNumbers
from analytics.selection import FilteredData, Selection
from analytics.words import _, number
from pages.shell import cache, filter_bar, printout, url_state
from pages.shell.markup import escape_markdown


def draw(filtered: FilteredData) -> None:
    """Where we stand, where pledges are few and what is new, equally high; under each other on a narrow screen."""
    drawn = (_stand, _thin, _new)
    for place, (column, card) in enumerate(zip(st.columns([11, 13, 9]), drawn, strict=True)):
        # In a box with such a key a heading stands at its top (`pages/server/first_html.py`).
        with column, st.container(border=True, height="stretch", gap="xsmall", key=f"card_{place}"):
            card(filtered)


def linked(finding: LinkedFinding) -> None:
    """A link named by what a finding is about, which keeps the selection but for what it sets; then the finding."""
    with st.container(gap=None):
        _link(finding.name, finding.page, finding.link)
        printout.add(_("{heading}: {sentence}").format(heading=finding.name, sentence=finding.sentence))
        st.caption(escape_markdown(finding.sentence))


def _link(name: str, page: str, more: dict[str, str] | None = None) -> None:
    params = {name: value for name, value in {**url_state.link(), **(more or {})}.items() if value}
    looks = {"icon": ":material/arrow_forward:", "icon_position": "right"}
    filter_bar.link_to(page, escape_markdown(name), params, **looks)


def _numbers(metrics: list[tuple[str, str]]) -> None:
    printout.add(BigNumbers(tuple((value, name, "") for name, value in metrics)))
    # While they load, boxes with such a key are as high as numbers (`pages/server/first_html.py`).
    with st.container(horizontal=True, gap="medium", key=f"metrics_{metrics[0][0]}"):
        for name, value in metrics:
            st.metric(name, value, width="content")


def _stand(filtered: FilteredData) -> None:
    printout.heading(_("Where we stand"))
    numbers, under = cache.cached(words.totals, filtered)
    _numbers(numbers)
    printout.caption(under)


def _thin(filtered: FilteredData) -> None:
    printout.heading(_("Where pledges are few"))
    found = cache.cached(linked_thin_places, filtered)
    for finding in found:
        linked(finding)
    if not found:
        printout.caption(words.why_nothing_is_thin(filtered))


def _new(filtered: FilteredData) -> None:
    printout.heading(_("New since the last release"))
    releases = list(cache.earlier_versions())
    if releases:
        try:
            numbers, others = cache.cached(
                words.changes_since, cache.filtered(Selection()), cache.earlier_version(releases[0])
            )
        except DatasetError:
            st.caption(_("The last release has problems and can’t be compared."))
        else:
            if numbers:
                _numbers([(name, number(count)) for name, count in numbers])
            printout.caption(others)
    else:
        st.caption(_("This is the first edition: there is no earlier release to compare it with."))
    _link(_("What changed"), "changes")
