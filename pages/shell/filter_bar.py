"""The filters: their state is the link alone, and only this module writes to it."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from analytics.exhibits.profiles.subjects import CITY, FUNDER, OWN, place_named
from analytics.exports.images import browser_path
from analytics.facets import NOT_STATED
from analytics.labels import label, short_label
from analytics.links import LONGEST_SEARCH, link_of
from analytics.selection import FILTERS, FilteredData, Selection, filter_name, option_counts
from analytics.words import _, language, languages, ngettext, number
from pages.shell import cache
from pages.shell.markup import escape_markdown
from pages.shell.offered import FOLDER
from pages.shell.widget_state import WidgetState

ALWAYS_SHOWN = ("region", "country", "theme")
UNDER_MORE = tuple(field for field in FILTERS if field not in ALWAYS_SHOWN)
SELECTION = ("regions_by", *FILTERS, "stated", "search")
"""The parameters that every page reads."""

DECK = "deck"
"""The parameter that holds the reader's deck, and the page that shows it."""

PAGE, IMAGE = "page", "image"
"""The parameters that name the page of a file in its address, and the format in which a figure's camera saves it."""

TRUST = "data"
"""The page that says how far the numbers can be trusted."""

LARGE = "large"
"""The parameter that makes words and figures large, for a room or a projector."""

CARRIED = ("lang", LARGE, DECK)
"""Parameters that every link keeps."""

OTHER_NAMES = {"objective": "gcm", "network": CITY}
"""Aliases of parameters."""

OPENED = ("pledge", CITY, FUNDER)
"""Parameters that name what is open on a page, not what is selected."""

OF_STREAMLIT = ("embed", "embed_options")
"""Parameters that Streamlit reserves, in any case; `st.page_link` refuses them."""

LONGEST_IGNORED, MOST_IGNORED = 60, 5
"""Characters of an ignored value that are shown, and how many such values."""

FIRST = "overview"
"""The page whose address is that of the dashboard."""

_PAGE, _WIDGETS = "page", "widgets"
"""In the session: the page on screen, and the state of its widgets when they were drawn."""

_TICK = "tick_"
"""Prefix of the session keys of checkboxes."""

_READ, _IGNORED, _REFUSED = "read", "ignored", "refused"
"""In the session, for one run: parameters that were read, values that were ignored, and values with a sentence why."""


def set_language() -> None:
    """At the start of a run: set its language from the link; English unless a catalogue of that language exists."""
    st.session_state[_READ], st.session_state[_IGNORED], st.session_state[_REFUSED] = set(), [], {}
    code = value_of("lang")
    if code and code not in languages():
        ignore("lang", code)
    language.set(code if code in languages() else "en")


def selection() -> Selection:
    """What the reader chose, read from the link."""
    return _read()[0]


def show_ignored() -> None:
    """At the end of a run: warn about parts of the link that are unknown or not used on this page."""
    found = _ignored()
    if found:
        text = _("This part of the link means nothing here and was ignored: {parts}")
        st.warning(escape_markdown(text.format(parts=ignored_words(found))))


def link_errors() -> list[str]:
    """At the end of a run: sentences about the parts of the link without an answer."""
    found = _ignored()
    sentence = _("This part of the address means nothing here: {parts}").format(parts=ignored_words(found))
    return [*st.session_state[_REFUSED].values(), *([sentence] if found else [])]


def _ignored() -> list[tuple[str, str]]:
    # Going back from a profile that a click on a map opened, a reader passes by the map with the profile's parameter.
    known = st.session_state[_READ] | set(SELECTION)
    unused = [(name, value) for name, values in params().items() if name not in known for value in values]
    # The filters and the widget of one parameter may both have found the same value wrong.
    return list(dict.fromkeys([*_read()[1], *st.session_state[_IGNORED], *unused]))


def ignored_words(ignored: Sequence[tuple[str, str]]) -> str:
    """The first parts of a link that mean nothing, as (parameter, value), and how many more there are.

    Anyone may have written the link: its text is cut, and characters that can't be printed are replaced.
    """
    parts = [f"{_visible(name)} = {_visible(value)}" for name, value in ignored[:MOST_IGNORED]]
    more = len(ignored) - MOST_IGNORED
    if more > 0:
        parts.append(ngettext("{count} more", "{count} more", more).format(count=number(more)))
    return ", ".join(parts)


def _visible(text: str) -> str:
    shown = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text[:LONGEST_IGNORED])
    return shown if len(text) <= LONGEST_IGNORED else f"{shown}…"


