"""What the columns of the files are called in a workbook, in the order a reader wants them."""

from analytics.exhibits.pledges.tables import field_name, headings
from analytics.words import _

_REST = (
    "summary",
    "kind",
    "status",
    "target_groups",
    "priority_objectives",
    "sdgs",
    "sdg_basis",
    "gcr_objectives",
    "forums",
    "migration_role",
    "start_date",
    "end_date",
    "date_note",
    "end_date_of_wider_project",
    "partners",
    "funding_source",
    "budget_as_stated",
    "budget_usd",
    "reach_as_stated",
    "people_reached",
    "results_summary",
    "results_as_of",
    "last_reported",
    "names_beneficiaries",
    "has_numeric_target",
    "has_deadline",
    "has_indicator",
    "has_baseline",
    "has_budget",
    "has_partner",
    "consulted_affected",
    "government_as_stated",
    "place_as_stated",
    "note",
    "theme_basis",
    "target_group_basis",
    "gcm_basis",
    "sdg_basis",
    "compact_basis",
    "source_type",
    "language_of_source",
    "other_urls",
    "retrieved",
)


def pledge_names(region: str) -> dict[str, str]:
    """Columns of the sheet of pledges; `region` is what the chosen regions are called."""
    listed = headings()
    return {
        "title": listed["title"],
        "government": listed["government"],
        "country": listed["country"],
        "region": region,
        "year_announced": listed["year_announced"],
        "themes": listed["theme"],
        "compact": listed["compact"],
        "gcm_objectives": listed["gcm"],
        "round_table": _("Round tables (from GCM objectives)"),
        "gcr_area": _("GCR areas (our crosswalk)"),
        "state": listed["state"],
        "certainty": listed["certainty"],
        "source_url": listed["source_url"],
        **{name: _field(name) for name in _REST},
        "pledge_id": _("Identifier"),
        "government_ids": _("Identifiers of who pledged"),
        "iso3": _("Countries (ISO 3166 code)"),
    }


def _field(name: str) -> str:
    return _("Target groups (our classification)") if name == "target_groups" else field_name(name)


def government_names(region: str) -> dict[str, str]:
    """Columns of the sheet of governments after those of the list; `region` is what the chosen regions are called."""
    return {
        "region": region,
        "government_name": _("Government"),
        "uclg_member": _("Member of UCLG"),
        "mmc_member": _("Leadership board of the Mayors Migration Council"),
        "c40_member": _("Member of C40"),
        "marrakech_declaration_signatory": _("Signed the Marrakech Mayors Declaration"),
        "mayor": _("Head of government, as a dated source names"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "population": _("Population of the place, year unknown"),
        "match": _("How the point was found"),
        "point_note": _("Doubt about the point"),
        "source_url": _("Sources"),
        "city_id": _("Identifier"),
        "iso3": _("Country (ISO 3166 code)"),
        "geonameid": _("GeoNames number"),
    }
