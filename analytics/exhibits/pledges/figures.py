"""Exhibits of when pledges were announced and for which forum."""

from functools import partial

from analytics.charts.coverage import BAR_LABEL, bars, columns
from analytics.charts.coverage_native import bar_parts, column_parts
from analytics.charts.theme import finished, label_room
from analytics.exhibits.claims import Claim, nothing_selected
from analytics.exhibits.exhibit import Exhibit, source_line
from analytics.facets import NOT_STATED
from analytics.labels import labels
from analytics.measures.timeline import pledges_by
from analytics.selection import FilteredData, sentence
from analytics.words import _, number


def by_year(filtered: FilteredData) -> Exhibit:
    """Pledges by the year they were announced."""
    silent = _("{silent} of {all} pledges do not state a year")
    return _by(filtered, "year_announced", _("Year announced"), silent)


def by_forum(filtered: FilteredData) -> Exhibit:
    """Pledges by the forum they were made for."""
    return _by(filtered, "forum", _("Forum"), _("{silent} of {all} pledges name no forum"))


def _by(filtered: FilteredData, name: str, heading: str, silence: str) -> Exhibit:
    table = pledges_by(filtered, name)
    table["label"] = labels(filtered.dataset, name, table["code"])
    silent = int(table.loc[table["code"] == NOT_STATED, "pledges"].sum())
    finding = Claim(
        "year_or_forum_not_stated",
        silence.format(silent=number(silent), all=number(filtered.count())),
        facet=name,
        silent=silent,
        of=filtered.count(),
    )
    finding = finding if filtered.count() else nothing_selected()
    drawn = table.assign(value=table["pledges"].astype(float), of=float("nan"))
    upright = name == "year_announced"
    quiet = _("Not stated")
    figure = columns(drawn, quiet) if upright else bars(drawn, is_share=False)
    drawing = 180 if upright else 42 * max(len(table), 2)
    left = 8 if upright else label_room(list(table["label"]), BAR_LABEL)
    scope = sentence(filtered) + "."
    return Exhibit(
        name=f"pledges-by-{name.split('_')[0]}",
        finding=finding,
        scope=scope,
        figure=finished(
            figure, finding, scope, source_line(filtered), drawing=drawing, left=left, foot=40 if upright else 8
        ),
        description=_("Pledges, {heading}: {list}.").format(
            heading=heading,
            list=", ".join(f"{row.label} {number(row.pledges)}" for row in table.itertuples()),
        ),
        reading=_("“Not stated” counts pledges whose sources do not say; they are not spread over the others."),
        table=table,
        headings={"label": heading, "pledges": _("Pledges")},
        source=source_line(filtered),
        native=partial(column_parts, drawn, quiet, _("Pledges"))
        if upright
        else partial(bar_parts, drawn, False, _("Pledges")),
        recipe=("years" if upright else "forums",),
    )
