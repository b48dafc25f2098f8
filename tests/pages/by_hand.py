"""Counts taken from the shipped CSV files with loops alone, to hold the screen against."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.csv_rows import Row, read_rows

DATA = Path(__file__).parents[2] / "data"


@cache
def rows(name: str) -> tuple[Row, ...]:
    return tuple(read_rows(DATA / f"{name}.csv"))


def items(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(";") if each.strip()]


def governments(pledge: Row) -> list[Row]:
    known = {city["city_id"]: city for city in rows("cities")}
    return [known[each] for each in items(pledge["government_ids"])]


def region(city: Row, scheme: str = "m49_region") -> str:
    if city["kind"] == "network":
        return "network"
    known = {country["iso3"]: country for country in rows("countries")}
    return known[city["iso3"]][scheme] if city["iso3"] else "unplaced"


def pledges(keep: Callable[[Row], bool] = lambda pledge: True) -> list[Row]:
    return [pledge for pledge in rows("pledges") if keep(pledge)]


def is_in(*wanted: str, scheme: str = "m49_region") -> Callable[[Row], bool]:
    return lambda pledge: any(region(city, scheme) in wanted for city in governments(pledge))


def is_on(*themes: str) -> Callable[[Row], bool]:
    return lambda pledge: bool(set(items(pledge["themes"])) & set(themes))


def both(first: Callable[[Row], bool], second: Callable[[Row], bool]) -> Callable[[Row], bool]:
    return lambda pledge: first(pledge) and second(pledge)


STAGES = ("planned", "in_progress", "fulfilled", "stalled", "withdrawn")
AS_OF = "2026-11-28"


def is_reported(pledge: Row) -> bool:
    """Anything is reported: a stage, the date of a report, results. All pages were read by the date of the data."""
    return pledge["status"] in STAGES or bool(
        pledge["last_reported"] or pledge["results_as_of"] or pledge["results_summary"]
    )


def is_past_its_end(pledge: Row) -> bool:
    """The pledge's own end date has passed on its last possible day; that of a wider project never does."""
    end = pledge["end_date"] if pledge["end_date_of_wider_project"] != "yes" else ""
    # Of "2024" and "2024-05" the last day counts, and "2024-99" sorts behind each day of 2024.
    return bool(end) and (end + "-99-99")[:10] < AS_OF


def is_overdue(pledge: Row) -> bool:
    """Nothing is reported, and the end date has passed."""
    return not is_reported(pledge) and (is_past_its_end(pledge) or pledge["status"] == "overdue")


def is_in_progress(pledge: Row) -> bool:
    """Reported to be in progress, and not past its end."""
    return pledge["status"] == "in_progress" and not is_past_its_end(pledge)


def own_governments(chosen: list[Row], *regions: str) -> dict[str, Row]:
    """The local governments of these pledges, networks and the one that is not named left out."""
    return {
        city["city_id"]: city
        for pledge in chosen
        for city in governments(pledge)
        if city["kind"] not in ("network", "not_named") and (not regions or region(city) in regions)
    }


def own_countries(chosen: list[Row], *regions: str) -> set[str]:
    return {
        city["iso3"]
        for pledge in chosen
        for city in governments(pledge)
        if city["iso3"] and city["kind"] != "network" and (not regions or region(city) in regions)
    }


def objectives(chosen: list[Row]) -> set[str]:
    return {each for pledge in chosen for each in items(pledge["gcm_objectives"])}


def member_states(*regions: str) -> set[str]:
    return {
        country["iso3"]
        for country in rows("countries")
        if country["un_member"] == "yes" and (not regions or country["m49_region"] in regions)
    }
