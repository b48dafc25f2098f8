"""What maps are shaded by, and the parts of the world that they show."""

from analytics.charts.description import WORLD_WINDOW, Window
from analytics.charts.maps import WINDOWS
from analytics.dataset.shapes import window_around
from analytics.labels import label
from analytics.selection import FilteredData
from analytics.words import _


def map_measures() -> dict[str, str]:
    """Measures a reader can shade countries by."""
    return {
        "pledges": _("Pledges"),
        "governments": _("Local governments that pledged"),
        "pledges_per_million_displaced": _("Pledges per million displaced people hosted"),
        "pledges_per_million_people": _("Pledges per million inhabitants"),
    }


def zooms(filtered: FilteredData) -> dict[str, str]:
    """Parts of the world that a reader can zoom to."""
    regions = {code: label(filtered.dataset, "m49_region", code) for code in WINDOWS if code}
    return {"": _("What is selected"), **regions}


def map_window(filtered: FilteredData, zoom: str = "") -> Window:
    """The part of the world that a map shows: the zoom chosen, else the countries selected, else the world.

    One UN region is always shown in the same window, so that maps of it can be compared.
    """
    selection = filtered.selection
    if not zoom and selection.regions_by == "m49_region" and len(selection.region) == 1 and not selection.country:
        zoom = selection.region[0]
    if zoom in WINDOWS and zoom:
        return WINDOWS[zoom]
    if selection.is_limited_to_places():
        return window_around(tuple(filtered.selected_countries()["iso3"]))
    return WORLD_WINDOW
