"""How a forum pack opens: its cover, and the numbers to say aloud."""

import pandas as pd

from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import source_line
from analytics.exhibits.overview.headlines import Headline, headline_words, under_words, value_words
from analytics.labels import label
from analytics.measures.headlines import headlines
from analytics.packs.exhibit_slides import announced_only, notes, text_slide, whole_words
from analytics.packs.slide import Cover, Numbers, Sentences, Slide
from analytics.selection import FilteredData, Selection, filter_data, sentence
from analytics.words import _, day, day_as_stated, listing, ngettext, number


def cover(filtered: FilteredData, forum: str, held: str, address: str) -> Slide:
    """Title, forum with date and place, selection, and which data; `held` says which pledges the pack holds."""
    dataset = filtered.dataset
    title = Claim("cover", _("Local commitments to migrants and refugees"), compact="")
    occasion: list[str] = []
    if forum:
        own = dataset.forums.set_index("forum_id").loc[forum]
        title = _cover_title(filtered, str(own["compact"]))
        occasion = [label(dataset, "forum", forum), _when_and_where(own)]
    data = _("Data of {date}, version {version}").format(date=day(dataset.as_of), version=dataset.version)
    lines = (*occasion, f"{sentence(filtered)}.", held, data)
    return Slide(
        title=title,
        content=Cover(lines),
        description=" ".join(lines),
        source=source_line(filtered),
        notes=notes(
            filtered,
            address,
            shows=_("The cover: what the pack is about, for which forum, and which pledges it holds."),
            reading=_("Every slide that follows is about the same pledges."),
            whole=f"{whole_words(filtered)} {held}",
            source=source_line(filtered),
            caveat=announced_only(),
        ),
    )


def _cover_title(filtered: FilteredData, compact: str) -> Claim:
    """Says "to the compact" only where every pledge of the pack states it."""
    facet, name = filtered.facet("compact"), label(filtered.dataset, "compact", compact)
    stating = int((facet.any_of((compact,)) & filtered.pledges).sum())
    if stating and stating == filtered.count():
        pledged = _("What local governments pledged to the {compact}").format(compact=name)
        return Claim("cover", pledged, compact=compact, stating=stating)
    if not stating:
        return Claim("cover", _("Local commitments to migrants and refugees"), compact="")
    some = ngettext(
        "Local commitments: {count} is known to be to the {compact}",
        "Local commitments: {count} are known to be to the {compact}",
        stating,
    )
    return Claim("cover", some.format(count=number(stating), compact=name), compact="", stating=stating)


def compact_of(filtered: FilteredData, forum: str) -> str:
    """The code of the compact that a forum is about; KeyError for a forum that is about none or not in the data."""
    return str(filtered.dataset.forums.set_index("forum_id")["compact"].dropna()[forum])


def _when_and_where(forum: pd.Series) -> str:
    if pd.isna(forum["start_date"]):
        return _("Date and place are not in the data")
    said = _("{start} to {end}, {place}") if pd.notna(forum["end_date"]) else _("{start}, {place}")
    place = _("place not in the data") if pd.isna(forum["place"]) else forum["place"]
    end = "" if pd.isna(forum["end_date"]) else day_as_stated(forum["end_date"])
    return said.format(start=day_as_stated(forum["start_date"]), end=end, place=place)


def nothing_left(filtered: FilteredData, held: str, address: str) -> Slide:
    """The one slide after the cover of a pack that holds no pledge."""
    return text_slide(
        filtered,
        address,
        Claim("nothing_to_say", _("No pledge is left for this pack")),
        Sentences(((held, ""), (_("Choose other filters, or another forum."), ""))),
        description=held,
        reading=_("There is nothing to draw: the slides of the pack are left out."),
    )


def where_we_stand(filtered: FilteredData, forum: str, address: str) -> Slide:
    """The headline numbers, each with its whole and what was published.

    At a forum on the refugee compact the objectives of the other one are left out.
    """
    rows = [Headline(*row) for row in headlines(filtered).itertuples(index=False)]
    if forum and compact_of(filtered, forum) == "GCR":
        rows = [row for row in rows if row.headline != "objectives"]
    everything = headlines(filter_data(filtered.facets, Selection())).itertuples(index=False)
    published = {row.headline: row for row in (Headline(*each) for each in everything)}
    items = tuple(
        (value_words(row), headline_words(row.headline)[0], _under(row, published[row.headline])) for row in rows
    )
    # Where only networks are chosen, local governments and countries do not apply.
    counts = {row.headline: int(row.value) for row in rows if pd.notna(row.value)}
    named = {
        "pledges": ngettext("{count} pledge", "{count} pledges", counts["pledges"]),
        "governments": ngettext("{count} local government", "{count} local governments", counts.get("governments", 0)),
        "countries": ngettext("{count} country", "{count} countries", counts.get("countries", 0)),
    }
    title = listing(
        [said.format(count=number(counts[name])) for name, said in named.items() if name in counts], last="and"
    )
    said = " ".join(
        _("{what}: {count}. {whole}").format(what=what, count=count, whole=under) for count, what, under in items
    )
    meanings = (headline_words(row.headline) for row in rows)
    return text_slide(
        filtered,
        address,
        Claim("headline_counts", _("Where we stand: {numbers}").format(numbers=title), **counts),
        Numbers(items),
        description=said,
        reading=" ".join(_("{term}: {meaning}").format(term=term, meaning=meaning) for term, meaning in meanings),
    )


def _under(row: Headline, everywhere: Headline) -> str:
    """What stands under a number: of a part of the pledges, with the figure published of all named as such."""
    under = under_words(row)
    if pd.notna(row.published) or pd.isna(everywhere.published):
        return under
    said = _("Published for all pledges: {figure} ({date}).").format(
        figure=everywhere.published_as, date=day_as_stated(everywhere.published_on)
    )
    return f"{under} {said}".strip()
