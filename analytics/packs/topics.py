"""A slide for each round table, objective or theme of a forum that has enough pledges."""

import pandas as pd

from analytics.charts.coverage import bars, missing_text
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import classified_note, scope_line, source_line
from analytics.exhibits.gaps.objectives import stating_words
from analytics.exhibits.regions import group_names
from analytics.labels import label, label_column, name_in_sentence, short_label
from analytics.measures.forum_topics import Topic, Topics, pledges_by_place, pledges_by_tag, pledges_on
from analytics.packs.exhibit_slides import first_words, pledges_sentence, slide_with_notes
from analytics.packs.slide import MOST_ROWS, Slide
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number

FEWEST_PLEDGES = 5
"""Pledges from which a topic has a slide of its own; fewer stand on the slide of all topics."""

FEWEST_BARS = 3
"""Tags from which a slide compares the tags; with fewer it shows where the pledges are."""


def topic_slides(filtered: FilteredData, topics: Topics, forum: str, address: str) -> list[tuple[Topic, int, Slide]]:
    """Each topic of a forum with enough pledges to compare, their number and its slide, in the order of the forum."""
    found = []
    for topic in topics.topics:
        on = pledges_on(filtered, topic)
        if on is None or on.count() < FEWEST_PLEDGES:
            continue
        compared = _compared(filtered, topic)
        if (compared["value"] > 0).sum() > 1:
            slide = _topic_slide(filtered, topics, topic, on.count(), compared, forum, address)
            found.append((topic, on.count(), slide))
    return found


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


def _topic_slide(
    filtered: FilteredData,
    topics: Topics,
    topic: Topic,
    count: int,
    compared: pd.DataFrame,
    forum: str,
    address: str,
) -> Slide:
    grouping, name = grouping_words(filtered, topics, forum), topic_name(filtered, topics, topic)
    title, whole = _found(filtered, topic, name, count)
    counts = [
        _("{name} {count}").format(name=name, count=missing_text("not_applicable") if pd.isna(count) else number(count))
        for name, count in zip(compared["label"], compared["value"], strict=True)
    ]
    measure, reading = _measure(filtered, topic)
    scope = scope_line(filtered, measure)
    if len(compared) > MOST_ROWS:
        compared = compared.sort_values("value", ascending=False, kind="stable").head(MOST_ROWS)
        scope = f"{scope} {first_words(MOST_ROWS, len(counts))}"
    # A count that is missing could not be made: unknown, not zero.
    drawn = bars(compared.assign(state="not_applicable"), False, _("Pledges"))
    return slide_with_notes(
        filtered,
        address,
        title,
        drawn,
        description=_("{topic}: {list}.").format(topic=name, list=", ".join(counts)),
        reading=reading,
        source=source_line(filtered, grouping),
        scope=scope,
        whole=whole,
        caveat=_("A pledge on several topics counts in each of them."),
        more=grouping,
    )


def _has_many_tags(topic: Topic) -> bool:
    return len(_facets((topic,))) == 1 and len(topic.tags) >= FEWEST_BARS


def _measure(filtered: FilteredData, topic: Topic) -> tuple[str, str]:
    """What the bars of a topic count, and how to read them."""
    if not _has_many_tags(topic):
        return (
            _("Pledges tagged {tags}").format(tags=_tag_names(filtered, topic)),
            _("A joint pledge stands in each of its places and once in the title. Networks have no region."),
        )
    reading = _(
        "A pledge stands in each of its bars and once in the title. “Not counted” marks an area that none of our"
        " themes is about: unknown, not zero."
    )
    if _facets((topic,)) == {"gcm"}:
        return _("Pledges that state each objective"), reading
    return _("Pledges in each area of the compact, by our crosswalk from themes"), reading


def _found(filtered: FilteredData, topic: Topic, name: str, count: int) -> tuple[Claim, str]:
    """The title of a topic, and the whole that its count is of: where objectives are asked, those that state any."""
    if _facets((topic,)) == {"gcm"}:
        of = filtered.stating("gcm")
        title = ngettext(
            "{count} of {of} pledge with objectives – {topic}", "{count} of {of} pledges with objectives – {topic}", of
        )
        whole = stating_words(filtered)
    else:
        of, whole = filtered.count(), pledges_sentence(filtered)
        title = ngettext("{count} of {of} pledge – {topic}", "{count} of {of} pledges – {topic}", of)
    sentence = title.format(count=number(count), of=number(of), topic=name)
    return Claim("pledges_on_topic", sentence, topic=topic, count=count, of=of), whole


def _compared(filtered: FilteredData, topic: Topic) -> pd.DataFrame:
    """What the slide of a topic compares: its tags where these are many, else the places of its pledges."""
    if _has_many_tags(topic):
        table = pledges_by_tag(filtered, topic)
        names = [short_label(filtered.dataset, row.facet, row.code) for row in each_row(table)]
    else:
        facet, table = pledges_by_place(filtered, topic)
        names = group_names(filtered, "iso3" if facet == "iso3" else "region", table["place"])
    return table.assign(label=names, value=table["pledges"])


def topic_name(filtered: FilteredData, topics: Topics, topic: Topic) -> str:
    """What a topic of a forum is called."""
    if topics.are_round_tables:
        return label(filtered.dataset, "round_table", topic.topic)
    own = filtered.dataset.forum_topics
    own = own[(own["forum_id"] == topics.forum) & (own["topic"] == topic.topic)]
    return str(label_column(own).iloc[0])


def _tag_names(filtered: FilteredData, topic: Topic) -> str:
    return listing([name_in_sentence(filtered.dataset, *tag) for tag in topic.tags])


def _facets(topics: tuple[Topic, ...]) -> set[str]:
    return {facet for topic in topics for facet, _code in topic.tags}
