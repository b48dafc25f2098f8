"""Exhibits of when pledges were announced and for which forum."""

from analytics.charts.coverage import bars, upright_bars
from analytics.exhibits.claims import Claim, nothing_selected
from analytics.exhibits.exhibit import Exhibit, Recipe, scope_line, source_line
from analytics.facets import NOT_STATED
from analytics.labels import labels
from analytics.measures.timeline import pledges_by
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, ngettext, number


def by_year(filtered: FilteredData) -> Exhibit:
    """Pledges by the year they were announced."""
    said = ngettext(
        "A year stated by {stated} of {all} pledge",
        "A year stated by {stated} of {all} pledges",
        filtered.count(),
    )
    return _by(filtered, "year_announced", _("Year announced"), said, _("Pledges by year announced: {list}."))


def by_forum(filtered: FilteredData) -> Exhibit:
    """Pledges by the forum they were made for."""
    said = ngettext(
        "A forum named by {stated} of {all} pledge",
        "A forum named by {stated} of {all} pledges",
        filtered.count(),
    )
    return _by(filtered, "forum", _("Forum"), said, _("Pledges by forum: {list}."))


def _by(filtered: FilteredData, name: str, heading: str, said: str, counts: str) -> Exhibit:
    table = pledges_by(filtered, name)
    table["label"] = labels(filtered.dataset, name, table["code"])
    silent = int(table.loc[table["code"] == NOT_STATED, "pledges"].sum())
    finding = Claim(
        "year_or_forum_not_stated",
        said.format(stated=number(filtered.count() - silent), all=number(filtered.count())),
        facet=name,
        silent=silent,
        of=filtered.count(),
    )
    finding = finding if filtered.count() else nothing_selected()
    is_year = name == "year_announced"
    drawn = table.assign(value=table["pledges"])
    return Exhibit(
        name=f"pledges-by-{name.split('_')[0]}",
        finding=finding,
        scope=scope_line(filtered),
        figure=upright_bars(drawn, _("Pledges"), _("Not stated")) if is_year else bars(drawn, False, _("Pledges")),
        alt_text=counts.format(
            list=", ".join(f"{row.label} {number(row.pledges)}" for row in each_row(table)) or _("none")
        ),
        how_to_read=_("“Not stated” counts pledges whose sources do not say; they are not spread over the others."),
        table=table,
        headings={"label": heading, "pledges": _("Pledges")},
        source=source_line(filtered),
        recipe=Recipe("years" if is_year else "forums"),
    )
