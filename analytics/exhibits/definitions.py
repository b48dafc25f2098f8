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
    return pd.DataFrame(rows, columns=["term", "meaning"])
