"""Exhibits of coverage: the matrix, bars by region, bars by theme or objective."""

import pandas as pd

from analytics.charts import coverage as charts
from analytics.charts.classes import classes_note
from analytics.dataset.tables import ROUND_TABLE_FORUM
from analytics.exhibits.claims import Claim, does_not_apply, looking_for, none_words
from analytics.exhibits.coverage.menus import measures
from analytics.exhibits.coverage.tables import with_names
from analytics.exhibits.exhibit import Exhibit, Recipe, classified_note, people_source, scope_line, source_line
from analytics.exhibits.regions import region_name, residue_note
from analytics.facets import NOT_STATED
from analytics.labels import label, name_in_sentence
from analytics.measures.coverage import (
    MARGINS,
    RESIDUAL_REGIONS,
    SHARES,
    WITHOUT_REGION,
    Counting,
    countable_pairs,
    coverage_by_code,
    coverage_matrix,
)
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import SMALL, is_small, value_with_whole
from analytics.words import _, listing, ngettext, number, pgettext

LONGEST_NAMES = 40
"""Characters of names that a title can hold; beyond it counts them instead."""

NAMED = 3
"""Names that a title can hold."""


def matrix(filtered: FilteredData, counting: Counting) -> Exhibit:
    """The region by theme matrix, its finding the pairs without a pledge, of all that could have one."""
    table = with_names(filtered, coverage_matrix(filtered, counting), counting.themes)
    # A pair is empty if no pledge is there: one from a network or a country that hosts nobody is a pledge too.
    finding = _matrix_finding(filtered, coverage_matrix(filtered, Counting(counting.themes)), counting.themes)
    inner = table[~table["region"].isin(MARGINS) & ~table["code"].isin(MARGINS)]
    source = source_line(
        filtered, classified_note(counting.themes), people_source(filtered, counting.measure), _multiple(counting)
    )
    return Exhibit(
        name=f"coverage-{counting.themes}-{counting.measure}",
        finding=finding,
        scope=_scope(filtered, counting, by_code=True),
        figure=charts.matrix(table, counting.measure, none_words(filtered), counting.is_fractional()),
        alt_text=matrix_alt_text(filtered, inner, finding, counting),
        how_to_read=_(
            "Each cell says how much of the measure a region (column) has on a theme (row). {classes} Sand means"
            " “{none}”, grey that nothing is known; a dash on hatching means that the question does not apply, or that"
            " no tag of ours could tell. Networks and pledges without a known place are not regions and stand apart:"
            " their zeros, on white, are not gaps. A pledge with several themes counts in several rows but once in"
            " “All”, so rows may add up to more than it."
        ).format(classes=classes_note(counting.measure, counting.is_fractional()), none=none_words(filtered))
        + residue_note(table),
        table=table,
        headings={
            "region_label": _("Region"),
            "code_label": _("Theme or objective"),
            "value": measures()[counting.measure],
            "of": pgettext("the whole that a part is of", "Of"),
        },
        source=source,
        recipe=_recipe("matrix", counting),
    )


def _recipe(kind: str, counting: Counting) -> Recipe:
    fractional = "yes" if counting.fractional else "no"
    options = (("themes", counting.themes), ("measure", counting.measure), ("fractional", fractional))
    return Recipe(kind, (*options, ("universe", counting.universe)))


def _scope(filtered: FilteredData, counting: Counting, by_code: bool) -> str:
    """The measure, of how many pledges anything is said by a scheme that not all follow, and the selection."""
    measure = "" if counting.measure == "pledges" else measures()[counting.measure]
    if counting.is_fractional():
        measure = _("Counted fractionally: sums add up the fractions shown; whole pledges are given beside them")
    some = ""
    if by_code and counting.themes != "theme" and filtered.count():
        some = _("Pledges tagged by this scheme: {some} of {all}").format(
            some=number(filtered.stating(counting.themes)), all=number(filtered.count())
        )
    return scope_line(filtered, ". ".join(filter(None, [measure, some])))


def _row_word(themes: str) -> str:
    """What a sentence calls a code of a scheme."""
    # For translators: within a sentence, as in "by region and theme" or "pairs of region and objective".
    objective = pgettext("within a sentence", "objective")
    words = {
        "gcm": objective,
        "priority_objective": objective,
        "round_table": pgettext("within a sentence", "round table"),
        "gcr_area": pgettext("within a sentence", "area"),
    }
    return words.get(themes) or pgettext("within a sentence", "theme")


