"""How a forum pack opens: its cover, and the numbers to say aloud."""

import pandas as pd

from analytics.dataset import NETWORK
from analytics.exhibits.calendar.wording import compact_note, counts_of_compact
from analytics.exhibits.claims import Claim, share_found
from analytics.exhibits.overview.headline import headline_sentence
from analytics.exhibits.overview.headlines import (
    Headline,
    governments_words,
    headline_words,
    under_words,
    unnamed_words,
    value_words,
)
from analytics.labels import label
from analytics.measures.headlines import headlines, network_count, unnamed_count
from analytics.packs.exhibit_slides import full_sentence, slide_with_notes
from analytics.packs.slide import BigNumbers, Cover, Slide, Statements
from analytics.rows import each_row
from analytics.selection import FilteredData, everything, sentence
from analytics.words import _, day, day_as_stated, listing, ngettext, number


def cover_slide(filtered: FilteredData, forum: str, coverage_note: str, address: str) -> Slide:
    """Title, forum with its date and place as far as they are announced, selection.

    `coverage_note` says which pledges the pack holds, in the notes.
    """
    compact = compact_of(filtered, forum) if forum else ""
    deduced = compact_note(filtered, compact) if forum else ""
    lines = tuple(filter(None, (*occasion(filtered, forum), f"{sentence(filtered)}.", deduced)))
    return slide_with_notes(
        filtered,
        address,
        _cover_title(filtered, compact),
        Cover(lines),
        scope="",
        description=" ".join(lines),
        reading=_("A place or a date that is missing here was not announced."),
        caveat=_("Every slide that follows is about the same pledges."),
        more=f"{coverage_note} {data_words(filtered)}",
    )


def data_words(filtered: FilteredData) -> str:
    """The date and the version of the data."""
    dataset = filtered.dataset
    return _("Data of {date}, version {version}.").format(date=day(dataset.as_of), version=dataset.version)


def _cover_title(filtered: FilteredData, compact: str) -> Claim:
    """Says "pledged to the compact" only where the source of every pledge does, and each is by a local government."""
    known, stated = counts_of_compact(filtered, compact) if compact else (0, 0)
    if not known:
        return Claim("cover", _("Local commitments to migrants and refugees"), compact="")
    name = label(filtered.dataset, "compact", compact)
    if stated == filtered.count() and _are_of_governments(filtered):
        pledged = _("What local governments pledged to the {compact}").format(compact=name)
        return Claim("cover", pledged, compact=compact, known=known)
    some = ngettext(
        "Local commitments: {count} is known to serve the {compact}",
        "Local commitments: {count} are known to serve the {compact}",
        known,
    )
    return Claim("cover", some.format(count=number(known), compact=name), compact=compact, known=known)


def _are_of_governments(filtered: FilteredData) -> bool:
    """Whether every pledge of the selection is by a local government, be it named or not, alone or with others."""
    places = filtered.dataset.pledge_governments
    made = places.loc[places["kind"].notna() & places["kind"].ne(NETWORK), "pledge_id"]
    return bool(filtered.column("pledge_id").isin(made).all())


def compact_of(filtered: FilteredData, forum: str) -> str:
    """The code of the compact that a forum is about; KeyError for a forum that is about none or not in the data."""
    return str(filtered.dataset.forums.set_index("forum_id")["compact"].dropna()[forum])


def occasion(filtered: FilteredData, forum: str) -> tuple[str, str]:
    """The name of a forum, and its date and place; what nobody announced is left out."""
    if not forum:
        return "", ""
    table = filtered.dataset.forums.set_index("forum_id")
    start, end, place = table.loc[forum, ["start_date", "end_date", "place"]]
    # A date that was not seen in a source follows from a cycle.
    dated = pd.notna(start) and bool(table.loc[forum, "verified"])
    when = "" if not dated else day_as_stated(start)
    if dated and pd.notna(end):
        when = _("{start} to {end}").format(start=when, end=day_as_stated(end))
    where = "" if pd.isna(place) else str(place)
    both = _("{when}, {place}").format(when=when, place=where) if when and where else when or where
    return label(filtered.dataset, "forum", forum), both


