"""The rules of the house that a reader of the code relies on."""

import ast
import re
import tomllib

from tests.structure.code import CODE, ROOT, functions, modules, offenders, page_scripts, tree

LONGEST_FUNCTION = 60
LONGEST_PAGE = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "constants"}
DEFINITION = ast.FunctionDef | ast.ClassDef
EVERYWHERE = modules(*CODE)
SHOWN = modules("dashboard.py", "analytics", "pages")


def lines_of(module: str) -> list[str]:
    return (ROOT / module).read_text(encoding="utf-8").splitlines()


def attributes(module: str) -> set[str]:
    return {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}


def keywords(module: str) -> set[str | None]:
    return {node.arg for node in ast.walk(tree(module)) if isinstance(node, ast.keyword)}


def public(parent: ast.Module | ast.ClassDef, *kinds: type) -> list[ast.FunctionDef | ast.ClassDef]:
    return [each for each in parent.body if isinstance(each, kinds) and not each.name.startswith("_")]


def test_there_is_code_to_read() -> None:
    assert len(page_scripts()) >= 7
    assert len(EVERYWHERE) > 50


def test_whatever_keeps_a_file_from_being_made_is_told_in_a_sentence() -> None:
    """By the address of the file, and by the command that makes it."""
    classes = [each for name in modules("analytics/exports") for each in ast.walk(tree(name))]
    errors = {
        each.name
        for each in classes
        if isinstance(each, ast.ClassDef) and any("Error" in ast.unparse(base) for base in each.bases)
    }
    assert len(errors) >= 5
    for module in ("pages/server/files.py", "analytics/command_line.py"):
        handlers = [each.type for each in ast.walk(tree(module)) if isinstance(each, ast.ExceptHandler)]
        told = {each.id for handler in handlers for each in ast.walk(handler) if isinstance(each, ast.Name)}
        assert errors | {"OSError"} <= told, module


def test_no_function_is_too_long() -> None:
    def long(module: str) -> dict[str, int]:
        lengths = {each.name: each.end_lineno - each.lineno + 1 for each in functions(module)}
        return {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}

    assert offenders(long, EVERYWHERE) == {}


WORDED = ("analytics.words", "analytics.labels")


def test_words_are_cached_by_language() -> None:
    """A reader of another language would be given the words of the first."""

    def in_one_language(module: str) -> list[str]:
        imported = [each for each in ast.walk(tree(module)) if isinstance(each, ast.ImportFrom)]
        of_words = {name.name for each in imported if each.module in WORDED for name in each.names}
        return [
            each.name
            for each in functions(module)
            if any("lru_cache" in ast.unparse(decorator) for decorator in each.decorator_list)
            and of_words & {node.id for node in ast.walk(each) if isinstance(node, ast.Name)}
        ]

    assert offenders(in_one_language, EVERYWHERE) == {}


def test_a_page_is_a_short_list_of_calls() -> None:
    """It defines nothing and computes nothing."""

    def more(page: str) -> list[str]:
        length = len(lines_of(page))
        defined = [node.name for node in ast.walk(tree(page)) if isinstance(node, DEFINITION)]
        computed = attributes(page) & {"groupby", "merge", "agg", "apply", "pivot", "pivot_table", "query"}
        return [*([f"{length} lines"] if length > LONGEST_PAGE else []), *defined, *sorted(computed)]

    assert offenders(more, page_scripts()) == {}


def test_a_page_opens_with_the_question_it_answers() -> None:
    menu = "\n".join(lines_of("pages/shell/menu.py"))

    def other(page: str) -> str:
        said = ast.get_docstring(tree(page)) or ""
        if page == "pages/frame.py":
            return "" if said.endswith(".") else "no sentence"
        if not said.endswith("?"):
            return "no question"
        return "" if f'question=_("{said}")' in menu else "the menu says something else"

    assert offenders(other, page_scripts()) == {}


