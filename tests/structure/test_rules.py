"""The rules of the house that a reader of the code relies on."""

import ast
import re

import pytest

from tests.structure.code import CODE, ROOT, functions, modules, page_scripts, tree

LONGEST_MODULE = 450
LONGEST_FUNCTION = 60
LONGEST_PAGE = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "constants"}
EVERYWHERE = modules(*CODE)
SHOWN = modules("dashboard.py", "analytics", "pages")


def lines_of(module: str) -> list[str]:
    return (ROOT / module).read_text(encoding="utf-8").splitlines()


def attributes(module: str) -> set[str]:
    return {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}


def test_there_is_code_to_read() -> None:
    assert len(page_scripts()) >= 7
    assert len(EVERYWHERE) > 50


@pytest.mark.parametrize("module", EVERYWHERE)
def test_no_module_is_too_long(module: str) -> None:
    assert len(lines_of(module)) <= LONGEST_MODULE


@pytest.mark.parametrize("module", EVERYWHERE)
def test_no_function_is_too_long(module: str) -> None:
    long = {
        function.name: function.end_lineno - function.lineno + 1
        for function in functions(module)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("page", page_scripts())
def test_a_page_is_a_short_list_of_calls(page: str) -> None:
    assert len(lines_of(page)) <= LONGEST_PAGE
    defined = [node.lineno for node in ast.walk(tree(page)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert defined == [], "a page defines nothing"
    assert attributes(page) & {"groupby", "merge", "agg", "apply", "pivot", "pivot_table", "query"} == set()


@pytest.mark.parametrize("page", page_scripts())
def test_a_page_opens_with_the_question_it_answers(page: str) -> None:
    said = ast.get_docstring(tree(page)) or ""
    if page == "pages/frame.py":
        assert said.endswith(".")
        return
    assert said.endswith("?")
    assert f'help=_("{said}")' in "\n".join(lines_of("pages/shell/menu.py")), "the menu says the same"


@pytest.mark.parametrize("module", EVERYWHERE)
def test_state_and_caches_have_one_place_each(module: str) -> None:
    used = attributes(module)
    if module != "pages/shell/filter_bar.py":
        assert "session_state" not in used
    if module != "pages/shell/cache.py":
        assert not {name for name in used if name.startswith("cache_")}
        assert "cachetools" not in "\n".join(lines_of(module))


def test_every_cache_of_the_dashboard_is_bounded() -> None:
    cached = [
        decorator
        for function in functions("pages/shell/cache.py")
        for decorator in function.decorator_list
        if "cache" in ast.unparse(decorator)
    ]
    assert cached, "cache.py caches nothing any more: take this rule out"
    for decorator in cached:
        assert re.search(r"max_entries=\d+|LRUCache\(\d+\)", ast.unparse(decorator))


@pytest.mark.parametrize("module", SHOWN)
def test_no_html_of_our_own_reaches_a_page(module: str) -> None:
    words = {node.arg for node in ast.walk(tree(module)) if isinstance(node, ast.keyword)}
    assert not words & {"unsafe_allow_html", "unsafe_allow_javascript"}
    assert attributes(module) & {"html", "iframe", "write", "experimental_set_query_params"} <= (
        # The package called html escapes text for labels.
        {"html"} if module == "analytics/charts/theme.py" else set()
    )


@pytest.mark.parametrize("module", EVERYWHERE)
def test_no_module_is_a_drawer(module: str) -> None:
    parts = set(module.removesuffix(".py").split("/"))
    assert not parts & DRAWERS


@pytest.mark.parametrize("module", EVERYWHERE)
def test_errors_are_caught_by_name(module: str) -> None:
    broad = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            if not caught or {"Exception", "BaseException"} & set(caught.strip("()").split(", ")):
                broad.append(node.lineno)
    assert broad == []


@pytest.mark.parametrize("module", EVERYWHERE)
def test_everything_public_says_what_it_is(module: str) -> None:
    silent = [] if module.endswith("__init__.py") or ast.get_docstring(tree(module)) else ["the module"]
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            silent += [] if ast.get_docstring(node) else [node.name]
            if isinstance(node, ast.ClassDef):
                silent += [
                    f"{node.name}.{each.name}"
                    for each in node.body
                    if isinstance(each, ast.FunctionDef)
                    and not each.name.startswith("_")
                    and not ast.get_docstring(each)
                ]
    assert silent == []


@pytest.mark.parametrize("module", SHOWN)
def test_nothing_depends_on_the_day_it_runs(module: str) -> None:
    """A link and a figure mean the same next year: the date is that of the data."""
    assert not attributes(module) & {"today", "now", "utcnow"}


@pytest.mark.parametrize("module", SHOWN)
def test_no_deprecated_way_to_draw(module: str) -> None:
    words = {node.arg for node in ast.walk(tree(module)) if isinstance(node, ast.keyword)}
    assert "use_container_width" not in words
    assert "plotly.express" not in "\n".join(lines_of(module))
