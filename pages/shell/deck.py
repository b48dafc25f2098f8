"""The reader's deck: slides are added from any page, kept in the link, and put in order on a page of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from analytics.exhibits.catalogue import remake, shortened
from analytics.exhibits.exhibit import Exhibit
from analytics.links import read_link
from analytics.packs.deck_links import MOST, Item, item, numbers_mark, read, written
from analytics.selection import FilteredData
from analytics.words import _, number
from pages.shell import cache, filter_bar, url_state


class DeckSlide(NamedTuple):
    """A slide of the deck from today's data: `exhibit` is None if it can't be made, `remarks` are for the reader."""

    item: Item
    filtered: FilteredData
    exhibit: Exhibit | None
    remarks: list[str]
    address: str
    """The link to the figure on its page."""

    @property
    def title(self) -> str:
        """The reader's own title, or the finding of the figure."""
        return self.item.title or (self.exhibit.finding if self.exhibit else _("A slide that can't be made"))


def slides_in_link() -> list[Item]:
    """The slides in the link; none where they can't be read, which the reader is told."""
    text = url_state.value_of(url_state.DECK)
    try:
        slides = read(text)
    except ValueError:
        slides = []
    if text and not slides:
        url_state.ignore(url_state.DECK, text)
    return [_cleaned(each) for each in slides]


def _cleaned(slide: Item) -> Item:
    """The slide without what only a link made by hand has: a title of spaces, parameters that no link may have."""
    # Streamlit draws no link to a page with them.
    kept = tuple(each for each in slide.params if each[0].lower() not in url_state.OF_STREAMLIT)
    return replace(slide, params=kept, title=slide.title.strip())


def add_button(exhibit: Exhibit) -> None:
    """Adds a figure to the deck, where it can be made again from a link."""
    if exhibit.recipe is None:
        return
    recipe = shortened(exhibit.recipe)
    # Language, size and kind of image are the reader's own, not the figure's.
    own = ("lang", "image", url_state.LARGE)
    params = {name: values for name, values in url_state.figure_params().items() if name not in own}
    slides = slides_in_link()
    there = any(each.recipe == recipe and each.link() == params for each in slides)
    full = _("The deck is full: it holds {count} slides.").format(count=number(MOST))
    st.button(
        _("In the deck") if there else _("Add to deck"),
        icon=":material/check:" if there else ":material/add:",
        disabled=there or len(slides) >= MOST,
        help=full if len(slides) >= MOST else None,
        on_click=_add,
        args=(exhibit, url_state.page_name(), params),
        type="tertiary",
        key=f"deck_{exhibit.name}",
    )


def _add(exhibit: Exhibit, page: str, params: dict[str, list[str]]) -> None:
    _put([*slides_in_link(), item(exhibit, page, params)])


def slide_today(slide: Item) -> DeckSlide:
    """A slide from the data of this run."""
    selection, ignored = read_link(slide.link(), cache.facets())
    filtered = cache.filtered(selection)
    # Worked out here: files are made outside the page's run, where no address is known.
    address = url_state.address_of(slide.page, slide.link())
    try:
        exhibit = cache.cached(remake, filtered, slide.recipe)
    except LookupError:
        remark = _("The dashboard no longer has this figure; the slide is left out.")
        return DeckSlide(slide, filtered, None, [remark], address)
    remarks = []
    if ignored:
        lost = _("Not in the data any more and ignored: {parts}.")
        remarks.append(lost.format(parts=url_state.ignored_words(ignored)))
    if numbers_mark(exhibit) != slide.numbers:
        remarks.append(_("Its numbers have changed since it was added; the slide has the new ones."))
    return DeckSlide(slide, filtered, exhibit, remarks, address)


def move(position: int, step: int) -> None:
    """Put a slide one place up (-1) or down (1)."""
    slides = slides_in_link()
    to = position + step
    if 0 <= position < len(slides) and 0 <= to < len(slides):
        slides[position], slides[to] = slides[to], slides[position]
        _put(slides)


def remove(position: int) -> None:
    """Take a slide out."""
    slides = slides_in_link()
    _put([*slides[:position], *slides[position + 1 :]])


def retitle(position: int, title: str) -> None:
    """Give a slide a title of the reader's own; an empty one brings the finding back."""
    slides = slides_in_link()
    slides[position] = replace(slides[position], title=title)
    _put(slides)


def _put(slides: Sequence[Item]) -> None:
    filter_bar.set_param(url_state.DECK, written(slides))
