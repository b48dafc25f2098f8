"""What a presenter takes along: the pack for a forum, the deck as a list and as files, the workbook, a template."""

import os
from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.exports.images import browser_path, what_to_install
from analytics.exports.office import office_path
from analytics.exports.slide_pictures import has_office_images, made_by
from analytics.exports.slides.template import TemplateError, opened
from analytics.exports.slides.template_package import template_at
from analytics.pack_files import Files, files_of_pack, files_of_slides, workbook_file
from analytics.packs.deck_links import LONGEST_TITLE
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import forums, pack, pack_scope, slides_of
from analytics.packs.handout import handout
from analytics.packs.pack_links import SLIDES, WORDS
from analytics.packs.slide import Slide
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number, pgettext
from pages.shell import blocks, cache, deck, downloads, filter_bar, menu, offered, pack_choice, url_state
from pages.shell.deck import DeckSlide
from pages.shell.markup import escape_markdown
from pages.shell.widget_state import as_cut

ON_VIEW = "slide"
"""The parameter that names the slide on view, counted from 1."""


def _template(row: DeltaGenerator) -> bytes | None:
    """The template that slides are made with: the reader's, or else the server's; None for our own look."""
    uploaded = filter_bar.uploaded("template")
    content, problem = None, ""
    try:
        given = uploaded.getvalue() if uploaded else _of_the_server()
        if given is not None:
            opened(given)
        content = given
    except TemplateError as error:
        problem = _("The template can’t be used: {reason} Slides have the dashboard’s own look.").format(reason=error)
    is_used = uploaded is not None and not problem
    with row, st.popover(_("Your own template: in use") if is_used else _("Your own template"), key="own_template"):
        st.file_uploader(
            _("Template (.potx or .pptx)"),
            type=["potx", "pptx"],
            max_upload_size=20,  # megabytes
            help=_("Its colours, fonts and layouts are used; its own slides are left out. It is not stored."),
            key="template",
        )
    if uploaded:
        offered.session_only()
    if problem:
        st.warning(escape_markdown(problem))
    return content


def _of_the_server() -> bytes | None:
    path = os.environ.get("COALITION_TEMPLATE")
    try:
        return template_at(path) if path else None
    except OSError as error:
        # Where it was looked for is nothing to tell readers.
        raise TemplateError(_("The file that COALITION_TEMPLATE names can’t be read.")) from error


def forum_pack(filtered: FilteredData, slides: list[DeckSlide]) -> bytes | None:
    """The pack of a forum for what is selected, in the order of its making: forum, design, files, slides.

    Returns the template that slides are made with.
    """
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        forum = filter_bar.choice("pack", _("Forum"), cache.cached(forums, filtered.dataset), clears=(SLIDES, WORDS))
    template = _template(row)
    with_deck = bool(slides) and filter_bar.toggle(
        "with_deck", _("With the slides of my deck"), _("They come before the stories.")
    )
    scope = cache.cached(pack_scope, filtered, forum)
    st.caption(escape_markdown(scope.sentence))
    packed, chosen, address = cache.filtered(scope.selection), pack_choice.chosen(), url_state.address()
    own, possible = deck_slides(slides) if with_deck else [], cache.cached(slides_of, packed, scope, "")
    is_empty = not (own or any(chosen.has(each.key, each.by_default) for each in possible))
    made, made_handout = partial(pack, packed, scope, address, own, chosen), partial(handout, packed, scope, address)
    files = files_of_pack(filtered, forum, made, made_handout, template, address)
    with st.container(horizontal=True, gap="small"):
        downloads.button(_("Pack as PowerPoint"), *files["pptx"], key="pack_pptx", kind="primary", disabled=is_empty)
        # Without a browser on the server it has words in place of figures.
        downloads.button(_("Handout for Word"), *files["docx"], key="handout_docx")
        with st.popover(_("Other files")):
            _offer_slides(files, "pack", is_empty)
            _handout_as_pdf(files)
            workbook(filtered)
    pack_choice.slide_list(possible, chosen)
    return template


def _offer_slides(files: Files, of: Literal["pack", "deck"], disabled: bool) -> None:
    """A button for each other form of some slides, and which program makes them."""
    has_office = office_path() is not None
    can_be_drawn = has_office or browser_path() is not None
    names = {
        "pack": (_("Pack as PDF"), _("Pack as images"), _("Pack as ODP")),
        "deck": (_("Deck as PDF"), _("Deck as images"), _("Deck as ODP")),
    }[of]
    forms = {"pdf": can_be_drawn, "png": browser_path() is not None or has_office_images(), "odp": has_office}
    for name, (form, can_be_made) in zip(names, forms.items(), strict=True):
        file_name, make = files[form]
        key = f"{of}_{file_name.rpartition('.')[2]}"
        downloads.button(name, file_name, make, key=key, disabled=disabled or not can_be_made)
    st.caption(escape_markdown(made_by() if can_be_drawn else what_to_install()))


