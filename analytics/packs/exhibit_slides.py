"""Figures as slides: the finding as title, the parts to draw, and what the presenter needs in the notes."""

import pandas as pd

from analytics.charts.description import WorldMap
from analytics.exhibits.exhibit import Exhibit, disclaimer, scope_line, source_line
from analytics.exhibits.places.figures import countries_without_shape
from analytics.packs.slide import Content, Slide
from analytics.selection import FilteredData, sentence
from analytics.words import _, ngettext, number, short_number


def exhibit_slide(exhibit: Exhibit, filtered: FilteredData, address: str, title: str = "") -> Slide:
    """A figure as a slide; `title` is the presenter's own, and its finding then stands in the notes only."""
    content = exhibit.native()
    source, caveat = exhibit.source, announced_only()
    if isinstance(content, WorldMap):
        source = with_disclaimer(source)
        caveat = " ".join(filter(None, [disclaimer(), countries_without_shape(filtered), caveat]))
    return Slide(
        title=title or exhibit.finding,
        content=content,
        scope=exhibit.scope,
        description=exhibit.description,
        source=source,
        notes=notes(
            filtered,
            address,
            shows=f"{exhibit.finding}. {exhibit.description}",
            reading=exhibit.reading,
            whole=f"{whole_words(filtered)} {_shares_of(exhibit.table)}".strip(),
            source=source,
            caveat=caveat,
        ),
    )


def text_slide(
    filtered: FilteredData,
    address: str,
    title: str,
    content: Content,
    *,
    description: str,
    reading: str,
    source: str = "",
    measure: str = "",
    shows: str = "",
    whole: str = "",
    caveat: str = "",
) -> Slide:
    """A slide that belongs to no figure of a page; what is left out is that of the selection as a whole.

    `measure` stands before the selection under the title, `shows` in the notes where the description is not enough.
    """
    source = source or source_line(filtered)
    return Slide(
        title=title,
        content=content,
        scope=scope_line(filtered, measure),
        description=description,
        source=source,
        notes=notes(
            filtered,
            address,
            shows=shows or description,
            reading=reading,
            whole=whole or whole_words(filtered),
            source=source,
            caveat=f"{caveat} {announced_only()}".strip(),
        ),
    )


def notes(
    filtered: FilteredData, address: str, *, shows: str, reading: str, whole: str, source: str, caveat: str
) -> tuple[tuple[str, str], ...]:
    """What a presenter reads under a slide, always under the same headings."""
    return (
        (_("What it shows"), shows),
        (_("How to read it"), reading),
        (_("Filter"), f"{sentence(filtered)}."),
        (_("The whole"), whole),
        (_("Source"), source),
        (_("Caveat"), caveat),
        (_("Link back"), address),
    )


def whole_words(filtered: FilteredData) -> str:
    """How many pledges a slide is about, and of how many."""
    total = len(filtered.dataset.pledges)
    said = ngettext("{count} of {total} pledge in the data.", "{count} of {total} pledges in the data.", total)
    return said.format(count=number(filtered.count()), total=number(total))


def announced_only() -> str:
    """What no slide may be quoted for."""
    return _(
        "A pledge is what was announced; it does not say what was done. Pledges without a public page are missing."
    )


def with_disclaimer(source: str) -> str:
    """The source line of a map, with the disclaimer about borders once."""
    return source if disclaimer() in source else f"{source} {disclaimer()}"


def _shares_of(table: pd.DataFrame) -> str:
    """The numbers that the shares of a table are of."""
    if "need_share" in table:
        known = table[table["need_share"].notna()]
        return _(
            "Shares are of {people} people, and of pledges counted {pledges} times, in the places compared."
        ).format(people=short_number(known["people"].sum()), pledges=number(round(known["pledges"].sum(), 1)))
    name = "region_label" if "region_label" in table else "label"
    if "of" not in table or name not in table:
        return ""
    wholes = table.loc[table["of"].notna(), [name, "of"]].drop_duplicates(name)
    if wholes.empty:
        return ""
    said = [_("{place}: {whole}").format(place=row[0], whole=number(row[1])) for row in wholes.itertuples(index=False)]
    return _("Shares are of: {list}.").format(list="; ".join(said))
