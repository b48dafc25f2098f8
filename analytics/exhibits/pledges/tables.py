"""Pledges as rows of a table, and one pledge with everything that is known of it."""

import pandas as pd

from analytics.exhibits.exhibit import classified_note, source_line
from analytics.facets import Facets
from analytics.labels import label, labels, short_label
from analytics.measures.quality import FIELDS, ITEMS
from analytics.reports import report_states
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, number

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
        "state": _("Report"),
        "certainty": _("Certainty"),
        "source_url": _("Source"),
    }


def pledge_rows(filtered: FilteredData) -> pd.DataFrame:
    """The pledges of the selection, one row each, codes replaced by names.

    Returns `pledge_id` and the columns of `headings()`; several names in a cell stand with
    "; " between them. Missing stays missing.
    """
    dataset = filtered.dataset
    pledges = filtered.table()
    kept = dataset.places[dataset.places["pledge_id"].isin(pledges["pledge_id"])]
    rows = pledges[["pledge_id", "title", "year_announced", "certainty", "source_url"]].copy()
    states = report_states(dataset, dataset.as_of)["state"]
    rows["state"] = labels(dataset, "report_state", states[filtered.pledges].set_axis(rows.index))
    rows["certainty"] = labels(dataset, "certainty", rows["certainty"])
    rows["government"] = rows["pledge_id"].map(_joined(kept["pledge_id"], labels(dataset, "city_id", kept["city_id"])))
    rows["country"] = rows["pledge_id"].map(_joined(kept["pledge_id"], labels(dataset, "iso3", kept["iso3"])))
    tags = dataset.tags[dataset.tags["pledge_id"].isin(pledges["pledge_id"])]
    for scheme in ("theme", "compact", "gcm"):
        own = tags[tags["scheme"] == scheme]
        named = own["code"] if scheme in ("gcm", "compact") else labels(dataset, scheme, own["code"])
        rows[scheme] = rows["pledge_id"].map(_joined(own["pledge_id"], named))
    return rows[["pledge_id", *headings()]].reset_index(drop=True)


def pledge_export(filtered: FilteredData) -> pd.DataFrame:
    """The listed pledges with every other column of their records, the bases of tags among them.

    `state` is the report state; what the source's own field says stands in `stage_as_stated`.
    """
    listed = pledge_rows(filtered)
    rest = filtered.table().drop(columns=[name for name in listed if name != "pledge_id"], errors="ignore")
    stages = labels(filtered.dataset, "status", rest["status"])
    rest = rest.assign(stage_as_stated=stages).drop(columns="status")
    return listed.merge(rest, on="pledge_id", how="left")


def export_source(filtered: FilteredData) -> str:
    """Where exported pledges come from, and what in them is ours."""
    return source_line(filtered, classified_note("theme"))


def _joined(ids: pd.Series, names: pd.Series) -> pd.Series:
    return names.dropna().groupby(ids).agg(lambda own: "; ".join(dict.fromkeys(own)))


