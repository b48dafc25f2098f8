"""Saves pictures of real slides and of a handout's first page to docs/slides, for the page for presenters."""

import shutil
import subprocess
import sys
from collections.abc import Sequence

from analytics.charts.description import Bars, Map, Matrix
from analytics.dataset import chosen_source, load_dataset
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.images import ImageError, NoBrowser
from analytics.exports.office import OfficeError, converted
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.handout import handout
from analytics.packs.slide import BigNumbers, Slide
from analytics.selection import Selection, filter_data
from scripts.serve import ROOT

FORUM = "IMRF-2026"
ADDRESS = "http://localhost:8501/deck?pack=IMRF-2026"
FOLDER = ROOT / "docs" / "slides"
DOTS_PER_INCH = 72


def pictured(slides: Sequence[Slide]) -> dict[str, Slide]:
    """One slide of each kind by its name, as far as there is one; of charts the fullest."""
    kinds = {"numbers": BigNumbers, "map": Map, "matrix": Matrix}
    shown = {
        name: next((each for each in slides if isinstance(each.content, kind)), None) for name, kind in kinds.items()
    }
    charts = [each for each in slides if isinstance(each.content, Bars)]
    shown["chart"] = max(charts, key=lambda each: _total(each.content), default=None)
    return {name: slide for name, slide in shown.items() if slide}


def _total(content: object) -> float:
    return (
        sum(value.number or 0 for each in content.series for value in each.values) if isinstance(content, Bars) else 0
    )


def save_page(pdf: bytes, page: int, name: str) -> None:
    """Keeps the picture of one page of a PDF."""
    place = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(DOTS_PER_INCH), "-png", "-"]
    subprocess.run(["pdftoppm", *place, str(FOLDER / name)], input=pdf, check=True, timeout=300)
    print(FOLDER / f"{name}.png")


def main() -> None:
    """Makes the pack and the handout of a forum from the shipped data and keeps a picture of each kind of page."""
    if shutil.which("pdftoppm") is None:
        sys.exit("pdftoppm is not on this machine (Debian: poppler-utils)")
    everything = filter_data(Facets(load_dataset(chosen_source())), Selection())
    scope = pack_scope(everything, FORUM)
    packed = filter_data(everything.facets, scope.selection)
    shown = pictured(pack(packed, scope, ADDRESS))
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        slides, paper = converted(pptx_bytes(list(shown.values())), "pdf"), paper_pdf(handout(packed, scope, ADDRESS))
    except (OfficeError, NoBrowser, ImageError) as error:
        sys.exit(str(error))
    for place, name in enumerate(shown, start=1):
        save_page(slides, place, name)
    save_page(paper, 1, "handout")


if __name__ == "__main__":
    main()
