"""What the tests of every folder share: the shipped data, read once, and the switch that rewrites golden files."""

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from analytics.dataset import Folder, load_dataset
from analytics.facets import Facets

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew; review the difference")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In parallel, a file is run by one process; those with slow tests come first, so that none is left for the end."""
    late = ("browser", "office", "slow")
    first = {item.path for item in items if any(item.get_closest_marker(name) for name in late)}
    items.sort(key=lambda item: item.path not in first)


def pytest_collection_finish() -> None:
    """Tests and libraries stay until the end: looking for garbage among them costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def facets() -> Facets:
    """The facets of the shipped data."""
    return Facets(load_dataset(Folder(DATA)))


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Streamlit looks for components in all packages whenever an app is tested, for 0.1 s; once a session is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


# The same examples on every machine, and no limit of time that a busy one would miss.
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=15)
settings.load_profile("repeatable")