def field_name(field: str) -> str:
    """What a field of a pledge is called."""
    return {
        "title": _("Title"),
        "government_ids": _("Who pledged"),
        "government_as_stated": _("Who pledged, as the source says"),
        "place_as_stated": _("Place, as the source says"),
        "source_url": _("Source"),
        "summary": _("Summary"),
        "themes": _("Themes"),
        "target_groups": _("Target groups"),
        "kind": _("Kind"),
        "start_date": _("Start"),
        "year_announced": _("Year announced"),
        "end_date": _("End"),
        "date_note": _("Note on dates"),
        "end_date_of_wider_project": _("The end is a wider project’s"),
        "status": _("Stage, as the source states it"),
        "compact": _("Compact"),
        "gcm_objectives": _("GCM objectives"),
        "forums": _("Forum"),
        "partners": _("Partners"),
        "funding_source": _("Funding source"),
        "budget_as_stated": _("Budget, as stated"),
        "reach_as_stated": _("People reached, as stated"),
        "results_summary": _("Results, as stated"),
        "results_as_of": _("Results as of"),
        "last_reported": _("Last report"),
        "priority_objectives": _("Priority objectives"),
        "certainty": _("Certainty"),
        "language_of_source": _("Language of the source"),
        "source_type": _("Kind of source"),
        "other_urls": _("Other sources"),
        "retrieved": _("Read on"),
        "names_beneficiaries": _("Names who benefits"),
        "has_partner": _("Names a partner"),
        "has_indicator": _("States an indicator"),
        "has_deadline": _("States a deadline"),
        "has_numeric_target": _("States a target in numbers"),
        "has_budget": _("States a budget"),
        "has_baseline": _("States a baseline"),
        "consulted_affected": _("Affected people were consulted"),
        "note": _("What to know before quoting it"),
        "sdgs": _("Sustainable Development Goals"),
        "gcr_objectives": _("GCR objectives"),
        "migration_role": _("Role in migration"),
        "budget_usd": _("Budget, US dollars (never to be added up)"),
        "people_reached": _("People reached (never to be added up)"),
        "theme_basis": _("Where the themes come from"),
        "target_group_basis": _("Where the target groups come from"),
        "gcm_basis": _("Where the GCM objectives come from"),
        "sdg_basis": _("Where the Sustainable Development Goals come from"),
        "compact_basis": _("Where the compact comes from"),
    }[field]


_TEXTS = (
    "summary",
    "government_as_stated",
    "place_as_stated",
    "partners",
    "funding_source",
    "budget_as_stated",
    "reach_as_stated",
    "results_summary",
    "date_note",
)
_DATES = ("start_date", "end_date", "results_as_of", "last_reported", "retrieved")
_CODES = {
    "kind": "pledge_kind",
    "status": "status",
    "certainty": "certainty",
    "source_type": "source_type",
    "language_of_source": "language",
}


def pledge_facts(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """Everything the record of one pledge states: `field`, `value` in words, empty fields left out."""
    pledge = facets.dataset.pledges.iloc[facets.position[pledge_id]]
    stated = []
    state = report_states(facets.dataset, facets.dataset.as_of)["state"].iloc[facets.position[pledge_id]]
    stated.append((_("Report"), label(facets.dataset, "report_state", state)))
    for field in (
        "kind",
        "status",
        *_TEXTS,
        "year_announced",
        *_DATES,
        "certainty",
        "source_type",
        "language_of_source",
    ):
        if not pd.isna(pledge[field]):
            stated.append((field_name(field), _in_words(facets, field, pledge[field])))
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
    own = dataset.tags[dataset.tags["pledge_id"] == pledge_id]
    rows = []
    for scheme in SCHEMES:
        tags = own[own["scheme"] == scheme]
        for basis, group in tags.groupby("basis", sort=False, observed=True):
            names = "; ".join(short_label(dataset, scheme, code) for code in group["code"])
            rows.append((label(dataset, "tag_scheme", scheme), names, label(dataset, "tag_basis", str(basis))))
        if tags.empty:
            rows.append((label(dataset, "tag_scheme", scheme), _("None stated"), "–"))
    return pd.DataFrame(rows, columns=["taxonomy", "tags", "basis"])


def pledge_documentation(facets: Facets, pledge_id: str) -> pd.DataFrame:
    """What the text of one pledge says of ten points a reader would ask: `item`, `answer`."""
    pledge = facets.dataset.pledges.iloc[facets.position[pledge_id]]
    answers = {True: _("Yes"), False: _("No, on the page that was read")}
    said = [
        (field_name(item), _("Not seen") if pd.isna(pledge[item]) else answers[bool(pledge[item])]) for item in ITEMS
    ]
    return pd.DataFrame(said, columns=["item", "answer"])


def missing_fields(facets: Facets, pledge_id: str) -> list[str]:
    """Names of the fields that the record of a pledge does not state."""
    pledge = facets.dataset.pledges.iloc[facets.position[pledge_id]]
    return [field_name(field) for field in FIELDS if pd.isna(pledge[field])]


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
    own = dataset.places.loc[dataset.places["pledge_id"] == pledge_id, "city_id"]
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
