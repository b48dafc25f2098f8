"""What a presenter takes along: the pack for a forum, the deck as files, the workbook, a template of one's own."""

import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from analytics.charts.theme import retitled
from analytics.exhibits.about import about_selection
from analytics.exports.bundle import zip_bytes
from analytics.exports.images import ImageError, NoBrowser, browser_path, image_bytes, pdf_of, what_to_install
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.slides.template import TemplateError, opened
from analytics.exports.workbook import workbook_bytes
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.forum_pack import forums, pack, pack_scope
from analytics.packs.slide import Slide
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number
from pages.shell import addresses, blocks, cache, downloads, filter_bar
from pages.shell.deck import Made
from pages.shell.markup import escape_markdown

LARGEST_TEMPLATE = 20
"""Megabytes of a template that a reader may bring."""


def template() -> bytes | None:
    """The template that slides are made with: the reader's, or else the server's; None for our own look."""
    with st.expander(_("Use your own PowerPoint template")):
        brought = st.file_uploader(
            _("Template (.potx or .pptx)"),
            type=["potx", "pptx"],
            max_upload_size=LARGEST_TEMPLATE,
            help=_("Its colours, fonts and layouts are used; its own slides are left out. It is kept nowhere."),
            key="template",
        )
    try:
        content = brought.getvalue() if brought else _of_the_server()
        if content is not None:
            opened(content)
    except TemplateError as error:
        st.warning(
            escape_markdown(
                _("The template can’t be used: {reason} Slides have the dashboard’s own look.").format(reason=error)
            )
        )
        return None
    return content


def _of_the_server() -> bytes | None:
    path = os.environ.get("COALITION_TEMPLATE")
    try:
        return Path(path).read_bytes() if path else None
    except OSError as error:
        # Where it was looked for is nothing to tell readers.
        raise TemplateError(_("The file that COALITION_TEMPLATE names can’t be read.")) from error


def forum_pack(filtered: FilteredData, slides: list[Made], template: bytes | None) -> None:
    """The pack of a forum for what is selected, and the workbook of the same selection."""
    st.caption(_("Slides on what the filters select: numbers, map, matrix, the forum’s topics, gaps, results."))
    chosen = filtered.chosen
    forum = filter_bar.choice("pack", _("Forum"), cache.cached(forums, chosen))
    with_deck = bool(slides) and filter_bar.switch(
        "with_deck", _("With the slides of my deck"), _("They follow the matrix of regions and themes.")
    )
    scope = cache.cached(pack_scope, chosen, forum)
    st.caption(escape_markdown(scope.sentence))
    packed = cache.filtered(scope.chosen)
    own = slides if with_deck else []
    address = addresses.address()
    with st.container(horizontal=True, gap="small"):
        downloads.button(
            _("Pack as PowerPoint"),
            f"{blocks.file_stem(f'pack-{forum.lower()}' if forum else 'pack', packed)}.pptx",
            lambda: pptx_bytes(pack(packed, scope, address, deck_slides(own)), template),
            key="pack_pptx",
            kind="primary",
        )
        workbook(filtered)


def workbook(filtered: FilteredData) -> None:
    """All tables of a selection as one workbook."""
    head = about_selection(filtered, "", addresses.address())
    downloads.button(
        _("All tables for Excel"),
        f"{blocks.file_stem('tables', filtered)}.xlsx",
        lambda: workbook_bytes(selection_sheets(filtered), head),
        key="workbook",
    )


def deck_heading(slides: list[Made]) -> str:
    """How many slides the deck has."""
    if not slides:
        return _("Your own deck")
    return ngettext("Your own deck: {count} slide", "Your own deck: {count} slides", len(slides)).format(
        count=number(len(slides))
    )


def deck_slides(slides: list[Made]) -> list[Slide]:
    """The slides that can be made, as files need them."""
    return [
        exhibit_slide(each.exhibit, each.filtered, each.address, each.item.title) for each in slides if each.exhibit
    ]


def deck_files(slides: list[Made], template: bytes | None) -> None:
    """The deck as PowerPoint, and as images."""
    nothing, no_browser = not any(each.exhibit for each in slides), browser_path() is None
    with st.container(horizontal=True, gap="small"):
        downloads.button(
            _("Deck as PowerPoint"),
            f"{_deck_stem()}.pptx",
            lambda: pptx_bytes(deck_slides(slides), template),
            key="deck_pptx",
            disabled=nothing,
        )
        wanted = st.button(_("Make images and PDF"), disabled=nothing or no_browser, key="deck_images")
    if no_browser:
        st.caption(escape_markdown(what_to_install()))
    if wanted:
        _images_download(slides)


def _images_download(slides: list[Made]) -> None:
    """Makes the images, saying how far it is, and offers them."""
    bar = st.progress(0.0, text=_("Making images"))
    try:
        packed = _images(slides, lambda done: bar.progress(done / len(slides), text=_("Making images")))
    except (ImageError, NoBrowser) as error:
        st.warning(escape_markdown(str(error)))
        return
    finally:
        bar.empty()
    downloads.button(_("Save images and PDF as a zip"), f"{_deck_stem()}.zip", lambda: packed, key="deck_zip")


def _images(slides: list[Made], done: Callable[[int], None]) -> bytes:
    """A PDF with a page for each slide, and every page as an image."""
    images = {}
    for place, slide in enumerate(slides, start=1):
        if slide.exhibit:
            figure = retitled(slide.exhibit.figure, slide.title)
            images[f"{place:02}-{slide.exhibit.name}.png"] = image_bytes(figure, "png")
        done(place)
    return zip_bytes({f"{_deck_stem()}.pdf": pdf_of(list(images.values())), **images})


def _deck_stem() -> str:
    return f"deck_{cache.facets().dataset.as_of.isoformat()}"
