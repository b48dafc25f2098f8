"""The answer of the scenario in sentences, and what kind of statement it is."""

from analytics.labels import short_label
from analytics.measures.recruitment import OBJECTIVES, SECONDS
from analytics.measures.scenario import Outcome, core_objectives
from analytics.selection import FilteredData
from analytics.words import _, listing, ngettext, number, percent, short_number


def answer_words(filtered: FilteredData, outcome: Outcome) -> list[str]:
    """The answer, and whether it is proven and the only one."""
    sentences = [_target_words(outcome) if outcome.plan.target == OBJECTIVES else _people_words(outcome)]
    if not outcome.answer.proven:
        sentences.append(
            _(
                "The solver ran out of its {seconds} seconds: this is the best it found, and there may be a better one."
            ).format(seconds=number(SECONDS))
        )
    elif len(outcome.new):
        sentences.append(_others_words(outcome))
    return sentences


def _target_words(outcome: Outcome) -> str:
    count, needed = len(outcome.new), outcome.answer.needed
    values = {
        "count": number(count),
        "pairs": number(outcome.pairs),
        "open": number(outcome.open_before),
        "left": number(outcome.open_after),
        "needed": number(needed or 0),
    }
    if not outcome.open_before:
        return _("Nothing is needed: every pair of region and core objective has a pledge (pairs: {pairs}).").format(
            **values
        )
    if needed is None:
        template = _(
            "Out of reach whatever the number of new pledges. Pairs of region and core objective without a pledge: now"
            " {open} of {pairs}, and {left} with the {count} that these limits allow. Allow more pledges a country or"
            " more objectives a pledge."
        )
    elif outcome.open_after:
        template = ngettext(
            "Out of reach with {count} new pledge. Pairs of region and core objective left without one: {left} of"
            " {pairs} (now {open}). The target needs {needed}.",
            "Out of reach with {count} new pledges. Pairs of region and core objective left without one: {left} of"
            " {pairs} (now {open}). The target needs {needed}.",
            count,
        )
    else:
        template = ngettext(
            "{count} new pledge, and no fewer, would leave no pair of region and core objective without one: now"
            " {open} of {pairs} have none.",
            "{count} new pledges, and no fewer, would leave no pair of region and core objective without one: now"
            " {open} of {pairs} have none.",
            count,
        )
    return template.format(**values)


def _people_words(outcome: Outcome) -> str:
    if not outcome.people_of:
        return _("Nothing is known about people hosted in the countries chosen, so there is no share to reach.")
    count, needed = len(outcome.new), outcome.answer.needed
    values = {
        "count": number(count),
        "target": percent(outcome.plan.share),
        "whole": short_number(outcome.people_of),
        "before": percent(outcome.people_before / outcome.people_of),
        "after": percent(outcome.people_after / outcome.people_of),
        "short": number(round(outcome.answer.short)),
        "needed": number(needed or 0),
    }
    if needed == 0:
        template = _(
            "Nothing is needed: {before} of {whole} displaced people are hosted by countries with a pledge; the target"
            " is {target}."
        )
    elif needed is None:
        template = _(
            "Out of reach whatever the number of new pledges: with all {count} that these limits allow, {after} of"
            " {whole} displaced people would be hosted by countries with a pledge, {short} people short of {target}."
        )
    elif outcome.answer.short:
        template = ngettext(
            "Out of reach with {count} new pledge: from {before} to {after} of {whole} displaced people, {short}"
            " people short of {target}. The target needs {needed}.",
            "Out of reach with {count} new pledges: from {before} to {after} of {whole} displaced people, {short}"
            " people short of {target}. The target needs {needed}.",
            count,
        )
    else:
        template = ngettext(
            "{count} new pledge, and no fewer, would raise the share of {whole} displaced people hosted by countries"
            " with a pledge from {before} to {after} (target {target}).",
            "{count} new pledges, and no fewer, would raise the share of {whole} displaced people hosted by countries"
            " with a pledge from {before} to {after} (target {target}).",
            count,
        )
    return template.format(**values)


def _others_words(outcome: Outcome) -> str:
    if not outcome.answer.several:
        return _("No other choice of countries does as well.")
    return _(
        "Other choices of countries do as well. Shown is the one whose countries host most displaced people; of a"
        " region’s countries any can take any of its open objectives."
    )


def limits_of_the_answer(filtered: FilteredData, outcome: Outcome) -> list[str]:
    """What the answer is and is not, what its target is, and what is not known."""
    sentences = [_kind_of_statement(), _core_words(filtered)]
    if not filtered.allows_gaps():
        sentences.append(_("Only the pledges of this selection are counted: what it lacks may be pledged outside it."))
    if outcome.unknown:
        sentences.append(
            ngettext(
                "For {count} country the number of people hosted is not known: it helps no share and comes last.",
                "For {count} countries the number of people hosted is not known: they help no share and come last.",
                outcome.unknown,
            ).format(count=number(outcome.unknown))
        )
    return sentences


def _kind_of_statement() -> str:
    return _(
        "This is arithmetic on the pledges collected here, not advice: it knows nothing of politics, means or will. It"
        " names UN member states and objectives, never a city that has not pledged."
    )


def _core_words(filtered: FilteredData) -> str:
    names = listing([short_label(filtered.dataset, "gcm", code) for code in core_objectives(filtered)], last="and")
    return _(
        "Core objectives: {names}. They are those under which the Call to Local Action is listed at the Global Forum on"
        " Migration and Development."
    ).format(names=names)
