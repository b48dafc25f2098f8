"""One filter and one line that says what it shows."""

import streamlit as st

chosen = st.multiselect("Theme", [f"Theme {number}" for number in range(1, 18)], key="choice_theme")
st.text(f"{len(chosen)} chosen: {', '.join(chosen)}")
