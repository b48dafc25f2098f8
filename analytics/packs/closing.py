"""How a pack ends: what is asked for, and how far to trust the numbers."""

from analytics.exhibits.claims import Claim, none_words, place_names
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.exhibits.funding.eligibility import open_words
from analytics.labels import label
from analytics.measures.coverage import empty_cells, placed_regions
from analytics.measures.exchange import ASK, OFFER, unmet
from analytics.measures.findings import ThinRegion, thin_places
from analytics.measures.forum_topics import Topics, region_topics
from analytics.measures.headlines import published_pledges
from analytics.measures.progress import counted_states
from analytics.packs.exhibit_slides import pledge_caveat, slide_with_notes
from analytics.packs.opening import data_words
from analytics.packs.slide import Bullet, Bullets, Slide
from analytics.packs.topic_matrix import Pairs, pairs_of, placed_words
from analytics.packs.topics import grouping_words, topic_name
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, listing, ngettext, number

MOST_NAMED = 3
"""Topics or themes named in a sentence; the rest are counted."""


def ask_slide(filtered: FilteredData, topics: Topics | None, address: str) -> Slide | None:
    """What would help, as the data show it: pledges, reports, offers, money; None where nothing is missing."""
    pairs = pairs_of(filtered, topics) if filtered.has_places() else Pairs(0, 0)
    silent = _silent(filtered)
    if not pairs.without and not silent:
        return None
    bullets = [*_pledges_wanted(filtered, topics, pairs), *reports_wanted(filtered), *_offers_wanted(filtered)]
    if filtered.has_places():
        bullets.append(Bullet(_("Funding"), open_words(filtered.dataset, filtered.dataset.as_of)))
    if len(bullets) < 2:
        return None
    return slide_with_notes(
        filtered,
        address,
        _ask_claim(filtered, topics, pairs, silent),
        Bullets(tuple(bullets)),
        description=" ".join(bullet.text for bullet in bullets),
        reading=_("Each point is something that a government, a partner or a funder in the room could offer."),
        caveat=_("What is missing here was not found; it may exist without a public page."),
    )


def _ask_claim(filtered: FilteredData, topics: Topics | None, pairs: Pairs, silent: int) -> Claim:
    facts = {
        "topics": topics.topics if topics else None,
        "without": pairs.without,
        "pairs": pairs.of,
        "silent": silent,
        "of": filtered.count(),
        "gap": filtered.allows_gaps(),
    }
    wanted = {
        # By whether pairs are without a pledge, whether that may be called so, and whether reports are missing.
        (True, True, True): ngettext(
            "What we ask for: pledges where none was found, and a report on {silent} of {of} pledge",
            "What we ask for: pledges where none was found, and reports on {silent} of {of} pledges",
            filtered.count(),
        ),
        (True, False, True): ngettext(
            "What we ask for: pledges where this selection has none, and a report on {silent} of {of} pledge",
            "What we ask for: pledges where this selection has none, and reports on {silent} of {of} pledges",
            filtered.count(),
        ),
        (True, True, False): _("What we ask for: pledges where none was found"),
        (True, False, False): _("What we ask for: pledges where this selection has none"),
    }.get((bool(pairs.without), filtered.allows_gaps(), bool(silent))) or ngettext(
        "What we ask for: a report on {silent} of {of} pledge",
        "What we ask for: reports on {silent} of {of} pledges",
        filtered.count(),
    )
    return Claim("asked_for", wanted.format(silent=number(silent), of=number(filtered.count())), **facts)


def _pledges_wanted(filtered: FilteredData, topics: Topics | None, pairs: Pairs) -> list[Bullet]:
    if not pairs.without:
        return []
    # In a single region or country there are no pairs to count, but topics or themes alone.
    is_of_one = len(placed_regions(filtered)) == 1
    said = {
        (True, True): ngettext(
            "{none} on {without} of {of} theme; the handout names them.",
            "{none} on {without} of {of} themes; the handout names them.",
            pairs.of,
        ),
        (True, False): ngettext(
            "{none} for {without} of {of} pair of region and theme; the handout names them.",
            "{none} for {without} of {of} pairs of region and theme; the handout names them.",
            pairs.of,
        ),
        (False, True): ngettext(
            "{none} on {without} of {of} topic: {names}.", "{none} on {without} of {of} topics: {names}.", pairs.of
        ),
        (False, False): ngettext(
            "{none} for {without} of {of} pair of region and topic.",
            "{none} for {without} of {of} pairs of region and topic.",
            pairs.of,
        ),
    }[topics is None, is_of_one]
    names = _few(_without(filtered, topics)) if topics and is_of_one else ""
    text = said.format(none=none_words(filtered), without=number(pairs.without), of=number(pairs.of), names=names)
    if topics is not None:
        text = f"{text} {placed_words(filtered, topics)}".strip()
    if thin := [place.region for place in thin_places(filtered) if isinstance(place, ThinRegion)]:
        behind = _("A smaller share of pledges than of displaced people hosted: {regions}.")
        text = f"{text} {behind.format(regions=place_names(filtered, thin))}"
    return [Bullet(_("Pledges"), text)]


