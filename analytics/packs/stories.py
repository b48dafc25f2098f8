"""Three stories with a result each, for a room to remember."""

from typing import Any

import pandas as pd

from analytics.addresses import host
from analytics.exhibits.claims import Claim
from analytics.exhibits.published.tables import results_in_words
from analytics.measures.progress import results_stated
from analytics.packs.exhibit_slides import slide_with_notes
from analytics.packs.slide import Bullet, Bullets, Slide
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, number

MOST_STORIES = 3


def stories_slide(filtered: FilteredData, address: str) -> Slide | None:
    """The newest results, each of another government and, as far as there are any, of another region."""
    stated = results_stated(filtered)
    if stated.empty:
        return None
    told = results_in_words(filtered.dataset, stated[stated["pledge_id"].isin(_chosen(filtered, stated))])
    stories = tuple(_story(row) for row in each_row(told))
    title = _("Pledges that state a result: {count} of {of}")
    if len(stated) > len(stories) > 1:
        title = _("Pledges that state a result: {count} of {of}; here are {shown}")
    title = title.format(count=number(len(stated)), of=number(filtered.count()), shown=number(len(stories)))
    # Of a joint pledge the names stand in one cell.
    who = listing(list(dict.fromkeys("; ".join(told["who"]).split("; "))), last="and")
    return slide_with_notes(
        filtered,
        address,
        Claim("results_stated", title, stated=len(stated), of=filtered.count()),
        Bullets(stories),
        scope=_("In the words of their sources; the newest of different governments and regions. The handout has all."),
        description=" ".join(_("{who}: {result}").format(who=story.head, result=story.text) for story in stories),
        message=_("The results here are from {who}.").format(who=who),
        reading=_("The name of each government leads to the source."),
        caveat=_("Results are what the source states; nobody has checked them, and they can’t be added up."),
    )


def _story(row: Any) -> Bullet:
    head = _("{who}, no date stated") if pd.isna(row.on) else _("{who}, {date}")
    return Bullet(
        head.format(who=row.who, date=row.on),
        row.results_summary,
        _("{pledge}. Source: {source}").format(pledge=row.title, source=host(row.source_url) or "–"),
        row.source_url,
    )


def _chosen(filtered: FilteredData, stated: pd.DataFrame) -> list[str]:
    """The pledges told: newest first, each government once, and another region before the same one again."""
    places = filtered.dataset.pledge_governments
    places = places[places["pledge_id"].isin(stated["pledge_id"])]
    who_of: dict[str, set[str]] = {pledge: set() for pledge in stated["pledge_id"]}
    where_of: dict[str, set[str]] = {pledge: set() for pledge in who_of}
    columns = (places["pledge_id"], places["city_id"], places[filtered.selection.regions_by])
    for pledge, government, region in zip(*columns, strict=True):
        who_of[pledge].add(government)
        if pd.notna(region):
            where_of[pledge].add(region)
    chosen: list[str] = []
    governments: set[str] = set()
    seen: set[str] = set()
    for is_elsewhere in (True, False):
        for pledge, who in who_of.items():
            where = where_of[pledge]
            if len(chosen) == MOST_STORIES or who & governments or (is_elsewhere and (not where or where & seen)):
                continue
            chosen.append(pledge)
            governments |= who
            seen |= where
    return chosen
