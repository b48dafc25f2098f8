"""The exhibit of objectives weighted by what local governments can do for them."""

from typing import Any

import pandas as pd

from analytics.charts.gaps import weight_bars
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.labels import labels, name_in_sentence, short_label
from analytics.measures.objective_gaps import LEVELS, TRIED, Weights, objective_gaps
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number

NAMED = 2


def weight_options(level: str) -> dict[str, str]:
    """Weights a reader can give to a level, its default first."""
    default = f"{Weights().of(level):g}"
    return {each: number(float(each)) for each in dict.fromkeys((default, "1", "0.75", "0.5", "0.25", "0"))}


def weights_of(high: str, medium: str, low: str) -> Weights:
    """The weights that a link states."""
    return Weights(float(high), float(medium), float(low))


def weight_titles() -> dict[str, str]:
    """What each choice of a weight is called."""
    return {
        "high": _("Weight: mostly local"),
        "medium": _("Weight: partly local"),
        "low": _("Weight: mostly national"),
    }


def weighted_objectives(filtered: FilteredData, weights: Weights, fractional: bool) -> Exhibit:
    """Objectives of the migration compact by how far their pledges fall behind their weight."""
    table = objective_gaps(filtered, weights, fractional)
    table = table.assign(
        label=[short_label(filtered.dataset, "gcm", code) for code in table["code"]],
        level_label=labels(filtered.dataset, "local_competence", table["level"]),
    )
    drawn = table.assign(expected=table["weight_share"] * table["pledges"].sum())
    drawn["facts"] = [_facts(row) for row in each_row(drawn)]
    behind = [name_in_sentence(filtered.dataset, "gcm", code) for code in table["code"][table["gap"] > 0]]
    counted = _("Pledges count in each of their objectives.")
    if fractional:
        counted = _("A pledge with several objectives counts as equal fractions in them.")
    (on_page, on_slide), sets = _how_to_read(), len({*TRIED, weights})
    return Exhibit(
        name="weighted-objectives",
        finding=_finding(filtered, table),
        scope=scope_line(
            filtered,
            _("Objectives of the migration compact, weighted {high}, {medium} and {low}").format(
                **{level: number(weights.of(level)) for level in LEVELS}
            ),
        ),
        figure=weight_bars(drawn, _("Pledges")),
        alt_text=_("Objectives with fewer pledges than their weight: {list}.").format(
            list=listing(behind, last="and") or _("none")
        ),
        how_to_read=on_page.format(sets=number(sets)),
        on_slide=on_slide.format(sets=number(sets)),
        table=table,
        headings={
            "rank": _("Rank"),
            "best": _("First rank"),
            "worst": _("Last rank"),
            "label": _("Objective"),
            "level_label": _("Local competence"),
            "rationale": _("Why"),
            "weight": _("Weight"),
            "pledges": _("Pledges"),
            "weight_share": _("Share of weights (0 to 1)"),
            "pledge_share": _("Share of pledges (0 to 1)"),
            "ratio": _("Representation ratio"),
        },
        source=source_line(
            filtered,
            stating_words(filtered),
            counted,
            _("What local governments can do: our own table, for review; it differs by country."),
        ),
        recipe=Recipe(
            "weighted",
            (
                *((level, f"{weights.of(level):g}") for level in LEVELS),
                ("fractional", "yes" if fractional else "no"),
            ),
        ),
    )


def _facts(row: Any) -> tuple[str, ...]:
    pledges = round(row.pledges, 1)
    return (
        ngettext(
            "{pledges} pledge, {expected} by its weight",
            "{pledges} pledges, {expected} by its weight",
            1 if pledges == 1 else 2,
        ).format(pledges=number(pledges), expected=number(round(row.expected, 1)) if pd.notna(row.expected) else "–"),
        _("Local competence: {level}").format(level=row.level_label if pd.notna(row.level_label) else _("not stated")),
    )


def stating_words(filtered: FilteredData) -> str:
    """How many pledges state an objective of the migration compact."""
    return ngettext(
        "An objective is stated by {stating} of {all} pledge.",
        "An objective is stated by {stating} of {all} pledges.",
        filtered.count(),
    ).format(stating=number(filtered.stating("gcm")), all=number(filtered.count()))


def _how_to_read() -> tuple[str, str]:
    """How to read the bars with marks across them on a page, and as bars beside each other on a slide."""
    return (
        _(
            "The bar is the pledges that state the objective, the orange mark how many there would be if they followed"
            " the weights. Objectives furthest behind come first; those of weight 0 come last and have no mark. Weights"
            " say how far an objective is in the hands of local governments: without them, managing borders would"
            " rank as high as any. Ranks in the table carry their range under {sets} sets of weights, counted whole and"
            " fractionally."
        ),
        _(
            "One bar is the pledges that state the objective, the orange one how many there would be if they followed"
            " the weights. Objectives furthest behind come first; those of weight 0 come last and have one bar. Weights"
            " say how far an objective is in the hands of local governments: without them, managing borders would"
            " rank as high as any. Ranks in the table carry their range under {sets} sets of weights, counted whole and"
            " fractionally."
        ),
    )


def _finding(filtered: FilteredData, table: pd.DataFrame) -> Claim:
    if not table["pledges"].sum():
        return Claim("nothing_to_say", _("No pledge of this selection states an objective"))
    none = table[(table["pledges"] == 0) & (table["weight"] > 0)]
    weighted = int((table["weight"] > 0).sum())
    if weighted == 0:
        return Claim("nothing_to_say", _("No objective has a weight: nothing is expected, so nothing is behind"))
    values = {"none": tuple(none["code"]), "of": weighted}
    if none.empty:
        every = _("Every objective shown that has a weight is stated by a pledge")
        return Claim("weighted_objectives", every, **values)
    first = [name_in_sentence(filtered.dataset, "gcm", code) for code in none["code"].head(NAMED)]
    template = _("Objectives with a weight that no pledge selected states: {none} of {of} ({first})")
    if len(none) > NAMED:
        template = _("Objectives with a weight that no pledge selected states: {none} of {of} (among them {first})")
    sentence = template.format(none=number(len(none)), of=number(weighted), first=listing(first, last="and"))
    return Claim("weighted_objectives", sentence, **values)