def _handout_as_pdf(files: Files) -> None:
    """The handout as PDF, if there is a browser on the server; else what its document lacks."""
    no_browser = browser_path() is None
    downloads.button(_("Handout as PDF"), *files["handout.pdf"], key="handout_pdf", disabled=no_browser)
    if no_browser:
        without = _("The handout comes without its figures, and there is no PDF. {reason}")
        st.caption(escape_markdown(without.format(reason=what_to_install())))


def workbook(filtered: FilteredData) -> None:
    """All tables of a selection as one workbook."""
    downloads.button(_("All tables for Excel"), *workbook_file(filtered, url_state.address()), key="workbook")


def deck_heading(slides: list[DeckSlide]) -> str:
    """How many slides the deck has."""
    heading = ngettext("Your own deck: {count} slide", "Your own deck: {count} slides", len(slides))
    return heading.format(count=number(len(slides))) if slides else _("Your own deck")


def deck_slides(slides: list[DeckSlide]) -> list[Slide]:
    """The slides that can be made, as files need them."""
    return [
        exhibit_slide(each.exhibit, each.filtered, each.address, each.item.title) for each in slides if each.exhibit
    ]


def deck_files(slides: list[DeckSlide], template: bytes | None) -> None:
    """The deck as PowerPoint and in its other forms."""
    nothing, stem = not any(each.exhibit for each in slides), f"deck_{cache.facets().dataset.as_of.isoformat()}"
    files = files_of_slides(partial(deck_slides, slides), template, stem)
    with st.container(horizontal=True, gap="small"):
        downloads.button(_("Deck as PowerPoint"), *files["pptx"], key="deck_pptx", disabled=nothing)
        with st.popover(_("Other files"), key="other_deck_files"):
            _offer_slides(files, "deck", nothing)


def deck_list(slides: list[DeckSlide]) -> None:
    """The slides under each other at the left, the one on view at the right."""
    named = url_state.value_of(ON_VIEW)
    place_named = int(named[:4]) if named.isascii() and named.isdigit() else 1
    on_view = min(max(place_named, 1), len(slides)) - 1
    left, right = st.columns([2, 3], gap="large")
    with left:
        for position, slide in enumerate(slides):
            _row(slide, position, len(slides), position == on_view)
    with right:
        _preview(slides[on_view], on_view)


def _row(slide: DeckSlide, position: int, count: int, on_view: bool) -> None:
    title = _("{place}. {title}").format(place=number(position + 1), title=slide.title)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"deck_row_{position}"):
        with st.container(width="stretch"):
            shown = escape_markdown(title)
            _step(
                f"**{shown}**" if on_view else shown,
                "Show",
                position,
                filter_bar.set_param,
                (ON_VIEW, str(position + 1)),
            )
        _step(pgettext("a button", "Up"), "Up", position, deck.move, (position, -1), disabled=position == 0)
        _step(pgettext("a button", "Down"), "Down", position, deck.move, (position, 1), disabled=position == count - 1)
        _step(_("Remove"), "Remove", position, deck.remove, (position,))
    for remark in slide.remarks:
        st.caption(escape_markdown(remark))


def _step(
    label: str, name: str, position: int, call: Callable[..., None], args: tuple[object, ...], disabled: bool = False
) -> None:
    key = f"deck_{name}_{position}"
    st.button(label, on_click=call, args=args, disabled=disabled, type="tertiary", wrap=True, key=key)


def _preview(slide: DeckSlide, position: int) -> None:
    own = st.text_input(
        _("Title of slide {place}").format(place=number(position + 1)),
        value=slide.title,
        max_chars=LONGEST_TITLE,
        help=_("An empty field brings back the finding of the figure."),
        # Another slide or another title is another widget: a text of the one must not turn up in the other.
        key=f"deck_title_{position}_{hash(slide.title)}",
    )
    if own.strip() != as_cut(slide.title, LONGEST_TITLE):
        deck.retitle(position, own.strip())
        st.rerun()
    if slide.exhibit is None:
        return
    words = (slide.title or slide.exhibit.finding, slide.exhibit.scope, slide.exhibit.source_under_figure())
    drawn = cache.cached_figure(slide.exhibit, words=words)
    blocks.chart(drawn, slide.exhibit.alt_text, f"deck_figure_{position}", slide.exhibit.name)
    page = next((each for each in menu.pages() if each.url_path == slide.item.page), None)
    if page:
        st.page_link(
            page,
            label=_("To the page of this figure"),
            icon=":material/arrow_forward:",
            query_params={**slide.item.link(), url_state.DECK: url_state.value_of(url_state.DECK)},
        )
