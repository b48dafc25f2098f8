"""The recipes of CONTRIBUTING.md, followed step by step in a copy of the data, and seen on the pages."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import words
from analytics.dataset import descriptor
from analytics.words import LOCALES
from pages.shell import menu
from tests.csv_rows import Row, read_rows, write_rows
from tests.pages import folders, screen
from tests.pages.by_hand import DATA
from tests.pages.conftest import FRAME

OpenOn = Callable[..., AppTest]

pytestmark = pytest.mark.slow


class Copy:
    """The data of the project as a contributor has them, and which files of it were edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folders.copy(folder)
        self.edited: set[str] = set()

    def add_rows(self, file: str, *rows: Row) -> None:
        """Rows at the end of a table; a cell that is not named is empty."""
        path = self._opened(file)
        before = read_rows(path)
        write_rows(path, [*before, *({**dict.fromkeys(before[0], ""), **row} for row in rows)])

    def add_column(self, file: str, name: str, cell: Callable[[Row], str]) -> None:
        """A column at the end of a table."""
        path = self._opened(file)
        write_rows(path, [{**row, name: cell(row)} for row in read_rows(path)])

    def describe(self, file: str, field: dict[str, Any]) -> None:
        """The last column of a table in the descriptor."""
        path = self._opened("datapackage.json")
        package = json.loads(path.read_text(encoding="utf-8"))
        resource = next(each for each in package["resources"] if each["path"] == file)
        resource["schema"]["fields"].append(field)
        path.write_text(json.dumps(package), encoding="utf-8")

    def _opened(self, file: str) -> Path:
        self.edited.add(file)
        return self.folder / file


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A copy that stands in the place of the project's own data, so that its descriptor makes the rules."""
    copied = Copy(tmp_path / "data")
    monkeypatch.setattr(descriptor, "SHIPPED", copied.folder)
    return copied


