"""Pledges as rows of a table, and one pledge with everything that is known of it."""

from collections.abc import Sequence

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.exhibit import classified_note, source_line
from analytics.facets import Facets, with_basis
from analytics.labels import label, label_column, labels, short_label
from analytics.measures.records import answers_of, stated_fields
from analytics.reports import report_states
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, number, pgettext

SCHEMES = (
    "theme",
    "target_group",
    "compact",
    "gcm",
    "round_table",
    "priority_objective",
    "gcr_area",
    "forum",
    "sdg",
    "migration_role",
)


def headings() -> dict[str, str]:
    """The columns of the list of pledges and what they are called."""
    return {
        "title": _("Title"),
        "government": _("Local government or network"),
        "country": _("Country"),
        "year_announced": _("Year"),
        "theme": _("Themes (our classification)"),
        "compact": _("Compact"),
        "gcm": _("GCM objectives"),
        "state": pgettext("what is reported of a pledge", "Report"),
        "certainty": _("Certainty"),
        "source_url": pgettext("where a record comes from", "Source"),
    }


def pledge_rows(filtered: FilteredData, most: int | None = None) -> pd.DataFrame:
    """The pledges of the selection, one row each, codes replaced by names; no more than the first `most`, if given.

    Returns `pledge_id` and the columns of `headings()`; several names in a cell are
    separated by "; ". Missing stays missing.
    """
    dataset, facets = filtered.dataset, filtered.facets
    listed = facets.position[filtered.pledge_mask].head(most).tolist()
    columns = ["pledge_id", "title", "year_announced", "certainty", "source_url"]
    rows = dataset.pledges[columns].iloc[listed].reset_index(drop=True)
    states = report_states(dataset, dataset.as_of)["state"].iloc[listed].reset_index(drop=True)
    rows["state"] = labels(dataset, "report_state", states)
    rows["certainty"] = labels(dataset, "certainty", rows["certainty"])
    rows["government"] = pledgers(dataset, rows["pledge_id"])
    countries = dataset.pledge_governments["iso3"].set_axis(facets.pledge_rows)
    rows["country"] = _joined(listed, labels(dataset, "iso3", countries[countries.index.isin(listed)]))
    for scheme in ("theme", "compact", "gcm"):
        tags = facets.tags(scheme)
        codes = tags["code"].set_axis(facets.rows_of(tags))
        own = codes[codes.index.isin(listed)]
        rows[scheme] = _joined(listed, labels(dataset, scheme, own) if scheme == "theme" else own)
    return rows[["pledge_id", *headings()]]


def _joined(rows: Sequence[int], names: pd.Series) -> pd.Series:
    """For each of some rows the names under it, each once, "; " between them; missing where there are none."""
    own: dict[int, dict[str, None]] = {row: {} for row in rows}
    for row, name in names.dropna().items():
        own[row][name] = None
    return pd.Series(["; ".join(each) or None for each in own.values()], dtype="str")


def pledgers(dataset: Dataset, ids: pd.Series) -> pd.Series:
    """The governments and networks of each pledge, "; " between them, in the order and under the index of the ids."""
    rows = dataset.pledge_governments.loc[dataset.pledge_governments["pledge_id"].isin(ids), ["pledge_id", "city_id"]]
    own: dict[str, list[str]] = {}
    for pledge_id, name in zip(rows["pledge_id"], labels(dataset, "city_id", rows["city_id"]), strict=True):
        own.setdefault(pledge_id, []).append(name)
    return ids.map({pledge_id: "; ".join(names) for pledge_id, names in own.items()})


def rows_of(facets: Facets, ids: pd.Series, records: pd.DataFrame) -> pd.DataFrame:
    """Of a table with a row for each pledge, the rows of some, in the order and under the index of their ids."""
    return records.iloc[facets.position.reindex(ids)].set_axis(ids.index)


