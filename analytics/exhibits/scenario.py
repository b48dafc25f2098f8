"""Which new pledges would reach a target: the answer in words, the list, the matrix before and after."""

from typing import NamedTuple

import pandas as pd

from analytics.exhibits.cells import named
from analytics.exhibits.coverage import drawn_matrix
from analytics.exhibits.exhibit import Exhibit, people_source, scope_line, source_line
from analytics.labels import label, short_label
from analytics.measures.recruitment import OBJECTIVES, PEOPLE, SECONDS, Plan
from analytics.measures.scenario import Outcome, core_objectives, scenario
from analytics.selection import Narrowed
from analytics.words import _, listing, ngettext, number, percent, short_number

SHARES = ("80", "85", "90", "95", "100", "70", "60", "50")
"""Percent of displaced people hosted; the first is offered first."""

MOST = ("", "0", "1", "2", "3", "5", "10", "15", "20", "30", "50")
PER_COUNTRY = ("1", "2", "3", "5")
PER_PLEDGE = ("1", "2", "3", "4", "5", "6")


def targets() -> dict[str, str]:
    """What new pledges may be for."""
    return {
        OBJECTIVES: _("Every region on every core objective"),
        PEOPLE: _("A share of displaced people hosted"),
    }


def shares() -> dict[str, str]:
    """Shares of people that can be a target."""
    return {code: percent(int(code) / 100) for code in SHARES}


def limits() -> dict[str, str]:
    """How many new pledges there may be in all; the first is as many as it takes."""
    return {code: number(int(code)) if code else _("As many as it takes") for code in MOST}


def per_country() -> dict[str, str]:
    """How many new pledges one country may make."""
    return {code: number(int(code)) for code in PER_COUNTRY}


def per_pledge() -> dict[str, str]:
    """How many objectives one new pledge may carry."""
    return {code: number(int(code)) for code in PER_PLEDGE}


def answer_words(narrowed: Narrowed, outcome: Outcome) -> list[str]:
    """The answer, and whether it is proven and the only one."""
    said = [_target_words(outcome) if outcome.plan.target == OBJECTIVES else _people_words(outcome)]
    if not outcome.answer.proven:
        said.append(
            _(
                "The solver ran out of its {seconds} seconds: this is the best it found, and there may be a better one."
            ).format(seconds=number(SECONDS))
        )
    elif len(outcome.new):
        said.append(_others_words(outcome))
    return said


def _target_words(outcome: Outcome) -> str:
    count, needed = len(outcome.new), outcome.answer.needed
    values = {
        "count": number(count),
        "pairs": number(outcome.pairs),
        "open": number(outcome.open_before),
        "left": number(outcome.open_after),
        "needed": number(needed or 0),
    }
    if not outcome.open_before:
        return _("Nothing is needed: all {pairs} pairs of region and core objective have a pledge.").format(**values)
    if needed is None:
        said = _(
            "Out of reach whatever the number of new pledges: of {pairs} pairs of region and core objective {open} have"
            " no pledge, and {left} stay open with the {count} that these limits allow. Allow more pledges a country or"
            " more objectives a pledge."
        )
    elif outcome.open_after:
        said = ngettext(
            "Out of reach with {count} new pledge: {left} of {pairs} pairs of region and core objective stay open"
            " ({open} are now). The target needs {needed}.",
            "Out of reach with {count} new pledges: {left} of {pairs} pairs of region and core objective stay open"
            " ({open} are now). The target needs {needed}.",
            count,
        )
    else:
        said = ngettext(
            "{count} new pledge, and no fewer, would leave no pair of region and core objective without one: {open} of"
            " {pairs} have none now.",
            "{count} new pledges, and no fewer, would leave no pair of region and core objective without one: {open} of"
            " {pairs} have none now.",
            count,
        )
    return said.format(**values)


def _people_words(outcome: Outcome) -> str:
    if not outcome.people_of:
        return _("Nothing is known about people hosted in the countries chosen, so there is no share to reach.")
    count, needed = len(outcome.new), outcome.answer.needed
    values = {
        "count": number(count),
        "target": percent(outcome.plan.share),
        "whole": short_number(outcome.people_of),
        "before": percent(outcome.people_before / outcome.people_of),
        "after": percent(outcome.people_after / outcome.people_of),
        "short": number(round(outcome.answer.short)),
        "needed": number(needed or 0),
    }
    if needed == 0:
        said = _(
            "Nothing is needed: {before} of {whole} displaced people are hosted by countries with a pledge; the target"
            " is {target}."
        )
    elif needed is None:
        said = _(
            "Out of reach whatever the number of new pledges: with all {count} that these limits allow, {after} of"
            " {whole} displaced people would be hosted by countries with a pledge, {short} people short of {target}."
        )
    elif outcome.answer.short:
        said = ngettext(
            "Out of reach with {count} new pledge: from {before} to {after} of {whole} displaced people, {short}"
            " people short of {target}. The target needs {needed}.",
            "Out of reach with {count} new pledges: from {before} to {after} of {whole} displaced people, {short}"
            " people short of {target}. The target needs {needed}.",
            count,
        )
    else:
        said = ngettext(
            "{count} new pledge, and no fewer, would raise the share of {whole} displaced people hosted by countries"
            " with a pledge from {before} to {after} (target {target}).",
            "{count} new pledges, and no fewer, would raise the share of {whole} displaced people hosted by countries"
            " with a pledge from {before} to {after} (target {target}).",
            count,
        )
    return said.format(**values)


