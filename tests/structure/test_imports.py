"""Who may import whom, read from the syntax trees."""

import ast
import subprocess
import sys

import pytest

from tests.structure.code import CODE, ROOT, functions, imports, modules, offenders, page_scripts

NOTHING_OF_OURS = {"analytics.words"}
WORDS = {"analytics.words", "analytics.rows", "analytics.shares"}
DATES = {"analytics.partial_dates"}
TABLES = {"analytics.dataset", "analytics.facets", "analytics.labels", "analytics.reports", "analytics.selection"} | {
    "analytics.rows"
}

COMMAND = {"analytics.command_line", "analytics.exhibits", "analytics.exports", "analytics.file_names"} | {
    "analytics.selection",
    "analytics.terminal",
}

# Folder or file: what of the project it may import, and which libraries beyond Python's own.
RULES: dict[str, tuple[set[str], set[str]]] = {
    "analytics/words.py": (set(), {"babel"}),
    "analytics/addresses.py": (set(), set()),
    "analytics/regular_file.py": (set(), set()),
    "analytics/terminal.py": (set(), set()),
    "analytics/rows.py": (set(), {"pandas"}),
    "analytics/dataset": (
        NOTHING_OF_OURS | {"analytics.dataset", "analytics.regular_file", "analytics.rows"},
        {"pandas", "numpy", "geopandas", "shapely", "openpyxl"},
    ),
    "analytics/dataset/__main__.py": ({"analytics.dataset", "analytics.regular_file", "analytics.terminal"}, set()),
    "analytics/dataset/languages.py": (set(), {"babel"}),
    "analytics/partial_dates.py": (set(), {"pandas"}),
    "analytics/reports.py": (DATES | {"analytics.dataset"}, {"pandas", "numpy"}),
    "analytics/facets.py": ({"analytics.dataset", "analytics.reports", "analytics.rows"}, {"pandas", "numpy"}),
    "analytics/links.py": ({"analytics.dataset", "analytics.facets", "analytics.selection"}, set()),
    "analytics/labels.py": (NOTHING_OF_OURS | {"analytics.dataset", "analytics.facets"}, {"pandas"}),
    "analytics/selection.py": (
        NOTHING_OF_OURS | TABLES - {"analytics.selection", "analytics.reports"},
        {"pandas", "numpy"},
    ),
    "analytics/shares.py": (NOTHING_OF_OURS, {"pandas"}),
    "analytics/measures": (DATES | TABLES | {"analytics.measures"}, {"pandas", "numpy", "highspy", "babel"}),
    "analytics/charts": (WORDS | {"analytics.charts"}, {"pandas"}),
    "analytics/renderers": (WORDS | {"analytics.charts", "analytics.renderers"}, {"plotly"}),
    "analytics/exhibits": (
        WORDS | DATES | TABLES | {"analytics.measures", "analytics.charts", "analytics.exhibits"},
        {"pandas"},
    ),
    "analytics/file_names.py": (NOTHING_OF_OURS | TABLES - {"analytics.dataset", "analytics.reports"}, set()),
    # Where files of several kinds are put together: for the page and for the commands.
    "analytics/figure_files.py": (
        {"analytics.exhibits", "analytics.packs", "analytics.exports", "analytics.renderers.image.figure"}
        | {"analytics.selection"},
        set(),
    ),
    "analytics/pack_files.py": (
        {"analytics.exhibits", "analytics.packs", "analytics.exports", "analytics.file_names", "analytics.selection"},
        set(),
    ),
    "analytics/command_line.py": (
        NOTHING_OF_OURS
        | TABLES
        | {"analytics.links", "analytics.exports", "analytics.regular_file", "analytics.terminal"},
        set(),
    ),
    "analytics/pack.py": (COMMAND | {"analytics.packs", "analytics.pack_files"}, set()),
    "analytics/figure.py": (COMMAND | {"analytics.figure_files"}, set()),
    "analytics/search.py": (WORDS | TABLES | {"analytics.exhibits.profiles"}, {"babel", "pandas"}),
    "analytics/packs": (
        {"analytics.measures", "analytics.charts", "analytics.exhibits", "analytics.packs", "analytics.addresses"}
        | (WORDS | DATES | TABLES),
        {"pandas"},
    ),
    "analytics/exports": (
        WORDS
        | {"analytics.charts", "analytics.renderers", "analytics.exports", "analytics.exhibits.exhibit"}
        | {"analytics.packs.slide", "analytics.packs.page", "analytics.packs.sheet", "analytics.packs.feed"}
        | {"analytics.dataset.shapes", "analytics.regular_file", "analytics.addresses"},
        {"pandas", "kaleido", "choreographer", "pptx", "docx", "lxml", "openpyxl", "geopandas", "shapely", "PIL"}
        | {"icalendar"},
    ),
    "pages/shell": ({"analytics", "pages.shell"}, {"streamlit", "pandas"}),
    "pages/shell/cache.py": ({"analytics", "pages.shell"}, {"streamlit", "cachetools"}),
    "pages": ({"analytics", "pages.shell"}, {"streamlit"}),
    "pages/server": ({"analytics", "pages.shell", "pages.server"}, {"streamlit", "starlette", "brotli"}),
    "dashboard.py": (
        {"pages.server", "pages.shell.menu", "pages.shell.milestones", "pages.shell.offered", "pages.shell.printout"},
        {"streamlit", "starlette"},
    ),
}


