"""The Local Coalition dashboard: `streamlit run dashboard.py` starts it."""

from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

SHAPES = Path(__file__).parent / "data" / "geography"

app = st.App("pages/frame.py", routes=[Mount("/geography", StaticFiles(directory=SHAPES))])
