"""Exhibits of who paid for what, by funder, theme and region."""

from dataclasses import replace

import pandas as pd

from analytics.charts.parts import funding_bars
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit, Recipe, no_theme_note, scope_line, source_line, unfiltered_scope
from analytics.exhibits.regions import group_names
from analytics.labels import label
from analytics.measures.coverage import NO_REGION
from analytics.measures.funding import funder_counts, funding_by, grants_of
from analytics.rows import each_row
from analytics.selection import FilteredData, chosen_values
from analytics.words import _, listing, ngettext, number


def split_options() -> dict[str, str]:
    """What funding can be shown by."""
    return {"funder": _("Funder"), "theme": _("Theme"), "region": _("Region")}


def funding(filtered: FilteredData, by: str) -> Exhibit:
    """Grants found and pledges that name who pays, and, but for funders, pledges that do not.

    Grants are given in countries: where the selection has none, they do not apply. Pledges of which no source states a
    theme can't be counted by theme, if only stated tags are: that is not zero.
    """
    if by == "funder":
        table = funder_counts(filtered)
        table = table[table[["grants", "pledges"]].any(axis=1)]
    else:
        table = funding_by(filtered, by)
    if no_theme_note(filtered, by):
        table = table.drop(columns=["pledges", "silent"]) if filtered.has_places() else table.iloc[:0]
    if not filtered.has_places():
        table = table.drop(columns="grants")
    return _exhibit(filtered, by, table, _finding(filtered), _("Pledges that name who pays"))


def funding_of(filtered: FilteredData, funder: str, by: str) -> Exhibit:
    """What one funder paid for, by `theme` or `region`; `filtered` has the pledges that name it."""
    table = funding_by(filtered, by, funder).drop(columns="silent")
    known = table[~table["code"].isin(NO_REGION)]
    own, name = int(known[["grants", "pledges"]].any(axis=1).sum()), label(filtered.dataset, "funder", funder)
    said = {
        "theme": _("{name}: grants or pledges on {count} of {all} themes"),
        "region": _("{name}: grants or pledges in {count} of {all} regions"),
    }[by]
    finding = said.format(name=name, count=number(own), all=number(len(known)))
    exhibit = _exhibit(
        filtered, by, table, Claim("profile_of_funder", finding, having=own, of=len(known)), _("Pledges that name it")
    )
    return replace(exhibit, name=f"funding-{funder}-by-{by}", scope=unfiltered_scope(name), recipe=None)


def _exhibit(filtered: FilteredData, by: str, table: pd.DataFrame, finding: Claim, pledges: str) -> Exhibit:
    if by != "funder":
        table.insert(1, "label", group_names(filtered, by, table["code"]))
    names = {
        "grants": _("Grants found"),
        "pledges": pledges,
        "silent": _("Pledges that do not"),
    }
    names = {name: words for name, words in names.items() if name in table}
    numbers = [column for column in ("grants", "pledges") if column in table]
    listed = ", ".join(
        _("{name} {numbers}").format(name=label, numbers=listing([number(count) for count in counts], "and"))
        for label, *counts in each_row(table[["label", *numbers]], index=False)
    )
    remarks = [what_applies(filtered), no_theme_note(filtered, by)]
    return Exhibit(
        name=f"funding-by-{by}",
        finding=finding,
        scope=scope_line(filtered, ". ".join(filter(None, remarks))),
        figure=funding_bars(table, names, _("None found")),
        alt_text=_("{series}: {list}.").format(
            series=listing([_("“{search}”").format(search=names[column]) for column in numbers], "and"),
            list=listed or _("none"),
        ),
        how_to_read=_how_to_read(by),
        table=table,
        headings={"label": split_options()[by], **names},
        source=grants_source(filtered),
        recipe=Recipe("funding", (("by", by),)),
    )


APPLY_TO_GRANTS = ("region", "country", "theme")
"""The filters that say something of grants."""


def what_applies(filtered: FilteredData) -> str:
    """That a filter in use says nothing of grants, where grants are shown."""
    others = any(value.field not in APPLY_TO_GRANTS for value in chosen_values(filtered))
    return _("Only regions, countries and themes apply to grants") if others and filtered.has_places() else ""


def grants_source(filtered: FilteredData, *more: str) -> str:
    """Where pledges and grants come from, and further notes."""
    return source_line(filtered, _("Grants: pages of the funds and press."), *more)


def _finding(filtered: FilteredData) -> Claim:
    grants, pledges = len(grants_of(filtered)), filtered.column("funding_source")
    if not grants and not len(pledges):
        return Claim("nothing_to_say", _("No grant found, and no pledge matches this selection"))
    stated = int(pledges.notna().sum())
    said = _("Pledges that name who pays: {stated} of {all}").format(stated=number(stated), all=number(len(pledges)))
    said = said if len(pledges) else _("No pledge matches this selection")
    found = ngettext("{count} grant found. {pledges}", "{count} grants found. {pledges}", grants)
    sentence = found.format(count=number(grants), pledges=said) if filtered.has_places() else said
    return Claim("funding_found", sentence, grants=grants, stated=stated, of=len(pledges))


def _how_to_read(by: str) -> str:
    counted = {
        "funder": _("A grant counts under the fund that gave it and under each who paid for it."),
        "theme": _("A grant or pledge counts under each of its themes, by our classification; without any, nowhere."),
        "region": _("A joint pledge counts in each of its regions."),
    }[by]
    never = _(
        "A grant and a pledge may be of the same money, so they are not added, and neither are amounts: most are not"
        " stated, and the total of a window belongs to the window. No grant found does not mean that none was given."
        " Filters other than region, country and theme do not apply to grants."
    )
    left_out = _("Grants for something that is not about migration are left out.")
    return f"{counted} {left_out} {never}"
