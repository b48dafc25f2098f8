"""What a city could apply for: every window in words, rule by rule, and what to prepare."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analytics.dataset import Dataset, funders_in
from analytics.exhibits.exhibit import people_source
from analytics.exhibits.funding.figures import grants_source
from analytics.exhibits.table import TitledTable, table_of
from analytics.labels import label, labels, with_countries
from analytics.measures import funding
from analytics.measures.coverage import NOT_GOVERNMENTS
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, day_as_stated, ngettext, number

MOST_COUNTRIES = 20


def verdicts() -> dict[str, str]:
    """What each verdict is called."""
    return {funding.FITS: _("Fits"), funding.DOES_NOT_FIT: _("Does not fit"), funding.UNKNOWN: _("Can’t tell")}


def rules() -> dict[str, str]:
    """What each rule is called."""
    return {
        "government_kinds": _("Kind of government"),
        "places": _("Place"),
        "income_groups": _("Income of the country"),
        "memberships": _("Membership"),
        "themes": _("Theme"),
        "serves": _("Displacement or migration"),
        "invitation_only": _("Invitation"),
    }


def cities(dataset: Dataset) -> dict[str, str]:
    """Every local government that pledged and every city of context, by name with its country."""
    own = dataset.governments[~dataset.governments["kind"].isin(NOT_GOVERNMENTS)]
    rows = pd.concat([own[["city_id", "name", "iso3"]], dataset.context_cities.rename(columns={"city": "name"})])
    rows = rows.drop_duplicates("city_id").sort_values("name")
    return dict(zip(rows["city_id"], with_countries(dataset, rows["name"], rows["iso3"]), strict=True))


def summary(dataset: Dataset, applicant: funding.Applicant, today: date) -> list[str]:
    """What the answer is in sentences: how many windows are open, and what the others were."""
    table = funding.window_verdicts(dataset, applicant, today)
    counts = table["verdict"].value_counts()
    told = _("Windows that fit: {fits}; that do not: {fail}; not known: {unknown}; {all} in all.").format(
        all=number(len(table)),
        fits=number(int(counts.get(funding.FITS, 0))),
        unknown=number(int(counts.get(funding.UNKNOWN, 0))),
        fail=number(int(counts.get(funding.DOES_NOT_FIT, 0))),
    )
    unstated = _("A rule that the source does not state is unknown, not open, so a window fits only if all are met.")
    return [open_words(dataset, today), told, unstated]


def applicant_words(dataset: Dataset, applicant: funding.Applicant) -> str:
    """What the verdicts on windows take a city to be: what is known of it, or was stated in its place."""
    facts = (
        (_("Kind of government"), [label(dataset, "government_kind", applicant.kind)] if applicant.kind else []),
        (_("Country"), [label(dataset, "iso3", applicant.iso3)] if applicant.iso3 else []),
        (_("Theme"), [label(dataset, "theme", code) for code in applicant.plans or applicant.themes]),
        (_("Membership"), [label(dataset, "membership", code) for code in applicant.memberships]),
        (_("Displacement or migration"), [label(dataset, "window_group", code) for code in applicant.serves]),
    )
    said = [
        _("{item}: {values}").format(item=item, values=", ".join(values) or _("not known")) for item, values in facts
    ]
    return _("What is known of the city, or was stated: {list}.").format(list="; ".join(said))


def windows_source(dataset: Dataset) -> str:
    """Where the windows come from."""
    source = _("Source: pages of the funds, to {date}, see funding_windows.csv. Filters do not apply to windows.")
    return source.format(date=day(dataset.as_of))


def open_words(dataset: Dataset, today: date) -> str:
    """How many funding windows are known to be open on the date of the data."""
    count = funding.open_windows(dataset, today)
    said = ngettext(
        "{count} funding window was open on {day}, the date of the data.",
        "{count} funding windows were open on {day}, the date of the data.",
        count,
    )
    none = _("No funding window is known to have been open on {day}, the date of the data.")
    opening = (said if count else none).format(count=number(count), day=day(today))
    closing = funding.open_windows(dataset, today, funding.CLOSING)
    if not closing:
        return opening
    more = ngettext(
        "{count} has yet to close and does not say when it opened.",
        "{count} have yet to close and do not say when they opened.",
        closing,
    )
    return f"{opening} {more.format(count=number(closing))}"


def windows(dataset: Dataset, applicant: funding.Applicant, today: date) -> TitledTable:
    """Every window with its verdict in words: `fund`, `verdict`, `rules`, `time`, `max_as_stated`, `source_url`."""
    table = funding.window_verdicts(dataset, applicant, today)
    rows = pd.DataFrame(
        {
            "window_id": table["window_id"],
            "fund": table["fund"],
            "verdict": table["verdict"].map(verdicts()),
            "rules": [
                _("{met} met, {failed} not met, {unknown} unknown").format(
                    met=number(row.met), failed=number(row.failed), unknown=number(row.open_rules)
                )
                for row in each_row(table)
            ],
            "time": [time_words(row) for row in table.to_dict("records")],
            "max_as_stated": _most(table),
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
    return TitledTable(_("Every window"), rows, headings)


def _most(windows: pd.DataFrame) -> pd.Series:
    """What a city can get of each window in the words of its source, else the most of it as a number, if known."""
    sums = windows["max_usd"].map(lambda most: _("USD {sum} at most").format(sum=number(most)), na_action="ignore")
    return windows["max_as_stated"].fillna(sums.astype("str"))


def time_words(window: Mapping[str, Any]) -> str:
    """When a window is or was open, as its source states it."""
    opens, closes = (
        day_as_stated(window[name]) if isinstance(window[name], str) else "" for name in ("opens", "closes")
    )
    match window["state"]:
        case "closed" if pd.notna(window["in_rounds"]) and window["in_rounds"]:
            return _("Was open until {day}; comes in rounds").format(day=closes)
        case "closed":
            return _("Was open until {day}").format(day=closes)
        case "open":
            return _("Open until {day}").format(day=closes)
        case "closing":
            return _("Closes {day}, opening not stated").format(day=closes)
        case "not_yet":
            return _("Opens {day}").format(day=opens)
    return _("Opened {day}, no end stated").format(day=opens) if opens else _("No date stated")


def rule_list(dataset: Dataset, applicant: funding.Applicant, window_id: str) -> TitledTable:
    """The rules of a window: `rule`, `verdict`, `sentence` of the source."""
    table = funding.rule_verdicts(dataset, applicant)
    table = table[table["window_id"] == window_id]
    unread = {True: _("The source does not say"), False: _("“{sentence}”: no list in these data settles it")}
    read = {"themes": _("Our classification: {sentence}"), "serves": _("From the name of the fund: {sentence}")}
    codes = table["rule"] == "themes"
    quoted = table["sentence"].where(~codes, labels(dataset, "theme", table["sentence"].where(codes)))
    sentences = [
        (read.get(row.rule, "{sentence}") if row.is_stated else unread[pd.isna(said)]).format(sentence=said)
        for row, said in zip(each_row(table), quoted, strict=True)
    ]
    own = table_of(
        rule=(_("Rule"), table["rule"].map(rules())),
        verdict=(_("For this city"), table["verdict"].map(verdicts())),
        sentence=(_("What the source says, in our words"), sentences),
    )
    return TitledTable(_("Rule by rule"), *own)


def to_prepare(dataset: Dataset, applicant: funding.Applicant) -> list[str]:
    """What to find out or to have ready, because a stated rule of a window can’t be answered for this city.

    A window that another rule excludes is left out: no answer would open it.
    """
    table = funding.rule_verdicts(dataset, applicant)
    excluded = table.loc[table["verdict"] == funding.DOES_NOT_FIT, "window_id"]
    asked = table[(table["verdict"] == funding.UNKNOWN) & table["is_stated"] & ~table["window_id"].isin(excluded)]
    unknown = asked["rule"].value_counts()
    words = {
        "government_kinds": _(
            "Kind of government (windows that this leaves unclear: {count}): say the kind, or ask the fund"
        ),
        "places": _("Place (windows that this leaves unclear: {count}): say the country, or ask the fund"),
        "income_groups": _("Income of the country (windows that this leaves unclear: {count}): say the country"),
        "memberships": _(
            "Membership (windows that this leaves unclear: {count}): say of what the city is a member, or ask to join"
        ),
        "themes": _("Theme (windows that this leaves unclear: {count}): say the themes of the plan"),
        "serves": _("Displacement or migration (windows that this leaves unclear: {count}): say who is in the city"),
        "invitation_only": _("Invitation (windows that this leaves unclear: {count}): write to the fund"),
    }
    return [words[rule].format(count=number(int(unknown[rule]))) for rule in funding.RULES if rule in unknown.index]


def funders(dataset: Dataset) -> dict[str, str]:
    """Every fund and payer by name."""
    rows = dataset.funders.sort_values("name")
    return dict(zip(rows["funder_id"], rows["name"], strict=True))


def of_funder(filtered: FilteredData, funder: str) -> list[TitledTable]:
    """What one funder has paid for, whatever the filters say: its grants, its windows, and what is not known of both.

    Grants and windows stand with the newest first; days are in words, so nobody can sort by them again.
    The pledges that name it are counted in the last alone.
    """
    grants, pledges, windows = funding.records_of_funder(filtered.dataset, funder)
    known = filtered.dataset.funders
    of_grant = {**_grant_headings(), "funder": _("Fund"), "paid_by": _("Paid by, as stated")}
    grants = grants.sort_values("announced_on", ascending=False, kind="stable")
    windows = windows.sort_values("opens", ascending=False, kind="stable")
    rows = grants.assign(
        announced_on=grants["announced_on"].map(day_as_stated, na_action="ignore"),
        country=labels(filtered.dataset, "iso3", grants["iso3"]),
        funder=labels(filtered.dataset, "funder", funders_in(grants["fund"], known)),
        paid_by=grants["funder"],
        amount_note=_amount_notes(grants),
    )
    unknown = {
        _("Grants without an amount"): grants["amount_usd"],
        _("Grants without a date"): grants["announced_on"],
        _("Grants without a theme"): grants["themes"],
        _("Pledges without an amount"): pledges["budget_as_stated"],
        _("Windows without a day on which they close"): windows["closes"],
    }
    of_unknown = {"item": _("What is not known"), "without": _("Without it"), "of": _("Of")}
    missing = [(item, int(cells.isna().sum()), len(cells)) for item, cells in unknown.items() if len(cells)]
    of_window = table_of(
        opens=(_("Opens"), windows["opens"].map(day_as_stated, na_action="ignore")),
        closes=(_("Closes"), windows["closes"].map(day_as_stated, na_action="ignore")),
        fund=(_("Window"), windows["fund"]),
        max_as_stated=(_("Amount as stated"), _most(windows)),
        source_url=(_("Source"), windows["source_url"]),
    )
    found = [
        TitledTable(_("Grants found"), rows[list(of_grant)], of_grant),
        TitledTable(_("Its windows"), *of_window),
        TitledTable(_("What is not known"), pd.DataFrame(missing, columns=list(of_unknown)), of_unknown),
    ]
    return [each for each in found if len(each.rows)]


def _grant_headings() -> dict[str, str]:
    return {
        "city": _("City as stated"),
        "country": _("Country"),
        "amount_usd": _("Amount as stated, USD"),
        "amount_note": _("Note on the amount"),
        "topic": _("What for"),
        "announced_on": _("Announced"),
        "source_url": _("Source"),
    }


def _amount_notes(grants: pd.DataFrame) -> pd.Series:
    """What is to be known of each amount, but that it is stated, which all of them are."""
    return grants["amount_note"].mask(grants["amount_note"] == "stated")


def grants_found(filtered: FilteredData) -> TitledTable:
    """Every grant of the selection with who gave it and who paid for it."""
    grants = funding.grants_of(filtered).reset_index(drop=True)
    country = labels(filtered.dataset, "iso3", grants["iso3"])
    rows = grants.assign(country=country, amount_note=_amount_notes(grants))
    headings = {"fund": _("Given by"), "funder": _("Paid for by"), **_grant_headings()}
    return TitledTable(_("Grants found"), rows[list(headings)], headings)


def uncovered(filtered: FilteredData) -> TitledTable:
    """The countries with most displaced people for which no grant was found: `country`, `people`, `pledges`."""
    rows = funding.need_without_grant(filtered).head(MOST_COUNTRIES)
    headings = {
        "country": _("Country"),
        "people": _("Displaced people hosted"),
        "pledges": _("Pledges that name who pays"),
    }
    title = _("Where need is and no grant was found")
    if filtered.selection.theme:
        title = _("Where need is and no grant on the themes selected was found")
    return TitledTable(title, rows, headings)


def uncovered_source(filtered: FilteredData) -> str:
    """Where the countries without a grant, and the people they host, come from."""
    return grants_source(filtered, people_source(filtered, "displaced_share"))
