"""What the documents name exists, and what a reader may want to know is in them."""

import csv
import json
import os
import re
import tomllib
from pathlib import Path

from streamlit import config

from tests.structure.code import ROOT, modules, offenders

DOCUMENTS = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md"),
    *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")),
)
MADE = (".venv", "docs/screenshots", "locales/dashboard.pot")
"""Written by a command of the Makefile: a fresh copy of the project has none of it, or only the part that is kept."""

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


def test_every_file_a_document_names_exists() -> None:
    def missing(document: str) -> list[str]:
        return [said for said in quoted(document) if is_path(said) and not is_there(said, document)]

    assert offenders(missing, DOCUMENTS) == {}


def test_every_link_inside_the_project_leads_somewhere() -> None:
    def broken(document: str) -> list[str]:
        links = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
        inside = [link.partition("#")[0] for link in links if not FORMER.match(link) and not link.startswith("#")]
        return [link for link in inside if not ((ROOT / document).parent / link).exists()]

    assert offenders(broken, DOCUMENTS) == {}


def test_every_make_command_a_document_names_exists() -> None:
    def unknown(document: str) -> set[str]:
        return set(re.findall(r"\bmake ([a-z][a-z-]*)", commands(document))) - targets()

    assert offenders(unknown, DOCUMENTS) == {}


def test_every_module_a_document_runs_exists() -> None:
    def gone(document: str) -> list[str]:
        run = re.findall(r"python3? -m ((?:analytics|scripts|benchmarks)[\w.]*)", commands(document))
        return [name for name in run if not _runs(ROOT / name.replace(".", "/"))]

    assert offenders(gone, DOCUMENTS) == {}


def _runs(path: Path) -> bool:
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def read_variables() -> set[str]:
    """Environment variables that the code reads, and those that Streamlit makes of a setting."""
    code = "\n".join(text_of(name) for name in modules("dashboard.py", "analytics", "pages", "scripts", "benchmarks"))
    return set(re.findall(r"COALITION_[A-Z0-9_]+", code))


def test_every_environment_variable_a_document_names_is_read() -> None:
    known = read_variables() | {f"STREAMLIT_{_screaming(key)}" for key in config.get_config_options()}
    assert offenders(lambda document: set(VARIABLE.findall(text_of(document))) - known, DOCUMENTS) == {}


def _screaming(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.replace(".", "_")).upper()


def test_the_readme_names_what_a_reader_can_set_and_run() -> None:
    said = text_of("README.md")
    assert read_variables() <= set(VARIABLE.findall(said))
    for command in ("run", "test", "check", "benchmark", "screenshots"):
        assert f"make {command}" in said
    for title in re.findall(r'title=_\("([^"]+)"\)', text_of("pages/shell/menu.py")):
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


def test_every_column_is_described() -> None:
    def silent(table: str) -> list[str]:
        named = set(re.findall(r"`([^`]+)`", section(table)))
        return [name for name in columns(table) if name not in named]

    assert offenders(silent, tables()) == {}


def test_every_column_has_a_title_and_a_meaning_in_the_package() -> None:
    package = json.loads(text_of("data/datapackage.json"))

    def silent(table: str) -> list[str]:
        resource = next(each for each in package["resources"] if each["path"] == table)
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        if list(fields) != columns(table):
            return ["other columns, or in another order"]
        return [name for name, field in fields.items() if not (field.get("title") and field.get("description"))]

    assert offenders(silent, tables()) == {}


def test_the_number_of_rows_that_the_data_readme_states_is_right() -> None:
    said = text_of("data/README.md")

    def wrong(table: str) -> str:
        with (ROOT / "data" / table).open(encoding="utf-8-sig", newline="") as file:
            line = f"| `{table}` | {sum(1 for _row in csv.reader(file)) - 1} |"
        return "" if f"\n{line}" in said else f"should start {line}"

    assert offenders(wrong, tables()) == {}


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


def test_the_changelog_starts_with_what_is_unreleased_and_the_version_that_the_footer_shows() -> None:
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    unreleased, newest, *_earlier = re.findall(r"^## (.*)$", text_of("CHANGELOG.md"), flags=re.MULTILINE)
    assert unreleased == "Unreleased"
    assert newest.startswith(f"{version} - ")


def pins(file: str) -> dict[str, str]:
    """The exact version of each package that a file names, by its name as pip compares names."""
    lines = [line for line in text_of(file).splitlines() if line and not line.startswith(("#", "-r "))]
    found = [re.fullmatch(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)(?:; .*)?", line) for line in lines]
    assert all(found), f"a line of {file} is no exact version"
    return {re.sub(r"[-_.]+", "-", each[1]).lower(): each[2] for each in found if each}


def test_what_is_named_by_hand_is_locked_at_the_same_version() -> None:
    named = pins("requirements.txt") | pins("requirements-dev.txt")
    locked = pins("constraints.txt")
    assert offenders(lambda name: "" if locked.get(name) == named[name] else "run make lock", named) == {}
    assert len(locked) > len(named) * 2, "the packages that these bring along are locked too"
