"""`python -m analytics.pack --forum GFMD-2026 --region Africa --out DIR`: a forum's pack and handout as files."""

import argparse
from collections.abc import Callable, Sequence
from functools import cache, partial

from analytics import command_line
from analytics.exhibits.about import about_selection
from analytics.exports.documents.paper import paper_docx
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.slide_pictures import slides_odp, slides_pdf, slides_zip
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.workbook import workbook_bytes
from analytics.file_names import file_stem
from analytics.packs.forum_pack import forums, pack, pack_scope
from analytics.packs.handout import handout
from analytics.packs.page import Paper
from analytics.packs.slide import Slide
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData, filter_data
from analytics.terminal import run

FORMATS = {
    "pptx": "the pack as PowerPoint",
    "pdf": "the pack as PDF",
    "odp": "the pack as an OpenDocument presentation (needs LibreOffice)",
    "png": "the pack as images, in a zip",
    "docx": "the handout for Word",
    "handout.pdf": "the handout as PDF (needs Chrome or Chromium)",
    "xlsx": "all tables of the selection for Excel",
}
USUAL = "pptx,docx"


def main(arguments: Sequence[str]) -> int:
    """Makes the files; see `terminal` for its exit codes. SystemExit with 2 for options that there are not."""
    parser = command_line.parser_of(
        "analytics.pack", "Makes the pack and the handout of a forum from the pledges selected."
    )
    parser.add_argument("--forum", default="", metavar="FORUM", help="what the pack is for (--list names them)")
    made = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    parser.add_argument("--format", default=USUAL, metavar="LIST", help=f"with commas, {USUAL} if left out. {made}")
    asked = parser.parse_args(arguments)
    return command_line.answered(parser.prog, partial(_list if asked.list else _make, asked))


def _list(asked: argparse.Namespace) -> None:
    for code, name in forums(command_line.filtered_of(asked).dataset).items():
        if code:
            print(f"{code}\t{name}")


def _make(asked: argparse.Namespace) -> None:
    formats, template = command_line.formats_of(asked.format, list(FORMATS)), command_line.template_of(asked)
    filtered = command_line.filtered_of(asked)
    offered = {code: (name,) for code, name in forums(filtered.dataset).items() if code}
    forum = command_line.found(asked.forum, offered, "--forum") if asked.forum else ""
    files = _files(
        filtered,
        forum,
        command_line.address_of(asked, "deck", filtered, **({"pack": forum} if forum else {})),
        template,
    )
    command_line.save_files(asked.out, {name: make for ending, (name, make) in files.items() if ending in formats})


def _files(
    filtered: FilteredData, forum: str, address: str, template: bytes | None
) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Name and maker of each file, by its format; the page makes the same ones."""
    scope = pack_scope(filtered, forum)
    packed = filter_data(filtered.facets, scope.selection)
    of_forum = f"-{forum.lower()}" if forum else ""
    stem, leaf = (file_stem(f"{kind}{of_forum}", filtered) for kind in ("pack", "handout"))

    @cache
    def slides() -> list[Slide]:
        return pack(packed, scope, address)

    @cache
    def paper() -> Paper:
        return handout(packed, scope, address)

    return {
        "pptx": (f"{stem}.pptx", lambda: pptx_bytes(slides(), template)),
        "pdf": (f"{stem}.pdf", lambda: slides_pdf(slides(), template)),
        "odp": (f"{stem}.odp", lambda: slides_odp(slides(), template)),
        "png": (f"{stem}.zip", lambda: slides_zip(slides(), template, stem)),
        "docx": (f"{leaf}.docx", lambda: paper_docx(paper())),
        "handout.pdf": (f"{leaf}.pdf", lambda: paper_pdf(paper())),
        "xlsx": (
            f"{file_stem('tables', filtered)}.xlsx",
            lambda: workbook_bytes(selection_sheets(filtered), about_selection(filtered, "", address)),
        ),
    }


if __name__ == "__main__":
    run(main)
