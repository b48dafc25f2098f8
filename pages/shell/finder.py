"""The search for everything: a place, theme, pledge, funder or page by any of its names."""

import streamlit as st

from analytics.exhibits.profiles.subjects import kind_words
from analytics.labels import label
from analytics.links import LONGEST_SEARCH
from analytics.search import Target, page_target, search_results
from analytics.selection import Selection
from analytics.words import _, ngettext, number, pgettext
from pages.shell import cache, filter_bar, menu, url_state
from pages.shell.markup import escape_markdown


def draw() -> None:
    """A button that opens a search; each result opens what it names, or becomes a filter of the page on screen."""
    # The key changes with the address, so that the popover closes when a result was chosen.
    with st.popover(pgettext("a button", "Find"), icon=":material/search:", key=f"find {url_state.address()}"):
        wanted = st.text_input(
            _("Find a place, theme, pledge, funder or page"),
            type="search",
            max_chars=LONGEST_SEARCH,
            placeholder=_("Kampala, housing, objective 15"),
        )
        if wanted:
            _results(wanted)


def _results(wanted: str) -> None:
    pages = [page_target(name, entry.title, entry.question) for name, entry in menu.entries().items()]
    results = search_results(wanted, cache.facets(), pages)
    if not results.targets:
        st.caption(_("Nothing has this name. To search the text of pledges, use Filters."))
    elif results.is_guess:
        st.caption(_("Nothing has this name. Did you mean:"))
    for target in results.targets:
        _result(target)
    more = results.total - len(results.targets)
    if more:
        text = ngettext("{count} more; type more of the name.", "{count} more; type more of the name.", more)
        st.caption(text.format(count=number(more)))


def _result(target: Target) -> None:
    """A link that opens the target, and one that makes it a filter; what opens leaves other filters behind."""
    link = url_state.link()
    carried = link if target.kind == "page" else {name: link[name] for name in url_state.CARRIED if name in link}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label_words = _("{name} ({kind})").format(name=target.name, kind=_kind_words(target))
        params = {**carried, **dict(target.params)}
        filter_bar.link_to(target.page, escape_markdown(label_words), params)
        if target.filters:
            page = menu.name_of(url_state.page_name())
            replaced = ("region", "regions_by") if target.kind == "region" else ()
            kept = {name: value for name, value in url_state.link_here().items() if name not in replaced}
            narrowed = {**kept, **dict(target.filters)}
            filter_bar.link_to(page, _("Filter by it"), narrowed, icon=":material/filter_alt:")


def _kind_words(target: Target) -> str:
    """What a result is; a region is one of a scheme, since several schemes have one of that name."""
    match target.kind:
        case "region":
            scheme = dict(target.params).get("regions_by", Selection().regions_by)
            return _("region, {scheme}").format(scheme=label(cache.facets().dataset, "region_scheme", scheme))
        case "page":
            return _("page")
        case "pledge":
            return _("pledge")
        case kind:
            return kind_words(kind)
