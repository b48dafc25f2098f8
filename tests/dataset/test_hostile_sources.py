"""Sources made to harm: each is a problem in a sentence, and none holds the server or makes it ask anyone."""

import ast
import importlib
import io
import json
import re
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from analytics.dataset import DatasetError, Folder, Problem, explain, load_dataset
from analytics.dataset.archive import unzipped
from analytics.dataset.descriptor import NAME, SHAPES, SHIPPED, read_descriptor, shipped_resources
from analytics.dataset.explanations import HARD
from analytics.dataset.package import read_package
from analytics.dataset.spreadsheets import UnreadableTable, table_rows
from analytics.dataset.topology import NOT_SHAPES, country_shapes
from tests.csv_rows import read_rows, write_rows
from tests.quick import first_of_each
from tests.structure.code import modules, tree

SHIPPED_PACKAGE = json.loads((SHIPPED / NAME).read_text(encoding="utf-8"))
Hard = Callable[[], list[Problem]]


def zip_of(kind: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", kind) as archive:
        for name in (NAME, "forums.csv", "round_tables.csv"):
            archive.writestr(name, (SHIPPED / name).read_bytes()[:3000])
    return content.getvalue()


METHODS = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ZIPS = [zip_of(kind) for kind in METHODS]


def spoilt(content: bytes, places: list[tuple[int, int]]) -> bytes:
    """Counted from the end, where the table of a zip is, as often as from the start."""
    spoiled = bytearray(content)
    for place, value in places:
        spoiled[place % len(spoiled) if place % 2 else -(place % len(spoiled)) - 1] = value
    return bytes(spoiled)


SPOILT = some.builds(
    spoilt,
    some.sampled_from(ZIPS),
    some.lists(some.tuples(some.integers(0, 4000), some.integers(0, 255)), min_size=1, max_size=12),
)


@settings(max_examples=300)
@given(SPOILT)
def test_a_spoilt_zip_is_read_or_refused(content: bytes) -> None:
    try:
        assert set(unzipped(content, "z.zip")) <= {NAME, "forums.csv", "round_tables.csv"}
    except DatasetError as error:
        assert all(explain(each)[0] for each in error.problems)


@given(SPOILT)
def test_a_spoilt_workbook_is_read_or_refused(content: bytes) -> None:
    try:
        table_rows(content, "forums.csv", ["forum_id"])
    except UnreadableTable as error:
        assert explain(error.problem)[0]


def described(text: bytes) -> set[str]:
    """The rules that a descriptor breaks, each of which can be told."""
    package, hard, _ = read_descriptor({NAME: text})
    assert package or hard
    assert all(explain(each)[0] for each in hard)
    return {each.rule for each in hard}


LIMIT = 100_000
"""Bytes that files may have together in tests of memory."""


def bomb(name: str, method: int, stated: int | None) -> bytes:
    """A zip of one file of zeros, forty times as large as may be read; it states that size or another."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(name, bytes(40 * LIMIT))
    content = bytearray(buffer.getvalue())
    if stated is not None:
        place = content.rindex(b"PK\x01\x02") + 24
        content[place : place + 4] = stated.to_bytes(4, "little")
    return bytes(content)


def refused_within(read: Callable[[], object]) -> tuple[str, int]:
    """The rule by which a source is refused, and the bytes of memory that it took."""
    tracemalloc.start()
    try:
        with pytest.raises((DatasetError, UnreadableTable)) as caught:
            read()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    error = caught.value
    (problem,) = error.problems if isinstance(error, DatasetError) else [error.problem]
    assert problem.rule in HARD and explain(problem)[0]
    return problem.rule, peak


@pytest.mark.parametrize(
    ("stated", "method"), first_of_each([(size, each) for size in (None, 100, 0) for each in METHODS])
)
def test_no_zip_takes_more_memory_than_its_limit(
    stated: int | None, method: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a package and as a workbook, however it is packed and whatever it states."""
    monkeypatch.setattr("analytics.dataset.archive.LARGEST_CONTENT", LIMIT)
    monkeypatch.setattr("analytics.dataset.spreadsheets.LARGEST_WORKBOOK", LIMIT)
    package, workbook = bomb("pledges.csv", method, stated), bomb("xl/workbook.xml", method, stated)
    for size, read in (
        (len(package), lambda: unzipped(package, "z.zip")),
        (len(workbook), lambda: table_rows(workbook, "forums.csv", ["forum_id"])),
    ):
        rule, peak = refused_within(read)
        assert rule in {"zip_expands", "zip_method", "not_a_zip", "broken_workbook"}
        assert (rule == "zip_method") == (method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
        assert peak < 10 * LIMIT + 2 * size


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(ANYTHING)
def test_any_json_that_lists_no_resources_is_a_problem(value: object) -> None:
    assert described(json.dumps(value).encode()) == {"broken_descriptor"}


@given(some.sampled_from(["licenses", "sources", "title", "version"]), some.integers(-1, 20), ANYTHING)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_part_of_another_type_is_a_problem_or_can_be_shown(key: str, place: int, value: Any) -> None:
    package = json.loads(json.dumps(SHIPPED_PACKAGE))
    target = package if place < 0 else package["resources"][place % len(package["resources"])]
    target[key] = value
    if not described(json.dumps(package).encode()):
        # As the pages read it.
        licences = [each.get("name") or each.get("title", "") for each in target.get("licenses", [])]
        sources = [each.get("title", "") for each in target.get("sources", [])]
        assert all(isinstance(each, str) for each in [*licences, *sources, target.get("title", "")])


@pytest.mark.parametrize("deep", ["[" * 10_000 + "]" * 10_000, '{"a":' * 400 + "1" + "}" * 400])
@pytest.mark.parametrize("around", ["%s", '{"resources": [], "licenses": %s}'])
def test_a_descriptor_of_any_depth_is_a_problem(deep: str, around: str) -> None:
    assert described((around % deep).encode()) == {"broken_descriptor"}


def test_a_table_of_too_many_columns_takes_no_more_memory_than_its_text() -> None:
    """Short rows would be filled up to the width of the header."""
    header = ",".join(f"c{at}" for at in range(20_000))
    content = f"forum_id,{header}\n{'a,b' + chr(10)}".encode() + b"a,b\n" * 1000
    rule, peak = refused_within(lambda: table_rows(content, "forums.csv", ["forum_id"]))
    assert rule == "too_many_columns" and peak < 50 * len(content)


def test_a_descriptor_is_no_larger_than_one_can_be() -> None:
    """A list of lists takes thirty times its bytes once it is read."""
    brought = b'{"resources": [], "licenses": [' + b"[]," * 1_000_000 + b"[]]}"
    tracemalloc.start()
    try:
        assert described(brought) == {"file_too_large"}
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_resources_of_one_name_and_those_nobody_knows(folder: Path, hard: Hard) -> None:
    package = json.loads((folder / NAME).read_text(encoding="utf-8"))
    package["resources"].append({"name": "mood", "path": "mood.csv"})
    (folder / NAME).write_text(json.dumps(package), encoding="utf-8")
    told = load_dataset(Folder(folder)).problems
    assert told.loc[told["rule"] == "unknown_resource", "value"].tolist() == ["mood"]
    assert told.loc[told["rule"] == "shapes_not_there", "file"].tolist() == [SHAPES]
    package["resources"].insert(0, {**package["resources"][0], "path": "../pledges.csv"})
    (folder / NAME).write_text(json.dumps(package), encoding="utf-8")
    assert {each.rule for each in hard()} == {"repeated_resource", "unsafe_path"}


@contextmanager
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address, and what is asked for there."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        server.server_close()


FETCHING = [
    '<OGRVRTDataSource><OGRVRTLayer name="countries"><SrcDataSource>%s/a.json</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>",
    '<OGRVRTDataSource><OGRVRTLayer name="countries"><SrcDataSource>/vsicurl/%s/a.json</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>",
    "<OGRWFSDataSource><URL>%s/wfs</URL></OGRWFSDataSource>",
    '{"type": "FeatureCollection", "features": [], "links": [{"rel": "next", "href": "%s/next"}]}',
    '{"type": "gdal_vector_pipeline", "command_line": "gdal vector pipeline ! read /vsicurl/%s/a.json"}',
    '{"type": "Topology", "transform": {"a": "%s"}, "objects": {"countries": {"geometries": []}}, "arcs": []}',
]


@pytest.mark.slow
def test_no_file_of_shapes_makes_the_server_ask_anyone(folder: Path) -> None:
    (folder / "geography").mkdir()
    with asked() as (url, requests):
        for shapes in FETCHING:
            (folder / SHAPES).write_text(shapes % url, encoding="utf-8")
            problems = load_dataset(Folder(folder)).problems
            assert "broken_shapes" in set(problems["rule"]), shapes
    assert requests == []


rubbish = some.recursive(
    some.none() | some.booleans() | some.integers(-9, 9) | some.just(10**400) | some.floats() | some.text(max_size=3),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(["id", "scale"]), inner),
    max_leaves=6,
)
lines = some.lists(some.lists(some.lists(some.integers(-9, 9), min_size=2, max_size=3), min_size=2, max_size=4))


@given(rubbish | some.lists(some.lists(some.lists(some.integers(-9, 9))), max_size=3), rubbish | lines, rubbish)
@settings(max_examples=100)
def test_shapes_of_anything_are_shapes_or_none(numbers: object, arcs: object, transform: object) -> None:
    shape = {"type": "MultiPolygon", "id": "GHA", "arcs": numbers}
    topology = {"objects": {"countries": {"geometries": [shape]}}, "arcs": arcs, "transform": transform}
    with suppress(*NOT_SHAPES):
        assert list(country_shapes(json.dumps(topology).encode()).index) == ["GHA"]


def test_a_coordinate_too_large_for_any_scale_is_no_shape() -> None:
    shape = {"type": "Polygon", "id": "GHA", "arcs": [[0]]}
    arcs = [[[0, 0], [10**400, 0], [1, 1], [0, 0]]]
    with pytest.raises(NOT_SHAPES):
        country_shapes(json.dumps({"objects": {"countries": {"geometries": [shape]}}, "arcs": arcs}).encode())


@pytest.mark.slow
@pytest.mark.parametrize(("codes", "letters"), [(3_000, 20), (30, 5_000)])
def test_a_near_name_is_looked_for_among_few_and_short_ones(
    folder: Path, codes: int, letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comparison takes as long as the two names are long, one by the other: a package chooses both."""
    compared = []

    def near(name: str, known: Collection[str], *_: object) -> list[str]:
        compared.append((len(name), len(known)))
        return []

    monkeypatch.setattr("analytics.dataset.cells.get_close_matches", near)
    terms, pledges = read_rows(folder / "taxonomy.csv"), read_rows(folder / "pledges.csv")
    more = [{**terms[0], "scheme": "theme", "code": f"{'x' * letters}{at}"} for at in range(codes)]
    write_rows(folder / "taxonomy.csv", [*terms, *more])
    write_rows(folder / "pledges.csv", [{**each, "themes": "y" * letters, "compact": "gmc"} for each in pledges])
    assert {"unknown_code"} <= {each.rule for each in read_package(Folder(folder)).hard}
    assert compared and all(name <= 100 and known <= 2_000 for name, known in compared)


Used = tuple[re.Pattern[str], str]
"""A pattern, and how it is looked for: `search` or `fullmatch`."""


def patterns_of(module: str) -> Iterator[Used]:
    """Every pattern that a module compiles or looks for, written there or named."""
    names = vars(importlib.import_module(module.removesuffix(".py").replace("/", ".")))
    found = {name: [value] if isinstance(value, re.Pattern) else [] for name, value in names.items()}
    found |= {name: list(value.values()) for name, value in names.items() if isinstance(value, dict)}
    compiled = {name: [each for each in own if isinstance(each, re.Pattern)] for name, own in found.items()}
    whole = {ast.unparse(node.value) for node in ast.walk(tree(module)) if getattr(node, "attr", "") == "fullmatch"}
    for name, own in compiled.items():
        yield from ((each, "fullmatch" if name in whole else "search") for each in own)
    for call in [node for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and node.args]:
        called, first = ast.unparse(call.func), call.args[0]
        text = first.value if isinstance(first, ast.Constant) else names.get(ast.unparse(first))
        if isinstance(text, str) and (called.startswith("re.") or ".str." in called or called == "_matching"):
            is_whole = called.endswith(("fullmatch", "_matching"))
            yield re.compile(text), "fullmatch" if is_whole else "search"


WRITTEN = {each for module in modules("analytics/dataset") for each in patterns_of(module)}
STATED = {
    (re.compile(field.pattern), "fullmatch") for each in shipped_resources() for field in each.fields if field.pattern
}
PATTERNS = sorted(WRITTEN | STATED, key=lambda each: (each[0].pattern, each[1]))
LONG, SECONDS = 20_000, 0.3
"""Characters of a cell, and of processor time: some hundred times what it takes where time grows as the cell does."""


def test_the_patterns_of_every_kind_of_use_are_found() -> None:
    texts = {pattern.pattern for pattern, _ in PATTERNS}
    assert len(PATTERNS) > 30
    for part in ("@", "https?", "tel", "#[a-z]", "[A-Z]{3}", "migrationnetwork", "REF!", "totals?"):
        assert any(part in text for text in texts), part


@pytest.mark.slow
@pytest.mark.parametrize("used", PATTERNS, ids=lambda used: used[0].pattern[:40])
@settings(phases=[Phase.generate])
@given(data=some.data())
def test_no_pattern_takes_longer_than_its_text_is_long(used: Used, data: some.DataObject) -> None:
    """`re` lets no other thread run: what it takes for one cell, every reader waits.

    A text that fits is made long at each of its places, and spoilt behind it.
    """
    pattern, how = used
    text = data.draw(some.from_regex(pattern, fullmatch=True))[:20]
    for at in range(len(text)):
        for part in (text[at], text[at : at + 2]):
            for end in (" ", "!", ""):
                cell = text[:at] + part * (LONG // len(part)) + end
                start = time.thread_time()
                getattr(pattern, how)(cell)
                assert time.thread_time() - start < SECONDS, f"{cell[:30]}…{end}"
