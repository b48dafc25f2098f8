"""What has this city pledged, and who is near it?"""

import streamlit as st

from analytics.exhibits import cities
from analytics.words import _
from pages.shell import details, filter_bar, parts, sources

chosen = filter_bar.selection()
names = sources.made(cities.city_names, chosen)
city = filter_bar.choice("city", _("City, region or network"), {"": _("Choose one"), **names})
if city:
    details.city(sources.facets(), city)
elif not parts.say_if_empty(sources.narrowed(chosen)):
    st.header(_("Choose a row to open it"), anchor=False)
    details.city_table(sources.made(cities.city_table, chosen))
