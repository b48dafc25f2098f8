"""What a forum pack contains: which pledges are in it, and its slides from cover to appendix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analytics.exhibits.coverage.figures import code_bars, matrix, objective_bars
from analytics.exhibits.gaps.figures import gap_ranking
from analytics.exhibits.places.beside_world import beside_world, is_single_place
from analytics.exhibits.places.figures import pledge_map
from analytics.facets import NOT_STATED
from analytics.labels import label
from analytics.measures.coverage import Counting
from analytics.measures.forum_topics import topics_of
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.packs.exhibit_slides import exhibit_slide
from analytics.packs.lists import appendix_slide, empty_pairs_slide, method_slide, results_slide
from analytics.packs.opening import compact_of, cover_slide, empty_pack_slide, headline_slide
from analytics.packs.practice import practice_slides
from analytics.packs.slide import Slide
from analytics.packs.topics import grouping_words, topic_slides
from analytics.partial_dates import last_days
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import _, day_as_stated, ngettext, number


@dataclass(frozen=True)
class PackScope:
    """Which pledges a pack holds.

    `selection` is the one whose link shows them. Of the pledges that the reader selected, `left_out` are not in
    the pack, and `unknown` are although no source tells their compact; `sentence` says both.
    """

    forum: str
    selection: Selection
    pledges: int
    left_out: int
    unknown: int
    sentence: str


def forums(filtered: FilteredData) -> dict[str, str]:
    """Forums that a pack can be made for, none first: of each process the last that took place, and those to come.

    A forum that follows up no compact has no pack.
    """
    dataset = filtered.dataset
    table = dataset.forums.reset_index(drop=True)
    past = last_days(table["end_date"]) < pd.Timestamp(dataset.as_of)
    # Forums stand in order of time, those without a date among them.
    latest = table["process"].map(past.index.to_series()[past].groupby(table["process"]).max()).fillna(0)
    offered = table[(table.index >= latest) & table["compact"].notna()]
    names = {
        row.forum_id: label(dataset, "forum", row.forum_id)
        if pd.isna(row.start_date)
        else _("{forum}, {date}").format(
            forum=label(dataset, "forum", row.forum_id), date=day_as_stated(row.start_date[: len("2026-05")])
        )
        for row in offered.itertuples()
    }
    return {"": _("No forum"), **names}


def pack_scope(filtered: FilteredData, forum: str) -> PackScope:
    """The pledges of a pack: those selected, without pledges made only to the compact that the forum is not about.

    A pledge whose compact is not known stays. Where the reader's own filter on compacts leaves the pack no code, it
    holds nothing. Raises KeyError for a forum that the data do not have, or that is about no compact.
    """
    selection, count = filtered.selection, filtered.count()
    if not forum:
        return PackScope("", selection, count, 0, 0, _pack_size(count, count))
    own = compact_of(filtered, forum)
    allowed = [code for code in filtered.facet("compact").codes if code in (own, NOT_STATED)]
    codes = tuple(code for code in allowed if code in (selection.compact or allowed))
    kept = filter_data(filtered.facets, replace(selection, compact=codes)) if codes else None
    if kept is None:
        return PackScope(forum, selection, 0, count, 0, _scope_sentence(filtered, own, 0, 0))
    facet, pledges = kept.facet("compact"), kept.count()
    unknown = int((facet.any_of((NOT_STATED,)) & kept.pledges).sum()) if NOT_STATED in facet.codes else 0
    return PackScope(
        forum, kept.selection, pledges, count - pledges, unknown, _scope_sentence(filtered, own, pledges, unknown)
    )


def _pack_size(pledges: int, selected: int) -> str:
    if selected == 0:
        return _("No pledge is selected.")
    if pledges == 0:
        size = _("None of the pledges selected is in the pack.")
    elif pledges == selected:
        size = ngettext(
            "The pack holds the {count} pledge selected.", "The pack holds all {count} pledges selected.", selected
        )
    else:
        size = ngettext(
            "The pack holds {count} of {all} pledge selected.",
            "The pack holds {count} of {all} pledges selected.",
            selected,
        )
    return size.format(count=number(pledges), all=number(selected))


def _scope_sentence(filtered: FilteredData, own: str, pledges: int, unknown: int) -> str:
    """How many pledges are in the pack, how many are not and why, and of how many the compact is not known."""
    facet = filtered.facet("compact")
    others = tuple(code for code in facet.codes if code not in (own, NOT_STATED))
    elsewhere = int((facet.any_of(others) & ~facet.any_of((own,)) & filtered.pledges).sum())
    beside = filtered.count() - pledges - elsewhere
    reasons = (
        (
            elsewhere,
            ngettext(
                "{count} is left out: it was made to the {other} only.",
                "{count} are left out: they were made to the {other} only.",
                elsewhere,
            ),
        ),
        (
            beside,
            ngettext(
                "{count} more is left out, because the filter does not name the {compact}.",
                "{count} more are left out, because the filter does not name the {compact}.",
                beside,
            ),
        ),
        (
            unknown,
            ngettext(
                "{count} stays although its compact is not known.",
                "{count} stay although their compact is not known.",
                unknown,
            ),
        ),
    )
    named = {code: label(filtered.dataset, "compact", code) for code in (own, *others)}
    other = ", ".join(named[code] for code in others)
    texts = [text.format(count=number(count), compact=named[own], other=other) for count, text in reasons if count]
    return " ".join([_pack_size(pledges, filtered.count()), *texts])


def pack(filtered: FilteredData, scope: PackScope, address: str, own: Sequence[Slide] = ()) -> list[Slide]:
    """The slides of a pack; `filtered` is the selection of the scope, `own` the presenter's slides, after the matrix.

    A pack without a pledge is a cover and a sentence.
    """
    forum, coverage_note = scope.forum, scope.sentence
    if scope.pledges == 0:
        empty = replace(filtered, pledges=filtered.pledges & False, places=filtered.places & False)
        return [
            cover_slide(empty, forum, coverage_note, address),
            empty_pack_slide(empty, coverage_note, address),
        ]
    topics = topics_of(filtered.dataset, forum) if forum else None
    # Networks have no place: a map, a matrix of regions and what is missing in them do not apply.
    has_places = filtered.selection.can_have_places()
    places = (pledge_map(filtered, "pledges", "un_members"), matrix(filtered, Counting())) if has_places else ()
    by_theme = () if topics else (code_bars(filtered, Counting()), objective_bars(filtered))
    return [
        cover_slide(filtered, forum, coverage_note, address),
        headline_slide(filtered, forum, address),
        *(exhibit_slide(each, filtered, address) for each in places),
        *own,
        *(topic_slides(filtered, topics, forum, address) if topics else []),
        *(exhibit_slide(each, filtered, address) for each in by_theme),
        *([_need_slide(filtered, forum, address), empty_pairs_slide(filtered, address)] if has_places else []),
        results_slide(filtered, address),
        *practice_slides(filtered, address),
        method_slide(filtered, coverage_note, grouping_words(filtered, topics, forum) if topics else "", address),
        appendix_slide(filtered, address),
    ]


def _need_slide(filtered: FilteredData, forum: str, address: str) -> Slide:
    """Regions by their need and their pledges, or a single place beside its region and the world."""
    comparison = Comparison(Need("migrants") if forum and compact_of(filtered, forum) == "GCM" else Need())
    if is_single_place(filtered):
        return exhibit_slide(beside_world(filtered, comparison), filtered, address)
    return exhibit_slide(gap_ranking(filtered, "region", comparison), filtered, address)
