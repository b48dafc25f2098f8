"""The answer of the scenario in sentences, and what kind of statement it is."""

import pandas as pd

from analytics.exhibits.claims import does_not_apply, looking_for, none_words, place_names
from analytics.labels import name_in_sentence
from analytics.measures.recruitment import OBJECTIVES, SECONDS
from analytics.measures.scenario import Outcome, core_objectives
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.shares import share_towards
from analytics.words import _, listing, ngettext, number, percent, pgettext, short_number

NAMED = 8
"""Countries that the answer names at most; the list below it has all."""


def answer_words(filtered: FilteredData, outcome: Outcome) -> list[str]:
    """The answer; then what its words mean, whether it is the least, what prevents more, and who else could do it."""
    of_pairs = outcome.plan.target == OBJECTIVES
    sentences = _target_words(filtered, outcome) if of_pairs else _people_words(filtered, outcome)
    if not outcome.answer.proven:
        sentences.append(
            _(
                "The solver ran out of its {seconds} seconds: this is the best it found, and there may be a better one."
            ).format(seconds=number(SECONDS))
        )
    elif len(outcome.new) and (outcome.answer.is_reached() or outcome.answer.several):
        least, most = _("Fewer new pledges would not do."), _("No other choice within these limits does more.")
        sentences.append(least if outcome.answer.is_reached() else most)
    if not outcome.answer.is_reached() and (of_pairs or outcome.people()):
        sentences.append(_prevented_words(outcome))
    if len(outcome.new):
        sentences += [*_small_words(filtered, outcome), *([_others_words(outcome)] if outcome.answer.proven else [])]
    return sentences


def why_no_target(filtered: FilteredData, outcome: Outcome) -> str:
    """Why there is no target: the selection covers no country, no UN member state, or none that is in a region."""
    if not filtered.has_places():
        return does_not_apply()
    if outcome.countries.empty:
        return _("No UN member state is in the selection, and new pledges are looked for in those alone")
    return _("No country of the selection is in a region of the scheme shown, so there is no pair to fill")


def _target_words(filtered: FilteredData, outcome: Outcome) -> list[str]:
    count = len(outcome.new)
    meaning = _("A pair is one region and one core objective; empty means “{none}”.").format(
        none=looking_for(filtered, none_words(filtered))
    )
    if not outcome.pairs:
        return [why_no_target(filtered, outcome)]
    if not outcome.open_before:
        return [_("Nothing is needed: no pair is empty."), meaning]
    if not count:
        template = _("No empty pair can be filled within these limits.")
    elif outcome.open_before == 1:
        template = _("1 new pledge would fill the only empty pair: {places}.")
    elif outcome.open_after:
        template = ngettext(
            "{count} new pledge would fill {filled} of {open} empty pairs: {places}.",
            "{count} new pledges would fill {filled} of {open} empty pairs: {places}.",
            count,
        )
    else:
        template = ngettext(
            "{count} new pledge would fill every empty pair: {places}.",
            "{count} new pledges would fill every empty pair: {places}.",
            count,
        )
    answer = template.format(
        count=number(count),
        filled=number(outcome.open_before - outcome.open_after),
        open=number(outcome.open_before),
        places=_asked(filtered, outcome),
    )
    if not outcome.open_after:
        return [answer, meaning]
    where = _("Pairs that stay empty are in {regions}.")
    return [answer, meaning, where.format(regions=place_names(filtered, list(outcome.open_regions), in_sentence=True))]


def _people_words(filtered: FilteredData, outcome: Outcome) -> list[str]:
    if outcome.countries.empty:
        return [why_no_target(filtered, outcome)]
    if not outcome.people():
        return [_("Nothing is known about people hosted in the countries chosen, so there is no share to reach.")]
    values = {
        "count": number(len(outcome.new)),
        "target": percent(outcome.plan.share),
        "whole": short_number(outcome.people()),
        "before": share_towards(outcome.plan.share, outcome.share_before()),
        "after": share_towards(outcome.plan.share, outcome.share_after()),
        "places": _asked(filtered, outcome),
    }
    whole = _("The share is of {whole} displaced people hosted by UN member states; the target is {target}.")
    if filtered.selection.is_limited_to_places():
        whole = _(
            "The share is of {whole} displaced people hosted by the UN member states of this selection; the target is"
            " {target}."
        )
    if outcome.answer.needed == 0:
        template = _("Nothing is needed: countries with a pledge already host {before} of displaced people.")
    elif not len(outcome.new):
        template = _("The share can’t be raised within these limits: countries with a pledge host {before}.")
    else:
        template = ngettext(
            "{count} new pledge would raise the share of people hosted in countries with a pledge from {before} to"
            " {after}: {places}.",
            "{count} new pledges would raise the share of people hosted in countries with a pledge from {before} to"
            " {after}: {places}.",
            len(outcome.new),
        )
    return [template.format(**values), whole.format(**values)]


