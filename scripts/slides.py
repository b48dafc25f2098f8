"""Saves pictures of real slides to docs/slides, as LibreOffice draws them, for the page for presenters."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analytics.charts.description import Bars, Map, Matrix
from analytics.dataset import chosen_source, load_dataset
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.slide import BigNumbers, Slide
from analytics.selection import Selection, filter_data
from scripts.serve import ROOT

FORUM = "IMRF-2026"
ADDRESS = "http://localhost:8501/deck?pack=IMRF-2026"
FOLDER = ROOT / "docs" / "slides"
DOTS_PER_INCH = 72


def pictured(slides: Sequence[Slide]) -> dict[str, Slide]:
    """One slide of each kind by its name; of charts the fullest."""
    kinds = {"numbers": BigNumbers, "map": Map, "matrix": Matrix}
    first = {name: next(each for each in slides if isinstance(each.content, kind)) for name, kind in kinds.items()}
    charts = [each for each in slides if isinstance(each.content, Bars)]
    return first | {"chart": max(charts, key=lambda each: _total(each.content))}


def _total(content: object) -> float:
    return (
        sum(value.number or 0 for each in content.series for value in each.values) if isinstance(content, Bars) else 0
    )


def pictures(content: bytes, folder: Path) -> list[Path]:
    """A picture of each slide of a PowerPoint file, in order; RuntimeError without LibreOffice and Poppler."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            raise RuntimeError(f"{program} is not on this machine (Debian: libreoffice-impress, poppler-utils)")
    deck = folder / "deck.pptx"
    deck.write_bytes(content)
    # A profile of its own: LibreOffice refuses to start twice on one.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck))
    _run("pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(folder / "deck.pdf"), str(folder / "slide"))
    return sorted(folder.glob("slide-*.png"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def main() -> None:
    """Makes the pack of a forum from the shipped data and keeps a picture of one slide of each kind."""
    everything = filter_data(Facets(load_dataset(chosen_source())), Selection())
    scope = pack_scope(everything, FORUM)
    shown = pictured(pack(filter_data(everything.facets, scope.selection), scope, ADDRESS))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = pictures(pptx_bytes(list(shown.values())), Path(folder))
        except RuntimeError as error:
            sys.exit(str(error))
        for name, path in zip(shown, made, strict=True):
            print(shutil.copy(path, FOLDER / f"{name}.png"))


if __name__ == "__main__":
    main()
