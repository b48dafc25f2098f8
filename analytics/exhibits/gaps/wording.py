"""What kinds of need, ways of counting and doubts about a figure are called."""

import pandas as pd

from analytics.exhibits.claims import none_words
from analytics.labels import label
from analytics.measures.coverage import FRACTIONS, placed_regions
from analytics.measures.gaps import Comparison, bases
from analytics.measures.need import COUNTED_WITH, OF_DESA, Need
from analytics.selection import FilteredData
from analytics.words import _, cached_by_language, listing, ngettext, number, short_number


def need_kinds() -> dict[str, str]:
    """Kinds of need a reader can pick."""
    return {"displaced": _("Displaced people"), "migrants": _("International migrants")}


def strip_kinds() -> dict[str, str]:
    """What the pledges of regions are set against side by side: need, or where people live; in one word each."""
    return {"displaced": _("Displaced people"), "migrants": _("Migrants"), "population": _("Population")}


def idp_series() -> dict[str, str]:
    """What can be added to displaced people who crossed a border: at most one of the two series."""
    return {
        "none": _("Not counted"),
        "unhcr": _("Protected or assisted by UNHCR"),
        "idmc": _("All displaced by conflict (IDMC)"),
    }


def people_words(need: Need, people: float, in_full: bool = False) -> str:
    """A number of the people counted as need: "3M displaced people"; to the last one if `in_full`."""
    template = {
        "displaced": _("{people} displaced people"),
        "migrants": _("{people} migrants"),
        "population": _("{people} inhabitants"),
    }[need.kind]
    return template.format(people=number(people) if in_full else short_number(people))


def strip_names(need: Need, people: float, pledges: int) -> tuple[str, str]:
    """What the two shares of a region are called, each with its whole: people, and pledges, each of these once."""
    of_people = {
        "displaced": _("Share of {people} displaced people hosted"),
        "migrants": _("Share of {people} migrants"),
        "population": _("Share of {people} inhabitants"),
    }[need.kind]
    of_pledges = ngettext("Share of {count} pledge", "Share of {count} pledges", pledges)
    return of_people.format(people=short_number(people)), of_pledges.format(count=number(pledges))


def counted_names() -> dict[str, str]:
    """What can be compared with need."""
    return {
        "pledges": _("Pledges"),
        FRACTIONS: _("Pledges, joint ones counted fractionally"),
        "governments": _("Local governments that pledged"),
    }


def counted_in_sentence(comparison: Comparison) -> str:
    """What is compared with need, as sentences have it after "more" or "the share of"."""
    return _("local governments that pledged") if comparison.counted == "governments" else _("pledges")


def levels_compared() -> dict[str, str]:
    """What is compared: regions, unless a reader asks for countries."""
    return {"region": _("Regions"), "country": _("Countries")}


def need_name(need: Need) -> str:
    """What the people counted as need are."""
    return {
        ("displaced", "none"): _("Refugees, asylum-seekers and others in need of protection"),
        ("displaced", "unhcr"): _("Displaced people with the internally displaced that UNHCR protects or assists"),
        ("displaced", "idmc"): _("Displaced people with all internally displaced by conflict (IDMC)"),
        ("migrants", "none"): _("International migrants"),
        ("population", "none"): _("Inhabitants"),
    }[need.kind, need.idps]


def comparison_name(comparison: Comparison) -> str:
    """What is compared with what."""
    compared = {
        "pledges": _("{need}, compared with pledges"),
        FRACTIONS: _("{need}, compared with pledges, joint ones counted fractionally"),
        "governments": _("{need}, compared with local governments that pledged"),
    }
    return compared[comparison.counted].format(need=need_name(comparison.need))


def pledges_found(filtered: FilteredData, comparison: Comparison, count: float) -> str:
    """A count of pledges, or of local governments, in words; none is given as not found or not in this selection."""
    if count:
        many = round(count) if float(count).is_integer() else 2
        if comparison.counted == "governments":
            words = ngettext("{count} local government that pledged", "{count} local governments that pledged", many)
        else:
            words = ngettext("{count} pledge", "{count} pledges", many)
        return words.format(count=number(round(count, 2)))
    if not filtered.allows_gaps():
        return _("none in this selection")
    if comparison.counted == "governments":
        return _("no local government that pledged")
    return _("no pledge found")


