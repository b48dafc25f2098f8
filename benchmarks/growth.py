"""What grows with the data: load, pages, search, memory and workbook, from eighty pledges to a hundred thousand."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.packs.workbook_sheets import selection_sheets
from analytics.exports.workbook import workbook_bytes
from pages.shell import cache
from pages.shell.menu import entries
from analytics.selection import Selection
from scripts.serve import ROOT


def grown_folder(folder: Path, pledges: int, governments: int) -> Path:
    """The shipped data with their pledges and governments repeated, each under a name and title of its own."""
    folder.mkdir()
    for path in (ROOT / "data").glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    shipped = pd.read_csv(folder / "cities.csv", dtype="str", keep_default_na=False)
    made = pd.read_csv(folder / "pledges.csv", dtype="str", keep_default_na=False)
    copies = max(governments // len(shipped), 1)
    parts = [shipped, *(_numbered(shipped, "city_id", f"-{copy}").assign(name=shipped["name"] + f" {copy}", geonameid="") for copy in range(1, copies))]
    pd.concat(parts).to_csv(folder / "cities.csv", index=False)
    parts = [made]
    for copy in range(1, -(-pledges // len(made))):
        ending = f"-{copy % copies}" if copy % copies else ""
        ids = made["government_ids"].str.replace(r"(?=;|$)", ending, regex=True)
        parts.append(_numbered(made, "pledge_id", f"-{copy}").assign(title=made["title"] + f" {copy}", government_ids=ids))
    pd.concat(parts).head(pledges).to_csv(folder / "pledges.csv", index=False)
    return folder


def _numbered(table, column, ending):
    return table.assign(**{column: table[column] + ending})


def memory(name):
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status[name].split()[0]) / 1024


def opened(page, **link):
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=600)
    app.switch_page(f"{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def main(folder, what="", upto="workbook"):
    import pages.shell.blocks, pages.shell.pack_downloads, pages.shell.filter_bar
    os.environ["COALITION_DATA"] = str(folder)
    took = {}

    def measured(name, question):
        start, wall = time.process_time(), time.perf_counter()
        result = question()
        took[name] = round((time.process_time() - start) * 1000)
        print(f"{name:20} {took[name]:8} ms CPU {(time.perf_counter() - wall) * 1000:8.0f} ms  {memory('VmRSS'):.0f} MB, most {memory('VmHWM'):.0f}", flush=True)
        return result

    measured("load", cache.load)
    app = measured("overview", lambda: opened("overview"))
    for number, themes in enumerate((["housing", "health"], ["education", "health"], ["education", "housing"])):
        measured(f"new filter {number}", lambda: app.multiselect(key="choice_theme").set_value(themes).run())
    measured("pledges", lambda: opened("pledges"))
    measured("pledges, new", lambda: opened("pledges", region="Africa"))
    measured("search", lambda: opened("pledges", search="water"))
    measured("search 2", lambda: opened("pledges", search="women"))
    from analytics.search import found
    measured("find", lambda: found("kampala", cache.facets()))
    measured("find 2", lambda: found("women", cache.facets()))
    for page in entries():
        if what == "all" and page not in ("overview", "pledges"):
            measured(page, lambda: opened(page))
            measured(page + ", new", lambda: opened(page, theme=["housing", "education"]))
    if upto != "workbook":
        return
    sheets = measured("sheets", lambda: selection_sheets(cache.filtered(Selection())))
    measured("workbook", lambda: workbook_bytes(sheets, ["a", "b"]))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        grown_folder(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        main(*sys.argv[1:])
