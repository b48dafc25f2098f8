"""The slides of a deck under each other, and the one that is looked at."""

import streamlit as st

from analytics.charts.theme import chart_config
from analytics.packs.deck_links import LONGEST_TITLE
from analytics.words import _, number
from pages.shell import deck, filter_bar, menu
from pages.shell.deck import Made
from pages.shell.markup import escape_markdown

LOOKED_AT = "slide"
"""The parameter that names the slide on view, counted from 1."""


def draw(slides: list[Made]) -> None:
    """The list at the left, the slide on view at the right."""
    on_view = _on_view(len(slides))
    left, right = st.columns([2, 3], gap="large")
    with left:
        for place, slide in enumerate(slides):
            _row(slide, place, len(slides), place == on_view)
    with right:
        _preview(slides[on_view], on_view)


def _on_view(count: int) -> int:
    named = filter_bar.named(LOOKED_AT)
    asked = int(named[:4]) if named.isascii() and named.isdigit() else 1
    return min(max(asked, 1), count) - 1


def _row(slide: Made, place: int, count: int, on_view: bool) -> None:
    with st.container(border=True, gap="small", key=f"deck_row_{place}"):
        title = _("{place}. {title}").format(place=number(place + 1), title=slide.title)
        st.markdown(f"**{escape_markdown(title)}**" if on_view else escape_markdown(title))
        for remark in slide.remarks:
            st.caption(escape_markdown(remark))
        with st.container(horizontal=True, gap="small"):
            _step(_("Show"), place, filter_bar.put, (LOOKED_AT, str(place + 1)), disabled=on_view)
            _step(_("Up"), place, deck.move, (place, -1), disabled=place == 0)
            _step(_("Down"), place, deck.move, (place, 1), disabled=place == count - 1)
            _step(_("Remove"), place, deck.remove, (place,))


def _step(name: str, place: int, call: object, args: tuple[object, ...], disabled: bool = False) -> None:
    st.button(name, on_click=call, args=args, disabled=disabled, type="tertiary", key=f"deck_{name}_{place}")


def _preview(slide: Made, place: int) -> None:
    own = st.text_input(
        _("Title of slide {place}").format(place=number(place + 1)),
        value=slide.title,
        max_chars=LONGEST_TITLE,
        help=_("Empty brings back the finding of the figure."),
        # Another slide or another title is another widget: a text of the one must not turn up in the other.
        key=f"deck_title_{place}_{hash(slide.title)}",
    )
    if own.strip() != slide.title:
        deck.retitle(place, own.strip())
        st.rerun()
    if slide.exhibit is None:
        return
    st.plotly_chart(
        slide.exhibit.figure,
        theme=None,
        key=f"deck_figure_{place}",
        config=chart_config(slide.exhibit.figure, slide.exhibit.name, filter_bar.image_format()),
        alt=slide.exhibit.description,
    )
    page = next((each for each in menu.pages() if each.url_path == slide.item.page), None)
    if page:
        st.page_link(
            page,
            label=_("To the page of this figure"),
            icon=":material/arrow_forward:",
            query_params={**slide.item.link(), filter_bar.DECK: filter_bar.named(filter_bar.DECK)},
        )
