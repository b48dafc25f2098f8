"""The slides of a pack in their order, and which of them stand in a pack unless the presenter chooses others."""

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.exhibits.gaps.figures import gap_strip
from analytics.exhibits.places.beside_world import beside_world, is_single_place
from analytics.exhibits.places.figures import pledge_map
from analytics.measures.forum_topics import topics_of
from analytics.measures.gaps import Comparison
from analytics.measures.need import Need
from analytics.packs.closing import ask_slide, trust_slide
from analytics.packs.exhibit_slides import exhibit_slide, first_rows, has_bars, short_title
from analytics.packs.opening import compact_of, cover_slide, empty_pack_slide, headline_slide
from analytics.packs.practice import funding_slide, learning_slide
from analytics.packs.slide import Slide
from analytics.packs.stories import stories_slide
from analytics.packs.topic_matrix import overview_slide
from analytics.packs.topics import topic_slides
from analytics.selection import FilteredData
from analytics.words import _

MOST_SLIDES = 10
"""Slides of a pack unless the presenter chooses more."""

END = ("stories", "ask", "trust")
"""The slides that end a pack: what the presenter adds stands before them."""

IF_THERE_IS_ROOM = ("learning", "funding")


@dataclass(frozen=True)
class PackSlide:
    """A slide of a pack: its key in links, and whether it stands in the pack unless the presenter says otherwise."""

    key: str
    slide: Slide
    by_default: bool


def ordered_slides(filtered: FilteredData, forum: str, coverage_note: str, address: str) -> list[PackSlide]:
    """Every slide that has content, in the order of a pack; `coverage_note` says which pledges are in the pack."""
    if not filtered.count():
        slides = {
            "cover": cover_slide(filtered, forum, coverage_note, address),
            "empty": empty_pack_slide(filtered, forum, coverage_note, address),
        }
        return [PackSlide(key, slide, True) for key, slide in slides.items()]
    topics = topics_of(filtered.dataset, forum) if forum else None
    on_topics = topic_slides(filtered, topics, forum, address) if topics else []
    slides = dict(
        [
            ("cover", cover_slide(filtered, forum, coverage_note, address)),
            ("numbers", headline_slide(filtered, forum, address)),
            *_places(filtered, forum, address),
            *_present("topics", overview_slide(filtered, topics, forum, address)),
            *((f"topic_{topic.topic}", slide) for topic, _count, slide in on_topics),
            *_present("learning", learning_slide(filtered, address)),
            *_present("funding", funding_slide(filtered, address)),
            *_present("stories", stories_slide(filtered, address)),
            *_present("ask", ask_slide(filtered, topics, address)),
            ("trust", trust_slide(filtered, topics, forum, coverage_note, address)),
        ]
    )
    # Of what there is room for, the topics with most pledges first.
    most_first = sorted(on_topics, key=lambda each: -each[1])
    spare = [*(f"topic_{topic.topic}" for topic, _count, _slide in most_first), *IF_THERE_IS_ROOM]
    always = [key for key in slides if key not in spare]
    chosen = [*always, *(key for key in spare if key in slides)][:MOST_SLIDES]
    return [PackSlide(key, slide, key in chosen) for key, slide in slides.items()]


def _present(key: str, slide: Slide | None) -> Iterator[tuple[str, Slide]]:
    if slide is not None:
        yield key, slide


def _places(filtered: FilteredData, forum: str, address: str) -> Iterator[tuple[str, Slide]]:
    """The map, and regions by their need and their pledges; networks have no place."""
    if not filtered.has_places():
        return
    on_map = pledge_map(filtered, "pledges", "un_members")
    if on_map.finding.kind != "nothing_to_say":
        text = _("Each dot is a local government. Networks have no place and are not on the map.")
        yield "map", exhibit_slide(short_title(on_map, filtered), filtered, address, caveat=text)
    comparison = Comparison(Need("migrants") if forum and compact_of(filtered, forum) == "GCM" else Need())
    alone = is_single_place(filtered)
    need = beside_world(filtered, comparison) if alone else gap_strip(filtered, comparison)
    if need.finding.kind != "nothing_to_say" and has_bars(need):
        text = _("How many people a place hosts is known for countries only: it says nothing about a single city.")
        yield "thin", exhibit_slide(first_rows(short_title(need, filtered)), filtered, address, caveat=text)
