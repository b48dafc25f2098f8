"""The handout to a pack: what is read at a desk, from how the numbers were made to every pledge of the selection."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pandas as pd

from analytics.exhibits.about import licence
from analytics.exhibits.coverage.figures import matrix
from analytics.exhibits.coverage.tables import empty_headings, empty_list
from analytics.exhibits.definitions import definitions
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.exhibits.overview.headlines import Headline, headline_words, under_words, value_words
from analytics.exhibits.places.figures import pledge_map
from analytics.exhibits.pledges.tables import headings, pledge_rows
from analytics.exhibits.published.tables import results_headings, results_table, results_words
from analytics.facets import plain
from analytics.labels import label, label_column, short_label
from analytics.measures.coverage import Counting
from analytics.measures.forum_topics import Topic, Topics, pledges_on, topics_of
from analytics.measures.headlines import PUBLISHED, headlines
from analytics.measures.places import unplaced
from analytics.measures.progress import counted
from analytics.packs.exhibit_slides import pledge_caveat
from analytics.packs.forum_pack import PackScope
from analytics.packs.page import Heading, Paper, Part
from analytics.packs.slide import BigNumbers, TextTable
from analytics.packs.topics import grouping_words
from analytics.selection import FilteredData, sentence
from analytics.words import _, day, day_as_stated, listing, ngettext, number

MOST_PLEDGES, MOST_RESULTS = 1000, 250
"""Rows of a list, so that a handout has a hundred pages at most; a workbook has all."""

UNSTATED, BREAK = "–", "\u200b"
"""What stands where no source states anything; a place where a line may end, which takes no room."""


def handout(filtered: FilteredData, scope: PackScope, address: str) -> Paper:
    """The handout to the pack of a scope; `filtered` is the selection of the scope, as for the pack.

    Without a pledge it still says what was asked, how the numbers were made and what the terms mean.
    """
    dataset, forum = filtered.dataset, scope.forum
    about = (
        *([_occasion(filtered, forum)] if forum else []),
        f"{sentence(filtered)}.",
        scope.sentence,
        _("Data of {date}, version {version}").format(date=day(dataset.as_of), version=dataset.version),
        _("Link: {address}").format(address=address),
    )
    parts: list[Part] = []
    # Networks have no place: a map and what is missing in a region do not apply.
    has_places = filtered.has_places()
    if scope.pledges:
        parts.append(_numbers(filtered, forum))
        parts += [pledge_map(filtered, "pledges", "un_members")] if has_places else []
        parts += _topics(filtered, forum)
        parts += _regions(filtered) if has_places else []
        parts += _results(filtered)
    parts += [*_method(filtered), *_terms()]
    if scope.pledges:
        parts += _pledges(filtered)
    return Paper(_("Handout: local commitments to migrants and refugees"), about, tuple(parts))


def _occasion(filtered: FilteredData, forum: str) -> str:
    """The forum with its dates and place, as far as they are known."""
    known = filtered.dataset.forums.set_index("forum_id").loc[forum]
    name = label(filtered.dataset, "forum", forum)
    days = [day_as_stated(known[each]) for each in ("start_date", "end_date") if pd.notna(known[each])]
    return " · ".join([name, *[" – ".join(days)][: len(days)], *([known["place"]] if pd.notna(known["place"]) else [])])


def _numbers(filtered: FilteredData, forum: str) -> BigNumbers:
    """The headline numbers with their wholes; without objectives of the other compact at a forum on refugees."""
    on_refugees = bool(forum) and filtered.dataset.forums.set_index("forum_id")["compact"][forum] == "GCR"
    rows = [Headline(*row) for row in headlines(filtered).itertuples(index=False)]
    return BigNumbers(
        tuple(
            (value_words(row), headline_words(row.headline)[0], under_words(row))
            for row in rows
            if not (on_refugees and row.headline == "objectives")
        )
    )


def _regions(filtered: FilteredData) -> Iterator[Part]:
    """The matrix, and under it every region with the themes that have no pledge there."""
    yield matrix(filtered, Counting())
    rows = empty_list(filtered, "theme").itertuples(index=False)
    cells = tuple((row.region_label, number(row.count), row.codes) for row in rows)
    if cells:
        yield TextTable(tuple(empty_headings(filtered).values()), (0.2, 0.16, 0.64), cells)
        yield _("Without a pledge in the data does not mean that nothing is done there.")


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
            _topic_name(filtered, topics, topic),
            _("can’t be counted") if on is None else number(on.count()),
            listing([short_label(filtered.dataset, *tag) for tag in topic.tags], last="") or UNSTATED,
        )
        for topic, on in zip(topics.topics, counts, strict=True)
    )
    yield TextTable((_("Topic"), _("Pledges"), _("Tags that stand for it")), (0.3, 0.16, 0.54), cells)
    yield _("A pledge counts once in each of its topics: the numbers do not add up.")
    if None in counts:
        yield _("“Can’t be counted”: no tag tells which pledges are on the topic. That is not zero.")


def _topic_name(filtered: FilteredData, topics: Topics, topic: Topic) -> str:
    if topics.are_round_tables:
        return label(filtered.dataset, "round_table", topic.topic)
    own = filtered.dataset.forum_topics
    return str(label_column(own[(own["forum_id"] == topics.forum) & (own["topic"] == topic.topic)]).iloc[0])


def _results(filtered: FilteredData) -> Iterator[Part]:
    """Every result in the words of its source, the newest first."""
    yield Heading(_("Results, as stated"))
    yield results_words(filtered)
    table, names = results_table(filtered), results_headings()
    shown = ("who", "title", "results_summary", "on", "source_url")
    rows = table.head(MOST_RESULTS)
    cells = tuple(
        (row.who, row.title, row.results_summary, UNSTATED if pd.isna(row.on) else row.on, _host(row.source_url))
        for row in rows.itertuples()
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
    yield from _published(filtered)
    yield _doubts(filtered)
    yield source_line(filtered, classified_note("theme"))
    yield from licence(filtered)


def _doubts(filtered: FilteredData) -> str:
    pledges = filtered.table()
    return _(
        "Pledges: {count}; inferred and not confirmed to be part of the Call: {inferred}; no year stated: {undated};"
        " not reported on: {silent}. Of those who pledged, networks or not placed: {unplaced}."
    ).format(
        count=number(len(pledges)),
        inferred=number((pledges["certainty"] == "inferred").sum()),
        undated=number(pledges["year_announced"].isna().sum()),
        silent=number(int((~counted(filtered, filtered.dataset.as_of)["reported"]).sum())),
        unplaced=number(len(unplaced(filtered))),
    )


def _published(filtered: FilteredData) -> Iterator[Part]:
    """What was published of all pledges and what the data hold, with the address of the figure."""
    held = number(len(filtered.dataset.pledges))
    figures = filtered.dataset.published_figures.set_index("figure_id")
    if PUBLISHED["pledges"] not in figures.index:
        yield _("Pledges in these data: {held}, as far as a public page was found.").format(held=held)
        return
    figure = figures.loc[PUBLISHED["pledges"]]
    difference = _(
        "Published: {figure} ({date}). These data hold {held}: for the rest no public page was found. {address}"
    )
    date = day_as_stated(figure["published_on"])
    yield difference.format(figure=figure["label"], date=date, held=held, address=figure["source_url"])


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
    yield _("A dash: no source states it. GCM is the migration compact, GCR the refugee compact.")
    shown = ("government", "title", "compact", "theme", "state")
    stated = listed[list(shown)].astype("string").fillna(UNSTATED)
    cells = tuple(zip(*(stated[name] for name in shown), map(_host, listed["source_url"]), strict=True))
    names = headings() | {"government": _("Who"), "title": _("Pledge")}
    heads = tuple(names[each] for each in (*shown, "source_url"))
    yield TextTable(heads, (0.15, 0.25, 0.1, 0.2, 0.14, 0.16), cells, tuple(listed["source_url"]))


def _cut(shown: int, count: int) -> Iterator[str]:
    """How many rows a list holds, where it does not hold all."""
    if shown < count:
        yield _("Only the first {shown} of {count} are listed here; the tables for Excel hold all.").format(
            shown=number(shown), count=number(count)
        )


def _host(address: str) -> str:
    """The site that an address leads to, which may be broken after its dots; the address itself stands behind it."""
    try:
        site = urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return UNSTATED
    return site.replace(".", f".{BREAK}") or UNSTATED
