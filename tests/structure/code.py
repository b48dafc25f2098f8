"""The project's Python files, parsed; nothing is imported to read them."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("dashboard.py", "analytics", "pages", "scripts", "benchmarks")


def modules(*folders: str) -> list[str]:
    """Files with code under these folders (or these files), relative to the project."""
    found: list[Path] = []
    for folder in folders:
        path = ROOT / folder
        found += [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))
    return [str(path.relative_to(ROOT)) for path in found if path.is_file()]


def page_scripts() -> list[str]:
    return [name for name in modules("pages") if "/" not in name.removeprefix("pages/")]


def offenders(rule: Callable[[str], object], names: Iterable[str]) -> dict[str, object]:
    """What a rule finds wrong, by module or file; those with nothing wrong are left out.

    >>> offenders(lambda name: [each for each in name if each.isdigit()], ["a1b2", "ab"])
    {'a1b2': ['1', '2']}
    """
    found = {name: rule(name) for name in names}
    assert found, "a rule that looks at nothing"
    return {name: wrong for name, wrong in found.items() if wrong}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


@cache
def package_names() -> set[str]:
    """Dotted names of all modules and folders of the project."""
    names = {module.removesuffix(".py").replace("/", ".") for module in modules(*CODE, "tests")}
    return names | {name.rpartition(".")[0] for name in names} - {""}


def imports(module: str) -> set[str]:
    """Full names a module imports, wherever in it the import stands.

    `from analytics.charts import theme` gives analytics.charts.theme, `from pandas import
    DataFrame` gives pandas: the longest name that is a module of the project, or the package.
    """
    own = package_names()
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports relatively"
            for alias in node.names:
                longer = f"{node.module}.{alias.name}"
                found.add(longer if longer in own else str(node.module))
    return found


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
