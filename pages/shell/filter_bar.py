"""The filters and the widgets of a page: their state is the link alone, to which only this module and `menu` write."""

from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.exhibits.profiles.subjects import place_named
from analytics.exports.images import browser_path
from analytics.facets import NOT_STATED
from analytics.labels import names_of, short_label
from analytics.links import LONGEST_SEARCH, link_of
from analytics.selection import FILTERS, FilteredData, filter_name, option_counts
from analytics.words import _, ngettext, number
from pages.shell import cache, url_state
from pages.shell.widget_state import WidgetState

ALWAYS_SHOWN = ("region", "country", "theme")
UNDER_MORE = tuple(field for field in FILTERS if field not in ALWAYS_SHOWN)


_WIDGETS = "widgets"
"""In the session: the state of the widgets of the page when they were drawn."""

MORE = "more_filters"
"""In the session: whether “More filters” is open."""

_TICK = "tick_"
"""Prefix of the session keys of checkboxes."""


def draw(page: str) -> None:
    """The filters of a page, each option with the pledges it would leave."""
    if url_state.enter(page):
        st.session_state[_WIDGETS] = {}
    filtered = cache.filtered(url_state.selection())
    st.text_input(
        filter_name("search"),
        type="search",
        max_chars=LONGEST_SEARCH,
        placeholder=_("Title, place, theme, funder"),
        **_bound("search", filtered.selection.search),
    )
    for field in ALWAYS_SHOWN:
        if field == "region":
            choice("regions_by", _("Regions by"), names_of(filtered.facets, "region_scheme"), clears=("region",))
        _filter(filtered, field)
    used = sum(bool(getattr(filtered.selection, field)) for field in (*UNDER_MORE, "stated"))
    in_use = ngettext("More filters ({count} in use)", "More filters ({count} in use)", used).format(count=number(used))
    more = st.expander(in_use if used else _("More filters"), on_change="rerun", key=MORE)
    # Most of the options are in here; the browser gets them only when the reader opens it.
    if more.open:
        with more:
            for field in UNDER_MORE:
                _filter(filtered, field)
            help_text = _("Leaves out tags that we classified or deduced ourselves; pledges stay.")
            st.toggle(_("Stated tags only"), help=help_text, **_bound("stated", filtered.selection.stated))
    st.caption(
        _(
            "Filters choose which pledges count. What shares are taken of (member states, people, population) changes"
            " only with region and country."
        )
    )
    if browser_path() is None:
        choice(url_state.IMAGE, _("Images from the camera of a figure"), {"png": "PNG", "svg": "SVG"}, menu=False)


def _filter(filtered: FilteredData, field: str) -> None:
    labels = cache.cached(_option_labels, filtered, field)
    st.multiselect(
        filter_name(field),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        placeholder=_("All"),
        **_bound(field, list(getattr(filtered.selection, field)), labels=labels),
    )


def _option_labels(filtered: FilteredData, field: str) -> dict[str, str]:
    """Each option of a filter by its code, with the pledges that it would leave; "not stated" last.

    A country that would leave none is listed without a number.
    """
    counts, scheme = option_counts(filtered.facets, filtered.selection, field), filtered.selection.facet_of(field)
    codes = sorted(counts, key=NOT_STATED.__eq__)
    names = {code: short_label(filtered.dataset, scheme, code) for code in codes}
    # Every country can be chosen, and few have a pledge: a name alone says less to the browser, two hundred times.
    alone = {code for code in codes if field == "country" and not counts[code]}
    return {code: name if code in alone else f"{name} · {number(counts[code])}" for code, name in names.items()}


def choice(
    param: str,
    title: str,
    options: Mapping[str, str],
    clears: tuple[str, ...] = (),
    menu: bool = True,
    refused: str = "",
    default: str = "",
) -> str:
    """One of several codes, kept in the link under `param`; the `default`, else the first, stays out of it.

    Choosing another empties the filters named in `clears`. `refused` is the sentence about a code in the
    link that is not offered, where the reason is known.
    """
    codes, linked = list(options), url_state.value_of(param)
    default = default or codes[0]
    if linked and linked not in options:
        if refused:
            url_state.refuse(param, linked, refused)
        else:
            url_state.ignore(param, linked)
    chosen = linked if linked in options else default
    widget = st.selectbox if menu else partial(st.segmented_control, required=True)
    bound = _bound(param, chosen, default, options, clears)
    widget(title, codes, format_func=lambda code: options.get(code, code), **bound)
    return chosen


