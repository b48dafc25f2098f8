"""What a forum pack contains: which pledges are in it, and its slides from cover to appendix."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analytics.dataset import Dataset
from analytics.facets import NOT_STATED
from analytics.labels import label
from analytics.packs.exhibit_slides import full_sentence
from analytics.packs.opening import compact_of
from analytics.packs.pack_links import Chosen, CustomText
from analytics.packs.slide import Slide
from analytics.packs.slide_order import END, PackSlide, ordered_slides
from analytics.partial_dates import last_days
from analytics.rows import each_row
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import _, day_as_stated, ngettext, number

AS_MADE = Chosen()
"""The pack as it is made, without a choice of the presenter's."""

MOST_SAID = 4
"""Sentences to say on a slide with the presenter's own words; what ends them, the whole and the caveat, is kept."""


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


def forums(dataset: Dataset) -> dict[str, str]:
    """Forums that a pack can be made for: none, those to come, and of each process the last one, marked as past.

    A forum that follows up no compact has no pack.
    """
    table = dataset.forums.reset_index(drop=True)
    past = last_days(table["end_date"]) < pd.Timestamp(dataset.as_of)
    # Forums stand in order of time, those without a date among them.
    latest = table["process"].map(past.index.to_series()[past].groupby(table["process"]).max()).fillna(0)
    offered = table.assign(past=past)[(table.index >= latest) & table["compact"].notna()]
    names = {
        row.forum_id: _forum_name(label(dataset, "forum", row.forum_id), row.start_date, bool(row.past))
        for row in each_row(offered.sort_values("past", kind="stable"))
    }
    return {"": _("No forum"), **names}


def _forum_name(name: str, start: str, is_past: bool) -> str:
    if pd.isna(start):
        return name
    text = _("{forum}, {date} (past)") if is_past else _("{forum}, {date}")
    return text.format(forum=name, date=day_as_stated(start[: len("2026-05")]))


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
    unknown = int((facet.any_of((NOT_STATED,)) & kept.pledge_mask).sum()) if NOT_STATED in facet.codes else 0
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
    elsewhere = int((facet.any_of(others) & ~facet.any_of((own,)) & filtered.pledge_mask).sum())
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


def pack(
    filtered: FilteredData, scope: PackScope, address: str, own: Sequence[Slide] = (), chosen: Chosen = AS_MADE
) -> list[Slide]:
    """The slides of a pack; `filtered` is the selection of the scope, `own` the presenter's slides before the end.

    `chosen` says which slides the presenter wants, and with which words. One of the presenter's slides that shows
    the same as one of the pack stands in its place. A pack without a pledge is a cover and a sentence.
    """
    return put_together(slides_of(filtered, scope, address), own, chosen)


def put_together(slides: Sequence[PackSlide], own: Sequence[Slide], chosen: Chosen) -> list[Slide]:
    """The slides of a pack that are chosen, in their words, with the presenter's own before the last ones."""
    wanted = [each for each in slides if chosen.has(each.key, each.by_default)]
    in_place = {each.key: next((one for one in own if _show_the_same(one, each.slide)), None) for each in wanted}
    drawn = [
        (each.key, with_custom_text(in_place[each.key] or each.slide, chosen.words_on(each.key))) for each in wanted
    ]
    added = [slide for slide in own if not any(slide is each for each in in_place.values())]
    return [
        *(slide for key, slide in drawn if key not in END),
        *added,
        *(slide for key, slide in drawn if key in END),
    ]


def _show_the_same(own: Slide, made: Slide) -> bool:
    """Whether two slides are of one figure and selection, though the pack's may have fewer rows and says so."""
    return own.description == made.description and made.scope.startswith(own.scope)


def slides_of(filtered: FilteredData, scope: PackScope, address: str) -> list[PackSlide]:
    """Every slide that a pack can have, with its key and whether it stands in it by default."""
    kept = filtered
    if scope.pledges == 0:
        kept = replace(
            filtered, pledge_mask=filtered.pledge_mask & False, government_mask=filtered.government_mask & False
        )
    return ordered_slides(kept, scope.forum, scope.sentence, address)


def with_custom_text(slide: Slide, own: CustomText) -> Slide:
    """A slide with the presenter's title and message, which are said first; what it covers moves to its source line."""
    if not own.title and not own.message:
        return slide
    first = [full_sentence(text) for text in (own.title or slide.title, own.message) if text]
    rest = slide.script if own.title else slide.script[1:]
    return replace(
        slide,
        title=own.title or slide.title,
        scope=own.message or slide.scope,
        source=f"{slide.scope} {slide.source}".strip() if own.message else slide.source,
        script=(*first, *rest[-(MOST_SAID - len(first)) :]),
    )