def empty_pack_slide(filtered: FilteredData, forum: str, coverage_note: str, address: str) -> Slide:
    """The one slide after the cover of a pack that holds no pledge: of the selection none, or none for the forum."""
    left_out = Claim("nothing_to_say", _("No pledge is left for this pack"))
    return slide_with_notes(
        filtered,
        address,
        left_out if forum else headline_sentence(filtered),
        Statements((coverage_note, _("Choose other filters, or another forum."))),
        description=coverage_note,
        reading=_("There is nothing to draw: the slides of the pack are left out."),
    )


def headline_slide(filtered: FilteredData, forum: str, address: str) -> Slide:
    """The headline numbers as a slide."""
    shown, rows = headline_numbers(filtered, forum), _headlines(filtered, forum)
    counts = {row.headline: int(row.value) for row in rows}
    if filtered.selection.is_of_networks():
        counts["networks"] = network_count(filtered)
    if "governments" in counts:
        counts["unnamed"] = unnamed_count(filtered)
    counted = {
        "pledges": ngettext("{count} pledge", "{count} pledges", counts["pledges"]),
        "governments": governments_words(counts.get("governments", 0), counts.get("unnamed", 0)),
        "countries": ngettext("{count} country", "{count} countries", counts.get("countries", 0)),
        "networks": ngettext("{count} network", "{count} networks", counts.get("networks", 0)),
    }
    numbers = [text.format(count=number(counts[name])) for name, text in counted.items() if name in counts]
    title = _("Where we stand: {numbers}").format(numbers=listing(numbers, last="and"))
    return slide_with_notes(
        filtered,
        address,
        Claim("headline_counts", title, **counts),
        shown,
        message=share_found(filtered),
        caveat=_("A pledge is what was announced; it does not say what was done."),
        description=shown.in_words(),
        reading=" ".join(
            _("{term}: {meaning}").format(term=term, meaning=meaning)
            for term, meaning in (headline_words(row.headline) for row in rows)
        ),
    )


def headline_numbers(filtered: FilteredData, forum: str) -> BigNumbers:
    """The headline numbers, each with its whole and what was published; of networks how many there are."""
    of_all = {row.headline: row for row in _headlines(everything(filtered.facets))}
    items = [
        (value_words(row), headline_words(row.headline)[0], _under(filtered, row, of_all[row.headline]))
        for row in _headlines(filtered, forum)
    ]
    if filtered.selection.is_of_networks():
        # Local governments do not apply, nor do countries.
        items.insert(1, (number(network_count(filtered)), _("Networks"), ""))
    return BigNumbers(tuple(items))


def _headlines(filtered: FilteredData, forum: str = "") -> list[Headline]:
    """Those that apply; at a forum on the refugee compact not the objectives of the other one."""
    rows = [Headline(*row) for row in each_row(headlines(filtered), index=False)]
    left_out = {"objectives"} if forum and compact_of(filtered, forum) == "GCR" else set()
    return [row for row in rows if pd.notna(row.value) and row.headline not in left_out]


def _under(filtered: FilteredData, row: Headline, of_all: Headline) -> str:
    """What stands under a number: who is not counted, its whole, the figure published, and why that is another one."""
    not_named = unnamed_count(filtered) if row.headline == "governments" else 0
    more = full_sentence(unnamed_words(not_named)) if not_named else ""
    if pd.isna(of_all.published) or of_all.published == row.value:
        return f"{more} {under_words(row)}".strip()
    published = _("Published of all: {figure} ({date}).").format(
        figure=of_all.published_as, date=day_as_stated(of_all.published_on)
    )
    under = under_words(row._replace(published=float("nan")))
    return " ".join(filter(None, [more, under, published, _why_published_differs(of_all)]))


def _why_published_differs(of_all: Headline) -> str:
    return {
        "pledges": _("For the others no page was found.") if of_all.published > of_all.value else "",
        "governments": _("Those are cities; ours are local governments of every kind."),
        "countries": _("Those are the countries of the cities published."),
    }[of_all.headline]
