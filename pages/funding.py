"""Who paid for what, and what could a city ask?"""

import streamlit as st

from analytics.exhibits.funding import ask
from analytics.exhibits.funding.figures import facets, funding
from analytics.measures.funding import Asker, asker_of, with_stated
from analytics.words import _
from pages.shell import blocks, cache, filter_bar
from pages.shell.markup import escape_markdown

filtered = cache.filtered(filter_bar.selection())
dataset = filtered.dataset
by = filter_bar.choice("by", _("By"), facets(), menu=False)
blocks.figure(cache.cached(funding, filtered, by), filtered)
uncovered = cache.cached(ask.uncovered, filtered)
if len(uncovered.rows):
    with st.expander(uncovered.title):
        blocks.listing(uncovered.rows, uncovered.headings, "need-without-grant", filtered)

funder = filter_bar.choice("funder", _("What one funder paid for"), {"": _("Choose one"), **ask.funders(dataset)})
for part in ask.of_funder(filtered, funder) if funder else ():
    st.header(escape_markdown(part.title), anchor=False)
    blocks.table(part.rows, part.headings)

st.header(_("What could this city ask?"), anchor=False)
cities = {"": _("Any city: say below what it is"), **ask.cities(dataset)}
unknown = _("The link names a city that no table knows; say below what it is.")
with st.container(horizontal=True, vertical_alignment="bottom"):
    city = filter_bar.choice("asks", _("City"), cities, refused=unknown)
    kinds = {"": _("As known"), **ask.options(dataset, "government_kind")}
    kind = filter_bar.choice("asks_kind", _("Kind of government"), kinds)
    countries = {"": _("As known"), **ask.countries(dataset)}
    iso3 = filter_bar.choice("asks_in", _("Country"), countries)
with st.container(horizontal=True, vertical_alignment="bottom"):
    plans = filter_bar.several("asks_theme", _("Themes of the plan"), ask.options(dataset, "theme"))
    members = filter_bar.several("asks_member", _("Member of"), ask.options(dataset, "membership"))
    serves = filter_bar.several("asks_hosts", _("In the city"), ask.options(dataset, "window_group"))
asker = with_stated(
    asker_of(dataset, city) if city else Asker(), kind=kind, iso3=iso3, plans=plans, memberships=members, serves=serves
)
st.markdown(escape_markdown(" ".join(ask.summary(dataset, asker, dataset.as_of))))
windows = ask.windows(dataset, asker, dataset.as_of)
blocks.listing(windows.rows, windows.headings, "windows", filtered)
names = dict(zip(windows.rows["window_id"], windows.rows["fund"], strict=True))
if names:
    window = filter_bar.choice("window", _("Rules of"), names)
    rules = ask.rule_list(dataset, asker, window)
    blocks.text_table(rules.rows, rules.headings)
prepare = ask.to_prepare(dataset, asker)
if prepare:
    st.header(_("What to prepare"), anchor=False)
    st.markdown("\n".join(f"- {escape_markdown(sentence)}" for sentence in prepare))
