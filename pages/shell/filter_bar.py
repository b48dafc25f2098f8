"""The filters: the link is their only memory, and this module alone writes to it."""

from collections.abc import Container, Mapping

import streamlit as st

from analytics.labels import label
from analytics.links import LONGEST_SEARCH, link_of, read_link
from analytics.selection import FILTERS, Selection, filter_name
from analytics.words import _, language, languages
from pages.shell import cache
from pages.shell.filter_words import more_label, option_labels, told_ignored
from pages.shell.markup import escape_markdown
from pages.shell.widget_state import Drawn

ALWAYS_SHOWN = ("region", "country", "theme")
UNDER_MORE = ("gcm", "priority", "compact", "forum", "kind", "group", "year", "status", "certainty")
SELECTION = ("regions_by", *FILTERS, "stated", "search")
"""The parameters that every page reads."""

DECK = "deck"
"""The parameter that holds the reader's deck, and the page that shows it."""

_PAGE, _DRAWN = "page", "drawn"
"""In the session: the page on screen, and what was drawn on it."""

_READ, _IGNORED = "read", "ignored"
"""In the session, for one run: the parameters of the link that were looked at, and the values that meant nothing."""


def set_language() -> None:
    """At the start of a run: set its language from the link; English unless a catalogue of that language exists."""
    st.session_state[_READ], st.session_state[_IGNORED] = set(), []
    asked = named("lang")
    if asked and asked not in languages():
        _ignore("lang", asked)
        asked = ""
    language.set(asked or "en")


def selection() -> Selection:
    """What the reader chose, read from the link."""
    return _read()[0]


def say_ignored() -> None:
    """At the end of a run: tell the reader which parts of the link were not understood or not used on this page."""
    known = st.session_state[_READ] | set(SELECTION)
    unused = [(name, value) for name, values in params().items() if name not in known for value in values]
    # The filters and the widget of one parameter may both have found the same value wrong.
    ignored = list(dict.fromkeys([*_read()[1], *st.session_state[_IGNORED], *unused]))
    if ignored:
        st.warning(escape_markdown(told_ignored(ignored)))


def ignore(name: str) -> None:
    """Count what the link says under a parameter among what was not understood."""
    _ignore(name, named(name))


def _ignore(name: str, value: str) -> None:
    st.session_state[_IGNORED].append((name, value))


def _asked(name: str) -> str:
    """What the link says under a parameter that holds one value; of several the last counts, the others are told."""
    *others, last = st.query_params.get_all(name) or [""]
    if name not in st.session_state[_READ]:
        st.session_state[_READ].add(name)
        for value in others:
            _ignore(name, value)
    return last


def _read() -> tuple[Selection, list[tuple[str, str]]]:
    return read_link(params(), cache.facets())


def link() -> dict[str, str | list[str]]:
    """The parameters that carry the selection, the language and the deck to another page."""
    spoken = {"lang": language.get()} if language.get() != "en" else {}
    deck = {DECK: named(DECK)} if named(DECK) else {}
    return {**spoken, **link_of(selection()), **deck}


def params() -> dict[str, list[str]]:
    """All parameters of the link."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def page_name() -> str:
    """The name that the page on screen has in links."""
    return str(st.session_state.get(_PAGE, ""))


def is_filtered() -> bool:
    """True when a filter is in use, or regions are shown by another scheme."""
    return bool(link_of(selection()))


def draw(page: str) -> None:
    """The filters in the sidebar of a page, each option with the pledges it would leave."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE], st.session_state[_DRAWN] = page, {}
    facets, chosen = cache.facets(), selection()
    _seed("search", chosen.search)
    st.text_input(
        _("Search"),
        key=_key("search"),
        type="search",
        max_chars=LONGEST_SEARCH,
        placeholder=_("Title, place, theme, funder"),
        on_change=_write,
        args=("search",),
    )
    for field in ALWAYS_SHOWN:
        if field == "region":
            schemes = cache.facets().declared("region_scheme")
            choice(
                "regions_by",
                _("Regions by"),
                {code: label(facets.dataset, "region_scheme", code) for code in schemes},
                ("region",),
            )
        _filter(chosen, field)
    with st.expander(more_label(sum(bool(getattr(chosen, field)) for field in (*UNDER_MORE, "stated")))):
        for field in UNDER_MORE:
            _filter(chosen, field)
        _seed("stated", chosen.stated)
        st.toggle(
            _("Stated tags only"),
            key=_key("stated"),
            help=_("Leaves out tags that we classified or deduced ourselves; pledges stay."),
            on_change=_write,
            args=("stated",),
        )
    st.caption(_("Filters narrow pledges. Denominators narrow with region and country only."))
    choice("image", _("Images from the camera of a figure"), {"png": "PNG", "svg": "SVG"}, menu=False)


