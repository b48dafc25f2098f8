"""The words beside the headline numbers: what each counts, of what whole, and what was published."""

from typing import NamedTuple

import pandas as pd

from analytics.exhibits.claims import does_not_apply
from analytics.words import _, day_as_stated, ngettext, number


class Headline(NamedTuple):
    """A row of `measures.headlines.headlines`."""

    headline: str
    value: int
    members: int
    of: int
    stating: int
    published: float
    published_as: str
    published_on: str


def headline_words(headline: str) -> tuple[str, str]:
    """The name of a headline and its definition, with the reason why it differs from what was published."""
    fewer = _("The Coalition announced more than its public pages show: for part of its count no page was found.")
    return {
        "pledges": (
            _("Pledges"),
            _("Commitments or actions with their own published title. A joint pledge counts once.") + " " + fewer,
        ),
        "governments": (
            _("Local governments"),
            _(
                "Cities, metropolitan authorities, counties, districts, regions and states with a pledge; networks are"
                " not counted. The published figure may be an earlier count, or count something narrower."
            ),
        ),
        "countries": (
            _("Countries"),
            _("Countries and areas whose local governments have a pledge. A joint pledge counts in each.")
            + " "
            + fewer,
        ),
        "objectives": (
            _("GCM objectives"),
            _("Objectives of the Global Compact for Migration that a pledge states. Most pledges state none."),
        ),
    }[headline]


def governments_words(named: int, not_named: int) -> str:
    """How many local governments there are, called the named ones where no source names others.

    >>> governments_words(3, 0), governments_words(3, 1), governments_words(0, 1)
    ('3 local governments', '3 named local governments', '1 local government not named by its source')
    """
    if not_named and not named:
        text = ngettext(
            "{count} local government not named by its source",
            "{count} local governments not named by their sources",
            not_named,
        )
        return text.format(count=number(not_named))
    if not_named:
        text = ngettext("{count} named local government", "{count} named local governments", named)
    else:
        text = ngettext("{count} local government", "{count} local governments", named)
    return text.format(count=number(named))


def unnamed_words(count: int) -> str:
    """Beside the number of local governments: how many more no source names; empty if none."""
    more = ngettext("{count} more is not named by its source", "{count} more are not named by their sources", count)
    return more.format(count=number(count)) if count else ""


def unnamed_sentence(count: int) -> str:
    """The same where the number of local governments does not stand right beside it."""
    more = ngettext(
        "{count} more local government is not named by its source.",
        "{count} more local governments are not named by their sources.",
        count,
    )
    return more.format(count=number(count)) if count else ""


def under_words(row: Headline) -> str:
    """The line under a headline: the whole it is part of, and the published figure where it differs."""
    lines = []
    if pd.isna(row.value):
        lines.append(_("Networks are not local governments.") if row.headline == "governments" else does_not_apply())
    elif row.headline == "countries" and pd.isna(row.of):
        lines.append(_("No UN member state is in the selection."))
    elif row.headline == "countries":
        members = ngettext("{members} of {of} UN member state.", "{members} of {of} UN member states.", row.of)
        lines.append(members.format(members=number(row.members), of=number(row.of)))
    elif row.headline == "objectives":
        lines.append(
            _("Stated, of {of}. Pledges that state any: {stating}.").format(
                of=number(row.of), stating=number(row.stating)
            )
        )
    elif not pd.isna(row.of) and row.of != row.value:
        lines.append(_("Of {of} in the data.").format(of=number(row.of)))
    if not pd.isna(row.published) and not pd.isna(row.value) and row.published != row.value:
        lines.append(
            _("Published: {figure} ({date}).").format(figure=row.published_as, date=day_as_stated(row.published_on))
        )
    return " ".join(lines)


def value_words(row: Headline) -> str:
    """A headline number, or a dash where the question does not apply."""
    return "–" if pd.isna(row.value) else number(row.value)
