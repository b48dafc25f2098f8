"""How a forum pack opens: its cover, and the numbers to say aloud."""

import pandas as pd

from analytics.exhibits.claims import Claim
from analytics.exhibits.overview.headlines import Headline, headline_words, under_words, value_words
from analytics.labels import label
from analytics.measures.headlines import headlines
from analytics.packs.exhibit_slides import pledges_of_all, slide_with_notes
from analytics.packs.slide import BigNumbers, Cover, Slide, Statements
from analytics.selection import FilteredData, Selection, filter_data, sentence
from analytics.words import _, day, day_as_stated, listing, ngettext, number


def cover_slide(filtered: FilteredData, forum: str, coverage_note: str, address: str) -> Slide:
    """Title, forum with date and place, selection, data; `coverage_note` says which pledges the pack holds."""
    dataset = filtered.dataset
    occasion = (label(dataset, "forum", forum), _when_and_where(filtered, forum)) if forum else ()
    data = _("Data of {date}, version {version}").format(date=day(dataset.as_of), version=dataset.version)
    lines = (*occasion, f"{sentence(filtered)}.", coverage_note, data)
    return slide_with_notes(
        filtered,
        address,
        _cover_title(filtered, compact_of(filtered, forum) if forum else ""),
        Cover(lines),
        scope="",
        description=" ".join(lines),
        shows=_("The cover: what the pack is about, for which forum, and which pledges it holds."),
        reading=_("Every slide that follows is about the same pledges."),
        whole=f"{pledges_of_all(filtered)} {coverage_note}",
    )


def _cover_title(filtered: FilteredData, compact: str) -> Claim:
    """Says "to the compact" only where every pledge of the pack states it."""
    stating = int((filtered.facet("compact").any_of((compact,)) & filtered.pledges).sum()) if compact else 0
    if not stating:
        return Claim("cover", _("Local commitments to migrants and refugees"), compact="")
    name = label(filtered.dataset, "compact", compact)
    if stating == filtered.count():
        pledged = _("What local governments pledged to the {compact}").format(compact=name)
        return Claim("cover", pledged, compact=compact, stating=stating)
    some = ngettext(
        "Local commitments: {count} is known to be to the {compact}",
        "Local commitments: {count} are known to be to the {compact}",
        stating,
    )
    return Claim("cover", some.format(count=number(stating), compact=name), compact="", stating=stating)


def compact_of(filtered: FilteredData, forum: str) -> str:
    """The code of the compact that a forum is about; KeyError for a forum that is about none or not in the data."""
    return str(filtered.dataset.forums.set_index("forum_id")["compact"].dropna()[forum])


def _when_and_where(filtered: FilteredData, forum: str) -> str:
    start, end, place = filtered.dataset.forums.set_index("forum_id").loc[forum, ["start_date", "end_date", "place"]]
    if pd.isna(start):
        return _("Date and place are not in the data")
    place = _("place not in the data") if pd.isna(place) else place
    if pd.isna(end):
        return _("{start}, {place}").format(start=day_as_stated(start), place=place)
    return _("{start} to {end}, {place}").format(start=day_as_stated(start), end=day_as_stated(end), place=place)


def empty_pack_slide(filtered: FilteredData, coverage_note: str, address: str) -> Slide:
    """The one slide after the cover of a pack that holds no pledge."""
    return slide_with_notes(
        filtered,
        address,
        Claim("nothing_to_say", _("No pledge is left for this pack")),
        Statements(((coverage_note, ""), (_("Choose other filters, or another forum."), ""))),
        description=coverage_note,
        reading=_("There is nothing to draw: the slides of the pack are left out."),
    )


def headline_slide(filtered: FilteredData, forum: str, address: str) -> Slide:
    """The headline numbers, each with its whole and what was published.

    At a forum on the refugee compact the objectives of the other one are left out.
    """
    rows = _headlines(filtered)
    if forum and compact_of(filtered, forum) == "GCR":
        rows = [row for row in rows if row.headline != "objectives"]
    of_all = {row.headline: row for row in _headlines(filter_data(filtered.facets, Selection()))}
    names = {row.headline: headline_words(row.headline) for row in rows}
    items = tuple((value_words(row), names[row.headline][0], _under(row, of_all[row.headline])) for row in rows)
    # Where only networks are chosen, local governments and countries do not apply.
    counts = {row.headline: int(row.value) for row in rows if pd.notna(row.value)}
    counted = {
        "pledges": ngettext("{count} pledge", "{count} pledges", counts["pledges"]),
        "governments": ngettext("{count} local government", "{count} local governments", counts.get("governments", 0)),
        "countries": ngettext("{count} country", "{count} countries", counts.get("countries", 0)),
    }
    numbers = [text.format(count=number(counts[name])) for name, text in counted.items() if name in counts]
    title = _("Where we stand: {numbers}").format(numbers=listing(numbers, last="and"))
    whole = _("{what}: {count}. {whole}")
    return slide_with_notes(
        filtered,
        address,
        Claim("headline_counts", title, **counts),
        BigNumbers(items),
        description=" ".join(whole.format(what=what, count=count, whole=under) for count, what, under in items),
        reading=" ".join(_("{term}: {meaning}").format(term=term, meaning=meaning) for term, meaning in names.values()),
    )


def _headlines(filtered: FilteredData) -> list[Headline]:
    return [Headline(*row) for row in headlines(filtered).itertuples(index=False)]


def _under(row: Headline, of_all: Headline) -> str:
    """What stands under a number: of a part of the pledges, with the figure published of all named as such."""
    under = under_words(row)
    if pd.notna(row.published) or pd.isna(of_all.published):
        return under
    published = _("Published for all pledges: {figure} ({date}).").format(
        figure=of_all.published_as, date=day_as_stated(of_all.published_on)
    )
    return f"{under} {published}".strip()
