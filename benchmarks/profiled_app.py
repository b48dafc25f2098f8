"""The dashboard with a profile of every script run, written to the file BENCHMARK_PROFILE names."""

import cProfile
import os
import pstats
import threading
from typing import Any

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from scripts.serve import ROOT

run_script = ScriptRunner._run_script
lock = threading.Lock()


def profiled_run(runner: ScriptRunner, rerun_data: Any) -> None:
    """Streamlit's own run of a script, its costs added to what earlier runs left in the file."""
    path = os.environ["BENCHMARK_PROFILE"]
    profile = cProfile.Profile()
    with lock:
        profile.runcall(run_script, runner, rerun_data)
        costs = pstats.Stats(profile)
        if os.path.exists(path):
            costs.add(path)
        costs.dump_stats(path)


ScriptRunner._run_script = profiled_run

app = st.App(
    ROOT / "pages" / "frame.py",
    routes=[Mount("/geography", StaticFiles(directory=ROOT / "data" / "geography"))],
)
