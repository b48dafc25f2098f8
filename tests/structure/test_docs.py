"""What the documents name exists, and what a reader may want to know is in them."""

import csv
import json
import os
import re
from pathlib import Path

import pytest
from streamlit import config

from tests.structure.code import ROOT, modules

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "data/README.md", "docs/presenters.md")
MADE = (".venv", "docs/screenshots", "locales/dashboard.pot")
"""Written by a command of the Makefile, so a fresh copy of the project has none yet."""

FORMER = re.compile(r"^(https?://|mailto:)")
PATH = re.compile(r"^[\w.*{}-]+(/[\w.*{},-]+)*/?$")
ENDINGS = (".py", ".csv", ".json", ".md", ".toml", ".txt", ".yml", ".yaml", ".po", ".pot", ".png", ".sh")
VARIABLE = re.compile(r"\b(?:COALITION|STREAMLIT)_[A-Z0-9_]+\b")


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def quoted(document: str) -> list[str]:
    """What stands between back quotes in a line, outside blocks of code."""
    prose = re.sub(r"```.*?```", "", text_of(document), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


def commands(document: str) -> str:
    """Everything that reads like a command: quoted words and blocks of code."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text_of(document), flags=re.DOTALL)
    return "\n".join([*blocks, *quoted(document)])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", text_of("Makefile"), flags=re.MULTILINE))


def is_path(said: str) -> bool:
    return bool(PATH.match(said)) and not said.startswith("*") and ("/" in said or said.endswith(ENDINGS))


def is_there(said: str, document: str) -> bool:
    """True for a file or folder named from the project's root or from where the document stands."""
    if said.startswith(MADE):
        return True
    wanted = re.sub(r"\{[^}]*\}", "*", said).rstrip("/")
    places = (ROOT, (ROOT / document).parent)
    return any((place / wanted).exists() or ("*" in wanted and any(place.glob(wanted))) for place in places)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_it_names_exists(document: str) -> None:
    missing = [said for said in quoted(document) if is_path(said) and not is_there(said, document)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_inside_the_project_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
    inside = [link.partition("#")[0] for link in links if not FORMER.match(link) and not link.startswith("#")]
    assert [link for link in inside if not ((ROOT / document).parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_it_names_exists(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", commands(document)))
    assert named <= targets()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_it_runs_exists(document: str) -> None:
    run = re.findall(r"python3? -m ((?:analytics|scripts|benchmarks)[\w.]*)", commands(document))
    gone = [name for name in run if not _runs(ROOT / name.replace(".", "/"))]
    assert gone == []


def _runs(path: Path) -> bool:
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def read_variables() -> set[str]:
    """Environment variables that the code reads, and those that Streamlit makes of a setting."""
    code = "\n".join(text_of(name) for name in modules("dashboard.py", "analytics", "pages", "scripts", "benchmarks"))
    return set(re.findall(r"COALITION_[A-Z0-9_]+", code))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_environment_variable_it_names_is_read(document: str) -> None:
    settings = {f"STREAMLIT_{_screaming(key)}" for key in config.get_config_options()}
    assert set(VARIABLE.findall(text_of(document))) <= read_variables() | settings


def _screaming(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.replace(".", "_")).upper()


def test_the_readme_names_what_a_reader_can_set_and_run() -> None:
    said = text_of("README.md")
    assert read_variables() <= set(VARIABLE.findall(said))
    for command in ("run", "test", "check", "benchmark", "screenshots"):
        assert f"make {command}" in said
    for title in re.findall(r'title=_\("(\w+)"\)', text_of("pages/shell/menu.py")):
        assert title in said, f"the page {title} is not described"


def tables() -> list[str]:
    return sorted(path.name for path in (ROOT / "data").glob("*.csv"))


def columns(table: str) -> list[str]:
    with (ROOT / "data" / table).open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def section(table: str) -> str:
    """The part of data/README.md about a table."""
    parts = re.split(r"^## ", text_of("data/README.md"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(table))


@pytest.mark.parametrize("table", tables())
def test_every_column_is_described(table: str) -> None:
    named = set(re.findall(r"`([^`]+)`", section(table)))
    assert [name for name in columns(table) if name not in named] == []


@pytest.mark.parametrize("table", tables())
def test_every_column_has_a_title_and_a_meaning_in_the_package(table: str) -> None:
    package = json.loads(text_of("data/datapackage.json"))
    resource = next(each for each in package["resources"] if each["path"] == table)
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields) == columns(table)
    silent = [name for name, field in fields.items() if not (field.get("title") and field.get("description"))]
    assert silent == []


@pytest.mark.parametrize("table", tables())
def test_the_number_of_rows_it_states_is_right(table: str) -> None:
    with (ROOT / "data" / table).open(encoding="utf-8-sig", newline="") as file:
        rows = sum(1 for _row in csv.reader(file)) - 1
    assert re.search(rf"^\| `{re.escape(table)}` \| {rows} \|", text_of("data/README.md"), flags=re.MULTILINE)


def test_every_command_of_the_makefile_has_a_line_of_help() -> None:
    phony = re.search(r"^\.PHONY:(.*)$", text_of("Makefile"), flags=re.MULTILINE)
    assert phony
    # `browser` is a step of others, never called by hand.
    assert set(phony.group(1).split()) - {"browser"} == targets()


def test_the_makefile_runs_what_exists() -> None:
    run = re.findall(r"-m ((?:analytics|scripts|benchmarks)[\w.]*)", text_of("Makefile"))
    assert run
    assert [name for name in run if not _runs(ROOT / name.replace(".", "/"))] == []


def test_continuous_integration_runs_a_command_of_the_makefile() -> None:
    ran = re.findall(r"^make (.*)$", text_of(".ci/run"), flags=re.MULTILINE)
    assert ran and set(ran[-1].split()) <= targets()
    assert "export CI=true" in text_of(".ci/run"), "a browser test that did not run must fail there"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