def test_state_and_caches_have_one_place_each() -> None:
    def elsewhere(module: str) -> list[str]:
        used, found = attributes(module), []
        if module not in ("pages/shell/filter_bar.py", "pages/shell/url_state.py"):
            found += [name for name in used if name == "session_state"]
        if module != "pages/shell/cache.py":
            found += [name for name in used if name.startswith("cache_")]
            found += ["cachetools"] if "cachetools" in "\n".join(lines_of(module)) else []
        return found

    assert offenders(elsewhere, EVERYWHERE) == {}


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


def test_no_html_of_our_own_reaches_a_page_but_two_style_sheets() -> None:
    # The package called html escapes text for labels.
    may = {"analytics/charts/theme.py": {"html"}, "pages/frame.py": {"html"}}
    calls = [node for node in ast.walk(tree("pages/frame.py")) if isinstance(node, ast.Call)]
    shown = [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func) == "st.html"]
    assert shown == ["SHELL / 'page.css'", "SHELL / 'large.css'"]

    def ours(module: str) -> set[str]:
        own = attributes(module) & {"html", "iframe", "write", "experimental_set_query_params"}
        unsafe = keywords(module) & {"unsafe_allow_html", "unsafe_allow_javascript"}
        return own - may.get(module, set()) | unsafe

    assert offenders(ours, SHOWN) == {}


def test_every_uploader_has_a_limit_that_the_server_allows() -> None:
    """What is larger than the setting is refused by the server, whatever the uploader said."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    calls = [(module, node) for module in SHOWN for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    uploaders = [(module, call) for module, call in calls if ast.unparse(call.func).endswith("file_uploader")]
    assert len(uploaders) >= 2
    for module, call in uploaders:
        own = {each.arg: ast.literal_eval(each.value) for each in call.keywords if each.arg == "max_upload_size"}
        assert own, f"{module} takes files of any size"
        assert own["max_upload_size"] <= config["server"]["maxUploadSize"], module


def test_no_module_is_a_drawer() -> None:
    assert offenders(lambda module: DRAWERS & set(module.removesuffix(".py").split("/")), EVERYWHERE) == {}


def test_errors_are_caught_by_name() -> None:
    def broad(module: str) -> list[int]:
        return [node.lineno for node in ast.walk(tree(module)) if isinstance(node, ast.ExceptHandler) and _all(node)]

    assert offenders(broad, EVERYWHERE) == {}


def _all(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else ""
    return not caught or bool({"Exception", "BaseException"} & set(caught.strip("()").split(", ")))


def test_everything_public_says_what_it_is() -> None:
    def silent(module: str) -> list[str]:
        found = [] if module.endswith("__init__.py") or ast.get_docstring(tree(module)) else ["the module"]
        for node in public(tree(module), ast.FunctionDef, ast.ClassDef):
            found += [] if ast.get_docstring(node) else [node.name]
            if isinstance(node, ast.ClassDef):
                own = public(node, ast.FunctionDef)
                found += [f"{node.name}.{each.name}" for each in own if not ast.get_docstring(each)]
        return found

    assert offenders(silent, EVERYWHERE) == {}


def test_nothing_depends_on_the_day_it_runs() -> None:
    """A link and a figure mean the same next year: the date is that of the data."""
    # How far away a forum is can only be said from today; of files, only the printed page says it, and is made daily.
    # That a source was read tomorrow is wrong on any day but tomorrow.
    may = ("pages/shell/clock.py", "pages/calendar.py", "pages/server/files.py", "analytics/dataset/rules.py")
    others = [module for module in SHOWN if module not in may]
    assert offenders(lambda module: attributes(module) & {"today", "now", "utcnow"}, others) == {}


def test_no_deprecated_way_to_draw() -> None:
    def old(module: str) -> list[str]:
        drawn = ["plotly.express"] if "plotly.express" in "\n".join(lines_of(module)) else []
        return drawn + [word for word in keywords(module) if word == "use_container_width"]

    assert offenders(old, SHOWN) == {}
