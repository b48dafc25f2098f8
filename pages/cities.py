"""What has this city pledged, and who is near it?"""

import streamlit as st

from analytics.exhibits.places import cities
from analytics.words import _
from pages.shell import blocks, cache, details, filter_bar

filtered = cache.filtered(filter_bar.selection())
names = cache.cached(cities.city_names, filtered)
city = filter_bar.choice("city", _("City, region or network"), {"": _("Choose one"), **names})
if city:
    details.city(cache.facets(), city)
elif not blocks.show_if_empty(filtered):
    st.header(_("Choose a row to open it"), anchor=False)
    blocks.table(cache.cached(cities.city_table, filtered), cities.city_headings(), picks="city")
