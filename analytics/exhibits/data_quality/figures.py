"""Exhibits and tables of how far the numbers can be trusted."""

from dataclasses import fields
from functools import partial
from typing import Any

import pandas as pd

from analytics.charts import quality as charts
from analytics.charts.coverage import BAR_LABEL, bars, cell_text
from analytics.charts.coverage_native import bar_parts
from analytics.charts.progress_native import whole_parts
from analytics.charts.theme import finished, label_room
from analytics.dataset import Problem, explain
from analytics.exhibits.claims import Claim, nothing_selected
from analytics.exhibits.exhibit import Exhibit, scope_line, source_line
from analytics.exhibits.overview.headlines import headline_words
from analytics.exhibits.pledges.tables import field_name
from analytics.labels import label
from analytics.measures.headlines import PUBLISHED, headlines
from analytics.measures.quality import certainties, completeness, documented_items, soft_problems, tag_bases
from analytics.selection import FilteredData, Selection, filter_data
from analytics.words import _, day_as_stated, number


def completeness_bars(filtered: FilteredData) -> Exhibit:
    """How many pledges state each field."""
    table = completeness(filtered)
    table["label"] = table["field"].map(field_name)
    thin = table[table["stated"] * 2 < table["of"]]
    finding = Claim(
        "stated_in_records",
        _("{thin} of {all} fields are stated by fewer than half of the pledges").format(
            thin=number(len(thin)), all=number(len(table))
        ),
        item="fields",
        stated=len(thin),
        of=len(table),
    )
    finding = finding if filtered.count() else nothing_selected()
    drawn = table.assign(value=table["stated"].astype(float), of=float("nan"))
    figure = finished(
        bars(drawn, is_share=False),
        finding,
        scope_line(filtered),
        source_line(filtered),
        drawing=23 * len(table),
        left=label_room(list(table["label"]), BAR_LABEL),
    )
    emptiest = table.iloc[-1]
    return Exhibit(
        name="completeness",
        finding=finding,
        scope=scope_line(filtered),
        figure=figure,
        description=_("Fields by how many of {all} pledges state them; least of all {field}, {count}.").format(
            all=number(filtered.count()), field=emptiest["label"], count=number(emptiest["stated"])
        ),
        reading=_(
            "An empty field means that the pages we could read do not say; it does not mean that nothing was done."
        ),
        table=table,
        headings={"label": _("Field"), "stated": _("Pledges that state it"), "of": _("Of")},
        source=source_line(filtered),
        native=partial(bar_parts, drawn, False, _("Pledges that state it")),
        recipe=("completeness",),
    )


def documentation_bars(filtered: FilteredData) -> Exhibit:
    """What the texts say on eight points, with "not seen" as a part of the whole."""
    table = documented_items(filtered)
    table["label"] = table["item"].map(field_name)
    least = table.loc[table["yes"].idxmin()]
    finding = Claim(
        "stated_in_records",
        _("Fewest say: {item} ({count} of {all})").format(
            item=least["label"], count=number(least["yes"]), all=number(filtered.count())
        ),
        item=least["item"],
        stated=int(least["yes"]),
        of=filtered.count(),
    )
    finding = finding if filtered.count() else nothing_selected()
    figure = finished(
        charts.answer_bars(table),
        finding,
        scope_line(filtered),
        source_line(filtered),
        drawing=28 * len(table),
        left=label_room(list(table["label"]), BAR_LABEL),
        foot=40,
    )
    return Exhibit(
        name="documentation",
        finding=finding,
        scope=scope_line(filtered),
        figure=figure,
        description=_("Of {all} pledges: {list}.").format(
            all=number(filtered.count()),
            list="; ".join(
                _("{item}: {yes} yes, {no} no, {unseen} not seen").format(
                    item=row.label, yes=number(row.yes), no=number(row.no), unseen=number(row.not_seen)
                )
                for row in table.itertuples()
            ),
        ),
        reading=_(
            "“No” holds for the one page that was read in full. “Not seen” means that only part of the text was"
            " read: never count it as no."
        ),
        table=table,
        headings={"label": _("Point"), "yes": _("Yes"), "no": _("No"), "not_seen": _("Not seen")},
        source=source_line(filtered),
        native=partial(whole_parts, table.assign(of=filtered.count()), charts.answers()),
        recipe=("documentation",),
    )


def certainty_table(filtered: FilteredData) -> pd.DataFrame:
    """How sure the pledges are: `certainty`, `pledges`, `of`, `share` in words."""
    table, whole = certainties(filtered), filtered.count()
    if not whole:
        return table.assign(of=whole, share="")
    table["certainty"] = [label(filtered.dataset, "certainty", code) for code in table["certainty"]]
    return table.assign(of=whole, share=[cell_text(count / whole, whole, True) for count in table["pledges"]])


