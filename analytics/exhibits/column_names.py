"""What the columns of the files are called in a workbook, in the order a reader wants them."""

from analytics.exhibits.pledges.tables import field_names, headings
from analytics.words import _, pgettext


def pledge_names(region: str) -> dict[str, str]:
    """Columns of the sheet of pledges; `region` is what the chosen regions are called."""
    listed = headings()
    names = {
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
    }
    identifiers = {
        "pledge_id": _("Identifier"),
        "government_ids": _("Identifiers of who pledged"),
        "iso3": _("Countries (ISO 3166 code)"),
    }
    rest = {name: field for name, field in field_names().items() if name not in names | identifiers}
    return names | rest | {"target_groups": _("Target groups (our classification)")} | identifiers


def government_fields() -> dict[str, str]:
    """What the columns of the file of governments are called, but for those of the list."""
    return {
        "government_name": _("Full name"),
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
        "source_url": pgettext("where a record comes from", "Sources"),
        "city_id": _("Identifier"),
        "iso3": _("Country (ISO 3166 code)"),
        "geonameid": _("GeoNames number"),
    }
