"""Slides of figures and of text, each with what the presenter needs in its notes."""

import pandas as pd

from analytics.charts.description import Map
from analytics.exhibits.exhibit import Exhibit, disclaimer, scope_line, source_line
from analytics.exhibits.places.figures import countries_without_shape
from analytics.packs.slide import Content, Slide
from analytics.selection import FilteredData, sentence
from analytics.words import _, ngettext, number, pgettext, short_number


def exhibit_slide(exhibit: Exhibit, filtered: FilteredData, address: str, title: str = "", whole: str = "") -> Slide:
    """A figure as a slide; `title` is the presenter's own, and its finding then stands in the notes only.

    `whole` says what the numbers are of where that is not the pledges.
    """
    is_map = isinstance(exhibit.figure, Map)
    return slide_with_notes(
        filtered,
        address,
        title or exhibit.finding,
        exhibit.figure,
        scope=exhibit.scope,
        description=exhibit.description,
        shows=f"{exhibit.finding}. {exhibit.description}",
        reading=exhibit.reading,
        whole=whole or f"{pledges_of_all(filtered)} {_wholes_of_shares(exhibit.table)}".strip(),
        source=exhibit.source_under_figure(),
        caveat=" ".join(filter(None, [disclaimer(), countries_without_shape(filtered)])) if is_map else "",
    )


def slide_with_notes(
    filtered: FilteredData,
    address: str,
    title: str,
    content: Content,
    *,
    description: str,
    reading: str,
    scope: str | None = None,
    source: str = "",
    shows: str = "",
    whole: str = "",
    caveat: str = "",
) -> Slide:
    """A slide with what the presenter reads under it, always under the same headings.

    What is left out is that of the selection as a whole; `shows` is needed where the description is not enough.
    """
    source = source or source_line(filtered)
    notes = (
        (_("What it shows"), shows or description),
        (_("How to read it"), reading),
        (_("Filter"), f"{sentence(filtered)}."),
        (_("The whole"), whole or pledges_of_all(filtered)),
        (pgettext("where a record comes from", "Source"), source),
        (_("Caveat"), f"{caveat} {pledge_caveat()}".strip()),
        (_("Link back"), address),
    )
    return Slide(title, content, scope_line(filtered) if scope is None else scope, description, source, notes)


def pledges_of_all(filtered: FilteredData) -> str:
    """How many pledges a slide is about, and of how many."""
    total = len(filtered.dataset.pledges)
    counted = ngettext("{count} of {total} pledge in the data.", "{count} of {total} pledges in the data.", total)
    return counted.format(count=number(filtered.count()), total=number(total))


def pledge_caveat() -> str:
    """What no slide may be quoted for."""
    return _(
        "A pledge is what was announced; it does not say what was done. Pledges without a public page are missing."
    )


def _wholes_of_shares(table: pd.DataFrame) -> str:
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
    texts = [_("{place}: {whole}").format(place=place, whole=number(of)) for place, of in wholes.to_numpy()]
    return _("Shares are of: {list}.").format(list="; ".join(texts))
