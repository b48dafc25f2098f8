"""Which new pledges would reach a target: the answer in words, the list, the matrix before and after."""

from collections.abc import Container
from dataclasses import replace

import pandas as pd

from analytics.charts.coverage import bars, matrix
from analytics.dataset import Dataset
from analytics.exhibits.claims import Claim, looking_for, none_words
from analytics.exhibits.coverage.menus import measures
from analytics.exhibits.coverage.tables import with_names
from analytics.exhibits.exhibit import Exhibit, Recipe, people_source, scope_line, source_line
from analytics.exhibits.regions import region_name, residue_note
from analytics.exhibits.scenario.wording import why_no_target
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, labels, short_label
from analytics.measures.coverage import TOTAL
from analytics.measures.recruitment import OBJECTIVES, PEOPLE, Plan
from analytics.measures.scenario import Outcome, scenario
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import value_with_whole
from analytics.words import _, cached_by_language, ngettext, number, percent, pgettext

SHARES = ("80", "85", "90", "95", "100", "70", "60", "50")
"""Percent of displaced people hosted; the first is offered first."""

MOST = ("", "0", "1", "2", "3", "5", "10", "15", "20", "30", "50")
PER_COUNTRY = ("1", "2", "3", "5")
PER_PLEDGE = ("1", "2", "3", "4", "5", "6")
FLOORS = ("0", "100", "1000", "10000", "100000")


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


def floors() -> dict[str, str]:
    """How many displaced people a country hosts that is not asked last."""
    people = _("{count} people")
    return {code: people.format(count=number(int(code))) if int(code) else _("Any number") for code in FLOORS}


@cached_by_language(maxsize=16)
def askable(dataset: Dataset) -> dict[str, str]:
    """The countries that a reader can rule out, chosen or not: a list made on one selection means the same on all.

    Cached, so it must not be changed.
    """
    codes = dataset.countries.loc[dataset.countries["un_member"].astype(bool), "iso3"]
    return dict(sorted(zip(codes, labels(dataset, "iso3", codes), strict=True), key=lambda pair: pair[1]))


class RuledOut(Container[str]):
    """The texts that name countries to leave out: codes in their order, `;` between them; nothing for none."""

    def __init__(self, codes: Container[str]) -> None:
        self.codes = codes

    def __contains__(self, text: object) -> bool:
        """Whether each code is known, and none comes twice or before its turn."""
        own = str(text).split(";") if text else []
        return own == sorted(set(own)) and all(code in self.codes for code in own)


def pledge_list(filtered: FilteredData, outcome: Outcome) -> Table:
    """The new pledges, one row each."""
    rows = outcome.new
    regions = [_("No region") if pd.isna(code) else region_name(filtered, code) for code in rows["region"]]
    having = [_("Yes") if pledging else _("No") for pledging in rows["pledging"]]
    return table_of(
        place=(pgettext("number of a row", "No."), range(1, len(rows) + 1)),
        country=(_("Country"), [label(filtered.dataset, "iso3", code) for code in rows["iso3"]]),
        region=(_("Region"), regions),
        objectives=(
            pgettext("objectives that a pledge is on", "On"),
            [_objectives(filtered, codes) for codes in rows["codes"]],
        ),
        people=(_("Displaced people hosted"), rows["people"]),
        has_pledge=(_("Has a pledge of this selection"), having),
    )


def _objectives(filtered: FilteredData, codes: str) -> str:
    if not codes:
        return _("Any: its region lacks none, or others here fill it")
    return "; ".join(short_label(filtered.dataset, "gcm", code) for code in codes.split(";"))


def list_source(filtered: FilteredData) -> str:
    """Where the numbers of the list, and of people by region, come from."""
    return source_line(filtered, people_source(filtered, "displaced_share"))


def scenario_figures(filtered: FilteredData, plan: Plan) -> tuple[Outcome, Exhibit, Exhibit]:
    """The answer to a plan, and two figures of it, without the new pledges and with them."""
    outcome = scenario(filtered, plan)
    drawn = _matrix if plan.target == OBJECTIVES else _share_bars
    return outcome, drawn(filtered, outcome, after=False), drawn(filtered, outcome, after=True)


def plan_of(
    target: str, share: str, most: str, per_country: str, per_pledge: str, floor: str = "0", without: str = ""
) -> Plan:
    """The plan that a link states; no limit on new pledges where `most` is empty; `without` has `;` between codes."""
    return Plan(
        target,
        int(share) / 100,
        int(most) if most else None,
        int(per_country),
        int(per_pledge),
        int(floor),
        tuple(without.split(";")) if without else (),
    )


