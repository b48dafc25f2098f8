"""What measures, schemes and universes are called, and the menus that offer them."""

from analytics.words import _


def measures() -> dict[str, str]:
    """Measures of coverage a reader can pick, and what they are called in menus, headings and sentences."""
    return {
        "pledges": _("Pledges"),
        "governments": _("Local governments that pledged"),
        "countries": _("Countries with a pledge"),
        "member_share": _("Share of countries with a pledge"),
        "displaced_share": _("Share of displaced people hosted in countries with a pledge"),
        "population_share": _("Share of population in countries with a pledge"),
        "migrants_share": _("Share of migrants living in countries with a pledge"),
    }


def universes() -> dict[str, str]:
    """Whose countries a share is taken of."""
    return {
        "un_members": _("UN member states"),
        "all_areas": _("All countries and areas"),
    }


def fractional_help() -> str:
    """What fractional counting means."""
    return _(
        "A pledge with three themes counts as a third in each. “Sum of fractions” adds up what is shown; “Whole"
        " pledges” counts each pledge once. For pledges only."
    )