def ignore(name: str, *values: str) -> None:
    """Report values of a parameter as ignored."""
    st.session_state[_IGNORED] += [(name, value) for value in values]


def refuse(name: str, value: str, sentence: str) -> None:
    """Show a sentence why the page has no answer to a value of a parameter."""
    st.session_state[_REFUSED][(name, value)] = sentence
    st.warning(escape_markdown(sentence))


def value_of(name: str) -> str:
    """The value of a parameter that has one (a pledge, a city); empty if it is not in the link.

    Of several values the last counts, and the others are reported as ignored.
    """
    *others, last = params().get(name) or [""]
    if name not in st.session_state[_READ]:
        st.session_state[_READ].add(name)
        ignore(name, *others)
    return last


def known(param: str, is_known: Callable[[str], bool]) -> str:
    """The value of such a parameter; empty, and reported as ignored, if it is not known."""
    linked = value_of(param)
    if linked and not is_known(linked):
        ignore(param, linked)
        return ""
    return linked


def _read() -> tuple[Selection, list[tuple[str, str]]]:
    return cache.selection_in(*((name, tuple(values)) for name, values in params().items()))


def link() -> dict[str, str | list[str]]:
    """The parameters that carry the selection, the language, the size and the deck to another page."""
    lang = {"lang": language.get()} if language.get() != "en" else {}
    deck = {DECK: value_of(DECK)} if value_of(DECK) else {}
    large = {LARGE: "yes"} if is_large() else {}
    return {**lang, **large, **link_of(selection()), **deck}


def is_opened() -> bool:
    """Whether a pledge, government, network or funder is open, which no link to another page takes along."""
    return any(name in params() for name in OPENED)


def is_large() -> bool:
    """Whether the link asks for large words and figures."""
    return value_of(LARGE) == "yes"


def link_to_profile(
    subject: Mapping[str, str], selected: Mapping[str, str | list[str]] | None = None
) -> dict[str, str | list[str]]:
    """The parameters of a link to a profile, or to the list of them if `subject` is empty; see `Subject.link`.

    `selected` is what `link` says, for those who make many.
    """
    # A region is one of its own scheme, whichever the selection is by.
    replaced = (*OWN, "regions_by") if "region" in subject else OWN
    kept = link() if selected is None else selected
    return {name: values for name, values in kept.items() if name not in replaced} | dict(subject)


def link_here() -> dict[str, str | list[str]]:
    """The parameters of the page on screen but for what is open on it: a link to it keeps the page's choices."""
    return {name: values for name, values in params().items() if name not in OPENED}


def params() -> dict[str, list[str]]:
    """All parameters of the link, under the names that pages read."""
    return under_own_names((name, value) for name in st.query_params for value in st.query_params.get_all(name))


