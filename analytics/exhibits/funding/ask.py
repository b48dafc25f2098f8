"""What a city could ask: every window in words, rule by rule, and what to prepare."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analytics.dataset import NETWORK, Dataset
from analytics.exhibits.profiles.tables import Listing
from analytics.labels import label, labels
from analytics.measures.funding import (
    DOES_NOT_FIT,
    FITS,
    OPEN,
    RULES,
    UNKNOWN,
    Asker,
    answers,
    need_without_grant,
    records_of_funder,
    rule_answers,
)
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, ngettext, number

MOST_COUNTRIES = 20


def verdicts() -> dict[str, str]:
    """What each verdict is called."""
    return {FITS: _("Fits"), DOES_NOT_FIT: _("Does not fit"), UNKNOWN: _("Can’t tell")}


def rules() -> dict[str, str]:
    """What each rule is called."""
    names = (
        _("Kind of government"),
        _("Place"),
        _("Income of the country"),
        _("Membership"),
        _("Theme"),
        _("Displacement or migration"),
        _("Invitation"),
    )
    return dict(zip(RULES, names, strict=True))


def cities(dataset: Dataset) -> dict[str, str]:
    """Every local government that pledged and every city of context, by name with its country."""
    own = dataset.governments[~dataset.governments["kind"].isin([NETWORK, "not_named"])]
    rows = pd.concat([own[["city_id", "name", "iso3"]], dataset.context_cities.rename(columns={"city": "name"})])
    rows = rows.drop_duplicates("city_id").sort_values("name")
    return {
        row.city_id: row.name
        if pd.isna(row.iso3)
        else _("{name}, {country}").format(name=row.name, country=label(dataset, "iso3", row.iso3))
        for row in rows[["city_id", "name", "iso3"]].itertuples(index=False)
    }


def options(dataset: Dataset, scheme: str) -> dict[str, str]:
    """The codes of a scheme with their names, in their order."""
    words = dataset.taxonomy[dataset.taxonomy["scheme"] == scheme].sort_values("display_order")
    return dict(zip(words["code"], labels(dataset, scheme, words["code"]), strict=True))


def countries(dataset: Dataset) -> dict[str, str]:
    """Every country and area by name."""
    rows = dataset.countries.sort_values("name")
    return dict(zip(rows["iso3"], rows["name"], strict=True))


def summary(dataset: Dataset, asker: Asker, today: date) -> list[str]:
    """What the answer is in sentences: how many windows are open, and what the others were."""
    table = answers(dataset, asker, today)
    counts, states = table["verdict"].value_counts(), table["state"].value_counts()
    is_open = int(states.get(OPEN, 0))
    said = ngettext(
        "{count} window was open on {day}, the date of the data.",
        "{count} windows were open on {day}, the date of the data.",
        is_open,
    )
    none = _("No window that we know of was open on {day}, the date of the data; what came before is listed.")
    told = _("Of {all} windows: fit {fits}, can’t be told {unknown}, do not fit {fail}.").format(
        all=number(len(table)),
        fits=number(int(counts.get(FITS, 0))),
        unknown=number(int(counts.get(UNKNOWN, 0))),
        fail=number(int(counts.get(DOES_NOT_FIT, 0))),
    )
    unstated = _("A rule that the source does not state is unknown, not open, so a window fits only if all are met.")
    opening = (said if is_open else none).format(count=number(is_open), day=day(today))
    return [opening, told, unstated]


def windows(dataset: Dataset, asker: Asker, today: date) -> Listing:
    """Every window with its verdict in words: `fund`, `verdict`, `rules`, `time`, `max_as_stated`, `source_url`."""
    table = answers(dataset, asker, today)
    rows = pd.DataFrame(
        {
            "window_id": table["window_id"],
            "fund": table["fund"],
            "verdict": table["verdict"].map(verdicts()),
            "rules": [
                _("{met} met, {failed} not met, {unknown} unknown").format(
                    met=number(row.met), failed=number(row.failed), unknown=number(row.open_rules)
                )
                for row in table.itertuples()
            ],
            "time": [time_words(row) for row in table.to_dict("records")],
            "max_as_stated": table["max_as_stated"],
            "source_url": table["source_url"],
        }
    )
    headings = {
        "verdict": _("For this city"),
        "fund": _("Window"),
        "rules": _("Rules"),
        "time": _("When"),
        "max_as_stated": _("Amount as stated"),
        "source_url": _("Source"),
    }
    return Listing(_("Every window"), rows, headings)


def time_words(window: Mapping[str, Any]) -> str:
    """When a window is or was open, as its source states it."""
    opens, closes = (
        day_as_stated(window[name]) if isinstance(window[name], str) else "" for name in ("opens", "closes")
    )
    match window["state"]:
        case "closed":
            in_rounds = pd.notna(window["in_rounds"]) and window["in_rounds"]
            if in_rounds:
                return _("Was open until {day}; comes in rounds").format(day=closes)
            return _("Was open until {day}").format(day=closes)
        case "open":
            return _("Open until {day}").format(day=closes)
        case "not_yet":
            return _("Opens {day}").format(day=opens)
    return _("Opened {day}, no end stated").format(day=opens) if opens else _("No date stated")


def rule_list(dataset: Dataset, asker: Asker, window_id: str) -> Listing:
    """The rules of a window: `rule`, `verdict`, `sentence` of the source."""
    table = rule_answers(dataset, asker)
    table = table[table["window_id"] == window_id]
    unread = {True: _("The source does not say"), False: _("“{sentence}”: no list in these data settles it")}
    sentences = [
        row.sentence if row.is_stated else unread[pd.isna(row.sentence)].format(sentence=row.sentence)
        for row in table.itertuples()
    ]
    rows = pd.DataFrame(
        {"rule": table["rule"].map(rules()), "verdict": table["verdict"].map(verdicts()), "sentence": sentences}
    )
    headings = {"rule": _("Rule"), "verdict": _("For this city"), "sentence": _("What the source says, in our words")}
    return Listing(_("Rule by rule"), rows, headings)


def to_prepare(dataset: Dataset, asker: Asker) -> list[str]:
    """Which stated rules of windows cannot be told of this city: what to find out or to have ready."""
    table = rule_answers(dataset, asker)
    unknown = table[(table["verdict"] == UNKNOWN) & table["is_stated"]]["rule"].value_counts()
    words = {
        "government_kinds": _("Kind of government (rules that can’t be told: {count}): ask the fund, or say the kind"),
        "places": _("Place (rules that can’t be told: {count}): ask the fund, or say the country"),
        "income_groups": _("Income of the country (rules that can’t be told: {count}): say the country"),
        "memberships": _("Membership (rules that can’t be told: {count}): ask to join, or say of what it is a member"),
        "themes": _("Theme (rules that can’t be told: {count}): say the themes of the plan"),
        "serves": _("Displacement or migration (rules that can’t be told: {count}): say who is in the city"),
        "invitation_only": _("Invitation (rules that can’t be told: {count}): write to the fund before its next round"),
    }
    return [words[rule].format(count=number(int(unknown[rule]))) for rule in RULES if rule in unknown.index]


def funders(dataset: Dataset) -> dict[str, str]:
    """Every fund and payer by name."""
    rows = dataset.funders.sort_values("name")
    return dict(zip(rows["funder_id"], rows["name"], strict=True))


def of_funder(filtered: FilteredData, funder: str) -> list[Listing]:
    """What one funder has paid for, whatever the filters say: its grants, the pledges that name it, its windows."""
    grants, pledges, windows = records_of_funder(filtered.dataset, funder)
    of_grant = {
        "city": _("City as stated"),
        "country": _("Country"),
        "topic": _("What for"),
        "announced_on": _("Announced"),
        "amount_usd": _("Amount as stated, USD"),
        "source_url": _("Source"),
    }
    grants = grants.assign(country=labels(filtered.dataset, "iso3", grants["iso3"]))
    of_pledge = {"title": _("Pledge"), "place_as_stated": _("Place"), "budget_as_stated": _("Amount as stated")}
    of_window = {
        "fund": _("Window"),
        "opens": _("Opens"),
        "closes": _("Closes"),
        "max_as_stated": _("Amount as stated"),
    }
    found = [
        Listing(_("Grants found"), grants[list(of_grant)], of_grant),
        Listing(_("Pledges that name it"), pledges[["pledge_id", *of_pledge]], of_pledge),
        Listing(_("Its windows"), windows[list(of_window)], of_window),
    ]
    return [each for each in found if len(each.rows)]


def uncovered(filtered: FilteredData) -> Listing:
    """The countries with most displaced people for which no grant was found: `country`, `people`, `pledges`."""
    rows = need_without_grant(filtered).head(MOST_COUNTRIES)
    headings = {
        "country": _("Country"),
        "people": _("Displaced people hosted"),
        "pledges": _("Pledges that name who pays"),
    }
    return Listing(_("Where need is and no grant was found"), rows, headings)