def pledge_export(filtered: FilteredData) -> pd.DataFrame:
    """The listed pledges with every other column of their records, the bases of tags among them.

    `state` is the report state; what the source's own field says is in `stage_as_stated`.
    """
    listed = pledge_rows(filtered)
    rest = filtered.selected_pledges().drop(columns=[name for name in listed if name != "pledge_id"], errors="ignore")
    stages = labels(filtered.dataset, "status", rest["status"])
    rest = rest.assign(stage_as_stated=stages).drop(columns="status")
    return listed.merge(rest, on="pledge_id", how="left")


def export_source(filtered: FilteredData) -> str:
    """Where exported pledges come from, and what in them is ours."""
    return source_line(filtered, classified_note("theme"))


def field_names() -> dict[str, str]:
    """What the fields of a pledge are called, in the order of a workbook's columns."""
    return {
        "title": _("Title"),
        "government_ids": _("Who pledged"),
        "source_url": pgettext("where a record comes from", "Source"),
        "themes": _("Themes"),
        "year_announced": _("Year announced"),
        "compact": _("Compact"),
        "gcm_objectives": _("GCM objectives"),
        "certainty": _("Certainty"),
        "summary": _("Summary"),
        "kind": _("Kind"),
        "status": _("Stage, as the source states it"),
        "target_groups": _("Target groups"),
        "priority_objectives": _("Priority objectives"),
        "sdgs": _("Sustainable Development Goals"),
        "sdg_basis": _("Where the Sustainable Development Goals come from"),
        "gcr_objectives": _("GCR objectives"),
        "forums": _("Forum"),
        "migration_role": _("Role in migration"),
        "start_date": pgettext("date of a pledge", "Start"),
        "end_date": pgettext("date of a pledge", "End"),
        "date_note": _("Note on dates"),
        "end_date_of_wider_project": _("Start and end are a wider project’s"),
        "partners": _("Partners"),
        "funding_source": _("Funding source"),
        "budget_as_stated": _("Budget, as stated"),
        "budget_usd": _("Budget, US dollars (never to be added up)"),
        "reach_as_stated": _("People reached, as stated"),
        "people_reached": _("People reached (never to be added up)"),
        "results_summary": _("Results, as stated"),
        "results_as_of": _("Results as of"),
        "last_reported": _("Last report"),
        "names_beneficiaries": _("Names who benefits"),
        "has_numeric_target": _("States a target in numbers"),
        "has_deadline": _("States a deadline"),
        "has_indicator": _("States an indicator"),
        "has_baseline": _("States a baseline"),
        "has_budget": _("States a budget"),
        "has_partner": _("Names a partner"),
        "consulted_affected": _("Affected people were consulted"),
        "government_as_stated": _("Who pledged, as the source says"),
        "place_as_stated": _("Place, as the source says"),
        "note": _("What to know before quoting it"),
        "theme_basis": _("Where the themes come from"),
        "target_group_basis": _("Where the target groups come from"),
        "gcm_basis": _("Where the GCM objectives come from"),
        "compact_basis": _("Where the compact comes from"),
        "source_type": _("Kind of source"),
        "language_of_source": _("Language of the source"),
        "other_urls": _("Other sources"),
        "retrieved": _("Read on"),
    }


_DATES = ("start_date", "end_date", "results_as_of", "last_reported", "retrieved")
_CODES = {
    "kind": "pledge_kind",
    "status": "status",
    "certainty": "certainty",
    "source_type": "source_type",
    "language_of_source": "language",
}


def answer_names() -> dict[str, str]:
    """What a record says on an item."""
    return {"yes": _("Stated"), "no": _("Not stated"), "not_seen": _("Not seen")}


def item_names(dataset: Dataset) -> dict[str, str]:
    """What each documentation item is called."""
    described = dataset.documentation_items
    return dict(zip(described["item"], label_column(described), strict=True))


