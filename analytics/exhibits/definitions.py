"""What the dashboard's words mean, in one place."""

import pandas as pd

from analytics.words import _


def definitions() -> pd.DataFrame:
    """The terms a reader meets on every page: `term`, `meaning`."""
    rows = [*_terms_of_pledges().items(), *_terms_of_comparison().items()]
    return pd.DataFrame(rows, columns=["term", "meaning"])


def _terms_of_pledges() -> dict[str, str]:
    return {
        _("Pledge"): _("One commitment or action with its own published title. It counts once in every total."),
        _("Joint pledge"): _(
            "A pledge of several governments. It belongs to each of them and to their countries and regions, and"
            " still counts once."
        ),
        _("Local government"): _(
            "A city, metropolitan authority, county, district, region or state. Networks pledge too: their pledges"
            " count, they themselves do not."
        ),
        _("Coverage of a region"): _(
            "Pledges; local governments or countries with one pledge or more; or the share of member states, people"
            " hosted, population or migrants in countries with one pledge or more."
        ),
        _("Themes and tags"): _(
            "Themes and target groups are our reading of short texts. Objectives of the migration compact are those a"
            " source states. Areas of the refugee compact follow from themes. Every tag says which it is."
        ),
        _("Displaced people hosted"): _(
            "Refugees, asylum-seekers and other people in need of international protection, by country. For"
            " Palestine, where UNHCR has no figure, those registered with UNRWA. Internally displaced people are not"
            " in it."
        ),
        _("Where, and which pledges"): _(
            "Region and country say where; all other filters say which pledges. Member states, people hosted and"
            " population depend on region and country only, because a theme or a year does not change how many"
            " states there are."
        ),
        _("Zero, no data, outside, does not apply"): _(
            "Zero: a place of the selection could have a pledge, and none was found. No data: the denominator is"
            " unknown. Outside the selection: not in the regions and countries chosen, so not drawn as zero, not in"
            " any denominator and not named as missing. Does not apply: no pledge of the selection could belong"
            " there, as networks have no region. The four are never mixed."
        ),
        _("No pledge found"): _(
            "“Not found” does not mean “not made”: the data hold a part of what was announced. Said of a place, theme"
            " or objective, and only where nothing but places, themes or objectives is chosen. Under any other filter,"
            " a search, or with stated tags only, the words are “none in this selection”, and it is not called a gap."
        ),
        _("Report state"): _(
            "Each pledge has one on a date, the same on every page, in every file and on every slide: planned, in"
            " progress, fulfilled, stalled or withdrawn, as the source states its stage; reported, stage not stated;"
            " end date passed, reported on; end date passed, nothing reported; no report, end date not passed. A"
            " report is a stage, the date of a report, or stated results. The two states without one make up “not"
            " reported on”. An end date known to be a wider project’s is not a deadline of the pledge, and its start is"
            " not when the pledge was announced. The field of the source is called “stage, as the source states it”."
        ),
        _("Fractional counting"): _(
            "A pledge counts as equal fractions in its regions and themes: with three themes, a third in each. Sums"
            " add up the fractions shown and say so; whole pledges are given beside them."
        ),
        _("Small numbers"): _("A share of fewer than five is shown as a count, such as 2 of 4, never as a percentage."),
    }


def _terms_of_comparison() -> dict[str, str]:
    return {
        _("Need"): _(
            "Displaced people hosted, with one series of internally displaced people if chosen, or international"
            " migrants; never both, as many refugees are migrants. For Palestine, where UNHCR has no figure, those"
            " registered with UNRWA. By country: it says nothing about a single city."
        ),
        _("Difference and ratio of shares"): _(
            "Difference: share of need minus share of pledges, which puts large places first. Ratio: share of pledges"
            " divided by share of need; 1 is in proportion. Both shares are of the UN member states, and other areas"
            " that host somebody or pledged, with a figure for need. The others are listed, not ranked. People for"
            " each million inhabitants do not depend on size; people for each pledge do where pledges are few."
        ),
        _("Range of a rank"): _(
            "The first and last rank of a place over ways of counting and data series of the need that was chosen,"
            " never across needs. Quote a rank with its range."
        ),
        _("Weights of objectives"): _(
            "How far an objective is in the hands of local governments, by our own table, which a reader can reweigh."
            " It differs by country."
        ),
    }