def _asked(filtered: FilteredData, outcome: Outcome) -> str:
    """The countries asked, those first that host most people, with the number of their pledges if that is not one."""
    counts = outcome.new["iso3"].value_counts(sort=False)
    names = [
        _("{country} ({count})").format(country=name, count=number(count)) if count > 1 else name
        for name, count in ((name_in_sentence(filtered.dataset, "iso3", code), n) for code, n in counts.items())
    ]
    more = len(names) - NAMED
    if more > 1:
        names[NAMED:] = [ngettext("{count} more country", "{count} more countries", more).format(count=number(more))]
    return listing(names, last="and")


def _prevented_words(outcome: Outcome) -> str:
    answer, plan = outcome.answer, outcome.plan
    most, per_country, objectives, without = plan.most or 0, plan.per_country, plan.objectives, len(plan.without)
    limits = {
        "most": ngettext("at most {count} new pledge", "at most {count} new pledges", most),
        "without": ngettext("{count} country not asked", "{count} countries not asked", without),
        "per_country": ngettext(
            "at most {count} new pledge in one country", "at most {count} new pledges in one country", per_country
        ),
        "objectives": ngettext(
            "at most {count} objective in one pledge", "at most {count} objectives in one pledge", objectives
        ),
    }
    counts = {"most": most, "without": without, "per_country": per_country, "objectives": objectives}
    named = [limits[name].format(count=number(counts[name])) for name in answer.prevented_by]
    if not named:
        return _("No one limit alone prevents more: several would have to be lifted, or nobody is left to ask.")
    if answer.needed is not None:
        # For translators: {pledges} is "1 new pledge" or "7 new pledges".
        template = ngettext(
            "The whole target takes {pledges}; this limit prevents it: {limits}.",
            "The whole target takes {pledges}; these limits prevent it: {limits}.",
            len(named),
        )
    elif len(named) == 1:
        template = _("This limit prevents the whole target: {limits}.")
    else:
        template = _("The whole target could be reached if one of these limits were lifted: {limits}.")
    needed = answer.needed or 0
    pledges = ngettext("{count} new pledge", "{count} new pledges", needed).format(count=number(needed))
    return template.format(pledges=pledges, limits=listing(named))


def _small_words(filtered: FilteredData, outcome: Outcome) -> list[str]:
    """Who is asked although it hosts few people, and why; nothing where the reader set no floor."""
    if not outcome.plan.floor:
        return []
    floor = number(outcome.plan.floor)
    small = outcome.new[outcome.plan.is_small(outcome.new["people"])].drop_duplicates("iso3")
    if small.empty:
        return [_("No place that hosts fewer than {floor} displaced people is asked.").format(floor=floor)]
    unknown = pgettext("number of people", "unknown")
    names = [
        _("{country} ({count})").format(
            country=name_in_sentence(filtered.dataset, "iso3", row.iso3),
            count=unknown if pd.isna(row.people) else number(row.people),
        )
        for row in each_row(small)
    ]
    template = _("Hosting fewer than {floor} displaced people, but nobody else is left to ask: {places}.")
    if small["people"].isna().any():
        template = _(
            "Hosting fewer than {floor} displaced people, or nobody knows how many, but nobody else is left to ask:"
            " {places}."
        )
    return [template.format(floor=floor, places=listing(names, last="and"))]


def _others_words(outcome: Outcome) -> str:
    if not outcome.answer.several:
        if outcome.plan.floor:
            return _("No other choice does as well and asks as few small places.")
        return _("No other choice of countries does as well.")
    others = _("Other countries could do as well; these host most displaced people.")
    if outcome.plan.target != OBJECTIVES:
        return others
    return " ".join([others, _("In a region, any country asked can take any of its empty pairs.")])


def limits_of_the_answer(filtered: FilteredData, outcome: Outcome) -> list[str]:
    """What the answer is and is not, what its target is, and what is not known."""
    kind = _(
        "This is arithmetic on the pledges collected here, not advice: it knows nothing of politics, means or will. It"
        " names UN member states and objectives, never a city that has not pledged."
    )
    target = _(
        "Core objectives: {names}. They are those under which the Call to Local Action is listed at the Global Forum on"
        " Migration and Development."
    )
    names = [name_in_sentence(filtered.dataset, "gcm", code) for code in core_objectives(filtered)]
    sentences = [kind, target.format(names=listing(names, last="and"))]
    if not filtered.allows_gaps():
        sentences.append(_("Only the pledges of this selection are counted: what it lacks may be pledged outside it."))
    unknown = int(outcome.countries["people"].isna().sum())
    if unknown:
        sentences.append(
            ngettext(
                "For {count} country the number of people hosted is not known: it helps no share and comes last.",
                "For {count} countries the number of people hosted is not known: they help no share and come last.",
                unknown,
            ).format(count=number(unknown))
        )
    return sentences