def _without(filtered: FilteredData, topics: Topics) -> list[str]:
    """The names of the topics on which the only region has no pledge, in the order of the forum."""
    codes = set(empty_cells(region_topics(filtered, topics.topics))["code"])
    return [topic_name(filtered, topics, each) for each in topics.topics if each.topic in codes]


def _few(names: list[str]) -> str:
    """The first names in a sentence; the rest are counted."""
    more = len(names) - MOST_NAMED
    others = [ngettext("{count} more", "{count} more", more).format(count=number(more))] if more > 0 else []
    return listing([*names[:MOST_NAMED], *others], last="and")


def _silent(filtered: FilteredData) -> int:
    """Pledges not reported on."""
    return int((~counted_states(filtered, filtered.dataset.as_of)["reported"]).sum())


def reports_wanted(filtered: FilteredData) -> list[Bullet]:
    """How many pledges are not reported on; nothing where all are."""
    silent = _silent(filtered)
    if not silent:
        return []
    text = ngettext(
        "Not reported on: {silent} of {of} pledge. That says nothing about what was done.",
        "Not reported on: {silent} of {of} pledges. That says nothing about what was done.",
        filtered.count(),
    )
    return [Bullet(_("Reports"), text.format(silent=number(silent), of=number(filtered.count())))]


def _offers_wanted(filtered: FilteredData) -> list[Bullet]:
    """On which themes a city asks and no other offers, and the other way round."""
    templates = {
        ASK: (_("Offers"), _("Asked for by a city, and no other city’s offer found: {themes}.")),
        OFFER: (_("Cities that want to learn"), _("Offered by a city, and no other city’s ask found: {themes}.")),
    }
    wanted = []
    for kind, codes in unmet(filtered).items():
        if codes:
            head, text = templates[kind]
            names = [label(filtered.dataset, "theme", code) for code in codes]
            wanted.append(Bullet(head, text.format(themes=_few(names))))
    return wanted


def trust_slide(filtered: FilteredData, topics: Topics | None, forum: str, coverage_note: str, address: str) -> Slide:
    """What was found of what was announced, which pledges the pack holds, and what is known of them."""
    grouping = grouping_words(filtered, topics, forum) if topics else ""
    bullets = (
        Bullet(_("Which pledges"), coverage_note),
        Bullet(_("What a pledge is"), pledge_caveat()),
        Bullet(_("What is not known"), doubts(filtered)),
        Bullet(_("What is our reading"), " ".join(filter(None, [classified_note("theme"), grouping]))),
    )
    return slide_with_notes(
        filtered,
        address,
        found_claim(filtered),
        Bullets(bullets),
        scope=_("Definitions, method and every pledge are in the handout."),
        description=" ".join(bullet.text for bullet in bullets),
        reading=_("Keep this slide for questions."),
        source=source_line(filtered),
        more=data_words(filtered),
    )


def found_claim(filtered: FilteredData) -> Claim:
    """What was found of what was published of all pledges."""
    held, figure = len(filtered.dataset.pledges), published_pledges(filtered.dataset)
    if figure is None:
        text = ngettext(
            "How far to trust the numbers: {held} pledge has a public page that we found",
            "How far to trust the numbers: {held} pledges have a public page that we found",
            held,
        )
        return Claim("published_beside_ours", text.format(held=number(held)), held=held)
    text = ngettext(
        "How far to trust the numbers: {held} pledge found, announced “{figure}” ({date})",
        "How far to trust the numbers: {held} pledges found, announced “{figure}” ({date})",
        held,
    ).format(held=number(held), figure=figure["label"], date=day_as_stated(str(figure["published_on"])))
    return Claim("published_beside_ours", text, held=held, published=float(figure["value"]))


def doubts(filtered: FilteredData) -> str:
    """What is not known of the pledges."""
    certainty, year = filtered.column("certainty"), filtered.column("year_announced")
    return ngettext(
        "Of {count} pledge: inferred and not confirmed to be part of the Call, {inferred}; no year stated, {undated}.",
        "Of {count} pledges: inferred and not confirmed to be part of the Call, {inferred}; no year stated, {undated}.",
        len(year),
    ).format(
        count=number(len(year)),
        inferred=number((certainty == "inferred").sum()),
        undated=number(int(year.isna().sum())),
    )
