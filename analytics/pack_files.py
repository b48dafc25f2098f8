"""Everything that slides, and the pack of a forum with its handout and tables, can be saved as, by format."""

from collections.abc import Callable

from analytics.exhibits.about import about_selection
from analytics.exports.documents.paper import paper_docx
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.slide_pictures import slides_odp, slides_pdf, slides_zip
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.workbook import workbook_bytes
from analytics.file_names import file_stem
from analytics.packs.page import Paper
from analytics.packs.slide import Slide
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData

Files = dict[str, tuple[str, Callable[[], bytes]]]
"""Name and maker of each file, by its format."""


def files_of_slides(slides: Callable[[], list[Slide]], template: bytes | None, stem: str) -> Files:
    """Slides in the design of a `template`; images are a zip."""
    return {
        "pptx": (f"{stem}.pptx", lambda: pptx_bytes(slides(), template)),
        "pdf": (f"{stem}.pdf", lambda: slides_pdf(slides(), template)),
        "png": (f"{stem}.zip", lambda: slides_zip(slides(), template, stem)),
        "odp": (f"{stem}.odp", lambda: slides_odp(slides(), template)),
    }


def files_of_pack(
    filtered: FilteredData,
    forum: str,
    slides: Callable[[], list[Slide]],
    handout: Callable[[], Paper],
    template: bytes | None,
    address: str,
) -> Files:
    """The pack of a forum, its handout and all tables of the selection; `address` is the link back."""
    of_forum = f"-{forum.lower()}" if forum else ""
    stem, leaf = (file_stem(f"{kind}{of_forum}", filtered) for kind in ("pack", "handout"))
    return {
        **files_of_slides(slides, template, stem),
        "docx": (f"{leaf}.docx", lambda: paper_docx(handout())),
        "handout.pdf": (f"{leaf}.pdf", lambda: paper_pdf(handout())),
        "xlsx": workbook_file(filtered, address),
    }


def workbook_file(filtered: FilteredData, address: str) -> tuple[str, Callable[[], bytes]]:
    """Name and maker of the workbook with all tables of a selection."""
    name, head = f"{file_stem('tables', filtered)}.xlsx", about_selection(filtered, "", address)
    return name, lambda: workbook_bytes(selection_sheets(filtered), head)
