"""A figure with everything that travels with it: its finding, its words, its table."""

from dataclasses import dataclass

import pandas as pd

from analytics.charts.description import Figure, Map
from analytics.exhibits.claims import Claim, share_found
from analytics.facets import NOT_STATED
from analytics.measures.coverage import countable_codes
from analytics.selection import FilteredData, sentence
from analytics.words import _, day, ngettext, number


@dataclass(frozen=True)
class Recipe:
    """What it takes to make an exhibit again: its kind in the catalogue and the values of its options.

    Options are pairs (name, code), in the order of the catalogue. Deck links contain them, so they must not change.
    """

    kind: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Exhibit:
    """What a page shows, a download holds and a slide carries, all made from one table.

    `name` starts file names. `finding` is the title, `scope` the line under it, `alt_text`
    what it shows in words, in place of the picture, `how_to_read` what its marks, colours and numbers mean.
    `figure` describes what is drawn, for every renderer. `table` holds the numbers drawn, machine names and plain
    values; `headings` gives the columns a reader sees, in order, and their names. `recipe` makes it again; None if it
    can't be. `on_page` adds to `how_to_read` what is true of a page alone, where it can be clicked on; `on_slide`
    takes the place of `how_to_read` on slides that draw the figure in another way. Shared by all readers: nothing in
    it may be changed.
    """

    name: str
    finding: Claim
    scope: str
    figure: Figure
    alt_text: str
    how_to_read: str
    table: pd.DataFrame
    headings: dict[str, str]
    source: str
    recipe: Recipe | None = None
    on_page: str = ""
    on_slide: str = ""

    def source_under_figure(self) -> str:
        """The source line, with the disclaimer about borders under a map."""
        if isinstance(self.figure, Map) and disclaimer() not in self.source:
            return f"{self.source} {disclaimer()}"
        return self.source


def source_line(filtered: FilteredData, *more: str) -> str:
    """Where a figure's numbers come from, with the date of the data, how much was found, and further notes."""
    pledges = _("Source: public pages of the Call to Local Action and the UN, to {date}.")
    own = (pledges.format(date=day(filtered.dataset.as_of)), share_found(filtered), inferred_sections(filtered))
    return " ".join(filter(None, [*own, *more]))


def inferred_sections(filtered: FilteredData) -> str:
    """Says how many countries' sections of UCLG are our guess, and how many pledges that touches; else nothing."""
    if filtered.selection.regions_by != "uclg_section":
        return ""
    countries = filtered.dataset.countries
    inferred = countries.loc[countries["uclg_inferred"].astype(bool), "iso3"]
    rows = filtered.government_mask & filtered.dataset.pledge_governments["iso3"].isin(inferred).to_numpy()
    pledges = len(set(filtered.facets.pledge_rows[rows]))
    return ngettext(
        "UCLG sections: that of {countries} country is our guess; pledges here that this affects: {pledges} of {all}.",
        "UCLG sections: those of {countries} countries are our guess; pledges here that this affects: {pledges} of"
        " {all}.",
        len(inferred),
    ).format(countries=number(len(inferred)), pledges=number(pledges), all=number(filtered.count()))


def scope_line(filtered: FilteredData, measure: str = "") -> str:
    """What a figure covers: the selection in words, after the measure unless that is pledges."""
    selection = sentence(filtered)
    return _("{measure}. {selection}.").format(measure=measure, selection=selection) if measure else f"{selection}."


def unfiltered_scope(name: str) -> str:
    """What a figure of one government, network or funder covers, which no filter narrows."""
    return _("All that is known of {name}, whatever the filters say.").format(name=name)


def classified_note(themes: str) -> str:
    """Says who drew up the tags of a scheme, where it was us."""
    return {
        "theme": _("Themes are our classification."),
        "gcr_area": _("Areas follow from our themes: only those that a theme is about, by our own crosswalk."),
        "round_table": _("Round tables as grouped at the review forum of 2022."),
    }.get(themes, "")


def no_theme_note(filtered: FilteredData, by: str) -> str:
    """By theme, that none can be counted where only what sources state is, and none states a theme; else empty."""
    if by != "theme" or countable_codes(filtered, by) != {NOT_STATED}:
        return ""
    return _("No source states a theme, so pledges can’t be counted by it")


def people_source(filtered: FilteredData, measure: str) -> str:
    """Where the people that a measure is taken of come from, and of which year; empty for plain counts."""
    hosted = _("People hosted: UNHCR, {year}, country level; for Palestine, where counted, UNRWA.")
    inhabitants = _("Population: UN DESA, {year}.")
    known = {
        "displaced_share": (hosted, "unhcr_year"),
        "pledges_per_million_displaced": (hosted, "unhcr_year"),
        "population_share": (inhabitants, "population_year"),
        "pledges_per_million_people": (inhabitants, "population_year"),
        "migrants_share": (_("Migrants: UN DESA, {year}."), "migrant_stock_year"),
    }
    if measure not in known or filtered.dataset.countries[known[measure][1]].isna().all():
        return ""
    sentence, column = known[measure]
    return sentence.format(year=int(filtered.dataset.countries[column].max()))


def disclaimer() -> str:
    """The note under every map, on screen and in every image of it."""
    return _(
        "Borders and names imply no opinion of the Coalition or the United Nations on the status of any territory;"
        " that of Jammu and Kashmir, Abyei and the Falkland Islands (Malvinas) is not settled. Shapes: UN geodata."
    )
