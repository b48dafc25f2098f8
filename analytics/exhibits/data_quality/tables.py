"""Tables of how far the numbers can be trusted."""

from dataclasses import fields
from typing import Any

import pandas as pd

from analytics.dataset import Problem, explain
from analytics.exhibits.overview.headlines import headline_words
from analytics.labels import label
from analytics.measures.headlines import PUBLISHED, headlines
from analytics.measures.quality import certainties, soft_problems, tag_bases
from analytics.rows import each_row
from analytics.selection import FilteredData, Selection, filter_data
from analytics.shares import value_text
from analytics.words import _, day_as_stated, pgettext


def certainty_table(filtered: FilteredData) -> pd.DataFrame:
    """How sure the pledges are: `certainty`, `pledges`, `of`, `share` in words."""
    table, whole = certainties(filtered), filtered.count()
    if not whole:
        return table.assign(of=whole, share="")
    table["certainty"] = [label(filtered.dataset, "certainty", code) for code in table["certainty"]]
    return table.assign(of=whole, share=[value_text(count / whole, whole, True) for count in table["pledges"]])


def basis_table(filtered: FilteredData) -> pd.DataFrame:
    """Where tags come from: `taxonomy`, `basis`, `tags`, `of` (tags of the taxonomy), `share` in words."""
    table = tag_bases(filtered)
    wholes = table.groupby("scheme")["tags"].transform("sum")
    return pd.DataFrame(
        {
            "taxonomy": [label(filtered.dataset, "tag_scheme", code) for code in table["scheme"]],
            "basis": [label(filtered.dataset, "tag_basis", code) for code in table["basis"]],
            "tags": table["tags"],
            "of": wholes,
            "share": [value_text(tags / of, of, True) for tags, of in zip(table["tags"], wholes, strict=True)],
        }
    )


def problem_table(filtered: FilteredData) -> pd.DataFrame:
    """Every doubt in the data, row by row: `file`, `row`, `key`, `column`, `value`, `what`, `advice`."""
    return _explained(filtered.dataset.problems)


def _explained(problems: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for problem in each_row(problems, index=False):
        what, advice = explain(Problem(*(_plain(getattr(problem, field.name)) for field in fields(Problem))))
        rows.append((problem.file, problem.row, problem.key, problem.column, problem.value, what, advice))
    return pd.DataFrame(rows, columns=["file", "row", "key", "column", "value", "what", "advice"])


def doubt_table(filtered: FilteredData) -> pd.DataFrame:
    """The kinds of doubt in the data, most frequent first: `rows`, `file`, `example`, `advice`."""
    first = filtered.dataset.problems.drop_duplicates(["rule", "file"])
    examples = _explained(first).rename(columns={"what": "example"}).assign(rule=first["rule"].to_numpy())
    return soft_problems(filtered).merge(examples[["rule", "file", "example", "advice"]], on=["rule", "file"])


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
    """Published figures with their dates and ours, both of all pledges: `headline`, `published`, `ours`, `why`."""
    table = headlines(filter_data(filtered.facets, Selection()))
    own = table[table["headline"].isin(PUBLISHED) & table["published"].notna()]
    return pd.DataFrame(
        {
            "headline": [headline_words(row.headline)[0] for row in each_row(own)],
            "published": [
                _("{figure} ({date})").format(figure=row.published_as, date=day_as_stated(str(row.published_on)))
                for row in each_row(own)
            ],
            "ours": own["value"].to_numpy(),
            "why": [headline_words(row.headline)[1] for row in each_row(own)],
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
        "ours": _("In these data"),
        "why": _("What it counts, and why it differs"),
    }


def certainty_headings() -> dict[str, str]:
    """Columns of the table of certainty."""
    return {
        "certainty": _("Certainty"),
        "pledges": _("Pledges"),
        "of": pgettext("the whole that a part is of", "Of"),
        "share": pgettext("a part of a whole", "Share"),
    }


def basis_headings() -> dict[str, str]:
    """Columns of the table of where tags come from."""
    return {
        "taxonomy": _("Taxonomy"),
        "basis": _("Basis"),
        "tags": _("Tags"),
        "of": pgettext("the whole that a part is of", "Of"),
        "share": pgettext("a part of a whole", "Share"),
    }


def source_headings() -> dict[str, str]:
    """Columns of the list of sources."""
    return {
        "file": _("File"),
        "source": pgettext("where a record comes from", "Source"),
        "date": _("Date or version"),
        "licence": _("Licence"),
        "address": _("Address"),
    }