def _filter(chosen: Selection, field: str) -> None:
    labels = cache.cached(option_labels, chosen, field)
    _seed(field, list(getattr(chosen, field)), labels=labels)
    st.multiselect(
        filter_name(field),
        list(labels),
        key=_key(field),
        format_func=lambda code: labels.get(code, code),
        placeholder=_("All"),
        on_change=_write,
        args=(field,),
    )


def choice(
    param: str,
    title: str,
    options: Mapping[str, str],
    clears: tuple[str, ...] = (),
    menu: bool = True,
    refused: str = "",
) -> str:
    """One of several codes, kept in the link under `param`; the first is the default and stays out of it.

    Choosing another empties the filters named in `clears`. `refused` is the sentence about a code in the
    link that is not offered, where the reason is known.
    """
    codes = list(options)
    asked = _asked(param)
    if asked and asked not in options:
        if refused:
            st.warning(escape_markdown(refused))
        else:
            _ignore(param, asked)
    _seed(param, asked if asked in options else codes[0], codes[0], options)
    if menu:
        st.selectbox(
            title,
            codes,
            key=_key(param),
            format_func=lambda code: options.get(code, code),
            on_change=_write,
            args=(param, clears),
        )
    else:
        st.segmented_control(
            title,
            codes,
            key=_key(param),
            format_func=lambda code: options.get(code, code),
            required=True,
            on_change=_write,
            args=(param, clears),
        )
    return asked if asked in options else codes[0]


def switch(param: str, title: str, help_text: str, disabled: bool = False) -> bool:
    """A yes or no kept in the link under `param`; no is the default."""
    asked = _asked(param)
    on = asked == "yes"
    if asked and (not on or disabled):
        _ignore(param, asked)
    _seed(param, on)
    st.toggle(title, key=_key(param), help=help_text, disabled=disabled, on_change=_write, args=(param,))
    return on and not disabled


def image_format() -> str:
    """The format in which a figure's camera saves it."""
    return "svg" if _asked("image") == "svg" else "png"


def pick(figure: str, param: str, among: Container[str]) -> None:
    """After a click on a figure: the link names the place or cell under it; where no pledge is, nothing changes."""
    points = st.session_state[figure]["selection"]["points"]
    code = next((str(point.get("customdata") or point.get("location") or "") for point in points), "")
    if code and code in among:
        _put({param: code})


def pick_row(table: str, param: str, codes: tuple[str, ...]) -> None:
    """After a row of a table was chosen: the link names it."""
    rows = st.session_state[table]["selection"]["rows"]
    if rows and rows[0] < len(codes):
        _put({param: codes[rows[0]]})


def named(param: str) -> str:
    """What the link names under a parameter (a pledge, a city); empty if nothing."""
    return _asked(param)


def put(param: str, value: str) -> None:
    """Give a parameter of the link a value; an empty one takes it out."""
    _put({param: value})


def forget(param: str) -> None:
    """Take a parameter out of the link."""
    put(param, "")


def clear() -> None:
    """Empty every filter; what else the link says (measure, page) stays."""
    st.query_params.from_dict({name: values for name, values in params().items() if name not in link_of(selection())})


def _key(name: str) -> str:
    return f"choice_{name}"


def _seed(name: str, value: object, default: str = "", labels: Mapping[str, str] | None = None) -> None:
    """Before a widget is drawn: what it shows is what the link says, whatever the browser remembers.

    What already agrees is left alone, because setting it would overwrite what the reader chose in the meantime.
    """
    drawn = Drawn(value, default, labels or {})
    before = st.session_state[_DRAWN].get(name)
    st.session_state[_DRAWN][name] = drawn
    codes = value if isinstance(value, list) else [value]
    renamed = before is None or any(before.labels.get(code) != drawn.labels.get(code) for code in codes)
    if renamed or _key(name) not in st.session_state or st.session_state[_key(name)] != value:
        st.session_state[_key(name)] = value


def _write(name: str, clears: tuple[str, ...] = ()) -> None:
    """After a widget changed: the link says what it shows, and no longer what the change makes meaningless.

    A new count beside an option looks like a change to Streamlit and is none: the link, perhaps just
    restored by the button for going back, is right then.
    """
    drawn = st.session_state[_DRAWN][name]
    if drawn.said(st.session_state[_key(name)]) != drawn.said(drawn.value):
        _put(dict.fromkeys(clears, ""))


def _put(more: Mapping[str, str]) -> None:
    """One step in the reader's history: the link says what every widget of the page shows, and more.

    Not the changed widget alone: a reader who changes two before the first is answered sends the
    second with the link as it was before both.
    """
    before = params()
    said = {
        name: drawn.said(st.session_state[_key(name)])
        for name, drawn in st.session_state[_DRAWN].items()
        if _key(name) in st.session_state
    }
    after = {**before, **said, **{name: [value] if value else [] for name, value in more.items()}}
    after = {name: values for name, values in after.items() if values}
    if after != before:
        st.query_params.from_dict(after)
