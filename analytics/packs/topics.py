"""One slide for each round table, objective or theme that a forum is arranged by."""

import pandas as pd

from analytics.charts.coverage import bars, missing_text
from analytics.charts.description import Bars
from analytics.exhibits.claims import Claim, none_words
from analytics.exhibits.exhibit import classified_note, scope_line, source_line
from analytics.exhibits.regions import region_name
from analytics.labels import label, label_column, labels, short_label
from analytics.measures.coverage import shown_regions
from analytics.measures.forum_topics import Topic, Topics, pledges_by_place, pledges_by_tag, pledges_on, stating
from analytics.packs.exhibit_slides import pledges_of_all, slide_with_notes
from analytics.packs.lists import list_reading, pledge_list
from analytics.packs.slide import Slide, Statements, TextTable
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number

FEWEST_BARS = 3
"""Tags from which a slide compares the tags; with fewer it shows where the pledges are."""

MOST_LISTED = 24
"""Pledges on a topic that a slide about a single region names one by one, rather than count them by country."""


def topic_slides(filtered: FilteredData, topics: Topics, forum: str, address: str) -> list[Slide]:
    """A slide for each topic of a forum, in its order."""
    return [_topic_slide(filtered, topics, topic, forum, address) for topic in topics.topics]


def grouping_words(filtered: FilteredData, topics: Topics, forum: str) -> str:
    """Who drew up the topics of a forum and their tags, and whether they stand in for those of another."""
    if _facets(topics.topics) == {"gcr_area"}:
        # The objectives are those of the compact, the same for every forum.
        return " ".join([_("Which area lies under which objective is our reading."), classified_note("gcr_area")])
    notes = []
    if topics.forum != forum:
        stand_in = _("No round tables or themes of this forum are known: those of the {forum} are used instead.")
        notes.append(stand_in.format(forum=label(filtered.dataset, "forum", topics.forum)))
    if not topics.are_round_tables:
        notes.append(_("Which tags stand for a theme of the summit is our choice."))
    elif not topics.verified:
        notes.append(_("How this forum groups the objectives is not confirmed: the data repeat an earlier grouping."))
    return " ".join(notes)


def _topic_slide(filtered: FilteredData, topics: Topics, topic: Topic, forum: str, address: str) -> Slide:
    name, grouping = _name(filtered, topics, topic), grouping_words(filtered, topics, forum)
    on = pledges_on(filtered, topic)
    if on is None:
        return _uncounted(filtered, topic, name, grouping, address)
    title, whole = _found(filtered, topic, name, on.count())
    content, counts, measure, reading = _content(filtered, topic, on)
    description = _("{topic}: {list}.").format(topic=name, list=counts)
    return slide_with_notes(
        filtered,
        address,
        title,
        content,
        description=description,
        reading=reading,
        source=source_line(filtered, grouping),
        scope=scope_line(filtered, measure),
        shows=f"{title}. {description}",
        whole=whole,
        caveat=grouping,
    )


def _uncounted(filtered: FilteredData, topic: Topic, name: str, grouping: str, address: str) -> Slide:
    if topic.tags:
        why = _("The tags that stand for it are {tags}. Nothing in this selection could carry them.").format(
            tags=_tag_names(filtered, topic)
        )
    else:
        why = _("The tags of the data do not tell which pledges are on it.")
    unknown = _("That is not zero: some pledges may well be on it.")
    return slide_with_notes(
        filtered,
        address,
        Claim("nothing_to_say", _("Can’t be counted – {topic}").format(topic=name)),
        Statements(((why, ""), (unknown, ""))),
        description=f"{why} {unknown}",
        reading=_("Say that the number is not known, or leave the slide out."),
        source=source_line(filtered, grouping),
        caveat=grouping,
    )


