"""The handout to a pack: what is read at a desk, from how the numbers were made to every pledge of the selection."""

from collections.abc import Iterator

import pandas as pd

from analytics.addresses import host
from analytics.exhibits.about import licence
from analytics.exhibits.calendar.wording import compact_note
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.coverage.tables import empty_list
from analytics.exhibits.definitions import definitions
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.pledges.tables import headings, pledge_rows
from analytics.exhibits.published.tables import results_table, results_words
from analytics.facets import plain
from analytics.labels import short_label
from analytics.measures.coverage import Counting
from analytics.measures.forum_topics import pledges_on, topics_of
from analytics.measures.headlines import published_pledges
from analytics.measures.places import unplaced
from analytics.packs.closing import doubts, found_claim, reports_wanted
from analytics.packs.exhibit_slides import full_sentence, pledge_caveat
from analytics.packs.forum_pack import PackScope
from analytics.packs.opening import data_words, headline_numbers, occasion
from analytics.packs.page import Heading, Paper, Part, TextTable
from analytics.packs.topics import grouping_words, topic_name
from analytics.rows import each_row
from analytics.selection import FilteredData, sentence
from analytics.words import _, listing, ngettext, number

MOST_PLEDGES, MOST_RESULTS = 1000, 250
"""Rows of a list, so that a handout has a hundred pages at most; a workbook has all."""

COMPACTS = ("GCM", "GCR")

UNSTATED, BREAK = "–", "\u200b"
"""What stands where no source states anything; a place where a line may end, which takes no room."""


def handout(filtered: FilteredData, scope: PackScope, address: str) -> Paper:
    """The handout to the pack of a scope; `filtered` is the selection of the scope, as for the pack.

    Without a pledge it still says what was asked, how the numbers were made and what the terms mean.
    """
    forum = scope.forum
    about = (
        *([" · ".join(filter(None, occasion(filtered, forum)))] if forum else []),
        f"{sentence(filtered)}.",
        scope.sentence,
        data_words(filtered),
        _("Link: {address}").format(address=address),
    )
    parts: list[Part] = []
    # Networks have no place: a map and what is missing in a region do not apply.
    has_places = filtered.has_places()
    if scope.pledges:
        parts.append(headline_numbers(filtered, forum))
        parts += [pledge_map(filtered, "pledges", "un_members")] if has_places else []
        parts += _topics(filtered, forum)
        parts += _regions(filtered) if has_places else []
        parts += _results(filtered)
    parts += [*_method(filtered), *_terms()]
    if scope.pledges:
        parts += _pledges(filtered)
    return Paper(_("Handout: local commitments to migrants and refugees"), about, tuple(parts))


def _regions(filtered: FilteredData) -> Iterator[Part]:
    """The matrix, and under it every region with the themes that have no pledge there."""
    yield matrix(filtered, Counting())
    rows, names = empty_list(filtered, "theme")
    cells = tuple((row.region_label, number(row.count), row.codes) for row in each_row(rows, index=False))
    if cells:
        yield TextTable(tuple(names.values()), (0.2, 0.16, 0.64), cells)
        yield _("A theme without a pledge in the data may still be worked on there.")


def _topics(filtered: FilteredData, forum: str) -> Iterator[Part]:
    """The forum's topics with their pledges, the tags that stand for each, and who grouped them."""
    topics = topics_of(filtered.dataset, forum) if forum else None
    if topics is None:
        return
    yield Heading(_("The topics of the forum"))
    yield grouping_words(filtered, topics, forum)
    counts = [pledges_on(filtered, topic) for topic in topics.topics]
    cells = tuple(
        (
            topic_name(filtered, topics, topic),
            _("can’t be counted") if on is None else number(on.count()),
            listing([short_label(filtered.dataset, *tag) for tag in topic.tags], last="") or UNSTATED,
        )
        for topic, on in zip(topics.topics, counts, strict=True)
    )
    yield TextTable((_("Topic"), _("Pledges"), _("Tags that stand for it")), (0.3, 0.16, 0.54), cells)
    yield _("A pledge counts once in each of its topics: the numbers do not add up.")
    if None in counts:
        yield _("“Can’t be counted”: no tag tells which pledges are on the topic. That is not zero.")


