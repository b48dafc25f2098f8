"""Slides of practice and of money: who can learn from whom, and who paid for what."""

from dataclasses import replace

from analytics.charts.description import Bars, Figure
from analytics.exhibits.exchange.figures import exchange_bars
from analytics.exhibits.exchange.tables import match_words
from analytics.exhibits.funding.ask import open_words
from analytics.exhibits.funding.figures import funding
from analytics.measures.exchange import exchange_rows
from analytics.measures.funding import counted_grants, grants_of
from analytics.packs.exhibit_slides import exhibit_slide, pledges_of_all
from analytics.packs.slide import Slide
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number

MOST_FUNDERS = 10
"""Funders drawn on a slide, so that their names can be read in a room."""


def practice_slides(filtered: FilteredData, address: str) -> list[Slide]:
    """Offers, asks and exchanges with their pairs, and grants by funder; each only where something was found."""
    board, paid = exchange_bars(filtered, "theme"), funding(filtered, "funder")
    dataset, slides = filtered.dataset, []
    if board.finding.kind != "nothing_to_say":
        total = len(dataset.exchange)
        whole = ngettext(
            "{count} of {total} offer, ask or exchange in the data. Only region, country, theme and search apply to"
            " them, and no compact does.",
            "{count} of {total} offers, asks and exchanges in the data. Only region, country, theme and search apply to"
            " them, and no compact does.",
            total,
        ).format(count=number(len(exchange_rows(filtered))), total=number(total))
        learning = replace(board, scope=f"{board.scope} {match_words(filtered)}")
        slides.append(exhibit_slide(learning, filtered, address, whole=whole))
    if len(paid.table):
        total = len(counted_grants(dataset))
        grants = ngettext(
            "{count} of {total} grant in the data.", "{count} of {total} grants in the data.", total
        ).format(count=number(len(grants_of(filtered))), total=number(total))
        cut = _("The first {shown} of {count} funders; the notes name all.") if len(paid.table) > MOST_FUNDERS else ""
        cut = cut.format(shown=number(MOST_FUNDERS), count=number(len(paid.table)))
        money = replace(
            paid,
            figure=_first(paid.figure, MOST_FUNDERS),
            scope=" ".join(filter(None, (paid.scope, open_words(dataset, dataset.as_of), cut))),
        )
        slides.append(exhibit_slide(money, filtered, address, whole=f"{grants} {pledges_of_all(filtered)}"))
    return slides


def _first(figure: Figure, most: int) -> Figure:
    if not isinstance(figure, Bars):
        return figure
    series = tuple(replace(each, values=each.values[:most]) for each in figure.series)
    return replace(figure, rows=figure.rows[:most], series=series)
