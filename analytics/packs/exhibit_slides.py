"""Slides of figures and of text, each with what the presenter says and, below that, needs to know."""

from dataclasses import replace

import pandas as pd

from analytics.charts.description import Bars, Map
from analytics.exhibits.about import is_of_selection
from analytics.exhibits.claims import Claim, looking_for
from analytics.exhibits.exhibit import Exhibit, disclaimer, scope_line, source_line
from analytics.exhibits.places.figures import countries_without_shape
from analytics.measures.exchange import exchange_rows
from analytics.measures.funding import counted_grants, grants_of
from analytics.packs.slide import MOST_ROWS, Content, Slide
from analytics.selection import FilteredData, sentence
from analytics.words import _, ngettext, number, short_number

OF_OFFERS = ("exchange", "exchange_links")
"""Kinds of figures that count offers, asks and exchanges, and no pledges."""

MOST_PAIRS = 8
"""Rows of a figure that has several bars in each."""


def exhibit_slide(exhibit: Exhibit, filtered: FilteredData, address: str, title: str = "", caveat: str = "") -> Slide:
    """A figure as a slide; under a `title` of the presenter's own its finding is said after that.

    `caveat` says what not to take from its numbers.
    """
    is_map, kind = isinstance(exhibit.figure, Map), exhibit.recipe.kind if exhibit.recipe else ""
    return slide_with_notes(
        filtered,
        address,
        title or exhibit.finding,
        exhibit.figure,
        scope=exhibit.scope,
        description=exhibit.alt_text,
        reading=exhibit.on_slide or exhibit.how_to_read,
        message=exhibit.finding if title else "",
        whole=_whole_of(exhibit, kind, filtered),
        is_of_selection=is_of_selection(exhibit, filtered),
        wholes=_wholes_of_shares(exhibit.table),
        source=exhibit.source_under_figure(),
        caveat=caveat or (_offers_caveat() if kind in OF_OFFERS else ""),
        more=" ".join(filter(None, [disclaimer(), countries_without_shape(filtered)])) if is_map else "",
    )


def _whole_of(exhibit: Exhibit, kind: str, filtered: FilteredData) -> str:
    """What the numbers of a figure are of, where those are not the pledges of the selection alone; else empty."""
    if kind in OF_OFFERS:
        total = len(filtered.dataset.exchange)
        return ngettext(
            "That is {count} of {total} offer, ask or exchange in the data.",
            "That is {count} of {total} offers, asks and exchanges in the data.",
            total,
        ).format(count=number(len(exchange_rows(filtered))), total=number(total))
    if kind == "funding":
        total = len(counted_grants(filtered.dataset))
        return ngettext(
            "Grants here are {count} of {total} about migration in the data.",
            "Grants here are {count} of {total} about migration in the data.",
            total,
        ).format(count=number(len(grants_of(filtered))), total=number(total))
    return "" if is_of_selection(exhibit, filtered) else full_sentence(exhibit.scope)


def _offers_caveat() -> str:
    """What slides of offers and asks may not be quoted for."""
    return _("Found, not complete. Only region, country, theme and search apply to them, and no compact does.")


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
    message: str = "",
    whole: str = "",
    wholes: str = "",
    caveat: str = "",
    more: str = "",
    is_of_selection: bool = True,
) -> Slide:
    """A slide with three or four sentences to say: its title, `message`, `whole` and `caveat`; the rest is below them.

    What is left out is that of the selection as a whole: its scope, its source, how many pledges it holds, and that a
    pledge is what was announced. `wholes` are the numbers that shares are of, `more` is what else to know. Where a
    slide is not about the pledges of the selection (`is_of_selection`), its notes give neither their number nor the
    filter.
    """
    counted = pledges_of_all(filtered) if is_of_selection else ""
    script = (*(full_sentence(each) for each in (title, message) if each), whole or pledges_sentence(filtered))
    notes = (
        (_("How to read it"), reading),
        (_("In words"), description),
        (_("To know"), more),
        (_("Filter"), f"{sentence(filtered)}." if is_of_selection else ""),
        (_("The whole"), f"{counted} {wholes}".strip()),
        ("", source or source_line(filtered)),
        (_("Link back"), address),
    )
    return Slide(
        title,
        content,
        scope_line(filtered) if scope is None else scope,
        description,
        source or source_line(filtered),
        tuple(note for note in notes if note[1]),
        (*script, caveat or pledge_caveat()),
    )


def full_sentence(text: str) -> str:
    """A title as it is said: with a full stop.

    >>> full_sentence("12 of 40 pledges"), full_sentence("Who pledged?")
    ('12 of 40 pledges.', 'Who pledged?')
    """
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def pledges_sentence(filtered: FilteredData) -> str:
    """How many pledges a slide is about and of how many, to be said."""
    total, count = len(filtered.dataset.pledges), filtered.count()
    if count == total:
        everything = ngettext(
            "This is about the {total} pledge found.", "This is about all {total} pledges found.", total
        )
        return everything.format(total=number(total))
    if not count:
        none = ngettext(
            "This is about none of the {total} pledge found.", "This is about none of the {total} pledges found.", total
        )
        return none.format(total=number(total))
    text = ngettext(
        "This is about {count} of the {total} pledge found.",
        "This is about {count} of the {total} pledges found.",
        total,
    )
    return text.format(count=number(count), total=number(total))


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


def short_title(exhibit: Exhibit, filtered: FilteredData) -> Exhibit:
    """The exhibit with its finding as a title: what was looked for is said by the line under it."""
    claim = exhibit.finding
    return replace(exhibit, finding=Claim(claim.kind, claim.removesuffix(looking_for(filtered, "")), **claim.facts))


def first_rows(exhibit: Exhibit, is_sorted: bool = True) -> Exhibit:
    """Bars with the rows that a room can read, the first ones; unless `is_sorted`, those with most are put first.

    The line under the title then says that the notes name all.
    """
    figure = exhibit.figure
    if not isinstance(figure, Bars):
        return exhibit
    places, sizes = list(range(len(figure.rows))), figure.sizes()
    if not is_sorted:
        places.sort(key=lambda at: -sizes[at])
    most = MOST_ROWS if figure.bars_per_row() == 1 else MOST_PAIRS
    scope = exhibit.scope if len(places) <= most else f"{exhibit.scope} {first_words(most, len(places))}"
    return replace(exhibit, figure=figure.with_rows(places[:most]), scope=scope)


def first_words(most: int, count: int) -> str:
    """Says that a slide has only the first rows."""
    return _("The first {shown} of {count}; the notes name all.").format(shown=number(most), count=number(count))


def has_bars(exhibit: Exhibit) -> bool:
    """True where two rows or more of a figure have something to compare: one bar alone is a sentence, not a figure."""
    figure = exhibit.figure
    return not isinstance(figure, Bars) or sum(size > 0 for size in figure.sizes()) > 1


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