def _part_of_codes(by: str, part: int, of: int) -> str:
    """How many of so many regions, or codes of a scheme: "9 of 13 themes"."""
    if by == "region":
        text = ngettext("{part} of {of} region", "{part} of {of} regions", of)
    elif by in ("gcm", "priority_objective"):
        text = ngettext("{part} of {of} objective", "{part} of {of} objectives", of)
    elif by == "round_table":
        text = ngettext("{part} of {of} round table", "{part} of {of} round tables", of)
    elif by == "gcr_area":
        text = ngettext("{part} of {of} area", "{part} of {of} areas", of)
    else:
        text = ngettext("{part} of {of} theme", "{part} of {of} themes", of)
    return text.format(part=number(part), of=number(of))


def _multiple(counting: Counting) -> str:
    if counting.measure != "pledges":
        return ""
    if counting.is_fractional():
        return _(
            "A pledge counts as equal fractions in its regions and themes; only the fractions shown here are added up."
        )
    return _("Pledges with several themes count in each.")


def _matrix_finding(filtered: FilteredData, whole: pd.DataFrame, themes: str) -> Claim:
    """How many pairs of region and code have no pledge, by a matrix of whole pledges."""
    pairs = countable_pairs(whole)
    empty, of, regions = int((pairs["value"] == 0).sum()), len(pairs), list(pairs["region"].unique())
    if of == 0:
        if not filtered.selection.can_have_places():
            return Claim("nothing_to_say", does_not_apply())
        return Claim(
            "nothing_to_say", _("Nothing to pair here: no region, or no theme or objective that a tag could show")
        )
    values = {"empty": empty, "of": of, "gap": filtered.allows_gaps(), "themes": themes}
    if empty == 0:
        template = _("Every pair of region and {row} shown has a pledge")
    elif of == 1:
        template = _("{region}. {none} on the only {row} shown")
    elif len(regions) == 1:
        # For translators: {part} is "9 of 13 themes".
        template = _("{region}. {none} on {part}")
    else:
        template = ngettext(
            "{none} for {empty} of {all} pair of region and {row}",
            "{none} for {empty} of {all} pairs of region and {row}",
            of,
        )
    region, row = region_name(filtered, regions[0]), _row_word(themes)
    sentence = template.format(
        region=region,
        row=row,
        none=none_words(filtered),
        part=_part_of_codes(themes, empty, of),
        empty=number(empty),
        all=number(of),
    )
    return Claim("pairs_without_pledge", looking_for(filtered, sentence), **values)


def matrix_alt_text(filtered: FilteredData, inner: pd.DataFrame, finding: Claim, counting: Counting) -> str:
    """The matrix in two sentences: its highest cell, and how many are empty."""
    known, row = inner[inner["value"].notna() & (inner["code"] != NOT_STATED)], _row_word(counting.themes)
    if known.empty or known["value"].max() == 0:
        nothing = _("A table by region and {row}; none of its cells has a pledge.")
        if (inner.loc[inner["code"] == NOT_STATED, "value"] > 0).any():
            nothing = _("A table by region and {row}; none of its cells has a pledge, apart from “not stated”.")
        return nothing.format(row=row)
    highest = known[known["value"] == known["value"].max()]
    template = _("{measure} by region and {row}; highest: {region}, {theme} ({value}).")
    if len(highest) > 1:
        template = _("{measure} by region and {row}; highest in {count} cells.")
    top = highest.iloc[0]
    sentence = template.format(
        measure=measures()[counting.measure],
        row=row,
        count=number(len(highest)),
        region=region_name(filtered, top["region"], in_sentence=True),
        theme=top["code_label"],
        value=value_with_whole(top["value"], top["of"], counting.measure in SHARES),
    )
    return f"{sentence} {finding.removesuffix('.')}."


def region_bars(filtered: FilteredData, counting: Counting) -> Exhibit:
    """One bar a region, for the chosen measure."""
    table = with_names(filtered, coverage_matrix(filtered, counting), counting.themes)
    table = table[(table["code"] == counting.margin()) & ~table["region"].isin(MARGINS)]
    table = table[table["value"].notna() | table["no_data"]]
    table = table.rename(columns={"region_label": "label"}).drop(columns=["code", "code_label"]).reset_index(drop=True)
    return _bars(filtered, counting, table, "region", _("Region"))


