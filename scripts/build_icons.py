"""Builds pages/server/icons.woff2: of the icon font that Streamlit sends to every reader, the icons that can appear.

These are the icons that pages name, and those in Streamlit's own scripts. The font is the installed Streamlit's.
"""

import re
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pages.server.small_files import ICONS, STATIC, streamlit_file

PAGES = Path(__file__).parent.parent / "pages"


def icon_names() -> set[str]:
    """The names of all icons that can appear on a page."""
    sources = [*PAGES.rglob("*.py"), *STATIC.glob("js/*.js")]
    return {name for path in sources for name in re.findall(r":material/(\w+):", path.read_text(encoding="utf-8"))}


def icon_font(names: set[str]) -> bytes:
    """Streamlit's icon font with these icons alone, each found by its name as in the whole font."""
    font = TTFont(streamlit_file("media/MaterialSymbols-Rounded.*.woff2"), recalcTimestamp=False)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items() if code < 128}
    glyphs = {
        letters[first] + "".join(letters[each] for each in ligature.Component): ligature.LigGlyph
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in table.ExtSubTable.ligatures.items()
        for ligature in ligatures
    }
    # Streamlit names one that its font lacks.
    named = sorted(names & glyphs.keys())
    # Every icon can be spelled with the letters of these; only those asked for are kept.
    subsetter = Subsetter(Options(layout_closure=False, layout_features=["*"]))
    subsetter.populate(text="".join(named), glyphs=[glyphs[name] for name in named])
    subsetter.subset(font)
    written = BytesIO()
    font.flavor = "woff2"
    font.save(written)
    return written.getvalue()


if __name__ == "__main__":
    ICONS.write_bytes(icon_font(icon_names()))
    print(f"{ICONS}: {ICONS.stat().st_size} bytes")
