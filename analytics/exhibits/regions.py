"""What the regions of a selection are called: the whole region, or the part of it that was chosen."""

from analytics.labels import label
from analytics.measures.coverage import WITHOUT_REGION
from analytics.selection import FilteredData
from analytics.words import _, number


def region_name(filtered: FilteredData, code: str) -> str:
    """The name of a region of the scheme shown; with countries chosen, those of it that the numbers are of.

    A number of Peru must not stand under "Americas", where another page has another one.
    """
    chosen, dataset = filtered.chosen, filtered.dataset
    name = label(dataset, chosen.regions_by, code)
    if not chosen.country or code in WITHOUT_REGION:
        return name
    asked = filtered.asked()
    own = list(asked.loc[asked[chosen.regions_by] == code, "iso3"])
    if len(own) == 1:
        return _("{country} ({region})").format(country=label(dataset, "iso3", own[0]), region=name)
    return _("{region} ({count} countries chosen)").format(region=name, count=number(len(own)))