def code_bars(filtered: FilteredData, counting: Counting) -> Exhibit:
    """One bar a theme or objective, for the chosen measure."""
    table = with_names(filtered, coverage_by_code(filtered, counting), counting.themes)
    table = table.rename(columns={"code_label": "label"})
    return _bars(filtered, counting, table, counting.themes, _("Theme or objective"))


def _bars(filtered: FilteredData, counting: Counting, table: pd.DataFrame, by: str, heading: str) -> Exhibit:
    measure = measures()[counting.measure]
    note = classified_note(counting.themes) if by != "region" else ""
    how_to_read = _("The longer the bar, the more. The number at its end is exact; a share names the whole it is of.")
    if by == "region":
        not_ranked = _(
            "The highest is named among regions alone, not what a scheme puts into none, and by share among those of"
            " {small} countries or more where there are any with a pledge."
        )
        how_to_read = f"{how_to_read} {not_ranked.format(small=number(SMALL))}"
    return Exhibit(
        name=f"{by}-{counting.measure}",
        finding=_bars_finding(filtered, table, counting),
        scope=_scope(filtered, counting, by_code=by != "region"),
        figure=charts.bars(table, counting.measure in SHARES, measure),
        alt_text=_bars_alt_text(table, counting),
        how_to_read=how_to_read,
        table=table,
        headings={"label": heading, "value": measure, "of": pgettext("the whole that a part is of", "Of")},
        source=source_line(filtered, note, people_source(filtered, counting.measure)),
        recipe=_recipe("regions" if by == "region" else "codes", counting),
    )


def _bars_finding(filtered: FilteredData, table: pd.DataFrame, counting: Counting) -> Claim:
    """What has most, and what has none; networks and “not stated” have no claim on either."""
    measure = measures()[counting.measure]
    known = table[table["state"].isin(["value", "none"]) & ~table.iloc[:, 0].isin([*WITHOUT_REGION, NOT_STATED])]
    if known.empty:
        return Claim("nothing_to_say", _("{measure}: nothing to compare here").format(measure=measure))
    codes = known.columns[0]
    regions = known[~known[codes].isin(RESIDUAL_REGIONS)]
    none = regions.loc[regions["value"] == 0]
    values = {"by": codes, "counting": counting, "none": tuple(none[codes]), "gap": filtered.allows_gaps()}
    absence = none_words(filtered)
    if not (known["value"] > 0).any():
        template = _("{measure}: {none} among those shown") if filtered.count() else _("{measure}: {none}")
        sentence = template.format(measure=measure, none=absence)
        return Claim("highest", looking_for(filtered, sentence), **values)
    ranked = _ranked(known)
    values["value"] = float(ranked["value"].max())
    values["top"] = tuple(ranked.loc[ranked["value"] == values["value"], codes])
    # A zero that is no absence, as on a theme of which networks alone have pledges, is less than the most all the same.
    outside = [*WITHOUT_REGION, NOT_STATED]
    zeros = table[(table["state"] == "zero") & ~table[codes].isin(outside)]
    most = _most(filtered, ranked, counting, len(ranked) + len(zeros))
    unranked = known[(known["value"] >= values["value"]) & ~known.index.isin(ranked.index)]
    if not unranked.empty:
        # For translators: {most} is "Most in Asia: 12% of 48", {names} are regions that have as much.
        most = _("{most} (not ranked: {names})").format(
            most=most, names=_listed(unranked["label"], len(known), "region")
        )
    if counting.measure != "pledges":
        most = _("{measure}. {most}").format(measure=measure, most=most)
    if none.empty:
        return Claim("highest", most, **values)
    names = _listed(none["label"], len(regions), counting.themes if codes == "code" else "region")
    sentence = _("{most}. {none}: {names}").format(most=most, none=absence, names=names)
    return Claim("highest", looking_for(filtered, sentence), **values)


def _ranked(known: pd.DataFrame) -> pd.DataFrame:
    """What may be said to have most: no residue of a scheme, and no share of a small whole unless all are small."""
    regions = known[~known.iloc[:, 0].isin(RESIDUAL_REGIONS)]
    large = regions[~regions["of"].map(is_small).astype(bool)]
    for ranked in (large, regions):
        if (ranked["value"] > 0).any():
            return ranked
    return known[known["value"] > 0]