def pledge_facts(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """What the record of one pledge states beside its summary and results: `field`, `value`, empty fields left out."""
    pledge = facets.dataset.pledges.iloc[facets.position[pledge_id]]
    stated = []
    for field in (
        "kind",
        "status",
        "government_as_stated",
        "place_as_stated",
        "partners",
        "funding_source",
        "budget_as_stated",
        "reach_as_stated",
        "date_note",
        "year_announced",
        *_DATES,
        "certainty",
        "source_type",
        "language_of_source",
    ):
        if not pd.isna(pledge[field]):
            stated.append((field_names()[field], _in_words(facets, field, pledge[field])))
    return pd.DataFrame(stated, columns=["field", "value"])


def _in_words(facets: Facets, field: str, value: object) -> str:
    if field in _CODES:
        return label(facets.dataset, _CODES[field], str(value))
    if field in _DATES:
        return day_as_stated(str(value))
    if field in ("partners", "funding_source"):
        return "; ".join(part.strip() for part in str(value).split(";"))
    return str(value)


def pledge_tags(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """All tags of one pledge in every taxonomy: `taxonomy`, `tags`, `basis`; a taxonomy without tags says so."""
    dataset = facets.dataset
    own = with_basis(dataset.tags[dataset.tags["pledge_id"] == pledge_id])
    rows = []
    for scheme in SCHEMES:
        tags = own[own["scheme"] == scheme]
        for basis, group in tags.groupby("basis", sort=False):
            names = "; ".join(short_label(dataset, scheme, code) for code in group["code"])
            rows.append((label(dataset, "tag_scheme", scheme), names, label(dataset, "tag_basis", str(basis))))
        if tags.empty:
            rows.append((label(dataset, "tag_scheme", scheme), _("None stated"), "–"))
    return pd.DataFrame(rows, columns=["taxonomy", "tags", "basis"])


def pledge_documentation(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """What the record of one pledge says on each documentation item: `item`, `answer`."""
    answers = answers_of(facets.dataset).iloc[facets.position[pledge_id]]
    names = item_names(facets.dataset)
    return pd.DataFrame({"item": list(answers.index.map(names)), "answer": list(answers.map(answer_names()))})


def missing_fields(facets: Facets, pledge_id: str) -> list[str]:
    """Names of the fields that the record of a pledge does not state."""
    stated = stated_fields(facets.dataset).iloc[facets.position[pledge_id]]
    return list(stated.index[~stated].map(field_names() | item_names(facets.dataset)))


def sources_of(facets: Facets, pledge_id: str) -> list[str]:
    """Addresses of a pledge's sources, the main one first."""
    pledge = facets.dataset.pledges.iloc[facets.position[pledge_id]]
    others = "" if pd.isna(pledge["other_urls"]) else str(pledge["other_urls"])
    return [str(pledge["source_url"]), *(url.strip() for url in others.split(";") if url.strip())]


def pledge_title(facets: Facets, pledge_id: str) -> str:
    """The published title of a pledge."""
    return str(facets.dataset.pledges.iloc[facets.position[pledge_id]]["title"])


def governments_of(facets: Facets, pledge_id: str) -> list[tuple[str, str]]:
    """Who made a pledge, as (city_id, name)."""
    dataset = facets.dataset
    own = dataset.pledge_governments.loc[dataset.pledge_governments["pledge_id"] == pledge_id, "city_id"]
    return [(code, label(dataset, "city_id", code)) for code in own]


def pledge_names(facets: Facets, ids: list[str]) -> list[tuple[str, str]]:
    """Pledges as (pledge_id, "title, government") for a list of links."""
    return [
        (
            pledge_id,
            _("{title}, {government}").format(
                title=pledge_title(facets, pledge_id),
                government="; ".join(name for _id, name in governments_of(facets, pledge_id)),
            ),
        )
        for pledge_id in ids
    ]


def count_words(count: int, total: int) -> str:
    """How many rows of a long table are on screen."""
    return _("Showing {count} of {total}; the download has all.").format(count=number(count), total=number(total))