def under_own_names(items: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The parameters of a link, given as (name, value), under the names that pages read."""
    found: dict[str, list[str]] = {}
    for name, value in items:
        found.setdefault(OTHER_NAMES.get(name, name), []).append(value)
    return found


def figure_params() -> dict[str, list[str]]:
    """The parameters that the page depends on: all but the deck, which a reader carries along."""
    own = page_name() == DECK
    return {name: values for name, values in params().items() if own or name != DECK}


def address() -> str:
    """The full address of what is on screen, to be shared and written into files."""
    return _with_params(st.context.url or "", figure_params())


def file_address(name: str) -> str:
    """The address of a file of the page on screen, from any page, with what the page has read in the link so far.

    Ignored values are left out, so that the file is of what is on the screen.
    """
    unanswered = {*_read()[1], *st.session_state[_IGNORED], *st.session_state[_REFUSED]}
    read = st.session_state[_READ] - {LARGE, IMAGE} | set(SELECTION)
    kept = {
        param: [value for value in values if (param, value) not in unanswered]
        for param, values in figure_params().items()
        if param in read
    }
    return _with_params(f"{FOLDER}/{name}", {PAGE: [page_name() or FIRST], **kept})


def address_of(page: str, params: Mapping[str, Sequence[str]]) -> str:
    """The full address of another page, by its name in links."""
    root = (st.context.url or "").removesuffix(page_name()).rstrip("/")
    return _with_params(f"{root}/{page}", params)


def _with_params(url: str, params: Mapping[str, Sequence[str]]) -> str:
    return f"{url}?{urlencode(params, doseq=True)}".rstrip("?")


def page_name() -> str:
    """The name that the page on screen has in links."""
    return str(st.session_state.get(_PAGE, ""))


def draw(page: str) -> None:
    """The filters of a page, each option with the pledges it would leave."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE], st.session_state[_WIDGETS] = page, {}
    filtered = cache.filtered(selection())
    facets = filtered.facets
    schemes = {code: label(facets.dataset, "region_scheme", code) for code in facets.declared("region_scheme")}
    st.text_input(
        filter_name("search"),
        type="search",
        max_chars=LONGEST_SEARCH,
        placeholder=_("Title, place, theme, funder"),
        **_bound("search", filtered.selection.search),
    )
    for field in ALWAYS_SHOWN:
        if field == "region":
            choice("regions_by", _("Regions by"), schemes, clears=("region",))
        _filter(filtered, field)
    used = sum(bool(getattr(filtered.selection, field)) for field in (*UNDER_MORE, "stated"))
    in_use = ngettext("More filters ({count} in use)", "More filters ({count} in use)", used).format(count=number(used))
    with st.expander(in_use if used else _("More filters")):
        for field in UNDER_MORE:
            _filter(filtered, field)
        help_text = _("Leaves out tags that we classified or deduced ourselves; pledges stay.")
        st.toggle(_("Stated tags only"), help=help_text, **_bound("stated", filtered.selection.stated))
    st.caption(_("Filters select pledges. Denominators depend on region and country only."))
    if browser_path() is None:
        choice(IMAGE, _("Images from the camera of a figure"), {"png": "PNG", "svg": "SVG"}, menu=False)


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
    codes, linked = list(options), value_of(param)
    default = default or codes[0]
    if linked and linked not in options:
        if refused:
            refuse(param, linked, refused)
        else:
            ignore(param, linked)
    chosen = linked if linked in options else default
    widget = st.selectbox if menu else partial(st.segmented_control, required=True)
    bound = _bound(param, chosen, default, options, clears)
    widget(title, codes, format_func=lambda code: options.get(code, code), **bound)
    return chosen


def choices(param: str, title: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """Any of several codes, kept in the link under `param`, in their own order; none is the default."""
    st.session_state[_READ].add(param)
    linked = dict.fromkeys(params().get(param, ()))
    ignore(param, *(code for code in linked if code not in options))
    chosen = [code for code in options if code in linked]
    bound = _bound(param, chosen, labels=options)
    st.multiselect(
        title, list(options), format_func=lambda code: options.get(code, code), placeholder=_("None"), **bound
    )
    return tuple(sorted(chosen))


def text(param: str, title: str, placeholder: str) -> str:
    """A short text kept in the link under `param`; it is cut where it is longer than a search."""
    linked = value_of(param)
    if len(linked) > LONGEST_SEARCH:
        ignore(param, linked[LONGEST_SEARCH:])
    wanted = linked[:LONGEST_SEARCH]
    bound = _bound(param, wanted)
    st.text_input(title, type="search", max_chars=LONGEST_SEARCH, placeholder=placeholder, **bound)
    return wanted


def toggle(param: str, title: str, help_text: str, disabled: bool = False) -> bool:
    """A toggle kept in the link under `param` as "yes"; off is the default."""
    linked = value_of(param)
    on = linked == "yes"
    if linked and (not on or disabled):
        ignore(param, linked)
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


def image_format() -> str:
    """The format in which a figure's camera saves it."""
    linked = value_of(IMAGE)
    if linked not in ("", "png", "svg"):
        ignore(IMAGE, linked)
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
    if page == (page_name() or FIRST):
        key = f"to_{page}_{label}_{urlencode(params, doseq=True)}"
        st.button(label, key=key, on_click=st.query_params.from_dict, args=(params,), type="tertiary", **looks)
    else:
        st.page_link(f"{page}.py", label=label, query_params=params, **looks)


def open_profile(figure: str) -> None:
    """`on_select` of a map: open the profile of the place that was clicked, if there is one."""
    subject = place_named(cache.facets().dataset, _clicked(figure))
    if subject:
        st.switch_page("profile.py", query_params=link_to_profile(subject.link()))


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
    _put({field: [each for each in params().get(field, []) if field in FILTERS and each != code]})


def clear() -> None:
    """Clear every filter; other parameters (measure, page) stay."""
    st.query_params.from_dict({name: values for name, values in params().items() if name not in link_of(selection())})


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
    before = params()
    shown = {
        name: widget.link_values(st.session_state[_key(name)])
        for name, widget in st.session_state[_WIDGETS].items()
        if _key(name) in st.session_state
    }
    after = {name: values for name, values in {**before, **shown, **more}.items() if values}
    if after != before:
        st.query_params.from_dict(after)
