"""Slides of practice and of money: who can learn from whom, and who paid for what."""

from dataclasses import replace

from analytics.exhibits.claims import Claim
from analytics.exhibits.exchange.figures import count_words, exchange_bars
from analytics.exhibits.exchange.tables import match_words
from analytics.exhibits.funding.figures import funding
from analytics.packs.exhibit_slides import exhibit_slide, first_rows, has_bars
from analytics.packs.slide import Slide
from analytics.selection import FilteredData
from analytics.words import _, listing


def learning_slide(filtered: FilteredData, address: str) -> Slide | None:
    """Offers, asks and exchanges by theme; None where they are on no two themes."""
    board = exchange_bars(filtered, "theme")
    if board.finding.kind == "nothing_to_say" or not has_bars(board):
        return None
    facts = board.finding.facts
    # Which asks meet no offer stands on the slide of what is asked for.
    numbers = listing(count_words(facts), last="and")
    title = Claim("exchange_board", _("Found: {numbers}").format(numbers=numbers), **facts)
    told = first_rows(replace(board, finding=title), is_sorted=False)
    slide = exhibit_slide(told, filtered, address)
    return replace(slide, notes=((_("Who can help whom"), match_words(filtered)), *slide.notes))


def funding_slide(filtered: FilteredData, address: str) -> Slide | None:
    """Grants and pledges by funder, those with most first; None where no two funders are known."""
    paid = funding(filtered, "funder")
    if paid.table.empty or not has_bars(paid):
        return None
    caveat = _("A grant and a pledge may be of the same money, so neither they nor their amounts are added up.")
    return exhibit_slide(first_rows(paid), filtered, address, caveat=caveat)