def none_label(filtered: FilteredData, comparison: Comparison) -> str:
    """The legend of places with people in need and no pledge."""
    if comparison.counted == "governments" and filtered.allows_gaps():
        return _("No local government that pledged")
    return none_words(filtered)


def not_a_gap() -> str:
    """What a reader of a comparison must know where other filters than places, themes and objectives are in use."""
    return _(
        "Filters other than places, themes and objectives are in use: what is missing below is missing from this"
        " selection, and may be pledged outside it."
    )


def rank_orders() -> dict[str, str]:
    """The orders that places can be ranked in."""
    return {
        "difference": _("Difference of shares"),
        "per_pledge": _("People per pledge"),
        "per_million": _("People per million"),
    }


@cached_by_language(maxsize=64)
def need_source(filtered: FilteredData, comparison: Comparison, places: str = "country") -> str:
    """Where the figures for need come from, of which year, and which countries have theirs from UNRWA instead.

    Only selected countries are named; where regions are compared, only those that are in one of them.
    """
    need = comparison.need
    template = {
        "migrants": _("Migrants: UN DESA, {year}, country level."),
        "population": _("Population: UN DESA, {year}, country level."),
        "displaced": _("Displaced people: UNHCR, {year}, country level."),
    }[need.kind]
    if need.idps == "idmc":
        template = _("Displaced people: UNHCR and, for internally displaced, IDMC, {year}, country level.")
    source = template.format(year=_newest(filtered, need))
    countries, whose = filtered.dataset.countries, bases(filtered.dataset, need)
    from_unrwa = filtered.covered & countries["iso3"].isin(whose.index[whose == "unrwa"])
    if places == "region":
        from_unrwa &= countries[filtered.selection.regions_by].isin(placed_regions(filtered))
    if not from_unrwa.any():
        return source
    names = listing(sorted(countries["name"][from_unrwa]), last="and")
    return " ".join([source, _("{names}: registered with UNRWA.").format(names=names)])


def _newest(filtered: FilteredData, need: Need) -> str:
    """The year of the newest figure for a need."""
    newest = filtered.dataset.countries[f"{OF_DESA.get(need.kind, 'unhcr')}_year"].max()
    return _("year not stated") if pd.isna(newest) else str(newest)


def counting_note(comparison: Comparison) -> str:
    """How joint pledges are counted in the sums that shares are taken of."""
    return {
        "pledges": _("A joint pledge counts in each of its places."),
        FRACTIONS: _("A joint pledge counts as equal fractions in its places."),
        "governments": "",
    }[comparison.counted]


def basis_names(filtered: FilteredData) -> dict[str, str]:
    """Whose figure it is and how it differs from the plain one, by the basis of a need."""
    area, country = next(iter(COUNTED_WITH.items()))
    return {
        "unhcr": _("UNHCR"),
        "desa": _("UN DESA"),
        "unrwa": _("UNRWA; UNHCR has no figure"),
        "without_unrwa": _("UNHCR; refugees registered with UNRWA are not in it"),
        "with_kosovo": _("Figure includes {area}").format(area=label(filtered.dataset, "iso3", area)),
        "in_serbia": _("Counted with {country}").format(country=label(filtered.dataset, "iso3", country)),
    }


def no_figure(filtered: FilteredData, need: Need) -> str:
    """Why a place has no figure for need."""
    template = _("UN DESA has no figure ({year})") if need.kind in OF_DESA else _("UNHCR has no figure ({year})")
    return template.format(year=_newest(filtered, need))


def state_names(filtered: FilteredData, comparison: Comparison) -> dict[str, str]:
    """States of a place in a comparison."""
    return {
        "value": _("Compared"),
        "none": none_label(filtered, comparison),
        "nobody": _("Nobody in need"),
        "no_data": _("No data"),
        "outside": _("Not counted here"),
    }