def files_named(recipe: str) -> set[str]:
    """The files of the data that a recipe says to edit."""
    text = (DATA.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {recipe}$(.*?)^## ", text, flags=re.MULTILINE | re.DOTALL)
    assert section, recipe
    return set(re.findall(r"`data/([\w.]+)`", section.group(1)))


def test_every_stop_of_the_walks_through_the_code_is_there() -> None:
    text = (DATA.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    stops = re.findall(r"`([\w/]+\.py)`:\s+`(\w+)`(?: and `(\w+)`)?", text)
    assert len(stops) > 12
    for path, *names in stops:
        code = (DATA.parent / path).read_text(encoding="utf-8")
        assert [name for name in names if name and not re.search(rf"^(def|class) {name}\b", code, re.MULTILINE)] == []


def test_add_a_region_scheme(data: Copy, opened_on: OpenOn) -> None:
    data.add_column(
        "countries.csv",
        "coast",
        lambda country: {"BOL": "Landlocked", "UGA": "Landlocked", "ZWE": ""}.get(country["iso3"], "Coastal"),
    )
    for order, region in enumerate(("Coastal", "Landlocked"), start=1):
        labels = {f"label_{language}": region for language in ("en", "es", "fr")}
        data.add_rows(
            "region_schemes.csv", {"scheme": "coast", "region": region, "display_order": str(order), **labels}
        )
    data.describe(
        "countries.csv",
        {"name": "coast", "title": "Access to the sea", "description": "Ours.", "type": "string", "regions": "coast"},
    )
    assert data.edited == files_named("Add a region scheme")
    assert len(data.edited) == 3

    app = opened_on(data.folder, "coverage", regions_by="coast")
    assert not app.exception and not screen.warnings(app)
    assert "Access to the sea" in app.selectbox(key="choice_regions_by").options
    assert [each.partition(" · ")[0] for each in app.multiselect(key="choice_region").options][:2] == [
        "Coastal",
        "Landlocked",
    ]
    assert any("Landlocked" in set(screen.strings(figure)) for figure in screen.figures(app).values())
    chosen = opened_on(data.folder, "coverage", regions_by="coast", region="Landlocked")
    assert not chosen.exception and not screen.warnings(chosen)
    assert "Region: Landlocked" in screen.chips(chosen)


def test_add_a_taxonomy(data: Copy, opened_on: OpenOn) -> None:
    def term(scheme: str, code: str, name: str, order: int) -> Row:
        labels = {"label_en": name, "label_es": name, "label_fr": name, "definition_en": f"{name}."}
        return {"scheme": scheme, "code": code, "display_order": str(order), "verified": "no", **labels}

    data.add_rows(
        "taxonomy.csv",
        term("instrument", "budget", "Budget line", 1),
        term("instrument", "bylaw", "By-law", 2),
        term("tag_scheme", "instrument", "Instrument", 12),
        term("theme_scheme", "instrument", "Instruments", 6),
    )
    data.add_column(
        "pledges.csv", "instruments", lambda pledge: "budget;bylaw" if pledge["pledge_id"] == "accra-gha-1" else ""
    )
    data.describe(
        "pledges.csv",
        {"name": "instruments", "title": "Instruments", "description": "How.", "type": "list", "codes": "instrument"},
    )
    assert data.edited == files_named("Add a taxonomy")

    app = opened_on(data.folder, "coverage", themes="instrument")
    assert not app.exception and not screen.warnings(app)
    assert "Instruments" in app.selectbox(key="choice_themes").options
    assert screen.cell(screen.figure(app, "figure_coverage"), "bylaw", "Africa") == "1"


def test_add_a_pledge(data: Copy, opened_on: OpenOn) -> None:
    source = {"source_url": "https://example.org/lisbon"}
    data.add_rows(
        "cities.csv",
        {"city_id": "lisbon-prt", "name": "Lisbon", "kind": "city", "iso3": "PRT", "match": "exact"}
        | {"lat": "38.72", "lon": "-9.14", **source},
    )
    data.add_rows(
        "pledges.csv",
        {"pledge_id": "lisbon-prt-1", "title": "Homes for all", "government_ids": "lisbon-prt", "themes": "housing"}
        | {"theme_basis": "classified", "status": "no_report", "certainty": "confirmed"}
        | {"source_type": "other", "retrieved": "2026-11-28", **source},
    )
    assert data.edited == files_named("Add a pledge")

    app = opened_on(data.folder, "pledges", search="lisbon")
    assert not app.exception and not screen.warnings(app)
    assert app.dataframe[0].value["title"].tolist() == ["Homes for all"]
    assert screen.headline(app).startswith("1 of 82 pledges")


def test_add_a_language(data: Copy, opened_on: OpenOn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locales = tmp_path / "locales"
    babel = [sys.executable, "-m", "babel.messages.frontend", "-q"]
    place = ["-d", str(locales), "-D", "dashboard"]
    subprocess.run([*babel, "init", "-i", str(LOCALES / "dashboard.pot"), *place, "-l", "pt"], check=True)
    catalogue = locales / "pt" / "LC_MESSAGES" / "dashboard.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(
        text.replace('msgid "Where we stand"\nmsgstr ""', 'msgid "Where we stand"\nmsgstr "Visão geral"')
    )
    subprocess.run([*babel, "compile", *place], check=True)
    monkeypatch.setattr(words, "LOCALES", locales)
    for file in ("taxonomy.csv", "region_schemes.csv"):
        data.add_column(file, "label_pt", lambda row: "Habitação" if row.get("code") == "housing" else row["label_es"])
        data.describe(file, {"name": "label_pt", "title": "Portuguese", "description": "Name.", "type": "string"})
    assert data.edited == files_named("Add a language")

    app = opened_on(data.folder, "coverage", lang="pt")
    assert not app.exception and not screen.warnings(app)
    assert "Visão geral" in [each.proto.label for each in app.get("page_link")]
    assert "Habitação" in {option.partition(" · ")[0] for option in app.multiselect(key="choice_theme").options}
    assert "Europa" in {option.partition(" · ")[0] for option in app.multiselect(key="choice_region").options}


def test_add_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FRAME.parent, tmp_path, dirs_exist_ok=True)
    (tmp_path / "partners.py").write_text(
        '"""Who works together?"""\n\nimport streamlit as st\n\nfrom pages.shell import cache, url_state\n\n'
        "st.metric('Pledges here', cache.filtered(url_state.selection()).count())\n"
    )
    own = {"partners": menu.Entry("Partners", "Who works together?")}
    listed = menu.questions() | {"Who works together": own}
    monkeypatch.setattr(menu, "questions", lambda: listed)
    app = AppTest.from_file(str(tmp_path / "frame.py"), default_timeout=120)
    app.switch_page("partners.py")
    app.query_params["region"] = "Africa"
    app.run()
    assert not app.exception and not screen.warnings(app)
    assert app.metric[0].label == "Pledges here"
    assert screen.headline(app).startswith(f"{app.metric[0].value} of 81 pledges")
    assert screen.plain(app.title[0].value) == "Partners: Africa"
    assert "Partners" in [each.proto.label for each in app.get("page_link")]
