"""What the regions of a selection are called: the whole region, or the part of it that was chosen."""

from analytics.labels import label, name_in_sentence
from analytics.measures.coverage import WITHOUT_REGION
from analytics.selection import FilteredData
from analytics.words import _, number


def region_name(filtered: FilteredData, code: str, in_sentence: bool = False) -> str:
    """The name of a region of the scheme shown; with countries chosen, those of it that the numbers are of.

    A number of Peru must not stand under "Americas", where another page has another one. `in_sentence` gives it as it
    stands after "in": "the Americas".
    """
    chosen, dataset = filtered.chosen, filtered.dataset
    named = name_in_sentence if in_sentence else label
    name = named(dataset, chosen.regions_by, code)
    if not chosen.country or code in WITHOUT_REGION:
        return name
    asked = filtered.asked()
    own = list(asked.loc[asked[chosen.regions_by] == code, "iso3"])
    if len(own) == 1:
        return _("{country} ({region})").format(country=named(dataset, "iso3", own[0]), region=name)
    return _("{region} ({count} countries chosen)").format(region=name, count=number(len(own)))