def _recipe(plan: Plan, after: bool) -> Recipe:
    return Recipe(
        "scenario",
        (
            ("target", plan.target),
            ("share", f"{100 * plan.share:.0f}"),
            ("limit", "" if plan.most is None else str(plan.most)),
            ("per_country", str(plan.per_country)),
            ("per_pledge", str(plan.objectives)),
            ("shown", "after" if after else "before"),
            ("floor", str(plan.floor)),
            ("without", ";".join(plan.without)),
        ),
    )


def _share_bars(filtered: FilteredData, outcome: Outcome, after: bool) -> Exhibit:
    """The share of people hosted by countries with a pledge, by region, before the new pledges or with them."""
    column = "after" if after else "before"
    shares = outcome.people_by_region()
    table = with_names(filtered, shares[["region", "of"]].assign(value=shares[column]), "gcm")
    table = table.rename(columns={"region_label": "label"})
    whole, count = table.iloc[-1], len(outcome.new)
    template = _("Displaced people hosted in countries with a pledge: now {share}")
    if after and count:
        template = ngettext(
            "Displaced people hosted in countries with a pledge: with {count} new pledge {share}",
            "Displaced people hosted in countries with a pledge: with {count} new pledges {share}",
            count,
        )
    share = value_with_whole(whole["value"], whole["of"], is_share=True)
    sentence = template.format(share=share, count=number(count))
    finding = Claim("people_reached_by_scenario", sentence, share=whole["value"], of=whole["of"], after=after)
    if outcome.countries.empty:
        finding = Claim("nothing_to_say", why_no_target(filtered, outcome))
    listed = "; ".join(f"{row.label} {value_with_whole(row.value, row.of, is_share=True)}" for row in each_row(table))
    return Exhibit(
        name=f"scenario-people-{column}",
        finding=finding,
        scope=scope_line(filtered, measures()["displaced_share"]),
        figure=replace(bars(table, True, measures()["displaced_share"]), most=1.0),
        alt_text=_("{finding}. {values}.").format(finding=finding, values=listed),
        how_to_read=_(
            "Bars are shares of the people each region hosts that live in countries with a pledge. “All” is the share"
            " that the target is about."
        ),
        table=table,
        headings={
            "label": _("Region"),
            "value": measures()["displaced_share"],
            "of": pgettext("the whole that a part is of", "Of"),
        },
        source=list_source(filtered),
        recipe=_recipe(outcome.plan, after),
    )


def _matrix(filtered: FilteredData, outcome: Outcome, after: bool) -> Exhibit:
    """Pledges by region and core objective, before the new pledges or with them."""
    table = with_names(filtered, outcome.after if after else outcome.before, "gcm")
    left, count, none = outcome.open_after if after else outcome.open_before, len(outcome.new), none_words(filtered)
    template = ngettext(
        "{none} for {left} of {pairs} pair of region and core objective",
        "{none} for {left} of {pairs} pairs of region and core objective",
        outcome.pairs,
    )
    if after and count:
        template = ngettext(
            "With {count} new pledge, empty pairs: {left} of {pairs}",
            "With {count} new pledges, empty pairs: {left} of {pairs}",
            count,
        )
    sentence = template.format(left=number(left), pairs=number(outcome.pairs), count=number(count), none=none)
    counts = _counts_by_region(table)
    finding = Claim("open_pairs", looking_for(filtered, sentence), left=left, pairs=outcome.pairs, after=after)
    if not outcome.pairs:
        finding = Claim("nothing_to_say", why_no_target(filtered, outcome))
    return Exhibit(
        name=f"scenario-{'after' if after else 'before'}",
        finding=finding,
        scope=scope_line(filtered),
        figure=matrix(table, "pledges", none),
        alt_text=_("{finding}. {values}.").format(finding=finding, values=counts) if counts else f"{finding}.",
        how_to_read=_(
            "Each cell counts the pledges of a region (column) on a core objective (row); sand means “{none}”. “All”"
            " counts each pledge once. Pledges of networks have no region and fill no pair."
        ).format(none=none)
        + residue_note(table),
        table=table,
        headings={"region_label": _("Region"), "code_label": _("Core objective"), "value": _("Pledges")},
        source=source_line(filtered, _("Pledges that state objectives of the migration compact by number.")),
        recipe=_recipe(outcome.plan, after),
    )


def _counts_by_region(table: pd.DataFrame) -> str:
    totals = table[(table["region"] != TOTAL) & (table["code"] == TOTAL)]
    return "; ".join(
        _("{region}: {count} on any of them").format(region=row.region_label, count=number(row.value))
        for row in each_row(totals)
    )