def _listed(names: pd.Series, of: int, by: str) -> str:
    """Names of regions, or of codes of the scheme `by`, or how many of so many where names would fill a line."""
    listed = listing(list(names), last="and")
    if len(names) <= NAMED and len(listed) <= LONGEST_NAMES:
        return listed
    return _part_of_codes(by, len(names), of)


def _most(filtered: FilteredData, known: pd.DataFrame, counting: Counting, of: int) -> str:
    """What has most; of several that are level names or their number, and a value only if it is the same words."""
    first = known[known["value"] == known["value"].max()]
    values = {value_with_whole(row.value, row.of, counting.measure in SHARES) for row in each_row(first)}
    counts = {"value": min(values)}
    if len(known) == 1:
        return _("{name}: {value}").format(name=first.iloc[0]["label"], **counts)
    is_region = known.columns[0] == "region"
    if is_region:
        names = first["region"].map(lambda code: region_name(filtered, code, in_sentence=True))
    else:
        names = first["code"].map(lambda code: name_in_sentence(filtered.dataset, counting.themes, code))
    if len(first) == 1:
        most = _("Most in {name}: {value}") if is_region else _("Most on {name}: {value}")
        return most.format(name=names.iloc[0], **counts)
    if len(first) == of:
        return (_("The same in each: {value}") if len(values) == 1 else _("The same share in each")).format(**counts)
    if len(values) == 1:
        most = _("Most in {names}: {value} each") if is_region else _("Most on {names}: {value} each")
    else:
        most = _("Most in {names}, the same share each") if is_region else _("Most on {names}, the same share each")
    return most.format(names=_listed(names, of, "region" if is_region else counting.themes), **counts)


def _bars_alt_text(table: pd.DataFrame, counting: Counting) -> str:
    is_share = counting.measure in SHARES
    said = (
        charts.missing_text(row.state) if pd.isna(row.value) else value_with_whole(row.value, row.of, is_share)
        for row in each_row(table)
    )
    listed = ", ".join(f"{name} {words}" for name, words in zip(table["label"], said, strict=True))
    return _("{measure}: {list}.").format(measure=measures()[counting.measure], list=listed or _("none"))


def objective_bars(filtered: FilteredData) -> Exhibit:
    """The 23 objectives of the migration compact, grouped by the round table that reviews them."""
    counting = Counting(themes="gcm")
    table = with_names(filtered, coverage_by_code(filtered, counting), "gcm")
    tables = filtered.dataset.round_tables
    tables = tables[tables["forum_id"] == ROUND_TABLE_FORUM].astype({"gcm_objective": str, "round_table": str})
    table["round_table"] = table["code"].map(tables.set_index("gcm_objective")["round_table"])
    table["group"] = [
        _("No objective stated") if pd.isna(code) else label(filtered.dataset, "round_table", code)
        for code in table["round_table"]
    ]
    table = table.sort_values("round_table", kind="stable", na_position="last", ignore_index=True)
    of_objectives = table[table["code"] != NOT_STATED]
    stated = int((of_objectives["value"] > 0).sum())
    sentence = (
        ngettext(
            "Stated by a pledge: {count} of {all} objective chosen",
            "Stated by a pledge: {count} of {all} objectives chosen",
            len(of_objectives),
        )
        if filtered.selection.gcm
        else _("Stated by a pledge: {count} of {all} objectives of the migration compact")
    ).format(count=number(stated), all=number(len(of_objectives)))
    finding = Claim("objectives_without_pledge", sentence, stated=stated, of=len(of_objectives))
    if of_objectives.empty:
        finding = Claim("nothing_to_say", _("No objective is chosen"))
    drawn = table.rename(columns={"code_label": "label"})
    return Exhibit(
        name="objectives-by-round-table",
        finding=finding,
        scope=scope_line(filtered),
        figure=charts.grouped_bars(drawn, _("Pledges")),
        alt_text=_bars_alt_text(drawn, counting),
        how_to_read=_(
            "Bars are pledges that state the objective, grouped by the round table of the International Migration"
            " Review Forum that looks at it. The last bar counts pledges that state no objective."
        ),
        table=table,
        headings={"group": _("Round table"), "code_label": _("Objective"), "value": _("Pledges")},
        source=source_line(filtered, classified_note("round_table")),
        recipe=Recipe("objectives"),
    )
