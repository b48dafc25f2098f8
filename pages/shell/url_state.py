"""What the address says: the selection, what is open on a page, what is carried along; and addresses with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics.exhibits.profiles.subjects import CITY, FUNDER, OWN
from analytics.links import link_of, read_link
from analytics.selection import FILTERS, Selection
from analytics.words import _, language, language_asked, languages, ngettext, number
from pages.shell import cache
from pages.shell.markup import escape_markdown
from pages.shell.offered import FOLDER

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

LONGEST_CACHED = 5_000
"""Characters of a selection in a link that is kept: room for every country. A longer one is read each time."""

FIRST = "overview"
"""The page whose address is that of the dashboard."""

_PAGE = "page"
"""In the session: the page on screen."""

_READ, _IGNORED, _REFUSED = "read", "ignored", "refused"
"""In the session, for one run: parameters that were read, values that were ignored, and values with a sentence why."""


def set_language() -> None:
    """At the start of a run: set its language from the link; English unless a catalogue of that language exists."""
    st.session_state[_READ], st.session_state[_IGNORED], st.session_state[_REFUSED] = set(), [], {}
    language.set(language_asked(known("lang", lambda code: code in languages())))


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
    *others, last = _values(name) or [""]
    if name not in st.session_state[_READ]:
        st.session_state[_READ].add(name)
        ignore(name, *others)
    return last


def values_of(name: str) -> list[str]:
    """What the link says under a parameter that may hold several values."""
    st.session_state[_READ].add(name)
    return _values(name)


def _values(name: str) -> list[str]:
    """What `params` has under one name: a page asks for many, and each value costs a call of Streamlit's."""
    of_name = [each for each in st.query_params if OTHER_NAMES.get(each, each) == name]
    return [value for each in of_name for value in st.query_params.get_all(each)]


def known(param: str, is_known: Callable[[str], bool]) -> str:
    """The value of such a parameter; empty, and reported as ignored, if it is not known."""
    linked = value_of(param)
    if linked and not is_known(linked):
        ignore(param, linked)
        return ""
    return linked


def _read() -> tuple[Selection, list[tuple[str, str]]]:
    linked = params()
    read = {name: tuple(linked[name]) for name in SELECTION if name in linked}
    if sum(len(value) for values in read.values() for value in values) > LONGEST_CACHED:
        return read_link(read, cache.facets())
    return cache.selection_in(*read.items())


def link() -> dict[str, str | list[str]]:
    """The parameters that carry the selection, the language, the size and the deck to another page."""
    # A callback runs before the language of its run is set.
    code = language_asked(value_of("lang"))
    lang = {"lang": code} if code != "en" else {}
    deck = {DECK: value_of(DECK)} if value_of(DECK) else {}
    large = {LARGE: "yes"} if is_large() else {}
    return {**lang, **large, **link_of(selection()), **deck}


def is_opened() -> bool:
    """Whether a pledge, government, network or funder is open, which no link to another page takes along."""
    return any(OTHER_NAMES.get(name, name) in OPENED for name in st.query_params)


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


def enter(page: str) -> bool:
    """Note the page on screen, by its name in links; True if it was another one before."""
    is_new = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    return is_new


def page_name() -> str:
    """The name that the page on screen has in links."""
    return str(st.session_state.get(_PAGE, ""))
