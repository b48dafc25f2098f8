"""Which slides a pack has and what they say: a tick each, and words of the presenter's own, kept in the link."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from analytics.packs.forum_pack import with_custom_text
from analytics.packs.pack_links import (
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    SLIDES,
    WORDS,
    Chosen,
    CustomText,
    read,
    written,
)
from analytics.packs.slide_order import MOST_SLIDES, PackSlide
from analytics.words import _, ngettext, number, pgettext
from pages.shell import filter_bar, url_state
from pages.shell.markup import escape_markdown, label
from pages.shell.widget_state import as_cut

LIST_WIDTH = 760
"""Pixels of the list of slides: what edits a slide stands near its title."""


def chosen() -> Chosen:
    """What the link says of the slides; what can't be read there is left out, and the reader is told."""
    params = {}
    for name in (SLIDES, WORDS):
        text = url_state.value_of(name)
        try:
            read({name: text})
            params[name] = text
        except ValueError:
            url_state.ignore(name, text)
    return read(params)


def slide_list(slides: Sequence[PackSlide], now: Chosen) -> None:
    """Every slide that the pack can have, with a tick and its title; beside it a way to other words."""
    count = sum(now.has(each.key, each.by_default) for each in slides)
    counted = ngettext(
        "Slides: {count} of {all}. Tick those you want; their text can be edited.",
        "Slides: {count} of {all}. Tick those you want; their text can be edited.",
        count,
    ).format(count=number(count), all=number(len(slides)))
    many = _("More than {most} are hard to follow in a talk.").format(most=number(MOST_SLIDES))
    st.caption(escape_markdown(f"{counted} {many}" if count > MOST_SLIDES else counted))
    if not count:
        st.info(_("The pack has no slide: tick one."))
    ticked = partial(_put_ticks, slides, now)
    with st.container(width=LIST_WIDTH, gap="xsmall", key="pack_slides"):
        for each in slides:
            _row(each, now, ticked)


def _row(slide: PackSlide, now: Chosen, ticked: Callable[[], None]) -> None:
    shown = with_custom_text(slide.slide, now.words_on(slide.key))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            filter_bar.checkbox(slide.key, label(shown.title), now.has(slide.key, slide.by_default), ticked)
        words = st.popover(pgettext("a button", "Edit"), type="tertiary", on_change="rerun", key=f"edit_{slide.key}")
        if words.open:
            with words:
                _edit(slide, now)


def _edit(slide: PackSlide, now: Chosen) -> None:
    """The title and the message of a slide; what is emptied is the pack's own again."""
    own, made = now.words_on(slide.key), slide.slide
    # Other words are another widget: a text of the one must not turn up in the other.
    title = st.text_input(
        _("Title"),
        value=own.title or made.title,
        max_chars=LONGEST_TITLE,
        key=f"title_{slide.key}_{hash((own.title, made.title))}",
    )
    message = st.text_area(
        _("Line under it"),
        value=own.message or made.scope,
        max_chars=LONGEST_MESSAGE,
        height="content",
        key=f"message_{slide.key}_{hash((own.message, made.scope))}",
    )
    if own.title or own.message:
        st.caption(
            escape_markdown(_("Original title: {title}. An empty field brings it back.").format(title=made.title))
        )
    words = CustomText(
        slide.key,
        "" if title.strip() == as_cut(made.title, LONGEST_TITLE) else title.strip(),
        "" if message.strip() == as_cut(made.scope, LONGEST_MESSAGE) else message.strip(),
    )
    if words != own:
        _put(now.with_words(words))
        st.rerun()


def _put_ticks(slides: Sequence[PackSlide], now: Chosen) -> None:
    keys = [each.key for each in slides]
    _put(now.with_ticks({each.key: each.by_default for each in slides}, filter_bar.ticked(keys)))


def _put(chosen: Chosen) -> None:
    for name, text in written(chosen).items():
        filter_bar.set_param(name, text)