def _others_words(outcome: Outcome) -> str:
    if not outcome.answer.several:
        return _("No other choice of countries does as well.")
    return _(
        "Other choices of countries do as well. Shown is the one whose countries host most displaced people; of a"
        " region’s countries any can take any of its open objectives."
    )


def limits_of_the_answer(narrowed: Narrowed, outcome: Outcome) -> list[str]:
    """What the answer is and is not, what its target is, and what is not known."""
    said = [_kind_of_statement(), _core_words(narrowed)]
    if outcome.unknown:
        said.append(
            ngettext(
                "For {count} country the number of people hosted is not known: it helps no share and comes last.",
                "For {count} countries the number of people hosted is not known: they help no share and come last.",
                outcome.unknown,
            ).format(count=number(outcome.unknown))
        )
    return said


def _kind_of_statement() -> str:
    return _(
        "This is arithmetic on the pledges collected here, not advice: it knows nothing of politics, means or will. It"
        " names UN member states and objectives, never a city that has not pledged."
    )


def _core_words(narrowed: Narrowed) -> str:
    names = listing([short_label(narrowed.dataset, "gcm", code) for code in core_objectives(narrowed)], last="and")
    return _(
        "Core objectives: {names}. They are those under which the Call to Local Action is listed at the Global Forum on"
        " Migration and Development."
    ).format(names=names)


def pledge_list(narrowed: Narrowed, outcome: Outcome) -> pd.DataFrame:
    """The new pledges: `place`, `country`, `region`, `objectives`, `people`, `has_pledge`."""
    dataset, scheme = narrowed.dataset, narrowed.chosen.regions_by
    rows = outcome.new
    return pd.DataFrame(
        {
            "place": range(1, len(rows) + 1),
            "country": [label(dataset, "iso3", code) for code in rows["iso3"]],
            "region": [_("No region") if pd.isna(code) else label(dataset, scheme, code) for code in rows["region"]],
            "objectives": [_objectives(narrowed, codes) for codes in rows["codes"]],
            "people": rows["people"],
            "has_pledge": [_("Yes") if pledging else _("No") for pledging in rows["pledging"]],
        }
    )


def _objectives(narrowed: Narrowed, codes: str) -> str:
    if not codes:
        return _("Any: its region lacks none, or others here fill it")
    return "; ".join(short_label(narrowed.dataset, "gcm", code) for code in codes.split(";"))


def list_headings() -> dict[str, str]:
    """Columns of the list of new pledges."""
    return {
        "place": _("No."),
        "country": _("Country"),
        "region": _("Region"),
        "objectives": _("On"),
        "people": _("Displaced people hosted"),
        "has_pledge": _("Has a pledge already"),
    }


def list_source(narrowed: Narrowed) -> str:
    """Where the numbers of the list come from."""
    return source_line(narrowed, people_source(narrowed, "displaced_share"))


class Answered(NamedTuple):
    """An outcome and its two matrices, without the new pledges and with them."""

    outcome: Outcome
    before: Exhibit
    after: Exhibit


def answered(narrowed: Narrowed, plan: Plan) -> Answered:
    """The answer to a plan with all that is drawn of it."""
    outcome = scenario(narrowed, plan)
    return Answered(outcome, _matrix(narrowed, outcome, after=False), _matrix(narrowed, outcome, after=True))


def _matrix(narrowed: Narrowed, outcome: Outcome, after: bool) -> Exhibit:
    table = named(narrowed, outcome.after if after else outcome.before, "gcm")
    left = outcome.open_after if after else outcome.open_before
    values = {"left": number(left), "pairs": number(outcome.pairs), "count": number(len(outcome.new))}
    if after:
        finding = ngettext(
            "With {count} new pledge: {left} of {pairs} pairs without any",
            "With {count} new pledges: {left} of {pairs} pairs without any",
            len(outcome.new),
        ).format(**values)
    else:
        finding = _("Now: {left} of {pairs} pairs without any pledge").format(**values)
    source = source_line(narrowed, _("Pledges that state objectives of the migration compact by number."))
    return Exhibit(
        name=f"scenario-{'after' if after else 'before'}",
        finding=finding,
        scope=scope_line(narrowed),
        figure=drawn_matrix(table, finding, scope_line(narrowed), source),
        description=_("{finding}. {cells}.").format(finding=finding, cells=_cells(table)),
        reading=_(
            "Each cell counts the pledges of a region (column) on a core objective (row); sand means none. “All” counts"
            " each pledge once. Pledges of networks have no region and fill no gap."
        ),
        table=table,
        headings={"region_label": _("Region"), "code_label": _("Core objective"), "value": _("Pledges")},
        source=source,
    )


def _cells(table: pd.DataFrame) -> str:
    inner = table[(table["region"] != "total") & (table["code"] == "total")]
    return "; ".join(
        _("{region}: {count} on any of them").format(region=row.region_label, count=number(row.value))
        for row in inner.itertuples()
    )