def rule_of(module: str) -> str:
    """The most specific rule that covers a module."""
    return max((rule for rule in RULES if module == rule or module.startswith(f"{rule}/")), key=len)


def allowed(name: str, roots: set[str]) -> bool:
    return any(name == root or name.startswith(f"{root}.") for root in roots)


def is_ours(name: str) -> bool:
    return name.partition(".")[0] in {"analytics", "pages", "scripts", "benchmarks", "tests", "dashboard"}


@pytest.mark.slow
def test_a_module_imports_only_what_its_folder_may() -> None:
    def broken(module: str) -> list[str]:
        if module == "analytics/__init__.py":
            return sorted(imports(module))
        own, libraries = RULES[rule_of(module)]
        libraries = libraries | set(sys.stdlib_module_names)
        return sorted(name for name in imports(module) if not allowed(name, own if is_ours(name) else libraries))

    found = offenders(broken, modules("dashboard.py", "analytics", "pages"))
    assert found == {}, "these imports are not allowed; see architecture in CONTRIBUTING.md"


def test_every_rule_covers_a_module() -> None:
    covered = {rule_of(module) for module in modules(*RULES)}
    assert covered == set(RULES), "a rule for a folder that is gone"


def test_pandas_in_the_shell_is_for_tables_it_is_handed() -> None:
    """It names types and asks whether a value is missing; what computes has a name in analytics."""
    used = set()
    for module in modules("pages/shell"):
        text = (ROOT / module).read_text(encoding="utf-8")
        used |= {word.split("(")[0] for line in text.splitlines() for word in _after(line, "pd.")}
    assert used <= {"DataFrame", "Series", "isna"}, "the shell computes with pandas"


def _after(line: str, prefix: str) -> list[str]:
    parts = line.split(prefix)[1:]
    return ["".join(c if c.isalnum() or c == "_" else " " for c in part).split(" ")[0] for part in parts]


def test_imports_stand_at_the_top() -> None:
    """An import inside a function fails on a reader's click instead of at the start."""

    def inside(module: str) -> list[int]:
        nodes = [node for function in functions(module) for node in ast.walk(function)]
        return [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]

    assert offenders(inside, modules("analytics", "pages")) == {}


IMPORT_ALL = """
import builtins, importlib, io, os, socket, sys, threading
sys.dont_write_bytecode = True
# What libraries do when they are first loaded is theirs; only our own modules are watched.
import babel.dates, babel.lists, geopandas, pandas, plotly.graph_objects, plotly.basedatatypes
import docx, icalendar, kaleido, lxml.etree, openpyxl, PIL.Image, plotly.io, pptx
import starlette.routing, starlette.staticfiles, streamlit
sys.path.insert(0, {root!r})
broken = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        writes = isinstance(args[1], str) and set(args[1]) & set("wax+")
        writes = writes or (args[1] is None and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        read_data = str(args[0]).endswith((".csv", ".json")) and str(args[0]).startswith({root!r})
        if writes or read_data:
            broken.append((event, str(args[0])))
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.", "os.mkdir", "os.remove",
                           "os.rename", "shutil.", "os.system", "urllib.Request")):
        broken.append((event, repr(args)[:200]))
sys.addaudithook(watch)
threads = threading.active_count()
for name in {names!r}:
    importlib.import_module(name)
assert threading.active_count() == threads, "a module started a thread"
print(broken)
sys.exit(bool(broken))
"""


@pytest.mark.slow
def test_importing_a_module_does_nothing_else() -> None:
    """No file written, no data read, no connection, no other program: an import is free."""
    named = [module for module in modules(*CODE) if not module.endswith("__main__.py") and module not in page_scripts()]
    names = [module.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for module in named]
    names = [name for name in names if not name.startswith("benchmarks") and name != "dashboard"]
    script = IMPORT_ALL.format(root=str(ROOT), names=names)
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
