"""The least a Streamlit page can do, served like the dashboard: what every rerun is measured against."""

import streamlit as st

app = st.App("page.py")