def basis_table(filtered: FilteredData) -> pd.DataFrame:
    """How tags were come by: `taxonomy`, `basis`, `tags`, `of` (tags of the taxonomy), `share` in words."""
    table = tag_bases(filtered)
    wholes = table.groupby("scheme")["tags"].transform("sum")
    return pd.DataFrame(
        {
            "taxonomy": [label(filtered.dataset, "tag_scheme", code) for code in table["scheme"]],
            "basis": [label(filtered.dataset, "tag_basis", code) for code in table["basis"]],
            "tags": table["tags"],
            "of": wholes,
            "share": [cell_text(tags / of, of, True) for tags, of in zip(table["tags"], wholes, strict=True)],
        }
    )


def problem_table(filtered: FilteredData) -> pd.DataFrame:
    """Every doubt in the data, row by row: `file`, `row`, `key`, `column`, `value`, `what`, `advice`."""
    problems = filtered.dataset.problems
    rows = []
    for problem in problems.itertuples(index=False):
        what, advice = explain(Problem(*(_plain(getattr(problem, field.name)) for field in fields(Problem))))
        rows.append((problem.file, problem.row, problem.key, problem.column, problem.value, what, advice))
    return pd.DataFrame(rows, columns=["file", "row", "key", "column", "value", "what", "advice"])


def doubt_table(filtered: FilteredData) -> pd.DataFrame:
    """The kinds of doubt in the data, most frequent first: `rows`, `file`, `example`, `advice`."""
    counted = soft_problems(filtered)
    rows = problem_table(filtered).assign(rule=filtered.dataset.problems["rule"].to_numpy())
    first = rows.drop_duplicates(["rule", "file"]).rename(columns={"what": "example"})
    return counted.merge(first[["rule", "file", "example", "advice"]], on=["rule", "file"])


def doubt_headings() -> dict[str, str]:
    """Columns of the kinds of doubt."""
    return {
        "rows": _("Rows"),
        "file": _("File"),
        "example": _("For example"),
        "advice": _("What would settle it"),
    }


def _plain(value: Any) -> Any:
    return None if pd.isna(value) else value


def published_comparison(filtered: FilteredData) -> pd.DataFrame:
    """Published figures and ours, both of all pledges: `headline`, `published`, `published_on`, `ours`, `why`."""
    table = headlines(filter_data(filtered.facets, Selection()))
    own = table[table["headline"].isin(PUBLISHED) & table["published"].notna()]
    return pd.DataFrame(
        {
            "headline": [headline_words(row.headline)[0] for row in own.itertuples()],
            "published": own["published_as"].to_numpy(),
            "published_on": [day_as_stated(str(row.published_on)) for row in own.itertuples()],
            "ours": own["value"].to_numpy(),
            "why": [headline_words(row.headline)[1] for row in own.itertuples()],
        }
    )


def source_table(filtered: FilteredData) -> pd.DataFrame:
    """Every source of every file, as the package describes it: `file`, `source`, `date`, `licence`, `address`."""
    rows = []
    for resource in filtered.dataset.package["resources"]:
        licences = ", ".join(item.get("name") or item.get("title", "") for item in resource.get("licenses", []))
        for source in resource.get("sources", []):
            date = str(source.get("date") or source.get("version") or "")
            rows.append((resource["path"], source.get("title", ""), date, licences, source.get("path", "")))
    return pd.DataFrame(rows, columns=["file", "source", "date", "licence", "address"])


def published_headings() -> dict[str, str]:
    """Columns of the comparison with published figures."""
    return {
        "headline": _("Number"),
        "published": _("Published"),
        "published_on": _("On"),
        "ours": _("In these data"),
        "why": _("What it counts, and why it differs"),
    }


def certainty_headings() -> dict[str, str]:
    """Columns of the table of certainty."""
    return {"certainty": _("Certainty"), "pledges": _("Pledges"), "of": _("Of"), "share": _("Share")}


def basis_headings() -> dict[str, str]:
    """Columns of the table of how tags were come by."""
    return {"taxonomy": _("Taxonomy"), "basis": _("Basis"), "tags": _("Tags"), "of": _("Of"), "share": _("Share")}


def source_headings() -> dict[str, str]:
    """Columns of the list of sources."""
    return {
        "file": _("File"),
        "source": _("Source"),
        "date": _("Date or version"),
        "licence": _("Licence"),
        "address": _("Address"),
    }
