"""Who paid for what, and what could a city apply for?"""

import streamlit as st

from analytics.exhibits.funding import eligibility
from analytics.exhibits.funding.figures import funding, grants_source, split_options, what_applies
from analytics.exhibits.profiles.subjects import FUNDER
from analytics.exhibits.profiles.tables import funders
from analytics.labels import names_of
from analytics.measures.funding import Applicant, applicant_of, with_stated
from analytics.selection import Selection
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
dataset = filtered.dataset
names, funder = cache.cached(eligibility.funders, dataset), url_state.value_of(FUNDER)
if funder in names:
    blocks.profile_link(_("Open the profile of {name}").format(name=names[funder]), {FUNDER: funder})
elif funder:
    url_state.ignore(FUNDER, funder)
by = filter_bar.choice("by", _("Split by"), split_options(), menu=False)
blocks.figure(cache.cached(funding, filtered, by), filtered)
uncovered, payers = cache.cached(eligibility.uncovered, filtered), cache.cached(funders, filtered)
applied, hosted = what_applies(filtered), eligibility.uncovered_source(filtered)
if len(uncovered.rows):
    with printout.expander(uncovered.title):
        blocks.csv_table(uncovered, "need-without-grant", filtered, applied, source=hosted)
with printout.expander(_("What each funder paid for"), expanded=by == "funder"):
    blocks.csv_table(payers, "funders", filtered, applied, source=grants_source(filtered))
printout.heading(_("What could this city apply for?"))
cities = {"": _("Another city: describe it"), **cache.cached(eligibility.cities, dataset)}
unknown = _("The link names a city that is not in the data; describe it below.")
with st.container(horizontal=True, vertical_alignment="bottom"):
    city = filter_bar.choice("asks", _("City"), cities, refused=unknown)
    known, kinds = {"": _("As known")}, names_of(filtered.facets, "government_kind")
    kind = filter_bar.choice("asks_kind", _("Kind of government"), known | kinds)
    iso3 = filter_bar.choice("asks_in", _("Country"), known | names_of(filtered.facets, "iso3"))
with st.container(horizontal=True, vertical_alignment="bottom"):
    plans = filter_bar.choices("asks_theme", _("Themes of the plan"), names_of(filtered.facets, "theme"))
    members = filter_bar.choices("asks_member", _("Member of"), names_of(filtered.facets, "membership"))
    serves = filter_bar.choices("asks_hosts", _("In the city"), names_of(filtered.facets, "window_group"))
known_of_city = applicant_of(dataset, city) if city else Applicant()
applicant = with_stated(known_of_city, kind=kind, iso3=iso3, plans=plans, memberships=members, serves=serves)
asked_for = [_("For {city}:").format(city=cities[city])] if city else []
printout.text(" ".join([*asked_for, *cache.cached(eligibility.summary, dataset, applicant, dataset.as_of)]))
windows = cache.cached(eligibility.windows, dataset, applicant, dataset.as_of)
who, everything = " ".join([*asked_for, eligibility.applicant_words(dataset, applicant)]), cache.filtered(Selection())
blocks.csv_table(windows, "windows", everything, who, source=eligibility.windows_source(dataset))
names = dict(zip(windows.rows["window_id"], windows.rows["fund"], strict=True))
if names:
    window = filter_bar.choice("window", _("Rules of"), names)
    rules = cache.cached(eligibility.rule_list, dataset, applicant, window)
    printout.caption(_("Rules of {window}").format(window=names[window]))
    blocks.text_table(rules.rows, rules.headings)
if prepare := cache.cached(eligibility.to_prepare, dataset, applicant):
    printout.heading(_("What to prepare"))
    for sentence in prepare:
        printout.text(sentence)
