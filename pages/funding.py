"""Who paid for what, and what could a city apply for?"""

import streamlit as st

from analytics.exhibits.funding import ask
from analytics.exhibits.funding.figures import funding, grants_source, split_options, what_applies
from analytics.exhibits.profiles.subjects import FUNDER
from analytics.exhibits.profiles.tables import funders
from analytics.labels import names_of
from analytics.measures.funding import Asker, asker_of, with_stated
from analytics.selection import Selection
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printable, url_state

filtered = cache.filtered(url_state.selection())
dataset = filtered.dataset
names, funder = cache.cached(ask.funders, dataset), url_state.value_of(FUNDER)
if funder in names:
    blocks.profile_link(_("Open the profile of {name}").format(name=names[funder]), {FUNDER: funder})
elif funder:
    url_state.ignore(FUNDER, funder)
by = filter_bar.choice("by", _("Split by"), split_options(), menu=False)
blocks.figure(cache.cached(funding, filtered, by), filtered)
uncovered, payers = cache.cached(ask.uncovered, filtered), cache.cached(funders, filtered)
applied, hosted = what_applies(filtered), ask.uncovered_source(filtered)
if len(uncovered.rows):
    with printable.expander(uncovered.title):
        blocks.listing(uncovered.rows, uncovered.headings, "need-without-grant", filtered, applied, source=hosted)
with printable.expander(_("What each funder paid for"), expanded=by == "funder"):
    blocks.listing(payers.rows, payers.headings, "funders", filtered, applied, source=grants_source(filtered))
printable.heading(_("What could this city apply for?"))
cities = {"": _("Another city: describe it"), **cache.cached(ask.cities, dataset)}
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
asker = with_stated(
    asker_of(dataset, city) if city else Asker(), kind=kind, iso3=iso3, plans=plans, memberships=members, serves=serves
)
asked_for = [_("For {city}:").format(city=cities[city])] if city else []
printable.text(" ".join([*asked_for, *cache.cached(ask.summary, dataset, asker, dataset.as_of)]))
windows = cache.cached(ask.windows, dataset, asker, dataset.as_of)
who, everything = " ".join([*asked_for, ask.asker_words(dataset, asker)]), cache.filtered(Selection())
blocks.listing(windows.rows, windows.headings, "windows", everything, who, source=ask.windows_source(dataset))
names = dict(zip(windows.rows["window_id"], windows.rows["fund"], strict=True))
if names:
    window = filter_bar.choice("window", _("Rules of"), names)
    rules = cache.cached(ask.rule_list, dataset, asker, window)
    printable.caption(_("Rules of {window}").format(window=names[window]))
    blocks.text_table(rules.rows, rules.headings)
if prepare := cache.cached(ask.to_prepare, dataset, asker):
    printable.heading(_("What to prepare"))
    for sentence in prepare:
        printable.text(sentence)
