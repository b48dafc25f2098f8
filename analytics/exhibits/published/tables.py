"""Published figures with unit and population, and results as their sources state them."""

import pandas as pd

from analytics.dataset import Dataset
from analytics.exhibits.claims import Claim
from analytics.exhibits.pledges.tables import pledgers
from analytics.exhibits.table import Table, table_of
from analytics.labels import labels
from analytics.measures.progress import results_stated
from analytics.measures.published import published_around
from analytics.selection import FilteredData
from analytics.words import _, day_as_stated, ngettext, number, pgettext


def published_table(filtered: FilteredData) -> Table:
    """Every published figure about pledges, with unit and population, the Call and the review forums alike."""
    table = published_around(filtered)
    return table_of(
        published_on=(pgettext("date of publication", "On"), table["published_on"].map(day_as_stated)),
        label=(_("Published"), table["label"]),
        value=("", table["value"]),
        unit=(_("Unit"), labels(filtered.dataset, "figure_unit", table["unit"])),
        scope=(_("Population"), table["scope"]),
        publisher=(_("Publisher"), table["publisher"]),
        source_url=(_("Address"), table["source_url"]),
    )


def results_table(filtered: FilteredData) -> Table:
    """Results in the words of their sources: the columns of `results_stated`, with `who` and `on` in words."""
    headings = {
        "who": _("Who"),
        "results_summary": _("Results, as stated"),
        "reach_as_stated": _("People reached, as stated"),
        "on": _("As of"),
        "title": _("Pledge"),
        "source_url": pgettext("where a record comes from", "Source"),
    }
    return Table(results_in_words(filtered.dataset, results_stated(filtered)), headings)


def results_in_words(dataset: Dataset, stated: pd.DataFrame) -> pd.DataFrame:
    """Some rows of `results_stated` with `who` and `on` in words.

    Columns: those of `results_stated`, `who` and `on`.
    """
    dates = {each: day_as_stated(each) for each in stated["results_as_of"].dropna().unique()}
    return stated.assign(who=pledgers(dataset, stated["pledge_id"]), on=stated["results_as_of"].map(dates))


def results_words(filtered: FilteredData) -> Claim:
    """How many pledges state results, and why they are not added up."""
    table = results_stated(filtered)
    if table.empty:
        return Claim("results_stated", _("No pledge of this selection states results."), stated=0, of=filtered.count())
    sentence = ngettext(
        "Results stated by {count} of {of} pledge; with a date: {dated}. They are kept as words: “over”, estimates and"
        " people counted twice can’t be added up.",
        "Results stated by {count} of {of} pledges; with a date: {dated}. They are kept as words: “over”, estimates and"
        " people counted twice can’t be added up.",
        filtered.count(),
    ).format(count=number(len(table)), of=number(filtered.count()), dated=number(table["results_as_of"].notna().sum()))
    return Claim("results_stated", sentence, stated=len(table), of=filtered.count())