def _found(filtered: FilteredData, topic: Topic, name: str, count: int) -> tuple[Claim, str]:
    """The title of a topic, and the whole that its count is of: where objectives are asked, those that state any."""
    if _facets((topic,)) == {"gcm"}:
        of = stating(filtered, "gcm")
        title = ngettext(
            "{count} of {of} pledge with objectives – {topic}", "{count} of {of} pledges with objectives – {topic}", of
        )
        whole = ngettext(
            "An objective is stated by {stating} of {all} pledge.",
            "An objective is stated by {stating} of {all} pledges.",
            filtered.count(),
        ).format(stating=number(of), all=number(filtered.count()))
    else:
        of, whole = filtered.count(), pledges_of_all(filtered)
        title = ngettext("{count} of {of} pledge – {topic}", "{count} of {of} pledges – {topic}", of)
    if count == 0:
        title = _("{none} – {topic}")
    sentence = title.format(count=number(count), of=number(of), topic=name, none=none_words(filtered))
    return Claim("pledges_on_topic", sentence, topic=topic, count=count, of=of), whole


def _content(filtered: FilteredData, topic: Topic, on: FilteredData) -> tuple[Bars | TextTable, str, str, str]:
    """What stands on the slide of a topic, the same in words, what is counted, and how to read it.

    `on` are the pledges under the topic.
    """
    if len(_facets((topic,))) == 1 and len(topic.tags) >= FEWEST_BARS:
        measure = _("Pledges in each area of the compact, by our crosswalk from themes")
        if _facets((topic,)) == {"gcm"}:
            measure = _("Pledges that state each objective")
        reading = _(
            "A pledge stands in each of its bars and once in the title. “Not counted” marks an area that none of our"
            " themes is about: unknown, not zero."
        )
        return *_bars(_by_tag(filtered, topic)), measure, reading
    measure = _("Pledges tagged {tags}").format(tags=_tag_names(filtered, topic))
    if len(shown_regions(filtered)) == 1 and 0 < on.count() <= MOST_LISTED:
        pledges = pledge_list(on)
        return pledges, "; ".join(cells[0] for cells in pledges.cells), measure, list_reading()
    reading = _("A joint pledge stands in each of its places and once in the title. Networks have no region.")
    return *_bars(_by_place(filtered, topic)), measure, reading


def _bars(counted: pd.DataFrame) -> tuple[Bars, str]:
    """Bars and the same in words; a count that is missing could not be made: unknown, not zero."""
    counts = [
        _("{name} {count}").format(name=name, count=missing_text("not_applicable") if pd.isna(count) else number(count))
        for name, count in zip(counted["label"], counted["value"], strict=True)
    ]
    return bars(counted.assign(state="not_applicable"), False, _("Pledges")), ", ".join(counts)


def _by_tag(filtered: FilteredData, topic: Topic) -> pd.DataFrame:
    table = pledges_by_tag(filtered, topic)
    names = [short_label(filtered.dataset, row.facet, row.code) for row in table.itertuples()]
    return table.assign(label=names, value=table["pledges"])


def _by_place(filtered: FilteredData, topic: Topic) -> pd.DataFrame:
    facet, table = pledges_by_place(filtered, topic)
    names = (
        labels(filtered.dataset, facet, table["place"])
        if facet == "iso3"
        else table["place"].map(lambda code: region_name(filtered, code))
    )
    return table.assign(label=names, value=table["pledges"])


def _name(filtered: FilteredData, topics: Topics, topic: Topic) -> str:
    if topics.are_round_tables:
        return label(filtered.dataset, "round_table", topic.topic)
    own = filtered.dataset.forum_topics
    own = own[(own["forum_id"] == topics.forum) & (own["topic"] == topic.topic)]
    return str(label_column(own).iloc[0])


def _tag_names(filtered: FilteredData, topic: Topic) -> str:
    return listing([short_label(filtered.dataset, *tag) for tag in topic.tags])


def _facets(topics: tuple[Topic, ...]) -> set[str]:
    return {facet for topic in topics for facet, _code in topic.tags}
