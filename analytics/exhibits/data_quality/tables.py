"""Tables of how far the numbers can be trusted."""

import pandas as pd

from analytics.dataset import explain
from analytics.dataset.doubts import problems_in
from analytics.exhibits.overview.headlines import headline_words
from analytics.exhibits.table import Table, table_of
from analytics.labels import label, labels
from analytics.measures.headlines import PUBLISHED, headlines
from analytics.measures.quality import certainties, soft_problems, tag_bases
from analytics.rows import each_row
from analytics.selection import FilteredData, everything
from analytics.shares import value_text
from analytics.words import _, day_as_stated, pgettext


def certainty_table(filtered: FilteredData) -> Table:
    """How sure the pledges are, with their number, that of all, and their share in words."""
    table, whole = certainties(filtered), filtered.count()
    return table_of(
        certainty=(_("Certainty"), labels(filtered.dataset, "certainty", table["certainty"])),
        pledges=(_("Pledges"), table["pledges"]),
        of=(pgettext("the whole that a part is of", "Of"), [whole] * len(table)),
        share=(
            pgettext("a part of a whole", "Share"),
            [value_text(count / whole, whole, True) for count in table["pledges"]],
        ),
    )


def basis_table(filtered: FilteredData) -> Table:
    """Where tags come from, with their number, that of all tags of the taxonomy, and their share in words."""
    table = tag_bases(filtered)
    wholes = table.groupby("scheme")["tags"].transform("sum")
    return table_of(
        taxonomy=(_("Taxonomy"), [label(filtered.dataset, "tag_scheme", code) for code in table["scheme"]]),
        basis=(_("Basis"), [label(filtered.dataset, "tag_basis", code) for code in table["basis"]]),
        tags=(_("Tags"), table["tags"]),
        of=(pgettext("the whole that a part is of", "Of"), wholes),
        share=(
            pgettext("a part of a whole", "Share"),
            [value_text(tags / of, of, True) for tags, of in zip(table["tags"], wholes, strict=True)],
        ),
    )


def problem_table(filtered: FilteredData) -> pd.DataFrame:
    """Every doubt in the data, row by row: `file`, `row`, `key`, `column`, `value`, `what`, `advice`."""
    return _explained(filtered.dataset.problems)


def _explained(problems: pd.DataFrame) -> pd.DataFrame:
    shown = ["file", "row", "key", "column", "value"]
    cells = zip(*(problems[name] for name in shown), strict=True)
    rows = [(*own, *explain(each)) for own, each in zip(cells, problems_in(problems), strict=True)]
    return pd.DataFrame(rows, columns=[*shown, "what", "advice"])


def doubt_table(filtered: FilteredData) -> Table:
    """The kinds of doubt in the data, most frequent first: `rows`, `file`, `example`, `advice`."""
    first = filtered.dataset.problems.drop_duplicates(["rule", "file"])
    examples = _explained(first).rename(columns={"what": "example"}).assign(rule=first["rule"].to_numpy())
    rows = soft_problems(filtered).merge(examples[["rule", "file", "example", "advice"]], on=["rule", "file"])
    headings = {
        "rows": _("Rows"),
        "file": _("File"),
        "example": _("For example"),
        "advice": _("What would settle it"),
    }
    return Table(rows, headings)


def published_comparison(filtered: FilteredData) -> Table:
    """Published figures with their dates and ours, both of all pledges, and why they differ."""
    table = headlines(everything(filtered.facets))
    own = table[table["headline"].isin(PUBLISHED) & table["published"].notna()]
    words = [headline_words(headline) for headline in own["headline"]]
    figures = [
        _("{figure} ({date})").format(figure=row.published_as, date=day_as_stated(str(row.published_on)))
        for row in each_row(own)
    ]
    return table_of(
        headline=(_("Number"), [name for name, _meaning in words]),
        published=(_("Published"), figures),
        ours=(_("In these data"), own["value"].to_numpy()),
        why=(_("What it counts, and why it differs"), [meaning for _name, meaning in words]),
    )


def source_table(filtered: FilteredData) -> Table:
    """Every source of every file, as the package describes it: `file`, `source`, `date`, `licence`, `address`."""
    rows = []
    for resource in filtered.dataset.package["resources"]:
        licences = ", ".join(item.get("name") or item.get("title", "") for item in resource.get("licenses", []))
        for source in resource.get("sources", []):
            date = str(source.get("date") or source.get("version") or "")
            rows.append((resource["path"], source.get("title", ""), date, licences, source.get("path", "")))
    headings = {
        "file": _("File"),
        "source": pgettext("where a record comes from", "Source"),
        "date": _("Date or version"),
        "licence": _("Licence"),
        "address": _("Address"),
    }
    return Table(pd.DataFrame(rows, columns=list(headings)), headings)
