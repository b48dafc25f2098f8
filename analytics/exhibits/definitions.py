"""What the dashboard's words mean, in one place."""

import pandas as pd

from analytics.words import _


def definitions() -> pd.DataFrame:
    """The terms a reader meets on every page: `term`, `meaning`."""
    rows = [
        (_("Pledge"), _("One commitment or action with its own published title. It counts once in every total.")),
        (
            _("Joint pledge"),
            _(
                "A pledge of several governments. It belongs to each of them and to their countries and regions, and"
                " still counts once."
            ),
        ),
        (
            _("Local government"),
            _(
                "A city, metropolitan authority, county, district, region or state. Networks pledge too: their pledges"
                " count, they themselves do not."
            ),
        ),
        (
            _("Coverage of a region"),
            _(
                "Pledges; local governments or countries with one pledge or more; or the share of member states, people"
                " hosted, population or migrants in countries with one pledge or more."
            ),
        ),
        (
            _("Themes and tags"),
            _(
                "Themes and target groups are our reading of short texts. Objectives of the migration compact are those"
                " a source states. Areas of the refugee compact follow from themes. Every tag says which it is."
            ),
        ),
        (
            _("Displaced people hosted"),
            _(
                "Refugees, asylum-seekers and other people in need of international protection, by country. Palestine"
                " refugees under UNRWA and internally displaced people are not in it."
            ),
        ),
        (
            _("Zero, no data, not counted"),
            _(
                "Zero: it could have a pledge and has none. No data: the denominator is unknown. Not counted: outside"
                " the countries chosen, or the question does not apply. The three are never mixed."
            ),
        ),
        (
            _("Filters and denominators"),
            _(
                "Filters narrow pledges. Member states, people hosted and population narrow with region and country"
                " only, because a theme or a year does not change how many states there are."
            ),
        ),
        (
            _("Small numbers"),
            _("A share of fewer than five is shown as a count, such as 2 of 4, never as a percentage."),
        ),
    ]
    return pd.DataFrame([*rows, *_terms_of_comparison()], columns=["term", "meaning"])


def _terms_of_comparison() -> list[tuple[str, str]]:
    return [
        (
            _("Need"),
            _(
                "Displaced people hosted, with one series of internally displaced people if chosen, or international"
                " migrants; never both, as many refugees are migrants. For Palestine, where UNHCR has no figure, those"
                " registered with UNRWA. By country: it says nothing about a single city."
            ),
        ),
        (
            _("Gap and representation ratio"),
            _(
                "Gap: share of need minus share of pledges. Ratio: share of pledges divided by share of need; 1 is in"
                " proportion. Both shares are of the UN member states, and other areas that host somebody or pledged,"
                " with a figure for need. The others are listed, not ranked."
            ),
        ),
        (
            _("Range of a rank"),
            _(
                "The first and last rank of a place when need is counted in four ways and pledges in three. Quote a"
                " rank with its range."
            ),
        ),
        (
            _("Weights of objectives"),
            _(
                "How far an objective is in the hands of local governments, by our own table, which a reader can"
                " reweigh. It differs by country."
            ),
        ),
    ]
