"""What has this city pledged, and who is near it?"""

import streamlit as st

from analytics.exhibits.places import cities
from analytics.words import _
from pages.shell import blocks, cache, details, filter_bar

chosen = filter_bar.selection()
names = cache.cached(cities.city_names, chosen)
city = filter_bar.choice("city", _("City, region or network"), {"": _("Choose one"), **names})
if city:
    details.city(cache.facets(), city)
elif not blocks.say_if_empty(cache.filtered(chosen)):
    st.header(_("Choose a row to open it"), anchor=False)
    details.city_table(cache.cached(cities.city_table, chosen))