def _results(filtered: FilteredData) -> Iterator[Part]:
    """Every result in the words of its source, the newest first."""
    yield Heading(_("Results, as stated"))
    yield results_words(filtered)
    table, names = results_table(filtered)
    shown = ("who", "title", "results_summary", "on", "source_url")
    rows = table.head(MOST_RESULTS)
    cells = tuple(
        (row.who, row.title, row.results_summary, UNSTATED if pd.isna(row.on) else row.on, _site(row.source_url))
        for row in each_row(rows)
    )
    if cells:
        widths = (0.15, 0.25, 0.34, 0.1, 0.16)
        yield TextTable(tuple(names[each] for each in shown), widths, cells, tuple(rows["source_url"]))
        yield _("Nobody has checked these results for this handout: quote them as they stand, with their date.")
        yield from _cut(len(rows), len(table))


def _method(filtered: FilteredData) -> Iterator[Part]:
    """How the numbers were made, and what nobody may say with them."""
    yield Heading(_("How the numbers were made, and what they do not say"))
    yield pledge_caveat()
    figure = published_pledges(filtered.dataset)
    yield f"{full_sentence(found_claim(filtered))} {'' if figure is None else figure['source_url']}".strip()
    unplaced_words = _("Of those who pledged, networks or not placed: {unplaced}.").format(
        unplaced=number(len(unplaced(filtered)))
    )
    yield " ".join([doubts(filtered), *(bullet.text for bullet in reports_wanted(filtered)), unplaced_words])
    yield source_line(filtered, classified_note("theme"))
    yield from licence(filtered)


def _terms() -> Iterator[Part]:
    """What the terms of the handout mean."""
    used = (
        *(_("Pledge"), _("Joint pledge"), _("Local government"), _("Themes and tags"), _("Where, and which pledges")),
        *(_("Zero, no data, outside, does not apply"), _("No pledge found"), _("Report state"), _("Small numbers")),
    )
    meanings = definitions().set_index("term")["meaning"]
    yield Heading(_("What the terms mean"))
    yield TextTable((_("Term"), _("Meaning")), (0.2, 0.8), tuple((term, meanings[term]) for term in used))


def _pledges(filtered: FilteredData) -> Iterator[Part]:
    """Every pledge, by who made it."""
    rows = pledge_rows(filtered)
    rows = rows.sort_values(["government", "title"], key=lambda texts: texts.fillna("").map(plain), kind="stable")
    count, listed = len(rows), rows.head(MOST_PLEDGES)
    yield Heading(
        ngettext("The {count} pledge", "All {count} pledges, by who made them", count).format(count=number(count))
    )
    yield from _cut(len(listed), count)
    yield _(
        "A dash: no source states it, and it can’t be deduced from what sources state. GCM is the migration compact,"
        " GCR the refugee compact."
    )
    yield from filter(None, (compact_note(filtered, each) for each in COMPACTS))
    shown = ("government", "title", "compact", "theme", "state")
    stated = listed[list(shown)].astype("string").fillna(UNSTATED)
    cells = tuple(zip(*(stated[name] for name in shown), map(_site, listed["source_url"]), strict=True))
    names = headings() | {"government": _("Who"), "title": _("Pledge")}
    heads = tuple(names[each] for each in (*shown, "source_url"))
    yield TextTable(heads, (0.15, 0.25, 0.1, 0.2, 0.14, 0.16), cells, tuple(listed["source_url"]))


def _cut(shown: int, count: int) -> Iterator[str]:
    """How many rows a list holds, where it does not hold all."""
    if shown < count:
        yield _("Only the first {shown} of {count} are listed here; the tables for Excel hold all.").format(
            shown=number(shown), count=number(count)
        )


def _site(address: str) -> str:
    """The site that an address leads to, which may be broken after its dots; the address itself stands behind it."""
    return host(address).replace(".", f".{BREAK}") or UNSTATED