def choices(param: str, title: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """Any of several codes, kept in the link under `param`, in their own order; none is the default."""
    linked = dict.fromkeys(url_state.values_of(param))
    url_state.ignore(param, *(code for code in linked if code not in options))
    chosen = [code for code in options if code in linked]
    bound = _bound(param, chosen, labels=options)
    st.multiselect(
        title, list(options), format_func=lambda code: options.get(code, code), placeholder=_("None"), **bound
    )
    return tuple(sorted(chosen))


def text(param: str, title: str, placeholder: str) -> str:
    """A short text kept in the link under `param`; it is cut where it is longer than a search."""
    linked = url_state.value_of(param)
    if len(linked) > LONGEST_SEARCH:
        url_state.ignore(param, linked[LONGEST_SEARCH:])
    wanted = linked[:LONGEST_SEARCH]
    bound = _bound(param, wanted)
    st.text_input(title, type="search", max_chars=LONGEST_SEARCH, placeholder=placeholder, **bound)
    return wanted


def toggle(param: str, title: str, help_text: str, disabled: bool = False) -> bool:
    """A toggle kept in the link under `param` as "yes"; off is the default."""
    linked = url_state.value_of(param)
    on = linked == "yes"
    if linked and (not on or disabled):
        url_state.ignore(param, linked)
    st.toggle(title, help=help_text or None, disabled=disabled, **_bound(param, on))
    return on and not disabled


def checkbox(name: str, title: str, on: bool, changed: Callable[[], None]) -> None:
    """A checkbox that shows the state in the link; `changed` writes it there. `title` is Markdown."""
    key = f"{_TICK}{name}"
    if st.session_state.get(key) != on:
        st.session_state[key] = on
    st.checkbox(title, on_change=changed, key=key)


def ticked(names: Iterable[str]) -> set[str]:
    """The checkboxes that are ticked: two clicks in a row are one change of the link."""
    return {name for name in names if st.session_state.get(f"{_TICK}{name}")}


def uploaded(key: str) -> UploadedFile | None:
    """The file that the reader gave the uploader of that key, known before it is drawn."""
    file: UploadedFile | None = st.session_state.get(key)
    return file


def image_format() -> str:
    """The format in which a figure's camera saves it."""
    linked = url_state.value_of(url_state.IMAGE)
    if linked not in ("", "png", "svg"):
        url_state.ignore(url_state.IMAGE, linked)
    return "svg" if linked == "svg" else "png"


def pick(figure: str, param: str, among: Container[str]) -> None:
    """`on_select` of a figure: put the code that was clicked into the link, if it is `among` those offered."""
    code = _clicked(figure)
    if code and code in among:
        set_param(param, code)


def _clicked(figure: str) -> str:
    """The code of the point that was clicked; empty if it has none."""
    points = st.session_state[figure]["selection"]["points"]
    return next((str(point.get("customdata") or point.get("location") or "") for point in points), "")


def link_to(page: str, label: str, params: Mapping[str, str | list[str]], **looks: Any) -> None:
    """A link to a page, by its name, with the parameters that it then has; `looks` are an icon and the like.

    To the page on screen it is a button, because there Streamlit follows a link without the browser's address, which
    readers share and reload. `label` is Markdown.
    """
    if page == (url_state.page_name() or url_state.FIRST):
        key = f"to_{page}_{label}_{urlencode(params, doseq=True)}"
        st.button(label, key=key, on_click=st.query_params.from_dict, args=(params,), type="tertiary", **looks)
    else:
        st.page_link(f"{page}.py", label=label, query_params=params, **looks)


def open_profile(figure: str) -> None:
    """`on_select` of a map: open the profile of the place that was clicked, if there is one."""
    subject = place_named(cache.facets().dataset, _clicked(figure))
    if subject:
        st.switch_page("profile.py", query_params=url_state.link_to_profile(subject.link()))


def pick_row(table: str, param: str, codes: tuple[str, ...]) -> None:
    """`on_select` of a table: put the code of the row into the link."""
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(codes):
        set_param(param, codes[rows[0]])


def set_param(param: str, value: str = "") -> None:
    """Set a parameter of the link; an empty value removes it."""
    _put({param: [value] if value else []})


def remove(field: str, code: str) -> None:
    """Remove one value of a filter from the link."""
    values = url_state.params().get(field, []) if field in FILTERS else []
    _put({field: [each for each in values if each != code]})


def clear() -> None:
    """Empty every filter; what else the link says (measure, page) stays."""
    chosen = link_of(url_state.selection())
    st.query_params.from_dict({name: values for name, values in url_state.params().items() if name not in chosen})


def _key(name: str) -> str:
    return f"choice_{name}"


def _bound(
    name: str,
    value: object,
    default: str = "",
    labels: Mapping[str, str] | None = None,
    clears: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Arguments that bind a widget to a parameter of the link; its state is set from the link first.

    State that agrees already is not set again: that would overwrite what the reader chose in the meantime.
    """
    labels, before = labels or {}, st.session_state[_WIDGETS].get(name)
    st.session_state[_WIDGETS][name] = WidgetState(value, default, labels)
    codes = value if isinstance(value, list) else [str(value)]
    renamed = before is None or any(before.labels.get(code) != labels.get(code) for code in codes)
    if renamed or _key(name) not in st.session_state or st.session_state[_key(name)] != value:
        st.session_state[_key(name)] = value
    return {"key": _key(name), "on_change": _write, "args": (name, clears)}


def _write(name: str, clears: tuple[str, ...]) -> None:
    """`on_change` of a widget: update the link, and drop the parameters in `clears`.

    A new count beside an option looks like a change to Streamlit and is none: the link, perhaps just
    restored by the button for going back, is right then.
    """
    widget = st.session_state[_WIDGETS][name]
    if widget.link_values(st.session_state[_key(name)]) != widget.link_values(widget.value):
        _put({other: [] for other in clears})


def _put(more: Mapping[str, list[str]]) -> None:
    """One step in the browser's history: the state of every widget of the page, and `more`.

    Not the changed widget alone: a reader who changes two before the first is answered sends the
    second with the link as it was before both.
    """
    before = url_state.params()
    shown = {
        name: widget.link_values(st.session_state[_key(name)])
        for name, widget in st.session_state[_WIDGETS].items()
        if _key(name) in st.session_state
    }
    after = {name: values for name, values in {**before, **shown, **more}.items() if values}
    if after != before:
        st.query_params.from_dict(after)
