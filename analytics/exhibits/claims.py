"""Claims: what a headline may say, and when; every sentence about absence, rank, share or report is one of them."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.regions import region_name
from analytics.labels import name_in_sentence
from analytics.measures.headlines import published_pledges
from analytics.reports import RECENT_MONTHS
from analytics.selection import LOOKED_FOR, FilteredData
from analytics.shares import SMALL
from analytics.words import _, cached_by_language, day_as_stated, listing, ngettext, number


class Claim(str):
    """A sentence with its kind (a key of `CLAIMS`) and the numbers and codes in it, for tests to check."""

    kind: str
    facts: Mapping[str, Any]

    def __new__(cls, kind: str, sentence: str, /, **facts: Any) -> "Claim":
        """The sentence as a claim; KeyError for a kind that has no written condition."""
        claim = super().__new__(cls, sentence)
        claim.kind, claim.facts = kind, facts
        if kind not in CLAIMS:
            raise KeyError(kind)
        return claim


def _regions_alone() -> str:
    return _("Never what a scheme puts into no region.")


CLAIMS: dict[str, Callable[[], tuple[str, str]]] = {
    "nothing_to_say": lambda: (
        _("That nothing is selected, that a question does not apply, or that there is nothing to compare"),
        _("Exactly then; no number is given."),
    ),
    "pairs_without_pledge": lambda: (
        _("Pairs of region and theme without a pledge, of how many"),
        _("Regions of the selection and codes that a pledge could carry. Networks and pledges without a region are not"
          " regions; “not stated” is not a theme. “No pledge found” where nothing but places, themes or objectives is"
          " chosen, else “none in this selection”.") + " " + _regions_alone(),
    ),
    "headline": lambda: (
        _("Pledges, who made them and where, and the regions or themes for which none was found"),
        _("Each once. “None found” only where nothing but places, themes or objectives is chosen: of regions, each is"
          " in the selection and has a UN member state; of themes, where one region alone is chosen.")
        + " " + _regions_alone(),
    ),
    "thin_region": lambda: (
        _("A region whose share of pledges is below its share of displaced people hosted"),
        _("Two regions or more can be compared, and it is so whether joint pledges count whole or as fractions, and by"
          " governments that pledged. Nothing but places, themes or objectives is chosen.") + " " + _regions_alone(),
    ),
    "themes_without_pledge": lambda: (
        _("Themes on which a region that has pledges has none, of how many"),
        _("Themes that a pledge could carry; nothing but regions and objectives is chosen."),
    ),
    "objectives_without_pledge": lambda: (
        _("Objectives of the migration compact that no pledge states, or that some pledge states"),
        _("Of all 23, or of those chosen; the pledges that state any objective are named beside it."),
    ),
    "not_reported": lambda: (
        _("Pledges not reported on, and those among them whose end date has passed"),
        _("By the one report state that each pledge has on the date shown."),
    ),
    "most_common": lambda: (
        _("The most common theme, or themes"),
        _("No other theme has more pledges; where several have the same number, all are named."),
    ),
    "highest": lambda: (
        _("Which region, theme or country has most, and which have none"),
        _("Among those shown; a region with under {small} countries has the highest share of them only where all are so"
          " small. Countries are named only on a map by rate, which compares countries: with the pledges and"
          " people of the rate, and of few people only where none has more. Those that have none are in the selection"
          " and could have a pledge.").format(small=SMALL) + " " + _regions_alone(),
    ),
    "countries_with_pledge": lambda: (
        _("Countries with a pledge"),
        _("Countries and areas of the selection, each once. That no source names the local governments is said only"
          " where it is true of all of them."),
    ),
    "largest_difference": lambda: (
        _("The place whose share of need is furthest above its share of pledges"),
        _("Two places or more can be compared. A country is named only where countries are compared, and with what it"
          " hosts and what was found, not as a fault.") + " " + _regions_alone(),
    ),
    "ratios": lambda: (
        _("The lowest and the highest representation ratio"),
        _("Among the places shown that have a figure and a pledge; each is named with its pledges.")
        + " " + _regions_alone(),
    ),
    "rank": lambda: (
        _("Who ranks first, and between which ranks"),
        _("The range is over ways of counting and data series of the need that was chosen, never across needs.")
        + " " + _regions_alone(),
    ),
    "people_without_pledge": lambda: (
        _("Countries and areas with people in need and without a pledge, of how many"),
        _("Places of the selection with a figure above zero. “No pledge found” as above."),
    ),
    "reported_on": lambda: (
        _("Pledges reported on, of all of the selection"),
        _("By the one report state. Overdue are only those whose end date has passed and with nothing reported. Of an"
          " earlier day, those that are known to have been reported on by then."),
    ),
    "recent_reports": lambda: (
        _("Pledges reported on within {months} months").format(months=RECENT_MONTHS),
        _("By the first day that its date can mean; beside them stand those whose date, or none, leaves it open."),
    ),
    "results_stated": lambda: (
        _("Pledges that state results, of how many"),
        _("Results in the words of their source; they are a kind of report."),
    ),
    "pledges_on_topic": lambda: (
        _("Pledges on a topic of a forum, or that none was found"),
        _("Only where a pledge could carry a tag of the topic; else it can’t be counted, which is not zero."),
    ),
    "topics_of_forum": lambda: (
        _("Pairs of region and topic of a forum without a pledge, or topics with one, of how many"),
        _("Only topics that can be counted. Regions of the selection; networks and pledges without a region are not"
          " regions. “No pledge found” as above.") + " " + _regions_alone(),
    ),
    "asked_for": lambda: (
        _("What a pack asks for: pledges where there is none, and reports on how many pledges"),
        _("Pledges only where a pair of region and topic, or theme, has none; reports by the report state of each"
          " pledge. “None was found” as above; no place is named."),
    ),
    "weighted_objectives": lambda: (
        _("Objectives with a weight that no pledge states"),
        _("Of those that have a weight above zero; only pledges that state objectives count."),
    ),
    "open_pairs": lambda: (
        _("Pairs of region and core objective without a pledge, before or after new ones"),
        _("Regions of the selection with a member state, and the core objectives of the data.")
        + " " + _regions_alone(),
    ),
    "people_reached_by_scenario": lambda: (
        _("The share of displaced people hosted by countries with a pledge, before or after new ones"),
        _("UN member states of the selection with a figure."),
    ),
    "stated_in_records": lambda: (
        _("What records state most or least"),
        _("Of all pledges of the selection; not seen is kept apart from not stated."),
    ),
    "year_or_forum_not_stated": lambda: (
        _("Pledges that state no year or name no forum"),
        _("Of all pledges of the selection."),
    ),
    "funding_found": lambda: (
        _("Grants found, and pledges that name who pays, of how many"),
        _("Grants in the countries of the selection, on its themes; a name in any words counts, an amount does not."),
    ),
    "headline_counts": lambda: (
        _("Pledges, local governments and countries"),
        _("Each once; local governments that no source names are counted separately. Where only networks are chosen,"
          " local governments and countries do not apply."),
    ),
    "published_beside_ours": lambda: (
        _("A published figure beside our count"),
        _("Of all pledges, whatever is selected, on the same date; in a pack, beside all that were found."),
    ),
    "changed_between_versions": lambda: (
        _("What changed between two versions of the data"),
        _("Pledge by pledge, on the columns that both have; states as of the date of each version."),
    ),
    "place_beside_world": lambda: (
        _("What one place hosts, beside its region and the world"),
        _("Where the selection leaves a single place: its shares would be of itself."),
    ),
    "profile_of_place": lambda: (
        _("What a place has pledged, whom it hosts, and how many of its neighbours or member states have pledged"),
        _("One country or region. Neighbours share a land border on the map. “No pledge found” as above."),
    ),
    "profile_of_tag": lambda: (
        _("Pledges on one theme, or that state one objective, and in how many countries"),
        _("Of the pledges that the other filters select; beside an objective stand those of them that state any. “No"
          " pledge found” as above."),
    ),
    "profile_of_pledger": lambda: (
        _("What one local government or network has pledged, and how much of it was reported on"),
        _("All of its pledges, whatever the filters say."),
    ),
    "profile_of_funder": lambda: (
        _("Grants found of one fund or payer, pledges that name it, its windows, and on how many themes or where"),
        _("All that is known of it, whatever the filters say, by any spelling of its name; no amounts are added.")
        + " " + _regions_alone(),
    ),
    "next_milestone": lambda: (
        _("The next forum that has a date, and how far away it is"),
        _("Of the forums to come, the one that may start first; seen from the day the page is opened. A year that"
          " follows from a cycle is called derived; a forum without a date may come earlier."),
    ),
    "ready_for_forum": lambda: (
        _("Pledges known to serve the compact of a forum, those reported on since the one before, and regions without"),
        _("A report is newer only on any reading of its date. A region is without where it has no pledge to that"
          " compact and none whose compact is unknown. “No pledge found” as above.") + " " + _regions_alone(),
    ),
    "between_forums": lambda: (
        _("What was announced, reported and ended between two forums, and how much can’t be dated"),
        _("After the last day of the one and up to that of the other; a date that may lie outside is not counted, and"
          " no zero is said where such a date may lie within."),
    ),
    "exchange_board": lambda: (
        _("How many offers, asks and exchanges were found, and on which themes an ask meets no other city’s offer"),
        _("Of the regions, countries and themes selected; offers of all other cities on the theme are looked through."
          " Found, not complete: never said to be all."),
    ),
    "exchange_links": lambda: (
        _("How many cities are named together, in how many exchanges and mentorings, and how many across regions"),
        _("Exchanges, and an offer with an ask where one names the other’s city and both have the same source or year."
          " Across are those of countries in two regions or more of the scheme shown.") + " " + _regions_alone(),
    ),
    "peers": lambda: (
        _("Which local governments are most like a city"),
        _("Among those with a pledge of the selection, by the criteria chosen and what is known of the city; all that"
          " are equally near are counted. What is unknown brings nobody nearer."),
    ),
    "cover": lambda: (
        _("What a pack is about"),
        _("“Pledged to the compact” only where the source of every pledge of the pack states it and each is by a local"
          " government; otherwise how many are known to serve it, stated or deduced."),
    ),
}  # fmt: skip
"""Every kind of claim: what it says, and the condition under which it holds."""


def claims_table() -> pd.DataFrame:
    """The claims for readers: `claim`, `condition`."""
    return pd.DataFrame([each() for each in CLAIMS.values()], columns=["claim", "condition"])


def none_words(filtered: FilteredData) -> str:
    """What a place, a theme or both without a pledge are called under a selection."""
    return _("No pledge found") if filtered.allows_gaps() else _("None in this selection")


def looking_for(filtered: FilteredData, sentence: str, apart_from: str = "") -> str:
    """A sentence about an absence, followed by the themes and objectives that were looked for, if some are chosen.

    Of one filter a pledge has any of those chosen, of several filters one of each. `apart_from` is the filter whose
    themes or objectives the sentence names itself.
    """
    selection = filtered.selection
    named = [
        listing([name_in_sentence(filtered.dataset, selection.facet_of(field), code) for code in codes])
        for field in LOOKED_FOR
        if (codes := getattr(selection, field)) and field != apart_from
    ]
    if not named or not filtered.allows_gaps():
        return sentence
    # For translators: {what} and {more} are themes or objectives: "health together with “7 Reduce vulnerabilities”".
    together = _("{what} together with {more}")
    names = reduce(lambda what, more: together.format(what=what, more=more), named)
    full = sentence.endswith(".")
    template = _("{sentence} (looked for: {names}).") if full else _("{sentence} (looked for: {names})")
    return template.format(sentence=sentence.removesuffix("."), names=names)


def share_found(filtered: FilteredData) -> str:
    """How many pledges were found of those announced, so that absence is not taken for inaction."""
    return _share_found(filtered.dataset)


@cached_by_language(maxsize=16)
def _share_found(dataset: Dataset) -> str:
    count, figure = len(dataset.pledges), published_pledges(dataset)
    if figure is None:
        return ngettext("{count} pledge found so far.", "{count} pledges found so far.", count).format(
            count=number(count)
        )
    return ngettext(
        "{count} pledge found so far; announced: “{figure}” ({date}).",
        "{count} pledges found so far; announced: “{figure}” ({date}).",
        count,
    ).format(count=number(count), figure=figure["label"], date=day_as_stated(str(figure["published_on"])))


def does_not_apply() -> str:
    """Why a question of places has no answer: networks, or pledges without a known place, are all that is selected."""
    return _("This selection has no country or region, so the question does not apply")


def place_names(filtered: FilteredData, codes: list[str], in_sentence: bool = False) -> str:
    """Regions of the scheme shown, listed; with their articles if `in_sentence`."""
    return listing([region_name(filtered, code, in_sentence) for code in codes], last="and")


def nothing_selected() -> Claim:
    """The claim that no pledge matches the selection."""
    return Claim("nothing_to_say", _("No pledge matches this selection"))
